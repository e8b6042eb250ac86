#include "sim/saved_members.hpp"

#include <algorithm>
#include <bit>

#include "base/text.hpp"
#include "object/object.hpp"

namespace nrn::sim {

namespace {

using cable::PointProcess;
using cable::Section;
using mech::Id;
using mech::Mechanism;

constexpr std::size_t kNone = ~std::size_t{0};

// ---- what is kept of an instance ----

// Assigned variables are kept unless they hold an address: VERBATIM text puts one there as if it were a number.
enum class Keep : std::uint8_t { No, UnlessAddress, Yes };

std::vector<Keep> kept_columns(const Mechanism& mechanism) {
    std::vector<Keep> kept(mechanism.table.column_count(), Keep::No);
    const NrnMechanism* abi = mechanism.abi();
    if (abi == nullptr) {
        return kept;
    }
    const bool receives = mechanism.is_point() && abi->net_receive != nullptr;
    for (std::int32_t i = 0; i < abi->variable_count; ++i) {
        const NrnMechVar& variable = abi->variables[i];
        if (variable.kind == NRN_VAR_POINTER || variable.kind == NRN_VAR_RANDOM) {
            continue;
        }
        const Keep keep = variable.kind == NRN_VAR_STATE                    ? Keep::Yes
                          : variable.kind == NRN_VAR_PARAMETER && !receives ? Keep::No
                                                                            : Keep::UnlessAddress;
        for (std::int32_t e = 0; e < variable.count; ++e) {
            kept[static_cast<std::size_t>(variable.column + e)] = keep;
        }
    }
    return kept;
}

// Addresses are below 2^47 and those of objects multiples of 8: as numbers next to nothing.
bool is_address(double x) noexcept {
    constexpr std::uint64_t kFirst = 0x10000;
    constexpr std::uint64_t kLast = std::uint64_t{1} << 47U;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    return bits >= kFirst && bits < kLast && bits % 8 == 0;
}

class Columns {  // of the mechanisms met so far
  public:
    const std::vector<Keep>& of(const Mechanism& mechanism) {
        auto [found, is_new] = known_.try_emplace(&mechanism);
        if (is_new) {
            found->second = kept_columns(mechanism);
        }
        return found->second;
    }

  private:
    std::unordered_map<const Mechanism*, std::vector<Keep>> known_;
};

void write_instance(ByteWriter& out, const Mechanism& mechanism, Id id) {
    const mech::Table& table = mechanism.table;
    for (std::size_t k = 0; k < table.column_count(); ++k) {
        out.put(table.has(k) ? table.column(k)[table.row(id)] : 0.0);
    }
}

void read_instance(ByteReader& in, Mechanism& mechanism, Id id, const std::vector<Keep>& kept) {
    mech::Table& table = mechanism.table;
    for (std::size_t k = 0; k < table.column_count(); ++k) {
        const auto saved = in.take<double>();
        if (kept[k] == Keep::No || !table.has(k)) {
            continue;
        }
        double& x = table.at(k, id);
        if (kept[k] == Keep::Yes || (!is_address(saved) && !is_address(x))) {
            x = saved;
        }
    }
}

// Concentrations and reversal potentials that nothing computes are parameters.
void read_ion(ByteReader& in, Mechanism& ion, Id id) {
    constexpr unsigned kState = 3;
    constexpr unsigned kAssigned = 2;
    const mech::IonStyle style = ion.styles[id];
    const bool computed = style.concentrations == kState;
    for (std::size_t k = 0; k < ion.table.column_count(); ++k) {
        const auto saved = in.take<double>();
        const bool kept = k == mech::kIonE         ? style.reversal == kAssigned
                          : k == mech::kIonInside  ? computed || style.inside_written
                          : k == mech::kIonOutside ? computed || style.outside_written
                                                   : true;
        if (kept) {
            ion.table.at(k, id) = saved;
        }
    }
}

// ---- streams of random numbers, histories ----

std::size_t streams_of(const Mechanism& mechanism) noexcept {
    return mechanism.abi() != nullptr ? static_cast<std::size_t>(mechanism.abi()->random_count) : 0;
}

void write_streams(ByteWriter& out, Mechanism& mechanism, Id id, event::Events& events) {
    for (std::size_t k = 0; k < streams_of(mechanism); ++k) {
        out.put(events.random_stream(mechanism, id, k).place());
    }
    const std::size_t lags = events.lags().count_of(mechanism, id);
    out.put_count(lags);
    for (std::size_t k = 0; k < lags; ++k) {
        const auto& points = events.lags().of(mechanism, id, k).points();
        out.put_count(points.size());
        for (const event::History::Point& point : points) {
            out.put(point);
        }
    }
}

// Which stream it is remains the model's: it goes on from the same place.
void read_streams(ByteReader& in, Mechanism& mechanism, Id id, event::Events& events) {
    for (std::size_t k = 0; k < streams_of(mechanism); ++k) {
        events.random_stream(mechanism, id, k).set_place(in.take<std::uint64_t>());
    }
    const std::size_t lags = in.take_count();
    for (std::size_t k = 0; k < lags; ++k) {
        std::deque<event::History::Point> points;
        for (std::size_t n = in.take_count(); n > 0; --n) {
            points.push_back(in.take<event::History::Point>());
        }
        events.lags().of(mechanism, id, k).set_points(std::move(points));
    }
}

// ---- sections ----

std::vector<const cable::MechanismSlot*> slots_of(const Section& section) {
    std::vector<const cable::MechanismSlot*> slots;
    for (const cable::MechanismSlot& slot : section.mechanisms()) {
        slots.push_back(&slot);
    }
    std::sort(slots.begin(), slots.end(),
              [](const auto* a, const auto* b) { return a->mechanism->name() < b->mechanism->name(); });
    return slots;
}

template <class Visit>
void each_node(const Section& section, Visit&& visit) {
    if (section.root_node() != mech::kNoId) {
        visit(section.root_node());
    }
    for (std::size_t k = 0; k < section.nodes().size(); ++k) {
        visit(section.node(k));
    }
    visit(section.end_node());
}

constexpr std::size_t kNodeNumbers[] = {cable::kV, cable::kVext, cable::kVext + 1, cable::kICap, cable::kIMembrane};

void write_section(ByteWriter& out, const Section& section, cable::Cable& cable, event::Events& events) {
    each_node(section, [&](Id id) {
        for (const std::size_t k : kNodeNumbers) {
            out.put(static_cast<char>(cable.nodes.has(k)));
            if (cable.nodes.has(k)) {
                out.put(cable.nodes.at(k, id));
            }
        }
    });
    for (const cable::MechanismSlot* slot : slots_of(section)) {
        for (std::size_t k = 0; k < slot->instances.size(); ++k) {
            write_instance(out, *slot->mechanism, slot->instances[k]);
            write_streams(out, *slot->mechanism, slot->instances[k], events);
        }
    }
}

void read_section(ByteReader& in, const Section& section, cable::Cable& cable, event::Events& events,
                  Columns& columns) {
    each_node(section, [&](Id id) {
        for (const std::size_t k : kNodeNumbers) {
            if (in.take<char>() != 0) {
                const auto saved = in.take<double>();
                if (cable.nodes.has(k)) {
                    cable.nodes.at(k, id) = saved;
                }
            }
        }
    });
    for (const cable::MechanismSlot* slot : slots_of(section)) {
        Mechanism& mechanism = *slot->mechanism;
        for (std::size_t k = 0; k < slot->instances.size(); ++k) {
            if (mechanism.kind() == mech::Kind::Ion) {
                read_ion(in, mechanism, slot->instances[k]);
            } else {
                read_instance(in, mechanism, slot->instances[k], columns.of(mechanism));
            }
            read_streams(in, mechanism, slot->instances[k], events);
        }
    }
}

// ---- numbers of members in their lists ----

template <class T>
class Numbers {
  public:
    template <class List>
    explicit Numbers(const List& members) {
        for (std::size_t k = 0; k < members.size(); ++k) {
            of_.emplace(members[k], k);
        }
    }
    std::size_t of(const T* member) const noexcept {
        const auto found = of_.find(member);
        return found == of_.end() ? kNone : found->second;
    }

  private:
    std::unordered_map<const T*, std::size_t> of_;
};

template <class T>
T* member_at(const std::vector<T*>& members, std::size_t number) {
    if (number == kNone) {
        return nullptr;
    }
    if (number >= members.size()) {
        fail(ErrorKind::Value, "the saved state names number %zu of %zu", number, members.size());
    }
    return members[number];
}

// ---- point processes ----

struct SavedWatch {
    double flag;
    std::uint64_t cause;
    std::int32_t which;
    std::int32_t above;
};

void write_point(ByteWriter& out, const PointProcess& point, event::Events& events,
                 const Numbers<event::Connection>& numbers) {
    write_instance(out, *point.mechanism, point.id);
    write_streams(out, *point.mechanism, point.id, events);
    const auto* known = static_cast<const event::Point*>(point.events);
    out.put_count(known != nullptr ? known->watches().size() : 0);
    if (known != nullptr) {
        for (const event::Watch& watch : known->watches()) {
            out.put(SavedWatch{watch.flag, numbers.of(watch.cause), watch.which, watch.above});
        }
    }
}

void read_point(ByteReader& in, PointProcess& point, event::Events& events, const Members& members, Columns& columns) {
    read_instance(in, *point.mechanism, point.id, columns.of(*point.mechanism));
    read_streams(in, *point.mechanism, point.id, events);
    std::vector<event::Watch> watches;
    for (std::size_t n = in.take_count(); n > 0; --n) {
        const auto saved = in.take<SavedWatch>();
        watches.push_back({saved.which, saved.flag, saved.above != 0,
                           member_at(members.connections, static_cast<std::size_t>(saved.cause))});
    }
    if (point.events != nullptr || !watches.empty()) {
        events.point_of(point).set_watches(watches);
    }
}

std::string kind_of(const event::Connection& connection) {
    const std::string target =
        connection.target != nullptr ? connection.target->process.mechanism->name() : std::string("nothing");
    return format("with %zu weights to %s", const_cast<event::Connection&>(connection).weight_count(), target.c_str());
}

// Equal lines that follow one another become one with their number.
void add_counted(std::vector<std::string>& lines, const std::string& what, const std::vector<std::string>& each) {
    for (std::size_t i = 0; i < each.size();) {
        std::size_t end = i;
        while (end < each.size() && each[end] == each[i]) {
            ++end;
        }
        lines.push_back(format("%zu %s %s", end - i, what.c_str(), each[i].c_str()));
        i = end;
    }
}

}  // namespace

std::vector<PointProcess*> all_points(const cable::Cable& cable) {
    const auto made_before = [](const PointProcess* a, const PointProcess* b) {
        if (a->object == nullptr || b->object == nullptr) {
            return (a->object != nullptr) > (b->object != nullptr) || (a->object == b->object && a->id < b->id);
        }
        return a->object->index() < b->object->index();
    };
    std::vector<PointProcess*> all;
    for (const auto& mechanism : cable.registry.all()) {
        if (!mechanism->is_point()) {
            continue;
        }
        const auto first = static_cast<std::ptrdiff_t>(all.size());
        for (std::size_t row = 0; row < mechanism->table.size(); ++row) {
            if (void* owner = mechanism->owner_of(mechanism->table.id_at(row))) {
                all.push_back(static_cast<PointProcess*>(owner));
            }
        }
        std::sort(all.begin() + first, all.end(), made_before);
    }
    return all;
}

Members all_members(cable::Cable& cable, event::Events& events) {
    Members members;
    for (Section* section = cable.first(); section != nullptr; section = section->next()) {
        members.sections.push_back(section);
    }
    members.points = all_points(cable);
    events.connections.each([&](event::Connection& each) { members.connections.push_back(&each); });
    events.connections.each_source([&](event::Source& each) { members.sources.push_back(&each); });
    return members;
}

std::vector<std::string> describe(const Members& members) {
    std::vector<std::string> lines;
    std::vector<const Mechanism*> used;
    const auto uses = [&](const Mechanism* mechanism) {
        if (std::find(used.begin(), used.end(), mechanism) == used.end()) {
            used.push_back(mechanism);
        }
    };
    for (const Section* section : members.sections) {
        std::string line = format(
            "section%s with nseg %d:", section->root_node() != mech::kNoId ? " without parent" : "", section->nseg());
        for (const cable::MechanismSlot* slot : slots_of(*section)) {
            line += " " + slot->mechanism->name();
            uses(slot->mechanism);
        }
        lines.push_back(std::move(line));
    }
    std::vector<std::string> each;
    for (const PointProcess* point : members.points) {
        each.push_back(point->mechanism->name());
        uses(point->mechanism);
    }
    add_counted(lines, "objects:", each);
    for (const Mechanism* mechanism : used) {
        lines.push_back(format("mechanism %s: %zu numbers, %zu streams", mechanism->name().c_str(),
                               mechanism->table.column_count(), streams_of(*mechanism)));
    }
    each.clear();
    for (const event::Connection* connection : members.connections) {
        each.push_back(kind_of(*connection));
    }
    add_counted(lines, "NetCons", each);
    lines.push_back(format("%zu sources of NetCons", members.sources.size()));
    return lines;
}

std::string difference(const std::vector<std::string>& saved, const std::vector<std::string>& present,
                       const Members& members) {
    for (std::size_t i = 0; i < std::max(saved.size(), present.size()); ++i) {
        const std::string was = i < saved.size() ? saved[i] : "nothing more";
        const std::string is = i < present.size() ? present[i] : "nothing more";
        if (was != is) {
            const std::string name =
                i < members.sections.size() ? " (" + members.sections[i]->full_name() + ")" : std::string();
            return "the saved state is of another model: it has '" + was + "' where this one has '" + is + "'" + name;
        }
    }
    return {};
}

void write_members(ByteWriter& out, const Members& members, event::Events& events) {
    const Numbers<event::Connection> numbers(members.connections);
    for (const Section* section : members.sections) {
        write_section(out, *section, events.cable(), events);
    }
    for (const PointProcess* point : members.points) {
        write_point(out, *point, events, numbers);
    }
    for (event::Connection* connection : members.connections) {
        for (std::size_t k = 0; k < connection->weight_count(); ++k) {
            out.put(connection->weights()[k]);
        }
    }
    for (const event::Source* source : members.sources) {
        out.put(static_cast<char>(source->above()));
    }
}

void read_members(ByteReader& in, const Members& members, event::Events& events) {
    Columns columns;
    for (const Section* section : members.sections) {
        read_section(in, *section, events.cable(), events, columns);
    }
    for (PointProcess* point : members.points) {
        read_point(in, *point, events, members, columns);
    }
    for (event::Connection* connection : members.connections) {
        for (std::size_t k = 0; k < connection->weight_count(); ++k) {
            connection->weights()[k] = in.take<double>();
        }
    }
    for (event::Source* source : members.sources) {
        source->set_above(in.take<char>() != 0);
    }
}

// ---- events that wait ----

namespace {

struct SavedEvent {
    double t, sent, flag;
    std::int64_t gid;
    std::uint64_t receiver, connection, place;
    std::uint32_t to, flags;
};

constexpr std::uint32_t kMovable = 1;
constexpr std::uint32_t kJoined = 2;

}  // namespace

void write_waiting(ByteWriter& out, const Members& members, const std::vector<event::Waiting>& waiting,
                   event::Events& events, Actions* actions) {
    using To = event::Waiting::To;
    const Numbers<event::Connection> connections(members.connections);
    const Numbers<event::Receiver> sources(members.sources);
    const Numbers<event::Receiver> timed(actions != nullptr ? events.clocks() : std::vector<event::Receiver*>());
    std::vector<event::Receiver*> receivers;
    for (const PointProcess* point : members.points) {
        receivers.push_back(static_cast<event::Point*>(point->events));
    }
    const Numbers<event::Receiver> points(receivers);
    std::vector<SavedEvent> saved;
    for (const event::Waiting& each : waiting) {
        const std::size_t connection = connections.of(each.connection);
        std::size_t receiver = kNone;
        if (each.to == To::Connection || each.to == To::Flagged) {
            receiver = connection;
        } else if (each.to == To::Action) {
            if (actions != nullptr) {
                receiver = actions->size();
                actions->push_back(each.action);
            }
        } else if (each.to != To::Clock || actions != nullptr) {
            const auto& list = each.to == To::Source ? sources : each.to == To::Point ? points : timed;
            receiver = list.of(each.receiver);
        }
        if (receiver != kNone) {
            saved.push_back({each.t, each.sent, each.flag, each.gid, receiver, connection, each.place,
                             static_cast<std::uint32_t>(each.to),
                             (each.movable ? kMovable : 0) | (each.joined ? kJoined : 0)});
        }
    }
    out.put_count(saved.size());
    for (const SavedEvent& each : saved) {
        out.put(each);
    }
}

std::vector<event::Waiting> read_waiting(ByteReader& in, const Members& members, const Actions& actions,
                                         event::Events& events) {
    using To = event::Waiting::To;
    const std::vector<event::Receiver*> clocks = events.clocks();
    std::vector<event::Waiting> waiting;
    for (std::size_t n = in.take_count(); n > 0; --n) {
        const auto saved = in.take<SavedEvent>();
        const auto number = static_cast<std::size_t>(saved.receiver);
        event::Waiting made{static_cast<To>(saved.to),
                            saved.t,
                            saved.sent,
                            saved.gid,
                            saved.flag,
                            member_at(members.connections, static_cast<std::size_t>(saved.connection)),
                            nullptr,
                            (saved.flags & kMovable) != 0,
                            nullptr,
                            saved.place,
                            (saved.flags & kJoined) != 0};
        if (made.to == To::Action) {
            if (number >= actions.size()) {  // a file has none
                continue;
            }
            made.action = actions[number];
        } else if (made.to == To::Source) {
            made.receiver = member_at(members.sources, number);
        } else if (made.to == To::Clock) {
            if (number >= clocks.size()) {  // not there any more
                continue;
            }
            made.receiver = clocks[number];
        } else if (made.to == To::Point) {
            PointProcess* point = member_at(members.points, number);
            made.receiver = &events.point_of(*point);
        }
        waiting.push_back(std::move(made));
    }
    return waiting;
}

}  // namespace nrn::sim
