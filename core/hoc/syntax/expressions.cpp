// Expressions: a Pratt parser. From weak to strong: = (right), ||, &&, comparisons, + -, * / %, unary - !, ^ (right).
#include "base/text.hpp"
#include "hoc/syntax/parser.hpp"
#include "hoc/syntax/parser_nesting.hpp"

namespace nrn::hoc {
namespace {

constexpr int kAssignment = 1;
constexpr int kUnary = 7;
constexpr int kPower = 8;

struct Binary {
    int strength = 0;
    Op op = Op::END;
};

Binary binary_of(const Token& token) {
    if (token.kind != Tok::Op) {
        return {};
    }
    switch (token.op) {
        case op2('|', '|'):
            return {2, Op::OR};
        case op2('&', '&'):
            return {3, Op::AND};
        case op2('=', '='):
            return {4, Op::EQUAL};
        case op2('!', '='):
            return {4, Op::NOT_EQUAL};
        case '<':
            return {4, Op::LESS};
        case op2('<', '='):
            return {4, Op::LESS_EQUAL};
        case '>':
            return {4, Op::GREATER};
        case op2('>', '='):
            return {4, Op::GREATER_EQUAL};
        case '+':
            return {5, Op::ADD};
        case '-':
            return {5, Op::SUBTRACT};
        case '*':
            return {6, Op::MULTIPLY};
        case '/':
            return {6, Op::DIVIDE};
        case '%':
            return {6, Op::MODULO};
        case '^':
            return {kPower, Op::POWER};
        default:
            return {};
    }
}

// The operator of `op=`, END when the token is none.
Op update_of(const Token& token) {
    if (token.kind != Tok::Op) {
        return Op::END;
    }
    switch (token.op) {
        case op2('+', '='):
            return Op::ADD;
        case op2('-', '='):
            return Op::SUBTRACT;
        case op2('*', '='):
            return Op::MULTIPLY;
        case op2('/', '='):
            return Op::DIVIDE;
        default:
            return Op::END;
    }
}

}  // namespace

Parser::Operand Parser::parse_expression(int lowest) {
    const Nesting nesting(*this);
    Operand left = parse_unary();
    if (lowest <= kAssignment && left.where != Where::Stack) {
        if (lexer_.at_op('=') || update_of(lexer_.peek()) != Op::END) {
            return parse_assignment(std::move(left));
        }
    }
    for (;;) {
        const Binary binary = binary_of(lexer_.peek());
        if (binary.op == Op::END || binary.strength < lowest) {
            return left;
        }
        left = parse_binary(std::move(left), static_cast<int>(binary.op), binary.strength);
    }
}

Parser::Operand Parser::parse_binary(Operand left, int op, int strength) {
    const std::size_t place = offset();
    lexer_.advance();
    Op code = static_cast<Op>(op);
    const Type first = discharge(left);
    const bool equality = code == Op::EQUAL || code == Op::NOT_EQUAL;
    if (!equality) {
        number_value(Operand{Where::Stack, first, false, nullptr, nullptr, 0, 0, {}, left.offset});
    }
    Operand right = parse_expression(code == Op::POWER ? strength : strength + 1);
    const Type second = discharge(right);
    if (equality && (first != Type::Number || second != Type::Number)) {
        if (first == Type::Text || second == Type::Text || first == Type::Nothing || second == Type::Nothing) {
            refuse(place, ErrorKind::Hoc, "syntax error: texts are compared by strcmp(s, t) == 0");
        }
        code = code == Op::EQUAL ? Op::SAME : Op::NOT_SAME;
    } else {
        number_value(Operand{Where::Stack, second, false, nullptr, nullptr, 0, 0, {}, right.offset});
    }
    out_->at(place);
    out_->arithmetic(code);
    return Operand{Where::Stack, Type::Number, false, nullptr, nullptr, 0, 0, {}, left.offset};
}

Parser::Operand Parser::parse_unary() {
    const std::size_t place = offset();
    if (lexer_.at_op('-') || lexer_.at_op('!')) {
        new_allowed_ = false;
        const Op op = lexer_.at_op('-') ? Op::NEGATE : Op::NOT;
        lexer_.advance();
        number_value(parse_expression(kUnary));
        out_->at(place);
        out_->arithmetic(op);
        return Operand{Where::Stack, Type::Number, false, nullptr, nullptr, 0, 0, {}, place};
    }
    return parse_primary();
}

Parser::Operand Parser::parse_primary() {
    const bool new_allowed = std::exchange(new_allowed_, false);
    const Token& token = lexer_.peek();
    const std::size_t place = token.offset;
    out_->at(place);
    Operand value{Where::Stack, Type::Number, false, nullptr, nullptr, 0, 0, {}, place};
    switch (token.kind) {
        case Tok::Number:
            out_->number(token.number);
            lexer_.advance();
            return value;
        case Tok::String:
            out_->text(token.text);
            lexer_.advance();
            value.type = Type::Text;
            return value;
        case Tok::Arg:
            return parse_postfix(parse_arg());
        case Tok::Name:
            return parse_postfix(parse_name());
        case Tok::Op:
            if (token.op == '(') {
                lexer_.advance();
                const Operand inner = parse_expression(kAssignment);
                value.type = discharge(inner);
                expect(')', "to close the parenthesis");
                return parse_postfix(std::move(value));
            }
            syntax_error();
        case Tok::Keyword:
            if (token.word == Word::New && new_allowed) {
                return parse_new();
            }
            if (token.word == Word::Read) {
                lexer_.advance();
                expect('(', "after read");
                const Operand operand = parse_expression(kUnary);
                if (operand.where == Where::Number) {  // x += 0 makes a number of a name that is unknown so far
                    out_->number(0.0);
                    update(operand, Op::ADD);
                    out_->emit(Op::POP, -1);
                }
                push_address(operand);
                expect(')', "after read(variable");
                out_->emit(Op::READ, 0);
                return value;
            }
            syntax_error();
        default:
            syntax_error();
    }
}

Parser::Operand Parser::parse_arg() {
    const Token& token = lexer_.peek();
    if (!in_routine_) {
        syntax_error("$ used outside definition");
    }
    Operand operand{};
    operand.offset = token.offset;
    operand.index = static_cast<std::uint32_t>(token.number);
    switch (token.sigil) {
        case 's':
            operand.where = Where::ArgText;
            operand.type = Type::Text;
            break;
        case 'o':
            operand.where = Where::ArgObject;
            operand.type = Type::Object;
            break;
        case '&':
            operand.where = Where::ArgDeref;
            break;
        default:
            operand.where = Where::Arg;
            break;
    }
    lexer_.advance();
    if (operand.index == 0) {
        const LocalName* local = find_local("i");
        if (local == nullptr || local->is_object) {
            refuse(operand.offset, ErrorKind::Hoc, "arg index used and i is not a LOCAL variable");
        }
        out_->emit(Op::LOCAL, 1, local->index);
        operand.count = 1;
    }
    if (operand.where == Where::ArgDeref && lexer_.at_op('[')) {
        if (parse_indices() != 1) {
            syntax_error("syntax error: $& has one index");
        }
        operand.element = true;
        ++operand.count;
    }
    return operand;
}

Parser::Operand Parser::parse_name() {
    const Token& token = lexer_.peek();
    const std::size_t place = token.offset;
    const std::string name(token.text);
    lexer_.advance();
    if (const LocalName* local = find_local(name)) {
        Operand operand{};
        operand.where = local->is_object ? Where::LocalObject : Where::Local;
        operand.type = local->is_object ? Type::Object : Type::Number;
        operand.index = local->index;
        operand.offset = place;
        return operand;
    }
    Symbol* symbol = nullptr;
    MemberName* member = nullptr;
    resolve(name, symbol, member);
    const SymbolKind kind = kind_of(symbol, member);
    if (kind == SymbolKind::RangeVariable) {
        out_->emit(Op::ACCESSED, 1);
        return parse_range(name, place);
    }
    if (kind == SymbolKind::Section) {
        return parse_section(
            Operand{Where::Section, Type::Nothing, member != nullptr, symbol, member, 0, 0, name, place});
    }
    if (kind == SymbolKind::Class) {
        return parse_instance(*symbol, place);
    }
    if (lexer_.at_op('(')) {
        return parse_call(name, symbol, member, place);
    }
    return variable(name, symbol, member, place);
}

Parser::Operand Parser::variable(const std::string& name, Symbol* symbol, MemberName* member, std::size_t place) {
    const SymbolKind kind = kind_of(symbol, member);
    Operand operand{};
    operand.member = member != nullptr;
    operand.symbol = symbol;
    operand.name = member;
    operand.offset = place;
    operand.text = name;
    switch (kind) {
        case SymbolKind::Undefined:
        case SymbolKind::Number:
        case SymbolKind::Integer:
        case SymbolKind::Array:
            operand.where = Where::Number;
            if (lexer_.at_op('[') || kind == SymbolKind::Array) {
                operand.where = Where::Array;
                operand.count = parse_indices();
            }
            return operand;
        case SymbolKind::Text:
            operand.where = Where::Text;
            operand.type = Type::Text;
            return operand;
        case SymbolKind::ObjectRef:
        case SymbolKind::ObjectArray:
            operand.where = name == "this" && member != nullptr ? Where::This : Where::Object;
            operand.type = Type::Object;
            if (lexer_.at_op('[') || kind == SymbolKind::ObjectArray) {
                operand.where = Where::ObjectArray;
                operand.count = parse_indices();
            }
            return operand;
        case SymbolKind::Function:
        case SymbolKind::Routine:
            refuse(place, ErrorKind::Hoc, "syntax error: " + name + " is called with parentheses: " + name + "()");
        default:
            refuse(place, ErrorKind::Hoc, "syntax error: " + name + " cannot stand here");
    }
}

// Name[i] of a class, or the class's name alone where an object is meant: an error.
Parser::Operand Parser::parse_instance(Symbol& symbol, std::size_t place) {
    if (!accept('[')) {
        refuse(place, ErrorKind::Hoc,
               "syntax error: " + symbol.name() + " is a class: new " + symbol.name() + "(…) makes an instance, " +
                   symbol.name() + "[i] is one of them");
    }
    number_expression();
    expect(']', "to close the index");
    out_->at(place);
    out_->symbol(Op::INSTANCE, 0, symbol);
    return Operand{Where::Stack, Type::Object, false, nullptr, nullptr, 0, 0, {}, place};
}

Parser::Operand Parser::parse_call(const std::string& name, Symbol* symbol, MemberName* member, std::size_t place) {
    const SymbolKind kind = kind_of(symbol, member);
    Operand result{Where::Stack, Type::Any, false, nullptr, nullptr, 0, 0, {}, place};
    const bool scalar = kind == SymbolKind::Function && symbol->function()->scalar != nullptr;
    if (scalar) {
        expect('(', "before the argument");
        number_expression();
        expect(')', ("after the argument of " + name + ", which is one number").c_str());
        out_->at(place);
        out_->symbol(Op::SCALAR, 0, *symbol);
        result.type = Type::Number;
        return result;
    }
    const auto* routine = static_cast<const Routine*>(member != nullptr   ? member->routine.get()
                                                      : symbol != nullptr ? symbol->routine()
                                                                          : nullptr);
    if (routine != nullptr && routine->kind == RoutineKind::Iterator) {
        refuse(place, ErrorKind::Hoc, "syntax error: " + name + " is an iterator: for " + name + "(…) { … } runs it");
    }
    const unsigned count = parse_arguments();
    out_->at(place);
    if (member != nullptr) {
        if (kind != SymbolKind::Routine && kind != SymbolKind::Undefined) {
            refuse(place, ErrorKind::Hoc, name + " undefined function");
        }
        out_->site(Op::CALL_MEMBER, 1 - static_cast<int>(count), name, count);
    } else {
        out_->symbol(Op::CALL, 1 - static_cast<int>(count), *symbol, count);
    }
    if (routine != nullptr && routine->kind == RoutineKind::Proc) {
        result.type = Type::Nothing;
    }
    if (routine != nullptr && routine->kind == RoutineKind::Func && lexer_.at_op('.')) {
        syntax_error("syntax error: only an object has members, and func " + name + " returns a number");
    }
    return result;
}

Parser::Operand Parser::parse_new() {
    const std::size_t place = offset();
    lexer_.advance();
    const std::string name = take_name();
    Symbol* symbol = nullptr;
    MemberName* member = nullptr;
    resolve(name, symbol, member);
    if (kind_of(symbol, member) != SymbolKind::Class) {
        refuse(place, ErrorKind::Hoc,
               "syntax error: " + name + " is not a template (begintemplate " + name + " … makes one)");
    }
    out_->emit(Op::HOLE, 1);
    const unsigned count = parse_arguments();
    out_->at(place);
    out_->symbol(Op::NEW, -static_cast<int>(count), *symbol, count);
    return Operand{Where::Stack, Type::Object, false, nullptr, nullptr, 0, 0, {}, place};
}

// .name, .name[i][j], .name(…), one after the other.
Parser::Operand Parser::parse_postfix(Operand left) {
    while (lexer_.at_op('.')) {
        if (left.type != Type::Object && left.type != Type::Any) {
            syntax_error("syntax error: only an object has members");
        }
        discharge(left);
        lexer_.advance();
        const std::size_t place = offset();
        const std::string name = take_name();
        out_->at(place);
        Operand next{Where::Site, Type::Any, false, nullptr, nullptr, 0, 0, name, place};
        next.count = parse_indices();
        if (lexer_.at_op('(')) {
            next.where = Where::Call;
            next.index = parse_arguments();
        }
        left = std::move(next);
    }
    return left;
}

unsigned Parser::parse_indices() {
    unsigned count = 0;
    while (accept('[')) {
        number_expression();
        expect(']', "to close the index");
        if (++count > 100) {
            syntax_error("syntax error: too many indices");
        }
    }
    return count;
}

unsigned Parser::parse_arguments() {
    expect('(', "before the arguments");
    unsigned count = 0;
    if (accept(')')) {
        return 0;
    }
    do {
        parse_argument();
        if (++count > 5000) {
            syntax_error("syntax error: too many arguments");
        }
    } while (accept(','));
    expect(')', "to close the arguments");
    return count;
}

void Parser::parse_argument() {
    if (accept('&')) {
        push_address(parse_unary());
        return;
    }
    new_allowed_ = true;
    push_argument(parse_expression(kAssignment));
}

// Variables that hold texts and objects are passed themselves: the routine may assign to them.
void Parser::push_argument(Operand operand) {
    out_->at(operand.offset);
    switch (operand.where) {
        case Where::Text:
        case Where::Object:
            variable_op(operand, Op::GLOBAL_REF, Op::MEMBER_REF, 1);
            return;
        case Where::ObjectArray:
            variable_op(operand, Op::OBJECT_ARRAY_REF, Op::MEMBER_OBJECT_ARRAY_REF, 1 - static_cast<int>(operand.count),
                        operand.count);
            return;
        case Where::LocalObject:
            out_->emit(Op::LOCALOBJ_PASS, 1, operand.index);
            return;
        case Where::ArgText:
        case Where::ArgObject:
            out_->emit(Op::ARG_PASS, operand.index == 0 ? 0 : 1, operand.index);
            return;
        case Where::Site:
            out_->site(Op::PASS, -static_cast<int>(operand.count), operand.text, operand.count);
            return;
        default:
            if (discharge(operand) == Type::Nothing) {
                refuse(operand.offset, ErrorKind::Hoc, "syntax error: a proc has no value");
            }
    }
}

// &variable
void Parser::push_address(Operand operand) {
    out_->at(operand.offset);
    const int count = static_cast<int>(operand.count);
    switch (operand.where) {
        case Where::Local:
            out_->emit(Op::LOCAL_REF, 1, operand.index);
            return;
        case Where::Number:
        case Where::Text:
        case Where::Object:
            variable_op(operand, Op::GLOBAL_REF, Op::MEMBER_REF, 1);
            return;
        case Where::Array:
            variable_op(operand, Op::ARRAY_REF, Op::MEMBER_ARRAY_REF, 1 - count, operand.count);
            return;
        case Where::ObjectArray:
            variable_op(operand, Op::OBJECT_ARRAY_REF, Op::MEMBER_OBJECT_ARRAY_REF, 1 - count, operand.count);
            return;
        case Where::ArgDeref:
            if (operand.element) {
                refuse(operand.offset, ErrorKind::Hoc, "syntax error: the address of an element of $& cannot be taken");
            }
            [[fallthrough]];
        case Where::ArgText:
        case Where::ArgObject:
            out_->emit(Op::ARG_PASS, 1 - count, operand.index);
            return;
        case Where::LocalObject:
            out_->emit(Op::LOCALOBJ_PASS, 1, operand.index);
            return;
        case Where::Site:
            out_->site(Op::REF, -count, operand.text, operand.count);
            return;
        case Where::Range:
            range_op(operand, Op::RANGE_REF, Op::RANGE_AT_REF, 0, operand.count);
            return;
        case Where::Call:
            if (operand.index == 1) {
                out_->site(Op::RANGE_AT_REF, -count - 1, operand.text, operand.count);
                return;
            }
            [[fallthrough]];
        default:
            refuse(operand.offset, ErrorKind::Hoc, "syntax error: & is followed by a variable");
    }
}

void Parser::variable_op(const Operand& operand, Op global, Op member, int depth, unsigned a) {
    if (operand.member) {
        out_->emit(member, depth, static_cast<std::uint32_t>(operand.name->slot), a);
    } else {
        out_->symbol(global, depth, *operand.symbol, a);
    }
}

// Emits what pushes the operand's value.
Parser::Type Parser::discharge(const Operand& operand) {
    out_->at(operand.offset);
    const int count = static_cast<int>(operand.count);
    switch (operand.where) {
        case Where::Stack:
            break;
        case Where::Local:
            out_->emit(Op::LOCAL, 1, operand.index);
            break;
        case Where::LocalObject:
            out_->emit(Op::LOCALOBJ, 1, operand.index);
            break;
        case Where::Arg:
            out_->emit(Op::ARG, 1 - count, operand.index);
            break;
        case Where::ArgText:
            out_->emit(Op::ARG_TEXT, 1 - count, operand.index);
            break;
        case Where::ArgObject:
            out_->emit(Op::ARG_OBJECT, 1 - count, operand.index);
            break;
        case Where::ArgDeref:
            out_->emit(Op::ARG_DEREF, 1 - count, operand.index, operand.element ? 1 : 0);
            break;
        case Where::Number:
            variable_op(operand, Op::GLOBAL, Op::MEMBER, 1);
            break;
        case Where::Text:
            variable_op(operand, Op::GLOBAL_TEXT, Op::MEMBER_TEXT, 1);
            break;
        case Where::Object:
            variable_op(operand, Op::GLOBAL_OBJECT, Op::MEMBER_OBJECT, 1);
            break;
        case Where::Array:
            variable_op(operand, Op::ARRAY, Op::MEMBER_ARRAY, 1 - count, operand.count);
            break;
        case Where::ObjectArray:
            variable_op(operand, Op::OBJECT_ARRAY, Op::MEMBER_OBJECT_ARRAY, 1 - count, operand.count);
            break;
        case Where::This:
            out_->emit(Op::THIS, 1);
            break;
        case Where::Site:
            out_->site(Op::GET, -count, operand.text, operand.count);
            break;
        case Where::Call:
            if (operand.count == 0) {
                out_->site(Op::CALL_METHOD, -static_cast<int>(operand.index), operand.text, operand.index);
            } else if (operand.index == 1) {
                out_->site(Op::RANGE_AT, -count - 1, operand.text, operand.count);
            } else {
                refuse(operand.offset, ErrorKind::Hoc, "syntax error: " + operand.text + " has indices and arguments");
            }
            break;
        case Where::Section:
        case Where::Place:
            refuse(operand.offset, ErrorKind::Hoc,
                   "syntax error: " + operand.text + " is a section and no value; a SectionRef stands for it");
        case Where::Range:
            if (operand.element && operand.count == 0) {
                out_->range_at(operand.text);
            } else {
                range_op(operand, Op::RANGE, Op::RANGE_AT, 0, operand.count);
            }
            break;
    }
    return operand.type;
}

// The operand's value, which must be a number.
void Parser::number_value(const Operand& operand) {
    switch (discharge(operand)) {
        case Type::Number:
            return;
        case Type::Any:
            out_->emit(Op::CHECK_NUMBER, 0);
            return;
        case Type::Object:
            out_->emit(Op::CHECK_NUMBER, 0);
            return;
        case Type::Text:
            refuse(operand.offset, ErrorKind::Hoc, "syntax error: a number is wanted here, not a text");
        case Type::Nothing:
            refuse(operand.offset, ErrorKind::Hoc, "syntax error: a proc has no value");
    }
}

void Parser::number_expression() {
    number_value(parse_expression(kAssignment));
}

Parser::Operand Parser::parse_assignment(Operand target) {
    const std::size_t place = offset();
    if (const Op op = update_of(lexer_.peek()); op != Op::END) {
        lexer_.advance();
        if (target.type == Type::Text || target.type == Type::Object) {
            refuse(place, ErrorKind::Hoc, "syntax error: only numbers are changed by an operator with =");
        }
        number_expression();
        out_->at(place);
        update(target, op);
        Operand done{Where::Stack, Type::Number, false, nullptr, nullptr, 0, 0, {}, target.offset};
        done.assigned = true;
        return done;
    }
    lexer_.advance();
    const std::size_t value_place = offset();
    new_allowed_ = true;
    const Operand value = parse_expression(kAssignment);
    const Type type = discharge(value);
    Operand done{Where::Stack, Type::Number, false, nullptr, nullptr, 0, 0, {}, target.offset};
    done.assigned = true;
    if (type == Type::Nothing) {
        refuse(value_place, ErrorKind::Hoc, "syntax error: a proc has no value");
    }
    out_->at(place);
    switch (target.type) {
        case Type::Number:
            number_value(Operand{Where::Stack, type, false, nullptr, nullptr, 0, 0, {}, value_place});
            break;
        case Type::Text:
            if (type == Type::Number || type == Type::Object) {
                refuse(value_place, ErrorKind::Hoc, "syntax error: a text is wanted here");
            }
            if (type == Type::Any) {
                out_->emit(Op::CHECK_TEXT, 0);
            }
            done.type = Type::Nothing;
            break;
        case Type::Object:
            if (type == Type::Text) {
                refuse(value_place, ErrorKind::Hoc, "syntax error: an object is wanted here");
            }
            if (type != Type::Object) {
                out_->emit(Op::CHECK_OBJECT, 0);
            }
            done.type = Type::Nothing;
            break;
        default:
            done.type = type == Type::Number ? Type::Number : Type::Any;
    }
    out_->at(target.offset);
    store(target);
    return done;
}

// Stores the top in the operand. Numbers stay on the stack; texts and objects do not.
void Parser::store(const Operand& target) {
    const int count = static_cast<int>(target.count);
    switch (target.where) {
        case Where::Local:
            out_->emit(Op::LOCAL_SET, 0, target.index);
            return;
        case Where::LocalObject:
            out_->emit(Op::LOCALOBJ_PUT, -1, target.index);
            return;
        case Where::Arg:
            out_->emit(Op::ARG_SET, -count, target.index);
            return;
        case Where::ArgText:
            out_->emit(Op::ARG_TEXT_PUT, -1 - count, target.index);
            return;
        case Where::ArgObject:
            out_->emit(Op::ARG_OBJECT_PUT, -1 - count, target.index);
            return;
        case Where::ArgDeref:
            out_->emit(Op::ARG_DEREF_SET, -count, target.index, target.element ? 0x100 : 0);
            return;
        case Where::Number:
            variable_op(target, Op::GLOBAL_SET, Op::MEMBER_SET, 0);
            if (target.member && target.name->kind == SymbolKind::Undefined) {
                target.name->kind = SymbolKind::Number;
            }
            return;
        case Where::Text:
            variable_op(target, Op::GLOBAL_TEXT_PUT, Op::MEMBER_TEXT_PUT, -1);
            return;
        case Where::Object:
            variable_op(target, Op::GLOBAL_OBJECT_PUT, Op::MEMBER_OBJECT_PUT, -1);
            return;
        case Where::Array:
            variable_op(target, Op::ARRAY_SET, Op::MEMBER_ARRAY_SET, -count, target.count);
            return;
        case Where::ObjectArray:
            variable_op(target, Op::OBJECT_ARRAY_PUT, Op::MEMBER_OBJECT_ARRAY_PUT, -1 - count, target.count);
            return;
        case Where::Site:
            out_->site(Op::SET, -1 - count, target.text, target.count);
            return;
        case Where::Range:
            range_op(target, Op::RANGE_SET, Op::RANGE_AT_SET, -1, target.count);
            return;
        case Where::Call:
            if (target.index == 1) {
                out_->site(Op::RANGE_AT_SET, -2 - count, target.text, target.count);
                return;
            }
            [[fallthrough]];
        default:
            refuse(target.offset, ErrorKind::Hoc, "syntax error: this cannot be assigned to");
    }
}

void Parser::update(const Operand& target, Op op) {
    const unsigned code = static_cast<unsigned>(op);
    const int count = static_cast<int>(target.count);
    const unsigned packed = code << 8 | target.count;
    switch (target.where) {
        case Where::Local:
            out_->emit(Op::LOCAL_UPDATE, 0, target.index, code);
            return;
        case Where::Arg:
            out_->emit(Op::ARG_UPDATE, -count, target.index, code);
            return;
        case Where::ArgDeref:
            out_->emit(Op::ARG_DEREF_UPDATE, -count, target.index, code | (target.element ? 0x100 : 0));
            return;
        case Where::Number:
            variable_op(target, Op::GLOBAL_UPDATE, Op::MEMBER_UPDATE, 0, code);
            if (target.member && target.name->kind == SymbolKind::Undefined) {
                target.name->kind = SymbolKind::Number;
            }
            return;
        case Where::Array:
            variable_op(target, Op::ARRAY_UPDATE, Op::MEMBER_ARRAY_UPDATE, -count, packed);
            return;
        case Where::Site:
            out_->site(Op::UPDATE, -1 - count, target.text, packed);
            return;
        case Where::Range:
            range_op(target, Op::RANGE_UPDATE, Op::RANGE_AT_UPDATE, -1, packed);
            return;
        case Where::Call:
            if (target.index == 1) {
                out_->site(Op::RANGE_AT_UPDATE, -2 - count, target.text, packed);
                return;
            }
            [[fallthrough]];
        default:
            refuse(target.offset, ErrorKind::Hoc, "syntax error: this cannot be assigned to");
    }
}

}  // namespace nrn::hoc
