#include "mech/runs.hpp"

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

std::uint64_t Runs::stamp(const Registry& registry, const Table& nodes) noexcept {
    std::uint64_t stamp = nodes.version() + 1;
    for (const auto& mechanism : registry.all()) {
        stamp += mechanism->table.version() + mechanism->pointers_version + 1;  // versions only grow
    }
    return stamp;
}

bool Runs::valid(const Registry& registry, const Table& nodes) const noexcept {
    return stamp_ == stamp(registry, nodes);
}

void Runs::prepare(const Registry& registry, Table& nodes, const NodeColumns& columns, const RunServices& services) {
    runs_.resize(registry.all().size());
    for (const auto& owned : registry.all()) {
        Mechanism& mechanism = *owned;
        MechanismRun& made = runs_[static_cast<std::size_t>(mechanism.type())];
        const std::size_t n = mechanism.table.size();
        made.node.assign(n, -1);
        std::size_t placed = mechanism.kind() == Kind::Artificial ? n : 0;
        for (std::size_t row = 0; row < n; ++row) {
            const Id node = mechanism.node[mechanism.table.id_at(row)];
            if (node != kNoId) {
                made.node[row] = static_cast<std::int32_t>(nodes.row(node));
                placed = row + 1;
            }
        }
        made.ion_rows.assign(mechanism.ions.size(), std::vector<std::int32_t>(n, -1));
        made.ions.clear();
        for (std::size_t k = 0; k < mechanism.ions.size(); ++k) {
            Mechanism& ion = *mechanism.ions[k].ion;
            for (std::size_t row = 0; row < placed; ++row) {
                const Id instance = mechanism.ion_instance[k][mechanism.table.id_at(row)];
                made.ion_rows[k][row] = static_cast<std::int32_t>(ion.table.row(instance));
            }
            made.ions.push_back(ion_view(ion, made.ion_rows[k].data()));
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
        run.end = static_cast<std::int32_t>(placed);
        run.data = mechanism.table.data();
        run.pointers = made.target_columns.data();
        run.node = mechanism.kind() == Kind::Artificial ? nullptr : made.node.data();
        run.ions = made.ions.data();
    }
    stamp_ = stamp(registry, nodes);
}

void Runs::set_environment(double t, double dt, double celsius) noexcept {
    for (MechanismRun& each : runs_) {
        each.run.t = t;
        each.run.dt = dt;
        each.run.celsius = celsius;
    }
}

SingleRun::SingleRun(Mechanism& mechanism, Id id, Table& nodes, const NodeColumns& columns, const RunServices& services,
                     const Environment& environment) {
    set_common(run, mechanism, nodes, columns, services);
    const std::uint32_t row = mechanism.table.row(id);
    for (std::size_t k = 0; k < mechanism.table.column_count(); ++k) {
        data_.push_back(mechanism.table.column(k) + row);
    }
    const Id node = mechanism.node[id];
    node_ = node == kNoId ? -1 : static_cast<std::int32_t>(nodes.row(node));
    ion_rows_.resize(mechanism.ions.size(), -1);
    for (std::size_t k = 0; k < mechanism.ions.size(); ++k) {
        Mechanism& ion = *mechanism.ions[k].ion;
        if (mechanism.ion_instance[k][id] != kNoId) {
            ion_rows_[k] = static_cast<std::int32_t>(ion.table.row(mechanism.ion_instance[k][id]));
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
