: case: words of C++ as names
: record: new template operator
: skip: words of C++ are not names in the reference
: values: h.namespace_cpp_keywords(2) - 4
NEURON { SUFFIX cpp_keywords RANGE class, new, template, operator }
PARAMETER { class = 1 }
ASSIGNED { new template operator }
BREAKPOINT { LOCAL this, auto this = class auto = 2 new = this + auto template = namespace(new) operator = run(1) }
FUNCTION namespace(delete) { namespace = 2*delete }
FUNCTION run(i) { LOCAL s, g, k s = i g = s k = g run = k }
