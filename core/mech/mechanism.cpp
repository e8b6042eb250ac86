#include "mech/mechanism.hpp"

#include <utility>

namespace nrn::mech {

namespace {

std::vector<double> column_defaults(const NrnMechanism& abi) {
    std::vector<double> initial(static_cast<std::size_t>(abi.column_count), 0.0);
    for (std::int32_t i = 0; i < abi.variable_count; ++i) {
        const NrnMechVar& variable = abi.variables[i];
        if (variable.kind == NRN_VAR_POINTER || variable.kind == NRN_VAR_RANDOM) {
            continue;
        }
        for (std::int32_t e = 0; e < variable.count; ++e) {
            initial[static_cast<std::size_t>(variable.column + e)] = variable.initial;
        }
    }
    return initial;
}

Kind kind_of(const NrnMechanism& abi) {
    switch (abi.kind) {
        case NRN_MECH_DENSITY:
            return Kind::Density;
        case NRN_MECH_POINT:
            return Kind::Point;
        case NRN_MECH_ARTIFICIAL:
            return Kind::Artificial;
        default:
            return Kind::Functions;
    }
}

struct IonDefaults {
    const char* name;
    double e;        // [mV]
    double inside;   // [mM]
    double outside;  // [mM]
};
constexpr IonDefaults kIonDefaults[] = {
    {"na", 50.0, 10.0, 140.0},
    {"k", -77.0, 54.4, 2.5},
    {"ca", 132.4579341637009, 5e-5, 2.0},
};
IonDefaults defaults_of(std::string_view ion) {
    for (const IonDefaults& row : kIonDefaults) {
        if (ion == row.name) {
            return row;
        }
    }
    return {"", 0.0, 1.0, 1.0};
}

std::vector<double> ion_columns(std::string_view ion) {
    const IonDefaults initial = defaults_of(ion);
    return {initial.e, initial.inside, initial.outside, 0.0, 0.0};
}

}  // namespace

Mechanism::Mechanism(const NrnMechanism& abi, int type) : abi_(&abi), kind_(kind_of(abi)), type_(type) {
    describe();
}

void Mechanism::describe() {
    const NrnMechanism& abi = *abi_;
    name_ = abi.name;
    table.describe(column_defaults(abi));
    shared.assign((abi.shared_size + sizeof(Line) - 1) / sizeof(Line), Line{});
    function_tables.assign(abi.abi >= 2 ? static_cast<std::size_t>(abi.table_count) : 0, {});
    ion_instance.assign(static_cast<std::size_t>(abi.ion_count), {});
    pointers.assign(static_cast<std::size_t>(abi.pointer_count), {});
    addresses.assign(static_cast<std::size_t>(abi.pointer_count), {});
    variables.clear();
    global_variables.clear();
    ++description_;
    for (std::int32_t i = 0; i < abi.variable_count; ++i) {
        const NrnMechVar& row = abi.variables[i];
        if (row.kind != NRN_VAR_HIDDEN) {
            variables.push_back({row.name, row.kind, static_cast<std::size_t>(row.column),
                                 static_cast<std::size_t>(row.count), row.is_array != 0, row.initial, row.units,
                                 row.low, row.high});
        }
    }
    globals.assign(static_cast<std::size_t>(abi.global_size), 0.0);
    for (std::int32_t i = 0; i < abi.global_count; ++i) {
        const NrnMechGlobal& row = abi.globals[i];
        for (std::int32_t e = 0; e < row.count; ++e) {
            const auto place = static_cast<std::size_t>(row.place + e);
            globals[place] = row.initial;
            *global_at(place) = row.initial;
        }
        if (row.visible != 0) {
            global_variables.push_back({row.name, static_cast<std::size_t>(row.place),
                                        static_cast<std::size_t>(row.count), row.is_array != 0, row.units, row.low,
                                        row.high});
        }
    }
    initial_globals = globals;
}

Mechanism::Mechanism(std::string ion_name, double charge, int type)
    : table(ion_columns(ion_name)), charge(charge), name_(ion_name + "_ion"), kind_(Kind::Ion), type_(type) {
    const IonDefaults initial = defaults_of(ion_name);
    const auto add = [&](const std::string& name, int kind, IonColumn column, const char* units) {
        variables.push_back({name, kind, column, 1, false, table.initial(column), units, 1.0, 0.0});
    };
    add("e" + ion_name, NRN_VAR_PARAMETER, kIonE, "mV");
    add(ion_name + "i", NRN_VAR_PARAMETER, kIonInside, "mM");
    add(ion_name + "o", NRN_VAR_PARAMETER, kIonOutside, "mM");
    add("i" + ion_name, NRN_VAR_ASSIGNED, kIonCurrent, "mA/cm2");
    add("di" + ion_name + "_dv_", NRN_VAR_ASSIGNED, kIonDCurrent, "S/cm2");
    globals = {initial.inside, initial.outside};
    initial_globals = globals;
    global_variables.push_back({ion_name + "i0", 0, 1, false, "mM", 1.0, 0.0});
    global_variables.push_back({ion_name + "o0", 1, 1, false, "mM", 1.0, 0.0});
}

void Mechanism::set_default(std::string_view name, double value) noexcept {
    for (Variable& variable : variables) {
        if (variable.name == name) {
            variable.initial = value;
            table.set_initial(variable.column, value);
        }
    }
}

const Variable* Mechanism::find(std::string_view name) const {
    for (const Variable& variable : variables) {
        if (variable.name == name) {
            return &variable;
        }
    }
    return nullptr;
}

std::string Mechanism::full_name(std::string_view name) const {
    std::string full(name);
    const bool plain = abi_ != nullptr && (abi_->flags & NRN_MECH_PLAIN_NAMES) != 0 && name != "e";
    if (kind_ == Kind::Density && !plain) {
        full.append(1, '_').append(name_);
    }
    return full;
}

Id Mechanism::add() {
    const Id id = table.add();
    const std::size_t limit = table.id_limit();
    for (std::size_t k = 0; k < pointers.size(); ++k) {
        pointers[k].resize(limit);
        addresses[k].resize(limit, nullptr);
        pointers[k][id] = {};
        addresses[k][id] = nullptr;
    }
    if (kind_ == Kind::Ion) {
        styles.resize(limit);
        styles[id] = {};
    }
    return id;
}

Id Mechanism::add(void* of) {
    const Id id = add();
    const std::size_t limit = table.id_limit();
    node.resize(limit, kNoId);
    for (auto& ids : ion_instance) {
        ids.resize(limit, kNoId);
    }
    owner.resize(limit, nullptr);
    owner[id] = of;
    move(id, {});
    return id;
}

void Mechanism::remove(Id id) {
    if (is_point()) {
        node[id] = kNoId;
        owner[id] = nullptr;
    }
    table.remove(id);
}

void Mechanism::shrink() {
    table.shrink();
    node.shrink_to_fit();
    owner.shrink_to_fit();
    styles.shrink_to_fit();
    for (auto& ids : ion_instance) {
        ids.shrink_to_fit();
    }
}

std::size_t Mechanism::bytes() const noexcept {
    std::size_t sum = table.bytes() + node.capacity() * sizeof(Id) + owner.capacity() * sizeof(void*) +
                      styles.capacity() * sizeof(IonStyle) + shared.capacity() * sizeof(Line);
    for (const auto& ids : ion_instance) {
        sum += ids.capacity() * sizeof(Id);
    }
    for (std::size_t k = 0; k < pointers.size(); ++k) {
        sum += pointers[k].capacity() * sizeof(Handle) + addresses[k].capacity() * sizeof(double*);
    }
    return sum;
}

void Mechanism::move(Id id, const Place& place) {
    node[id] = place.node;
    for (std::size_t k = 0; k < ion_instance.size(); ++k) {
        ion_instance[k][id] = k < place.ions.size() ? place.ions[k] : kNoId;
    }
}

Place Mechanism::place_of(Id id) const {
    Place place{node[id], {}};
    for (const auto& ids : ion_instance) {
        place.ions.push_back(ids[id]);
    }
    return place;
}

}  // namespace nrn::mech
