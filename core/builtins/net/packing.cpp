#include "builtins/net/packing.hpp"

#include <cstring>

#include "base/error.hpp"
#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/net/parcel.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

constexpr std::size_t kHead = 1 + sizeof(std::uint64_t);

bool is_vector(const Value& value) {
    return value.kind() == Kind::Object && value.as_object() != nullptr &&
           value.as_object()->klass().name() == "Vector";
}

}  // namespace

const char* item_words(ItemKind kind) {
    switch (kind) {
        case ItemKind::Number:
            return "a number";
        case ItemKind::Text:
            return "a string";
        case ItemKind::Numbers:
            return "a Vector";
        case ItemKind::Object:
            return "a Python object";
        case ItemKind::End:
            break;
    }
    return "nothing";
}

// ---- writing ----

void MessageWriter::add_item(ItemKind kind, const void* data, std::size_t size) {
    const std::uint64_t bytes = size;
    bytes_ += static_cast<char>(kind);
    bytes_.append(reinterpret_cast<const char*>(&bytes), sizeof bytes);
    bytes_.append(static_cast<const char*>(data), size);
}

void MessageWriter::add_number(double x) {
    add_item(ItemKind::Number, &x, sizeof x);
}

void MessageWriter::add_text(std::string_view text) {
    add_item(ItemKind::Text, text.data(), text.size());
}

void MessageWriter::add_numbers(std::span<const double> numbers) {
    add_item(ItemKind::Numbers, numbers.data(), numbers.size_bytes());
}

void MessageWriter::add_object(Host& host, const Value& object) {
    const std::string whole = wrap_whole(host, object);
    add_item(ItemKind::Object, whole.data(), whole.size());
}

void MessageWriter::add(Context& context, const Value& value) {
    if (value.is_number()) {
        add_number(value.as_number());
    } else if (value.kind() == Kind::Text) {
        add_text(value.as_text());
    } else if (is_vector(value)) {
        add_numbers(vector_of(value.as_object()).span());
    } else if (value.kind() == Kind::Ref) {
        add(context, value.as_ref()->get());
    } else {
        add_object(host_of(context), value);
    }
}

// ---- reading ----

ItemKind MessageReader::next() const noexcept {
    return at_end() ? ItemKind::End : static_cast<ItemKind>(bytes_[at_]);
}

std::string_view MessageReader::peek(ItemKind wanted, const char* where) const {
    if (next() != wanted) {
        if (at_end() && read_ == 0) {
            fail(ErrorKind::Type, "%s: there is nothing to unpack; take(), look() and working() get a message", where);
        }
        if (at_end()) {
            fail(ErrorKind::Type, "%s: all %d items of the message have been unpacked", where, read_);
        }
        fail(ErrorKind::Type, "%s: item %d of the message is %s, not %s", where, read_ + 1, item_words(next()),
             item_words(wanted));
    }
    std::uint64_t size = 0;
    std::memcpy(&size, bytes_.data() + at_ + 1, sizeof size);
    return std::string_view(bytes_).substr(at_ + kHead, size);
}

std::string_view MessageReader::take(ItemKind wanted, const char* where) {
    const std::string_view content = peek(wanted, where);
    at_ += kHead + content.size();
    ++read_;
    return content;
}

double MessageReader::number(const char* where) {
    double x = 0.0;
    std::memcpy(&x, take(ItemKind::Number, where).data(), sizeof x);
    return x;
}

std::string_view MessageReader::text(const char* where) {
    return take(ItemKind::Text, where);
}

std::size_t MessageReader::count(const char* where) {
    return peek(ItemKind::Numbers, where).size() / sizeof(double);
}

void MessageReader::numbers(const char* where, double* out) {
    const std::string_view content = take(ItemKind::Numbers, where);
    if (!content.empty()) {
        std::memcpy(out, content.data(), content.size());
    }
}

Value MessageReader::object(Context& context, const char* where) {
    const std::string content(take(ItemKind::Object, where));  // Python code may replace this message meanwhile
    return unwrap_whole(host_of(context), content);
}

Value MessageReader::any(Context& context, const char* where) {
    switch (next()) {
        case ItemKind::Number:
            return Value::number(number(where));
        case ItemKind::Text:
            return Value::text(text(where));
        case ItemKind::Numbers: {
            Value made = Value::adopt_object(new_vector(context, count(where)));
            numbers(where, vector_of(made.as_object()).data());
            return made;
        }
        default:
            return object(context, where);
    }
}

}  // namespace nrn
