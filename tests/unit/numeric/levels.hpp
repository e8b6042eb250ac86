// Runs a test once for each SIMD level of this machine: the levels must agree with the reference and so with
// one another.
#pragma once

#include "numeric/dispatch.hpp"

template <class Test>
void for_each_level(Test test) {
    using nrn::numeric::SimdLevel;
    for (const SimdLevel level : {SimdLevel::Baseline, SimdLevel::Avx2, SimdLevel::Avx512}) {
        nrn::numeric::limit_simd_level(level);
        if (nrn::numeric::simd_level() == level) {
            test();
        }
    }
    nrn::numeric::limit_simd_level(SimdLevel::Avx512);
}
