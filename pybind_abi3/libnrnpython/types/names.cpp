// The tables behind find_name and find_member: two places for each name, filled when a name is first asked for.
#include <cstring>
#include <string>

#include "places.hpp"
#include "types.hpp"

namespace nrnpy {

Name names[kNames];
Member members[kNames];

namespace {
constexpr size_t no_removals = 0;  // until libnrn says where its number is
}

size_t forgotten = 0;
const size_t* removals = &no_removals;

namespace {

constexpr char kRefPrefix[] = "_ref_";
constexpr size_t kRefLength = sizeof kRefPrefix - 1;

const struct {
    const char* name;
    Builtin builtin;
} builtins[] = {
    {"L", Builtin::L}, {"Ra", Builtin::Ra},   {"nseg", Builtin::Nseg}, {"rallbranch", Builtin::Rallbranch},
    {"x", Builtin::X}, {"sec", Builtin::Sec},
};

// The text of a str; false without an exception for anything else.
bool text_of(PyObject* name, std::string* text) {
    NrnValue value;
    PyObject* temporary = nullptr;
    if (PyUnicode_Check(name) == 0 || !to_value(name, &value, &temporary)) {
        PyErr_Clear();
        return false;
    }
    text->assign(value.as.text.data, value.as.text.size);
    Py_XDECREF(temporary);
    return true;
}

Name meaning_of(PyObject* name, const std::string& text) {
    Name found = {name, nullptr, nullptr, Builtin::None, false, false, false, nrn_range_count()};
    for (const auto& row : builtins) {
        if (text == row.name) {
            found.builtin = row.builtin;
            found.known = true;
            return found;
        }
    }
    found.reference = text.compare(0, kRefLength, kRefPrefix) == 0;
    found.range = nrn_range_find(text.c_str() + (found.reference ? kRefLength : 0));
    found.density = found.reference ? nullptr : nrn_density_find(text.c_str());
    found.array = found.range != nullptr && nrn_range_is_array(found.range) != 0;
    found.known = found.range != nullptr || found.density != nullptr;
    return found;
}

// Of two neighbours the one of that name, else the one to be used for it.
template <class Entry>
Entry& choose(Entry* table, size_t place, PyObject* name) {
    Entry& first = table[place];
    Entry& other = table[place ^ 1];
    return first.name != name && (other.name == name || (first.name != nullptr && other.name == nullptr)) ? other
                                                                                                          : first;
}

}  // namespace

// Entries without a name are empty; the names themselves end last, when all tables are consistent.
void forget_names() {
    forgotten = *removals;
    for (size_t i = 0; i < kNames; ++i) {
        PyObject* const former[] = {names[i].name, members[i].name};
        names[i] = Name{};
        members[i] = Member{};
        Py_XDECREF(former[0]);
        Py_XDECREF(former[1]);
    }
}

const Name* find_name_slowly(PyObject* name) {
    Name* entry = &choose(names, place_of_name(name), name);
    if (entry->name != name || (!entry->known && entry->stamp != nrn_range_count())) {
        std::string text;
        if (!text_of(name, &text)) {
            return nullptr;
        }
        Py_INCREF(name);
        Py_XDECREF(entry->name);
        *entry = meaning_of(name, text);
    }
    return entry->known ? entry : nullptr;
}

const Member* find_member_slowly(const NrnDensity* density, PyObject* name) {
    Member* entry = &members[place_of_member(name, density)];
    if (entry->name != name || entry->density != density) {
        std::string text;
        if (!text_of(name, &text)) {
            return nullptr;
        }
        const bool reference = text.compare(0, kRefLength, kRefPrefix) == 0;
        Member found = {name, density,   nrn_density_range(density, text.c_str() + (reference ? kRefLength : 0)),
                        -1,   reference, false};
        found.array = found.range != nullptr && nrn_range_is_array(found.range) != 0;
        for (size_t i = 0; found.range == nullptr && i < nrn_density_function_count(density); ++i) {
            if (text == nrn_density_function_name(density, i)) {
                found.function = static_cast<long>(i);
            }
        }
        Py_INCREF(name);
        Py_XDECREF(entry->name);
        *entry = found;
    }
    return entry->range == nullptr && entry->function < 0 ? nullptr : entry;
}

}  // namespace nrnpy
