// Vector members: printed text.
#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "builtins/data/file.hpp"
#include "builtins/data/number_format.hpp"
#include "builtins/data/vector.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

// ---- printf ----

// Collects text and hands it to the file, or without one to the host, in large parts.
class Output {
  public:
    Output(Host& host, std::FILE* file) : host_(host), file_(file) {
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
        if (file_ != nullptr) {
            std::fwrite(part.data(), 1, part.size(), file_);
        } else if (!part.empty()) {
            host_.write(part.data(), part.size());
        }
    }

  private:
    static constexpr std::size_t kPart = std::size_t{64} << 10;  // [B]
    Host& host_;
    std::FILE* file_;
    std::string text_;
};

Value printf_(Call& call) {
    std::FILE* file = call.is(0, Kind::Object) ? stream_to_write(call, 0) : nullptr;
    const std::size_t at = file != nullptr ? 1 : 0;
    Vector& self = self_vector(call);
    const bool own_format = call.is(at, Kind::Text);
    const Range range = range_args(call, own_format ? at + 1 : at, self.size());
    const std::string pattern =
        own_format ? number_format_arg(call, at) : std::string(file != nullptr ? "%g\n" : "%g\t");
    const BlockPtr block = self.share();  // what is written to may change the Vector
    Output output(host_of(call.context), file);
    for (std::size_t i = range.begin; i < range.end; ++i) {
        output.number(pattern.c_str(), block->data()[i]);
        if (file == nullptr && !own_format && (i - range.begin) % 5 == 4) {
            output.text('\n');
        }
    }
    if (file != nullptr || !own_format) {
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
     "Into a File, each element has a line of its own, and a newline ends the text. OSError when it is closed.",
     printf_},
};

}  // namespace

void add_vector_io(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
