// Registry: all mechanisms of a Context, by type and by name. The shipped ones come from the catalogue that the NMODL
// compiler makes at build time; others from libraries (libnrnmech.so) whose version is checked before use.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"
#include "mech/library.hpp"
#include "mech/mechanism.hpp"

namespace nrn::mech {

class Channel;

class Registry {
  public:
    Registry();
    ~Registry();

    // Order of registration; a type is the place in it. Ions come before the mechanisms that use them.
    const std::vector<std::unique_ptr<Mechanism>>& all() const noexcept {
        return all_;
    }
    // Rises when a row of any mechanism, or of a table that counts here as well, comes, ends or moves.
    std::uint64_t changes() const noexcept {
        return changes_;
    }
    void count_changes(Table& table) noexcept {
        table.count_changes(&changes_);
    }
    Mechanism* find(std::string_view name) const;  // "hh", "IClamp", "na_ion"; null when there is none
    Mechanism* find(const NrnMechanism& descriptor) const noexcept;  // null for one that was not added
    // The ion of a name ("ca"), made when it is not known yet. Error(Value) when it is known with another charge.
    Mechanism& ion(std::string_view name, double charge, bool has_charge);

    // Adds what a catalogue holds. Error(Value) for another version or a name that exists: nothing is added then.
    void add(const NrnMechCatalogue& catalogue, const std::string& origin);
    // Opens a library of mechanisms; one that is open already is left alone. Error(Io) when there is none of that name,
    // Error(Value) when it is not fit for this program, and as add().
    void load(const std::string& path);
    const std::vector<Library>& libraries() const noexcept {
        return libraries_;
    }

    // A mechanism made at run time; its name must be free.
    Mechanism& add(std::unique_ptr<Channel> channel);
    // Lets `edit` change the descriptor of a mechanism that was made at run time: its former names are given up before,
    // the new ones known behind it. There must be no instances, and ions that it names must exist; edit does not throw.
    void change(Mechanism& mechanism, const std::function<void()>& edit);

    // Who gives names to mechanisms, for hoc. `added` is called for each one after it was added (those that exist are
    // told at once), `leaves` before its names change. Of one to come, `names` are those that it will have besides its
    // own, and `known` tells which stand for something already.
    struct Watcher {
        std::function<void(Mechanism&)> added, leaves;
        std::function<std::vector<std::string>(const NrnMechanism&)> names;
        std::function<bool(const std::string&)> known;
    };
    void watch(Watcher watcher);

  private:
    void check_names(const NrnMechCatalogue& catalogue, const std::string& origin) const;
    void check_ions(const NrnMechCatalogue& catalogue, const std::string& origin) const;
    void insert(std::unique_ptr<Mechanism> mechanism);
    std::vector<IonUse> ions_of(const NrnMechanism& abi);
    void announce(Mechanism& mechanism);

    std::vector<Library> libraries_;
    std::vector<std::unique_ptr<Channel>> channels_;
    std::uint64_t changes_ = 1;
    std::vector<std::unique_ptr<Mechanism>> all_;  // ends before the two that descriptors lie in
    std::unordered_map<std::string, Mechanism*, TextHash, std::equal_to<>> by_name_;
    std::unordered_map<const NrnMechanism*, Mechanism*> by_descriptor_;
    std::vector<Watcher> watchers_;
};

double thermal_voltage(double celsius) noexcept;  // RT/F [mV]
// The equilibrium potential of an ion. [mV]; concentrations in mM, celsius in degC
double nernst(double inside, double outside, double charge, double celsius) noexcept;
// Goldman-Hodgkin-Katz current for a permeability of 1 cm/s. [mA/cm2]
double ghk(double v, double inside, double outside, double charge, double celsius) noexcept;

}  // namespace nrn::mech
