#include "apps/nrniv/arguments.hpp"

#include <array>
#include <cstdlib>
#include <string_view>

namespace nrn::apps {
namespace {

// Options that say something to a window system or to MPI of old; `values` words follow.
struct Ignored {
    std::string_view name;
    int values;
};
constexpr std::array ignored{
    Ignored{"-nogui", 0},
    Ignored{"-realtime", 0},
    Ignored{"-music", 0},
    Ignored{"-Py_NoSiteFlag", 0},
    Ignored{"-mswin_scale", 1},
    Ignored{"-bbs_nhost", 1},
    Ignored{"-showwinio", 0},
    Ignored{"-hidewinio", 0},
    Ignored{"-extrapipeinput", 1},
    Ignored{"-dismissbutton", 0},
    Ignored{"-geometry", 1},
    Ignored{"-fn", 1},
    Ignored{"-font", 1},
    Ignored{"-display", 1},
    Ignored{"-bg", 1},
    Ignored{"-background", 1},
    Ignored{"-fg", 1},
    Ignored{"-foreground", 1},
    Ignored{"-bd", 1},
    Ignored{"-bw", 1},
    Ignored{"-dpi", 1},
    Ignored{"-iconic", 0},
    Ignored{"-name", 1},
    Ignored{"-title", 1},
    Ignored{"-rv", 0},
    Ignored{"-reverse", 0},
    Ignored{"-synchronous", 0},
    Ignored{"-xrm", 1},
};

bool ends_with(std::string_view word, std::string_view end) {
    return word.size() >= end.size() && word.substr(word.size() - end.size()) == end;
}

bool is_count(std::string_view word) {
    return !word.empty() && word.size() < 10 && word.find_first_not_of("0123456789") == std::string_view::npos;
}

class Parser {
  public:
    Parser(int argc, char** argv) : argc_(argc), argv_(argv) {
    }

    Plan run() {
        while (at_ < argc_ && plan_.problem.empty()) {
            word(argv_[at_++]);
        }
        return plan_;
    }

  private:
    void word(std::string_view word) {
        if (flag(word) || skip(word)) {
            return;
        }
        if (word == "-c") {
            add(ItemKind::Command, value(word, "a statement"));
        } else if (word == "-dll") {
            plan_.libraries.emplace_back(value(word, "a file"));
        } else if (word == "-pyexe") {
            plan_.python_path = value(word, "the path of a Python");
        } else if (word == "-NSTACK" || word == "-NFRAME") {
            const std::string count = value(word, "a number");
            if (plan_.problem.empty() && !is_count(count)) {
                plan_.problem = std::string(word) + " needs a number, not " + count;
                return;
            }
            setenv(word == "-NSTACK" ? "NEURON_NSTACK" : "NEURON_NFRAME", count.c_str(), 1);
        } else if (word == "-") {
            add(ItemKind::Input, "");
        } else if (ends_with(word, ".py")) {
            add(ItemKind::PythonFile, std::string(word));
        } else {
            const bool hoc = ends_with(word, ".hoc") || ends_with(word, ".ses");
            add(plan_.python && script_ && !hoc ? ItemKind::Word : ItemKind::HocFile, std::string(word));
        }
    }

    bool flag(std::string_view word) {
        if (word == "-h" || word == "-help") {
            plan_.help = true;
        } else if (word == "--version") {
            plan_.version = true;
        } else if (word == "-nobanner") {
            plan_.banner = false;
        } else if (word == "-isatty" || word == "-notatty") {
            plan_.terminal = word == "-isatty" ? 1 : 0;
        } else if (word == "-python") {
            plan_.python = true;
        } else if (word == "-nopython") {
            plan_.no_python = true;
        } else if (word == "-mpi" || word.substr(0, 3) == "-p4") {
            plan_.mpi = true;
            setenv("NEURON_INIT_MPI", "1", 1);
        } else {
            return false;
        }
        return true;
    }

    bool skip(std::string_view word) {
        for (const Ignored& option : ignored) {
            if (option.name == word) {
                at_ += option.values;
                return true;
            }
        }
        return false;
    }

    std::string value(std::string_view option, const char* what) {
        if (at_ >= argc_) {
            plan_.problem = std::string(option) + " needs " + what + " behind it";
            return {};
        }
        return argv_[at_++];
    }

    void add(ItemKind kind, std::string text) {
        script_ = script_ || kind == ItemKind::PythonFile || kind == ItemKind::Command;
        plan_.items.push_back({kind, std::move(text)});
    }

    int argc_;
    char** argv_;
    int at_ = 1;
    bool script_ = false;  // a Python program came: it may have arguments
    Plan plan_;
};

bool is_nrngui(std::string_view program) {
    const std::size_t slash = program.rfind('/');
    return program.substr(slash == std::string_view::npos ? 0 : slash + 1) == "nrngui";
}

}  // namespace

Plan parse(int argc, char** argv) {
    Plan plan = Parser(argc, argv).run();
    if (argc > 0 && is_nrngui(argv[0])) {
        plan.items.insert(plan.items.begin(), {ItemKind::Library, "nrngui.hoc"});
        if (plan.items.back().kind != ItemKind::Input) {
            plan.items.push_back({ItemKind::Input, ""});
        }
    }
    bool something = false;
    for (const Item& item : plan.items) {
        something = something || item.kind != ItemKind::Word;
        plan.python = plan.python || item.kind == ItemKind::PythonFile;
    }
    if (!something) {
        plan.items.push_back({ItemKind::Input, ""});
    }
    if (plan.python && plan.no_python) {
        plan.problem = "-nopython forbids what -python or a .py file asks for; leave one of them out";
    }
    return plan;
}

const char* help_text() {
    return "nrniv [options] [files]\n"
           "\n"
           "files, in this order of execution:\n"
           "    name.hoc         a hoc program (any name that does not end in .py)\n"
           "    name.py          a Python program\n"
           "    -c \"statement\"   a statement of hoc, with -python one of Python\n"
           "    -                standard input, to its end; also when there is no file\n"
           "\n"
           "options:\n"
           "    -h, -help        this text\n"
           "    --version        the version\n"
           "    -nobanner        without the greeting\n"
           "    -nogui           without windows\n"
           "    -python          the prompt, -c and - are Python\n"
           "    -pyexe path      the Python to use; else NRN_PYTHONEXE, the active environment, or PATH says which\n"
           "    -nopython        never use Python\n"
           "    -mpi             started by mpirun or mpiexec\n"
           "    -dll file        compiled mechanisms to load\n"
           "    -isatty          print a prompt, though standard input is no terminal\n"
           "    -notatty         no prompt, though it is one\n"
           "    -NSTACK number   the most values on the stack; it grows when needed\n"
           "    -NFRAME number   the most nested calls\n"
           "    -realtime -music -mswin_scale x, and options of window systems: ignored\n";
}

}  // namespace nrn::apps
