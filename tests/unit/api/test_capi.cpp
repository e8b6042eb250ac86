// libnrn through its C doors: the installed headers and the shared library, nothing else.
#include <doctest/doctest.h>

#include <cstring>
#include <string>

#include <nrn/capi.h>
#include <nrn/host.h>

namespace {

struct Started {
    Started() {
        REQUIRE(nrn_init(0, nullptr) == NRN_OK);
    }
};

NrnObject* new_vector(double size) {
    nrn_double_push(size);
    NrnObject* vector = nrn_object_new(nrn_symbol("Vector"), 1);
    REQUIRE(vector != nullptr);
    return vector;
}

}  // namespace

TEST_CASE_FIXTURE(Started, "symbols are found, read and set") {
    CHECK(nrn_symbol("no_such_name") == nullptr);
    NrnSymbol* t = nrn_symbol("t");
    REQUIRE(t != nullptr);
    CHECK(nrn_symbol_type(t) == NRN_SYMBOL_NUMBER);
    *nrn_symbol_dataptr(t) = 4.5;
    NrnValue value{};
    CHECK(nrn_symbol_get(t, &value) == NRN_OK);
    CHECK(value.as.number == 4.5);
    nrn_value_clear(&value);
    CHECK(std::strcmp(nrn_symbol_units(t), "ms") == 0);
}

TEST_CASE_FIXTURE(Started, "functions are called through the stack") {
    nrn_double_push(0.25);
    REQUIRE(nrn_function_call_name("sqrt", 1) == NRN_OK);
    CHECK(nrn_double_pop() == 0.5);
    nrn_double_push(-1);
    CHECK(nrn_function_call_name("sqrt", 1) == NRN_ERR_VALUE);
    CHECK(std::string(nrn_error_message()).find("sqrt") != std::string::npos);
}

TEST_CASE_FIXTURE(Started, "a Vector is made, called, shared and ended") {
    NrnObject* vector = new_vector(4);
    CHECK(nrn_vector_size(vector) == 4);
    nrn_double_push(7);
    REQUIRE(nrn_method_call(vector, "fill", 1) == NRN_OK);
    nrn_object_unref(nrn_object_pop());
    CHECK(nrn_vector_data(vector)[3] == 7);

    NrnBlock* block = nrn_vector_block(vector);
    const double* old = nrn_vector_view(vector);
    REQUIRE(nrn_vector_resize(vector, 100000) == NRN_OK);
    CHECK(old[0] == 7);  // the block keeps the old elements
    nrn_block_release(block);

    CHECK(nrn_method_call(vector, "no_such_method", 0) == NRN_ERR_ATTRIBUTE);
    nrn_object_unref(vector);
}

TEST_CASE_FIXTURE(Started, "errors leave what was there") {
    NrnObject* vector = new_vector(3);
    CHECK(nrn_vector_resize(vector, static_cast<size_t>(1) << 60) == NRN_ERR_MEMORY);
    CHECK(nrn_vector_size(vector) == 3);
    nrn_double_push(1);
    nrn_double_push(9);
    CHECK(nrn_method_call(vector, "get", 2) == NRN_ERR_TYPE);
    nrn_object_unref(vector);

    nrn_double_push(-1);
    CHECK(nrn_object_new(nrn_symbol("Vector"), 1) == nullptr);
    CHECK(nrn_error_kind() == NRN_ERR_VALUE);
}

TEST_CASE_FIXTURE(Started, "hoc text runs, and a mistake in it is told with its place") {
    REQUIRE(nrn_hoc_exec("capi_x = 3*4") == NRN_OK);
    CHECK(*nrn_symbol_dataptr(nrn_symbol("capi_x")) == 12.0);
    CHECK(nrn_hoc_exec("capi_x = 1/0") == NRN_ERR_ZERO_DIVISION);
    CHECK(std::strstr(nrn_error_message(), "capi_x = 1/0") != nullptr);
    CHECK(*nrn_symbol_dataptr(nrn_symbol("capi_x")) == 12.0);
}

TEST_CASE_FIXTURE(Started, "a host table of another version is refused") {
    NrnHost host{};
    host.version = NRN_HOST_VERSION + 1;
    host.size = sizeof host;
    CHECK(nrn_set_host(&host) == NRN_ERR_VALUE);
}
