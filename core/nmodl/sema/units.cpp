// A unit is a number times powers of base units. Text: factors separated by blanks, "-" or "*", an exponent as digits
// at the end of a name, one "/" before the denominator, a number in front: "k-mole", "joule/degC", "1/cm2",
// "milli/liter".
//
// Values of constants of nature: the SI of 2019, which fixes e, k, N_A and h.
#include "nmodl/sema/units.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include "base/text.hpp"

namespace nrn::nmodl {
namespace {

constexpr std::array kBaseNames = {"m", "kg", "s", "A", "K", "mol", "cd"};

struct Known {
    std::string_view name;
    double factor;
    std::array<int, 7> powers;
};

constexpr long long kHighestPower = 1000000;
constexpr double kTolerance = 1e-5;          // of factors that count as the same: constants are written with few digits
constexpr double kAvogadro = 6.02214076e23;  // [1/mol]
constexpr double kElementaryCharge = 1.602176634e-19;  // [C]
constexpr double kBoltzmann = 1.380649e-23;            // [J/K]
constexpr double kPlanck = 6.62607015e-34;             // [J s]

constexpr std::array kUnits = {
    Known{"1", 1, {}},
    Known{"pi", 3.14159265358979323846, {}},
    Known{"degree", 3.14159265358979323846 / 180, {}},
    Known{"radian", 1, {}},
    Known{"percent", 0.01, {}},
    Known{"m", 1, {1}},
    Known{"meter", 1, {1}},
    Known{"metre", 1, {1}},
    Known{"angstrom", 1e-10, {1}},
    Known{"micron", 1e-6, {1}},
    Known{"cc", 1e-6, {3}},
    Known{"l", 1e-3, {3}},
    Known{"liter", 1e-3, {3}},
    Known{"litre", 1e-3, {3}},
    Known{"g", 1e-3, {0, 1}},
    Known{"gram", 1e-3, {0, 1}},
    Known{"kg", 1, {0, 1}},
    Known{"s", 1, {0, 0, 1}},
    Known{"sec", 1, {0, 0, 1}},
    Known{"second", 1, {0, 0, 1}},
    Known{"minute", 60, {0, 0, 1}},
    Known{"hour", 3600, {0, 0, 1}},
    Known{"day", 86400, {0, 0, 1}},
    Known{"hz", 1, {0, 0, -1}},
    Known{"Hz", 1, {0, 0, -1}},
    Known{"hertz", 1, {0, 0, -1}},
    Known{"A", 1, {0, 0, 0, 1}},
    Known{"amp", 1, {0, 0, 0, 1}},
    Known{"ampere", 1, {0, 0, 0, 1}},
    Known{"coul", 1, {0, 0, 1, 1}},
    Known{"coulomb", 1, {0, 0, 1, 1}},
    Known{"C", 1, {0, 0, 1, 1}},
    Known{"e", kElementaryCharge, {0, 0, 1, 1}},
    Known{"faraday", kElementaryCharge * kAvogadro, {0, 0, 1, 1}},
    Known{"V", 1, {2, 1, -3, -1}},
    Known{"volt", 1, {2, 1, -3, -1}},
    Known{"ohm", 1, {2, 1, -3, -2}},
    Known{"S", 1, {-2, -1, 3, 2}},
    Known{"mho", 1, {-2, -1, 3, 2}},
    Known{"siemens", 1, {-2, -1, 3, 2}},
    Known{"F", 1, {-2, -1, 4, 2}},
    Known{"farad", 1, {-2, -1, 4, 2}},
    Known{"N", 1, {1, 1, -2}},
    Known{"newton", 1, {1, 1, -2}},
    Known{"Pa", 1, {-1, 1, -2}},
    Known{"pascal", 1, {-1, 1, -2}},
    Known{"J", 1, {2, 1, -2}},
    Known{"joule", 1, {2, 1, -2}},
    Known{"cal", 4.1868, {2, 1, -2}},
    Known{"calorie", 4.1868, {2, 1, -2}},
    Known{"W", 1, {2, 1, -3}},
    Known{"watt", 1, {2, 1, -3}},
    Known{"degC", 1, {0, 0, 0, 0, 1}},
    Known{"degK", 1, {0, 0, 0, 0, 1}},
    Known{"K", 1, {0, 0, 0, 0, 1}},
    Known{"kelvin", 1, {0, 0, 0, 0, 1}},
    Known{"mol", 1, {0, 0, 0, 0, 0, 1}},
    Known{"mole", kAvogadro, {}},  // a number: (k-mole) is the gas constant, (faraday) is of one mole
    Known{"k", kBoltzmann, {2, 1, -2, 0, -1}},
    Known{"h", kPlanck, {2, 1, -1}},
    Known{"planck", kPlanck, {2, 1, -1}},
    Known{"cd", 1, {0, 0, 0, 0, 0, 0, 1}},
    Known{"candela", 1, {0, 0, 0, 0, 0, 0, 1}},
    Known{"M", 1e3 * kAvogadro, {-3}},
    Known{"molar", 1e3 * kAvogadro, {-3}},
    Known{"c", 299792458, {1, 0, -1}},
    // Rare ones.
    Known{"inch", 0.0254, {1}},
    Known{"foot", 0.3048, {1}},
    Known{"yard", 0.9144, {1}},
    Known{"mile", 1609.344, {1}},
    Known{"fermi", 1e-15, {1}},
    Known{"barn", 1e-28, {2}},
    Known{"acre", 4046.8564224, {2}},
    Known{"gallon", 3.785411784e-3, {3}},
    Known{"quart", 0.946352946e-3, {3}},
    Known{"pint", 0.473176473e-3, {3}},
    Known{"pound", 0.45359237, {0, 1}},
    Known{"ounce", 0.028349523125, {0, 1}},
    Known{"ton", 907.18474, {0, 1}},
    Known{"tonne", 1000, {0, 1}},
    Known{"amu", 1.66044e-27, {0, 1}},
    Known{"year", 31556925.975456, {0, 0, 1}},
    Known{"decade", 315569259.75456, {0, 0, 1}},
    Known{"dyne", 1e-5, {1, 1, -2}},
    Known{"erg", 1e-7, {2, 1, -2}},
    Known{"eV", kElementaryCharge, {2, 1, -2}},
    Known{"electronvolt", kElementaryCharge, {2, 1, -2}},
    Known{"rad", 0.01, {2, 0, -2}},
    Known{"atm", 101325, {-1, 1, -2}},
    Known{"torr", 133.322, {-1, 1, -2}},
    Known{"bar", 1e5, {-1, 1, -2}},
    Known{"poise", 0.1, {-1, 1, -1}},
    Known{"stokes", 1e-4, {2, 0, -1}},
    Known{"gauss", 1e-4, {0, 1, -2, -1}},
    Known{"tesla", 1, {0, 1, -2, -1}},
    Known{"weber", 1, {2, 1, -2, -1}},
    Known{"henry", 1, {2, 1, -2, -2}},
    Known{"becquerel", 1, {0, 0, -1}},
    Known{"curie", 3.7e10, {0, 0, -1}},
    Known{"dozen", 12, {}},
    Known{"bit", 1, {}},
    Known{"byte", 8, {}},
};

struct Prefix {
    std::string_view name;
    double factor;
};
constexpr std::array kPrefixes = {
    Prefix{"tera", 1e12}, Prefix{"giga", 1e9},   Prefix{"mega", 1e6},    Prefix{"meg", 1e6},    Prefix{"kilo", 1e3},
    Prefix{"hecto", 1e2}, Prefix{"deci", 0.1},   Prefix{"centi", 0.01},  Prefix{"milli", 1e-3}, Prefix{"micro", 1e-6},
    Prefix{"nano", 1e-9}, Prefix{"pico", 1e-12}, Prefix{"femto", 1e-15}, Prefix{"G", 1e9},      Prefix{"M", 1e6},
    Prefix{"k", 1e3},     Prefix{"d", 0.1},      Prefix{"c", 0.01},      Prefix{"m", 1e-3},     Prefix{"u", 1e-6},
    Prefix{"n", 1e-9},    Prefix{"p", 1e-12},    Prefix{"f", 1e-15},
};

const Known* known_unit(std::string_view name) {
    for (const Known& unit : kUnits) {
        if (unit.name == name) {
            return &unit;
        }
    }
    if (name.size() > 3 && name.back() == 's') {
        return known_unit(name.substr(0, name.size() - 1));
    }
    return nullptr;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// "1e-3" or, as in NEURON, "1-3"; `at` goes behind it.
double read_number(const std::string& text, std::size_t& at) {
    char* end = nullptr;
    double value = std::strtod(text.c_str() + at, &end);
    at = static_cast<std::size_t>(end - text.c_str());
    if (at + 1 < text.size() && (text[at] == '-' || text[at] == '+') && is_digit(text[at + 1])) {
        value *= std::pow(10.0, static_cast<double>(std::strtol(text.c_str() + at, &end, 10)));
        at = static_cast<std::size_t>(end - text.c_str());
    }
    return value;
}

}  // namespace

Unit product(const Unit& a, const Unit& b, int power_of_b) {
    Unit result = a;
    result.factor *= std::pow(b.factor, power_of_b);
    for (std::size_t k = 0; k < result.powers.size(); ++k) {
        const long long sum = result.powers[k] + static_cast<long long>(power_of_b) * b.powers[k];
        result.powers[k] = static_cast<int>(std::clamp(sum, -kHighestPower, kHighestPower));
    }
    return result;
}

bool same_dimension(const Unit& a, const Unit& b) {
    return a.powers == b.powers;
}

bool same(const Unit& a, const Unit& b) {
    return same_dimension(a, b) && std::fabs(a.factor - b.factor) <= kTolerance * std::fabs(a.factor);
}

std::string in_base_units(const Unit& unit) {
    std::string above;
    std::string below;
    for (std::size_t k = 0; k < unit.powers.size(); ++k) {
        const int exponent = std::abs(unit.powers[k]);
        if (exponent != 0) {
            std::string& part = unit.powers[k] > 0 ? above : below;
            part += (part.empty() ? "" : "-") + std::string(kBaseNames[k]);
            part += exponent == 1 ? std::string() : std::to_string(exponent);
        }
    }
    const std::string number = unit.factor == 1 && !above.empty() ? std::string() : format("%.6g", unit.factor);
    return number + (number.empty() || above.empty() ? "" : " ") + above + (below.empty() ? "" : "/") + below;
}

std::optional<Unit> UnitTable::plain(std::string_view name) const {
    if (const auto own = own_.find(name); own != own_.end()) {
        return own->second;
    }
    if (const Known* unit = known_unit(name)) {
        return Unit{unit->factor, unit->powers};
    }
    return std::nullopt;
}

std::optional<Unit> UnitTable::named(std::string_view name) const {
    if (const std::optional<Unit> unit = plain(name)) {
        return unit;
    }
    for (const Prefix& prefix : kPrefixes) {
        if (name.size() >= prefix.name.size() && name.substr(0, prefix.name.size()) == prefix.name) {
            const std::string_view rest = name.substr(prefix.name.size());
            if (rest.empty()) {
                return Unit{prefix.factor, {}};
            }
            if (const std::optional<Unit> unit = plain(rest)) {
                return Unit{prefix.factor * unit->factor, unit->powers};
            }
        }
    }
    return std::nullopt;
}

bool UnitTable::factor(const std::string& text, std::size_t& at, int sign, Unit& into) const {
    if (is_digit(text[at]) || text[at] == '.') {
        const std::size_t before = at;
        into = product(into, Unit{read_number(text, at), {}}, sign);
        return at > before;
    }
    std::size_t end = at;
    while (end < text.size() && !is_digit(text[end]) && text.find_first_of(" \t-*/^", end) != end) {
        ++end;
    }
    const std::optional<Unit> unit = named(std::string_view(text).substr(at, end - at));
    at = end + (end < text.size() && text[end] == '^');
    int power = 1;
    if (at < text.size() && is_digit(text[at])) {
        power = 0;
        for (; at < text.size() && is_digit(text[at]) && power < 100; ++at) {
            power = 10 * power + (text[at] - '0');
        }
    }
    if (!unit) {
        return false;
    }
    into = product(into, *unit, sign * power);
    return true;
}

std::optional<Unit> UnitTable::read(const std::string& text) const {
    if (const auto own = own_.find(text); own != own_.end()) {
        return own->second;
    }
    Unit result;
    int sign = 1;
    for (std::size_t at = 0; at < text.size();) {
        if (text.find_first_of(" \t-*", at) == at) {
            ++at;
        } else if (text[at] == '/') {
            sign = -1;
            ++at;
        } else if (!factor(text, at, sign, result)) {
            return std::nullopt;
        }
    }
    return result;
}

std::optional<double> conversion(const std::string& from, const std::string& to) {
    const UnitTable known;
    const std::optional<Unit> a = known.read(from);
    const std::optional<Unit> b = known.read(to);
    if (!a || !b || a->powers != b->powers) {
        return std::nullopt;
    }
    return a->factor / b->factor;
}

}  // namespace nrn::nmodl
