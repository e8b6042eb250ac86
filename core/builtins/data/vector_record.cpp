// Vector.record and Vector.play: what ties a Vector to variables of the simulation.
//
// The events' room owns recordings and knows Vectors as Store and Series. What belongs to a Vector is listed in its
// ties and ends with it, also what uses it as times.
#include "builtins/data/vector_record.hpp"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/pointers.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/model/point.hpp"
#include "event/events.hpp"
#include "object/host.hpp"
#include "object/interpreter.hpp"
#include "object/ref.hpp"
#include "object/symbol.hpp"

namespace nrn {
namespace {

using event::Playing;
using event::Recording;

// A Vector whose storage moves must not be read meanwhile by a thread of the host.
void append_to(Object* object, double x) {
    Vector& vector = vector_of(object);
    if (vector.takes_one_more()) {
        vector.push_back(x);
    } else {
        const HostAwake awake(host_of(object->klass().context()));
        vector.push_back(x);
    }
}

class Store final : public event::Store {
  public:
    explicit Store(Object* vector) : object_(vector), vector_(vector_of(vector)) {
    }
    void clear() override {
        vector_.resize(0);
    }
    void append(double x) override {
        append_to(object_, x);
    }

  private:
    Object* object_;  // its end is that of the recording
    Vector& vector_;
};

// Gets a count at each step.
class TimesStore final : public event::Store {
  public:
    TimesStore(Object* vector, mech::Handle time) : object_(vector), vector_(vector_of(vector)), time_(time) {
    }
    void clear() override {
        count_ = 0.0;
        if (time_.get() != nullptr) {  // what counted is there still
            vector_.resize(0);
        }
    }
    void append(double count) override {
        const double* time = time_.get();
        if (count > count_ && time != nullptr) {
            append_to(object_, *time);
        }
        count_ = count;
    }

  private:
    Object* object_;
    Vector& vector_;  // its end is that of the recording
    mech::Handle time_;
    double count_ = 0.0;
};

class Series final : public event::Series {
  public:
    explicit Series(const Vector& vector) : vector_(vector) {
    }
    std::span<const double> numbers() const override {
        return vector_.span();
    }

  private:
    const Vector& vector_;  // its end is that of the recording
};

class Ties final : public VectorTies {
  public:
    Ties(event::Recordings& recordings, Object* vector)
        : vector_(std::make_shared<Object*>(vector)), recordings_(&recordings) {
    }
    ~Ties() override {
        *vector_ = nullptr;
        end(recorded_);
        end(played_);
        end(timed_records_);
        end(timed_plays_);
    }
    Ties(const Ties&) = delete;
    Ties& operator=(const Ties&) = delete;

    // Those of the Vector itself.
    void end_own() noexcept {
        end(recorded_);
        end(played_);
    }
    void end_recording() noexcept {
        end(recorded_);
    }
    void add(const std::weak_ptr<Recording>& recording) {
        push(recorded_, recording);
    }
    void add(const std::weak_ptr<Playing>& playing) {
        push(played_, playing);
    }
    // The Vector is their times, or gets times.
    void add_times_of(const std::weak_ptr<Recording>& recording) {
        push(timed_records_, recording);
    }
    void add_times_of(const std::weak_ptr<Playing>& playing) {
        push(timed_plays_, playing);
    }
    const std::vector<std::weak_ptr<Playing>>& played() const noexcept {
        return played_;
    }
    const std::shared_ptr<Object*>& vector() const noexcept {
        return vector_;
    }

  private:
    template <class T>
    void end(std::vector<std::weak_ptr<T>>& list) noexcept {
        for (const std::weak_ptr<T>& each : std::exchange(list, {})) {
            if (const auto alive = each.lock()) {
                recordings_->remove(*alive);
            }
        }
    }
    // What has ended is taken out when the list would grow.
    template <class T>
    static void push(std::vector<std::weak_ptr<T>>& list, const std::weak_ptr<T>& added) {
        if (list.size() == list.capacity()) {
            std::erase_if(list, [](const std::weak_ptr<T>& each) { return each.expired(); });
            list.reserve(2 * list.size() + 1);
        }
        list.push_back(added);
    }

    std::shared_ptr<Object*> vector_;  // null once it has ended
    event::Recordings* recordings_;
    std::vector<std::weak_ptr<Recording>> recorded_;
    std::vector<std::weak_ptr<Playing>> played_;
    std::vector<std::weak_ptr<Recording>> timed_records_;
    std::vector<std::weak_ptr<Playing>> timed_plays_;
};

event::Recordings& recordings_of(Context& context) {
    return context.state<event::Events>().recordings;
}

Ties& ties_of(Object* object) {
    Vector& vector = vector_of(object);
    if (!vector.ties) {
        vector.ties = std::make_unique<Ties>(recordings_of(object->klass().context()), object);
    }
    return static_cast<Ties&>(*vector.ties);
}

// ---- arguments ----

// A point process may come first: one in the cell of the variable.
std::size_t first_argument(Call& call) {
    if (!call.is(0, Kind::Object)) {
        return 0;
    }
    if (point_process_of(call.object(0)) == nullptr) {
        call.bad(ErrorKind::Type, 0, "is not a POINT_PROCESS");
    }
    return 1;
}

event::Variable variable_arg(Call& call, std::size_t i) {
    if (!call.args[i].as_ref()->get().is_number()) {
        call.bad(ErrorKind::Type, i, "must refer to a number");
    }
    return event::Variable(call.args[i]);
}

double interval_arg(Call& call, std::size_t i) {
    const double interval = call.number(i);
    if (!(interval >= 1e-9)) {
        call.bad(ErrorKind::Value, i, format("must be an interval of 1e-9 ms or more, not %g", interval));
    }
    return interval;
}

// ---- record ----

Value record_(Call& call) {
    const std::size_t first = first_argument(call);
    auto made = std::make_unique<Recording>();
    made->variable = variable_arg(call, first);
    Object* times = nullptr;
    if (call.is_number(first + 1)) {
        made->when = event::When::EveryInterval;
        made->interval = interval_arg(call, first + 1);
    } else if (call.has(first + 1)) {
        made->when = event::When::AtTimes;
        times = call.object(first + 1);
        made->times = std::make_shared<Series>(vector_of(times));
    }
    made->store = std::make_shared<Store>(call.self);
    Ties& ties = ties_of(call.self);
    ties.end_recording();
    const std::weak_ptr<Recording> added = recordings_of(call.context).add(std::move(made));
    ties.add(added);
    if (times != nullptr && times != call.self) {
        ties_of(times).add_times_of(added);
    }
    return call.self_value();
}

// ---- play ----

// Statements of hoc that get the number: "x = $1".
std::function<void(double)> statement_arg(Call& call, std::size_t i) {
    Interpreter& interpreter = interpreter_of(call.context);
    const std::string text = assignment(std::string(call.text(i)));
    const std::shared_ptr<Program> program = interpreter.compile_statements(text, interpreter.current_object());
    Context& context = call.context;
    return [program, &context](double x) {
        context.state<SymbolTable>().find("hoc_ac_")->set(context, Value::number(x));
        program->run();
    };
}

// play(index): the variables get this element now.
Value play_element(Call& call) {
    const Vector& self = self_vector(call);
    const auto i = static_cast<std::size_t>(call.integer(0, 0, static_cast<long>(self.size()) - 1));
    const double x = self.view()[i];
    for (const std::weak_ptr<Playing>& each : std::vector<std::weak_ptr<Playing>>(ties_of(call.self).played())) {
        if (const auto playing = each.lock()) {
            if (playing->action) {
                const auto action = playing->action;
                action(x);
            } else {
                playing->variable.look_up();
                playing->variable.write(x);
            }
        }
    }
    return call.self_value();
}

Value play_(Call& call) {
    if (call.is_number(0)) {
        return play_element(call);
    }
    const std::size_t first = first_argument(call);
    auto made = std::make_unique<Playing>();
    if (call.is(first, Kind::Text)) {
        made->action = statement_arg(call, first);
    } else {
        made->variable = variable_arg(call, first);
    }
    Object* times = nullptr;
    if (call.is_number(first + 1)) {
        made->interval = interval_arg(call, first + 1);
    } else {
        times = call.object(first + 1);
        made->times = std::make_shared<Series>(vector_of(times));
    }
    made->continuous = call.is_number(first + 2) ? call.number(first + 2) != 0.0 : call.has(first + 2);
    made->values = std::make_shared<Series>(self_vector(call));
    Ties& ties = ties_of(call.self);
    const std::weak_ptr<Playing> added = recordings_of(call.context).add(std::move(made));
    ties.add(added);
    if (times != nullptr && times != call.self) {
        ties_of(times).add_times_of(added);
    }
    return call.self_value();
}

Value play_remove_(Call& call) {
    ties_of(call.self).end_own();
    return Value::number(1.0);
}

// ---- the table ----

constexpr const char* kRecordForms =
    "(variable: ref) -> self ; (variable: ref, dt: float, context: any = None) -> self ; "
    "(variable: ref, tvec: Vector, context: any = None) -> self ; (point_process: object, variable: ref) -> self ; "
    "(point_process: object, variable: ref, dt: float) -> self ; "
    "(point_process: object, variable: ref, tvec: Vector) -> self";

constexpr const char* kPlayForms =
    "(index: int) -> self ; (variable: ref|str, dt: float) -> self ; (variable: ref|str, tvec: Vector) -> self ; "
    "(variable: ref|str, tvec: Vector, continuous: bool) -> self ; "
    "(variable: ref|str, tvec: Vector, indices_of_discontinuities: Vector) -> self ; "
    "(point_process: object, variable: ref|str, dt: float) -> self ; "
    "(point_process: object, variable: ref|str, tvec: Vector) -> self ; "
    "(point_process: object, variable: ref|str, tvec: Vector, continuous: bool) -> self ; "
    "(point_process: object, variable: ref|str, tvec: Vector, indices_of_discontinuities: Vector) -> self";

const Member kRows[] = {
    {"record", MemberKind::Method, kRecordForms, "",
     "Stores the values of a variable during a simulation: at each step, every dt [ms], or at the times tvec [ms].\n\n"
     "It begins with finitialize(), which empties the Vector; element 0 is the value then. A Vector records one\n"
     "variable: a new call replaces the former. point_process is any one in the cell of the variable; context is\n"
     "accepted for old scripts. When the variable, the Vector or tvec ends, so does the recording.\n"
     "ValueError for dt below 1e-9.",
     record_},
    {"play", MemberKind::Method, kPlayForms, "",
     "Gives a variable the values of the elements during a simulation: every dt [ms], or at the times tvec [ms].\n\n"
     "It begins with finitialize(). A statement of hoc in place of the variable is executed with $1 as the value.\n"
     "With continuous, or with the indices of discontinuities, values between are interpolated, and extrapolated\n"
     "behind the last; of two elements for one time, the second holds from that time on. play(index) transfers one\n"
     "element at once. When the variable, the Vector or tvec ends, so does the play.\n"
     "ValueError for dt below 1e-9, and at finitialize() for a Vector without elements.",
     play_},
    {"play_remove", MemberKind::Method, "() -> float ; (*args: any) -> float", "",
     "Ends recording and playing; the elements stay. Returns 1.", play_remove_},
};

}  // namespace

void record_steps(Object* vector, event::Variable variable) {
    auto made = std::make_unique<Recording>();
    made->variable = std::move(variable);
    made->store = std::make_shared<Store>(vector);
    Ties& ties = ties_of(vector);
    ties.end_recording();
    ties.add(recordings_of(vector->klass().context()).add(std::move(made)));
}

void end_recording(Object* vector) {
    ties_of(vector).end_recording();
}

std::weak_ptr<Recording> record_times(Object* vector, mech::Handle count, mech::Handle time) {
    auto made = std::make_unique<Recording>();
    made->variable.handle = count;
    made->variable.look_up();
    made->store = std::make_shared<TimesStore>(vector, time);
    Ties& ties = ties_of(vector);
    const std::weak_ptr<Recording> added = recordings_of(vector->klass().context()).add(std::move(made));
    ties.add_times_of(added);
    return added;
}

void end_times(Context& context, const std::weak_ptr<Recording>& times) noexcept {
    if (const auto alive = times.lock()) {
        recordings_of(context).remove(*alive);
    }
}

SpikeVectors::SpikeVectors(Object* times, Object* ids, double id)
    : times_(ties_of(times).vector()), ids_(ids != nullptr ? ties_of(ids).vector() : nullptr), id_(id) {
}

void SpikeVectors::clear() {
    for (const auto* each : {&times_, &ids_}) {
        if (*each && **each != nullptr) {
            vector_of(**each).resize(0);
        }
    }
}

void SpikeVectors::spike(double t) {
    if (*times_ != nullptr) {
        append_to(*times_, t);
    }
    if (ids_ && *ids_ != nullptr) {
        append_to(*ids_, id_);
    }
}

void add_vector_record(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
