// DryRun: what ParallelContext.dry_run() returns.
#pragma once

#include "builtins/net/parallel_context.hpp"

namespace nrn {

// maxstep [ms] is what set_maxstep() was last called with.
Value dry_run(Call& call, double maxstep);
ClassDef dry_run_class();

}  // namespace nrn
