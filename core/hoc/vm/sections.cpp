#include "hoc/vm/sections.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cable/range.hpp"
#include "cable/selection.hpp"
#include "hoc/vm/access.hpp"
#include "hoc/vm/shared_arrays.hpp"
#include "object/host.hpp"

namespace nrn::hoc {

using cable::Section;

// ---- what create made ----

void CreatedSections::create(const std::string& name, std::vector<std::size_t> given, Object* cell) {
    const std::size_t n = element_count(given);
    clear();
    dimensions = std::move(given);
    sections.reserve(n);
    std::vector<std::size_t> index(dimensions.size(), 0);
    for (std::size_t i = 0; i < n; ++i) {
        std::string full = name;
        for (const std::size_t k : index) {
            full += format("[%zu]", k);
        }
        Section* section = cable_.create(std::move(full));
        section->cell = cell;
        sections.push_back(section);
        owners_->emplace(section, this);
        for (std::size_t axis = index.size(); axis-- > 0 && ++index[axis] == dimensions[axis];) {
            index[axis] = 0;
        }
    }
}

void CreatedSections::clear() noexcept {
    std::vector<Section*> old;
    old.swap(sections);
    for (Section* section : old) {
        if (section == nullptr) {
            continue;
        }
        owners_->erase(section);
        if (section->cell != nullptr) {
            section->cell_name = section->cell->name();
        }
        cable_.destroy(*section);
        section->cell = nullptr;
        section->release();
    }
}

void CreatedSections::forget(const Section& section) noexcept {
    for (Section*& known : sections) {
        if (known == &section) {
            if (known->cell != nullptr) {
                known->cell_name = known->cell->name();
            }
            std::exchange(known, nullptr)->release();
        }
    }
}

// The owner before forgets the section, without an end to it.
void CreatedSections::leave(const Section& section) noexcept {
    std::replace(sections.begin(), sections.end(), const_cast<Section*>(&section), static_cast<Section*>(nullptr));
}

void CreatedSections::take(Section& section) {
    sections.reserve(sections.size() + 1);
    CreatedSections*& owner = owners_->at(&section);
    owner->leave(section);
    owner = this;
    std::erase(sections, nullptr);
    sections.push_back(&section);
}

void CreatedSections::take(const std::string& name, std::vector<std::size_t> given, const std::vector<Section*>& all) {
    clear();
    for (Section* section : all) {
        take(*section);
        section->name = given.empty() ? name : name + format("[%zu]", sections.size() - 1);
    }
    dimensions = std::move(given);
}

Sections::Sections(Context& context)
    : cable(context.state<cable::Cable>()),
      symbols_(context.state<SymbolTable>()),
      slot_(context.state<cable::NameSlot>()),
      unnamed_(cable, owners_) {
    slot_.names = this;
    cable.watch_destruction([owners = owners_](Section& section) {
        const auto found = owners->find(&section);
        if (found != owners->end()) {
            CreatedSections* owner = found->second;
            owners->erase(found);
            owner->forget(section);
        }
    });
}

Sections::~Sections() {
    slot_.names = nullptr;
}

CreatedSections& Sections::owner_of(Symbol& symbol) {
    auto& owner = created_[&symbol];
    if (owner == nullptr) {
        owner = std::make_unique<CreatedSections>(cable, owners_);
    }
    symbol.detail = static_cast<const cable::SectionArray*>(owner.get());
    return *owner;
}

void Sections::create(Symbol& symbol, std::vector<std::size_t> dimensions) {
    owner_of(symbol).create(symbol.name(), std::move(dimensions), nullptr);
}

void Sections::unname(Section& section) {
    unnamed_.take(section);
    section.name.clear();
    section.cell_name.clear();
    section.cell = nullptr;
}

bool Sections::rename(const std::string& name, const std::vector<Section*>& sections,
                      std::vector<std::size_t> dimensions) {
    Symbol* symbol = symbols_.find(name);
    if (symbol == nullptr) {
        symbol = &symbols_.add_reserved(name, SymbolKind::Section);
    }
    if (symbol->kind() != SymbolKind::Section) {
        return false;
    }
    owner_of(*symbol).take(name, std::move(dimensions), sections);
    return true;
}

namespace {

using Owner = std::unique_ptr<CreatedSections>;

}  // namespace

void Sections::create(Value& slot, const std::string& name, std::vector<std::size_t> dimensions, Object* cell) {
    if (slot.kind() != Kind::Host) {
        slot = share<Owner>(std::make_unique<CreatedSections>(cable, owners_));
    }
    CreatedSections& sections = *shared_in<Owner>(slot);
    if (cell != nullptr) {
        sections.create(name, std::move(dimensions), cell);
    } else {
        sections.dimensions = std::move(dimensions);
    }
}

void Sections::create_members(const Template& made, Value* slots, Object* cell) {
    for (const MemberName* name : made.by_slot) {
        const Value& declared = made.prototype[static_cast<std::size_t>(name->slot)];
        if (name->kind == SymbolKind::Section && declared.kind() == Kind::Host) {
            create(slots[name->slot], name->name, shared_in<Owner>(declared)->dimensions, cell);
        }
    }
}

const cable::SectionArray* member_sections(const Value& slot) {
    return slot.kind() == Kind::Host ? shared_in<Owner>(slot).get() : nullptr;
}

Section& section_at(const std::string& name, const cable::SectionArray* array, const Value* indices,
                    std::size_t count) {
    if (array == nullptr || array->sections.empty()) {
        fail(ErrorKind::Name, "%s : section was not created yet", name.c_str());
    }
    if (count != 0 && array->dimensions.empty()) {
        fail(ErrorKind::Type, "%s not an array variable", name.c_str());
    }
    Section* section =
        array->sections[array->dimensions.empty() ? 0 : element(name, array->dimensions, indices, count)];
    if (section == nullptr) {
        fail(ErrorKind::Reference, "%s : section was deleted", name.c_str());
    }
    return *section;
}

// ---- variables ----

namespace {

Section& section_in(const Value& value, const Site& site) {
    if (!value.is_section()) {
        fail(ErrorKind::Type, "%s is wanted of a section, and this is %s", site.name.c_str(),
             describe_kind(value).c_str());
    }
    Section& section = cable::section_of(value);
    section.check();
    return section;
}

constexpr double kMiddle = 0.5;

// What the name means; it is the same for all sections.
void resolve(Machine& machine, Site& site) {
    site.of_section = section_number(site.name);
    if (site.of_section != SectionNumber::None) {
        return;
    }
    const Symbol* symbol = machine.symbols().find(site.name);
    if (symbol == nullptr || symbol->kind() != SymbolKind::RangeVariable) {
        fail(ErrorKind::Attribute, "%s not a section variable", site.name.c_str());
    }
    site.range = cable::range_of(*symbol);
    if (site.range == nullptr) {
        fail(ErrorKind::NotImplemented, "%s: its mechanism is not part of this version", site.name.c_str());
    }
}

std::size_t range_element(const cable::RangeName& name, const Value* indices, std::size_t count) {
    if (count == 0) {
        return 0;
    }
    if (!name.is_array || count != 1) {
        fail(ErrorKind::Type, "%s not an array variable", name.name.c_str());
    }
    const double x = std::floor(indices[0].as_number() + kSubscriptEpsilon);
    if (!(x >= 0.0 && x < static_cast<double>(name.count))) {
        bad_subscript(name.name, 0, x, name.count);
    }
    return static_cast<std::size_t>(x);
}

void not_inserted(const Section& section, const cable::RangeName& name) {
    if (name.is_gone()) {
        cable::missing_mechanism(section, kMiddle, name);
    }
    if (name.mechanism != nullptr && section.find(*name.mechanism) == nullptr) {
        fail(ErrorKind::Hoc, "%s mechanism not inserted in section %s: there is no %s", name.mechanism->name().c_str(),
             section.full_name().c_str(), name.name.c_str());
    }
    fail(ErrorKind::Reference, "%s points to no variable in section %s: setpointer sets it", name.name.c_str(),
         section.full_name().c_str());
}

double place_of(const Value& x) {
    if (!x.is_number()) {
        fail(ErrorKind::Type, "a place in a section is a number from 0 to 1, not %s", describe_kind(x).c_str());
    }
    return x.as_number();
}

void no_indices(const Site& site, std::size_t count, bool placed) {
    if (count != 0) {
        fail(ErrorKind::Type, "%s not an array variable", site.name.c_str());
    }
    if (placed) {
        fail(ErrorKind::Type, "%s undefined function: it belongs to the whole section", site.name.c_str());
    }
}

double section_value(cable::Cable& cable, Section& section, SectionNumber which) {
    switch (which) {
        case SectionNumber::L:
            cable.update_geometry(section);
            return section.L();
        case SectionNumber::Ra:
            return section.Ra;
        case SectionNumber::Nseg:
            return section.nseg();
        default:
            return section.rallbranch;
    }
}

void set_nseg(cable::Cable& cable, Section& section, double value) {
    const double n = std::floor(value + kSubscriptEpsilon);
    if (!(n >= 1.0)) {
        fail(ErrorKind::Value, "nseg  must be positive: %s.nseg cannot be %g", section.full_name().c_str(), value);
    }
    if (n > cable::kMostSegments) {
        fail(ErrorKind::Value, "nseg too large: %s.nseg is %g and can be %d at most", section.full_name().c_str(),
             value, cable::kMostSegments);
    }
    cable.set_nseg(section, static_cast<int>(n));
}

void set_section_value(cable::Cable& cable, Section& section, SectionNumber which, double value) {
    switch (which) {
        case SectionNumber::L:
            cable.set_length(section, value);
            return;
        case SectionNumber::Ra:
            cable.set_Ra(section, value);
            return;
        case SectionNumber::Nseg:
            set_nseg(cable, section, value);
            return;
        default:
            cable.set_rallbranch(section, value);
    }
}

double range_value(cable::Cable& cable, Section& section, double x, const cable::RangeName& name, std::size_t element) {
    if ((name.is_node() && name.column == cable::kDiam) || (!name.is_node() && !(x >= 0.0 && x <= 1.0))) {
        return cable::get(cable, section, x, name, element);
    }
    const double* where = cable::locate(cable, section, x, name, element);
    if (where == nullptr) {
        not_inserted(section, name);
    }
    return *where;
}

void put_number(Value* at, std::size_t operands, double x) {
    for (std::size_t i = 1; i <= operands; ++i) {
        at[i].clear();
    }
    *at = Value::number(x);
}

// A reference to L or Ra.
class SectionRef final : public Ref {
  public:
    SectionRef(cable::Cable& cable, Section& section, SectionNumber which, std::string name)
        : cable_(cable), section_(Value::section(&section)), which_(which), name_(std::move(name)) {
    }
    Value get() const override {
        return Value::number(section_value(cable_, section(), which_));
    }
    void set(const Value& value) override {
        if (!value.is_number()) {
            fail(ErrorKind::Type, "%s is a number and cannot be %s", name_.c_str(), kind_name(value.kind()));
        }
        set_section_value(cable_, section(), which_, value.as_number());
    }
    std::string describe() const override {
        return "<hoc ref " + name_ + ">";
    }
    bool same(const Ref& other) const override {
        const auto* that = dynamic_cast<const SectionRef*>(&other);
        return that != nullptr && that->section_.as_section() == section_.as_section() && that->which_ == which_;
    }

  private:
    Section& section() const {
        Section& section = cable::section_of(section_);
        section.check();
        return section;
    }

    cable::Cable& cable_;
    Value section_;
    SectionNumber which_;
    std::string name_;
};

}  // namespace

double named_range(Machine& machine, Site& site, double x) {
    Value operands[2] = {Value::section(&section_at(site.section->name(), sections_of(*site.section), nullptr, 0)),
                         Value::number(x)};
    get_range(machine, operands, site, 0, true);
    return operands[0].as_number();
}

void get_range(Machine& machine, Value* at, Site& site, std::size_t count, bool placed) {
    Section& section = section_in(*at, site);
    cable::Cable& cable = machine.sections().cable;
    if (site.range == nullptr && site.of_section == SectionNumber::None) {
        resolve(machine, site);
    }
    if (site.range == nullptr) {
        no_indices(site, count, placed);
        *at = Value::number(section_value(cable, section, site.of_section));
        return;
    }
    const double x = placed ? place_of(at[1 + count]) : kMiddle;
    const std::size_t element = range_element(*site.range, at + 1, count);
    put_number(at, count + (placed ? 1 : 0), range_value(cable, section, x, *site.range, element));
}

void set_range(Machine& machine, Value* at, Site& site, std::size_t count, bool placed, Op update) {
    Section& section = section_in(*at, site);
    cable::Cable& cable = machine.sections().cable;
    if (site.range == nullptr && site.of_section == SectionNumber::None) {
        resolve(machine, site);
    }
    const std::size_t operands = count + (placed ? 2 : 1);
    if (!at[operands].is_number()) {
        fail(ErrorKind::Type, "%s is a number and cannot be %s", site.name.c_str(),
             describe_kind(at[operands]).c_str());
    }
    double value = at[operands].as_number();
    if (site.range == nullptr) {
        no_indices(site, count, placed);
        if (update != Op::END) {
            value = combine(update, section_value(cable, section, site.of_section), value);
        }
        set_section_value(cable, section, site.of_section, value);
        put_number(at, operands, value);
        return;
    }
    const cable::RangeName& name = *site.range;
    const double x = placed ? place_of(at[1 + count]) : kMiddle;
    const std::size_t element = range_element(name, at + 1, count);
    const double old = range_value(cable, section, x, name, element);
    if (update != Op::END) {
        value = combine(update, old, value);
    }
    if (placed) {
        cable::set(cable, section, x, name, element, value);
    } else {
        cable::set_all(cable, section, name, element, value);
    }
    put_number(at, operands, value);
}

void ref_range(Machine& machine, Value* at, Site& site, std::size_t count, bool placed) {
    Section& section = section_in(*at, site);
    cable::Cable& cable = machine.sections().cable;
    if (site.range == nullptr && site.of_section == SectionNumber::None) {
        resolve(machine, site);
    }
    if (site.range == nullptr) {
        no_indices(site, count, placed);
        if (site.of_section == SectionNumber::Nseg) {
            fail(ErrorKind::Type, "nseg  not a USERPROPERTY that can be pointed to");
        }
        *at = Value::adopt_ref(new SectionRef(cable, section, site.of_section, section.full_name() + "." + site.name));
        return;
    }
    const cable::RangeName& name = *site.range;
    const double x = placed ? place_of(at[1 + count]) : kMiddle;
    const std::size_t element = range_element(name, at + 1, count);
    double* where = cable::locate(cable, section, x, name, element);
    if (where == nullptr) {
        not_inserted(section, name);
    }
    std::string text = cable::place_name(section, x) + "." + name.name;
    const mech::Handle handle = cable::handle_of(cable, section, x, name, element);
    Value made = Value::adopt_ref(handle.get() != nullptr ? cable::new_handle_ref(handle, std::move(text))
                                                          : new_number_ref(where, std::move(text)));
    put_number(at, count + (placed ? 1 : 0), 0.0);
    *at = std::move(made);
}

void set_range_line(Machine& machine, Value* at, Site& site, std::size_t count) {
    Section& section = section_in(*at, site);
    if (site.range == nullptr && site.of_section == SectionNumber::None) {
        resolve(machine, site);
    }
    if (site.range == nullptr) {
        no_indices(site, count, true);
    }
    const Value* x = at + 1 + count;
    const std::size_t element = range_element(*site.range, at + 1, count);
    cable::Cable& cable = machine.sections().cable;
    range_value(cable, section, kMiddle, *site.range, element);
    cable::set_line(cable, section, x[0].as_number(), x[1].as_number(), *site.range, element, x[2].as_number(),
                    x[3].as_number());
}

// ---- statements ----

namespace {

bool makes_loop(const Section& child, const Section& parent) {
    for (const Section* above = &parent; above != nullptr; above = above->parent()) {
        if (above == &child) {
            return true;
        }
    }
    return false;
}

void note(Machine& machine, const std::string& text) {
    host_of(machine.context()).write_error((text + "\n").c_str(), text.size() + 1);
}

}  // namespace

void connect(Machine& machine, const Value& child_place, const Value& parent_place) {
    cable::Cable& cable = machine.sections().cable;
    Section& child = cable::section_of(child_place);
    Section& parent = parent_place.is_section() ? cable::section_of(parent_place) : cable.current();
    const double x = parent_place.is_section() ? parent_place.as_position() : parent_place.as_number();
    const double own_x = child_place.as_position();
    const std::string name = child.full_name();
    if (own_x != 0.0 && own_x != 1.0) {
        fail(ErrorKind::Value, "%s  must connect at position 0 or 1, not %g", name.c_str(), own_x);
    }
    if (!(x >= 0.0 && x <= 1.0)) {
        fail(ErrorKind::Value, "%s  must connect from 0<=x<=1 of parent, not %g of %s", name.c_str(), x,
             parent.full_name().c_str());
    }
    if (makes_loop(child, parent)) {
        fail(ErrorKind::Value, "a connection will form loop: %s lies between %s and its root", name.c_str(),
             parent.full_name().c_str());
    }
    if (const Section* before = child.parent()) {
        note(machine, format("Notice: %s(%g) had previously been connected to parent %s(%g)", name.c_str(), own_x,
                             before->full_name().c_str(), child.parent_x()));
    }
    cable.connect(child, own_x, parent, x);
}

void access(Machine& machine, const Value& section) {
    if (!section.is_section()) {
        fail(ErrorKind::Type, "access needs a section, and this is %s", describe_kind(section).c_str());
    }
    machine.sections().cable.access(cable::section_of(section));
}

namespace {

// Null for what every section has.
mech::Mechanism* density_mechanism(cable::Cable& cable, const std::string& name) {
    if (name == "morphology" || name == "capacitance") {
        return nullptr;
    }
    mech::Mechanism* found = cable.registry.find(name);
    if (found == nullptr || found->is_point() || found->kind() == mech::Kind::Functions) {
        fail(ErrorKind::Value, "%s is not a MECHANISM that can be inserted", name.c_str());
    }
    return found;
}

}  // namespace

void insert(Machine& machine, const std::string& name) {
    cable::Cable& cable = machine.sections().cable;
    Section& section = cable.current();
    if (mech::Mechanism* mechanism = density_mechanism(cable, name)) {
        cable.insert(section, *mechanism);
    }
}

void uninsert(Machine& machine, const std::string& name) {
    cable::Cable& cable = machine.sections().cable;
    Section& section = cable.current();
    mech::Mechanism* mechanism = density_mechanism(cable, name);
    if (mechanism == nullptr || mechanism->kind() == mech::Kind::Ion) {
        note(machine, "Not allowed to uninsert ions at this time " + name);
        return;
    }
    cable.uninsert(section, *mechanism);
}

namespace {

// Where a POINTER is kept.
struct PointerPlace {
    mech::Mechanism* mechanism;
    std::size_t column;
    mech::Id id;
};

PointerPlace pointer_of_object(Machine& machine, const Value& object, const Site& site) {
    Object* found = object_at(machine, object, site);
    mech::Mechanism* mechanism = Machine::template_of(found->klass()) == nullptr
                                     ? machine.sections().cable.registry.find(found->klass().name())
                                     : nullptr;
    const mech::Variable* variable =
        mechanism != nullptr && mechanism->is_point() ? mechanism->find(site.name) : nullptr;
    if (variable == nullptr || variable->kind != NRN_VAR_POINTER) {
        fail(ErrorKind::Type, "not a point process pointer: %s is no POINTER of %s", site.name.c_str(),
             found->name().c_str());
    }
    return {mechanism, variable->column, payload<cable::PointProcess>(found).id};
}

PointerPlace pointer_of_section(Machine& machine, const Value* at, Site& site, bool placed) {
    Section& section = section_in(*at, site);
    resolve(machine, site);
    if (site.range == nullptr || !site.range->is_pointer) {
        fail(ErrorKind::Type, "setpointer: %s is not a POINTER", site.name.c_str());
    }
    const cable::MechanismSlot* slot = section.find(*site.range->mechanism);
    if (slot == nullptr) {
        not_inserted(section, *site.range);
    }
    const std::size_t segment = section.segment_at(placed ? place_of(at[1]) : kMiddle);
    return {site.range->mechanism, site.range->column, slot->instances[segment]};
}

}  // namespace

void set_pointer(Machine& machine, const Value* at, Site& site, unsigned form) {
    const PointerPlace place =
        form == 0 ? pointer_of_object(machine, *at, site) : pointer_of_section(machine, at, site, form == 2);
    Ref& ref = *at[form == 2 ? 2 : 1].as_ref();
    mech::Handle handle;
    double* address = nullptr;
    if (!cable::handle_behind(ref, &handle)) {
        address = ref.pointer();
        if (address == nullptr) {
            fail(ErrorKind::Type, "setpointer: %s cannot be pointed to", ref.describe().c_str());
        }
    }
    place.mechanism->pointers[place.column][place.id] = handle;
    place.mechanism->addresses[place.column][place.id] = address;
    place.mechanism->pointers_changed();
    if (address != nullptr) {
        machine.keep_pointer(ref);
    }
}

// ---- loops ----

namespace {

// What a loop over sections goes through: the sections at its start.
struct SectionLoop {
    std::vector<Value> sections;
    std::size_t next = 0;
};

bool belongs(const Section& section, const Object* cell) {
    return cell == nullptr || section.cell == cell;
}

cable::Selection::Test matcher_of(Machine& machine, std::string_view pattern) {
    const auto& selection = machine.context().state<cable::Selection>();
    if (!selection.matcher) {
        fail(ErrorKind::NotImplemented, "patterns of section names are not part of this version");
    }
    return selection.matcher(pattern);
}

std::shared_ptr<const cable::SectionSequence> listed_sections(Machine& machine, const Value& which) {
    Object* object = which.kind() == Kind::Object ? which.as_object() : nullptr;
    if (object == nullptr) {
        fail(ErrorKind::Type, "%s is not a SectionList",
             which.kind() == Kind::Object ? "nullptr object" : describe_kind(which).c_str());
    }
    const auto& selection = machine.context().state<cable::Selection>();
    auto sections = selection.listed ? selection.listed(*object) : nullptr;
    if (sections == nullptr) {
        fail(ErrorKind::Type, "%s is not a SectionList", object->name().c_str());
    }
    return sections;
}

}  // namespace

Value all_sections(Machine& machine, const Object* cell) {
    SectionLoop loop;
    for (Section* section = machine.sections().cable.first(); section != nullptr; section = section->next()) {
        if (belongs(*section, cell)) {
            loop.sections.push_back(Value::section(section));
        }
    }
    return share(std::move(loop));
}

Value selected_sections(Machine& machine, const Value& which, const Object* cell) {
    SectionLoop loop;
    if (which.kind() != Kind::Text) {
        const auto listed = listed_sections(machine, which);
        for (Section* section : listed->all()) {
            if (section->alive()) {
                loop.sections.push_back(Value::section(section));
            }
        }
        return share(std::move(loop));
    }
    const cable::Selection::Test matches = matcher_of(machine, which.as_text());
    for (Section* section = machine.sections().cable.first(); section != nullptr; section = section->next()) {
        if (belongs(*section, cell) && matches(section->full_name())) {
            loop.sections.push_back(Value::section(section));
        }
    }
    return share(std::move(loop));
}

bool is_selected(Machine& machine, const Value& which) {
    const Section& section = machine.sections().cable.current();
    if (which.kind() == Kind::Text) {
        return matcher_of(machine, which.as_text())(section.full_name());
    }
    const auto listed = listed_sections(machine, which);
    return std::find(listed->all().begin(), listed->all().end(), &section) != listed->all().end();
}

Section* next_section(Value& list) {
    auto& loop = shared_in<SectionLoop>(list);
    while (loop.next < loop.sections.size()) {
        Section& section = cable::section_of(loop.sections[loop.next++]);
        if (section.alive()) {
            return &section;
        }
    }
    return nullptr;
}

// Places are counted from 0, the 0 end; nseg + 1 is the 1 end. When the loop has gone through, x is one step beyond.
void begin_segments(Machine& machine, Value* locals, bool with_ends) {
    const double n = machine.sections().cable.current().nseg();
    locals[0] = Value::number(with_ends ? 0.0 : 1.0);
    locals[1] = Value::number(with_ends ? n + 1.0 : n);
    locals[2] = Value::number(n);
}

double next_segment(Value* locals) {
    const double k = locals[0].as_number();
    const double last = locals[1].as_number();
    const double n = locals[2].as_number();
    *locals[0].number_place() = k + 1.0;
    if (last > n && (k == 0.0 || k > n)) {
        return k == 0.0 ? 0.0 : 1.0;
    }
    return (k - 0.5) / n;
}

}  // namespace nrn::hoc
