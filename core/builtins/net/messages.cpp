// ParallelContext members: messages on the bulletin board, and packing and unpacking them.
#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/net/parallel_context.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

// A key is a string or a number, which stands for its shortest text: 5 and "5" are the same key.
std::string key_arg(Call& call) {
    return call.is_number(0) ? format("%g", call.number(0)) : std::string(call.text(0));
}

// All of the arguments, or none when one cannot be packed.
void pack_arguments(Call& call, std::size_t first) {
    MessageWriter items;
    for (std::size_t i = first; i < call.count; ++i) {
        items.add(call.context, call.args[i]);
    }
    self_parallel(call).outgoing.append(items);
}

void unpack_vector(Call& call, Vector& vector) {
    MessageReader& message = self_parallel(call).incoming;
    const std::string where = call.where();
    vector.resize_for_overwrite(message.count(where.c_str()));
    message.numbers(where.c_str(), vector.data());
}

void unpack_into_ref(Call& call, Ref& ref) {
    MessageReader& message = self_parallel(call).incoming;
    const std::string where = call.where();
    const Value present = ref.get();
    if (present.is_number()) {
        ref.set(Value::number(message.number(where.c_str())));
    } else if (present.kind() == Kind::Text) {
        ref.set(Value::borrowed_text(message.text(where.c_str())));
    } else {
        ref.set(message.object(call.context, where.c_str()));
    }
}

// The arguments get the next items of the message, each by its own kind.
void unpack_arguments(Call& call, std::size_t first) {
    for (std::size_t i = first; i < call.count; ++i) {
        if (call.is(i, Kind::Ref)) {
            unpack_into_ref(call, *call.args[i].as_ref());
        } else if (call.is_a(i, "Vector")) {
            unpack_vector(call, vector_arg(call, i));
        } else {
            call.bad(ErrorKind::Type, i, "must be a reference (h.ref) or a Vector, to be given what is unpacked");
        }
    }
}

void receive(Call& call, std::string message) {
    self_parallel(call).incoming = MessageReader(std::move(message));
    unpack_arguments(call, 1);
}

Value pack_(Call& call) {
    pack_arguments(call, 0);
    return Value::number(0.0);
}

Value post_(Call& call) {
    pack_arguments(call, 1);
    std::string message = self_parallel(call).outgoing.take();
    self_parallel(call).outgoing = MessageWriter();
    with_board(call, [&](Board& board) {
        board.post(key_arg(call), std::move(message));
        return 0;
    });
    return Value::number(1.0);
}

Value take_(Call& call) {
    receive(call, with_board(call, [&](Board& board) { return board.take(key_arg(call)); }));
    return Value::number(1.0);
}

Value look_(Call& call) {
    std::string message;
    const bool found = with_board(call, [&](Board& board) { return board.look(key_arg(call), message); });
    if (found) {
        receive(call, std::move(message));
    }
    return Value::boolean(found);
}

Value look_take_(Call& call) {
    std::string message;
    const bool found = with_board(call, [&](Board& board) { return board.look_take(key_arg(call), message); });
    if (found) {
        receive(call, std::move(message));
    }
    return Value::boolean(found);
}

Value unpack_(Call& call) {
    unpack_arguments(call, 0);
    return Value::number(1.0);
}

Value upkscalar_(Call& call) {
    return Value::number(self_parallel(call).incoming.number(call.where().c_str()));
}

Value upkstr_(Call& call) {
    const Value text = Value::text(self_parallel(call).incoming.text(call.where().c_str()));
    if (call.has(0)) {
        call.args[0].as_ref()->set(text);
    }
    return text.copy();
}

Value upkvec_(Call& call) {
    if (call.has(0)) {
        unpack_vector(call, vector_arg(call, 0));
        return call.args[0].copy();
    }
    Value made = Value::adopt_object(new_vector(call.context));
    unpack_vector(call, vector_of(made.as_object()));
    return made;
}

Value upkpyobj_(Call& call) {
    return self_parallel(call).incoming.any(call.context, call.where().c_str());
}

const Member kRows[] = {
    {"pack", MemberKind::Method, "(*items: any) -> float", "",
     "Appends items to the message that the next post() will put on the bulletin board. Returns 0.\n\n"
     "Items are numbers, strings, Vectors, references to numbers or strings, and any objects that can be pickled.",
     pack_},
    {"post", MemberKind::Method, "(key: str|float, *items: any) -> float", "",
     "Puts a message on the bulletin board under a key: what was packed, and then these items. Returns 1.\n\n"
     "A number as key stands for its text: 5 and \"5\" are the same key. Messages of one key are kept in order.",
     post_},
    {"take", MemberKind::Method, "(key: str|float, *targets: ref|Vector) -> float", "",
     "Waits for a message under the key and takes it off the bulletin board, to be unpacked. Returns 1.\n\n"
     "Rank 0 runs tasks while it waits. The targets get the first items: references to numbers and strings, and\n"
     "Vectors, which are resized. TypeError when an item is of another kind than its target.",
     take_},
    {"look", MemberKind::Method, "(key: str|float, *targets: ref|Vector) -> bool", "",
     "Whether there is a message under the key; it can then be unpacked, and stays on the bulletin board.\n\n"
     "The targets get its first items, as with take().",
     look_},
    {"look_take", MemberKind::Method, "(key: str|float, *targets: ref|Vector) -> bool", "",
     "Whether there is a message under the key; it is then taken off the bulletin board, to be unpacked.\n\n"
     "The targets get its first items, as with take(), but the call never waits.",
     look_take_},
    {"unpack", MemberKind::Method, "(*targets: ref|Vector) -> float", "",
     "The next items of the message go into references to numbers and strings, and into Vectors. Returns 1.\n\n"
     "TypeError when an item is of another kind than its target.",
     unpack_},
    {"upkscalar", MemberKind::Method, "() -> float", "",
     "The next item of the message, a number. TypeError when it is none.", upkscalar_},
    {"upkstr", MemberKind::Method, "(text: ref = None) -> str", "",
     "The next item of the message, a string; also put into the reference h.ref(\"\"). TypeError when it is none.",
     upkstr_},
    {"upkvec", MemberKind::Method, "(vector: Vector = None) -> Vector", "",
     "The next item of the message, a Vector: a new one, or the given one, which is resized.\n\n"
     "TypeError when the item is no Vector.",
     upkvec_},
    {"upkpyobj", MemberKind::Method, "() -> object", "",
     "The next item of the message, as a Python object: a number, a string, a Vector, or what was pickled.", upkpyobj_},
};

}  // namespace

void add_messages(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
