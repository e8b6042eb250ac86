// A lowered mechanism becomes C++ text.
//
// How the text is built: `Instance` holds the variables of one instance as plain doubles while a function works on it,
// `Globals` those of the mechanism with t, dt and celsius. A kernel goes through its instances in blocks: values that
// are found by node or by ion row are gathered into small arrays, then one loop loads an Instance from the columns,
// computes and stores, and then results are scattered. The middle loop touches instance i only, so it can be
// vectorised; blocks of the .mod file are functions that are always inlined into it, so that an Instance never lies in
// memory.
//
// A name x of the .mod file is x_ in C++, so it never meets a keyword or a name of ours.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "nmodl/lower/lower.hpp"
#include "nmodl/sema/flow.hpp"

namespace nrn::nmodl {

// Text with indentation.
class Text {
  public:
    void line(const std::string& text = {});
    void raw(const std::string& text) {  // lines as they are
        text_ += text;
    }
    void open(const std::string& head) {
        line(head.empty() ? "{" : head + " {");
        ++depth_;
        scopes_.push_back(++opened_);
    }
    void otherwise() {
        --depth_;
        line("} else {");
        ++depth_;
        scopes_.back() = ++opened_;
    }
    void close(const std::string& tail = {}) {
        --depth_;
        scopes_.pop_back();
        line("}" + tail);
    }
    // The brace that is open now has a number of its own; whether one of that number is still open.
    int scope() const {
        return scopes_.empty() ? 0 : scopes_.back();
    }
    bool inside(int scope) const {
        return std::find(scopes_.begin(), scopes_.end(), scope) != scopes_.end();
    }
    std::string take() {
        return std::move(text_);
    }
    int depth() const {
        return depth_;
    }

  private:
    std::string text_;
    int depth_ = 0;
    int opened_ = 0;
    std::vector<int> scopes_;
};

std::string number_text(double value);
std::string quoted(const std::string& text);
std::string joined(const std::vector<std::string>& parts, const std::string& separator);

// What a block has become, for nrnivmodl --report.
struct Obstacle {
    Place place;
    std::string message;
};
struct BlockPlan {
    std::string block, kind, code;  // code: the function of NrnMechanism
    Place place;
    std::vector<std::pair<int, int>> loops;  // their first and last lines in the code
    int versions = 1;
    std::vector<Obstacle> obstacles;
};

// What the parts of emit share.
class Emitter {
  public:
    Emitter(Mechanism& mechanism, const Lowered& lowered);
    std::string run();
    // What its blocks have become in that text.
    std::vector<BlockPlan> plans(const std::string& code) const;

  private:
    // ---- expressions and statements (statements.cpp)
    std::string expr(const ExprPtr& e, int least = 0);
    std::string binary_text(const ExprPtr& e, int least);
    std::string power(const ExprPtr& e);
    bool uniform(const ExprPtr& e) const;
    const char* power_function(const std::vector<ExprPtr>& parts) const;
    std::string name_text(const ExprPtr& e);
    std::string element(const ExprPtr& e, const Symbol& s);
    std::optional<std::pair<double, double>> range_of(const ExprPtr& e) const;
    std::string call_text(const ExprPtr& e, bool as_statement);
    std::string service_call(const ExprPtr& e);
    std::string random_call(const ExprPtr& e);
    std::string print_call(const ExprPtr& e);
    void statements(const Statements& list);
    void statement(const Stmt& s);
    void loop(const Stmt& s);
    void loop_head(const Stmt& s);
    void eliminate(const Stmt& s);
    void declare_locals(const Stmt& s);
    void watch(const Stmt& s);
    void for_netcons(const Stmt& s);
    void newton_call(const Stmt& s);
    // ---- VERBATIM (verbatim.cpp)
    void verbatim(const Stmt& s);
    std::string meaning_of(const std::string& word, const Stmt& s);
    std::string meaning_of(const Symbol& s) const;
    const Symbol* pointer_of(const std::string& word) const;
    std::set<std::string> pointers_of_file() const;
    std::string verbatim_head() const;
    std::string modern(const std::string& text) const;
    // What text outside of blocks uses of the mechanism: globals and routines that need no instance.
    void find_outside();
    std::string outside_name(const std::string& name) const;
    bool is_outside(const Routine& r) const;
    std::string outside_head(const Routine& r) const;
    void outside_routines();
    bool needs_instance(const Routine& r) const;
    void body(const Statements& list);
    void catch_verbatim(const std::string& instance, const std::string& result);
    bool has_verbatim() const;
    int open_scopes_ = 0;                  // around VERBATIM text in the list of statements that is being written
    std::map<std::string, int> declared_;  // for VERBATIM, with the scope that each was declared in
    void newton_system(std::size_t which);

    // ---- structures (structures.cpp)
    void collect_code();
    void drop_columns();
    void structures();
    void table_structures();
    struct Code {  // a piece of the mechanism that libnrn calls
        std::string name;
        Flow flow;
    };
    std::vector<Code> code_;

    // ---- loading and storing (instances.cpp)
    enum class Copies { None, Ions };  // Ions: written concentrations go to the ion at the end
    void load_globals(const Flow& flow);
    void store_globals(const Flow& flow);
    void load_one(const std::set<std::string>& names);
    void store_one(const std::set<std::string>& names, Copies copies);
    bool from_ion(const Symbol& s) const;
    std::string ion_column(const Symbol& s) const;
    std::set<std::string> copied_to_ions() const;

    // ---- kernels (kernels.cpp)
    struct Kernel {
        std::string name;
        Flow flow;
        Copies copies = Copies::None;
        bool current = false;
        const Statements* body = nullptr;
    };
    void kernel(const Kernel& k);
    struct Divided {  // a body around its iteration (rounds.cpp)
        Statements before, behind;
        Stmt rounds;
    };
    static std::optional<Divided> divide(const Statements& list);
    static std::optional<Divided> divided_of(const Kernel& k);
    void divided_body(const Kernel& k, const Divided& divided, const std::set<std::string>& loads, bool independent);
    struct Stages {  // a body whose iteration is long (stages.cpp)
        Statements list;
        std::map<std::string, LocalVariable> locals;
        std::set<std::string> kept;  // variables without a column that go from stage to stage
    };
    std::optional<Stages> stages_of(const Kernel& k) const;
    void staged_body(const Kernel& k, const Stages& stages, const std::set<std::string>& loads, bool independent);
    void stage_list(const Kernel& k, const Stages& stages, const Statements& list, bool independent);
    void stage(const Kernel& k, const Stages& stages, const Statements& list, bool independent);
    void open_instances(const std::set<std::string>& loads, bool independent);
    void store_names(const Kernel& k, const std::set<std::string>& names);
    void columns_of(const Kernel& k, const std::set<std::string>& loads, bool independent);
    const char* apart() const;
    void gather(const std::set<std::string>& loads, const Kernel& k);
    void load_block(const std::set<std::string>& loads);
    void store_block(const Kernel& k, const std::set<std::string>& loads);
    bool to_ion(const Kernel& k, const std::string& name) const;
    void scatter(const Kernel& k);
    void current_body(const Kernel& k);
    std::string total(bool slopes);
    std::string slope_of(const Current& current) const;
    bool has_slope() const;
    bool asks_of_pointers() const;  // nrn_pointing
    void all_kernels();
    // A function of NrnMechanism; when it looks into tables, a template for both ways and the choice between them.
    struct Piece {
        std::string name, type, arguments, passed;
        bool tables = false;
        std::string instance;  // where VERBATIM may fail: the instance that it fails for
    };
    Piece begin(const std::string& name, const std::string& arguments, const std::string& passed, const Flow& flow,
                const std::string& type = "void", const std::string& instance = "run->begin");
    void end(const Piece& piece);

    // ---- what --report tells (report.cpp)
    std::string name_of_block(const std::string& code) const;
    void report_kernel(const Kernel& k, const Piece& piece);
    void report_the_rest();
    void mark_loop();
    std::vector<BlockPlan> plans_;

    // ---- functions (functions.cpp)
    void routines();
    void routine(const Routine& r);
    int table_number(const Routine& r) const;
    void table_lookup(const Routine& r);
    void table_update();
    void table_make(const Routine& r);
    std::vector<std::string> table_targets(const Routine& r);
    int table_row(const Routine& r);
    const Routine* table_ahead(const ExprPtr& e) const;
    void find_tables_ahead(const Statements& list);
    void look_up_ahead();
    void take_from_ahead(const Routine& r, const ExprPtr& e);
    void door(const Routine& r);
    void receive();
    void watch_value();
    bool recursive(const Routine& r) const;
    bool reached_from_kernels(const Routine& r) const;

    // ---- the description (descriptor.cpp)
    void descriptor();
    void variables();
    void globals();
    void ions();
    void functions();
    void function_tables();
    void diffusions();
    int flags() const;

    std::string templated() const {
        return m_.has_tables ? "template <bool kTable>\n" : "";
    }
    std::string instantiated() const {
        return m_.has_tables ? variant_ : "";
    }

    Mechanism& m_;
    const Lowered& lowered_;
    Text out_;
    Statements initial_;
    std::set<std::string> present_;     // functions of NrnMechanism that exist
    std::string variant_ = "<kTable>";  // of the blocks that are called
    std::set<const Routine*> ahead_;    // looked up before the loop of the kernel that is being written
    bool receiving_ = false;            // weights and flag are there
    bool by_lane_ = false;              // locals have a number for each instance of a block
    bool staged_ = false;               // some kernel is divided into stages
    bool eliminates_ = false;           // by a plan
    std::map<std::string, std::pair<double, double>> ranges_;  // of variables of loops
};

// What stands at the head of every file.
extern const char kPrelude[];
// The part that depends on how many instances are worked on at a time.
extern const char kBlocks[];
extern const char kElimination[];  // for Stmt::Kind::Eliminate
extern const char kMathematics[];

// Behind the text of a VERBATIM block lines count as those of the file itself again.
std::string with_line_numbers(const std::string& text, const std::string& file);

// The text of a rare function of the language, nrn_<name>, for files that call it; null for any other.
const char* library_function(const std::string& name);

std::string symbol_of_file(const std::string& file);

}  // namespace nrn::nmodl
