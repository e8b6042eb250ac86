// Templates: classes written in hoc. Their names are collected while the text is read; at its end the class gets
// members, so that Python sees an ordinary class of the registry.
#include <cstdlib>

#include "base/error.hpp"
#include "hoc/vm/access.hpp"
#include "hoc/vm/machine.hpp"
#include "hoc/vm/sections.hpp"
#include "object/call.hpp"
#include "object/host.hpp"
#include "object/host_object.hpp"

namespace nrn::hoc {
namespace {

constexpr std::size_t kMostVariables = 4096;  // of a template; its prototype never moves

Machine& machine_in(Call& call) {
    return machine_of(call.context);
}

const MemberName& name_in(Call& call) {
    return *Machine::template_of(call.self->klass())->find(call.name);
}

// What Python gets of a variable, and sets.
Value get_variable(Call& call) {
    const MemberName& name = name_in(call);
    const Value& slot = slots_of(call.self)[name.slot];
    if (slot.kind() == Kind::Void) {
        return Value::number(0.0);
    }
    if (slot.kind() == Kind::Host) {
        fail(ErrorKind::Type, "%s.%s is an array now", call.self->klass().name().c_str(), call.name);
    }
    return slot.copy();
}

Value set_variable(Call& call) {
    const MemberName& name = name_in(call);
    Value& slot = slots_of(call.self)[name.slot];
    const Value& value = call.args[0];
    if (name.kind == SymbolKind::Text) {
        assign_text(slot, value.copy());
    } else if (name.kind == SymbolKind::ObjectRef) {
        assign_object(slot, as_hoc_object(call.context, value));
    } else if (value.is_number()) {
        slot = Value::number(value.as_number());
    } else {
        fail(ErrorKind::Type, "%s.%s holds a number and cannot take %s", call.self->klass().name().c_str(), call.name,
             kind_name(value.kind()));
    }
    return {};
}

Value call_member(Call& call) {
    const MemberName& name = name_in(call);
    return machine_in(call).call_routine(*name.routine, call.self, call.args, call.count);
}

Value element_of(Call& call) {
    Site site{call.name};
    site.klass = &call.self->klass();
    site.member = Machine::template_of(*site.klass)->find(call.name);
    std::vector<Value> operands(call.count + 1);
    operands[0] = Value::object(call.self);
    for (std::size_t i = 0; i < call.count; ++i) {
        operands[i + 1] = call.args[i].copy();
    }
    get_member(machine_in(call), operands.data(), site, call.count, false);
    return std::move(operands[0]);
}

Value set_element(Call& call) {
    Site site{call.name};
    site.klass = &call.self->klass();
    site.member = Machine::template_of(*site.klass)->find(call.name);
    std::vector<Value> operands(call.count + 1);
    operands[0] = Value::object(call.self);
    for (std::size_t i = 0; i < call.count; ++i) {
        operands[i + 1] = call.args[i].copy();
    }
    set_member(machine_in(call), operands.data(), site, call.count - 1, Op::END);
    return {};
}

void construct(Call& call, void* raw) {
    Template& made = *Machine::template_of(call.self->klass());
    auto* instance = new (raw) Instance{&made, 0};
    for (const MemberName* name : made.by_slot) {
        new (&instance->slots()[instance->count]) Value(initial_value(*name));
        ++instance->count;
    }
    machine_in(call).sections().create_members(made, instance->slots(), call.self);
}

void initialize(Call& call) {
    const Template& made = *Machine::template_of(call.self->klass());
    if (made.init != nullptr && made.init->routine != nullptr) {
        machine_in(call).call_routine(*made.init->routine, call.self, call.args, call.count);
    }
}

void destroy(void* raw) noexcept {
    auto* instance = static_cast<Instance*>(raw);
    for (std::uint32_t i = instance->count; i > 0; --i) {
        instance->slots()[i - 1].clear();
    }
}

void finalize(Object* object) noexcept {
    const Template& made = *Machine::template_of(object->klass());
    if (made.unref != nullptr && made.unref->routine != nullptr) {
        notify_unref(object, 0);
    }
}

Member member_of(const MemberName& name) {
    Member member{};
    member.name = name.name.c_str();
    member.units = "";
    member.doc = "";
    if (name.routine != nullptr) {
        member.kind = MemberKind::Method;
        const RoutineKind kind = name.routine->kind;
        member.forms = kind == RoutineKind::Obfunc ? "(*args: any) -> object" : "(*args: any) -> float";
        member.call = call_member;
        return member;
    }
    switch (name.kind) {
        case SymbolKind::Section:
            member.kind = name.is_array ? MemberKind::Array : MemberKind::Property;
            member.forms = "section";
            member.call = element_of;
            return member;
        case SymbolKind::Array:
        case SymbolKind::ObjectArray:
            member.kind = MemberKind::Array;
            member.forms = name.kind == SymbolKind::Array ? "float" : "object";
            member.call = element_of;
            member.set = set_element;
            return member;
        default:
            member.kind = MemberKind::Property;
            member.forms = name.kind == SymbolKind::Text        ? "str"
                           : name.kind == SymbolKind::ObjectRef ? "object"
                                                                : "float";
            member.call = get_variable;
            member.set = set_variable;
            return member;
    }
}

}  // namespace

void notify_unref(Object* object, long left) noexcept {
    const Template& made = *Machine::template_of(object->klass());
    Context& context = object->klass().context();
    const Value count = Value::number(static_cast<double>(left));
    std::string message;
    try {
        machine_of(context).call_routine(*made.unref->routine, object, &count, 1);
        return;
    } catch (const Error& error) {
        message = error.kind() == ErrorKind::Host ? host_of(context).take_error().what() : error.message();
    } catch (const std::exception& error) {
        message = error.what();
    }
    message += "\n";
    host_of(context).write_error(message.c_str(), message.size());
}

MemberName& Template::intern(std::string_view text) {
    if (MemberName* known = find(text)) {
        return *known;
    }
    if (by_slot.size() >= kMostVariables) {
        fail(ErrorKind::Hoc, "template %s has more than %zu names", name.c_str(), kMostVariables);
    }
    auto made = std::make_unique<MemberName>();
    made->name = text;
    made->slot = static_cast<int>(by_slot.size());
    by_slot.push_back(made.get());
    prototype.emplace_back();
    by_name.emplace(made->name, made.get());
    names.push_back(std::move(made));
    return *by_slot.back();
}

Template* Machine::begin_template(std::string_view name) {
    if (const Symbol* known = symbols_.find(name)) {
        const Template* old = known->klass() == nullptr ? nullptr : template_of(*known->klass());
        if (old == nullptr) {
            fail(ErrorKind::Name,
                 known->kind() == SymbolKind::Class ? "%s : Redeclaring at top level: it is built in"
                                                    : "%s already used as something besides template",
                 known->name().c_str());
        }
        if (old->complete) {
            fail(ErrorKind::Name, "%s : a template cannot be redefined", known->name().c_str());
        }
    }
    auto made = std::make_unique<Template>();
    made->name = name;
    made->prototype.reserve(kMostVariables);
    ClassDef def{};
    def.name = made->name.c_str();
    def.forms = "(*args: any)";
    def.doc = "A template of hoc.";
    def.construct = construct;
    def.destroy = destroy;
    def.initialize = initialize;
    def.finalize = finalize;
    Symbol& symbol = symbols_.add_class(context_, def);
    made->klass = symbol.klass();
    made->klass->language = made.get();
    templates_.push_back(std::move(made));
    return templates_.back().get();
}

void Machine::end_template(Template& made) {
    symbols_.new_epoch();
    std::vector<Member> members;
    for (const auto& name : made.names) {
        if (name->external == nullptr && name->kind != SymbolKind::Undefined) {
            members.push_back(member_of(*name));
        }
    }
    made.init = made.find("init");
    made.unref = made.find("unref");
    if (made.unref != nullptr && made.unref->routine == nullptr) {
        made.unref = nullptr;
    }
    made.klass->complete(sizeof(Instance) + made.by_slot.size() * sizeof(Value), std::move(members));
    made.complete = true;
}

Object* Machine::new_instance(Template& made) {
    if (!made.complete) {
        fail(ErrorKind::Hoc, "template %s is still being read: it has no instances yet", made.name.c_str());
    }
    return made.klass->create_unchecked();
}

void Machine::define_routine(Template* owner, std::string_view name, RoutineKind kind, std::unique_ptr<Code> code) {
    symbols_.new_epoch();
    if (owner == nullptr) {
        Symbol& symbol = symbols_.intern(name);
        if (auto* known = static_cast<Routine*>(symbol.routine())) {
            retire(std::exchange(known->code, std::move(code)));
            known->kind = kind;
            return;
        }
        auto made = std::make_unique<Routine>(*this, std::string(name), kind, nullptr);
        made->code = std::move(code);
        symbols_.add_routine(name, std::move(made));
        return;
    }
    MemberName& member = owner->intern(name);
    member.kind = SymbolKind::Routine;
    if (member.routine == nullptr) {
        member.routine = std::make_unique<Routine>(*this, std::string(name), kind, owner);
    }
    member.routine->kind = kind;
    retire(std::exchange(member.routine->code, std::move(code)));
}

void Machine::retire(std::unique_ptr<const Code> code) {
    if (code != nullptr && nesting_ > 0) {
        retired_.push_back(std::move(code));
    }
}

}  // namespace nrn::hoc
