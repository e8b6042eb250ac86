"""What nrnivmodl adds to the catalogue of a library: how to make it again, and which processor it needs."""

# (macro of the compiler, name for __builtin_cpu_supports, name for people): what -march=native may bring in.
_extensions = (
    ("__AVX__", "avx", "AVX"),
    ("__AVX2__", "avx2", "AVX2"),
    ("__FMA__", "fma", "FMA"),
    ("__BMI__", "bmi", "BMI"),
    ("__BMI2__", "bmi2", "BMI2"),
    ("__AVX512F__", "avx512f", "AVX-512"),
    ("__AVX512DQ__", "avx512dq", "AVX-512 DQ"),
    ("__AVX512BW__", "avx512bw", "AVX-512 BW"),
    ("__AVX512VL__", "avx512vl", "AVX-512 VL"),
)
_export = '__attribute__((visibility("default")))'


def addition(command):
    """C++ text with the two further symbols of mech_abi.h. command: a line for a shell."""
    checks = "".join(
        f'#ifdef {macro}\n    if (!__builtin_cpu_supports("{name}")) return "{shown}";\n#endif\n'
        for macro, name, shown in _extensions
    )
    return (
        f'\nextern "C" {{\n{_export} extern const char nrn_mechanism_command[];\n'
        f'const char nrn_mechanism_command[] = "{_escaped(command)}";\n'
        f"{_export} const char* nrn_mechanism_lacking(void) {{\n{checks}    return 0;\n}}\n}}\n"
    )


def _escaped(text):
    """As the inside of a string of C."""
    return "".join(
        chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\?' else f"\\{byte:03o}"
        for byte in text.encode(errors="surrogateescape")
    )
