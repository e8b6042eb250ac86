#include "builtins/net/parallel_context.hpp"

#include "builtins/net/session.hpp"
#include "object/call.hpp"

namespace nrn {
namespace {

Transport& world(Call& call) {
    return call.context.state<ParallelSession>().world(call.context);
}
Value id_(Call& call) {
    return Value::integer(world(call).rank());
}
Value nhost_(Call& call) {
    return Value::integer(world(call).size());
}
void construct(Call& call, void*) {
    world(call);
}
void destroy(void*) noexcept {}

}  // namespace

void define_parallel(Context& context, SymbolTable& symbols) {
    symbols.add_class(context, {"ParallelContext", "()", "The ranks of a parallel run.", 1, construct, destroy,
                                {{"id", MemberKind::Method, "() -> int", "", "The number of this rank.", id_},
                                 {"nhost", MemberKind::Method, "() -> int", "", "The number of ranks.", nhost_}}});
}

}  // namespace nrn
