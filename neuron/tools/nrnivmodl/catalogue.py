"""What nrnivmodl adds to the catalogue of a library: how to make it again, and which processor it needs."""

# What -march=native may bring in: the compiler defines __AVX2__ for "avx2".
_extensions = (
    "avx",
    "avx2",
    "fma",
    "bmi",
    "bmi2",
    "avx512f",
    "avx512dq",
    "avx512bw",
    "avx512vl",
    "fma4",
    "xop",
)
_export = '__attribute__((visibility("default")))'


def addition(command):
    """C++ text with the two further symbols of mech_abi.h. command: a line for a shell."""
    needs = "".join(f'#ifdef __{name.upper()}__\n    "{name} "\n#endif\n' for name in _extensions)
    return (
        f'\nextern "C" {{\n{_export} extern const char nrn_mechanism_command[], nrn_mechanism_processor[];\n'
        f'const char nrn_mechanism_command[] = "{_escaped(command)}";\n'
        f'const char nrn_mechanism_processor[] = ""\n{needs};\n}}\n'
    )


def _escaped(text):
    """As the inside of a string of C."""
    return "".join(
        chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\?' else f"\\{byte:03o}"
        for byte in text.encode(errors="surrogateescape")
    )
