// SWC: a line for each point: id type x y z radius parent.
//
// A branch ends where its type changes, where the next point is not its child, and at a point that has children
// elsewhere. Dendrites that begin within a soma do not divide it. Two kinds of branch points do not end a branch for
// a further child of their own type, which is then connected to the 0 end of that branch: the first point of the file,
// and a point whose parent is in the soma.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "builtins/morphology/tree.hpp"

namespace nrn::morphology {

void refuse_line(const Tree& tree, std::size_t line, const std::string& what) {
    throw Error(ErrorKind::Value, format("%s, line %zu: %s", tree.file.c_str(), line, what.c_str()));
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        out.push_back(text.substr(0, end));
        const bool two = end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n';
        text.remove_prefix(std::min(end + (two ? 2 : 1), text.size()));
    }
    return out;
}

namespace {

constexpr long kSoma = 1;
constexpr long kFarthest = 1L << 53;  // ids are whole numbers that a double holds

long whole(const Tree& tree, std::size_t line, const char* what, double x) {
    if (x != std::floor(x) || std::fabs(x) > static_cast<double>(kFarthest)) {
        refuse_line(tree, line, format("the %s must be a whole number, not %g", what, x));
    }
    return static_cast<long>(x);
}

// The seven numbers that a line begins with; whether there are that many.
bool numbers_of(const std::string& line, double (&out)[7]) {
    const char* at = line.c_str();
    for (double& x : out) {
        char* end = nullptr;
        x = std::strtod(at, &end);
        if (end == at) {
            return false;
        }
        at = end;
    }
    return true;
}

Point point_of(const Tree& tree, std::size_t line, const double (&fields)[7]) {
    for (int i = 0; i < 7; ++i) {
        if (!std::isfinite(fields[i]) || std::fabs(fields[i]) > std::numeric_limits<float>::max()) {
            refuse_line(tree, line, format("%g is not a number of a point", fields[i]));
        }
    }
    Point out;
    out.line = line;
    out.id = whole(tree, line, "id", fields[0]);
    out.type = whole(tree, line, "type", fields[1]);
    out.parent_id = whole(tree, line, "parent", fields[6]);
    if (out.type < 0) {
        refuse_line(tree, line, format("the type must not be negative: %ld", out.type));
    }
    out.x = static_cast<float>(fields[2]);
    out.y = static_cast<float>(fields[3]);
    out.z = static_cast<float>(fields[4]);
    out.diam = static_cast<float>(2.0 * fields[5]);
    return out;
}

void read_lines(Tree& tree, std::string_view text) {
    std::size_t number = 0;
    for (const std::string_view view : lines_of(text)) {
        ++number;
        const std::string line(view);
        const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
        double fields[7];
        if (begin < line.size() && line[begin] == '#') {
            tree.header.push_back(line + "\n");
        } else if (numbers_of(line, fields)) {
            tree.points.push_back(point_of(tree, number, fields));
            tree.lines.push_back(line);
        } else {
            tree.complaints +=
                format("error %s line %zu: could not parse: %s\n", tree.file.c_str(), number, line.c_str());
            tree.doubtful = true;
        }
    }
    if (tree.points.empty()) {
        throw Error(ErrorKind::Value,
                    format("%s has no points: its %zu lines hold none of the form 'id type x y z radius parent'",
                           tree.file.c_str(), number));
    }
}

void sort_by_id(Tree& tree) {
    const auto before = [&](std::size_t a, std::size_t b) { return tree.points[a].id < tree.points[b].id; };
    std::vector<std::size_t> order(tree.points.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (std::is_sorted(order.begin(), order.end(), before)) {
        return;
    }
    std::stable_sort(order.begin(), order.end(), before);
    std::vector<Point> points;
    std::vector<std::string> lines;
    for (const std::size_t i : order) {
        points.push_back(tree.points[i]);
        lines.push_back(std::move(tree.lines[i]));
    }
    tree.points = std::move(points);
    tree.lines = std::move(lines);
}

// Finds the parents, each of which stands before its children from then on.
void find_parents(Tree& tree) {
    std::vector<Point>& points = tree.points;
    sort_by_id(tree);
    std::unordered_map<long, long> index;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto [known, fresh] = index.emplace(points[i].id, static_cast<long>(i));
        if (!fresh) {
            const Point& first = points[static_cast<std::size_t>(known->second)];
            refuse_line(tree, points[i].line, format("point %ld was there before, in line %zu", first.id, first.line));
        }
    }
    std::size_t roots = 1;
    std::string told = format("  root at line %zu\n", points[0].line);
    for (std::size_t i = 1; i < points.size(); ++i) {  // the first point is a root, whatever its parent
        Point& point = points[i];
        if (point.parent_id < 0) {
            ++roots;
            told += format("  root at line %zu\n", point.line);
            continue;
        }
        const auto found = index.find(point.parent_id);
        if (found == index.end()) {
            refuse_line(tree, point.line,
                        format("there is no point %ld, the parent of %ld", point.parent_id, point.id));
        }
        if (point.parent_id >= point.id) {
            refuse_line(tree, point.line,
                        format("the id of the parent, %ld, must be less than that of the point, %ld: number the points "
                               "from the root on; in a cycle there is no root",
                               point.parent_id, point.id));
        }
        point.parent = found->second;
    }
    if (roots > 1) {
        tree.warnings += format("warning %s: more than one tree:\n", tree.file.c_str()) + told;
        tree.doubtful = true;
    }
}

class Division {
  public:
    explicit Division(Tree& tree) : tree_(tree), points_(tree.points) {
    }
    void run() {
        ball_ = join_three_point_soma();
        count_soma_parts();
        const std::vector<bool> ends = find_ends();
        for (std::size_t i = 0; i < points_.size();) {
            const std::size_t begin = i;
            while (!ends[i]) {
                ++i;
            }
            ++i;
            add_branch(begin, i);
        }
    }

  private:
    const Point& at(long i) const {
        return points_[static_cast<std::size_t>(i)];
    }
    bool continues(std::size_t i) const {  // the point before is its parent
        return points_[i].parent == static_cast<long>(i) - 1;
    }

    // A ball told as the centre and two points of the surface: they become one point.
    bool join_three_point_soma() {
        const auto soma = [](const Point& point) { return point.type == kSoma; };
        if (points_.size() < 3 || std::count_if(points_.begin(), points_.end(), soma) != 3) {
            return false;
        }
        double far = 0.0;
        for (std::size_t i = 0; i < 3; ++i) {
            if (!soma(points_[i]) || points_[i].diam != points_[0].diam || (i > 0 && points_[i].parent != 0)) {
                return false;
            }
            far += std::hypot(double{points_[i].x} - points_[0].x, double{points_[i].y} - points_[0].y,
                              double{points_[i].z} - points_[0].z);
        }
        const auto beyond = [](const Point& point) { return point.parent == 1 || point.parent == 2; };
        if (std::any_of(points_.begin(), points_.end(), beyond) ||
            std::fabs(far - points_[0].diam) >= 0.01 * points_[0].diam) {
            return false;
        }
        points_[2].parent = 1;
        points_[2].parent_id = points_[1].id;
        return true;
    }

    // Whether a further child of its own type does not end the branch of a point.
    bool at_foot(long i) const {
        return i >= 2 && at(i).type != kSoma && at(std::max(at(i).parent, 0L)).type == kSoma;
    }

    std::vector<bool> find_ends() {
        std::vector<bool> ends(points_.size(), false);
        for (std::size_t i = 1; i < points_.size(); ++i) {
            const Point& point = points_[i];
            if (points_[i - 1].type != point.type) {
                ends[i - 1] = true;
            }
            if (continues(i)) {
                continue;
            }
            ends[i - 1] = true;
            if (point.parent < 0 || (at(point.parent).type == kSoma && point.type != kSoma)) {
                continue;
            }
            const bool alike = at(point.parent).type == point.type;
            if (!(alike && point.parent == 0 && point.type == kSoma)) {
                ends[static_cast<std::size_t>(point.parent)] = !(alike && (point.parent == 0 || at_foot(point.parent)));
            }
        }
        ends.back() = true;
        if (points_.size() > 1 && continues(1) && points_[1].type != points_[0].type) {
            tree_.doubtful = true;  // a root of one point, by its type
        }
        return ends;
    }

    void add_branch(std::size_t begin, std::size_t end) {
        Branch branch;
        branch.type = points_[begin].type;
        branch.first_point = static_cast<long>(begin);
        if (begin > 0) {
            connect(branch, begin, end - begin);
        }
        const std::size_t shown = ball_ && begin == 0 ? 1 : end;
        for (std::size_t i = begin; i < end; ++i) {
            points_[i].branch = tree_.branches.size();
        }
        for (std::size_t i = begin; i < std::min(end, shown); ++i) {
            branch.nodes.push_back({points_[i].x, points_[i].y, points_[i].z, points_[i].diam});
        }
        tree_.branches.push_back(std::move(branch));
    }

    void connect(Branch& branch, std::size_t begin, std::size_t own) {
        const long foot = std::max(points_[begin].parent, 0L);  // other trees are connected to the first
        const Point& from = at(foot);
        const Branch& parent = tree_.branches[from.branch];
        branch.parent = static_cast<long>(from.branch);
        const bool from_soma = parent.type == kSoma && branch.type != kSoma;
        branch.nodes.push_back({from.x, from.y, from.z, from_soma ? points_[begin].diam : from.diam});
        if (points_[begin].parent < 0) {
            branch.parent_x = from.type == kSoma ? 0.5 : 1.0;
            branch.skip_first = from_soma && own > 1;
            tree_.doubtful = true;
        } else if (from_soma) {
            connect_to_soma(branch, foot, parent, own);
        } else if (foot == 0) {
            branch.parent_x = 0.0;
            branch.at_point = continues(begin) || from.type == kSoma ? -1 : parent.first_point;
        } else if (!continues(begin) && at_foot(foot)) {
            branch.parent_x = 0.0;
            branch.at_point = parent.first_point;
            tree_.doubtful = true;
        }
    }

    void connect_to_soma(Branch& branch, long foot, const Branch& parent, std::size_t own) {
        const std::size_t shared = parent.parent < 0 ? 0 : 1;  // nodes that are not points of its own
        const auto place = static_cast<std::size_t>(foot - parent.first_point) + shared;
        const std::size_t last = parent.nodes.size() - 1;
        branch.parent_x = last == 0 ? 0.5 : place == 0 ? 0.0 : place == last ? 1.0 : 0.5;
        if (branch.parent_x == 0.5 || soma_parts_[static_cast<std::size_t>(foot)] > 1) {
            branch.skip_first = own > 1 || (foot == 0 && branch.parent_x == 0.0);
        }
    }

    // How many parts of the soma begin at each point.
    void count_soma_parts() {
        soma_parts_.assign(points_.size(), 0);
        for (const Point& point : points_) {
            if (point.type == kSoma && point.parent >= 0) {
                ++soma_parts_[static_cast<std::size_t>(point.parent)];
            }
        }
    }

    Tree& tree_;
    std::vector<Point>& points_;
    std::vector<int> soma_parts_;
    bool ball_ = false;
};

}  // namespace

Tree read_swc(std::string file, std::string_view text) {
    Tree tree;
    tree.file = std::move(file);
    read_lines(tree, text);
    find_parents(tree);
    Division(tree).run();
    return tree;
}

}  // namespace nrn::morphology
