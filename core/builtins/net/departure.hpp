// Departures: which ranks have ended their program, told to those that might wait for them.
//
// A rank that ends sends word: rank 0 to all others, the others to rank 0. The word carries the number of collective
// calls that the rank completed. A rank that has waited in its n-th call for a while looks: a rank that left
// after fewer than n calls never comes, so waiting is an error and not a hang; one that left after n or more
// has done its part. Whoever learns it ends with an error, and that ends all (ParallelSession::abort).
//
// The end itself is a barrier with naps in place of spinning: rank 0 waits for word from all, then lets all go.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "parallel/transport.hpp"

namespace nrn {

class Departures {
  public:
    // A transport of its own over the same ranks.
    explicit Departures(std::unique_ptr<Transport> watch);

    std::uint64_t calls = 0;  // collective calls that this rank completed

    // Throws Error(Parallel) when a rank has left that call number calls + 1, named `what`, needs. Never waits.
    void check(const char* what);
    // On rank 0: whether all others have ended. Never waits.
    bool deserted();
    // Sends word that this rank has ended; once.
    void announce();
    // Waits until all ranks have announced; calls the transport's idle hook meanwhile.
    void wait_for_all();

  private:
    struct Departed {
        int rank;
        std::uint64_t calls;
    };
    void receive_word(int source);
    void look();

    std::unique_ptr<Transport> watch_;
    std::vector<Departed> departed_;
    bool announced_ = false;
};

}  // namespace nrn
