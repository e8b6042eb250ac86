// HBox, VBox and Deck: boxes that hold the windows made while they intercept.
//
// Without a screen a box is a list of what is in it, a title and a place. A panel in a box goes when the box goes.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "builtins/gui/gui.hpp"
#include "builtins/gui/panel.hpp"
#include "builtins/gui/scene.hpp"

namespace nrn {
namespace {

struct Box {
    Box(Context& context, Object* self) : window(context.state<Windows>().add_object(self)) {
    }
    Box(const Box&) = delete;
    Box& operator=(const Box&) = delete;
    ~Box() {
        window->object = nullptr;
    }

    std::shared_ptr<BoxContents> contents = std::make_shared<BoxContents>();
    WindowPtr window;
    bool mapped = false;
    std::string title;
    std::array<double, 4> place{};  // left, top, width, height [points]
    Action dismissed;
    Action saved;
    Value kept;  // ref(object)
};

Box& self_box(Call& call) {
    return payload<Box>(call.self);
}

void construct_box(Call& call, void* payload) {
    new (payload) Box(call.context, call.self);
}

void destroy_box(void* payload) noexcept {
    static_cast<Box*>(payload)->~Box();
}

Value intercept(Call& call) {
    call.context.state<Windows>().intercept(self_box(call).contents, call.number(0) != 0.0);
    return Value::number(1.0);
}

Value map(Call& call) {
    Box& box = self_box(call);
    call.context.state<Windows>().intercept(box.contents, false);
    box.mapped = true;
    if (call.has(0)) {
        box.title = call.text(0);
    }
    for (std::size_t i = 0; i < 4 && call.has(i + 1); ++i) {
        box.place[i] = call.number(i + 1);
    }
    return Value::number(1.0);
}

Value unmap(Call& call) {
    Box& box = self_box(call);
    box.mapped = false;
    const Value released = std::move(box.kept);  // may end objects, last
    box.kept = Value();
    return Value::number(0.0);
}

Value ismapped(Call& call) {
    return Value::boolean(self_box(call).mapped);
}

Value ref(Call& call) {
    const Value before = std::exchange(self_box(call).kept, call.args[0].copy());
    return Value::number(0.0);
}

Value save(Call& call) {
    self_box(call).saved = Action(call, 0);
    return Value::number(1.0);
}

Value dismiss_action(Call& call) {
    self_box(call).dismissed = Action(call, 0);
    return Value::number(0.0);
}

// With a display: left, top, width, height. Without one the place last asked for.
Value size(Call& call) {
    if (call.is(0, Kind::Ref)) {
        const std::span<double> out = reach_of(call.args[0]);
        if (out.size() < 4) {
            call.bad(ErrorKind::Value, 0, "must refer to the first of 4 numbers");
        }
        const auto& place = self_box(call).place;
        std::copy(place.begin(), place.end(), out.begin());
    }
    return Value::number(0.0);
}

// The number of the window in front, as flip_to answers without a display.
Value flip_to(Call&) {
    return Value::number(-1.0);
}

Value drop_windows(Call& call, bool all) {
    auto& windows = self_box(call).contents->windows;
    std::vector<WindowPtr> dropped;
    while (!windows.empty() && (all || dropped.empty())) {
        dropped.push_back(std::move(windows.back()));
        windows.pop_back();
    }
    return Value::number(0.0);
}

Value remove_last(Call& call) {
    return drop_windows(call, false);
}

Value remove(Call& call) {
    return drop_windows(call, true);
}

Value move_last(Call& call) {
    auto& windows = self_box(call).contents->windows;
    if (!windows.empty()) {
        const auto n = static_cast<long>(windows.size());
        const long to = call.integer(0, 0, n - 1);
        std::rotate(windows.begin() + to, windows.end() - 1, windows.end());
    }
    return Value::number(0.0);
}

constexpr const char* kMapForms =
    "() -> float ; (title: str) -> float ; (title: str, left: float, top: float, width: float, height: float) -> float";

const Member kShared[] = {
    {"intercept", MemberKind::Method, "(on: bool) -> float", "",
     "1: windows made from now on go into this box, 0: no longer.", intercept},
    {"map", MemberKind::Method, kMapForms, "", "Shows the box as a window; left, top, width and height in points.",
     map},
    {"unmap", MemberKind::Method, "() -> float", "", "Hides the box.", unmap},
    {"save", MemberKind::Method, "(action: str|callable|tuple, object: object = None) -> float", "",
     "What writes this box into a session file.", save},
};

const Member kBoxRows[] = {
    {"ismapped", MemberKind::Method, "() -> bool", "", "Whether the box is shown.", ismapped},
    {"ref", MemberKind::Method, "(object: any) -> float", "", "Keeps an object alive until the box is hidden.", ref},
    {"size", MemberKind::Method, "(out: ref) -> float ; () -> float", "points",
     "Writes left, top, width and height to the 4 numbers from out on.", size},
    {"dismiss_action", MemberKind::Method, "(action: str|callable|tuple) -> float", "",
     "What is run when the user closes the window of the box.", dismiss_action},
    {"adjuster", MemberKind::Method, "(size: float = 0) -> float", "", "Lets the user change the size of a part.",
     zero},
    {"adjust", MemberKind::Method, "(size: float, item: int = 0) -> float", "points",
     "Changes the size of a part of the box.", zero},
    {"full_request", MemberKind::Method, "(on: bool = 1) -> float", "", "Gives the parts the sizes they ask for.",
     zero},
    {"priority", MemberKind::Method, "(priority: int) -> float", "", "Order among the windows of a session.", one},
    {"dialog", MemberKind::Method, "(title: str, accept: str = 'Accept', cancel: str = 'Cancel') -> float", "",
     "Asks the user; 0, that is cancelled, as there is no screen.", zero},
};

const Member kDeckRows[] = {
    {"flip_to", MemberKind::Method, "(item: int = -1) -> float", "",
     "Brings a window of the deck to the front; -1, as there is no screen.", flip_to},
    {"remove_last", MemberKind::Method, "() -> float", "", "Takes the last window out.", remove_last},
    {"remove", MemberKind::Method, "() -> float", "", "Takes all windows out.", remove},
    {"move_last", MemberKind::Method, "(item: int) -> float", "", "Moves the last window to place item.", move_last},
};

ClassDef box_class(const char* name, const char* forms, const char* doc, std::span<const Member> own) {
    ClassDef out{name, forms, doc, sizeof(Box), construct_box, destroy_box, {}};
    out.members.assign(std::begin(kShared), std::end(kShared));
    out.members.insert(out.members.end(), own.begin(), own.end());
    return out;
}

}  // namespace

ClassDef horizontal_box_class() {
    return box_class("HBox", "(frame: int = 0, frame_style: int = 0)",
                     "A row of windows: those made between intercept(1) and intercept(0).", kBoxRows);
}

ClassDef vertical_box_class() {
    return box_class("VBox", "(frame: int = 0, scroll: int = 0)",
                     "A column of windows: those made between intercept(1) and intercept(0).", kBoxRows);
}

ClassDef deck_class() {
    return box_class("Deck", "(*args: any)",
                     "A stack of windows of which one is shown: those made between intercept(1) and intercept(0).",
                     kDeckRows);
}

}  // namespace nrn
