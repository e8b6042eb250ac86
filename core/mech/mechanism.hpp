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
    std::uint8_t concentrations : 2 = 0;       // c_style: 0 not used, 1 parameter, 2 assigned, 3 state
    std::uint8_t reversal : 2 = 0;             // e_style: 0 not used, 1 parameter, 2 assigned, 3 state
    bool reversal_at_start : 1 = false;        // einit: Nernst at finitialize
    bool reversal_in_steps : 1 = false;        // eadvance: Nernst in each step
    bool concentrations_at_start : 1 = false;  // cinit: from the globals nai0_na_ion, nao0_na_ion at finitialize
    bool inside_written : 1 = false;           // by a mechanism
    bool outside_written : 1 = false;
};
static_assert(sizeof(IonStyle) == 2);

// Where an instance is: its node, and the instances of the ions it uses there, as Mechanism::ions.
struct Place {
    Id node = kNoId;  // kNoId: nowhere
    std::vector<Id> ions;
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

    // A new instance. The section knows where those of density mechanisms and ions are.
    Id add();
    // A new instance of a point process, nowhere.
    Id add(void* owner);
    void remove(Id id);
    void shrink();                       // gives back memory that no instance uses
    std::size_t bytes() const noexcept;  // of memory
    void* owner_of(Id id) const noexcept {
        return owner.empty() ? nullptr : owner[id];
    }
    // Of a point process.
    void move(Id id, const Place& place);
    Place place_of(Id id) const;

    Table table;
    std::vector<Variable> variables;  // hidden ones are not among them
    std::vector<GlobalVariable> global_variables;
    std::vector<double> globals;
    // Where a global lies: there, or in the library.
    double* global_at(std::size_t place) noexcept {
        const bool outside = abi_ != nullptr && abi_->abi >= 3 && abi_->global_places != nullptr;
        double* found = outside ? abi_->global_places[place] : nullptr;
        return found != nullptr ? found : &globals[place];
    }
    std::vector<double> initial_globals;
    struct alignas(64) Line {
        std::byte bytes[64];
    };
    std::vector<Line> shared;  // NrnMechanism.shared_size bytes
    std::vector<IonUse> ions;
    std::vector<FunctionTable> function_tables;  // in the order of NrnMechanism.tables

    // By Id of an instance. Of point processes:
    std::vector<Id> node;                       // in cable's node table; kNoId: nowhere
    std::vector<std::vector<Id>> ion_instance;  // [ion][Id]
    std::vector<void*> owner;                   // the point process of cable
    // Of all:
    std::vector<std::vector<Handle>> pointers;    // [pointer column][Id]: what a POINTER points to in a Table
    std::vector<std::vector<double*>> addresses;  // the same for a fixed address; null where the Handle is used
    std::vector<IonStyle> styles;                 // of ions

    double charge = 0.0;                // of ions: valence
    bool any_follows_in_steps = false;  // of ions: some reversal potential changes in steps

    void pointers_changed() noexcept {  // one was set
        table.changed();
    }

  private:
    const NrnMechanism* abi_ = nullptr;
    std::string name_;
    Kind kind_;
    int type_;
    std::uint64_t description_ = 0;
};

}  // namespace nrn::mech
