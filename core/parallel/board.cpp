#include "parallel/board.hpp"

#include "parallel/waiter.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace nrn {

namespace {

using Kind = Packet::Kind;

// Requests go to the server, answers and pushes come from it, in the order in which they were sent.
constexpr int tag_to_server = 1;
constexpr int tag_from_server = 2;
constexpr int tag_to_followers = 3;
constexpr int master = 0;

Packet packet_of(Task task) {
    Packet packet;
    packet.kind = Kind::Task;
    packet.id = task.id;
    packet.parent = task.parent;
    packet.body = std::move(task.body);
    return packet;
}

Task task_of(Packet packet) {
    return {packet.id, packet.parent, std::move(packet.body)};
}

Packet packet_of(Result result) {
    Packet packet;
    packet.kind = Kind::Result;
    packet.id = result.id;
    packet.parent = result.parent;
    packet.userid = result.userid;
    packet.failed = result.failed;
    packet.body = std::move(result.body);
    return packet;
}

Result result_of(Packet packet) {
    return {packet.id, packet.parent, packet.userid, packet.failed != 0, std::move(packet.body)};
}

Packet packet_of(Kind kind, std::string_view key = {}, Bytes body = {}) {
    Packet packet;
    packet.kind = kind;
    packet.key = key;
    packet.body = std::move(body);
    return packet;
}

std::string message_of(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& e) {
        return e.what();
    } catch (...) {
        return "an exception of unknown type";
    }
}

bool is_quit(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const Error& e) {
        return e.kind() == ErrorKind::Quit;
    } catch (...) {
        return false;
    }
}

}  // namespace

Board::Board(Transport* desk, Transport* group, TaskRunner& runner) : desk_(desk), group_(group), runner_(runner) {
    // Outside tasks each rank is a submitter of its own, with an id that no task has.
    frames_.push_back({desk ? -desk->rank() : 0, 0});
}

bool Board::is_master() const noexcept {
    return desk_ && desk_->rank() == master;
}

bool Board::is_follower() const noexcept {
    return !desk_;
}

int Board::current_task() const noexcept {
    return std::max(frames_.back().id, 0);
}

bool Board::alone() const noexcept {
    return desk_->size() == 1 || workers_gone_;
}

bool Board::submitted_here(int parent) const noexcept {
    return std::any_of(frames_.begin(), frames_.end(), [parent](const Frame& f) { return f.id == parent; });
}

void Board::require_desk(const char* what) const {
    if (!desk_) {
        fail(ErrorKind::Parallel, "%s: only rank 0 of a subworld can use the bulletin board.", what);
    }
}

bool Board::set_master_works(bool works) noexcept {
    return std::exchange(master_works_, works);
}

// --- all ranks ---

void Board::submit(int userid, Bytes task) {
    require_desk("submit");
    Frame& frame = frames_.back();
    if (is_master()) {
        server_.submit(frame.id, userid, std::move(task));
        serve_all();
    } else {
        Packet packet = packet_of(Kind::Submit, {}, std::move(task));
        packet.parent = frame.id;
        packet.userid = userid;
        tell(std::move(packet));
    }
    ++frame.pending;
}

int Board::working() {
    require_desk("working");
    const Frame frame = frames_.back();
    if (frame.pending == 0) {
        return 0;
    }
    if (is_master()) {
        return working_as_master();
    }
    for (;;) {
        Packet request = packet_of(Kind::Working);
        request.parent = frame.id;
        Packet answer = ask_for_work(std::move(request));
        if (answer.kind == Kind::Quit) {
            end_wait();
        }
        if (answer.kind == Kind::Result) {
            return deliver(result_of(std::move(answer)));
        }
        run_task(task_of(std::move(answer)));
    }
}

// The result of a child of the innermost frame.
int Board::deliver(Result result) {
    --frames_.back().pending;
    userid_ = result.userid;
    result_ = std::move(result.body);
    if (!result.failed) {
        return result.id;
    }
    if (auto error = errors_.extract(result.id)) {
        std::rethrow_exception(error.mapped());
    }
    fail(ErrorKind::Parallel, "Task %d failed on another rank: %s", result.id, result_.c_str());
}

void Board::run_task(Task task) {
    if (has_followers()) {
        forward(packet_of(Task(task)));
    }
    frames_.push_back({task.id, 0});
    Bytes result;
    std::exception_ptr error;
    try {
        result = runner_.run(task.id, task.body);
    } catch (...) {
        error = std::current_exception();
    }
    frames_.pop_back();
    if (!error) {
        finish(task, std::move(result), false);
        return;
    }
    if (quit_ && is_quit(error)) {
        std::rethrow_exception(error);
    }
    if (submitted_here(task.parent)) {
        errors_[task.id] = error;
    } else {
        failed(task.id, error);
    }
    finish(task, message_of(error), true);
}

void Board::run_context(const Bytes& message) {
    if (has_followers()) {
        forward(packet_of(Kind::Context, {}, message));
    }
    const int ranks = (desk_ ? desk_ : group_)->size();
    frames_.push_back({frames_.front().id - ranks, 0});
    std::exception_ptr error;
    try {
        runner_.context(message);
    } catch (...) {
        error = std::current_exception();
    }
    frames_.pop_back();
    if (error) {
        failed(0, error);
        std::rethrow_exception(error);
    }
}

// Returns when the failure is to be reported to the submitter.
void Board::failed(int id, const std::exception_ptr& error) {
    if (runner_.failed(id, error) == TaskRunner::Failure::Abort) {
        (desk_ ? desk_ : group_)->abort(1);
        std::rethrow_exception(error);
    }
}

void Board::finish(const Task& task, Bytes result, bool failed) {
    if (is_master()) {
        server_.finish(task.id, std::move(result), failed);
        return;
    }
    Packet packet = packet_of(Kind::Finish, {}, std::move(result));
    packet.id = task.id;
    packet.failed = failed;
    tell(std::move(packet));
}

void Board::post(std::string_view key, Bytes message) {
    require_desk("post");
    if (is_master()) {
        server_.post(key, std::move(message));
        serve_all();
    } else {
        tell(packet_of(Kind::Post, key, std::move(message)));
    }
}

Bytes Board::take(std::string_view key) {
    require_desk("take");
    return is_master() ? take_as_master(key) : ask(packet_of(Kind::Take, key)).body;
}

bool Board::look(std::string_view key, Bytes& message) {
    require_desk("look");
    if (is_master()) {
        serve_all();
        const Bytes* found = server_.look(key);
        if (found) {
            message = *found;
        }
        return found != nullptr;
    }
    Packet answer = ask(packet_of(Kind::Look, key));
    if (answer.kind == Kind::Message) {
        message = std::move(answer.body);
    }
    return answer.kind == Kind::Message;
}

bool Board::look_take(std::string_view key, Bytes& message) {
    require_desk("look_take");
    if (is_master()) {
        serve_all();
        auto found = server_.take(key);
        if (found) {
            message = std::move(*found);
        }
        return found.has_value();
    }
    Packet answer = ask(packet_of(Kind::LookTake, key));
    if (answer.kind == Kind::Message) {
        message = std::move(answer.body);
    }
    return answer.kind == Kind::Message;
}

void Board::context(const Bytes& message) {
    if (!is_master()) {
        fail(ErrorKind::Parallel, "context can be called on the master only (rank 0 of the bulletin board).");
    }
    if (!alone()) {
        for (int rank = 1; rank < desk_->size(); ++rank) {
            desk_->send_owned(packet_of(Kind::Context, {}, message).encode(), rank, tag_from_server);
        }
    }
    forward(packet_of(Kind::Context, {}, message));
}

void Board::done() {
    if (!is_master() || workers_gone_) {
        return;
    }
    serve_all();
    for (int rank = 1; rank < desk_->size(); ++rank) {
        desk_->send_owned(packet_of(Kind::Quit).encode(), rank, tag_from_server);
    }
    forward(packet_of(Kind::Quit));
    parked_.clear();
    workers_gone_ = true;
}

void Board::poll() {
    if (is_master()) {
        serve_all();
    }
}

bool Board::run_worker() {
    if (is_master() || in_task()) {
        return false;
    }
    if (is_follower()) {
        follow();
        return true;
    }
    try {
        for (;;) {
            Packet answer = ask_for_work(packet_of(Kind::Idle));
            if (answer.kind == Kind::Quit) {
                break;
            }
            run_task(task_of(std::move(answer)));
        }
    } catch (const Error& error) {
        if (!quit_ || error.kind() != ErrorKind::Quit) {
            throw;
        }
    }
    forward(packet_of(Kind::Quit));
    return true;
}

// Waits until a message is there; nothing is in flight when the idle hook throws.
void Board::wait_for(Transport& transport, int source, int tag) {
    Envelope found;
    if (transport.try_probe(source, tag, found)) {
        return;
    }
    const double start = transport.wall_time();
    Waiter waiter(transport.idle_hook(), Waiter::Style::Resting);
    while (!transport.try_probe(source, tag, found)) {
        waiter.pause();
    }
    wait_time_ += transport.wall_time() - start;
}

Packet Board::receive(Transport& transport, int source, int tag, int& sender) {
    const Envelope found = transport.probe(source, tag);
    Bytes bytes(found.bytes, '\0');
    transport.receive(bytes.data(), bytes.size(), found.source, tag);
    sender = found.source;
    return Packet::decode(std::move(bytes));
}

// --- master ---

void Board::serve_all() {
    if (alone()) {
        return;
    }
    Envelope found;
    while (desk_->try_probe(Transport::any_source, tag_to_server, found)) {
        int sender = 0;
        Packet packet = receive(*desk_, found.source, tag_to_server, sender);
        handle(sender, std::move(packet));
    }
    answer_parked();
}

void Board::handle(int rank, Packet packet) {
    switch (packet.kind) {
        case Kind::Submit:
            server_.submit(packet.parent, packet.userid, std::move(packet.body));
            return;
        case Kind::Finish:
            server_.finish(packet.id, std::move(packet.body), packet.failed != 0);
            return;
        case Kind::Post:
            server_.post(packet.key, std::move(packet.body));
            return;
        case Kind::UntakeTask:
            server_.untake(task_of(std::move(packet)));
            return;
        case Kind::UntakeResult:
            server_.untake(result_of(std::move(packet)));
            return;
        default:
            break;
    }
    // A rank waits for one thing at a time: a new request says that it no longer waits for the last.
    std::erase_if(parked_, [rank](const Parked& parked) { return parked.rank == rank; });
    parked_.push_back({rank, std::move(packet)});
}

void Board::answer_parked() {
    std::erase_if(parked_, [this](const Parked& parked) { return answer(parked); });
}

// Answers one waiting rank if it can be.
bool Board::answer(const Parked& parked) {
    const Packet& request = parked.request;
    switch (request.kind) {
        case Kind::Look:
            if (const Bytes* message = server_.look(request.key)) {
                reply(parked, packet_of(Kind::Message, request.key, *message));
            } else {
                reply(parked, packet_of(Kind::Absent));
            }
            return true;
        case Kind::LookTake:
        case Kind::Take:
            if (auto message = server_.take(request.key)) {
                reply(parked, packet_of(Kind::Message, request.key, std::move(*message)));
                return true;
            }
            if (request.kind == Kind::LookTake) {
                reply(parked, packet_of(Kind::Absent));
                return true;
            }
            return false;
        case Kind::Working:
            if (auto result = server_.next_result(request.parent)) {
                reply(parked, packet_of(std::move(*result)));
                return true;
            }
            [[fallthrough]];
        default:  // Idle
            if (auto task = server_.next_task()) {
                reply(parked, packet_of(std::move(*task)));
                return true;
            }
            return false;
    }
}

void Board::reply(const Parked& parked, Packet packet) {
    packet.sequence = parked.request.sequence;
    packet.userid = packet.kind == Kind::Message ? int(parked.request.kind) : packet.userid;
    desk_->send_owned(std::move(packet).encode(), parked.rank, tag_from_server);
}

bool Board::run_next() {
    if (!master_works_ && !alone()) {
        return false;
    }
    auto task = server_.next_task();
    if (task) {
        run_task(std::move(*task));
    }
    return task.has_value();
}

int Board::working_as_master() {
    for (;;) {
        serve_all();
        if (auto result = server_.next_result(frames_.back().id)) {
            return deliver(std::move(*result));
        }
        if (run_next()) {
            continue;
        }
        if (alone()) {
            fail(ErrorKind::Parallel,
                 "working: %d submitted tasks will never finish, since the ranks that ran "
                 "them were let go by done().",
                 frames_.back().pending);
        }
        wait_for(*desk_, Transport::any_source, tag_to_server);
    }
}

Bytes Board::take_as_master(std::string_view key) {
    for (;;) {
        serve_all();
        if (auto message = server_.take(key)) {
            return std::move(*message);
        }
        if (run_next()) {
            continue;
        }
        if (alone()) {
            fail(ErrorKind::Parallel, "take: there is no message \"%.*s\" and nobody left who could post it.",
                 int(key.size()), key.data());
        }
        wait_for(*desk_, Transport::any_source, tag_to_server);
    }
}

// --- worker ---

void Board::tell(Packet packet) {
    desk_->send_owned(std::move(packet).encode(), master, tag_to_server);
}

// An answer that is there soon or that no work may be done for; contexts wait.
Packet Board::ask(Packet request) {
    if (quit_) {
        end_wait();
    }
    const int sequence = request.sequence = ++sequence_;
    tell(std::move(request));
    for (;;) {
        wait_for(*desk_, master, tag_from_server);
        int sender = 0;
        Packet packet = receive(*desk_, master, tag_from_server, sender);
        if (packet.kind == Kind::Context || packet.kind == Kind::Quit) {
            receive_push(std::move(packet));
            if (quit_) {
                end_wait();
            }
        } else if (packet.sequence == sequence) {
            return packet;
        } else {
            give_back(std::move(packet));
        }
    }
}

// A result or a task, or Quit. Contexts are run as they arrive, and may use the board themselves; the
// request is then made anew.
Packet Board::ask_for_work(Packet request) {
    for (;;) {
        while (!contexts_.empty()) {
            const Bytes message = std::move(contexts_.front());
            contexts_.pop_front();
            run_context(message);
        }
        if (quit_) {
            return packet_of(Kind::Quit);
        }
        Packet again = request;
        const int sequence = again.sequence = ++sequence_;
        tell(std::move(again));
        while (contexts_.empty() && !quit_) {
            wait_for(*desk_, master, tag_from_server);
            int sender = 0;
            Packet packet = receive(*desk_, master, tag_from_server, sender);
            if (packet.kind == Kind::Context || packet.kind == Kind::Quit) {
                receive_push(std::move(packet));
            } else if (packet.sequence == sequence) {
                return packet;
            } else {
                give_back(std::move(packet));
            }
        }
    }
}

void Board::receive_push(Packet packet) {
    if (packet.kind == Kind::Quit) {
        quit_ = true;
    } else {
        contexts_.push_back(std::move(packet.body));
    }
}

// An answer to a request whose caller was interrupted: back to the server, where others can have it.
void Board::give_back(Packet packet) {
    switch (packet.kind) {
        case Kind::Task:
            packet.kind = Kind::UntakeTask;
            break;
        case Kind::Result:
            packet.kind = Kind::UntakeResult;
            break;
        case Kind::Message:
            if (packet.userid == int(Kind::Look)) {
                return;  // a copy
            }
            packet.kind = Kind::Post;
            break;
        default:
            return;
    }
    tell(std::move(packet));
}

void Board::end_wait() const {
    fail(ErrorKind::Quit, "The master called done() while this rank was in a bulletin board call.");
}

// --- subworlds ---

bool Board::has_followers() const noexcept {
    return group_ && group_->rank() == 0 && group_->size() > 1;
}

void Board::forward(Packet packet) {
    if (!has_followers()) {
        return;
    }
    const Bytes bytes = std::move(packet).encode();
    for (int rank = 1; rank < group_->size(); ++rank) {
        group_->send_owned(bytes, rank, tag_to_followers);
    }
}

// A rank 1… of a subworld: does what its rank 0 does.
void Board::follow() {
    for (;;) {
        wait_for(*group_, master, tag_to_followers);
        int sender = 0;
        Packet packet = receive(*group_, master, tag_to_followers, sender);
        if (packet.kind == Kind::Quit) {
            return;
        }
        if (packet.kind == Kind::Context) {
            run_context(packet.body);
            continue;
        }
        frames_.push_back({packet.id, 0});
        std::exception_ptr error;
        try {
            runner_.run(packet.id, packet.body);
        } catch (...) {
            error = std::current_exception();
        }
        frames_.pop_back();
        if (error) {
            failed(packet.id, error);
        }
    }
}

}  // namespace nrn
