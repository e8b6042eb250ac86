// SectionRef: a section, its relatives, in a variable of hoc.
#include <algorithm>
#include <new>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/list.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/model/model.hpp"
#include "builtins/model/places.hpp"
#include "cable/numbering.hpp"
#include "cable/section_array.hpp"
#include "object/host.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

using cable::Section;

struct SectionRef {
    Section* section;  // counted

    explicit SectionRef(Section& of) : section(&of) {
        of.retain();
    }
    ~SectionRef() {
        section->release();
    }
};

Section& referred(Call& call) {
    Section& section = *payload<SectionRef>(call.self).section;
    section.check();
    return section;
}

void construct(Call& call, void* raw) {
    new (raw) SectionRef(section_arg(call, 0));
}
void destroy(void* raw) noexcept {
    static_cast<SectionRef*>(raw)->~SectionRef();
}

// The next section up that it does not only share the connected end with; null without one.
Section* true_parent(const Section& section) {
    const Section* child = &section;
    while (child->parent() != nullptr && child->parent_x() == child->parent()->own_x()) {
        child = child->parent();
    }
    return child->parent();
}

Value parent_or_refuse(Call& call, Section* parent) {
    if (parent == nullptr) {
        call.refuse(ErrorKind::Type, "SectionRef has no parent for " + referred(call).full_name());
    }
    return Value::section(parent);
}

Value sec_(Call& call) {
    return Value::section(&referred(call));
}
Value parent_(Call& call) {
    return parent_or_refuse(call, referred(call).parent());
}
Value trueparent_(Call& call) {
    return parent_or_refuse(call, true_parent(referred(call)));
}
Value root_(Call& call) {
    return Value::section(&cable::root_of(referred(call)));
}

std::size_t count_children(const Section& section) {
    std::size_t count = 0;
    for (const Section* child = section.first_child(); child != nullptr; child = child->next_sibling()) {
        ++count;
    }
    return count;
}
std::size_t child_count(Object* self) {
    return count_children(*payload<SectionRef>(self).section);
}
Value child_(Call& call) {
    Section& section = referred(call);
    long i = call.integer(0, 0, static_cast<long>(count_children(section)) - 1);
    Section* child = section.first_child();
    while (i-- > 0) {
        child = child->next_sibling();
    }
    return Value::section(child);
}
Value nchild_(Call& call) {
    return Value::integer(static_cast<double>(count_children(referred(call))));
}
Value has_parent_(Call& call) {
    return Value::boolean(referred(call).parent() != nullptr);
}
Value has_trueparent_(Call& call) {
    return Value::boolean(true_parent(referred(call)) != nullptr);
}
Value exists_(Call& call) {
    return Value::boolean(payload<SectionRef>(call.self).section->alive());
}
Value is_cas_(Call& call) {
    const Section* accessed = cable_of(call).accessed();
    accessed = accessed != nullptr ? accessed : cable_of(call).first();
    return Value::boolean(accessed == payload<SectionRef>(call.self).section);
}

// ---- names of hoc; those of sections made in Python stay: 0 ----

Value unname_(Call& call) {
    Section& section = referred(call);
    cable::SectionNames* names = call.context.state<cable::NameSlot>().names;
    if (section.from_python || names == nullptr) {
        return Value::number(0.0);
    }
    if (section.name.empty()) {
        call.refuse(ErrorKind::Value, "section is unnamed");
    }
    names->unname(section);
    return Value::number(1.0);
}

bool is_name(const std::string& text) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return !text.empty() && is_letter(text[0]) &&
           std::all_of(text.begin(), text.end(), [&](char c) { return is_letter(c) || is_digit(c); });
}

// Each once.
std::vector<Section*> sections_behind(Call& call, const List& refs) {
    std::vector<Section*> sections;
    for (std::size_t i = 0; i < refs.count(); ++i) {
        const Value item = refs.at(i);
        Object* object = item.kind() == Kind::Object ? item.as_object() : nullptr;
        if (object == nullptr || &object->klass() != &call.self->klass()) {
            call.bad(ErrorKind::Type, 1, "must hold SectionRefs only");
        }
        Section& section = *payload<SectionRef>(object).section;
        section.check();
        if (std::find(sections.begin(), sections.end(), &section) != sections.end()) {
            call.bad(ErrorKind::Value, 1, "has one section twice");
        }
        sections.push_back(&section);
    }
    return sections;
}

Value rename_(Call& call) {
    const std::string name = text_at(call, 0);
    std::vector<Section*> sections{&referred(call)};
    std::vector<std::size_t> dimensions;
    if (call.has(1)) {
        sections = sections_behind(call, list_of(call.object(1)));
        dimensions.push_back(sections.size());
    }
    cable::SectionNames* names = call.context.state<cable::NameSlot>().names;
    for (const Section* section : sections) {
        if (section->from_python || names == nullptr) {
            return Value::number(0.0);
        }
        if (!section->name.empty()) {
            host_of(call.context).write(section->full_name() + " must first be unnamed\n");
            return Value::number(0.0);
        }
    }
    if (!is_name(name)) {
        call.bad(ErrorKind::Value, 0, "must be a name of letters, digits and _, not \"" + name + "\"");
    }
    if (sections.empty()) {
        call.bad(ErrorKind::Value, 1, "is empty");
    }
    if (!names->rename(name, sections, std::move(dimensions))) {
        host_of(call.context).write(name + " exists already and is not a section\n");
        return Value::number(0.0);
    }
    return Value::number(1.0);
}

const Member kRows[] = {
    {"sec", MemberKind::Property, "section", "", "The section. ReferenceError when it was deleted.", sec_},
    {"parent", MemberKind::Property, "section", "", "The section it is connected to. TypeError without one.", parent_},
    {"trueparent", MemberKind::Property, "section", "",
     "The section up the tree that it is connected to elsewhere than at that one's connected end. TypeError without "
     "one.",
     trueparent_},
    {"root", MemberKind::Property, "section", "", "The section at the root of the tree.", root_},
    {"child", MemberKind::Array, "section", "", "The children.", child_, nullptr, child_count},
    {"nchild", MemberKind::Method, "() -> int", "", "The number of children.", nchild_},
    {"has_parent", MemberKind::Method, "() -> bool", "", "Whether it is connected to another.", has_parent_},
    {"has_trueparent", MemberKind::Method, "() -> bool", "", "Whether there is a trueparent.", has_trueparent_},
    {"exists", MemberKind::Method, "() -> bool", "", "Whether it was not deleted.", exists_},
    {"is_cas", MemberKind::Method, "() -> bool", "", "Whether it is the accessed section.", is_cas_},
    {"rename", MemberKind::Method, "(name: str|ref) -> float ; (name: str|ref, refs: List) -> float", "",
     "Gives the unnamed section a name of hoc, or those of a List of SectionRefs the name of an array.\n\n"
     "Sections that had the name are deleted. 1; or 0 where nothing is done: of a section made in Python, of one that\n"
     "has a name, when the name means something else. ValueError for what is no name.",
     rename_},
    {"unname", MemberKind::Method, "() -> float", "",
     "Takes the section's name of hoc away, for rename(). 0 of a section made in Python. ValueError without a name.",
     unname_},
};

}  // namespace

ClassDef section_ref_class() {
    return {"SectionRef",
            "() ; (section: section)",
            "A reference to the accessed section, or another.",
            sizeof(SectionRef),
            construct,
            destroy,
            std::vector<Member>(std::begin(kRows), std::end(kRows))};
}

}  // namespace nrn
