// ParallelContext members on which cells a thread computes: partition, get_partition.
//
// Cells are lists of their roots. A division that the user gives is remembered; without one there is a fair one, by
// what cells cost. The solver has its own, of blocks of cells, and moves them between threads while it runs: results do
// not depend on either.
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/text.hpp"
#include "builtins/model/model.hpp"
#include "builtins/model/places.hpp"
#include "builtins/net/parallel_context.hpp"
#include "cable/numbering.hpp"
#include "sim/load.hpp"
#include "sim/simulation.hpp"

namespace nrn {
namespace {

using cable::Section;

// What the user gave, by thread; a list of another number of threads is forgotten.
struct Partition {
    std::vector<Value> lists;  // SectionLists, or nothing

    bool given() const noexcept {
        for (const Value& list : lists) {
            if (list.kind() == Kind::Object) {
                return true;
            }
        }
        return false;
    }
};

std::size_t threads_of(Call& call) {
    return call.context.state<sim::Simulation>().threads();
}

Partition& partition_of(Call& call) {
    auto& partition = call.context.state<Partition>();
    if (partition.lists.size() != threads_of(call)) {
        partition.lists.clear();
        partition.lists.resize(threads_of(call));
    }
    return partition;
}

std::size_t thread_arg(Call& call) {
    return static_cast<std::size_t>(call.integer(0, 0, static_cast<long>(threads_of(call)) - 1));
}

// Those that live, in their order.
std::vector<Section*> sections_in(const Value& list) {
    std::vector<Section*> living;
    for (Section* each : sections_of(*list.as_object())->all()) {
        if (each->alive()) {
            living.push_back(each);
        }
    }
    return living;
}

Value partition_(Call& call) {
    Partition& partition = partition_of(call);
    if (call.count == 0) {
        partition.lists.clear();
        return Value::number(0.0);
    }
    const std::size_t thread = thread_arg(call);
    if (!call.has(1) || call.object(1) == nullptr) {
        partition.lists[thread] = Value();
        return Value::number(0.0);
    }
    if (!call.is_a(1, "SectionList")) {
        call.bad(ErrorKind::Type, 1, "must be a SectionList of root sections");
    }
    Value list = Value::object(call.object(1));
    for (const Section* each : sections_in(list)) {
        if (each->parent() != nullptr) {
            call.bad(ErrorKind::Value, 1,
                     "has " + each->full_name() + ", which is not a root: a cell is given by its root section");
        }
    }
    partition.lists[thread] = std::move(list);
    return Value::number(0.0);
}

// Every cell is to be computed by one thread.
void check_given(Call& call, const Partition& partition) {
    std::unordered_set<const Section*> seen;
    for (std::size_t thread = 0; thread < partition.lists.size(); ++thread) {
        if (partition.lists[thread].kind() != Kind::Object) {
            call.refuse(ErrorKind::Value,
                        format("partition() was called for some threads and not for thread %zu; partition() without "
                               "arguments forgets them all",
                               thread));
        }
        for (const Section* each : sections_in(partition.lists[thread])) {
            if (!seen.insert(each).second) {
                call.refuse(ErrorKind::Value, format("%s is in the partition of thread %zu and of one before it",
                                                     each->full_name().c_str(), thread));
            }
        }
    }
    for (const Section* each = cable_of(call).first(); each != nullptr; each = each->next()) {
        if (each->parent() == nullptr && !seen.contains(each)) {
            call.refuse(ErrorKind::Value, each->full_name() +
                                              " is in the partition of no thread: call partition() "
                                              "again after cells were made");
        }
    }
}

Value get_partition_(Call& call) {
    const std::size_t thread = thread_arg(call);
    const Partition& partition = partition_of(call);
    std::vector<Section*> roots;
    if (partition.given()) {
        check_given(call, partition);
        roots = sections_in(partition.lists[thread]);
    } else {
        roots = sim::divide_cells(sim::loads_of_cells(cable_of(call)), threads_of(call))[thread];
    }
    return new_section_list(call.context, roots);
}

const Member kRows[] = {
    {"partition", MemberKind::Method, "() -> float ; (thread: int, roots: object = None) -> float", "",
     "Says which cells, by their root sections, a thread is to compute; without roots or arguments, forgets it.\n\n"
     "It is remembered for get_partition(), until nthread() changes. The solver divides cells by what they cost and\n"
     "threads help one another, so neither results nor speed depend on it. ValueError for a section with a parent.",
     partition_},
    {"get_partition", MemberKind::Method, "(thread: int) -> SectionList", "",
     "The root sections of the cells of a thread, as a new SectionList: each cell belongs to one thread.\n\n"
     "What partition() gave, or the cells in the order of their creation, divided such that threads have about the\n"
     "same work: compartments and instances of mechanisms. IndexError for a thread that does not exist, ValueError\n"
     "when partition() does not give each cell to one thread.",
     get_partition_},
};

}  // namespace

void add_partition(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
