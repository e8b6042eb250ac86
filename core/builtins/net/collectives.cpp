// ParallelContext members: who is who, and the collectives of numbers, Vectors and strings.
#include <chrono>
#include <cmath>
#include <cstdint>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/net/parallel_context.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

// ---- who is who ----

Value id_(Call& call) {
    return Value::integer(session_of(call).net().rank());
}
Value nhost_(Call& call) {
    return Value::integer(session_of(call).net().size());
}
Value id_world_(Call& call) {
    return Value::integer(session_of(call).world().rank());
}
Value nhost_world_(Call& call) {
    return Value::integer(session_of(call).world().size());
}
Value id_bbs_(Call& call) {
    return Value::integer(session_of(call).board_rank());
}
Value nhost_bbs_(Call& call) {
    return Value::integer(session_of(call).board_size());
}

Value subworlds_(Call& call) {
    ParallelSession& session = session_of(call);
    session.divide(static_cast<int>(call.integer(0, 1, INT32_MAX)));
    return Value::number(0.0);
}

Value mpiabort_on_error_(Call& call) {
    ParallelSession& session = session_of(call);
    const bool before = session.abort_on_error;
    session.abort_on_error = call.number(0) != 0.0;
    return Value::number(before ? 1.0 : 0.0);
}

Value time_(Call& call) {
    return Value::number(session_of(call).world().wall_time());
}

// ---- collectives ----

Value barrier_(Call& call) {
    Collective collective(session_of(call), "barrier");
    const double start = collective.net.wall_time();
    collective.talk([&] { collective.net.barrier(); });
    collective.complete();
    return Value::number(collective.net.size() == 1 ? 0.0 : collective.net.wall_time() - start);
}

// The storage of a Vector, kept where it is: other threads of the host may change the Vector meanwhile.
double* held_data(Collective& collective, Vector& vector) {
    const BlockPtr& block = collective.keep(vector.share());
    return block ? block->data() : nullptr;
}

// A wrong argument of the root must not leave the others waiting: it sends this in place of a size.
constexpr std::uint64_t kRefused = ~std::uint64_t{0};

// The size of what the root sends, on every rank. Error when the root has nothing to send.
std::size_t agree_on_size(Call& call, Collective& collective, int root, std::uint64_t size) {
    collective.talk([&] { collective.net.broadcast(&size, sizeof size, root); });
    if (size == kRefused) {
        call.refuse(ErrorKind::Type, format("argument 1 on rank %d, the root, is a reference to no string", root));
    }
    return size;
}

Value broadcast_text(Call& call, int root) {
    Ref* ref = call.args[0].as_ref();
    Collective collective(session_of(call), "broadcast");
    std::string text;
    std::uint64_t size = 0;
    if (collective.net.rank() == root) {
        const Value given = ref->get();
        text = given.kind() == Kind::Text ? std::string(given.as_text()) : std::string();
        size = given.kind() == Kind::Text ? text.size() : kRefused;
    }
    text.resize(agree_on_size(call, collective, root, size));
    collective.talk([&] { collective.net.broadcast(text.data(), text.size(), root); });
    collective.complete();
    if (collective.net.rank() != root) {
        ref->set(Value::borrowed_text(text));
    }
    return Value::number(static_cast<double>(text.size()));
}

Value broadcast_vector(Call& call, int root) {
    Vector& vector = vector_arg(call, 0);
    Collective collective(session_of(call), "broadcast");
    const std::size_t n = agree_on_size(call, collective, root, vector.size());
    if (collective.net.rank() != root) {
        vector.resize_for_overwrite(n);
    }
    double* data = held_data(collective, vector);
    collective.talk([&] { collective.net.broadcast(data, n * sizeof(double), root); });
    collective.complete();
    return Value::number(static_cast<double>(n));
}

Value broadcast_(Call& call) {
    const int root = root_arg(call, 1);
    return call.is(0, Kind::Ref) ? broadcast_text(call, root) : broadcast_vector(call, root);
}

Reduce reduce_arg(Call& call, std::size_t i) {
    const double type = call.number(i);
    if (type != 1.0 && type != 2.0 && type != 3.0) {
        call.bad(ErrorKind::Value, i, format("must be 1 (sum), 2 (maximum) or 3 (minimum), not %g", type));
    }
    return type == 1.0 ? Reduce::Sum : type == 2.0 ? Reduce::Max : Reduce::Min;
}

Value allreduce_vector(Call& call, Reduce op) {
    Vector& vector = vector_arg(call, 0);
    Collective collective(session_of(call), "allreduce");
    const std::size_t n = vector.size();
    double sizes[2] = {static_cast<double>(n), -static_cast<double>(n)};
    collective.talk([&] { collective.net.allreduce(sizes, 2, Reduce::Max); });
    if (sizes[0] != -sizes[1]) {
        call.bad(ErrorKind::Value, 0,
                 format("has %zu elements here; the ranks' Vectors have %g to %g, and need one size", n, -sizes[1],
                        sizes[0]));
    }
    double* data = held_data(collective, vector);
    collective.talk([&] { collective.net.allreduce(data, n, op); });
    collective.complete();
    return Value::number(0.0);
}

Value allreduce_(Call& call) {
    const Reduce op = reduce_arg(call, 1);
    if (call.is(0, Kind::Object)) {
        return allreduce_vector(call, op);
    }
    double value = call.number(0);
    Collective collective(session_of(call), "allreduce");
    collective.talk([&] { collective.net.allreduce(&value, 1, op); });
    collective.complete();
    return Value::number(value);
}

Value allgather_(Call& call) {
    const double value = call.number(0);
    Collective collective(session_of(call), "allgather");
    std::vector<double> values(static_cast<std::size_t>(collective.net.size()));
    collective.talk([&] { collective.net.allgather(&value, values.data(), sizeof value); });
    collective.complete();
    vector_arg(call, 1).assign(values);
    return Value::number(0.0);
}

// ---- alltoall ----

struct Exchange {
    std::vector<std::size_t> counts;         // [B]
    std::vector<std::size_t> displacements;  // [B]
    std::size_t total = 0;                   // elements

    void add(std::size_t elements) {
        counts.push_back(elements * sizeof(double));
        displacements.push_back(total * sizeof(double));
        total += elements;
    }
};

// What vcnts says about this rank's Vector; an empty text when it is right.
std::string read_counts(const Vector& counts, std::size_t elements, std::size_t ranks, Exchange& out) {
    if (counts.size() != ranks) {
        return format("argument 2 (vcnts) has %zu elements for %zu ranks", counts.size(), ranks);
    }
    for (const double count : counts.span()) {
        if (!(count >= 0.0) || count != std::floor(count) || count > static_cast<double>(elements)) {
            return format("argument 2 (vcnts) holds %g where a number of elements is needed", count);
        }
        out.add(static_cast<std::size_t>(count));
    }
    return out.total == elements
               ? std::string()
               : format("argument 2 (vcnts) adds up to %zu, and vsrc has %zu elements", out.total, elements);
}

// How many elements each rank sends here. A rank with wrong arguments tells all, and all raise.
Exchange exchange_counts(Call& call, Collective& collective, const Exchange& sent, const std::string& mistake) {
    const auto n = static_cast<std::size_t>(collective.net.size());
    std::vector<std::uint64_t> ours(n, kRefused);
    std::vector<std::uint64_t> theirs(n);
    std::vector<std::size_t> bytes(n, sizeof(std::uint64_t));
    std::vector<std::size_t> places(n);
    for (std::size_t rank = 0; rank < n; ++rank) {
        places[rank] = rank * sizeof(std::uint64_t);
        if (mistake.empty()) {
            ours[rank] = sent.counts[rank] / sizeof(double);
        }
    }
    collective.talk([&] {
        collective.net.alltoallv(ours.data(), bytes.data(), places.data(), theirs.data(), bytes.data(), places.data());
    });
    if (!mistake.empty()) {
        call.refuse(ErrorKind::Value, mistake);
    }
    Exchange received;
    for (std::size_t rank = 0; rank < n; ++rank) {
        if (theirs[rank] == kRefused) {
            call.refuse(ErrorKind::Parallel, format("rank %zu called it with wrong arguments", rank));
        }
        received.add(theirs[rank]);
    }
    return received;
}

Value alltoall_(Call& call) {
    Vector& source = vector_arg(call, 0);
    Collective collective(session_of(call), "alltoall");
    Exchange sent;
    const std::string mistake =
        read_counts(vector_arg(call, 1), source.size(), static_cast<std::size_t>(collective.net.size()), sent);
    const Exchange received = exchange_counts(call, collective, sent, mistake);
    Vector made;
    made.resize_for_overwrite(received.total);
    double* to = held_data(collective, made);
    const double* from = held_data(collective, source);
    collective.talk([&] {
        collective.net.alltoallv(from, sent.counts.data(), sent.displacements.data(), to, received.counts.data(),
                                 received.displacements.data());
    });
    collective.complete();
    vector_arg(call, 2).take(made);
    return Value::number(0.0);
}

// ---- the table ----

const Member kRows[] = {
    {"id", MemberKind::Method, "() -> int", "",
     "The number of this rank, 0 to nhost()-1; within its subworld when there are subworlds.", id_},
    {"nhost", MemberKind::Method, "() -> int", "",
     "The number of ranks; of this subworld when there are subworlds. 1 without MPI.", nhost_},
    {"id_world", MemberKind::Method, "() -> int", "", "The number of this rank among all ranks.", id_world_},
    {"nhost_world", MemberKind::Method, "() -> int", "", "The number of all ranks, whatever subworld they are in.",
     nhost_world_},
    {"id_bbs", MemberKind::Method, "() -> int", "",
     "The number of this rank on the bulletin board.\n\n"
     "With subworlds only their ranks 0 use it: there it is the number of the subworld, elsewhere -1.",
     id_bbs_},
    {"nhost_bbs", MemberKind::Method, "() -> int", "",
     "The number of ranks on the bulletin board: with subworlds their number, and -1 on ranks that do not use it.",
     nhost_bbs_},
    {"subworlds", MemberKind::Method, "(size: int) -> float", "",
     "Divides all ranks into subworlds of `size` ranks; the last one has fewer when the division leaves a rest.\n\n"
     "Collectives then act within a subworld, id() and nhost() count there, and rank 0 of each subworld runs tasks\n"
     "of the bulletin board together with the other ranks of its subworld. All ranks must call it, and before the\n"
     "first task. A later call divides anew. IndexError when size is less than 1.",
     subworlds_},
    {"mpiabort_on_error", MemberKind::Method, "(flag: bool) -> float", "",
     "Whether an error that nobody handles ends all ranks (1, the default) or this one only; the old value.\n\n"
     "With 0 the other ranks may have to be ended by hand, since they wait for this one.",
     mpiabort_on_error_},
    {"time", MemberKind::Method, "() -> float", "s", "Elapsed time since some point in the past, on this rank.", time_},
    {"barrier", MemberKind::Method, "() -> float", "s",
     "Waits until all ranks have come here; the time that this rank waited.\n\n"
     "Like all collectives it raises an error when another rank has ended its program and will never come.",
     barrier_},
    {"broadcast", MemberKind::Method, "(text: ref, root: int) -> float ; (vector: Vector, root: int) -> float", "",
     "Every rank gets the string or the Vector of rank `root`; its length.\n\n"
     "text is a reference to a string, h.ref(\"\"). Vectors are resized. IndexError when there is no rank root.",
     broadcast_},
    {"allreduce", MemberKind::Method, "(value: float|Vector, type: int) -> float", "",
     "The sum (type 1), maximum (2) or minimum (3) of the ranks' numbers, on every rank.\n\n"
     "A Vector is reduced element by element and in place on every rank, and the result is 0; all must have one size.\n"
     "ValueError for another type and, on all ranks, for Vectors of different sizes.",
     allreduce_},
    {"allgather", MemberKind::Method, "(value: float, result: Vector) -> float", "",
     "Collects one number of each rank into the Vector, by rank, on every rank. Returns 0.", allgather_},
    {"alltoall", MemberKind::Method, "(vsrc: Vector, vcnts: Vector, vdest: Vector) -> float", "",
     "Sends parts of vsrc to all ranks: the first vcnts[0] elements to rank 0, the next vcnts[1] to rank 1, and so "
     "on.\n\n"
     "vdest gets what the ranks sent here, in the order of ranks, and is resized; it may be vsrc. Returns 0.\n"
     "ValueError when vcnts has not nhost() elements or does not add up to vsrc.size(); the other ranks raise too.",
     alltoall_},
};

}  // namespace

void add_collectives(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
