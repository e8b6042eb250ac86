// Ions of a section: what the mechanisms that use an ion make of its concentrations and reversal potential.
#include <algorithm>

#include "base/error.hpp"
#include "cable/cable.hpp"

namespace nrn::cable {

namespace {
constexpr std::uint32_t kConcentrations = NRN_ION_INSIDE | NRN_ION_OUTSIDE;
}

// Who writes something decides it; who reads it needs it. The reversal potential follows the concentrations when both
// are needed and nobody writes it: at finitialize, and in each step when the concentrations change.
void Cable::promote_ion(Section& section, const mech::IonUse& use) {
    for (const Id id : section.find(*use.ion)->instances) {
        mech::IonStyle& style = use.ion->styles[id];
        style.inside_written = style.inside_written || (use.writes & NRN_ION_INSIDE) != 0;
        style.outside_written = style.outside_written || (use.writes & NRN_ION_OUTSIDE) != 0;
        if ((use.writes & kConcentrations) != 0) {
            style.concentrations = 3;
            style.concentrations_at_start = true;
        } else if ((use.reads & kConcentrations) != 0) {
            style.concentrations = std::max<std::uint8_t>(style.concentrations, 1);
        }
        if ((use.reads & NRN_ION_E) != 0) {
            style.reversal = std::max<std::uint8_t>(style.reversal, 1);
        }
        if ((use.writes & NRN_ION_E) != 0) {
            style.reversal = 3;
            style.reversal_at_start = style.reversal_in_steps = false;
        } else if (style.reversal != 3 && style.concentrations > 0) {
            style.reversal = 2;
            style.reversal_at_start = true;
            style.reversal_in_steps = style.concentrations == 3;
        }
        use.ion->any_follows_in_steps = use.ion->any_follows_in_steps || style.reversal_in_steps;
    }
}

void Cable::check_ions(const Section& section, const Mechanism& mechanism) const {
    constexpr std::uint32_t kAlone = kConcentrations | NRN_ION_E;
    for (const mech::IonUse& use : mechanism.ions) {
        for (const MechanismSlot& slot : section.slots_) {
            for (const mech::IonUse& other : slot.mechanism->ions) {
                const std::uint32_t both = other.ion == use.ion ? use.writes & other.writes & kAlone : 0;
                if (both != 0) {
                    const std::size_t column = (both & NRN_ION_E) != 0        ? mech::kIonE
                                               : (both & NRN_ION_INSIDE) != 0 ? mech::kIonInside
                                                                              : mech::kIonOutside;
                    fail(ErrorKind::Value, "%s would be written at the same location by %s and %s in %s",
                         use.ion->variables[column].name.c_str(), mechanism.name().c_str(),
                         slot.mechanism->name().c_str(), section.full_name().c_str());
                }
            }
        }
    }
}

}  // namespace nrn::cable
