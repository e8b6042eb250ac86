// The functions that build panels: xpanel, xbutton, xvalue, … Each answers 0, as NEURON does without a display.
#include "base/text.hpp"
#include "builtins/gui/gui.hpp"
#include "builtins/gui/panel.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

using Sort = PanelItem::Sort;

Windows& windows(Call& call) {
    return call.context.state<Windows>();
}

Value done() {
    return Value::number(0.0);
}

Value xpanel(Call& call) {
    if (call.is(0, Kind::Text)) {
        windows(call).open_panel(std::string(call.text(0)), call.number_or(1, 0.0) != 0.0);
    } else {
        windows(call).close_panel();
    }
    return done();
}

// A button of one argument shows its statement.
Value xbutton(Call& call) {
    const bool labelled = call.has(1);
    const Action action(call, labelled ? 1 : 0);
    const std::string label = call.is(0, Kind::Text) ? std::string(call.text(0)) : std::string();
    windows(call).add_item(Sort::Button, label).action = action;
    return done();
}

Value xradiobutton(Call& call) {
    const Action action(call, 1);
    PanelItem& item = windows(call).add_item(Sort::Radio, std::string(call.text(0)));
    item.action = action;
    item.on = call.number_or(2, 0.0) != 0.0;
    return done();
}

Value xmenu(Call& call) {
    if (!call.has(0)) {
        windows(call).close_menu();
        return done();
    }
    const bool dynamic = call.has(1) && !call.is_number(1);
    const Action action = dynamic ? Action(call, 1) : Action();
    PanelItem& item = windows(call).add_item(Sort::Menu, std::string(call.text(0)));
    item.action = action;
    item.dynamic = dynamic;
    if (!dynamic) {
        windows(call).open_menu(item);
    }
    return done();
}

Value xlabel(Call& call) {
    windows(call).add_item(Sort::Label, std::string(call.text(0)));
    return done();
}

Value xvarlabel(Call& call) {
    if (call.is(0, Kind::Text)) {
        windows(call).add_item(Sort::Varlabel, std::string(call.text(0)));
    } else {
        windows(call).add_item(Sort::Varlabel, "").text = call.args[0].copy();
    }
    return done();
}

// What a field shows: a variable by reference or name, or (object, "name") of the host.
void check_variable(Call& call, std::size_t i) {
    if (!call.is(i, Kind::Host)) {
        return;
    }
    Host& host = host_of(call.context);
    const std::string type = host.type_name(call.args[i].as_host());
    if ((type != "tuple" && type != "list") || host.items_of(call.args[i]).size() != 2) {
        call.bad(ErrorKind::Type, i, "must be a name, a reference or a tuple (object, 'name'), not " + type);
    }
}

void bind(Call& call, PanelItem& item, std::size_t i) {
    if (call.is(i, Kind::Host)) {
        item.attribute = call.args[i].copy();
    } else {
        item.quantity = Quantity::variable(call.args[i], Scope::current(call.context));
    }
}

Value add_field(Call& call, bool editable) {
    const bool labelled = call.has(1);
    check_variable(call, labelled ? 1 : 0);
    const Action action(call, 3);
    const std::string label = call.is(0, Kind::Text) ? std::string(call.text(0)) : std::string();
    PanelItem& item = windows(call).add_item(Sort::Value, label);
    bind(call, item, labelled ? 1 : 0);
    item.action = action;
    item.editable = editable;
    return done();
}

Value xvalue(Call& call) {
    return add_field(call, true);
}

Value xfixedvalue(Call& call) {
    return add_field(call, false);
}

Value xcheckbox(Call& call) {
    check_variable(call, 1);
    const Action action(call, 2);
    PanelItem& item = windows(call).add_item(Sort::Check, std::string(call.text(0)));
    bind(call, item, 1);
    item.action = action;
    return done();
}

// After the variable: low and high, an action, and whether it stands upright and follows slowly, each left out at will.
Value xslider(Call& call) {
    check_variable(call, 0);
    std::size_t numbers = 1;
    double low = 0.0;
    double high = 1.0;
    if (call.is_number(1) && call.is_number(2)) {
        low = call.number(1);
        high = call.number(2);
        numbers = 3;
    }
    const Action action = call.has(numbers) && !call.is_number(numbers) ? Action(call, numbers) : Action();
    PanelItem& item =
        windows(call).add_item(Sort::Slider, call.is(0, Kind::Text) ? std::string(call.text(0)) : std::string());
    bind(call, item, 0);
    item.low = low;
    item.high = high;
    item.action = action;
    return done();
}

constexpr const char* kPanelForms =
    "(title: str, horizontal: bool = 0) -> float ; (title: str, horizontal: bool, left: float, top: float) -> float ; "
    "() -> float ; (slot: int) -> float ; (left: float, top: float) -> float";
constexpr const char* kButtonForms =
    "(label: str, action: str|callable|tuple) -> float ; (action: str|callable|tuple) -> float";
constexpr const char* kFieldForms =
    "(variable: str|ref|tuple) -> float ; "
    "(label: str, variable: str|ref|tuple, default: bool = 0, action: str|callable|tuple = '', "
    "can_run: bool = 0, use_pointer: bool = 0) -> float";
constexpr const char* kCheckForms = "(label: str, variable: str|ref|tuple, action: str|callable|tuple = '') -> float";
constexpr const char* kSliderForms =
    "(variable: str|ref|tuple, low: float, high: float, action: str|callable|tuple = '', upright: bool = 0, "
    "slow: bool = 0) -> float ; "
    "(variable: str|ref|tuple, low: float, high: float, upright: bool, slow: bool = 0) -> float ; "
    "(variable: str|ref|tuple, action: str|callable|tuple = '', upright: bool = 0, slow: bool = 0) -> float";
constexpr const char* kFieldDoc =
    "Puts a field that shows a variable and can set it into the open panel.\n\n"
    "variable is a name, a reference or a tuple (object, 'name') of Python; action runs after a change.";

const FunctionDef kRows[] = {
    {"xpanel", kPanelForms,
     "xpanel(title) opens a panel, xpanel() or xpanel(left, top) closes it.\n\n"
     "What is added between stands in the panel; neuron.panels() gives the panels that exist.",
     xpanel},
    {"xbutton", kButtonForms, "Puts a button with an action into the open panel.", xbutton},
    {"xradiobutton", "(label: str, action: str|callable|tuple = '', on: bool = 0) -> float",
     "Puts a button into the open panel of which one of its neighbours can be on.", xradiobutton},
    {"xstatebutton", kCheckForms, "Puts a button into the open panel that switches a variable between 0 and 1.",
     xcheckbox},
    {"xcheckbox", kCheckForms, "Puts a check box into the open panel that switches a variable between 0 and 1.",
     xcheckbox},
    {"xmenu",
     "(title: str, in_menu_bar: bool = 0) -> float ; (title: str, action: str|callable|tuple, in_menu_bar: bool = "
     "0) "
     "-> float ; () -> float",
     "xmenu(title) opens a menu, xmenu() closes it. With an action, that makes the items each time it is opened.",
     xmenu},
    {"xlabel", "(text: str) -> float", "Puts a text into the open panel.", xlabel},
    {"xvarlabel", "(text: ref) -> float", "Puts a text variable into the open panel; it follows the variable.",
     xvarlabel},
    {"xvalue", kFieldForms, kFieldDoc, xvalue},
    {"xpvalue", kFieldForms, kFieldDoc, xvalue},
    {"xfixedvalue", kFieldForms, "Puts a field that only shows a variable into the open panel.", xfixedvalue},
    {"xslider", kSliderForms, "Puts a slider from low to high for a variable into the open panel.", xslider},
};

}  // namespace

void define_panel_functions(SymbolTable& symbols) {
    for (const FunctionDef& row : kRows) {
        symbols.add_function(row);
    }
}

}  // namespace nrn
