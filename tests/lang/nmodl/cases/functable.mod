: case: FUNCTION_TABLE from Vectors
: record: y z
: v: -60
: before: ys = h.Vector([1, 3, 2, 7]); xs = h.Vector([-100, -50, 0, 10]); h.table_ft_functable(ys, xs)
: values: h.ft_functable(-75); h.ft_functable(-50); h.ft_functable(-200); h.ft_functable(5); h.ft_functable(20); h.ft_functable(-0.1)
NEURON { SUFFIX functable RANGE y, z }
ASSIGNED { v y z }
FUNCTION_TABLE ft(x)
BREAKPOINT { y = ft(v) z = 2*ft(v + 65) + 1 }
INITIAL { y = ft(v) z = 0 }
