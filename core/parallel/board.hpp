// The bulletin board of ParallelContext: tasks to be done by any rank, and messages under keys.
//
// The server (board_server.hpp) lives on rank 0 of the desk, the ranks that talk to the board. It is not
// a thread: rank 0 serves whenever it is in a board call. The other ranks sit in run_worker().
//
//   submit()   one way: rank r -> server
//   working()  a result of a task submitted by the running task, else a task to run, else wait
//   take()     the first message under a key; while it waits, the master (not a worker) runs tasks
//   context()  one way: rank 0 -> every worker, run when the worker next waits for something to do
//
// Order. A task ranks where its parent ranks, and after its parent's earlier tasks: a free rank takes the
// first in that order. Results come back in order of completion. Ids start at 20. With one rank,
// everything runs inside working() and take(), in order.
//
// Subworlds. With rank groups of n, the desk holds rank 0 of each group (world.split(id == 0 ? 0 :
// Transport::no_color, world rank)) and `group` is the transport of the group. Rank 0 of the group sends
// each task and context on to the others before running it, so all ranks of the group run it together
// and may use collectives of the group; the results of the others are dropped. A rank without a desk
// may call only run_worker(), done() and the questions.
#pragma once

#include "parallel/board_server.hpp"
#include "parallel/transport.hpp"

#include <deque>
#include <exception>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nrn {

// What the board calls to do the work.
class TaskRunner {
  public:
    enum class Failure {
        Abort,   // end all ranks: the default of the reference
        Report,  // tell the rank that submitted: its working() throws Error(Parallel) with the message
    };

    virtual ~TaskRunner() = default;
    virtual Bytes run(int id, const Bytes& task) = 0;
    virtual void context(const Bytes& message) = 0;
    // A task or context (id 0) ended with an exception that has no caller on this rank. Not called for a task
    // whose submitter is on this rank: there working() throws the exception itself. A context has no
    // submitter: after Report its exception leaves run_worker().
    virtual Failure failed(int id, const std::exception_ptr& error) = 0;
};

class Board {
  public:
    // desk: the ranks with the board (null on ranks 1… of a subworld); group: the ranks of the subworld, or
    // null without subworlds. Both, and the runner, outlive the board, which must be the only user of
    // messages (send … receive) on them: hand it duplicate()s where others use messages too.
    Board(Transport* desk, Transport* group, TaskRunner& runner);

    bool is_master() const noexcept;    // rank 0 of the desk
    bool is_follower() const noexcept;  // a rank 1… of a subworld
    bool in_task() const noexcept {     // a task is being run, so run_worker() returns at once
        return frames_.size() > 1;
    }
    int current_task() const noexcept;  // id of the running task, 0 outside

    // Hands out a task. userid is kept for the submitter and comes back with the result.
    void submit(int userid, Bytes task);
    // Id of a finished task that the running task submitted, with userid() and result() about it; 0 when all
    // have been returned. Throws what the task threw.
    int working();
    int userid() const noexcept {
        return userid_;
    }
    const Bytes& result() const noexcept {
        return result_;
    }
    Bytes take_result() noexcept {
        return std::move(result_);
    }

    void post(std::string_view key, Bytes message);
    Bytes take(std::string_view key);                 // waits
    bool look(std::string_view key, Bytes& message);  // leaves it on the board
    bool look_take(std::string_view key, Bytes& message);

    // On the master: every worker runs runner.context(message). Elsewhere an Error.
    void context(const Bytes& message);
    // On a worker: runs tasks until the master calls done(); returns true, and the process should then
    // end. Returns false at once on the master and within a task.
    bool run_worker();
    // On the master: lets all workers go. Tasks submitted afterwards are run here. Elsewhere nothing.
    void done();
    // On the master: answers the requests that have arrived; never waits. For use in long computations.
    void poll();

    // Whether the master runs tasks itself while it waits (true unless changed).
    bool set_master_works(bool works) noexcept;
    double wait_time() const noexcept {  // [s] spent waiting in board calls
        return wait_time_;
    }

  private:
    struct Frame {
        int id;       // parent id of what is submitted here
        int pending;  // submitted and not yet returned by working()
    };
    struct Parked {  // a worker that waits for an answer
        int rank;
        Packet request;
    };

    bool alone() const noexcept;  // every task is run here
    bool submitted_here(int parent) const noexcept;
    void require_desk(const char* what) const;

    // all ranks
    void run_task(Task task);
    void run_context(const Bytes& message);
    int deliver(Result result);
    void failed(int id, const std::exception_ptr& error);
    void finish(const Task& task, Bytes result, bool failed);
    void wait_for(Transport& transport, int source, int tag);
    Packet receive(Transport& transport, int source, int tag, int& sender);

    // master
    void serve_all();
    void handle(int rank, Packet packet);
    void answer_parked();
    bool answer(const Parked& parked);
    void reply(const Parked& parked, Packet packet);
    bool run_next();
    Bytes take_as_master(std::string_view key);
    int working_as_master();

    // worker
    void tell(Packet packet);
    Packet ask(Packet request);
    void receive_push(Packet packet);
    void give_back(Packet packet);
    Packet ask_for_work(Packet request);
    [[noreturn]] void end_wait() const;

    // subworlds
    bool has_followers() const noexcept;
    void forward(Packet packet);
    void follow();

    Transport* desk_;
    Transport* group_;
    TaskRunner& runner_;
    BoardServer server_;
    std::vector<Frame> frames_;
    std::vector<Parked> parked_;
    std::deque<Bytes> contexts_;                // arrived and not yet run
    std::map<int, std::exception_ptr> errors_;  // of tasks run on the rank that submitted them, by id
    int sequence_ = 0;  // number of the last request, to tell a late answer from the awaited one
    int userid_ = 0;
    Bytes result_;
    bool master_works_ = true;
    bool workers_gone_ = false;
    bool quit_ = false;
    double wait_time_ = 0;
};

}  // namespace nrn
