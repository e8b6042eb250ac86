// The casts between the names of capi.h for the parts of a model and the classes behind them.
#pragma once

#include "api/process.hpp"
#include "cable/cable.hpp"
#include "cable/range.hpp"

namespace nrn::api {

using cable::Cable;
using cable::RangeName;
using cable::Section;
using mech::Mechanism;

inline Cable& cable_of_process() {
    return process().state<Cable>();
}

inline Section* in(const NrnSection* x) {
    return static_cast<Section*>(reinterpret_cast<SectionBase*>(const_cast<NrnSection*>(x)));
}
inline NrnSection* out(Section* x) {
    return reinterpret_cast<NrnSection*>(static_cast<SectionBase*>(x));
}
inline const RangeName& in(const NrnRange* x) {
    return *reinterpret_cast<const RangeName*>(x);
}
inline const NrnRange* out(const RangeName* x) {
    return reinterpret_cast<const NrnRange*>(x);
}
// A mechanism may be changed through its name: it is const for callers of the C interface only.
inline Mechanism& in(const NrnDensity* x) {
    return *reinterpret_cast<Mechanism*>(const_cast<NrnDensity*>(x));
}
inline const NrnDensity* out(const Mechanism* x) {
    return reinterpret_cast<const NrnDensity*>(x);
}

}  // namespace nrn::api
