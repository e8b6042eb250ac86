// Range variables: the one way from a name and a place to a number (v, diam, gnabar_hh, ena, …), for hoc, Python,
// references and assignments alike.
//
// A RangeName is made once for each name, when its mechanism is registered; symbols and Python's caches keep its
// address. When a channel made at run time gives the name up, it stays and has no elements. A place that does not have
// the mechanism gives null from locate() and Error(Attribute) from the others.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/text.hpp"
#include "cable/cable.hpp"
#include "object/ref.hpp"
#include "object/symbol.hpp"

namespace nrn::cable {

struct RangeName {
    std::string name;                      // "gnabar_hh"
    mech::Mechanism* mechanism = nullptr;  // null: a column of the nodes
    std::size_t column = 0;
    std::size_t count = 1;
    bool is_array = false;
    bool is_pointer = false;  // a POINTER: column counts pointers
    bool in_nodes = false;    // a column of the nodes; where mechanism is given, only in sections that have it
    const char* units = "";
    double low = 1.0, high = 0.0;  // no limits when low > high

    bool is_node() const noexcept {
        return in_nodes;
    }
    bool is_gone() const noexcept {
        return count == 0;
    }
};

class Ranges {
  public:
    // Makes the names of nodes and of all mechanisms, present and to come, known to the symbols of the Context.
    void define(Context& context);
    const RangeName* find(std::string_view name) const;
    // Grows when names come.
    std::size_t count() const noexcept {
        return added_;
    }
    // Grows when names go. The address stays the same.
    const std::size_t& removed() const noexcept {
        return removed_;
    }
    // The name of a variable of a density mechanism or ion: ("hh", "gnabar").
    const RangeName* find(const mech::Mechanism& mechanism, std::string_view variable) const;

  private:
    void add(SymbolTable& symbols, RangeName name);
    void add(SymbolTable& symbols, mech::Mechanism& mechanism);
    void remove(Context& context, const mech::Mechanism& mechanism);

    std::size_t added_ = 0;
    std::size_t removed_ = 0;
    std::unordered_map<std::string, std::unique_ptr<RangeName>, TextHash, std::equal_to<>> by_name_;
};

// Null for L, Ra, nseg and rallbranch, which belong to whole sections, and for names of later versions.
inline const RangeName* range_of(const Symbol& symbol) noexcept {
    return static_cast<const RangeName*>(symbol.detail);
}

// Where the number lies now; null when the section does not have the mechanism. v, and what belongs to no segment, at
// x = 0 and 1 is that of the end's node; other variables there are those of the segment next to it.
double* locate(Cable& cable, Section& section, double x, const RangeName& name, std::size_t element);
mech::Handle handle_of(Cable& cable, Section& section, double x, const RangeName& name, std::size_t element);

// With all that reading and writing means: areas up to date for what depends on them, limits, marks of change.
double get(Cable& cable, Section& section, double x, const RangeName& name, std::size_t element = 0);
void set(Cable& cable, Section& section, double x, const RangeName& name, std::size_t element, double value);
// In each segment; v at the ends as well.
void set_all(Cable& cable, Section& section, const RangeName& name, std::size_t element, double value);
// hoc's diam(x0:x1) = y0:y1: along the centres between x0 and x1 a straight line; v at the ends as well.
void set_line(Cable& cable, Section& section, double x0, double x1, const RangeName& name, std::size_t element,
              double y0, double y1);

// A counted reference to a number in a Table, as h.ref and _ref_ have them; `name` is for messages: "soma(0.5).v".
Ref* new_handle_ref(mech::Handle handle, std::string name);
// The same to a range variable at a place.
Ref* new_range_ref(Cable& cable, Section& section, double x, const RangeName& name, std::size_t element = 0);
// The Handle behind such a reference; false when the reference is of another kind.
bool handle_behind(Ref& ref, mech::Handle* handle) noexcept;
// For repr and error messages: "v", "soma(0.5)".
std::string place_name(const Section& section, double x);

[[noreturn]] void missing_mechanism(const Section& section, double x, const RangeName& name);

}  // namespace nrn::cable
