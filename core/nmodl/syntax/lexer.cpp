#include "nmodl/syntax/lexer.hpp"

#include <array>
#include <charconv>

namespace nrn::nmodl {
namespace {

constexpr int kDeepestInclude = 20;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

class Lexer {
  public:
    Lexer(Sources& sources, const IncludeReader& includes, Tokens& tokens)
        : sources_(sources), includes_(includes), tokens_(tokens) {
    }

    void read(std::int32_t file, int depth) {
        const std::string text = sources_.file(file).text;  // a copy: INCLUDE adds files
        Reader reader{text, file, 0, 1, depth};
        open_region(reader);
        while (skip_space(reader)) {
            token(reader);
        }
        close_region(reader);
    }

  private:
    struct Reader {
        const std::string& text;
        std::int32_t file;
        std::size_t at;
        int line;
        int depth;

        bool more() const {
            return at < text.size();
        }
        Place place() const {
            return {file, static_cast<std::int32_t>(at)};
        }
        void to(std::size_t target) {
            for (; at < target; ++at) {
                line += text[at] == '\n';
            }
        }
        std::size_t end_of_line() const {
            return std::min(text.find('\n', at), text.size());
        }
    };

    static bool skip_space(Reader& in) {
        while (in.more()) {
            const char c = in.text[in.at];
            if (is_space(c)) {
                in.to(in.at + 1);
            } else if (c == ':' || c == '?') {
                in.to(in.end_of_line());
            } else {
                return true;
            }
        }
        return false;
    }

    void add(Token::Kind kind, Reader& in, std::size_t end, double number = 0) {
        Token token{kind,       in.text.substr(in.at, end - in.at), number,
                    in.place(), static_cast<std::int32_t>(end),     in.line};
        tokens_.list.push_back(std::move(token));
        in.to(end);
    }

    void token(Reader& in) {
        const char c = in.text[in.at];
        const bool point = c == '.' && in.at + 1 < in.text.size() && is_digit(in.text[in.at + 1]);
        if (starts_name(c)) {
            name(in);
        } else if (is_digit(c) || point) {
            number(in);
        } else if (c == '"') {
            string(in);
        } else {
            mark(in);
        }
    }

    void name(Reader& in) {
        std::size_t end = in.at;
        while (end < in.text.size() && (starts_name(in.text[end]) || is_digit(in.text[end]))) {
            ++end;
        }
        const std::string word = in.text.substr(in.at, end - in.at);
        if (word == "COMMENT") {
            skip_to(in, "ENDCOMMENT");
        } else if (word == "VERBATIM") {
            const std::size_t target = skip_target(in, "ENDVERBATIM");
            if (target < in.text.size() || in.text.ends_with("ENDVERBATIM")) {
                add(Token::Kind::Verbatim, in, target);
            } else {
                in.to(target);
            }
        } else if (word == "TITLE") {
            title(in, end);
        } else if (word == "INCLUDE") {
            include(in, end);
        } else if (word == "REPRESENTS") {
            in.to(end);
            meaning(in);
        } else if (word == "UNITSON" || word == "UNITSOFF") {
            close_region(in);
            units_off_ = word == "UNITSOFF";
            open_region(in);
            in.to(end);
        } else {
            add(Token::Kind::Name, in, end);
        }
    }

    // Of UNITSOFF, which holds through the files that are included.
    void open_region(const Reader& in) {
        if (units_off_) {
            tokens_.unchecked.push_back({in.file, in.place().offset, in.place().offset});
        }
    }
    void close_region(const Reader& in) {
        if (units_off_) {
            tokens_.unchecked.back().to = in.place().offset;
        }
    }

    // What REPRESENTS says is for readers: [CHEBI:29108] or CHEBI:29108, where the colon begins no comment.
    static void meaning(Reader& in) {
        skip_space(in);
        const bool bracket = in.more() && in.text[in.at] == '[';
        std::size_t end = in.at;
        while (end < in.text.size() && in.text[end] != '\n' && (bracket || !is_space(in.text[end])) &&
               in.text[end] != '}') {
            ++end;
            if (in.text[end - 1] == ']') {
                break;
            }
        }
        in.to(end);
    }

    void title(Reader& in, std::size_t end) {
        in.to(end);
        const std::size_t stop = in.end_of_line();
        std::size_t first = in.at;
        std::size_t last = stop;
        while (first < last && is_space(in.text[first])) {
            ++first;
        }
        while (last > first && is_space(in.text[last - 1])) {
            --last;
        }
        if (tokens_.title.empty()) {
            tokens_.title = in.text.substr(first, last - first);
        }
        in.to(stop);
    }

    std::size_t skip_target(Reader& in, const std::string& closing) {
        const std::size_t found = in.text.find(closing, in.at);
        if (found == std::string::npos) {
            sources_.error(in.place(), closing.substr(3) + " has no " + closing + ": add it where the text ends.");
            return in.text.size();
        }
        return found + closing.size();
    }
    void skip_to(Reader& in, const std::string& closing) {
        in.to(skip_target(in, closing));
    }

    void include(Reader& in, std::size_t end) {
        const Place place = in.place();
        in.to(end);
        if (!skip_space(in) || in.text[in.at] != '"') {
            sources_.error(place, "INCLUDE needs the name of a file in quotes: INCLUDE \"file.inc\".");
            return;
        }
        string(in);
        const std::string file = tokens_.list.back().text;
        tokens_.list.pop_back();
        std::optional<std::string> text = includes_ ? includes_(file) : std::nullopt;
        if (!text) {
            sources_.error(place, "The included file " + file +
                                      " was not found: put it beside the .mod file or into a "
                                      "folder of MODL_INCLUDE.");
        } else if (in.depth >= kDeepestInclude) {
            sources_.error(place, "Files include each other more than 20 deep: remove the circle.");
        } else {
            close_region(in);
            read(sources_.add(file, std::move(*text)), in.depth + 1);
            open_region(in);
        }
    }

    void number(Reader& in) {
        std::size_t end = in.at;
        const auto digits = [&] {
            while (end < in.text.size() && is_digit(in.text[end])) {
                ++end;
            }
        };
        digits();
        if (end < in.text.size() && in.text[end] == '.') {
            ++end;
            digits();
        }
        if (end < in.text.size() && (in.text[end] == 'e' || in.text[end] == 'E')) {
            std::size_t exponent = end + 1;
            if (exponent < in.text.size() && (in.text[exponent] == '+' || in.text[exponent] == '-')) {
                ++exponent;
            }
            if (exponent < in.text.size() && is_digit(in.text[exponent])) {
                end = exponent;
                digits();
            }
        }
        double value = 0;
        const std::from_chars_result result = std::from_chars(in.text.data() + in.at, in.text.data() + end, value);
        if (result.ec != std::errc{}) {
            sources_.error(in.place(),
                           "This number is out of the range of double: write one between 1e-300 and 1e300.");
        }
        add(Token::Kind::Number, in, end, value);
    }

    void string(Reader& in) {
        std::size_t end = in.at + 1;
        while (end < in.text.size() && in.text[end] != '"' && in.text[end] != '\n') {
            end += in.text[end] == '\\' ? 2 : 1;
        }
        if (end >= in.text.size() || in.text[end] != '"') {
            sources_.error(in.place(), "This text has no closing quote: add it on the same line.");
            end = std::min(end, in.text.size() - 1);
        }
        add(Token::Kind::String, in, end + 1);
        std::string& text = tokens_.list.back().text;
        text = text.size() >= 2 ? text.substr(1, text.size() - 2) : std::string();
    }

    void mark(Reader& in) {
        static constexpr std::array<std::string_view, 9> kLong = {
            "<->", "->", "<<", "==", "!=", "<=", ">=", "&&", "||"};
        for (const std::string_view text : kLong) {
            if (in.text.compare(in.at, text.size(), text) == 0) {
                add(Token::Kind::Mark, in, in.at + text.size());
                return;
            }
        }
        add(Token::Kind::Mark, in, in.at + 1);
    }

    Sources& sources_;
    const IncludeReader& includes_;
    Tokens& tokens_;
    bool units_off_ = false;
};

}  // namespace

Tokens tokenize(Sources& sources, std::int32_t file, const IncludeReader& includes) {
    Tokens tokens;
    Lexer(sources, includes, tokens).read(file, 0);
    Token end;
    end.place = {file, static_cast<std::int32_t>(sources.file(file).text.size())};
    end.end = end.place.offset;
    end.line = sources.line_of(end.place);
    tokens.list.push_back(end);
    return tokens;
}

}  // namespace nrn::nmodl
