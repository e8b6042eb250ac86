// Objects for VERBATIM text: Vectors, Lists, Files, and those of which it knows the name only.
#include <algorithm>
#include <new>

#include "builtins/data/file.hpp"
#include "builtins/data/list.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/model/verbatim_state.hpp"
#include "object/symbol.hpp"

namespace nrn {

VerbatimObjects::~VerbatimObjects() {
    if (doomed_ != nullptr) {
        doomed_->watcher = nullptr;
    }
}

namespace {

std::int32_t kind_of(const Class& klass) {
    static constexpr std::pair<const char*, std::int32_t> kKinds[] = {{"Vector", NRN_OBJECT_VECTOR},
                                                                      {"Random", NRN_OBJECT_RANDOM},
                                                                      {"List", NRN_OBJECT_LIST},
                                                                      {"File", NRN_OBJECT_FILE}};
    for (const auto& [name, kind] : kKinds) {
        if (klass.name() == name) {
            return kind;
        }
    }
    return NRN_OBJECT_OTHER;
}

}  // namespace

NrnVerbatimObject* VerbatimObjects::view(Object* object) {
    if (object == nullptr) {
        return nullptr;
    }
    const auto known = living_.find(object);
    if (known != living_.end()) {
        known->second->refcount = static_cast<std::int32_t>(object->refs());
        return known->second;
    }
    Class& klass = object->klass();
    NrnVerbatimClass& of = class_view(klass);
    NrnVerbatimObject& made = views_.emplace_back();
    made = {static_cast<std::int32_t>(object->refs()),
            static_cast<std::int32_t>(object->index()),
            {&made},
            &of,
            object,
            kind_of(klass),
            0};
    places_.emplace(&made, &made);
    living_.emplace(object, &made);
    doomed_ = &klass.doomed();
    doomed_->watcher = this;
    object->watch();
    return &made;
}

NrnVerbatimObject* VerbatimObjects::view_at(const void* where) {
    const auto found = places_.find(where);
    return found == places_.end() ? nullptr : found->second;
}

void VerbatimObjects::hold(NrnVerbatimObject& view, std::int32_t by) {
    auto* object = static_cast<Object*>(view.object);
    if (object == nullptr || view.held + by < 0) {
        return;
    }
    view.held += by;
    view.refcount += by;
    if (by > 0) {
        object->retain();
    } else {
        object->release();
    }
}

void VerbatimObjects::ended(Object* object) noexcept {
    const auto found = living_.find(object);
    if (found != living_.end()) {
        found->second->object = nullptr;
        living_.erase(found);
    }
}

NrnVerbatimClass& VerbatimObjects::class_view(const Class& klass) {
    const auto [found, is_new] = classes_.try_emplace(&klass);
    if (is_new) {
        found->second = {&symbol(klass.name()), static_cast<std::int32_t>(classes_.size())};
    }
    return found->second;
}

NrnVerbatimSymbol& VerbatimObjects::symbol(const std::string& name) {
    const auto [found, is_new] = symbols_.try_emplace(name);
    if (is_new) {
        found->second = {found->first.c_str(), 0, {static_cast<std::int32_t>(numbered_.size())}};
        numbered_.push_back(&found->first);
    }
    return found->second;
}

const std::string* VerbatimObjects::symbol_name(std::int32_t number) const {
    const auto i = static_cast<std::size_t>(number);
    return number >= 0 && i < numbered_.size() ? numbered_[i] : nullptr;
}

namespace {

const char* class_name(const NrnMechRun*, void* view) {
    return static_cast<NrnVerbatimObject*>(view)->ctemplate->sym->name;
}

// The functions below get views of objects that live and are of the class: verbatim.h looks before it asks.
Vector& vector_at(void* view) {
    return vector_of(object_behind(view));
}

double* vector_data(const NrnMechRun*, void* vector) {
    return vector_at(vector).data();
}

std::int32_t vector_size(const NrnMechRun*, void* vector) {
    return static_cast<std::int32_t>(vector_at(vector).size());
}

std::int32_t vector_capacity(const NrnMechRun*, void* vector) {
    return static_cast<std::int32_t>(vector_at(vector).capacity());
}

std::int32_t vector_resize(const NrnMechRun*, void* vector, std::int32_t n) {
    try {
        vector_at(vector).resize(static_cast<std::size_t>(n));
    } catch (const std::bad_alloc&) {
        return 0;
    }
    return 1;
}

void* vector_new(const NrnMechRun* run, std::int32_t n) {
    void* made = nullptr;
    verbatim_guarded(run, [&] {
        const Value object = Value::adopt_object(new_vector(context_of(run), static_cast<std::size_t>(n)));
        Vector& vector = vector_of(object.as_object());
        std::fill_n(vector.data(), vector.size(), 0.0);
        NrnVerbatimObject* view = objects_of(run).view(object.as_object());
        objects_of(run).hold(*view, 1);
        made = view;
    });
    return made;
}

void hold(const NrnMechRun* run, void* view, std::int32_t by) {
    verbatim_guarded(run, [&] { objects_of(run).hold(*static_cast<NrnVerbatimObject*>(view), by); });
}

const char* object_name(const NrnMechRun* run, void* view) {
    VerbatimCalls& calls = calls_of(run);
    calls.name = view == nullptr ? "NULLobject" : object_behind(view)->name();
    return calls.name.c_str();
}

std::int32_t list_count(const NrnMechRun*, void* list) {
    return static_cast<std::int32_t>(list_of(object_behind(list)).count());
}

void* list_item(const NrnMechRun* run, void* list, std::int32_t i) {
    const List& items = list_of(object_behind(list));
    if (i < 0 || static_cast<std::size_t>(i) >= items.count()) {
        return nullptr;
    }
    const Value item = items.at(static_cast<std::size_t>(i));
    return item.kind() == Kind::Object ? objects_of(run).view(item.as_object()) : nullptr;
}

void* file_stream(const NrnMechRun*, void* file) {
    return payload<File>(object_behind(file)).stream();
}

}  // namespace

void add_verbatim_objects(NrnVerbatimServices& services) {
    services.class_name = class_name;
    services.vector_data = vector_data;
    services.vector_size = vector_size;
    services.vector_capacity = vector_capacity;
    services.vector_resize = vector_resize;
    services.vector_new = vector_new;
    services.hold = hold;
    services.object_name = object_name;
    services.list_count = list_count;
    services.list_item = list_item;
    services.file_stream = file_stream;
}

}  // namespace nrn
