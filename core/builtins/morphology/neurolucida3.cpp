// Neurolucida's text format of version 3: nested brackets.
//
//     ("CellBody" (Color Red) (x y z d) …)                    an outline of a soma
//     ((Color Red) (Axon) (x y z d) … ( … | … ) Normal)       a tree: points, then branches between ( | )
//     (ImageCoords …)                                         anything else that begins with a word is left out
//
// In a tree, what begins with a word (markers, texts, properties) and what stands in < > (spines) is no part of a
// branch; a lone word ends it. The type of a tree is that of the last property before its first point. Trees may be
// nested as deeply as memory allows: no function calls itself.
#include <cmath>
#include <limits>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "builtins/morphology/lexer.hpp"
#include "builtins/morphology/soma.hpp"

namespace nrn::morphology {
namespace {

bool names_soma(std::string_view name) {
    return name == "CellBody" || name == "Cell Body" || name == "Soma";
}

long type_of(std::string_view property) {
    return property == "Axon" ? 2 : property == "Dendrite" ? 3 : property == "Apical" ? 4 : 0;
}

class Reader {
  public:
    Reader(Tree& tree, std::string_view text) : tree_(tree), lexer_(tree, text), lines_(lines_of(text)) {
        token_ = lexer_.next();
    }

    void run() {
        while (token_.word == Word::Open) {
            read_object();
        }
        if (token_.word != Word::End) {
            leave_rest();
        }
        if (contours_.empty() && branches_.empty()) {
            throw Error(ErrorKind::Value,
                        format("%s has no points: neither a tree nor an outline of a cell body", tree_.file.c_str()));
        }
        assemble();
    }

  private:
    // ---- tokens ----

    Token take() {
        return std::exchange(token_, lexer_.next());
    }
    [[noreturn]] void refuse(const Token& at, const std::string& what) const {
        refuse_line(tree_, at.line, what);
    }
    [[noreturn]] void refuse_end(std::size_t begin) const {
        refuse(token_, format("the file ends within what begins in line %zu: a bracket is not closed", begin));
    }
    std::string shown() const {
        switch (token_.word) {
            case Word::End:
                return "the end of the file";
            case Word::Text:
                return format("\"%s\"", std::string(token_.text).c_str());
            default:
                return format("'%s'", std::string(token_.text).c_str());
        }
    }

    // After an opening bracket: through the closing one. Whether there were brackets within.
    bool skip(std::size_t begin) {
        bool nested = false;
        for (std::size_t depth = 1; depth > 0;) {
            const Token token = take();
            nested = nested || token.word == Word::Open;
            depth += token.word == Word::Open ? 1U : 0U;
            depth -= token.word == Word::Close ? 1U : 0U;
            if (token.word == Word::End) {
                refuse_end(begin);
            }
        }
        return nested;
    }

    // ---- points ----

    // After the bracket; through the closing one. z and the diameter may be missing, a name may follow.
    Node read_node() {
        double numbers[4] = {0.0, 0.0, 0.0, 0.0};
        const Token begin = token_;
        std::size_t count = 0;
        for (; token_.word == Word::Number && count < 4; ++count) {
            numbers[count] = token_.number;
            if (!(std::fabs(token_.number) <= std::numeric_limits<float>::max())) {
                refuse(token_, format("%s is not a number of a point", std::string(token_.text).c_str()));
            }
            take();
        }
        if (count >= 2 && token_.word == Word::Name) {
            take();
        }
        if (count < 2 || token_.word != Word::Close) {
            refuse(begin, format("a point is (x y z diameter): %s stands after %zu numbers", shown().c_str(), count));
        }
        take();
        return {numbers[0], numbers[1], numbers[2], numbers[3]};
    }

    void add_point(const Node& node, std::size_t line, long type) {
        Point point;
        point.type = type;
        point.x = node.x;
        point.y = node.y;
        point.z = node.z;
        point.diam = node.diam;
        point.line = line;
        point.id = static_cast<long>(line);
        tree_.points.push_back(point);
        tree_.lines.emplace_back(lines_[line - 1]);
    }

    // ---- what a file consists of ----

    void read_object() {
        const Token open = take();
        switch (token_.word) {
            case Word::Name:
                skip(open.line);
                return;
            case Word::Text:
                return read_outline(open.line);
            case Word::Open:
                return read_tree(open.line);
            case Word::End:
                refuse_end(open.line);
            default:
                refuse(token_, format("%s cannot stand after the bracket of an object: it is a word, a text in quotes, "
                                      "or the bracket of a property or a point",
                                      shown().c_str()));
        }
    }

    // Something of no use after the last object is left out, unless there are objects behind it.
    void leave_rest() {
        const Token at = token_;
        while (token_.word != Word::End && token_.word != Word::Open) {
            take();
        }
        if (token_.word == Word::Open) {
            token_ = at;
            refuse(at, format("%s stands outside of any brackets", shown().c_str()));
        }
        tree_.warnings +=
            format("%s, line %zu: what follows the last object is left out\n", tree_.file.c_str(), at.line);
    }

    void read_outline(std::size_t begin) {
        if (!names_soma(take().text)) {
            return skip_outline(begin);
        }
        Branch outline;
        outline.type = 1;
        outline.contour = true;
        outline.first_point = static_cast<long>(tree_.points.size());
        while (token_.word == Word::Open) {
            const Token open = take();
            if (token_.word == Word::Name) {
                skip(open.line);
            } else {
                outline.nodes.push_back(read_node());
                add_point(outline.nodes.back(), open.line, 1);
            }
        }
        if (token_.word == Word::End) {
            refuse_end(begin);
        }
        if (token_.word != Word::Close) {
            refuse(token_, format("%s is no point of an outline", shown().c_str()));
        }
        if (outline.nodes.empty()) {
            refuse(token_, format("the outline that begins in line %zu has no points", begin));
        }
        take();
        if (outline.nodes.size() > 2) {
            contours_.push_back(std::move(outline));
        } else {
            tree_.warnings +=
                format("%s, line %zu: an outline of fewer than 3 points is left out\n", tree_.file.c_str(), begin);
        }
    }

    // An outline of something else: its points count, no more.
    void skip_outline(std::size_t begin) {
        while (token_.word != Word::Close) {
            const Token token = take();
            if (token.word == Word::End) {
                refuse_end(begin);
            }
            if (token.word == Word::Open && token_.word == Word::Number) {
                add_point(read_node(), token.line, 0);
            } else if (token.word == Word::Open) {
                skip(token.line);
            }
        }
        take();
    }

    // ---- trees ----

    // One branch after the other; forks_ holds those that further branches begin at.
    void read_tree(std::size_t begin) {
        long type = 0;
        while (token_.word == Word::Open) {
            const Token open = take();
            if (token_.word != Word::Name) {
                begin_tree(type, open);
                break;
            }
            const std::string_view name = token_.text;
            const bool marker = skip(open.line) && name != "Color";
            type = marker ? type : type_of(name);
        }
        if (current_ < 0) {
            if (token_.word == Word::End) {
                refuse_end(begin);
            }
            refuse(token_, format("%s stands where the first point of a tree should", shown().c_str()));
        }
        while (current_ >= 0) {
            if (token_.word == Word::End) {
                refuse_end(begin);
            }
            read_part();
        }
    }

    void begin_tree(long type, const Token& open) {
        const Node first = read_node();
        add_point(first, open.line, type);  // stands for the soma, should there be one
        begin_branch(-1, type);
        add_node(first, open.line);
    }

    void begin_branch(long parent, long type) {
        Branch branch;
        branch.type = type;
        branch.parent = parent;
        branch.first_point = static_cast<long>(tree_.points.size());
        current_ = static_cast<long>(branches_.size());
        ended_ = false;
        branches_.push_back(std::move(branch));
    }

    Branch& current() {
        return branches_[static_cast<std::size_t>(current_)];
    }

    void add_node(const Node& node, std::size_t line) {
        Branch& branch = current();
        if (branch.nodes.empty() && branch.parent >= 0) {
            Node joint = branches_[static_cast<std::size_t>(branch.parent)].nodes.back();
            branch.joint = joint.x != node.x || joint.y != node.y || joint.z != node.z;
            if (branch.joint) {
                joint.diam = node.diam;
                branch.nodes.push_back(joint);
            }
        }
        branch.nodes.push_back(node);
        add_point(node, line, branch.type);
    }

    void read_part() {
        const Token token = take();
        switch (token.word) {
            case Word::Open:
                return read_bracket(token);
            case Word::Name:
                require_points(token, "a word");
                ended_ = true;
                return;
            case Word::OpenSpine:
                return read_spine(token);
            case Word::Bar:
                if (forks_.empty()) {
                    refuse(token, "'|' stands outside of the brackets of a branch point");
                }
                require_points(token, "'|'");
                return begin_branch(forks_.back(), current().type);
            case Word::Close:
                require_points(token, "')'");
                current_ = -1;
                if (!forks_.empty()) {
                    current_ = forks_.back();
                    forks_.pop_back();
                }
                ended_ = true;
                return;
            default:
                refuse(token, format("'%s' cannot stand in a tree", std::string(token.text).c_str()));
        }
    }

    void require_points(const Token& token, const char* what) {
        if (current().nodes.empty()) {
            refuse(token, format("%s stands where the first point of a branch should", what));
        }
    }

    void read_bracket(const Token& open) {
        if (token_.word == Word::Name) {
            skip(open.line);
            return;
        }
        if (ended_) {
            refuse(open, "points or branches follow the end of a branch");
        }
        if (token_.word == Word::Number) {
            const Node node = read_node();
            return add_node(node, open.line);
        }
        if (token_.word == Word::Open || token_.word == Word::OpenSpine) {
            require_points(open, "'('");
            forks_.push_back(current_);
            return begin_branch(current_, current().type);
        }
        refuse(token_, format("%s stands where the first point of a branch should", shown().c_str()));
    }

    void read_spine(const Token& begin) {
        Spine spine;
        spine.base = tree_.points.size() - 1;
        spine.line = begin.line;
        while (token_.word == Word::Open) {
            const Token open = take();
            if (token_.word == Word::Name) {
                skip(open.line);
            } else {
                spine.nodes.push_back(read_node());
            }
        }
        if (token_.word != Word::CloseSpine) {
            refuse(begin, format("the spine does not end with '>': %s follows", shown().c_str()));
        }
        take();
        tree_.spines.push_back(std::move(spine));
    }

    // ---- the end ----

    // Somata come first, whatever the order in the file.
    void assemble() {
        const std::size_t somata = contours_.size();
        tree_.branches = std::move(contours_);
        for (Branch& branch : branches_) {
            branch.parent += branch.parent < 0 ? 0 : static_cast<long>(somata);
            tree_.branches.push_back(std::move(branch));
        }
        stack_contours(tree_, somata);
        connect_to_somata(tree_, somata);
        for (std::size_t i = 0; i < tree_.branches.size(); ++i) {
            const Branch& branch = tree_.branches[i];
            const auto first = static_cast<std::size_t>(branch.first_point);
            const std::size_t end = first + branch.nodes.size() - (branch.joint ? 1 : 0);
            const bool main = i >= somata && branch.parent < static_cast<long>(somata);
            for (std::size_t k = first - (main ? 1 : 0); k < end; ++k) {
                tree_.points[k].branch = i;
            }
        }
    }

    Tree& tree_;
    Lexer lexer_;
    std::vector<std::string_view> lines_;
    Token token_;  // the next one
    std::vector<Branch> contours_, branches_;
    std::vector<long> forks_;
    long current_ = -1;   // the branch that is read
    bool ended_ = false;  // it has all its points
};

}  // namespace

Tree read_neurolucida3(std::string file, std::string_view text) {
    Tree tree;
    tree.file = std::move(file);
    Reader(tree, text).run();
    return tree;
}

}  // namespace nrn::morphology
