// Sections for the entries of a list of Import3d_Section: named by type, numbered within it, with their 3-d points,
// connected. The entries are objects of hoc that a script may have changed since the file was read.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <unordered_map>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "builtins/data/list.hpp"
#include "builtins/data/matrix.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/model/places.hpp"
#include "builtins/morphology/contour.hpp"
#include "builtins/morphology/tree.hpp"
#include "cable/geometry.hpp"
#include "object/host.hpp"
#include "object/host_object.hpp"
#include "object/interpreter.hpp"

namespace nrn {
namespace {

using cable::Section;

// ---- what stands in an entry ----

Value member(Object* object, const char* name) {
    const int i = object->klass().find(name);
    if (i < 0) {
        fail(ErrorKind::Type, "Import3d_GUI.instantiate(): %s is no Import3d_Section: it has no %s",
             object->name().c_str(), name);
    }
    return object->klass().invoke(object, static_cast<std::size_t>(i), nullptr, 0);
}

double number(Object* object, const char* name) {
    const Value value = member(object, name);
    if (!value.is_number()) {
        fail(ErrorKind::Type, "Import3d_GUI.instantiate(): %s.%s is no number", object->name().c_str(), name);
    }
    return value.as_number();
}

Value part(Object* object, const char* name, const char* class_name) {
    Value value = member(object, name);
    if (value.kind() != Kind::Object || value.as_object() == nullptr ||
        value.as_object()->klass().name() != class_name) {
        fail(ErrorKind::Type, "Import3d_GUI.instantiate(): %s.%s is no %s", object->name().c_str(), name, class_name);
    }
    return value;
}

struct Entry {
    std::string name;  // of the object
    long type = 0;
    long parent = -1;  // among the entries
    double parent_x = 1.0;
    std::size_t last_point = 0;  // in the file
    bool gone = false;
    bool contour = false;                 // a soma that outlines tell
    std::vector<morphology::Node> nodes;  // 3-d points to be
    Section* section = nullptr;
};

std::vector<morphology::Node> nodes_of(Object* object) {
    const Value raw = part(object, "raw", "Matrix");
    const Value diam = part(object, "d", "Vector");
    const Matrix& places = payload<Matrix>(raw.as_object());
    const Vector& diams = vector_of(diam.as_object());
    if (places.rows() < 3 || places.columns() != diams.size()) {
        fail(ErrorKind::Value, "Import3d_GUI.instantiate(): %s has %zu places and %zu diameters",
             object->name().c_str(), places.rows() < 3 ? 0 : places.columns(), diams.size());
    }
    std::vector<morphology::Node> out;
    for (auto i = static_cast<std::size_t>(number(object, "first") != 0.0); i < diams.size(); ++i) {
        out.push_back({places.get(0, i), places.get(1, i), places.get(2, i), diams.view()[i]});
    }
    return out;
}

// The outlines of the soma that begins with this one.
std::vector<morphology::Contour> contours_of(Object* object) {
    std::vector<morphology::Contour> out{nodes_of(object)};
    const Value further = member(object, "contour_list");
    if (further.as_object() != nullptr) {
        const List& list = list_of(part(object, "contour_list", "List").as_object());
        for (std::size_t i = 0; i < list.count(); ++i) {
            out.push_back(nodes_of(list.at(i).as_object()));
        }
    }
    return out;
}

std::vector<morphology::Node> soma_of(const std::string& name, const std::vector<morphology::Contour>& contours) {
    std::vector<morphology::Node> out;
    if (contours.size() > 1) {
        out = morphology::soma_of_stack(contours);
    } else if (!contours.front().empty()) {
        out = morphology::soma_of_contour(contours.front());
    }
    if (out.empty()) {
        fail(ErrorKind::Value,
             "Import3d_GUI.instantiate(): the outline %s, of %zu points, has no width: it can be no soma", name.c_str(),
             contours.front().size());
    }
    return out;
}

Entry entry_of(Object* object) {
    Entry out;
    out.name = object->name();
    const double type = number(object, "type");
    if (type != std::floor(type) || type < 0.0 || type > std::numeric_limits<int>::max()) {
        fail(ErrorKind::Value, "Import3d_GUI.instantiate(): %s.type must be a whole number from 0 on, not %g",
             out.name.c_str(), type);
    }
    out.type = static_cast<long>(type);
    out.parent_x = number(object, "parentx");
    out.nodes = nodes_of(object);
    const double count = static_cast<double>(out.nodes.size()) + (number(object, "first") != 0.0 ? 1.0 : 0.0);
    const double shared = member(object, "parentsec").as_object() != nullptr ? 1.0 : 0.0;
    const double last = number(object, "id") + count - std::min(count, shared + 1.0);
    out.last_point = last > 0.0 ? static_cast<std::size_t>(last) : 0;
    out.gone = number(object, "is_subsidiary") != 0.0;
    out.contour = !out.gone && number(object, "iscontour_") != 0.0;
    if (out.contour) {
        out.nodes = soma_of(out.name, contours_of(object));
    }
    return out;
}

std::vector<Entry> entries_of(const List& list) {
    std::vector<Entry> out;
    std::vector<Value> objects;
    std::unordered_map<const Object*, long> places;
    for (std::size_t i = 0; i < list.count(); ++i) {
        objects.push_back(list.at(i));
        places.emplace(objects.back().as_object(), static_cast<long>(i));
    }
    for (const Value& each : objects) {
        out.push_back(entry_of(each.as_object()));
        const Value parent = member(each.as_object(), "parentsec");
        if (parent.as_object() != nullptr) {
            const auto found = places.find(parent.as_object());
            if (found == places.end()) {
                fail(ErrorKind::Value, "Import3d_GUI.instantiate(): %s, the parent of %s, is not in the list",
                     parent.as_object()->name().c_str(), out.back().name.c_str());
            }
            out.back().parent = found->second;
        }
    }
    return out;
}

// ---- what can be no section ----

// A single point without parent is a ball: a cylinder as long as wide stands for it.
void widen(Entry& entry) {
    const morphology::Node centre = entry.nodes[0];
    const double half = centre.diam / 2.0;
    morphology::Node begin = centre;
    morphology::Node end = centre;
    begin.x -= half;
    end.x += half;
    entry.nodes = {begin, centre, end};
}

// Branches with a parent that have one point, or two at one place, go; their children move to the parent.
void leave_out(Context& context, std::vector<Entry>& entries, const Vector* lines) {
    std::unordered_map<long, std::vector<std::size_t>> children;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        children[entries[i].parent].push_back(i);
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
        Entry& entry = entries[i];
        const std::vector<morphology::Node>& nodes = entry.nodes;
        if (entry.gone || entry.contour) {
            continue;
        }
        if (entry.parent < 0 && !nodes.empty()) {
            if (nodes.size() == 1) {
                widen(entry);
            }
            continue;
        }
        const bool single = nodes.size() < 2;
        const bool flat =
            nodes.size() == 2 && nodes[0].x == nodes[1].x && nodes[0].y == nodes[1].y && nodes[0].z == nodes[1].z;
        if (!single && !flat) {
            continue;
        }
        const double line =
            lines != nullptr && entry.last_point < lines->size() ? lines->view()[entry.last_point] : 0.0;
        std::string told =
            single ? format("One point section %s ending at line %.0f has been removed\n", entry.name.c_str(), line)
                   : format("Two point section ending at line %.0f with 0 length has been removed\n", line);
        entry.gone = true;
        const std::vector<std::size_t> orphans = std::move(children[static_cast<long>(i)]);
        for (const std::size_t child : orphans) {
            entries[child].parent = entry.parent;
            entries[child].parent_x = entry.parent_x;
            children[entry.parent].push_back(child);
            told += format("\tand child %s reattached\n", entries[child].name.c_str());
        }
        host_of(context).write(told);
    }
}

// ---- sections ----

std::string name_of_type(long type) {
    switch (type) {
        case 1:
            return "soma";
        case 2:
            return "axon";
        case 3:
            return "dend";
        case 4:
            return "apic";
        default:
            return format("dend_%ld", type);
    }
}

const char* list_of_type(long type) {
    switch (type) {
        case 1:
            return "somatic";
        case 2:
            return "axonal";
        case 3:
            return "basal";
        case 4:
            return "apical";
        default:
            return nullptr;
    }
}

using Groups = std::map<long, std::vector<std::size_t>>;  // entries by type

class Builder {
  public:
    Builder(Call& call, Object* cell)
        : context_(call.context), cable_(cable_of(call)), cell_(cell), host_(host_behind(cell)) {
    }

    void create(std::vector<Entry>& entries, const Groups& groups) {
        std::uint64_t before = 0;
        for (const Section* each = cable_.first(); each != nullptr; each = each->next()) {
            before = std::max(before, each->serial);
        }
        for (const auto& [type, members] : groups) {
            create_array(name_of_type(type), members.size(), type == groups.begin()->first);
        }
        Section* at = cable_.first();
        while (at != nullptr && at->serial <= before) {
            at = at->next();
        }
        for (const auto& [type, members] : groups) {
            for (const std::size_t i : members) {
                if (at == nullptr) {
                    fail(ErrorKind::Value, "Import3d_GUI.instantiate(): sections ended while they were made");
                }
                entries[i].section = at;
                at = at->next();
            }
        }
    }

    void shape(std::vector<Entry>& entries) {
        for (Entry& entry : entries) {
            if (entry.section == nullptr) {
                continue;
            }
            cable::Geometry::clear_points(cable_, *entry.section, entry.nodes.size());
            for (const morphology::Node& node : entry.nodes) {
                cable::Geometry::add_point(cable_, *entry.section, node.x, node.y, node.z, node.diam);
            }
            if (entry.parent >= 0) {
                Section* parent = entries[static_cast<std::size_t>(entry.parent)].section;
                if (parent == nullptr) {
                    fail(ErrorKind::Value,
                         "Import3d_GUI.instantiate(): the parent of %s is no section: it is a further outline of a "
                         "soma, or %s is its own parent",
                         entry.name.c_str(), entry.name.c_str());
                }
                cable_.connect(*entry.section, 0.0, *parent, entry.parent_x);
            }
        }
    }

    // A hoc cell with SectionLists of the usual names gets its sections into them: those of the names soma, axon, …,
    // up to the last type that is there.
    void list(const Groups& groups) {
        if (cell_ == nullptr || host_ != nullptr || groups.empty()) {
            return;
        }
        append("all", "");
        for (long type = 1; type <= std::min(groups.rbegin()->first, 4L); ++type) {
            if (const char* name = list_of_type(type)) {
                append(name, name_of_type(type));
            }
        }
    }

  private:
    void create_array(const std::string& name, std::size_t count, bool first) {
        if (host_ != nullptr) {
            const Value args[] = {host_->copy(), Value::text(name), Value::integer(static_cast<double>(count)),
                                  Value::boolean(first)};
            host_of(context_).call_named("neuron._api.import3d", "create", args, 4);
            return;
        }
        interpreter().execute(format("create %s[%zu]", name.c_str(), count), cell_);
    }

    void append(const char* list, const std::string& name) {
        if (cell_->klass().find(list) < 0) {
            return;
        }
        const std::unique_ptr<Program> append = interpreter().compile_statements(format("%s.append()", list), cell_);
        for (Section* each = cable_.first(); each != nullptr; each = each->next()) {
            if (each->cell != cell_ || each->name.find(name) == std::string::npos) {
                continue;
            }
            const std::size_t depth = cable_.stack_depth();
            cable_.push(*each);
            try {
                append->run();
            } catch (...) {
                cable_.unwind_stack(depth);
                throw;
            }
            cable_.unwind_stack(depth);
        }
    }

    Interpreter& interpreter() {
        return *context_.state<InterpreterSlot>().interpreter;
    }

    Context& context_;
    cable::Cable& cable_;
    Object* cell_;
    const Value* host_;  // the cell, when it is an object of Python
};

}  // namespace

Value instantiate_morphology(Call& call) {
    std::vector<Entry> entries = entries_of(list_of(call.object(1)));
    leave_out(call.context, entries, call.has(2) ? &vector_arg(call, 2) : nullptr);
    Groups groups;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!entries[i].gone) {
            groups[entries[i].type].push_back(i);
        }
    }
    Builder builder(call, call.object(0));
    builder.create(entries, groups);
    builder.shape(entries);
    builder.list(groups);
    return Value::number(0.0);
}

}  // namespace nrn
