#include "object/object.hpp"

#include <cstdlib>
#include <utility>

#include "base/slab.hpp"
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
    doomed.waiting.push_back(this);
    if (doomed.busy) {
        return;
    }
    doomed.busy = true;
    while (!doomed.waiting.empty()) {
        Object* object = doomed.waiting.back();
        doomed.waiting.pop_back();
        Class& klass = *object->klass_;
        ++object->refs_;  // somebody may hold it again already
        if (klass.def().finalize != nullptr && object->refs_ == 1 && !object->finalized_) {
            object->finalized_ = true;
            klass.def().finalize(object);
        }
        --object->refs_;
        if (object->refs_ > 0) {  // somebody holds it again
            object->ending_ = false;
            continue;
        }
        klass.unlink(object);  // now nobody finds it any more
        if (object->watched_ && doomed.watcher != nullptr) {
            doomed.watcher->ended(object);
        }
        remove_aliases(*object);
        void* payload = object->payload();
        klass.def().destroy(payload);
        if (klass.def().lingers == nullptr || !klass.def().lingers(payload)) {
            free_payload(payload);
        }
    }
    doomed.busy = false;
}

void Object::free_payload(void* payload) noexcept {
    of_payload(payload)->free_memory();
}

void Object::free_memory() noexcept {
    if (of_slab_) {
        Slab::give(this);
    } else {
        std::free(this);
    }
}

}  // namespace nrn
