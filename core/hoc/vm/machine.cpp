// Frames, entries, errors: all of the machine but its loop.
#include "hoc/vm/machine.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "base/text.hpp"
#include "hoc/syntax/fault.hpp"
#include "hoc/syntax/parser.hpp"
#include "hoc/vm/access.hpp"
#include "hoc/vm/sections.hpp"
#include "object/host.hpp"
#include "object/host_object.hpp"

namespace nrn::hoc {

const char* routine_word(RoutineKind kind) {
    switch (kind) {
        case RoutineKind::Proc:
            return "proc";
        case RoutineKind::Func:
            return "func";
        case RoutineKind::Obfunc:
            return "obfunc";
        case RoutineKind::Iterator:
            return "iterator";
    }
    return "routine";
}

Value Routine::call(Context&, const Value* args, std::size_t count) {
    return machine_->call_routine(*this, nullptr, args, count);
}

// A reference to a local variable or an argument on the stack. When its routine ends it keeps the last value.
class LocalRef final : public Ref {
  public:
    LocalRef(Machine& machine, Value* where) : machine_(machine), where_(where) {
        machine_.local_refs_.push_back(this);
    }
    ~LocalRef() override {
        if (where_ != &last_) {
            std::erase(machine_.local_refs_, this);
        }
    }

    Value get() const override {
        return Value::number(where_->as_number());
    }
    void set(const Value& value) override {
        if (!value.is_number()) {
            fail(ErrorKind::Type, "a local variable holds numbers and cannot take %s", kind_name(value.kind()));
        }
        *where_ = Value::number(value.as_number());
    }
    std::string describe() const override {
        return format("<hoc ref value %f>", where_->as_number());
    }
    double* pointer() const override {
        return where_->number_place();
    }
    bool same(const Ref& other) const override {
        return other.pointer() == pointer();
    }
    // The values from `base` on go.
    bool detach(const Value* base) {
        if (where_ < base) {
            return false;
        }
        last_ = Value::number(where_->as_number());
        where_ = &last_;
        return true;
    }

  private:
    Machine& machine_;
    Value* where_;
    Value last_;
};

Ref* new_local_ref(Machine& machine, Value* where) {
    if (where->kind() == Kind::Ref) {
        where->as_ref()->retain();
        return where->as_ref();
    }
    if (!where->is_number()) {
        fail(ErrorKind::Type, "a pointer to a number is wanted here, and this is %s", describe_kind(*where).c_str());
    }
    return new LocalRef(machine, where);
}

Machine::Machine(Context& context)
    : context_(context),
      symbols_(context.state<SymbolTable>()),
      epsilon_(symbols_.find("float_epsilon")->number()),
      cable_(context.state<cable::Cable>()),
      sections_(std::make_unique<Sections>(context)),
      values_(limits_.values),
      frames_(limits_.frames),
      top_(values_.first()),
      frame_(frames_.first()),
      last_frame_(frames_.end()) {
}

Machine::~Machine() {
    drop_values(values_.first());
}

void Machine::set_limits(std::size_t frames, std::size_t values) {
    constexpr std::size_t kLeast = 100;
    constexpr std::size_t kMost = std::size_t{1} << 32;
    if (nesting_ != 0) {
        fail(ErrorKind::Hoc, "the limits of the stacks change only while no hoc runs");
    }
    if (frames != 0) {
        limits_.frames = std::clamp(frames, kLeast, kMost);
        frames_.reserve_again(limits_.frames);
        frame_ = frames_.first();
        last_frame_ = frames_.end();
    }
    if (values != 0) {
        limits_.values = std::clamp(values, kLeast, kMost);
        values_.reserve_again(limits_.values);
        top_ = values_.first();
    }
}

// ---- frames ----

void Machine::drop_values(Value* down_to) noexcept {
    if (!local_refs_.empty()) {
        std::erase_if(local_refs_, [&](LocalRef* ref) { return ref->detach(down_to); });
    }
    while (top_ > down_to) {
        (--top_)->clear();
    }
}

Frame& Machine::push_frame(const Code& code, FrameKind kind, Value* base, Value* args, std::size_t count) {
    if (frame_ >= last_frame_) {
        fail(ErrorKind::Recursion,
             "%s call nested too deeply: %zu calls are open; the option -NFRAME n or NEURON_NFRAME=n in the "
             "environment (now %zu) allows more",
             code.name.c_str(), limits_.frames, limits_.frames);
    }
    if (values_.end() - top_ < code.room) {
        fail(ErrorKind::Recursion,
             "stack too deep in %s: the option -NSTACK n or NEURON_NSTACK=n in the environment (now %zu) allows more",
             code.name.c_str(), limits_.values);
    }
    Frame& frame = *frame_++;
    frame = {code.instructions.data(),          &code, nullptr, base, args, top_, nullptr, nullptr,
             static_cast<std::uint32_t>(count), 0,     kind,    false};
    for (std::uint32_t i = 0; i < code.locals; ++i) {
        new (top_ + i) Value(Value::number(0.0));
    }
    for (const std::uint32_t i : code.object_locals) {
        new (top_ + i) Value(Value::adopt_object(nullptr));
    }
    top_ += code.locals;
    return frame;
}

void Machine::enter(const Routine& routine, Object* self, FrameKind kind, Value* base, Value* args, std::size_t count) {
    Frame& frame = push_frame(*routine.code, kind, base, args, count);
    frame.routine = &routine;
    frame.self = self;
    frame.slots = self != nullptr            ? slots_of(self)
                  : routine.owner != nullptr ? routine.owner->prototype.data()
                                             : nullptr;
}

bool Machine::leave(Value& result) {
    const Frame frame = *--frame_;
    drop_values(frame.base);
    if (frame.entry) {
        return true;
    }
    if (frame.kind == FrameKind::Call) {
        const bool nothing = result.kind() == Kind::Void;
        new (top_) Value(nothing ? Value::number(0.0) : std::move(result));
        if (nothing && frame.base == frame.args) {
            top_->clear();  // a proc has no value; one that is a method has 0
        }
        ++top_;
    }
    return false;
}

void Machine::unwind_to(std::size_t frame) {
    while (static_cast<std::size_t>(frame_ - frames_.first()) > frame + 1) {
        --frame_;
        drop_values(frame_->base);
    }
}

Frame* Machine::leave_bodies() {
    while (frame_[-1].kind == FrameKind::Body) {
        unwind_to(frame_[-1].home);
    }
    return frame_ - 1;
}

// The body of the loop that called this iterator: the instructions behind the jump that follows the call.
void Machine::enter_body(const Frame* iterator) {
    const Frame* walk = iterator;
    while (walk->kind == FrameKind::Body) {
        walk = frames_.first() + walk->home;
    }
    if (walk->kind != FrameKind::Iterator) {
        fail(ErrorKind::Hoc, "iterator_statement: the iterator was not called by for");
    }
    const std::uint32_t home = static_cast<std::uint32_t>(walk - frames_.first()) - 1;
    const Frame& caller = frames_.first()[home];
    Value* base = top_;
    if (frame_ >= frames_.end() || values_.end() - top_ < static_cast<std::ptrdiff_t>(caller.code->deepest + 8)) {
        fail(ErrorKind::Recursion, "iterators nested too deeply; the options -NFRAME n and -NSTACK n allow more");
    }
    Frame& frame = *frame_++;
    frame = caller;
    frame.pc = caller.pc + 1;
    frame.base = base;
    frame.home = home;
    frame.kind = FrameKind::Body;
    frame.entry = false;
}

void Machine::drop_frame() {
    --frame_;
    drop_values(frame_->base);
}

const Frame* Machine::routine_frame() const {
    for (const Frame* frame = frame_; frame-- > frames_.first();) {
        if (frame->kind == FrameKind::Body) {
            frame = frames_.first() + frame->home + 1;
        } else if (frame->routine != nullptr) {
            return frame;
        }
    }
    return nullptr;
}

Object* Machine::current_object() const {
    if (!pushed_.empty()) {
        return pushed_.back();
    }
    return frame_ == frames_.first() ? nullptr : frame_[-1].self;
}

// ---- entries ----

// An entry may come in the middle of an instruction: a value that goes runs its template's unref or Python code. What
// the frame on top has on the stack then may lie above top_, so an entry begins above all that the frame can use.
class Machine::AboveFrame {
  public:
    explicit AboveFrame(Machine& machine) : machine_(machine), top_(machine.top_) {
        if (machine.frame_ > machine.frames_.first()) {
            const Frame& frame = machine.frame_[-1];
            Value* first = frame.kind == FrameKind::Body ? frame.base : frame.locals + frame.code->locals;
            const std::ptrdiff_t used = frame.code->deepest + 1;
            machine.top_ = std::max(top_, first + std::min(used, machine.values_.end() - first));
        }
    }
    ~AboveFrame() {
        machine_.top_ = top_;
    }
    AboveFrame(const AboveFrame&) = delete;
    AboveFrame& operator=(const AboveFrame&) = delete;

  private:
    Machine& machine_;
    Value* top_;
};

Value Machine::run_entry() {
    struct Nested {
        explicit Nested(int& depth) : depth(depth) {
            ++depth;
        }
        ~Nested() {
            --depth;
        }
        int& depth;
    };
    try {
        if (nesting_ >= limits_.nesting) {
            fail(ErrorKind::Recursion, "hoc and the functions that it calls are nested too deeply (%d times)",
                 nesting_);
        }
        if (--entries_left_ == 0) {  // each may be too short to look at signals itself
            entries_left_ = kEntries;
            tick();
        }
    } catch (...) {
        --frame_;
        drop_values(frame_->base);
        throw;
    }
    frame_[-1].entry = true;
    const Nested nested(nesting_);
    Value result = run();
    if (nesting_ == 1) {
        retired_.clear();
    }
    return result;
}

Value Machine::run_code(const Code& code, Object* self) {
    const HostTurn turn(host_of(context_));
    const AboveFrame above(*this);
    Frame& frame = push_frame(code, FrameKind::Text, top_, top_, 0);
    frame.self = self;
    frame.slots = self != nullptr ? slots_of(self) : code.owner != nullptr ? code.owner->prototype.data() : nullptr;
    return run_entry();
}

Value Machine::call_routine(const Routine& routine, Object* self, const Value* args, std::size_t count) {
    if (routine.kind == RoutineKind::Iterator) {
        iterator_called(routine);
    }
    const HostTurn turn(host_of(context_));
    const AboveFrame above(*this);
    if (values_.end() - top_ < static_cast<std::ptrdiff_t>(count + 8)) {
        fail(ErrorKind::Recursion,
             "stack too deep; the option -NSTACK n or NEURON_NSTACK=n in the environment allows more");
    }
    Value* base = top_;
    new (top_++) Value(Value::object(self));
    for (std::size_t i = 0; i < count; ++i) {
        new (top_++) Value(as_hoc_object(context_, args[i]));
    }
    try {
        enter(routine, self, FrameKind::Call, base, base + 1, count);
    } catch (...) {
        drop_values(base);
        throw;
    }
    return run_entry();
}

namespace {

constexpr std::size_t kLongestKnown = 200;
constexpr std::size_t kMostKnown = 256;

}  // namespace

bool Machine::run_known(std::string_view text) {
    if (text.size() > kLongestKnown || open_ != nullptr || !pushed_.empty()) {
        return false;
    }
    const auto found = known_.find(text);
    if (found == known_.end() || found->second.epoch != symbols_.epoch()) {
        return false;
    }
    const std::shared_ptr<const Code> code = found->second.code;  // lives on if the table is cleared meanwhile
    run_code(*code, nullptr);
    return true;
}

void Machine::remember(const std::string& text, std::unique_ptr<Code> code) {
    if (text.size() > kLongestKnown || open_ != nullptr || !pushed_.empty()) {
        return;
    }
    if (known_.size() >= kMostKnown) {
        known_.clear();
    }
    known_.insert_or_assign(text, Known{symbols_.epoch(), std::shared_ptr<const Code>(std::move(code))});
}

namespace {

// While this lives, programs read the lines that follow in a parser's file.
class Reading {
  public:
    Reading(Parser*& where, Parser* parser) : where_(where), before_(where) {
        where = parser;
    }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
    ~Reading() {
        where_ = before_;
    }

  private:
    Parser*& where_;
    Parser* before_;
};

// The sections that a statement pushes.
class SectionsOf {
  public:
    SectionsOf(cable::Cable& cable, bool ends) : cable_(cable), depth_(ends ? cable.stack_depth() : kAll) {
    }
    ~SectionsOf() {
        cable_.unwind_stack(depth_);
    }
    SectionsOf(const SectionsOf&) = delete;
    SectionsOf& operator=(const SectionsOf&) = delete;

  private:
    static constexpr std::size_t kAll = static_cast<std::size_t>(-1);
    cable::Cable& cable_;
    std::size_t depth_;
};

}  // namespace

std::optional<std::string_view> Machine::following() const {
    return reading_ == nullptr ? std::nullopt : std::optional(reading_->following());
}

void Machine::skip(std::size_t bytes) {
    if (reading_ != nullptr) {
        reading_->skip(bytes);
    }
}

void Machine::run_text(std::string name, std::string text, bool goes_on) {
    if (name.empty() && run_known(text)) {
        return;
    }
    const HostTurn turn(host_of(context_));
    const std::string key = name.empty() && text.size() <= kLongestKnown ? text : std::string();
    const std::uint64_t epoch = symbols_.epoch();
    std::unique_ptr<Code> only;
    std::size_t statements = 0;
    const auto source = std::make_shared<const Source>(std::move(name), std::move(text));
    Parser parser(*this, source, open_);
    Template* const before = open_;
    const Reading reading(reading_, source->name().empty() ? reading_ : &parser);
    try {
        for (;;) {
            Object* pushed = pushed_.empty() ? nullptr : pushed_.back();
            const Value keep = Value::object(pushed);  // object_pop() may run in the statement
            if (open_ == nullptr) {
                parser.set_scope(pushed == nullptr ? nullptr : template_of(pushed->klass()));
            }
            std::unique_ptr<Code> code = parser.next();
            if (code == nullptr) {
                break;
            }
            ++statements;
            // What a statement of a file has pushed, as get_loc() does, ends with it.
            const SectionsOf pushed_sections(cable_, !source->name().empty());
            try {
                run_code(*code, code->owner != nullptr && code->owner->complete ? pushed : nullptr);
            } catch (const Stopped&) {
                if (!goes_on) {
                    throw;
                }
            }
            only = std::move(code);
        }
        if (parser.open_comment() != std::string_view::npos) {
            const std::string where = source->report(parser.open_comment());
            const std::string text = "warning: the comment that begins here has no end\n" + where + "\n";
            host_of(context_).write_error(text.c_str(), text.size());
        }
        open_ = parser.open_template();
    } catch (const Stopped&) {
        open_ = parser.open_template();
        throw;
    } catch (...) {
        open_ = nullptr;
        throw;
    }
    if (before != nullptr && open_ == nullptr && !before->complete) {
        open_ = before;
    }
    if (!key.empty() && statements == 1 && symbols_.epoch() == epoch && only->owner == nullptr) {
        remember(key, std::move(only));
    }
}

namespace {

Template* scope_of(Object* scope) {
    return scope == nullptr ? nullptr : Machine::template_of(scope->klass());
}

SourcePtr source_of(std::string_view text) {
    return std::make_shared<const Source>("", std::string(text));
}

class TextProgram final : public Program {
  public:
    TextProgram(Machine& machine, std::unique_ptr<Code> code, Object* scope)
        : machine_(machine), code_(std::move(code)), scope_(Value::object(scope)) {
    }
    void run() override {
        machine_.run_code(*code_, scope_.as_object());
    }
    double value() override {
        const Value result = machine_.run_code(*code_, scope_.as_object());
        if (!result.is_number()) {
            not_a_number(machine_, result);
        }
        return result.as_number();
    }

  private:
    Machine& machine_;
    std::unique_ptr<Code> code_;
    Value scope_;
};

}  // namespace

std::unique_ptr<Program> Machine::compile_statements(std::string_view statements, Object* scope) {
    Parser parser(*this, source_of(statements), scope_of(scope));
    return std::make_unique<TextProgram>(*this, parser.all_statements(), scope_of(scope) != nullptr ? scope : nullptr);
}

std::unique_ptr<Program> Machine::compile_expression(std::string_view expression, Object* scope) {
    Parser parser(*this, source_of(expression), scope_of(scope));
    return std::make_unique<TextProgram>(*this, parser.expression(), scope_of(scope) != nullptr ? scope : nullptr);
}

void Machine::execute(std::string_view statements, Object* scope) {
    const Value keep = Value::object(scope);
    try {
        compile_statements(statements, scope)->run();
    } catch (const Stopped&) {
        return;
    }
}

double Machine::evaluate(std::string_view expression, Object* scope) {
    const Value keep = Value::object(scope);
    return compile_expression(expression, scope)->value();
}

Value Machine::variable(std::string_view text, Object* scope) {
    Parser parser(*this, source_of(text), scope_of(scope));
    const std::unique_ptr<Code> code = parser.reference();
    return run_code(*code, scope_of(scope) != nullptr ? scope : nullptr);
}

Value Machine::call(std::string_view function, const Value* args, std::size_t count, Object* scope) {
    if (const Template* made = scope_of(scope)) {
        const MemberName* name = made->find(function);
        if (name != nullptr && name->routine != nullptr) {
            return call_routine(*name->routine, scope, args, count);
        }
    }
    Symbol* symbol = symbols_.find(function);
    if (symbol == nullptr) {
        fail(ErrorKind::Name, "%s undefined function", std::string(function).c_str());
    }
    return symbol->invoke(context_, args, count);
}

// ---- errors ----

namespace {

std::string argument_text(const Value& value) {
    if (value.is_number()) {
        return format("%g", value.as_number());
    }
    if (value.kind() == Kind::Text) {
        const std::string text(value.as_text().substr(0, 30));
        return "\"" + text + (value.as_text().size() > 30 ? "…\"" : "\"");
    }
    if (value.kind() == Kind::Variable) {
        return argument_text(*value.as_variable());
    }
    if (value.kind() == Kind::Ref) {
        if (const double* number = value.as_ref()->pointer()) {
            return format("&%g", *number);
        }
        const Value* slot = value.as_ref()->slot();
        return slot != nullptr ? argument_text(*slot) : "&…";
    }
    return describe_kind(value);
}

constexpr std::size_t kShownFrames = 20;

}  // namespace

// The routines that were running, the innermost first.
std::string Machine::trace(std::size_t first) const {
    std::string out;
    std::size_t shown = 0;
    std::size_t left_out = 0;
    for (const Frame* frame = frame_; frame-- > frames_.first() + first;) {
        if (frame->kind == FrameKind::Body || frame->routine == nullptr) {
            continue;
        }
        const std::size_t remaining = static_cast<std::size_t>(frame - frames_.first()) - first;
        if (++shown > kShownFrames / 2 && remaining > kShownFrames / 2) {
            ++left_out;
            continue;
        }
        if (left_out != 0) {
            out += format("\n  … %zu more calls …", left_out);
            left_out = 0;
        }
        out += "\n  in ";
        if (frame->self != nullptr) {
            out += frame->self->name() + ".";
        }
        out += frame->routine->name + "(";
        for (std::size_t i = 0; i < frame->count; ++i) {
            out += (i != 0 ? ", " : "") + argument_text(frame->args[i]);
        }
        out += ")";
    }
    return out;
}

void Machine::report(std::size_t first) {
    std::string message;
    ErrorKind kind = ErrorKind::Hoc;
    const auto end = [&] {
        if (static_cast<std::size_t>(frame_ - frames_.first()) > first) {
            unwind_to(first);
            --frame_;
            drop_values(frame_->base);
        }
    };
    try {
        throw;
    } catch (const Stopped&) {
        end();
        throw;
    } catch (const Fault& fault) {  // from a text that was run or read within: it has its place
        kind = fault.kind();
        message = fault.message() + trace(first);
        end();
        throw Fault(kind, message);
    } catch (const Error& error) {
        kind = error.kind();
        if (kind == ErrorKind::Host || kind == ErrorKind::Quit) {
            end();
            throw;
        }
        message = error.message();
    } catch (const std::bad_alloc&) {
        kind = ErrorKind::Memory;
        message = "no memory";
    } catch (const std::exception& error) {
        message = error.what();
    }
    message += "\n" + report_place();
    message += trace(first);
    end();
    throw Fault(kind, message);
}

void Machine::tick() {
    if (interrupted_ != 0) {
        interrupted_ = 0;
        fail(ErrorKind::Interrupted, "interrupted");
    }
    const auto now = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
            .count());
    if (now - last_look_ > 10) {
        last_look_ = now;
        host_of(context_).look();
    }
}

// ---- output and input ----

void Machine::write(std::string_view text) {
    host_of(context_).write(text.data(), text.size());
}

std::string Machine::describe(const Value& value) const {
    if (value.is_number()) {
        return format("%.8g ", value.as_number());
    }
    if (value.kind() == Kind::Text) {
        return std::string(value.as_text());
    }
    if (value.kind() == Kind::Object) {
        return (value.as_object() == nullptr ? std::string("NULLobject") : value.as_object()->name()) + " ";
    }
    if (value.is_section()) {
        return "1 ";
    }
    return value.kind() == Kind::Void ? "" : kind_name(value.kind());
}

void Machine::print(const Value& value, bool of_member) {
    std::string text = describe(value);
    if (of_member && value.kind() == Kind::Text) {
        text += ' ';
    }
    write(text);
}

void Machine::show(const Value& value, bool of_member) {
    if (value.kind() == Kind::Void) {
        return;
    }
    const bool text = value.kind() == Kind::Text;
    write((text && !of_member ? "" : "\t") + describe(value) + (text && of_member ? " \n" : "\n"));
}

void Machine::note_range(const std::string& what, double x, double result) {
    if (std::isinf(x) || (!std::isinf(result) && !(what == "exp" && x > 700.0))) {
        return;
    }
    const std::string text = what + " result out of range\n" + report_place() + "\n";
    host_of(context_).write_error(text.c_str(), text.size());
}

// Where the frame on top is in its source.
std::string Machine::report_place() const {
    const Frame& frame = frame_[-1];
    const std::size_t i = static_cast<std::size_t>(frame.pc - frame.code->instructions.data());
    return frame.code->source->report(frame.code->offsets[std::min(i, frame.code->offsets.size() - 1)]);
}

bool Machine::read_variable(const Value& where) {
    if (where.kind() != Kind::Ref) {
        fail(ErrorKind::Type, "read takes a variable");
    }
    double x = 0.0;
    if (const auto text = following()) {
        const std::string line(text->substr(0, text->find('\n')));
        skip(std::min(line.size() + 1, text->size()));
        char* end = nullptr;
        x = std::strtod(line.c_str(), &end);
        if (end == line.c_str()) {
            return false;
        }
    } else if (std::scanf("%lf", &x) != 1) {
        return false;
    }
    write_number(*where.as_ref(), x);
    return true;
}

void Machine::help(std::string_view name) {
    std::size_t end = name.find_last_not_of(" \t");
    name = name.substr(0, end == std::string_view::npos ? 0 : end + 1);
    const Symbol* symbol = name.empty() ? nullptr : symbols_.find(name);
    if (symbol == nullptr) {
        write(name.empty() ? "help name: what the name is for\n" : "no help about " + std::string(name) + "\n");
        return;
    }
    write(std::string(name) + ": " + (symbol->doc[0] != '\0' ? symbol->doc : "a name of this program") + "\n");
}

}  // namespace nrn::hoc
