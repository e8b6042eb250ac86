// Section: an unbranched piece of a neuron, and the places in it.
//
// A section has nseg segments; segment k has its centre at x = (k + 0.5)/nseg. Each segment has a node (a row of the
// node table); so has the free end of the section, with no area. The other end is a node of the parent, or, in a
// section without parent, a node of its own. Nodes, like all rows, are known by Id.
//
// A section is counted by those who know it (Python wrappers, hoc names, lists, references to its variables). Deleting
// it takes its rows away; what still knows it then sees alive() == false and raises ReferenceError.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cable/id_list.hpp"
#include "mech/mechanism.hpp"
#include "object/object.hpp"
#include "object/value.hpp"

namespace nrn::cable {

using mech::Mechanism;

// Columns of the node table.
enum NodeColumn : std::size_t {
    kV = 0,          // [mV]
    kArea = 1,       // [um2]; 100 where there is none (ends)
    kRi = 2,         // [MOhm] to the parent node: from the segment's centre to the border and on to the parent's
    kDiam = 3,       // [um]
    kCm = 4,         // [uF/cm2]; 0 at ends
    kICap = 5,       // [mA/cm2]; waits until somebody asks for it
    kIMembrane = 6,  // [nA]; waits for use_fast_imem
    kRhs = 7,        // [mA/cm2] and, after the solution, [mV]
    kD = 8,          // [S/cm2]
    kA = 9,          // coupling of the parent to this node
    kB = 10,         // coupling of this node to the parent
    kVext = 11,      // [mV] of the two layers outside; wait for extracellular
    kNodeColumns = 13,
};

struct Point3d {
    float x, y, z;  // [um]
    float diam;     // [um]; negative: a point of a spine
    double arc;     // [um] from the first point
};

// A density mechanism or ion in a section: an instance for each segment.
struct MechanismSlot {
    Mechanism* mechanism;
    IdList instances;
    unsigned order = 0;  // of insertion: a mechanism comes before the ions that came with it
};

class Section;

// A point process: an instance at a segment. It is the payload of its hoc object.
struct PointProcess {
    Mechanism* mechanism = nullptr;
    Id id = kNoId;               // of its row, which lives as long as the object
    Section* section = nullptr;  // null: nowhere (and always for artificial cells)
    double x = 0.0;              // the centre of its segment, or 0 or 1
    Object* object = nullptr;
    PointProcess* previous = nullptr;  // of the same section, in order of placing
    PointProcess* next = nullptr;
    void* events = nullptr;  // what the room event keeps for it
};

class Section final : public SectionBase {
  public:
    // ---- who it is ----
    std::string name;          // "soma", "dend[3]", without the cell's
    std::string cell_name;     // "Cell[0]", or ""; kept up to date by who knows the cell
    Object* cell = nullptr;    // the instance of a template that owns it (borrowed), or null
    bool from_python = false;  // made by nrn.Section: it ends with its wrapper
    void* host = nullptr;      // the host's wrapper (borrowed), or null
    std::uint64_t serial = 0;  // in order of creation

    bool alive() const noexcept {
        return alive_;
    }
    std::string full_name() const;  // "Cell[0].dend[3]"
    // Error(Reference) when it is deleted.
    void check() const;

    // ---- its cable ----
    int nseg() const noexcept {
        return static_cast<int>(nodes_.size());
    }
    double Ra = 35.4;         // [Ohm cm]
    double rallbranch = 1.0;  // this section stands for so many equal ones
    std::vector<Point3d> points;
    bool points_decide = false;  // two or more points: L and diam follow from them
    bool points_const = false;   // h.pt3dconst: points do not follow when L or diam is set
    // h.pt3dstyle(1, x, y, z): where define_shape() puts the parent's end of the connection.
    struct Anchor {
        bool used = false;
        float x = 0.0F, y = 0.0F, z = 0.0F;  // [um]
    } anchor;
    double L() const noexcept {
        return length_;
    }

    // The node of segment k.
    Id node(std::size_t k) const noexcept {
        return nodes_[k];
    }
    const IdList& nodes() const noexcept {
        return nodes_;
    }
    Id end_node() const noexcept {  // of the end that is not connected to the parent
        return end_node_;
    }
    Id root_node() const noexcept {  // of the other end in a section without parent; else kNoId
        return root_node_;
    }
    std::size_t segment_at(double x) const noexcept {  // 0 … nseg-1
        const double n = static_cast<double>(nodes_.size());
        const double k = x * n;
        return k >= n ? nodes_.size() - 1 : k > 0.0 ? static_cast<std::size_t>(k) : 0;
    }
    Id node_at(double x) const;  // x == 0 and x == 1 are the ends: nodes without area, or the parent's
    double centre(std::size_t k) const noexcept {
        return (static_cast<double>(k) + 0.5) / static_cast<double>(nodes_.size());
    }

    // ---- its place in the tree ----
    Section* parent() const noexcept {
        return parent_;
    }
    double parent_x() const noexcept {  // where at the parent
        return parent_x_;
    }
    double own_x() const noexcept {  // which end is connected: 0 or 1
        return own_x_;
    }
    Section* first_child() const noexcept {
        return first_child_;
    }
    Section* next_sibling() const noexcept {
        return next_sibling_;
    }
    Section* next() const noexcept {  // in the order of allsec; null behind the last
        return next_;
    }

    // ---- what is in it ----
    const std::vector<MechanismSlot>& mechanisms() const noexcept {
        return slots_;
    }
    const MechanismSlot* find(const Mechanism& mechanism) const noexcept;
    PointProcess* first_point() const noexcept {
        return first_point_;
    }
    std::size_t bytes() const noexcept {  // of memory
        std::size_t sum = sizeof(Section) + nodes_.bytes() + points.capacity() * sizeof(Point3d) +
                          slots_.capacity() * sizeof(MechanismSlot);
        for (const MechanismSlot& slot : slots_) {
            sum += slot.instances.bytes();
        }
        return sum;
    }
    mutable std::size_t mark = 0;  // for walks over the tree; no meaning between them

  private:
    friend class Cable;
    friend class Geometry;
    explicit Section(std::string given) : name(std::move(given)) {
    }
    ~Section() override = default;

    bool alive_ = true;
    bool geometry_changed_ = true;
    std::size_t changed_at_ = 0;  // in Cable::changed_, while geometry_changed_
    unsigned insertions_ = 0;
    bool points_follow_ = false;  // diameters were set: points take them at the next computation
    double length_ = 100.0;       // [um]
    IdList nodes_;
    Id end_node_ = kNoId;
    Id root_node_ = kNoId;
    std::vector<MechanismSlot> slots_;
    Section* parent_ = nullptr;
    double parent_x_ = 0.0;
    double own_x_ = 0.0;
    Section* first_child_ = nullptr;
    Section* last_child_ = nullptr;
    Section* previous_sibling_ = nullptr;
    Section* next_sibling_ = nullptr;
    Section* previous_ = nullptr;
    Section* next_ = nullptr;
    PointProcess* first_point_ = nullptr;
    PointProcess* last_point_ = nullptr;
};

// A section behind a Value that is one, or a segment of one.
inline Section& section_of(const Value& value) noexcept {
    return static_cast<Section&>(*value.as_section());
}

}  // namespace nrn::cable
