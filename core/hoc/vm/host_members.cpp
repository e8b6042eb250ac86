#include "hoc/vm/host_members.hpp"

#include "base/error.hpp"
#include "hoc/vm/access.hpp"
#include "object/host.hpp"
#include "object/host_object.hpp"

namespace nrn::hoc {
namespace {

Value target(Machine& machine, const Value& object, const Site& site) {
    const Value& host = *host_behind(object.as_object());
    return site.name == "_" ? host.copy() : host_of(machine.context()).attribute(host, site.name);
}

Value element(Machine& machine, Value whole, const Value* indices, std::size_t count) {
    Host& host = host_of(machine.context());
    for (std::size_t i = 0; i < count; ++i) {
        whole = host.item(as_host_value(machine, whole), indices[i]);
    }
    return whole;
}

void finish(Machine& machine, Value* at, std::size_t count, const Value& result) {
    Value kept = as_hoc_object(machine.context(), result);
    if (kept.kind() == Kind::Void) {
        kept = Value::object(nullptr);  // None
    }
    for (std::size_t i = 1; i <= count; ++i) {
        at[i].clear();
    }
    at[0] = std::move(kept);
}

}  // namespace

void get_host_member(Machine& machine, Value* at, const Site& site, std::size_t count) {
    finish(machine, at, count, element(machine, target(machine, at[0], site), at + 1, count));
}

void set_host_member(Machine& machine, Value* at, const Site& site, std::size_t count, Op update) {
    Host& host = host_of(machine.context());
    Value& value = at[count + 1];
    if (update != Op::END) {
        const Value old = element(machine, target(machine, at[0], site), at + 1, count);
        if (!old.is_number() || !value.is_number()) {
            fail(ErrorKind::Type, "%s: only numbers are changed by an operator with =", site.name.c_str());
        }
        value = Value::number(combine(update, old.as_number(), value.as_number()));
    }
    const Value given = as_host_value(machine, value);
    if (count == 0) {
        if (site.name == "_") {
            fail(ErrorKind::Type, "_ stands for the Python object itself and cannot be assigned to");
        }
        host.set_attribute(*host_behind(at[0].as_object()), site.name, given);
    } else {
        const Value whole = element(machine, target(machine, at[0], site), at + 1, count - 1);
        host.set_item(as_host_value(machine, whole), at[count], given);
    }
    finish(machine, at, count + 1, value.copy());
}

void call_host_member(Machine& machine, Value* at, const Site& site, std::size_t count) {
    settle(at + 1, count, 0);
    for (std::size_t i = 1; i <= count; ++i) {
        at[i] = as_host_value(machine, at[i]);
    }
    Host& host = host_of(machine.context());
    const Value& owner = *host_behind(at[0].as_object());
    finish(machine, at, count,
           site.name == "_" ? host.call(owner.as_host(), at + 1, count)
                            : host.call_method(owner, site.name, at + 1, count));
}

bool run_host_text(Machine& machine, std::string_view text) {
    Host& host = host_of(machine.context());
    try {
        host.run_text(text);
        return true;
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::Host) {
            throw;
        }
        const HostException raised = host.take_error();
        if (raised.exits()) {
            host.raise_error(raised);
            throw;
        }
        const std::string message = raised.what();
        host.write_error(message.c_str(), message.size());
        return false;
    }
}

}  // namespace nrn::hoc
