#include "mech/runs.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace nrn::mech {

namespace {

NrnIonView ion_view(Mechanism& ion, const std::int32_t* rows) {
    Table& table = ion.table;
    return {table.column(kIonE),       table.column(kIonInside),   table.column(kIonOutside),
            table.column(kIonCurrent), table.column(kIonDCurrent), rows};
}

void set_common(NrnMechRun& run, Mechanism& mechanism, Table& nodes, const NodeColumns& columns,
                const RunServices& services) {
    run.globals = mechanism.globals.data();
    run.shared = mechanism.shared.data();
    run.mechanism = mechanism.abi();
    run.services = services.services;
    run.simulator = services.simulator;
    run.v = nodes.column(columns.v);
    run.rhs = nodes.column(columns.rhs);
    run.d = nodes.column(columns.d);
    run.area = nodes.column(columns.area);
    run.diam = nodes.column(columns.diam);
}

}  // namespace

double* pointer_target(const Mechanism& mechanism, std::size_t column, Id id) noexcept {
    const Handle& handle = mechanism.pointers[column][id];
    return handle.table != nullptr ? handle.get() : mechanism.addresses[column][id];
}

// The list, or another one that says the same.
Rows Runs::shared(std::vector<std::int32_t> rows) const {
    for (const MechanismRun& each : runs_) {
        if (each.node && *each.node == rows) {
            return each.node;
        }
        for (const Rows& other : each.ion_rows) {
            if (other && *other == rows) {
                return other;
            }
        }
    }
    rows.shrink_to_fit();
    return std::make_shared<const std::vector<std::int32_t>>(std::move(rows));
}

void Runs::place(const Mechanism& mechanism, std::vector<std::int32_t> nodes) {
    runs_.resize(std::max(runs_.size(), static_cast<std::size_t>(mechanism.type()) + 1));
    MechanismRun& made = of(mechanism);
    made.node.reset();
    made.ion_rows.clear();
    made.node = shared(std::move(nodes));
}

// Rows of the ion in the order of the mechanism's. Point processes know theirs; for others they are at the same nodes,
// both in the order of these.
Rows Runs::ion_rows(const Mechanism& mechanism, std::size_t k) const {
    const Mechanism& ion = *mechanism.ions[k].ion;
    const std::vector<std::int32_t>& nodes = *runs_[static_cast<std::size_t>(mechanism.type())].node;
    const std::vector<std::int32_t>& ion_nodes = *runs_[static_cast<std::size_t>(ion.type())].node;
    std::vector<std::int32_t> rows(nodes.size());
    std::int32_t found = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (mechanism.is_point()) {
            rows[row] = static_cast<std::int32_t>(ion.table.row(mechanism.ion_instance[k][mechanism.table.id_at(row)]));
            continue;
        }
        while (ion_nodes[static_cast<std::size_t>(found)] < nodes[row]) {
            ++found;
        }
        rows[row] = found;
    }
    return shared(std::move(rows));
}

void Runs::prepare(const Registry& registry, Table& nodes, const NodeColumns& columns, const RunServices& services) {
    runs_.resize(registry.all().size());
    busy_.clear();
    for (const auto& owned : registry.all()) {
        Mechanism& mechanism = *owned;
        MechanismRun& made = of(mechanism);
        const std::size_t n = mechanism.table.size();
        if (mechanism.kind() != Kind::Artificial && !made.node) {
            made.node = std::make_shared<const std::vector<std::int32_t>>();
        }
        made.ion_rows.resize(mechanism.ions.size());
        made.ions.clear();
        for (std::size_t k = 0; k < mechanism.ions.size(); ++k) {
            if (!made.ion_rows[k]) {
                made.ion_rows[k] = ion_rows(mechanism, k);
            }
            made.ions.push_back(ion_view(*mechanism.ions[k].ion, made.ion_rows[k]->data()));
        }
        made.targets.assign(mechanism.pointers.size(), std::vector<double*>(n, nullptr));
        made.target_columns.clear();
        for (std::size_t k = 0; k < mechanism.pointers.size(); ++k) {
            for (std::size_t row = 0; row < n; ++row) {
                made.targets[k][row] = pointer_target(mechanism, k, mechanism.table.id_at(row));
            }
            made.target_columns.push_back(made.targets[k].data());
        }
        NrnMechRun& run = made.run;
        set_common(run, mechanism, nodes, columns, services);
        run.begin = 0;
        run.end = static_cast<std::int32_t>(mechanism.kind() == Kind::Artificial ? n : made.node->size());
        run.data = mechanism.table.data();
        run.pointers = made.target_columns.data();
        run.node = mechanism.kind() == Kind::Artificial ? nullptr : made.node->data();
        run.ions = made.ions.data();
        if (n > 0) {
            busy_.push_back(&run);
        }
    }
    stamp_ = registry.changes();
}

std::size_t Runs::bytes() const {
    std::set<const void*> seen;
    std::size_t sum = 0;
    const auto take = [&](const Rows& rows) {
        if (rows && seen.insert(rows.get()).second) {
            sum += rows->capacity() * sizeof(std::int32_t);
        }
    };
    for (const MechanismRun& each : runs_) {
        take(each.node);
        std::for_each(each.ion_rows.begin(), each.ion_rows.end(), take);
        for (const auto& column : each.targets) {
            sum += column.capacity() * sizeof(double*);
        }
    }
    return sum;
}

void Runs::set_environment(double t, double dt, double celsius) noexcept {
    for (NrnMechRun* run : busy_) {
        run->t = t;
        run->dt = dt;
        run->celsius = celsius;
    }
}

SingleRun::SingleRun(Mechanism& mechanism, Id id, const Place& place, Table& nodes, const NodeColumns& columns,
                     const RunServices& services, const Environment& environment) {
    set_common(run, mechanism, nodes, columns, services);
    const std::uint32_t row = mechanism.table.row(id);
    for (std::size_t k = 0; k < mechanism.table.column_count(); ++k) {
        data_.push_back(mechanism.table.column(k) + row);
    }
    node_ = place.node == kNoId ? -1 : static_cast<std::int32_t>(nodes.row(place.node));
    ion_rows_.resize(mechanism.ions.size(), -1);
    for (std::size_t k = 0; k < mechanism.ions.size(); ++k) {
        Mechanism& ion = *mechanism.ions[k].ion;
        if (k < place.ions.size() && place.ions[k] != kNoId) {
            ion_rows_[k] = static_cast<std::int32_t>(ion.table.row(place.ions[k]));
        }
        ions_.push_back(ion_view(ion, &ion_rows_[k]));
    }
    targets_.reserve(mechanism.pointers.size());
    for (std::size_t k = 0; k < mechanism.pointers.size(); ++k) {
        targets_.push_back(pointer_target(mechanism, k, id));
        target_columns_.push_back(&targets_[k]);
    }
    run.begin = 0;
    run.end = 1;
    run.data = data_.data();
    run.pointers = target_columns_.data();
    run.node = mechanism.kind() == Kind::Artificial ? nullptr : &node_;
    run.ions = ions_.data();
    run.t = environment.t;
    run.dt = environment.dt;
    run.celsius = environment.celsius;
}

}  // namespace nrn::mech
