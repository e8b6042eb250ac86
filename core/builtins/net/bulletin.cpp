// ParallelContext members: tasks on the bulletin board, and how a rank runs one.
//
// A task is a message (packing.hpp): a letter that says what is called, what that is, and the arguments. The result is
// a message of one item. Python callables are pickled, so that every rank can import them.
#include <cctype>
#include <climits>
#include <map>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/net/parallel_context.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

constexpr const char* kCallable = "callable";  // then the object
constexpr const char* kFunction = "function";  // then its name
constexpr const char* kMethod = "method";      // then class, index and method

constexpr const char* kLanguage = "the hoc language";

// Arguments of tasks that were submitted without a userid, until working() brings the result.
struct SavedArguments {
    std::map<int, std::string> by_userid;
    int last = 0;  // userids made here count down from -1
};

bool is_name(std::string_view text) {
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_') {
            return false;
        }
    }
    return !text.empty() && std::isdigit(static_cast<unsigned char>(text[0])) == 0;
}

// ---- packing a task ----

// An argument as the task will get it: a subclass of Vector as itself, by pickling.
void add_argument(MessageWriter& message, Context& context, const Value& value) {
    Object* object = value.kind() == Kind::Object ? value.as_object() : nullptr;
    Host& host = host_of(context);
    if (object != nullptr && object->wrapper != nullptr && host.type_name(object->wrapper) != object->klass().name()) {
        message.add_object(host, value);
    } else {
        message.add(context, value);
    }
}

// What is called; returns the index of its first argument.
std::size_t add_callee(Call& call, MessageWriter& message, std::size_t first) {
    const Value& callee = call.args[first];
    Host& host = host_of(call.context);
    if (callee.kind() == Kind::Host) {
        if (!host.callable(callee.as_host())) {
            call.bad(ErrorKind::Type, first, "must be a callable, not a " + host.type_name(callee.as_host()));
        }
        message.add_text(kCallable);
        message.add_object(host, callee);
        return first + 1;
    }
    if (callee.kind() == Kind::Text) {
        const std::string_view name = callee.as_text();
        if (!is_name(name) || call.context.state<SymbolTable>().find(name) == nullptr) {
            call.bad(ErrorKind::NotImplemented, first,
                     "is a statement of hoc, which needs " + std::string(kLanguage) + "; submit a Python callable");
        }
        message.add_text(kFunction);
        message.add_text(name);
        return first + 1;
    }
    Object* object = callee.kind() == Kind::Object ? callee.as_object() : nullptr;
    if (object == nullptr) {
        call.bad(ErrorKind::Type, first, "must be a callable, the name of a function, or an object and a method name");
    }
    if (first + 1 >= call.count || !call.is(first + 1, Kind::Text) || object->klass().find(call.text(first + 1)) < 0) {
        call.bad(ErrorKind::Type, first + 1, "must be the name of a method of " + object->klass().name());
    }
    message.add_text(kMethod);
    message.add_text(object->klass().name());
    message.add_number(object->index());
    message.add_text(call.text(first + 1));
    return first + 2;
}

struct PackedTask {
    int userid;
    std::string bytes;
};

// (userid, callee, args) or (callee, args). Without a userid the arguments are saved for unpacking.
PackedTask pack_task(Call& call, bool save) {
    const bool has_userid = call.is_number(0);
    const std::size_t first = has_userid ? 1 : 0;
    if (first >= call.count) {
        call.refuse(ErrorKind::Type, "what to call is missing");
    }
    PackedTask task{has_userid ? static_cast<int>(call.integer(0, 0, INT_MAX)) : 0, {}};
    MessageWriter message;
    MessageWriter arguments;
    const std::size_t from = add_callee(call, message, first);
    for (std::size_t i = from; i < call.count; ++i) {
        add_argument(arguments, call.context, call.args[i]);
    }
    task.bytes = message.take() + arguments.bytes();
    if (!has_userid) {
        auto& saved = call.context.state<SavedArguments>();
        task.userid = --saved.last;
        if (save) {
            saved.by_userid[task.userid] = arguments.take();
        }
    }
    return task;
}

// ---- running a task ----

Value call_method(Context& context, MessageReader& message, std::vector<Value>& args) {
    const std::string class_name(message.text("a task"));
    const auto index = static_cast<std::uint32_t>(message.number("a task"));
    const std::string method(message.text("a task"));
    while (!message.at_end()) {
        args.push_back(message.any(context, "a task"));
    }
    Class* klass = context.state<SymbolTable>().find_class(class_name);
    Object* object = klass == nullptr ? nullptr : klass->instance(index);
    const int member = klass == nullptr ? -1 : klass->find(method);
    if (object == nullptr || member < 0) {
        fail(ErrorKind::Reference, "a task calls %s[%u].%s, which does not exist on this rank", class_name.c_str(),
             index, method.c_str());
    }
    const Value keep = Value::object(object);
    return klass->invoke(object, static_cast<std::size_t>(member), args.data(), args.size());
}

Value call_task(Context& context, const std::string& bytes) {
    MessageReader message(bytes);
    const std::string kind(message.text("a task"));
    std::vector<Value> args;
    if (kind == kMethod) {
        return call_method(context, message, args);
    }
    Value callee;
    std::string name;
    if (kind == kCallable) {
        callee = message.object(context, "a task");
    } else {
        name = message.text("a task");
    }
    while (!message.at_end()) {
        args.push_back(message.any(context, "a task"));
    }
    if (kind == kCallable) {
        return host_of(context).call_as_is(callee.as_host(), args.data(), args.size());
    }
    Symbol* symbol = context.state<SymbolTable>().find(name);
    if (symbol == nullptr) {
        fail(ErrorKind::Name, "a task calls %s(), which does not exist on this rank", name.c_str());
    }
    return symbol->invoke(context, args.data(), args.size());
}

// The variable hoc_ac_ while a task runs: the id of the task.
class TaskId {
  public:
    TaskId(Context& context, int id) {
        Symbol* symbol = context.state<SymbolTable>().find("hoc_ac_");
        where_ = symbol != nullptr ? symbol->number() : nullptr;
        if (where_ != nullptr) {
            before_ = *where_;
            *where_ = id;
        }
    }
    ~TaskId() {
        if (where_ != nullptr) {
            *where_ = before_;
        }
    }
    TaskId(const TaskId&) = delete;
    TaskId& operator=(const TaskId&) = delete;

  private:
    double* where_;
    double before_ = 0.0;
};

class Runner final : public TaskRunner {
  public:
    Runner(Context& context, ParallelSession& session) : context_(context), session_(session) {
    }

    Bytes run(int id, const Bytes& task) override {
        Silence silence(session_);
        return carefully([&] {
            const TaskId task_id(context_, id);
            const Value value = call_task(context_, task);
            MessageWriter result;
            if (value.kind() != Kind::Void) {
                result.add(context_, value);
            }
            return result.take();
        });
    }

    void context(const Bytes& message) override {
        Silence silence(session_);
        carefully([&] {
            call_task(context_, message);
            return Bytes();
        });
    }

    // The rank that submitted the task raises it. Where nobody did, it leaves runworker() on this rank.
    Failure failed(int, const std::exception_ptr&) override {
        return Failure::Report;
    }

  private:
    // Python's exception must not stay pending while the board goes on: it becomes a HostException, or a Quit.
    template <class Body>
    Bytes carefully(Body&& body) {
        try {
            return body();
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::Host) {
                throw;
            }
        }
        HostException caught = host_of(context_).take_error();
        if (caught.exits()) {
            fail(ErrorKind::Quit, "%d: a task ended the program", caught.exit_code());
        }
        throw caught;
    }

    Context& context_;
    ParallelSession& session_;
};

// ---- the members ----

Value submit_(Call& call) {
    PackedTask task = pack_task(call, true);
    const int userid = task.userid;
    with_board(call, [&](Board& board) {
        board.submit(userid, std::move(task.bytes));
        return 0;
    });
    return Value::number(userid);
}

Value context_(Call& call) {
    PackedTask task = pack_task(call, false);
    with_board(call, [&](Board& board) {
        board.context(task.bytes);
        return 0;
    });
    return Value::number(1.0);
}

// The result's one item as a value; nothing for a function without a result.
Value read_result(Call& call, std::string bytes) {
    MessageReader result(std::move(bytes));
    return result.at_end() ? Value() : result.any(call.context, "working()");
}

Value working_(Call& call) {
    std::string bytes;
    int userid = 0;
    const int id = with_board(call, [&](Board& board) {
        const int done = board.working();
        userid = board.userid();
        bytes = done != 0 ? board.take_result() : std::string();
        return done;
    });
    ParallelContext& self = self_parallel(call);
    self.incoming = MessageReader();
    if (id != 0) {
        auto saved = call.context.state<SavedArguments>().by_userid.extract(userid);
        self.userid = userid;
        self.incoming = MessageReader(saved ? std::move(saved.mapped()) : std::string());
        self.result = read_result(call, std::move(bytes));
    }
    return Value::integer(id);
}

Value userid_(Call& call) {
    return Value::number(self_parallel(call).userid);
}

Value pyret_(Call& call) {
    const Value& result = self_parallel(call).result;
    if (result.kind() == Kind::Void) {
        call.refuse(ErrorKind::Type, "there is no result; working() gets one, of a task that returns something");
    }
    return result.copy();
}

Value retval_(Call& call) {
    const Value& result = self_parallel(call).result;
    const Value plain = result.kind() == Kind::Host ? host_of(call.context).to_plain(result) : Value();
    const Value& value = result.kind() == Kind::Host ? plain : result;
    if (value.kind() == Kind::Void) {
        return Value::number(0.0);
    }
    if (!value.is_number()) {
        call.refuse(ErrorKind::Type, "the task did not return a number; pyret() gives what it returned");
    }
    return Value::number(value.as_number());
}

Value runworker_(Call& call) {
    if (with_board(call, [](Board& board) { return board.run_worker(); })) {
        fail(ErrorKind::Quit, "0");  // the master called done(): this rank's program ends here
    }
    return Value::number(0.0);
}

Value done_(Call& call) {
    with_board(call, [](Board& board) {
        board.done();
        return 0;
    });
    return Value::number(0.0);
}

Value master_works_on_jobs_(Call& call) {
    session_of(call).board().set_master_works(call.number(0) != 0.0);
    return Value::number(0.0);
}

Value wait_time_(Call& call) {
    return Value::number(session_of(call).board().wait_time());
}

constexpr const char* kTaskForms =
    "(function: callable|str, *args: any) -> float ; (object: object, method: str, *args: any) -> float ; "
    "(userid: int, function: callable|str, *args: any) -> float ; "
    "(userid: int, object: object, method: str, *args: any) -> float ; (*args: any) -> float";

const Member kRows[] = {
    {"submit", MemberKind::Method, kTaskForms, "",
     "Puts a task on the bulletin board, to be run by any rank; its userid.\n\n"
     "A task calls a Python callable, a function of h by its name (\"sin\") or a method of a hoc object that exists "
     "on\n"
     "every rank, with these arguments. Callables and arguments are pickled: callables must be importable on every\n"
     "rank. Numbers arrive as float, and Vectors and strings as such. While it runs, h.hoc_ac_ is the id that\n"
     "working() will return for it. A userid of 0 or more is returned as given; without one it is -1, -2, … and the\n"
     "arguments can be unpacked after working(). NotImplementedError for a statement of hoc.",
     submit_},
    {"context", MemberKind::Method, kTaskForms, "",
     "Has every other rank of the bulletin board run this call when it next waits for a task. Returns 1.\n\n"
     "The arguments are those of submit(). To be called on the master (id_bbs() 0); results are dropped.",
     context_},
    {"working", MemberKind::Method, "() -> int", "",
     "Waits for a task that was submitted here to finish, running tasks meanwhile; its id, or 0 when all are done.\n\n"
     "Afterwards userid(), pyret() and retval() tell about it, and the arguments of a task submitted without a userid\n"
     "can be unpacked. Results come in the order in which tasks finish. What the task raised is raised here: the same\n"
     "exception when it ran on this rank, else a ParallelError with its traceback. Within a task only its own\n"
     "submissions are meant.",
     working_},
    {"userid", MemberKind::Method, "() -> float", "", "The userid of the task that working() brought last.", userid_},
    {"pyret", MemberKind::Method, "() -> object", "",
     "What the task that working() brought last returned. TypeError when there is no result.", pyret_},
    {"retval", MemberKind::Method, "() -> float", "",
     "The number that the task which working() brought last returned; 0 when it returned nothing.\n\n"
     "TypeError when the result is no number: pyret() gives it.",
     retval_},
    {"runworker", MemberKind::Method, "() -> float", "",
     "On every rank but 0: runs tasks until rank 0 calls done(), and then ends the program (SystemExit).\n\n"
     "On rank 0, and within a task, it returns at once. What follows this call is therefore done by rank 0 only.",
     runworker_},
    {"done", MemberKind::Method, "() -> float", "",
     "On rank 0: lets the other ranks leave runworker(), which ends them. Tasks submitted later run here.\n\n"
     "It is called by itself at the end of the program.",
     done_},
    {"master_works_on_jobs", MemberKind::Method, "(flag: bool) -> float", "",
     "Whether rank 0 runs tasks itself while it waits for results (1, the default) or only serves the others.",
     master_works_on_jobs_},
    {"wait_time", MemberKind::Method, "() -> float", "s",
     "Time that this rank has spent waiting in calls of the bulletin board.", wait_time_},
};

}  // namespace

std::unique_ptr<TaskRunner> make_task_runner(Context& context, ParallelSession& session) {
    return std::make_unique<Runner>(context, session);
}

void add_bulletin(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
