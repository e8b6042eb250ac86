// Places in sections: range variables, the mechanisms there, areas.
#include <algorithm>
#include <vector>

#include "api/model.hpp"
#include "builtins/model/instance.hpp"
#include "builtins/model/nmodl_random.hpp"
#include "cable/geometry.hpp"
#include "cable/numbering.hpp"
#include "cable/volume.hpp"
#include "event/events.hpp"
#include "mech/runs.hpp"

using namespace nrn;
using namespace nrn::api;
using cable::kNoId;

namespace {

// Kept until the structure of the model changes.
struct NodeNumbers {
    std::vector<std::uint32_t> by_id;
    std::uint64_t version = 0;

    void prepare(const Cable& all) {
        if (version != all.structure_version()) {
            by_id = cable::number_nodes(all).number;
            version = all.structure_version();
        }
    }
};

bool is_end(double x) {
    return x == 0.0 || x == 1.0;
}

mech::Id instance_at(const Section& section, double x, const Mechanism& mechanism) {
    section.check();
    const cable::MechanismSlot* slot = section.find(mechanism);
    if (slot == nullptr) {
        fail(ErrorKind::Reference, "mechanism instance is invalid");
    }
    return slot->instances[section.segment_at(x)];
}

}  // namespace

// ---- segments ----

uint64_t nrn_segment_node(NrnSection* section, double x) {
    return in(section)->alive() ? in(section)->node_at(x) : kNoId;
}

size_t nrn_segment_index(NrnSection* section, double x) {
    const Cable& all = cable_of_process();
    auto& numbers = process().state<NodeNumbers>();
    if (!in(section)->alive() || guard([&] { numbers.prepare(all); }) != NRN_OK) {
        return 0;
    }
    return numbers.by_id[in(section)->node_at(x)];
}

double nrn_segment_area(NrnSection* section, double x) {
    double area = 0.0;
    guard([&] { area = cable::area_at(cable_of_process(), *in(section), x); });
    return area;
}

double nrn_segment_volume(NrnSection* section, double x) {
    Cable& all = cable_of_process();
    guard([&] { all.update_geometry(*in(section)); });
    return is_end(x) ? 0.0 : cable::segment_volume(all, *in(section), in(section)->segment_at(x));
}

double nrn_segment_ri(NrnSection* section, double x) {
    double resistance = 0.0;
    // A segment knows only its own section: of the connected end nothing is before.
    guard([&] {
        resistance = x == in(section)->own_x() ? cable::kNoResistance
                                               : cable::resistance_at(cable_of_process(), *in(section), x);
    });
    return resistance;
}

char* nrn_segment_name(NrnSection* section, double x) {
    return guard_pointer([&] { return duplicate(cable::place_name(*in(section), x)); });
}

namespace {

void points_at(const Section& section, cable::Id node, std::vector<Object*>& found) {
    for (const cable::PointProcess* point = section.first_point(); point != nullptr; point = point->next) {
        if (point->object != nullptr && section.node_at(point->x) == node) {
            found.push_back(point->object);
        }
    }
}

}  // namespace

int nrn_segment_points(NrnSection* section, double x, int (*visit)(void*, NrnObject*), void* sink) {
    return guard([&] {
        const Section* at = in(section);
        at->check();
        const cable::Id node = at->node_at(x);
        while (at->parent() != nullptr && x == at->own_x()) {  // the place belongs to the parent
            x = at->parent_x();
            at = at->parent();
        }
        std::vector<Object*> found;
        for (const Section* child = at->first_child(); child != nullptr; child = child->next_sibling()) {
            points_at(*child, node, found);
        }
        points_at(*at, node, found);
        for (auto point = found.rbegin(); point != found.rend(); ++point) {
            if (visit(sink, out(*point)) != 0) {
                fail(ErrorKind::Host, "the host has an exception pending");
            }
        }
    });
}

// ---- range variables ----

const NrnRange* nrn_range_find(const char* name) {
    return out(process().state<cable::Ranges>().find(name));
}

size_t nrn_range_count(void) {
    return process().state<cable::Ranges>().count();
}

const size_t* nrn_range_removals(void) {
    return &process().state<cable::Ranges>().removed();
}

const NrnDensity* nrn_range_density(const NrnRange* range) {
    return out(in(range).mechanism);
}

const char* nrn_range_name(const NrnRange* range) {
    return in(range).name.c_str();
}

const char* nrn_range_units(const NrnRange* range) {
    return in(range).units;
}

int nrn_range_is_array(const NrnRange* range) {
    return in(range).is_array ? 1 : 0;
}

size_t nrn_range_size(const NrnRange* range) {
    return in(range).count;
}

int nrn_range_exists(const NrnSection* section, const NrnRange* range) {
    return in(range).is_gone() ? 0 : in(range).is_node() || in(section)->find(*in(range).mechanism) != nullptr ? 1 : 0;
}

namespace {

void check_element(const RangeName& range, std::size_t element) {
    if (element >= range.count && !range.is_gone()) {
        fail(ErrorKind::Index, "%s: index %zu is out of range, there are %zu elements", range.name.c_str(), element,
             range.count);
    }
}

// What locate() answers for numbers within the section that need no care; null for others.
const double* quick_place(Section& section, double x, const RangeName& name, std::size_t element) {
    if (name.is_pointer || !(x > 0.0 && x < 1.0)) {
        return nullptr;
    }
    const std::size_t segment = section.segment_at(x);
    if (name.is_node()) {
        const bool needs_care = name.column == cable::kDiam || !cable_of_process().nodes.has(name.column) ||
                                name.column == cable::kIMembrane || name.mechanism != nullptr;
        return needs_care ? nullptr : &cable_of_process().nodes.at(name.column, section.node(segment));
    }
    for (const cable::MechanismSlot& slot : section.mechanisms()) {
        if (slot.mechanism == name.mechanism) {
            return &name.mechanism->table.at(name.column + element, slot.instances[segment]);
        }
    }
    return nullptr;
}

}  // namespace

int nrn_range_read(NrnSection* section, double x, const NrnRange* range, size_t element, double* value) {
    Section& place = *in(section);
    const RangeName& name = in(range);
    if (place.alive() && element < name.count) {
        if (const double* found = quick_place(place, x, name, element)) {
            *value = *found;
            return NRN_OK;
        }
    }
    return guard([&] {
        check_element(name, element);
        *value = cable::get(cable_of_process(), place, x, name, element);
    });
}

int nrn_range_write(NrnSection* section, double x, const NrnRange* range, size_t element, double value) {
    return guard([&] {
        check_element(in(range), element);
        cable::set(cable_of_process(), *in(section), x, in(range), element, value);
    });
}

int nrn_range_write_all(NrnSection* section, const NrnRange* range, size_t element, double value) {
    return guard([&] {
        check_element(in(range), element);
        cable::set_all(cable_of_process(), *in(section), in(range), element, value);
    });
}

NrnRef* nrn_range_ref_new(NrnSection* section, double x, const NrnRange* range, size_t element) {
    return guard_pointer([&] {
        const RangeName& name = in(range);
        check_element(name, element);
        return out(cable::new_range_ref(cable_of_process(), *in(section), x, name, element));
    });
}

int nrn_range_is_pointer(const NrnRange* range) {
    return in(range).is_pointer ? 1 : 0;
}

int nrn_range_point(NrnSection* section, double x, const NrnRange* range, NrnRef* target) {
    return guard([&] {
        const RangeName& name = in(range);
        if (!name.is_pointer) {
            fail(ErrorKind::Type, "%s is no POINTER of its mechanism", name.name.c_str());
        }
        Ref* ref = in(target);
        if (ref->pointer() == nullptr) {
            fail(ErrorKind::Type, "%s cannot be pointed to", ref->describe().c_str());
        }
        set_pointer(process(), *name.mechanism, name.column, instance_at(*in(section), x, *name.mechanism),
                    Value::ref(ref));
    });
}

// ---- density mechanisms and ions ----

const NrnDensity* nrn_density_find(const char* name) {
    const Mechanism* found = cable_of_process().registry.find(name);
    const bool fits = found != nullptr && !found->is_point() && found->kind() != mech::Kind::Functions;
    return out(fits ? found : nullptr);
}

const char* nrn_density_name(const NrnDensity* density) {
    return in(density).name().c_str();
}

const char* nrn_density_title(const NrnDensity* density) {
    return in(density).abi() == nullptr ? "" : in(density).abi()->title;
}

const char* nrn_density_file(const NrnDensity* density) {
    return in(density).abi() == nullptr ? "" : in(density).abi()->file;
}

int nrn_density_is_ion(const NrnDensity* density) {
    return in(density).kind() == mech::Kind::Ion ? 1 : 0;
}

size_t nrn_density_variable_count(const NrnDensity* density) {
    return in(density).variables.size();
}

const NrnRange* nrn_density_variable(const NrnDensity* density, size_t i) {
    const Mechanism& mechanism = in(density);
    return out(process().state<cable::Ranges>().find(mechanism, mechanism.variables[i].name));
}

const NrnRange* nrn_density_range(const NrnDensity* density, const char* name) {
    const Mechanism& mechanism = in(density);
    return mechanism.find(name) == nullptr ? nullptr : out(process().state<cable::Ranges>().find(mechanism, name));
}

const char* nrn_density_variable_name(const NrnDensity* density, size_t i) {
    return in(density).variables[i].name.c_str();
}

size_t nrn_density_function_count(const NrnDensity* density) {
    const NrnMechanism* abi = in(density).abi();
    return abi == nullptr ? 0 : static_cast<size_t>(abi->function_count);
}

const char* nrn_density_function_name(const NrnDensity* density, size_t i) {
    return in(density).abi()->functions[i].name;
}

NrnObject* nrn_density_random(NrnSection* section, double x, const NrnDensity* density, const char* name, int* status) {
    Object* made = nullptr;
    *status = guard([&] {
        const mech::Variable* variable = in(density).find(name);
        if (variable != nullptr && variable->kind == NRN_VAR_RANDOM) {
            made =
                new_nmodl_random(process(), in(density), instance_at(*in(section), x, in(density)), variable->column);
        }
    });
    return out(made);
}

size_t nrn_density_ion_count(const NrnDensity* density) {
    const NrnMechanism* abi = in(density).abi();
    return abi == nullptr ? 0 : static_cast<size_t>(abi->ion_count);
}

const char* nrn_density_ion(const NrnDensity* density, size_t i, unsigned* reads, unsigned* writes) {
    const NrnMechIon& ion = in(density).abi()->ions[i];
    *reads = ion.reads;
    *writes = ion.writes;
    return ion.name;
}

size_t nrn_section_densities(const NrnSection* section, const NrnDensity** densities, size_t room) {
    const auto& slots = in(section)->mechanisms();
    std::vector<const cable::MechanismSlot*> sorted;
    for (const cable::MechanismSlot& slot : slots) {
        sorted.push_back(&slot);
    }
    std::sort(sorted.begin(), sorted.end(),
              [](const cable::MechanismSlot* a, const cable::MechanismSlot* b) { return a->order > b->order; });
    for (std::size_t i = 0; i < std::min(room, sorted.size()); ++i) {
        densities[i] = out(sorted[i]->mechanism);
    }
    return slots.size();
}

int nrn_section_has(const NrnSection* section, const NrnDensity* density) {
    return in(section)->find(in(density)) != nullptr ? 1 : 0;
}

int nrn_mechanism_insert(NrnSection* section, const NrnDensity* density) {
    return guard([&] { cable_of_process().insert(*in(section), in(density)); });
}

int nrn_mechanism_uninsert(NrnSection* section, const NrnDensity* density) {
    return guard([&] {
        if (in(density).kind() == mech::Kind::Ion) {
            host_of(process()).write("Not allowed to uninsert ions at this time " + in(density).name() + "\n");
            return;
        }
        cable_of_process().uninsert(*in(section), in(density));
    });
}

int nrn_density_call(NrnSection* section, double x, const NrnDensity* density, size_t function, const double* args,
                     size_t count, double* result) {
    return guard([&] {
        Mechanism& mechanism = in(density);
        const NrnMechFunction& called = mechanism.abi()->functions[function];
        in(section)->check();
        const cable::MechanismSlot* slot = in(section)->find(mechanism);
        if (slot == nullptr) {
            fail(ErrorKind::Reference, "mechanism instance is invalid");
        }
        if (count < static_cast<std::size_t>(called.argument_count)) {
            fail(ErrorKind::Hoc, "%s not enough arguments: it takes (%s)", called.name, called.arguments);
        }
        Cable& all = cable_of_process();
        constexpr mech::NodeColumns kColumns = {cable::kV, cable::kRhs, cable::kD, cable::kArea, cable::kDiam};
        const std::size_t segment = in(section)->segment_at(x);
        mech::SingleRun single(mechanism, slot->instances[segment], Cable::place_of(*in(section), segment, mechanism),
                               all.nodes, kColumns, process().state<event::Events>().services(),
                               process().state<mech::Environment>());
        if (mechanism.abi()->update_tables != nullptr) {
            mechanism.abi()->update_tables(&single.run);
        }
        *result = called.call(&single.run, 0, args);
    });
}
