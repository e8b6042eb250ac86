"""StringFunctions, sprint and printf, sscanf, and functions of the top level about names."""

from _case import case, hoc, raises

from neuron import h

Q = h.StringFunctions()


def stored(function, text, *more):
    s = h.ref("old")
    return [function(text, *(more + (s,))), s[0]]


def changed(function, text, *more):
    s = h.ref(text)
    return [function(s, *more), s[0]]


case("len", lambda: [Q.len("abc"), type(Q.len("abc")), Q.len(""), Q.len(h.ref("ab"))])
case(
    "substr", lambda: [Q.substr("abcabc", "ca"), Q.substr("abc", "z"), Q.substr("abc", ""), Q.substr("", "")]
)
case("left", lambda: [changed(Q.left, "hello", n) for n in (0, 2, 2.9, 5)])
case("right", lambda: [changed(Q.right, "hello", n) for n in (0, 2, 2.9, 5)])
for name in ("left", "right"):
    for n in (-1, 6):
        raises("%s %d" % (name, n), lambda: changed(getattr(Q, name), "hello", n))

PATTERNS = [
    ("hello world", "o"),
    ("hello world", "zz"),
    ("hello world", "[ld]"),
    ("hello world", "l+"),
    ("hello world", "^h"),
    ("hello world", "d$"),
    ("hello", ""),
    ("a.b.c", "\\."),
    ("a.b.c", "."),
    ("abc123def", "[0-9]+"),
    ("aXXb", "X{2}"),
    ("aXYb", "X|XY"),
    ("aXYb", "(X)(Y)"),
    ("a?b", "\\?"),
    ("ab1 cd", "[[:digit:]]"),
    ("ab\ncd", "^cd"),
    ("hello", "zz\nlo"),
    ("aabb", "a*?b"),
    ("aabb", "a+?"),
    ("aabb", "(a|ab)(c|bcd)?"),
    ("abcd", "(a|ab)(c|bcd)"),
    ("", "x*"),
]
for text, pattern in PATTERNS:
    case("head %r %r" % (text, pattern), lambda: stored(Q.head, text, pattern))
    case("tail %r %r" % (text, pattern), lambda: stored(Q.tail, text, pattern))

case("ltrim", lambda: [stored(Q.ltrim, t) for t in ("  abc  ", "\t\n\r\f\v abc", "   ", "")])
case("rtrim", lambda: [stored(Q.rtrim, t) for t in ("  abc  ", "abc\t\n\r\f\v", "   ", "")])
case(
    "trim characters",
    lambda: (lambda s: [Q.ltrim("xxabcxx", s, "x"), s[0], Q.rtrim("xyabcxy", s, "xy"), s[0]])(h.ref("")),
)
case("trim nothing", lambda: (lambda s: [Q.ltrim("  a", s, ""), s[0]])(h.ref("")))
hoc("parity_x=1\nstrdef parity_s\nproc parity_p(){}\nobjref parity_o")
NAMES = [
    "parity_x",
    "parity_s",
    "parity_p",
    "parity_o",
    "nosuch",
    "sin",
    "print",
    "Vector",
    "t",
    "v",
    "x+1",
    "",
    "1",
]
case("is_name", lambda: [Q.is_name(name) for name in NAMES])
case("is_point_process", lambda: [Q.is_point_process(h.Vector()), Q.is_point_process(None)])
case("is_artificial", lambda: [Q.is_artificial(h.Vector()), Q.is_artificial(None)])
for name, call in [
    ("len number", lambda: Q.len(3)),
    ("len nothing", lambda: Q.len()),
    ("substr number", lambda: Q.substr("abc", 3)),
    ("head into number", lambda: Q.head("abc", "b", h.ref(3))),
    ("head of number", lambda: Q.head(3, "b", h.ref(""))),
    ("head without result", lambda: Q.head("abc", "b")),
    ("ltrim without result", lambda: Q.ltrim("abc")),
    ("ltrim number", lambda: Q.ltrim("abc", h.ref(""), 3)),
    ("is_name number", lambda: Q.is_name(3)),
    ("references number", lambda: Q.references(3)),
    ("is_point_process text", lambda: Q.is_point_process("a")),
    ("alias of number", lambda: Q.alias(3, "a")),
    ("alias number", lambda: Q.alias(h.Vector(), "a", 3)),
    ("alias text", lambda: Q.alias(h.Vector(), "a", "b")),
    ("alias nothing", lambda: Q.alias()),
]:
    raises(name, call)
case("alias", lambda: (lambda v: [Q.alias(v, "a", h._ref_t), Q.alias(v, "a"), Q.alias(v)])(h.Vector(1)))

# ---- printf ----


def printed(*args):
    s = h.ref("")
    return [h.sprint(s, *args), s[0]]


FORMATS = [
    ("%d|%-5d|%05d|%+d|% d|%5.3d", 3.9, 6, 7, 8, 9, 5),
    ("%x %o %x", 255, 8, -1),
    ("%c%c", 65, 98.7),
    ("%g %e %f %.3g %8.2f|%-8.2f|%+g", 1.5, 1.5, 1.5, 3.14159, 2.5, 2.5, 1),
    ("%ld %lf %lg %le %hd", 7, 8, 9, 1, 2),
    ("%g %f %e", float("nan"), float("inf"), -float("inf")),
    ("%g %g %g", 1e-5, 1e20, 123456789),
    ("%.15g %20.10f %.0f %.1f", 0.1, 3.3, 2.5, 0.05),
    ("%s|%10s|%-10s|%.2s|", "ab", "cd", "ef", "ghij"),
    ("%s", ""),
    ("%% %d %%", 3),
    ("a\n\t\\n",),
    ("%",),
    ("abc %",),
    ("100%\n",),
    ("abc", 1, 2),
    ("%g", 1, 2),
    ("%d", 0),
    ("%d", -0.5),
    ("%s", None),
]
for args in FORMATS:
    case("sprint %r" % (args,), lambda: printed(*args))
case("sprint object", lambda: printed("%s", h.Vector())[1].startswith("Vector["))
case("sprint reference", lambda: printed("%s", h.ref("abc")))
case("sprint into itself", lambda: (lambda s: [h.sprint(s, "%s%s", s, s), s[0]])(h.ref("abc")))
case("printf counts", lambda: [h.printf("abc\n"), h.printf("%g\n", 3.25), type(h.printf("\n"))])
for name, call in [
    ("printf()", lambda: h.printf()),
    ("printf(3)", lambda: h.printf(3)),
    ("printf(None)", lambda: h.printf(None)),
    ("printf short", lambda: h.printf("%g %g\n", 1)),
    ("printf text as number", lambda: h.printf("%d\n", "a")),
    ("printf number as text", lambda: h.printf("%s\n", 3)),
    ("printf object as number", lambda: h.printf("%g\n", h.Vector())),
    ("printf reference as number", lambda: h.printf("%g\n", h.ref(3))),
    ("printf text as character", lambda: h.printf("%c\n", "ab")),
    ("sprint()", lambda: h.sprint()),
    ("sprint into number", lambda: h.sprint(h.ref(3), "a")),
    ("sprint 3", lambda: h.sprint(3, "a")),
    ("sprint without format", lambda: h.sprint(h.ref(""))),
    ("sprint format number", lambda: h.sprint(h.ref(""), 3)),
]:
    raises(name, call)

# ---- sscanf ----


def scanned(text, format, kinds):
    refs = [h.ref("old") if kind == "s" else h.ref(-7) for kind in kinds]
    return [h.sscanf(text, format, *refs)] + [ref[0] for ref in refs]


SCANS = [
    ("3 4 abc", "%lf %lf %s", "nns"),
    ("3 4 abc", "%f %g %s", "nns"),
    ("3 4 abc", "%d %i %s", "nns"),
    ("3.7 4", "%d%lf", "nn"),
    ("-3 -4", "%u %x", "nn"),
    ("0x1f 017 ff", "%i %i %x", "nnn"),
    ("0x1f 017", "%i %o", "nn"),
    ("abc", "%lf", "n"),
    ("", "%lf", "n"),
    ("Ab", "%c%c", "nn"),
    ("abc123", "%[a-z]%d", "sn"),
    ("abc]123", "%[]abc]%d", "sn"),
    ("abc 123", "%[^0-9]%d", "sn"),
    ("12345", "%2d%d", "nn"),
    ("12 34 56", "%*d %d %*s", "n"),
    ("a=5, b=6", "a=%lf, b=%lf", "nn"),
    ("50% 3", "%lf%% %lf", "nn"),
    ("3 4", "%lf", "nn"),
    ("3 4", "%le %lg", "nn"),
    ("3 4", "abc", ""),
    ("3", "", ""),
    ("", "", ""),
    ("hello", "%3s%s", "ss"),
    ("3 ", "%lf %s", "ns"),
    ("1 2", "%lf%*lf", "n"),
    ("1  ,2", "%lf ,%lf", "nn"),
    ("1e3 .5 5.", "%lf %lf %lf", "nnn"),
    ("nan inf", "%lf %lf", "nn"),
]
for text, format, kinds in SCANS:
    case("sscanf %r %r" % (text, format), lambda: scanned(text, format, kinds))
case(
    "sscanf Vector",
    lambda: (lambda v: [h.sscanf("3 4", "%lf %lf", v._ref_x[0], v._ref_x[1]), list(v)])(h.Vector(2)),
)
for name, call in [
    ("sscanf short", lambda: scanned("3 4", "%lf %lf", "n")),
    ("sscanf number for text", lambda: scanned("3", "%s", "n")),
    ("sscanf text for number", lambda: scanned("3", "%lf", "s")),
    ("sscanf text for character", lambda: scanned("3", "%c", "s")),
    ("sscanf unknown conversion", lambda: scanned("3", "%y", "n")),
    ("sscanf %n", lambda: scanned("3", "%d%n", "nn")),
    ("sscanf incomplete", lambda: scanned("3", "%", "n")),
    ("sscanf without format", lambda: h.sscanf("3")),
    ("sscanf of number", lambda: h.sscanf(3, "%d")),
    ("sscanf into 3", lambda: h.sscanf("3", "%d", 3)),
    ("sscanf into object", lambda: h.sscanf("3", "%s", h.Vector())),
]:
    raises(name, call)

# ---- names ----
case("units", lambda: [h.units("t"), h.units("dt"), h.units("celsius"), h.units("sin"), h.units("Vector")])
case("units of a variable", lambda: [h.units("parity_x", "mm"), h.units("parity_x")])
case("variable_domain", lambda: h.variable_domain("t", 0, 1))
case("switches", lambda: [h.use_exp_pow_precision(n) for n in (0, 1, 2)] + [h.nrn_feenableexcept(1)])
case("old switches", lambda: [h.coredump_on_error(0), h.show_errmess_always(0), h.install_vector_fitness()])
case("legacy units", lambda: [h.nrnunit_use_legacy(), h.nrnunit_use_legacy(0)])
case("nrn_mallinfo", lambda: [h.nrn_mallinfo(i) > 0 for i in range(5)])
case("machine_name", lambda: (lambda s: [h.machine_name(s), len(s[0]) > 0])(h.ref("")))
case("neuronhome", lambda: type(h.neuronhome()))
case(
    "config",
    lambda: [type(h.nrn_num_config_keys()), type(h.nrn_get_config_key(0)), type(h.nrn_get_config_val(0))],
)
for name, call in [
    ("units unknown", lambda: h.units("nosuch")),
    ("units unknown member", lambda: h.units("Vector.nosuch")),
    ("units()", lambda: h.units()),
    ("units(3)", lambda: h.units(3)),
    ("variable_domain unknown", lambda: h.variable_domain("nosuch", 0, 1)),
    ("variable_domain()", lambda: h.variable_domain()),
    ("variable_domain(3)", lambda: h.variable_domain(3)),
    ("nrn_mallinfo()", lambda: h.nrn_mallinfo()),
    ("nrn_mallinfo(7)", lambda: h.nrn_mallinfo(7)),
    ("machine_name()", lambda: h.machine_name()),
    ("legacy units on", lambda: h.nrnunit_use_legacy(1)),
    ("use_exp_pow_precision(3)", lambda: h.use_exp_pow_precision(3)),
    ("show_errmess_always()", lambda: h.show_errmess_always()),
    ("config key -1", lambda: h.nrn_get_config_key(-1)),
    ("config key 1000", lambda: h.nrn_get_config_key(1000)),
    ("config val of text", lambda: h.nrn_get_config_val("NRN_ENABLE_MPI")),
]:
    raises(name, call)
