// The bulletin board on one rank, whose order of execution is the reference's, and its server alone.
#include "parallel/board.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

using namespace nrn;

namespace {

class Recorder : public TaskRunner {
  public:
    std::function<Bytes(int, const Bytes&)> act = [](int, const Bytes& task) { return task; };
    std::vector<int> ran;
    int failures = 0;

    Bytes run(int id, const Bytes& task) override {
        ran.push_back(id);
        return act(id, task);
    }
    void context(const Bytes&) override {
        FAIL("a context ran on the master");
    }
    Failure failed(int, const std::exception_ptr&) override {
        ++failures;
        return Failure::Report;
    }
};

struct Fixture {
    std::unique_ptr<Transport> desk = make_serial_transport();
    Recorder runner;
    Board board{desk.get(), nullptr, runner};

    std::vector<int> gather() {
        std::vector<int> ids;
        while (const int id = board.working()) {
            ids.push_back(id);
        }
        return ids;
    }
};

using Ids = std::vector<int>;

}  // namespace

TEST_CASE_FIXTURE(Fixture, "tasks run inside working(), in order, with ids from 20") {
    CHECK(board.working() == 0);
    board.submit(-1, "a");
    board.submit(7, "b");
    board.submit(0, "c");
    CHECK(runner.ran.empty());
    CHECK(board.working() == 20);
    CHECK(board.userid() == -1);
    CHECK(board.result() == "a");
    CHECK(runner.ran == Ids{20});
    CHECK(board.working() == 21);
    CHECK(board.userid() == 7);
    CHECK(board.working() == 22);
    CHECK(board.userid() == 0);
    CHECK(board.working() == 0);
}

TEST_CASE_FIXTURE(Fixture, "the children of a task come before its younger siblings") {
    runner.act = [this](int id, const Bytes& task) -> Bytes {
        CHECK(board.current_task() == id);
        if (task == "parent") {
            board.submit(1, "leaf");
            board.submit(2, "leaf");
            CHECK(gather().size() == 2);
            CHECK(board.current_task() == id);
        }
        return task;
    };
    board.submit(1, "parent");
    board.submit(2, "parent");
    board.submit(3, "leaf");
    CHECK(gather() == Ids{20, 21, 22});
    CHECK(runner.ran == Ids{20, 23, 24, 21, 25, 26, 22});
    CHECK(board.current_task() == 0);
}

TEST_CASE_FIXTURE(Fixture, "take runs tasks until one has posted the message") {
    runner.act = [this](int, const Bytes& task) -> Bytes {
        if (task == "poster") {
            board.post("key", "value");
        }
        return task;
    };
    board.submit(1, "other");
    board.submit(2, "poster");
    board.submit(3, "later");
    CHECK(board.take("key") == "value");
    CHECK(runner.ran == Ids{20, 21});
    CHECK(gather() == Ids{20, 21, 22});
    CHECK_THROWS_AS(board.take("key"), Error);
}

TEST_CASE_FIXTURE(Fixture, "messages of one key keep their order") {
    Bytes message = "untouched";
    CHECK_FALSE(board.look("k", message));
    CHECK(message == "untouched");
    board.post("k", "1");
    board.post("k", "2");
    CHECK(board.look("k", message));
    CHECK(message == "1");
    CHECK(board.take("k") == "1");
    CHECK(board.look_take("k", message));
    CHECK(message == "2");
    CHECK_FALSE(board.look_take("k", message));
}

TEST_CASE_FIXTURE(Fixture, "a failing task throws its own exception from working, once") {
    struct Special {
        int code;
    };
    runner.act = [](int id, const Bytes&) -> Bytes { throw Special{id}; };
    board.submit(5, "x");
    int code = 0;
    try {
        board.working();
    } catch (const Special& special) {
        code = special.code;
    }
    CHECK(code == 20);
    CHECK(board.userid() == 5);
    CHECK(board.working() == 0);
    CHECK(runner.failures == 0);
    CHECK_FALSE(board.in_task());
}

TEST_CASE_FIXTURE(Fixture, "the failure of an older sibling's task reaches its submitter, not the task that ran it") {
    runner.act = [this](int, const Bytes& task) -> Bytes {
        if (task == "bad") {
            fail(ErrorKind::Value, "bad");
        }
        if (task == "waits") {
            board.take("posted by the last");
        } else if (task == "poster") {
            board.post("posted by the last", "");
        }
        return task;
    };
    board.submit(1, "waits");
    board.submit(2, "bad");
    board.submit(3, "poster");
    Ids done;
    int failures = 0;
    for (int i = 0; i < 3; ++i) {
        try {
            done.push_back(board.working());
        } catch (const Error&) {
            ++failures;
        }
    }
    CHECK(failures == 1);
    CHECK(done == Ids{22, 20});
    CHECK(board.working() == 0);
}

TEST_CASE_FIXTURE(Fixture, "run_worker, context and done on the only rank") {
    runner.act = [this](int, const Bytes&) -> Bytes { return board.run_worker() ? "left" : "returned"; };
    CHECK_FALSE(board.run_worker());
    board.context("nobody runs it");
    board.done();
    board.done();
    board.submit(1, "x");
    CHECK(board.working() == 20);
    CHECK(board.result() == "returned");
}

TEST_CASE("ranks without a desk may not use the board") {
    auto group = make_serial_transport();
    Recorder runner;
    Board board(nullptr, group.get(), runner);
    CHECK(board.is_follower());
    CHECK_THROWS_AS(board.post("k", ""), Error);
    CHECK_THROWS_AS(board.submit(1, ""), Error);
    CHECK_THROWS_AS(board.working(), Error);
    CHECK_THROWS_AS(board.context(""), Error);
    board.done();
}

TEST_CASE("server: results wait for their submitter, in order of completion") {
    BoardServer server;
    const int a = server.submit(0, 1, "a");
    const int b = server.submit(0, 2, "b");
    const int other = server.submit(-3, 9, "other");
    CHECK(server.next_task()->id == a);
    CHECK(server.next_task()->id == b);
    CHECK(server.next_task()->id == other);
    CHECK_FALSE(server.next_task());
    server.finish(b, "B");
    server.finish(other, "O");
    server.finish(a, "A", true);
    const Result first = *server.next_result(0);
    CHECK(first.id == b);
    CHECK(first.userid == 2);
    const Result second = *server.next_result(0);
    CHECK(second.id == a);
    CHECK(second.failed);
    CHECK_FALSE(server.next_result(0));
    CHECK(server.next_result(-3)->body == "O");
}

TEST_CASE("server: what was handed out for nothing goes back to its place") {
    BoardServer server;
    server.submit(0, 1, "a");
    server.submit(0, 2, "b");
    Task a = *server.next_task();
    server.untake(std::move(a));
    a = *server.next_task();
    CHECK(a.body == "a");
    server.finish(a.id, "A");
    server.finish(server.next_task()->id, "B");
    server.untake(*server.next_result(0));
    CHECK(server.next_result(0)->body == "A");
}

TEST_CASE("server: results for a finished task are dropped") {
    BoardServer server;
    const int parent = server.submit(0, 1, "");
    server.next_task();
    const int child = server.submit(parent, 1, "");
    server.finish(parent, "");
    server.next_task();
    server.finish(child, "late");
    CHECK_FALSE(server.next_result(parent));
}

TEST_CASE("packets survive encoding") {
    Packet packet;
    packet.kind = Packet::Kind::Result;
    packet.sequence = 3;
    packet.id = 20;
    packet.parent = -1;
    packet.userid = -7;
    packet.failed = 1;
    packet.key = std::string("k\0y", 3);
    packet.body = std::string(1000, 'b');
    const Packet same = Packet::decode(std::move(packet).encode());
    CHECK(same.kind == Packet::Kind::Result);
    CHECK(same.sequence == 3);
    CHECK(same.id == 20);
    CHECK(same.parent == -1);
    CHECK(same.userid == -7);
    CHECK(same.failed == 1);
    CHECK(same.key == std::string("k\0y", 3));
    CHECK(same.body == std::string(1000, 'b'));
    CHECK_THROWS_AS(Packet::decode("short"), Error);
    CHECK_THROWS_AS(Packet::decode(std::string(40, '\xff')), Error);
}
