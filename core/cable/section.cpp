#include "cable/section.hpp"

#include "base/error.hpp"

namespace nrn::cable {

std::string Section::full_name() const {
    if (cell != nullptr) {
        return cell->name() + "." + name;
    }
    return cell_name.empty() ? name : cell_name + "." + name;
}

void Section::check() const {
    if (!alive_) {
        fail(ErrorKind::Reference, "can't access a deleted section");
    }
}

Id Section::node_at(double x) const {
    if (x != 0.0 && x != 1.0) {
        return nodes_[segment_at(x)];
    }
    if (x != own_x_) {
        return end_node_;
    }
    return parent_ == nullptr ? root_node_ : parent_->node_at(parent_x_);
}

const MechanismSlot* Section::find(const Mechanism& mechanism) const noexcept {
    for (const MechanismSlot& slot : slots_) {
        if (slot.mechanism == &mechanism) {
            return &slot;
        }
    }
    return nullptr;
}

}  // namespace nrn::cable
