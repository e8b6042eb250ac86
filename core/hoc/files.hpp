// Files of hoc: where load_file and xopen look, what was loaded already.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/context.hpp"

namespace nrn::hoc {

struct Files {
    std::set<std::string> loaded;  // by the name's last part, as load_file compares
    std::string library_folder;    // the stock library, "" until it is looked for
};

// $(VAR) in a file's name becomes the variable of the environment.
std::string expand_variables(std::string_view name);
// The whole of a file; Error(Io) says why it cannot be read.
std::string read_file(const std::string& path);
// The path of a file that load_file would take: as given, then in HOC_LIBRARY_PATH, then in the stock library. "" when
// there is none.
std::string find_file(Context& context, std::string_view name);
const std::string& library_folder(Context& context);

}  // namespace nrn::hoc
