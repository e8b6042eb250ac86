// Vector members on spike trains and traces: inf, psth, trigavg, spikebin. And random numbers.
#include <algorithm>
#include <cmath>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/random.hpp"
#include "builtins/data/vector.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

// ---- integrate and fire ----

struct LeakyNeuron {
    double dt;    // [ms]
    double leak;  // conductance
    double rest;  // potential towards which it leaks
    double capacitance;
    double threshold;   // potential
    double reset;       // potential after a spike
    double refractory;  // [ms]
};

// Forward Euler. A spike is one element of 0, followed by one at the reset potential.
void integrate_and_fire(const LeakyNeuron& cell, std::span<const double> current, std::span<double> v) {
    if (v.empty()) {
        return;
    }
    double wait = 0.0;  // [ms] until the next spike may come
    v[0] = cell.rest;
    for (std::size_t k = 0; k + 1 < v.size(); ++k) {
        v[k + 1] = v[k] + (current[k] - cell.leak * (v[k] - cell.rest)) / cell.capacitance * cell.dt;
        if (v[k + 1] > cell.threshold && wait <= 0.0) {
            v[k + 1] = 0.0;
            ++k;
            if (k + 1 < v.size()) {
                v[k + 1] = cell.reset;
            }
            wait = cell.refractory;
        } else {
            wait -= cell.dt;
        }
    }
}

Value inf_(Call& call) {
    const auto current = vector_arg(call, 0).span();
    const LeakyNeuron cell{call.number(1), call.number(2), call.number(3),        call.number(4),
                           call.number(5), call.number(6), call.number_or(7, 0.0)};
    if (cell.capacitance == 0.0) {
        call.bad(ErrorKind::Value, 4, "must not be 0");
    }
    Vector made;
    made.resize_for_overwrite(current.size());
    integrate_and_fire(cell, current, made.mutable_span());
    self_vector(call).take(made);
    return call.self_value();
}

// ---- spikes ----

constexpr std::size_t kLookAtSignals = std::size_t{1} << 24;  // bins from one look to the next

// The window around a bin, which grows by one bin at a time, right and left in turn, over the bins that exist.
class GrowingWindow {
  public:
    GrowingWindow(std::span<const double> counts, std::size_t centre)
        : counts_(counts), begin_(centre), end_(centre + 1), total_(counts[centre]) {
    }

    double total() const {
        return total_;
    }
    std::size_t width() const {
        return end_ - begin_;
    }
    bool grow() {
        const bool can_right = end_ < counts_.size();
        const bool can_left = begin_ > 0;
        if (!can_right && !can_left) {
            return false;
        }
        total_ += can_right && (right_next_ || !can_left) ? counts_[end_++] : counts_[--begin_];
        right_next_ = !right_next_;
        return true;
    }

  private:
    std::span<const double> counts_;
    std::size_t begin_;
    std::size_t end_;
    double total_;
    bool right_next_ = true;
};

Value psth_(Call& call) {
    const auto counts = vector_arg(call, 0).span();
    const double bin_seconds = call.number(1) / 1000.0;  // dt is in ms
    const double trials = call.number(2);
    const double wanted = call.number(3);
    if (std::isnan(wanted) || wanted < 0.0) {
        call.bad(ErrorKind::Value, 3, format("must be a number of spikes of 0 or more, not %g", wanted));
    }
    Vector made;
    made.resize_for_overwrite(counts.size());
    double* out = made.data();
    std::size_t work = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        GrowingWindow window(counts, i);
        while (window.total() < wanted) {
            if (!window.grow()) {
                call.bad(ErrorKind::Value, 3,
                         format("asks for %g spikes, and all bins together have %g", wanted, window.total()));
            }
        }
        out[i] = window.total() / trials / bin_seconds / static_cast<double>(window.width());
        work += window.width();
        if (work > kLookAtSignals) {
            host_of(call.context).check_signals();
            work = 0;
        }
    }
    self_vector(call).take(made);
    return call.self_value();
}

Value trigavg_(Call& call) {
    const auto data = vector_arg(call, 0).span();
    const auto triggers = vector_arg(call, 1).span();
    const long last = static_cast<long>(data.size()) - 1;
    const auto pre = static_cast<double>(call.integer(2, 0, last));
    const auto post = static_cast<double>(call.integer(3, 0, last));
    const auto n = static_cast<std::size_t>(pre + post);
    std::vector<double> total(n);
    double used = 0.0;
    for (const double trigger : triggers) {
        const double begin = std::trunc(trigger) - pre;
        if (begin >= 0.0 && std::trunc(trigger) + post < static_cast<double>(data.size())) {
            const double* from = data.data() + static_cast<std::size_t>(begin);
            std::transform(total.begin(), total.end(), from, total.begin(), std::plus<>());
            used += 1.0;
        }
    }
    for (double& x : total) {
        x /= used;
    }
    self_vector(call).assign(total);
    return Value::number(used);
}

Value spikebin_(Call& call) {
    Vector& self = self_vector(call);
    const Vector& source = vector_arg(call, 0);
    const double threshold = call.number(1);
    const std::size_t n = source.size();
    self.resize_for_overwrite(n);
    double* out = self.data();  // may move the storage: before looking at the source
    const double* x = source.view();
    unsigned in_spike = 0;
    for (std::size_t i = 0; i < n; ++i) {  // without branches: spikes come unforeseen
        const unsigned above = x[i] >= threshold;
        const unsigned below = x[i] < threshold;  // NaN is neither, and ends no spike
        out[i] = static_cast<double>(above & ~in_spike);
        in_spike = above | (in_spike & ~below);
    }
    return call.self_value();
}

// ---- random numbers ----

// New numbers for the elements, or for those in the range of arguments 1 and 2: combine(old, picked).
template <class Combine>
Value randomise(Call& call, Combine combine) {
    constexpr std::size_t kLookAtSignals = std::size_t{1} << 20;
    Random& random = random_arg(call, 0);
    Vector& self = self_vector(call);
    const Range range = range_args(call, 1, self.size());
    std::vector<double> made(self.view() + range.begin,
                             self.view() + range.end);  // a break leaves the Vector as it was
    for (std::size_t i = 0; i < made.size(); ++i) {
        made[i] = combine(made[i], random.pick());
        if (i % kLookAtSignals == kLookAtSignals - 1) {
            host_of(call.context).check_signals();
        }
    }
    if (range.end > self.size()) {
        call.refuse(ErrorKind::Index, "the Vector was made shorter meanwhile");
    }
    std::copy(made.begin(), made.end(), self.data() + range.begin);
    return call.self_value();
}

Value setrand_(Call& call) {
    return randomise(call, [](double, double picked) { return picked; });
}
Value addrand_(Call& call) {
    return randomise(call, [](double before, double picked) { return before + picked; });
}

// ---- the table ----

constexpr const char* kInfForms =
    "(i: Vector, dt: float, gl: float, el: float, cm: float, th: float, res: float, ref: float = 0) -> self";

constexpr const char* kRandomForms = "(random: Random) -> self ; (random: Random, start: int, end: int) -> self";

const Member kRows[] = {
    {"inf", MemberKind::Method, kInfForms, "",
     "Membrane potential of a leaky integrate-and-fire neuron with the input current i.\n\n"
     "v[0] = el, then v[k+1] = v[k] + (i[k] - gl (v[k] - el))/cm dt (forward Euler). Where it exceeds the threshold\n"
     "th, it is 0 for one element, the spike, then res. After a spike there is none for the time ref.\n"
     "dt and ref in ms, el, th and res in mV; i, gl and cm in units that fit together. The Vector gets the size of i.\n"
     "ValueError for cm 0.",
     inf_},
    {"psth", MemberKind::Method, "(source: Vector, dt: float, trials: float, size: float) -> self", "Hz",
     "Mean firing rates from a histogram of spikes, in windows wide enough to hold `size` spikes.\n\n"
     "For each bin of source a window grows by one bin at a time, right and left in turn, until it holds `size`\n"
     "spikes: x[i] = spikes/(trials * bins of the window * dt/1000), in Hz with dt in ms. trials is the number of\n"
     "traces whose spikes are added in source. ValueError when source has fewer than `size` spikes.",
     psth_},
    {"trigavg", MemberKind::Method, "(data: Vector, trigger: Vector, pre: int, post: int) -> float", "",
     "Average of pieces of data around triggers, and as result the number of triggers used.\n\n"
     "trigger holds indices of data. The Vector gets pre + post elements, x[k] being the mean of\n"
     "data[trigger - pre + k]. Triggers without pre elements before and post elements after them are not used; if\n"
     "none is, the elements are nan. IndexError for pre or post that are negative or reach beyond data.",
     trigavg_},
    {"spikebin", MemberKind::Method, "(data: Vector, threshold: float) -> self", "",
     "1 where data reaches the threshold from below, 0 elsewhere.\n\n"
     "The Vector gets the size of data. A first element at or above the threshold counts as a spike.",
     spikebin_},

    {"setrand", MemberKind::Method, kRandomForms, "",
     "Replaces the elements, or those from start to end, by random numbers of a Random.\n\n"
     "IndexError for a range that does not lie in the Vector.",
     setrand_},
    {"addrand", MemberKind::Method, kRandomForms, "",
     "Adds random numbers of a Random to the elements, or to those from start to end.\n\n"
     "IndexError for a range that does not lie in the Vector.",
     addrand_},
};

}  // namespace

void add_vector_model(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
