// The reader of hoc alone: an input is the body of a routine, of an iterator or of a template that nothing runs.
#include "fuzz.hpp"

void one_input(const std::string& bytes) {
    nrn_hoc_incomplete(bytes.c_str());
    nrn_hoc_exec(("proc fuzz_() { if (0) {\n" + bytes + "\n} }\n").c_str());
    nrn_hoc_exec(("if (0) { " + bytes + " }\n").c_str());
}
