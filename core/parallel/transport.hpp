// Transport: the ranks of one parallel run and how they talk.
//
// An abstract class, hence an ops table: one SerialTransport for a run of one rank, and one MPI
// implementation (mpi_transport.hpp) compiled once per handle layout. All lengths, counts and
// displacements are bytes in size_t; lengths above 2^31-1 work.
//
// Interrupts. While a call waits for other ranks it calls the idle hook about every 50 ms. The hook may
// throw (a signal arrived), and then:
//   * probe(), wait loops over try_probe() and send_owned(): nothing was in flight; go on as you like;
//   * anything else: the ranks no longer agree on where they are. The transport then refuses every later
//     communication with an Error that says so; what remains is abort(). Memory handed to the call is
//     not touched after the throw, except for the parts of exchange-like calls above 64 KiB, which
//     must stay valid until abort().
// The hook must not use a transport.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace nrn {

enum class Reduce { Sum, Max, Min };

struct IdleHook {
    void (*call)(void*) = nullptr;
    void* data = nullptr;
};

// What probe() saw: a message that can be received now.
struct Envelope {
    int source = 0;
    int tag = 0;
    std::size_t bytes = 0;
};

class Transport {
  public:
    static constexpr int any_source = -1;
    static constexpr int any_tag = -1;
    static constexpr int no_color = -1;  // split(): this rank joins no group

    virtual ~Transport() = default;
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;

    int rank() const noexcept {
        return rank_;
    }
    int size() const noexcept {
        return size_;
    }

    // The hook of this transport; groups made later by split() start with it.
    void set_idle_hook(IdleHook hook) noexcept {
        hook_ = hook;
    }
    IdleHook idle_hook() const noexcept {
        return hook_;
    }

    // --- collectives: every rank calls, in the same order ---
    virtual void barrier() = 0;
    virtual void broadcast(void* data, std::size_t bytes, int root) = 0;
    // Element by element, in place; every rank gets the result.
    virtual void allreduce(double* data, std::size_t n, Reduce op) = 0;
    // `bytes` from each rank, laid out by rank in `receive` (size() * bytes). send may be receive + rank()*bytes.
    virtual void allgather(const void* send, void* receive, std::size_t bytes) = 0;
    // An allgather that goes on while this rank computes, one at a time: begin_allgather() copies what is sent, and
    // end_allgather() waits for all ranks; what they sent lies at its result, by rank, until the next begin.
    virtual void begin_allgather(const void* send, std::size_t bytes) = 0;
    virtual const char* end_allgather() = 0;
    // counts and displacements have size() entries, the same on every rank; counts[rank()] bytes are sent.
    virtual void allgatherv(const void* send, void* receive, const std::size_t* counts,
                            const std::size_t* displacements) = 0;
    // counts, displacements and receive matter on the root only.
    virtual void gatherv(const void* send, std::size_t bytes, void* receive, const std::size_t* counts,
                         const std::size_t* displacements, int root) = 0;
    // send, counts and displacements matter on the root only.
    virtual void scatterv(const void* send, const std::size_t* counts, const std::size_t* displacements, void* receive,
                          std::size_t bytes, int root) = 0;
    // send_counts[j] bytes go to rank j; receive_counts[j] bytes come from rank j. Only pairs with something
    // to say exchange messages, so a sparse exchange costs what its neighbours cost.
    virtual void alltoallv(const void* send, const std::size_t* send_counts, const std::size_t* send_displacements,
                           void* receive, const std::size_t* receive_counts,
                           const std::size_t* receive_displacements) = 0;

    // --- messages between two ranks; tags are 0 … 32767 ---
    virtual void send(const void* data, std::size_t bytes, int to, int tag) = 0;
    // Takes the bytes and returns at once; they go out while later calls run.
    virtual void send_owned(std::string bytes, int to, int tag) = 0;
    // Blocks until a message is there; try_probe() only looks. source and tag may be any_source, any_tag.
    virtual Envelope probe(int source, int tag) = 0;
    virtual bool try_probe(int source, int tag, Envelope& found) = 0;
    // Receives a message of exactly `bytes`, waiting for it if need be. source must be a rank.
    virtual void receive(void* data, std::size_t bytes, int source, int tag) = 0;

    // --- groups and the end ---
    // Ranks of equal color form a group, ordered by (key, rank). nullptr for color no_color. Collective.
    virtual std::unique_ptr<Transport> split(int color, int key) = 0;
    // A second transport of the same ranks whose messages never meet this one's. Collective.
    std::unique_ptr<Transport> duplicate() {
        return split(0, rank());
    }
    // Ends every rank of the run, this process included. With one rank and no MPI it only returns, for
    // there is nobody to stop: the caller goes on to raise its error.
    virtual void abort(int code) = 0;
    // Orderly end, to be called by every rank on the world's transport: shuts MPI down if this project
    // started it. Never done by a destructor, since a rank that fails must not wait for the others.
    virtual void finalize() {
    }

    virtual double wall_time() const = 0;      // [s], from an arbitrary start
    virtual std::string describe() const = 0;  // for the user: which MPI, from where; or that there is none

  protected:
    Transport(int rank, int size) : rank_(rank), size_(size) {
    }

    int rank_;
    int size_;
    IdleHook hook_;
};

// One rank, no MPI. Messages to itself are kept until received.
std::unique_ptr<Transport> make_serial_transport(std::string description = "one rank, without MPI");

}  // namespace nrn
