// The items of a List.
#include "builtins/data/list.hpp"
#include "api/process.hpp"

using namespace nrn;
using namespace nrn::api;

size_t nrn_list_size(const NrnObject* list) {
    return list_of(in(list)).count();
}

int nrn_list_get(const NrnObject* list, size_t i, NrnValue* result) {
    return guard([&] {
        const List& items = list_of(in(list));
        if (i >= items.count()) {
            fail(ErrorKind::Index, "List index %zu is out of range: it has %zu items", i, items.count());
        }
        give(items.at(i), result);
    });
}
