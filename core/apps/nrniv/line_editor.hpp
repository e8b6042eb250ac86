// One line from a terminal. With libreadline or libedit, opened at run time, the line can be edited and earlier ones
// come back; without, it is read as it is.
#pragma once

#include <csignal>
#include <string>

namespace nrn::apps {

enum class Read {
    Line,
    End,          // end of the input
    Interrupted,  // Ctrl-C: what was typed is forgotten
};

class LineEditor {
  public:
    // typed: a person types, so that a prompt is shown; `interrupted` is set by the program's SIGINT handler.
    LineEditor(bool typed, volatile std::sig_atomic_t& interrupted);
    ~LineEditor();
    LineEditor(const LineEditor&) = delete;
    LineEditor& operator=(const LineEditor&) = delete;

    // line gets no line end.
    Read read(const char* prompt, std::string& line);

  private:
    struct Library;
    Read edit(const char* prompt, std::string& line);
    Read plain(const char* prompt, std::string& line);
    bool wait() const;

    bool typed_;
    volatile std::sig_atomic_t& interrupted_;
    Library* library_ = nullptr;
};

}  // namespace nrn::apps
