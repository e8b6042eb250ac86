// The shipped mechanisms are compiled for several levels of x86-64 processors; this one runs the best of them.
//
// The levels differ in the width of their vectors and in fused multiplication, so results differ by round-off.
#include <nrn/mech_abi.h>

extern "C" {
const NrnMechCatalogue* nrn_builtin_catalogue_base(void);
const NrnMechCatalogue* nrn_builtin_catalogue_v3(void);
const NrnMechCatalogue* nrn_builtin_catalogue_v4(void);
const NrnMechCatalogue* nrn_builtin_catalogue(void);

const NrnMechCatalogue* nrn_builtin_catalogue(void) {
#if defined(NRN_BUILTIN_LEVELS)
    __builtin_cpu_init();
    const bool v3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
    const bool v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                    __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") &&
                    __builtin_cpu_supports("avx512cd");
    if (v4) {
        return nrn_builtin_catalogue_v4();
    }
    if (v3) {
        return nrn_builtin_catalogue_v3();
    }
#endif
    return nrn_builtin_catalogue_base();
}
}
