// extracellular: the space outside the membrane as two layers, each with a resistance along the cable (xraxial) and a
// conductance and capacitance to the next (xg, xc), the outer one to ground through e_extracellular.
//
// Its equations are part of the matrix (core/sim/extracellular.cpp), so it has a descriptor here and no functions. The
// potentials vext lie with the nodes, as v does: ends have them too.
#pragma once

#include <nrn/mech_abi.h>

#include <cstddef>

namespace nrn::mech {

inline constexpr std::size_t kLayers = 2;
inline constexpr const char* kExtracellular = "extracellular";

enum ExtracellularColumn : std::size_t {
    kXraxial = 0,    // [MOhm/cm], one column for each layer
    kXg = 2,         // [S/cm2]
    kXc = 4,         // [uF/cm2]
    kXe = 6,         // e_extracellular [mV]
    kIMembrane = 7,  // [mA/cm2]
    kSavG = 8,       // [S/cm2]
    kSavRhs = 9,     // [mA/cm2]
    kVext = 10,      // a name only: the numbers lie with the nodes
    kExtracellularColumns = 12,
};

const NrnMechCatalogue& native_catalogue() noexcept;

}  // namespace nrn::mech
