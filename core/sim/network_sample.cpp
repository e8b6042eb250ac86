#include "sim/network_sample.hpp"

#include <algorithm>
#include <unordered_map>

#include "cable/numbering.hpp"
#include "event/events.hpp"
#include "event/footprint.hpp"
#include "object/symbol.hpp"
#include "sim/load.hpp"
#include "sim/simulation.hpp"

namespace nrn::sim {

namespace {

using event::Connection;
using event::Source;

// Which cell something belongs to: by the root of its sections, or by the artificial cell that it is.
class Owners {
  public:
    void add(const Source& source, std::int32_t cell) {
        by_.emplace(key_of(source), cell);  // the first gid of a cell has it
    }
    std::int32_t of(const void* key) const {
        const auto found = by_.find(key);
        return found == by_.end() ? NetworkSample::kNobody : found->second;
    }
    std::int32_t of(const cable::PointProcess& process) const {
        return of(key_of(process));
    }

  private:
    static const void* key_of(const cable::PointProcess& process) {
        return process.section == nullptr ? static_cast<const void*>(&process) : &cable::root_of(*process.section);
    }
    static const void* key_of(const Source& source) {
        if (source.point != nullptr) {
            return key_of(source.point->process);
        }
        const cable::Section* section = source.section();
        return section == nullptr ? static_cast<const void*>(&source) : &cable::root_of(*source.section());
    }

    std::unordered_map<const void*, std::int32_t> by_;
};

std::vector<const Source*> sources_by_gid(event::Connections& connections) {
    std::vector<const Source*> sources;
    connections.each_source([&](Source& source) {
        if (source.gid != event::kNoGid && !source.remote()) {
            sources.push_back(&source);
        }
    });
    std::sort(sources.begin(), sources.end(), [](const Source* a, const Source* b) { return a->gid < b->gid; });
    return sources;
}

void take_costs(NetworkSample& sample, const Owners& owners, const cable::Cable& cable) {
    const auto add = [&](std::int32_t cell, double cost) {
        (cell < 0 ? sample.cost_elsewhere : sample.cells[static_cast<std::size_t>(cell)].cost) += cost;
    };
    for (const CellLoad& load : loads_of_cells(cable)) {
        add(owners.of(load.root), load.cost);
    }
}

// Point processes and artificial cells: the objects, and what is kept for those that get events.
void take_points(NetworkSample& sample, const Owners& owners, Context& context, double host_bytes) {
    for (const auto& mechanism : context.state<cable::Cable>().registry.all()) {
        if (!mechanism->is_point()) {
            continue;
        }
        const Class* klass = context.state<SymbolTable>().find_class(mechanism->name());
        const bool artificial = mechanism->kind() == mech::Kind::Artificial;
        for (Object* each = klass->first(); each != nullptr; each = Class::next(each)) {
            const auto& process = payload<cable::PointProcess>(each);
            sample.objects_bytes +=
                event::bytes_of_object(sizeof process) + (each->wrapper != nullptr ? host_bytes : 0.0);
            const std::int32_t cell = owners.of(process);
            if (artificial) {
                (cell < 0 ? sample.cost_elsewhere : sample.cells[static_cast<std::size_t>(cell)].cost) += 1.0;
            }
            if (process.events != nullptr) {
                sample.objects_bytes += event::bytes_of_target();
                ++(cell < 0 ? sample.points_elsewhere : sample.cells[static_cast<std::size_t>(cell)].points);
            }
        }
    }
}

void take_links(NetworkSample& sample, const Owners& owners, event::Connections& connections,
                const std::unordered_map<std::int64_t, std::int32_t>& by_gid, double host_bytes) {
    connections.each([&](Connection& connection) {
        NetworkSample::Link link{NetworkSample::kNobody, NetworkSample::kNobody, connection.delay(),
                                 event::bytes_of_connection(connection.weight_count())};
        if (connection.object()->wrapper != nullptr) {
            link.bytes += host_bytes;
        }
        if (connection.source != nullptr) {
            const auto found = by_gid.find(connection.source->gid);
            link.source = found == by_gid.end() ? NetworkSample::kNobody : found->second;
        }
        if (connection.target != nullptr) {
            link.target = owners.of(connection.target->process);
        }
        sample.links.push_back(link);
    });
}

}  // namespace

NetworkSample take_sample(Context& context, const HostBytes& host) {
    auto& simulation = context.state<Simulation>();
    auto& events = context.state<event::Events>();
    NetworkSample sample;
    for (const MemoryUse& use : simulation.memory()) {
        sample.model_bytes += static_cast<double>(use.bytes);
    }
    auto& cable = context.state<cable::Cable>();
    for (const cable::Section* each = cable.first(); each != nullptr; each = each->next()) {
        sample.model_bytes += each->host != nullptr ? host.section : 0.0;
    }
    Owners owners;
    std::unordered_map<std::int64_t, std::int32_t> by_gid;
    for (const Source* source : sources_by_gid(events.connections)) {
        const auto number = static_cast<std::int32_t>(sample.cells.size());
        by_gid.emplace(source->gid, number);
        owners.add(*source, number);
        sample.cells.push_back({source->gid, 0.0,
                                source->point == nullptr ? event::bytes_of_detector() : event::bytes_of_artificial(),
                                0});
    }
    take_costs(sample, owners, cable);
    take_points(sample, owners, context, host.point);
    take_links(sample, owners, events.connections, by_gid, host.connection);
    const StepClock::Sums sums = simulation.clock.since_start();
    sample.step_seconds = sums.per_step();
    sample.dt = events.environment().dt;
    sample.t = events.environment().t;
    if (sample.t > 0.0 && !sample.cells.empty()) {
        sample.spikes =
            static_cast<double>(events.counts.of_gids) / static_cast<double>(sample.cells.size()) / sample.t;
    }
    return sample;
}

}  // namespace nrn::sim
