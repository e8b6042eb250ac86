// Functions of the top level that print, read and ask: printf and its kin, the files of ropen() and wopen(), and
// questions to the user.
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>

#include "base/text.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/math/math.hpp"
#include "object/call.hpp"
#include "object/host.hpp"
#include "object/interpreter.hpp"
#include "object/ref.hpp"
#include "object/sandbox.hpp"

namespace nrn {
namespace {

struct Closer {
    void operator()(std::FILE* file) const noexcept {
        std::fclose(file);
    }
};
using Stream = std::unique_ptr<std::FILE, Closer>;

struct Console {
    Stream input;     // of ropen(); standard input without
    Stream output;    // of wopen(); standard output without
    Stream redirect;  // of hoc_stdout()
};

Console& console(Call& call) {
    return call.context.state<Console>();
}

// Another thread is free to run meanwhile; an interrupt by the user comes out as his exception.
template <class Read>
bool read_standard_input(Call& call, Read read) {
    Host& host = host_of(call.context);
    while (true) {
        std::clearerr(stdin);
        void* token = host.unlock();
        errno = 0;
        const bool done = read(stdin, true);
        const bool interrupted = !done && std::ferror(stdin) != 0 && errno == EINTR;
        host.lock(token);
        if (!interrupted) {
            return done;
        }
        host.check_signals();
    }
}

// Reads the file of ropen(), else the lines that follow in the hoc file that runs, else standard input.
template <class Read>
bool read_input(Call& call, Read read) {
    std::FILE* input = console(call).input.get();
    if (input != nullptr) {
        return read(input, false);
    }
    Interpreter& interpreter = interpreter_of(call.context);
    if (const auto text = interpreter.following()) {
        const Stream lines(text->empty() ? nullptr : fmemopen(const_cast<char*>(text->data()), text->size(), "r"));
        const bool done = lines && read(lines.get(), true);
        interpreter.skip(lines ? static_cast<std::size_t>(std::ftell(lines.get())) : 0);
        return done;
    }
    return read_standard_input(call, read);
}

// ---- printing ----

Value print(Call& call, std::FILE* file) {
    const std::string text = format_arguments(call, 0);
    if (file == nullptr) {
        host_of(call.context).write(text);
    } else {
        std::fwrite(text.data(), 1, text.size(), file);
    }
    return Value::number(static_cast<double>(text.size()));
}

Value printf_(Call& call) {
    return print(call, nullptr);
}
Value fprint_(Call& call) {
    return print(call, console(call).output.get());
}
Value sprint_(Call& call) {
    if (!call.is(0, Kind::Text)) {
        check_text_ref(call, 0);
    }
    const std::string text = format_arguments(call, 1);
    if (!call.is(0, Kind::Text)) {
        store_text(call, 0, text);
    }
    return Value::number(1.0);
}
Value sscanf_(Call& call) {
    return Value::number(scan_arguments(call, text_at(call, 0), 1));
}

// What the solver of equations shows while there is no equation.
Value prmat_(Call& call) {
    host_of(call.context).write("\n\n    \n    \n\n");
    return Value::number(1.0);
}

Value hoc_stdout_(Call& call) {
    Host& host = host_of(call.context);
    Stream& redirect = console(call).redirect;
    if (!call.has(0)) {
        host.redirect(nullptr);
        redirect.reset();
        return Value::number(1.0);
    }
    if (redirect) {
        call.refuse(ErrorKind::Hoc, "output goes to a file already: hoc_stdout() ends that");
    }
    const std::string name = text_at(call, 0);
    refuse_in_sandbox("hoc_stdout()");
    redirect.reset(std::fopen(name.c_str(), "w"));
    if (!redirect) {
        call.refuse(ErrorKind::Io, "cannot open '" + name + "': " + std::strerror(errno));
    }
    host.redirect(redirect.get());
    return Value::number(1.0);
}

// ---- the files of the top level ----

Value open_stream(Call& call, Stream& stream, const char* mode) {
    const std::string name = call.has(0) ? text_at(call, 0) : std::string();
    if (!name.empty()) {
        refuse_in_sandbox("opening a file");
    }
    stream.reset();
    if (name.empty()) {
        return Value::number(1.0);
    }
    stream.reset(std::fopen(name.c_str(), mode));
    return Value::number(stream ? 1.0 : 0.0);
}
Value ropen_(Call& call) {
    return open_stream(call, console(call).input, "r");
}
Value wopen_(Call& call) {
    return open_stream(call, console(call).output, "w");
}

Value fscan_(Call& call) {
    double number = 0.0;
    if (!read_input(call, [&](std::FILE* file, bool in_line) { return read_number(file, number, in_line); })) {
        call.refuse(ErrorKind::Io, "EOF: there is no further number to read");
    }
    return Value::number(number);
}

Value getstr_(Call& call) {
    check_text_ref(call, 0);
    const bool word = call.integer_or(1, 0) == 1;
    std::string text;
    if (!read_input(call,
                    [&](std::FILE* file, bool) { return word ? read_word(file, text) : read_line(file, text); })) {
        call.refuse(ErrorKind::Io, "EOF: there is no further text to read");
    }
    store_text(call, 0, text);
    return Value::number(static_cast<double>(text.size()));
}

// ---- questions ----

// The user's line without its newline.
std::string answer(Call& call, const std::string& question) {
    refuse_in_sandbox("asking the user");
    Host& host = host_of(call.context);
    host.write(question);
    std::string line;
    if (!read_standard_input(call, [&](std::FILE* file, bool) { return read_line(file, line); })) {
        call.refuse(ErrorKind::Io, "standard input ended before an answer");
    }
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) {
        line.pop_back();
    }
    return line;
}

Value xred_(Call& call) {
    const double low = call.number(2);
    const double high = call.number(3);
    if (!(low <= high)) {
        call.bad(ErrorKind::Value, 2, format("is above the largest answer: %g > %g", low, high));
    }
    const std::string question = format("%s (%g)", text_at(call, 0).c_str(), call.number(1));
    while (true) {
        const std::string text = answer(call, question);
        char* end = nullptr;
        const double x = text.empty() ? call.number(1) : std::strtod(text.c_str(), &end);
        if (text.empty() || (end != text.c_str() && x >= low && x <= high)) {
            return Value::number(x);
        }
        host_of(call.context)
            .write(end == text.c_str() ? "input error\n" : format("must be > %g and < %g\n", low, high));
    }
}

Value sred_(Call& call) {
    const std::string allowed = text_at(call, 2);
    const std::string usual = text_at(call, 1);
    const std::string question = text_at(call, 0) + " (" + usual + ")";
    while (true) {
        std::string text = answer(call, question);
        text = text.empty() ? usual : text;
        const std::size_t at = allowed.find(text);
        if (at != std::string::npos) {
            if (call.is(1, Kind::Ref)) {
                store_text(call, 1, text);
            }
            return Value::number(static_cast<double>(at));
        }
        host_of(call.context).write("input must be a substring of <<" + allowed + ">>\n");
    }
}

}  // namespace

void define_console(SymbolTable& symbols) {
    const FunctionDef functions[] = {
        {"printf", "(format: str|ref, *args: any) -> float",
         "Prints text with the arguments put in as C's printf does; the number of bytes.\n\n"
         "%d %x %o %c truncate a number, %g %e %f take it as it is, %s takes a text or an object, whose name is\n"
         "printed; other letters stand for themselves. TypeError when an argument is missing or of the wrong kind; "
         "nothing is printed then.",
         printf_},
        {"fprint", "(format: str|ref, *args: any) -> float",
         "As printf(), into the file of wopen() while there is one.", fprint_},
        {"sprint",
         "(result: ref, format: str|ref, *args: any) -> float ; (literal: str, format: str|ref, *args: any) -> float",
         "As printf(), into a text variable: a strdef, or h.ref(''). The result is 1.\n\n"
         "A literal text in its place is accepted for old scripts: the result is lost.",
         sprint_},
        {"sscanf", "(text: str|ref, format: str|ref, *variables: ref) -> float",
         "Reads a text by a format as C's sscanf does, into references; how many were set.\n\n"
         "%d %i %x %o %u %f %e %g %c set numbers, %s and %[...] texts. -1 when the text ends before the first.\n"
         "TypeError when a reference is missing or of the wrong kind; nothing is set then.",
         sscanf_},
        {"hoc_stdout", "() -> float ; (file: str|ref) -> float",
         "Sends printed output into a file, until a call without an argument ends that. OSError when it cannot be "
         "written.",
         hoc_stdout_},
        {"ropen", "() -> float ; (file: str|ref) -> float",
         "Opens the file for fscan() and getstr(): 1, or 0 on failure. Without a name they read standard input.",
         ropen_},
        {"wopen", "() -> float ; (file: str|ref) -> float",
         "Opens the file for fprint(): 1, or 0 on failure. Without a name it prints to standard output.", wopen_},
        {"fscan", "() -> float", "The next number of the file of ropen(). OSError at its end.", fscan_},
        {"getstr", "(result: ref, word: int = 0) -> float",
         "Reads a line, or with word = 1 a word, of the file of ropen(); its length. OSError at the end.", getstr_},
        {"xred", "(question: str|ref, usual: float, low: float, high: float) -> float",
         "Asks the user for a number from low to high; an empty answer is the usual one.", xred_},
        {"sred",
         "(question: str|ref, usual: ref, allowed: str|ref) -> float ; "
         "(question: str|ref, usual: str, allowed: str|ref) -> float",
         "Asks the user for a part of the allowed text; where it begins there. An empty answer is the usual one,\n"
         "and a text variable as usual one takes the answer.",
         sred_},
        {"prmat", "(*arrays: any) -> float", "Prints the matrix of the equations that hoc solves.", prmat_},
    };
    for (const FunctionDef& function : functions) {
        symbols.add_function(function);
    }
}

}  // namespace nrn
