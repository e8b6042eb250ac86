// Matrix members: text and files.
#include <cstdio>
#include <string>

#include "base/text.hpp"
#include "builtins/data/file.hpp"
#include "builtins/data/matrix.hpp"
#include "builtins/data/number_format.hpp"
#include "builtins/data/text_format.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

struct Patterns {
    std::string element = " %-8g";
    std::string row_end = "\n";
};

// The formats in the arguments from i on.
Patterns pattern_args(Call& call, std::size_t i) {
    Patterns out;
    if (call.has(i)) {
        out.element = number_format_arg(call, i);
    }
    if (call.has(i + 1)) {
        out.row_end = call.text(i + 1);
    }
    return out;
}

std::string row_text(const Matrix& matrix, std::size_t i, const Patterns& patterns) {
    std::string out;
    for (std::size_t j = 0; j < matrix.columns(); ++j) {
        out += format(patterns.element.c_str(), matrix.get(i, j));
    }
    return out + patterns.row_end;
}

Value printf_(Call& call) {
    const Patterns patterns = pattern_args(call, 0);
    const Matrix copied(self_matrix(call).to_dense());  // what is written to may change the Matrix
    for (std::size_t i = 0; i < copied.rows(); ++i) {
        const std::string row = row_text(copied, i, patterns);
        host_of(call.context).write(row.data(), row.size());
    }
    return Value::number(0.0);
}

Value fprint_(Call& call) {
    const std::size_t at = call.is_number(0) ? 1 : 0;
    const Patterns patterns = pattern_args(call, at + 1);
    std::FILE* stream = stream_to_write(call, at);
    const Matrix& self = self_matrix(call);
    std::string text;
    if (at == 0 || call.number(0) != 0.0) {
        text = format("%zu %zu\n", self.rows(), self.columns());
    }
    for (std::size_t i = 0; i < self.rows(); ++i) {
        text += row_text(self, i, patterns);
        if (std::fwrite(text.data(), 1, text.size(), stream) != text.size()) {
            call.refuse(ErrorKind::Io, "the file does not take the elements");
        }
        text.clear();
    }
    return Value::number(0.0);
}

double next_number(Call& call, std::FILE* stream) {
    double number = 0.0;
    if (!read_number(stream, number)) {
        call.refuse(ErrorKind::Io, "EOF: the file ends before the last element");
    }
    return number;
}

std::size_t next_size(Call& call, std::FILE* stream) {
    const double size = next_number(call, stream);
    if (!(size >= 1.0 && size < 4294967296.0)) {
        call.refuse(ErrorKind::Value, format("the file gives a size of %g: it must be at least 1", size));
    }
    return static_cast<std::size_t>(size);
}

// The Matrix changes when all has been read; memory is asked for as elements arrive.
Value scanf_(Call& call) {
    std::FILE* stream = stream_to_read(call, 0);
    const std::size_t rows = call.has(1) ? static_cast<std::size_t>(call.integer(1, 1)) : next_size(call, stream);
    const std::size_t columns = call.has(2) ? static_cast<std::size_t>(call.integer(2, 1)) : next_size(call, stream);
    std::vector<double> read;
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t j = 0; j < columns; ++j) {
            read.push_back(next_number(call, stream));
        }
    }
    numeric::Dense made(rows, columns);
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t j = 0; j < columns; ++j) {
            made.at(i, j) = read[i * columns + j];
        }
    }
    self_matrix(call).assign(std::move(made));
    return Value::number(0.0);
}

// ---- the table ----

const Member kRows[] = {
    {"printf", MemberKind::Method, "() -> float ; (format: str) -> float ; (format: str, row_end: str) -> float", "",
     "Prints the elements, row by row.\n\n"
     "format is used for each element, as C's printf does, by default \" %-8g\"; row_end comes behind each row, by\n"
     "default a newline.",
     printf_},
    {"fprint", MemberKind::Method,
     "(file: File) -> float ; (file: File, format: str) -> float ; (file: File, format: str, row_end: str) -> float ; "
     "(with_size: int, file: File) -> float ; (with_size: int, file: File, format: str) -> float ; "
     "(with_size: int, file: File, format: str, row_end: str) -> float",
     "",
     "Writes the size (not when with_size is 0) and the elements, row by row, into a File.\n\n"
     "format and row_end are as in printf(). OSError when the file is closed.",
     fprint_},
    {"scanf", MemberKind::Method, "(file: File) -> float ; (file: File, nrow: int, ncol: int) -> float", "",
     "Reads the size, unless it is given, and the elements, row by row, from a File.\n\n"
     "Words that do not begin with a number are skipped. OSError when the file is closed or ends too early,\n"
     "ValueError for a size below 1; the Matrix is then unchanged.",
     scanf_},
};

}  // namespace

void add_matrix_io(std::vector<Member>& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
