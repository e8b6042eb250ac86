// What unit each name of a file has, for the check of units.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "nmodl/sema/symbols.hpp"
#include "nmodl/sema/units.hpp"
#include "nmodl/syntax/lexer.hpp"

namespace nrn::nmodl {

// Nothing is a plain number, which takes the unit that fits: v > 10, tau = 5.
using Quantity = std::optional<Unit>;

class UnitScope {
  public:
    UnitScope(const Mechanism& mechanism, std::vector<Region> unchecked, Sources& sources);

    // Of a text in parentheses; "" is without unit. A name that is not known is noted once.
    Quantity read(const std::string& text, Place place);
    Quantity variable(const std::string& name) const;
    bool unchecked(Place place) const;
    void warn(Place place, const std::string& message);
    // "(mV)": a name that the file uses for it, else base units.
    std::string show(const Unit& unit) const;

  private:
    void definitions();
    void declarations();
    void declaration(const Declaration& d);
    void fixed_by_simulator();
    void fixed(const std::string& name, const std::string& units);

    const Mechanism& m_;
    std::vector<Region> unchecked_;  // in their order
    Sources& sources_;
    UnitTable table_;
    std::map<std::string, Quantity> read_;
    std::vector<std::pair<std::string, Unit>> names_;
    std::map<std::string, Quantity> variables_;
    std::map<std::string, Place> declared_;
};

}  // namespace nrn::nmodl
