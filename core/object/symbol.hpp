// Symbols: the names of hoc's top level. A symbol has a kind and what that kind needs; the table finds it by
// name and keeps the order of definition. The kinds cover the whole of hoc: the interpreter adds procedures,
// templates and section names with the same records.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/context.hpp"
#include "base/text.hpp"
#include "object/klass.hpp"
#include "object/value.hpp"

namespace nrn {

struct Call;

// The numeric values are part of the C interface: append only.
enum class SymbolKind : int {
    Number = 1,         // a double variable
    Integer = 2,        // an int variable that hoc reads as a number (secondorder, …)
    Text = 3,           // strdef
    ObjectRef = 4,      // objref
    Array = 5,          // double a[2][3]
    Function = 6,       // built in: returns a number, a text, an object or nothing
    Class = 7,          // a built-in class or a template
    RangeVariable = 8,  // belongs to segments: read through a section
    Keyword = 9,        // a word of hoc's grammar
};

struct FunctionDef {
    const char* name;
    const char* forms;
    const char* doc;
    Value (*call)(Call&);
    const char* planned = nullptr;       // not part of this version: what is missing
    double (*scalar)(double) = nullptr;  // what call does, for functions of one number; may throw
};

// The storage of `double a[2][3]`, row by row; a new set of dimensions replaces all values by 0.
struct ArrayData {
    std::vector<std::size_t> dimensions;
    std::vector<double> values;
};

// A reference to element `place` of an array: Error(Reference) when new dimensions no longer have it.
Ref* new_array_ref(ArrayData* array, std::size_t place, std::string name);

class Symbol {
  public:
    const std::string& name() const noexcept {
        return name_;
    }
    SymbolKind kind() const noexcept {
        return kind_;
    }

    Value get(Context& context) const;               // Error(Type) where the symbol has no value
    void set(Context& context, const Value& value);  // Error(Type) where it cannot take it
    Value invoke(Context& context, const Value* args, std::size_t count);
    Ref* ref() const;              // a new reference to the variable
    const Signature& signature();  // of a Function

    double* number() const noexcept {
        return number_;
    }
    int* integer() const noexcept {
        return integer_;
    }
    Class* klass() const noexcept {
        return klass_.get();
    }
    const FunctionDef* function() const noexcept {
        return function_.get();
    }
    ArrayData* array() const noexcept {
        return array_.get();
    }

    bool read_only = false;
    const char* units = "";
    const char* doc = "";
    void* host_object = nullptr;  // what the host made of this symbol (a function object, a type)

  private:
    friend class SymbolTable;
    Symbol(std::string name, SymbolKind kind) : name_(std::move(name)), kind_(kind) {
    }

    std::string name_;
    SymbolKind kind_;
    double* number_ = nullptr;
    int* integer_ = nullptr;
    std::unique_ptr<double> own_number_;
    std::unique_ptr<Value> value_;  // Text, ObjectRef
    std::unique_ptr<FunctionDef> function_;
    std::unique_ptr<Signature> signature_;
    std::unique_ptr<Class> klass_;
    std::unique_ptr<ArrayData> array_;
};

class SymbolTable {
  public:
    Symbol* find(std::string_view name) const;  // null when there is none
    const std::vector<std::unique_ptr<Symbol>>& all() const noexcept {
        return symbols_;
    }
    Class* find_class(std::string_view name) const;  // null when there is none

    // Each adds a name; Error(Name) when it exists with another kind.
    Symbol& add_number(std::string_view name, double initial);
    Symbol& add_number_at(std::string_view name, double* where);
    Symbol& add_integer_at(std::string_view name, int* where);
    Symbol& add_text(std::string_view name);
    Symbol& add_object(std::string_view name);
    Symbol& add_array(std::string_view name, std::vector<std::size_t> dimensions);
    Symbol& add_function(FunctionDef def);
    Symbol& add_class(Context& context, ClassDef def);
    Symbol& add_reserved(std::string_view name, SymbolKind kind);

  private:
    Symbol& add(std::string_view name, SymbolKind kind);

    std::vector<std::unique_ptr<Symbol>> symbols_;
    std::unordered_map<std::string, Symbol*, TextHash, std::equal_to<>> by_name_;
};

}  // namespace nrn
