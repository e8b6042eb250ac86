#include "object/object.hpp"

#include <cstdlib>

#include "base/text.hpp"
#include "object/klass.hpp"

namespace nrn {

std::string Object::name() const {
    return format("%s[%u]", klass_->name().c_str(), index_);
}

void Object::destroy() noexcept {
    klass_->def().destroy(payload());
    klass_->unlink(this);
    this->~Object();
    std::free(this);
}

}  // namespace nrn
