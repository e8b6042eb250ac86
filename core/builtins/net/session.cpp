#include "builtins/net/session.hpp"

#include <cstdlib>
#include <cstring>

#include "base/error.hpp"
#include "base/text.hpp"
#include "event/events.hpp"
#include "parallel/world.hpp"

namespace nrn {
namespace {

bool asked_by_environment() {
    const char* asked = std::getenv("NEURON_INIT_MPI");
    return asked != nullptr && *asked != '\0' && std::strcmp(asked, "0") != 0;
}

}  // namespace

ParallelSession::~ParallelSession() = default;

void ParallelSession::set_search_dirs(std::vector<std::string> directories) {
    search_dirs_ = std::move(directories);
}

// ---- opening ----

void ParallelSession::open(Context& context, bool initialise) {
    context_ = &context;
    if (mpi_ || (world_ && !initialise && !mpi_is_initialized())) {
        return;
    }
    {
        Talk talking(*this);
        connect(initialise || asked_by_environment());
    }
    if (!mpi_) {
        return;
    }
    Host& host = host_of(context);
    if (world_->rank() == 0) {
        const std::string line = format("numprocs=%d\n", world_->size());
        host.write(line.data(), line.size());
    }
    host.parallel_started(world_->rank(), world_->size());
}

void ParallelSession::connect(bool initialise) {
    WorldRequest request;
    request.search.directories = search_dirs_;
    request.search.launch = read_launch();
    request.initialise = initialise;
    request.hook = {idle_hook, this};
    if (!initialise && !world_ && request.search.launch.several() && !mpi_is_initialized()) {
        // Nobody asked for MPI, so each rank runs alone; but if there is no MPI at all, say so now.
        findings_ = open_mpi(request.search);
        request.initialise = !findings_.found();
    }
    std::unique_ptr<Transport> world = open_world(request, &findings_);
    const bool over_mpi = findings_.found() && mpi_is_initialized();
    if (world_ && !over_mpi) {
        return;  // still alone: what is on the bulletin board stays
    }
    board_.reset();
    world_ = std::move(world);
    world_->set_idle_hook(request.hook);
    desk_ = world_->duplicate();
    spikes_ = world_->duplicate();
    gate_ = std::make_unique<Departures>(world_->duplicate());
    mpi_ = over_mpi;
}

void ParallelSession::divide(int size) {
    if (in_task()) {
        fail(ErrorKind::Parallel, "subworlds() cannot be called by a task of the bulletin board");
    }
    Talk talking(*this);
    board_.reset();
    net_ = world_->split(world_->rank() / size, world_->rank());
    desk_ = world_->split(net_->rank() == 0 ? 0 : Transport::no_color, world_->rank());
    group_ = net_->duplicate();
    spikes_ = net_->duplicate();
    departures_ = std::make_unique<Departures>(net_->duplicate());
}

// ---- the bulletin board ----

Board& ParallelSession::board() {
    if (!board_) {
        if (!runner_) {
            runner_ = make_task_runner(*context_, *this);
        }
        board_ = std::make_unique<Board>(desk_.get(), group_.get(), *runner_);
    }
    return *board_;
}

int ParallelSession::board_rank() const noexcept {
    return desk_ ? desk_->rank() : -1;
}

int ParallelSession::board_size() const noexcept {
    return desk_ ? desk_->size() : -1;
}

// ---- waiting ----

void ParallelSession::unlock() {
    token_ = host_of(*context_).unlock();
    unlocked_ = true;
}

void ParallelSession::relock() {
    unlocked_ = false;
    host_of(*context_).lock(token_);
}

void ParallelSession::idle_hook(void* session) {
    static_cast<ParallelSession*>(session)->idle();
}

// Called about every 50 ms while a transport waits. It uses a transport of its own, never the waiting one. When it
// throws, the host's lock is held.
void ParallelSession::idle() {
    const bool was_unlocked = unlocked_;
    if (waiting_in_ != nullptr) {
        Departures& departures = departures_ ? *departures_ : *gate_;
        departures.check(waiting_in_);
        if (patience_ > 0.0) {
            departures.lose_patience(waiting_in_, long_wait(), patience_);
        }
    } else if (gate_ && board_ && board_->is_master() && gate_->deserted()) {
        fail(ErrorKind::Parallel,
             "the bulletin board waits for other ranks, but all of them have ended their programs; they should call "
             "runworker()");
    }
    if (was_unlocked) {
        relock();
    }
    {
        const HostAwake awake(host_of(*context_));  // a run that waits for spikes is without the lock
        host_of(*context_).check_signals();
    }
    if (was_unlocked) {
        unlock();
    }
}

// Since the idle hook was called first in the present wait. [s]
double ParallelSession::long_wait() noexcept {
    const auto now = std::chrono::steady_clock::now();
    if (idle_since_ == std::chrono::steady_clock::time_point{}) {
        idle_since_ = now;
    }
    return std::chrono::duration<double>(now - idle_since_).count();
}

void ParallelSession::claim() const {
    if (talks_ != 0 && talker_ != std::this_thread::get_id()) {
        fail(ErrorKind::Parallel,
             "another thread of this process is in a call of ParallelContext: let one thread make these calls");
    }
}

Talk::Talk(ParallelSession& session) : session_(session) {
    session.claim();
    session.talker_ = std::this_thread::get_id();
    ++session.talks_;
    if (!session.unlocked_) {
        session.unlock();
    }
}

Talk::~Talk() {
    --session_.talks_;
    if (session_.unlocked_) {
        session_.relock();
    }
}

Silence::Silence(ParallelSession& session)
    : session_(session), was_unlocked_(session.unlocked_), waiting_in_(session.waiting_in_) {
    session.waiting_in_ = nullptr;
    if (was_unlocked_) {
        session.relock();
    }
}

Silence::~Silence() {
    session_.waiting_in_ = waiting_in_;
    if (was_unlocked_ && !session_.unlocked_) {
        session_.unlock();
    }
}

Collective::Collective(ParallelSession& from, const char* name) : net(from.net()), session(from) {
    from.claim();
    from.settle();
    from.begin_waiting(name);
}

// Spikes that are under way arrive before ranks talk of something else.
void ParallelSession::settle() {
    if (context_ != nullptr) {
        context_->state<event::Events>().exchange.settle();
    }
}

void ParallelSession::end_waiting(bool completed) noexcept {
    waiting_in_ = nullptr;
    Departures* departures = departures_ ? departures_.get() : gate_.get();
    if (completed && departures != nullptr) {
        ++departures->calls;
    }
}

void ParallelSession::announce_failure(const std::string& why) noexcept {
    try {
        (departures_ ? departures_ : gate_)->announce_failure(why);
    } catch (const Error&) {
        abort(1);  // MPI itself fails: nobody may wait for this rank
    }
}

Collective::~Collective() {
    if (torn_) {
        for (auto& held : held_) {
            static_cast<void>(new std::shared_ptr<void>(std::move(held)));
        }
    }
    session.end_waiting(completed_);
}

// ---- the end ----

void ParallelSession::leave() {
    settle();
    Talk talking(*this);
    board().done();
    board_.reset();
    if (departures_) {
        departures_->announce();
    }
    gate_->announce();
    gate_->wait_for_all();
}

void ParallelSession::finish() {
    if (!world_) {
        return;
    }
    try {
        if (mpi_ && world_->size() > 1 && mpi_is_initialized()) {
            leave();
        }
        world_->finalize();
    } catch (const Error&) {
        world_->abort(1);  // the user interrupted, or MPI fails: the others must not wait for this rank
        throw;
    }
}

void ParallelSession::abort(int code) {
    if (world_ && abort_on_error) {
        world_->abort(code);
    }
}

}  // namespace nrn
