#include "nmodl/syntax/source.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace nrn::nmodl {
namespace {

constexpr std::size_t kMostNotes = 100;

}  // namespace

std::int32_t Sources::add(std::string name, std::string text) {
    files_.push_back({std::move(name), std::move(text)});
    return static_cast<std::int32_t>(files_.size()) - 1;
}

int Sources::line_of(Place place) const {
    const std::string& text = file(place.file).text;
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + place.offset, '\n'));
}

Diagnostic Sources::diagnostic(Place place, std::string message, bool warning) const {
    const std::string& text = file(place.file).text;
    const auto at = static_cast<std::size_t>(place.offset);
    const std::size_t newline = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
    const std::size_t start = newline == std::string::npos ? 0 : newline + 1;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    Diagnostic diagnostic{file(place.file).name,
                          line_of(place),
                          static_cast<int>(at - start) + 1,
                          text.substr(start, end - start),
                          std::move(message),
                          warning,
                          false};
    if (!diagnostic.text.empty() && diagnostic.text.back() == '\r') {
        diagnostic.text.pop_back();
    }
    return diagnostic;
}

// Nothing when there are too many; the first error is always noted.
Diagnostic* Sources::note(Place place, std::string message, bool warning) {
    if (notes_.size() >= kMostNotes && (warning || failed())) {
        return nullptr;
    }
    notes_.push_back({place, diagnostic(place, std::move(message), warning)});
    return &notes_.back().diagnostic;
}

void Sources::error(Place place, std::string message) {
    note(place, std::move(message), false);
}

void Sources::warn(Place place, std::string message) {
    note(place, std::move(message), true);
}

void Sources::remark(Place place, std::string message) {
    if (Diagnostic* made = note(place, std::move(message), true)) {
        made->remark = true;
    }
}

void Sources::fail(Place place, std::string message) {
    error(place, std::move(message));
    throw Fault{};
}

bool Sources::failed() const {
    return std::any_of(notes_.begin(), notes_.end(), [](const Note& note) { return !note.diagnostic.warning; });
}

std::vector<Diagnostic> Sources::diagnostics() const {
    std::vector<Note> sorted = notes_;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Note& a, const Note& b) {
        return a.place.file != b.place.file ? a.place.file < b.place.file : a.place.offset < b.place.offset;
    });
    std::vector<Diagnostic> result;
    for (Note& note : sorted) {
        const bool again = !result.empty() && result.back().line == note.diagnostic.line &&
                           result.back().file == note.diagnostic.file &&
                           result.back().message == note.diagnostic.message;
        if (!again) {
            result.push_back(std::move(note.diagnostic));
        }
    }
    return result;
}

std::string render(const Diagnostic& d) {
    std::string caret;
    for (int k = 0; k + 1 < d.column; ++k) {
        caret +=
            static_cast<std::size_t>(k) < d.text.size() && d.text[static_cast<std::size_t>(k)] == '\t' ? '\t' : ' ';
    }
    return format("%s:%d:%d: %s: %s\n    %s\n    %s^\n", d.file.c_str(), d.line, d.column,
                  d.warning ? "warning" : "error", d.message.c_str(), d.text.c_str(), caret.c_str());
}

}  // namespace nrn::nmodl
