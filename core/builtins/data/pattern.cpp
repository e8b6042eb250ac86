#include "builtins/data/pattern.hpp"

#include <algorithm>
#include <cctype>
#include <cwctype>
#include <memory>

#include "base/error.hpp"

namespace nrn {
namespace {

constexpr std::size_t kMostSteps = 10000;
constexpr std::size_t kMostParts = 50000;
constexpr int kDeepest = 200;       // parentheses and repetitions within each other
constexpr std::size_t kMost = 255;  // of {m,n}
constexpr std::size_t kEndless = SIZE_MAX;

[[noreturn]] void bad(const char* what) {
    fail(ErrorKind::Value, "not a regular expression: %s", what);
}

// ---- a pattern as a tree ----

struct Node {
    enum class Kind : std::uint8_t { Step, Sequence, Choice, Repeat };
    Kind kind = Kind::Sequence;
    Pattern::Step step{Pattern::Op::Any};
    std::vector<Node> parts;
    std::size_t least = 0;  // Repeat
    std::size_t most = 0;
};

struct NamedClass {
    const char* name;
    int (*narrow)(int);
    int (*wide)(std::wint_t);
};
constexpr NamedClass kClasses[] = {
    {"alpha", std::isalpha, std::iswalpha}, {"digit", std::isdigit, std::iswdigit},
    {"alnum", std::isalnum, std::iswalnum}, {"upper", std::isupper, std::iswupper},
    {"lower", std::islower, std::iswlower}, {"space", std::isspace, std::iswspace},
    {"blank", std::isblank, std::iswblank}, {"punct", std::ispunct, std::iswpunct},
    {"print", std::isprint, std::iswprint}, {"graph", std::isgraph, std::iswgraph},
    {"cntrl", std::iscntrl, std::iswcntrl}, {"xdigit", std::isxdigit, std::iswxdigit},
};

const NamedClass* find_class(const std::string& name) {
    const auto* found =
        std::find_if(std::begin(kClasses), std::end(kClasses), [&](const NamedClass& c) { return name == c.name; });
    return found == std::end(kClasses) ? nullptr : found;
}

class Reader {
  public:
    Reader(std::u32string_view text, std::vector<Pattern::Set>& sets) : text_(text), sets_(sets) {
    }

    Node read() {
        Node node = choice(0);
        if (!at_end()) {
            bad("a ) without its (");
        }
        return node;
    }

  private:
    bool at_end() const {
        return at_ == text_.size();
    }
    bool next_is(char32_t c) const {
        return !at_end() && text_[at_] == c;
    }
    bool take(char32_t c) {
        const bool there = next_is(c);
        at_ += there ? 1 : 0;
        return there;
    }

    Node choice(int depth) {
        if (depth > kDeepest) {
            bad("its parentheses are nested too deeply");
        }
        Node node;
        node.kind = Node::Kind::Choice;
        do {
            node.parts.push_back(sequence(depth));
        } while (take(U'|') || take(U'\n'));
        return node;
    }

    Node sequence(int depth) {
        Node node;
        while (!at_end() && !next_is(U'|') && !next_is(U'\n') && !next_is(U')')) {
            node.parts.push_back(repeated(depth));
        }
        return node;
    }

    Node repeated(int depth) {
        Node node = atom(depth);
        for (int times = 0; !at_end(); ++times) {
            std::size_t least = 0;
            std::size_t most = kEndless;
            if (take(U'{')) {
                bounds(least, most);
            } else if (take(U'+')) {
                least = 1;
            } else if (take(U'?')) {
                most = 1;
            } else if (!take(U'*')) {
                break;
            }
            if (times > kDeepest) {
                bad("too many repetitions of one part");
            }
            Node around;
            around.kind = Node::Kind::Repeat;
            around.least = least;
            around.most = most;
            around.parts.push_back(std::move(node));
            node = std::move(around);
        }
        return node;
    }

    std::size_t count() {
        std::size_t n = 0;
        if (at_end() || text_[at_] < U'0' || text_[at_] > U'9') {
            bad("{ } needs a number");
        }
        for (; !at_end() && text_[at_] >= U'0' && text_[at_] <= U'9'; ++at_) {
            n = std::min(n * 10 + (text_[at_] - U'0'), kMost + 1);
        }
        if (n > kMost) {
            bad("{ } repeats at most 255 times");
        }
        return n;
    }

    void bounds(std::size_t& least, std::size_t& most) {
        least = count();
        most = least;
        if (take(U',')) {
            most = next_is(U'}') ? kEndless : count();
        }
        if (!take(U'}')) {
            bad("a { without its }");
        }
        if (most < least) {
            bad("{ } has its numbers the wrong way round");
        }
    }

    static Node step(Pattern::Op op, char32_t character = 0) {
        Node node;
        node.kind = Node::Kind::Step;
        node.step.op = op;
        node.step.character = character;
        return node;
    }

    Node atom(int depth) {
        const char32_t c = text_[at_++];
        switch (c) {
            case U'.':
                return step(Pattern::Op::Any);
            case U'^':
                return step(Pattern::Op::Begin);
            case U'$':
                return step(Pattern::Op::End);
            case U'[':
                return set();
            case U'(': {
                Node inside = choice(depth + 1);
                if (!take(U')')) {
                    bad("a ( without its )");
                }
                return inside;
            }
            case U'*':
            case U'+':
            case U'?':
            case U'{':
                bad("* + ? { repeat what is before them, and there is nothing");
            case U'\\':
                if (at_end() || std::u32string_view(U"^.[]$()*+?{}|\\").find(text_[at_]) == std::u32string_view::npos) {
                    bad("a \\ stands before one of ^.[]$()*+?{}|\\ only");
                }
                return step(Pattern::Op::Character, text_[at_++]);
            default:
                return step(Pattern::Op::Character, c);
        }
    }

    char32_t member() {
        if (at_end()) {
            bad("a [ without its ]");
        }
        return text_[at_++];
    }

    // Behind "[:" the name up to ":]".
    std::string class_name() {
        std::string name;
        while (!next_is(U':')) {
            name += static_cast<char>(member() & 0x7F);
        }
        ++at_;
        if (!take(U']') || find_class(name) == nullptr) {
            bad("an unknown [:class:]");
        }
        return name;
    }

    Node set() {
        Pattern::Set made;
        made.inverted = take(U'^');
        for (bool first = true; first || !next_is(U']'); first = false) {
            const char32_t low = member();
            if (low == U'[' && take(U':')) {
                made.classes.push_back(class_name());
                continue;
            }
            if (low == U'[' && (next_is(U'.') || next_is(U'='))) {
                bad("[. .] and [= =] are not known");
            }
            const bool range = next_is(U'-') && at_ + 1 < text_.size() && text_[at_ + 1] != U']';
            at_ += range ? 1 : 0;
            const char32_t high = range ? member() : low;
            if (high < low) {
                bad("a range has its ends the wrong way round");
            }
            made.ranges.emplace_back(low, high);
        }
        ++at_;
        sets_.push_back(std::move(made));
        Node node = step(Pattern::Op::Set);
        node.step.other = sets_.size() - 1;
        return node;
    }

    std::u32string_view text_;
    std::size_t at_ = 0;
    std::vector<Pattern::Set>& sets_;
};

}  // namespace

// Writes the steps of a tree from its end to its beginning: each part knows where it goes on.
class PatternWriter {
  public:
    explicit PatternWriter(Pattern& pattern) : steps_(pattern.steps_) {
    }

    std::size_t add(Pattern::Step step) {
        if (steps_.size() >= kMostSteps) {
            bad("it is too large");
        }
        steps_.push_back(step);
        return steps_.size() - 1;
    }

    std::size_t write(const Node& node, std::size_t next) {
        if (++written_ > kMostParts) {  // (){255}{255}{255} has many parts and no step
            bad("it is too large");
        }
        switch (node.kind) {
            case Node::Kind::Step: {
                Pattern::Step step = node.step;
                step.next = next;
                return add(step);
            }
            case Node::Kind::Sequence:
                for (auto part = node.parts.rbegin(); part != node.parts.rend(); ++part) {
                    next = write(*part, next);
                }
                return next;
            case Node::Kind::Choice: {
                std::size_t entry = write(node.parts.back(), next);
                for (std::size_t i = node.parts.size() - 1; i-- > 0;) {
                    const std::size_t way = write(node.parts[i], next);
                    entry = split(way, entry);
                }
                return entry;
            }
            case Node::Kind::Repeat:
                return repeat(node, next);
        }
        return next;
    }

  private:
    std::size_t split(std::size_t a, std::size_t b) {
        Pattern::Step step{Pattern::Op::Split};
        step.next = a;
        step.other = b;
        return add(step);
    }

    std::size_t repeat(const Node& node, std::size_t next) {
        if (node.most == kEndless) {
            const std::size_t loop = split(0, next);
            steps_[loop].next = write(node.parts[0], loop);
            next = loop;
        } else {
            const std::size_t end = next;
            for (std::size_t i = node.least; i < node.most; ++i) {
                next = split(write(node.parts[0], next), end);
            }
        }
        for (std::size_t i = 0; i < node.least; ++i) {
            next = write(node.parts[0], next);
        }
        return next;
    }

    std::vector<Pattern::Step>& steps_;
    std::size_t written_ = 0;
};

Pattern::Pattern(std::u32string_view text) {
    const Node tree = Reader(text, sets_).read();
    PatternWriter writer(*this);
    const std::size_t end = writer.add({Op::Match});
    first_ = writer.write(tree, end);
}

// ---- matching ----

bool Pattern::Set::has(char32_t c) const {
    bool found =
        std::any_of(ranges.begin(), ranges.end(), [&](const auto& r) { return r.first <= c && c <= r.second; });
    for (const std::string& name : classes) {
        const NamedClass* named = find_class(name);
        found =
            found || (c < 0x80 ? named->narrow(static_cast<int>(c)) : named->wide(static_cast<std::wint_t>(c))) != 0;
    }
    return found != inverted;
}

bool Pattern::passes(const Step& step, char32_t c) const {
    switch (step.op) {
        case Op::Character:
            return c == step.character;
        case Op::Any:
            return c != U'\n';
        case Op::Set:
            return sets_[step.other].has(c);
        default:
            return false;
    }
}

namespace {

// The ways that are open at one place of the text, those that began first in front.
struct Ways {
    struct Way {
        std::size_t step;
        std::size_t begin;
    };
    std::vector<Way> ways;
    std::vector<std::size_t> seen;  // by step: the place + 1 at which it was entered
};

}  // namespace

bool Pattern::search(std::u32string_view text, Match* match) const {
    Ways now;
    Ways then;
    now.seen.assign(steps_.size(), 0);
    then.seen.assign(steps_.size(), 0);
    std::vector<std::size_t> open;
    bool found = false;
    const auto enter = [&](Ways& ways, std::size_t step, std::size_t begin, std::size_t place) {
        open.assign(1, step);
        while (!open.empty()) {
            const std::size_t i = open.back();
            open.pop_back();
            if (ways.seen[i] == place + 1) {
                continue;
            }
            ways.seen[i] = place + 1;
            const Step& one = steps_[i];
            if (one.op == Op::Split) {
                open.push_back(one.other);
                open.push_back(one.next);
            } else if (one.op == Op::Begin || one.op == Op::End) {
                if (place == (one.op == Op::Begin ? 0 : text.size())) {
                    open.push_back(one.next);
                }
            } else if (one.op == Op::Match) {
                if (!found || begin <= match->begin) {
                    *match = {begin, place};
                    found = true;
                }
            } else {
                ways.ways.push_back({i, begin});
            }
        }
    };
    for (std::size_t place = 0; place <= text.size(); ++place) {
        if (!found) {
            enter(now, first_, place, place);
        }
        if (place == text.size() || (found && now.ways.empty())) {
            break;
        }
        then.ways.clear();
        for (const Ways::Way& way : now.ways) {
            if ((!found || way.begin <= match->begin) && passes(steps_[way.step], text[place])) {
                enter(then, steps_[way.step].next, way.begin, place + 1);
            }
        }
        std::swap(now, then);
    }
    return found;
}

}  // namespace nrn
