// MorphML: the XML is parsed by Python's standard library (neuron/_api/morphml.py), as core knows no XML. What it finds
// becomes the same tree as that of other readers.
#include "base/error.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/morphology/tree.hpp"
#include "object/host.hpp"
#include "object/sandbox.hpp"

namespace nrn::morphology {
namespace {

constexpr std::size_t kBranchFacts = 4;  // type, parent, where at the parent, count of nodes
constexpr std::size_t kNodeFacts = 5;    // x, y, z, diameter, line

void fill(Tree& tree, const Vector& branches, const Vector& nodes) {
    const double* node = nodes.view();
    for (std::size_t i = 0; i + kBranchFacts <= branches.size(); i += kBranchFacts) {
        const double* facts = branches.view() + i;
        Branch branch;
        branch.type = static_cast<long>(facts[0]);
        branch.parent = static_cast<long>(facts[1]);
        branch.parent_x = facts[2];
        branch.first_point = static_cast<long>(tree.points.size());
        for (std::size_t k = 0; k < static_cast<std::size_t>(facts[3]); ++k, node += kNodeFacts) {
            Point point;
            point.type = branch.type;
            point.x = node[0];
            point.y = node[1];
            point.z = node[2];
            point.diam = node[3];
            point.line = static_cast<std::size_t>(node[4]);
            point.id = static_cast<long>(node[4]);
            point.branch = tree.branches.size();
            tree.points.push_back(point);
            branch.nodes.push_back({node[0], node[1], node[2], node[3]});
        }
        tree.branches.push_back(std::move(branch));
    }
}

}  // namespace

Tree read_morphml(Context& context, const std::string& file) {
    refuse_in_sandbox("opening a file");
    const Value path = Value::text(file);
    const Value branches = Value::adopt_object(new_vector(context));
    const Value nodes = Value::adopt_object(new_vector(context));
    const Value args[] = {path.copy(), branches.copy(), nodes.copy()};
    try {
        host_of(context).call_named("neuron._api.morphml", "read", args, 3);
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::NotImplemented) {
            fail(ErrorKind::NotImplemented,
                 "Import3d_MorphML reads %s with Python, which is not running here: start nrniv with -python, or "
                 "convert "
                 "the file to SWC",
                 file.c_str());
        }
        throw;
    }
    Tree tree;
    tree.file = file;
    fill(tree, vector_of(branches.as_object()), vector_of(nodes.as_object()));
    tree.lines.resize(tree.points.size());
    return tree;
}

}  // namespace nrn::morphology
