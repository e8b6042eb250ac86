// Point processes behind objects.
#pragma once

#include "cable/cable.hpp"
#include "object/klass.hpp"
#include "object/object.hpp"

namespace nrn {

// The point process or artificial cell that an object is; null for any other object, and for none.
inline cable::PointProcess* point_process_of(Object* object) {
    if (object == nullptr) {
        return nullptr;
    }
    Class& klass = object->klass();
    const mech::Mechanism* mechanism = klass.context().state<cable::Cable>().registry.find(klass.name());
    return mechanism != nullptr && mechanism->is_point() ? &payload<cable::PointProcess>(object) : nullptr;
}

}  // namespace nrn
