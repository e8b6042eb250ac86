// The machine: runs Code. One loop, frames and values on stacks of its own; a call from hoc to hoc does not use the C
// stack. A builtin or a Python callable that runs hoc again starts the loop anew, to a limited depth.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/context.hpp"
#include "base/error.hpp"
#include "cable/cable.hpp"
#include "hoc/code/code.hpp"
#include "hoc/syntax/names.hpp"
#include "hoc/vm/memory.hpp"
#include "object/interpreter.hpp"

namespace nrn::hoc {

enum class FrameKind : std::uint8_t {
    Text,         // statements of the top level, or of execute()
    Call,         // leaves its result where its arguments began
    Constructor,  // init of a template: leaves the object below its arguments
    Iterator,     // leaves nothing
    Body,         // the body of `for iterator()`: runs code of the frame `home`
};

struct Frame {
    const Instruction* pc;  // where it goes on
    const Code* code;
    const Routine* routine;  // null: text
    Value* base;             // the lowest value that goes when the frame ends
    Value* args;
    Value* locals;
    Value* slots;         // the variables of the object, or of the template being read
    Object* self;         // kept alive by a value on the stack or by the caller
    std::uint32_t count;  // of arguments
    std::uint32_t home;   // Body: the frame whose code it runs
    FrameKind kind;
    bool entry;  // the loop that started with it ends with it
};

// stop: back to the prompt, without a message.
class Stopped final : public Error {
  public:
    Stopped() : Error(ErrorKind::Hoc, "stop") {
    }
};

struct Limits {
    std::size_t frames = 100000;
    std::size_t values = 4000000;
    int nesting = 200;  // of loops started by builtins
};

class Parser;
class Sections;

class Machine final : public Names, public Interpreter {
  public:
    explicit Machine(Context& context);
    ~Machine() override;

    // ---- what the rest of the room uses ----
    // Runs text as a file or a prompt does: statement by statement, the values of expressions are shown.
    // goes_on: `stop` ends a statement; else it ends the text, as Stopped.
    void run_text(std::string name, std::string text, bool goes_on = false);
    Value run_code(const Code& code, Object* self);
    Value call_routine(const Routine& routine, Object* self, const Value* args, std::size_t count);
    // The frame of the innermost routine that runs, null at the top level.
    const Frame* routine_frame() const;
    Object* new_instance(Template& made);  // its variables as declared; init does not run
    void write(std::string_view text);
    void set_limits(std::size_t frames, std::size_t values);  // 0: as it is; only while nothing runs
    int depth() const noexcept {
        return nesting_;
    }
    std::vector<Object*>& object_stack() noexcept {  // object_push: the objects whose names come first
        return pushed_;
    }
    static Template* template_of(const Class& klass) noexcept {
        return static_cast<Template*>(klass.language);
    }
    std::string describe(const Value& value) const;  // as print shows it
    Sections& sections() noexcept {
        return *sections_;
    }
    // A variable that a POINTER points to lives on.
    void keep_pointer(Ref& ref) {
        pointed_.push_back(Value::ref(&ref));
    }
    void interrupt() noexcept {
        interrupted_ = 1;
    }

    // ---- Names ----
    Context& context() override {
        return context_;
    }
    SymbolTable& symbols() override {
        return symbols_;
    }
    void define_routine(Template* owner, std::string_view name, RoutineKind kind, std::unique_ptr<Code> code) override;
    Template* begin_template(std::string_view name) override;
    void end_template(Template& made) override;

    // ---- Interpreter ----
    void execute(std::string_view statements, Object* scope) override;
    double evaluate(std::string_view expression, Object* scope) override;
    std::unique_ptr<Program> compile_statements(std::string_view statements, Object* scope) override;
    std::unique_ptr<Program> compile_expression(std::string_view expression, Object* scope) override;
    Value variable(std::string_view text, Object* scope) override;
    Value call(std::string_view function, const Value* args, std::size_t count, Object* scope) override;
    Object* current_object() const override;
    std::optional<std::string_view> following() const override;
    void skip(std::size_t bytes) override;

  private:
    friend class LocalRef;
    class AboveFrame;
    Value run();   // until the frame on top, an entry, ends
    Value loop();  // its instructions
    // Ends the frame on top. True when it was an entry; else the result lies where the caller wants it.
    bool leave(Value& result);
    void unwind_to(std::size_t frame);  // drops all frames above that one, and their values
    Frame* leave_bodies();              // out of loops over iterators, to the routine that has them
    void enter_body(const Frame* iterator);
    void drop_frame();
    void drop_values(Value* down_to) noexcept;
    void print(const Value& value, bool of_member);
    void show(const Value& value, bool of_member);
    // A result that overflowed, told on standard error as the C library's errno is in NEURON.
    void note_range(const std::string& what, double x, double result);
    bool read_variable(const Value& where);
    void help(std::string_view name);
    [[noreturn]] void report(std::size_t first);  // of the exception that is being handled; frames go
    std::string trace(std::size_t first) const;
    std::string report_place() const;
    Frame& push_frame(const Code& code, FrameKind kind, Value* base, Value* args, std::size_t count);
    void enter(const Routine& routine, Object* self, FrameKind kind, Value* base, Value* args, std::size_t count);
    Value run_entry();
    void retire(std::unique_ptr<const Code> code);
    bool run_known(std::string_view text);
    void remember(const std::string& text, std::unique_ptr<Code> code);
    void tick();  // looks at signals now and then

    Context& context_;
    SymbolTable& symbols_;
    const double* epsilon_;
    cable::Cable& cable_;
    std::unique_ptr<Sections> sections_;
    std::vector<Value> pointed_;
    Limits limits_;
    Memory<Value> values_;
    Memory<Frame> frames_;
    Value* top_;         // the first free place
    Frame* frame_;       // one past the frame that runs
    Frame* last_frame_;  // as far as frame_ may go
    int nesting_ = 0;
    volatile int interrupted_ = 0;
    std::uint64_t last_look_ = 0;
    static constexpr int kEntries = 200;  // from one look at signals to the next
    int entries_left_ = kEntries;
    std::vector<std::unique_ptr<Template>> templates_;
    Template* open_ = nullptr;
    Parser* reading_ = nullptr;  // of the innermost file that runs
    std::vector<Object*> pushed_;
    std::vector<std::unique_ptr<const Code>> retired_;  // replaced while it may have been running
    std::vector<class LocalRef*> local_refs_;
    // Short texts that ran lately, with the epoch of the names they were compiled for: h("x = 1") in a loop.
    struct Known {
        std::uint64_t epoch;
        std::shared_ptr<const Code> code;
    };
    std::unordered_map<std::string, Known, TextHash, std::equal_to<>> known_;
};

inline Machine& machine_of(Context& context) {
    return static_cast<Machine&>(interpreter_of(context));
}

}  // namespace nrn::hoc
