#include "object/host_object.hpp"

#include <new>
#include <unordered_map>

#include "object/call.hpp"
#include "object/host.hpp"
#include "object/klass.hpp"
#include "object/sandbox.hpp"

namespace nrn {
namespace {

struct HostObjects {
    Class* klass = nullptr;
    std::unordered_map<void*, Object*> by_host;
    Value next;  // what the instance being made stands for
};

struct Payload {
    HostObjects* owner;
    Value host;
};

void construct(Call& call, void* raw) {
    HostObjects& all = call.context.state<HostObjects>();
    // `new PythonObject()` is the module of the host's program.
    if (all.next.kind() != Kind::Host) {
        refuse_in_sandbox("new PythonObject()");
    }
    Value host = all.next.kind() == Kind::Host ? std::move(all.next) : host_of(call.context).main_module();
    new (raw) Payload{&all, std::move(host)};
    all.by_host[static_cast<Payload*>(raw)->host.as_host()] = call.self;
}

void destroy(void* raw) noexcept {
    auto* payload = static_cast<Payload*>(raw);
    payload->owner->by_host.erase(payload->host.as_host());
    payload->~Payload();
}

}  // namespace

void define_host_object(Context& context, SymbolTable& symbols) {
    ClassDef def{};
    def.name = "PythonObject";
    def.forms = "()";
    def.doc =
        "An object of Python within hoc: its attributes are members, _ is the object itself: p._(x) calls it, "
        "p._[i] is an element.\n\nnew PythonObject() is the module __main__.";
    def.payload_size = sizeof(Payload);
    def.construct = construct;
    def.destroy = destroy;
    context.state<HostObjects>().klass = symbols.add_class(context, std::move(def)).klass();
}

Value as_hoc_object(Context& context, const Value& value) {
    if (value.is_section()) {
        return as_hoc_object(context, host_of(context).wrap(value));
    }
    if (value.kind() != Kind::Host) {
        return value.copy();
    }
    HostObjects& all = context.state<HostObjects>();
    const auto known = all.by_host.find(value.as_host());
    if (known != all.by_host.end()) {
        return Value::object(known->second);
    }
    all.next = value.copy();
    return Value::adopt_object(all.klass->create(nullptr, 0));
}

const Value* host_behind(const Object* object) {
    if (object == nullptr || object->klass().def().construct != construct) {
        return nullptr;
    }
    return &static_cast<Payload*>(object->payload())->host;
}

}  // namespace nrn
