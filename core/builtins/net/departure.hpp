// Departures: which ranks have ended their program, told to those that might wait for them.
//
// A rank that ends sends word: rank 0 to all others, the others to rank 0. The word carries the number of collective
// calls that the rank completed. A rank that has waited in its n-th call for a while looks: a rank that left
// after fewer than n calls never comes, so waiting is an error and not a hang; one that left after n or more
// has done its part. Whoever learns it ends with an error, and that ends all (ParallelSession::abort).
//
// A rank that fails in a run sends word too. And one that has waited for a second tells the next one in what, so that
// ranks that wait in different calls, each for the other, find out. Where patience has an end, those that wait tell one
// another before, so that the error names the ranks that do not come.
//
// The end itself is a barrier with naps in place of spinning: rank 0 waits for word from all, then lets all go.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "parallel/transport.hpp"

namespace nrn {

class Departures {
  public:
    // A transport of its own over the same ranks.
    explicit Departures(std::unique_ptr<Transport> watch);

    std::uint64_t calls = 0;  // collective calls that this rank completed

    // Throws Error(Parallel) when a rank has left that call number calls + 1, named `what`, needs; when one has failed
    // that this one waits for; or when the rank before this one waits in another call. Never waits.
    void check(const char* what);
    // This rank has waited for so long [s] in call number calls + 1, and waits no longer than `patience`: who waits for
    // half of it tells the others, and so does whoever hears that; behind it Error(Parallel) names the ranks that are
    // not heard of. Its own part of the call counts as done: ranks that come later find it. After check().
    void lose_patience(const char* what, double waited, double patience);
    // Tells all others that this rank cannot go on with what they wait for.
    void announce_failure(const std::string& why);
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
    struct Told {
        int rank;
        std::uint64_t calls;  // that the rank had completed
        std::string text;
    };
    void receive_word(int source);
    Told receive_text(const Envelope& found);
    void look();
    void tell_all(const std::string& why, int tag);
    std::string not_here(std::uint64_t drift) const;

    std::unique_ptr<Transport> watch_;
    std::vector<Departed> departed_;
    std::vector<Told> failures_;
    std::vector<std::uint64_t> waits_in_;  // by rank: the last call in which it said to wait; 0: none
    std::uint64_t said_ = 0;               // the last call in which this rank said so
    Told neighbour_{0, 0, {}};             // what the rank before this one waits in
    std::uint64_t told_calls_ = 0;  // the call in which this rank has told the next one what it waits in, and one more
    int looks_ = 0;                 // in that call
    bool announced_ = false;
};

}  // namespace nrn
