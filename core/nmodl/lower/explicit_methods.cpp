// euler and runge: the block computes the rates of all states into locals, then the states move.
#include "nmodl/lower/algebra.hpp"
#include "nmodl/lower/lower.hpp"

namespace nrn::nmodl {
namespace {

ExprPtr sum(ExprPtr a, ExprPtr b) {
    return binary("+", std::move(a), std::move(b));
}
ExprPtr product(ExprPtr a, ExprPtr b) {
    return binary("*", std::move(a), std::move(b));
}

void collect(const Statements& list, std::vector<ExprPtr>& into) {
    for (const Stmt& s : list) {
        if (s.kind == Stmt::Kind::Derivative) {
            bool known = false;
            for (const ExprPtr& state : into) {
                known = known || same(state, s.target);
            }
            if (!known) {
                into.push_back(s.target);
            }
        }
        collect(s.body, into);
        collect(s.otherwise, into);
    }
}

void check_names(const std::vector<ExprPtr>& states, Sources& sources) {
    for (const ExprPtr& state : states) {
        if (!state->parts.empty() && state->parts[0]->kind != Expr::Kind::Number) {
            sources.error(state->place, "A derivative of " + text_of(state) +
                                            " with a computed index is supported by cnexp only: "
                                            "write one equation for each element.");
        }
    }
}

ExprPtr rate(const ExprPtr& state, int stage = 0) {
    return local(rate_name(state) + (stage == 0 ? "" : "_" + std::to_string(stage)), state->place);
}

Statements at_time_of_stage(const Statements& list, const ExprPtr& t) {
    return changed(list, [&](const ExprPtr& e) { return substitute(e, variable("t"), t); });
}

}  // namespace

std::vector<ExprPtr> states_of(const Statements& body) {
    std::vector<ExprPtr> result;
    collect(body, result);
    return result;
}

std::string rate_name(const ExprPtr& state) {
    return "rate_of_" + state->text +
           (state->parts.empty() ? "" : "_" + std::to_string(static_cast<int>(state->parts[0]->number)));
}

Statements with_rates(const Statements& body) {
    Statements result;
    for (Stmt s : body) {
        if (s.kind == Stmt::Kind::Derivative) {
            s = assign(rate(s.target), s.value);
        }
        s.body = with_rates(s.body);
        s.otherwise = with_rates(s.otherwise);
        result.push_back(std::move(s));
    }
    return result;
}

Statements euler(const Routine& derivative, Sources& sources) {
    const std::vector<ExprPtr> states = states_of(derivative.body);
    check_names(states, sources);
    Statements result;
    for (const ExprPtr& state : states) {
        result.push_back(declare(rate_name(state)));
    }
    result.push_back(block(with_rates(derivative.body)));
    for (const ExprPtr& state : states) {
        result.push_back(assign(state, sum(state, product(variable("dt"), rate(state)))));
    }
    return result;
}

// The classical method of order 4. As in NEURON, t of the stages counts from the end of the step.
Statements runge(const Routine& derivative, Sources& sources) {
    const std::vector<ExprPtr> states = states_of(derivative.body);
    check_names(states, sources);
    Statements result;
    for (const ExprPtr& state : states) {
        result.push_back(declare(rate_name(state)));
        result.push_back(declare("start_" + rate_name(state)));
        result.push_back(assign(local("start_" + rate_name(state)), state));
        for (int stage = 1; stage <= 4; ++stage) {
            result.push_back(declare(rate(state, stage)->text));
        }
    }
    const auto start = [](const ExprPtr& state) { return local("start_" + rate_name(state)); };
    for (int stage = 1; stage <= 4; ++stage) {
        const ExprPtr later = stage == 1   ? number(0)
                              : stage == 4 ? variable("dt")
                                           : product(number(0.5), variable("dt"));
        const Statements body = with_rates(derivative.body);
        result.push_back(block(stage == 1 ? body : at_time_of_stage(body, sum(variable("t"), later))));
        for (const ExprPtr& state : states) {
            result.push_back(assign(rate(state, stage), rate(state)));
        }
        for (const ExprPtr& state : states) {
            if (stage < 4) {
                const ExprPtr step = stage == 3 ? variable("dt") : product(number(0.5), variable("dt"));
                result.push_back(assign(state, sum(start(state), product(step, rate(state, stage)))));
            } else {
                const ExprPtr middle = product(number(2), sum(rate(state, 2), rate(state, 3)));
                const ExprPtr mean = sum(sum(rate(state, 1), middle), rate(state, 4));
                result.push_back(
                    assign(state, sum(start(state), product(binary("/", variable("dt"), number(6)), mean))));
            }
        }
    }
    return result;
}

}  // namespace nrn::nmodl
