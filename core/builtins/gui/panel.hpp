// The windows that a screen would show: panels with their buttons and fields, boxes with what is in them.
//
// A panel that is built while a box intercepts belongs to that box and goes with it; others stay until they are
// closed. Graphs and boxes are objects of the user: a window only knows them while they live.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/context.hpp"
#include "builtins/gui/action.hpp"
#include "object/object.hpp"

namespace nrn {

struct PanelItem {
    enum class Sort : std::uint8_t { Label, Varlabel, Button, Radio, Check, Value, Slider, Menu };

    int id = 0;
    Sort sort = Sort::Label;
    std::string label;
    Value text;         // Varlabel: the reference to a text
    Quantity quantity;  // Value, Slider, Check: the variable, by reference or name
    Value attribute;    // … or (object, "name") of the host
    Action action;
    double low = 0.0;   // Slider
    double high = 1.0;  // Slider
    bool on = false;    // Radio: chosen
    bool editable = true;
    bool dynamic = false;  // Menu: the action makes the items when it is opened
    bool filling = false;  // … and is doing so now
    std::vector<std::unique_ptr<PanelItem>> items;
};

struct Panel {
    int id = 0;
    std::string title;
    bool horizontal = false;
    std::vector<std::unique_ptr<PanelItem>> items;
};

// What stands in a box or on the screen: a panel, or an object while it lives.
struct Window {
    std::unique_ptr<Panel> panel;
    Object* object = nullptr;  // a Graph, Shape or box; null when it is deleted
};
using WindowPtr = std::shared_ptr<Window>;

// A box: what was made while it intercepted, in order.
struct BoxContents {
    std::vector<WindowPtr> windows;
};

class Windows {
  public:
    // Puts a window where windows go now: into the box that intercepts, else on the screen.
    WindowPtr add_object(Object* object);

    // ---- building a panel ----
    void open_panel(std::string title, bool horizontal);
    void close_panel();
    // The new item, in the open menu or panel. Outside of panels it is kept in one without a title.
    PanelItem& add_item(PanelItem::Sort sort, std::string label);
    void open_menu(PanelItem& menu);
    void close_menu();

    // ---- boxes ----
    void intercept(const std::shared_ptr<BoxContents>& box, bool on);

    // ---- use ----
    struct Found {
        WindowPtr owner;
        PanelItem* item = nullptr;  // null when there is none
    };
    Found find(int id) const;
    void press(Context& context, int id);
    void close(int panel_id);
    // A list of (id, title, horizontal, items) for the host.
    Value listed(Context& context) const;

  private:
    std::vector<WindowPtr>& destination();
    Found open_place();                          // the open menu (item) or the panel (owner) that items go to
    std::vector<WindowPtr> all_windows() const;  // on the screen and in boxes
    void fill_menu(Context& context, const Found& menu);

    std::vector<WindowPtr> screen_;
    std::vector<std::weak_ptr<BoxContents>> boxes_;         // all that have contents
    std::vector<std::weak_ptr<BoxContents>> intercepting_;  // the last one gets the windows
    WindowPtr open_;                                        // the panel being built
    std::vector<Found> menus_;                              // the open menus, the innermost last
    int next_id_ = 1;
};

}  // namespace nrn
