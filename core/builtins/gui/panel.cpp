#include "builtins/gui/panel.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "object/host.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

constexpr const char* kSorts[] = {"label", "text", "button", "radio", "check", "value", "slider", "menu"};

PanelItem* find_in(std::vector<std::unique_ptr<PanelItem>>& items, int id) {
    for (const auto& item : items) {
        if (item->id == id) {
            return item.get();
        }
        if (PanelItem* inner = find_in(item->items, id)) {
            return inner;
        }
    }
    return nullptr;
}

std::vector<std::unique_ptr<PanelItem>>* siblings_in(std::vector<std::unique_ptr<PanelItem>>& items, int id) {
    for (const auto& item : items) {
        if (item->id == id) {
            return &items;
        }
        if (auto* inner = siblings_in(item->items, id)) {
            return inner;
        }
    }
    return nullptr;
}

std::string label_of(const PanelItem& item) {
    if (item.sort == PanelItem::Sort::Varlabel && item.text.kind() == Kind::Ref) {
        const Value now = item.text.as_ref()->get();
        return std::string(now.kind() == Kind::Text ? now.as_text() : std::string_view());
    }
    return item.label;
}

Value or_none(Value value) {
    return value.kind() == Kind::Void ? Value::object(nullptr) : std::move(value);
}

// Making objects of the host may run code of the user: items are reached by number, not by iterator.
Value listed_items(Host& host, const std::vector<std::unique_ptr<PanelItem>>& items) {
    std::vector<Value> out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const PanelItem& item = *items[i];
        std::vector<Value> row;
        row.push_back(Value::integer(item.id));
        row.push_back(Value::text(kSorts[static_cast<int>(item.sort)]));
        row.push_back(Value::text(label_of(item)));
        row.push_back(or_none(item.action.shown()));
        row.push_back(Value::text(item.quantity.text()));
        row.push_back(or_none(item.attribute.copy()));
        row.push_back(Value::number(item.low));
        row.push_back(Value::number(item.high));
        row.push_back(Value::boolean(item.on));
        row.push_back(Value::boolean(item.editable));
        row.push_back(Value::boolean(item.dynamic));
        row.push_back(listed_items(host, item.items));
        out.push_back(host.new_tuple(std::move(row)));
    }
    return host.new_sequence(std::move(out));
}

// Whether a menu within this item is being filled.
bool is_filling(const PanelItem& item) {
    return item.filling ||
           std::any_of(item.items.begin(), item.items.end(), [](const auto& inner) { return is_filling(*inner); });
}

}  // namespace

// ---- where windows go ----

std::vector<WindowPtr>& Windows::destination() {
    while (!intercepting_.empty()) {
        if (const auto box = intercepting_.back().lock()) {
            return box->windows;
        }
        intercepting_.pop_back();
    }
    return screen_;
}

WindowPtr Windows::add_object(Object* object) {
    auto& windows = destination();
    const auto gone = [](const WindowPtr& window) { return !window->panel && window->object == nullptr; };
    windows.erase(std::remove_if(windows.begin(), windows.end(), gone), windows.end());
    auto made = std::make_shared<Window>();
    made->object = object;
    windows.push_back(made);
    return made;
}

void Windows::intercept(const std::shared_ptr<BoxContents>& box, bool on) {
    const auto same = [&](const std::weak_ptr<BoxContents>& other) { return other.expired() || other.lock() == box; };
    intercepting_.erase(std::remove_if(intercepting_.begin(), intercepting_.end(), same), intercepting_.end());
    if (!on) {
        return;
    }
    intercepting_.push_back(box);
    boxes_.erase(std::remove_if(boxes_.begin(), boxes_.end(), same), boxes_.end());
    boxes_.push_back(box);
}

// ---- building ----

void Windows::open_panel(std::string title, bool horizontal) {
    close_panel();
    open_ = std::make_shared<Window>();
    open_->panel = std::make_unique<Panel>();
    open_->panel->id = next_id_++;
    open_->panel->title = std::move(title);
    open_->panel->horizontal = horizontal;
}

void Windows::close_panel() {
    menus_.clear();
    if (open_) {
        destination().push_back(open_);
        open_.reset();
    }
}

Windows::Found Windows::open_place() {
    if (!menus_.empty()) {
        return menus_.back();
    }
    if (open_) {
        return {open_, nullptr};
    }
    const auto& windows = destination();
    const bool loose = !windows.empty() && windows.back()->panel && windows.back()->panel->title.empty();
    if (!loose) {
        open_panel("", false);
        close_panel();
    }
    return {windows.back(), nullptr};
}

PanelItem& Windows::add_item(PanelItem::Sort sort, std::string label) {
    auto made = std::make_unique<PanelItem>();
    made->id = next_id_++;
    made->sort = sort;
    made->label = std::move(label);
    const Found place = open_place();
    auto& items = place.item != nullptr ? place.item->items : place.owner->panel->items;
    items.push_back(std::move(made));
    return *items.back();
}

void Windows::open_menu(PanelItem& menu) {
    menus_.push_back({open_place().owner, &menu});
}

void Windows::close_menu() {
    if (!menus_.empty()) {
        menus_.pop_back();
    }
}

// ---- use ----

std::vector<WindowPtr> Windows::all_windows() const {
    std::vector<WindowPtr> out = screen_;
    for (const auto& known : boxes_) {
        if (const auto box = known.lock()) {
            out.insert(out.end(), box->windows.begin(), box->windows.end());
        }
    }
    return out;
}

Windows::Found Windows::find(int id) const {
    for (const WindowPtr& window : all_windows()) {
        PanelItem* item = window->panel ? find_in(window->panel->items, id) : nullptr;
        if (item != nullptr) {
            return {window, item};
        }
    }
    return {};
}

// The statement of a dynamic menu makes its items, as when the menu is opened on a screen.
void Windows::fill_menu(Context& context, const Found& menu) {
    const auto old = std::move(menu.item->items);
    menu.item->items.clear();
    WindowPtr outer_panel = std::move(open_);
    std::vector<Found> outer_menus = std::move(menus_);
    open_.reset();
    menus_.assign(1, menu);
    menu.item->filling = true;
    const auto restore = [&] {
        menu.item->filling = false;
        menus_ = std::move(outer_menus);
        open_ = std::move(outer_panel);
    };
    try {
        menu.item->action.run(context);
    } catch (...) {
        restore();
        throw;
    }
    restore();
}

void Windows::press(Context& context, int id) {
    const Found found = find(id);
    if (found.item == nullptr) {
        fail(ErrorKind::Index, "no item %d is in a panel: it was closed", id);
    }
    if (found.item->dynamic) {
        if (is_filling(*found.item)) {
            fail(ErrorKind::Value, "the menu \"%s\" is being filled", found.item->label.c_str());
        }
        fill_menu(context, found);
        return;
    }
    if (found.item->sort == PanelItem::Sort::Radio) {
        for (const auto& other : *siblings_in(found.owner->panel->items, id)) {
            other->on = other->id == id;
        }
    }
    const Action action = found.item->action;
    action.run(context);
}

void Windows::close(int panel_id) {
    std::vector<WindowPtr> closed;  // goes last: what its actions hold may run code of the user
    const auto drop = [&](std::vector<WindowPtr>& windows) {
        const auto first = std::stable_partition(windows.begin(), windows.end(), [&](const WindowPtr& window) {
            return !window->panel || window->panel->id != panel_id;
        });
        closed.insert(closed.end(), first, windows.end());
        windows.erase(first, windows.end());
    };
    drop(screen_);
    for (const auto& known : boxes_) {
        if (const auto box = known.lock()) {
            drop(box->windows);
        }
    }
}

Value Windows::listed(Context& context) const {
    Host& host = host_of(context);
    std::vector<Value> out;
    for (const WindowPtr& window : all_windows()) {
        if (!window->panel) {
            continue;
        }
        std::vector<Value> row;
        row.push_back(Value::integer(window->panel->id));
        row.push_back(Value::text(window->panel->title));
        row.push_back(Value::boolean(window->panel->horizontal));
        row.push_back(listed_items(host, window->panel->items));
        out.push_back(host.new_tuple(std::move(row)));
    }
    return host.new_sequence(std::move(out));
}

}  // namespace nrn
