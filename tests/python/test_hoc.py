"""The hoc language from Python: running text, errors, variables and arrays, functions, callbacks, interruption."""

import inspect
import pickle
import pydoc
import signal

import pytest

import neuron
from neuron import h


class Mine(Exception):
    pass


# ---- running text ----


def test_text_defines_names():
    assert h('th_x = 3\nstrdef th_s\nth_s = "a"\nfunc th_f() { return $1 + th_x }')
    assert (h.th_x, h.th_s, h.th_f(4)) == (3.0, "a", 7.0)


def test_text_that_fails_is_false_and_says_where(capfd):
    assert h("th_y = 1/0") is False
    assert "division by zero" in capfd.readouterr().err
    assert h("th_y = ") is False
    assert h("th_y = 2") is True
    assert h.th_y == 2.0


def test_values_of_expressions_are_shown(capsys):
    assert h("th_shown = 6\nth_shown * 7")
    assert capsys.readouterr().out == "\t42 \n"


def test_print_goes_to_sys_stdout(capsys):
    assert h('print "a", 3')
    assert capsys.readouterr().out == "a3 \n"


def test_a_null_character_is_refused():
    with pytest.raises(ValueError):
        h("x = 1\0")


def test_files(tmp_path, monkeypatch):
    (tmp_path / "th_file.hoc").write_text('th_file = 7\nproc th_bad() { execerror("in a file", "") }\n')
    monkeypatch.chdir(tmp_path)
    assert h.load_file("th_file.hoc") == 1.0
    assert h.th_file == 7.0
    with pytest.raises(neuron.HocError) as caught:
        h.th_bad()
    assert "in a file" in str(caught.value)
    assert "th_file.hoc, line 2" in str(caught.value)


# ---- errors ----


def test_an_error_has_message_place_and_calls():
    assert h('proc th_inner() { execerror("bad", "thing") }\nproc th_outer() { th_inner() }')
    with pytest.raises(neuron.HocError) as caught:
        h.th_outer()
    lines = str(caught.value).splitlines()
    assert lines[0] == "bad thing"
    assert any("th_inner" in line for line in lines[1:])
    assert any("th_outer" in line for line in lines[1:])


@pytest.mark.parametrize(
    "text, kind",
    [
        ("th_e = 1/0", ZeroDivisionError),
        ("th_e = sqrt(-1)", ValueError),
        ("th_e = th_nowhere", LookupError),
        ('execerror("a", "b")', neuron.HocError),
        ("th_e = = 1", neuron.HocError),
    ],
)
def test_kinds_of_errors(text, kind):
    with pytest.raises(kind) as caught:
        h.execute(text)
    assert isinstance(caught.value, RuntimeError)


def test_after_an_error_hoc_works_on():
    assert h("func th_deep() { if ($1 == 0) return 1/0\nreturn th_deep($1 - 1) }")
    for _ in range(50):
        with pytest.raises(ZeroDivisionError):
            h.th_deep(20)
    assert h("th_after = 1 + 1") and h.th_after == 2.0


def test_endless_recursion_is_an_error():
    assert h("func th_endless() { return th_endless() + 1 }")
    with pytest.raises(neuron.HocError):
        h.th_endless()
    assert h.sin(0.0) == 0.0


def test_a_python_exception_through_hoc_is_the_same_object():
    problem = Mine("x")

    def fails():
        raise problem

    assert h("objref th_p\nproc th_calls() { th_p._() }")
    h.th_p = fails
    with pytest.raises(Mine) as caught:
        h.th_calls()
    assert caught.value is problem


def test_a_hoc_error_in_a_callback_passes_through_python_and_hoc():
    seen = []

    def call():
        try:
            h.execute("th_q = 1/0")
        except ZeroDivisionError as error:
            seen.append(error)
            raise

    assert h("objref th_cb\nproc th_cbs() { th_cb._() }")
    h.th_cb = call
    with pytest.raises(ZeroDivisionError) as caught:
        h.th_cbs()
    assert seen == [caught.value]


def test_system_exit_passes_through():
    def leave():
        raise SystemExit(3)

    assert h("objref th_exit\nproc th_exits() { th_exit._() }")
    h.th_exit = leave
    with pytest.raises(SystemExit) as caught:
        h.th_exits()
    assert caught.value.code == 3


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs interval timers")
@pytest.mark.parametrize(
    "text",
    [
        "while (1) { th_i = th_i + 1 }",
        "while (1) { }",
        "for (th_i = 0; 1; ) { }",
        'execute1("th_loop()", 0) execute1("th_loop()", 0)',  # 2 to the power of the deepest nesting
    ],
)
@pytest.mark.parametrize(
    "how", ["h.th_loop()", "h('th_loop()')", "h.execute('th_loop()')", "h.execute1('th_loop()')"]
)
def test_control_c_ends_a_loop(text, how):
    """A timer's signal stands for that of the keyboard."""
    assert h("th_i = 0\nproc th_loop() { %s }" % text)
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.02)
        with pytest.raises(KeyboardInterrupt):
            eval(how)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert h("th_i = 5") and h.th_i == 5.0


def test_a_handler_of_signals_raises_its_own_exception():
    if not hasattr(signal, "setitimer"):
        pytest.skip("needs interval timers")

    def late(*args):
        raise Mine("late")

    assert h("proc th_forever() { while (1) { } }")
    before = signal.signal(signal.SIGALRM, late)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.02)
        with pytest.raises(Mine):
            h.th_forever()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# ---- variables and arrays ----


def test_a_number_that_becomes_an_array():
    assert h("th_grow = 3")
    assert [h.th_grow, h.th_grow] == [3.0, 3.0]
    assert h("double th_grow[4]")
    assert list(h.th_grow) == [0.0] * 4
    h.th_grow[2] = 7
    assert h.th_grow[2] == 7.0
    with pytest.raises(TypeError):
        h.th_grow = 3


def test_a_name_that_comes_later():
    for _ in range(2):
        with pytest.raises(AttributeError):
            h.th_later  # noqa: B018
        with pytest.raises(LookupError):
            h.th_later = 3
    assert h("th_later = 8")
    assert h.th_later == 8.0
    assert "th_later" in dir(h)


def test_new_dimensions_under_an_array():
    assert h("double th_dims[5][3]")
    row = h.th_dims[4]
    row[2] = 1
    assert h("double th_dims[2][2]")
    with pytest.raises(IndexError):
        row[1]
    assert h("double th_dims[2]")
    assert len(h.th_dims) == 2
    for use in (lambda: row[0], lambda: row.__setitem__(0, 1), lambda: list(row)[0]):
        with pytest.raises(IndexError):
            use()


def test_arrays_of_objects():
    assert h("objref th_o[2][3]")
    v = h.Vector([1, 2])
    h.th_o[1][2] = v
    h.th_o[0][0] = {"a": 1}
    assert (len(h.th_o), len(h.th_o[0])) == (2, 3)
    assert list(h.th_o[1]) == [None, None, v]
    assert h.th_o[1][2] is v
    assert h("th_size = th_o[1][2].size()") and h.th_size == 2.0
    assert h.th_o[0][0] == {"a": 1}
    h.th_o[1][2] = None
    assert h.th_o[1][2] is None
    for value in (3, "a", h.ref(1)):
        with pytest.raises(TypeError):
            h.th_o[0][0] = value
    assert h("objref th_o")
    assert h.th_o is None
    assert h("objref th_o[2]")
    assert list(h.th_o) == [None, None]


def test_references():
    assert h("strdef th_rs\nobjref th_ro, th_ra[2]\ndouble th_rd[2]\nth_rn = 1")
    for ref, value in (
        (h._ref_th_rs, "text"),
        (h._ref_th_ro, h.Vector()),
        (h._ref_th_ro, {}),
        (h._ref_th_ra[1], h.Vector()),
        (h._ref_th_ra[1], [1]),
        (h._ref_th_rd[1], 5.0),
        (h._ref_th_rn, 6.0),
    ):
        ref[0] = value
        assert ref[0] == value
    assert (h.th_rs, h.th_ro, h.th_ra[1], h.th_rd[1], h.th_rn) == ("text", {}, [1], 5.0, 6.0)
    for ref in (h._ref_th_ro, h._ref_th_ra[1], h._ref_th_rd[0], h._ref_th_rn):
        with pytest.raises(TypeError):
            ref[0] = "text"
    with pytest.raises(TypeError):
        h._ref_th_rs[0] = 3


def test_arguments_by_reference():
    assert h('proc th_set() { $&1 = 5 $s2 = "new" $o3 = new Vector(3) }')
    number, text, thing = h.ref(1), h.ref("old"), h.ref(None)
    h.th_set(number, text, thing)
    assert (number[0], text[0], thing[0].size()) == (5.0, "new", 3)
    assert h("strdef th_out\nth_num = 0\nobjref th_obj")
    h.th_set(h._ref_th_num, h._ref_th_out, h._ref_th_obj)
    assert (h.th_num, h.th_out, h.th_obj.size()) == (5.0, "new", 3)


# ---- functions ----


def test_functions_of_hoc_are_python_callables():
    assert h(
        "func th_two() { return $1 * $2 }\nobfunc th_vec() { return new Vector($1) }\nproc th_none() { }"
    )
    assert h.th_two(3, 4) == 12.0
    assert h.th_vec(3).size() == 3
    assert h.th_none() == 0.0
    assert h.th_two is h.th_two
    assert (h.th_two.__name__, repr(h.th_two)) == ("th_two", "th_two()")
    assert str(inspect.signature(h.th_two)) == "(*args, **kwargs)"
    assert "th_two" in pydoc.render_doc(h.th_two, renderer=pydoc.plaintext)
    inspect.getdoc(h.th_two)
    assert type(h.th_two(1, 2)) is float
    assert list(map(h.th_two, [1, 2], [3, 4])) == [3.0, 8.0]


def test_functions_of_hoc_by_name():
    assert h("func th_square() { return $1 * $1 }")
    assert list(h.Vector([1, 2, 3]).apply("th_square")) == [1.0, 4.0, 9.0]
    assert list(h.Vector([1, 2]).apply(h.th_square)) == [1.0, 4.0]


def test_a_function_defined_again():
    assert h("func th_again() { return 1 }")
    function = h.th_again
    assert function() == 1.0
    assert h("func th_again() { return 2 }")
    assert (function(), h.th_again()) == (2.0, 2.0)


def test_functions_of_hoc_are_not_pickled():
    assert h("func th_pickled() { return 1 }")
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError) as caught:
            pickle.dumps(h.th_pickled, protocol)
        assert "h.th_pickled is a function of hoc" in str(caught.value)


def test_too_few_arguments():
    assert h("func th_needs() { return $2 }")
    with pytest.raises(RuntimeError):
        h.th_needs(1)


def test_an_iterator_is_not_called():
    assert h("iterator th_it() { iterator_statement }")
    with pytest.raises(RuntimeError):
        h.th_it()
