// What each name of a mechanism is, and where its value lies while it runs.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "nmodl/syntax/ast.hpp"

namespace nrn::nmodl {

// Which of the four columns of an ion a variable stands for.
enum class IonPart { E, Inside, Outside, Current };

struct Symbol {
    enum class Kind {
        Column,    // of each instance
        Global,    // of the mechanism
        Constant,  // `value`
        Pointer,   // a column of pointers
        Random,    // a stream of each instance
        External,  // a global of another mechanism
        Ion,       // read from (and written to) an ion's column; `column` when it has one of its own as well
        Voltage,
        Area,
        Diam,
        Time,
        Dt,
        Celsius
    };
    enum class Role { Parameter, Assigned, State, Hidden };  // of a Column

    std::string name, units;
    Kind kind = Kind::Column;
    Role role = Role::Hidden;
    int count = 1;
    bool is_array = false;
    double value = 0;
    double low = 1, high = 0;
    Place place;
    int column = -1;  // in data, pointers, globals, or the number of a RANDOM
    bool visible = true;
    bool outside = false;    // a Global that is a variable of the C++ file, for VERBATIM text outside of blocks
    bool transient = false;  // a Column that no value is kept in: always assigned before it is read

    int ion = -1;  // index in ModFile::ions
    IonPart part = IonPart::E;
    bool reads = false, writes = false;
    bool shown = false;  // an Ion that RANGE names: a column of the mechanism holds a copy

    // Its value of an instance is kept between calls, in a column.
    bool has_column() const {
        return (kind == Kind::Column && !transient) || (kind == Kind::Ion && column >= 0);
    }
};

struct Current {
    std::string name;
    bool electrode = false;
    int ion = -1;  // -1: nonspecific or of an electrode
};

struct Mechanism {
    ModFile mod;
    std::string file;
    std::map<std::string, Symbol> symbols;
    std::vector<std::string>
        columns;  // names in the order of NrnMechanism.variables, kinds Column, Pointer, Random, Ion
    std::vector<std::string> globals;
    std::vector<Current> currents;
    std::map<std::string, std::string> start_of_state;  // m -> m0, where m0 is declared
    std::map<std::string, double> start_value;          // of STATE … START
    bool has_tables = false;

    const Symbol* find(const std::string& name) const {
        const auto found = symbols.find(name);
        return found == symbols.end() ? nullptr : &found->second;
    }
    bool point() const {
        return mod.kind == ModFile::Kind::Point;
    }
};

// Fills `symbols`, `columns`, `globals`, `currents`; columns get their numbers later (place_columns).
Mechanism classify(ModFile mod, const std::string& file, Sources& sources);

// Every name is declared, every call has its arguments, every SOLVE its block.
void check(const Mechanism& mechanism, Sources& sources);

// Numbers of columns, globals, pointers and streams, in the order of NrnMechanism.variables.
void place_columns(Mechanism& mechanism);

// Functions of the language: number of arguments (least, most), or nothing when there is none of that name.
struct Builtin {
    int least, most;
    bool changes_state;  // sends events, draws random numbers: not to be called twice, no loop with it is vectorised
};
std::optional<Builtin> builtin(const std::string& name);

}  // namespace nrn::nmodl
