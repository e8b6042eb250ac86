// What a .mod file says, as read: expressions, statements, declarations, blocks.
//
// Expressions are immutable and shared, so that the passes of lower/ build new ones from parts of old ones. Names of
// locals, arguments and loop variables are found out while reading and are unique in their block; all other names are
// variables of the mechanism, which sema looks up.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "nmodl/syntax/source.hpp"

namespace nrn::nmodl {

struct Expr;
using ExprPtr = std::shared_ptr<const Expr>;

struct Expr {
    enum class Kind {
        Number,
        String,        // an argument of printf
        Variable,      // of the mechanism; parts[0] is the index of an array element
        Local,         // LOCAL, an argument, or the value of a FUNCTION; parts[0] as above
        Loop,          // the integer of a FROM loop
        Weight,        // an argument of NET_RECEIVE; number says which
        NetconWeight,  // an argument of FOR_NETCONS; number says which
        Flag,          // flag of NET_RECEIVE
        Call,
        Unary,  // "-" or "!"
        Binary  // "+" "-" "*" "/" "^" "%" "<" ">" "<=" ">=" "==" "!=" "&&" "||"
    };
    Kind kind = Kind::Number;
    double number = 0;
    std::string text;  // name or operator
    std::vector<ExprPtr> parts;
    Place place;
    bool bracketed = false;  // stands in parentheses
    int depth = 1;           // of the tree

    bool is(Kind wanted, const char* name) const {
        return kind == wanted && text == name;
    }
    bool is_number(double wanted) const {
        return kind == Kind::Number && number == wanted;
    }
};

ExprPtr number(double value, Place place = {});
ExprPtr variable(const std::string& name, Place place = {});
ExprPtr local(const std::string& name, Place place = {});
ExprPtr call(const std::string& name, std::vector<ExprPtr> arguments, Place place = {});
ExprPtr unary(const char* op, ExprPtr a);
ExprPtr binary(const char* op, ExprPtr a, ExprPtr b);
bool same(const ExprPtr& a, const ExprPtr& b);

struct LocalVariable {
    std::string name;  // unique in the block
    int count = 1;
    bool is_array = false;
    Place place = {};  // of one outside of blocks
};

struct WatchCondition {
    ExprPtr left, right;
    bool above = true;  // left > right, else left < right
    ExprPtr flag;
    int number = 0;  // in the mechanism
};

// A state in a reaction or conservation law, with its coefficient: 2 in 2 a + b <-> c.
struct Term {
    double coefficient = 1;
    ExprPtr state;
};

// A name of the surrounding blocks that the text of a VERBATIM block can mention: a local, an argument, a weight.
struct VerbatimName {
    std::string name, unique;
    Expr::Kind kind;
    int number = 0;
};

struct Stmt;
using Statements = std::vector<Stmt>;

struct Stmt {
    enum class Kind {
        Assign,       // target = value
        Derivative,   // target' = value
        Call,         // value
        If,           // value, body, otherwise
        While,        // value, body
        From,         // name (a Loop), from, to, by, body
        Local,        // locals; `steady` when they need no value at first
        Solve,        // name, method, steady
        Watch,        // watches
        Block,        // body
        Reaction,     // ~ left <-> right (value, by); name is "<->", "->" or "<<"
        Conserve,     // left = value
        Compartment,  // name (a Loop, or empty), value is the volume of the states in `left`
        Diffusion,    // LONGITUDINAL_DIFFUSION, as above
        Equation,     // ~ target = value
        Conductance,  // target, of the ion `name` or of no ion
        ForNetcons,   // names, body
        Rounds,       // of lower: body again and again, `which` times at most, until local `method` is not above value;
                      // `names` are locals that it keeps besides
        Verbatim,     // the text `name`, from line `which` of the file `method` on; `verbatim_names` are the names that
                      // stand for something there
        Newton,       // of lower: solves the residues numbered `which` by Newton's method
        Linear,     // of lower: solves `which` linear equations, the matrix in local `name`, the right side in `method`
        Eliminate,  // of lower: the same without a choice of pivots, by the plan `table` (emit/prelude)
        Fail        // of lower: the run ends with the message `name` when value is not 0
    };
    Kind kind = Kind::Block;
    Place place;
    std::string name, method;
    ExprPtr target, value, from, to, by;
    std::vector<LocalVariable> locals;
    std::vector<WatchCondition> watches;
    std::vector<Term> left, right;
    std::vector<std::string> names, units;  // units of the names
    std::vector<VerbatimName> verbatim_names;
    Statements body, otherwise;
    std::vector<int> table;
    int which = 0;
    bool steady = false;
};

Stmt assign(ExprPtr target, ExprPtr value);
Stmt declare(const std::string& local_name);
Stmt block(Statements body);

struct Declaration {
    std::string name, units;
    int count = 1;
    bool is_array = false;
    std::optional<double> value;  // of a parameter or constant, or START of a state
    double low = 1, high = 0;
    Place place;
};

struct Table {
    std::vector<std::string> names;  // empty: the value of the FUNCTION
    std::vector<std::string> depends;
    ExprPtr from, to;
    int intervals = 0;
    Place place;
};

struct Named {
    std::string name;
    Place place;
};

struct Routine {
    enum class Kind { Function, Procedure, FunctionTable, Derivative, Kinetic, Linear, Nonlinear, Discrete };
    Kind kind = Kind::Procedure;
    std::string name, units;
    std::vector<std::string> arguments, argument_units;
    Statements body;
    std::optional<Table> table;
    std::vector<Named> unknowns;  // SOLVEFOR
    Place place;

    // Can be called; the others are solved.
    bool callable() const {
        return kind == Kind::Function || kind == Kind::Procedure || kind == Kind::FunctionTable;
    }
    bool gives_value() const {
        return kind == Kind::Function || kind == Kind::FunctionTable;
    }
};

struct UseIon {
    std::string name;
    std::vector<std::string> reads, writes;
    std::optional<double> valence;
    Place place;
};

struct NetReceive {
    std::vector<std::string> arguments, argument_units;
    Statements body;
    std::optional<Statements> initial;
    Place place;
};

// (name) = (meaning) of UNITS.
struct UnitDefinition {
    std::string name, meaning;
    Place place;
};

// A block of statements that stands alone: INITIAL, BREAKPOINT, BEFORE STEP, …
struct Block {
    Statements body;
    Place place;
};

struct ModFile {
    std::string title;
    enum class Kind { Density, Point, Artificial, Functions };
    Kind kind = Kind::Density;
    std::string name;  // SUFFIX or POINT_PROCESS
    Place name_place;

    std::vector<UseIon> ions;
    std::vector<Named> nonspecific, electrode, range, global, pointer, random, external;
    bool threadsafe = false;

    std::vector<Declaration> parameters, constants, assigned, states, unit_constants;
    std::vector<UnitDefinition> units;
    std::map<Place, std::string> number_units;  // of 6.3 (degC): where the number stands
    std::vector<LocalVariable> file_locals;
    std::vector<Routine> routines;
    std::optional<Block> initial, breakpoint, constructor, destructor;
    std::map<std::string, Block> hooks;  // "BEFORE STEP"
    std::optional<NetReceive> net_receive;
    int watch_count = 0;
    int lag_count = 0;
    std::vector<WatchCondition> watches;
    Statements verbatim;                   // outside of all blocks
    std::set<std::string> verbatim_words;  // that it mentions, and headers beside the file that it includes

    const Routine* routine(const std::string& wanted) const;
    // All statements at any depth, those of all blocks.
    void each_statement(const std::function<void(const Stmt&)>& visit) const;
    bool assigns(const std::string& variable) const;
};

}  // namespace nrn::nmodl
