// Changes of channels made at run time: checked first, then done.
#include <algorithm>
#include <cctype>

#include "base/text.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/model/ks_chan.hpp"
#include "builtins/model/places.hpp"
#include "cable/range.hpp"

namespace nrn {
namespace {

// The names of range variables must be free, or the channel's own.
void check_names(Call& call, const ChannelEntry& entry, const mech::ChannelDesign& design) {
    constexpr std::size_t kMostStates = 180;  // so that a class has room for them
    if (design.states.size() > kMostStates) {
        call.refuse(ErrorKind::Value, format("a channel has %zu states at most", kMostStates));
    }
    if (design.is_point) {
        return;
    }
    const auto& symbols = call.context.state<SymbolTable>();
    std::vector<std::string> names = {"e", "g", "gmax", "i", "p", "pmax"};
    for (const mech::ChannelState& state : design.states) {
        names.push_back(state.name);
    }
    for (const std::string& each : names) {
        const std::string full = each + "_" + design.name;
        const Symbol* symbol = symbols.find(full);
        if (symbol == nullptr) {
            continue;
        }
        const bool own = symbol->kind() == SymbolKind::RangeVariable && symbol->detail != nullptr &&
                         cable::range_of(*symbol)->mechanism == &entry.mechanism;
        if (!own) {
            call.refuse(ErrorKind::Name, "the channel would have the variable " + full +
                                             ", and that name is in use: choose another one");
        }
    }
}

void make_object(Call& call, ChannelEntry& entry, const char* class_name, mech::PartId id) {
    if (entry.parts.count(id) == 0) {
        Object* made = call.context.state<SymbolTable>().find_class(class_name)->create_unchecked();
        payload<ChannelPart>(made) = {&entry, id};
        entry.parts.emplace(id, Value::adopt_object(made));
    }
}

template <class Items>
bool contains(const Items& items, mech::PartId id) {
    return std::any_of(items.begin(), items.end(), [&](const auto& each) { return each.id == id; });
}

// New parts get objects, those of parts that are gone are let go.
void match_objects(Call& call, ChannelEntry& entry) {
    const mech::ChannelDesign& design = entry.channel.design();
    for (const auto& each : design.states) {
        make_object(call, entry, "KSState", each.id);
    }
    for (const auto& each : design.gates) {
        make_object(call, entry, "KSGate", each.id);
    }
    for (const auto& each : design.transitions) {
        make_object(call, entry, "KSTrans", each.id);
    }
    std::erase_if(entry.parts, [&](const auto& each) {
        return !contains(design.states, each.first) && !contains(design.gates, each.first) &&
               !contains(design.transitions, each.first);
    });
}

}  // namespace

Value part_object(const ChannelEntry& entry, mech::PartId id) {
    return entry.parts.at(id).copy();
}

ChannelEntry& part_entry(Call& call) {
    ChannelEntry* entry = payload<ChannelPart>(call.self).entry;
    if (entry == nullptr) {
        call.refuse(ErrorKind::Type, "it belongs to no KSChan");
    }
    return *entry;
}

void redesign(Call& call, ChannelEntry& entry, mech::ChannelDesign design) {
    mech::Mechanism& mechanism = entry.mechanism;
    auto& registry = cable_of(call).registry;
    if (design.same_layout(entry.channel.design())) {
        entry.channel.assign(std::move(design));
        mechanism.set_default(entry.channel.max_name(), entry.channel.design().gmax);
        mechanism.set_default("e", entry.channel.design().erev);
    } else {
        if (const std::size_t n = mechanism.table.size(); n > 0) {
            call.refuse(ErrorKind::Hoc,
                        format("the names and number of variables of %s cannot change while instances exist, and there "
                               "are %zu: uninsert or delete them first",
                               mechanism.name().c_str(), n));
        }
        check_names(call, entry, design);
        registry.change(mechanism, [&] { entry.channel.assign(std::move(design)); });
    }
    const std::string& ion = entry.channel.design().ion;
    entry.channel.charge = ion.empty() ? 0.0 : registry.find(ion + "_ion")->charge;
    match_objects(call, entry);
}

std::string name_arg(Call& call, std::size_t i) {
    std::string name = text_at(call, i);
    const auto fits = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
    const bool is_name = !name.empty() && std::isdigit(static_cast<unsigned char>(name[0])) == 0 &&
                         std::all_of(name.begin(), name.end(), fits);
    if (!is_name) {
        call.bad(ErrorKind::Value, i, "must be a name, of letters, digits and _, not \"" + name + "\"");
    }
    return name;
}

std::string free_type_name(Call& call, std::string wanted) {
    const auto& symbols = call.context.state<SymbolTable>();
    const auto& registry = cable_of(call).registry;
    while (symbols.find(wanted) != nullptr || registry.find(wanted) != nullptr) {
        wanted += '0';
    }
    return wanted;
}

std::string checked_ion(Call& call, std::size_t i, std::string ion) {
    const mech::Mechanism* known = cable_of(call).registry.find(ion + "_ion");
    if (ion.empty() || known == nullptr || known->kind() != mech::Kind::Ion) {
        call.bad(ErrorKind::Value, i,
                 "names the ion \"" + ion + "\", which does not exist: ion_register makes one with its charge");
    }
    return ion;
}

}  // namespace nrn
