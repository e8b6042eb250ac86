// Table: columns of numbers (structure of arrays) with rows that may move and names for rows that do not.
//
// A row is added, removed and moved (removal moves the last row into the gap; reorder() sorts rows for the solver), so
// nothing outside keeps a row number or an address. It keeps an Id, which stays the same as long as the row lives, or a
// Handle, which also knows when the row has ended, because Ids are given again with another generation.
//
// Side data that is not of numbers (the object of a point process, pointers) is kept by Id and need not move.
//
// A column may wait until somebody asks for it: nothing is stored for it before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace nrn::mech {

using Id = std::uint32_t;
inline constexpr Id kNoId = 0xffffffffU;

class Table {
  public:
    Table() = default;
    // A new row begins with these numbers, one for each column.
    explicit Table(std::vector<double> initial);
    // The columns `waiting` are null until bring().
    Table(std::vector<double> initial, std::span<const std::size_t> waiting);
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    Id add();
    void remove(Id id);
    // Other columns from now on. There must be no rows; Handles to those that were there stay null.
    void describe(std::vector<double> initial);
    void set_initial(std::size_t k, double value) noexcept {  // of rows to come
        initial_[k] = value;
    }
    // Row i is from now on what was row order[i]; order is a permutation of all rows.
    void reorder(std::span<const std::uint32_t> order);
    void reserve(std::size_t rows);
    void bring(std::size_t k);  // column k begins with its initial number, unless it is there
    bool has(std::size_t k) const noexcept {
        return !waits_[k];
    }
    void copy_row(Id from, Id to) noexcept;
    void reset_row(Id id) noexcept;  // to the numbers of a new one
    void shrink();                   // gives back memory that no row uses

    std::size_t size() const noexcept {
        return ids_.size();
    }
    std::size_t column_count() const noexcept {
        return columns_.size();
    }
    double* column(std::size_t k) noexcept {
        return columns_[k];
    }
    const double* column(std::size_t k) const noexcept {
        return columns_[k];
    }
    // All columns, as the functions of mechanisms get them. Valid until version() changes.
    double* const* data() const noexcept {
        return columns_.data();
    }
    double& at(std::size_t k, Id id) noexcept {
        return columns_[k][rows_[id]];
    }
    double initial(std::size_t k) const noexcept {
        return initial_[k];
    }
    std::uint32_t row(Id id) const noexcept {
        return rows_[id];
    }
    Id id_at(std::size_t row) const noexcept {
        return ids_[row];
    }
    // How many Ids were ever given out: the size of an array kept by Id.
    std::size_t id_limit() const noexcept {
        return rows_.size();
    }
    std::uint32_t generation(Id id) const noexcept {
        return generations_.empty() ? 1 : generations_[id];
    }
    bool alive(Id id, std::uint32_t generation) const noexcept {
        return id < rows_.size() && this->generation(id) == generation;
    }
    // Changes whenever an address or a row number taken before may be wrong.
    // Addresses of its numbers, or what goes with its rows, are others now.
    void changed() noexcept {
        ++version_;
        ++*changes_;
    }
    // Counts its changes there, together with others.
    void count_changes(std::uint64_t* changes) noexcept {
        changes_ = changes;
    }
    std::uint64_t version() const noexcept {
        return version_;
    }
    std::size_t bytes() const noexcept;  // of memory

  private:
    void grow(std::size_t capacity);

    std::vector<double> initial_;
    std::vector<double*> columns_;
    std::vector<bool> waits_;  // by column
    struct Free {
        void operator()(double* memory) const noexcept;
    };
    std::unique_ptr<double[], Free> memory_;  // all columns, one behind the other
    std::size_t capacity_ = 0;                // of rows
    std::vector<Id> ids_;                     // by row
    std::vector<std::uint32_t> rows_;         // by Id
    std::vector<std::uint32_t> generations_;  // by Id; odd while the row lives; empty until a row is removed
    Id free_ = kNoId;                         // an Id to be given again; rows_ has the next one
    std::uint64_t version_ = 0;
    std::uint64_t own_changes_ = 0;
    std::uint64_t* changes_ = &own_changes_;
};

// One number of a Table, found again wherever its row moves; null once the row has ended.
struct Handle {
    Table* table = nullptr;
    std::uint32_t column = 0;
    Id id = kNoId;
    std::uint32_t generation = 0;

    Handle() = default;
    Handle(Table& table, std::size_t column, Id id)
        : table(&table), column(static_cast<std::uint32_t>(column)), id(id), generation(table.generation(id)) {
    }
    double* get() const noexcept {
        return table != nullptr && table->alive(id, generation) ? &table->at(column, id) : nullptr;
    }
    bool operator==(const Handle& other) const noexcept {
        return table == other.table && column == other.column && id == other.id && generation == other.generation;
    }
};

}  // namespace nrn::mech
