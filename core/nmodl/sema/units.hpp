// Units as numbers: a factor times powers of base units, from text such as "mA/cm2" and from what UNITS defines.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace nrn::nmodl {

// In metre, kilogram, second, ampere, kelvin, mole, candela.
struct Unit {
    double factor = 1;
    std::array<int, 7> powers{};

    bool has_dimension() const {
        return powers != std::array<int, 7>{};
    }
};

Unit product(const Unit& a, const Unit& b, int power_of_b);  // a b^power
bool same_dimension(const Unit& a, const Unit& b);
bool same(const Unit& a, const Unit& b);  // in dimension and factor
// "0.001 m2-kg/s3-A", as NMODL reads it: for a unit that has no name.
std::string in_base_units(const Unit& unit);

// The units that are known anyway and those of a file, which come first.
class UnitTable {
  public:
    void define(const std::string& name, const Unit& unit) {
        own_[name] = unit;
    }
    // Nothing when a name in it is not known.
    std::optional<Unit> read(const std::string& text) const;

  private:
    std::optional<Unit> plain(std::string_view name) const;
    std::optional<Unit> named(std::string_view name) const;
    bool factor(const std::string& text, std::size_t& at, int sign, Unit& into) const;

    std::map<std::string, Unit, std::less<>> own_;
};

// (faraday) in (coulomb) is 96485.33…; nothing when a unit is not known or the dimensions differ.
std::optional<double> conversion(const std::string& from, const std::string& to);

}  // namespace nrn::nmodl
