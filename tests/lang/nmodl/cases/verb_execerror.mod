: case: hoc_execerror ends what hoc called
: skip: errors are words
: raises: verb_execerror
: values: 0
NEURON { POINT_PROCESS verb_execerror }
INITIAL {
VERBATIM
    hoc_execerror("no data in", "the file");
ENDVERBATIM
}
