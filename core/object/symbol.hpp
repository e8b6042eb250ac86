// Symbols: the names of hoc's top level. A symbol has a kind and what that kind needs; the table finds it by
// name and keeps the order of definition. The kinds cover the whole of hoc: the interpreter adds procedures,
// templates and section names with the same records.
#pragma once

#include <cstdint>
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
    Undefined = 0,      // seen by the compiler of hoc and not defined: unknown to everyone else
    Number = 1,         // a double variable
    Integer = 2,        // an int variable that hoc reads as a number (secondorder, …)
    Text = 3,           // strdef
    ObjectRef = 4,      // objref
    Array = 5,          // double a[2][3]
    Function = 6,       // built in: returns a number, a text, an object or nothing
    Class = 7,          // a built-in class or a template
    RangeVariable = 8,  // belongs to segments: read through a section
    Keyword = 9,        // a word of hoc's grammar
    Routine = 10,       // written in hoc: proc, func, obfunc, iterator
    ObjectArray = 11,   // objref o[2][3]
    Section = 12,       // create soma, dend[4]
};

// What a Routine symbol runs; core/hoc implements it.
class Callable {
  public:
    virtual ~Callable() = default;
    virtual Value call(Context& context, const Value* args, std::size_t count) = 0;
};

struct FunctionDef {
    const char* name;
    const char* forms;
    const char* doc;
    Value (*call)(Call&);
    const char* planned = nullptr;       // not part of this version: what is missing
    double (*scalar)(double) = nullptr;  // what call does, for functions of one number; may throw
};

// The numbers of an array: its own, or those of someone else (a GLOBAL of a mechanism), who keeps them in their place.
class Numbers {
  public:
    Numbers() = default;
    Numbers(std::vector<double> own) : own_(std::move(own)), data_(own_.data()), size_(own_.size()) {
    }
    Numbers(double* elsewhere, std::size_t size) : data_(elsewhere), size_(size) {
    }
    Numbers(Numbers&&) noexcept = default;  // the memory of a vector moves along
    Numbers& operator=(Numbers&&) noexcept = default;

    bool elsewhere() const noexcept {
        return data_ != own_.data();
    }
    std::size_t size() const noexcept {
        return size_;
    }
    double* data() const noexcept {
        return data_;
    }
    double& operator[](std::size_t i) const noexcept {
        return data_[i];
    }

  private:
    std::vector<double> own_;
    double* data_ = nullptr;
    std::size_t size_ = 0;
};

// The storage of `double a[2][3]`, row by row; a new set of dimensions replaces all values by 0.
struct ArrayData {
    std::vector<std::size_t> dimensions;
    Numbers values;
};

// The storage of `objref o[2][3]`: each value is an Object, null at first.
struct ObjectArrayData {
    std::vector<std::size_t> dimensions;
    std::vector<Value> values;
};

// The number of elements of an array; Error(Value) when it is not addressable.
std::size_t element_count(const std::vector<std::size_t>& dimensions);

// A reference to element `place` of an array: Error(Reference) when new dimensions no longer have it.
Ref* new_array_ref(ArrayData* array, std::size_t place, std::string name);
Ref* new_object_array_ref(ObjectArrayData* array, std::size_t place, std::string name);

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
    // Text and ObjectRef: where the value lies. The address stays the same as long as the symbol.
    Value* slot() const noexcept {
        return value_.get();
    }
    ObjectArrayData* objects() const noexcept {
        return objects_.get();
    }
    Callable* routine() const noexcept {
        return routine_.get();
    }
    // As ref(), made once and kept (borrowed).
    Ref* shared_ref();

    bool read_only = false;
    bool builtin = false;  // defined before any hoc text ran: seen inside templates too
    const char* units = "";
    const char* doc = "";
    const void* detail = nullptr;  // of a RangeVariable: its cable::RangeName; of a Section: its cable::SectionArray
    void* host_object = nullptr;   // what the host made of this symbol (a function object, a type)

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
    std::unique_ptr<ObjectArrayData> objects_;
    std::unique_ptr<Callable> routine_;
    struct Unref {
        void operator()(Ref* ref) const noexcept;
    };
    std::unique_ptr<Ref, Unref> shared_ref_;
};

class SymbolTable {
  public:
    Symbol* find(std::string_view name) const;      // null when there is none
    Symbol* find_any(std::string_view name) const;  // also one that is Undefined
    Symbol& intern(std::string_view name);          // an Undefined symbol when there is none
    // In order of definition; names that are Undefined are not among them.
    const std::vector<Symbol*>& all() const noexcept {
        return defined_;
    }
    // Changes whenever a name gets a kind: code that was compiled for the kinds before is out of date then.
    std::uint64_t epoch() const noexcept {
        return epoch_;
    }
    void new_epoch() noexcept {
        ++epoch_;
    }
    Class* find_class(std::string_view name) const;  // null when there is none

    // Each adds a name, or gives one that is Undefined its kind; Error(Name) when it exists with another kind.
    // A Number may become an Array; ObjectRef and ObjectArray may become each other.
    Symbol& add_number(std::string_view name, double initial);
    Symbol& add_number_at(std::string_view name, double* where);
    Symbol& add_integer_at(std::string_view name, int* where);
    Symbol& add_text(std::string_view name);
    Symbol& add_object(std::string_view name);
    Symbol& add_array(std::string_view name, std::vector<std::size_t> dimensions);
    Symbol& add_array_at(std::string_view name, double* where, std::size_t size);
    Symbol& add_function(FunctionDef def);
    Symbol& add_class(Context& context, ClassDef def);
    Symbol& add_object_array(std::string_view name, std::vector<std::size_t> dimensions);
    Symbol& add_routine(std::string_view name, std::unique_ptr<Callable> routine);
    // The Callable that was replaced is given back: it may still be running.
    std::unique_ptr<Callable> replace_routine(Symbol& symbol, std::unique_ptr<Callable> routine);
    Symbol& add_reserved(std::string_view name, SymbolKind kind);
    // A name of the simulator that is no more: the symbol is Undefined again. A Class is kept for those who know it.
    void remove(Context& context, std::string_view name);

  private:
    Symbol& add(std::string_view name, SymbolKind kind);
    static bool may_become(SymbolKind from, SymbolKind to);

    std::vector<std::unique_ptr<Symbol>> owned_;
    std::vector<Symbol*> defined_;
    std::uint64_t epoch_ = 0;
    std::unordered_map<std::string, Symbol*, TextHash, std::equal_to<>> by_name_;
};

}  // namespace nrn
