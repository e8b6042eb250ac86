#include "apps/nrniv/session.hpp"

#include <nrn/capi.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "apps/nrniv/line_editor.hpp"

namespace nrn::apps {
namespace {

// Ctrl-C: the prompt looks at the first flag; text that runs is told by libnrn.
volatile std::sig_atomic_t interrupted = 0;
volatile std::sig_atomic_t text_runs = 0;

void on_interrupt(int) {
    interrupted = 1;
    if (text_runs != 0) {
        nrn_hoc_interrupt();
    }
}

void catch_interrupts() {
    struct sigaction action{};
    action.sa_handler = on_interrupt;  // without SA_RESTART: a waiting read ends
    sigaction(SIGINT, &action, nullptr);
}

// How running one item ended.
enum class End { Done, Failed, Quit };

class Session {
  public:
    explicit Session(const Plan& plan)
        : plan_(plan), typed_(plan.terminal == 1 || (plan.terminal != 0 && isatty(STDIN_FILENO) != 0)) {
    }

    int run() {
        if (plan_.mpi && report(nrn_function_call_name("nrnmpi_init", 0)) != End::Done) {
            return 1;
        }
        for (const Item& item : plan_.items) {
            const End end = run(item);
            if (end == End::Quit) {
                return status_;
            }
            if (end == End::Failed) {
                return 1;
            }
        }
        return missing_ ? 1 : 0;
    }

  private:
    End run(const Item& item) {
        switch (item.kind) {
            case ItemKind::Command:
                return execute(item.text);
            case ItemKind::Input:
                return input();
            case ItemKind::Library:
                return execute("{load_file(\"" + item.text + "\")}");
            default:
                return file(item.text);
        }
    }

    End file(const std::string& path) {
        if (access(path.c_str(), R_OK) != 0) {
            std::fflush(stdout);
            std::fprintf(stderr, "nrniv: can't open %s\n", path.c_str());
            missing_ = true;
            return End::Done;
        }
        text_runs = 1;
        const int result = nrn_hoc_file(path.c_str());
        text_runs = 0;
        return report(result);
    }

    End execute(const std::string& text) {
        text_runs = 1;
        const int result = nrn_hoc_exec(text.c_str());
        text_runs = 0;
        return report(result);
    }

    // The prompt, or text that a program sends: every statement runs as soon as it is complete.
    End input() {
        if (typed_) {
            catch_interrupts();
        }
        LineEditor editor(typed_, interrupted);
        std::string pending;
        std::string line;
        for (;;) {
            const Read read = editor.read(pending.empty() ? "oc>" : ">\t", line);
            if (read == Read::Interrupted) {
                pending.clear();
                continue;
            }
            if (read == Read::Line) {
                const bool open = !pending.empty();
                const bool continued = open && pending.size() > 1 && pending[pending.size() - 2] == '\\';
                pending += line;
                pending += '\n';
                if ((open && !continued && !may_close(line)) || nrn_hoc_incomplete(pending.c_str()) != 0) {
                    continue;
                }
            }
            const End end = pending.empty() ? End::Done : execute(pending);
            pending.clear();
            if (end == End::Quit || read == Read::End) {
                return end == End::Quit ? End::Quit : End::Done;
            }
        }
    }

    // Whether a line can end what an earlier one opened: keeps the work linear in long blocks.
    static bool may_close(const std::string& line) {
        return line.find_first_of("})\"*") != std::string::npos;
    }

    End report(int result) {
        std::fflush(stdout);
        if (result == NRN_OK) {
            return End::Done;
        }
        if (result == NRN_ERR_QUIT) {
            status_ = std::atoi(nrn_error_message());
            return End::Quit;
        }
        std::fprintf(stderr, "nrniv: %s\n", nrn_error_message());
        return End::Failed;
    }

    const Plan& plan_;
    bool typed_;
    bool missing_ = false;
    int status_ = 0;
};

}  // namespace

int run_session(const Plan& plan) {
    return Session(plan).run();
}

}  // namespace nrn::apps
