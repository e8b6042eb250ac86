// What VERBATIM text asks of the interpreter (include/nrn/compat/services.h): arguments of the call, Vectors, Random.
#include "builtins/model/verbatim.hpp"

#include <nrn/compat/services.h>

#include <algorithm>
#include <deque>
#include <new>
#include <set>
#include <string>
#include <vector>

#include "builtins/data/random.hpp"
#include "builtins/data/vector.hpp"
#include "event/events.hpp"
#include "event/services.hpp"
#include "object/ref.hpp"

namespace nrn {

namespace {

// Of a Context: the calls that are running, the innermost last, and what their arguments were turned into.
struct VerbatimCalls {
    struct Running {
        Call* call;
        std::deque<double> numbers;
        std::deque<std::string> texts;
        std::deque<char*> text_places;
        std::deque<void*> objects;
    };
    std::deque<Running> running;
    std::set<Object*> kept;  // counted; for as long as the Context lives
};

event::Events& events_of(const NrnMechRun* run) {
    return *static_cast<event::Events*>(run->simulator);
}

VerbatimCalls& calls_of(const NrnMechRun* run) {
    return events_of(run).context().state<VerbatimCalls>();
}

const Value* argument(const NrnMechRun* run, std::int32_t i) {
    VerbatimCalls& calls = calls_of(run);
    if (calls.running.empty() || i < 1 || !calls.running.back().call->has(static_cast<std::size_t>(i) - 1)) {
        return nullptr;
    }
    return &calls.running.back().call->args[i - 1];
}

std::int32_t kind(const NrnMechRun* run, std::int32_t i) {
    const Value* value = argument(run, i);
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
    auto& running = calls_of(run).running.back();
    std::string& copy = running.texts.emplace_back(argument(run, i)->as_text());
    return &running.text_places.emplace_back(copy.data());
}

double* pointer(const NrnMechRun* run, std::int32_t i) {
    return argument(run, i)->as_ref()->pointer();
}

void** object(const NrnMechRun* run, std::int32_t i) {
    VerbatimCalls& calls = calls_of(run);
    const Value* value = argument(run, i);
    Object* found = value->kind() == Kind::Object ? value->as_object() : nullptr;
    if (found != nullptr && calls.kept.insert(found).second) {
        found->retain();
    }
    return &calls.running.back().objects.emplace_back(found);
}

const char* class_name(const NrnMechRun*, void* raw) {
    return static_cast<Object*>(raw)->klass().name().c_str();
}

Vector& vector_at(void* raw) {
    return vector_of(static_cast<Object*>(raw));
}

double* vector_data(const NrnMechRun*, void* raw) {
    return vector_at(raw).data();
}

std::int32_t vector_size(const NrnMechRun*, void* raw) {
    return static_cast<std::int32_t>(vector_at(raw).size());
}

std::int32_t vector_capacity(const NrnMechRun*, void* raw) {
    return static_cast<std::int32_t>(vector_at(raw).capacity());
}

std::int32_t vector_resize(const NrnMechRun*, void* raw, std::int32_t n) {
    try {
        vector_at(raw).resize(static_cast<std::size_t>(n));
    } catch (const std::bad_alloc&) {
        return 0;
    }
    return 1;
}

void* vector_new(const NrnMechRun* run, std::int32_t n) {
    try {
        Object* made = new_vector(events_of(run).context(), static_cast<std::size_t>(n));
        calls_of(run).kept.insert(made);  // with the reference that is ours
        Vector& vector = vector_of(made);
        std::fill_n(vector.data(), vector.size(), 0.0);
        return made;
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}

double random_pick(const NrnMechRun*, void* raw) {
    return payload<Random>(static_cast<Object*>(raw)).pick();
}

void keep_pointer(const NrnMechRun* run, std::int32_t i, std::int32_t column, double* target) {
    mech::Mechanism* mechanism = events_of(run).mechanism_of(*run->mechanism);
    const mech::Id id = event::instance_of(run, i);
    const auto k = static_cast<std::size_t>(column);
    if (mechanism == nullptr || id == mech::kNoId || mech::pointer_target(*mechanism, k, id) == target) {
        return;
    }
    mechanism->pointers[k][id] = {};
    mechanism->addresses[k][id] = target;
    ++mechanism->pointers_version;
}

constexpr NrnVerbatimServices kServices = {sizeof(NrnVerbatimServices),
                                           kind,
                                           number,
                                           text,
                                           pointer,
                                           object,
                                           class_name,
                                           vector_data,
                                           vector_size,
                                           vector_capacity,
                                           vector_resize,
                                           random_pick,
                                           keep_pointer,
                                           vector_new};

}  // namespace

VerbatimCall::VerbatimCall(Call& call) : context_(call.context) {
    context_.state<VerbatimCalls>().running.push_back({&call, {}, {}, {}, {}});
}

VerbatimCall::~VerbatimCall() {
    context_.state<VerbatimCalls>().running.pop_back();
}

void define_verbatim(Context& context) {
    context.state<event::Events>().verbatim = &kServices;
}

}  // namespace nrn
