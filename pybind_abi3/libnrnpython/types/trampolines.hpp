// One C function for each ordinal of a class's members: a PyMethodDef carries no data, so that the function itself
// must know which member it calls. Two families: FASTCALL from 3.7 on; VARARGS before, and for members that take some
// object as it is.
#pragma once

#include <array>
#include <utility>

#include "convert.hpp"
#include "errors.hpp"

namespace nrnpy {

constexpr size_t kMostMembers = 160;  // of one class; those beyond are found in another way

inline PyObject* call_member(NrnObject* object, size_t member, const Arguments& arguments) {
    if (!arguments.ok()) {
        return nullptr;
    }
    NrnValue result;
    const int status = nrn_member_call(object, member, arguments.values(), arguments.count(), &result);
    return status != NRN_OK ? raise(status) : from_value(&result);
}

template <size_t I>
PyObject* call_fast(PyObject* self, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    NrnObject* object = object_of(self);
    if (object == nullptr) {
        return nullptr;
    }
    const Arguments arguments(nrn_object_class(object), static_cast<int>(I), nullptr, args, static_cast<size_t>(count),
                              names);
    return call_member(object, I, arguments);
}

template <size_t I>
PyObject* call_varargs(PyObject* self, PyObject* args, PyObject* kwargs) {
    NrnObject* object = object_of(self);
    if (object == nullptr) {
        return nullptr;
    }
    const Arguments arguments(nrn_object_class(object), static_cast<int>(I), nullptr, args, kwargs);
    return call_member(object, I, arguments);
}

template <size_t... I>
std::array<PyCFunction, sizeof...(I)> fast_trampolines(std::index_sequence<I...>) {
    return {reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(call_fast<I>))...};
}

template <size_t... I>
std::array<PyCFunction, sizeof...(I)> varargs_trampolines(std::index_sequence<I...>) {
    return {reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(call_varargs<I>))...};
}

}  // namespace nrnpy
