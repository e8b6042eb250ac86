// What a saved state is of: the whole model, or one cell of it. A description, line by line, says what there is and how
// many numbers that makes: a state comes back only where the description is the same.
//
// Saved are voltages, states and assigned variables of mechanisms, ion concentrations that the model computes, all
// variables of what has a NET_RECEIVE, weights, what thresholds and WATCH statements saw last, places in streams of
// random numbers, and events that wait. Parameters are not: they are the model's.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "cable/cable.hpp"
#include "event/events.hpp"
#include "sim/saved_bytes.hpp"

namespace nrn::sim {

struct Members {
    std::vector<cable::Section*> sections;
    std::vector<cable::PointProcess*> points;  // those of one kind together
    std::vector<event::Connection*> connections;
    std::vector<event::Source*> sources;
};

// Sections in their order, objects in the order in which they were made.
Members all_members(cable::Cable& cable, event::Events& events);
// All point processes and artificial cells.
std::vector<cable::PointProcess*> all_points(const cable::Cable& cable);

std::vector<std::string> describe(const Members& members);
// What differs between a saved description and the present one, as a sentence; empty: nothing.
std::string difference(const std::vector<std::string>& saved, const std::vector<std::string>& present,
                       const Members& members);

// The numbers of members. Events that wait are apart.
void write_members(ByteWriter& out, const Members& members, event::Events& events);
void read_members(ByteReader& in, const Members& members, event::Events& events);

// Events that wait for members; others are left out. Actions are kept by number in a list beside it; without one they
// are left out, and so are recordings and what is played, which belong to no member.
using Actions = std::vector<std::shared_ptr<const std::function<void()>>>;
void write_waiting(ByteWriter& out, const Members& members, const std::vector<event::Waiting>& waiting,
                   event::Events& events, Actions* actions);
std::vector<event::Waiting> read_waiting(ByteReader& in, const Members& members, const Actions& actions,
                                         event::Events& events);

}  // namespace nrn::sim
