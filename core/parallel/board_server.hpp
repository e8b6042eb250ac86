// The state of the bulletin board: which tasks are to be done, which results wait for whom, which messages
// are posted. Pure bookkeeping on the one rank that has it; it knows nothing of transports.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"

namespace nrn {

using Bytes = std::string;

struct Task {
    int id = 0;
    int parent = 0;
    Bytes body;
};

struct Result {
    int id = 0;
    int parent = 0;
    int userid = 0;
    bool failed = false;  // body is then the message of the failure
    Bytes body;
};

// One message between a rank and the server. Encoded with its fields at the end, so that the body, which may
// be large, is moved and not copied.
struct Packet {
    enum class Kind : std::int32_t {
        Submit,
        Finish,
        Post,
        UntakeTask,
        UntakeResult,  // to the server, no answer
        Idle,
        Working,
        Take,
        Look,
        LookTake,  // to the server, one answer
        Task,
        Result,
        Message,
        Absent,  // the answers
        Context,
        Quit,  // from rank 0, unasked
    };
    Kind kind = Kind::Idle;
    std::int32_t sequence = 0;
    std::int32_t id = 0;
    std::int32_t parent = 0;
    std::int32_t userid = 0;
    std::int32_t failed = 0;
    std::string key;
    Bytes body;

    Bytes encode() &&;
    static Packet decode(Bytes bytes);
};

class BoardServer {
  public:
    static constexpr int first_id = 20;

    int submit(int parent, int userid, Bytes body);
    // The first task in order, which the caller must run and finish().
    std::optional<Task> next_task();
    bool has_task() const noexcept {
        return !todo_.empty();
    }
    // Puts a task that was handed out back in its place.
    void untake(Task task);
    // A result for the submitter; dropped when the submitter itself has finished.
    void finish(int id, Bytes result, bool failed = false);
    std::optional<Result> next_result(int parent);
    void untake(Result result);

    void post(std::string_view key, Bytes message);
    const Bytes* look(std::string_view key) const;
    std::optional<Bytes> take(std::string_view key);

  private:
    struct Work {
        std::vector<int> path;  // ids from the oldest ancestor down to the task: the order of tasks
        int parent;
        int userid;
        Bytes body;
    };

    std::unordered_map<int, Work> works_;
    std::set<std::vector<int>> todo_;
    std::unordered_map<int, std::deque<Result>> results_;  // by parent
    std::unordered_map<std::string, std::deque<Bytes>, TextHash, std::equal_to<>> messages_;
    int next_id_ = first_id;
};

}  // namespace nrn
