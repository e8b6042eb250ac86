// List: hoc's list of objects, or the live list of all instances of a class.
#pragma once

#include <cstddef>
#include <deque>

#include "object/interpreter.hpp"
#include "object/klass.hpp"
#include "object/value.hpp"

namespace nrn {

class List {
  public:
    explicit List(Class* shown = nullptr) : shown_(shown) {
    }
    List(const List&) = delete;
    List& operator=(const List&) = delete;

    std::size_t count() const noexcept {
        return shown_ != nullptr ? shown_->count() : items_.size();
    }
    Value at(std::size_t i) const;              // i < count()
    long index_of(const Object* wanted) const;  // -1 when it is not there
    // The class whose instances it shows, or null for a list of its own items.
    Class* shown() const noexcept {
        return shown_;
    }
    void insert(std::size_t i, Value item);
    void remove(std::size_t i);
    void clear();

    // What a browser shows, kept without a screen.
    bool browsed = false;
    long selected = -1;
    double scroll = -1.0;
    Command select_action;
    Command accept_action;

  private:
    Object* instance_at(std::size_t i) const;

    Class* shown_;
    std::deque<Value> items_;  // as quick at the front as at the end
    // Where at() was last in a live list, so that going through it takes linear time.
    mutable const Object* last_ = nullptr;
    mutable std::size_t last_place_ = 0;
    mutable std::size_t last_removals_ = 0;
};

ClassDef list_class();
inline List& list_of(Object* object) {
    return payload<List>(object);
}

}  // namespace nrn
