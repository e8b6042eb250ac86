// Arrays of an instance: a slot holds a counted array, made at its first use from the dimensions that its template
// declares.
#pragma once

#include "base/error.hpp"
#include "hoc/code/code.hpp"

namespace nrn::hoc {

template <class T>
struct Shared {
    long refs = 1;
    T data;
};
template <class T>
const HostCounts* counts_of() {
    static const HostCounts counts = {
        [](void* shared) { ++static_cast<Shared<T>*>(shared)->refs; },
        [](void* shared) {
            auto* it = static_cast<Shared<T>*>(shared);
            if (--it->refs == 0) {
                delete it;
            }
        },
    };
    return &counts;
}
template <class T>
Value share(T data) {
    return Value::adopt_host(new Shared<T>{1, std::move(data)}, counts_of<T>());
}
// The array in a slot that has one.
template <class T>
T& shared_in(const Value& slot) {
    return static_cast<Shared<T>*>(slot.as_host())->data;
}
// The arrays behind the variable `name`; Error(Name) when its dimensions are not declared yet.
ArrayData& numbers_in(const Template& owner, Value* slots, const MemberName& name);
ObjectArrayData& objects_in(const Template& owner, Value* slots, const MemberName& name);

}  // namespace nrn::hoc
