// Vector: hoc's array of numbers. The storage (class Vector) and the access that other builtins need are here;
// its members are declared in vector_*.cpp, a file for each kind of work.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/block.hpp"
#include "object/call.hpp"
#include "object/klass.hpp"

namespace nrn {

// What ends with a Vector: recording into it, playing from it (vector_record.cpp).
class VectorTies {
  public:
    virtual ~VectorTies() = default;

  protected:
    VectorTies() = default;
    VectorTies(const VectorTies&) = default;
    VectorTies& operator=(const VectorTies&) = default;
};

// A growable array of doubles over a Block that NumPy arrays and buffers may share.
//
// A change of size never moves or frees what a view looks at: while views exist, the Vector goes to a new
// Block and the views keep the old one (decision 5). Changes of elements are seen by the views.
class Vector {
  public:
    std::size_t size() const noexcept {
        return size_;
    }
    std::size_t capacity() const noexcept {
        return block_ ? block_->capacity() : 0;
    }
    // For reading. Null only when empty.
    const double* view() const noexcept {
        return block_ ? block_->data() : nullptr;
    }
    // For writing: copies first when the storage is foreign and read-only.
    double* data() {
        if (read_only_) {
            move_to_new_block(size_, size_);
        }
        return block_ ? block_->data() : nullptr;
    }
    std::span<const double> span() const noexcept {
        return {view(), size_};
    }
    std::span<double> mutable_span() {
        return {data(), size_};
    }

    void resize(std::size_t size);                // new elements are 0
    void resize_for_overwrite(std::size_t size);  // new elements are not set
    void reserve(std::size_t capacity);           // room for that many, at least
    void set_capacity(std::size_t capacity);      // exactly; not below size()
    bool takes_one_more() const noexcept {        // where its storage is
        return size_ < capacity() && !read_only_ && !block_->shared();
    }
    void push_back(double x) {
        if (takes_one_more()) {
            block_->data()[size_++] = x;
        } else {
            append_slowly(x);
        }
    }
    void assign(std::span<const double> values);  // values may lie in this Vector
    // Whether arrays or buffers share the storage.
    bool has_views() const noexcept {
        return block_ && block_->shared();
    }
    // Before moving elements together or apart: goes to a block of its own if views look at the present one.
    void detach() {
        if (fixed()) {
            move_to_new_block(size_, size_);
        }
    }
    // Gets the elements of `made`, which is left with whatever. Views see them if the size stays as it was.
    void take(Vector& made);
    void swap(Vector& other) noexcept;  // contents, not labels and ties

    BlockPtr share();  // an owner of the storage, for a view that writes through; empty when size() is 0
    void adopt(Block* block, std::size_t size, bool read_only) noexcept;  // takes the caller's reference over

    std::unique_ptr<std::string> label;
    std::unique_ptr<VectorTies> ties;

  private:
    void move_to_new_block(std::size_t keep, std::size_t capacity);
    void append_slowly(double x);
    bool fixed() const noexcept {  // the storage must not change its size in place
        return read_only_ || has_views();
    }

    BlockPtr block_;
    std::size_t size_ = 0;
    bool read_only_ = false;
};

constexpr std::size_t kLargestVector = std::size_t{1} << 40;  // elements; 8 TB

ClassDef vector_class();
Object* new_vector(Context& context, std::size_t size = 0);  // elements not set; the caller's reference
inline Vector& vector_of(Object* object) {
    return payload<Vector>(object);
}
inline Vector& self_vector(Call& call) {
    return payload<Vector>(call.self);
}
// Argument i, declared as Vector.
inline Vector& vector_arg(Call& call, std::size_t i) {
    return payload<Vector>(call.object(i));
}
// Makes room in a Vector for numbers of the host: the sink of Host::numbers_of.
double* place_in_vector(void* vector, std::size_t n);
// The tolerance of comparisons, h.float_epsilon.
double epsilon_of(Call& call);
// A size given as argument i: Error(Value) unless it is a whole number in 0 ... kLargestVector.
std::size_t size_arg(Call& call, std::size_t i);
// The inclusive range in arguments i and i+1, or all of n elements when they are left out.
struct Range {
    std::size_t begin;
    std::size_t end;  // one past the last
};
Range range_args(Call& call, std::size_t i, std::size_t n);
// Two Vectors of one operation have one size: Error(Value) otherwise.
void require_same_size(Call& call, std::size_t i, const Vector& a, const Vector& b);

// The members, by kind of work. Each adds its own to the table of vector_class().
using Members = std::vector<Member>;
void add_vector_access(Members& members);      // size, get, set, append, fill, …
void add_vector_copy(Members& members);        // copy, c, at, index, from_double, …
void add_vector_arithmetic(Members& members);  // add, mul, abs, log, apply, …
void add_vector_statistics(Members& members);  // sum, mean, max, sort, hist, …
void add_vector_search(Members& members);      // where, indwhere, contains, …
void add_vector_fourier(Members& members);     // fft, spctrm, correl, convlv, filter
void add_vector_signal(Members& members);      // deriv, integral, interpolate, medfltr, smhist, …
void add_vector_fit(Members& members);         // fit
void add_vector_model(Members& members);       // inf, psth, trigavg, …
void add_vector_record(Members& members);      // record, play, play_remove
void add_vector_graph(Members& members);       // plot, line, mark, ploterr
void add_vector_io(Members& members);          // printf
void add_vector_file(Members& members);        // scanf, vread, fwrite, …
void add_vector_python(Members& members);      // to_python, from_python, as_numpy

}  // namespace nrn
