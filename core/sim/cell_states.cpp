#include "sim/cell_states.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "sim/checkpoint.hpp"

namespace nrn::sim {

namespace {

using cable::PointProcess;
using cable::Section;

Section* root_of(const event::Source& source) {
    Section* section = source.section();
    if (source.point != nullptr) {
        section = source.point->process.section;
    }
    while (section != nullptr && section->parent() != nullptr) {
        section = section->parent();
    }
    return section;
}

// Gathers the members of one cell, from its sections inwards: what is connected to it and belongs to nobody else.
class Gathering {
  public:
    Gathering(event::Events& events, std::int64_t gid, const Ignored& ignored)
        : events_(events), gid_(gid), ignored_(ignored) {
        event::Source* source = events.connections.find(gid);
        if (source == nullptr || !source->exists()) {
            fail(ErrorKind::Value, "gid %lld has no cell on this rank", static_cast<long long>(gid));
        }
        if (Section* root = root_of(*source)) {
            add_tree(*root);
        } else if (source->point != nullptr) {
            add(source->point->process);
        }
        for (std::size_t i = 0; i < members.points.size(); ++i) {  // grows meanwhile
            add_connections(*members.points[i]);
        }
        members.sources.push_back(source);
        for (event::Source* each : local_) {
            if (each != source) {
                members.sources.push_back(each);
            }
        }
    }

    // What would be saved with one cell belongs to no other.
    void check_own() const {
        for (event::Source* each : local_) {
            check_own(*each);
        }
    }

    Members members;

  private:
    void add_tree(Section& root) {
        std::vector<Section*> todo{&root};
        while (!todo.empty()) {
            Section* section = todo.back();
            todo.pop_back();
            members.sections.push_back(section);
            for (PointProcess* point = section->first_point(); point != nullptr; point = point->next) {
                add(*point);
            }
            std::vector<Section*> children;
            for (Section* child = section->first_child(); child != nullptr; child = child->next_sibling()) {
                children.push_back(child);
            }
            todo.insert(todo.end(), children.rbegin(), children.rend());
        }
    }

    void add(PointProcess& point) {
        if (!ignored_.contains(&point) && known_.insert(&point).second) {
            members.points.push_back(&point);
        }
    }

    // By the gids of their sources, those without one last: on any rank in the same order.
    void add_connections(PointProcess& point) {
        if (point.events == nullptr) {
            return;
        }
        const auto gid_of = [](const event::Connection* each) {
            return each->source != nullptr && each->source->gid != event::kNoGid
                       ? static_cast<std::uint64_t>(each->source->gid)
                       : ~std::uint64_t{0};
        };
        std::vector<event::Connection*> incoming;
        static_cast<event::Point*>(point.events)->incoming.each([&](event::Connection& each) {
            incoming.push_back(&each);
        });
        std::stable_sort(incoming.begin(), incoming.end(),
                         [&](const auto* a, const auto* b) { return gid_of(a) < gid_of(b); });
        for (event::Connection* each : incoming) {
            members.connections.push_back(each);
            event::Source* source = each->source;
            if (source == nullptr || source->gid != event::kNoGid || !source->exists()) {
                continue;
            }
            if (known_sources_.insert(source).second) {
                local_.push_back(source);
            }
            if (source->point != nullptr && source->point->process.mechanism->kind() == mech::Kind::Artificial) {
                add(source->point->process);
            }
        }
    }

    void check_own(event::Source& source) const {
        const bool artificial =
            source.point != nullptr && source.point->process.mechanism->kind() == mech::Kind::Artificial;
        source.connections.each([&](const event::Connection& each) {
            if (artificial && each.target != nullptr && !known_.contains(&each.target->process) &&
                !ignored_.contains(&each.target->process)) {
                const Object* object = source.point->process.object;
                fail(ErrorKind::Value,
                     "%s has no gid and is connected to more than the cell with gid %lld: give it a gid, so that its "
                     "state has a file of its own",
                     object != nullptr ? object->name().c_str() : "an artificial cell", static_cast<long long>(gid_));
            }
        });
    }

    event::Events& events_;
    std::int64_t gid_;
    const Ignored& ignored_;
    std::unordered_set<const PointProcess*> known_;
    std::vector<event::Source*> local_;  // without a gid
    std::unordered_set<const event::Source*> known_sources_;
};

Members own_members(event::Events& events, std::int64_t gid, const Ignored& ignored) {
    Gathering gathering(events, gid, ignored);
    gathering.check_own();
    return std::move(gathering.members);
}

const void* receiver_of(const event::Waiting& waiting) noexcept {
    const bool to_connection =
        waiting.to == event::Waiting::To::Connection || waiting.to == event::Waiting::To::Flagged;
    return to_connection ? static_cast<const void*>(waiting.connection) : waiting.receiver;
}

// The order of the queue: by time, of one time by the time of sending, and then as they waited.
bool comes_before(const event::Waiting& a, const event::Waiting& b) {
    if (a.t != b.t) {
        return a.t < b.t;
    }
    return a.sent != b.sent ? a.sent < b.sent : a.place < b.place;
}

}  // namespace

Members cell_members(event::Events& events, std::int64_t gid) {
    const Ignored none;
    return std::move(Gathering(events, gid, none).members);
}

std::vector<std::int64_t> cells_here(event::Events& events) {
    std::map<std::int64_t, Section*> found;
    events.connections.each_source([&](event::Source& source) {
        if (source.gid != event::kNoGid && !source.remote() && source.exists()) {
            found.emplace(source.gid, root_of(source));
        }
    });
    std::unordered_set<const Section*> roots;
    std::vector<std::int64_t> gids;
    for (const auto& [gid, root] : found) {
        if (root == nullptr || roots.insert(root).second) {
            gids.push_back(gid);
        }
    }
    return gids;
}

void gather_spikes(Simulation& simulation) {
    event::Events& events = simulation.ready_events();
    events.exchange.flush(events.environment().t, events.environment().dt);
}

CellWriter::CellWriter(Simulation& simulation, const Ignored& ignored)
    : events_(&simulation.ready_events()), ignored_(&ignored), waiting_(events_->waiting()) {
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
        of_[receiver_of(waiting_[i])].push_back(i);
    }
}

std::vector<event::Waiting> CellWriter::waiting_for(const Members& members) const {
    std::vector<std::size_t> found;
    const auto add = [&](const void* receiver) {
        if (const auto mine = of_.find(receiver); mine != of_.end()) {
            found.insert(found.end(), mine->second.begin(), mine->second.end());
        }
    };
    for (const event::Connection* each : members.connections) {
        add(each);
    }
    for (const event::Source* each : members.sources) {
        add(static_cast<const event::Receiver*>(each));
    }
    for (const PointProcess* each : members.points) {
        if (each->events != nullptr) {
            add(static_cast<const event::Receiver*>(static_cast<const event::Point*>(each->events)));
        }
    }
    std::sort(found.begin(), found.end());
    std::vector<event::Waiting> waiting;
    for (const std::size_t i : found) {
        waiting.push_back(waiting_[i]);
    }
    return waiting;
}

void CellWriter::write(std::int64_t gid, std::FILE* stream) const {
    const Members members = own_members(*events_, gid, *ignored_);
    ByteWriter out;
    write_common(out, *events_);
    write_members(out, members, *events_);
    write_waiting(out, members, waiting_for(members), *events_, nullptr);
    std::vector<std::string> description = describe(members);
    description.insert(description.begin(), format("cell %lld", static_cast<long long>(gid)));
    write_state_file(stream, description, out.bytes);
}

void CellStates::read(std::int64_t gid, std::FILE* stream) {
    event::Events& events = simulation_->ready_events();
    State state;
    std::vector<std::string> description;
    read_state_file(stream, &description, &state.numbers);
    const std::string name = format("cell %lld", static_cast<long long>(gid));
    if (description.empty() || description.front() != name) {
        fail(ErrorKind::Value, "the file holds the state of '%s', not of '%s'",
             description.empty() ? "" : description.front().c_str(), name.c_str());
    }
    description.erase(description.begin());
    state.members = own_members(events, gid, *ignored_);
    const std::string other = difference(description, describe(state.members), state.members);
    if (!other.empty()) {
        fail(ErrorKind::Value, "gid %lld: %s", static_cast<long long>(gid), other.c_str());
    }
    if (!states_.empty()) {
        ByteReader in(state.numbers);
        const double other_t = read_common(in).t;
        if (t() != other_t) {
            fail(ErrorKind::Value, "the state of gid %lld is of t = %g ms, that of a cell before of %g ms",
                 static_cast<long long>(gid), other_t, t());
        }
    }
    states_.push_back(std::move(state));
}

double CellStates::t() const {
    if (states_.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    ByteReader in(states_.front().numbers);
    return read_common(in).t;
}

void CellStates::restore(double t, bool all) {
    event::Events& events = simulation_->ready_events();
    std::vector<event::Waiting> waiting;
    if (!all) {
        waiting = events.waiting();
        std::unordered_set<const void*> mine;
        for (const State& state : states_) {
            mine.insert(state.members.connections.begin(), state.members.connections.end());
            for (const event::Source* source : state.members.sources) {
                mine.insert(static_cast<const event::Receiver*>(source));
            }
            for (const PointProcess* point : state.members.points) {
                mine.insert(static_cast<const event::Receiver*>(static_cast<const event::Point*>(point->events)));
            }
        }
        std::erase_if(waiting, [&](const event::Waiting& each) {
            return each.to == event::Waiting::To::Action || mine.contains(receiver_of(each));
        });
    }
    double last = t;
    for (const State& state : states_) {
        ByteReader in(state.numbers);
        last = read_common(in).last;
        read_members(in, state.members, events);
        const std::vector<event::Waiting> of_cell = read_waiting(in, state.members, {}, events);
        waiting.insert(waiting.end(), of_cell.begin(), of_cell.end());
    }
    std::stable_sort(waiting.begin(), waiting.end(), comes_before);
    if (all) {
        events.exchange.begin(t);
    }
    simulation_->resume(t);
    events.resume(t, last, waiting, true);
}

}  // namespace nrn::sim
