"""The installed C headers: they compile as C and C++, and the layouts that other programs rely on stay."""

import pytest

LAYOUT = r"""
#include <nrn/capi.h>
#include <nrn/host.h>
#include <stddef.h>
#ifdef __cplusplus
#define CHECK(x) static_assert(x, #x)
#else
#define CHECK(x) _Static_assert(x, #x)
#endif
CHECK(sizeof(NrnValue) == 24);
CHECK(offsetof(NrnValue, kind) == 0);
CHECK(offsetof(NrnValue, owned) == 4);
CHECK(offsetof(NrnValue, as) == 8);
CHECK(offsetof(NrnValue, as.text.size) == 16);
CHECK(offsetof(NrnValue, as.host.counts) == 16);
CHECK(sizeof(NrnHostCounts) == 2 * sizeof(void*));
CHECK(sizeof(NrnHostBuffer) == 2 * sizeof(void*));
CHECK(offsetof(NrnPickled, stream) == sizeof(void*));
CHECK(offsetof(NrnHost, version) == 0 && offsetof(NrnHost, size) == 4);
CHECK(offsetof(NrnHost, counts) == 8);
CHECK(offsetof(NrnHost, type_name) == 8 + sizeof(NrnHostCounts));
CHECK(NRN_OK == 0 && NRN_ERR_HOC == 1 && NRN_ERR_TYPE == 2 && NRN_ERR_VALUE == 3 && NRN_ERR_INDEX == 4);
CHECK(NRN_ERR_NAME == 5 && NRN_ERR_ATTRIBUTE == 6 && NRN_ERR_REFERENCE == 7 && NRN_ERR_MEMORY == 8);
CHECK(NRN_ERR_NOT_IMPLEMENTED == 9 && NRN_ERR_IO == 10 && NRN_ERR_PARALLEL == 11 && NRN_ERR_HOST == 12);
CHECK(NRN_ERR_QUIT == 13);
CHECK(NRN_VOID == 0 && NRN_NUMBER == 1 && NRN_INTEGER == 2 && NRN_BOOLEAN == 3 && NRN_TEXT == 4);
CHECK(NRN_OBJECT == 5 && NRN_REF == 6 && NRN_HOST_OBJECT == 7);
CHECK(NRN_SYMBOL_NUMBER == 1 && NRN_SYMBOL_KEYWORD == 9);
CHECK(NRN_METHOD == 0 && NRN_PROPERTY == 1 && NRN_ARRAY == 2);
CHECK(STACK_IS_STR == 1 && STACK_UNKNOWN == 9);
int main(void) { return 0; }
"""


@pytest.mark.parametrize(
    "compiler, standard", [("gcc", "c11"), ("gcc", "c17"), ("g++", "c++11"), ("g++", "c++20")]
)
def test_layouts(tools, tmp_path, compiler, standard):
    source = tmp_path / ("layout.c" if compiler == "gcc" else "layout.cpp")
    source.write_text(LAYOUT)
    include = "-I%s" % (tools.root / "core" / "include")
    flags = ["-std=" + standard, "-Wall", "-Wextra", "-Werror", "-fsyntax-only"]
    tools.run([compiler] + flags + ([] if standard == "c++11" else ["-pedantic"]) + [include, source])


def test_the_boundary_of_shim_and_backend_is_append_only(tools):
    """slots.def: the slots of the first version keep their order."""
    text = (tools.root / "pybind_abi3" / "abi" / "slots.def").read_text()
    slots = [line.split("(")[1].split(",")[:2] for line in text.splitlines() if line.startswith("NRN_SLOT(")]
    names = ["%s_%s" % (a.strip(), b.strip()) for a, b in slots]
    frozen = (tools.root / "tests" / "abi" / "slots.frozen").read_text().split()
    assert names[: len(frozen)] == frozen
