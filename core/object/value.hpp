// Value: what an argument, a result or a variable can be, in hoc and in Python alike.
//
// 24 bytes: a kind and a payload. The layout is that of NrnValue in include/nrn/capi.h (checked in core/api),
// so arguments pass the C interface without conversion. A Value that arrived as an argument is borrowed;
// one that owns a text, an object, a reference or a host object releases it on destruction. Move-only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace nrn {

class Object;
class Ref;

// How the host language counts references to its objects; the layout is that of NrnHostCounts.
struct HostCounts {
    void (*retain)(void* object);
    void (*release)(void* object);
};

enum class Kind : std::uint32_t {
    Void = 0,     // nothing: no result, an argument left out
    Number = 1,   // a double
    Integer = 2,  // a double that Python shows as int
    Boolean = 3,  // a double, 0 or 1, that Python shows as bool
    Text = 4,     // UTF-8, not NUL-terminated in general
    Object = 5,   // an instance of a hoc class; null is hoc's NULLobject
    Ref = 6,      // a reference to a variable
    Host = 7,     // an object of the host language (a Python object)
};

const char* kind_name(Kind kind);

class Value {
  public:
    Value() noexcept : kind_(Kind::Void), owned_(0), number_(0) {
    }
    Value(Value&& other) noexcept {
        take(other);
    }
    Value& operator=(Value&& other) noexcept {
        if (this != &other) {
            clear();
            take(other);
        }
        return *this;
    }
    ~Value() {
        clear();
    }

    static Value number(double x) noexcept {
        return Value(Kind::Number, x);
    }
    static Value integer(double x) noexcept {
        return Value(Kind::Integer, x);
    }
    static Value boolean(bool x) noexcept {
        return Value(Kind::Boolean, x ? 1.0 : 0.0);
    }
    static Value text(std::string_view x);  // a copy
    static Value borrowed_text(std::string_view x) noexcept;
    static Value object(Object* x) noexcept;                              // adds a reference; null allowed
    static Value adopt_object(Object* x) noexcept;                        // takes the caller's reference over
    static Value ref(Ref* x) noexcept;                                    // adds a reference
    static Value adopt_ref(Ref* x) noexcept;                              // takes the caller's reference over
    static Value adopt_host(void* x, const HostCounts* counts) noexcept;  // takes the caller's reference over
    Value copy() const;                                                   // an owner of the same thing

    Kind kind() const noexcept {
        return kind_;
    }
    bool is_number() const noexcept {
        return kind_ == Kind::Number || kind_ == Kind::Integer || kind_ == Kind::Boolean;
    }
    double as_number() const noexcept {
        return number_;
    }
    std::string_view as_text() const noexcept {
        return {text_.data, text_.size};
    }
    Object* as_object() const noexcept {
        return object_;
    }
    Ref* as_ref() const noexcept {
        return ref_;
    }
    void* as_host() const noexcept {
        return host_.object;
    }
    void clear() noexcept {
        if (owned_ != 0) {
            release();
        }
        kind_ = Kind::Void;
        owned_ = 0;
    }

  private:
    struct TextPart {
        const char* data;
        std::size_t size;
    };
    struct HostPart {
        void* object;
        const HostCounts* counts;
    };

    Value(Kind kind, double x) noexcept : kind_(kind), owned_(0), number_(x) {
    }
    void take(Value& other) noexcept {
        kind_ = other.kind_;
        owned_ = std::exchange(other.owned_, 0U);
        text_ = other.text_;
        other.kind_ = Kind::Void;
    }
    void release() noexcept;

    Kind kind_;
    std::uint32_t owned_;
    union {
        double number_;
        TextPart text_;
        Object* object_;
        Ref* ref_;
        HostPart host_;
    };
};

}  // namespace nrn
