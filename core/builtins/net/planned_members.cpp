// ParallelContext members that need parts of the simulator which this version does not have. They are declared as they
// will be, so that help() tells and calls raise NotImplementedError naming what is missing.
#include "builtins/net/parallel_context.hpp"

namespace nrn {
namespace {

// The parts of the simulator that are missing, as template arguments.
struct Part {
    const char* name;
};
constexpr Part kCoreNeuron{"the connection to CoreNEURON"};

[[noreturn]] void refuse(Call& call, const Part& part) {
    call.refuse(ErrorKind::NotImplemented, std::string("not part of this version, it needs ") + part.name);
}

template <const Part& P>
Value planned(Call& call) {
    refuse(call, P);
}

const Member kRows[] = {
    // the layout of a model, and CoreNEURON
    {"nrnbbcore_write", MemberKind::Method, "(path: str = '.', append: bool = 0) -> float ; (*args: any) -> float", "",
     "Writes the model as files for CoreNEURON; an older name of nrncore_write.", planned<kCoreNeuron>},
    {"nrncore_write", MemberKind::Method, "(path: str = '.', append: bool = 0) -> float ; (*args: any) -> float", "",
     "Writes the model as files for CoreNEURON.", planned<kCoreNeuron>},
    {"nrncore_run", MemberKind::Method, "(args: str, trajectories: bool = 0) -> float ; (*args: any) -> float", "",
     "Runs the model in CoreNEURON.", planned<kCoreNeuron>},
    {"nrnbbcore_register_mapping", MemberKind::Method, "(*args: any) -> float", "",
     "Tells CoreNEURON which segments belong to which sections, for its reports.", planned<kCoreNeuron>},
};

}  // namespace

void add_planned_parallel(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
