// Graphs and panels with the hoc side played by a stand-in: names and expressions, their scopes, and objects that end.
#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "builtins/builtins.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/gui/panel.hpp"
#include "builtins/gui/scene.hpp"
#include "object/interpreter.hpp"
#include "object/ref.hpp"
#include "object/symbol.hpp"

using nrn::Context;
using nrn::Error;
using nrn::ErrorKind;
using nrn::Object;
using nrn::Value;

namespace {

// Knows variables by name, one set for the top level and one for objects; an expression is the name of one, doubled.
struct Hoc final : nrn::Interpreter {
    std::map<std::string, double, std::less<>> top{{"x", 1.0}};
    std::map<std::string, double, std::less<>> inner{{"x", 100.0}};
    std::vector<std::string> executed;
    Object* running = nullptr;
    int compiled = 0;

    double& find(std::string_view name, Object* scope) {
        auto& names = scope == nullptr ? top : inner;
        const auto found = names.find(name);
        if (found == names.end()) {
            nrn::fail(ErrorKind::Name, "no variable %s", std::string(name).c_str());
        }
        return found->second;
    }
    void execute(std::string_view text, Object* scope) override {
        executed.push_back(std::string(text) + (scope == nullptr ? "" : " in " + scope->name()));
    }
    double evaluate(std::string_view text, Object* scope) override {
        return 2.0 * find(text, scope);
    }
    std::unique_ptr<nrn::Program> compile_expression(std::string_view text, Object* scope) override {
        struct Doubled final : nrn::Program {
            explicit Doubled(double& from) : source(from) {
            }
            void run() override {
            }
            double value() override {
                return 2.0 * source;
            }
            double& source;
        };
        ++compiled;
        return std::make_unique<Doubled>(find(text, scope));
    }
    Value variable(std::string_view text, Object* scope) override {
        return Value::adopt_ref(nrn::new_number_ref(&find(text, scope), std::string(text)));
    }
    Object* current_object() const override {
        return running;
    }
};

struct World {
    World() {
        nrn::define_builtins(context);
        auto made = std::make_unique<Hoc>();
        hoc = made.get();
        context.state<nrn::InterpreterSlot>().interpreter = std::move(made);
    }
    Value make(const char* name) {
        return Value::adopt_object(context.state<nrn::SymbolTable>().find_class(name)->create(nullptr, 0));
    }
    template <class... Args>
    Value call(const Value& object, const char* member, Args... given) {
        const Value args[] = {as_value(given)..., Value()};
        nrn::Class& klass = object.as_object()->klass();
        return klass.invoke(object.as_object(), static_cast<std::size_t>(klass.find(member)), args, sizeof...(given));
    }
    template <class... Args>
    Value function(const char* name, Args... given) {
        const Value args[] = {as_value(given)..., Value()};
        return context.state<nrn::SymbolTable>().find(name)->invoke(context, args, sizeof...(given));
    }
    static Value as_value(double x) {
        return Value::number(x);
    }
    static Value as_value(const char* x) {
        return Value::text(x);
    }
    static Value as_value(Object* x) {
        return Value::object(x);
    }

    Context context;
    Hoc* hoc = nullptr;
};

std::vector<double> ordinates(const Value& graph, std::size_t item) {
    return nrn::payload<nrn::Scene>(graph.as_object()).items()[item]->y;
}

const std::string& problem(const Value& graph, std::size_t item) {
    return nrn::payload<nrn::Scene>(graph.as_object()).items()[item]->quantity.problem();
}

}  // namespace

TEST_CASE("names and expressions of the top level") {
    World world;
    const Value graph = world.make("Graph");
    world.call(graph, "addvar", "x", 2.0, 1.0);
    world.call(graph, "addexpr", "x", 2.0, 1.0, 0.8, 0.9, 2.0);
    world.call(graph, "addvar", "label", "x");
    for (const double x : {1.0, 5.0}) {
        world.hoc->top["x"] = x;
        world.call(graph, "plot", 0.0);
    }
    CHECK(ordinates(graph, 1) == std::vector<double>{1.0, 5.0});
    CHECK(ordinates(graph, 3) == std::vector<double>{2.0, 10.0});
    CHECK(ordinates(graph, 5) == std::vector<double>{1.0, 5.0});
    CHECK(world.hoc->compiled == 1);
}

TEST_CASE("a name that is defined later is found by the next begin") {
    World world;
    const Value graph = world.make("Graph");
    world.call(graph, "addvar", "later");
    world.call(graph, "plot", 0.0);
    CHECK(std::isnan(ordinates(graph, 1)[0]));
    CHECK(problem(graph, 1) == "no variable later");
    world.hoc->top["later"] = 3.0;
    world.call(graph, "plot", 1.0);
    CHECK(std::isnan(ordinates(graph, 1)[1]));
    world.call(graph, "begin");
    world.call(graph, "plot", 0.0);
    CHECK(ordinates(graph, 1) == std::vector<double>{3.0});
    CHECK(problem(graph, 1).empty());
}

TEST_CASE("names mean those of the object that called, which may end") {
    World world;
    const Value graph = world.make("Graph");
    Value owner = world.make("Glyph");
    world.hoc->running = owner.as_object();
    world.call(graph, "addvar", "x");
    world.call(graph, "menu_action", "menu", "act()");
    world.hoc->running = nullptr;
    world.call(graph, "addexpr", "label", "x", owner.as_object());
    world.call(graph, "plot", 0.0);
    CHECK(ordinates(graph, 1) == std::vector<double>{100.0});
    CHECK(ordinates(graph, 3) == std::vector<double>{200.0});
    world.call(graph, "exec_menu", "menu");
    CHECK(world.hoc->executed == std::vector<std::string>{"act() in Glyph[0]"});
    CHECK(owner.as_object()->refs() == 1);  // nobody keeps the object alive
    owner = Value();
    world.call(graph, "plot", 1.0);
    CHECK(std::isnan(ordinates(graph, 1)[1]));
    CHECK(problem(graph, 1).find("deleted") != std::string::npos);
    CHECK_THROWS_AS(world.call(graph, "exec_menu", "menu"), Error);
}

TEST_CASE("a graph in the scope of its owner does not keep it alive") {
    World world;
    Value owner = world.make("VBox");
    const Value graph = world.make("Graph");
    world.hoc->running = owner.as_object();
    world.call(graph, "family", "x");
    world.call(graph, "xexpr", "x");
    world.call(owner, "intercept", 1.0);
    world.function("xpanel", "title");
    world.function("xbutton", "label", "act()");
    world.function("xvalue", "x");
    world.function("xpanel");
    world.call(owner, "map", "title", 1.0, 2.0, 3.0, 4.0);
    world.hoc->running = nullptr;
    world.call(graph, "begin");
    world.call(graph, "plot", 0.0);
    CHECK(owner.as_object()->refs() == 1);
}

TEST_CASE("actions and values of panels in hoc") {
    World world;
    auto& windows = world.context.state<nrn::Windows>();
    world.function("xpanel", "title", 1.0);
    world.function("xbutton", "label", "act()");
    world.function("xbutton", "show_this()");
    world.function("xvalue", "prompt", "x", 1.0, "changed()", 0.0, 1.0);
    world.function("xmenu", "menu", "make_items()");
    world.function("xpanel", 10.0, 20.0);
    for (const int id : {2, 3, 5}) {
        windows.press(world.context, id);
    }
    CHECK(world.hoc->executed == std::vector<std::string>{"act()", "show_this()", "make_items()"});
    nrn::PanelItem* field = windows.find(4).item;
    REQUIRE(field != nullptr);
    field->quantity.write(world.context, 7.0);
    CHECK(world.hoc->top["x"] == 7.0);
    CHECK(field->quantity.read(world.context) == 7.0);
    CHECK_THROWS_AS(windows.press(world.context, 99), Error);
    windows.close(1);
    CHECK(windows.find(4).item == nullptr);
}

TEST_CASE("arrays by reference: size and vector look at how far the variable reaches") {
    World world;
    const Value graph = world.make("Graph");
    nrn::ArrayData array{{4}, std::vector<double>{1.0, 2.0, 3.0, 4.0}};
    const Value first = Value::adopt_ref(nrn::new_array_ref(&array, 0, "a"));
    const Value second = Value::adopt_ref(nrn::new_array_ref(&array, 1, "a"));
    CHECK(nrn::reach_of(first).size() == 4);
    CHECK(nrn::reach_of(second).size() == 3);
    nrn::Class& klass = graph.as_object()->klass();
    const auto size = static_cast<std::size_t>(klass.find("size"));
    CHECK_THROWS_AS(klass.invoke(graph.as_object(), size, &second, 1), Error);
    CHECK(array.values[1] == 2.0);
    klass.invoke(graph.as_object(), size, &first, 1);
    CHECK(std::vector<double>(array.values.data(), array.values.data() + array.values.size()) ==
          std::vector<double>{0.0, 300.0, 0.0, 200.0});
}

TEST_CASE("objects that end after the windows of their context") {
    World world;
    const Value box = world.make("HBox");
    world.call(box, "intercept", 1.0);
    const Value graph = world.make("Graph");
    const Value inner = world.make("Deck");
    world.call(inner, "intercept", 1.0);
    const Value shape = world.make("Shape");
    CHECK(graph.as_object()->name() == "Graph[0]");
}
