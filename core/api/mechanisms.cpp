// Compiled mechanisms: loading their libraries, and which there are.
#include "api/model.hpp"

using namespace nrn;
using namespace nrn::api;

int nrn_load_mechanisms(const char* library) {
    return guard([&] { cable_of_process().registry.load(library); });
}

char* nrn_mod_files(void) {
    return guard_pointer([] {
        std::string names;
        for (const mech::Library& library : cable_of_process().registry.libraries()) {
            const NrnMechCatalogue& catalogue = library.catalogue();
            for (int32_t i = 0; i < catalogue.count; ++i) {
                names += catalogue.mechanisms[i]->file;
                names += '\n';
            }
        }
        return duplicate(names);
    });
}
