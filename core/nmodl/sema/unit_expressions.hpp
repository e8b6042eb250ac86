// The unit of each expression, and what is said where units do not agree.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "nmodl/sema/unit_scope.hpp"

namespace nrn::nmodl {

class UnitExpressions {
  public:
    UnitExpressions(const Mechanism& mechanism, UnitScope& scope) : m_(mechanism), scope_(scope) {
    }

    Quantity of(const ExprPtr& e);
    // What both are in; says that they differ, if they do. The words are "v", "the value given".
    Quantity agree(Place place, const std::string& first, const Quantity& a, const std::string& second,
                   const Quantity& b);

    // Of the block that is being read.
    std::map<std::string, Quantity> locals;
    std::vector<Quantity> weights, netcon_weights;

  private:
    const std::string* units_of(const Expr& number) const;
    std::optional<double> literal(const ExprPtr& e) const;
    Quantity number(const Expr& e);
    Quantity binary(const ExprPtr& e);
    Quantity raised(const ExprPtr& base, const ExprPtr& exponent);
    Quantity root(const ExprPtr& e);
    Quantity call(const ExprPtr& e);
    Quantity routine(const Routine& routine, const ExprPtr& e);
    Quantity common(const ExprPtr& e, std::size_t first);
    void argument(const ExprPtr& e, std::size_t which, const Quantity& wanted);
    void without_unit(const ExprPtr& e, const std::string& what);

    const Mechanism& m_;
    UnitScope& scope_;
};

}  // namespace nrn::nmodl
