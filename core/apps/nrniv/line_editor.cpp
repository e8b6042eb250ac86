#include "apps/nrniv/line_editor.hpp"

#include <dlfcn.h>
#include <sys/select.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace nrn::apps {
namespace {

constexpr const char* candidates[] = {
    "libreadline.so.8", "libreadline.so.7", "libreadline.so.6", "libedit.so.2",
    "libedit.so.0",     "libedit.so",       "libedit.3.dylib",  "libreadline.8.dylib",
};

// What the library's callback, which knows no context, leaves for LineEditor::edit.
struct Arrived {
    bool done = false;
    char* text = nullptr;        // null: end of the input
    void (*remove)() = nullptr;  // takes the callback away, or the prompt is shown once more
};
Arrived arrived;

void take_line(char* text) {
    arrived.done = true;
    arrived.text = text;
    arrived.remove();
}

// Past stdio, whose buffer select does not see; the terminal hands out whole lines.
int typed_character() {
    unsigned char c = 0;
    return ::read(STDIN_FILENO, &c, 1) == 1 ? c : EOF;
}

}  // namespace

// The interface that both libraries have; the last two are not in every version.
struct LineEditor::Library {
    void (*install)(const char*, void (*)(char*)) = nullptr;
    void (*read_char)() = nullptr;
    void (*remove)() = nullptr;
    void (*add_history)(const char*) = nullptr;
    void (*free_line)() = nullptr;
    int* catch_signals = nullptr;

    bool load() {
        for (const char* name : candidates) {
            void* handle = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
            if (handle != nullptr && bind(handle)) {
                return true;
            }
        }
        return false;
    }

  private:
    template <class T>
    static void find(void* handle, const char* name, T& out) {
        void* address = dlsym(handle, name);
        std::memcpy(&out, &address, sizeof address);
    }

    bool bind(void* handle) {
        find(handle, "rl_callback_handler_install", install);
        find(handle, "rl_callback_read_char", read_char);
        find(handle, "rl_callback_handler_remove", remove);
        find(handle, "add_history", add_history);
        find(handle, "rl_free_line_state", free_line);
        find(handle, "rl_catch_signals", catch_signals);
        void (*begin)() = nullptr;
        find(handle, "using_history", begin);
        if (begin != nullptr) {
            begin();
        }
        if (catch_signals != nullptr) {
            *catch_signals = 0;  // Ctrl-C is the program's
        }
        return install != nullptr && read_char != nullptr && remove != nullptr && add_history != nullptr;
    }
};

LineEditor::LineEditor(bool typed, volatile std::sig_atomic_t& interrupted) : typed_(typed), interrupted_(interrupted) {
    const char* terminal = std::getenv("TERM");
    const bool dumb = terminal == nullptr || std::strcmp(terminal, "dumb") == 0;
    if (typed && !dumb && isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0) {
        library_ = new Library();
        if (!library_->load()) {
            delete library_;
            library_ = nullptr;
        }
    }
}

LineEditor::~LineEditor() {
    delete library_;
}

Read LineEditor::read(const char* prompt, std::string& line) {
    line.clear();
    interrupted_ = 0;
    std::fflush(stdout);
    return library_ != nullptr ? edit(prompt, line) : plain(prompt, line);
}

// Waits for the terminal; false when Ctrl-C came. The handler may run just before select begins: hence the limit.
bool LineEditor::wait() const {
    while (interrupted_ == 0) {
        fd_set input;
        FD_ZERO(&input);
        FD_SET(STDIN_FILENO, &input);
        timeval limit{0, 100000};  // [us]
        if (select(STDIN_FILENO + 1, &input, nullptr, nullptr, &limit) > 0) {
            return true;
        }
    }
    return false;
}

Read LineEditor::edit(const char* prompt, std::string& line) {
    arrived = Arrived{false, nullptr, library_->remove};
    library_->install(prompt, take_line);
    while (!arrived.done && wait()) {
        library_->read_char();
    }
    if (!arrived.done) {
        if (library_->free_line != nullptr) {
            library_->free_line();
        }
        library_->remove();
        std::puts("^C");
        return Read::Interrupted;
    }
    if (arrived.text == nullptr) {
        std::puts("");
        return Read::End;
    }
    line = arrived.text;
    std::free(arrived.text);
    if (line.find_first_not_of(" \t") != std::string::npos) {
        library_->add_history(line.c_str());
    }
    return Read::Line;
}

Read LineEditor::plain(const char* prompt, std::string& line) {
    if (typed_) {
        std::fputs(prompt, stdout);
        std::fflush(stdout);
    }
    const bool terminal = typed_ && isatty(STDIN_FILENO) != 0;
    for (;;) {
        if (terminal && !wait()) {
            std::puts("");
            return Read::Interrupted;
        }
        const int c = terminal ? typed_character() : std::getc(stdin);
        if (c == '\n') {
            return Read::Line;
        }
        if (c == EOF && terminal && interrupted_ != 0) {
            continue;
        }
        if (c == EOF) {
            return line.empty() ? Read::End : Read::Line;
        }
        line.push_back(static_cast<char>(c));
    }
}

}  // namespace nrn::apps
