#include "builtins/data/list.hpp"

#include <algorithm>
#include <new>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/text_format.hpp"
#include "object/call.hpp"
#include "object/host_object.hpp"
#include "object/ref.hpp"
#include "object/symbol.hpp"

namespace nrn {
namespace {

void destroy(void* raw) noexcept {
    static_cast<List*>(raw)->~List();
}

}  // namespace

Object* List::instance_at(std::size_t i) const {
    const bool known = last_ != nullptr && last_removals_ == shown_->removals() && last_place_ <= i;
    const Object* object = known ? last_ : shown_->first();
    for (std::size_t place = known ? last_place_ : 0; place < i; ++place) {
        object = Class::next(object);
    }
    last_ = object;
    last_place_ = i;
    last_removals_ = shown_->removals();
    return const_cast<Object*>(object);
}

Value List::at(std::size_t i) const {
    return shown_ != nullptr ? Value::object(instance_at(i)) : items_[i].copy();
}

long List::index_of(const Object* wanted) const {
    const auto same = [&](const Value& item) { return item.as_object() == wanted; };
    if (shown_ != nullptr) {
        long i = 0;
        for (Object* one = shown_->first(); one != nullptr; one = Class::next(one), ++i) {
            if (one == wanted) {
                return i;
            }
        }
        return -1;
    }
    const auto found = std::find_if(items_.begin(), items_.end(), same);
    return found == items_.end() ? -1 : static_cast<long>(found - items_.begin());
}

void List::insert(std::size_t i, Value item) {
    items_.insert(items_.begin() + static_cast<std::ptrdiff_t>(i), std::move(item));
    if (selected >= static_cast<long>(i)) {
        ++selected;
    }
}

// What leaves the list ends its life behind the change: its end may run code that looks at the list.
void List::remove(std::size_t i) {
    const auto at = items_.begin() + static_cast<std::ptrdiff_t>(i);
    const Value last = std::move(*at);
    items_.erase(at);
    const long place = static_cast<long>(i);
    selected = selected == place ? -1 : selected > place ? selected - 1 : selected;
}

void List::clear() {
    const std::deque<Value> last = std::move(items_);
    items_.clear();
    selected = -1;
}

namespace {

List& self_list(Call& call) {
    return list_of(call.self);
}

// A list that may be changed.
List& own_list(Call& call) {
    List& list = self_list(call);
    if (list.shown() != nullptr) {
        call.refuse(ErrorKind::Type, "this List shows the instances of " + list.shown()->name() +
                                         " and cannot be changed: create and delete instances instead");
    }
    return list;
}

void construct(Call& call, void* raw) {
    Class* shown = nullptr;
    if (call.has(0) && !call.is_number(0)) {
        const std::string name = text_at(call, 0);
        shown = call.context.state<SymbolTable>().find_class(name);
        if (shown == nullptr) {
            call.bad(ErrorKind::Name, 0, "'" + name + "' is not a template name");
        }
    }
    new (raw) List(shown);
}

// The object in argument i, or the one that it refers to; a null object is Void. An object of Python comes in an
// instance of PythonObject, so that hoc can use it as well.
Value item_arg(Call& call, std::size_t i) {
    const Value held = call.is(i, Kind::Ref) ? call.args[i].as_ref()->get() : Value();
    Value item = as_hoc_object(call.context, call.is(i, Kind::Ref) ? held : call.args[i]);
    if (item.kind() != Kind::Object) {
        call.bad(ErrorKind::Type, i, format("must be an object, not %s", kind_name(item.kind())));
    }
    return item.as_object() == nullptr ? Value() : std::move(item);
}

std::size_t place_arg(Call& call, std::size_t i, std::size_t places) {
    if (places == 0) {
        call.bad(ErrorKind::Index, i, "is out of range: the List is empty");
    }
    return static_cast<std::size_t>(call.integer(i, 0, static_cast<long>(places) - 1));
}

// An object that becomes an item.
Value new_item_arg(Call& call, std::size_t i) {
    Value item = item_arg(call, i);
    if (item.kind() == Kind::Void) {
        call.bad(ErrorKind::Type, i, "is NULLobject: a List holds objects only");
    }
    return item;
}

Value insert_item(List& list, std::size_t i, Value item) {
    list.insert(i, std::move(item));
    return Value::number(static_cast<double>(list.count()));
}

Value append_(Call& call) {
    List& list = own_list(call);
    return insert_item(list, list.count(), new_item_arg(call, 0));
}
Value prepend_(Call& call) {
    return insert_item(own_list(call), 0, new_item_arg(call, 0));
}
Value insrt_(Call& call) {
    List& list = own_list(call);
    const std::size_t place = place_arg(call, 0, list.count() + 1);
    return insert_item(list, place, new_item_arg(call, 1));
}
Value remove_(Call& call) {
    List& list = own_list(call);
    list.remove(place_arg(call, 0, list.count()));
    return Value::number(static_cast<double>(list.count()));
}
Value remove_all_(Call& call) {
    own_list(call).clear();
    return Value::number(0.0);
}
Value index_(Call& call) {
    const Value item = item_arg(call, 0);
    const long found = item.kind() == Kind::Void ? -1 : self_list(call).index_of(item.as_object());
    return Value::integer(static_cast<double>(found));
}
Value count_(Call& call) {
    return Value::integer(static_cast<double>(self_list(call).count()));
}
Value object_(Call& call) {
    const List& list = self_list(call);
    return list.at(place_arg(call, 0, list.count()));
}

// ---- the browser, which needs a screen to be seen ----

Value browser_(Call& call) {
    self_list(call).browsed = true;
    return Value::number(1.0);
}
Value select_(Call& call) {
    List& list = self_list(call);
    const long i = call.integer(0);
    if (list.browsed) {
        list.selected = i >= 0 && i < static_cast<long>(list.count()) ? i : -1;
    }
    return Value::number(1.0);
}
Value selected_(Call& call) {
    return Value::integer(static_cast<double>(self_list(call).selected));
}
Value scroll_pos_(Call& call) {
    List& list = self_list(call);
    if (list.browsed && call.has(0)) {
        list.scroll = call.number(0);
    }
    return Value::number(list.scroll);
}
Value select_action_(Call& call) {
    self_list(call).select_action = Command(call.context, call.args[0]);
    return Value::number(1.0);
}
Value accept_action_(Call& call) {
    self_list(call).accept_action = Command(call.context, call.args[0]);
    return Value::number(1.0);
}

// ---- the table ----

const Member kRows[] = {
    {"append", MemberKind::Method, "(object: object|section|segment|callable|None|ref) -> float", "",
     "Adds an object at the end; the number of items then.", append_},
    {"prepend", MemberKind::Method, "(object: object|section|segment|callable|None|ref) -> float", "",
     "Adds an object at the beginning; the number of items then.", prepend_},
    {"insrt", MemberKind::Method, "(i: int, object: object|section|segment|callable|None|ref) -> float", "",
     "Adds an object before item i; the number of items then. IndexError unless 0 <= i <= count().", insrt_},
    {"remove", MemberKind::Method, "(i: int) -> float", "",
     "Takes item i out of the List; the number of items then. IndexError when there is none.", remove_},
    {"remove_all", MemberKind::Method, "() -> float", "", "Empties the List.", remove_all_},
    {"index", MemberKind::Method, "(object: object|section|segment|callable|None|ref) -> int", "",
     "The place of the object in the List, or -1.", index_},
    {"count", MemberKind::Method, "() -> int", "", "The number of items.", count_},
    {"o", MemberKind::Method, "(i: int) -> object", "", "Item i, as object(i).", object_},
    {"object", MemberKind::Method, "(i: int) -> object", "", "Item i, counted from 0. IndexError when there is none.",
     object_},
    {"browser", MemberKind::Method,
     "() -> float ; (title: str|ref) -> float ; (title: str|ref, item: str|ref|callable) -> float ; "
     "(title: str|ref, text: ref, action: str|ref|callable) -> float",
     "",
     "Shows the items on the screen; without one, only the selection is kept.\n\n"
     "item names a text of the objects to show, or a callable that gives it; action is run for each item, its index\n"
     "in hoc_ac_, and leaves the item's text in the variable.",
     browser_},
    {"select", MemberKind::Method, "(i: int) -> float", "", "Selects an item in the browser; -1: none.", select_},
    {"select_action", MemberKind::Method, "(action: str|callable, replace: int = 0) -> float", "",
     "What runs when the user selects an item; its index is in hoc_ac_.", select_action_},
    {"accept_action", MemberKind::Method, "(action: str|callable) -> float", "",
     "What runs when the user accepts an item; its index is in hoc_ac_.", accept_action_},
    {"selected", MemberKind::Method, "() -> int", "", "The selected item, or -1.", selected_},
    {"scroll_pos", MemberKind::Method, "() -> float ; (i: float) -> float", "",
     "The first item that is seen in the browser, -1 without one; with an argument, scrolls there.", scroll_pos_},
};

constexpr const char* kDoc =
    "A list of objects.\n\n"
    "List() is empty; List('Name') shows all instances of that class or template at any moment, in order of\n"
    "creation, and cannot be changed. In Python it is a sequence: len(l), l[i], l[-1], `in` and iteration.\n"
    "LookupError when there is no such class.";

}  // namespace

ClassDef list_class() {
    return {"List",
            "() ; (class_name: str|ref) ; (size: int)",
            kDoc,
            sizeof(List),
            construct,
            destroy,
            std::vector<Member>(std::begin(kRows), std::end(kRows))};
}

}  // namespace nrn
