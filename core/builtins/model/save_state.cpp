// SaveState: the state of the whole model, kept in memory or in a file, to go on from there.
#include <cerrno>
#include <cstring>
#include <iterator>
#include <new>

#include "builtins/data/file.hpp"
#include "builtins/model/model.hpp"
#include "object/call.hpp"
#include "sim/checkpoint.hpp"

namespace nrn {
namespace {

sim::Checkpoint& self_state(Call& call) {
    return payload<sim::Checkpoint>(call.self);
}

sim::Checkpoint& filled_state(Call& call) {
    sim::Checkpoint& state = self_state(call);
    if (state.empty()) {
        call.refuse(ErrorKind::Value, "it holds no state: call save() or fread() first");
    }
    return state;
}

void construct(Call&, void* raw) {
    new (raw) sim::Checkpoint();
}
void destroy(void* raw) noexcept {
    static_cast<sim::Checkpoint*>(raw)->~Checkpoint();
}

void close_unless_asked(Call& call, File& file) {
    if (call.number_or(1, 1.0) != 0.0 && !file.close()) {
        call.refuse(ErrorKind::Io, "the file '" + file.name() + "' did not take all that was written: " +
                                       std::strerror(errno != 0 ? errno : EIO));
    }
}

Value save_(Call& call) {
    self_state(call).save(call.context.state<sim::Simulation>());
    return Value::number(1.0);
}

Value restore_(Call& call) {
    const sim::Checkpoint& state = filled_state(call);
    named(call, "", [&] { state.restore(call.context.state<sim::Simulation>(), call.number_or(0, 0.0) == 0.0); });
    return Value::number(1.0);
}

Value fwrite_(Call& call) {
    const sim::Checkpoint& state = filled_state(call);
    std::FILE* stream = stream_to_write(call, 0);
    auto& file = payload<File>(call.object(0));
    named(call, file.name(), [&] { state.write(stream); });
    close_unless_asked(call, file);
    return Value::number(1.0);
}

Value fread_(Call& call) {
    std::FILE* stream = stream_to_read(call, 0);
    auto& file = payload<File>(call.object(0));
    named(call, file.name(), [&] { self_state(call).read(stream); });
    close_unless_asked(call, file);
    return Value::number(1.0);
}

const Member kRows[] = {
    {"save", MemberKind::Method, "() -> float", "",
     "Keeps the state of the model as it is now, in place of any that was kept before.\n\n"
     "That is the time; voltages; states and assigned variables of mechanisms, and all variables of those with a\n"
     "NET_RECEIVE; concentrations that the model computes; weights of NetCons; what thresholds and WATCH statements\n"
     "saw last; places in streams of random numbers of mechanisms; and events that wait. Parameters are not part of "
     "it.",
     save_},
    {"restore", MemberKind::Method, "() -> float ; (without_events: bool) -> float", "",
     "The model goes on from the state that is kept: the next fadvance() is the one that would have come.\n\n"
     "Call it after finitialize(), in a model made by the same program. With without_events, no event waits "
     "afterwards\n"
     "but those of Vector.record and Vector.play, which follow from the time. Vectors keep what was recorded.\n"
     "ValueError when no state is kept, or when it is one of another model: nothing has changed then.",
     restore_},
    {"fwrite", MemberKind::Method, "(file: File) -> float ; (file: File, close: bool) -> float", "",
     "Writes the state that is kept into an open file, and closes it unless `close` is 0.\n\n"
     "Actions of CVode.event() are not in files: on restore(), those that wait then stay. OSError when the file does\n"
     "not take it, ValueError when no state is kept.",
     fwrite_},
    {"fread", MemberKind::Method, "(file: File) -> float ; (file: File, close: bool) -> float", "",
     "Keeps the state that fwrite() wrote into a file, which is closed unless `close` is 0.\n\n"
     "ValueError for a file of another kind, one that ends too early or is damaged: what was kept stays.",
     fread_},
};

}  // namespace

ClassDef save_state_class() {
    return {"SaveState",
            "()",
            "The state of a simulation, to go on from there: in this run, or by a file in another.",
            sizeof(sim::Checkpoint),
            construct,
            destroy,
            std::vector<Member>(std::begin(kRows), std::end(kRows))};
}

}  // namespace nrn
