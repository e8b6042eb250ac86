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

// A section of a model as this layer sees it: something counted. core/cable says what it is.
class SectionBase {
  public:
    SectionBase(const SectionBase&) = delete;
    SectionBase& operator=(const SectionBase&) = delete;

    void retain() noexcept {
        ++refs_;
    }
    void release() noexcept {
        if (--refs_ == 0) {
            delete this;
        }
    }

  protected:
    SectionBase() = default;
    virtual ~SectionBase() = default;

  private:
    long refs_ = 1;
};

// How the host language counts references to its objects; the layout is that of NrnHostCounts.
struct HostCounts {
    void (*retain)(void* object);
    void (*release)(void* object);
};

enum class Kind : std::uint32_t {
    Void = 0,      // nothing: no result, an argument left out
    Number = 1,    // a double
    Integer = 2,   // a double that Python shows as int
    Boolean = 3,   // a double, 0 or 1, that Python shows as bool
    Text = 4,      // UTF-8, not NUL-terminated in general
    Object = 5,    // an instance of a hoc class; null is hoc's NULLobject
    Ref = 6,       // a reference to a variable
    Host = 7,      // an object of the host language (a Python object)
    Variable = 8,  // inside the interpreter only: a local object variable that is passed to a routine
    Section = 9,   // a section, alive or deleted
    Segment = 10,  // a place x in a section, 0 to 1
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
    static Value borrowed_text(std::string_view x) noexcept {
        Value out;
        out.kind_ = Kind::Text;
        out.text_ = {x.data(), x.size()};
        return out;
    }
    static Value object(Object* x) noexcept;         // adds a reference; null allowed
    static Value adopt_object(Object* x) noexcept {  // takes the caller's reference over
        Value out;
        out.kind_ = Kind::Object;
        out.owned_ = x != nullptr ? 1 : 0;
        out.object_ = x;
        return out;
    }
    static Value variable(Value* where) noexcept {  // borrowed
        Value out;
        out.kind_ = Kind::Variable;
        out.variable_ = where;
        return out;
    }
    static Value ref(Ref* x) noexcept;                                    // adds a reference
    static Value adopt_ref(Ref* x) noexcept;                              // takes the caller's reference over
    static Value adopt_host(void* x, const HostCounts* counts) noexcept;  // takes the caller's reference over
    static Value section(SectionBase* x) noexcept;                        // adds a reference
    static Value segment(SectionBase* section, double x) noexcept;        // adds a reference
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
    // Makes raw memory a number; what stood there owns nothing.
    static void make_number(Value* at, double x) noexcept {
        at->kind_ = Kind::Number;
        at->owned_ = 0;
        at->number_ = x;
    }
    static void make_object(Value* at, Object* x) noexcept {  // takes the caller's reference over
        at->kind_ = Kind::Object;
        at->owned_ = x != nullptr ? 1 : 0;
        at->object_ = x;
    }
    // Where the number lies, for a Value that is a variable.
    double* number_place() noexcept {
        return &number_;
    }
    Object* as_object() const noexcept {
        return object_;
    }
    Ref* as_ref() const noexcept {
        return ref_;
    }
    Value* as_variable() const noexcept {
        return variable_;
    }
    void* as_host() const noexcept {
        return host_.object;
    }
    bool is_section() const noexcept {  // or a segment of one
        return kind_ == Kind::Section || kind_ == Kind::Segment;
    }
    SectionBase* as_section() const noexcept {  // of a segment too
        return place_.section;
    }
    double as_position() const noexcept {  // of a segment
        return place_.x;
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
    struct PlacePart {
        SectionBase* section;
        double x;
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
    long& text_count() const noexcept {
        return *reinterpret_cast<long*>(const_cast<char*>(text_.data) - sizeof(long));
    }

    Kind kind_;
    std::uint32_t owned_;
    union {
        double number_;
        TextPart text_;
        Object* object_;
        Ref* ref_;
        Value* variable_;
        HostPart host_;
        PlacePart place_;
    };
};

}  // namespace nrn
