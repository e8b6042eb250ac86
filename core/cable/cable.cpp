#include "cable/cable.hpp"

#include <cmath>
#include <utility>

#include "base/error.hpp"
#include "cable/geometry.hpp"
#include "mech/extracellular.hpp"

namespace nrn::cable {

namespace {

constexpr double kRestingPotential = -65.0;  // [mV] before any initialisation
constexpr double kEndArea = 100.0;           // [um2] that stands for none: 1e2 makes [nA] of [mA/cm2]
constexpr double kFirstDiam = 500.0;         // [um] of a new section
constexpr std::size_t kWaiting[] = {kICap, kIMembrane, kVext, kVext + 1};

std::vector<double> node_defaults() {
    std::vector<double> initial(kNodeColumns, 0.0);
    initial[kV] = kRestingPotential;
    initial[kArea] = kEndArea;
    initial[kDiam] = kFirstDiam;
    initial[kCm] = 1.0;
    return initial;
}

}  // namespace

Cable::Cable() : nodes(node_defaults(), kWaiting) {
    registry.count_changes(nodes);
}

Cable::~Cable() {
    while (first_ != nullptr) {
        destroy(*first_);
    }
    unwind_stack(0);
    if (default_ != nullptr) {
        default_->release();
    }
}

Id Cable::add_end() {
    const Id id = nodes.add();
    nodes.at(kCm, id) = 0.0;
    return id;
}

// ---- sections ----

Section* Cable::create(std::string name) {
    auto* section = new Section(std::move(name));
    section->nodes_ = IdList({nodes.add()});
    section->end_node_ = add_end();
    section->root_node_ = add_end();
    section->serial = ++made_;
    note_changed(*section);  // begins as changed
    link(*section);
    section->retain();  // of the model
    ++structure_version_;
    ++geometry_version_;
    return section;
}

void Cable::link(Section& section) noexcept {
    section.previous_ = last_;
    (last_ == nullptr ? first_ : last_->next_) = &section;
    last_ = &section;
    ++count_;
}

void Cable::unlink(Section& section) noexcept {
    (section.previous_ == nullptr ? first_ : section.previous_->next_) = section.next_;
    (section.next_ == nullptr ? last_ : section.next_->previous_) = section.previous_;
    section.previous_ = section.next_ = nullptr;
    --count_;
}

void Cable::destroy(Section& section) {
    if (!section.alive_) {
        return;
    }
    for (const auto& watcher : watchers_) {
        watcher(section);
    }
    while (section.first_child_ != nullptr) {
        disconnect(*section.first_child_);
    }
    detach(section);
    while (section.first_point_ != nullptr) {
        PointProcess& point = *section.first_point_;
        unplace(point);
        point.mechanism->table.reset_row(point.id);  // begins anew elsewhere
    }
    for (MechanismSlot& slot : section.slots_) {
        remove_instances(slot);
    }
    section.slots_.clear();
    for (const Id id : section.nodes_) {
        nodes.remove(id);
    }
    section.nodes_ = {};
    nodes.remove(std::exchange(section.end_node_, kNoId));
    if (section.root_node_ != kNoId) {
        nodes.remove(std::exchange(section.root_node_, kNoId));
    }
    unlink(section);
    section.alive_ = false;
    if (section.geometry_changed_) {
        Section* last = changed_.back();
        changed_[section.changed_at_] = last;
        last->changed_at_ = section.changed_at_;
        changed_.pop_back();
    }
    ++structure_version_;
    section.release();
}

void Cable::want(std::size_t column) {
    if (column == kICap && i_cap_wanted) {
        i_cap_wanted();
    } else {
        nodes.bring(column);
    }
}

// ---- the section that is accessed ----

Section* Cable::accessed() const noexcept {
    if (!stack_.empty()) {
        return stack_.back();
    }
    return default_ != nullptr && default_->alive() ? default_ : nullptr;
}

Section& Cable::current() const {
    Section* section = accessed();
    if (section == nullptr) {
        if (count_ == 0) {
            fail(ErrorKind::Value, "Section access unspecified: there is no section yet, create one");
        }
        return *first_;
    }
    section->check();
    return *section;
}

void Cable::push(Section& section) {
    section.check();
    stack_.push_back(&section);
    section.retain();
}

void Cable::pop() {
    if (stack_.empty()) {
        fail(ErrorKind::Value, "pop_section(): no section was pushed");
    }
    Section* section = stack_.back();
    stack_.pop_back();
    section->release();
}

void Cable::unwind_stack(std::size_t depth) noexcept {
    while (stack_.size() > depth) {
        Section* section = stack_.back();
        stack_.pop_back();
        section->release();
    }
}

void Cable::access(Section& section) {
    section.check();
    section.retain();
    Section*& place = stack_.empty() ? default_ : stack_.back();
    if (Section* old = std::exchange(place, &section)) {
        old->release();
    }
}

// ---- the tree ----

void Cable::detach(Section& child) noexcept {
    Section* parent = child.parent_;
    if (parent == nullptr) {
        return;
    }
    (child.previous_sibling_ == nullptr ? parent->first_child_ : child.previous_sibling_->next_sibling_) =
        child.next_sibling_;
    (child.next_sibling_ == nullptr ? parent->last_child_ : child.next_sibling_->previous_sibling_) =
        child.previous_sibling_;
    child.parent_ = child.previous_sibling_ = child.next_sibling_ = nullptr;
}

// Children are in the order of their distance from the connected end, at the same place the last one first.
void Cable::link_child(Section& child, Section& parent) noexcept {
    const auto distance = [&](const Section* each) { return std::fabs(each->parent_x_ - parent.own_x_); };
    const double place = distance(&child);
    Section* next = nullptr;
    if (parent.last_child_ != nullptr && distance(parent.last_child_) >= place) {
        next = parent.first_child_;
        while (distance(next) < place) {
            next = next->next_sibling_;
        }
    }
    Section* previous = next != nullptr ? next->previous_sibling_ : parent.last_child_;
    child.parent_ = &parent;
    child.previous_sibling_ = previous;
    child.next_sibling_ = next;
    (previous != nullptr ? previous->next_sibling_ : parent.first_child_) = &child;
    (next != nullptr ? next->previous_sibling_ : parent.last_child_) = &child;
}

void Cable::sort_children(Section& parent) noexcept {
    Section* child = std::exchange(parent.first_child_, nullptr);
    parent.last_child_ = nullptr;
    while (child != nullptr) {
        Section* next = child->next_sibling_;
        link_child(*child, parent);
        child = next;
    }
}

void Cable::give_root(Section& section) {
    const Id root = add_end();
    nodes.at(kV, root) = nodes.at(kV, section.nodes_[section.own_x_ == 0.0 ? 0 : section.nodes_.size() - 1]);
    section.root_node_ = root;
}

void Cable::connect(Section& child, double child_x, Section& parent, double parent_x) {
    child.check();
    parent.check();
    if (!(parent_x >= 0.0 && parent_x <= 1.0)) {
        fail(ErrorKind::Value, "out of range 0 <= parentx <= 1: %s cannot be connected at x = %g of %s",
             child.full_name().c_str(), parent_x, parent.full_name().c_str());
    }
    if (child_x != 0.0 && child_x != 1.0) {
        fail(ErrorKind::Value, "%s: x of the child must be 0 or 1, not %g", child.full_name().c_str(), child_x);
    }
    const Section* above = &parent;
    while (above != &child && child.first_child_ != nullptr && above->parent_ != nullptr) {
        above = above->parent_;
    }
    if (above == &child) {
        fail(ErrorKind::Value, "connecting %s to %s makes a loop", child.full_name().c_str(),
             parent.full_name().c_str());
    }
    if (child.points_follow_) {  // while the points still lie as they did
        Geometry::compute(*this, child);
    }
    detach(child);
    if (child.root_node_ != kNoId) {
        nodes.remove(std::exchange(child.root_node_, kNoId));
    }
    child.parent_x_ = parent_x;
    link_child(child, parent);
    if (std::exchange(child.own_x_, child_x) != child_x) {
        sort_children(child);
    }
    geometry_changed(child);
    ++structure_version_;
}

void Cable::disconnect(Section& child) {
    child.check();
    if (child.parent_ == nullptr) {
        return;
    }
    detach(child);
    give_root(child);
    geometry_changed(child);
    ++structure_version_;
}

// ---- segments ----

void Cable::set_nseg(Section& section, int nseg) {
    section.check();
    if (nseg < 1 || nseg > kMostSegments) {
        fail(ErrorKind::Value, "nseg must be an integer in range 1 to %d: %s.nseg cannot be %d", kMostSegments,
             section.full_name().c_str(), nseg);
    }
    if (nseg == section.nseg()) {
        return;
    }
    const int before = section.nseg();
    Geometry::new_segments(*this, section, nseg);
    settle_points(section, nseg < before);
    geometry_changed(section);
    for (Section* child = section.first_child_; child != nullptr; child = child->next_sibling_) {
        geometry_changed(*child);
    }
    ++structure_version_;
}

namespace {

void check_positive(const Section& section, const char* name, double value) {
    section.check();
    if (!(value > 0.0) || std::isinf(value)) {
        fail(ErrorKind::Value, "%s must be > 0. and finite: %s.%s cannot be %g", name, section.full_name().c_str(),
             name, value);
    }
}

}  // namespace

void Cable::set_length(Section& section, double length) {
    check_positive(section, "L", length);
    Geometry::length_set(*this, section, length);
    geometry_changed(section);
}

void Cable::set_Ra(Section& section, double Ra) {
    check_positive(section, "Ra", Ra);
    section.Ra = Ra;
    geometry_changed(section);
}

void Cable::set_rallbranch(Section& section, double rallbranch) {
    check_positive(section, "rallbranch", rallbranch);
    section.rallbranch = rallbranch;
    geometry_changed(section);
}

// ---- mechanisms ----

mech::Place Cable::place_of(const Section& section, std::size_t segment, const Mechanism& mechanism) {
    mech::Place place{section.node(segment), {}};
    for (const mech::IonUse& use : mechanism.ions) {
        place.ions.push_back(section.find(*use.ion)->instances[segment]);
    }
    return place;
}

void Cable::settle(PointProcess& point) {
    mech::Place place = place_of(*point.section, point.section->segment_at(point.x), *point.mechanism);
    place.node = point.section->node_at(point.x);
    point.mechanism->move(point.id, place);
}

void Cable::insert(Section& section, Mechanism& mechanism) {
    section.check();
    if (mechanism.is_point() || mechanism.kind() == mech::Kind::Functions) {
        fail(ErrorKind::Value, "argument not a density mechanism name.");
    }
    if (section.find(mechanism) != nullptr) {
        return;
    }
    check_ions(section, mechanism);
    const unsigned order = section.insertions_++;
    for (const mech::IonUse& use : mechanism.ions) {
        insert(section, *use.ion);
        for (MechanismSlot& ion : section.slots_) {  // listed behind all that use it
            ion.order = ion.mechanism == use.ion ? section.insertions_++ : ion.order;
        }
    }
    if (mechanism.name() == mech::kExtracellular) {
        nodes.bring(kVext);
        nodes.bring(kVext + 1);
    }
    std::vector<Id> made;
    made.reserve(section.nodes_.size());
    for (std::size_t k = 0; k < section.nodes_.size(); ++k) {
        made.push_back(mechanism.add());
    }
    section.slots_.push_back({&mechanism, IdList(made), order});
    for (const mech::IonUse& use : mechanism.ions) {
        promote_ion(section, use);
    }
    ++structure_version_;
}

void Cable::remove_instances(MechanismSlot& slot) {
    for (const Id id : slot.instances) {
        slot.mechanism->remove(id);
    }
}

void Cable::uninsert(Section& section, Mechanism& mechanism) {
    section.check();
    for (std::size_t i = 0; i < section.slots_.size(); ++i) {
        if (section.slots_[i].mechanism == &mechanism) {
            remove_instances(section.slots_[i]);
            section.slots_.erase(section.slots_.begin() + static_cast<std::ptrdiff_t>(i));
            ++structure_version_;
            return;
        }
    }
}

// ---- point processes ----

void Cable::add_point(PointProcess& point, Mechanism& mechanism, Object* object) {
    point.mechanism = &mechanism;
    point.object = object;
    point.id = mechanism.add(&point);
    ++structure_version_;
}

void Cable::remove_point(PointProcess& point) noexcept {
    if (point_ends && point.mechanism != nullptr) {
        point_ends(point);
    }
    unplace(point);
    if (point.mechanism != nullptr) {
        point.mechanism->remove(std::exchange(point.id, kNoId));
        ++structure_version_;
    }
}

void Cable::link_point(PointProcess& point, Section& section) noexcept {
    point.section = &section;
    point.next = nullptr;
    point.previous = section.last_point_;
    (section.last_point_ == nullptr ? section.first_point_ : section.last_point_->next) = &point;
    section.last_point_ = &point;
}

PointProcess& Cable::place(PointProcess& point, Section& section, double x) {
    section.check();
    if (!(x >= 0.0 && x <= 1.0)) {
        fail(ErrorKind::Value, "%s: x must be within 0 <= x <= 1, not %g", section.full_name().c_str(), x);
    }
    for (const mech::IonUse& use : point.mechanism->ions) {
        insert(section, *use.ion);
        promote_ion(section, use);
    }
    unplace(point);
    link_point(point, section);
    point.x = x == 0.0 || x == 1.0 ? x : section.centre(section.segment_at(x));
    settle(point);
    ++structure_version_;
    return point;
}

void Cable::unplace(PointProcess& point) noexcept {
    Section* section = std::exchange(point.section, nullptr);
    if (section == nullptr) {
        return;
    }
    (point.previous == nullptr ? section->first_point_ : point.previous->next) = point.next;
    (point.next == nullptr ? section->last_point_ : point.next->previous) = point.previous;
    point.previous = point.next = nullptr;
    point.mechanism->move(point.id, {});
    ++structure_version_;
}

// Point processes stay where they are: in the segment that now holds their old place.
// A place at the border of two segments belongs to the one behind it, when segments get larger to the one before.
void Cable::settle_points(Section& section, bool larger) {
    constexpr double kMargin = 1e-9;
    for (PointProcess* point = section.first_point_; point != nullptr; point = point->next) {
        if (point->x != 0.0 && point->x != 1.0) {
            point->x = section.centre(section.segment_at(point->x - (larger ? kMargin : 0.0)));
        }
        settle(*point);
    }
}

void Cable::update_geometry() {
    std::vector<Section*> todo;
    todo.swap(changed_);
    for (Section* section : todo) {
        Geometry::compute(*this, *section);
        section->geometry_changed_ = false;
    }
}

void Cable::update_geometry(Section& section) {
    if (section.geometry_changed_) {
        update_geometry();
    }
}

}  // namespace nrn::cable
