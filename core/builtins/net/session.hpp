// ParallelSession: the ranks of this process's run, opened when they are first needed, and their end.
//
// Transports over the same ranks, so that their messages never meet: `world`, the collectives of all ranks; `net`, the
// collectives of a subworld (the world's, as long as there are no subworlds); `spikes`, what its ranks exchange during
// a run; `desk`, the bulletin board; and the departures (departure.hpp). All are made together, since making one is
// collective.
//
// Threads. A call that waits for other ranks lets other Python threads run (class Talk). Meanwhile one thread
// only may talk to the ranks: another one that tries gets an Error(Parallel).
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/context.hpp"
#include "builtins/net/departure.hpp"
#include "object/host.hpp"
#include "parallel/board.hpp"
#include "parallel/mpi_library.hpp"
#include "parallel/transport.hpp"

namespace nrn {

class ParallelSession {
  public:
    ParallelSession() = default;
    ~ParallelSession();

    // Where libmpi is looked for, after the user's own choice.
    void set_search_dirs(std::vector<std::string> directories);

    // Opens the ranks, or looks again when the run has been without MPI so far. MPI is initialised when
    // `initialise` or NEURON_INIT_MPI asks for it, taken up when somebody else has initialised it, and otherwise
    // the run has one rank. Error(Parallel) when several ranks were launched and no MPI can connect them.
    void open(Context& context, bool initialise);
    bool is_open() const noexcept {
        return world_ != nullptr;
    }
    bool has_mpi() const noexcept {  // open, and over MPI
        return mpi_;
    }

    // These need an open session; open(context, false) comes first where it may not be.
    Transport& world() noexcept {
        return *world_;
    }
    Transport& net() noexcept {
        return net_ ? *net_ : *world_;
    }
    Transport& spikes() noexcept {
        return spikes_ ? *spikes_ : *world_;
    }
    Board& board();
    // This rank on the bulletin board and the number of ranks there; -1 on ranks 1… of a subworld.
    int board_rank() const noexcept;
    int board_size() const noexcept;
    bool in_task() const noexcept {
        return board_ != nullptr && board_->in_task();
    }
    // This rank waits for others in a call that is called `name`; the call is over, and counts when it is complete.
    // With patience [s] above 0, waiting longer is an error.
    void begin_waiting(const char* name, double patience = 0.0) noexcept {
        waiting_in_ = name;
        patience_ = patience;
        idle_since_ = {};
    }
    void end_waiting(bool completed) noexcept;
    // Ranks that wait for this one raise an error that says why.
    void announce_failure(const std::string& why) noexcept;
    // Divides the ranks into subworlds of `size` ranks. Collective over the world.
    void divide(int size);

    // How long psolve() waits for other ranks, 0: for ever. [s]
    double run_patience = 20.0;
    // Whether an error that nobody handles ends all ranks.
    bool abort_on_error = true;

    void finish();         // orderly end: lets workers go, waits for the other ranks, ends MPI if started here
    void abort(int code);  // ends all ranks, if abort_on_error; returns only without MPI
    std::string report();  // what was found about MPI, as JSON

  private:
    friend class Talk;
    friend class Silence;
    friend class Collective;

    static void idle_hook(void* session);
    void idle();
    double long_wait() noexcept;
    void settle();
    void connect(bool initialise);
    void make_companions();
    void leave();
    void claim() const;  // Error(Parallel) when another thread is talking
    void unlock();
    void relock();

    std::vector<std::string> search_dirs_;
    Context* context_ = nullptr;
    MpiFindings findings_;
    bool mpi_ = false;

    std::unique_ptr<Transport> world_;
    std::unique_ptr<Transport> net_;  // of a subworld; null: the world
    std::unique_ptr<Transport> spikes_;
    std::unique_ptr<Transport> desk_;   // null on ranks 1… of a subworld
    std::unique_ptr<Transport> group_;  // the board's messages within a subworld; null: no subworlds
    std::unique_ptr<TaskRunner> runner_;
    std::unique_ptr<Board> board_;
    std::unique_ptr<Departures> gate_;        // of the world
    std::unique_ptr<Departures> departures_;  // of the subworld; null: the world's

    std::thread::id talker_;
    int talks_ = 0;          // nested calls of the talking thread
    bool unlocked_ = false;  // the host's lock is given away
    void* token_ = nullptr;
    double patience_ = 0.0;                               // of the present wait [s]
    std::chrono::steady_clock::time_point idle_since_{};  // it is long: when that was seen
    const char* waiting_in_ = nullptr;                    // the collective that is under way, for messages
};

// While it lives this thread talks to other ranks and the host's other threads run.
class Talk {
  public:
    explicit Talk(ParallelSession& session);
    ~Talk();
    Talk(const Talk&) = delete;
    Talk& operator=(const Talk&) = delete;

  private:
    ParallelSession& session_;
};

// Within a Talk: the host's lock is held again, for a task that the bulletin board runs.
class Silence {
  public:
    explicit Silence(ParallelSession& session);
    ~Silence();
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

  private:
    ParallelSession& session_;
    bool was_unlocked_;
    const char* waiting_in_;
};

// One collective call of ParallelContext on the ranks of net(): counted, so that a rank that waits in it can tell
// that another one has ended and will never come. `name` is the function's, for that message.
class Collective {
  public:
    Collective(ParallelSession& session, const char* name);
    ~Collective();
    Collective(const Collective&) = delete;
    Collective& operator=(const Collective&) = delete;

    Transport& net;
    ParallelSession& session;
    // Runs body() while the host's other threads run.
    template <class Body>
    void talk(Body&& body) {
        Talk talking(session);
        torn_ = true;  // stays so when body throws
        body();
        torn_ = false;
    }
    // Keeps memory that ranks read from or write to. After an interrupted exchange it is kept for ever, since MPI may
    // still use it.
    template <class T>
    T& keep(T thing) {
        auto held = std::make_shared<T>(std::move(thing));
        held_.push_back(held);
        return *held;
    }
    void complete() noexcept {  // every part of the call is over
        completed_ = true;
    }

  private:
    std::vector<std::shared_ptr<void>> held_;
    bool completed_ = false;
    bool torn_ = false;
};

std::unique_ptr<TaskRunner> make_task_runner(Context& context, ParallelSession& session);  // bulletin.cpp

}  // namespace nrn
