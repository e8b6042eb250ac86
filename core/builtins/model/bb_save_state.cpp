// BBSaveState: the state of a network in files of its cells, to go on with other numbers of ranks.
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <iterator>
#include <memory>
#include <new>
#include <string>

#include "base/text.hpp"
#include "builtins/data/file.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/model/model.hpp"
#include "builtins/model/point.hpp"
#include "builtins/net/session.hpp"
#include "object/call.hpp"
#include "object/sandbox.hpp"
#include "sim/cell_states.hpp"

namespace nrn {
namespace {

// Point processes that no instance saves or restores: kept alive, and known by their objects.
struct IgnoredPoints {
    std::vector<Value> objects;
    sim::Ignored points;
};

struct Nothing {};

void construct(Call& call, void* raw) {
    call.context.state<ParallelSession>().open(call.context, false);
    new (raw) Nothing();
}
void destroy(void*) noexcept {
}

sim::Simulation& simulation_of(Call& call) {
    return call.context.state<sim::Simulation>();
}
const sim::Ignored& ignored_of(Call& call) {
    return call.context.state<IgnoredPoints>().points;
}
event::Events& events_of(Call& call) {
    return call.context.state<event::Events>();
}

// A file that is closed when it is left; a failure to take what was written is an error of finish().
class OpenFile {
  public:
    OpenFile(Call& call, std::string name, const char* mode) : call_(call), file_(std::move(name)) {
        errno = 0;
        if (!file_.open(mode)) {
            refuse();
        }
    }
    std::FILE* for_writing() {
        return file_.for_writing();
    }
    std::FILE* for_reading() {
        return file_.for_reading();
    }
    void finish() {
        errno = 0;
        if (!file_.close()) {
            refuse();
        }
    }

  private:
    [[noreturn]] void refuse() {
        call_.refuse(ErrorKind::Io, "'" + file_.name() + "': " + std::strerror(errno != 0 ? errno : EIO));
    }
    Call& call_;
    File file_;
};

// Before the state may stand the number of files that it was put together from, as a line: scripts write it that.
void skip_count(Call& call, std::FILE* stream, const std::string& name) {
    const int first = std::getc(stream);
    if (first == EOF) {
        return;
    }
    std::ungetc(first, stream);
    if (first < '0' || first > '9') {
        return;
    }
    int count = 0;
    if (std::fscanf(stream, "%d", &count) != 1 || count != 1 || std::getc(stream) != '\n') {
        call.refuse(ErrorKind::Value, "'" + name + "' must have one state: cells are not divided over ranks");
    }
}

std::string of_gid(const std::string& base, std::int64_t gid) {
    return base + format(".%lld", static_cast<long long>(gid));
}

void save_all(Call& call, const std::string& base, const std::string& behind) {
    sim::Simulation& simulation = simulation_of(call);
    sim::gather_spikes(simulation);
    event::Events& events = events_of(call);
    const sim::CellWriter cells(simulation, ignored_of(call));
    for (const std::int64_t gid : sim::cells_here(events)) {
        const std::string name = of_gid(base, gid) + behind;
        OpenFile file(call, name, "w");
        named(call, name, [&] { cells.write(gid, file.for_writing()); });
        file.finish();
    }
    if (call.context.state<ParallelSession>().net().rank() == 0) {
        OpenFile file(call, base, "w");
        std::fprintf(file.for_writing(), "%.17g\n", events.environment().t);
        file.finish();
    }
}

void restore_all(Call& call, const std::string& base) {
    sim::Simulation& simulation = simulation_of(call);
    sim::CellStates states(simulation, ignored_of(call));
    double t = 0.0;
    {
        OpenFile file(call, base, "r");
        if (std::fscanf(file.for_reading(), "%lf", &t) != 1) {
            call.refuse(ErrorKind::Value, "'" + base + "' does not say the time of the state");
        }
    }
    for (const std::int64_t gid : sim::cells_here(events_of(call))) {
        const std::string name = of_gid(base, gid);
        OpenFile file(call, name, "r");
        skip_count(call, file.for_reading(), name);
        named(call, name, [&] { states.read(gid, file.for_reading()); });
    }
    if (states.t() != t && !std::isnan(states.t())) {
        call.refuse(ErrorKind::Value,
                    format("'%s' says t = %g ms, and the states of cells are of %g ms", base.c_str(), t, states.t()));
    }
    states.restore(t, true);
}

Value save_(Call& call) {
    save_all(call, std::string(call.text(0)), "");
    return Value::number(0.0);
}
Value restore_(Call& call) {
    restore_all(call, std::string(call.text(0)));
    return Value::number(0.0);
}
Value save_test_(Call& call) {
    const int rank = call.context.state<ParallelSession>().net().rank();
    save_all(call, "out/tmp", format(".%d", rank));
    return Value::number(0.0);
}
Value restore_test_(Call& call) {
    restore_all(call, "in/tmp");
    return Value::number(0.0);
}

std::int64_t gid_arg(Call& call, std::size_t i) {
    return call.integer(i, 0, 2147483647L);
}

Value save_gid_(Call& call) {
    const std::int64_t gid = gid_arg(call, 0);
    std::FILE* stream = stream_to_write(call, 1);
    named(call, "", [&] { sim::CellWriter(simulation_of(call), ignored_of(call)).write(gid, stream); });
    return Value::number(0.0);
}
Value restore_gid_(Call& call) {
    const std::int64_t gid = gid_arg(call, 0);
    std::FILE* stream = stream_to_read(call, 1);
    named(call, "", [&] {
        sim::CellStates states(simulation_of(call), ignored_of(call));
        states.read(gid, stream);
        states.restore(states.t(), false);
    });
    return Value::number(0.0);
}

Value save_request_(Call& call) {
    const std::vector<std::int64_t> gids = sim::cells_here(events_of(call));
    Vector made;
    made.resize(gids.size());
    std::copy(gids.begin(), gids.end(), made.data());
    vector_arg(call, 0).take(made);
    return Value::number(static_cast<double>(gids.size()));
}

Value ignore_(Call& call) {
    auto& ignored = call.context.state<IgnoredPoints>();
    if (!call.has(0)) {
        ignored = {};
        return Value::number(0.0);
    }
    const cable::PointProcess* point = point_process_of(call.object(0));
    if (point == nullptr) {
        call.bad(ErrorKind::Type, 0, "must be a point process");
    }
    if (ignored.points.insert(point).second) {
        ignored.objects.push_back(call.args[0].copy());
    }
    return Value::number(0.0);
}

// restore() has brought them to their places already; programs that call this find it.
Value vector_play_init_(Call& call) {
    event::Events& events = simulation_of(call).ready_events();
    events.resume(events.environment().t, events.queue.now(), events.waiting(), false);
    return Value::number(0.0);
}

const Member kRows[] = {
    {"save_test", MemberKind::Method, "() -> float", "",
     "Writes the state of every cell into the folder 'out', which must exist.\n\n"
     "That of a cell is out/tmp.<gid>.<rank>, and out/tmp has the time. To restore it, each file is copied to\n"
     "in/tmp.<gid>, where a line with the number 1 may stand before its content, and out/tmp to in/tmp. Collective.\n"
     "OSError when a file cannot be written.",
     save_test_},
    {"restore_test", MemberKind::Method, "() -> float", "",
     "The network goes on from the files in the folder 'in', which save_test() wrote, on any number of ranks.\n\n"
     "Call it after finitialize(). Actions of CVode.event() that wait stay. OSError when a file is missing, "
     "ValueError\n"
     "when it is damaged or of another cell: nothing has changed on this rank then.",
     restore_test_},
    {"save", MemberKind::Method, "(path: str) -> float", "",
     "Writes the state of every cell into <path>.<gid>, and the time into <path>. Collective.\n\n"
     "A cell is the tree of sections of its gid with all in it, or an artificial cell with a gid; what has no gid and "
     "is\n"
     "connected to one cell only goes with that. ValueError for an artificial cell without a gid that several cells "
     "get\n"
     "events of, OSError when a file cannot be written.",
     save_},
    {"restore", MemberKind::Method, "(path: str) -> float", "",
     "The network goes on from the files that save(path) wrote, on any number of ranks; errors as restore_test().",
     restore_},
    {"save_gid", MemberKind::Method, "(gid: int, file: File) -> float", "",
     "Writes the state of one cell of this rank into an open file, which stays open.\n\n"
     "Spikes that are under way to it from other ranks are missing: save() gathers them.",
     save_gid_},
    {"restore_gid", MemberKind::Method, "(gid: int, file: File) -> float", "",
     "One cell goes on from the state that save_gid() wrote.\n\n"
     "Other cells stay as they are, and the time becomes that of the state. ValueError as restore_test().",
     restore_gid_},
    {"save_request", MemberKind::Method, "(gids: Vector) -> float", "",
     "The Vector gets the gids of the cells of this rank that save() writes; returns how many there are.",
     save_request_},
    {"ignore", MemberKind::Method, "() -> float ; (point: object) -> float", "",
     "A point process that is not saved and restored from now on; without arguments, all are again.\n\n"
     "The same must be ignored when a state is restored.",
     ignore_},
    {"vector_play_init", MemberKind::Method, "() -> float", "",
     "Vectors that are played go on from the present time, also those whose play() was called after a restore.",
     vector_play_init_},
};

}  // namespace

ClassDef bb_save_state_class() {
    return {"BBSaveState",
            "()",
            "The state of a network as one file for each cell, to go on from there on any number of ranks.",
            sizeof(Nothing),
            construct,
            destroy,
            std::vector<Member>(std::begin(kRows), std::end(kRows))};
}

}  // namespace nrn
