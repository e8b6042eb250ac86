"""Matrix: elements, lines, sizes and algebra. Shapes that do not fit, where NEURON aborts, are left out."""

from _case import case, raises

from neuron import h

V = h.Vector


def M(*rows, kind=1):
    m = h.Matrix(len(rows), len(rows[0]), kind)
    for i, row in enumerate(rows):
        for j, x in enumerate(row):
            if x or kind == 1:
                m.setval(i, j, x)
    return m


def rows_of(m):
    return [[m.getval(i, j) for j in range(int(m.ncol()))] for i in range(int(m.nrow()))]


ROWS = ([4, 1, 2], [1, 3, 0], [2, 0, 5])


def sym():
    return M(*ROWS)


def sparse():
    return M(*ROWS, kind=2)


def wide():
    return M([1, 2, 3], [4, 5, 6])


# construction and elements
case(
    "new",
    lambda: [rows_of(h.Matrix()), rows_of(h.Matrix(2)), rows_of(h.Matrix(2, 3)), rows_of(h.Matrix(2, 3, 2))],
)
raises("new 0", lambda: h.Matrix(0, 0))
raises("new negative", lambda: h.Matrix(-1, 2))
raises("new type", lambda: h.Matrix(2, 3, 5))
raises("new Vector", lambda: h.Matrix(V(3)))
raises("new huge", lambda: h.Matrix(1e5, 1e9))
case("size", lambda: [wide().nrow(), wide().ncol()])
case("getval", lambda: [wide().getval(0.9, 1.9), wide().getval(1, 2), sparse().getval(1, 2)])
raises("getval range", lambda: wide().getval(2, 0))
raises("getval negative", lambda: wide().getval(-1, 0))
raises("getval text", lambda: wide().getval("a", 0))
case("setval", lambda: [wide().setval(0, 1, 7), sparse().setval(2, 1, 7)])
raises("setval without value", lambda: wide().setval(0, 0))
raises("setval range", lambda: sparse().setval(5, 5, 1))


def by_x(m):
    m.x[1][2] = 9
    p = m._ref_x[0][1]
    p[0] = -3
    return [rows_of(m), [list(row) for row in m.x], len(m.x), len(m.x[0]), m.x[1][2]]


case("x", lambda: by_x(wide()))
case("x sparse", lambda: by_x(sparse()))
raises("x row", lambda: wide().x[2][0])
raises("x column", lambda: wide().x[0][3])
raises("x negative", lambda: wide().x[-1][0])
raises("x slice", lambda: wide().x[0][0:2])
raises("ref range", lambda: wide()._ref_x[0][5])


def set_row():
    wide().x[1] = 3


raises("x one index", set_row)

# lines
case("getrow", lambda: [list(sym().getrow(1)), list(wide().getrow(0, V([9] * 5)))])
raises("getrow range", lambda: sym().getrow(3))
case("getcol", lambda: [list(sym().getcol(2)), list(wide().getcol(2, V(1)))])
case("getdiag", lambda: [list(sym().getdiag(k)) for k in (0, 1, 2, -1, -2)])
case("getdiag wide", lambda: [list(wide().getdiag(k)) for k in (0, 1, 2, -1)])
case("getdiag keeps", lambda: [list(sym().getdiag(k, V([9] * 5))) for k in (1, -1)])
raises("getdiag range", lambda: wide().getdiag(3))
case("setrow", lambda: [rows_of(sym().setrow(0, 9)), rows_of(sym().setrow(0, V([1, 2, 3])))])
case("setrow short", lambda: rows_of(sym().setrow(0, V([1, 2]))))
raises("setrow range", lambda: sym().setrow(5, 1))
case("setcol", lambda: [rows_of(sym().setcol(1, 9)), rows_of(sym().setcol(1, V([7, 8, 9])))])
raises("setcol long", lambda: sym().setcol(1, V(4)))
case("setdiag", lambda: [rows_of(sym().setdiag(k, 9)) for k in (0, 1, -1)])
case("setdiag Vector", lambda: [rows_of(sym().setdiag(k, V([7, 8, 9]))) for k in (0, 1, -1)])
case("setdiag wide", lambda: rows_of(wide().setdiag(1, 5)))
case("setdiag sparse", lambda: rows_of(sparse().setdiag(0, V([7, 8, 9]))))
raises("setdiag range", lambda: sym().setdiag(8, 5))

# all elements
case("zero ident", lambda: [rows_of(sym().zero()), rows_of(sym().ident()), rows_of(wide().ident())])
case("zero ident sparse", lambda: [rows_of(sparse().zero()), rows_of(sparse().ident())])
case("set", lambda: [rows_of(h.Matrix(2, 2).set(1, 2, 3, 4)), rows_of(h.Matrix(2, 2, 2).set(1, 2, 3, 4))])
raises("set few", lambda: sym().set(1, 2))
case("resize", lambda: [rows_of(sym().resize(2, 2)), rows_of(sym().resize(4, 5))])
raises("resize 0", lambda: sym().resize(0, 2))
case(
    "to_vector", lambda: [list(wide().to_vector()), list(wide().to_vector(V(2))), list(sparse().to_vector())]
)
case("from_vector", lambda: rows_of(h.Matrix(2, 3).from_vector(V(6).indgen())))
case("from_vector sparse", lambda: rows_of(h.Matrix(2, 3, 2).from_vector(V(6).indgen())))
raises("from_vector short", lambda: h.Matrix(2, 3).from_vector(V(5)))
case("c", lambda: rows_of(sym().c()))
case("transpose", lambda: rows_of(M([1, 2, 0], [0, 1, 3], [4, 0, 1]).transpose()))
case("bcopy", lambda: rows_of(sym().bcopy(0, 1, 2, 2)))
case("bcopy out", lambda: rows_of(sym().bcopy(0, 0, 2, 2, h.Matrix(5, 5))))
case("bcopy place", lambda: rows_of(sym().bcopy(0, 0, 2, 2, 1, 2, h.Matrix(5, 5))))
raises("bcopy range", lambda: sym().bcopy(0, 0, 4, 4))

# sums and products
case("mulv", lambda: [list(m.mulv(V([1, 2, 3]))) for m in (sym(), wide(), sparse())])
raises("mulv size", lambda: wide().mulv(V(2)))
case("mulm", lambda: [rows_of(sym().mulm(sym())), rows_of(wide().mulm(sym()))])
raises("mulm size", lambda: sym().mulm(wide()))
case("muls", lambda: [rows_of(sym().muls(2)), rows_of(sym().muls(0.5, h.Matrix()))])
case("add", lambda: [rows_of(sym().add(sym())), rows_of(sym().add(sym(), h.Matrix()))])
case(
    "in place",
    lambda: [
        f(m) == m for m in [sym()] for f in (lambda m: m.muls(2), lambda m: m.add(m), lambda m: m.zero())
    ],
)
case(
    "new result",
    lambda: [f(m) == m for m in [sym()] for f in (lambda m: m.exp(), lambda m: m.inverse(), lambda m: m.c())],
)

# functions
A = ([1, 2, 0], [0, 1, 3], [4, 0, 1])
case("pow", lambda: [rows_of(M(*A).pow(k)) for k in (0, 1, 2, 5, 1.5)])
raises("pow negative", lambda: sym().pow(-1))
case("exp", lambda: [rows_of(sym().exp()), rows_of(M(*A).exp()), rows_of(M(*A).exp(h.Matrix()))])
case("inverse", lambda: [rows_of(sym().inverse()), rows_of(M(*A).inverse(h.Matrix()))])


def det(*rows):
    exponent = h.ref(7)
    return [M(*rows).det(exponent), exponent[0]]


case("det", lambda: [det(*ROWS), det(*A), det([-25]), det([0.5]), det([1]), det([1, 2], [2, 4])])

# equations
case("solv", lambda: [list(m.solv(V([1, 2, 3]))) for m in (sym(), M(*A), sparse())])
case("solv out", lambda: [list(sym().solv(V([1, 2, 3]), V())), list(sym().solv(V([1, 2, 3]), V(9), 1))])


def again(m):
    first = list(m.solv(V([1, 2, 3])))
    m.setval(0, 0, 50)
    return [first, list(m.solv(V([3, 2, 1]), 1)), list(m.solv(V([3, 2, 1])))]


case("solv use_lu", lambda: [again(sym()), again(sparse())])
case("solv permuted", lambda: list(M([0, 2], [2, 0], kind=2).solv(V([1, 2]))))
raises("solv shape", lambda: wide().solv(V(3)))
raises("solv size", lambda: sym().solv(V(2)))


# eigenvalues: the sign of a vector is free
def eigen(*rows):
    q = h.Matrix()
    values = list(M(*rows).symmeig(q))
    return [values, [[abs(x) for x in row] for row in rows_of(q)]]


case("symmeig", lambda: eigen(*ROWS))
case("symmeig 2", lambda: [eigen([2, 0], [0, 1]), eigen([1, 0], [0, 2]), eigen([1, 2], [2, 1])])
case("symmeig 4", lambda: eigen([1, 2, 3, 4], [2, 5, 6, 7], [3, 6, 8, 9], [4, 7, 9, 10]))


def svd(m):
    u, v = h.Matrix(), h.Matrix()
    return [list(m.svd(u, v)), rows_of(u), rows_of(v)]


case("svd", lambda: [svd(sym()), svd(wide()), svd(M([1, 2], [3, 4], [5, 6])), list(wide().svd())])


# sparse
def holdings(m):
    column = h.ref(-1)
    return [
        [(m.spgetrowval(i, n, column), column[0]) for n in range(int(m.sprowlen(i)))]
        for i in range(int(m.nrow()))
    ]


def with_zeros():
    s = h.Matrix(3, 4, 2)
    for i, j, x in ((0, 3, 5), (0, 1, 7), (2, 0, 0), (1, 1, 0), (0, 1, 0)):
        s.setval(i, j, x)
    return s


case("holdings", lambda: [holdings(sparse()), holdings(with_zeros())])
raises("sprowlen dense", lambda: sym().sprowlen(0))
raises("sprowlen range", lambda: sparse().sprowlen(9))
raises("spgetrowval range", lambda: sparse().spgetrowval(0, 5))
