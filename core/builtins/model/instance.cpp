#include "builtins/model/instance.hpp"

#include <map>
#include <tuple>
#include <vector>

#include "base/text.hpp"
#include "builtins/model/verbatim.hpp"
#include "cable/range.hpp"
#include "event/events.hpp"
#include "object/ref.hpp"
#include "sim/model.hpp"

namespace nrn {
namespace {

mech::SingleRun single_run(Context& context, mech::Mechanism& mechanism, mech::Id id, const mech::Place& place) {
    auto& cable = context.state<cable::Cable>();
    return {mechanism,
            id,
            place,
            cable.nodes,
            sim::kMechanismColumns,
            context.state<event::Events>().services(),
            context.state<mech::Environment>()};
}

// References behind POINTERs to numbers that lie in no Table: they live as long as they are pointed to.
struct Pointed {
    std::map<std::tuple<const mech::Mechanism*, std::size_t, mech::Id>, Value> refs;
};

}  // namespace

double call_function(Call& call, mech::Mechanism& mechanism, mech::Id id, const mech::Place& place, std::size_t which) {
    const NrnMechFunction& function = mechanism.abi()->functions[which];
    const VerbatimCall running(call, &mechanism, id);
    if (mechanism.kind() == mech::Kind::Point && id != mech::kNoId && place.node == mech::kNoId) {
        call.refuse(ErrorKind::Hoc, "point process not located in a section");
    }
    std::vector<double> numbers;
    for (std::size_t i = 0; i < call.count; ++i) {
        numbers.push_back(call.number_or(i, 0.0));
    }
    numbers.resize(std::max(numbers.size(), static_cast<std::size_t>(function.argument_count) + 1), 0.0);
    mech::Environment& environment = call.context.state<mech::Environment>();
    double result = 0.0;
    if (id == mech::kNoId) {
        NrnMechRun run{};
        const mech::RunServices& services = call.context.state<event::Events>().services();
        run.globals = mechanism.globals.data();
        run.shared = mechanism.shared.data();
        run.mechanism = mechanism.abi();
        run.services = services.services;
        run.simulator = services.simulator;
        run.t = environment.t;
        run.dt = environment.dt;
        run.celsius = environment.celsius;
        result = function.call(&run, -1, numbers.data());
    } else {
        mech::SingleRun single = single_run(call.context, mechanism, id, place);
        if (mechanism.abi()->update_tables != nullptr) {
            mechanism.abi()->update_tables(&single.run);
        }
        result = function.call(&single.run, 0, numbers.data());
    }
    call.context.state<event::Events>().raise_reported();
    return result;
}

void run_kernel(Context& context, mech::Mechanism& mechanism, mech::Id id, void (*kernel)(const NrnMechRun*)) {
    if (kernel != nullptr) {
        mech::SingleRun single = single_run(context, mechanism, id, mechanism.place_of(id));
        kernel(&single.run);
    }
}

void set_pointer(Context& context, mech::Mechanism& mechanism, std::size_t column, mech::Id id, const Value& ref) {
    const std::tuple key{&mechanism, column, id};
    mech::Handle handle;
    if (cable::handle_behind(*ref.as_ref(), &handle)) {
        mechanism.pointers[column][id] = handle;
        mechanism.addresses[column][id] = nullptr;
        context.state<Pointed>().refs.erase(key);
    } else {
        mechanism.pointers[column][id] = {};
        mechanism.addresses[column][id] = ref.as_ref()->pointer();
        context.state<Pointed>().refs[key] = ref.copy();
    }
    mechanism.pointers_changed();
}

void point_at(Context& context, mech::Mechanism& mechanism, std::size_t column, mech::Id id, double* target,
              Value owner) {
    const std::tuple key{&mechanism, column, id};
    auto& refs = context.state<Pointed>().refs;
    Value& kept = refs[key];
    const Value before = std::exchange(kept, std::move(owner));  // ends when all is changed
    if (kept.kind() != Kind::Object) {
        refs.erase(key);
    }
    mechanism.pointers[column][id] = {};
    mechanism.addresses[column][id] = target;
    mechanism.pointers_changed();
}

}  // namespace nrn
