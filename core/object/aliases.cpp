#include "object/aliases.hpp"

#include <algorithm>
#include <memory>

namespace nrn {

// Kept with the object; most objects have none.
struct AliasTable {
    std::vector<Alias> rows;
};

std::span<const Alias> aliases_of(const Object& object) noexcept {
    return object.aliases == nullptr ? std::span<const Alias>() : object.aliases->rows;
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
    if (object.aliases == nullptr) {
        object.aliases = std::make_unique<AliasTable>().release();
    }
    for (Alias& alias : object.aliases->rows) {
        if (alias.name == name) {
            std::swap(alias.target, target);  // the old target ends behind the change
            return;
        }
    }
    object.aliases->rows.push_back({std::string(name), std::move(target)});
}

void remove_alias(Object& object, std::string_view name) {
    if (object.aliases == nullptr) {
        return;
    }
    std::vector<Alias>& rows = object.aliases->rows;
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Alias& alias) { return alias.name == name; });
    if (found != rows.end()) {
        const Value last = std::move(found->target);
        rows.erase(found);
    }
}

void remove_aliases(Object& object) noexcept {
    const std::unique_ptr<AliasTable> last(std::exchange(object.aliases, nullptr));
}

}  // namespace nrn
