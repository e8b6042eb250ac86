// Vector members that read and write Files: tables of numbers as text, and numbers in binary.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "base/text.hpp"
#include "builtins/data/file.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/data/vector.hpp"

namespace nrn {
namespace {

Value size_result(const Vector& vector) {
    return Value::integer(static_cast<double>(vector.size()));
}

// ---- text ----

// One column of a table, counted from 1, of so many; all numbers are one column of one.
struct Column {
    long which = 1;
    long columns = 1;
};

Column column_args(Call& call, std::size_t i) {
    Column column;
    if (call.has(i)) {
        column.columns = call.integer(i + 1, 1);
        column.which = call.integer(i, 1, column.columns);
    }
    return column;
}

// Reads up to `most` numbers of the column into `made`, up to the sentinel where there is one: false when the file
// ended before it.
bool read_column(std::FILE* stream, const Column& column, std::size_t most, const double* sentinel, double epsilon,
                 Vector& made) {
    double x = 0.0;
    for (long place = 1; made.size() < most; place = place == column.columns ? 1 : place + 1) {
        if (!read_number(stream, x)) {
            return false;
        }
        if (sentinel != nullptr && std::fabs(x - *sentinel) <= epsilon) {
            return true;
        }
        if (place == column.which) {
            made.push_back(x);
        }
        if (made.size() == most) {  // the rest of the row goes too
            for (; place < column.columns && read_number(stream, x); ++place) {
            }
        }
    }
    return true;
}

Value scanf_(Call& call) {
    std::FILE* stream = stream_to_read(call, 0);
    const bool counted = call.count == 2 || call.count == 4;
    const std::size_t most = counted ? size_arg(call, 1) : std::numeric_limits<std::size_t>::max();
    const Column column = column_args(call, counted ? 2 : 1);
    Vector made;
    read_column(stream, column, most, nullptr, 0.0, made);
    self_vector(call).take(made);
    return size_result(self_vector(call));
}

Value scantil_(Call& call) {
    std::FILE* stream = stream_to_read(call, 0);
    const double sentinel = call.number(1);
    Vector made;
    if (!read_column(stream, column_args(call, 2), std::numeric_limits<std::size_t>::max(), &sentinel, epsilon_of(call),
                     made)) {
        call.refuse(ErrorKind::Io, format("EOF: the file has no further %g", sentinel));
    }
    self_vector(call).take(made);
    return size_result(self_vector(call));
}

// ---- binary ----

enum Format : int { kChar = 1, kShort = 2, kFloat = 3, kDouble = 4, kInt = 5 };
constexpr std::array<std::size_t, 6> kBytes = {0, 1, 2, 4, 8, 4};

template <class Number>
std::vector<char> packed(std::span<const double> data, Number (*convert)(double)) {
    std::vector<char> out(data.size() * sizeof(Number));
    for (std::size_t i = 0; i < data.size(); ++i) {
        const Number x = convert(data[i]);
        std::memcpy(out.data() + i * sizeof x, &x, sizeof x);
    }
    return out;
}

// Numbers out of range become the nearest that there is, NaN 0.
template <class Number>
Number clamped(double x) {
    using Limits = std::numeric_limits<Number>;
    const double bounded = std::clamp(x, static_cast<double>(Limits::lowest()), static_cast<double>(Limits::max()));
    return std::isnan(x) ? Number{0} : static_cast<Number>(bounded);
}

template <class Number>
void unpack(const char* data, std::span<double> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        Number x{};
        std::memcpy(&x, data + i * sizeof x, sizeof x);
        out[i] = static_cast<double>(x);
    }
}

// The numbers of a binary format; short is unsigned, as fread's callers expect.
void unpack_as(int format, const char* data, std::span<double> out) {
    switch (format) {
        case kChar:
            return unpack<signed char>(data, out);
        case kShort:
            return unpack<std::uint16_t>(data, out);
        case kFloat:
            return unpack<float>(data, out);
        case kInt:
            return unpack<std::int32_t>(data, out);
        default:
            return unpack<double>(data, out);
    }
}

constexpr std::size_t kPart = std::size_t{1} << 20;  // [B] read at once, so that a wrong size asks for no memory

// Up to `size` bytes of the stream.
std::vector<char> read_bytes(std::FILE* stream, std::size_t size) {
    std::vector<char> out;
    while (out.size() < size) {
        const std::size_t before = out.size();
        out.resize(std::min(size, before + kPart));
        const std::size_t got = std::fread(out.data() + before, 1, out.size() - before, stream);
        out.resize(before + got);
        if (got == 0) {
            break;
        }
    }
    return out;
}

Value fwrite_(Call& call) {
    std::FILE* stream = stream_to_write(call, 0);
    const Vector& self = self_vector(call);
    const Range range = range_args(call, 1, self.size());
    const std::size_t n = range.end - range.begin;
    const std::size_t done = n == 0 ? 0 : std::fwrite(self.view() + range.begin, sizeof(double), n, stream);
    return Value::integer(static_cast<double>(done));
}

Value fread_(Call& call) {
    std::FILE* stream = stream_to_read(call, 0);
    const std::size_t n = call.has(1) ? size_arg(call, 1) : self_vector(call).size();
    const int format = static_cast<int>(call.integer_or(2, kDouble, kChar, kInt));
    const std::size_t bytes = kBytes[static_cast<std::size_t>(format)];
    const std::vector<char> data = read_bytes(stream, n * bytes);
    Vector made;
    made.resize(n);
    unpack_as(format, data.data(), made.mutable_span().first(std::min(n, data.size() / bytes)));
    self_vector(call).take(made);
    return Value::number(1.0);
}

// ---- vwrite and vread: the size, the format, and for the small formats the scale: number = byte / scale + least ----

struct Head {
    std::int32_t size;
    std::int32_t format;
};

struct Scale {
    double scale;
    double least;
};

Scale scale_of(std::span<const double> data, double steps) {
    const auto [least, largest] = std::minmax_element(data.begin(), data.end());
    const double extent = *largest - *least;
    return {extent > 0.0 ? steps / extent : 1.0, *least};
}

std::vector<char> packed_as(int format, std::span<const double> data, const Scale& scale) {
    switch (format) {
        case kChar: {
            std::vector<char> out;
            for (double x : data) {
                out.push_back(static_cast<char>(clamped<signed char>((x - scale.least) * scale.scale - 128.0)));
            }
            return out;
        }
        case kShort: {
            std::vector<double> steps;
            for (double x : data) {
                steps.push_back((x - scale.least) * scale.scale);
            }
            return packed<std::uint16_t>(steps, clamped);
        }
        case kFloat:
            return packed<float>(data, [](double x) { return static_cast<float>(x); });
        case kInt:
            return packed<std::int32_t>(data, clamped);
        default:
            return packed<double>(data, [](double x) { return x; });
    }
}

Value vwrite_(Call& call) {
    std::FILE* stream = stream_to_write(call, 0);
    const int format = static_cast<int>(call.integer_or(1, kDouble, kChar, kInt));
    const Vector& self = self_vector(call);
    if (self.size() > INT32_MAX) {
        call.refuse(ErrorKind::Value, "the format has no room for more than 2147483647 elements");
    }
    const Head head{static_cast<std::int32_t>(self.size()), format};
    std::fwrite(&head, sizeof head, 1, stream);
    Scale scale{1.0, 0.0};
    if (format <= kShort) {
        scale = self.size() == 0 ? scale : scale_of(self.span(), format == kChar ? 255.0 : 65535.0);
        std::fwrite(&scale, sizeof scale, 1, stream);
    }
    const std::vector<char> data = packed_as(format, self.span(), scale);
    if (!data.empty()) {
        std::fwrite(data.data(), 1, data.size(), stream);
    }
    return Value::number(1.0);
}

// Turns the bytes of each number round: a file of a machine with the other order.
void swap_bytes(char* data, std::size_t count, std::size_t bytes) {
    for (std::size_t i = 0; i < count; ++i) {
        std::reverse(data + i * bytes, data + (i + 1) * bytes);
    }
}

bool known(const Head& head) {
    return head.format >= kChar && head.format <= kInt && head.size >= 0;
}

// False when the file does not hold a Vector of vwrite() from here on.
bool read_vector(std::FILE* stream, Vector& made) {
    Head head{};
    if (std::fread(&head, sizeof head, 1, stream) != 1) {
        return false;
    }
    const bool other = !known(head);
    if (other) {
        swap_bytes(reinterpret_cast<char*>(&head), 2, sizeof(std::int32_t));
    }
    Scale scale{1.0, 0.0};
    if (!known(head) || (head.format <= kShort && std::fread(&scale, sizeof scale, 1, stream) != 1)) {
        return false;
    }
    const auto n = static_cast<std::size_t>(head.size);
    const std::size_t bytes = kBytes[static_cast<std::size_t>(head.format)];
    std::vector<char> data = read_bytes(stream, n * bytes);
    if (data.size() != n * bytes) {
        return false;
    }
    if (other) {
        swap_bytes(reinterpret_cast<char*>(&scale), 2, sizeof(double));
        swap_bytes(data.data(), n, bytes);
    }
    made.resize(n);
    unpack_as(head.format, data.data(), made.mutable_span());
    if (head.format <= kShort) {
        const double zero = head.format == kChar ? 128.0 : 0.0;
        for (double& x : made.mutable_span()) {
            x = (x + zero) / scale.scale + scale.least;
        }
    }
    return true;
}

Value vread_(Call& call) {
    Vector made;
    if (!read_vector(stream_to_read(call, 0), made)) {
        return Value::number(0.0);
    }
    self_vector(call).take(made);
    return Value::number(1.0);
}

// ---- the table ----

const Member kRows[] = {
    {"scanf", MemberKind::Method,
     "(file: File) -> int ; (file: File, count: int) -> int ; (file: File, column: int, columns: int) -> int ; "
     "(file: File, count: int, column: int, columns: int) -> int",
     "",
     "Reads numbers from a text file, and is resized to their number, which is the result.\n\n"
     "Reads up to count numbers, or all; with column and columns, one column of a table, counted from 1. Words that\n"
     "do not begin with a number are skipped. OSError when the file is closed.",
     scanf_},
    {"scantil", MemberKind::Method,
     "(file: File, sentinel: float) -> int ; (file: File, sentinel: float, column: int, columns: int) -> int", "",
     "Reads numbers from a text file up to the number sentinel, which is not taken.\n\n"
     "The result is the number of elements. OSError when the file ends before the sentinel; the Vector is then\n"
     "unchanged.",
     scantil_},
    {"vwrite", MemberKind::Method, "(file: File, format: int = 4) -> float", "",
     "Writes the Vector with its size and number format to a binary file, for vread(). The result is 1.\n\n"
     "format 1 takes 1 byte and 2 takes 2 bytes an element, as steps between the least and the largest; 3 are\n"
     "4-byte floats, 4 doubles, 5 integers of 4 bytes.",
     vwrite_},
    {"vread", MemberKind::Method, "(file: File) -> float", "",
     "Reads what vwrite() wrote, in either order of bytes, and is resized to it: 1.\n\n"
     "0 when the file does not hold that; the Vector is then unchanged.",
     vread_},
    {"fwrite", MemberKind::Method, "(file: File) -> int ; (file: File, start: int, end: int) -> int", "",
     "Writes the elements start to end, both included, to a binary file, 8 bytes each; how many were written.",
     fwrite_},
    {"fread", MemberKind::Method,
     "(file: File) -> float ; (file: File, count: int) -> float ; (file: File, count: int, format: int) -> float", "",
     "Reads count numbers, by default as many as there are elements, from a binary file. The result is 1.\n\n"
     "format: 1 signed bytes, 2 unsigned integers of 2 bytes, 3 floats of 4 bytes, 4 doubles, 5 integers of 4\n"
     "bytes. Where the file ends early the rest is 0.",
     fread_},
};

}  // namespace

void add_vector_file(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
