// What VERBATIM text asks of the interpreter (include/nrn/compat/services.h): here the arguments of the call that is
// running, and POINTERs; the rest in verbatim_*.cpp.
#include "builtins/model/verbatim.hpp"

#include <string>

#include "builtins/model/instance.hpp"
#include "builtins/model/verbatim_state.hpp"
#include "event/services.hpp"
#include "object/ref.hpp"

namespace nrn {

namespace {

const Value* argument(const NrnMechRun* run, std::int32_t i) {
    VerbatimCalls& calls = calls_of(run);
    if (calls.running.empty() || i < 1 || !calls.running.back().call->has(static_cast<std::size_t>(i) - 1)) {
        return nullptr;
    }
    return &calls.running.back().call->args[i - 1];
}

// What an argument stands for: of a reference to a text or an object, these.
const Value* meant(const Value* value) {
    if (value == nullptr || value->kind() != Kind::Ref) {
        return value;
    }
    const Value* slot = value->as_ref()->slot();
    const bool other = slot != nullptr && (slot->kind() == Kind::Text || slot->kind() == Kind::Object);
    return other ? slot : value;
}

std::int32_t kind(const NrnMechRun* run, std::int32_t i) {
    const Value* value = meant(argument(run, i));
    if (value == nullptr) {
        return NRN_ARGUMENT_NONE;
    }
    switch (value->kind()) {
        case Kind::Text:
            return NRN_ARGUMENT_TEXT;
        case Kind::Object:
        case Kind::Host:
            return NRN_ARGUMENT_OBJECT;
        case Kind::Ref:
            return NRN_ARGUMENT_POINTER;
        default:
            return value->is_number() ? NRN_ARGUMENT_NUMBER : NRN_ARGUMENT_NONE;
    }
}

double* number(const NrnMechRun* run, std::int32_t i) {
    return &calls_of(run).running.back().numbers.emplace_back(argument(run, i)->as_number());
}

char** text(const NrnMechRun* run, std::int32_t i) {
    const Value* given = argument(run, i);
    Ref* origin = given->kind() == Kind::Ref ? given->as_ref() : nullptr;
    auto& made = calls_of(run).running.back().texts.emplace_back(
        VerbatimCalls::Text{std::string(meant(given)->as_text()), nullptr, origin});
    made.place = made.copy.data();
    return &made.place;
}

std::int32_t assign_text(const NrnMechRun* run, char** place, const char* text) {
    bool assigned = false;
    verbatim_guarded(run, [&] {
        for (auto& running : calls_of(run).running) {
            for (VerbatimCalls::Text& each : running.texts) {
                if (&each.place == place && each.origin != nullptr) {
                    each.copy = text;
                    each.place = each.copy.data();
                    each.origin->set(Value::text(each.copy));
                    assigned = true;
                }
            }
        }
    });
    return assigned ? 1 : 0;
}

double* pointer(const NrnMechRun* run, std::int32_t i) {
    return argument(run, i)->as_ref()->pointer();
}

void** object(const NrnMechRun* run, std::int32_t i) {
    const Value* value = meant(argument(run, i));
    Object* found = value->kind() == Kind::Object ? value->as_object() : nullptr;
    return &calls_of(run).running.back().objects.emplace_back(objects_of(run).view(found));
}

std::int32_t temporary(const NrnMechRun* run, std::int32_t i) {
    const Value* value = argument(run, i);
    return value != nullptr && value->kind() == Kind::Object && value->as_object() != nullptr ? 1 : 0;
}

void keep_pointer(const NrnMechRun* run, std::int32_t i, std::int32_t column, double* target) {
    mech::Mechanism* mechanism = events_of(run).mechanism_of(*run->mechanism);
    mech::Id id = event::instance_of(run, i);
    const std::deque<VerbatimCalls::Running>& running = calls_of(run).running;
    if (id == mech::kNoId && !running.empty() && running.back().mechanism == mechanism) {
        id = running.back().id;  // a mechanism without numbers of its own
    }
    const auto k = static_cast<std::size_t>(column);
    if (mechanism == nullptr || id == mech::kNoId || mech::pointer_target(*mechanism, k, id) == target) {
        return;
    }
    const NrnVerbatimObject* view = objects_of(run).view_at(target);
    point_at(context_of(run), *mechanism, k, id, target,
             view != nullptr ? Value::object(static_cast<Object*>(view->object)) : Value());
}

NrnVerbatimServices all_services() {
    NrnVerbatimServices services{};
    services.size = sizeof services;
    services.kind = kind;
    services.number = number;
    services.text = text;
    services.pointer = pointer;
    services.object = object;
    services.keep_pointer = keep_pointer;
    services.temporary = temporary;
    services.assign_text = assign_text;
    add_verbatim_objects(services);
    add_verbatim_hoc(services);
    add_verbatim_random(services);
    return services;
}

}  // namespace

VerbatimCall::VerbatimCall(Call& call, const mech::Mechanism* mechanism, mech::Id id) : context_(call.context) {
    auto& calls = context_.state<VerbatimCalls>();
    calls.running.push_back({&call, mechanism, id, calls.stack.size(), {}, {}, {}});
}

VerbatimCall::~VerbatimCall() {
    auto& calls = context_.state<VerbatimCalls>();
    calls.stack.resize(std::min(calls.stack.size(), calls.running.back().stack_before));
    calls.running.pop_back();
}

namespace {

struct VerbatimTable {
    NrnVerbatimServices services = all_services();
};

}  // namespace

void define_verbatim(Context& context) {
    context.state<VerbatimObjects>();
    context.state<VerbatimCalls>();
    context.state<event::Events>().verbatim = &context.state<VerbatimTable>().services;
}

}  // namespace nrn
