// Positions and lengths count characters of UTF-8.
#include "builtins/data/string_functions.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "builtins/data/list.hpp"
#include "builtins/data/pattern.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/model/mechanism_names.hpp"
#include "builtins/model/places.hpp"
#include "builtins/model/point.hpp"
#include "object/aliases.hpp"
#include "object/call.hpp"
#include "object/host.hpp"
#include "object/ref.hpp"
#include "object/symbol.hpp"

namespace nrn {
namespace {

// ---- lengths and parts ----

Value len_(Call& call) {
    return Value::integer(static_cast<double>(count_characters(text_at(call, 0))));
}

Value substr_(Call& call) {
    const std::string text = text_at(call, 0);
    const std::size_t at = text.find(text_at(call, 1));
    const bool found = at != std::string::npos;
    return Value::integer(found ? static_cast<double>(count_characters(std::string_view(text).substr(0, at))) : -1.0);
}

// The byte offset of the character whose number is argument 1, in the text that argument 0 refers to.
std::size_t offset_arg(Call& call, const std::string& text) {
    const auto characters = static_cast<long>(count_characters(text));
    return character_offset(text, static_cast<std::size_t>(call.integer(1, 0, characters)));
}

Value left_(Call& call) {
    check_text_ref(call, 0);
    const std::string text = text_at(call, 0);
    store_text(call, 0, std::string_view(text).substr(0, offset_arg(call, text)));
    return Value::number(1.0);
}
Value right_(Call& call) {
    check_text_ref(call, 0);
    const std::string text = text_at(call, 0);
    store_text(call, 0, std::string_view(text).substr(offset_arg(call, text)));
    return Value::number(1.0);
}

constexpr const char* kWhite = " \r\n\t\f\v";

Value ltrim_(Call& call) {
    check_text_ref(call, 1);
    const std::string text = text_at(call, 0);
    const std::string drop = call.has(2) ? text_at(call, 2) : kWhite;
    const std::size_t first = std::min(text.find_first_not_of(drop), text.size());
    store_text(call, 1, std::string_view(text).substr(first));
    return Value::number(0.0);
}
Value rtrim_(Call& call) {
    check_text_ref(call, 1);
    const std::string text = text_at(call, 0);
    const std::size_t last = text.find_last_not_of(call.has(2) ? text_at(call, 2) : kWhite);
    store_text(call, 1, std::string_view(text).substr(0, last == std::string::npos ? 0 : last + 1));
    return Value::number(0.0);
}

// ---- patterns ----

std::u32string decoded(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t n = character_offset(text.substr(at), 1);
        const auto lead = static_cast<unsigned char>(text[at]);
        auto c = static_cast<char32_t>(n == 1 ? lead : lead & (0x7FU >> n));
        for (std::size_t k = 1; k < n; ++k) {
            c = c << 6 | (static_cast<unsigned char>(text[at + k]) & 0x3FU);
        }
        out += c;
        at += n;
    }
    return out;
}

// The match of the pattern in argument 1 within the text, in characters.
bool find_pattern(Call& call, const std::string& text, Pattern::Match* match) {
    try {
        return Pattern(decoded(text_at(call, 1))).search(decoded(text), match);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::Value) {
            throw;
        }
        call.bad(ErrorKind::Value, 1, "is " + error.message());
    }
}

Value head_(Call& call) {
    check_text_ref(call, 2);
    const std::string text = text_at(call, 0);
    Pattern::Match match{};
    const bool found = find_pattern(call, text, &match);
    store_text(call, 2, found ? std::string_view(text).substr(0, character_offset(text, match.begin)) : "");
    return Value::integer(found ? static_cast<double>(match.begin) : -1.0);
}
Value tail_(Call& call) {
    check_text_ref(call, 2);
    const std::string text = text_at(call, 0);
    Pattern::Match match{};
    const bool found = find_pattern(call, text, &match);
    store_text(call, 2, found ? std::string_view(text).substr(character_offset(text, match.end)) : "");
    return Value::integer(found ? static_cast<double>(match.end) : -1.0);
}

// ---- names and objects ----

Value is_name_(Call& call) {
    return Value::boolean(call.context.state<SymbolTable>().find(text_at(call, 0)) != nullptr);
}

// The number of an instance's mechanism among those of MechanismType(1), from 1 on; 0 for other objects.
Value type_number(Call& call, bool artificial_only) {
    const cable::PointProcess* process = point_process_of(call.object(0));
    if (process == nullptr || (artificial_only && process->mechanism->kind() != mech::Kind::Artificial)) {
        return Value::integer(0.0);
    }
    const std::vector<MechanismName> names = mechanism_names(cable_of(call).registry, true);
    const auto found = std::find_if(names.begin(), names.end(),
                                    [&](const MechanismName& name) { return name.mechanism == process->mechanism; });
    return Value::integer(static_cast<double>(found - names.begin() + 1));
}
Value is_point_process_(Call& call) {
    return type_number(call, false);
}
Value is_artificial_(Call& call) {
    return type_number(call, true);
}

Value references_(Call& call) {
    Object* wanted = call.object(0);
    std::string out = wanted == nullptr ? "NULLobject has 0 references\n"
                                        : format("%s has %ld references\n", wanted->name().c_str(), wanted->refs());
    int found = 0;
    auto& symbols = call.context.state<SymbolTable>();
    for (const auto& symbol : symbols.all()) {
        if (wanted == nullptr || symbol->kind() != SymbolKind::ObjectRef) {
            continue;
        }
        const Value value = symbol->get(call.context);
        if (value.kind() == Kind::Object && value.as_object() == wanted) {
            out += "   " + symbol->name() + "\n";
            ++found;
        }
    }
    const Class* lists = symbols.find_class("List");
    for (Object* list = lists->first(); wanted != nullptr && list != nullptr; list = Class::next(list)) {
        for (std::size_t i = 0; list_of(list).shown() == nullptr && i < list_of(list).count(); ++i) {
            const Value item = list_of(list).at(i);
            if (item.kind() == Kind::Object && item.as_object() == wanted) {
                out += format("   %s.object(%zu)\n", list->name().c_str(), i);
                ++found;
            }
        }
    }
    if (wanted != nullptr) {
        out += format("  found %d of them\n", found);
    }
    host_of(call.context).write(out);
    return Value::integer(found);
}

// ---- aliases ----

Object* object_arg(Call& call) {
    if (call.object(0) == nullptr) {
        call.bad(ErrorKind::Type, 0, "must be an object, not None");
    }
    return call.object(0);
}

Value alias_(Call& call) {
    Object* object = object_arg(call);
    if (!call.has(1)) {
        remove_aliases(*object);
        return Value::number(0.0);
    }
    const std::string name = text_at(call, 1);
    if (!call.has(2)) {
        remove_alias(*object, name);
        return Value::number(0.0);
    }
    if (call.is(2, Kind::Object) && call.object(2) == nullptr) {
        call.bad(ErrorKind::Type, 2, "must be an object or a reference to a variable, not None");
    }
    set_alias(*object, name, call.args[2].copy());
    host_of(call.context).aliased(object->klass());
    return Value::number(0.0);
}

Value alias_list_(Call& call) {
    Object* object = object_arg(call);
    auto& symbols = call.context.state<SymbolTable>();
    Class* texts = symbols.find_class("String");
    if (texts == nullptr) {
        call.refuse(ErrorKind::Hoc, "String is not a HOC template: load_file(\"stdlib.hoc\") defines it");
    }
    Value list = Value::adopt_object(symbols.find_class("List")->create(nullptr, 0));
    std::vector<std::string> names;  // sorted; making a String may run code that changes the aliases
    for (const Alias& alias : aliases_of(*object)) {
        names.push_back(alias.name);
    }
    std::sort(names.begin(), names.end());
    for (const std::string& alias : names) {
        const Value name = Value::text(alias);
        List& items = list_of(list.as_object());
        items.insert(items.count(), Value::adopt_object(texts->create(&name, 1)));
    }
    return list;
}

// ---- the table ----

const Member kRows[] = {
    {"len", MemberKind::Method, "(text: str|ref) -> int", "", "The number of characters.", len_},
    {"substr", MemberKind::Method, "(text: str|ref, part: str|ref) -> int", "",
     "Where the part begins in the text, counted from 0, or -1.", substr_},
    {"head", MemberKind::Method, "(text: str|ref, pattern: str|ref, result: ref) -> int", "",
     "Stores what lies before the first match of a regular expression; where the match begins.\n\n"
     "-1 and '' without a match. The pattern is an extended regular expression (egrep); of the matches that begin\n"
     "first, the longest counts. ValueError when it is none.",
     head_},
    {"tail", MemberKind::Method, "(text: str|ref, pattern: str|ref, result: ref) -> int", "",
     "Stores what lies behind the first match of a regular expression; where the match ends.\n\n"
     "As head() otherwise.",
     tail_},
    {"left", MemberKind::Method, "(text: ref, n: int) -> float", "",
     "Keeps the first n characters of a text variable. IndexError when it has fewer.", left_},
    {"right", MemberKind::Method, "(text: ref, n: int) -> float", "",
     "Takes the first n characters off a text variable. IndexError when it has fewer.", right_},
    {"ltrim", MemberKind::Method,
     "(text: str|ref, result: ref) -> float ; (text: str|ref, result: ref, drop: str|ref) -> float", "",
     "Stores the text without white space, or the characters of drop, at its beginning.", ltrim_},
    {"rtrim", MemberKind::Method,
     "(text: str|ref, result: ref) -> float ; (text: str|ref, result: ref, drop: str|ref) -> float", "",
     "Stores the text without white space, or the characters of drop, at its end.", rtrim_},
    {"is_name", MemberKind::Method, "(name: str|ref) -> bool", "", "Whether hoc's top level knows the name.", is_name_},
    {"alias", MemberKind::Method,
     "(object: object) -> float ; (object: object, name: str|ref) -> float ; "
     "(object: object, name: str|ref, variable: ref|object) -> float",
     "",
     "Gives a variable or an object a further name as a member of the object.\n\n"
     "Without a variable the name is removed, without a name all of the object's aliases are.",
     alias_},
    {"alias_list", MemberKind::Method, "(object: object) -> List", "",
     "A List of String objects with the aliases of the object. It needs the template String of stdlib.hoc.",
     alias_list_},
    {"references", MemberKind::Method, "(object: object|None) -> int", "",
     "Prints the names that refer to the object, in object variables and Lists; their number.", references_},
    {"is_point_process", MemberKind::Method, "(object: object|None) -> int", "",
     "The type number of the object when it is a point process, else 0.", is_point_process_},
    {"is_artificial", MemberKind::Method, "(object: object|None) -> int", "",
     "The type number of the object when it is an artificial cell, else 0.", is_artificial_},
};

struct Nothing {};

void construct(Call&, void* raw) {
    new (raw) Nothing;
}
void destroy(void*) noexcept {
}

constexpr const char* kDoc =
    "Functions of texts, in an object as hoc has them.\n\n"
    "Lengths and places count characters. Results that are texts go into text variables: a strdef, or h.ref('').";

}  // namespace

ClassDef string_functions_class() {
    return {"StringFunctions",
            "()",
            kDoc,
            sizeof(Nothing),
            construct,
            destroy,
            std::vector<Member>(std::begin(kRows), std::end(kRows))};
}

}  // namespace nrn
