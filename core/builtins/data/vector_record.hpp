// Vectors in the simulation, for others than Vector: times of spikes go into them.
#pragma once

#include <memory>

#include "event/record.hpp"
#include "event/source.hpp"
#include "object/object.hpp"

namespace nrn {

class Context;

// As vector.record(variable), and its end.
void record_steps(Object* vector, event::Variable variable);
void end_recording(Object* vector);

// From the next initialisation on, the Vector gets `time` whenever `count` has grown in a step. Several may share a
// Vector; what else it records goes on. It ends with the Vector or by end_times.
std::weak_ptr<event::Recording> record_times(Object* vector, mech::Handle count, mech::Handle time);
void end_times(Context& context, const std::weak_ptr<event::Recording>& times) noexcept;

// Times of spikes and, with a second Vector, who fired. It does not keep the Vectors; one that is gone gets nothing.
class SpikeVectors final : public event::SpikeSink {
  public:
    // ids may be null.
    SpikeVectors(Object* times, Object* ids, double id);
    bool exists() const noexcept override {
        return times() != nullptr;
    }
    void clear() override;
    void spike(double t) override;
    Object* times() const noexcept {  // null when it is gone
        return times_ && *times_ != nullptr ? *times_ : nullptr;
    }

  private:
    std::shared_ptr<Object*> times_;  // of the Vector's ties
    std::shared_ptr<Object*> ids_;
    double id_;
};

}  // namespace nrn
