// What the Python types of the backend share. One file for each type in slots.def; each has a start function that
// makes its type and, where needed, adds it to the module.
#pragma once

#include "convert.hpp"
#include "errors.hpp"
#include "runtime.hpp"

namespace nrnpy {

bool start_hoc_object(PyObject* module);
bool start_top_level(PyObject* module);
bool start_hoc_class(PyObject* module);
bool start_vector_iterator();
bool start_function();
bool start_array();
bool start_ref();
bool start_section(PyObject* module);
bool start_segment(PyObject* module);
bool start_mechanism(PyObject* module);
bool start_mechanism_function(PyObject* module);
bool start_range_variable(PyObject* module);
bool start_segment_iterator();
bool start_section_iterator(PyObject* module);

// hoc_object: comparison and hash by identity.
PyObject* hoc_object_tp_richcompare(PyObject* self, PyObject* other, int op);
Py_hash_t hoc_object_tp_hash(PyObject* self);

// top_level: the one object behind `h` (borrowed).
PyObject* top_level_object();

// function: the callable for a function symbol, made once (a new reference).
PyObject* function_object(NrnSymbol* symbol);

// array: the elements of an Array member (v.x), of references to them (v._ref_x), or of a symbol (h.A).
PyObject* member_array(PyObject* instance, size_t member, bool references);
PyObject* symbol_array(NrnSymbol* symbol, bool references);

// instance: the Python type of a class, made from the registry.
PyTypeObject* make_class_type(NrnClass* klass);
// Attributes of the class's instances may be aliases from now on; 0, or -1 with an exception set.
int class_aliased(NrnClass* klass);
// The class has got a method, which its type gets too if it is made; 0, or -1 with an exception set.
int class_member_added(NrnClass* klass, size_t member);
extern const char* const kVectorClass;  // "Vector": the class with the vector slots

// vector: what the type of Vector has beyond other instances.
extern PyMethodDef vector_methods[];  // __reduce_ex__, __setstate__, …; ended by null
extern PyGetSetDef vector_getset[];   // __array_interface__; ended by null
int vector_get_buffer(PyObject* self, NrnBuffer* view, int flags);
void vector_release_buffer(PyObject* self, NrnBuffer* view);

// numpy: an array over the Vector's storage (a new reference).
PyObject* array_over(NrnObject* vector);
// numbers: the numbers of any Python object into memory that `place` gives; 0, or -1 with an exception set.
int numbers_of(PyObject* object, double* (*place)(void* sink, size_t n), void* sink);
int store_numbers(PyObject* target, const double* data, size_t n);

// Index arithmetic for sequences: false with IndexError set. Negative indices count from the end.
bool check_index(PyObject* key, size_t size, size_t* index, const char* what);

}  // namespace nrnpy
