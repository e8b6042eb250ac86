// Runs of the simulation as users ask for them: time steps with signals looked at, other threads let through and
// progress shown; and the functions and the class of the top level that control them.
#pragma once

#include "base/context.hpp"
#include "object/symbol.hpp"

namespace nrn {

// finitialize, fadvance, fcurrent, frecord_init, initnrn, FInitializeHandler, CVode.
void define_run(Context& context, SymbolTable& symbols);
ClassDef cvode_class();
ClassDef initialize_handler_class();

// As many time steps as fit until `until` [ms]. Error(Host) or Error(Interrupted) ends it behind a whole step.
void run_until(Context& context, double until);

}  // namespace nrn
