// Object: an instance of a hoc class. One allocation holds the header and the payload (the C++ object that
// does the work); the count of references is not atomic, callers hold the interpreter's lock.
#pragma once

#include <cstdint>
#include <string>

#include "object/value.hpp"

namespace nrn {

class Class;
struct AliasTable;
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
        return refs_;
    }

    // The host's wrapper of this object (not owned: the wrapper owns a reference to the object).
    void* wrapper = nullptr;
    // Further names that a user gave to members, see aliases.hpp; null without any.
    AliasTable* aliases = nullptr;

    // The ObjectWatcher of the Context is told of the end.
    void watch() noexcept {
        watched_ = true;
    }

    static constexpr std::size_t kPayloadOffset = 64;

  private:
    friend class Class;
    explicit Object(Class& klass) : klass_(&klass) {
    }
    void destroy() noexcept;

    Class* klass_;
    long refs_ = 1;
    Object* previous_ = nullptr;  // the list of a class's instances, in order of creation
    Object* next_ = nullptr;
    Object* next_doomed_ = nullptr;  // while it waits for its end
    std::uint32_t index_ = 0;
    bool ending_ = false;
    bool finalized_ = false;  // its class was told of its end, which happens once
    bool watched_ = false;
};

static_assert(sizeof(Object) <= Object::kPayloadOffset);

// The payload of an object that is known to be of class T.
template <class T>
T& payload(Object* object) {
    return *static_cast<T*>(object->payload());
}

}  // namespace nrn
