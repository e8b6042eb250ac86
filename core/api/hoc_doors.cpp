// The hoc language: running text and files, and what a prompt asks.
#include "api/process.hpp"
#include "hoc/language.hpp"

using namespace nrn;
using namespace nrn::api;

int nrn_hoc_exec(const char* text) {
    return guard([&] { hoc::run_text(process(), text); });
}

int nrn_hoc_call(const char* command) {
    return nrn_hoc_exec(command);
}

int nrn_hoc_file(const char* path) {
    return guard([&] { hoc::run_file(process(), path); });
}

int nrn_hoc_incomplete(const char* text) {
    return hoc::is_incomplete(text) ? 1 : 0;
}

void nrn_hoc_interrupt(void) {
    hoc::interrupt(process());
}
