// Object: an instance of a hoc class. One allocation holds the header and the payload (the C++ object that
// does the work); the count of references is not atomic, callers hold the interpreter's lock.
#pragma once

#include <cstdint>
#include <string>

#include "object/value.hpp"

namespace nrn {

class Class;
struct Call;

class Object {
  public:
    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;

    Class& klass() const noexcept {
        return *klass_;
    }
    void* payload() const noexcept {
        return const_cast<char*>(reinterpret_cast<const char*>(this)) + kPayloadOffset;
    }
    std::uint32_t index() const noexcept {
        return index_;
    }
    std::string name() const;  // "Vector[3]"

    void retain() noexcept {
        ++refs_;
    }
    void release() noexcept {
        if (--refs_ == 0) {
            destroy();
        }
    }
    long refs() const noexcept {
        return static_cast<long>(refs_);
    }

    // The host's wrapper of this object (not owned: the wrapper owns a reference to the object).
    void* wrapper = nullptr;
    bool aliased() const noexcept {  // a user gave further names to members, see aliases.hpp
        return aliased_;
    }
    void set_aliased(bool aliased) noexcept {
        aliased_ = aliased;
    }

    // The ObjectWatcher of the Context is told of the end.
    void watch() noexcept {
        watched_ = true;
    }

    static constexpr std::size_t kPayloadOffset = 24;
    static const Object* of_payload(const void* payload) noexcept {
        return reinterpret_cast<const Object*>(static_cast<const char*>(payload) - kPayloadOffset);
    }
    static Object* of_payload(void* payload) noexcept {
        return reinterpret_cast<Object*>(static_cast<char*>(payload) - kPayloadOffset);
    }
    // The memory of an object whose end is over, when its class said that something lingers there.
    static void free_payload(void* payload) noexcept;

  private:
    friend class Class;
    Object(Class& klass, bool of_slab) : klass_(&klass), of_slab_(of_slab) {
    }
    void free_memory() noexcept;
    void destroy() noexcept;

    Class* klass_;
    std::uint32_t refs_ : 27 = 1;
    bool ending_ : 1 = false;
    bool finalized_ : 1 = false;  // its class was told of its end, which happens once
    bool aliased_ : 1 = false;
    bool watched_ : 1 = false;
    bool of_slab_ : 1;  // where its memory comes from
    std::uint32_t index_ = 0;
};

static_assert(sizeof(Object) == Object::kPayloadOffset);

// The payload of an object that is known to be of class T.
template <class T>
T& payload(Object* object) {
    static_assert(alignof(T) <= alignof(double));
    return *static_cast<T*>(object->payload());
}

}  // namespace nrn
