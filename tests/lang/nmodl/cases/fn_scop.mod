: case: functions of SCoP that are defined by formulas
: record: y
: steps: 30
: values: h.all_fn_scop(0.3, 1); h.all_fn_scop(0.3, 2); h.all_fn_scop(3, 3); h.all_fn_scop(5, 3); h.all_fn_scop(0.3, 4); h.all_fn_scop(0.3, 5); h.all_fn_scop(0.3, 6)
: values: h.all_fn_scop(0.3, 7); h.all_fn_scop(0.3, 8); h.all_fn_scop(0.3, 9); h.all_fn_scop(0.3, 10); h.all_fn_scop(0.3, 11); h.all_fn_scop(0.3, 12)
: values: h.all_fn_scop(0.3, 13); h.all_fn_scop(0.3, 14); h.all_fn_scop(0.3, 8); h.all_fn_scop(1.3, 8); h.all_fn_scop(0.7, 16); h.all_fn_scop(2.7, 16); h.all_fn_scop(2.9, 9); h.all_fn_scop(3.1, 9)
NEURON { SUFFIX fn_scop RANGE y }
ASSIGNED { y }
BREAKPOINT { y = squarewave(t, 1, 2) + 10*sawtooth(t, 1, 2) + 100*revsawtooth(t, 1, 2) }
FUNCTION all(x, which) {
    if (which == 1) { all = erf(x) }
    if (which == 2) { all = gauss(x, 0.1, 0.5) }
    if (which == 3) { all = factorial(x) }
    if (which == 4) { all = hyperbol(x, 2, 0.5) }
    if (which == 5) { all = revhyperbol(x, 2, 0.5) }
    if (which == 6) { all = sigmoid(x, 2, 0.5, 3) }
    if (which == 7) { all = revsigmoid(x, 2, 0.5, 3) }
    if (which == 8) { all = step(x, 0.7, 2) }
    if (which == 9) { all = perpulse(x, 0.1, 1, 0.5, 0.3) }
    if (which == 10) { all = harmonic(x, 2, 1, 0.1) }
    if (which == 11) { all = squarewave(x, 1, 2) }
    if (which == 12) { all = sawtooth(x, 1, 2) }
    if (which == 13) { all = revsawtooth(x, 1, 2) }
    if (which == 14) { all = ramp(x, 0.1, 2, 0.5) }
    if (which == 15) { all = pulse(x, 0.2, 2, 0.6) }
    if (which == 16) { all = perstep(x, 0.1, 0.9, 2) }
}
