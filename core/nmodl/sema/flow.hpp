// What a piece of code does with the variables of the mechanism, followed through the blocks that it calls.
#pragma once

#include <set>
#include <string>

#include "nmodl/sema/symbols.hpp"

namespace nrn::nmodl {

struct Flow {
    std::set<std::string> reads;        // some value is used
    std::set<std::string> reads_first;  // a value from before may be used
    std::set<std::string> writes;       // may change
    std::set<std::string> definite;     // is assigned on every way through
    std::set<std::string> calls;        // blocks and functions of the language
    bool weights = false;               // arguments of NET_RECEIVE or flag
    bool verbatim = false;              // may do anything else
    std::set<std::string> words;        // of VERBATIM text

    // What has to be loaded before and stored after.
    std::set<std::string> loads() const;
    bool changes_state() const;
};

Flow flow_of(const Mechanism& mechanism, const Statements& statements);
// Of a whole block, as if called.
Flow flow_of(const Mechanism& mechanism, const Routine& routine);

bool uses(const ExprPtr& expression, Expr::Kind kind, const std::string& name);

}  // namespace nrn::nmodl
