#include "nmodl/syntax/ast.hpp"

#include <algorithm>

namespace nrn::nmodl {
namespace {

ExprPtr make(Expr::Kind kind, double value, std::string text, std::vector<ExprPtr> parts, Place place) {
    int depth = 1;
    for (const ExprPtr& part : parts) {
        depth = std::max(depth, part->depth + 1);
    }
    return std::make_shared<const Expr>(Expr{kind, value, std::move(text), std::move(parts), place, false, depth});
}

}  // namespace

ExprPtr number(double value, Place place) {
    return make(Expr::Kind::Number, value, {}, {}, place);
}

ExprPtr variable(const std::string& name, Place place) {
    return make(Expr::Kind::Variable, 0, name, {}, place);
}

ExprPtr local(const std::string& name, Place place) {
    return make(Expr::Kind::Local, 0, name, {}, place);
}

ExprPtr call(const std::string& name, std::vector<ExprPtr> arguments, Place place) {
    return make(Expr::Kind::Call, 0, name, std::move(arguments), place);
}

ExprPtr unary(const char* op, ExprPtr a) {
    const Place place = a->place;
    return make(Expr::Kind::Unary, 0, op, {std::move(a)}, place);
}

ExprPtr binary(const char* op, ExprPtr a, ExprPtr b) {
    const Place place = a->place;
    return make(Expr::Kind::Binary, 0, op, {std::move(a), std::move(b)}, place);
}

bool same(const ExprPtr& a, const ExprPtr& b) {
    if (a == b) {
        return true;
    }
    if (a->kind != b->kind || a->number != b->number || a->text != b->text || a->parts.size() != b->parts.size()) {
        return false;
    }
    for (std::size_t k = 0; k < a->parts.size(); ++k) {
        if (!same(a->parts[k], b->parts[k])) {
            return false;
        }
    }
    return true;
}

Stmt assign(ExprPtr target, ExprPtr value) {
    Stmt stmt;
    stmt.kind = Stmt::Kind::Assign;
    stmt.place = target->place;
    stmt.target = std::move(target);
    stmt.value = std::move(value);
    return stmt;
}

Stmt declare(const std::string& local_name) {
    Stmt stmt;
    stmt.kind = Stmt::Kind::Local;
    stmt.locals.push_back({local_name, 1, false});
    return stmt;
}

Stmt block(Statements body) {
    Stmt stmt;
    stmt.kind = Stmt::Kind::Block;
    stmt.body = std::move(body);
    return stmt;
}

const Routine* ModFile::routine(const std::string& wanted) const {
    for (const Routine& routine : routines) {
        if (routine.name == wanted) {
            return &routine;
        }
    }
    return nullptr;
}

namespace {

void visit_all(const Statements& list, const std::function<void(const Stmt&)>& visit) {
    for (const Stmt& s : list) {
        visit(s);
        visit_all(s.body, visit);
        visit_all(s.otherwise, visit);
    }
}

}  // namespace

void ModFile::each_statement(const std::function<void(const Stmt&)>& visit) const {
    for (const std::optional<Block>* block : {&initial, &breakpoint, &constructor, &destructor}) {
        if (*block) {
            visit_all((*block)->body, visit);
        }
    }
    for (const auto& [name, block] : hooks) {
        visit_all(block.body, visit);
    }
    for (const Routine& routine : routines) {
        visit_all(routine.body, visit);
    }
    if (net_receive) {
        visit_all(net_receive->body, visit);
        visit_all(net_receive->initial.value_or(Statements{}), visit);
    }
}

bool ModFile::assigns(const std::string& variable) const {
    bool found = false;
    each_statement([&](const Stmt& s) {
        const bool assigned = s.kind == Stmt::Kind::Assign || s.kind == Stmt::Kind::Derivative;
        found = found || (assigned && s.target->is(Expr::Kind::Variable, variable.c_str()));
    });
    return found;
}

}  // namespace nrn::nmodl
