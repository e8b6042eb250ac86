// The parser of hoc: a Pratt parser for expressions and one function for each statement, which tell the emitter what to
// do as they read (one pass, no tree). The types of names are known while reading, as hoc demands declarations first;
// what an object's member is, is known only when the code runs (Type::Any).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hoc/code/emitter.hpp"
#include "hoc/syntax/lexer.hpp"
#include "hoc/syntax/names.hpp"

namespace nrn::hoc {

class Parser {
  public:
    Parser(Names& names, SourcePtr source, Template* scope);
    // The template whose names the next statement of the top level sees (object_push changes it).
    void set_scope(Template* scope) noexcept {
        if (scope_ == outer_) {
            scope_ = outer_ = scope;
        }
    }
    // The text behind the line that runs, which a program may read instead: skip() takes the first bytes of it away.
    std::string_view following() const noexcept {
        return lexer_.following();
    }
    void skip(std::size_t bytes) noexcept {
        lexer_.skip(bytes);
    }
    // Where a comment begins that has no end; npos: nowhere.
    std::size_t open_comment() const noexcept {
        return lexer_.open_comment();
    }

    // The code of the next statement of the top level; null at the end of the text. Definitions take effect while they
    // are read. Names in `scope` (the template a text runs in) come first; a template being read replaces it.
    std::unique_ptr<Code> next();
    // All of the text as one piece of code: statements, or an expression that leaves its value.
    std::unique_ptr<Code> all_statements();
    std::unique_ptr<Code> expression();
    std::unique_ptr<Code> reference();  // leaves a reference to the variable that the text names

    Template* open_template() const noexcept {
        return scope_ != outer_ ? scope_ : nullptr;
    }

  private:
    enum class Type : std::uint8_t { Nothing, Number, Text, Object, Any };
    enum class Where : std::uint8_t {
        Stack,
        Local,
        LocalObject,
        Arg,
        ArgText,
        ArgObject,
        ArgDeref,
        Number,
        Text,
        Object,
        Array,
        ObjectArray,
        This,
        Site,
        Call,     // o.x(…), o.x[i](x): object, `count` indices and `index` arguments are on the stack
        Section,  // its indices are on the stack
        Place,    // soma(x): the section and x are on the stack
        Range,    // the section, the indices and, where `element` is true, x are on the stack
    };
    // What was read and not yet emitted: a variable that may still be assigned to, or a value on the stack.
    struct Operand {
        Where where = Where::Stack;
        Type type = Type::Number;
        bool member = false;  // of the object whose code runs, else of the top level
        Symbol* symbol = nullptr;
        MemberName* name = nullptr;
        std::uint32_t index = 0;  // of a local, an argument
        unsigned count = 0;       // indices on the stack
        std::string text;         // of Site, Call, Section, Range: the name
        std::size_t offset = 0;
        bool assigned = false;  // an assignment: shows nothing at the top level
        bool element = false;   // $&1[index], v(x)
    };
    struct LocalName {
        std::string name;
        std::uint32_t index;
        bool is_object;
    };
    struct Loop {
        std::vector<std::size_t> breaks;
        std::vector<std::size_t> continues;
        std::size_t marks = 0;  // how many there were at the start of its body
        bool is_body = false;   // of `for iterator()`
    };
    class Nesting;

    // expressions.cpp
    Operand parse_expression(int lowest);
    Operand parse_unary();
    Operand parse_primary();
    Operand parse_postfix(Operand left);
    Operand parse_name();
    Operand parse_call(const std::string& name, Symbol* symbol, MemberName* member, std::size_t offset);
    Operand parse_new();
    Operand parse_arg();
    Operand parse_assignment(Operand target);
    Operand parse_text_assignment(Operand target);
    Operand parse_binary(Operand left, int op, int strength);
    Operand parse_instance(Symbol& symbol, std::size_t offset);
    Operand variable(const std::string& name, Symbol* symbol, MemberName* member, std::size_t offset);
    unsigned parse_indices();
    unsigned parse_arguments();
    void parse_argument();
    void push_argument(Operand operand);
    void push_address(Operand operand);
    Type discharge(const Operand& operand);
    void store(const Operand& target);
    void update(const Operand& target, Op op);
    void number_value(const Operand& operand);
    void number_expression();
    void variable_op(const Operand& operand, Op global, Op member, int depth, unsigned a = 0);

    // statements.cpp
    void parse_statement();
    void parse_block();
    void parse_block_body();
    void parse_if();
    void parse_while();
    void parse_for();
    void parse_for_range(Operand variable);
    void parse_for_three();
    void parse_for_iterator(Symbol* symbol, MemberName* member, const std::string& name);
    void parse_iterator_body();
    void parse_condition();
    void parse_print();
    void parse_return();
    void parse_break();
    void parse_continue();
    void parse_expression_statement();
    void parse_keyword_statement(Word word);
    void open_loop();
    Loop close_loop();
    void end_loop(Loop& loop, std::uint32_t next);

    // declarations.cpp
    void parse_objref();
    void parse_strdef();
    void parse_double();
    void parse_external();
    void parse_public();
    void parse_routine(RoutineKind kind);
    void parse_locals();
    void parse_names_of(Word word);
    unsigned parse_dimensions();
    void parse_begintemplate();
    void parse_endtemplate();
    std::string parse_declared_name(const char* what);

    // sections.cpp
    Operand parse_section(Operand section);
    Operand parse_range(const std::string& name, std::size_t offset);
    void parse_range_line(Operand& range);
    void push_section(const Operand& section);
    void push_segment(const Operand& place);
    void range_op(const Operand& range, Op whole, Op at, int depth, unsigned a);
    void parse_section_statement(Word word);
    void parse_section_block(const Operand& section);
    void parse_create();
    void parse_connect();
    void parse_access();
    void parse_insert(Word word);
    void parse_setpointer();
    void parse_forall();
    void parse_forsec();
    void parse_ifsec();
    void parse_selection();
    void parse_section_loop(std::uint32_t list, std::uint32_t mark);
    void parse_for_segments();
    std::uint32_t open_mark();
    void close_mark();
    void leave_marks(std::size_t down_to);
    bool starts_statement();
    void refuse_word(const char* word);

    // shared
    bool accept(int op);
    void expect(int op, const char* what);
    [[noreturn]] void syntax_error(const std::string& what = "");
    [[noreturn]] void refuse(std::size_t offset, ErrorKind kind, const std::string& what);
    std::string take_name();
    std::size_t offset() {
        return lexer_.peek().offset;
    }
    const LocalName* find_local(std::string_view name) const;
    void resolve(const std::string& name, Symbol*& symbol, MemberName*& member);
    void begin_code(std::string name);
    std::unique_ptr<Code> end_code();
    SymbolKind kind_of(const Symbol* symbol, const MemberName* member) const;
    bool at_statement_end();

    Names& names_;
    SourcePtr source_;
    Lexer lexer_;
    Template* outer_;
    Template* scope_;
    std::unique_ptr<Emitter> out_;
    std::vector<LocalName> locals_;
    std::vector<Loop> loops_;
    std::vector<std::uint32_t> marks_;  // locals that tell how many sections were pushed before what is open here
    bool in_routine_ = false;
    RoutineKind routine_kind_ = RoutineKind::Proc;
    std::string routine_name_;
    bool at_top_ = false;
    bool new_allowed_ = false;  // where `new` may stand: assigned, passed or returned
    int nesting_ = 0;
};

}  // namespace nrn::hoc
