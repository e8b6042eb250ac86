#include "builtins/model/nmodl_random.hpp"

#include <new>

#include "builtins/data/vector.hpp"
#include "event/events.hpp"
#include "object/call.hpp"
#include "object/symbol.hpp"

namespace nrn {
namespace {

// Remembers the instance, which may end before it.
struct NmodlRandom {
    mech::Mechanism* mechanism = nullptr;
    mech::Id id = mech::kNoId;
    std::uint32_t generation = 0;
    std::size_t which = 0;
};

void construct(Call& call, void* raw) {
    if (call.form != nullptr) {
        call.refuse(ErrorKind::Type, "it is a RANDOM variable of a mechanism and cannot be made apart from one");
    }
    new (raw) NmodlRandom();
}
void destroy(void* raw) noexcept {
    static_cast<NmodlRandom*>(raw)->~NmodlRandom();
}

event::RandomStream& self_stream(Call& call) {
    const auto& self = payload<NmodlRandom>(call.self);
    if (self.mechanism == nullptr || !self.mechanism->table.alive(self.id, self.generation)) {
        call.refuse(ErrorKind::Reference, "the instance of the mechanism that it belongs to is gone");
    }
    return call.context.state<event::Events>().random_stream(*self.mechanism, self.id, self.which);
}

std::uint32_t id_arg(Call& call, std::size_t i) {
    return static_cast<std::uint32_t>(call.integer(i, 0, 4294967295L));
}

Value get_ids_(Call& call) {
    const auto ids = self_stream(call).ids();
    Object* made = new_vector(call.context, ids.size());
    Value out = Value::adopt_object(made);
    double* x = vector_of(made).data();
    for (const std::uint32_t id : ids) {
        *x++ = id;
    }
    return out;
}
Value set_ids_(Call& call) {
    self_stream(call).set_ids({id_arg(call, 0), id_arg(call, 1), id_arg(call, 2)});
    return call.self_value();
}
Value get_seq_(Call& call) {
    return Value::number(static_cast<double>(self_stream(call).place()));
}
Value set_seq_(Call& call) {
    self_stream(call).set_place(static_cast<std::uint64_t>(call.integer(0, 0, (1L << 34) - 1)));
    return call.self_value();
}
Value uniform_(Call& call) {
    return Value::number(self_stream(call).uniform(call.context.state<event::Events>().random_key));
}

const Member kRows[] = {
    {"get_ids", MemberKind::Method, "() -> Vector", "", "The three numbers that name the stream.", get_ids_},
    {"set_ids", MemberKind::Method, "(id1: int, id2: int, id3: int) -> self", "",
     "Chooses the stream; the place in it stays. IndexError for a number outside of 0 … 2^32 - 1.", set_ids_},
    {"get_seq", MemberKind::Method, "() -> float", "", "How many numbers were drawn: the place in the stream.",
     get_seq_},
    {"set_seq", MemberKind::Method, "(place: int) -> self", "",
     "Sets the place in the stream, from 0; finitialize() leaves it. IndexError outside of 0 … 2^34 - 1.", set_seq_},
    {"uniform", MemberKind::Method, "() -> float", "", "The next number, above 0 and below 1.", uniform_},
};

}  // namespace

Object* new_nmodl_random(Context& context, mech::Mechanism& mechanism, mech::Id id, std::size_t which) {
    Object* made = context.state<SymbolTable>().find_class("NMODLRandom")->create_unchecked();
    payload<NmodlRandom>(made) = {&mechanism, id, mechanism.table.generation(id), which};
    return made;
}

ClassDef nmodl_random_class() {
    return {"NMODLRandom",
            "()",
            "The random numbers of a RANDOM variable of a mechanism (Random123: philox4x32).\n\n"
            "Each instance has a stream of its own, named by three numbers; finitialize() leaves its place.\n"
            "ReferenceError when the instance is gone.",
            sizeof(NmodlRandom),
            construct,
            destroy,
            std::vector<Member>(std::begin(kRows), std::end(kRows))};
}

}  // namespace nrn
