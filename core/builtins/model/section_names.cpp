#include "builtins/model/section_names.hpp"

#include <string_view>

namespace nrn {

namespace {
constexpr std::string_view kUnnamed = "__nrnsec_";
}

std::string hoc_name(const cable::Section& section) {
    std::string name = section.full_name();
    return section.from_python && name.rfind(kUnnamed, 0) != 0 ? "_pysec." + name : name;
}

}  // namespace nrn
