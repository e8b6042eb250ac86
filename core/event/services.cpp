#include "event/services.hpp"

#include <cmath>
#include <string>

#include "base/text.hpp"
#include "cable/range.hpp"
#include "event/events.hpp"
#include "mech/eliminate.hpp"
#include "object/host.hpp"

namespace nrn::event {

namespace {

Events& events_of(const NrnMechRun* run) noexcept {
    return *static_cast<Events*>(run->simulator);
}

mech::Mechanism* mechanism_of(const NrnMechRun* run) {
    return events_of(run).mechanism_of(*run->mechanism);
}

// The instance behind an index of a run; a mechanism that keeps no numbers is known as the one that is being handled.
mech::Id id_of(const NrnMechRun* run, std::int32_t i) {
    mech::Mechanism* mechanism = mechanism_of(run);
    if (mechanism == nullptr || i < 0) {
        return mech::kNoId;
    }
    mech::Table& table = mechanism->table;
    if (table.column_count() > 0) {
        return table.id_at(static_cast<std::size_t>(run->data[0] + i - table.column(0)));
    }
    const Point* handled = events_of(run).handling();
    if (handled != nullptr && handled->process.mechanism == mechanism) {
        return handled->process.id;
    }
    return static_cast<std::size_t>(i) < table.size() ? table.id_at(static_cast<std::size_t>(i)) : mech::kNoId;
}

Point* point_of(const NrnMechRun* run, std::int32_t i) {
    mech::Mechanism* mechanism = mechanism_of(run);
    const mech::Id id = id_of(run, i);
    if (mechanism == nullptr || id == mech::kNoId || mechanism->owner_of(id) == nullptr) {
        return nullptr;
    }
    return &events_of(run).point_of(*static_cast<cable::PointProcess*>(mechanism->owner_of(id)));
}

// "IClamp[0]", "hh at soma(0.5)". Looks through all sections: for messages only.
std::string name_of(const NrnMechRun* run, std::int32_t i) {
    Events& events = events_of(run);
    mech::Mechanism* mechanism = mechanism_of(run);
    const mech::Id id = id_of(run, i);
    if (mechanism == nullptr || id == mech::kNoId) {
        return run->mechanism->name;
    }
    if (const auto* process = static_cast<cable::PointProcess*>(mechanism->owner_of(id))) {
        return process->object != nullptr ? process->object->name() : mechanism->name();
    }
    for (cable::Section* section = events.cable().first(); section != nullptr; section = section->next()) {
        const cable::MechanismSlot* slot = section->find(*mechanism);
        for (std::size_t k = 0; slot != nullptr && k < slot->instances.size(); ++k) {
            if (slot->instances[k] == id) {
                return mechanism->name() + " at " + cable::place_name(*section, section->centre(k));
            }
        }
    }
    return mechanism->name();
}

void report(const NrnMechRun* run, std::int32_t i, const std::string& what) noexcept {
    try {
        events_of(run).report(name_of(run, i) + ": " + what);
    } catch (...) {
        events_of(run).report(std::string());
    }
}

// Mechanisms are C: nothing may be thrown through them.
template <class Work>
void guarded(const NrnMechRun* run, std::int32_t i, Work&& work) noexcept {
    const auto lock = events_of(run).one_at_a_time();
    try {
        work();
    } catch (const std::exception& error) {
        report(run, i, error.what());
    }
}

void net_send(const NrnMechRun* run, std::int32_t i, double* weights, double t, double flag) {
    guarded(run, i, [&] {
        Events& events = events_of(run);
        Point* point = point_of(run, i);
        if (point == nullptr) {
            report(run, i, "net_send needs a point process");
            return;
        }
        if (!(t >= run->t)) {
            report(run, i, format("net_send to %g ms, which is before t = %g ms", t, run->t));
            return;
        }
        Connection* handled = events.handled();
        const bool same = handled != nullptr && weights == handled->weights();
        point->net_send(t, flag, same ? handled : nullptr);
    });
}

void net_move(const NrnMechRun* run, std::int32_t i, double t) {
    guarded(run, i, [&] {
        Point* point = point_of(run, i);
        if (point == nullptr || !point->net_move(t)) {
            report(run, i, "net_move finds no event of flag 1 that waits for this instance");
        } else if (!(t >= run->t)) {
            report(run, i, format("net_move to %g ms, which is before t = %g ms", t, run->t));
        }
    });
}

void net_event(const NrnMechRun* run, std::int32_t i, double t) {
    guarded(run, i, [&] {
        Point* point = point_of(run, i);
        if (point == nullptr || point->source == nullptr) {
            return;
        }
        if (!(t >= run->t)) {
            report(run, i, format("net_event at %g ms, which is before t = %g ms", t, run->t));
            return;
        }
        events_of(run).fire_from_mechanism(*point->source, t);
    });
}

void watch(const NrnMechRun* run, std::int32_t i, std::int32_t which, double flag, std::int32_t first) {
    guarded(run, i, [&] {
        if (Point* point = point_of(run, i)) {
            point->watch({which, flag, false, events_of(run).handled()}, first != 0);
        }
    });
}

std::int32_t at_time(const NrnMechRun* run, double t_event) {
    constexpr double kMargin = 1e-11;  // [ms] for times that are whole steps
    const double t = t_event - kMargin;
    return t <= run->t && t > run->t - run->dt ? 1 : 0;
}

void error(const NrnMechRun* run, std::int32_t i, const char* message) {
    const auto lock = events_of(run).one_at_a_time();
    report(run, i, message);
}

std::uint32_t word(double x) noexcept {
    constexpr double kWords = 4294967296.0;
    const double whole = std::isfinite(x) ? std::fmod(std::trunc(x), kWords) : 0.0;
    return static_cast<std::uint32_t>(whole < 0.0 ? whole + kWords : whole);
}

RandomStream& stream_of(const NrnMechRun* run, std::int32_t i, std::int32_t which) {
    return events_of(run).random_stream(*mechanism_of(run), id_of(run, i), static_cast<std::size_t>(which));
}

double random(const NrnMechRun* run, std::int32_t i, std::int32_t which, std::int32_t distribution, double a,
              double b) {
    double drawn = 0.0;
    guarded(run, i, [&] { drawn = draw(stream_of(run, i, which), events_of(run).random_key, distribution, a, b); });
    return drawn;
}

double random_default(const NrnMechRun* run, std::int32_t distribution, double a, double b) {
    Events& events = events_of(run);
    const auto lock = events.one_at_a_time();
    return draw(events.common_stream(), events.random_key, distribution, a, b);
}

void set_seed(const NrnMechRun* run, double seed) {
    const auto lock = events_of(run).one_at_a_time();
    RandomStream& stream = events_of(run).common_stream();
    stream.set_ids({word(seed), 0, 0});
    stream.set_place(0);
}

void print(const NrnMechRun* run, const char* text) {
    guarded(run, -1, [&] { events_of(run).print(text); });
}

std::int32_t solve_newton(const NrnMechRun* run, std::int32_t i, std::int32_t n, double* x,
                          void (*residues)(const NrnMechRun* run, std::int32_t i, void* context, const double* x,
                                           double* f),
                          void* context) {
    try {
        return newton(run, i, n, x, residues, context);
    } catch (const std::exception& failure) {
        error(run, i, failure.what());
        return 1;
    }
}

void random_sequence(const NrnMechRun* run, std::int32_t i, std::int32_t which, double sequence) {
    guarded(run, i, [&] {
        if (!(sequence >= 0.0 && sequence < static_cast<double>(PhiloxStream::kPlaces))) {
            report(run, i, format("random_setseq: %g is not a place from 0 to below 2^34", sequence));
            return;
        }
        stream_of(run, i, which).set_place(static_cast<std::uint64_t>(sequence));
    });
}

void random_ids(const NrnMechRun* run, std::int32_t i, std::int32_t which, double id1, double id2, double id3) {
    guarded(run, i, [&] { stream_of(run, i, which).set_ids({word(id1), word(id2), word(id3)}); });
}

std::int32_t linear(const NrnMechRun*, std::int32_t, std::int32_t n, double* matrix, double* right) {
    const auto size = static_cast<std::size_t>(n);
    return mech::eliminate({matrix, size * size}, {right, size}) ? 0 : 1;
}

double* netcon_weights(const NrnMechRun* run, std::int32_t i, std::int32_t which, std::int32_t n) {
    double* found = nullptr;
    guarded(run, i, [&] {
        Point* point = point_of(run, i);
        if (point == nullptr) {
            return;
        }
        std::int32_t k = 0;
        point->incoming.each([&](Connection& connection) {
            if (k++ == which) {
                found = connection.weights();
                if (connection.weight_count() < static_cast<std::size_t>(n)) {
                    found = nullptr;
                    report(run, i,
                           format("FOR_NETCONS has %d arguments, connections have %zu weights", n,
                                  connection.weight_count()));
                }
            }
        });
    });
    return found;
}

double function_table(const NrnMechRun* run, std::int32_t i, std::int32_t which, const double* arguments) {
    const auto index = static_cast<std::size_t>(which);
    const mech::FunctionTable& table = mechanism_of(run)->function_tables[index];
    if (table.empty()) {
        const char* name = run->mechanism->tables[index].name;
        error(run, i, format("the FUNCTION_TABLE %s has no values: set them with table_%s", name, name).c_str());
        return 0.0;
    }
    return table.value(arguments);
}

double* external(const NrnMechRun* run, const char* name) {
    Events& events = events_of(run);
    for (const auto& mechanism : events.cable().registry.all()) {
        for (const mech::GlobalVariable& each : mechanism->global_variables) {
            if (mechanism->full_name(each.name) == name || each.name + "_" + mechanism->name() == name) {
                return mechanism->global_at(each.place);
            }
        }
    }
    error(run, -1, format("EXTERNAL %s is a global variable of no mechanism", name).c_str());
    return &events.nowhere;
}

double lag(const NrnMechRun* run, std::int32_t i, std::int32_t which, double value, double delay) {
    double before = value;
    guarded(run, i, [&] {
        const auto lock = events_of(run).one_at_a_time();
        History& history = events_of(run).lags().of(*mechanism_of(run), id_of(run, i), static_cast<std::size_t>(which));
        before = history.at(run->t, value, delay);
    });
    return before;
}

const NrnVerbatimServices* verbatim(const NrnMechRun* run) {
    return events_of(run).verbatim;
}

constexpr NrnMechServices kServices = {
    sizeof(NrnMechServices), net_send, net_move, net_event,    watch,           at_time,    error,  random,
    random_default,          set_seed, print,    solve_newton, random_sequence, random_ids, linear, netcon_weights,
    function_table,          external, verbatim, lag};

}  // namespace

mech::Id instance_of(const NrnMechRun* run, std::int32_t i) {
    return id_of(run, i);
}

const NrnMechServices* mechanism_services() noexcept {
    return &kServices;
}

}  // namespace nrn::event
