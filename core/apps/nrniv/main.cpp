// nrniv: runs hoc programs, or hands over to Python; nrngui is the same program with the main menu.
#include <nrn/capi.h>

#include <cstdio>
#include <vector>

#include "apps/nrniv/arguments.hpp"
#include "apps/nrniv/libraries.hpp"
#include "apps/nrniv/python.hpp"
#include "apps/nrniv/session.hpp"

using namespace nrn::apps;

int main(int argc, char** argv) {
    const Plan plan = parse(argc, argv);
    if (plan.help) {
        std::fputs(help_text(), stdout);
        return 0;
    }
    if (plan.version) {
        std::printf("NEURON -- VERSION %s\n", nrn_version());
        return 0;
    }
    if (!plan.problem.empty()) {
        std::fprintf(stderr, "nrniv: %s; nrniv -h explains the options\n", plan.problem.c_str());
        return 1;
    }
    if (plan.banner) {
        std::fprintf(stderr, "NEURON -- VERSION %s\n\n", nrn_version());
    }
    if (plan.python) {
        return become_python(plan, argc, argv);
    }
    const std::vector<const char*> words(argv, argv + argc);
    if (nrn_init(argc, const_cast<const char**>(words.data())) != NRN_OK) {
        std::fprintf(stderr, "nrniv: there is no memory to start\n");
        return 1;
    }
    const int status = load_libraries(plan) ? run_session(plan) : 1;
    nrn_finish();
    return status;
}
