// What code looks like: one instruction on each line, its operands as opcodes.def tells.

#include "base/text.hpp"
#include "hoc/code/code.hpp"

namespace nrn::hoc {
namespace {

struct Shape {
    const char* name;
    const char* operands;
};
constexpr Shape kShapes[] = {
#define NRN_OP(name, operands, doc) Shape{#name, operands},
#include "hoc/code/opcodes.def"
#undef NRN_OP
};

std::string site_name(const Site& site) {
    return (site.section != nullptr ? site.section->name() + "." : "") + site.name;
}

std::string operand(const Code& code, const Instruction& instruction, char kind) {
    switch (kind) {
        case 'n':
            return format(" %.17g", code.numbers[instruction.b]);
        case 't':
            return " \"" + code.texts[instruction.b] + "\"";
        case 'g':
        case 'r':
            return " " + code.symbols[instruction.b]->name();
        case 's':
            return " " + site_name(code.sites[instruction.b]);
        case 'm':
            return " " + code.owner->by_slot[instruction.b]->name;
        case 'l':
        case 'i':
            return format(" %u", instruction.b);
        case 'j':
            return format(" -> %u", instruction.b);
        case 'c':
            return format(" (%u)", instruction.a);
        default:
            return {};
    }
}

}  // namespace

std::string disassemble(const Code& code) {
    std::string out;
    for (std::size_t i = 0; i < code.instructions.size(); ++i) {
        const Instruction& instruction = code.instructions[i];
        const Shape& shape = kShapes[static_cast<std::size_t>(instruction.op)];
        out += format("%4zu %s", i, shape.name);
        for (const char* kind = shape.operands; *kind != '\0'; ++kind) {
            out += operand(code, instruction, *kind);
        }
        out += '\n';
    }
    return out;
}

}  // namespace nrn::hoc
