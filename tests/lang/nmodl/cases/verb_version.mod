: case: macros of the version
: values: m.version()
NEURON { POINT_PROCESS verb_version }
FUNCTION version() {
VERBATIM
#if NRN_VERSION_GTEQ(8, 2, 0) && !NRN_VERSION_LT(9, 0, 0)
    _lversion = 9;
#else
    _lversion = 7;
#endif
#ifdef NRN_VERSION_GTEQ_8_2_0
    _lversion += 0.5;
#endif
ENDVERBATIM
}
