// Definitions of UNITS, units of declarations, and those that the simulator gives to v, t, currents and ions.
#include "nmodl/sema/unit_scope.hpp"

#include <algorithm>

namespace nrn::nmodl {
namespace {

// A molar is a number in a litre, as in the models' (molar) = (1/liter): (faraday) (coulomb) is of as many.
constexpr const char* kMolar = "1/liter";

const char* units_of(IonPart part, bool point) {
    switch (part) {
        case IonPart::E:
            return "mV";
        case IonPart::Current:
            return point ? "nA" : "mA/cm2";
        default:
            return "mM";
    }
}

}  // namespace

UnitScope::UnitScope(const Mechanism& mechanism, std::vector<Region> unchecked, Sources& sources)
    : m_(mechanism), unchecked_(std::move(unchecked)), sources_(sources) {
    std::sort(unchecked_.begin(), unchecked_.end(),
              [](const Region& a, const Region& b) { return a.file != b.file ? a.file < b.file : a.from < b.from; });
    const Unit molar = table_.read(kMolar).value_or(Unit{});
    table_.define("molar", molar);
    table_.define("M", molar);
    definitions();
    declarations();
    fixed_by_simulator();
    for (const char* common : {"mV", "ms", "/ms", "/mV", "mA/cm2", "S/cm2", "nA", "uS", "um", "um2", "degC", "mM"}) {
        names_.emplace_back(common, table_.read(common).value_or(Unit{}));
    }
}

bool UnitScope::unchecked(Place place) const {
    auto after = std::upper_bound(unchecked_.begin(), unchecked_.end(), place, [](Place p, const Region& r) {
        return p.file != r.file ? p.file < r.file : p.offset < r.from;
    });
    return after != unchecked_.begin() && (--after)->file == place.file && place.offset < after->to;
}

void UnitScope::warn(Place place, const std::string& message) {
    if (!unchecked(place)) {
        sources_.warn(place, message);
    }
}

Quantity UnitScope::read(const std::string& text, Place place) {
    const auto before = read_.find(text);
    if (before != read_.end()) {
        return before->second;
    }
    const std::optional<Unit> unit = table_.read(text);
    if (unit) {
        names_.emplace_back(text, *unit);
    } else {
        warn(place, "The unit (" + text + ") is not known: define it in UNITS, as in (" + text +
                        ") = (millivolt), or write one that is.");
    }
    return read_[text] = unit;
}

std::string UnitScope::show(const Unit& unit) const {
    if (same(unit, Unit{})) {
        return "(1)";
    }
    for (const auto& [name, known] : names_) {
        if (same(known, unit)) {
            return "(" + name + ")";
        }
    }
    return "(" + in_base_units(unit) + ")";
}

void UnitScope::definitions() {
    for (const UnitDefinition& definition : m_.mod.units) {
        if (const Quantity unit = read(definition.meaning, definition.place)) {
            table_.define(definition.name, *unit);
            read_.clear();  // what was read may mean another unit now
            names_.insert(names_.begin(), {definition.name, *unit});
        }
    }
}

void UnitScope::declarations() {
    const ModFile& mod = m_.mod;
    for (const std::vector<Declaration>* list :
         {&mod.unit_constants, &mod.constants, &mod.parameters, &mod.assigned, &mod.states}) {
        for (const Declaration& d : *list) {
            declaration(d);
        }
    }
}

void UnitScope::declaration(const Declaration& d) {
    const std::size_t bar = d.units.find('|');  // NAME = (from) (to) is in the second
    variables_[d.name] = read(bar == std::string::npos ? d.units : d.units.substr(bar + 1), d.place);
    declared_[d.name] = d.place;
}

void UnitScope::fixed_by_simulator() {
    for (const auto& [name, symbol] : m_.symbols) {
        switch (symbol.kind) {
            case Symbol::Kind::Voltage:
            case Symbol::Kind::Time:
            case Symbol::Kind::Dt:
            case Symbol::Kind::Celsius:
            case Symbol::Kind::Area:
            case Symbol::Kind::Diam:
                fixed(name, symbol.units);
                break;
            case Symbol::Kind::Ion:
                fixed(name, units_of(symbol.part, m_.point()));
                break;
            default:
                break;
        }
    }
    for (const Current& current : m_.currents) {
        fixed(current.name, units_of(IonPart::Current, m_.point()));
    }
}

void UnitScope::fixed(const std::string& name, const std::string& units) {
    const Quantity unit = table_.read(units);
    const auto declared = declared_.find(name);
    if (!unit) {
        return;
    }
    if (declared != declared_.end() && variables_[name] && !same(*variables_[name], *unit)) {
        warn(declared->second, name + " is declared in " + show(*variables_[name]) +
                                   ", and the simulator keeps it in (" + units + "): write " + name + " (" + units +
                                   ").");
    }
    variables_[name] = unit;
    names_.emplace_back(units, *unit);
}

Quantity UnitScope::variable(const std::string& name) const {
    const auto found = variables_.find(name);
    return found == variables_.end() ? Quantity() : found->second;
}

}  // namespace nrn::nmodl
