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
        case Kind::Variable:
            return "a local variable";
        case Kind::Section:
            return "a section";
        case Kind::Segment:
            return "a segment";
    }
    return "an unknown kind of value";
}

// An owned text is never changed and is shared by its copies: a count stands before the characters.
Value Value::text(std::string_view x) {
    void* block = std::malloc(sizeof(long) + x.size() + 1);
    if (block == nullptr) {
        throw std::bad_alloc();
    }
    *static_cast<long*>(block) = 1;
    char* data = static_cast<char*>(block) + sizeof(long);
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

Value Value::section(SectionBase* x) noexcept {
    Value out = segment(x, 0.0);
    out.kind_ = Kind::Section;
    return out;
}

Value Value::segment(SectionBase* section, double x) noexcept {
    section->retain();
    Value out;
    out.kind_ = Kind::Segment;
    out.owned_ = 1;
    out.place_ = {section, x};
    return out;
}

Value Value::copy() const {
    switch (kind_) {
        case Kind::Text: {
            if (owned_ == 0) {
                return text(as_text());
            }
            ++text_count();
            Value out = borrowed_text(as_text());
            out.owned_ = 1;
            return out;
        }
        case Kind::Object:
            return object(object_);
        case Kind::Ref:
            return ref(ref_);
        case Kind::Variable:
            return variable(variable_);
        case Kind::Section:
            return section(place_.section);
        case Kind::Segment:
            return segment(place_.section, place_.x);
        case Kind::Host:
            host_.counts->retain(host_.object);
            return adopt_host(host_.object, host_.counts);
        default:
            return Value(kind_, number_);
    }
}

// Empty first: what ends here may run hoc or Python, which may look at this variable.
void Value::release() noexcept {
    owned_ = 0;
    switch (std::exchange(kind_, Kind::Void)) {
        case Kind::Text:
            if (--text_count() == 0) {
                std::free(&text_count());
            }
            break;
        case Kind::Object:
            std::exchange(object_, nullptr)->release();
            break;
        case Kind::Ref:
            std::exchange(ref_, nullptr)->release();
            break;
        case Kind::Host: {
            const HostPart host = std::exchange(host_, HostPart{nullptr, nullptr});
            host.counts->release(host.object);
            break;
        }
        case Kind::Section:
        case Kind::Segment:
            std::exchange(place_.section, nullptr)->release();
            break;
        default:
            break;
    }
}

}  // namespace nrn
