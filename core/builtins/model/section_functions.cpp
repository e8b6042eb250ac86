// Functions about sections: names, the section that is accessed, the tree.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/model/model.hpp"
#include "builtins/model/places.hpp"
#include "builtins/model/section_names.hpp"
#include "builtins/model/section_pattern.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

using cable::Section;

// ---- names ----

Value secname_(Call& call) {
    return Value::text(hoc_name(section_arg(call, 0)));
}
Value sectionname_(Call& call) {
    check_text_ref(call, 0);
    store_text(call, 0, hoc_name(cable_of(call).current()));
    return Value::number(1.0);
}
Value issection_(Call& call) {
    return Value::number(SectionPattern(text_at(call, 0), true).matches(cable_of(call).current().full_name()) ? 1.0
                                                                                                              : 0.0);
}

Value ismembrane_(Call& call) {
    const std::string name = text_at(call, 0);
    const Section& section = cable_of(call).current();
    const mech::Mechanism* mechanism = cable_of(call).registry.find(name);
    const bool always = name == "capacitance" || name == "morphology";
    return Value::number(always || (mechanism != nullptr && section.find(*mechanism) != nullptr) ? 1.0 : 0.0);
}

// ("dend"), ("dend[1]"), ("dend", 1), each also with the instance of a template that it belongs to.
Value section_exists_(Call& call) {
    std::string name = text_at(call, 0);
    const bool indexed = call.is_number(1);
    const std::size_t last = indexed ? 2 : 1;
    const Object* cell = call.is(last, Kind::Object) ? call.object(last) : nullptr;
    if (indexed) {
        name += format("[%ld]", call.integer(1));
    }
    for (const Section* each = cable_of(call).first(); each != nullptr; each = each->next()) {
        if (!each->from_python && each->cell == cell && (each->name == name || each->name == name + "[0]")) {
            return Value::number(1.0);
        }
    }
    return Value::number(0.0);
}

Value section_owner_(Call& call) {
    return Value::object(cable_of(call).current().cell);
}

// ---- the section that is accessed ----

// A number that names a section while it lives.
double number_of(const Section* section) {
    return static_cast<double>(reinterpret_cast<std::uintptr_t>(section));
}

Section* with_number(Call& call, double number) {
    for (Section* each = cable_of(call).first(); each != nullptr; each = each->next()) {
        if (number_of(each) == number) {
            return each;
        }
    }
    return nullptr;
}

Section* with_name(Call& call, std::string_view name) {
    for (Section* each = cable_of(call).first(); each != nullptr; each = each->next()) {
        if (!each->from_python && each->full_name() == name) {
            return each;
        }
    }
    return nullptr;
}

Value push_section_(Call& call) {
    Section* section = nullptr;
    if (call.is(0, Kind::Section)) {
        section = &section_arg(call, 0);
    } else {
        section = call.is_number(0) ? with_number(call, call.number(0)) : with_name(call, text_at(call, 0));
    }
    if (section == nullptr) {
        call.bad(ErrorKind::Value, 0,
                 "is not a sectionname: " +
                     (call.is_number(0) ? format("%g", call.number(0)) : std::string(text_at(call, 0))));
    }
    cable_of(call).push(*section);
    return Value::number(1.0);
}

Value pop_section_(Call& call) {
    if (cable_of(call).stack_depth() > 0) {
        cable_of(call).pop();
    }
    return Value::number(1.0);
}

Value delete_section_(Call& call) {
    Section& section = section_arg(call, 0);
    const bool from_hoc = !section.from_python;
    cable_of(call).destroy(section);
    return Value::number(from_hoc ? 1.0 : 0.0);
}

// ---- the tree ----

Value disconnect_(Call& call) {
    cable_of(call).disconnect(section_arg(call, 0));
    return Value::number(0.0);
}
Value parent_connection_(Call& call) {
    return Value::number(section_arg(call, 0).parent_x());
}
Value section_orientation_(Call& call) {
    return Value::number(section_arg(call, 0).own_x());
}
Value parent_section_(Call& call) {
    return Value::number(number_of(cable_of(call).current().parent()));
}
Value this_section_(Call& call) {
    return Value::number(number_of(&cable_of(call).current()));
}
Value this_node_(Call& call) {
    const Place place = place_arg(call, 0);
    return Value::number(static_cast<double>(place.section.node_at(place.x)) + 1.0);
}

Value keep_nseg_parm_(Call& call) {
    const bool before = cable_of(call).keep_nseg_parameters;
    cable_of(call).keep_nseg_parameters = call.integer(0, 0, 1) != 0;
    return Value::number(before ? 1.0 : 0.0);
}

// Where in the drawing a child begins: a column for each node from the connected end on.
std::size_t column_of(const Section& child) {
    const Section& parent = *child.parent();
    const double part = std::fabs(child.parent_x() - parent.own_x());
    const auto n = static_cast<std::size_t>(parent.nseg());
    return part == 0.0 ? 0 : part == 1.0 ? n + 1 : parent.segment_at(part) + 1;
}

void draw(std::string& out, const Section& section, std::size_t column) {
    out += std::string(column, ' ') + (section.parent() == nullptr ? "|-" : "`");
    out += std::string(static_cast<std::size_t>(section.nseg()) - 1, '-') + "|       " + section.full_name();
    out += section.own_x() == 0.0 ? "(0-1)\n" : "(1-0)\n";
}

Value topology_(Call& call) {
    std::string out = "\n";
    struct Waiting {
        const Section* section;
        std::size_t column;
    };
    for (const Section* root = cable_of(call).first(); root != nullptr; root = root->next()) {
        if (root->parent() != nullptr) {
            continue;
        }
        std::vector<Waiting> waiting{{root, 0}};
        while (!waiting.empty()) {
            const Waiting next = waiting.back();
            waiting.pop_back();
            draw(out, *next.section, next.column);
            const std::size_t shift = next.column + (next.section->parent() == nullptr ? 1 : 0);
            for (const Section* child = next.section->first_child(); child != nullptr; child = child->next_sibling()) {
                waiting.push_back({child, shift + column_of(*child)});
            }
        }
    }
    host_of(call.context).write(out + "\n");
    return Value::number(1.0);
}

// What these are to Python, libnrnpython makes of them.
Value section_(Call& call) {
    call.refuse(ErrorKind::Hoc, "is a class of Python; hoc makes sections by create");
}

Value allsec_(Call& call) {
    call.refuse(ErrorKind::Hoc, "is an iterator of Python; hoc has forall");
}

Value cas_(Call& call) {
    return Value::section(&cable_of(call).current());
}

const FunctionDef kRows[] = {
    {"Section", "(name: str = \"\", cell: pyobject = None) -> section",
     "A new section: an unbranched piece of a neuron.", section_},
    {"allsec", "() -> sequence", "Iterates over all sections, in the order in which they were made.", allsec_},
    {"cas", "() -> section", "The currently accessed section.", cas_},
    {"secname", "() -> str ; (section: section|segment) -> str", "The name of the accessed section.", secname_},
    {"sectionname", "(name: ref) -> float", "Puts the name of the accessed section into a text variable.",
     sectionname_},
    {"issection", "(pattern: str|ref) -> float",
     "1 when the name of the accessed section fits the pattern, a regular expression in which [ and ] stand for\n"
     "themselves and <a-z> for a set of characters.",
     issection_},
    {"ismembrane", "(mechanism: str|ref) -> float", "1 when the mechanism is in the accessed section.", ismembrane_},
    {"section_exists",
     "(name: str|ref) -> float ; (name: str|ref, cell: object) -> float ; (name: str|ref, i: int) -> float ; "
     "(name: str|ref, i: int, cell: object) -> float",
     "1 when hoc has a section of that name, at the top level or in an instance of a template.", section_exists_},
    {"section_owner", "() -> object", "The instance of a template that the accessed section belongs to, or None.",
     section_owner_},
    {"push_section", "(section: str|ref|float|section) -> float",
     "A section, by its name or by the number that this_section() gave, becomes the accessed one until pop_section().",
     push_section_},
    {"pop_section", "() -> float", "Ends what push_section() or get_loc() began.", pop_section_},
    {"delete_section", "() -> float ; (section: section) -> float",
     "Takes the accessed section out of the model; its children become roots.", delete_section_},
    {"disconnect", "() -> float ; (section: section) -> float", "The accessed section is no child any more.",
     disconnect_},
    {"parent_connection", "() -> float ; (section: section) -> float",
     "Where at its parent the accessed section is connected.", parent_connection_},
    {"section_orientation", "() -> float ; (section: section) -> float",
     "Which end of the accessed section is connected to its parent.", section_orientation_},
    {"parent_section", "(x: float = 0) -> float", "A number for the parent of the accessed section; 0 without one.",
     parent_section_},
    {"this_section", "(x: float = 0) -> float", "A number for the accessed section, for push_section().",
     this_section_},
    {"this_node", "(x: float) -> float ; (seg: segment) -> float", "A number for a node of the accessed section.",
     this_node_},
    {"keep_nseg_parm", "(keep: int) -> float",
     "Whether a section keeps what its segments have when nseg changes; the answer before.", keep_nseg_parm_},
    {"topology", "() -> float", "Prints the trees of all sections: a dash for each segment.", topology_},
};

}  // namespace

void define_section_functions(SymbolTable& symbols) {
    for (const FunctionDef& row : kRows) {
        symbols.add_function(row);
    }
}

}  // namespace nrn
