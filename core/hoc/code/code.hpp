// Code: what the emitter makes and the machine runs; Routine: code with a name; Template: a class written in hoc.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cable/range.hpp"
#include "hoc/syntax/source.hpp"
#include "object/klass.hpp"
#include "object/symbol.hpp"

namespace nrn::hoc {

enum class Op : std::uint16_t {
#define NRN_OP(name, operands, doc) name,
#include "hoc/code/opcodes.def"
#undef NRN_OP
};

struct Instruction {
    Op op;
    std::uint16_t a;
    std::uint32_t b;
};

struct Template;
struct MemberName;
class Routine;

// What belongs to a whole section.
enum class SectionNumber : std::uint8_t { None, L, Ra, Nseg, Rallbranch };
SectionNumber section_number(std::string_view name) noexcept;

// Where a member was found last time: most places see objects of one class only.
struct Site {
    std::string name;
    const cable::RangeName* range = nullptr;  // of sections
    SectionNumber of_section = SectionNumber::None;
    const Symbol* section = nullptr;  // of NAMED_AT
    const Class* klass = nullptr;
    int ordinal = -1;              // of a member of a built-in class
    MemberName* member = nullptr;  // of a template
    std::uint64_t ref_mask = 0;    // Signature::reference_mask of what was found
    const Form* form = nullptr;    // that numbers only, `count` of them, matched
    std::size_t count = 0;

    // The form for these arguments where it is known without matching again.
    const Form* form_for(const Value* args, std::size_t given) const {
        return form != nullptr && given == count && all_numbers(args, given) ? form : nullptr;
    }
    void remember(const Form& matched, const Value* args, std::size_t given) {
        if (all_numbers(args, given)) {
            form = &matched;
            count = given;
        }
    }
    static bool all_numbers(const Value* args, std::size_t n) {
        while (n > 0 && args[n - 1].kind() == Kind::Number) {
            --n;
        }
        return n == 0;
    }
};

struct Code {
    std::string name;  // of the routine, "" for statements of the top level
    SourcePtr source;
    std::vector<Instruction> instructions;
    std::vector<std::uint32_t> offsets;  // in the source, one for each instruction
    std::vector<double> numbers;
    std::vector<std::string> texts;
    std::vector<Symbol*> symbols;
    mutable std::vector<Site> sites;
    std::uint32_t locals = 0;                  // local variables and hidden ones of loops
    std::ptrdiff_t room = 0;                   // what a frame needs on the stack
    std::uint32_t deepest = 0;                 // the most values on the stack beyond the locals
    std::vector<std::uint32_t> object_locals;  // those of the locals that are localobj
    Template* owner = nullptr;                 // whose names it uses
};

enum class RoutineKind : std::uint8_t { Proc, Func, Obfunc, Iterator };
const char* routine_word(RoutineKind kind);

class Machine;

class Routine final : public Callable {
  public:
    Routine(Machine& machine, std::string name, RoutineKind kind, Template* owner)
        : name(std::move(name)), kind(kind), owner(owner), machine_(&machine) {
    }
    Value call(Context& context, const Value* args, std::size_t count) override;

    std::string name;
    RoutineKind kind;
    Template* owner;  // null at the top level
    std::unique_ptr<const Code> code;

  private:
    Machine* machine_;
};

// A name inside a template. Variables have a slot in each instance.
struct MemberName {
    std::string name;
    SymbolKind kind = SymbolKind::Undefined;
    int slot = -1;
    bool is_public = false;
    bool is_array = false;       // of a section
    Symbol* external = nullptr;  // a name of the top level
    std::unique_ptr<Routine> routine;
};

// The variables of an instance: the payload of its Object. The values follow the header.
struct Instance {
    Template* owner;
    std::uint32_t count;

    Value* slots() noexcept {
        return reinterpret_cast<Value*>(this + 1);
    }
};
static_assert(sizeof(Instance) % alignof(Value) == 0);

struct Template {
    std::string name;
    Class* klass = nullptr;
    bool complete = false;
    std::vector<std::unique_ptr<MemberName>> names;
    std::unordered_map<std::string, MemberName*, TextHash, std::equal_to<>> by_name;
    std::vector<MemberName*> by_slot;
    std::vector<Value> prototype;  // the variables that statements of the template's body work on
    MemberName* init = nullptr;
    MemberName* unref = nullptr;

    MemberName* find(std::string_view text) const {
        const auto found = by_name.find(text);
        return found == by_name.end() ? nullptr : found->second;
    }
    MemberName& intern(std::string_view text);
};

std::string disassemble(const Code& code);

}  // namespace nrn::hoc
