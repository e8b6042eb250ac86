// Tokens become a ModFile, by recursive descent. One class, its parts in files of their own: blocks and the NEURON
// block (parser.cpp), declarations, statements, reactions, expressions.
//
// A mistake ends the statement, or the block when it is not in one; reading goes on after it, so that one run shows
// several. Where names of locals are resolved is here: `scope` knows those that are visible.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "nmodl/syntax/ast.hpp"
#include "nmodl/syntax/lexer.hpp"

namespace nrn::nmodl {

class Parser {
  public:
    Parser(Sources& sources, Tokens tokens);
    ModFile file();

  private:
    // ---- tokens
    const Token& peek(std::size_t ahead = 0) const;
    Token take();
    bool at(std::string_view text) const {
        return peek().is(text);
    }
    bool accept(std::string_view text);
    Token expect(std::string_view text, const char* where);
    Token expect_name(const char* what);
    std::string raw(std::int32_t from, std::int32_t to) const;
    std::string units();            // "(mV)" gives "mV"; "" without
    int integer(const char* what);  // a number or a DEFINEd name
    double signed_number(const char* what);
    [[noreturn]] void fail(const Token& token, const std::string& message);
    void skip_block();
    void skip_line(int line);

    // Counts how deep blocks and expressions are nested; an error where it would be too deep for the passes.
    class Nesting {
      public:
        explicit Nesting(Parser& parser);
        ~Nesting() {
            --parser_.nesting_;
        }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;

      private:
        Parser& parser_;
    };

    // ---- blocks
    void top_level();
    bool declaration_block(const Token& word);
    bool statement_block(const Token& word);
    void neuron_block();
    void neuron_item();
    void use_ion();
    std::vector<Named> names();
    void define();
    void file_locals();
    void routine(Routine::Kind kind);
    void add_routine(Routine routine);
    void function_table();
    void net_receive();
    void hook(const std::string& when);
    Block plain_block();
    void arguments(std::vector<std::string>& into, std::vector<std::string>& their_units, const char* owner);

    // ---- declarations
    void parameters(std::vector<Declaration>& into, bool needs_value);
    void variables(std::vector<Declaration>& into);
    void unit_definitions();
    Declaration declaration();
    void limits(Declaration& into);
    void table(Table& into);

    // ---- statements
    Statements statements();  // with braces
    void statement(Statements& into);
    void keyword_or_assignment(Statements& into);
    Stmt if_statement();
    Stmt while_statement();
    Stmt from_loop();
    void more_of(std::optional<Block>& into);
    Stmt local_statement();
    Stmt lag();
    Stmt solve();
    Stmt watch();
    Stmt conductance();
    Stmt assignment();
    Stmt tilde();
    Stmt reaction(const Token& mark);
    Stmt conserve();
    Stmt compartment(Stmt::Kind kind);
    Stmt for_netcons();
    Term term();
    std::vector<Term> terms();
    void only_in_kinetic(const Token& token);
    void unsupported(const Token& token, const std::string& what);

    // ---- expressions
    ExprPtr expression(int least = 0);
    ExprPtr prefix();
    ExprPtr primary();
    ExprPtr name_expression();
    ExprPtr named(const Token& name);
    ExprPtr previous(const Token& mark, const ExprPtr& of);
    std::vector<ExprPtr> call_arguments();

    // ---- names
    struct Meaning {
        Expr::Kind kind;
        std::string unique;
        int number = 0;
    };
    std::string declare_local(const std::string& name, Expr::Kind kind = Expr::Kind::Local, int number = 0);
    Stmt verbatim(const Token& token) const;
    const Meaning* lookup(const std::string& name) const;
    void open_routine();

    Sources& sources_;
    Tokens tokens_;
    std::size_t next_ = 0;
    int nesting_ = 0;
    ModFile mod_;
    std::map<std::string, double> defines_;
    std::vector<std::map<std::string, Meaning>> scopes_;
    std::map<std::string, int> used_locals_;           // in this block, for unique names
    std::vector<Stmt> previous_;                       // what x@1 needs at the start of the DISCRETE block
    std::optional<Table>* table_ = nullptr;            // of the routine that is being read
    NetReceive* receive_ = nullptr;                    // the NET_RECEIVE that is being read
    Routine::Kind solved_ = Routine::Kind::Procedure;  // of the block that is being read
};

}  // namespace nrn::nmodl
