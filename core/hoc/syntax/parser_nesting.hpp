// How deep the parser may call itself: far deeper than any program, far less than a thread's stack.
#pragma once

#include "hoc/syntax/parser.hpp"

namespace nrn::hoc {

class Parser::Nesting {
  public:
    explicit Nesting(Parser& parser) : parser_(parser) {
        if (++parser_.nesting_ > kDeepest) {
            --parser_.nesting_;
            parser_.syntax_error("syntax error: nested too deeply");
        }
    }
    ~Nesting() {
        --parser_.nesting_;
    }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

  private:
    static constexpr int kDeepest = 1000;
    Parser& parser_;
};

}  // namespace nrn::hoc
