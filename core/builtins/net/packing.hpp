// Messages of the bulletin board: a sequence of numbers, strings, Vectors and pickled objects in one string of bytes.
//
// An item is its kind (1 byte), the size of its content (8 bytes) and the content. It is read in the order in which
// it was written; reading another kind than was written is an Error(Type) that says which item it is.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/context.hpp"
#include "object/host.hpp"
#include "object/value.hpp"

namespace nrn {

enum class ItemKind : char { End = 0, Number = 1, Text = 2, Numbers = 3, Object = 4 };

const char* item_words(ItemKind kind);  // "a number", …

class MessageWriter {
  public:
    void add_number(double x);
    void add_text(std::string_view text);
    void add_numbers(std::span<const double> numbers);
    void add_object(Host& host, const Value& object);  // by pickling it
    // By its kind: a number, a text, a Vector, a reference to a number or a text; anything else by pickling.
    void add(Context& context, const Value& value);

    void append(const MessageWriter& more) {
        bytes_ += more.bytes_;
    }

    std::string take() noexcept {
        return std::move(bytes_);
    }
    const std::string& bytes() const noexcept {
        return bytes_;
    }

  private:
    void add_item(ItemKind kind, const void* data, std::size_t size);

    std::string bytes_;
};

class MessageReader {
  public:
    MessageReader() = default;
    explicit MessageReader(std::string bytes) : bytes_(std::move(bytes)) {
    }

    ItemKind next() const noexcept;  // of the next item; End when all have been read
    bool at_end() const noexcept {
        return at_ >= bytes_.size();
    }
    // Each reads the next item, `where` being the function that asks. Error(Type) when it is of another kind.
    double number(const char* where);
    std::string_view text(const char* where);
    std::size_t count(const char* where);          // of numbers; does not move on
    void numbers(const char* where, double* out);  // count() of them
    Value object(Context& context, const char* where);
    // Whatever the next item is: a number, a text, a new Vector or an object.
    Value any(Context& context, const char* where);
    // All items from here on, as they are.
    std::string rest() const {
        return bytes_.substr(at_);
    }

  private:
    std::string_view peek(ItemKind wanted, const char* where) const;
    std::string_view take(ItemKind wanted, const char* where);

    std::string bytes_;
    std::size_t at_ = 0;
    int read_ = 0;  // items, for messages
};

}  // namespace nrn
