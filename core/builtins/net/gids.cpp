// ParallelContext members on global identifiers: a gid names what fires, wherever in a parallel run it lives.
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>
#include <unordered_set>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/file.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/data/vector_record.hpp"
#include "builtins/model/places.hpp"
#include "builtins/model/point.hpp"
#include "builtins/net/netcon.hpp"
#include "builtins/net/parallel_context.hpp"
#include "builtins/net/split_cells.hpp"
#include "event/events.hpp"
#include "sim/cell_states.hpp"

namespace nrn {
namespace {

using event::Source;

// The gids of this rank, whether they have a cell or not.
struct OwnGids {
    std::unordered_set<std::int64_t> all;
};

event::Connections& connections_of(Call& call) {
    return call.context.state<event::Events>().connections;
}
std::unordered_set<std::int64_t>& own_gids(Call& call) {
    return call.context.state<OwnGids>().all;
}

std::int64_t gid_arg(Call& call, std::size_t i) {
    return call.integer(i, 0, 2147483647L);
}

// The cell of a gid of this rank.
Source& cell_arg(Call& call, std::size_t i) {
    const std::int64_t gid = gid_arg(call, i);
    Source* source = connections_of(call).find(gid);
    if (source == nullptr) {
        call.bad(ErrorKind::Value, i,
                 format("is a gid without a cell on this rank: %lld", static_cast<long long>(gid)));
    }
    return *source;
}

Value set_gid2node_(Call& call) {
    const std::int64_t gid = gid_arg(call, 0);
    const int rank = session_of(call).net().rank();
    if (call.integer(1, 0, session_of(call).net().size() - 1) != rank) {
        return Value::number(0.0);
    }
    if (connections_of(call).find_remote(gid) != nullptr) {
        call.bad(ErrorKind::Value, 0,
                 format("gid=%lld already exists on this process as an input port: gid_connect() comes after the cells "
                        "have their gids",
                        static_cast<long long>(gid)));
    }
    if (!own_gids(call).insert(gid).second) {
        call.bad(ErrorKind::Value, 0,
                 format("gid=%lld already exists on this process as an output port", static_cast<long long>(gid)));
    }
    return Value::number(0.0);
}

Value gid_exists_(Call& call) {
    const std::int64_t gid = gid_arg(call, 0);
    if (!own_gids(call).contains(gid)) {
        return Value::integer(0.0);
    }
    const Source* source = connections_of(call).find(gid);
    return Value::integer(source == nullptr ? 1.0 : source->output ? 3.0 : 2.0);
}

Value cell_(Call& call) {
    const std::int64_t gid = gid_arg(call, 0);
    if (!own_gids(call).contains(gid)) {
        call.bad(
            ErrorKind::Value, 0,
            format("gid=%lld has not been set on rank %d", static_cast<long long>(gid), session_of(call).net().rank()));
    }
    Source* source = connection_of(call.object(1)).source;
    if (source == nullptr) {
        call.bad(ErrorKind::Value, 1, call.object(1)->name() + ", has no source");
    }
    if (source->gid != event::kNoGid && source->gid != gid) {
        call.bad(ErrorKind::Value, 0,
                 format("can't be %lld: the source is already associated with gid %lld", static_cast<long long>(gid),
                        static_cast<long long>(source->gid)));
    }
    connections_of(call).set_gid(*source, gid);
    source->output = call.number_or(2, 1.0) != 0.0;
    return Value::number(0.0);
}

Value outputcell_(Call& call) {
    cell_arg(call, 0).output = true;
    return Value::number(0.0);
}

Value prcellstate_(Call& call) {
    const std::int64_t gid = gid_arg(call, 0);
    if (connections_of(call).find(gid) == nullptr) {
        return Value::number(0.0);
    }
    const std::string text = sim::cell_text(call.context.state<sim::Simulation>(), gid);
    File file(format("%lld_", static_cast<long long>(gid)) + std::string(call.text(1)) + ".nrndat");
    errno = 0;
    const bool taken = file.open("w") && std::fputs(text.c_str(), file.for_writing()) >= 0;
    if (!file.close() || !taken) {
        call.refuse(ErrorKind::Io, "'" + file.name() + "': " + std::strerror(errno != 0 ? errno : EIO));
    }
    return Value::number(0.0);
}

Value threshold_(Call& call) {
    Source& source = cell_arg(call, 0);
    if (call.has(1)) {
        source.threshold = call.number(1);
    }
    return Value::number(source.threshold);
}

void record(Source& source, Object* times, Object* ids) {
    source.record(std::make_shared<SpikeVectors>(times, ids, static_cast<double>(source.gid)));
}

Value spike_record_(Call& call) {
    Object* times = call.object(1);
    Object* ids = call.object(2);
    if (!call.is_number(0)) {
        std::vector<Source*> all;
        for (const double gid : vector_arg(call, 0).span()) {
            Source* source = connections_of(call).find(static_cast<std::int64_t>(gid));
            if (source == nullptr) {
                call.bad(ErrorKind::Value, 0, format("holds %g, which has no cell on this rank", gid));
            }
            all.push_back(source);
        }
        for (Source* source : all) {
            record(*source, times, ids);
        }
    } else if (call.number(0) == -1.0) {
        connections_of(call).each_source([&](Source& source) {
            if (source.gid != event::kNoGid && source.output) {
                record(source, times, ids);
            }
        });
    } else {
        record(cell_arg(call, 0), times, ids);
    }
    return Value::number(0.0);
}

Value gid_connect_(Call& call) {
    const std::int64_t gid = gid_arg(call, 0);
    Source* source = connections_of(call).find(gid);
    if (source == nullptr && own_gids(call).contains(gid)) {
        call.bad(ErrorKind::Value, 0,
                 format("gid %lld owned by %d but no associated cell", static_cast<long long>(gid),
                        session_of(call).net().rank()));
    }
    cable::PointProcess* target = point_process_of(call.object(1));
    if (target == nullptr) {
        call.bad(ErrorKind::Type, 1, "must be a point process");
    }
    Value netcon =
        call.has(2) ? Value::object(call.object(2)) : Value::adopt_object(new_netcon(call.context, call.object(1)));
    event::Connection& connection = connection_of(netcon.as_object());
    if (call.has(2)) {
        connection.set_target(call.context.state<event::Events>(), target);
    }
    connection.set_source(source != nullptr ? source : &connections_of(call).remote_source(gid));
    return netcon;
}

Value gid2obj_(Call& call) {
    const Source& source = cell_arg(call, 0);
    Object* cell = cell_of(&source);
    return Value::object(cell == nullptr && source.point != nullptr ? source.point->process.object : cell);
}

Value gid_clear_(Call& call) {
    const long type = call.integer_or(0, 0, 0, 4);
    if (type <= 1) {
        connections_of(call).clear_gids();
        own_gids(call).clear();
    }
    if (type == 0 || type == 2) {
        split_of(call).clear(cable_of(call));
    }
    if (type == 0 || type == 3) {
        call.context.state<event::Events>().transfer.clear();
    }
    return Value::number(0.0);
}

const Member kRows[] = {
    {"set_gid2node", MemberKind::Method, "(gid: int, id: int) -> float", "",
     "Says that the cell with this global identifier lives on rank id.\n\n"
     "IndexError for a negative gid or a rank that is not there, ValueError for a gid that was set before.",
     set_gid2node_},
    {"gid_exists", MemberKind::Method, "(gid: int) -> int", "",
     "Whether the global identifier is of this rank (1), has a cell (2) that sends spikes to other ranks (3), or 0.",
     gid_exists_},
    {"cell", MemberKind::Method,
     "(gid: int, netcon: NetCon) -> float ; (gid: int, netcon: NetCon, output: bool) -> float", "",
     "Gives the global identifier to the source of the NetCon.\n\n"
     "The source stays when the NetCon ends. ValueError for a gid that is not of this rank, a NetCon without source, "
     "a\n"
     "source that has another gid.",
     cell_},
    {"outputcell", MemberKind::Method, "(gid: int) -> float", "", "The spikes of this cell go to the other ranks.",
     outputcell_},
    {"prcellstate", MemberKind::Method, "(gid: int, suffix: str) -> float", "",
     "Writes all variables of a cell of this rank as text into the file <gid>_<suffix>.nrndat, to compare two runs.\n\n"
     "Nodes with their areas, couplings and voltages, variables of mechanisms by name, connections with their "
     "weights.\n"
     "On a rank that does not have the cell, nothing is written. OSError when the file cannot be.",
     prcellstate_},
    {"threshold", MemberKind::Method, "(gid: int) -> float ; (gid: int, threshold: float) -> float", "mV",
     "The threshold of the cell's spike detector; with a second argument, sets it.", threshold_},
    {"spike_record", MemberKind::Method,
     "(gid: int, times: Vector, gids: Vector) -> float ; (gid: Vector, times: Vector, gids: Vector) -> float", "",
     "Records the spikes of a cell of this rank, of those in a Vector, or of all that send spikes (-1).",
     spike_record_},
    {"gid_connect", MemberKind::Method,
     "(gid: int, target: object) -> object ; (gid: int, target: object, netcon: NetCon) -> object", "",
     "A NetCon from the cell with this global identifier to a target on this rank.\n\n"
     "When the cell is on another rank, its spikes come with the exchange of psolve(). ValueError for a gid of this "
     "rank "
     "without a cell.",
     gid_connect_},
    {"gid2obj", MemberKind::Method, "(gid: int) -> object", "",
     "The cell or point process with this global identifier.", gid2obj_},
    {"gid2cell", MemberKind::Method, "(gid: int) -> object", "", "The cell with this global identifier.", gid2obj_},
    {"gid_clear", MemberKind::Method, "(type: int = 0) -> float", "",
     "Forgets global identifiers (1), split cells (2), transfers (3), or all of them (0).", gid_clear_},
};

}  // namespace

void add_gids(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
