// The format of the Eutectic Neuron Tracing System: a line for each point.
//
//     number type tag x y z diameter name …
//
// MTO, TTO and BTO begin a tree, BP is a branch point, NE, ES, MAE, TAE and BAE end a branch, CP, FS and SB are points
// between. After an end the file goes on at the last branch point with a branch missing: each has two. SOS, SCP and SOE
// outline the soma. Outlines and dots of other things are left out, as are lines that begin with no number.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "builtins/morphology/fields.hpp"
#include "builtins/morphology/soma.hpp"

namespace nrn::morphology {
namespace {

enum class Kind { Origin, Between, Spine, Fork, End, SomaBegin, Soma, SomaEnd, Other };

struct Name {
    std::string_view text;
    Kind kind;
};
constexpr Name kNames[] = {{"MTO", Kind::Origin},    {"TTO", Kind::Origin}, {"BTO", Kind::Origin},
                           {"CP", Kind::Between},    {"FS", Kind::Between}, {"SB", Kind::Spine},
                           {"BP", Kind::Fork},       {"NE", Kind::End},     {"ES", Kind::End},
                           {"MAE", Kind::End},       {"TAE", Kind::End},    {"BAE", Kind::End},
                           {"SOS", Kind::SomaBegin}, {"SCP", Kind::Soma},   {"SOE", Kind::SomaEnd}};

Kind kind_of(std::string_view name) {
    const auto found =
        std::find_if(std::begin(kNames), std::end(kNames), [&](const Name& each) { return each.text == name; });
    return found == std::end(kNames) ? Kind::Other : found->kind;
}

class Reader {
  public:
    Reader(Tree& tree, std::string_view text) : tree_(tree), lines_(lines_of(text)) {
    }

    void run() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            read_line(i + 1);
        }
        if (outline_ || inside_) {
            refuse_line(tree_, lines_.size(),
                        outline_ ? "the file ends within an outline of the soma" : "the file ends within a branch");
        }
        if (!soma_ && branches_.empty()) {
            throw Error(ErrorKind::Value,
                        format("%s has no points: its %zu lines hold none of the form 'number MTO tag x y z diameter'",
                               tree_.file.c_str(), lines_.size()));
        }
        if (!forks_.empty()) {
            tree_.warnings +=
                format("%s: %zu branches are missing at branch points\n", tree_.file.c_str(), forks_.size());
        }
        if (spines_ > 0) {
            tree_.warnings +=
                format("%s: %zu spines are taken as points of their branch\n", tree_.file.c_str(), spines_);
        }
        tree_.doubtful = tree_.doubtful || !forks_.empty() || spines_ > 0;
        assemble();
    }

  private:
    void read_line(std::size_t number) {
        std::string_view rest = lines_[number - 1];
        Point point;
        double id = 0.0, tag = 0.0;
        if (!eat_number(rest, id)) {
            return;
        }
        const Kind kind = kind_of(eat_word(rest));
        if (kind == Kind::Other) {
            return;
        }
        if (!(eat_number(rest, tag) && eat_number(rest, point.x) && eat_number(rest, point.y) &&
              eat_number(rest, point.z) && eat_number(rest, point.diam))) {
            tree_.complaints += format("error %s line %zu: could not parse: %s\n", tree_.file.c_str(), number,
                                       std::string(lines_[number - 1]).c_str());
            tree_.doubtful = true;
            return;
        }
        if (tag < 0.0 || tag != std::floor(tag) || tag > 1e9) {
            refuse_line(tree_, number, format("the tag must be a whole number from 0 on, not %g", tag));
        }
        point.id = static_cast<long>(id);
        point.type = static_cast<long>(tag);
        point.line = number;
        add(kind, point);
    }

    void add(Kind kind, Point point) {
        const Node node{static_cast<float>(point.x), static_cast<float>(point.y), static_cast<float>(point.z),
                        static_cast<float>(point.diam)};
        point.x = node.x;
        point.y = node.y;
        point.z = node.z;
        point.diam = node.diam;
        if (kind == Kind::SomaBegin || kind == Kind::Soma || kind == Kind::SomaEnd) {
            add_to_outline(kind, point, node);
        } else {
            add_to_tree(kind, point, node);
        }
        tree_.points.push_back(point);
        tree_.lines.emplace_back(lines_[point.line - 1]);
    }

    // Of several outlines the first one is the soma.
    void add_to_outline(Kind kind, const Point& point, const Node& node) {
        if (outline_.has_value() == (kind == Kind::SomaBegin)) {
            refuse_line(tree_, point.line,
                        outline_ ? "SOS within an outline: SOE is missing" : "no SOS begins this outline");
        }
        if (kind == Kind::SomaBegin) {
            outline_.emplace();
            outline_->type = point.type;
            outline_->contour = true;
            outline_->first_point = static_cast<long>(tree_.points.size());
        }
        outline_->nodes.push_back(node);
        if (kind == Kind::SomaEnd) {
            if (!soma_) {
                soma_ = std::move(outline_);
            }
            outline_.reset();
        }
    }

    void add_to_tree(Kind kind, const Point& point, const Node& node) {
        if (kind == Kind::Origin) {
            if (inside_ || !forks_.empty()) {
                refuse_line(tree_, point.line, "a tree begins before the one before has ended");
            }
            begin_branch(-1, point.type);
        } else if (!inside_) {
            if (forks_.empty()) {
                refuse_line(tree_, point.line,
                            "a point outside of any tree: MTO begins one, and all its branches have ended");
            }
            begin_branch(forks_.back(), point.type);
            const long parent = branches_.back().parent;
            if (++children_[static_cast<std::size_t>(parent)] == 2) {
                forks_.pop_back();
            }
            Node joint = branches_[static_cast<std::size_t>(parent)].nodes.back();
            joint.diam = node.diam;
            branches_.back().joint = true;
            branches_.back().nodes.push_back(joint);
        }
        branches_.back().nodes.push_back(node);
        spines_ += kind == Kind::Spine ? 1 : 0;
        inside_ = kind != Kind::Fork && kind != Kind::End;
        if (kind == Kind::Fork) {
            forks_.push_back(static_cast<long>(branches_.size()) - 1);
        }
    }

    void begin_branch(long parent, long type) {
        Branch branch;
        branch.type = type;
        branch.parent = parent;
        branch.first_point = static_cast<long>(tree_.points.size());
        branches_.push_back(std::move(branch));
        children_.push_back(0);
    }

    // The soma comes first. Trees that begin outside of it stay alone.
    void assemble() {
        const long shift = soma_ ? 1 : 0;
        Box box;
        Node middle;
        if (soma_) {
            soma_->contour = soma_->nodes.size() > 1;
            box.add(soma_->nodes);
            middle = middle_of_contours({soma_->nodes});
            middle.diam = kJointDiam;
            tree_.branches.push_back(std::move(*soma_));
        }
        for (Branch& branch : branches_) {
            if (branch.parent >= 0) {
                branch.parent += shift;
            } else if (shift == 1 && box.holds(branch.nodes.front(), kSomaMargin)) {
                branch.nodes.insert(branch.nodes.begin(), middle);
                branch.joint = true;
                branch.parent = 0;
                branch.parent_x = 0.5;
                branch.skip_first = true;
            }
            const std::size_t own = branch.nodes.size() - (branch.joint ? 1 : 0);
            for (std::size_t k = 0; k < own; ++k) {
                tree_.points[static_cast<std::size_t>(branch.first_point) + k].branch = tree_.branches.size();
            }
            tree_.branches.push_back(std::move(branch));
        }
    }

    Tree& tree_;
    std::vector<std::string_view> lines_;
    std::optional<Branch> outline_, soma_;
    std::vector<Branch> branches_;
    std::vector<int> children_;  // of the branches
    std::vector<long> forks_;    // branches that further ones begin at
    bool inside_ = false;        // a branch
    std::size_t spines_ = 0;
};

}  // namespace

Tree read_eutectic(std::string file, std::string_view text) {
    Tree tree;
    tree.file = std::move(file);
    Reader(tree, text).run();
    return tree;
}

}  // namespace nrn::morphology
