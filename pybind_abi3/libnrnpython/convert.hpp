// Values of libnrn and Python objects, each made into the other.
#pragma once

#include <nrn/capi.h>

#include <memory>
#include <vector>

#include "runtime.hpp"

namespace nrnpy {

// An instance of a hoc class. The wrapper owns one reference to the object; the object knows its wrapper, so
// that one object has one wrapper at a time.
struct Instance {
    PyObject_HEAD NrnObject* object;
};

struct RefObject {
    PyObject_HEAD NrnRef* ref;
};

// The arguments of a call, converted. Values borrow from the Python objects, which the caller keeps alive.
class Arguments {
  public:
    // Positional and keyword arguments as FASTCALL and vectorcall pass them. What is called: a member of a
    // class (-1: the constructor) or a function. On failure ok() is false and an exception is set.
    Arguments(NrnClass* klass, int member, NrnSymbol* function, PyObject* const* args, size_t count, PyObject* names);
    // As tp_call passes them. Parameters declared `pyobject` get the object itself.
    Arguments(NrnClass* klass, int member, NrnSymbol* function, PyObject* tuple, PyObject* dict);
    ~Arguments();
    Arguments(const Arguments&) = delete;
    Arguments& operator=(const Arguments&) = delete;

    bool ok() const {
        return ok_;
    }
    const NrnValue* values() const {
        return values_;
    }
    size_t count() const {
        return count_;
    }

  private:
    static constexpr size_t kInline = 8;

    NrnValue* room(size_t n);
    bool convert(size_t i, PyObject* object);
    bool convert_as_declared(size_t i, PyObject* object);
    // The keyword sec= is the section that is accessed during the call.
    bool take_section(std::vector<PyObject*>* names, std::vector<PyObject*>* values);
    bool place(NrnClass* klass, int member, NrnSymbol* function, size_t positional, const std::vector<PyObject*>& names,
               PyObject* const* values);

    NrnValue inline_[kInline];
    std::unique_ptr<NrnValue[]> more_;
    NrnValue* values_ = inline_;
    size_t count_ = 0;
    uint32_t as_is_ = 0;  // bit i: argument i is not converted
    bool ok_ = false;
    bool pushed_ = false;
    size_t depth_ = 0;                    // of the section stack before
    std::vector<PyObject*> temporaries_;  // encoded texts of Pythons that keep no UTF-8
};

// A value that borrows from the object. False with an exception set. `temporary` receives an object to be
// released after the use of the value, or null.
bool to_value(PyObject* object, NrnValue* value, PyObject** temporary);
inline NrnValue number_value(double x) {
    NrnValue value;
    value.kind = NRN_NUMBER;
    value.owned = 0;
    value.as.number = x;
    return value;
}

// The Python object for a value, which is consumed. Null with an exception set.
PyObject* from_value(NrnValue* value);
PyObject* wrap_object(NrnObject* object);  // a new reference to its one wrapper; the object stays the caller's
PyObject* wrap_ref(NrnRef* ref);           // takes the caller's reference over
PyObject* text_object(const char* text);

// The instance's object; null with an exception set when `self` is none (or not yet made).
NrnObject* object_of(PyObject* self);
bool is_instance(PyObject* object);
// The object when it is a Vector, else null without an exception.
NrnObject* vector_of(PyObject* object);

// The Python type of a class, made on first use (borrowed); null with an exception set.
PyTypeObject* type_of_class(NrnClass* klass);
// The class of one of our types or of a subclass of it; null when there is none, without an exception.
NrnClass* class_of_type(PyTypeObject* type);

}  // namespace nrnpy
