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

Table::Table(std::vector<double> initial) : Table(std::move(initial), {}) {
}

Table::Table(std::vector<double> initial, std::span<const std::size_t> waiting)
    : initial_(std::move(initial)), columns_(initial_.size(), nullptr), waits_(initial_.size(), false) {
    for (const std::size_t k : waiting) {
        waits_[k] = true;
    }
}

void Table::describe(std::vector<double> initial) {
    columns_.assign(initial.size(), nullptr);
    waits_.assign(initial.size(), false);
    initial_ = std::move(initial);
    memory_.reset();
    capacity_ = 0;
    changed();
}

void Table::grow(std::size_t capacity) {
    capacity = (capacity + kLine - 1) / kLine * kLine;
    // Columns of the same length a power of two apart would share cache sets: one line between them.
    const std::size_t stride = capacity + kLine;
    const auto present = static_cast<std::size_t>(std::count(waits_.begin(), waits_.end(), false));
    const std::size_t bytes = std::max<std::size_t>(stride * present, 1) * sizeof(double);
    std::unique_ptr<double[], Free> memory(static_cast<double*>(::operator new[](bytes, std::align_val_t{kAlignment})));
    double* column = memory.get();
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        if (waits_[k]) {
            continue;
        }
        const std::size_t kept = columns_[k] != nullptr ? ids_.size() : 0;
        if (kept > 0) {
            std::memcpy(column, columns_[k], kept * sizeof(double));
        }
        // Loops that work on whole SIMD registers read behind the last row.
        std::fill(column + kept, column + stride, initial_[k]);
        columns_[k] = column;
        column += stride;
    }
    memory_ = std::move(memory);
    capacity_ = capacity;
    changed();
}

void Table::bring(std::size_t k) {
    if (waits_[k]) {
        waits_[k] = false;
        try {
            grow(capacity_);
        } catch (...) {
            waits_[k] = true;
            throw;
        }
    }
}

void Table::shrink() {
    if (capacity_ > ids_.size() + ids_.size() / 8 + kLine) {
        grow(ids_.size());
    }
    ids_.shrink_to_fit();
    rows_.shrink_to_fit();
    generations_.shrink_to_fit();
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
    if (free_ == kNoId) {
        id = static_cast<Id>(rows_.size());
        rows_.push_back(0);
        if (!generations_.empty()) {
            generations_.push_back(0);
        }
    } else {
        id = free_;
        free_ = rows_[id];
    }
    ids_.push_back(id);
    rows_[id] = static_cast<std::uint32_t>(row);
    if (!generations_.empty()) {
        ++generations_[id];
    }
    reset_row(id);
    changed();
    return id;
}

void Table::reset_row(Id id) noexcept {
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        if (columns_[k] != nullptr) {
            at(k, id) = initial_[k];
        }
    }
}

void Table::copy_row(Id from, Id to) noexcept {
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        if (columns_[k] != nullptr) {
            at(k, to) = at(k, from);
        }
    }
}

void Table::remove(Id id) {
    if (generations_.empty()) {
        generations_.assign(rows_.size(), 1);
    }
    const std::size_t row = rows_[id];
    const std::size_t last = ids_.size() - 1;
    copy_row(ids_[last], id);
    ids_[row] = ids_[last];
    rows_[ids_[row]] = static_cast<std::uint32_t>(row);
    ids_.pop_back();
    ++generations_[id];
    rows_[id] = free_;
    free_ = id;
    changed();
}

void Table::reorder(std::span<const std::uint32_t> order) {
    std::vector<double> moved(order.size());
    for (double* column : columns_) {
        if (column == nullptr) {
            continue;
        }
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
    changed();
}

std::size_t Table::bytes() const noexcept {
    const auto present = static_cast<std::size_t>(std::count(waits_.begin(), waits_.end(), false));
    return (capacity_ + kLine) * present * sizeof(double) + ids_.capacity() * sizeof(Id) +
           (rows_.capacity() + generations_.capacity()) * sizeof(std::uint32_t);
}

}  // namespace nrn::mech
