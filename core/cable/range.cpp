#include "cable/range.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.hpp"
#include "cable/geometry.hpp"
#include "mech/extracellular.hpp"

namespace nrn::cable {

namespace {

struct NodeName {
    const char* name;
    NodeColumn column;
    const char* units;
};
constexpr NodeName kNodeNames[] = {
    {"v", kV, "mV"},
    {"diam", kDiam, "um"},
    {"cm", kCm, "uF/cm2"},
    {"i_cap", kICap, "mA/cm2"},
    {"i_membrane_", kIMembrane, "nA"},
};

// Of a whole section: their symbols have no RangeName.
constexpr const char* kSectionNames[] = {"L", "Ra", "nseg", "rallbranch"};

// A reference to a number in a Table.
class HandleRef : public Ref {
  public:
    HandleRef(mech::Handle handle, std::string name) : handle_(handle), name_(std::move(name)) {
    }
    Value get() const override {
        return Value::number(*place());
    }
    void set(const Value& value) override {
        if (!value.is_number()) {
            fail(ErrorKind::Type, "%s is a number and cannot be %s", name().c_str(), kind_name(value.kind()));
        }
        *place() = value.as_number();
    }
    std::string describe() const override {
        return handle_.get() != nullptr ? name() : name() + ", which is gone";
    }
    double* pointer() const override {
        return handle_.get();
    }
    bool same(const Ref& other) const override {
        const auto* ref = dynamic_cast<const HandleRef*>(&other);
        return ref != nullptr && ref->handle_ == handle_;
    }
    const mech::Handle& handle() const noexcept {
        return handle_;
    }

  protected:
    virtual std::string name() const {
        return name_;
    }

  private:
    double* place() const {
        double* found = handle_.get();
        if (found == nullptr) {
            fail(ErrorKind::Reference, "%s is gone: its section, mechanism or object was deleted", name().c_str());
        }
        return found;
    }

    mech::Handle handle_;
    std::string name_;
};

// Of a column of the nodes: ends have it too.
// The same, named when it is asked for: making one costs no text.
class PlaceRef final : public HandleRef {
  public:
    PlaceRef(mech::Handle handle, Section& section, double x, const RangeName& range)
        : HandleRef(handle, {}), section_(&section), x_(x), range_(&range) {
        section.retain();
    }
    ~PlaceRef() override {
        section_->release();
    }

  private:
    std::string name() const override {
        return place_name(*section_, x_) + "." + range_->name;
    }

    Section* section_;
    double x_;
    const RangeName* range_;
};

bool at_node(const RangeName& name) noexcept {
    return name.column == kV || name.column == kICap || name.column == kIMembrane || name.column == kVext;
}

// Whether the variable does not exist in the section.
bool absent(const Cable& cable, const Section& section, const RangeName& name) {
    return name.mechanism != nullptr ? section.find(*name.mechanism) == nullptr
                                     : name.column == kIMembrane && !cable.membrane_currents;
}

// Error(Value) for a number that the variable cannot be.
void check_value(const Section& section, double x, const RangeName& name, double value) {
    if (name.is_node() && name.column == kDiam && (!(value > 0.0) || std::isinf(value))) {
        fail(ErrorKind::Value, "%s.diam must be > 0 and finite, not %g", place_name(section, x).c_str(), value);
    }
}

}  // namespace

// ---- names ----

void Ranges::add(SymbolTable& symbols, RangeName name) {
    Symbol& symbol = symbols.add_reserved(name.name, SymbolKind::RangeVariable);
    std::unique_ptr<RangeName>& known = by_name_[name.name];
    if (!known) {
        known = std::make_unique<RangeName>();
    }
    *known = std::move(name);
    symbol.detail = known.get();
    symbol.units = known->units;
    symbol.builtin = true;
    ++added_;
}

void Ranges::define(Context& context) {
    auto& symbols = context.state<SymbolTable>();
    for (const NodeName& row : kNodeNames) {
        RangeName name;
        name.name = row.name;
        name.column = row.column;
        name.in_nodes = true;
        name.units = row.units;
        add(symbols, std::move(name));
    }
    for (const char* name : kSectionNames) {
        symbols.add_reserved(name, SymbolKind::RangeVariable).builtin = true;
    }
    context.state<Cable>().registry.watch({[this, &symbols](mech::Mechanism& mechanism) { add(symbols, mechanism); },
                                           [this, &context](mech::Mechanism& mechanism) { remove(context, mechanism); },
                                           {},
                                           {}});
}

void Ranges::add(SymbolTable& symbols, mech::Mechanism& mechanism) {
    if (mechanism.is_point() || mechanism.kind() == mech::Kind::Functions) {
        return;
    }
    for (const mech::Variable& variable : mechanism.variables) {
        if (variable.kind == NRN_VAR_RANDOM) {
            continue;
        }
        RangeName name;
        name.name = mechanism.full_name(variable.name);
        name.mechanism = &mechanism;
        name.column = variable.column;
        name.in_nodes = mechanism.name() == mech::kExtracellular && variable.column == mech::kVext;
        if (name.in_nodes) {
            name.column = kVext;
        }
        name.count = variable.count;
        name.is_array = variable.is_array;
        name.is_pointer = variable.kind == NRN_VAR_POINTER;
        name.units = variable.units;
        name.low = variable.low;
        name.high = variable.high;
        add(symbols, std::move(name));
    }
}

void Ranges::remove(Context& context, const mech::Mechanism& mechanism) {
    auto& symbols = context.state<SymbolTable>();
    for (auto& [name, range] : by_name_) {
        if (range->mechanism == &mechanism && !range->is_gone()) {
            range->count = 0;
            symbols.remove(context, name);
        }
    }
    ++removed_;
}

const RangeName* Ranges::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() || found->second->is_gone() ? nullptr : found->second.get();
}

const RangeName* Ranges::find(const mech::Mechanism& mechanism, std::string_view variable) const {
    return find(mechanism.full_name(variable));
}

// ---- places ----

std::string place_name(const Section& section, double x) {
    return section.full_name() + "(" + nrn::format("%g", x) + ")";
}

void missing_mechanism(const Section& section, double x, const RangeName& name) {
    if (name.is_gone()) {
        fail(ErrorKind::Attribute, "%s: the channel that had it has been given other names", name.name.c_str());
    }
    if (name.mechanism == nullptr) {
        fail(ErrorKind::Attribute, "%s.%s is not computed: call h.CVode().use_fast_imem(True) before",
             place_name(section, x).c_str(), name.name.c_str());
    }
    fail(ErrorKind::Attribute, "%s, the mechanism %s does not exist at %s", name.name.c_str(),
         name.mechanism->name().c_str(), place_name(section, x).c_str());
}

double* locate(Cable& cable, Section& section, double x, const RangeName& name, std::size_t element) {
    if (name.is_node()) {
        if (absent(cable, section, name)) {
            return nullptr;
        }
        cable.want(name.column + element);
        const Id node = at_node(name) ? section.node_at(x) : section.node(section.segment_at(x));
        return &cable.nodes.at(name.column + element, node);
    }
    const MechanismSlot* slot = name.is_gone() ? nullptr : section.find(*name.mechanism);
    if (slot == nullptr) {
        return nullptr;
    }
    const Id id = slot->instances[section.segment_at(x)];
    if (name.is_pointer) {
        const mech::Handle& target = name.mechanism->pointers[name.column][id];
        return target.table != nullptr ? target.get() : name.mechanism->addresses[name.column][id];
    }
    return &name.mechanism->table.at(name.column + element, id);
}

mech::Handle handle_of(Cable& cable, Section& section, double x, const RangeName& name, std::size_t element) {
    section.check();
    if (name.is_node()) {
        if (absent(cable, section, name)) {
            missing_mechanism(section, x, name);
        }
        cable.want(name.column + element);
        const Id node = at_node(name) ? section.node_at(x) : section.node(section.segment_at(x));
        return {cable.nodes, name.column + element, node};
    }
    const MechanismSlot* slot = name.is_gone() ? nullptr : section.find(*name.mechanism);
    if (slot == nullptr) {
        missing_mechanism(section, x, name);
    }
    const Id id = slot->instances[section.segment_at(x)];
    if (name.is_pointer) {
        return name.mechanism->pointers[name.column][id];
    }
    return {name.mechanism->table, name.column + element, id};
}

namespace {

// Beyond the ends lie the ends, for what belongs to nodes.
void check_place(const Section& section, double x, const RangeName& name) {
    section.check();
    if (!name.is_node() && !(x >= 0.0 && x <= 1.0)) {
        fail(ErrorKind::Value, "%s: segment position range is 0 <= x <= 1", place_name(section, x).c_str());
    }
}

}  // namespace

double get(Cable& cable, Section& section, double x, const RangeName& name, std::size_t element) {
    check_place(section, x, name);
    if (name.is_node() && name.column == kDiam && section.points_decide) {
        cable.update_geometry(section);
    }
    const double* place = locate(cable, section, x, name, element);
    if (place == nullptr) {
        missing_mechanism(section, x, name);
    }
    return *place;
}

void set(Cable& cable, Section& section, double x, const RangeName& name, std::size_t element, double value) {
    check_place(section, x, name);
    check_value(section, x, name, value);
    double* place = locate(cable, section, x, name, element);
    if (place == nullptr) {
        missing_mechanism(section, x, name);
    }
    if (name.is_node() && name.column == kDiam) {
        Geometry::diameter_set(cable, section, section.segment_at(x), value);
        return;
    }
    *place = value;
}

void set_all(Cable& cable, Section& section, const RangeName& name, std::size_t element, double value) {
    section.check();
    for (std::size_t k = 0; k < section.nodes().size(); ++k) {
        set(cable, section, section.centre(k), name, element, value);
    }
    if (name.is_node() && at_node(name)) {
        set(cable, section, 0.0, name, element, value);
        set(cable, section, 1.0, name, element, value);
    }
}

void set_line(Cable& cable, Section& section, double x0, double x1, const RangeName& name, std::size_t element,
              double y0, double y1) {
    section.check();
    if (!(x0 >= 0.0 && x1 <= 1.0 && x0 < x1)) {
        fail(ErrorKind::Value,
             "range variable notation r(x1:x2) requires x1 > x2: in %s.%s(%g:%g) the places must rise",
             section.full_name().c_str(), name.name.c_str(), x0, x1);
    }
    constexpr double kMargin = 1e-9;
    const auto set_at = [&](double x) {
        if (x >= x0 - kMargin && x <= x1 + kMargin) {
            set(cable, section, x, name, element, y0 + (x - x0) / (x1 - x0) * (y1 - y0));
        }
    };
    for (std::size_t k = 0; k < section.nodes().size(); ++k) {
        set_at(section.centre(k));
    }
    if (name.is_node() && at_node(name)) {
        set_at(0.0);
        set_at(1.0);
    }
}

// ---- references ----

Ref* new_handle_ref(mech::Handle handle, std::string name) {
    return new HandleRef(handle, std::move(name));
}

Ref* new_range_ref(Cable& cable, Section& section, double x, const RangeName& name, std::size_t element) {
    return new PlaceRef(handle_of(cable, section, x, name, element), section, x, name);
}

bool handle_behind(Ref& ref, mech::Handle* handle) noexcept {
    const auto* found = dynamic_cast<const HandleRef*>(&ref);
    if (found != nullptr) {
        *handle = found->handle();
    }
    return found != nullptr;
}

}  // namespace nrn::cable
