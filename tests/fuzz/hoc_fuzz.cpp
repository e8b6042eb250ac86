// The hoc language: each input is a program.
#include "fuzz.hpp"

void one_input(const std::string& bytes) {
    nrn_hoc_exec(bytes.c_str());
}
