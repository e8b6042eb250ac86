// What VERBATIM text knows of a Context (verbatim*.cpp): the calls that are running, objects, names, values for hoc.
#pragma once

#include <nrn/compat/services.h>

#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "event/events.hpp"
#include "object/call.hpp"
#include "object/host.hpp"
#include "object/klass.hpp"

namespace nrn {

// The objects that text has seen. It gets a view of each, which stays when the object ends, so that an address that
// text remembers is never bad.
class VerbatimObjects final : public ObjectWatcher {
  public:
    VerbatimObjects() = default;
    VerbatimObjects(const VerbatimObjects&) = delete;
    VerbatimObjects& operator=(const VerbatimObjects&) = delete;
    ~VerbatimObjects();

    NrnVerbatimObject* view(Object* object);              // null for null
    NrnVerbatimObject* view_at(const void* where);        // null when no view lies there
    void hold(NrnVerbatimObject& view, std::int32_t by);  // never below 0
    void ended(Object* object) noexcept override;
    NrnVerbatimSymbol& symbol(const std::string& name);
    const std::string* symbol_name(std::int32_t number) const;  // null when there is none of that number

  private:
    NrnVerbatimClass& class_view(const Class& klass);

    std::deque<NrnVerbatimObject> views_;
    std::unordered_map<const Object*, NrnVerbatimObject*> living_;
    std::unordered_map<const void*, NrnVerbatimObject*> places_;
    std::unordered_map<const Class*, NrnVerbatimClass> classes_;
    std::map<std::string, NrnVerbatimSymbol> symbols_;
    std::vector<const std::string*> numbered_;
    Doomed* doomed_ = nullptr;
};

// The calls that are running, the innermost last, and what their arguments were turned into.
struct VerbatimCalls {
    struct Text {
        std::string copy;
        char* place;
        Ref* origin;  // the variable, or null; borrowed
    };
    struct Running {
        Call* call;
        const mech::Mechanism* mechanism;  // whose function it is, for which instance; null and none for a method
        mech::Id id;
        std::size_t stack_before;
        std::deque<double> numbers;
        std::deque<Text> texts;
        std::deque<void*> objects;
    };
    std::deque<Running> running;
    std::vector<Value> stack;  // of hoc_pushx and its kin
    std::string name;          // that object_name gave last
    struct Slot {
        std::string copy;
        char* text;
        NrnVerbatimObject* object;
    };
    std::map<std::string, Slot> slots;  // of names of hoc that are texts or objects, as they were asked for last
};

inline event::Events& events_of(const NrnMechRun* run) {
    return *static_cast<event::Events*>(run->simulator);
}
inline Context& context_of(const NrnMechRun* run) {
    return events_of(run).context();
}
inline VerbatimCalls& calls_of(const NrnMechRun* run) {
    return context_of(run).state<VerbatimCalls>();
}
inline VerbatimObjects& objects_of(const NrnMechRun* run) {
    return context_of(run).state<VerbatimObjects>();
}
inline Object* object_behind(void* view) {
    return static_cast<Object*>(static_cast<NrnVerbatimObject*>(view)->object);
}

// Runs work that may end in an error of hoc, which is kept for the caller of the mechanism. Whether it went well.
template <class Work>
bool verbatim_guarded(const NrnMechRun* run, Work&& work) noexcept {
    event::Events& events = events_of(run);
    if (events.shared()) {
        const auto lock = events.one_at_a_time();
        events.report("VERBATIM text asks hoc while several threads compute: take THREADSAFE out of the .mod file");
        return false;
    }
    try {
        const HostAwake awake(host_of(events.context()));
        work();
        return true;
    } catch (const Error& error) {
        events.report(error);
    } catch (const std::exception& error) {
        events.report(std::string(error.what()));
    }
    return false;
}

// The parts of NrnVerbatimServices.
void add_verbatim_objects(NrnVerbatimServices& services);
void add_verbatim_hoc(NrnVerbatimServices& services);
void add_verbatim_random(NrnVerbatimServices& services);

}  // namespace nrn
