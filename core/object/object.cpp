#include "object/object.hpp"

#include <cstdlib>

#include "base/text.hpp"
#include "object/aliases.hpp"
#include "object/klass.hpp"

namespace nrn {
std::string Object::name() const {
    return format("%s[%u]", klass_->name().c_str(), index_);
}

// Objects that hold the last reference to others end in a loop, not in a recursion: a chain of a million is safe.
void Object::destroy() noexcept {
    if (ending_) {
        return;
    }
    ending_ = true;
    Doomed& doomed = klass_->doomed();
    next_doomed_ = doomed.first;
    doomed.first = this;
    if (doomed.busy) {
        return;
    }
    doomed.busy = true;
    while (Object* object = doomed.first) {
        doomed.first = object->next_doomed_;
        Class& klass = *object->klass_;
        ++object->refs_;
        if (klass.def().finalize != nullptr && object->refs_ == 1 && !object->finalized_) {
            object->finalized_ = true;
            klass.def().finalize(object);
        }
        if (--object->refs_ > 0) {  // somebody holds it again
            object->ending_ = false;
            continue;
        }
        klass.unlink(object);  // now nobody finds it any more
        if (object->watched_ && doomed.watcher != nullptr) {
            doomed.watcher->ended(object);
        }
        remove_aliases(*object);
        klass.def().destroy(object->payload());
        object->~Object();
        std::free(object);
    }
    doomed.busy = false;
}

}  // namespace nrn
