#include "builtins/data/vector.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <new>

#include "builtins/math/math.hpp"
#include "object/host.hpp"
#include "object/symbol.hpp"

namespace nrn {

// ---- storage ----

void Vector::move_to_new_block(std::size_t keep, std::size_t capacity) {
    BlockPtr fresh(Block::allocate(std::max<std::size_t>(capacity, 1)));
    if (keep != 0) {
        std::memcpy(fresh->data(), block_->data(), keep * sizeof(double));
    }
    block_ = std::move(fresh);
    read_only_ = false;
}

void Vector::resize_for_overwrite(std::size_t size) {
    if (size == size_) {
        return;
    }
    if (fixed() || size > capacity()) {
        const std::size_t grown = size > capacity() && size_ != 0 ? std::max(size, size_ + size_ / 2) : size;
        move_to_new_block(std::min(size, size_), grown);
    }
    size_ = size;
}

void Vector::resize(std::size_t size) {
    const std::size_t before = size_;
    resize_for_overwrite(size);
    if (size > before) {
        std::fill(block_->data() + before, block_->data() + size, 0.0);
    }
}

void Vector::reserve(std::size_t capacity) {
    if (capacity > this->capacity()) {
        move_to_new_block(size_, capacity);
    }
}

void Vector::set_capacity(std::size_t capacity) {
    if (capacity != this->capacity()) {
        move_to_new_block(size_, capacity);
    }
}

void Vector::append_slowly(double x) {
    if (fixed() || size_ == capacity()) {
        move_to_new_block(size_, std::max<std::size_t>(8, size_ == capacity() ? 2 * size_ : capacity()));
    }
    block_->data()[size_++] = x;
}

void Vector::assign(std::span<const double> values) {
    if (!fixed() && values.size() <= capacity()) {
        if (!values.empty()) {
            std::memmove(block_->data(), values.data(), values.size() * sizeof(double));
        }
        size_ = values.size();
        return;
    }
    if (!read_only_ && values.size() == size_) {  // same size: views see the new values
        std::memmove(block_->data(), values.data(), values.size() * sizeof(double));
        return;
    }
    BlockPtr fresh(Block::allocate(std::max<std::size_t>(values.size(), 1)));
    if (!values.empty()) {
        std::memcpy(fresh->data(), values.data(), values.size() * sizeof(double));
    }
    block_ = std::move(fresh);
    size_ = values.size();
    read_only_ = false;
}

void Vector::take(Vector& made) {
    if (fixed() && !read_only_ && made.size_ == size_) {
        assign(made.span());
    } else {
        swap(made);
    }
}

void Vector::swap(Vector& other) noexcept {
    std::swap(block_, other.block_);
    std::swap(size_, other.size_);
    std::swap(read_only_, other.read_only_);
}

BlockPtr Vector::share() {
    data();
    return size_ == 0 ? BlockPtr() : block_;
}

void Vector::adopt(Block* block, std::size_t size, bool read_only) noexcept {
    block_ = BlockPtr(block);
    size_ = size;
    read_only_ = read_only;
}

// ---- help for the members ----

double* place_in_vector(void* vector, std::size_t n) {
    auto& target = *static_cast<Vector*>(vector);
    target.resize_for_overwrite(n);
    return target.data();
}

double epsilon_of(Call& call) {
    return call.context.state<Tolerance>().float_epsilon;
}

std::size_t size_arg(Call& call, std::size_t i) {
    const double x = call.number(i);
    if (std::isnan(x) || x < 0.0) {
        call.bad(ErrorKind::Value, i, format("must be a size of 0 or more, not %g", x));
    }
    if (x > static_cast<double>(kLargestVector)) {
        call.bad(ErrorKind::Memory, i, format("asks for %g elements: there is no memory for that", x));
    }
    return static_cast<std::size_t>(x);
}

Range range_args(Call& call, std::size_t i, std::size_t n) {
    if (!call.has(i)) {
        return {0, n};
    }
    if (n == 0) {
        call.refuse(ErrorKind::Index, "the Vector is empty: it has no range of elements");
    }
    const long last = static_cast<long>(n) - 1;
    const long begin = call.integer(i, 0, last);
    const long end = call.integer(i + 1, begin, last);
    return {static_cast<std::size_t>(begin), static_cast<std::size_t>(end) + 1};
}

void require_same_size(Call& call, std::size_t i, const Vector& a, const Vector& b) {
    if (a.size() != b.size()) {
        call.bad(ErrorKind::Value, i, format("has %zu elements where %zu are needed", b.size(), a.size()));
    }
}

Object* new_vector(Context& context, std::size_t size) {
    Object* object = context.state<SymbolTable>().find_class("Vector")->create(nullptr, 0);
    try {
        vector_of(object).resize_for_overwrite(size);
    } catch (...) {
        object->release();
        throw;
    }
    return object;
}

// ---- the class ----

namespace {

void construct(Call& call, void* raw) {
    auto made = std::make_unique<Vector>();
    if (call.is_number(0)) {
        const std::size_t n = size_arg(call, 0);
        made->resize_for_overwrite(n);
        std::fill_n(made->data(), n, call.number_or(1, 0.0));
    } else if (call.is(0, Kind::Object)) {
        made->assign(vector_arg(call, 0).span());
    } else if (call.is(0, Kind::Host)) {
        host_of(call.context).numbers_of(call.args[0].as_host(), place_in_vector, made.get());
    }
    new (raw) Vector(std::move(*made));
}

void destroy(void* raw) noexcept {
    static_cast<Vector*>(raw)->~Vector();
}

constexpr const char* kForms = "() ; (size: int, fill: float = 0) ; (source: Vector|sequence)";

constexpr const char* kDoc =
    "A one-dimensional array of double precision numbers that can grow.\n\n"
    "Vector() is empty, Vector(n) has n zeros, Vector(n, x) n times x, and Vector(source) takes the numbers of a\n"
    "Vector, list, iterable or NumPy array. Elements are read and set by v[i] (negative from the end) or v.x[i];\n"
    "slices give new Vectors. as_numpy() shares the memory with NumPy. Operations change the Vector in place and\n"
    "return it, so that they can be chained.\n"
    "ValueError for a negative size, MemoryError for one that does not fit.";

}  // namespace

ClassDef vector_class() {
    ClassDef def{"Vector", kForms, kDoc, sizeof(Vector), construct, destroy, {}};
    add_vector_access(def.members);
    add_vector_copy(def.members);
    add_vector_arithmetic(def.members);
    add_vector_statistics(def.members);
    add_vector_search(def.members);
    add_vector_fourier(def.members);
    add_vector_signal(def.members);
    add_vector_fit(def.members);
    add_vector_model(def.members);
    add_vector_record(def.members);
    add_vector_graph(def.members);
    add_vector_io(def.members);
    add_vector_file(def.members);
    add_vector_python(def.members);
    return def;
}

}  // namespace nrn
