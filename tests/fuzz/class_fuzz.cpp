// The built-in classes and functions: the bytes of an input choose calls of members with arguments that mostly fit the
// declared forms, written as hoc.
#include <array>

#include "fuzz.hpp"

namespace {

struct Callee {
    std::string name;
    std::string forms;
    int kind;
};
struct Known {
    std::string name;
    std::string forms;
    std::vector<Callee> members;
};

// Not called: they wait for a user, or end or leave the process.
constexpr std::array kLeftOut = {"quit", "PythonObject", "TextEditor", "execute", "ParallelContext"};

struct Registry {
    std::vector<Known> classes;
    std::vector<Callee> functions;

    Registry() {
        const std::size_t count = nrn_symbol_count();
        for (std::size_t i = 0; i < count; ++i) {
            add(nrn_symbol_at(i));
        }
    }

    void add(NrnSymbol* symbol) {
        const std::string name = nrn_symbol_name(symbol);
        for (const char* left_out : kLeftOut) {
            if (name == left_out) {
                return;
            }
        }
        if (NrnClass* klass = nrn_symbol_class(symbol); klass != nullptr && nrn_class_planned(klass) == nullptr) {
            classes.push_back({name, nrn_class_forms(klass), {}});
            for (std::size_t i = 0; i < nrn_class_member_count(klass); ++i) {
                NrnMember member{};
                nrn_class_member(klass, i, &member);
                classes.back().members.push_back({member.name, member.forms, member.kind});
            }
        } else if (nrn_symbol_type(symbol) == NRN_SYMBOL_FUNCTION && nrn_function_planned(symbol) == nullptr) {
            functions.push_back({name, nrn_function_forms(symbol), NRN_METHOD});
        }
    }
};

const Registry& registry() {
    static const Registry all;
    return all;
}

// Text that the bytes choose.
class Writer {
  public:
    explicit Writer(const std::string& bytes) : bytes_(bytes) {
    }

    std::string program() {
        std::string out = "objref fa, fb, fc, fr[3]\nstrdef fs\nfx = 3  double fd[4]\n";
        while (!done()) {
            out += statement() + "\n";
        }
        return out;
    }

  private:
    bool done() const {
        return at_ >= bytes_.size();
    }
    std::size_t below(std::size_t n) {
        const auto byte = done() ? 0U : static_cast<unsigned char>(bytes_[at_++]);
        return n > 256 ? (byte * 256 + below(256)) % n : byte % n;
    }
    template <class List>
    const auto& one_of(const List& list) {
        return list[below(std::size(list))];
    }

    std::string number() {
        static const std::array texts = {"0",   "1",     "2",      "-1",   "3",     "7",     "0.5",
                                         "1e9", "1e308", "-1e308", "1e18", "1e400", "1e-9",  "100",
                                         "fx",  "fd[1]", "-0.5",   "2^31", "2^53",  "-2^31", "16",
                                         "1e5", "4",     "5",      "255",  "65536", "-2",    "0/1"};
        return one_of(texts);
    }
    std::string text() {
        static const std::array texts = {"\"\"",     "\"a\"",        "\"%g %s %d\"", "\"x=1\"", "fs",
                                         "\"fx\"",   "\"(a+)(b*)\"", "\"<\"",        "\"%\"",   "\"fd[2]\"",
                                         "\"$1^2\"", "\"fa.x\"",     "\"[\""};
        return one_of(texts);
    }
    std::string reference() {
        static const std::array texts = {"&fx", "&fd", "&fd[2]", "&fs",   "&fa",
                                         "fs",  "fa",  "&fr[1]", "fr[2]", "&fa.x[0]"};
        return one_of(texts);
    }
    std::string object() {
        static const std::array texts = {"fa", "fb", "fc", "fr[0]", "fr[1]", "fr[2]"};
        return below(8) == 0 ? made(one_of(registry().classes)) : one_of(texts);
    }
    std::string anything() {
        switch (below(4)) {
            case 0:
                return text();
            case 1:
                return reference();
            case 2:
                return object();
            default:
                return number();
        }
    }
    std::string made(const Known& known) {
        return ++depth_ > 3 ? "fa" : "new " + known.name + "(" + arguments(known.forms) + ")";
    }
    std::string argument(const std::string& type) {
        if (below(6) == 0) {
            return anything();
        }
        if (type.find("float") != std::string::npos || type.find("int") != std::string::npos) {
            return number();
        }
        if (type.find("str") != std::string::npos && below(4) != 0) {
            return text();
        }
        if (type.find("ref") != std::string::npos) {
            return reference();
        }
        for (const Known& known : registry().classes) {
            if (type.find(known.name) != std::string::npos && below(4) == 0) {
                return made(known);
            }
        }
        return type.find("any") != std::string::npos ? anything() : object();
    }
    // Of one of the forms: "(a: float, b: str = 'x') -> float ; (...)".
    std::string arguments(const std::string& forms) {
        std::vector<std::string> all;
        for (std::size_t open = forms.find('('); open != std::string::npos; open = forms.find('(', open + 1)) {
            const std::size_t close = forms.find(')', open);
            all.push_back(forms.substr(open + 1, close - open - 1));
        }
        std::string out;
        if (all.empty()) {
            return out;
        }
        const std::string form = one_of(all);
        for (std::size_t begin = 0; begin < form.size();) {
            const std::size_t end = std::min(form.find(',', begin), form.size());
            const std::string parameter = form.substr(begin, end - begin);
            begin = end + 1;
            if (parameter.find('=') != std::string::npos && below(3) == 0) {
                break;
            }
            for (std::size_t times = parameter.find('*') != std::string::npos ? below(4) : 1; times > 0; --times) {
                out += (out.empty() ? "" : ", ") + argument(parameter);
            }
        }
        return below(30) == 0 ? out + (out.empty() ? "" : ", ") + anything() : out;
    }
    std::string use(const std::string& target) {
        const Known& known = one_of(registry().classes);
        if (known.members.empty()) {
            return target;
        }
        const Callee& member = one_of(known.members);
        const std::string name = target + "." + member.name;
        if (member.kind == NRN_METHOD) {
            return name + "(" + arguments(member.forms) + ")";
        }
        return member.kind == NRN_ARRAY ? name + "[" + number() + "]" : name;
    }
    // Of a class chosen first, so that most members are found.
    std::string statement() {
        static const std::array names = {"fa", "fb", "fc", "fr[0]", "fr[2]"};
        depth_ = 0;
        const std::string target = one_of(names);
        switch (below(8)) {
            case 0:
                return "{" + one_of(registry().functions).name + "(" + anything() + ")}";
            case 1: {
                const Callee& function = one_of(registry().functions);
                return "{" + function.name + "(" + arguments(function.forms) + ")}";
            }
            case 2:
                return "{" + use(target) + "}";
            case 3:
                return "{" + use(target) + " = " + anything() + "}";
            case 4:
                return target + " = " + object();
            default: {
                const Known& known = one_of(registry().classes);
                std::string out = "{" + target + " = " + made(known) + "}\n";
                for (std::size_t i = known.members.empty() ? 0 : 1 + below(3); i > 0; --i) {
                    const Callee& member = one_of(known.members);
                    const std::string name = target + "." + member.name;
                    depth_ = 0;
                    out += member.kind == NRN_METHOD  ? "{" + name + "(" + arguments(member.forms) + ")}\n"
                           : member.kind == NRN_ARRAY ? "{" + name + "[" + number() + "] = " + number() + "}\n"
                                                      : "{" + name + " = " + anything() + "}\n";
                }
                return out;
            }
        }
    }

    const std::string& bytes_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

// A statement at a time, so that an error in one leaves the others.
void run_lines(const std::string& text) {
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        nrn_hoc_exec(text.substr(begin, end - begin).c_str());
        begin = end + 1;
    }
}

}  // namespace

void one_input(const std::string& bytes) {
    const std::string text = Writer(bytes).program();
    if (std::getenv("NRN_FUZZ_SHOW") != nullptr) {
        std::fprintf(stderr, "%s\n", text.c_str());
    }
    run_lines(text);
}
