// A unit is a number times powers of base units. Text: factors separated by blanks, "-" or "*", an exponent as digits
// at the end of a name, one "/" before the denominator, a number in front: "k-mole", "joule/degC", "1/cm2",
// "milli/liter".
//
// Values of constants of nature: the SI of 2019, which fixes e, k, N_A and h.
#include "nmodl/sema/units.hpp"

#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>

namespace nrn::nmodl {
namespace {

enum Base { kMetre, kKilogram, kSecond, kAmpere, kKelvin, kMole, kCandela, kBaseCount };

struct Unit {
    double factor = 1;
    std::array<int, kBaseCount> powers{};
};

struct Known {
    std::string_view name;
    double factor;
    std::array<int, kBaseCount> powers;
};

constexpr double kAvogadro = 6.02214076e23;            // [1/mol]
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
    Known{"M", 1e3 * kAvogadro, {-3}},
    Known{"molar", 1e3 * kAvogadro, {-3}},
    Known{"c", 299792458, {1, 0, -1}},
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

std::optional<Unit> named_unit(std::string_view name) {
    if (const Known* unit = known_unit(name)) {
        return Unit{unit->factor, unit->powers};
    }
    for (const Prefix& prefix : kPrefixes) {
        if (name.size() >= prefix.name.size() && name.substr(0, prefix.name.size()) == prefix.name) {
            const std::string_view rest = name.substr(prefix.name.size());
            if (rest.empty()) {
                return Unit{prefix.factor, {}};
            }
            if (const Known* unit = known_unit(rest)) {
                return Unit{prefix.factor * unit->factor, unit->powers};
            }
        }
    }
    return std::nullopt;
}

void multiply(Unit& into, const Unit& by, int power) {
    into.factor *= std::pow(by.factor, power);
    for (std::size_t k = 0; k < into.powers.size(); ++k) {
        into.powers[k] += power * by.powers[k];
    }
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool factor(const std::string& text, std::size_t& at, int sign, Unit& into) {
    if (is_digit(text[at]) || text[at] == '.') {
        char* end = nullptr;
        const double value = std::strtod(text.c_str() + at, &end);
        at = static_cast<std::size_t>(end - text.c_str());
        multiply(into, Unit{value, {}}, sign);
        return true;
    }
    std::size_t end = at;
    while (end < text.size() && !is_digit(text[end]) && text.find_first_of(" \t-*/^", end) != end) {
        ++end;
    }
    const std::optional<Unit> unit = named_unit(std::string_view(text).substr(at, end - at));
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
    multiply(into, *unit, sign * power);
    return true;
}

std::optional<Unit> parse(const std::string& text) {
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

}  // namespace

std::optional<double> conversion(const std::string& from, const std::string& to) {
    const std::optional<Unit> a = parse(from);
    const std::optional<Unit> b = parse(to);
    if (!a || !b || a->powers != b->powers) {
        return std::nullopt;
    }
    return a->factor / b->factor;
}

}  // namespace nrn::nmodl
