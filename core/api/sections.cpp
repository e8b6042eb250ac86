// Sections: who they are, the tree, the section that is accessed, walks over all of them.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include "api/model.hpp"
#include "cable/numbering.hpp"
#include "cable/selection.hpp"

using namespace nrn;
using namespace nrn::api;

namespace {

constexpr const char* kInternalPrefix = "__nrnsec_";

std::string internal_name(const Section& section) {
    return nrn::format("%s%p", kInternalPrefix, static_cast<const void*>(&section));
}

struct NameSlot {
    std::string text;  // of the last nrn_secname
};

}  // namespace

// A walk over all sections: `next` is the one to give next, and cursors are told before a section ends. Or over those
// that a SectionList had when the walk began.
struct NrnSectionCursor {
    Section* next = nullptr;
    NrnSectionCursor* previous_cursor = nullptr;
    NrnSectionCursor* next_cursor = nullptr;
    std::shared_ptr<const cable::SectionSequence> listed = nullptr;
    std::size_t at = 0;  // in `listed`
};

namespace {

struct Cursors {
    NrnSectionCursor* first = nullptr;
    bool watching = false;

    void watch(Cable& all) {
        if (!std::exchange(watching, true)) {
            all.watch_destruction([this](Section& section) {
                for (NrnSectionCursor* cursor = first; cursor != nullptr; cursor = cursor->next_cursor) {
                    if (cursor->next == &section) {
                        cursor->next = section.next();
                    }
                }
            });
        }
    }
};

}  // namespace

// ---- who it is ----

NrnSection* nrn_section_new(const char* name) {
    return guard_pointer([&] {
        Section* section = cable_of_process().create(name == nullptr ? "" : name);
        if (name == nullptr) {
            section->name = internal_name(*section);
        }
        return out(section);
    });
}

void nrn_section_ref(NrnSection* section) {
    const ModelEntry entry;
    in(section)->retain();
}

void nrn_section_unref(NrnSection* section) {
    const ModelEntry entry;
    in(section)->release();
}

void nrn_section_end(NrnSection* section) {
    guard([&] { cable_of_process().destroy(*in(section)); });
}

int nrn_section_is_active(const NrnSection* section) {
    return in(section)->alive() ? 1 : 0;
}

void* nrn_section_wrapper(const NrnSection* section) {
    return in(section)->host;
}

void nrn_section_set_wrapper(NrnSection* section, void* wrapper) {
    in(section)->host = wrapper;
}

int nrn_section_is_host(const NrnSection* section) {
    return in(section)->from_python ? 1 : 0;
}

void nrn_section_set_host(NrnSection* section, const char* cell_name) {
    in(section)->from_python = true;
    if (cell_name != nullptr) {
        in(section)->cell_name = cell_name;
    }
}

NrnObject* nrn_section_cell(const NrnSection* section) {
    return out(in(section)->cell);
}

const char* nrn_secname(NrnSection* section) {
    std::string& text = process().state<NameSlot>().text;
    text = in(section)->full_name();
    return text.c_str();
}

char* nrn_section_internal_name(NrnSection* section) {
    return guard_pointer([&] { return duplicate(internal_name(*in(section))); });
}

NrnSection* nrn_section_find(const char* name) {
    const std::string_view text = name;
    if (!text.starts_with(kInternalPrefix)) {
        return nullptr;
    }
    char* end = nullptr;
    const auto address = std::strtoull(name + std::char_traits<char>::length(kInternalPrefix), &end, 16);
    Section* section = cable_of_process().first();
    while (section != nullptr && reinterpret_cast<std::uintptr_t>(section) != address) {
        section = section->next();
    }
    return *end == '\0' ? out(section) : nullptr;
}

uint64_t nrn_section_serial(const NrnSection* section) {
    return in(section)->serial;
}

int nrn_nseg_get(const NrnSection* section) {
    return in(section)->nseg();
}

int nrn_nseg_set(NrnSection* section, int nseg) {
    return guard([&] { cable_of_process().set_nseg(*in(section), nseg); });
}

double nrn_section_length_get(NrnSection* section) {
    if (in(section)->points_decide) {
        guard([&] { cable_of_process().update_geometry(*in(section)); });
    }
    return in(section)->L();
}

int nrn_section_length_set(NrnSection* section, double length) {
    return guard([&] { cable_of_process().set_length(*in(section), length); });
}

double nrn_section_Ra_get(NrnSection* section) {
    return in(section)->Ra;
}

int nrn_section_Ra_set(NrnSection* section, double Ra) {
    return guard([&] { cable_of_process().set_Ra(*in(section), Ra); });
}

double nrn_section_rallbranch_get(NrnSection* section) {
    return in(section)->rallbranch;
}

int nrn_section_rallbranch_set(NrnSection* section, double rallbranch) {
    return guard([&] { cable_of_process().set_rallbranch(*in(section), rallbranch); });
}

// ---- the tree ----

int nrn_section_connect(NrnSection* child, double child_x, NrnSection* parent, double parent_x) {
    return guard([&] {
        Section& section = *in(child);
        section.check();
        std::string notice;
        if (section.parent() != nullptr) {
            notice = "Notice: " + cable::place_name(section, section.own_x()) +
                     " had previously been connected to parent " +
                     cable::place_name(*section.parent(), section.parent_x()) + "\n";
        }
        cable_of_process().connect(section, child_x, *in(parent), parent_x);
        if (!notice.empty()) {
            host_of(process()).write(notice);
        }
    });
}

int nrn_section_disconnect(NrnSection* child) {
    return guard([&] { cable_of_process().disconnect(*in(child)); });
}

NrnSection* nrn_section_parent(NrnSection* section, double* x) {
    *x = in(section)->parent_x();
    return out(in(section)->parent());
}

NrnSection* nrn_section_trueparent(NrnSection* section, double* x) {
    const Section* at = in(section);
    while (at->parent() != nullptr && at->parent_x() == at->parent()->own_x()) {
        at = at->parent();
    }
    *x = at->parent_x();
    return out(at->parent());
}

double nrn_section_orientation(NrnSection* section) {
    return in(section)->own_x();
}

namespace {

std::vector<Section*> children_of(const Section& section) {
    std::vector<Section*> children;
    for (Section* child = section.first_child(); child != nullptr; child = child->next_sibling()) {
        children.push_back(child);
    }
    return children;
}

// The sections from `root` on, each before its children, without a call for each level.
std::vector<Section*> subtree_of(Section& root) {
    std::vector<Section*> found;
    std::vector<Section*> todo = {&root};
    while (!todo.empty()) {
        Section* section = todo.back();
        todo.pop_back();
        found.push_back(section);
        const std::vector<Section*> children = children_of(*section);
        todo.insert(todo.end(), children.rbegin(), children.rend());
    }
    return found;
}

}  // namespace

int nrn_section_walk(NrnSection* section, int which, int (*visit)(void*, NrnSection*), void* sink) {
    return guard([&] {
        Section& from = *in(section);
        from.check();
        const std::vector<Section*> found = which == NRN_CHILDREN  ? children_of(from)
                                            : which == NRN_SUBTREE ? subtree_of(from)
                                                                   : subtree_of(cable::root_of(from));
        for (Section* each : found) {
            if (visit(sink, out(each)) != 0) {
                fail(ErrorKind::Host, "the host has an exception pending");
            }
        }
    });
}

NrnSectionCursor* nrn_sectionlist_cursor_new(NrnObject* list) {
    return guard_pointer([&] {
        auto sections = process().state<cable::Selection>().listed(*in(list));
        auto* made = new NrnSectionCursor;
        made->listed = std::move(sections);
        return made;
    });
}

// ---- the section that is accessed ----

NrnSection* nrn_cas(void) {
    const Cable& all = cable_of_process();
    Section* section = all.accessed();
    return out(section != nullptr ? section : all.first());
}

int nrn_section_push(NrnSection* section) {
    return guard([&] { cable_of_process().push(*in(section)); });
}

int nrn_section_pop(void) {
    return guard([&] { cable_of_process().pop(); });
}

size_t nrn_section_depth(void) {
    return cable_of_process().stack_depth();
}

void nrn_section_unwind(size_t depth) {
    cable_of_process().unwind_stack(depth);
}

// ---- walks over all sections ----

NrnSectionCursor* nrn_section_cursor_new(void) {
    return guard_pointer([&] {
        auto& cursors = process().state<Cursors>();
        cursors.watch(cable_of_process());
        auto* made = new NrnSectionCursor;
        made->next = cable_of_process().first();
        made->next_cursor = cursors.first;
        if (cursors.first != nullptr) {
            cursors.first->previous_cursor = made;
        }
        cursors.first = made;
        return made;
    });
}

NrnSection* nrn_section_cursor_next(NrnSectionCursor* cursor) {
    if (cursor->listed != nullptr) {
        const std::vector<Section*>& all = cursor->listed->all();
        while (cursor->at < all.size()) {
            Section* each = all[cursor->at++];
            if (each->alive()) {
                return out(each);
            }
        }
        return nullptr;
    }
    Section* section = cursor->next;
    if (section != nullptr) {
        cursor->next = section->next();
    }
    return out(section);
}

void nrn_section_cursor_free(NrnSectionCursor* cursor) {
    if (cursor->listed != nullptr) {
        delete cursor;
        return;
    }
    auto& cursors = process().state<Cursors>();
    (cursor->previous_cursor == nullptr ? cursors.first : cursor->previous_cursor->next_cursor) = cursor->next_cursor;
    if (cursor->next_cursor != nullptr) {
        cursor->next_cursor->previous_cursor = cursor->previous_cursor;
    }
    delete cursor;
}
