: case: names that are macros or keywords of C and C++
: skip: NEURON's C++ does not compile with NULL and EOF
: values: m.NULL - 5; m.errno - 4; m.HUGE_VAL - 3; m.and_ - 2
NEURON { SUFFIX names_macros RANGE NULL, EOF, class, and_, int, M_PI_, errno, double_, HUGE_VAL, assert_ }
PARAMETER { EOF = 2 class = 3 int = 4 }
ASSIGNED { NULL errno HUGE_VAL and_ M_PI_ double_ assert_ }
INITIAL { NULL = EOF + class errno = int HUGE_VAL = template(2) and_ = stdout(1) M_PI_ = 1 double_ = 1 assert_ = 1 }
FUNCTION template(this) { template = this + 1 }
FUNCTION stdout(operator) { LOCAL new new = operator stdout = new*2 }
