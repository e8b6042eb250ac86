: case: the functions of mathematics
: record: a b c
NEURON { SUFFIX math_all RANGE a, b, c }
ASSIGNED { a b c }
INITIAL { a = sin(1) + cos(2)*tan(3) + atan2(1, 2) + sinh(1) + cosh(1) + tanh(1)
    b = asin(0.3) + acos(0.2) + atan(0.1) + log10(7) + pow(2, 3.5) + fmod(7, 3) + sqrt(2)
    c = floor(-2.7) + ceil(2.2) + fabs(-3) + exp(1.5) + log(3) + erf(0.3) }
