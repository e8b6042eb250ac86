#include "object/symbol.hpp"

#include <functional>
#include <numeric>

#include "base/error.hpp"
#include "object/call.hpp"
#include "object/object.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

class SymbolRef final : public Ref {
  public:
    SymbolRef(const Symbol& symbol, Value& value) : symbol_(symbol), value_(value) {
    }

    Value get() const override {
        return value_.copy();
    }
    void set(const Value& value) override {
        if (value.kind() != value_.kind()) {
            fail(ErrorKind::Type, "%s holds %s and cannot take %s", symbol_.name().c_str(), kind_name(value_.kind()),
                 kind_name(value.kind()));
        }
        value_ = value.copy();
    }
    std::string describe() const override {
        if (value_.kind() == Kind::Text) {
            return format("<hoc ref pstr \"%s\">", std::string(value_.as_text()).c_str());
        }
        return "<hoc ref " + symbol_.name() + ">";
    }
    bool same(const Ref& other) const override {
        const auto* that = dynamic_cast<const SymbolRef*>(&other);
        return that != nullptr && &that->symbol_ == &symbol_;
    }

  private:
    const Symbol& symbol_;
    Value& value_;
};

class ArrayRef final : public Ref {
  public:
    ArrayRef(ArrayData* array, std::size_t place, std::string name)
        : array_(array), place_(place), name_(std::move(name)) {
    }

    Value get() const override {
        return Value::number(*checked());
    }
    void set(const Value& value) override {
        if (!value.is_number()) {
            fail(ErrorKind::Type, "%s holds numbers and cannot take %s", name_.c_str(), kind_name(value.kind()));
        }
        *checked() = value.as_number();
    }
    std::string describe() const override {
        return format("<pointer to hoc array %s element %zu>", name_.c_str(), place_);
    }
    double* pointer() const override {
        return place_ < array_->values.size() ? &array_->values[place_] : nullptr;
    }
    bool same(const Ref& other) const override {
        return pointer() != nullptr && other.pointer() == pointer();
    }

  private:
    double* checked() const {
        if (double* where = pointer()) {
            return where;
        }
        fail(ErrorKind::Reference, "%s has been given other dimensions: element %zu is gone", name_.c_str(), place_);
    }

    ArrayData* array_;
    std::size_t place_;
    std::string name_;
};

[[noreturn]] void no_value(const Symbol& symbol) {
    const char* name = symbol.name().c_str();
    switch (symbol.kind()) {
        case SymbolKind::RangeVariable:
            fail(ErrorKind::Type,
                 "Cannot access %s directly; it is a range variable and may be accessed via a section or segment.",
                 name);
        case SymbolKind::Array:
            fail(ErrorKind::Type, "%s is an array: give an index", name);
        case SymbolKind::Keyword:
            fail(ErrorKind::Type, "Cannot access %s directly; it is a word of the hoc language.", name);
        default:
            fail(ErrorKind::Type, "%s is not a variable", name);
    }
}

}  // namespace

Value Symbol::get(Context&) const {
    switch (kind_) {
        case SymbolKind::Number:
            return Value::number(*number_);
        case SymbolKind::Integer:
            return Value::integer(*integer_);
        case SymbolKind::Text:
        case SymbolKind::ObjectRef:
            return value_->copy();
        default:
            no_value(*this);
    }
}

void Symbol::set(Context&, const Value& value) {
    if (read_only) {
        fail(ErrorKind::Type, "%s is a constant and cannot be changed", name_.c_str());
    }
    switch (kind_) {
        case SymbolKind::Number:
        case SymbolKind::Integer:
            if (!value.is_number()) {
                fail(ErrorKind::Type, "%s must be a number, not %s", name_.c_str(), kind_name(value.kind()));
            }
            if (kind_ == SymbolKind::Integer) {
                *integer_ = static_cast<int>(value.as_number());
            } else {
                *number_ = value.as_number();
            }
            return;
        case SymbolKind::Text:
        case SymbolKind::ObjectRef:
            if ((kind_ == SymbolKind::Text) != (value.kind() == Kind::Text) || value.is_number() ||
                value.kind() == Kind::Ref) {
                fail(ErrorKind::Type, "%s must be %s, not %s", name_.c_str(),
                     kind_ == SymbolKind::Text ? "a str" : "an object", kind_name(value.kind()));
            }
            *value_ = value.copy();
            return;
        default:
            fail(ErrorKind::Type, "%s is not a variable and cannot be assigned to", name_.c_str());
    }
}

Value Symbol::invoke(Context& context, const Value* args, std::size_t count) {
    if (kind_ != SymbolKind::Function) {
        fail(ErrorKind::Type, "%s is not a function", name_.c_str());
    }
    if (function_->planned != nullptr) {
        fail(ErrorKind::NotImplemented, "%s() is not part of this version: it needs %s", name_.c_str(),
             function_->planned);
    }
    const Form& form = signature().match("", function_->name, args, count);
    Call call{context, nullptr, "", function_->name, args, count, &form};
    return function_->call(call);
}

Ref* Symbol::ref() const {
    switch (kind_) {
        case SymbolKind::Number:
            return new_number_ref(number_, name_);
        case SymbolKind::Text:
        case SymbolKind::ObjectRef:
            return new SymbolRef(*this, *value_);
        default:
            fail(ErrorKind::Type, "Hoc pointer error, %s is not a hoc variable or range variable or strdef",
                 name_.c_str());
    }
}

const Signature& Symbol::signature() {
    if (!signature_) {
        signature_ = std::make_unique<Signature>(function_->forms);
    }
    return *signature_;
}

Ref* new_array_ref(ArrayData* array, std::size_t place, std::string name) {
    return new ArrayRef(array, place, std::move(name));
}

Symbol* SymbolTable::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
}

Class* SymbolTable::find_class(std::string_view name) const {
    const Symbol* symbol = find(name);
    return symbol == nullptr ? nullptr : symbol->klass();
}

Symbol& SymbolTable::add(std::string_view name, SymbolKind kind) {
    if (Symbol* known = find(name)) {
        if (known->kind_ == kind) {
            return *known;
        }
        fail(ErrorKind::Name, "%s is already defined as something else", known->name_.c_str());
    }
    symbols_.push_back(std::unique_ptr<Symbol>(new Symbol(std::string(name), kind)));
    Symbol& symbol = *symbols_.back();
    by_name_.emplace(symbol.name_, &symbol);
    return symbol;
}

Symbol& SymbolTable::add_number(std::string_view name, double initial) {
    Symbol& symbol = add(name, SymbolKind::Number);
    symbol.own_number_ = std::make_unique<double>(initial);
    symbol.number_ = symbol.own_number_.get();
    return symbol;
}

Symbol& SymbolTable::add_number_at(std::string_view name, double* where) {
    Symbol& symbol = add(name, SymbolKind::Number);
    symbol.number_ = where;
    return symbol;
}

Symbol& SymbolTable::add_integer_at(std::string_view name, int* where) {
    Symbol& symbol = add(name, SymbolKind::Integer);
    symbol.integer_ = where;
    return symbol;
}

Symbol& SymbolTable::add_text(std::string_view name) {
    Symbol& symbol = add(name, SymbolKind::Text);
    if (!symbol.value_) {
        symbol.value_ = std::make_unique<Value>(Value::text(""));
    }
    return symbol;
}

Symbol& SymbolTable::add_object(std::string_view name) {
    Symbol& symbol = add(name, SymbolKind::ObjectRef);
    symbol.value_ = std::make_unique<Value>(Value::object(nullptr));
    return symbol;
}

Symbol& SymbolTable::add_array(std::string_view name, std::vector<std::size_t> dimensions) {
    Symbol& symbol = add(name, SymbolKind::Array);
    const std::size_t n = std::accumulate(dimensions.begin(), dimensions.end(), std::size_t{1}, std::multiplies<>());
    if (!symbol.array_) {
        symbol.array_ = std::make_unique<ArrayData>();  // once: references point to it
    }
    *symbol.array_ = ArrayData{std::move(dimensions), std::vector<double>(n, 0.0)};
    return symbol;
}

Symbol& SymbolTable::add_function(FunctionDef def) {
    Symbol& symbol = add(def.name, SymbolKind::Function);
    symbol.doc = def.doc;
    symbol.function_ = std::make_unique<FunctionDef>(def);
    return symbol;
}

Symbol& SymbolTable::add_class(Context& context, ClassDef def) {
    Symbol& symbol = add(def.name, SymbolKind::Class);
    symbol.doc = def.doc;
    symbol.klass_ = std::make_unique<Class>(context, std::move(def));
    return symbol;
}

Symbol& SymbolTable::add_reserved(std::string_view name, SymbolKind kind) {
    return add(name, kind);
}

}  // namespace nrn
