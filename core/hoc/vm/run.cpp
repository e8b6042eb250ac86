// The loop. Dispatch goes from each instruction straight to the next (computed goto); what takes more than a few lines
// is in access.cpp. Values below sp are live, those above are not.
#include <cmath>
#include <new>

#include "base/error.hpp"
#include "hoc/syntax/fault.hpp"
#include "hoc/vm/access.hpp"
#include "hoc/vm/host_members.hpp"
#include "hoc/vm/machine.hpp"
#include "hoc/vm/sections.hpp"
#include "object/host_object.hpp"

namespace nrn::hoc {

namespace {

constexpr int kTicks = 20000;  // jumps back and calls between looks at signals

inline void put(Value* at, double x) {
    Value::make_number(at, x);
}
inline void put_object(Value* at, Object* object) {
    if (object != nullptr) {
        object->retain();
    }
    Value::make_object(at, object);
}
inline double num(const Value& value) {
    return value.as_number();
}

}  // namespace

// NOLINTBEGIN: the instructions' bodies are short and read in order of opcodes.def
Value Machine::run() {
    const std::size_t first = static_cast<std::size_t>(frame_ - frames_.first()) - 1;
    const std::size_t pushed = cable_.stack_depth();
    try {
        return loop();
    } catch (...) {
        cable_.unwind_stack(pushed);
        report(first);
    }
}

// What may throw, or run hoc again, stores its place and the stack's top first (SAVE): that is what report() and other
// loops see. The rest keeps both in registers.
Value Machine::loop() {
    static const void* const labels[] = {
#define NRN_OP(name, operands, doc) &&op_##name,
#include "hoc/code/opcodes.def"
#undef NRN_OP
    };
    Frame* fr = frame_ - 1;
    const Instruction* pc = fr->pc;
    Value* sp = top_;
    Value* locals = fr->locals;
    const Code* code = fr->code;
    const double* numbers = code->numbers.data();
    Symbol* const* symbols = code->symbols.data();
    const double& eps = *epsilon_;
    int ticks = kTicks;

#if defined(__clang__)  // which refuses a computed goto out of the scope of a variable that has a destructor
#define DISPATCH() goto dispatch
#else
#define DISPATCH() goto* labels[static_cast<std::size_t>(pc->op)]
#endif
#define NEXT()      \
    do {            \
        ++pc;       \
        DISPATCH(); \
    } while (0)
#define SYMBOL() (*symbols[pc->b])
#define SITE() (code->sites[pc->b])
#define SAVE() (fr->pc = pc, top_ = sp)
#define LOAD()                          \
    do {                                \
        fr = frame_ - 1;                \
        pc = fr->pc;                    \
        sp = top_;                      \
        locals = fr->locals;            \
        code = fr->code;                \
        numbers = code->numbers.data(); \
        symbols = code->symbols.data(); \
    } while (0)
#define TICK()              \
    do {                    \
        if (--ticks == 0) { \
            ticks = kTicks; \
            SAVE();         \
            tick();         \
        }                   \
    } while (0)

#if defined(__clang__)
dispatch:
#endif
    goto* labels[static_cast<std::size_t>(pc->op)];
#include "hoc/vm/run_calls.inc"
#include "hoc/vm/run_operators.inc"
#include "hoc/vm/run_sections.inc"
#include "hoc/vm/run_variables.inc"
#undef DISPATCH
#undef NEXT
#undef SYMBOL
#undef SITE
#undef SAVE
#undef LOAD
#undef TICK
}
// NOLINTEND

}  // namespace nrn::hoc
