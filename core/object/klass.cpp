#include "object/klass.hpp"

#include <cstdlib>
#include <new>

#include "base/error.hpp"
#include "object/call.hpp"
#include "object/host.hpp"

namespace nrn {

Class::Class(Context& context, ClassDef def)
    : context_(&context), doomed_(&context.state<Doomed>()), def_(std::move(def)), name_(def_.name) {
    complete(def_.payload_size, std::move(def_.members));
}

void Class::complete(std::size_t payload_size, std::vector<Member> members) {
    def_.payload_size = payload_size;
    def_.members = std::move(members);
    by_name_.clear();
    signatures_.clear();
    for (std::size_t i = 0; i < def_.members.size(); ++i) {
        by_name_.emplace(def_.members[i].name, static_cast<int>(i));
    }
    signatures_.resize(def_.members.size() + 1);
}

void Class::add_method(const Member& method) {
    if (by_name_.count(method.name) != 0) {
        fail(ErrorKind::Name, "%s is already a method of %s", method.name, def_.name);
    }
    const std::size_t ordinal = member_count();
    added_.push_back(method);
    try {
        signatures_.resize(ordinal + 2);
        by_name_.emplace(method.name, static_cast<int>(ordinal));
        host_of(*context_).member_added(*this, ordinal);
    } catch (...) {
        by_name_.erase(method.name);
        signatures_.resize(ordinal + 1);
        added_.pop_back();
        throw;
    }
}

int Class::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? -1 : found->second;
}

const Signature& Class::signature(int i) const {
    std::unique_ptr<Signature>& slot = signatures_[static_cast<std::size_t>(i + 1)];
    if (!slot) {
        slot = std::make_unique<Signature>(i < 0 ? def_.forms : member(static_cast<std::size_t>(i)).forms);
    }
    return *slot;
}

Object* Class::create(const Value* args, std::size_t count) {
    if (def_.planned != nullptr) {
        fail(ErrorKind::NotImplemented, "%s is not part of this version: it needs %s", def_.name, def_.planned);
    }
    return make(args, count, &signature(-1).match("", def_.name, args, count));
}

Object* Class::create_unchecked() {
    return make(nullptr, 0, nullptr);
}

Object* Class::make(const Value* args, std::size_t count, const Form* form) {
    const std::size_t size = Object::kPayloadOffset + def_.payload_size;
    if (def_.numerous && !slab_) {
        slab_ = std::make_unique<Slab>(size);
    }
    void* raw = def_.numerous ? slab_->take() : std::malloc(size);
    if (raw == nullptr) {
        fail(ErrorKind::Memory, "no memory for a %s", def_.name);
    }
    Object* object = new (raw) Object(*this, def_.numerous);
    try {
        Call call{*context_, object, "", def_.name, args, count, form};
        def_.construct(call, object->payload());
    } catch (...) {
        object->free_memory();
        throw;
    }
    try {
        link(object);
    } catch (...) {
        def_.destroy(object->payload());
        object->free_memory();
        throw;
    }
    if (form != nullptr && def_.initialize != nullptr) {
        Value keep = Value::adopt_object(object);
        Call call{*context_, object, "", def_.name, args, count, form};
        def_.initialize(call);
        object->retain();
    }
    return object;
}

Value Class::invoke(Object* self, std::size_t i, const Value* args, std::size_t count) {
    const Member& member = this->member(i);
    const Form& form = signature(static_cast<int>(i)).match(def_.name, member.name, args, count);
    Call call{*context_, self, def_.name, member.name, args, count, &form};
    return member.call(call);
}

// Numbers start again from 0 when no instance is left, as users of hoc's `Vector[0]` expect.
void Class::link(Object* object) {
    if (instances_.count() == 0) {
        next_index_ = 0;
    }
    instances_.add(next_index_, object);
    object->index_ = next_index_++;
}

void Class::unlink(Object* object) noexcept {
    instances_.remove(object->index_);
    ++removals_;
}

}  // namespace nrn
