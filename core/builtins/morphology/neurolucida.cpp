// Neurolucida's text format before version 3: a line for each point, with two codes, place and radius.
//
//     [2,1] (x, y, z) r      a tree or an outline begins; the second code is its type: 1, 2 dendrite, 21, 22 axon, 41,
//                            42 soma, 61, 62 apical dendrite; an even one says that it begins at a branch point
//     [1,1] (x, y, z) r      the next point
//     [10,5] (x, y, z) r     a branch point, which ends a branch; the next point begins another one there
//
// Lines with other codes (markers, spines) are left out, and lines without codes are the header. A branch says where it
// begins by the place only; rules for those that begin at no branch point are the reference's.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "builtins/morphology/fields.hpp"
#include "builtins/morphology/soma.hpp"

namespace nrn::morphology {
namespace {

enum class Step { Begin, Next, Fork, Other };

struct Line {
    Step step = Step::Other;
    long code = 0;
    Node node;
};

Step step_of(double first, double second) {
    return first == 2.0                     ? Step::Begin
           : first == 1.0                   ? Step::Next
           : first == 10.0 && second == 5.0 ? Step::Fork
                                            : Step::Other;
}

// What a line says; nothing when it is not of the form [code,code] (x, y, z) radius.
std::optional<Line> line_of(std::string_view text) {
    double first = 0.0, second = 0.0, radius = 0.0;
    Line out;
    const bool good = eat(text, '[') && eat_number(text, first) && eat(text, ',') && eat_number(text, second) &&
                      eat(text, ']') && eat(text, '(') && eat_number(text, out.node.x) && eat(text, ',') &&
                      eat_number(text, out.node.y) && eat(text, ',') && eat_number(text, out.node.z) &&
                      eat(text, ')') && eat_number(text, radius);
    if (!good) {
        return std::nullopt;
    }
    out.step = step_of(first, second);
    out.code = second >= 0.0 && second < 1000.0 ? static_cast<long>(second) : 0;
    const Node node = out.node;
    out.node = {static_cast<float>(node.x), static_cast<float>(node.y), static_cast<float>(node.z),
                static_cast<float>(2.0 * radius)};
    return out;
}

long type_of(long code) {
    switch (code) {
        case 1:
        case 2:
            return 3;
        case 21:
        case 22:
            return 2;
        case 41:
        case 42:
            return 1;
        case 61:
        case 62:
            return 4;
        default:
            return 0;
    }
}

bool over(const Node& a, const Node& b) {
    return a.x == b.x && a.y == b.y;
}
bool same_place(const Node& a, const Node& b) {
    return over(a, b) && a.z == b.z;
}
double distance(const Node& a, const Node& b) {
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

class Reader {
  public:
    Reader(Tree& tree, std::string_view text) : tree_(tree), lines_(lines_of(text)) {
    }

    void run() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            read_line(i + 1);
        }
        if (tree_.branches.empty()) {
            throw Error(ErrorKind::Value,
                        format("%s has no points: its %zu lines hold none of the form '[2,1] (x, y, z) radius'",
                               tree_.file.c_str(), lines_.size()));
        }
        find_soma();
        std::vector<Branch> connected = tree_.branches;  // points are looked up as they stand in the file
        for (std::size_t i = 0; i < connected.size(); ++i) {
            connect(i, connected[i]);
        }
        tree_.branches = std::move(connected);
        move_soma_ahead();
        for (std::size_t k = 0; k < tree_.points.size(); ++k) {
            tree_.points[k].branch = place_of(tree_.points[k].branch);
        }
    }

  private:
    struct Fork {
        Node node;
        std::size_t branch;
        std::size_t line;
    };
    struct Start {
        std::size_t line;
        bool follows;  // the branch point in the line before; else a line begins it
        bool at_fork;  // its code says so
        bool touches;  // the point in the line before
    };

    // ---- lines ----

    void read_line(std::size_t number) {
        const std::string_view text = lines_[number - 1];
        std::string_view rest = text;
        if (!eat(rest, '[')) {
            if (tree_.points.empty()) {
                tree_.header.push_back(std::string(text) + "\n");
            }
            return;
        }
        const std::optional<Line> line = line_of(text);
        if (!line) {
            tree_.complaints += format("error %s line %zu: could not parse: %s\n", tree_.file.c_str(), number,
                                       std::string(text).c_str());
            tree_.doubtful = true;
        } else if (line->step != Step::Other) {
            add(*line, number);
        }
    }

    void add(const Line& line, std::size_t number) {
        if (line.step == Step::Begin) {
            begin_branch(line, number);
        } else if (tree_.branches.empty()) {
            refuse_line(tree_, number, "a point before any line [2,…] that begins a branch");
        } else if (line.step == Step::Next && after_fork_) {
            begin_after_fork(number);
        }
        Branch& branch = tree_.branches.back();
        branch.nodes.push_back(line.node);
        after_fork_ = line.step == Step::Fork;
        if (after_fork_) {
            forks_.push_back({line.node, tree_.branches.size() - 1, number});
        }
        add_point(line.node, branch.type, number);
    }

    void begin_branch(const Line& line, std::size_t number) {
        const bool touches = !after_fork_ && !tree_.branches.empty() && tree_.branches.back().nodes.size() > 1 &&
                             same_place(tree_.branches.back().nodes.back(), line.node);
        starts_.push_back({number, false, line.code % 2 == 0, touches});
        Branch branch;
        branch.type = type_of(line.code);
        if (branch.type == 0) {
            tree_.complaints +=
                format("%s line %zu: %ld is no type of a branch\n", tree_.file.c_str(), number, line.code);
            tree_.doubtful = true;
        }
        branch.first_point = static_cast<long>(tree_.points.size());
        tree_.branches.push_back(std::move(branch));
    }

    void begin_after_fork(std::size_t number) {
        starts_.push_back({number, true, true, false});
        Branch branch;
        branch.type = tree_.branches.back().type;
        branch.first_point = static_cast<long>(tree_.points.size());
        tree_.branches.push_back(std::move(branch));
    }

    void add_point(const Node& node, long type, std::size_t number) {
        Point point;
        point.id = static_cast<long>(number);
        point.type = type;
        point.x = node.x;
        point.y = node.y;
        point.z = node.z;
        point.diam = node.diam;
        point.line = number;
        point.branch = tree_.branches.size() - 1;
        tree_.points.push_back(point);
        tree_.lines.emplace_back(lines_[number - 1]);
    }

    // ---- connections ----

    void find_soma() {
        for (std::size_t i = 0; i < tree_.branches.size(); ++i) {
            Branch& branch = tree_.branches[i];
            branch.contour = branch.type == 1 && branch.nodes.size() > 1;
            if (branch.type == 1 && !soma_) {
                soma_ = i;
                middle_ = middle_of_contours({branch.nodes});
                middle_.diam = kJointDiam;
                box_.add(branch.nodes);
            }
        }
    }

    void warn(std::size_t i, const char* what) {
        tree_.warnings += format("%s, line %zu: %s\n", tree_.file.c_str(), starts_[i].line, what);
        tree_.doubtful = true;
    }

    void connect(std::size_t i, Branch& branch) {
        const Node& begin = tree_.branches[i].nodes.front();
        if (soma_ == i) {
            return;
        }
        if (const Fork* fork = fork_at(begin, i)) {
            return begin_at(branch, *fork);
        }
        if (starts_[i].follows) {
            warn(i, "the point after a branch point lies elsewhere: connected");
            return join(branch, fork_before(i), begin.diam, false);
        }
        if (starts_[i].at_fork) {
            if (const Fork* fork = fork_over(begin, i)) {
                warn(i, "the branch begins above or below a branch point: connected");
                return join(branch, *fork, begin.diam, false);
            }
            if (starts_[i].touches) {
                warn(i, "the branch begins at no branch point, but where the branch before ends: connected");
                return begin_at(branch, {begin, i - 1, starts_[i].line});
            }
            warn(i, "the branch begins at no branch point");
        }
        if (soma_) {
            connect_to_soma(i, branch);
        }
    }

    const Fork* fork_at(const Node& node, std::size_t i) const {
        for (const Fork& fork : forks_) {
            if (same_place(fork.node, node) && fork.branch < i) {
                return &fork;
            }
        }
        return nullptr;
    }
    const Fork* fork_over(const Node& node, std::size_t i) const {
        const Fork* found = nullptr;
        for (const Fork& fork : forks_) {
            if (over(fork.node, node) && fork.branch < i &&
                (found == nullptr || std::fabs(fork.node.z - node.z) < std::fabs(found->node.z - node.z))) {
                found = &fork;
            }
        }
        return found;
    }
    const Fork& fork_before(std::size_t i) const {
        const Fork* found = &forks_.front();
        for (const Fork& fork : forks_) {
            found = fork.branch < i ? &fork : found;
        }
        return *found;
    }

    // Begins with the branch point itself, as thick as its second point.
    static void begin_at(Branch& branch, const Fork& fork) {
        branch.parent = static_cast<long>(fork.branch);
        if (branch.nodes.size() > 1) {
            branch.nodes.front().diam = branch.nodes[1].diam;
        }
    }

    // Begins with a further node.
    static void join(Branch& branch, const Fork& fork, double diam, bool skip) {
        Node joint = fork.node;
        joint.diam = diam;
        branch.nodes.insert(branch.nodes.begin(), joint);
        branch.parent = static_cast<long>(fork.branch);
        branch.skip_first = skip;
        --branch.first_point;
    }

    // In the outline, at the end of another branch, or elsewhere.
    void connect_to_soma(std::size_t i, Branch& branch) {
        const Node begin = branch.nodes.front();
        const Fork soma{middle_, *soma_, 0};
        if (box_.holds(begin, kSomaMargin)) {
            join(branch, soma, kJointDiam, true);
            branch.parent_x = 0.5;
            return;
        }
        for (std::size_t k = 0; k < i; ++k) {
            if (k != *soma_ && tree_.branches[k].nodes.size() > 1 && starts_[i].at_fork &&
                same_place(tree_.branches[k].nodes.back(), begin)) {
                branch.parent = static_cast<long>(k);
                return;
            }
        }
        warn(i, "the branch begins outside of the soma: connected to the nearest branch point or the soma");
        const Fork* nearest = &soma;
        for (const Fork& fork : forks_) {
            if (fork.branch < i && distance(fork.node, begin) < distance(nearest->node, begin)) {
                nearest = &fork;
            }
        }
        join(branch, *nearest, kJointDiam, true);
    }

    // ---- the order of branches: the soma first ----

    std::size_t place_of(std::size_t i) const {
        return !soma_ || i > *soma_ ? i : i == *soma_ ? 0 : i + 1;
    }

    void move_soma_ahead() {
        if (!soma_) {
            return;
        }
        for (Branch& branch : tree_.branches) {
            if (branch.parent >= 0) {
                branch.parent = static_cast<long>(place_of(static_cast<std::size_t>(branch.parent)));
            }
        }
        const auto begin = tree_.branches.begin();
        std::rotate(begin, begin + static_cast<std::ptrdiff_t>(*soma_),
                    begin + static_cast<std::ptrdiff_t>(*soma_) + 1);
    }

    Tree& tree_;
    std::vector<std::string_view> lines_;
    std::vector<Start> starts_;  // of the branches
    std::vector<Fork> forks_;
    bool after_fork_ = false;
    std::optional<std::size_t> soma_;
    Box box_;      // of the soma
    Node middle_;  // as well
};

}  // namespace

Tree read_neurolucida(std::string file, std::string_view text) {
    Tree tree;
    tree.file = std::move(file);
    Reader(tree, text).run();
    return tree;
}

}  // namespace nrn::morphology
