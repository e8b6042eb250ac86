#include "builtins/net/netcon.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <new>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/list.hpp"
#include "builtins/data/vector_record.hpp"
#include "builtins/gui/action.hpp"
#include "builtins/model/point.hpp"
#include "cable/range.hpp"
#include "event/events.hpp"
#include "mech/environment.hpp"
#include "object/ref.hpp"
#include "object/symbol.hpp"

namespace nrn {

using event::Connection;
using event::Source;

namespace {

Connection& self_connection(Call& call) {
    return connection_of(call.self);
}

// ---- construction ----

// The place in a section where a node's voltage is found; false when it is not one of the section's.
bool find_place(const cable::Section& section, const mech::Handle& watched, double* x) {
    for (std::size_t k = 0; k < section.nodes().size(); ++k) {
        if (section.node(k) == watched.id) {
            *x = section.centre(k);
            return true;
        }
    }
    for (const double end : {0.0, 1.0}) {
        if (section.node_at(end) == watched.id) {
            *x = end;
            return true;
        }
    }
    return false;
}

// A voltage is found in the section that is accessed; a variable of a mechanism needs no section.
Source& source_at(Call& call, Ref& ref) {
    auto& events = call.context.state<event::Events>();
    auto& cable = call.context.state<cable::Cable>();
    mech::Handle watched;
    if (!cable::handle_behind(ref, &watched) || watched.get() == nullptr) {
        call.bad(ErrorKind::Value, 0, "must refer to a variable of a section or of a point process");
    }
    if (watched.table != &cable.nodes) {
        return events.connections.source_at(watched, nullptr, 0.0);
    }
    cable::Section& section = cable.current();
    double x = 0.0;
    if (!find_place(section, watched, &x)) {
        call.bad(ErrorKind::Value, 0,
                 "refers to a place outside of the section that is accessed, " + section.full_name() +
                     ": pass sec=… of the variable's section");
    }
    return events.connections.source_at(watched, watched.column == cable::kV ? &section : nullptr, x);
}

Source* source_arg(Call& call, std::size_t i) {
    if (call.is(i, Kind::Ref)) {
        return &source_at(call, *call.args[i].as_ref());
    }
    Object* object = call.has(i) ? call.object(i) : nullptr;
    if (object == nullptr) {
        return nullptr;
    }
    cable::PointProcess* process = point_process_of(object);
    if (process == nullptr) {
        call.bad(ErrorKind::Type, i, "if it is an object must be a point process or None");
    }
    auto& events = call.context.state<event::Events>();
    return &events.connections.source_of(events.point_of(*process));
}

cable::PointProcess* target_arg(Call& call, std::size_t i) {
    Object* object = call.has(i) ? call.object(i) : nullptr;
    cable::PointProcess* process = point_process_of(object);
    if (object != nullptr && process == nullptr) {
        call.bad(ErrorKind::Type, i, "must be a point process or None");
    }
    return process;
}

double delay_arg(Call& call, std::size_t i) {
    const double delay = call.number(i);
    if (!(delay >= 0.0)) {
        call.bad(ErrorKind::Value, i, format("must be a delay of 0 ms or more, not %g", delay));
    }
    return delay;
}

void construct(Call& call, void* raw) {
    auto& events = call.context.state<event::Events>();
    auto* made = new (raw) Connection();
    try {
        const double delay = call.has(3) ? delay_arg(call, 3) : 1.0;
        made->set_target(events, target_arg(call, 1));
        made->set_source(source_arg(call, 0));
        made->set_delay(delay);
        if (call.has(2) && made->source != nullptr &&
            (made->source->point == nullptr || made->source->connections.size() == 1)) {
            made->source->threshold = call.number(2);
        }
        if (call.has(4) && made->weight_count() > 0) {
            made->weights()[0] = call.number(4);
        }
    } catch (...) {
        made->end();
        Connection::lingers(made);  // nothing refers to it yet
        throw;
    }
}

void destroy(void* raw) noexcept {
    static_cast<Connection*>(raw)->end();
}

// ---- numbers ----

[[noreturn]] void no_source(const Object* netcon) {
    fail(ErrorKind::Hoc, "%s source is missing", netcon->name().c_str());
}

Source& source_of(Object* self) {
    Source* source = connection_of(self).source;
    if (source == nullptr) {
        no_source(self);
    }
    return *source;
}

// A number of a NetCon, which the reference keeps alive.
class NumberRef final : public Ref {
  public:
    enum class What { Delay, Threshold, X, Weight };
    NumberRef(Object* netcon, What what, std::size_t i) : netcon_(Value::object(netcon)), what_(what), i_(i) {
    }
    Value get() const override {
        return Value::number(*place());
    }
    void set(const Value& value) override {
        if (!value.is_number()) {
            fail(ErrorKind::Type, "%s.%s is a number and cannot be %s", netcon_.as_object()->name().c_str(), name(),
                 kind_name(value.kind()));
        }
        *place() = value.as_number();
    }
    std::string describe() const override {
        const double* at = pointer();
        return format("<pointer to hoc scalar %g>", at != nullptr ? *at : 0.0);
    }
    double* pointer() const override {
        Connection& connection = connection_of(netcon_.as_object());
        switch (what_) {
            case What::Delay:
                return connection.share_delay();
            case What::Threshold:
                return connection.source != nullptr ? &connection.source->threshold : nullptr;
            case What::X:
                return connection.source != nullptr ? connection.source->watched().get() : nullptr;
            default:
                return i_ < connection.weight_count() ? connection.weights() + i_ : nullptr;
        }
    }
    std::size_t reach() const override {
        return what_ == What::Weight ? connection_of(netcon_.as_object()).weight_count() - i_ : pointer() != nullptr;
    }
    bool same(const Ref& other) const override {
        return pointer() != nullptr && other.pointer() == pointer();
    }

  private:
    const char* name() const {
        return what_ == What::Delay       ? "delay"
               : what_ == What::Threshold ? "threshold"
               : what_ == What::X         ? "x"
                                          : "weight";
    }
    double* place() const {
        double* found = pointer();
        if (found == nullptr) {
            fail(ErrorKind::Reference, "%s.%s is gone", netcon_.as_object()->name().c_str(), name());
        }
        return found;
    }

    Value netcon_;
    What what_;
    std::size_t i_;
};

template <NumberRef::What W>
Ref* number_ref(Object* self, std::size_t i) {
    return new NumberRef(self, W, i);
}

// What is assigned: unlike arguments of methods, it was not compared with any form.
double assigned(Call& call) {
    const std::size_t last = call.count - 1;
    if (!call.is_number(last)) {
        call.refuse(ErrorKind::Type, format("must be real number, not %s", kind_name(call.args[last].kind())));
    }
    return call.number(last);
}

Value delay_(Call& call) {
    return Value::number(self_connection(call).delay());
}
Value set_delay_(Call& call) {
    assigned(call);
    self_connection(call).set_delay(delay_arg(call, 0));
    return {};
}
Value threshold_(Call& call) {
    return Value::number(source_of(call.self).threshold);
}
Value set_threshold_(Call& call) {
    source_of(call.self).threshold = assigned(call);
    return {};
}
Value x_(Call& call) {
    const double* place = source_of(call.self).watched().get();
    return Value::number(place != nullptr ? *place : 0.0);
}
Value set_x_(Call& call) {
    const double value = assigned(call);
    if (double* place = source_of(call.self).watched().get()) {
        *place = value;
    }
    return {};
}

std::size_t weight_count(Object* self) {
    return connection_of(self).weight_count();
}
double* weight_number(Object* self, std::size_t i, bool) {
    Connection& connection = connection_of(self);
    return i < connection.weight_count() ? connection.weights() + i : nullptr;
}
double& weight_arg(Call& call) {
    Connection& connection = self_connection(call);
    const long i = call.integer(0);
    if (i < 0 || i >= static_cast<long>(connection.weight_count())) {
        fail(ErrorKind::Index, "%s.weight: index %ld is out of range, there are %zu", call.self->name().c_str(), i,
             connection.weight_count());
    }
    return connection.weights()[i];
}
Value weight_(Call& call) {
    return Value::number(weight_arg(call));
}
Value set_weight_(Call& call) {
    const double value = assigned(call);
    weight_arg(call) = value;
    return {};
}
Value wcnt_(Call& call) {
    return Value::number(static_cast<double>(weight_count(call.self)));
}

Value active_(Call& call) {
    Connection& self = self_connection(call);
    const bool before = self.active() && self.target != nullptr;
    if (call.has(0)) {
        self.set_active(call.number(0) != 0.0);
    }
    return Value::boolean(before);
}

Value valid_(Call& call) {
    const Connection& self = self_connection(call);
    return Value::boolean(self.target != nullptr && self.source != nullptr &&
                          (self.source->exists() || self.source->gid != event::kNoGid));
}

Value srcgid_(Call& call) {
    const Connection& self = self_connection(call);
    return Value::integer(static_cast<double>(self.source != nullptr ? self.source->gid : event::kNoGid));
}

Value event_(Call& call) {
    Connection& self = self_connection(call);
    if (!self.active()) {
        return Value::number(0.0);
    }
    call.context.state<event::Events>().send(self, call.number(0), call.number_or(1, 0.0));
    return Value::number(1.0);
}

// ---- who is connected ----

Value object_or_none(Object* object) {
    return Value::object(object);
}

Value pre_(Call& call) {
    const Source* source = self_connection(call).source;
    return object_or_none(source != nullptr && source->point != nullptr ? source->point->process.object : nullptr);
}
Value syn_(Call& call) {
    const event::Point* target = self_connection(call).target;
    return object_or_none(target != nullptr ? target->process.object : nullptr);
}

Value place_value(cable::Section* section, double x) {
    return section != nullptr && section->alive() ? Value::segment(section, x) : Value::object(nullptr);
}
Value preseg_(Call& call) {
    const Source* source = self_connection(call).source;
    return source != nullptr ? place_value(source->section(), source->x()) : Value::object(nullptr);
}
Value postseg_(Call& call) {
    const event::Point* target = self_connection(call).target;
    return target != nullptr ? place_value(target->process.section, target->process.x) : Value::object(nullptr);
}

// The section becomes the one that is accessed, until pop_section(); x is the result, -1 without a section.
Value push_place(Call& call, cable::Section* section, double x) {
    if (section == nullptr || !section->alive()) {
        return Value::number(-1.0);
    }
    call.context.state<cable::Cable>().push(*section);
    return Value::number(x);
}
Value preloc_(Call& call) {
    const Source* source = self_connection(call).source;
    return push_place(call, source != nullptr ? source->section() : nullptr, source != nullptr ? source->x() : 0.0);
}
Value postloc_(Call& call) {
    const event::Point* target = self_connection(call).target;
    return push_place(call, target != nullptr ? target->process.section : nullptr,
                      target != nullptr ? target->process.x : 0.0);
}

// With a strdef, its name goes there.
Value cell_result(Call& call, Object* cell) {
    if (call.is(0, Kind::Ref)) {
        call.args[0].as_ref()->set(Value::text(cell != nullptr ? cell->name() : std::string()));
        return Value::number(cell != nullptr ? 1.0 : 0.0);
    }
    return object_or_none(cell);
}
Object* template_cell(cable::Section* section) {
    return section != nullptr && section->alive() ? section->cell : nullptr;
}
Object* pre_cell(const Connection& connection) {
    const Source* source = connection.source;
    return source == nullptr
               ? nullptr
               : template_cell(source->point != nullptr ? source->point->process.section : source->section());
}
Object* post_cell(const Connection& connection) {
    return connection.target != nullptr ? template_cell(connection.target->process.section) : nullptr;
}
Value precell_(Call& call) {
    return cell_result(call, pre_cell(self_connection(call)));
}
Value postcell_(Call& call) {
    return cell_result(call, post_cell(self_connection(call)));
}

// ---- lists of NetCons ----

template <class Fits>
Value select(Call& call, Fits&& fits) {
    std::vector<Object*> found;
    call.context.state<event::Events>().connections.each_by_source([&](Connection& connection) {
        if (fits(connection)) {
            found.push_back(connection.object());
        }
    });
    return list_of_netcons(call, 0, found);
}

// By sources, as the other lists.
Value synlist_(Call& call) {
    std::vector<Connection*> incoming;
    if (event::Point* target = self_connection(call).target) {
        target->incoming.each([&](Connection& connection) { incoming.push_back(&connection); });
    }
    const auto number = [](const Connection* connection) {
        return connection->source == nullptr ? UINT64_MAX : connection->source->number;
    };
    std::stable_sort(incoming.begin(), incoming.end(),
                     [&](const Connection* a, const Connection* b) { return number(a) < number(b); });
    std::vector<Object*> found;
    for (Connection* each : incoming) {
        found.push_back(each->object());
    }
    return list_of_netcons(call, 0, found);
}
Value prelist_(Call& call) {
    std::vector<Object*> found;
    if (Source* source = self_connection(call).source) {
        source->connections.each([&](Connection& connection) { found.push_back(connection.object()); });
    }
    return list_of_netcons(call, 0, found);
}
Value precelllist_(Call& call) {
    const Object* cell = pre_cell(self_connection(call));
    return select(call, [&](const Connection& other) { return cell != nullptr && pre_cell(other) == cell; });
}
Value postcelllist_(Call& call) {
    const Object* cell = post_cell(self_connection(call));
    return select(call, [&](const Connection& other) { return cell != nullptr && post_cell(other) == cell; });
}

Value setpost_(Call& call) {
    Connection& self = self_connection(call);
    cable::PointProcess* target = target_arg(call, 0);
    self.set_target(call.context.state<event::Events>(), target);
    if (target == nullptr) {
        self.set_active(false);
    }
    return Value::number(0.0);
}

// ---- recording of spikes ----

Value record_(Call& call) {
    Source& source = source_of(call.self);
    if (!call.has(0)) {
        source.record(nullptr);
    } else if (call.is_a(0, "Vector")) {
        Object* ids = call.has(1) ? call.object(1) : nullptr;
        source.record(std::make_shared<SpikeVectors>(call.object(0), ids, call.number_or(2, call.self->index())));
    } else {
        const Action action(call, 0);
        Context& context = call.context;
        source.set_action([action, &context] { action.run(context); });
    }
    return Value::number(0.0);
}

Value get_recordvec_(Call& call) {
    const Source* source = self_connection(call).source;
    const auto* vectors = source != nullptr ? dynamic_cast<SpikeVectors*>(source->sink()) : nullptr;
    return object_or_none(vectors != nullptr ? vectors->times() : nullptr);
}

// ---- the table ----

constexpr const char* kListForms = "() -> List ; (list: List) -> List";

const Member kRows[] = {
    {"weight", MemberKind::Array, "float", "",
     "The weights: what the target's NET_RECEIVE gets; weight[0] is the first.", weight_, set_weight_, weight_count,
     number_ref<NumberRef::What::Weight>, 1, nullptr, weight_number, true},
    {"delay", MemberKind::Property, "float", "ms",
     "From the spike of the source to the event at the target. ValueError below 0.", delay_, set_delay_, nullptr,
     number_ref<NumberRef::What::Delay>},
    {"threshold", MemberKind::Property, "float", "mV",
     "What the source has to exceed to fire. All NetCons of one source share it. RuntimeError without a source.",
     threshold_, set_threshold_, nullptr, number_ref<NumberRef::What::Threshold>},
    {"x", MemberKind::Property, "float", "", "The variable of the source; 0 when that is a point process.", x_, set_x_,
     nullptr, number_ref<NumberRef::What::X>},
    {"wcnt", MemberKind::Method, "() -> float", "", "The number of weights.", wcnt_},
    {"active", MemberKind::Method, "() -> bool ; (flag: bool) -> bool", "",
     "Whether spikes of the source are sent, before this call.", active_},
    {"valid", MemberKind::Method, "() -> bool", "", "Whether there are a source and a target.", valid_},
    {"event", MemberKind::Method, "(t: float) -> float ; (t: float, flag: float) -> float", "",
     "Delivers an event to the target at time t [ms], without the delay; 0 when the NetCon is not active.\n\n"
     "finitialize() drops all events: call it afterwards. An event in the past is delivered with the next step.",
     event_},
    {"record", MemberKind::Method,
     "() -> float ; (times: Vector) -> float ; (times: Vector, ids: Vector) -> float ; "
     "(times: Vector, ids: Vector, id: float) -> float ; (action: str|callable|tuple) -> float",
     "",
     "Appends the times [ms] of the source's spikes to a Vector, which finitialize() empties.\n\n"
     "A second Vector gets who fired: id, or the number of this NetCon.\n"
     "With an action (a statement of hoc, a callable, (callable, arguments)), runs it at each spike, h.t being the\n"
     "time of the spike. A source has one Vector and one action at a time, whichever NetCon sets it; the action ends\n"
     "with the last NetCon of the source, unless a Vector or a gid keeps that. Without arguments, ends the recording\n"
     "into a Vector. RuntimeError without a source.",
     record_},
    {"get_recordvec", MemberKind::Method, "() -> object", "", "The Vector that record() fills, or None.",
     get_recordvec_},
    {"syn", MemberKind::Method, "() -> object", "", "The target, or None.", syn_},
    {"pre", MemberKind::Method, "() -> object", "", "The source when that is a point process, else None.", pre_},
    {"preseg", MemberKind::Method, "() -> segment", "", "Where the source's voltage is watched, else None.", preseg_},
    {"postseg", MemberKind::Method, "() -> segment", "", "Where the target is, or None.", postseg_},
    {"preloc", MemberKind::Method, "() -> float", "",
     "The place of the source in its section, which becomes the accessed one until pop_section(); -1 without one.",
     preloc_},
    {"postloc", MemberKind::Method, "() -> float", "",
     "The place of the target in its section, which becomes the accessed one until pop_section(); -1 without one.",
     postloc_},
    {"precell", MemberKind::Method, "() -> object ; (name: ref) -> float", "",
     "The instance of a template that the source belongs to, or None.", precell_},
    {"postcell", MemberKind::Method, "() -> object ; (name: ref) -> float", "",
     "The instance of a template that the target belongs to, or None.", postcell_},
    {"setpost", MemberKind::Method, "() -> float ; (target: object|None) -> float", "",
     "Gives it another target. Without one, or with None, it is no longer active.\n\n"
     "ValueError for a point process without NET_RECEIVE.",
     setpost_},
    {"synlist", MemberKind::Method, kListForms, "",
     "All NetCons with the same target, added to the list given or a new one.", synlist_},
    {"prelist", MemberKind::Method, kListForms, "", "All NetCons with the same source.", prelist_},
    {"precelllist", MemberKind::Method, kListForms, "", "All NetCons whose source belongs to the same cell.",
     precelllist_},
    {"postcelllist", MemberKind::Method, kListForms, "", "All NetCons whose target belongs to the same cell.",
     postcelllist_},
    {"srcgid", MemberKind::Method, "() -> int", "", "The global identifier of the source, or -1.", srcgid_},
};

constexpr const char* kDoc =
    "A connection: when the source fires, the target gets an event after a delay.\n\n"
    "source is a reference to a variable (its section is accessed: `sec=` in Python), which fires when it rises above\n"
    "the threshold, or a point process or artificial cell; or None. target is a point process with NET_RECEIVE, or "
    "None.\n"
    "Neither is kept alive: a NetCon whose source or target has ended does nothing.\n"
    "threshold [mV] is shared by all NetCons of the source; delay [ms]; weight is weight[0].\n"
    "ValueError for a variable outside of the accessed section, a target that receives nothing, a delay below 0.";

}  // namespace

Value list_of_netcons(Call& call, std::size_t i, const std::vector<Object*>& netcons) {
    Value made = call.has(i)
                     ? Value::object(call.object(i))
                     : Value::adopt_object(call.context.state<SymbolTable>().find_class("List")->create(nullptr, 0));
    List& list = list_of(made.as_object());
    if (list.shown() != nullptr) {
        call.bad(ErrorKind::Type, i, "shows the instances of a class and cannot be changed");
    }
    for (Object* each : netcons) {
        list.insert(list.count(), Value::object(each));
    }
    return made;
}

Object* new_netcon(Context& context, Object* target) {
    const Value args[] = {Value::object(nullptr), Value::object(target)};
    return context.state<SymbolTable>().find_class("NetCon")->create(args, 2);
}

Object* cell_of(const Source* source) {
    if (source == nullptr) {
        return nullptr;
    }
    if (source->point != nullptr) {
        Object* cell = template_cell(source->point->process.section);
        return cell != nullptr ? cell : source->point->process.object;
    }
    return template_cell(source->section());
}

Object* cell_of(const event::Point* target) {
    return target != nullptr ? template_cell(target->process.section) : nullptr;
}

void define_netcon(Context& context, SymbolTable& symbols) {
    ClassDef def{"NetCon",
                 "(source: ref|object|None, target: object|None) ; (source: ref|object|None, target: object|None, "
                 "threshold: float, delay: float, weight: float, *rest: any)",
                 kDoc,
                 sizeof(Connection),
                 construct,
                 destroy,
                 std::vector<Member>(std::begin(kRows), std::end(kRows))};
    def.lingers = Connection::lingers;
    def.numerous = true;
    context.state<event::Events>().connections.netcons = symbols.add_class(context, std::move(def)).klass();
}

}  // namespace nrn
