: case: functions of mathematics
: record: y
: values: h.all_fn_elementary(0.3, 1); h.all_fn_elementary(0.3, 2); h.all_fn_elementary(0.3, 3); h.all_fn_elementary(0.3, 4); h.all_fn_elementary(0.3, 5); h.all_fn_elementary(0.3, 6)
: values: h.all_fn_elementary(0.3, 7); h.all_fn_elementary(0.3, 8); h.all_fn_elementary(0.3, 9); h.all_fn_elementary(0.3, 10); h.all_fn_elementary(0.3, 11); h.all_fn_elementary(0.3, 12)
: values: h.all_fn_elementary(2.7, 13); h.all_fn_elementary(-2.7, 13); h.all_fn_elementary(2.7, 14); h.all_fn_elementary(-2.7, 14); h.all_fn_elementary(7.3, 15); h.all_fn_elementary(-7.3, 15); h.all_fn_elementary(0.4, 16); h.all_fn_elementary(-0.4, 17); h.all_fn_elementary(0.4, 18); h.all_fn_elementary(1.4, 19)
NEURON { SUFFIX fn_elementary RANGE y }
ASSIGNED { y }
BREAKPOINT { y = all(t, 1) }
FUNCTION all(x, which) {
    if (which == 1) { all = exp(x) }
    if (which == 2) { all = log(x) }
    if (which == 3) { all = log10(x) }
    if (which == 4) { all = sqrt(x) }
    if (which == 5) { all = sin(x) }
    if (which == 6) { all = cos(x) }
    if (which == 7) { all = tan(x) }
    if (which == 8) { all = asin(x) }
    if (which == 9) { all = acos(x) }
    if (which == 10) { all = atan(x) }
    if (which == 11) { all = sinh(x) + cosh(x) }
    if (which == 12) { all = tanh(x) }
    if (which == 13) { all = floor(x) }
    if (which == 14) { all = ceil(x) }
    if (which == 15) { all = fmod(x, 2) }
    if (which == 16) { all = atan2(x, 0.7) }
    if (which == 17) { all = fabs(x) }
    if (which == 18) { all = pow(x, 2.5) + x^1.5 }
    if (which == 19) { all = exp(-800*x) + exp(800*x) }
}
