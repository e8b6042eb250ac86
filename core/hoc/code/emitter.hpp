// The emitter: makes Code in one pass while the parser reads. It knows what each instruction does to the stack's depth
// and fuses an instruction with the one before where that saves a step of the machine.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "hoc/code/code.hpp"

namespace nrn::hoc {

class Emitter {
  public:
    Emitter(std::string name, SourcePtr source, Template* owner);

    // The place in the source that instructions from now on belong to.
    void at(std::size_t offset) noexcept {
        offset_ = static_cast<std::uint32_t>(offset);
    }
    // depth: by how much the stack grows.
    void emit(Op op, int depth, std::uint32_t b = 0, unsigned a = 0);
    void number(double x);
    void text(std::string_view x);
    void named(Op op, int depth, std::string_view name);  // an instruction with a text
    void symbol(Op op, int depth, Symbol& symbol, unsigned a = 0);
    void site(Op op, int depth, std::string_view name, unsigned a = 0);
    // RANGE_AT without indices: fused with what pushed the section, where x is pushed by one instruction.
    void range_at(std::string_view name);
    // An operator on the two values on top (or one: NEGATE, NOT); folds constants.
    void arithmetic(Op op);
    // Drops the top: of a store, by making it one that leaves nothing.
    void drop();

    // The method call just emitted is of an iterator: nothing is left by it.
    void iterate_last() {
        code_->instructions.back().op = Op::ITERATE_METHOD;
        --depth_;
    }

    // Jumps forward: the place to patch; bind() makes it go to the next instruction.
    std::size_t jump(Op op, int depth);
    std::size_t jump_if_false();  // after a condition, with which it is fused
    void bind(std::size_t jump);
    std::uint32_t here();  // a target for jumps back
    void jump_to(std::uint32_t target);
    void patch(std::size_t instruction, std::uint32_t target) {
        code_->instructions[instruction].b = target;
    }

    std::uint32_t new_local(bool is_object);
    int depth() const noexcept {
        return depth_;
    }
    std::size_t size() const noexcept {
        return code_->instructions.size();
    }
    const Instruction& last() const {
        return code_->instructions.back();
    }
    std::unique_ptr<Code> finish();

  private:
    bool can_fuse(std::size_t count) const;
    void remove_last();
    bool fold(Op op);
    bool fuse(Op op);
    std::uint32_t intern_number(double x);

    std::unique_ptr<Code> code_;
    std::unordered_map<const Symbol*, std::uint32_t> symbols_;
    std::uint32_t offset_ = 0;
    std::size_t barrier_ = 0;  // instructions before it are jumped to or are done: never changed
    int depth_ = 0;
};

}  // namespace nrn::hoc
