// SectionList: sections in an order of their own. One that is deleted drops out.
#include <algorithm>
#include <memory>
#include <new>
#include <unordered_set>

#include "builtins/model/model.hpp"
#include "builtins/model/places.hpp"
#include "cable/numbering.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

using cable::Section;

constexpr const char* kName = "SectionList";

// A walk keeps the sequence it began with: a change while there is one goes to a copy.
class Sections {
  public:
    // Those that live.
    const std::vector<Section*>& all() {
        const std::vector<Section*>& now = all_->all();
        if (std::any_of(now.begin(), now.end(), [](const Section* each) { return !each->alive(); })) {
            own().remove_if([](const Section* each) { return !each->alive(); });
        }
        return all_->all();
    }
    // To be changed.
    cable::SectionSequence& own() {
        if (all_.use_count() > 1) {
            all_ = std::make_shared<cable::SectionSequence>(*all_);
        }
        return *all_;
    }
    std::shared_ptr<const cable::SectionSequence> snapshot() const {
        return all_;
    }

  private:
    std::shared_ptr<cable::SectionSequence> all_ = std::make_shared<cable::SectionSequence>();
};

Sections& self_list(Call& call) {
    return payload<Sections>(call.self);
}

// A section and all below it, level by level.
void add_tree(Sections& list, Section& root) {
    for (Section* each : cable::levels_below(root)) {
        list.own().add(*each);
    }
}

void construct(Call& call, void* raw) {
    auto* list = new (raw) Sections();
    if (!call.has(0)) {
        return;
    }
    try {
        for (const Value& each : host_of(call.context).items_of(call.args[0])) {
            const Value plain = each.kind() == Kind::Host ? host_of(call.context).to_plain(each) : each.copy();
            if (plain.kind() != Kind::Section) {
                call.bad(ErrorKind::Type, 0, "must contain only Section objects");
            }
            cable::section_of(plain).check();
            list->own().add(cable::section_of(plain));
        }
    } catch (...) {
        list->~Sections();
        throw;
    }
}

void destroy(void* raw) noexcept {
    static_cast<Sections*>(raw)->~Sections();
}

Value append_(Call& call) {
    self_list(call).own().add(section_arg(call, 0));
    return Value::number(1.0);
}

Value remove_(Call& call) {
    Sections& list = self_list(call);
    if (call.is(0, Kind::Object)) {
        const std::vector<Section*>& others = payload<Sections>(call.object(0)).all();
        const std::unordered_set<const Section*> gone(others.begin(), others.end());
        return Value::number(
            static_cast<double>(list.own().remove_if([&](const Section* each) { return gone.count(each) != 0; })));
    }
    Section& section = section_arg(call, 0);
    const std::vector<Section*>& all = list.all();
    const auto found = std::find(all.begin(), all.end(), &section);
    if (found == all.end()) {
        host_of(call.context).write(section.full_name() + " not in this section list\n");
        return Value::number(0.0);
    }
    list.own().remove_at(static_cast<std::size_t>(found - all.begin()));
    return Value::number(1.0);
}

Value children_(Call& call) {
    for (Section* child = section_arg(call, 0).first_child(); child != nullptr; child = child->next_sibling()) {
        self_list(call).own().add(*child);
    }
    return Value::number(1.0);
}
Value subtree_(Call& call) {
    add_tree(self_list(call), section_arg(call, 0));
    return Value::number(1.0);
}
Value wholetree_(Call& call) {
    add_tree(self_list(call), cable::root_of(section_arg(call, 0)));
    return Value::number(1.0);
}
Value allroots_(Call& call) {
    for (Section* each = cable_of(call).first(); each != nullptr; each = each->next()) {
        if (each->parent() == nullptr) {
            self_list(call).own().add(*each);
        }
    }
    return Value::number(1.0);
}

Value unique_(Call& call) {
    Sections& list = self_list(call);
    list.all();
    std::unordered_set<const Section*> seen;
    return Value::integer(
        static_cast<double>(list.own().remove_if([&](const Section* each) { return !seen.insert(each).second; })));
}

Value printnames_(Call& call) {
    std::string names;
    for (const Section* each : self_list(call).all()) {
        names += each->full_name() + "\n";
    }
    host_of(call.context).write(names);
    return Value::number(1.0);
}
Value contains_(Call& call) {
    const std::vector<Section*>& all = self_list(call).all();
    return Value::boolean(std::find(all.begin(), all.end(), &section_arg(call, 0)) != all.end());
}
Value size_(Call& call) {
    return Value::integer(static_cast<double>(self_list(call).all().size()));
}

const Member kRows[] = {
    {"append", MemberKind::Method, "() -> float ; (section: section) -> float", "",
     "Adds the accessed section, or another, at the end.", append_},
    {"remove", MemberKind::Method, "() -> float ; (section: section) -> float ; (others: SectionList) -> float", "",
     "Takes out the first entry of a section, or all that another list has; how many were taken out.", remove_},
    {"children", MemberKind::Method, "() -> float ; (section: section) -> float", "", "Adds the children of a section.",
     children_},
    {"subtree", MemberKind::Method, "() -> float ; (section: section) -> float", "", "Adds a section and all below it.",
     subtree_},
    {"wholetree", MemberKind::Method, "() -> float ; (section: section) -> float", "",
     "Adds all sections of the tree that a section belongs to.", wholetree_},
    {"allroots", MemberKind::Method, "() -> float", "", "Adds all sections without a parent.", allroots_},
    {"unique", MemberKind::Method, "() -> int", "", "Leaves one entry of each section; how many were taken out.",
     unique_},
    {"printnames", MemberKind::Method, "() -> float", "", "Prints the names, one a line.", printnames_},
    {"contains", MemberKind::Method, "() -> bool ; (section: section) -> bool", "",
     "Whether the accessed section, or another, is in the list.", contains_},
    {"size", MemberKind::Method, "() -> int", "", "The number of entries.", size_},
};

}  // namespace

std::shared_ptr<const cable::SectionSequence> sections_of(Object& list) {
    return list.klass().name() != kName ? nullptr : payload<Sections>(&list).snapshot();
}

Value new_section_list(Context& context, const std::vector<Section*>& sections) {
    Value list = Value::adopt_object(context.state<SymbolTable>().find_class(kName)->create(nullptr, 0));
    for (Section* each : sections) {
        payload<Sections>(list.as_object()).own().add(*each);
    }
    return list;
}

ClassDef section_list_class() {
    return {kName,
            "() ; (sections: sequence)",
            "Sections in an order.\n\n"
            "In Python it is a collection: len(l), `section in l`, iteration. A section that is deleted drops out.",
            sizeof(Sections),
            construct,
            destroy,
            std::vector<Member>(std::begin(kRows), std::end(kRows))};
}

}  // namespace nrn
