// Methods of nrn.Section about 3-d points.
#pragma once

#include "pycompat.h"

namespace nrnpy {

PyObject* n3d(PyObject* self, PyObject*);
PyObject* x3d(PyObject* self, PyObject* i);
PyObject* y3d(PyObject* self, PyObject* i);
PyObject* z3d(PyObject* self, PyObject* i);
PyObject* diam3d(PyObject* self, PyObject* i);
PyObject* arc3d(PyObject* self, PyObject* i);
PyObject* spine3d(PyObject* self, PyObject* i);
PyObject* pt3dadd(PyObject* self, PyObject* args);
PyObject* pt3dchange(PyObject* self, PyObject* args);
PyObject* pt3dclear(PyObject* self, PyObject* args);
PyObject* pt3dinsert(PyObject* self, PyObject* args);
PyObject* pt3dremove(PyObject* self, PyObject* i);
PyObject* pt3dstyle(PyObject* self, PyObject* args);

}  // namespace nrnpy
