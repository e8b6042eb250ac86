// Vectors by their memory: what buffers, NumPy arrays and pickles of the host are made of.
#include "builtins/data/vector.hpp"

#include <algorithm>
#include <cmath>

#include "api/process.hpp"

using namespace nrn;
using namespace nrn::api;

size_t nrn_vector_size(const NrnObject* vector) {
    return vector_of(in(vector)).size();
}

size_t nrn_vector_capacity(const NrnObject* vector) {
    return vector_of(in(vector)).capacity();
}

double* nrn_vector_data(NrnObject* vector) {
    return guard_pointer([&] { return vector_of(in(vector)).data(); });
}

const double* nrn_vector_view(const NrnObject* vector) {
    return vector_of(in(vector)).view();
}

const double* nrn_vector_span(const NrnObject* vector, size_t* size) {
    const Vector& v = vector_of(in(vector));
    *size = v.size();
    return v.view();
}

int nrn_vector_resize(NrnObject* vector, size_t size) {
    return guard([&] { vector_of(in(vector)).resize(size); });
}

NrnObject* nrn_vector_new(size_t size) {
    return guard_pointer([&] { return out(new_vector(process(), size)); });
}

NrnBlock* nrn_vector_block(NrnObject* vector) {
    return guard_pointer([&] {
        Block* block = vector_of(in(vector)).share().get();
        if (block != nullptr) {
            block->retain();
        }
        return reinterpret_cast<NrnBlock*>(block);
    });
}

void nrn_block_release(NrnBlock* block) {
    if (block != nullptr) {
        reinterpret_cast<Block*>(block)->release();
    }
}

int nrn_vector_adopt(NrnObject* vector, double* data, size_t size, int read_only, void (*release)(void*), void* owner) {
    return guard([&] { vector_of(in(vector)).adopt(Block::adopt(data, size, release, owner), size, read_only != 0); });
}

int nrn_vector_assign(NrnObject* vector, const double* data, size_t n) {
    return guard([&] { vector_of(in(vector)).assign({data, n}); });
}

namespace {

// One loop for each operator and kind of operand: the compiler vectorises them.
template <class A, class B>
void combine(char op, double* out, std::size_t n, A a, B b) {
    switch (op) {
        case '+':
            for (std::size_t i = 0; i < n; ++i) {
                out[i] = a(i) + b(i);
            }
            break;
        case '-':
            for (std::size_t i = 0; i < n; ++i) {
                out[i] = a(i) - b(i);
            }
            break;
        case '*':
            for (std::size_t i = 0; i < n; ++i) {
                out[i] = a(i) * b(i);
            }
            break;
        case '/':
            for (std::size_t i = 0; i < n; ++i) {
                out[i] = a(i) / b(i);
            }
            break;
        default:
            for (std::size_t i = 0; i < n; ++i) {
                out[i] = std::fabs(a(i));
            }
    }
}

}  // namespace

NrnObject* nrn_vector_combine(char op, const NrnObject* a, const NrnObject* b, double x) {
    return guard_pointer([&] {
        const Vector* left = a == nullptr ? nullptr : &vector_of(in(a));
        const Vector* right = b == nullptr ? nullptr : &vector_of(in(b));
        if (left != nullptr && right != nullptr && left->size() != right->size()) {
            fail(ErrorKind::Value, "the Vectors have different sizes, %zu and %zu", left->size(), right->size());
        }
        if (op == '/' && left != nullptr && right == nullptr && x == 0.0) {
            fail(ErrorKind::Value, "division by zero");
        }
        if (op == '/' && left == nullptr && std::ranges::find(right->span(), 0.0) != right->span().end()) {
            fail(ErrorKind::Value, "division by zero");
        }
        const std::size_t n = left != nullptr ? left->size() : right->size();
        Object* made = new_vector(process(), n);
        double* to = vector_of(made).data();
        const double* p = left == nullptr ? nullptr : left->view();
        const double* q = right == nullptr ? nullptr : right->view();
        const auto number = [x](std::size_t) { return x; };
        const auto first = [p](std::size_t i) { return p[i]; };
        const auto second = [q](std::size_t i) { return q[i]; };
        if (left == nullptr) {
            combine(op, to, n, number, second);
        } else if (right == nullptr) {
            combine(op, to, n, first, number);
        } else {
            combine(op, to, n, first, second);
        }
        return out(made);
    });
}
