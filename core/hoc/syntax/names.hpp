// What the parser asks about names: the tables of the top level and of the template that is being read.
#pragma once

#include <string_view>

#include "base/context.hpp"
#include "hoc/code/code.hpp"
#include "object/symbol.hpp"

namespace nrn::hoc {

class Names {
  public:
    virtual ~Names() = default;

    virtual Context& context() = 0;
    virtual SymbolTable& symbols() = 0;
    // Defines a routine of the top level (owner null) or of a template; the old code may still be running.
    virtual void define_routine(Template* owner, std::string_view name, RoutineKind kind,
                                std::unique_ptr<Code> code) = 0;
    virtual Template* begin_template(std::string_view name) = 0;  // Error(Name) when the name is taken
    virtual void end_template(Template& made) = 0;
};

}  // namespace nrn::hoc
