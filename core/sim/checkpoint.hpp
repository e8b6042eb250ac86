// Checkpoint: the state of the whole model at a time, in memory or in a file, to go on from there (SaveState).
//
// A file begins with a line of text; what follows it are counts, a checksum, the description of the model and the
// numbers. It is read as a whole and checked before anything of it is used.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "sim/saved_members.hpp"
#include "sim/simulation.hpp"

namespace nrn::sim {

class Checkpoint {
  public:
    bool empty() const noexcept {
        return description_.empty();
    }
    void save(Simulation& simulation);  // collective when spikes travel between ranks
    // Error(Value) when the model is not the one that was saved: nothing has changed then. Without events the queue is
    // empty afterwards, but for what is recorded and played. Collective when spikes travel between ranks.
    void restore(Simulation& simulation, bool events) const;

    // Error(Io) when the stream does not take it.
    void write(std::FILE* stream) const;
    // Error(Value) when there is no whole state at this place of the stream; what this one holds stays then.
    void read(std::FILE* stream);

  private:
    std::vector<std::string> description_;
    std::string numbers_;
    Actions actions_;  // what files do not hold
    bool from_file_ = false;
};

// A file of this kind: text of several lines and bytes.
void write_state_file(std::FILE* stream, const std::vector<std::string>& description, const std::string& numbers);
void read_state_file(std::FILE* stream, std::vector<std::string>* description, std::string* numbers);

// The time and what belongs to no member: put before the members of a state.
void write_common(ByteWriter& out, event::Events& events);
struct Common {
    double t, last;  // [ms] the present time, and that of the event that was delivered last
    std::array<std::uint32_t, 3> ids;
    std::uint32_t spare;
    std::uint64_t place;  // of the stream without an instance
};
Common read_common(ByteReader& in);

}  // namespace nrn::sim
