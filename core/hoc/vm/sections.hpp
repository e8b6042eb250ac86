// Sections in running code: those that create made, their variables, the loops over them.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "cable/cable.hpp"
#include "cable/section_array.hpp"
#include "hoc/vm/machine.hpp"

namespace nrn::hoc {

class CreatedSections;
// Which name a section belongs to: where it is deleted, the name forgets it.
using SectionOwners = std::unordered_map<const cable::Section*, CreatedSections*>;

// The sections of one name, of the top level or of an object; they end with it, or when the name is created again.
class CreatedSections final : public cable::SectionArray {
  public:
    CreatedSections(cable::Cable& cable, std::shared_ptr<SectionOwners> owners)
        : cable_(cable), owners_(std::move(owners)) {
    }
    ~CreatedSections() {
        clear();
    }
    CreatedSections(const CreatedSections&) = delete;
    CreatedSections& operator=(const CreatedSections&) = delete;

    void create(const std::string& name, std::vector<std::size_t> given, Object* cell);
    void forget(const cable::Section& section) noexcept;
    // SectionRef.unname() and rename(): a section goes to another owner.
    void take(cable::Section& section);
    void take(const std::string& name, std::vector<std::size_t> given, const std::vector<cable::Section*>& all);

  private:
    void clear() noexcept;
    void leave(const cable::Section& section) noexcept;

    cable::Cable& cable_;
    std::shared_ptr<SectionOwners> owners_;
};

// What a machine keeps about sections.
class Sections final : public cable::SectionNames {
  public:
    explicit Sections(Context& context);
    ~Sections() override;
    Sections(const Sections&) = delete;
    Sections& operator=(const Sections&) = delete;

    // ---- SectionNames ----
    void unname(cable::Section& section) override;
    bool rename(const std::string& name, const std::vector<cable::Section*>& sections,
                std::vector<std::size_t> dimensions) override;

    void create(Symbol& symbol, std::vector<std::size_t> dimensions);
    // In a member slot: of an object, or (cell null) the dimensions only, of a template that is being read.
    void create(Value& slot, const std::string& name, std::vector<std::size_t> dimensions, Object* cell);
    // What the template of a new object declares.
    void create_members(const Template& made, Value* slots, Object* cell);

    cable::Cable& cable;

  private:
    CreatedSections& owner_of(Symbol& symbol);

    std::shared_ptr<SectionOwners> owners_ = std::make_shared<SectionOwners>();
    SymbolTable& symbols_;
    cable::NameSlot& slot_;
    std::unordered_map<const Symbol*, std::unique_ptr<CreatedSections>> created_;
    CreatedSections unnamed_;
};

// ---- names ----
cable::Section& section_at(const std::string& name, const cable::SectionArray* array, const Value* indices,
                           std::size_t count);
// Null while nothing was created.
const cable::SectionArray* member_sections(const Value& slot);

inline const cable::SectionArray* sections_of(const Symbol& symbol) noexcept {
    return static_cast<const cable::SectionArray*>(symbol.detail);
}
// The single section of a name; null where it takes a longer look.
inline cable::Section* single_section(const Symbol& symbol) noexcept {
    const cable::SectionArray* array = sections_of(symbol);
    return array != nullptr && array->sections.size() == 1 ? array->sections[0] : nullptr;
}
// Where a variable lies that means no more than a number, at a place within the section; null for all others.
inline double* plain_place(cable::Cable& cable, const cable::Section& section, double x, const Site& site) noexcept {
    const cable::RangeName* name = site.range;
    if (name == nullptr || name->mechanism != nullptr || name->column != cable::kV || !section.alive() ||
        !(x > 0.0 && x < 1.0)) {
        return nullptr;
    }
    return &cable.nodes.at(cable::kV, section.node(section.segment_at(x)));
}
// soma.v(x), the section named by the site.
double named_range(Machine& machine, Site& site, double x);

// ---- variables: the section lies at `at`, then the indices, then x where `placed`, then what is assigned; the result
// takes the section's place ----
void get_range(Machine& machine, Value* at, Site& site, std::size_t count, bool placed);
void set_range(Machine& machine, Value* at, Site& site, std::size_t count, bool placed, Op update);  // END: plain =
void ref_range(Machine& machine, Value* at, Site& site, std::size_t count, bool placed);
void set_range_line(Machine& machine, Value* at, Site& site, std::size_t count);

// ---- statements ----
void connect(Machine& machine, const Value& child, const Value& parent);
void access(Machine& machine, const Value& section);
void insert(Machine& machine, const std::string& name);
void uninsert(Machine& machine, const std::string& name);
void set_pointer(Machine& machine, const Value* at, Site& site, unsigned form);

// ---- loops ----
Value all_sections(Machine& machine, const Object* cell);
Value selected_sections(Machine& machine, const Value& which, const Object* cell);
bool is_selected(Machine& machine, const Value& which);
cable::Section* next_section(Value& list);  // borrowed; null behind the last
void begin_segments(Machine& machine, Value* locals, bool with_ends);
double next_segment(Value* locals);

}  // namespace nrn::hoc
