// Import3d_File: a morphology file, read and divided, as the readers of import3d.hoc show it.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <memory>
#include <new>

#include "base/text.hpp"
#include "builtins/data/matrix.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/morphology/tree.hpp"
#include "object/call.hpp"
#include "object/host.hpp"
#include "object/sandbox.hpp"

namespace nrn {
namespace {

using morphology::Branch;
using morphology::Point;
using morphology::Tree;

std::string contents(const std::string& path) {
    refuse_in_sandbox("opening a file");
    const auto close = [](std::FILE* file) { std::fclose(file); };
    const std::unique_ptr<std::FILE, decltype(close)> file(std::fopen(path.c_str(), "rb"), close);
    std::string text;
    char buffer[65536];
    while (const std::size_t n = file ? std::fread(buffer, 1, sizeof buffer, file.get()) : 0) {
        text.append(buffer, n);
    }
    if (!file || std::ferror(file.get()) != 0) {
        fail(ErrorKind::Io, "cannot read the morphology %s: %s", path.c_str(), std::strerror(errno));
    }
    return text;
}

struct Format {
    std::string_view name;
    Tree (*read)(std::string file, std::string_view text);
};
constexpr Format kFormats[] = {
    {"swc", morphology::read_swc},
    {"eutectic", morphology::read_eutectic},
    {"neurolucida", morphology::read_neurolucida},
    {"neurolucida3", morphology::read_neurolucida3},
};

void construct(Call& call, void* raw) {
    if (call.count == 0) {
        new (raw) Tree;
        return;
    }
    const std::string path(call.text(0));
    const std::string_view format = call.text(1);
    if (format == "morphml") {
        new (raw) Tree(morphology::read_morphml(call.context, path));
        return;
    }
    const auto found =
        std::find_if(std::begin(kFormats), std::end(kFormats), [&](const Format& each) { return each.name == format; });
    if (found == std::end(kFormats)) {
        call.bad(ErrorKind::Value, 1, "must be swc, eutectic, morphml, neurolucida or neurolucida3");
    }
    new (raw) Tree(found->read(path, contents(path)));
}

void destroy(void* raw) noexcept {
    static_cast<Tree*>(raw)->~Tree();
}

Tree& tree_in(Call& call) {
    return payload<Tree>(call.self);
}

Value count(Call& call) {
    return Value::integer(static_cast<double>(tree_in(call).branches.size()));
}

Value doubtful(Call& call) {
    return Value::boolean(tree_in(call).doubtful);
}

const Branch& branch_arg(Call& call) {
    const Tree& tree = tree_in(call);
    return tree.branches[static_cast<std::size_t>(call.integer(0, 0, static_cast<long>(tree.branches.size()) - 1))];
}

// Into the Matrix and the Vector that are arguments 2 and 3.
Value show_nodes(Call& call, const std::vector<morphology::Node>& nodes) {
    Matrix& raw = matrix_arg(call, 2);
    Vector& diam = vector_arg(call, 3);
    raw.resize(3, nodes.size());
    diam.resize_for_overwrite(nodes.size());
    double* const d = diam.data();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        raw.set(0, i, nodes[i].x);
        raw.set(1, i, nodes[i].y);
        raw.set(2, i, nodes[i].z);
        d[i] = nodes[i].diam;
    }
    return Value::integer(static_cast<double>(nodes.size()));
}

Value branch(Call& call) {
    const Branch& branch = branch_arg(call);
    const double facts[] = {
        static_cast<double>(branch.type), static_cast<double>(branch.parent),      branch.parent_x,
        branch.skip_first ? 1.0 : 0.0,    static_cast<double>(branch.first_point), static_cast<double>(branch.at_point),
        branch.contour ? 1.0 : 0.0,       static_cast<double>(branch.stacked_on),  branch.joint ? 1.0 : 0.0};
    vector_arg(call, 1).assign(facts);
    return show_nodes(call, branch.nodes);
}

Value spine_count(Call& call) {
    return Value::integer(static_cast<double>(tree_in(call).spines.size()));
}

Value spine(Call& call) {
    const Tree& tree = tree_in(call);
    const morphology::Spine& spine =
        tree.spines[static_cast<std::size_t>(call.integer(0, 0, static_cast<long>(tree.spines.size()) - 1))];
    const double facts[] = {static_cast<double>(spine.base), static_cast<double>(spine.line)};
    vector_arg(call, 1).assign(facts);
    return show_nodes(call, spine.nodes);
}

double quantity(const Point& point, std::string_view name, bool& known) {
    known = true;
    return name == "id"          ? static_cast<double>(point.id)
           : name == "type"      ? static_cast<double>(point.type)
           : name == "pid"       ? static_cast<double>(point.parent_id)
           : name == "x"         ? point.x
           : name == "y"         ? point.y
           : name == "z"         ? point.z
           : name == "d"         ? point.diam
           : name == "iline"     ? static_cast<double>(point.line)
           : name == "point2sec" ? static_cast<double>(point.branch)
                                 : (known = false, 0.0);
}

Value column(Call& call) {
    bool known = true;
    quantity(Point{}, call.text(0), known);
    if (!known) {
        call.bad(ErrorKind::Value, 0, "must be id, type, pid, x, y, z, d, iline or point2sec");
    }
    const Tree& tree = tree_in(call);
    Object* made = new_vector(call.context, tree.points.size());
    double* to = vector_of(made).data();
    for (const Point& point : tree.points) {
        *to++ = quantity(point, call.text(0), known);
    }
    return Value::adopt_object(made);
}

Value line(Call& call) {
    const std::vector<std::string>& lines = tree_in(call).lines;
    return Value::text(lines[static_cast<std::size_t>(call.integer(0, 0, static_cast<long>(lines.size()) - 1))]);
}

Value header(Call& call) {
    const std::vector<std::string>& lines = tree_in(call).header;
    return Value::text(lines[static_cast<std::size_t>(call.integer(0, 0, static_cast<long>(lines.size()) - 1))]);
}

Value header_count(Call& call) {
    return Value::integer(static_cast<double>(tree_in(call).header.size()));
}

Value report(Call& call) {
    const Tree& tree = tree_in(call);
    host_of(call.context).write(tree.complaints);
    if (call.number(0) == 0.0) {
        host_of(call.context).write(tree.warnings);
    }
    return Value::number(0.0);
}

const Member kRows[] = {
    {"count", MemberKind::Method, "() -> int", "", "The number of unbranched branches.", count},
    {"err", MemberKind::Property, "bool", "", "Whether something in the file is not as it should be.", doubtful},
    {"branch", MemberKind::Method, "(i: int, facts: Vector, raw: Matrix, diam: Vector) -> int", "",
     "Branch i; how many nodes it has.\n\n"
     "facts gets its type, its parent (-1: none), where at the parent, whether its first node only says where the "
     "parent is, its first point, the point it begins at where that is not an end of the parent, else -1, whether it "
     "is an outline of a soma, the outline that it is stacked on, else -1, and whether its first node is no point of "
     "its own. The columns of raw get x, y, z, and "
     "diam the diameters of its nodes. [um]",
     branch},
    {"spine_count", MemberKind::Method, "() -> int", "", "The number of spines, which no sections are made of.",
     spine_count},
    {"spine", MemberKind::Method, "(i: int, facts: Vector, raw: Matrix, diam: Vector) -> int", "",
     "Spine i; how many nodes it has.\n\n"
     "facts gets the point that it stands after and its line in the file, raw and diam its nodes. [um]",
     spine},
    {"column", MemberKind::Method, "(name: str) -> Vector", "",
     "A number of each point: id, type, pid, x, y, z, d, iline or point2sec.", column},
    {"line", MemberKind::Method, "(i: int) -> str", "", "The line of the file that point i stands in.", line},
    {"header", MemberKind::Method, "(i: int) -> str", "", "Comment i of the file.", header},
    {"header_count", MemberKind::Method, "() -> int", "", "The number of comments.", header_count},
    {"report", MemberKind::Method, "(quiet: bool = 0) -> float", "",
     "Prints which lines were left out and, unless quiet, whether there is more than one tree.", report},
    {"instantiate", MemberKind::Method,
     "(cell: object, sections: List) -> float ; (cell: object, sections: List, lines: Vector) -> float", "",
     "Makes a section of each Import3d_Section in the list, in a cell or, with a null object, at the top level.\n\n"
     "lines are those of the points in the file, for messages.",
     instantiate_morphology},
};

}  // namespace

ClassDef morphology_file_class() {
    ClassDef out{"Import3d_File",
                 "() ; (file: str, format: str)",
                 "A file of a morphology, read: what the readers of import3d.hoc work with. The format is 'swc', "
                 "'eutectic', 'morphml', 'neurolucida' or 'neurolucida3'.\n\n"
                 "OSError when it cannot be read, ValueError naming file and line when it makes no sense.",
                 sizeof(Tree),
                 construct,
                 destroy,
                 {}};
    out.members.assign(std::begin(kRows), std::end(kRows));
    return out;
}

}  // namespace nrn
