#include "sim/finite.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cable/range.hpp"

namespace nrn::sim {

namespace {

using cable::Cable;
using cable::Section;

std::string place_of(const Section& section, std::size_t segment) {
    return cable::place_name(section, section.centre(segment));
}

bool is_input(const mech::Mechanism& mechanism, const mech::Variable& variable) {
    return mechanism.kind() == mech::Kind::Ion ? variable.column <= mech::kIonOutside
                                               : variable.kind == NRN_VAR_PARAMETER;
}

// "gnabar_hh of soma(0.5) is nan"; "" when all that others give to the mechanism's instance are numbers.
std::string bad_input(mech::Mechanism& mechanism, mech::Id instance, const std::string& place) {
    for (const mech::Variable& variable : mechanism.variables) {
        for (std::size_t k = 0; is_input(mechanism, variable) && k < variable.count; ++k) {
            if (std::isnan(mechanism.table.at(variable.column + k, instance))) {
                const std::string of = mechanism.is_point() ? mechanism.name() + " at " : "";
                return mechanism.full_name(variable.name) + " of " + of + place + " is nan";
            }
        }
    }
    return "";
}

std::string bad_density(const Section& section, bool ions) {
    for (const cable::MechanismSlot& slot : section.mechanisms()) {
        for (std::size_t i = 0; (slot.mechanism->kind() == mech::Kind::Ion) == ions && i < slot.instances.size(); ++i) {
            std::string found = bad_input(*slot.mechanism, slot.instances[i], place_of(section, i));
            if (!found.empty()) {
                return found;
            }
        }
    }
    return "";
}

std::string bad_point(const Section& section) {
    for (const cable::PointProcess* point = section.first_point(); point != nullptr; point = point->next) {
        std::string found = bad_input(*point->mechanism, point->id, cable::place_name(section, point->x));
        if (!found.empty()) {
            return found;
        }
    }
    return "";
}

std::string bad_capacitance(Cable& cable, const Section& section) {
    for (std::size_t i = 0; i < section.nodes().size(); ++i) {
        const double cm = cable.nodes.at(cable::kCm, section.node(i));
        if (!std::isfinite(cm)) {
            return format("cm of %s is %g", place_of(section, i).c_str(), cm);
        }
    }
    return "";
}

std::string first_bad_voltage(Cable& cable) {
    for (const Section* section = cable.first(); section != nullptr; section = section->next()) {
        for (std::size_t i = 0; i < section->nodes().size(); ++i) {
            const double v = cable.nodes.at(cable::kV, section->node(i));
            if (!std::isfinite(v)) {
                return format("%s.v is %g", place_of(*section, i).c_str(), v);
            }
        }
    }
    return "the voltage at the end of a section is not a number";
}

// What mechanisms compute from a bad number, such as an ion's current, is not among the causes.
std::string cause(Cable& cable) {
    for (const Section* section = cable.first(); section != nullptr; section = section->next()) {
        for (std::string found : {bad_capacitance(cable, *section), bad_point(*section), bad_density(*section, false),
                                  bad_density(*section, true)}) {
            if (!found.empty()) {
                return found;
            }
        }
    }
    return "a parameter, a state or the time step may be far from what it should be";
}

}  // namespace

void check_voltages(Cable& cable, double t) {
    const double* v = cable.nodes.column(cable::kV);
    if (!std::all_of(v, v + cable.nodes.size(), [](double x) { return std::isfinite(x); })) {
        fail(ErrorKind::Value, "%s at t = %g ms: %s", first_bad_voltage(cable).c_str(), t, cause(cable).c_str());
    }
}

void check_diameters(Cable& cable) {
    for (const Section* section = cable.first(); section != nullptr; section = section->next()) {
        if (!section->points_decide) {
            continue;
        }
        for (std::size_t i = 0; i < section->nodes().size(); ++i) {
            if (!(cable.nodes.at(cable::kDiam, section->node(i)) > 0.0)) {
                fail(ErrorKind::Value, "the diameter of %s is 0: its 3-d points have none there",
                     place_of(*section, i).c_str());
            }
        }
    }
}

}  // namespace nrn::sim
