"""Matrix: what tests/parity cannot compare, because NEURON aborts or does not have it."""

import gc
import random

import numpy as np
import pytest

from neuron import h

V = h.Vector


def matrix(rows, kind=1):
    m = h.Matrix(len(rows), len(rows[0]), kind)
    for i, row in enumerate(rows):
        for j, x in enumerate(row):
            if x or kind == 1:
                m.x[i][j] = x
    return m


def array(m):
    return np.array([list(row) for row in m.x])


@pytest.fixture(params=[1, 2], ids=["dense", "sparse"])
def kind(request):
    return request.param


def some(n, kind, m=None, seed=1):
    numbers = random.Random(seed)
    return matrix([[numbers.uniform(-1, 1) for _ in range(m or n)] for _ in range(n)], kind)


def test_two_indices():
    m = h.Matrix(2, 3)
    m.x[1][2] = 4
    assert (m.getval(1, 2), len(m.x), len(m.x[0])) == (4.0, 2, 3)
    assert [list(row) for row in m.x] == [[0, 0, 0], [0, 0, 4]]
    assert repr(m.x[1]).endswith(".x[1][?]")
    for wrong in (
        lambda: m.x[2],
        lambda: m.x[0][3],
        lambda: m.x[-1],
        lambda: m.x[0][-1],
        lambda: m._ref_x[0][3],
    ):
        with pytest.raises(IndexError):
            wrong()
    with pytest.raises(TypeError):
        m.x[0] = 1
    with pytest.raises(TypeError):
        m.x[0][0] = "text"
    with pytest.raises(TypeError):
        del m.x[0][0]


def test_a_row_that_a_resize_took_away():
    m = h.Matrix(3, 3)
    row = m.x[2]
    m.resize(2, 2)
    with pytest.raises(IndexError):
        row[0]
    with pytest.raises(IndexError):
        row[0] = 1


def test_references_stay_with_their_element(kind):
    m = some(3, kind)
    p = m._ref_x[1][2]
    m.resize(5, 5)
    m.setval(1, 2, 8)
    assert p[0] == 8
    p[0] = 9
    assert m.getval(1, 2) == 9
    assert p == m._ref_x[1][2] and p != m._ref_x[1][1]
    m.resize(2, 2)
    with pytest.raises(ReferenceError):
        p[0]
    q = h.Matrix(2, 2, kind)._ref_x[1][1]
    gc.collect()
    q[0] = 3
    assert q[0] == 3


def test_sparse_references_survive_new_elements():
    m = h.Matrix(100, 100, 2)
    p = m._ref_x[50][50]
    p[0] = 7
    for i in range(100):
        m.setval(50, i, i)
    assert p[0] == 50


def test_algebra_agrees_with_numpy(kind):
    m = some(6, kind)
    a = array(m)
    x = V([1, 2, 3, 4, 5, 6])

    def close(found, wanted):
        np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-12)

    close(list(m.mulv(x)), a @ np.array(x))
    close(array(m.mulm(m)), a @ a)
    close(list(m.solv(x)), np.linalg.solve(a, np.array(x)))
    close(array(m.inverse()), np.linalg.inv(a))
    close(array(m.pow(3)), a @ a @ a)
    close(array(m.transpose()), a.T)
    close(array(m.c().add(m)), 2 * a)
    close(array(m.muls(3, h.Matrix())), 3 * a)
    exponent = h.ref(0)
    close(m.det(exponent) * 10 ** exponent[0], np.linalg.det(a))
    u, v = h.Matrix(), h.Matrix()
    d = m.svd(u, v)
    close(array(u).T @ np.diag(d) @ array(v), a)


def test_symmetric_eigenvectors_are_orthonormal(kind):
    for rows in ([[2, 1, 1], [1, 2, 1], [1, 1, 2]], [[1, 0], [0, 1]], [[0, 0], [0, 0]], [[5]]):
        q = h.Matrix()
        m = matrix(rows, kind)
        d = m.symmeig(q)
        a, vectors = array(m), array(q)
        np.testing.assert_allclose(vectors.T @ vectors, np.eye(len(rows)), atol=1e-12)
        np.testing.assert_allclose(a @ vectors, vectors @ np.diag(d), atol=1e-12)


def test_odd_shapes(kind):
    wide = some(2, kind, 5)
    assert array(wide.transpose()).shape == (5, 2)
    for name, args in (
        ("inverse", ()),
        ("exp", ()),
        ("pow", (2,)),
        ("det", (h.ref(0),)),
        ("symmeig", (h.Matrix(),)),
        ("solv", (V(5),)),
        ("mulv", (V(2),)),
        ("mulm", (wide,)),
        ("add", (h.Matrix(),)),
        ("from_vector", (V(9),)),
        ("setrow", (0, V(6))),
    ):
        before = array(wide)
        with pytest.raises(ValueError):
            getattr(wide, name)(*args)
        assert (array(wide) == before).all()
    assert len(wide.svd()) == 2
    assert array(h.Matrix(1, 4, kind).ident()).tolist() == [[1, 0, 0, 0]]


def test_singular(kind):
    for rows in ([[0, 0], [0, 0]], [[1, 2], [2, 4]], [[0]]):
        m = matrix(rows, kind)
        with pytest.raises(ValueError, match="singular"):
            m.solv(V(len(rows)))
        with pytest.raises(ValueError, match="singular"):
            m.inverse()
        exponent = h.ref(5)
        assert (m.det(exponent), exponent[0]) == (0, 0)


def test_infinities_do_not_hang(kind):
    m = matrix([[float("nan"), 1], [1, float("inf")]], kind)
    for name, args in (("exp", ()), ("symmeig", (h.Matrix(),)), ("svd", ()), ("inverse", ())):
        with pytest.raises(ValueError):
            getattr(m, name)(*args)


def test_determinants_beyond_the_range_of_numbers():
    exponent = h.ref(0)
    assert matrix([[1e200, 0], [0, 1e200]]).det(exponent) == pytest.approx(1)
    assert exponent[0] == 400
    assert matrix([[-1e-200, 0], [0, 1e-200]]).det(exponent) == pytest.approx(-1)
    assert exponent[0] == -400


def test_results_in_place(kind):
    m = some(3, kind)
    a = array(m)
    for name in ("transpose", "inverse", "exp"):
        wanted = array(getattr(m.c(), name)())
        n = m.c()
        assert getattr(n, name)(n) == n
        np.testing.assert_allclose(array(n), wanted)
    n = m.c()
    np.testing.assert_allclose(array(n.mulm(n, n)), a @ a)
    n = m.c()
    np.testing.assert_allclose(array(n.pow(2, n)), a @ a)
    v = V([1, 2, 3])
    np.testing.assert_allclose(list(m.mulv(v, v)), a @ [1, 2, 3])


def test_blocks_grow_their_target():
    m = matrix([[1, 2], [3, 4]])
    assert array(m.bcopy(0, 0, 2, 2, h.Matrix())).tolist() == [[1, 2], [3, 4]]
    assert array(m.bcopy(0, 1, 2, 1, 1, 1)).tolist() == [[0, 0], [0, 2], [0, 4]]
    assert array(m.bcopy(0, 0, 1, 1, 1, 1, m)).tolist() == [[1, 2], [3, 1]]
    for wrong in ((0, 0, 3, 1), (2, 0, 1, 1), (0, 0, 0, 1), (0, 0, 1, 1, -1, 0)):
        with pytest.raises(IndexError):
            m.bcopy(*wrong)


def test_sizes_that_are_refused():
    for size in ((0, 1), (-1, 1), (1, 0), (float("nan"), 1)):
        with pytest.raises(ValueError):
            h.Matrix(*size)
    m = h.Matrix(2, 2)
    for size in ((1e12, 1e12), (1e300, 1), (2**31, 2**31)):
        with pytest.raises(MemoryError):
            h.Matrix(*size)
        with pytest.raises(MemoryError):
            m.resize(*size)
    assert (m.nrow(), m.ncol()) == (2, 2)
    with pytest.raises(ValueError):
        m.resize(0, 2)


def test_a_large_sparse_matrix_stays_small():
    n = 20000
    m = h.Matrix(n, n, 2)
    m.setdiag(0, 2).setdiag(1, -1).setdiag(-1, -1)
    x = m.solv(V(n).fill(1))
    assert m.mulv(x).c().sub(1).abs().max() < 1e-6
    assert m.sprowlen(5) == 3
    assert m.transpose().sprowlen(0) == 2
    with pytest.raises(TypeError):
        h.Matrix(2, 2).sprowlen(0)


def test_solv_flag_without_factors(kind):
    m = matrix([[2, 0], [0, 4]], kind)
    assert list(m.solv(V([2, 4]), 1)) == [1, 1]
    m.resize(1, 1)
    assert list(m.solv(V([2]), 1)) == [1], "factors of another size are not used"


def test_printf(capfd):
    m = matrix([[1, 2.5], [3, 4]])
    m.printf()
    m.printf("%4.1f")
    m.printf("%g,", ";")
    assert (
        capfd.readouterr().out == " 1        2.5     \n 3        4       \n 1.0 2.5\n 3.0 4.0\n1,2.5,;3,4,;"
    )
    for wrong in ("%s", "%d", "%g %g", "%n"):
        with pytest.raises(ValueError):
            m.printf(wrong)


def test_spgetrowval():
    m = matrix([[0, 5, 0, 7]], 2)
    column = h.ref(0)
    assert (m.spgetrowval(0, 1, column), column[0]) == (7, 3)
    with pytest.raises(IndexError):
        m.spgetrowval(0, 2, column)
