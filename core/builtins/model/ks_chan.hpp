// Channels made at run time: what the classes KSChan, KSState, KSGate and KSTrans share.
//
// A channel's type lives as long as the Context, and its KSChan with it. The objects of its parts are made with the
// parts; one whose part is gone says so.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "cable/cable.hpp"
#include "mech/channel.hpp"
#include "object/call.hpp"
#include "object/symbol.hpp"

namespace nrn {

struct ChannelEntry {
    mech::Channel& channel;  // the Registry owns it
    mech::Mechanism& mechanism;
    Value object;                         // its KSChan
    std::map<mech::PartId, Value> parts;  // the object of each state, gate and transition
};

// All channels of a Context. Their functions refer to Vectors, which end before the Registry does.
struct Channels {
    Channels() = default;
    Channels(const Channels&) = delete;
    Channels& operator=(const Channels&) = delete;
    ~Channels() {
        for (const auto& entry : all) {
            entry->channel.forget_functions();
        }
    }
    std::vector<std::unique_ptr<ChannelEntry>> all;
};

// The payload of a KSState, KSGate or KSTrans.
struct ChannelPart {
    ChannelEntry* entry = nullptr;
    mech::PartId id = 0;
};

// The object of a part.
Value part_object(const ChannelEntry& entry, mech::PartId id);
// The entry of the part that a call is for, and its place among `items` of the design; Error(Reference) when it is
// gone.
template <class Items>
std::size_t part_place(Call& call, const Items& items) {
    const mech::PartId id = payload<ChannelPart>(call.self).id;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].id == id) {
            return i;
        }
    }
    call.refuse(ErrorKind::Reference, "this part was removed from its KSChan");
}
ChannelEntry& part_entry(Call& call);  // Error(Type) for an object that belongs to no channel

// The channel has this design from now on, and objects for all its parts. Error(Hoc) when its layout would change while
// instances exist, Error(Name) when a name is taken: nothing is changed then.
void redesign(Call& call, ChannelEntry& entry, mech::ChannelDesign design);
// A name that a type of channel can have: with as many 0 behind it as that takes. Error(Value) for what is no name.
std::string free_type_name(Call& call, std::string wanted);
// Argument i, a name; Error(Value) for what is no name.
std::string name_arg(Call& call, std::size_t i);
// "ca" when it is an ion that exists; Error(Value) otherwise.
std::string checked_ion(Call& call, std::size_t i, std::string ion);

ClassDef ks_chan_class();
ClassDef ks_state_class();
ClassDef ks_gate_class();
ClassDef ks_trans_class();

}  // namespace nrn
