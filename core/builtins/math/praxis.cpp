// fit_praxis and what goes with it: the minimum of a function of the user, by the principal axis method.
#include <algorithm>
#include <memory>
#include <vector>

#include "base/random.hpp"
#include "base/text.hpp"
#include "builtins/data/random.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/math/math.hpp"
#include "builtins/math/user_function.hpp"
#include "numeric/praxis.hpp"
#include "object/host.hpp"
#include "object/interpreter.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

// What the functions of praxis have in common.
struct PraxisState {
    numeric::PraxisOptions options;
    bool prints = false;
    std::uint32_t seed = 0;  // the place in the stream of ran4
    long axes_left = 0;      // until it shall stop; 0: it shall not
    std::vector<double> values;
    std::vector<std::vector<double>> axes;
};

// A reference to the first of several numbers, which live as long as it.
class BufferRef final : public Ref {
  public:
    explicit BufferRef(std::vector<double> numbers) : numbers_(std::move(numbers)) {
    }
    Value get() const override {
        return Value::number(numbers_[0]);
    }
    void set(const Value& value) override {
        if (!value.is_number()) {
            fail(ErrorKind::Type, "a parameter of fit_praxis is a number, not %s", kind_name(value.kind()));
        }
        numbers_[0] = value.as_number();
    }
    std::string describe() const override {
        return format("<pointer to parameters of fit_praxis %g>", numbers_[0]);
    }
    double* pointer() const override {
        return numbers_.data();
    }
    std::size_t reach() const override {
        return numbers_.size();
    }

  private:
    mutable std::vector<double> numbers_;
};

// The function of the user: of a Vector, or of the number of parameters and a reference to them.
class UserProblem final : public numeric::PraxisProblem {
  public:
    UserProblem(Call& call, std::size_t function, std::size_t count, bool by_vector)
        : context_(call.context),
          state_(context_.state<PraxisState>()),
          defaults_(context_.state<RandomDefaults>()),
          function_(call, function) {
        if (by_vector) {
            args_.push_back(Value::adopt_object(new_vector(context_)));
        } else {
            args_.push_back(Value::number(static_cast<double>(count)));
            args_.push_back(Value::adopt_ref(new BufferRef(std::vector<double>(count))));
        }
    }
    void set_after(Command after) {
        after_ = std::move(after);
    }

    double evaluate(std::span<const double> x) override {
        ++evaluations_;
        if (args_.size() == 1) {
            vector_of(args_[0].as_object()).assign(x);
        } else {
            std::copy(x.begin(), x.end(), args_[1].as_ref()->elements().begin());
        }
        return function_.number(args_.data(), args_.size());
    }
    double random() override {
        return half_open_unit(ran4(defaults_.low_index, state_.seed++));
    }
    bool stop() override {
        host_of(context_).check_signals();
        return state_.axes_left > 0 && --state_.axes_left == 0;
    }
    void after_round(double minimum) override {
        if (state_.prints) {
            const std::string line = format("praxis: %.17g after %ld evaluations\n", minimum, evaluations_);
            host_of(context_).write(line.data(), line.size());
        }
        after_.run();
    }

  private:
    Context& context_;
    PraxisState& state_;
    RandomDefaults& defaults_;
    UserFunction function_;
    std::vector<Value> args_;
    Command after_;
    long evaluations_ = 0;
};

// Forgets the request to stop when a fit ends, however it ends.
struct EndOfFit {
    PraxisState& state;
    ~EndOfFit() {
        state.axes_left = 0;
    }
};

// The parameters in argument i: a Vector, or a reference to the first of several numbers.
std::span<double> parameters_arg(Call& call, std::size_t i) {
    return call.is(i, Kind::Ref) ? call.args[i].as_ref()->elements() : vector_arg(call, i).mutable_span();
}

std::vector<double> start_arg(Call& call, std::size_t i, bool counted) {
    const std::span<double> given = parameters_arg(call, i);
    std::size_t count = given.size();
    if (counted) {
        constexpr long kMost = 10000;
        count = static_cast<std::size_t>(call.integer(0, 1, kMost));
        if (count > given.size()) {
            call.bad(ErrorKind::Value, i, format("has %zu numbers where %zu are needed", given.size(), count));
        }
    }
    if (count == 0) {
        call.bad(ErrorKind::Value, i, "is empty: there is nothing to change");
    }
    return {given.begin(), given.begin() + static_cast<std::ptrdiff_t>(count)};
}

Value fit_praxis_(Call& call) {
    const bool counted = call.is_number(0);  // fit_praxis(n, function, parameters)
    const std::size_t function = counted ? 1 : 0;
    const std::size_t parameters = function + 1;
    auto& state = call.context.state<PraxisState>();
    const std::vector<double> start = start_arg(call, parameters, counted);
    UserProblem problem(call, function, start.size(), call.is(function, Kind::Host));
    if (call.has(parameters + 1)) {
        problem.set_after(Command(call.context, call.args[parameters + 1]));
    }
    const EndOfFit end{state};
    numeric::PraxisResult found = numeric::praxis(problem, start, state.options);
    state.values = std::move(found.values);
    state.axes = std::move(found.axes);
    const std::span<double> out = parameters_arg(call, parameters);
    if (out.size() < found.x.size()) {
        call.bad(ErrorKind::Value, parameters, "was made smaller by the function");
    }
    std::copy(found.x.begin(), found.x.end(), out.begin());
    return Value::number(found.minimum);
}

Value attr_praxis_(Call& call) {
    auto& state = call.context.state<PraxisState>();
    const std::uint32_t seed = state.seed;
    if (call.count == 1) {
        state.seed = static_cast<std::uint32_t>(call.integer(0, 0, 4294967295L));
    }
    if (call.count < 2) {
        return Value::number(seed);
    }
    for (std::size_t i = 0; i < 2; ++i) {
        if (!(call.number(i) > 0.0 && call.number(i) < 1e100)) {
            call.bad(ErrorKind::Value, i, format("must be above 0 and finite, not %g", call.number(i)));
        }
    }
    state.prints = call.integer(2, 0, 3) > 0;
    state.options = {call.number(0), call.number(1)};
    return Value::number(0.0);
}

Value pval_praxis_(Call& call) {
    const auto& state = call.context.state<PraxisState>();
    if (state.values.empty()) {
        call.refuse(ErrorKind::Value, "there are no principal values before a call of fit_praxis");
    }
    const auto i = static_cast<std::size_t>(call.integer(0, 0, static_cast<long>(state.values.size()) - 1));
    const std::vector<double>& axis = state.axes[i];
    if (call.is(1, Kind::Ref)) {
        const std::span<double> out = call.args[1].as_ref()->elements();
        if (out.size() < axis.size()) {
            call.bad(ErrorKind::Value, 1, format("has room for %zu numbers, %zu are needed", out.size(), axis.size()));
        }
        std::copy(axis.begin(), axis.end(), out.begin());
    } else if (call.has(1)) {
        vector_arg(call, 1).assign(axis);
    }
    return Value::number(state.values[i]);
}

Value stop_praxis_(Call& call) {
    constexpr long kMost = 1000000000L;
    long& left = call.context.state<PraxisState>().axes_left;
    left = call.integer_or(0, 1, 1, kMost);
    return Value::number(static_cast<double>(left));
}

constexpr const char* kFitForms =
    "(efun: callable, parameters: Vector) -> float ; "
    "(efun: callable, parameters: Vector, afterquad: str|callable) -> float ; "
    "(n: int, efun: str|callable, parameters: ref|Vector) -> float ; "
    "(n: int, efun: str|callable, parameters: ref|Vector, afterquad: str|callable) -> float";

}  // namespace

void define_praxis(SymbolTable& symbols) {
    symbols.add_function(
        {"fit_praxis", kFitForms,
         "Looks for parameters that minimise a function; the result is the minimum (Brent's principal axis method).\n\n"
         "efun is a callable that gets the parameters in a Vector, or the name of a function of hoc that gets their\n"
         "number in $1 and a reference to them in $&2. The search starts from the parameters given, which get those\n"
         "of the minimum. afterquad runs after each round. An exception of efun ends the search and leaves the\n"
         "parameters as they were. ValueError when efun is not finite at the start, or seems to have no minimum.",
         fit_praxis_});
    symbols.add_function(
        {"attr_praxis",
         "() -> float ; (seed: int) -> float ; (tolerance: float, maxstepsize: float, printmode: int) -> float",
         "Sets how fit_praxis works: what distance to the minimum is near enough, the largest step, and output.\n\n"
         "maxstepsize should be about the expected distance to the minimum. printmode above 0 prints a line after "
         "each\n"
         "round. With one number, sets the place in the stream of mcell_ran4 that random steps are taken from; the\n"
         "result is the place before.",
         attr_praxis_});
    symbols.add_function(
        {"pval_praxis", "(i: int) -> float ; (i: int, axis: Vector|ref) -> float",
         "Principal value i of the last fit_praxis, the largest first; axis gets the principal axis.\n\n"
         "It is half of the second derivative along the axis. IndexError for i that is not below the number of\n"
         "parameters, ValueError before the first fit.",
         pval_praxis_});
    symbols.add_function({"stop_praxis", "() -> float ; (n: int) -> float",
                          "Makes fit_praxis stop after this search along an axis, or the n-th from now on.\n\n"
                          "Called before fit_praxis, it holds for the next one. The result is n.",
                          stop_praxis_});
}

}  // namespace nrn
