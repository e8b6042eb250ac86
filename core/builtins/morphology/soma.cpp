// Outlines of somata: stacks of them, and dendrites that begin in or near them.
#include "builtins/morphology/soma.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace nrn::morphology {
namespace {

Box box_of(const std::vector<Node>& nodes) {
    Box out;
    out.add(nodes);
    return out;
}

struct Soma {
    long branch = 0;
    Box box;
    std::vector<Contour> contours;
    Node middle;

    bool holds(const Node& node) const {
        return box.holds(node, contours.size() == 1 ? kSomaMargin : 0.0);
    }
};

std::vector<Soma> somata_of(const Tree& tree, std::size_t count) {
    std::vector<Soma> out;
    std::vector<std::size_t> soma_of(count);
    for (std::size_t i = 0; i < count; ++i) {
        const Branch& branch = tree.branches[i];
        if (branch.stacked_on < 0) {
            soma_of[i] = out.size();
            out.emplace_back();
            out.back().branch = static_cast<long>(i);
        } else {
            soma_of[i] = soma_of[static_cast<std::size_t>(branch.stacked_on)];
        }
        Soma& soma = out[soma_of[i]];
        soma.box.add(branch.nodes);
        soma.contours.push_back(branch.nodes);
    }
    for (Soma& soma : out) {
        soma.middle = middle_of_contours(soma.contours);
    }
    return out;
}

double distance(const Node& a, const Node& b) {
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

}  // namespace

void Box::add(const std::vector<Node>& nodes) {
    for (const Node& node : nodes) {
        left = std::min(left, node.x);
        right = std::max(right, node.x);
        bottom = std::min(bottom, node.y);
        top = std::max(top, node.y);
    }
}

bool Box::meets(const Box& other) const {
    return left <= other.right && other.left <= right && bottom <= other.top && other.bottom <= top;
}

bool Box::holds(const Node& node, double margin) const {
    return node.x >= left - margin && node.x <= right + margin && node.y >= bottom - margin && node.y <= top + margin;
}

void stack_contours(Tree& tree, std::size_t somata) {
    for (std::size_t i = 1; i < somata; ++i) {
        const Branch& before = tree.branches[i - 1];
        if (box_of(tree.branches[i].nodes).meets(box_of(before.nodes))) {
            tree.branches[i].stacked_on = before.stacked_on < 0 ? static_cast<long>(i) - 1 : before.stacked_on;
        }
    }
}

void connect_to_somata(Tree& tree, std::size_t count) {
    const std::vector<Soma> somata = somata_of(tree, count);
    if (somata.empty()) {
        return;
    }
    for (std::size_t i = count; i < tree.branches.size(); ++i) {
        Branch& branch = tree.branches[i];
        if (branch.parent >= 0) {
            continue;
        }
        const Node& begin = branch.nodes.front();
        auto found = std::find_if(somata.begin(), somata.end(), [&](const Soma& soma) { return soma.holds(begin); });
        if (found == somata.end()) {
            found = std::min_element(somata.begin(), somata.end(), [&](const Soma& a, const Soma& b) {
                return distance(a.middle, begin) < distance(b.middle, begin);
            });
            tree.doubtful = true;
            tree.warnings += format("%s, line %zu: the branch begins outside of any soma: connected to the nearest\n",
                                    tree.file.c_str(), tree.points[static_cast<std::size_t>(branch.first_point)].line);
        }
        Node joint = found->middle;
        joint.diam = kJointDiam;
        branch.nodes.insert(branch.nodes.begin(), joint);
        branch.joint = true;
        branch.parent = found->branch;
        branch.parent_x = 0.5;
        branch.skip_first = true;
    }
}

}  // namespace nrn::morphology
