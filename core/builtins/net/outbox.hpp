// What the collectives of Python objects share: what a rank sends, why it cannot, and where the parts lie.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "builtins/net/parcel.hpp"
#include "object/call.hpp"
#include "object/host.hpp"

namespace nrn {

// What a rank wants to send, or why it cannot.
struct Outbox {
    std::vector<Parcel> parcels;             // each object once
    std::vector<std::size_t> which;          // by destination: the index of its parcel
    std::optional<HostException> exception;  // Python refused
    std::string mistake;                     // the arguments are wrong
    ErrorKind mistake_kind = ErrorKind::Value;

    bool failed() const {
        return exception.has_value() || !mistake.empty();
    }
    std::string failure() const {
        return exception ? exception->what() : mistake;
    }
    const Parcel& to(std::size_t rank) const {
        return parcels[which[rank]];
    }
};

// One object for all destinations; a failure stays in the outbox.
void pack_one(Outbox& outbox, Call& call, const Value& object);
// One object for each rank, from argument 0, a sequence of that many.
void pack_each(Outbox& outbox, Call& call, const Value& sequence, std::size_t ranks);
// Raises the failure of this rank, or that of another one which told it.
[[noreturn]] void raise_failure(Call& call, const Outbox& outbox, int rank, const std::string& told);

// Where the parts of an exchange lie. A transport takes one address and distances from it: the lowest address and
// the others' distances.
class Places {
  public:
    void add(const void* data, std::size_t bytes);
    void add_nth(const std::vector<HostBuffer>& buffers, std::size_t n);  // nothing where there are fewer
    void* base();

    std::vector<std::size_t> counts;         // [B]
    std::vector<std::size_t> displacements;  // [B], set by base()

  private:
    std::vector<std::uintptr_t> addresses_;
    std::uintptr_t lowest_ = 0;
};

// The largest number of large buffers of one object: as many rounds does their exchange take.
template <class Objects>
std::size_t most_large(const Objects& objects) {
    std::size_t most = 0;
    for (const auto& object : objects) {
        most = object.large.size() > most ? object.large.size() : most;
    }
    return most;
}

Value list_of(Host& host, const std::vector<Arrival>& arrivals);

}  // namespace nrn
