"""VERBATIM text as libraries have it: headers beside .mod files, files that use each other, C as NEURON 7 took it, what
the compiler says, methods of Vector as Python sees them."""

import pytest

HEADER = """\
#include <stdlib.h>
#define IS_VECTOR(ob) (strncmp(hoc_object_name(ob), "Vector", 6) == 0)
extern double OLD_CODE;
extern int old_calls;
extern double *vector_vec();
extern void* vector_arg();
extern int vector_instance_px();
extern double hoc_call_func(Symbol*, int narg);
extern Object** hoc_objgetarg();
char *gargstr();
extern int vector_buffer_size(void*);
extern double hoc_epsilon;
extern int stoprun;
extern void set_seed();
extern void mcell_ran4_init(u_int32_t);
extern int ivoc_list_count(Object*);
extern Symbol *hoc_lookup(const char*);
extern short *nrn_artcell_qindex_;
extern double nrn_event_queue_stats(double*);
extern Point_process* ob2pntproc(Object*);
static void old_fail() { hoc_execerror("", 0); }
"""

OLD = """\
NEURON { SUFFIX nothing GLOBAL OLD_CODE }
PARAMETER { OLD_CODE = -2.5e10 }
VERBATIM
#include "old.h"
extern double* vector_vec();
extern void* vector_arg();
extern Symbol* hoc_lookup();
extern Objectdata* hoc_objectdata;
extern double hoc_call_func(), chkarg();
int old_calls = 0;
static double old_total(void* vv) {
  double *x, *copy, sum; int i, n; const char *text;
  register int k;
  n = vector_instance_px(vv, &x);
  copy = malloc(n*sizeof(double));
  text = "a text";
  for (i = 0, sum = 0; i < n; i++) copy[i] = x[i];
  for (k = 0; k < n; k++) sum += copy[k];
  free(copy);
  if (ifarg(1) && *getarg(1) == OLD_CODE) sum = -1;
  old_calls++;
  return sum;
}
static double old_apply(void* vv) {
  Symbol *s; double *x; int i, n;
  n = vector_instance_px(vv, &x);
  s = hoc_lookup(gargstr(1));
  if (!s) old_fail();
  for (i = 0; i < n; i++) { hoc_pushx(x[i]); x[i] = hoc_call_func(s, 1); }
  return n;
}
static double old_kind(void* vv) {
  Object* ob; ob = *hoc_objgetarg(1);
  return strcmp(ob->template->sym->name, "List") == 0;
}
ENDVERBATIM
FUNCTION betacf(x) { betacf = x + 1 }
FUNCTION gammln(x) {
VERBATIM
{
  double betacf(), y, sum;
  y = _lx;
  sum = betacf(y);
  _lgammln = sum*2;
}
ENDVERBATIM
}
PROCEDURE install_old() {
VERBATIM
  install_vector_method("old_total", old_total);
  install_vector_method("old_apply", old_apply);
  install_vector_method("old_kind", old_kind);
ENDVERBATIM
}
"""

OTHER = """\
NEURON { SUFFIX nothing }
VERBATIM
#include "old.h"
ENDVERBATIM
FUNCTION calls_of_old() {
VERBATIM
    _lcalls_of_old = old_calls + (OLD_CODE == -5);
ENDVERBATIM
}
"""

USE_OLD = """
from neuron import h
h.install_old()
h.install_old()
v = h.Vector([1, 2, 3])
h("func f() { return $1*10 }")
print(v.old_total(), v.old_total(h.OLD_CODE), h.gammln(4), v.old_apply("f"), list(v), v.old_kind(h.List()))
print(h.calls_of_old())
h.OLD_CODE = -5
print(h.calls_of_old(), v.old_total(-5))
try:
    v.old_apply("no_such_function")
except RuntimeError as error:
    print(error)
"""


@pytest.mark.parametrize("compiler", ["found", "ziglang"])
def test_c_of_neuron_7_and_its_headers(workshop, compiler, request):
    (workshop.folder / "mods").mkdir()
    (workshop.folder / "mods" / "old.h").write_text(HEADER)
    (workshop.folder / "mods" / "old.mod").write_text(OLD)
    (workshop.folder / "mods" / "other.mod").write_text(OTHER)
    env = {"CXX": request.getfixturevalue("ziglang")} if compiler == "ziglang" else {}
    done = workshop.nrnivmodl("mods", env=env)
    assert done.status == 0, done.err
    done = workshop.python(USE_OLD)
    assert done.status == 0, done.err
    assert done.out.splitlines()[-4:] == [
        "6.0 -1.0 10.0 3.0 [10.0, 20.0, 30.0] 1.0",
        "2.0",
        "3.0 -1.0",
        "Vector.old_apply(): hoc_execerror",
    ]


def test_a_header_that_changes(workshop):
    (workshop.folder / "value.h").write_text("#define VALUE 5\n")
    (workshop.folder / "reads.mod").write_text(
        'NEURON { SUFFIX nothing }\nVERBATIM\n#include "value.h"\nENDVERBATIM\n'
        "FUNCTION value_of_header() {\nVERBATIM\n    return VALUE;\nENDVERBATIM\n}\n"
    )
    code = "from neuron import h; print(h.value_of_header())"
    for value in ("5", "6"):
        (workshop.folder / "value.h").write_text("#define VALUE %s\n" % value)
        assert workshop.nrnivmodl().status == 0
        assert workshop.python(code).out.splitlines()[-1] == value + ".0"


@pytest.mark.parametrize(
    "text, words",
    [
        ("chk_access();", "chk_access is not there for VERBATIM: use h.cas() in Python"),
        ("secname(0);", "secname is not there for VERBATIM: pass the section's name"),
        ("ob2pntproc(*hoc_objgetarg(1));", "ob2pntproc is not there for VERBATIM: call a FUNCTION"),
        ("clear_event_queue();", "clear_event_queue is not there for VERBATIM: h.finitialize()"),
        ("no_such_thing();", "no_such_thing"),
    ],
)
def test_what_is_not_there(workshop, text, words):
    (workshop.folder / "lacks.mod").write_text(
        "NEURON { SUFFIX nothing }\nFUNCTION f() {\nVERBATIM\n    %s\nENDVERBATIM\n}\n" % text
    )
    done = workshop.nrnivmodl()
    assert done.status == 1
    assert words in done.err and "lacks.mod:4:" in done.err, done.err


MANY = """\
NEURON { SUFFIX nothing }
VERBATIM
static double many_size(void* vv) {
    return 1000 * ifarg(1) + vector_capacity((IvocVect*)vv);
}
ENDVERBATIM
PROCEDURE install_many() {
VERBATIM
    for (int k = 0; k < 70; ++k) {
        char name[20];
        snprintf(name, sizeof name, "many_%d", k);
        install_vector_method(name, many_size);
    }
ENDVERBATIM
}
FUNCTION seen_size() {
VERBATIM
    return vector_capacity(vector_arg(1));
ENDVERBATIM
}
"""

USE_MANY = """
import gc, weakref
from neuron import h
before = h.Vector([1, 2])
class Mine(h.Vector):
    pass
mine = Mine([1, 2, 3])
h.install_many()
h("objref o")
h("o = new Vector(5)")
h("x = o.many_3() + o.many_69(1)")
print(before.many_0(), mine.many_69(), h.Vector(4).many_42("a"), h.x)
print("many_7" in dir(before), "A method" in h.Vector.many_7.__doc__)
print([before.many_5(k) for k in range(2)], list(map(h.Vector.many_6, [before, mine])))
for k in range(3000):
    assert h.Vector(1000).many_1() == 1000 and h.seen_size(h.Vector(1000)) == 1000
print(int(h.List("Vector").count()))
"""


def test_methods_as_python_sees_them(workshop):
    """On instances made before and after, subclasses, beyond the number that a type has functions for; and Vectors that
    text has seen end as others do."""
    (workshop.folder / "many.mod").write_text(MANY)
    assert workshop.nrnivmodl().status == 0
    done = workshop.python(USE_MANY)
    assert done.status == 0, done.err
    assert done.out.splitlines()[-4:] == [
        "2.0 3.0 1004.0 1010.0",
        "True True",
        "[1002.0, 1002.0] [2.0, 3.0]",
        "3",
    ]
