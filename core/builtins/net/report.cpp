// What was found about MPI, as JSON: for neuron.diagnose() and for users whose ranks do not find each other.
#include "base/text.hpp"
#include "builtins/net/session.hpp"

namespace nrn {
namespace {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += format("\\u%04x", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    return out + '"';
}

const char* truth(bool x) {
    return x ? "true" : "false";
}

std::string candidate_json(const MpiCandidate& candidate) {
    return "{\"path\": " + quoted(candidate.path) + ", \"origin\": " + quoted(candidate.origin) +
           ", \"family\": " + quoted(family_name(candidate.family)) + ", \"usable\": " + truth(candidate.usable) +
           ", \"chosen\": " + truth(candidate.chosen) + ", \"reason\": " + quoted(candidate.reason) + "}";
}

std::string candidates_json(const MpiFindings& findings) {
    std::string out = "[";
    for (const MpiCandidate& candidate : findings.candidates) {
        out += (out.size() > 1 ? ", " : "") + candidate_json(candidate);
    }
    return out + "]";
}

std::string launcher_json(const Launch& launch) {
    return format("{\"launched\": %s, \"size\": %d, \"rank\": %d, ", truth(launch.launched), launch.size, launch.rank) +
           "\"family\": " + quoted(family_name(launch.family)) + ", \"evidence\": " + quoted(launch.evidence) + "}";
}

std::string library_json(const MpiLibrary& library) {
    return "{\"path\": " + quoted(library.path) + ", \"family\": " + quoted(family_name(library.family)) +
           ", \"layout\": " + quoted(layout_name(library.layout)) + ", \"version\": " + quoted(library.version) + "}";
}

}  // namespace

// Before the ranks are open nothing is loaded for it: the candidates are then those that would be tried.
std::string ParallelSession::report() {
    const Launch launch = read_launch();
    MpiFindings listed;
    if (findings_.candidates.empty()) {
        MpiSearch search;
        search.directories = search_dirs_;
        search.launch = launch;
        listed = list_mpi(search);
    }
    const MpiFindings& findings = findings_.candidates.empty() ? listed : findings_;
    std::string out = "{\"launcher\": " + launcher_json(launch) + ", \"candidates\": " + candidates_json(findings);
    out += ", \"library\": " + (mpi_ ? library_json(findings_.library) : std::string("null"));
    out += format(", \"open\": %s", truth(is_open()));
    if (is_open()) {
        out += format(", \"rank\": %d, \"size\": %d, ", world_->rank(), world_->size());
        out += "\"description\": " + quoted(world_->describe());
    }
    return out + "}";
}

}  // namespace nrn
