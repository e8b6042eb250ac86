#include "hoc/code/emitter.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/error.hpp"

namespace nrn::hoc {
namespace {

constexpr std::size_t kMostInstructions = 1U << 28;

}  // namespace

Emitter::Emitter(std::string name, SourcePtr source, Template* owner) : code_(std::make_unique<Code>()) {
    code_->name = std::move(name);
    code_->source = std::move(source);
    code_->owner = owner;
}

void Emitter::emit(Op op, int depth, std::uint32_t b, unsigned a) {
    if (code_->instructions.size() >= kMostInstructions) {
        fail(ErrorKind::Memory, "this piece of hoc is too long for one routine");
    }
    code_->instructions.push_back({op, static_cast<std::uint16_t>(a), b});
    code_->offsets.push_back(offset_);
    depth_ += depth;
    // One more than what stays: instructions may use the place above the top.
    code_->deepest = std::max(code_->deepest, static_cast<std::uint32_t>(std::max(depth_, 0)) + 1);
}

std::uint32_t Emitter::intern_number(double x) {
    auto& numbers = code_->numbers;
    const std::size_t start = numbers.size() > 16 ? numbers.size() - 16 : 0;
    for (std::size_t i = start; i < numbers.size(); ++i) {
        if (std::bit_cast<std::uint64_t>(numbers[i]) == std::bit_cast<std::uint64_t>(x)) {
            return static_cast<std::uint32_t>(i);
        }
    }
    numbers.push_back(x);
    return static_cast<std::uint32_t>(numbers.size() - 1);
}

void Emitter::number(double x) {
    emit(Op::NUMBER, 1, intern_number(x));
}

void Emitter::text(std::string_view x) {
    named(Op::TEXT, 1, x);
}

void Emitter::named(Op op, int depth, std::string_view name) {
    code_->texts.emplace_back(name);
    emit(op, depth, static_cast<std::uint32_t>(code_->texts.size() - 1));
}

void Emitter::symbol(Op op, int depth, Symbol& symbol, unsigned a) {
    const auto [found, is_new] = symbols_.emplace(&symbol, static_cast<std::uint32_t>(code_->symbols.size()));
    if (is_new) {
        code_->symbols.push_back(&symbol);
    }
    emit(op, depth, found->second, a);
}

void Emitter::site(Op op, int depth, std::string_view name, unsigned a) {
    code_->sites.push_back(Site{std::string(name)});
    emit(op, depth, static_cast<std::uint32_t>(code_->sites.size() - 1), a);
}

void Emitter::range_at(std::string_view name) {
    const std::size_t n = code_->instructions.size();
    const Instruction section = can_fuse(2) ? code_->instructions[n - 2] : Instruction{Op::END, 0, 0};
    const Op x = can_fuse(2) ? last().op : Op::END;
    const bool single = section.op == Op::ACCESSED || (section.op == Op::SECTION && section.a == 0);
    if (!single || (x != Op::NUMBER && x != Op::LOCAL && x != Op::GLOBAL && x != Op::ARG)) {
        site(Op::RANGE_AT, -1, name);
        return;
    }
    code_->instructions.erase(code_->instructions.end() - 2);
    code_->offsets.erase(code_->offsets.end() - 2);
    --depth_;
    site(section.op == Op::SECTION ? Op::NAMED_AT : Op::ACCESSED_AT, 0, name);
    if (section.op == Op::SECTION) {
        code_->sites.back().section = code_->symbols[section.b];
    }
}

bool Emitter::can_fuse(std::size_t count) const {
    return code_->instructions.size() >= barrier_ + count;
}

void Emitter::remove_last() {
    code_->instructions.pop_back();
    code_->offsets.pop_back();
}

// Constant folding of two numbers, except where the machine would raise an error.
bool Emitter::fold(Op op) {
    if (!can_fuse(2)) {
        return false;
    }
    const std::size_t n = code_->instructions.size();
    const Instruction& first = code_->instructions[n - 2];
    const Instruction& second = code_->instructions[n - 1];
    if (first.op != Op::NUMBER || second.op != Op::NUMBER) {
        return false;
    }
    const double x = code_->numbers[first.b];
    const double y = code_->numbers[second.b];
    double result = 0.0;
    switch (op) {
        case Op::ADD:
            result = x + y;
            break;
        case Op::SUBTRACT:
            result = x - y;
            break;
        case Op::MULTIPLY:
            result = x * y;
            break;
        case Op::DIVIDE:
            if (y == 0.0) {
                return false;
            }
            result = x / y;
            break;
        case Op::POWER:
            result = std::pow(x, y);
            if (!std::isfinite(result)) {
                return false;
            }
            break;
        default:
            return false;
    }
    remove_last();
    remove_last();
    depth_ -= 2;
    number(result);
    return true;
}

bool Emitter::fuse(Op op) {
    if (!can_fuse(1)) {
        return false;
    }
    Instruction& last = code_->instructions.back();
    if (last.op == Op::NUMBER) {
        const double y = code_->numbers[last.b];
        Op fused = Op::END;
        switch (op) {
            case Op::ADD:
                fused = Op::ADD_NUMBER;
                break;
            case Op::SUBTRACT:
                fused = Op::SUBTRACT_NUMBER;
                break;
            case Op::MULTIPLY:
                fused = Op::MULTIPLY_NUMBER;
                break;
            case Op::MODULO:
                fused = y > 0.0 ? Op::MODULO_NUMBER : Op::END;
                break;
            case Op::EQUAL:
                fused = Op::EQUAL_NUMBER;
                break;
            default:
                break;
        }
        if (fused == Op::END) {
            return false;
        }
        last.op = fused;
        --depth_;
        return true;
    }
    if (last.op == Op::LOCAL && (op == Op::ADD || op == Op::MULTIPLY)) {
        last.op = op == Op::ADD ? Op::ADD_LOCAL : Op::MULTIPLY_LOCAL;
        --depth_;
        return true;
    }
    return false;
}

void Emitter::arithmetic(Op op) {
    if (op == Op::NEGATE || op == Op::NOT) {
        if (op == Op::NEGATE && can_fuse(1) && last().op == Op::NUMBER) {
            const double x = code_->numbers[last().b];
            remove_last();
            --depth_;
            number(-x);
            return;
        }
        emit(op, 0);
        return;
    }
    if (!fold(op) && !fuse(op)) {
        emit(op, -1);
    }
}

void Emitter::drop() {
    if (can_fuse(1)) {
        Instruction& last = code_->instructions.back();
        const Op fused = last.op == Op::LOCAL_SET    ? Op::LOCAL_PUT
                         : last.op == Op::GLOBAL_SET ? Op::GLOBAL_PUT
                         : last.op == Op::MEMBER_SET ? Op::MEMBER_PUT
                                                     : Op::END;
        if (fused != Op::END) {
            last.op = fused;
            --depth_;
            return;
        }
    }
    emit(Op::POP, -1);
}

std::size_t Emitter::jump(Op op, int depth) {
    emit(op, depth, 0);
    return size() - 1;
}

std::size_t Emitter::jump_if_false() {
    if (can_fuse(1)) {
        Instruction& last = code_->instructions.back();
        const Op fused = last.op == Op::LESS         ? Op::JUMP_NOT_LESS
                         : last.op == Op::LESS_EQUAL ? Op::JUMP_NOT_LESS_EQUAL
                         : last.op == Op::GREATER    ? Op::JUMP_NOT_GREATER
                         : last.op == Op::EQUAL      ? Op::JUMP_NOT_EQUAL
                                                     : Op::END;
        if (fused != Op::END) {
            last.op = fused;
            --depth_;
            return size() - 1;
        }
    }
    return jump(Op::JUMP_FALSE, -1);
}

void Emitter::bind(std::size_t jump) {
    code_->instructions[jump].b = here();
}

std::uint32_t Emitter::here() {
    barrier_ = size();
    return static_cast<std::uint32_t>(size());
}

void Emitter::jump_to(std::uint32_t target) {
    emit(Op::JUMP, 0, target);
}

std::uint32_t Emitter::new_local(bool is_object) {
    if (is_object) {
        code_->object_locals.push_back(code_->locals);
    }
    return code_->locals++;
}

std::unique_ptr<Code> Emitter::finish() {
    code_->room = static_cast<std::ptrdiff_t>(code_->locals) + code_->deepest + 8;
    return std::move(code_);
}

}  // namespace nrn::hoc
