// Channels made at run time in a Context of their own: designs stay consistent, and a Context with channels ends.
#include <doctest/doctest.h>

#include <vector>

#include "builtins/builtins.hpp"
#include "builtins/data/vector.hpp"
#include "cable/cable.hpp"
#include "mech/channel_design.hpp"
#include "object/symbol.hpp"

using nrn::Value;
using nrn::mech::ChannelDesign;
using nrn::mech::Drive;

namespace {

// What the comment at the head of channel_design.hpp promises.
void check_consistent(const ChannelDesign& design) {
    std::size_t states = 0;
    bool kinetic = false;
    for (const auto& gate : design.gates) {
        CHECK(gate.first == states);
        CHECK(gate.count >= 1);
        CHECK((gate.kinetic || gate.count == 1));
        CHECK((gate.kinetic || !kinetic));
        kinetic = kinetic || gate.kinetic;
        states += gate.count;
    }
    CHECK(states == design.states.size());
    std::size_t place = 0;
    bool driven = false;
    for (const auto& each : design.transitions) {
        REQUIRE(each.source < states);
        REQUIRE(each.target < states);
        if (!design.is_kinetic(each.source)) {
            CHECK(each.source == place);  // the one of gate k is transition k
            CHECK(each.target == place);
        }
        CHECK((each.has_ligand() || !driven));
        driven = driven || each.has_ligand();
        ++place;
    }
}

Value invoke(nrn::Object* object, const char* name, std::vector<Value> args) {
    return object->klass().invoke(object, static_cast<std::size_t>(object->klass().find(name)), args.data(),
                                  args.size());
}

}  // namespace

TEST_CASE("every edit keeps a design consistent") {
    ChannelDesign design;
    design.add_scheme("a");
    design.add_single_state("m");
    design.add_state(1, "b");
    design.add_scheme("x");
    design.add_single_state("n");
    design.add_state(2, "c");
    design.add_state(3, "y");
    check_consistent(design);
    CHECK(design.states[0].name == "m");
    CHECK(design.states[1].name == "n");
    CHECK(design.states[6].name == "y");

    design.add_transition(2, 3);
    design.add_transition(3, 4);
    design.add_transition(5, 6);
    const auto id = design.transitions[2].id;
    CHECK(design.drive_transition(2, Drive::Inside, "ca") == 4);
    CHECK(design.transitions[4].id == id);
    check_consistent(design);
    CHECK(design.add_transition(2, 4) == 4);
    check_consistent(design);
    CHECK(design.drive_transition(5, Drive::Outside, "ca") == 5);
    CHECK(design.ligands().size() == 1);
    CHECK(!design.ligands()[0].inside);
    CHECK(design.drive_transition(5, Drive::Rates, "") == 5);
    CHECK(design.ligands().empty());

    while (!design.states.empty()) {
        design.remove_state(design.states.size() / 2);
        check_consistent(design);
    }
    CHECK(design.gates.empty());
    CHECK(design.transitions.empty());
}

TEST_CASE("a name that is taken gets a 0") {
    ChannelDesign design;
    design.add_single_state(design.free_name("n", 0));
    CHECK(design.free_name("n", 1) == "n0");
    CHECK(design.free_name("n", 0) == "n");
    CHECK(design.free_name("gmax", 1) == "gmax0");
}

TEST_CASE("a Context with channels, instances and Vectors of theirs ends") {
    nrn::Context context;
    nrn::define_builtins(context);
    auto& symbols = context.state<nrn::SymbolTable>();
    auto& cable = context.state<nrn::cable::Cable>();
    nrn::cable::Section* section = cable.create("soma");

    for (const double is_point : {0.0, 1.0}) {
        const Value arg = Value::number(is_point);
        const Value channel = Value::adopt_object(symbols.find_class("KSChan")->create(&arg, 1));
        std::vector<Value> args;
        args.push_back(Value::text("n"));
        invoke(channel.as_object(), "add_hhstate", std::move(args));
        args.clear();
        args.push_back(Value::number(0.0));
        const Value rate = invoke(channel.as_object(), "trans", std::move(args));
        const Value numbers = Value::adopt_object(nrn::new_vector(context, 1));
        nrn::vector_of(numbers.as_object()).data()[0] = 2.0;
        for (const double direction : {0.0, 1.0}) {
            args.clear();
            args.push_back(Value::number(direction));
            args.push_back(Value::number(1.0));
            args.push_back(numbers.copy());
            invoke(rate.as_object(), "set_f", std::move(args));
        }
    }
    cable.insert(*section, *cable.registry.find("Chan0"));
    const Value made = Value::adopt_object(symbols.find_class("Chan1")->create(nullptr, 0));
    section->release();
}
