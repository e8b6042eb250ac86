#include "sim/ions.hpp"

#include <algorithm>

namespace nrn::sim {

namespace {

void follow(mech::Mechanism& ion, std::size_t row, double celsius) {
    ion.table.column(mech::kIonE)[row] = mech::nernst(ion.table.column(mech::kIonInside)[row],
                                                      ion.table.column(mech::kIonOutside)[row], ion.charge, celsius);
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

void start_ion_currents(mech::Registry& registry, double celsius) {
    for_each_ion(registry, [&](mech::Mechanism& ion) {
        const std::size_t n = ion.table.size();
        std::fill_n(ion.table.column(mech::kIonCurrent), n, 0.0);
        std::fill_n(ion.table.column(mech::kIonDCurrent), n, 0.0);
        if (!ion.any_follows_in_steps) {
            return;
        }
        for (std::size_t row = 0; row < n; ++row) {
            if (ion.styles[ion.table.id_at(row)].reversal_in_steps) {
                follow(ion, row, celsius);
            }
        }
    });
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
