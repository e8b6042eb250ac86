#include "cable/numbering.hpp"

namespace nrn::cable {

namespace {

// The nodes of a section from the connected end on, each behind its parent.
template <class Take>
void walk_nodes(const Section& section, Take&& take) {
    const std::size_t n = section.nodes().size();
    Id parent = section.parent() != nullptr ? section.parent()->node_at(section.parent_x()) : section.root_node();
    for (std::size_t i = 0; i < n; ++i) {
        const Id id = section.node(section.own_x() == 0.0 ? i : n - 1 - i);
        take(id, parent);
        parent = id;
    }
    take(section.end_node(), parent);
}

}  // namespace

Section& root_of(Section& section) noexcept {
    Section* root = &section;
    while (root->parent() != nullptr) {
        root = root->parent();
    }
    return *root;
}

std::vector<Section*> levels_below(Section& top) {
    std::vector<Section*> found{&top};
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (Section* child = found[i]->first_child(); child != nullptr; child = child->next_sibling()) {
            found.push_back(child);
        }
    }
    return found;
}

Numbering number_nodes(const Cable& cable) {
    Numbering made;
    made.nodes.reserve(cable.nodes.size());
    made.parent.reserve(cable.nodes.size());
    made.number.resize(cable.nodes.id_limit());
    const auto take = [&](Id id, Id parent) {
        made.number[id] = static_cast<std::uint32_t>(made.nodes.size());
        made.nodes.push_back(id);
        made.parent.push_back(parent == kNoId ? -1 : static_cast<std::int32_t>(made.number[parent]));
    };
    for (const Section* section = cable.first(); section != nullptr; section = section->next()) {
        if (section->parent() == nullptr) {
            take(section->root_node(), kNoId);
        }
    }
    for (Section* section = cable.first(); section != nullptr; section = section->next()) {
        if (section->parent() == nullptr) {
            for (const Section* each : levels_below(*section)) {
                walk_nodes(*each, take);
            }
        }
    }
    return made;
}

}  // namespace nrn::cable
