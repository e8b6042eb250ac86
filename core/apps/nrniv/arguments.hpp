// The command line of nrniv as data.
//
// nrniv [options] [items]: options may stand anywhere; every other word is a file, "-" (standard input) or follows
// "-c" (a statement). Options of window systems are taken, with their values, and ignored.
#pragma once

#include <string>
#include <vector>

namespace nrn::apps {

enum class ItemKind {
    HocFile,
    PythonFile,
    Command,  // hoc, or Python in a plan that uses Python
    Input,    // standard input to its end
    Library,  // a file of the hoc library
    Word,     // left to a Python program as an argument
};

struct Item {
    ItemKind kind;
    std::string text;
};

struct Plan {
    std::vector<Item> items;
    std::string python_path;             // -pyexe
    std::vector<std::string> libraries;  // -dll
    bool python = false;
    bool no_python = false;
    bool banner = true;
    bool mpi = false;
    bool help = false;
    bool version = false;
    int terminal = -1;    // -isatty: 1, -notatty: 0, -1: look
    std::string problem;  // what is wrong with the command line; empty: nothing
};

// Sets NEURON_INIT_MPI, NEURON_NFRAME and NEURON_NSTACK in the environment where options ask for it, so that a Python
// that takes over sees the same.
Plan parse(int argc, char** argv);

const char* help_text();

}  // namespace nrn::apps
