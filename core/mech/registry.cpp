#include "mech/registry.hpp"

#include <cmath>
#include <unordered_set>
#include <utility>

#include "base/error.hpp"
#include "mech/channel.hpp"
#include "mech/extracellular.hpp"

extern "C" const NrnMechCatalogue* nrn_builtin_catalogue(void);

namespace nrn::mech {

namespace {

constexpr double kFaraday = 96485.33212331001;     // [C/mol]
constexpr double kGasConstant = 8.31446261815324;  // [J/(mol K)]
constexpr double kZeroCelsius = 273.15;            // [K]

}  // namespace

Registry::Registry() {
    ion("na", 1.0, true);
    ion("k", 1.0, true);
    add(native_catalogue(), "the simulator");
    add(*nrn_builtin_catalogue(), "the shipped catalogue");
}

Registry::~Registry() = default;

Mechanism* Registry::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
}

Mechanism* Registry::find(const NrnMechanism& descriptor) const noexcept {
    const auto found = by_descriptor_.find(&descriptor);
    return found == by_descriptor_.end() ? nullptr : found->second;
}

void Registry::insert(std::unique_ptr<Mechanism> mechanism) {
    Mechanism& added = *mechanism;
    mechanism->table.count_changes(&changes_);
    ++changes_;
    all_.push_back(std::move(mechanism));
    if (added.abi() != nullptr) {
        by_descriptor_.emplace(added.abi(), &added);
    }
    announce(added);
}

void Registry::announce(Mechanism& mechanism) {
    by_name_.emplace(mechanism.name(), &mechanism);
    for (const Watcher& watcher : watchers_) {
        watcher.added(mechanism);
    }
}

std::vector<IonUse> Registry::ions_of(const NrnMechanism& abi) {
    std::vector<IonUse> ions;
    for (std::int32_t k = 0; k < abi.ion_count; ++k) {
        const NrnMechIon& use = abi.ions[k];
        ions.push_back({&ion(use.name, use.valence, use.has_valence != 0), use.reads, use.writes});
    }
    return ions;
}

Mechanism& Registry::add(std::unique_ptr<Channel> channel) {
    const NrnMechanism* const descriptor = channel.get();
    channels_.push_back(std::move(channel));
    add({NRN_MECH_ABI_VERSION, sizeof(NrnMechCatalogue), 1, &descriptor}, "KSChan");
    return *all_.back();
}

void Registry::change(Mechanism& mechanism, const std::function<void()>& edit) {
    for (const Watcher& watcher : watchers_) {
        watcher.leaves(mechanism);
    }
    by_name_.erase(mechanism.name());
    edit();
    mechanism.describe();
    mechanism.ions = ions_of(*mechanism.abi());
    announce(mechanism);
}

Mechanism& Registry::ion(std::string_view name, double charge, bool has_charge) {
    const std::string ion_name(name);
    if (Mechanism* known = find(ion_name + "_ion")) {
        if (has_charge && known->charge != 0.0 && known->charge != charge) {
            fail(ErrorKind::Value, "the ion %s has the charge %g; it cannot be declared with %g", ion_name.c_str(),
                 known->charge, charge);
        }
        if (has_charge) {
            known->charge = charge;
        }
        return *known;
    }
    if (ion_name == "ca" && !has_charge) {
        charge = 2.0;
    }
    insert(std::make_unique<Mechanism>(ion_name, charge, static_cast<int>(all_.size())));
    return *all_.back();
}

void Registry::add(const NrnMechCatalogue& catalogue, const std::string& origin) {
    check_names(catalogue, origin);
    check_ions(catalogue, origin);
    for (std::int32_t i = 0; i < catalogue.count; ++i) {
        const NrnMechanism& abi = *catalogue.mechanisms[i];
        std::vector<IonUse> ions = ions_of(abi);
        auto mechanism = std::make_unique<Mechanism>(abi, static_cast<int>(all_.size()));
        mechanism->ions = std::move(ions);
        insert(std::move(mechanism));
    }
}

// All names are free, and none is there twice.
void Registry::check_names(const NrnMechCatalogue& catalogue, const std::string& origin) const {
    std::unordered_set<std::string> mechanisms, others;
    for (std::int32_t i = 0; i < catalogue.count; ++i) {
        const NrnMechanism& abi = *catalogue.mechanisms[i];
        const bool functions = abi.kind == NRN_MECH_FUNCTIONS;  // without a name of its own
        const Mechanism* known = functions ? nullptr : find(abi.name);
        const bool twice = !functions && !mechanisms.insert(abi.name).second;
        if (known != nullptr || twice) {
            const std::string first = known != nullptr && known->abi() != nullptr ? known->abi()->file : "";
            fail(ErrorKind::Value, "The user defined name already exists: %s (%s of %s%s): rename one", abi.name,
                 abi.file, origin.c_str(), first.empty() ? "" : ("; the first one is " + first).c_str());
        }
        for (const Watcher& watcher : watchers_) {
            for (const std::string& name : watcher.names ? watcher.names(abi) : std::vector<std::string>()) {
                if (watcher.known(name) || !others.insert(name).second) {
                    fail(ErrorKind::Value, "The user defined name already exists: %s (%s of %s defines it): rename one",
                         name.c_str(), abi.file, origin.c_str());
                }
            }
        }
    }
}

// No ion is declared with two charges.
void Registry::check_ions(const NrnMechCatalogue& catalogue, const std::string& origin) const {
    std::unordered_map<std::string, double> charges;
    for (std::int32_t i = 0; i < catalogue.count; ++i) {
        const NrnMechanism& abi = *catalogue.mechanisms[i];
        for (std::int32_t k = 0; k < abi.ion_count; ++k) {
            const NrnMechIon& use = abi.ions[k];
            if (use.has_valence == 0) {
                continue;
            }
            const Mechanism* known = find(std::string(use.name) + "_ion");
            const double charge = known != nullptr && known->charge != 0.0
                                      ? known->charge
                                      : charges.try_emplace(use.name, use.valence).first->second;
            if (charge != use.valence) {
                fail(ErrorKind::Value, "%s of %s: the ion %s has the charge %g; it cannot be declared with VALENCE %g",
                     abi.file, origin.c_str(), use.name, charge, use.valence);
            }
        }
    }
}

void Registry::load(const std::string& path) {
    const std::string file = Library::resolve(path);
    for (const Library& each : libraries_) {
        if (each.is(file)) {
            return;
        }
    }
    // Kept even when add() fails half-way, as far as it came: descriptors lie in it.
    libraries_.emplace_back(file);
    const std::size_t before = all_.size();
    try {
        add(libraries_.back().catalogue(), file);
    } catch (...) {
        if (all_.size() == before) {
            libraries_.pop_back();
        }
        throw;
    }
}

void Registry::watch(Watcher watcher) {
    for (const auto& mechanism : all_) {
        watcher.added(*mechanism);
    }
    watchers_.push_back(std::move(watcher));
}

double thermal_voltage(double celsius) noexcept {
    return 1e3 * kGasConstant * (celsius + kZeroCelsius) / kFaraday;
}

double nernst(double inside, double outside, double charge, double celsius) noexcept {
    if (charge == 0.0) {
        return 0.0;
    }
    if (inside <= 0.0) {
        return 1e6;
    }
    if (outside <= 0.0) {
        return -1e6;
    }
    return 1e3 * kGasConstant * (celsius + kZeroCelsius) / kFaraday / charge * std::log(outside / inside);
}

double ghk(double v, double inside, double outside, double charge, double celsius) noexcept {
    const double voltage = kGasConstant * (celsius + kZeroCelsius) / kFaraday / charge * 1e3;  // [mV]
    const double x = v / voltage;
    // x/(exp(x)-1), by its series where that cancels.
    const auto quotient = [](double u) { return std::fabs(u) < 1e-4 ? 1.0 - u / 2.0 : u / (std::exp(u) - 1.0); };
    const double out = outside * quotient(x);
    const double in = inside * quotient(-x);
    return 1e-3 * charge * kFaraday * (in - out);
}

}  // namespace nrn::mech
