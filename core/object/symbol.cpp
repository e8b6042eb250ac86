#include "object/symbol.hpp"

#include <utility>

#include "base/error.hpp"
#include "object/call.hpp"
#include "object/host_object.hpp"
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
    Value* slot() override {
        return &value_;
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
    std::size_t reach() const override {
        return place_ < array_->values.size() ? array_->values.size() - place_ : 0;
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

class ObjectArrayRef final : public Ref {
  public:
    ObjectArrayRef(ObjectArrayData* array, std::size_t place, std::string name)
        : array_(array), place_(place), name_(std::move(name)) {
    }

    Value get() const override {
        return checked().copy();
    }
    void set(const Value& value) override {
        if (value.kind() != Kind::Object && value.kind() != Kind::Host) {
            fail(ErrorKind::Type, "%s holds objects and cannot take %s", name_.c_str(), kind_name(value.kind()));
        }
        const Value old = std::exchange(checked(), value.copy());
    }
    std::string describe() const override {
        return format("<hoc ref %s element %zu>", name_.c_str(), place_);
    }
    Value* slot() override {
        return place_ < array_->values.size() ? &array_->values[place_] : nullptr;
    }
    bool same(const Ref& other) const override {
        const auto* that = dynamic_cast<const ObjectArrayRef*>(&other);
        return that != nullptr && that->array_ == array_ && that->place_ == place_;
    }

  private:
    Value& checked() const {
        if (place_ < array_->values.size()) {
            return array_->values[place_];
        }
        fail(ErrorKind::Reference, "%s has been given other dimensions: element %zu is gone", name_.c_str(), place_);
    }

    ObjectArrayData* array_;
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

void Symbol::set(Context& context, const Value& value) {
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
            *value_ = as_hoc_object(context, value);
            return;
        case SymbolKind::Array:
            fail(ErrorKind::Type, "%s is an array: give an index", name_.c_str());
        default:
            fail(ErrorKind::Type, "%s is not a variable and cannot be assigned to", name_.c_str());
    }
}

Value Symbol::invoke(Context& context, const Value* args, std::size_t count) {
    if (kind_ == SymbolKind::Routine) {
        return routine_->call(context, args, count);
    }
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

void Symbol::Unref::operator()(Ref* ref) const noexcept {
    ref->release();
}

Ref* Symbol::shared_ref() {
    if (!shared_ref_) {
        shared_ref_.reset(ref());
    }
    return shared_ref_.get();
}

const Signature& Symbol::signature() {
    if (!signature_) {
        signature_ =
            std::make_unique<Signature>(kind_ == SymbolKind::Routine ? "(*args: any) -> object" : function_->forms);
    }
    return *signature_;
}

Ref* new_array_ref(ArrayData* array, std::size_t place, std::string name) {
    return new ArrayRef(array, place, std::move(name));
}

Ref* new_object_array_ref(ObjectArrayData* array, std::size_t place, std::string name) {
    return new ObjectArrayRef(array, place, std::move(name));
}

std::size_t element_count(const std::vector<std::size_t>& dimensions) {
    constexpr std::size_t kMost = std::size_t{1} << 40;
    std::size_t n = 1;
    for (const std::size_t extent : dimensions) {
        if (extent != 0 && n > kMost / extent) {
            fail(ErrorKind::Value, "an array of these dimensions does not fit into memory");
        }
        n *= extent;
    }
    return n;
}

Symbol* SymbolTable::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() || found->second->kind_ == SymbolKind::Undefined ? nullptr : found->second;
}

Symbol* SymbolTable::find_any(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
}

Symbol& SymbolTable::intern(std::string_view name) {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? add(name, SymbolKind::Undefined) : *found->second;
}

bool SymbolTable::may_become(SymbolKind from, SymbolKind to) {
    switch (from) {
        case SymbolKind::Undefined:
            return true;
        case SymbolKind::Number:
            return to == SymbolKind::Array;
        case SymbolKind::ObjectRef:
            return to == SymbolKind::ObjectArray;
        case SymbolKind::ObjectArray:
            return to == SymbolKind::ObjectRef;
        default:
            return false;
    }
}

Class* SymbolTable::find_class(std::string_view name) const {
    const Symbol* symbol = find(name);
    return symbol == nullptr ? nullptr : symbol->klass();
}

Symbol& SymbolTable::add(std::string_view name, SymbolKind kind) {
    const auto found = by_name_.find(name);
    if (found != by_name_.end()) {
        Symbol& known = *found->second;
        if (known.kind_ != kind) {
            if (!may_become(known.kind_, kind)) {
                fail(ErrorKind::Name, "%s is already declared as something else", known.name_.c_str());
            }
            if (known.kind_ == SymbolKind::Undefined) {
                defined_.push_back(&known);
            }
            known.kind_ = kind;
            ++epoch_;
            known.shared_ref_.reset();
        }
        return known;
    }
    owned_.push_back(std::unique_ptr<Symbol>(new Symbol(std::string(name), kind)));
    Symbol& symbol = *owned_.back();
    by_name_.emplace(symbol.name_, &symbol);
    if (kind != SymbolKind::Undefined) {
        defined_.push_back(&symbol);
        ++epoch_;
    }
    return symbol;
}

Symbol& SymbolTable::add_number(std::string_view name, double initial) {
    Symbol& symbol = add(name, SymbolKind::Number);
    if (!symbol.own_number_) {
        symbol.own_number_ = std::make_unique<double>();
        symbol.number_ = symbol.own_number_.get();
    }
    *symbol.number_ = initial;
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
    if (!symbol.value_) {
        symbol.value_ = std::make_unique<Value>();
    }
    *symbol.value_ = Value::object(nullptr);
    return symbol;
}

Symbol& SymbolTable::add_array(std::string_view name, std::vector<std::size_t> dimensions) {
    std::vector<double> values(element_count(dimensions), 0.0);
    Symbol& symbol = add(name, SymbolKind::Array);
    if (!symbol.array_) {
        symbol.array_ = std::make_unique<ArrayData>();  // once: references point to it
    }
    *symbol.array_ = ArrayData{std::move(dimensions), std::move(values)};
    symbol.number_ = nullptr;
    return symbol;
}

Symbol& SymbolTable::add_array_at(std::string_view name, double* where, std::size_t size) {
    Symbol& symbol = add_array(name, {1});
    *symbol.array_ = ArrayData{{size}, Numbers(where, size)};
    return symbol;
}

Symbol& SymbolTable::add_object_array(std::string_view name, std::vector<std::size_t> dimensions) {
    std::vector<Value> values(element_count(dimensions));
    for (Value& value : values) {
        value = Value::object(nullptr);
    }
    Symbol& symbol = add(name, SymbolKind::ObjectArray);
    if (!symbol.objects_) {
        symbol.objects_ = std::make_unique<ObjectArrayData>();  // once: references point to it
    }
    ObjectArrayData old = std::exchange(*symbol.objects_, ObjectArrayData{std::move(dimensions), std::move(values)});
    return symbol;
}

Symbol& SymbolTable::add_routine(std::string_view name, std::unique_ptr<Callable> routine) {
    Symbol& symbol = add(name, SymbolKind::Routine);
    symbol.routine_ = std::move(routine);
    return symbol;
}

std::unique_ptr<Callable> SymbolTable::replace_routine(Symbol& symbol, std::unique_ptr<Callable> routine) {
    return std::exchange(symbol.routine_, std::move(routine));
}

Symbol& SymbolTable::add_function(FunctionDef def) {
    Symbol& symbol = add(def.name, SymbolKind::Function);
    symbol.doc = def.doc;
    symbol.function_ = std::make_unique<FunctionDef>(def);
    return symbol;
}

namespace {

// A template that did not end may be begun again while the first one is still being read.
struct ReplacedClasses {
    std::vector<std::unique_ptr<Class>> classes;
};

}  // namespace

void SymbolTable::remove(Context& context, std::string_view name) {
    Symbol* symbol = find(name);
    if (symbol == nullptr) {
        return;
    }
    if (symbol->klass_) {
        context.state<ReplacedClasses>().classes.push_back(std::move(symbol->klass_));
    }
    symbol->kind_ = SymbolKind::Undefined;
    symbol->function_.reset();
    symbol->signature_.reset();
    symbol->shared_ref_.reset();
    symbol->builtin = false;
    symbol->units = symbol->doc = "";
    symbol->detail = nullptr;
    symbol->host_object = nullptr;
    std::erase(defined_, symbol);
    ++epoch_;
}

Symbol& SymbolTable::add_class(Context& context, ClassDef def) {
    Symbol& symbol = add(def.name, SymbolKind::Class);
    symbol.doc = def.doc;
    auto made = std::make_unique<Class>(context, std::move(def));
    if (symbol.klass_) {
        context.state<ReplacedClasses>().classes.push_back(std::move(symbol.klass_));
    }
    symbol.klass_ = std::move(made);
    return symbol;
}

Symbol& SymbolTable::add_reserved(std::string_view name, SymbolKind kind) {
    return add(name, kind);
}

}  // namespace nrn
