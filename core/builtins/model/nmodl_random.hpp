// NMODLRandom: the stream of random numbers of a RANDOM variable of a mechanism.
#pragma once

#include "mech/mechanism.hpp"
#include "object/klass.hpp"

namespace nrn {

ClassDef nmodl_random_class();
// RANDOM variable number `which` of an instance. The caller's reference.
Object* new_nmodl_random(Context& context, mech::Mechanism& mechanism, mech::Id id, std::size_t which);

}  // namespace nrn
