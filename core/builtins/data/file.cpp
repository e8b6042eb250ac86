#include "builtins/data/file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/data/vector.hpp"
#include "object/ref.hpp"
#include "object/sandbox.hpp"

namespace nrn {

bool File::open(const char* mode) {
    refuse_in_sandbox("opening a file");
    stream_ = name_.empty() ? nullptr : std::fopen(name_.c_str(), mode);
    return stream_ != nullptr;
}

bool File::close() noexcept {
    const bool taken = flush();
    if (stream_ != nullptr) {
        const int before = errno;
        std::fclose(std::exchange(stream_, nullptr));
        errno = before;
    }
    last_ = Last::None;
    return taken;
}

bool File::flush() noexcept {
    if (stream_ == nullptr || last_ != Last::Write) {
        return true;
    }
    return std::fflush(stream_) == 0 && std::ferror(stream_) == 0;
}

std::FILE* File::for_reading() {
    if (stream_ != nullptr && last_ == Last::Write) {
        std::fflush(stream_);
    }
    last_ = Last::Read;
    return stream_;
}

std::FILE* File::for_writing() {
    if (stream_ != nullptr && last_ == Last::Read) {
        std::fseek(stream_, 0, SEEK_CUR);
    }
    last_ = Last::Write;
    return stream_;
}

namespace {

File& self_file(Call& call) {
    return payload<File>(call.self);
}

File& open_file(Call& call, File& file) {
    if (file.stream() == nullptr) {
        call.refuse(ErrorKind::Io,
                    "the file '" + file.name() + "' is not open: open it with ropen(), wopen() or aopen()");
    }
    return file;
}

std::FILE* reading(Call& call) {
    return open_file(call, self_file(call)).for_reading();
}
std::FILE* writing(Call& call) {
    return open_file(call, self_file(call)).for_writing();
}

void construct(Call& call, void* raw) {
    new (raw) File(call.has(0) ? text_at(call, 0) : std::string());
}
void destroy(void* raw) noexcept {
    static_cast<File*>(raw)->~File();
}

// What was written must not be lost without a word.
void close_or_refuse(Call& call, File& file) {
    errno = 0;
    if (!file.close()) {
        call.refuse(ErrorKind::Io, "the file '" + file.name() + "' did not take all that was written: " +
                                       std::strerror(errno != 0 ? errno : EIO));
    }
}

Value open_as(Call& call, const char* mode) {
    File& file = self_file(call);
    close_or_refuse(call, file);
    if (call.has(0)) {
        file.set_name(text_at(call, 0));
    }
    return Value::number(file.open(mode) ? 1.0 : 0.0);
}
Value ropen_(Call& call) {
    return open_as(call, "r");
}
Value wopen_(Call& call) {
    return open_as(call, "w");
}
Value aopen_(Call& call) {
    return open_as(call, "a");
}

Value close_(Call& call) {
    close_or_refuse(call, self_file(call));
    return Value::number(0.0);
}
Value isopen_(Call& call) {
    return Value::number(self_file(call).stream() != nullptr ? 1.0 : 0.0);
}
Value flush_(Call& call) {
    File& file = self_file(call);
    errno = 0;
    if (!file.flush()) {
        call.refuse(ErrorKind::Io, "the file '" + file.name() +
                                       "' does not take what was written: " + std::strerror(errno != 0 ? errno : EIO));
    }
    return Value::number(1.0);
}

Value eof_(Call& call) {
    std::FILE* stream = reading(call);
    const int c = std::getc(stream);
    if (c != EOF) {
        std::ungetc(c, stream);
    }
    return Value::number(c == EOF ? 1.0 : 0.0);
}

Value printf_(Call& call) {
    std::FILE* stream = writing(call);
    const std::string text = format_arguments(call, 0);
    std::fwrite(text.data(), 1, text.size(), stream);
    return Value::number(0.0);
}

Value gets_(Call& call) {
    std::FILE* stream = reading(call);
    check_text_ref(call, 0);
    std::string line;
    if (!read_line(stream, line)) {
        return Value::number(-1.0);
    }
    store_text(call, 0, line);
    return Value::number(static_cast<double>(line.size()));
}

Value scanvar_(Call& call) {
    double number = 0.0;
    if (!read_number(reading(call), number)) {
        call.refuse(ErrorKind::Io, "EOF: no further number in '" + self_file(call).name() + "'");
    }
    return Value::number(number);
}

Value scanstr_(Call& call) {
    std::FILE* stream = reading(call);
    check_text_ref(call, 0);
    std::string word;
    if (!read_word(stream, word)) {
        return Value::number(-1.0);
    }
    store_text(call, 0, word);
    return Value::number(static_cast<double>(word.size()));
}

Value seek_(Call& call) {
    File& file = open_file(call, self_file(call));
    const long offset = call.integer_or(0, 0);
    const long from = call.integer_or(1, 0, 0, 2);
    constexpr int kFrom[] = {SEEK_SET, SEEK_CUR, SEEK_END};
    return Value::number(std::fseek(file.stream(), offset, kFrom[from]) == 0 ? 0.0 : -1.0);
}
Value tell_(Call& call) {
    return Value::integer(static_cast<double>(std::ftell(open_file(call, self_file(call)).stream())));
}

// ---- names ----

Value getname_(Call& call) {
    const std::string& name = self_file(call).name();
    if (call.has(0)) {
        store_text(call, 0, name);
    }
    return Value::text(name);
}

Value dir_(Call&) {
    return Value::text("");
}

Value chooser_(Call&) {
    return Value::number(1.0);
}

Value unlink_(Call& call) {
    refuse_in_sandbox("File.unlink()");
    return Value::number(::unlink(self_file(call).name().c_str()) == 0 ? 1.0 : 0.0);
}

// The file is made, so that no other program takes the name meanwhile.
Value mktemp_(Call& call) {
    refuse_in_sandbox("File.mktemp()");
    const char* folder = std::getenv("TMPDIR");
    std::string name = std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/nrnXXXXXX";
    const int descriptor = ::mkstemp(name.data());
    if (descriptor < 0) {
        return Value::number(0.0);
    }
    ::close(descriptor);
    close_or_refuse(call, self_file(call));
    self_file(call).set_name(std::move(name));
    return Value::number(1.0);
}

// ---- numbers in binary ----

// (variable) or (n, variable): how many numbers, and where they lie.
struct Numbers {
    std::size_t count;
    Ref* ref;
};

Numbers numbers_args(Call& call) {
    const std::size_t at = call.is(0, Kind::Ref) ? 0 : 1;
    Ref* ref = call.args[at].as_ref();
    if (!ref->get().is_number()) {
        call.bad(ErrorKind::Type, at, "must refer to a number");
    }
    const std::size_t there = std::max<std::size_t>(1, ref->reach());
    const std::size_t count = at == 0 ? 1 : size_arg(call, 0);
    if (count > there) {
        call.bad(ErrorKind::Index, 0, format("is %zu, more than the %zu numbers from there on", count, there));
    }
    return {count, ref};
}

Value vwrite_(Call& call) {
    std::FILE* stream = writing(call);
    const Numbers numbers = numbers_args(call);
    const double single = numbers.ref->get().as_number();
    const double* data = numbers.ref->pointer();
    const std::size_t done = std::fwrite(data != nullptr ? data : &single, sizeof(double), numbers.count, stream);
    return Value::number(static_cast<double>(done));
}

Value vread_(Call& call) {
    std::FILE* stream = reading(call);
    const Numbers numbers = numbers_args(call);
    double single = 0.0;
    double* data = numbers.ref->pointer();
    const std::size_t done = std::fread(data != nullptr ? data : &single, sizeof(double), numbers.count, stream);
    if (data == nullptr && done == 1) {
        numbers.ref->set(Value::number(single));
    }
    return Value::number(static_cast<double>(done));
}

// ---- the table ----

const Member kRows[] = {
    {"ropen", MemberKind::Method, "() -> float ; (name: str|ref) -> float", "",
     "Opens the file for reading, under a new name if one is given. 1, or 0 when that is not possible.", ropen_},
    {"wopen", MemberKind::Method, "() -> float ; (name: str|ref) -> float", "",
     "Opens the file for writing and empties it. 1, or 0 when that is not possible.", wopen_},
    {"aopen", MemberKind::Method, "() -> float ; (name: str|ref) -> float", "",
     "Opens the file for writing behind what it holds. 1, or 0 when that is not possible.", aopen_},
    {"close", MemberKind::Method, "() -> float", "",
     "Closes the file, which also happens when the object goes. The result is 0.\n\n"
     "OSError when what was written did not get into the file (a full disk); the file is closed then too.",
     close_},
    {"isopen", MemberKind::Method, "() -> float", "", "1 while the file is open, else 0.", isopen_},
    {"flush", MemberKind::Method, "() -> float", "",
     "Writes out what is still in memory. The result is 1. OSError when the file does not take it.", flush_},
    {"eof", MemberKind::Method, "() -> float", "", "1 when there is nothing further to read, else 0.", eof_},
    {"printf", MemberKind::Method, "(format: str|ref, *args: any) -> float", "",
     "Writes text, formatted as by h.printf(). The result is 0.\n\n"
     "TypeError when an argument does not fit its conversion; nothing is written then.",
     printf_},
    {"gets", MemberKind::Method, "(line: ref) -> float", "",
     "Reads a line with its newline into a text variable; its length in bytes, or -1 at the end of the file.", gets_},
    {"scanvar", MemberKind::Method, "() -> float", "",
     "The next number; words that do not begin with a number are skipped. OSError at the end of the file.", scanvar_},
    {"scanstr", MemberKind::Method, "(word: ref) -> float", "",
     "Reads the next word into a text variable; its length in bytes, or -1 at the end of the file.", scanstr_},
    {"seek", MemberKind::Method, "(offset: int = 0, origin: int = 0) -> float", "",
     "Goes to a place: offset bytes from the beginning (origin 0), from here (1) or from the end (2).\n\n"
     "0, or -1 when there is no such place.",
     seek_},
    {"tell", MemberKind::Method, "() -> int", "", "The place in the file, in bytes.", tell_},
    {"getname", MemberKind::Method, "() -> str ; (name: ref) -> str", "",
     "The name of the file; also put into a text variable if one is given.", getname_},
    {"dir", MemberKind::Method, "() -> str", "", "The folder of a file chooser; '' without a screen.", dir_},
    {"chooser", MemberKind::Method, "(*settings: any) -> float", "",
     "Lets the user choose a file on the screen; without a screen nothing happens and the result is 1.", chooser_},
    {"unlink", MemberKind::Method, "() -> float", "", "Removes the file from its folder: 1, or 0 on failure.", unlink_},
    {"mktemp", MemberKind::Method, "() -> float", "",
     "Takes the name of a new, empty file in the folder for temporary files: 1, or 0 on failure.", mktemp_},
    {"vwrite", MemberKind::Method, "(variable: ref) -> float ; (n: int, variable: ref) -> float", "",
     "Writes n numbers from the variable on, 8 bytes each; how many were written.\n\n"
     "IndexError when the array the variable belongs to has fewer.",
     vwrite_},
    {"vread", MemberKind::Method, "(variable: ref) -> float ; (n: int, variable: ref) -> float", "",
     "Reads n numbers of 8 bytes each into the variable and those behind it; how many were read.\n\n"
     "IndexError when the array the variable belongs to has fewer.",
     vread_},
};

constexpr const char* kDoc =
    "A file: text or binary, for reading or writing.\n\n"
    "Opening gives 1 or 0; reading or writing while it is closed is an OSError, and so is closing, flushing or "
    "opening\n"
    "anew when what was written before did not get into the file.";

}  // namespace

std::FILE* stream_to_read(Call& call, std::size_t i) {
    return open_file(call, payload<File>(call.object(i))).for_reading();
}
std::FILE* stream_to_write(Call& call, std::size_t i) {
    return open_file(call, payload<File>(call.object(i))).for_writing();
}

ClassDef file_class() {
    return {"File",
            "() ; (name: str|ref)",
            kDoc,
            sizeof(File),
            construct,
            destroy,
            std::vector<Member>(std::begin(kRows), std::end(kRows))};
}

}  // namespace nrn
