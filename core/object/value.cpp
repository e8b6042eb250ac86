#include "object/value.hpp"

#include <cstdlib>
#include <cstring>
#include <new>

#include "object/object.hpp"
#include "object/ref.hpp"

namespace nrn {

const char* kind_name(Kind kind) {
    switch (kind) {
        case Kind::Void:
            return "nothing";
        case Kind::Number:
        case Kind::Integer:
        case Kind::Boolean:
            return "a number";
        case Kind::Text:
            return "a str";
        case Kind::Object:
            return "an object";
        case Kind::Ref:
            return "a reference";
        case Kind::Host:
            return "a Python object";
    }
    return "an unknown kind of value";
}

Value Value::borrowed_text(std::string_view x) noexcept {
    Value out;
    out.kind_ = Kind::Text;
    out.text_ = {x.data(), x.size()};
    return out;
}

// Owned texts come from malloc, so that the C interface can hand them on.
Value Value::text(std::string_view x) {
    char* data = static_cast<char*>(std::malloc(x.size() + 1));
    if (data == nullptr) {
        throw std::bad_alloc();
    }
    if (!x.empty()) {
        std::memcpy(data, x.data(), x.size());
    }
    data[x.size()] = '\0';
    Value out = borrowed_text({data, x.size()});
    out.owned_ = 1;
    return out;
}

Value Value::object(Object* x) noexcept {
    if (x != nullptr) {
        x->retain();
    }
    return adopt_object(x);
}

Value Value::adopt_object(Object* x) noexcept {
    Value out;
    out.kind_ = Kind::Object;
    out.object_ = x;
    out.owned_ = x != nullptr ? 1 : 0;
    return out;
}

Value Value::ref(Ref* x) noexcept {
    x->retain();
    return adopt_ref(x);
}

Value Value::adopt_ref(Ref* x) noexcept {
    Value out;
    out.kind_ = Kind::Ref;
    out.ref_ = x;
    out.owned_ = 1;
    return out;
}

Value Value::adopt_host(void* x, const HostCounts* counts) noexcept {
    Value out;
    out.kind_ = Kind::Host;
    out.host_ = {x, counts};
    out.owned_ = 1;
    return out;
}

Value Value::copy() const {
    switch (kind_) {
        case Kind::Text:
            return text(as_text());
        case Kind::Object:
            return object(object_);
        case Kind::Ref:
            return ref(ref_);
        case Kind::Host:
            host_.counts->retain(host_.object);
            return adopt_host(host_.object, host_.counts);
        default:
            return Value(kind_, number_);
    }
}

void Value::release() noexcept {
    switch (kind_) {
        case Kind::Text:
            std::free(const_cast<char*>(text_.data));
            break;
        case Kind::Object:
            object_->release();
            break;
        case Kind::Ref:
            ref_->release();
            break;
        case Kind::Host:
            host_.counts->release(host_.object);
            break;
        default:
            break;
    }
}

}  // namespace nrn
