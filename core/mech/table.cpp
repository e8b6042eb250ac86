#include "mech/table.hpp"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

namespace nrn::mech {

namespace {
constexpr std::size_t kAlignment = 64;  // [B] a cache line, and the widest SIMD register
constexpr std::size_t kLine = kAlignment / sizeof(double);
}  // namespace

void Table::Free::operator()(double* memory) const noexcept {
    ::operator delete[](memory, std::align_val_t{kAlignment});
}

Table::Table(std::vector<double> initial) : initial_(std::move(initial)), columns_(initial_.size(), nullptr) {
}

void Table::describe(std::vector<double> initial) {
    columns_.assign(initial.size(), nullptr);
    initial_ = std::move(initial);
    memory_.reset();
    capacity_ = 0;
    ++version_;
}

void Table::grow(std::size_t capacity) {
    capacity = (capacity + kLine - 1) / kLine * kLine;
    // Columns of the same length a power of two apart would share cache sets: one line between them.
    const std::size_t stride = capacity + kLine;
    const std::size_t bytes = std::max<std::size_t>(stride * columns_.size(), 1) * sizeof(double);
    std::unique_ptr<double[], Free> memory(static_cast<double*>(::operator new[](bytes, std::align_val_t{kAlignment})));
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        double* column = memory.get() + k * stride;
        if (!ids_.empty()) {
            std::memcpy(column, columns_[k], ids_.size() * sizeof(double));
        }
        // Loops that work on whole SIMD registers read behind the last row.
        std::fill(column + ids_.size(), column + stride, initial_[k]);
        columns_[k] = column;
    }
    memory_ = std::move(memory);
    capacity_ = capacity;
    ++version_;
}

void Table::reserve(std::size_t rows) {
    if (rows > capacity_) {
        grow(rows);
    }
}

Id Table::add() {
    const std::size_t row = ids_.size();
    if (row == capacity_) {
        grow(std::max<std::size_t>(kLine, capacity_ * 2));
    }
    Id id;
    if (free_.empty()) {
        id = static_cast<Id>(rows_.size());
        rows_.push_back(0);
        generations_.push_back(0);
        free_.reserve(rows_.capacity());  // so that remove() cannot fail
    } else {
        id = free_.back();
        free_.pop_back();
    }
    ids_.push_back(id);
    rows_[id] = static_cast<std::uint32_t>(row);
    ++generations_[id];
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        columns_[k][row] = initial_[k];
    }
    ++version_;
    return id;
}

void Table::remove(Id id) {
    const std::size_t row = rows_[id];
    const std::size_t last = ids_.size() - 1;
    for (double* column : columns_) {
        column[row] = column[last];
    }
    ids_[row] = ids_[last];
    rows_[ids_[row]] = static_cast<std::uint32_t>(row);
    ids_.pop_back();
    ++generations_[id];
    free_.push_back(id);
    ++version_;
}

void Table::reorder(std::span<const std::uint32_t> order) {
    std::vector<double> moved(order.size());
    for (double* column : columns_) {
        for (std::size_t i = 0; i < order.size(); ++i) {
            moved[i] = column[order[i]];
        }
        std::copy(moved.begin(), moved.end(), column);
    }
    std::vector<Id> ids(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        ids[i] = ids_[order[i]];
        rows_[ids[i]] = static_cast<std::uint32_t>(i);
    }
    ids_ = std::move(ids);
    ++version_;
}

std::size_t Table::bytes() const noexcept {
    return (capacity_ + kLine) * columns_.size() * sizeof(double) + ids_.capacity() * sizeof(Id) +
           rows_.capacity() * 2 * sizeof(std::uint32_t) + free_.capacity() * sizeof(Id);
}

}  // namespace nrn::mech
