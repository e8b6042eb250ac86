// SectionRef: a section, its relatives, in a variable of hoc.
#include <new>

#include "base/text.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/model/model.hpp"
#include "builtins/model/places.hpp"
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
    Section* root = &referred(call);
    while (root->parent() != nullptr) {
        root = root->parent();
    }
    return Value::section(root);
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

Value renamed(Call& call) {
    if (referred(call).from_python) {
        return Value::number(0.0);  // its name is Python's
    }
    call.refuse(ErrorKind::NotImplemented, "sections of hoc keep the name they were created with");
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
    {"rename", MemberKind::Method, "(name: str|ref, *rest: any) -> float", "",
     "Of a section made in Python: nothing, 0.", renamed},
    {"unname", MemberKind::Method, "() -> float", "", "Of a section made in Python: nothing, 0.", renamed},
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
