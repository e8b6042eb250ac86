// Cable: all sections of a Context, their nodes, and what changes them. Reached by context.state<Cable>().
//
// Every change checks first and then changes everything: an Error leaves the model as it was. Changes are counted
// (structure_version, geometry_version), so that the simulation knows when to order rows and compute areas again.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cable/section.hpp"
#include "mech/registry.hpp"
#include "mech/table.hpp"

namespace nrn::cable {

constexpr int kMostSegments = 32767;

class Cable {
  public:
    Cable();
    ~Cable();
    Cable(const Cable&) = delete;
    Cable& operator=(const Cable&) = delete;

    mech::Table nodes;  // columns as NodeColumn
    mech::Registry registry;

    // ---- sections ----
    // A new section with one segment, L 100 um, diam 500 um, at the end of the order. The caller owns the reference;
    // the section lives in the model until destroy().
    Section* create(std::string name);
    // Takes it out of the model: children become roots, point processes in it lose their place.
    void destroy(Section& section);
    Section* first() const noexcept {
        return first_;
    }
    std::size_t count() const noexcept {
        return count_;
    }
    // Told before a section is destroyed.
    void watch_destruction(std::function<void(Section&)> watcher) {
        watchers_.push_back(std::move(watcher));
    }

    // Told before the instance of a point process is removed.
    std::function<void(PointProcess&)> point_ends;
    // Told when i_cap is asked for the first time: brings its column.
    std::function<void()> i_cap_wanted;
    // Brings a column of the nodes that waits.
    void want(std::size_t column);

    // ---- the section that is accessed: a stack, below it the default section ----
    Section* accessed() const noexcept;  // null: none
    Section& current() const;            // Error(Value) when there is none
    void push(Section& section);
    void pop();  // Error(Value) when the stack is empty
    std::size_t stack_depth() const noexcept {
        return stack_.size();
    }
    void unwind_stack(std::size_t depth) noexcept;  // after an error
    // Becomes the default section; while sections are pushed, it takes the place of the last of them.
    void access(Section& section);

    // ---- the tree ----
    // Error(Value) for x outside 0 … 1, an end of the child that is neither 0 nor 1, a loop. Children are in the order
    // of their distance from the parent's connected end, at the same place the last one first.
    void connect(Section& child, double child_x, Section& parent, double parent_x);
    void disconnect(Section& child);

    // ---- segments, mechanisms, points ----
    void set_nseg(Section& section, int nseg);
    // Error(Value) unless above 0 and finite.
    void set_length(Section& section, double length);  // [um]
    void set_Ra(Section& section, double Ra);          // [Ohm cm]
    void set_rallbranch(Section& section, double rallbranch);
    void insert(Section& section, Mechanism& mechanism);  // with the ions it uses; nothing when it is there
    void uninsert(Section& section, Mechanism& mechanism);
    PointProcess& place(PointProcess& point, Section& section, double x);  // moves it when it has a place
    void unplace(PointProcess& point) noexcept;
    void add_point(PointProcess& point, Mechanism& mechanism, Object* object);  // a row without a place
    void remove_point(PointProcess& point) noexcept;
    // Of the instance of a density mechanism that is in the section.
    static mech::Place place_of(const Section& section, std::size_t segment, const Mechanism& mechanism);

    // ---- changes ----
    std::uint64_t structure_version() const noexcept {  // sections, tree, nseg, mechanisms, points
        return structure_version_;
    }
    std::uint64_t geometry_version() const noexcept {
        return geometry_version_;
    }
    // diam, L, Ra, points of the section have changed.
    void geometry_changed(Section& section) noexcept {
        if (!section.geometry_changed_) {
            section.geometry_changed_ = true;
            note_changed(section);
        }
        ++geometry_version_;
    }
    // The solver wants its rows in another order.
    void order_changed() noexcept {
        ++structure_version_;
    }
    // Diameters from points, areas and axial resistances of all sections that have changed.
    void update_geometry();
    void update_geometry(Section& section);
    bool keep_nseg_parameters = true;  // h.keep_nseg_parm
    bool membrane_currents = false;    // CVode.use_fast_imem: i_membrane_ is computed, and can be read
    double spine_area = 0.0;           // [um2] of a point with negative diameter: h.setSpineArea

  private:
    Id add_end();
    void note_changed(Section& section) {
        section.changed_at_ = changed_.size();
        changed_.push_back(&section);
    }
    void sort_children(Section& parent) noexcept;
    void link(Section& section) noexcept;
    void unlink(Section& section) noexcept;
    void detach(Section& child) noexcept;
    void link_child(Section& child, Section& parent) noexcept;
    void give_root(Section& section);
    void remove_instances(MechanismSlot& slot);
    static void settle(PointProcess& point);
    void settle_points(Section& section, bool larger);
    // A mechanism reads or writes the ion: who sets its concentrations and reversal potential changes.
    void promote_ion(Section& section, const mech::IonUse& use);
    // Error(Value) when another mechanism of the section writes what this one would write of an ion.
    void check_ions(const Section& section, const Mechanism& mechanism) const;
    void link_point(PointProcess& point, Section& section) noexcept;

    Section* first_ = nullptr;
    Section* last_ = nullptr;
    std::size_t count_ = 0;
    std::uint64_t made_ = 0;
    std::vector<Section*> stack_;  // counted
    Section* default_ = nullptr;   // counted
    std::vector<Section*> changed_;
    std::vector<std::function<void(Section&)>> watchers_;
    std::uint64_t structure_version_ = 1;
    std::uint64_t geometry_version_ = 1;
};

}  // namespace nrn::cable
