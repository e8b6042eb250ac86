#include "sim/ions.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "numeric/elementwise.hpp"

namespace nrn::sim {

namespace {

void follow(mech::Mechanism& ion, std::size_t row, double celsius) {
    ion.table.column(mech::kIonE)[row] = mech::nernst(ion.table.column(mech::kIonInside)[row],
                                                      ion.table.column(mech::kIonOutside)[row], ion.charge, celsius);
}

// The same for the rows of a range whose style says so in every step; logarithms are taken for many rows at once.
void follow_in_steps(mech::Mechanism& ion, std::size_t first, std::size_t last, double celsius) {
    constexpr std::size_t kMost = 256;
    std::array<double, kMost> ratio;
    std::array<bool, kMost> plain;
    const double* inside = ion.table.column(mech::kIonInside);
    const double* outside = ion.table.column(mech::kIonOutside);
    double* reversal = ion.table.column(mech::kIonE);
    const double per_log = ion.charge == 0.0 ? 0.0 : mech::thermal_voltage(celsius) / ion.charge;
    for (; first < last; first += std::min(kMost, last - first)) {
        const std::size_t count = std::min(kMost, last - first);
        for (std::size_t k = 0; k < count; ++k) {
            plain[k] = inside[first + k] > 0.0 && outside[first + k] > 0.0;
            ratio[k] = plain[k] ? outside[first + k] / inside[first + k] : 1.0;
        }
        numeric::apply_function(numeric::MathFunction::Log, std::span(ratio.data(), count));
        for (std::size_t k = 0; k < count; ++k) {
            const std::size_t row = first + k;
            if (!ion.styles[ion.table.id_at(row)].reversal_in_steps) {
                continue;
            }
            if (plain[k]) {
                reversal[row] = per_log * ratio[k];
            } else {
                follow(ion, row, celsius);
            }
        }
    }
}

template <class Each>
void for_each_ion(mech::Registry& registry, Each&& each) {
    for (const auto& ion : registry.all()) {
        if (ion->kind() == mech::Kind::Ion && ion->table.size() > 0) {
            each(*ion);
        }
    }
}

}  // namespace

void start_ion_currents(mech::Mechanism& ion, std::int32_t first, std::int32_t last, double celsius) {
    std::fill(ion.table.column(mech::kIonCurrent) + first, ion.table.column(mech::kIonCurrent) + last, 0.0);
    std::fill(ion.table.column(mech::kIonDCurrent) + first, ion.table.column(mech::kIonDCurrent) + last, 0.0);
    if (ion.any_follows_in_steps) {
        follow_in_steps(ion, static_cast<std::size_t>(first), static_cast<std::size_t>(last), celsius);
    }
}

void follow_concentrations(mech::Registry& registry, double celsius) {
    for_each_ion(registry, [&](mech::Mechanism& ion) {
        for (std::size_t row = 0; row < ion.table.size(); ++row) {
            const mech::IonStyle& style = ion.styles[ion.table.id_at(row)];
            if (style.concentrations == 3 && (style.reversal_at_start || style.reversal_in_steps)) {
                follow(ion, row, celsius);
            }
        }
    });
}

void initialize_ions(mech::Registry& registry, double celsius) {
    for_each_ion(registry, [&](mech::Mechanism& ion) {
        ion.any_follows_in_steps = false;
        for (std::size_t row = 0; row < ion.table.size(); ++row) {
            const mech::IonStyle& style = ion.styles[ion.table.id_at(row)];
            if (style.concentrations_at_start) {
                ion.table.column(mech::kIonInside)[row] = ion.globals[0];
                ion.table.column(mech::kIonOutside)[row] = ion.globals[1];
            }
            if (style.reversal_at_start) {
                follow(ion, row, celsius);
            }
            ion.any_follows_in_steps = ion.any_follows_in_steps || style.reversal_in_steps;
        }
    });
}

}  // namespace nrn::sim
