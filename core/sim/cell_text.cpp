// A cell as text: its nodes, the variables of its mechanisms and objects, its connections.
#include <unordered_map>

#include "base/text.hpp"
#include "sim/cell_states.hpp"

namespace nrn::sim {

namespace {

using cable::PointProcess;
using mech::Id;
using mech::Mechanism;

constexpr std::size_t kNowhere = ~std::size_t{0};

// Nodes by their number in the text: those of a section behind one another, sections in the order of the tree.
class CellText {
  public:
    CellText(Simulation& simulation, const Members& members)
        : cable_(simulation.ready_events().cable()), members_(members) {
        for (const cable::Section* section : members.sections) {
            add(*section);
        }
    }

    std::string nodes(const event::Source& source) const {
        const mech::Table& nodes = cable_.nodes;
        const std::size_t threshold =
            source.section() != nullptr ? number_of(source.section()->node_at(source.x())) : kNowhere;
        std::string text = format("%zu nodes", order_.size());
        text += threshold == kNowhere ? "\n" : format("  %zu is the threshold node\n", threshold);
        text += format(" threshold %.15g\ninode parent area a b v\n", source.threshold);
        for (std::size_t i = 0; i < order_.size(); ++i) {
            const std::size_t row = nodes.row(order_[i]);
            const double area = nodes.column(cable::kArea)[row];
            double a = 0.0;
            double b = 0.0;
            if (parents_[i] != mech::kNoId) {  // [S/cm2] per unit of area of the parent and of this node
                constexpr double kPerArea = 100.0;
                const double ri = nodes.column(cable::kRi)[row];
                a = -kPerArea / (ri * nodes.column(cable::kArea)[nodes.row(parents_[i])]);
                b = -kPerArea / (ri * area);
            }
            const long above = parents_[i] == mech::kNoId ? -1L : static_cast<long>(number_of(parents_[i]));
            text += format("%zu %ld %.15g %.15g %.15g %.15g\n", i, above, area, a, b, nodes.column(cable::kV)[row]);
        }
        return text;
    }

    // By mechanism in the order of their types, then by node.
    std::string mechanisms() const {
        std::string text;
        for (const auto& mechanism : cable_.registry.all()) {
            std::string lines;
            for (const cable::Section* section : members_.sections) {
                if (const cable::MechanismSlot* slot = section->find(*mechanism)) {
                    for (std::size_t k = 0; k < slot->instances.size(); ++k) {
                        lines += instance(*mechanism, slot->instances[k], number_of(section->node(k)));
                    }
                }
            }
            for (const PointProcess* point : members_.points) {
                if (point->mechanism == mechanism.get()) {
                    const Id node = point->section != nullptr ? mechanism->place_of(point->id).node : mech::kNoId;
                    lines += instance(*mechanism, point->id, number_of(node));
                }
            }
            if (!lines.empty()) {
                text += "mechanism " + mechanism->name() + "\n" + lines;
            }
        }
        return text;
    }

    std::string connections() const {
        std::unordered_map<const event::Point*, std::size_t> numbers;
        for (std::size_t i = 0; i < members_.points.size(); ++i) {
            numbers.emplace(static_cast<const event::Point*>(members_.points[i]->events), i);
        }
        std::string text = format("netcons %zu\n pntindex srcgid active delay weights\n", members_.connections.size());
        for (event::Connection* each : members_.connections) {
            const std::int64_t gid = each->source != nullptr ? each->source->gid : event::kNoGid;
            text += format("%zu %lld %d %.15g", numbers.at(each->target), static_cast<long long>(gid),
                           each->active() ? 1 : 0, each->delay());
            for (std::size_t k = 0; k < each->weight_count(); ++k) {
                text += format(" %.15g", each->weights()[k]);
            }
            text += "\n";
        }
        return text;
    }

  private:
    // The nodes of a section from the end that is connected on.
    void add(const cable::Section& section) {
        const std::size_t n = section.nodes().size();
        const bool reversed = section.parent() != nullptr && section.own_x() == 1.0;
        Id above = mech::kNoId;
        if (section.parent() != nullptr) {
            above = section.parent()->node_at(section.parent_x());
        } else {
            above = add(section.root_node(), mech::kNoId);
        }
        for (std::size_t k = 0; k < n; ++k) {
            above = add(section.node(reversed ? n - 1 - k : k), above);
        }
        add(section.end_node(), above);
    }
    Id add(Id id, Id parent) {
        numbers_.emplace(id, order_.size());
        order_.push_back(id);
        parents_.push_back(parent);
        return id;
    }
    std::size_t number_of(Id id) const {
        const auto found = numbers_.find(id);
        return found != numbers_.end() ? found->second : kNowhere;
    }

    // A line for each variable: node (-1: none), name, value.
    static std::string instance(const Mechanism& mechanism, Id id, std::size_t node) {
        std::string lines;
        for (const mech::Variable& variable : mechanism.variables) {
            if (variable.kind == NRN_VAR_POINTER || variable.kind == NRN_VAR_RANDOM) {
                continue;
            }
            for (std::size_t e = 0; e < variable.count; ++e) {
                const std::size_t k = variable.column + e;
                if (!mechanism.table.has(k)) {
                    continue;
                }
                const std::string place = variable.is_array ? format("[%zu]", e) : std::string();
                lines +=
                    format(" %ld %s%s %.15g\n", node == kNowhere ? -1L : static_cast<long>(node), variable.name.c_str(),
                           place.c_str(), mechanism.table.column(k)[mechanism.table.row(id)]);
            }
        }
        return lines;
    }

    cable::Cable& cable_;
    const Members& members_;
    std::vector<Id> order_;
    std::vector<Id> parents_;  // of those; kNoId: none
    std::unordered_map<Id, std::size_t> numbers_;
};

}  // namespace

std::string cell_text(Simulation& simulation, std::int64_t gid) {
    event::Events& events = simulation.ready_events();
    const Members members = cell_members(events, gid);
    const CellText cell(simulation, members);
    std::string text = format("gid = %lld\nt = %.15g\ncelsius = %.15g\n", static_cast<long long>(gid),
                              events.environment().t, events.environment().celsius);
    if (!members.sections.empty()) {
        text += cell.nodes(*events.connections.find(gid));
    }
    return text + cell.mechanisms() + cell.connections();
}

}  // namespace nrn::sim
