// What nmodl sees in the text of VERBATIM blocks, and what it makes of it.
#include <doctest/doctest.h>

#include "nmodl/nmodl.hpp"
#include "nmodl/sema/verbatim.hpp"
#include "nmodl/sema/verbatim_text.hpp"

using namespace nrn::nmodl;

namespace {

using Names = std::set<std::string>;

TEST_CASE("identifiers stand outside of comments, literals, numbers and members") {
    CHECK(identifiers("a = b1 + _lc; // d\n e") == Names{"a", "b1", "_lc", "e"});
    CHECK(identifiers("/* a * b */ c \"d \\\" e\" 'f' g") == Names{"c", "g"});
    CHECK(identifiers("p->x + q.y - r -> z + 1.5e3 + 0x1fL") == Names{"p", "q", "r"});
    CHECK(identifiers("a > b") == Names{"a", "b"});
    CHECK(identifiers("").empty());
    CHECK(identifiers("\"never closed").empty());
    CHECK(identifiers("/* never closed").empty());
}

TEST_CASE("names of the code around it become others") {
    const auto marked = [](const std::string& word) { return word == "i" ? "i_" : word; };
    CHECK(rename_identifiers("int i; p->i = i + ii; // i", marked) == "int i_; p->i = i_ + ii; // i");
}

TEST_CASE("returns are told apart") {
    CHECK(returns_of("returned = 1;") == Returns::No);
    CHECK(returns_of("if (a) return ;") == Returns::Nothing);
    CHECK(returns_of("return 0.;") == Returns::Value);
    CHECK(returns_of("// return 0.;") == Returns::No);
}

TEST_CASE("lines of the text count as those of the file, lines behind it as those of the C++ file") {
    const Output output =
        compile("NEURON { SUFFIX a }\nPROCEDURE p(x) {\nVERBATIM\n  broken\nENDVERBATIM\n}\n", "folder/a.mod");
    REQUIRE(output.ok());
    CHECK(output.code.find("#line 3 \"folder/a.mod\"\n\n  broken\n") != std::string::npos);
    const std::size_t back = output.code.find(" \"a.cpp\"\n");
    REQUIRE(back != std::string::npos);
    const auto line =
        std::count(output.code.begin(), output.code.begin() + static_cast<std::ptrdiff_t>(back), '\n') + 1;
    CHECK(output.code.find("#line " + std::to_string(line + 1) + " \"a.cpp\"") != std::string::npos);
    CHECK(output.code.find("nrn/compat/verbatim.h") != std::string::npos);
}

TEST_CASE("a mechanism without VERBATIM includes nothing for it; one with it is not for threads unless it says so") {
    CHECK(compile("NEURON { SUFFIX a }", "a.mod").code.find("verbatim.h") == std::string::npos);
    const auto flags = [](const std::string& head) {
        const std::string code = compile("NEURON { SUFFIX a RANGE x " + head +
                                             "}\nASSIGNED { x }\nINITIAL {\nVERBATIM\nx = 1;\nENDVERBATIM\n}\n",
                                         "a.mod")
                                     .code;
        const std::size_t at = code.find("NRN_MECH_DENSITY, ");
        return at == std::string::npos ? std::string() : code.substr(at + 18, 2);
    };
    CHECK(flags("") == "0u");
    CHECK(flags("THREADSAFE") == "4u");
}

std::string modern(const std::string& text) {
    return modern_text(text, [](const std::string& name) { return is_interface_name(name) || name == "mine"; });
}

TEST_CASE("prototypes of known functions go, their lines stay") {
    CHECK(modern("extern double* vector_vec();\nint x;") == "                           ;\nint x;");
    CHECK(modern("extern double* vector_vec(),\n  other();") == "extern double               \n  other();");
    CHECK(modern("double a, mine(), b;") == "double a        , b;");
    CHECK(modern("{ double mine(), y; y = mine(1); }") == "{ double         y; y = mine(1); }");
    CHECK(modern("char** hoc_pgargstr();") == "                     ;");
    CHECK(modern("extern double hoc_epsilon;") == "                         ;");
    CHECK(modern("double hoc_epsilon;") == "double hoc_epsilon;");
    CHECK(modern("extern int vector_capacity(void* v, int (*f)(int));").find("vector") == std::string::npos);
    CHECK(modern("#include <a.h>\nextern void* vector_arg();\n").find("vector_arg") == std::string::npos);
    CHECK(modern("extern \"C\" {\ndouble* vector_vec();\n}").find("vector_vec") == std::string::npos);
}

TEST_CASE("calls, definitions and other declarations stay as they are") {
    for (const char* text :
         {"x = mine(1);", "return mine(x);", "else mine(x);", "static double mine(double x) { return x; }",
          "double mine(double);\ndouble mine(double x) {\n}", "extern int other();", "int i, n = mine(3);",
          "// extern int mine();\n", "\"extern int mine();\"", "if (a) mine(b), c;", "Symbol* s = hoc_lookup(\"x\");",
          "#define F mine()\n", "mine(", "extern", "double *", "double mine(", ""}) {
        CHECK(modern(text) == text);
    }
}

TEST_CASE("old spellings") {
    CHECK(modern("ob->template->sym") == "ob->ctemplate->sym");
    CHECK(modern("#include \"nrnran123.h\"\nx") == "#include <nrn/compat/verbatim.h>\nx");
    CHECK(modern("# include \"misc.h\"") == "# include \"misc.h\"");
    CHECK(included_headers("#include <a.h>\n# include \"b.h\"\n#include \"c.h\"") ==
          std::vector<std::string>{"b.h", "c.h"});
    CHECK(included_headers("#include \"never closed").empty());
}

TEST_CASE("braces that text closes for others") {
    CHECK(!closes_braces("{ a; }"));
    CHECK(!closes_braces("if (a) {"));
    CHECK(closes_braces("}"));
    CHECK(closes_braces("} else {"));
    CHECK(!closes_braces("// }\n\"}\""));
}

TEST_CASE("globals and functions that text outside of blocks mentions lie in the file") {
    const std::string code =
        compile(
            "NEURON { SUFFIX a GLOBAL x, y }\nPARAMETER { x = 2 y = 3 }\nVERBATIM\n#include \"h.h\"\n"
            "static double g() { return x + f(1); }\nENDVERBATIM\nFUNCTION f(u) { f = u*y }\n",
            "a.mod",
            [](const std::string& name) -> std::optional<std::string> {
                return name == "h.h" ? std::optional<std::string>("extern double z;") : std::nullopt;
            })
            .code;
    CHECK(code.find("double x_a = 2.0;\n#define x x_a\n") != std::string::npos);
    CHECK(code.find("double f_a(double u_);\n#define f f_a\n") != std::string::npos);
    CHECK(code.find("double y_a = 3.0;") != std::string::npos);  // f reads it
    CHECK(code.find("kGlobalPlaces[] = {&::x_a, &::y_a}") != std::string::npos);
    const std::string header_only =
        compile("NEURON { SUFFIX nothing GLOBAL x }\nPARAMETER { x = 2 }\nVERBATIM\n#include \"h.h\"\nENDVERBATIM\n",
                "a.mod", [](const std::string&) -> std::optional<std::string> { return "extern double x;"; })
            .code;
    CHECK(header_only.find("double x = 2.0;") != std::string::npos);
}

TEST_CASE("THREADSAFE with and without names behind it") {
    for (const char* block : {"THREADSAFE SUFFIX a RANGE x", "SUFFIX a THREADSAFE b, c\n RANGE x",
                              "THREADSAFE\nSUFFIX a\nRANGE x", "SUFFIX a RANGE x THREADSAFE"}) {
        CHECK(compile(std::string("NEURON { ") + block + " }\nASSIGNED { x }", "a.mod").ok());
    }
}

}  // namespace
