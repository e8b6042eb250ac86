// The class registry (decision 1): a hoc class is declared once, as a ClassDef with a table of Members, and
// from that come hoc dispatch, the Python type with its descriptors, the type stubs and the reference page.
//
// A member's call forms are written once, as text that people and programs read:
//     "(value: float) -> self ; (value: float, start: int, end: int) -> self"
// Forms are separated by ';'. A parameter is `name: type` or `name: type = default`; a type is float, int, bool,
// str, any, ref, section, segment, callable, sequence, tuple, pyobject, or the name of a class, and alternatives are
// joined by '|'.
// `*name: type` takes the rest. `pyobject` is any object of the host, passed as it is: a number is not converted;
// `variable` is `any`, but hoc passes its text and object variables as references. The arrow gives the result: none,
// float, int, bool, str, self, object, list, a class name. Arguments are checked against the forms before the member
// runs, so its code may rely on them.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/context.hpp"
#include "base/slab.hpp"
#include "base/text.hpp"
#include "object/instances.hpp"
#include "object/object.hpp"
#include "object/signature.hpp"

namespace nrn {

struct AliasTable;
struct Call;

enum class MemberKind : std::uint8_t {
    Method,    // called with arguments
    Property,  // a value that is read and, with a setter, written
    Array,     // v.x: indexed values; get and set take the index as their first argument
};

struct Member {
    const char* name;
    MemberKind kind;
    const char* forms;  // see above; for Property and Array the type of the value
    const char* units;  // "mV", "ms", or "" where there is none
    const char* doc;    // one line, then a blank line and details where they help
    Value (*call)(Call&);
    Value (*set)(Call&) = nullptr;                // Property: args = (value); Array: args = (index, value)
    std::size_t (*count)(Object*) = nullptr;      // Array: the number of elements
    Ref* (*ref)(Object*, std::size_t) = nullptr;  // Array and Property: a reference to element i
    // Array of more than one index (m.x[i][j]): how many, and the extent of an axis. get and set then take all
    // indices first; count is the extent of axis 0, and ref counts row by row.
    int rank = 1;
    std::size_t (*extent)(Object*, int axis) = nullptr;
    // Array of numbers: where element i lies, to be written to or only read; null when there is none. Makes hoc fast.
    double* (*number)(Object*, std::size_t i, bool write) = nullptr;
    bool first_without_index = false;  // Array: hoc's o.x is o.x[0]
};

struct ClassDef {
    const char* name;
    const char* forms;  // of the constructor, without a result
    const char* doc;
    std::size_t payload_size;
    void (*construct)(Call&, void* payload);  // throws to refuse; the payload is then raw memory again
    void (*destroy)(void* payload) noexcept;
    std::vector<Member> members;
    // After the object has its number: what may look at the object as others do. Throws to refuse.
    void (*initialize)(Call&) = nullptr;
    // Before the end of an instance, which lives on when somebody takes a reference to it.
    void (*finalize)(Object*) noexcept = nullptr;
    // Behind destroy(): whether the payload's memory is still needed; Object::free_payload() then frees it.
    bool (*lingers)(const void* payload) noexcept = nullptr;
    const char* planned = nullptr;  // not part of this version: what is missing, for NotImplementedError
    bool numerous = false;          // there may be millions: they are cut from blocks
};

// Who knows objects without holding them.
class ObjectWatcher {
  public:
    virtual void ended(Object* object) noexcept = 0;  // one that is watched; its contents are there for the last time

  protected:
    ~ObjectWatcher() = default;
};

// The objects of a Context that wait for their end.
struct Doomed {
    std::vector<Object*> waiting;  // the last one is the next
    bool busy = false;
    ObjectWatcher* watcher = nullptr;
};

class Class {
  public:
    Class(Context& context, ClassDef def);

    const ClassDef& def() const noexcept {
        return def_;
    }
    const std::string& name() const noexcept {
        return name_;
    }
    Context& context() const noexcept {
        return *context_;
    }
    Doomed& doomed() const noexcept {
        return *doomed_;
    }
    std::size_t member_count() const noexcept {
        return def_.members.size() + added_.size();
    }
    const Member& member(std::size_t i) const noexcept {
        return i < def_.members.size() ? def_.members[i] : added_[i - def_.members.size()];
    }
    int find(std::string_view name) const;  // the ordinal of a member, or -1
    // The parsed forms of member i, made on first use; i == -1 is the constructor.
    const Signature& signature(int i) const;

    Object* create(const Value* args, std::size_t count);
    // As create, without arguments and without a form for construct: a template's variables are made, init does not
    // run.
    Object* create_unchecked();
    // Checks the arguments against the forms, then runs the member.
    Value invoke(Object* self, std::size_t member, const Value* args, std::size_t count);

    // The living instances in order of creation.
    Object* first() const noexcept {
        return instances_.at_or_after(0);
    }
    static Object* next(const Object* object) noexcept {
        return object->klass().next_after(object->index());
    }
    Object* next_after(std::uint32_t index) const noexcept {  // which need not live any more
        return instances_.at_or_after(std::uint64_t{index} + 1);
    }
    Object* instance(std::uint32_t index) const noexcept {  // null when there is none
        return instances_.at(index);
    }
    std::size_t count() const noexcept {
        return instances_.count();
    }

    // A method more, for all instances, made or to come; the texts of `method` live as long as the class. Error(Name)
    // when the class has a member of that name.
    void add_method(const Member& method);

    // A template becomes usable in two steps: its name first, its members at its end.
    void complete(std::size_t payload_size, std::vector<Member> members);
    // Counts the instances that are gone: while it stands, a place in the order of creation stays what it is.
    std::size_t removals() const noexcept {
        return removals_;
    }

    std::unordered_map<const Object*, std::shared_ptr<AliasTable>> aliases;  // see aliases.hpp
    void* host_type = nullptr;                                               // the host's type object of this class
    void* language = nullptr;  // what core/hoc made of this class: a template

  private:
    friend class Object;
    Object* make(const Value* args, std::size_t count, const Form* form);
    void link(Object* object);
    void unlink(Object* object) noexcept;

    Context* context_;
    Doomed* doomed_;
    ClassDef def_;
    std::string name_;
    std::deque<Member> added_;  // stay where they are: one of them may be running
    std::unordered_map<std::string, int, TextHash, std::equal_to<>> by_name_;
    mutable std::vector<std::unique_ptr<Signature>> signatures_;
    std::unique_ptr<Slab> slab_;  // of a numerous class
    Instances instances_;
    std::size_t removals_ = 0;
    std::uint32_t next_index_ = 0;
};

}  // namespace nrn
