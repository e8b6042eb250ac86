// Runs every operation of a Transport and of the Board on as many ranks as it is launched with:
//
//   mpiexec -n 4 mpi_exercise all DIRECTORY…
//
// Modes: transport, board, subworlds, big (messages above 2^31 bytes; needs 10 GB), bench, idle, late,
// interrupt, diagnose; all = the first three. Prints "ok MODE" on rank 0; exits 1 and aborts the ranks on a failure.
#include "parallel/board.hpp"
#include "parallel/world.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <sys/mman.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

using namespace nrn;

namespace {

void expect(bool condition, const char* what, int line) {
    if (!condition) {
        fail(ErrorKind::Value, "line %d: %s", line, what);
    }
}
#define EXPECT(condition) expect(condition, #condition, __LINE__)

char pattern(int rank, std::size_t i) {
    return static_cast<char>(rank * 31 + i % 251);
}

std::vector<char> patterned(int rank, std::size_t bytes) {
    std::vector<char> data(bytes);
    for (std::size_t i = 0; i < bytes; ++i) {
        data[i] = pattern(rank, i);
    }
    return data;
}

bool is_pattern(const char* data, int rank, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i) {
        if (data[i] != pattern(rank, i)) {
            return false;
        }
    }
    return true;
}

void exercise_broadcast(Transport& world, std::size_t bytes) {
    for (int root = 0; root < world.size(); ++root) {
        std::vector<char> data = world.rank() == root ? patterned(root, bytes) : std::vector<char>(bytes);
        world.broadcast(data.data(), bytes, root);
        EXPECT(is_pattern(data.data(), root, bytes));
    }
}

void exercise_allreduce(Transport& world, std::size_t n) {
    const int size = world.size();
    std::vector<double> data(n);
    const auto fill = [&] {
        for (std::size_t i = 0; i < n; ++i) {
            data[i] = world.rank() + 1.0 + double(i);
        }
    };
    const auto all_are = [&](auto expected) {
        for (std::size_t i = 0; i < n; ++i) {
            if (data[i] != expected(double(i))) {
                return false;
            }
        }
        return true;
    };
    fill();
    world.allreduce(data.data(), n, Reduce::Sum);
    EXPECT(all_are([&](double i) { return size * (size + 1) / 2 + size * i; }));
    fill();
    world.allreduce(data.data(), n, Reduce::Max);
    EXPECT(all_are([&](double i) { return size + i; }));
    fill();
    world.allreduce(data.data(), n, Reduce::Min);
    EXPECT(all_are([&](double i) { return 1 + i; }));
}

struct Layout {
    std::vector<std::size_t> counts;
    std::vector<std::size_t> displacements;
    std::size_t end = 0;

    void add(std::size_t count, std::size_t gap) {
        counts.push_back(count);
        displacements.push_back(end + gap);
        end += gap + count;
    }
};

// Rank r has unit * r bytes, with gaps of 3 between.
Layout ragged(int size, std::size_t unit) {
    Layout layout;
    for (int r = 0; r < size; ++r) {
        layout.add(unit * std::size_t(r), 3);
    }
    return layout;
}

void expect_ragged(const std::vector<char>& data, const Layout& layout) {
    for (std::size_t r = 0; r < layout.counts.size(); ++r) {
        EXPECT(is_pattern(data.data() + layout.displacements[r], int(r), layout.counts[r]));
    }
}

void exercise_gathers(Transport& world, std::size_t unit) {
    const int size = world.size();
    const int rank = world.rank();
    const std::vector<char> fixed = patterned(rank, unit);
    std::vector<char> all(unit * std::size_t(size));
    world.allgather(fixed.data(), all.data(), unit);
    for (int r = 0; r < size; ++r) {
        EXPECT(is_pattern(all.data() + unit * std::size_t(r), r, unit));
    }
    const Layout layout = ragged(size, unit);
    const std::vector<char> own = patterned(rank, unit * std::size_t(rank));
    std::vector<char> data(layout.end);
    world.allgatherv(own.data(), data.data(), layout.counts.data(), layout.displacements.data());
    expect_ragged(data, layout);
    for (int root = 0; root < size; ++root) {
        std::fill(data.begin(), data.end(), 0);
        world.gatherv(own.data(), own.size(), data.data(), layout.counts.data(), layout.displacements.data(), root);
        if (rank == root) {
            expect_ragged(data, layout);
        }
        std::vector<char> mine(own.size());
        world.scatterv(data.data(), layout.counts.data(), layout.displacements.data(), mine.data(), mine.size(), root);
        EXPECT(is_pattern(mine.data(), rank, mine.size()));
    }
}

// Rank r sends unit * ((r + j) % 3) bytes to rank j, so some pairs exchange nothing.
void exercise_alltoallv(Transport& world, std::size_t unit) {
    const int size = world.size();
    const int rank = world.rank();
    Layout out;
    Layout in;
    for (int j = 0; j < size; ++j) {
        out.add(unit * std::size_t((rank + j) % 3), 1);
        in.add(unit * std::size_t((rank + j) % 3), 2);
    }
    std::vector<char> from(out.end);
    std::vector<char> to(in.end);
    for (int j = 0; j < size; ++j) {
        const auto part = patterned(rank * size + j, out.counts[j]);
        std::copy(part.begin(), part.end(), from.begin() + long(out.displacements[j]));
    }
    world.alltoallv(from.data(), out.counts.data(), out.displacements.data(), to.data(), in.counts.data(),
                    in.displacements.data());
    for (int j = 0; j < size; ++j) {
        EXPECT(is_pattern(to.data() + in.displacements[j], j * size + rank, in.counts[j]));
    }
}

void exercise_messages(Transport& world, std::size_t bytes) {
    const int next = (world.rank() + 1) % world.size();
    const int last = (world.rank() + world.size() - 1) % world.size();
    const auto out = patterned(world.rank(), bytes);
    world.send_owned(std::string(out.begin(), out.end()), next, 7);
    world.send_owned("second", next, 8);
    Envelope found;
    EXPECT(!world.try_probe(last, 9, found));
    found = world.probe(Transport::any_source, 8);
    EXPECT(found.source == last && found.bytes == 6);
    found = world.probe(last, Transport::any_tag);
    EXPECT(found.tag == 7 && found.bytes == bytes);  // the order of sending is kept
    std::vector<char> in(bytes);
    world.receive(in.data(), bytes, last, 7);
    EXPECT(is_pattern(in.data(), last, bytes));
    char second[6];
    world.receive(second, 6, last, 8);
    EXPECT(std::memcmp(second, "second", 6) == 0);
    if (world.size() > 1) {  // send() may wait for the receiver
        if (world.rank() == 0) {
            world.send(out.data(), bytes, 1, 3);
        } else if (world.rank() == 1) {
            world.receive(in.data(), bytes, 0, 3);
            EXPECT(is_pattern(in.data(), 0, bytes));
        }
    }
    world.barrier();
}

void exercise_transport(Transport& world) {
    for (std::size_t bytes : {std::size_t(0), std::size_t(1), std::size_t(1000), std::size_t(65536), std::size_t(65537),
                              std::size_t(3000001)}) {
        exercise_broadcast(world, bytes);
        exercise_gathers(world, bytes);
        exercise_alltoallv(world, bytes);
        exercise_messages(world, bytes);
        exercise_allreduce(world, bytes / 8);
    }
    auto odd_even = world.split(world.rank() % 2, -world.rank());
    EXPECT(odd_even->size() == (world.size() + 1 - world.rank() % 2) / 2);
    double top = world.rank();
    odd_even->allreduce(&top, 1, Reduce::Max);
    EXPECT(int(top) % 2 == world.rank() % 2);
    EXPECT(odd_even->rank() == (int(top) - world.rank()) / 2);  // the key reverses the order
    auto none = world.split(world.rank() == 0 ? 0 : Transport::no_color, 0);
    EXPECT((none != nullptr) == (world.rank() == 0));
    bool refused = false;
    try {
        world.broadcast(nullptr, 0, world.size());
    } catch (const Error& error) {
        refused = error.kind() == ErrorKind::Value;
    }
    EXPECT(refused);
}

// Lengths, counts and displacements above 2^31.
void exercise_big(Transport& world) {
    EXPECT(world.size() == 2);
    const std::size_t bytes = (std::size_t(1) << 31) + 12345;
    const int rank = world.rank();
    const auto ends_match = [bytes](const std::vector<char>& data, int from) {
        return data[0] == pattern(from, 0) && data[bytes - 1] == pattern(from, bytes - 1) &&
               data[bytes / 2] == pattern(from, bytes / 2);
    };
    std::vector<char> data = rank == 0 ? patterned(0, bytes) : std::vector<char>(bytes);
    world.broadcast(data.data(), bytes, 0);
    EXPECT(ends_match(data, 0));
    std::fill(data.begin(), data.end(), 0);
    {
        const auto own = patterned(5, rank == 0 ? bytes : 1);
        const std::size_t to_other[2] = {rank == 0 ? 1u : 1u, rank == 0 ? bytes - 1 : 0u};
        const std::size_t send_at[2] = {0, 1};
        const std::size_t from_other[2] = {rank == 0 ? 1u : bytes - 1, 0u};
        const std::size_t receive_at[2] = {rank == 0 ? 0u : 1u, 0u};
        world.alltoallv(own.data(), to_other, send_at, data.data(), from_other, receive_at);
        EXPECT(rank == 0 || data[bytes - 1] == pattern(5, bytes - 1));
        if (rank == 0) {
            world.send(own.data(), bytes, 1, 1);
        } else {
            EXPECT(world.probe(0, 1).bytes == bytes);
            world.receive(data.data(), bytes, 0, 1);
            EXPECT(ends_match(data, 5));
        }
    }
    const std::size_t counts[2] = {bytes - 1, 1};
    const std::size_t places[2] = {0, bytes - 1};
    std::vector<char> own = patterned(9, counts[rank]);
    world.allgatherv(own.data(), data.data(), counts, places);
    EXPECT(data[bytes - 2] == pattern(9, bytes - 2) && data[bytes - 1] == pattern(9, 0));
}

class Runner : public TaskRunner {
  public:
    Board* board = nullptr;
    Transport* group = nullptr;
    std::vector<std::string> contexts;
    int ran = 0;

    Bytes run(int id, const Bytes& task) override {
        ++ran;
        EXPECT(board->current_task() == id);
        const int x = std::stoi(task.substr(1));
        switch (task[0]) {
            case 's':
                return std::to_string(x * x);
            case 'n':
                return nested(x);
            case 'p':
                board->post("posted", "by task");
                return "";
            case 't':
                return board->take("for task");
            case 'w':
                std::this_thread::sleep_for(std::chrono::milliseconds(x));
                return "";
            case 'b':
                return task + std::string(3000000, 'z');
            case 'c':
                return std::to_string(contexts.size());
            case 'r':
                return board->run_worker() ? "wrong" : "right";
            case 'f':
                fail(ErrorKind::Value, "task %d is bad", x);
            case 'g': {
                double sum = group->rank() + 1;
                group->allreduce(&sum, 1, Reduce::Sum);
                return std::to_string(int(sum));
            }
            default:
                fail(ErrorKind::Value, "no such task: %s", task.c_str());
        }
    }

    void context(const Bytes& message) override {
        contexts.push_back(message);
        if (message == "collective") {
            group->barrier();
        }
    }

    Failure failed(int, const std::exception_ptr&) override {
        return Failure::Report;
    }

  private:
    Bytes nested(int n) {
        const int me = board->current_task();
        for (int i = 0; i < n; ++i) {
            board->submit(i, "s" + std::to_string(i));
        }
        int sum = 0;
        while (board->working()) {
            EXPECT(board->result() == std::to_string(board->userid() * board->userid()));
            EXPECT(board->current_task() == me);
            sum += std::stoi(board->result());
        }
        return std::to_string(sum);
    }
};

void exercise_messages(Board& board) {
    Bytes message;
    EXPECT(!board.look("a", message) && !board.look_take("a", message));
    board.post("a", "1");
    board.post("a", "2");
    EXPECT(board.look("a", message) && message == "1");
    EXPECT(board.take("a") == "1");
    EXPECT(board.look_take("a", message) && message == "2");
    EXPECT(!board.look("a", message));
}

void gather(Board& board, int expected) {
    int gathered = 0;
    while (board.working()) {
        ++gathered;
    }
    EXPECT(gathered == expected);
}

void exercise_tasks(Board& board) {
    EXPECT(board.working() == 0);
    for (int i = 0; i < 20; ++i) {
        board.submit(100 + i, "s" + std::to_string(i));
    }
    std::vector<int> ids;
    while (const int id = board.working()) {
        ids.push_back(id);
        EXPECT(board.userid() == 100 + id - BoardServer::first_id);
        EXPECT(board.result() == std::to_string((id - 20) * (id - 20)));
    }
    std::sort(ids.begin(), ids.end());
    EXPECT(ids.size() == 20 && ids.front() == 20 && ids.back() == 39);
    for (int i = 0; i < 8; ++i) {
        board.submit(0, "n5");
    }
    while (board.working()) {
        EXPECT(board.result() == "30");
    }
    for (int i = 0; i < 6; ++i) {
        board.submit(i, "b" + std::to_string(i));
    }
    while (board.working()) {
        EXPECT(board.result().size() == 3000002 && board.result()[1] - '0' == board.userid());
    }
    board.submit(0, "r0");
    gather(board, 1);
    EXPECT(board.result() == "right");
}

void exercise_waiting_tasks(Board& board) {
    board.submit(0, "p0");
    EXPECT(board.take("posted") == "by task");
    gather(board, 1);
    board.post("for task", "x");
    board.submit(0, "t0");
    gather(board, 1);
    EXPECT(board.result() == "x");
}

void exercise_failures(Board& board) {
    board.submit(5, "f5");
    board.submit(6, "s6");
    int failures = 0;
    int results = 0;
    for (;;) {
        try {
            if (!board.working()) {
                break;
            }
            ++results;
        } catch (const Error& error) {
            ++failures;
            EXPECT(error.message().find("task 5 is bad") != std::string::npos && board.userid() == 5);
        }
    }
    EXPECT(failures == 1 && results == 1);
}

void exercise_board(Transport& world) {
    auto desk = world.duplicate();
    Runner runner;
    Board board(desk.get(), nullptr, runner);
    runner.board = &board;
    auto group = world.duplicate();
    runner.group = group.get();
    if (world.rank() != 0) {
        board.post("before", std::to_string(world.rank()));
        EXPECT(board.run_worker());
        EXPECT(runner.contexts.size() == 3 && runner.contexts[0] == "one" && runner.contexts[2] == "collective");
        return;
    }
    EXPECT(!board.run_worker());
    int sum = 0;
    for (int r = 1; r < world.size(); ++r) {
        sum += std::stoi(board.take("before"));
    }
    EXPECT(sum == world.size() * (world.size() - 1) / 2);
    exercise_messages(board);
    exercise_tasks(board);
    board.context("one");
    board.context("two");
    board.set_master_works(world.size() == 1);
    board.submit(0, "c0");
    gather(board, 1);
    EXPECT(world.size() == 1 || board.result() == "2");
    board.set_master_works(true);
    exercise_waiting_tasks(board);
    exercise_failures(board);
    board.context("collective");  // the workers need no more of the board to join the master
    group->barrier();
    board.done();
    board.submit(0, "s4");  // alone now
    gather(board, 1);
    EXPECT(board.result() == "16");
}

void exercise_subworlds(Transport& world) {
    auto group = world.split(world.rank() / 2, world.rank());
    auto desk = world.split(group->rank() == 0 ? 0 : Transport::no_color, world.rank());
    auto messages = group->duplicate();
    Runner runner;
    Board board(desk.get(), messages.get(), runner);
    runner.board = &board;
    runner.group = group.get();
    if (board.run_worker()) {
        EXPECT(runner.contexts.size() == 1);
        if (!desk) {
            bool refused = false;
            try {
                board.post("x", "y");
            } catch (const Error&) {
                refused = true;
            }
            EXPECT(refused);
        }
        return;
    }
    EXPECT(world.rank() == 0);
    board.context("hello");
    for (int i = 0; i < 9; ++i) {
        board.submit(i, "g0");
    }
    int gathered = 0;
    while (board.working()) {
        ++gathered;
        const int sum = std::stoi(board.result());
        EXPECT(sum == 3 || sum == 1);  // groups of two, or a last one of one
    }
    EXPECT(gathered == 9);
    board.done();
}

double processor_time() {
    return double(std::clock()) / CLOCKS_PER_SEC;
}

// Workers wait two seconds for the master: they must not use the processor.
void exercise_idle(Transport& world) {
    auto desk = world.duplicate();
    Runner runner;
    Board board(desk.get(), nullptr, runner);
    runner.board = &board;
    const double start = processor_time();
    if (board.run_worker()) {
        const double used = processor_time() - start;
        std::printf("rank %d: %.3f s of processor time in an idle wait of 2 s\n", world.rank(), used);
        EXPECT(used < 0.5);
        return;
    }
    std::this_thread::sleep_for(std::chrono::seconds(2));
    board.done();
}

struct Interrupt {
    int calls = 0;
    int throw_at = 0;
    static void call(void* self) {
        auto* me = static_cast<Interrupt*>(self);
        if (++me->calls == me->throw_at) {
            fail(ErrorKind::Host, "interrupted");
        }
    }
};

// Rank 0 keeps the others waiting in collectives; the hook of rank 1 throws in the second.
void exercise_interrupt(Transport& world) {
    EXPECT(world.size() > 1);
    Interrupt interrupt;
    world.set_idle_hook({&Interrupt::call, &interrupt});
    if (world.rank() == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(520));
    }
    world.barrier();
    if (world.rank() != 0) {
        std::printf("rank %d: hook called %d times in 520 ms\n", world.rank(), interrupt.calls);
        EXPECT(interrupt.calls >= 4 && interrupt.calls <= 11);
    }
    if (world.rank() == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        world.abort(0);
    }
    interrupt.calls = 0;
    interrupt.throw_at = 2;
    int stopped = 0;
    double value = 1;
    for (int i = 0; i < 2; ++i) {
        try {
            world.allreduce(&value, 1, Reduce::Sum);
        } catch (const Error& error) {
            stopped += error.kind() == (i == 0 ? ErrorKind::Host : ErrorKind::Parallel);
        }
    }
    EXPECT(stopped == 2);
    std::printf("ok interrupt\n");
    std::fflush(stdout);
    std::this_thread::sleep_for(std::chrono::seconds(2));
}

// A worker's take() is interrupted, the message goes out to it all the same, and a second take() must get it.
void exercise_late_answer(Transport& world) {
    EXPECT(world.size() == 2);
    auto desk = world.duplicate();
    Runner runner;
    Board board(desk.get(), nullptr, runner);
    runner.board = &board;
    const auto milliseconds = [](int n) { std::this_thread::sleep_for(std::chrono::milliseconds(n)); };
    if (world.rank() == 0) {
        milliseconds(100);
        board.poll();
        milliseconds(200);
        board.post("key", "value");
        EXPECT(board.take("thanks") == "value");
        board.done();
        return;
    }
    Interrupt interrupt;
    interrupt.throw_at = 4;
    desk->set_idle_hook({&Interrupt::call, &interrupt});
    bool interrupted = false;
    try {
        board.take("key");
    } catch (const Error& error) {
        interrupted = error.kind() == ErrorKind::Host;
    }
    EXPECT(interrupted);
    milliseconds(300);
    board.post("thanks", board.take("key"));
    EXPECT(board.run_worker());
}

template <class Call>
double best_seconds(Transport& world, int repeats, int inner, Call call) {
    double best = 1e9;
    for (int i = 0; i < repeats; ++i) {
        world.barrier();
        const double start = world.wall_time();
        for (int j = 0; j < inner; ++j) {
            call();
        }
        double took = (world.wall_time() - start) / inner;
        world.allreduce(&took, 1, Reduce::Max);
        best = std::min(best, took);
    }
    return best;
}

// Memory in huge pages, as NumPy has it for large arrays: the comparison is with mpi4py.
std::unique_ptr<char, decltype(&std::free)> huge_pages(std::size_t bytes) {
    constexpr std::size_t page = 2 << 20;
    bytes = (bytes + page - 1) / page * page;
    char* memory = static_cast<char*>(std::aligned_alloc(page, bytes));
    madvise(memory, bytes, MADV_HUGEPAGE);
    std::memset(memory, 1, bytes);
    return {memory, &std::free};
}

void bench(Transport& world) {
    const std::size_t bytes = 8 << 20;
    const auto size = std::size_t(world.size());
    const auto memory_a = huge_pages(bytes * size);
    const auto memory_b = huge_pages(bytes * size);
    char* const a = memory_a.get();
    char* const b = memory_b.get();
    std::vector<std::size_t> counts(size, bytes);
    std::vector<std::size_t> places(size);
    for (std::size_t r = 1; r < size; ++r) {
        places[r] = places[r - 1] + bytes;
    }
    const auto report = [&](const char* what, double seconds, double moved) {
        if (world.rank() == 0) {
            std::printf("%-24s %10.2f us %8.2f GB/s\n", what, seconds * 1e6, moved / seconds * 1e-9);
        }
    };
    report("broadcast 8 MB", best_seconds(world, 20, 5, [&] { world.broadcast(a, bytes, 0); }), double(bytes));
    report("alltoallv 8 MB a pair",
           best_seconds(world, 20, 5,
                        [&] { world.alltoallv(a, counts.data(), places.data(), b, counts.data(), places.data()); }),
           double(bytes * size));
    std::fill(counts.begin(), counts.end(), 1024);
    report("alltoallv 1 kB a pair",
           best_seconds(world, 20, 500,
                        [&] { world.alltoallv(a, counts.data(), places.data(), b, counts.data(), places.data()); }),
           1024.0 * double(size));
    double x = 1;
    report("allreduce 1 double", best_seconds(world, 20, 1000, [&] { world.allreduce(&x, 1, Reduce::Min); }), 8);
    report("allgather 64 B", best_seconds(world, 20, 1000, [&] { world.allgather(a, b, 64); }), 64);
    report("broadcast 1 kB", best_seconds(world, 20, 1000, [&] { world.broadcast(a, 1024, 0); }), 1024);
    report("barrier", best_seconds(world, 20, 1000, [&] { world.barrier(); }), 0);
}

struct Mode {
    const char* name;
    void (*run)(Transport&);
    bool in_all;
};

constexpr Mode modes[] = {{"transport", exercise_transport, true},  {"board", exercise_board, true},
                          {"subworlds", exercise_subworlds, true},  {"big", exercise_big, false},
                          {"late", exercise_late_answer, false},    {"idle", exercise_idle, false},
                          {"interrupt", exercise_interrupt, false}, {"bench", bench, false}};

}  // namespace

// Also the entry of a shared library: from Python by ctypes, to exercise taking up mpi4py's MPI.
extern "C" int nrn_mpi_exercise(int argc, char** argv) {
    const std::string wanted = argc > 1 ? argv[1] : "all";
    WorldRequest request;
    request.initialise = true;
    request.search.directories.assign(argv + std::min(argc, 2), argv + argc);
    request.search.launch = read_launch();
    std::unique_ptr<Transport> world;
    try {
        if (wanted == "diagnose") {
            std::printf("%s", list_mpi(request.search).report().c_str());
            return 0;
        }
        world = open_world(request);
        for (const Mode& mode : modes) {
            if (wanted == mode.name || (wanted == "all" && mode.in_all)) {
                mode.run(*world);
                world->barrier();
                if (world->rank() == 0) {
                    std::printf("ok %s, %s\n", mode.name, world->describe().c_str());
                    std::fflush(stdout);
                }
            }
        }
        world->finalize();
    } catch (const std::exception& error) {
        std::printf("rank %d: %s\n", world ? world->rank() : -1, error.what());
        std::fflush(stdout);
        if (world) {
            world->abort(1);
        }
        return 1;
    }
    return 0;
}

int main(int argc, char** argv) {
    return nrn_mpi_exercise(argc, argv);
}
