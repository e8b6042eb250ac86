// Who has what others ask for: numbers (gids, sids) that name one thing each in the whole run. Every rank keeps the
// entries of those numbers whose remainder it is, so that no rank knows them all.
#pragma once

#include <cstdint>
#include <vector>

#include "parallel/transport.hpp"

namespace nrn::event {

constexpr std::int64_t kNoNumber = -1;

// What the entries that one rank keeps show to be wrong; numbers or kNoNumber.
struct Mismatch {
    std::int64_t twice = kNoNumber;  // given by two ranks
    int twice_on[2] = {0, 0};
    std::int64_t missing = kNoNumber;  // asked for, and given by nobody
    int missing_on = 0;
};

struct Matching {
    struct Link {
        std::int64_t number;
        std::int64_t rank;  // at the other end; may be this one
    };
    std::vector<Link> asked;  // numbers of this rank, once for each rank that asks for them
    std::vector<Link> found;  // numbers that this rank asks for and somebody has
    Mismatch mismatch;
};

// Collective. Each rank names its numbers and, once each, those that it asks for.
Matching match(Transport& ranks, const std::vector<std::int64_t>& own, const std::vector<std::int64_t>& wanted);

}  // namespace nrn::event
