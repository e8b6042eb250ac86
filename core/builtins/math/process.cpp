// system(): commands of the operating system's shell.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "builtins/data/text_format.hpp"
#include "builtins/math/math.hpp"
#include "object/call.hpp"
#include "object/host.hpp"
#include "object/sandbox.hpp"

extern char** environ;

namespace nrn {
namespace {

constexpr int kLook = 100;  // [ms] between two looks at signals

// A command that runs, with a pipe from its standard output if that is wanted.
class Child {
  public:
    Child(Call& call, const std::string& command, bool piped) {
        int ends[2] = {-1, -1};
        if (piped && ::pipe(ends) != 0) {
            call.refuse(ErrorKind::Io, std::string("no pipe: ") + std::strerror(errno));
        }
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        if (piped) {
            ::fcntl(ends[0], F_SETFD, FD_CLOEXEC);
            posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
            posix_spawn_file_actions_addclose(&actions, ends[1]);
        }
        char shell[] = "sh";
        char option[] = "-c";
        std::string text = command;
        char* arguments[] = {shell, option, text.data(), nullptr};
        const int failed = posix_spawn(&pid_, "/bin/sh", &actions, nullptr, arguments, environ);
        posix_spawn_file_actions_destroy(&actions);
        if (piped) {
            ::close(ends[1]);
            output_ = ends[0];
        }
        if (failed != 0) {
            pid_ = -1;
            close_output();
            call.refuse(ErrorKind::Io, std::string("the shell does not start: ") + std::strerror(failed));
        }
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {  // an exception left it running
        close_output();
        if (pid_ > 0) {
            ::kill(pid_, SIGTERM);
            int status = 0;
            while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
            }
        }
    }

    // The next part of the output: false at its end.
    bool read(Host& host, std::string& part) {
        char room[4096];
        while (true) {
            void* token = host.unlock();
            pollfd wanted{output_, POLLIN, 0};
            const int ready = ::poll(&wanted, 1, kLook);
            const ssize_t n = ready > 0 ? ::read(output_, room, sizeof room) : -1;
            host.lock(token);
            host.check_signals();
            if (n >= 0) {
                part.assign(room, static_cast<std::size_t>(n));
                return n > 0;
            }
            if (ready == 0 && ended()) {  // a process that it left in the background holds the pipe
                return false;
            }
        }
    }

    // Waits for the end; the status as wait(2) gives it.
    int wait(Host& host) {
        close_output();
        int pause = 0;  // [ms] grows, so that a short command does not wait long
        while (!ended()) {
            void* token = host.unlock();
            ::poll(nullptr, 0, pause);
            host.lock(token);
            host.check_signals();
            pause = pause < kLook ? pause + 1 : kLook;
        }
        return status_;
    }

  private:
    bool ended() noexcept {
        if (pid_ > 0) {
            const pid_t found = ::waitpid(pid_, &status_, WNOHANG);
            if (found == pid_ || (found < 0 && errno != EINTR)) {
                status_ = found < 0 ? -1 : status_;
                pid_ = -1;
            }
        }
        return pid_ < 0;
    }
    void close_output() noexcept {
        if (output_ >= 0) {
            ::close(output_);
            output_ = -1;
        }
    }

    pid_t pid_ = -1;
    int output_ = -1;
    int status_ = 0;
};

// Output is read and printed by us, so that it goes where all output goes; a terminal is left to the command.
Value system_(Call& call) {
    refuse_in_sandbox("system()");
    Host& host = host_of(call.context);
    const std::string command = text_at(call, 0);
    const bool stored = call.has(1);
    if (stored) {
        check_text_ref(call, 1);
    }
    std::fflush(nullptr);
    const bool piped = stored || host.redirected() || ::isatty(STDOUT_FILENO) == 0;
    Child child(call, command, piped);
    std::string all;
    for (std::string part; piped && child.read(host, part);) {
        if (stored) {
            all += part;
        } else {
            host.write(part);
        }
    }
    const int status = child.wait(host);
    if (stored) {
        store_text(call, 1, all);
    }
    return Value::number(status);
}

}  // namespace

void define_process(SymbolTable& symbols) {
    symbols.add_function(
        {"system", "(command: str|ref) -> float ; (command: str|ref, output: ref) -> float",
         "Runs a command of the shell; its status, 0 for success, as wait(2) gives it (256 times the exit code).\n\n"
         "With a text variable, what the command prints is stored there.",
         system_});
}

}  // namespace nrn
