// Vector members: text and files.
#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

[[noreturn]] Value needs_files(Call& call) {
    call.refuse(ErrorKind::NotImplemented,
                "files are not part of this version: it needs the class File. In Python, as_numpy() and from_python() "
                "exchange the elements with any file");
}

// ---- printf ----

// Argument i as a format for one double: any text with at most one of the conversions e f g a, and %%.
std::string format_arg(Call& call, std::size_t i) {
    const std::string pattern(call.text(i));
    int conversions = 0;
    for (std::size_t at = pattern.find('%'); at != std::string::npos; at = pattern.find('%', at)) {
        std::size_t end = pattern.find_first_not_of("-+ #0", at + 1);
        end = pattern.find_first_not_of("0123456789.", end);
        if (end != std::string::npos && pattern[end] == 'l') {
            ++end;
        }
        const char conversion = end == std::string::npos || end >= pattern.size() ? '\0' : pattern[end];
        const bool percent = conversion == '%' && end == at + 1;
        if (!percent && (conversion == '\0' || std::string_view("eEfFgGaA").find(conversion) == std::string::npos)) {
            call.bad(ErrorKind::Value, i, "needs a conversion for floating point numbers (%g, %e, %f) after each %");
        }
        conversions += percent ? 0 : 1;
        at = end + 1;
    }
    if (conversions > 1) {
        call.bad(ErrorKind::Value, i, "must have one conversion: it is used for each element");
    }
    return pattern;
}

// Collects text and hands it to the host in large parts.
class Output {
  public:
    explicit Output(Host& host) : host_(host) {
    }

    [[gnu::format(printf, 2, 0)]] void number(const char* pattern, double x) {
        char small[128];
        const int length = std::snprintf(small, sizeof small, pattern, x);
        if (length >= 0 && static_cast<std::size_t>(length) < sizeof small) {
            text_.append(small, static_cast<std::size_t>(length));
        } else {
            text_ += format(pattern, x);
        }
        if (text_.size() > kPart) {
            flush();
        }
    }
    void text(char c) {
        text_ += c;
    }
    void flush() {
        const std::string part = std::move(text_);
        text_.clear();
        if (!part.empty()) {
            host_.write(part.data(), part.size());
        }
    }

  private:
    static constexpr std::size_t kPart = std::size_t{64} << 10;  // [B]
    Host& host_;
    std::string text_;
};

Value printf_(Call& call) {
    if (call.is(0, Kind::Object)) {
        needs_files(call);
    }
    Vector& self = self_vector(call);
    const bool own_format = call.is(0, Kind::Text);
    const Range range = range_args(call, own_format ? 1 : 0, self.size());
    const std::string pattern = own_format ? format_arg(call, 0) : std::string("%g\t");
    const BlockPtr block = self.share();  // what is written to may change the Vector
    Output output(host_of(call.context));
    for (std::size_t i = range.begin; i < range.end; ++i) {
        output.number(pattern.c_str(), block->data()[i]);
        if (!own_format && (i - range.begin) % 5 == 4) {
            output.text('\n');
        }
    }
    if (!own_format) {
        output.text('\n');
    }
    output.flush();
    return Value::integer(static_cast<double>(range.end - range.begin));
}

// ---- the table ----

const Member kRows[] = {
    {"printf", MemberKind::Method,
     "() -> int ; (start: int, end: int) -> int ; (format: str) -> int ; (format: str, start: int, end: int) -> int ; "
     "(file: File) -> int ; (file: File, start: int, end: int) -> int ; (file: File, format: str) -> int ; "
     "(file: File, format: str, start: int, end: int) -> int",
     "",
     "Prints the elements start to end, both included, by default all; the result is their number.\n\n"
     "Without a format, five elements in a line, each as %g with a tab behind, and a newline at the end. format is\n"
     "used for each element as C's printf does; it needs one conversion for floating point numbers, as in\n"
     "'%8.4f '. Text goes to standard output (Python's sys.stdout).\n"
     "ValueError for a format with another conversion, IndexError for a range outside of the Vector.\n"
     "Printing into a File is not part of this version (NotImplementedError).",
     printf_},
    {"scanf", MemberKind::Method,
     "(file: File) -> int ; (file: File, count: int) -> int ; (file: File, column: int, columns: int) -> int ; "
     "(file: File, count: int, column: int, columns: int) -> int ; (*args: any) -> int",
     "",
     "Reads numbers from a text file, and is resized to their number, which is the result.\n\n"
     "Reads up to count numbers, or all; with column and columns, one column of a table.\n"
     "Not part of this version (NotImplementedError): it needs the class File.",
     needs_files},
    {"scantil", MemberKind::Method,
     "(file: File, sentinel: float) -> int ; (file: File, sentinel: float, column: int, columns: int) -> int ; "
     "(*args: any) -> int",
     "",
     "Reads numbers from a text file up to the number sentinel, which is not taken.\n\n"
     "The result is the number of elements. Not part of this version (NotImplementedError): it needs the class\n"
     "File.",
     needs_files},
    {"vwrite", MemberKind::Method, "(file: File) -> int ; (file: File, format: int = 4) -> int ; (*args: any) -> int",
     "",
     "Writes the Vector with its size and number format to a binary file, for vread().\n\n"
     "Not part of this version (NotImplementedError): it needs the class File.",
     needs_files},
    {"vread", MemberKind::Method, "(file: File) -> int ; (*args: any) -> int", "",
     "Reads what vwrite() wrote, and is resized to it.\n\n"
     "Not part of this version (NotImplementedError): it needs the class File.",
     needs_files},
    {"fwrite", MemberKind::Method,
     "(file: File) -> int ; (file: File, start: int, end: int) -> int ; (*args: any) -> int", "",
     "Writes the elements start to end, both included, to a binary file, 8 bytes each.\n\n"
     "Not part of this version (NotImplementedError): it needs the class File.",
     needs_files},
    {"fread", MemberKind::Method,
     "(file: File) -> int ; (file: File, count: int) -> int ; (file: File, count: int, format: int) -> int ; "
     "(*args: any) -> int",
     "",
     "Reads numbers from a binary file, and is resized to their number.\n\n"
     "Not part of this version (NotImplementedError): it needs the class File.",
     needs_files},
};

}  // namespace

void add_vector_io(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
