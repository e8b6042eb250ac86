// NetCon: a connection of the room event as an object.
#pragma once

#include "event/connections.hpp"
#include "object/call.hpp"
#include "object/klass.hpp"
#include "object/symbol.hpp"

namespace nrn {

void define_netcon(Context& context, SymbolTable& symbols);

inline event::Connection& connection_of(Object* object) {
    return payload<event::Connection>(object);
}
// A NetCon without a source, and with a target (null: none).
Object* new_netcon(Context& context, Object* target);
// The instance of a template that a source belongs to, or the point process that it is; null: neither.
Object* cell_of(const event::Source* source);
Object* cell_of(const event::Point* target);
// Adds objects to a List: that in argument i, or a new one.
Value list_of_netcons(Call& call, std::size_t i, const std::vector<Object*>& netcons);

}  // namespace nrn
