// nmodl FILE.mod [-o FILE.cpp]: compiles a .mod file into C++ that includes nrn/mech_abi.h and <math.h>. With
// --warnings it remarks on harmless things as well, with --no-warnings it names errors only.
// nmodl --report FILE.json FILE.mod [-o FILE.cpp]: the same, and what its blocks have become, as JSON.
// nmodl --check-units FILE.mod: says where units do not agree, and writes nothing.
// nmodl --catalogue NAME… [--function NAME] [-o FILE.cpp]: the list of the mechanisms of a library.
//
// Included files are looked for beside the .mod file, then in the folders of MODL_INCLUDE. The exit status is 0, 1 when
// the file has errors or, with --check-units, any diagnostic, 2 when the command line is wrong.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "nmodl/nmodl.hpp"

namespace {

constexpr const char* kUsage =
    "usage: nmodl [--warnings | --no-warnings] FILE.mod [-o FILE.cpp]\n"
    "       nmodl --report FILE.json FILE.mod [-o FILE.cpp]\n"
    "       nmodl --check-units FILE.mod\n"
    "       nmodl --catalogue [--function NAME] [-o FILE.cpp] FILE.mod...\n";

struct Arguments {
    bool catalogue = false;
    bool check_units = false;
    bool warnings = true, remarks = false;
    bool help = false;
    std::string output, function, report;
    std::vector<std::string> files;
    std::string wrong;
};

Arguments read_arguments(int count, char** values) {
    Arguments result;
    for (int k = 1; k < count; ++k) {
        const std::string word = values[k];
        if (word == "-h" || word == "--help") {
            result.help = true;
        } else if (word == "--catalogue") {
            result.catalogue = true;
        } else if (word == "--check-units") {
            result.check_units = true;
        } else if (word == "--warnings" || word == "--no-warnings") {
            result.warnings = result.remarks = word == "--warnings";
        } else if (word == "-o" || word == "--function" || word == "--report") {
            if (k + 1 == count) {
                result.wrong = word + " needs a value";
                break;
            }
            (word == "-o" ? result.output : word == "--report" ? result.report : result.function) = values[++k];
        } else if (word.size() > 1 && word[0] == '-') {
            result.wrong = word + " is not an option";
        } else {
            result.files.push_back(word);
        }
    }
    if (!result.catalogue && !result.help && result.wrong.empty() && result.files.size() != 1) {
        result.wrong = "give one .mod file";
    }
    return result;
}

// Files of C: the streams of C++ would be a third of this program, which every wheel carries.
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

std::optional<std::string> read_file(const std::string& name) {
    const File file(std::fopen(name.c_str(), "rb"), std::fclose);
    if (file == nullptr) {
        return std::nullopt;
    }
    std::string text;
    char part[1 << 14];
    for (std::size_t count = 0; (count = std::fread(part, 1, sizeof part, file.get())) > 0;) {
        text.append(part, count);
    }
    return std::ferror(file.get()) == 0 ? std::optional(std::move(text)) : std::nullopt;
}

std::vector<std::string> include_folders(const std::string& file) {
    const std::size_t slash = file.find_last_of("/\\");
    std::vector<std::string> result = {slash == std::string::npos ? std::string() : file.substr(0, slash + 1)};
    const char* more = std::getenv("MODL_INCLUDE");
    std::string list = more == nullptr ? "" : more;
    while (!list.empty()) {
        const std::size_t colon = list.find(':');
        result.push_back(list.substr(0, colon) + "/");
        list = colon == std::string::npos ? std::string() : list.substr(colon + 1);
    }
    return result;
}

int write(const std::string& name, const std::string& text) {
    if (name.empty()) {
        std::fwrite(text.data(), 1, text.size(), stdout);
        return 0;
    }
    File file(std::fopen(name.c_str(), "wb"), std::fclose);
    const bool written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
    if (!written || std::fclose(file.release()) != 0) {
        std::fprintf(stderr, "nmodl: the file %s cannot be written: check the folder and its permissions.\n",
                     name.c_str());
        return 1;
    }
    return 0;
}

void print(const std::vector<nrn::nmodl::Diagnostic>& diagnostics) {
    for (const nrn::nmodl::Diagnostic& diagnostic : diagnostics) {
        std::fputs(nrn::nmodl::render(diagnostic).c_str(), stderr);
    }
}

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result += '\\';
        }
        if (static_cast<unsigned char>(c) >= 0x20) {
            result += c;
        } else {
            char code[8];
            std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(c));
            result += code;
        }
    }
    return result + "\"";
}

template <class List, class Each>
std::string json_list(const List& list, Each each) {
    std::string result;
    for (const auto& item : list) {
        result += (result.empty() ? "" : ", ") + each(item);
    }
    return "[" + result + "]";
}

std::string json(const nrn::nmodl::Output& output) {
    const auto obstacle = [](const nrn::nmodl::Diagnostic& d) {
        return "{\"file\": " + quoted(d.file) + ", \"line\": " + std::to_string(d.line) +
               ", \"column\": " + std::to_string(d.column) + ", \"message\": " + quoted(d.message) + "}";
    };
    const auto lines = [](const std::pair<int, int>& loop) {
        return "[" + std::to_string(loop.first) + ", " + std::to_string(loop.second) + "]";
    };
    const auto block = [&](const nrn::nmodl::BlockReport& b) {
        return "\n    {\"block\": " + quoted(b.block) + ", \"kind\": " + quoted(b.kind) +
               ", \"loops\": " + json_list(b.loops, lines) + ", \"versions\": " + std::to_string(b.versions) +
               ", \"obstacles\": " + json_list(b.obstacles, obstacle) + "}";
    };
    return "{\"mechanism\": " + quoted(output.mechanism) + ", \"blocks\": " + json_list(output.blocks, block) + "}\n";
}

int compile(const Arguments& arguments) {
    const std::string& name = arguments.files[0];
    const std::optional<std::string> text = read_file(name);
    if (!text) {
        std::fprintf(stderr, "nmodl: the file %s cannot be read: check its name.\n", name.c_str());
        return 1;
    }
    const auto include = [&](const std::string& wanted) {
        std::optional<std::string> found;
        for (const std::string& folder : include_folders(name)) {
            found = found ? found : read_file(folder + wanted);
        }
        return found;
    };
    if (arguments.check_units) {
        const std::vector<nrn::nmodl::Diagnostic> diagnostics = nrn::nmodl::check_units(*text, name, include);
        print(diagnostics);
        return diagnostics.empty() ? 0 : 1;
    }
    const nrn::nmodl::Output output = nrn::nmodl::compile(*text, name, include);
    std::vector<nrn::nmodl::Diagnostic> wanted = output.diagnostics;
    std::erase_if(wanted, [&](const nrn::nmodl::Diagnostic& d) {
        return d.warning && !(d.remark ? arguments.remarks : arguments.warnings);
    });
    print(wanted);
    if (!output.ok()) {
        return 1;
    }
    const int failed = arguments.report.empty() ? 0 : write(arguments.report, json(output));
    return failed != 0 ? failed : write(arguments.output, output.code);
}

}  // namespace

int main(int count, char** values) {
    const Arguments arguments = read_arguments(count, values);
    if (!arguments.wrong.empty()) {
        std::fprintf(stderr, "nmodl: %s.\n%s", arguments.wrong.c_str(), kUsage);
        return 2;
    }
    if (arguments.help) {
        std::fputs(kUsage, stdout);
        return 0;
    }
    if (arguments.catalogue) {
        return write(arguments.output, nrn::nmodl::catalogue(arguments.files, arguments.function));
    }
    return compile(arguments);
}
