// Mechanism: one kind of density mechanism, point process, artificial cell or ion, with all its instances.
//
// Compiled mechanisms come as NrnMechanism descriptors (include/nrn/mech_abi.h). Ions are made here: their instances
// have the five columns of NrnIonView. Instances live in a Table; what is not a number is kept beside it, by Id.
#pragma once

#include <nrn/mech_abi.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "mech/function_table.hpp"
#include "mech/table.hpp"

namespace nrn::mech {

enum class Kind : int { Density, Point, Artificial, Functions, Ion };

enum IonColumn : std::size_t { kIonE = 0, kIonInside = 1, kIonOutside = 2, kIonCurrent = 3, kIonDCurrent = 4 };

// How an ion's concentrations and reversal potential are computed, for each instance; h.ion_style sets it.
struct IonStyle {
    std::uint8_t concentrations = 0;       // c_style: 0 not used, 1 parameter, 2 assigned, 3 state
    std::uint8_t reversal = 0;             // e_style: 0 not used, 1 parameter, 2 assigned, 3 state
    bool reversal_at_start = false;        // einit: Nernst at finitialize
    bool reversal_in_steps = false;        // eadvance: Nernst in each step
    bool concentrations_at_start = false;  // cinit: from the globals nai0_na_ion, nao0_na_ion at finitialize
    bool inside_written = false;           // by a mechanism
    bool outside_written = false;
};

// A name that users give to a column: "gnabar", of suffix hh.
struct Variable {
    std::string name;    // as in the .mod file; of ions "ena"
    int kind;            // NRN_VAR_…
    std::size_t column;  // of the table; of pointers for NRN_VAR_POINTER
    std::size_t count;
    bool is_array;
    double initial;
    const char* units;
    double low, high;  // no limits when low > high

    bool limited() const noexcept {
        return low <= high;
    }
};

struct GlobalVariable {
    std::string name;
    std::size_t place;  // in Mechanism::globals
    std::size_t count;
    bool is_array;
    const char* units;
    double low, high;
};

class Mechanism;

struct IonUse {
    Mechanism* ion;
    std::uint32_t reads, writes;  // NRN_ION_…
};

class Mechanism {
  public:
    Mechanism(const NrnMechanism& abi, int type);              // IonUse::ion is filled by the Registry
    Mechanism(std::string ion_name, double charge, int type);  // "na"
    Mechanism(const Mechanism&) = delete;
    Mechanism& operator=(const Mechanism&) = delete;

    const std::string& name() const noexcept {  // "hh", "IClamp", "na_ion"
        return name_;
    }
    Kind kind() const noexcept {
        return kind_;
    }
    bool is_point() const noexcept {  // point processes and artificial cells: objects
        return kind_ == Kind::Point || kind_ == Kind::Artificial;
    }
    const NrnMechanism* abi() const noexcept {  // null for ions
        return abi_;
    }
    int type() const noexcept {  // its place in Registry::all()
        return type_;
    }
    const Variable* find(std::string_view name) const;
    // The name that hoc gives to a variable: "gnabar_hh"; "amp" for point processes; "ena" for ions.
    std::string full_name(std::string_view name) const;

    // Reads the descriptor again, which has changed. There must be no instances; the Registry does this.
    void describe();
    // Counts how often that happened: what was known of the variables before is out of date.
    std::uint64_t description() const noexcept {
        return description_;
    }
    void set_default(std::string_view name, double value) noexcept;  // of a variable, for instances to come

    // A new instance at a node (kNoId: nowhere). ion_instances: one for each of ions, or empty without a place.
    Id add(Id node, std::span<const Id> ion_instances, void* owner);
    void remove(Id id);
    void shrink();  // gives back memory that no instance uses
    void* owner_of(Id id) const noexcept {
        return owner.empty() ? nullptr : owner[id];
    }
    void move(Id id, Id node, std::span<const Id> ion_instances);

    Table table;
    std::vector<Variable> variables;  // hidden ones are not among them
    std::vector<GlobalVariable> global_variables;
    std::vector<double> globals;
    std::vector<double> initial_globals;
    std::vector<std::byte> shared;
    std::vector<IonUse> ions;
    std::vector<FunctionTable> function_tables;  // in the order of NrnMechanism.tables

    // By Id of an instance.
    std::vector<Id> node;                         // in cable's node table; kNoId: nowhere
    std::vector<std::vector<Id>> ion_instance;    // [ion][Id]
    std::vector<std::vector<Handle>> pointers;    // [pointer column][Id]: what a POINTER points to in a Table
    std::vector<std::vector<double*>> addresses;  // the same for a fixed address; null where the Handle is used
    std::vector<void*> owner;                     // the point process of cable; empty for density mechanisms
    std::vector<IonStyle> styles;                 // of ions

    double charge = 0.0;                 // of ions: valence
    bool any_follows_in_steps = false;   // of ions: some reversal potential changes in steps
    std::uint64_t pointers_version = 0;  // changes when a pointer is set

  private:
    const NrnMechanism* abi_ = nullptr;
    std::string name_;
    Kind kind_;
    int type_;
    std::uint64_t description_ = 0;
};

}  // namespace nrn::mech
