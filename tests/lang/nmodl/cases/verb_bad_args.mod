: case: arguments that are missing, or of another kind
: skip: errors are words
: before: import pytest; fails = lambda f, words: 0 if words in str(pytest.raises(RuntimeError, f).value) else 1
: values: fails(lambda: m.number(), "argument 1 must be a number"); fails(lambda: m.number("a"), "argument 1 must be a number"); fails(lambda: m.vector(h.List()), "argument 1 must be a Vector"); fails(lambda: m.vector(None), "argument 1 must be"); fails(lambda: m.number(-1), "argument 1 must be within 0 and 10, not -1")
NEURON { POINT_PROCESS verb_bad_args }
FUNCTION number() {
VERBATIM
    return chkarg(1, 0., 10.);
ENDVERBATIM
}
FUNCTION vector() {
VERBATIM
    return vector_capacity(vector_arg(1));
ENDVERBATIM
}
