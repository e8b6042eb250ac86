#include "object/aliases.hpp"

#include <algorithm>
#include <memory>

#include "object/klass.hpp"

namespace nrn {

// Kept with the class; most objects have none.
struct AliasTable {
    std::vector<Alias> rows;
};

namespace {

AliasTable* table_of(const Object& object) noexcept {
    return object.aliased() ? object.klass().aliases.at(&object).get() : nullptr;
}

}  // namespace

std::span<const Alias> aliases_of(const Object& object) noexcept {
    const AliasTable* table = table_of(object);
    return table == nullptr ? std::span<const Alias>() : table->rows;
}

const Value* find_alias(const Object& object, std::string_view name) noexcept {
    for (const Alias& alias : aliases_of(object)) {
        if (alias.name == name) {
            return &alias.target;
        }
    }
    return nullptr;
}

void set_alias(Object& object, std::string_view name, Value target) {
    if (!object.aliased()) {
        object.klass().aliases.emplace(&object, std::make_shared<AliasTable>());
        object.set_aliased(true);
    }
    AliasTable& table = *table_of(object);
    for (Alias& alias : table.rows) {
        if (alias.name == name) {
            std::swap(alias.target, target);  // the old target ends behind the change
            return;
        }
    }
    table.rows.push_back({std::string(name), std::move(target)});
}

void remove_alias(Object& object, std::string_view name) {
    AliasTable* table = table_of(object);
    if (table == nullptr) {
        return;
    }
    const auto found =
        std::find_if(table->rows.begin(), table->rows.end(), [&](const Alias& alias) { return alias.name == name; });
    if (found != table->rows.end()) {
        const Value last = std::move(found->target);
        table->rows.erase(found);
    }
}

void remove_aliases(Object& object) noexcept {
    if (object.aliased()) {
        object.set_aliased(false);
        const auto last = object.klass().aliases.extract(&object);  // ends behind the change
    }
}

}  // namespace nrn
