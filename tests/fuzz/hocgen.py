"""Random hoc programs that every implementation must run alike: nothing undefined, nothing that depends on time."""

import random

STRINGS = ("a", "b c", "", 'q\\"q', "t\\tt", "%d", "\\\\")
FUNCTIONS = ("sin", "cos", "atan", "abs", "int", "tanh", "erf")


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.numbers = ["n%d" % i for i in range(5)]
        self.arrays = {"arr": (4,), "grid": (3, 2)}
        self.vectors = ["vec", "wec"]
        self.strings = ["s1", "s2"]
        self.functions = []  # (name, number of arguments)
        self.procs = []
        self.classes = []  # objrefs of templates
        self.special = {
            "pointer": [],
            "string": [],
            "object": [],
            "deep": [],
            "iterator": [],
        }  # names by kind
        self.locals = []
        self.arguments = 0
        self.depth = 0
        self.loops = 0
        self.counter = 0

    def pick(self, *choices):
        return self.random.choice(choices)

    def number(self):
        return self.pick(
            "0", "1", "2", "3", "7", "0.5", "1.25", "1e3", "1e-3", ".1", "10", "100", "1e-12", "2.9999999"
        )

    def index(self, size):
        """An index within range, sometimes by an expression."""
        k = self.random.randrange(size)
        return self.pick(
            str(k), "%d.4" % k, "(%d - %d)" % (k + 2, 2), "%d %% %d" % (k + size, size), str(k), str(k)
        )

    def section(self):
        return self.pick("soma", "dend[%s]" % self.index(2))

    def place(self):
        return self.pick("0", "1", ".5", "0.5", ".2", "1/3", ".9")

    def range_variable(self):
        return self.pick(
            "%s.v(%s)" % (self.section(), self.place()),
            "%s.v" % self.section(),
            "%s.cm(%s)" % (self.section(), self.place()),
            "%s.v(1)" % self.section(),
            "v(%s)" % self.place(),
            "v",
        )

    def variable(self):
        if not self.in_template and self.random.random() < 0.06:
            return self.range_variable()
        kind = self.random.randrange(10)
        if kind < 4 and self.locals:
            return self.random.choice(self.locals)
        if kind < 5 and self.arguments:
            return "$%d" % self.random.randint(1, self.arguments)
        if kind < 6:
            name = self.pick(*self.arrays)
            return name + "".join("[%s]" % self.index(size) for size in self.arrays[name])
        if kind < 7:
            return "%s.x[%s]" % (self.pick(*self.vectors), self.index(4))
        if kind < 8 and self.classes and not self.in_template:
            return "%s.%s" % (self.pick(*self.classes), self.pick("x", "y", "d[%s]" % self.index(3)))
        return self.pick(*self.numbers)

    in_template = False
    defining = False

    def special_value(self):
        """A call that yields a number, of a function with arguments of other kinds; or None."""
        kind = self.pick("object", "deep")
        if self.in_template or not self.special[kind]:
            return None
        name = self.random.choice(self.special[kind])
        if kind == "deep":
            return "%s(%d, %s)" % (name, self.random.randrange(6), self.value(3))
        return "%s(%s)%s" % (
            name,
            self.value(3),
            self.pick(".x[2]", ".sum", ".c.add(1).mean()", ".c.mul(2).x[%s]" % self.index(4)),
        )

    def special_statement(self):
        kind = self.pick("pointer", "string", "object")
        if self.in_template or not self.special[kind]:
            return None
        name = self.random.choice(self.special[kind])
        if kind == "pointer":
            size = self.arrays["arr"][0]
            target = self.pick(
                *(
                    self.numbers
                    + ["arr[%s]" % self.index(size), "%s.x[%s]" % (self.pick(*self.vectors), self.index(4))]
                    + ["%s.v(%s)" % (self.section(), self.place())]
                )
            )
            return "%s(&%s, %s)" % (name, target, self.value(1))
        if kind == "string":
            return "%s(%s, %s)" % (name, self.pick(*(self.strings + ['"lit"'])), self.value(1))
        return "%s = %s(%s)" % (self.pick(*self.vectors), name, self.bounded())

    def special_definition(self):
        self.counter += 1
        kind = self.pick(*self.special)
        name = "%s%d" % (kind, self.counter)
        self.arguments = {"object": 1}.get(kind, 0)
        value = self.bounded()
        self.arguments = 0
        self.special[kind].append(name)
        body = {
            "pointer": "proc %s() { $&1 = $&1*0.5 + tanh($2) + %s }",
            "string": 'proc %s() { sprint($s1, "%%.9s+%%g", $s1, $2 + %s) print $s1 }',
            "object": "obfunc %s() { localobj made\n    made = new Vector(4)\n    made.indgen(0.5).add(%s)\n"
            "    return made\n}",
            "deep": "func %s() { local a\n    a = tanh($2 + %s)\n    if ($1 < 1) return a\n"
            "    return a + SELF($1 - 1, a)\n}",
            "iterator": "iterator %s() { local i\n    for i = 0, $2 { $&1 = i + tanh(%s) iterator_statement }\n}",
        }[kind]
        return (body % (name, value)).replace("SELF", name) + "\n"

    def iteration(self, indent):
        name = self.random.choice(self.special["iterator"])
        self.counter += 1
        self.loops += 1
        kept, self.special["iterator"] = (
            self.special["iterator"],
            [],
        )  # one in the other fails in the reference
        made = "%s for %s(&%s, %d) %s" % (
            "",
            name,
            self.pick(*self.numbers),
            self.random.randrange(4),
            self.block(indent),
        )
        self.special["iterator"] = kept
        self.loops -= 1
        return made.strip()

    def value(self, depth=0):
        """An expression without an effect, mostly."""
        if depth < 3 and self.random.random() < 0.05:
            special = self.special_value()
            if special:
                return special
        kind = self.random.randrange(16)
        if depth > 3 or kind < 3:
            return self.number()
        if kind < 7:
            return self.variable()
        if kind < 10:
            return "%s %s %s" % (
                self.value(depth + 1),
                self.pick("+", "-", "*", "+", "-", "*"),
                self.value(depth + 1),
            )
        if kind == 10:
            return "(%s)" % self.value(depth + 1)
        if kind == 11:
            return "%s %s %s" % (
                self.value(depth + 1),
                self.pick("<", ">", "<=", ">=", "==", "!=", "&&", "||"),
                self.value(depth + 1),
            )
        if kind == 12:
            return self.pick("-%s", "!%s", "-(%s)", "!(%s)") % self.value(depth + 1)
        if kind == 13:
            return self.pick(
                "%s/(abs(%s) + 1)" % (self.variable(), self.value(depth + 1)),
                "int(%s) %% 7" % self.value(depth + 1),
                "(abs(tanh(%s)) + .5)^%s" % (self.value(depth + 1), self.pick("2", "3", "-1", "0.5")),
            )
        if kind == 14 and self.functions and depth < 2:
            name, count = self.random.choice(self.functions)
            return "%s(%s)" % (name, ", ".join(self.value(depth + 1) for _ in range(count)))
        if depth < 2 and kind == 15 and self.classes and not self.in_template:
            return "%s.f(%s)" % (self.pick(*self.classes), self.value(depth + 1))
        return "%s(%s)" % (self.pick(*FUNCTIONS), self.value(depth + 1))

    def bounded(self):
        """A value that stays small when it is assigned again and again."""
        return self.pick("%s", "tanh(%s)*10", "int(tanh(%s)*100)", "sin(%s)*3") % ("(%s)" % self.value())

    def assignment(self):
        return "%s %s %s" % (self.variable(), self.pick("=", "=", "=", "+=", "-="), self.bounded())

    def printing(self):
        items = [
            self.pick('"%s"' % self.pick(*STRINGS), self.value(), self.value(), self.pick(*self.strings))
            for _ in range(self.random.randint(1, 3))
        ]
        return "print " + ", ".join(items)

    def text(self):
        name = self.pick(*self.strings)
        return self.pick(
            '%s = "%s"' % (name, self.pick(*STRINGS)),
            "%s = %s" % (name, self.pick(*self.strings)),
            'sprint(%s, "%s-%%g", %s)' % (name, self.pick("a", "%%", "b\\t"), self.value()),
            'sprint(%s, "%%.12s|%%d", %s, int(%s) %% 1000)' % (name, self.pick(*self.strings), self.value()),
        )

    def vector(self):
        name, other = self.pick(*self.vectors), self.pick(*self.vectors)
        return self.pick(
            "%s.fill(%s)" % (name, self.bounded()),
            "%s.add(%s)" % (name, self.bounded()),
            "%s.mul(%s)" % (name, self.pick("0.5", "2", "-1")),
            "%s.indgen(%s)" % (name, self.pick("1", "0.5")),
            "%s = %s.c.sort" % (name, other),
            "%s.copy(%s)" % (name, other),
            "print %s.%s, %s.c.reverse.x[%s]"
            % (name, self.pick("sum", "min", "max_ind()", "size()", "mean()"), other, self.index(4)),
        )

    def block(self, indent):
        lines = self.statements(self.random.randint(1, 3), indent + "    ")
        return "{\n" + "".join(lines) + indent + "}"

    def compound(self, indent):
        self.depth += 1
        kind = self.random.randrange(5)
        if kind == 0:
            made = "if (%s) %s" % (self.value(), self.block(indent))
        elif kind == 1:
            made = "if (%s) %s else %s" % (self.value(), self.block(indent), self.block(indent))
        else:
            self.counter += 1
            name = "k%d" % self.counter
            self.loops += 1
            if kind == 2:
                made = "for %s = %d, %d %s" % (
                    name,
                    self.random.randrange(3),
                    self.random.randrange(5),
                    self.block(indent),
                )
            elif kind == 3:
                made = "for (%s = 0; %s < %d; %s += 1) %s" % (
                    name,
                    name,
                    self.random.randrange(5),
                    name,
                    self.block(indent),
                )
            else:
                made = "{ %s = 0 while (%s < %d) { %s += 1 %s } }" % (
                    name,
                    name,
                    self.random.randrange(5),
                    name,
                    self.block(indent),
                )
            self.loops -= 1
        self.depth -= 1
        return made

    def section_statement(self, indent):
        """A block or loop with another accessed section. The reference tells of break and continue out of a block."""
        self.depth += 1
        kept = self.loops
        self.counter += 1
        name = "x%d" % self.counter
        head = self.pick(
            self.section(),
            "forall",
            'forsec "%s"' % self.pick("dend", "s.*a", "[1]", "d", ""),
            'ifsec "%s"' % self.pick("soma", "dend", "o"),
            "%s for (%s)" % (self.section(), name),
            "for (%s, 0)" % name,
        )
        self.loops = 1 if head.startswith(("for", "forsec")) else 0
        made = "%s %s" % (head, self.block(indent))
        self.loops = kept
        self.depth -= 1
        return made

    def statement(self, indent):
        if self.random.random() < 0.08:
            special = self.special_statement()
            if special:
                return special
        if self.special["iterator"] and not self.in_template and not self.loops and self.depth < 2:
            if self.random.random() < 0.15 and not self.defining:
                self.depth += 1
                made = self.iteration(indent)
                self.depth -= 1
                return made
        if not self.in_template and self.depth < 2 and self.random.random() < 0.08:
            return self.section_statement(indent)
        kind = self.random.randrange(24)
        if kind < 8:
            return self.assignment()
        if kind < 12:
            return self.printing()
        if kind < 14 and not self.in_template:
            return self.text()
        if kind < 16 and not self.in_template:
            return self.vector()
        if kind < 19 and self.depth < 3:
            return self.compound(indent)
        if kind == 19 and self.loops:
            return "if (%s) %s" % (self.value(), self.pick("break", "continue"))
        if kind == 20 and self.procs and not self.in_template:
            name, count = self.random.choice(self.procs)
            return "%s(%s)" % (name, ", ".join(self.value(1) for _ in range(count)))
        if kind == 21 and not self.in_template:
            return 'print execute1("%s", 0)' % self.pick(
                "n0 = 1/0", "n1 = 3", "zork()", "n2 = (", "{n3 += 1 n4 -= 1}", "arr[9] = 1", "vec.nosuch()"
            )
        return self.assignment()

    def statements(self, count, indent):
        return [indent + self.statement(indent) + "\n" for _ in range(count)]

    def definition(self):
        self.counter += 1
        count = self.random.randint(0, 3)
        kind = self.pick("proc", "func")
        name = "%s%d" % (kind, self.counter)
        self.arguments = count
        self.locals = ["a", "b"][: self.random.randint(0, 2)]
        head = "%s %s() {%s\n" % (kind, name, " local " + ", ".join(self.locals) if self.locals else "")
        loops, self.loops = self.loops, 0
        self.defining = True
        body = self.statements(self.random.randint(1, 4), "    ")
        if kind == "func":
            if self.random.random() < 0.3:
                body.append("    if (%s) return %s\n" % (self.value(), self.bounded()))
            body.append("    return %s\n" % self.bounded())
        self.loops, self.locals, self.arguments = loops, [], 0
        self.defining = False
        (self.functions if kind == "func" else self.procs).append((name, count))
        return head + "".join(body) + "}\n"

    def template(self):
        self.counter += 1
        name, reference = "T%d" % self.counter, "o%d" % self.counter
        kept = self.numbers, self.arrays, self.vectors, self.strings, self.functions
        self.in_template = True
        self.numbers, self.arrays, self.functions = ["x", "y"], {"d": (3,)}, []
        self.vectors, self.strings = ["own"], ["s"]
        self.arguments, self.locals = 1, ["a"]
        method = self.statements(self.random.randint(1, 4), "    ")
        result = self.bounded()
        self.arguments, self.locals = 0, []
        start = self.statements(self.random.randint(0, 2), "    ")
        self.numbers, self.arrays, self.vectors, self.strings, self.functions = kept
        self.in_template = False
        self.classes.append(reference)
        return (
            "begintemplate %s\npublic x, y, d, f\ndouble d[3]\nstrdef s\nobjref own\n"
            "proc init() { x = 0 y = 0 own = new Vector(4)\n%s}\n"
            "func f() { local a\n%s    return %s\n}\nendtemplate %s\nobjref %s\n%s = new %s()\n"
            % (name, "".join(start), "".join(method), result, name, reference, reference, name)
        )

    def program(self):
        lines = ["%s = %d\n" % (name, i) for i, name in enumerate(self.numbers)]
        lines.append("double arr[4], grid[3][2]\nobjref vec, wec\nvec = new Vector(4)\nwec = new Vector(4)\n")
        lines.append(
            "create soma, dend[2]\nsoma.nseg = 3\ndend[1].nseg = 2\nconnect dend[1](0), soma(1)\naccess soma\n"
        )
        lines.append('strdef s1, s2\ns1 = "one"\ns2 = "two"\n')
        for _ in range(self.random.randint(3, 9)):
            kind = self.random.randrange(8)
            if kind < 2:
                lines.append(self.definition())
            elif kind > 5:
                lines.append(self.special_definition())
            elif kind == 2 and len(self.classes) < 2:
                lines.append(self.template())
            else:
                lines += self.statements(self.random.randint(1, 4), "")
        lines.append("print " + ", ".join(self.numbers) + "\n")
        lines.append("print soma.v(.5), soma.v(0), dend[0].cm, dend[1].v(1), dend[1].v(.3), soma.Ra\n")
        lines.append("print s1, s2, arr[0], arr[3], grid[2][1], vec.x[0], wec.x[3]\n")
        return "".join(lines)


def program(seed):
    return Generator(seed).program()


PIECES = [
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    '"',
    "/*",
    "*/",
    "//",
    "\n",
    "\\\n",
    ",",
    ";",
    "$",
    "$1",
    "&",
    ".",
    "=",
    "new",
]
PIECES += [
    "proc ",
    "local ",
    "return ",
    "objref ",
    "strdef ",
    "begintemplate ",
    "endtemplate ",
    "for ",
    "else ",
    "1e400",
]


def damaged(seed):
    """A program with a few pieces cut out, doubled, exchanged or put in; a loop may have lost its end."""
    chance = random.Random(seed)
    text = program(seed)
    for _ in range(chance.randint(1, 4)):
        i = chance.randrange(len(text))
        j = min(len(text), i + chance.randint(1, 30))
        k = chance.randrange(len(text))
        text = chance.choice(
            [
                text[:i] + text[j:],
                text[:j] + text[i:],
                text[:k] + text[i:j] + text[k:],
                text[:i] + chance.choice(PIECES) + text[i:],
            ]
        )
    return text
