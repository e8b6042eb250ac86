#include "mech/extracellular.hpp"

#include <iterator>

namespace nrn::mech {

namespace {

constexpr std::int32_t kTwo = static_cast<std::int32_t>(kLayers);
constexpr double kShort = 1e9;  // as good as infinite

constexpr NrnMechVar kVariables[] = {
    {"xraxial", NRN_VAR_PARAMETER, kTwo, 1, kXraxial, kShort, "MOhm/cm", 1e-15, 1e15},
    {"xg", NRN_VAR_PARAMETER, kTwo, 1, kXg, kShort, "S/cm2", 0.0, 1e15},
    {"xc", NRN_VAR_PARAMETER, kTwo, 1, kXc, 0.0, "uF/cm2", 0.0, 1e15},
    {"e", NRN_VAR_PARAMETER, 1, 0, kXe, 0.0, "mV", 1.0, 0.0},
    {"i_membrane", NRN_VAR_ASSIGNED, 1, 0, kIMembrane, 0.0, "mA/cm2", 1.0, 0.0},
    {"sav_g", NRN_VAR_ASSIGNED, 1, 0, kSavG, 0.0, "S/cm2", 1.0, 0.0},
    {"sav_rhs", NRN_VAR_ASSIGNED, 1, 0, kSavRhs, 0.0, "mA/cm2", 1.0, 0.0},
    {"vext", NRN_VAR_STATE, kTwo, 1, kVext, 0.0, "mV", 1.0, 0.0},
};

constexpr NrnMechanism describe() {
    NrnMechanism made{};
    made.abi = NRN_MECH_ABI_VERSION;
    made.size = sizeof(NrnMechanism);
    made.name = kExtracellular;
    made.title = "the space outside the membrane";
    made.file = "";
    made.kind = NRN_MECH_DENSITY;
    made.flags = NRN_MECH_THREADSAFE | NRN_MECH_PLAIN_NAMES;
    made.variables = kVariables;
    made.variable_count = static_cast<std::int32_t>(std::size(kVariables));
    made.column_count = kExtracellularColumns;
    made.weight_count = -1;
    return made;
}

constexpr NrnMechanism kDescriptor = describe();
constexpr const NrnMechanism* kNative[] = {&kDescriptor};
constexpr NrnMechCatalogue kCatalogue = {NRN_MECH_ABI_VERSION, sizeof(NrnMechCatalogue), 1, kNative};

}  // namespace

const NrnMechCatalogue& native_catalogue() noexcept {
    return kCatalogue;
}

}  // namespace nrn::mech
