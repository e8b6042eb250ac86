"""The hoc language: statements, calls, texts, objects, and what crosses between it and Python."""

import statistics
import time

from _timing import emit

from neuron import h

assert h(r"""
strdef bh_text
objref bh_sf, bh_vector, bh_object, bh_py
double bh_array[1000]
bh_result = 0
bh_vector = new Vector(1000)
proc bh_loop() { local i
    for i = 1, $1 { } }
proc bh_sum() { local i, s
    s = 0
    for i = 1, $1 { s = s + i*0.5 }
    bh_result = s }
proc bh_global() { local i
    for i = 1, $1 { bh_result += i } }
proc bh_while() { local i
    i = 0
    while (i < $1) { i += 1 } }
proc bh_branch() { local i, c
    c = 0
    for i = 1, $1 { if (i % 3 == 0) { c += 1 } else { c += 2 } } }
func bh_next() { return $1 + 1 }
proc bh_call() { local i, s
    s = 0
    for i = 1, $1 { s = bh_next(s) } }
func bh_fib() { if ($1 < 2) { return $1 } return bh_fib($1 - 1) + bh_fib($1 - 2) }
proc bh_math() { local i, s
    s = 0
    for i = 1, $1 { s += sin(i)*exp(-i*1e-6) + sqrt(i) } }
proc bh_element() { local i
    for i = 1, $1 { bh_array[i%1000] = bh_array[(i+1)%1000] + 1 } }
proc bh_sprint() { local i
    for i = 1, $1 { sprint(bh_text, "%d_%g_%s", i, i*0.5, "abc") } }
proc bh_strcmp() { local i, c
    c = 0
    bh_text = "hello"
    for i = 1, $1 { if (strcmp(bh_text, "hello") == 0) { c += 1 } } }
proc bh_x() { local i
    for i = 0, $1-1 { bh_vector.x[i%1000] = bh_vector.x[(i+1)%1000] + 1 } }
proc bh_method() { local i, s
    s = 0
    for i = 1, $1 { s += bh_vector.size() } }
begintemplate BHCell
public x, f
double y[3]
proc init() { x = 1 }
func f() { return x + $1 }
endtemplate BHCell
bh_object = new BHCell()
proc bh_template() { local i, s
    s = 0
    for i = 1, $1 { s += bh_object.f(i) } }
proc bh_new() { local i  localobj o
    for i = 1, $1 { o = new BHCell() } }
proc bh_python() { local i, s
    s = 0
    for i = 1, $1 { s += bh_py._(i) } }
func bh_same() { return $1 }
""")
h.bh_py = lambda x: x


def per(call, n, rounds=5):
    """Nanoseconds for each of n operations: the median of the rounds."""
    call(max(1, n // 10))
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        call(n)
        taken.append(time.process_time() - start)
    return round(statistics.median(taken) / n * 1e9, 2)


def repeat(action):
    def call(n):
        for _ in range(n):
            action()

    return call


N = 200000
figures = {
    "for, empty body": per(h.bh_loop, 2 * N),
    "s = s + i*0.5": per(h.bh_sum, N),
    "global += i": per(h.bh_global, N),
    "while": per(h.bh_while, N),
    "if, else": per(h.bh_branch, N),
    "call of a func": per(h.bh_call, N),
    "fib(24), a call": per(lambda n: h.bh_fib(24), 150049),
    "sin, exp, sqrt": per(h.bh_math, N // 2),
    "element of an array": per(h.bh_element, N),
    "sprint": per(h.bh_sprint, N // 4),
    "strcmp": per(h.bh_strcmp, N // 2),
    "Vector.x[i]": per(h.bh_x, N),
    "Vector.size()": per(h.bh_method, N),
    "method of a template": per(h.bh_template, N),
    "new object": per(h.bh_new, N // 20),
    'h("x = sin(1)")': per(repeat(lambda: h("x = sin(1)")), N // 20),
    "h.f(1)": per(repeat(lambda: h.bh_same(1)), N // 4),
    "hoc calls Python": per(h.bh_python, N // 4),
}
source = "\n".join(
    "proc bhp_%d() { local i\n for i=1, 10 { bh_result = bh_result + %d*i } }" % (i, i) for i in range(500)
)
start = time.process_time()
assert h(source)
figures["read and compile a proc"] = round((time.process_time() - start) / 500 * 1e9)
h("\n".join("bhn_%d = %d" % (i, i) for i in range(20000)))
figures["h.t with 20000 names"] = per(repeat(lambda: h.t), 2000)
emit("hoc", "ns", figures)
