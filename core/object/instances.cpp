#include "object/instances.hpp"

#include <bit>
#include <utility>

namespace nrn {

Instances::Piece* Instances::find(std::uint32_t piece) const noexcept {
    if (recent_ == nullptr || recent_number_ != piece) {
        const auto found = pieces_.find(piece);
        if (found == pieces_.end()) {
            return nullptr;
        }
        recent_ = found->second.get();
        recent_number_ = piece;
    }
    return recent_;
}

void Instances::add(std::uint32_t number, Object* object) {
    Piece* piece = find(number / kPiece);
    if (piece == nullptr) {
        std::unique_ptr<Piece> made = spare_ ? std::move(spare_) : std::make_unique<Piece>();
        piece = made.get();
        pieces_.emplace_hint(pieces_.end(), number / kPiece, std::move(made));
    }
    piece->objects[number % kPiece] = object;
    piece->taken |= std::uint64_t{1} << number % kPiece;
    ++count_;
}

void Instances::remove(std::uint32_t number) noexcept {
    Piece* piece = find(number / kPiece);
    piece->taken &= ~(std::uint64_t{1} << number % kPiece);
    --count_;
    if (piece->taken == 0) {
        recent_ = nullptr;
        const auto found = pieces_.find(number / kPiece);
        spare_ = std::move(found->second);
        pieces_.erase(found);
    }
}

Object* Instances::at(std::uint32_t number) const noexcept {
    const Piece* piece = find(number / kPiece);
    const bool taken = piece != nullptr && (piece->taken >> number % kPiece & 1) != 0;
    return taken ? piece->objects[number % kPiece] : nullptr;
}

Object* Instances::at_or_after(std::uint64_t number) const noexcept {
    const std::uint64_t first = number / kPiece;
    if (first > UINT32_MAX / kPiece) {
        return nullptr;
    }
    if (const Piece* piece = find(static_cast<std::uint32_t>(first))) {
        const std::uint64_t later = piece->taken >> number % kPiece << number % kPiece;
        if (later != 0) {
            return piece->objects[static_cast<std::size_t>(std::countr_zero(later))];
        }
    }
    const auto next = pieces_.upper_bound(static_cast<std::uint32_t>(first));
    if (next == pieces_.end()) {
        return nullptr;
    }
    return next->second->objects[static_cast<std::size_t>(std::countr_zero(next->second->taken))];
}

}  // namespace nrn
