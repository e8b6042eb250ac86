#include "builtins/net/departure.hpp"

#include <algorithm>
#include <cstring>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"
#include "parallel/waiter.hpp"

namespace nrn {
namespace {

constexpr int tag_word = 1;     // "I have ended", with the number of completed calls
constexpr int tag_release = 2;  // from rank 0: all have ended
constexpr int tag_failure = 3;  // "I cannot go on", with the number of completed calls and why
constexpr int tag_waiting = 4;  // the same number and in what this rank waits
constexpr int tag_here = 5;     // "I wait in this call", with its number
constexpr int kLooks = 20;      // about a second

}  // namespace

Departures::Departures(std::unique_ptr<Transport> watch)
    : watch_(std::move(watch)), waits_in_(static_cast<std::size_t>(watch_->size())) {
}

void Departures::receive_word(int source) {
    std::uint64_t completed = 0;
    watch_->receive(&completed, sizeof completed, source, tag_word);
    departed_.push_back({source, completed});
}

Departures::Told Departures::receive_text(const Envelope& found) {
    std::string bytes(found.bytes, '\0');
    watch_->receive(bytes.data(), bytes.size(), found.source, found.tag);
    Told told{found.source, 0, bytes.substr(sizeof told.calls)};
    std::memcpy(&told.calls, bytes.data(), sizeof told.calls);
    return told;
}

void Departures::look() {
    Envelope found;
    while (watch_->try_probe(Transport::any_source, tag_word, found)) {
        receive_word(found.source);
    }
    while (watch_->try_probe(Transport::any_source, tag_failure, found)) {
        failures_.push_back(receive_text(found));
    }
    while (watch_->try_probe(Transport::any_source, tag_waiting, found)) {
        neighbour_ = receive_text(found);
    }
    while (watch_->try_probe(Transport::any_source, tag_here, found)) {
        const Told told = receive_text(found);
        waits_in_[static_cast<std::size_t>(told.rank)] = told.calls + 1;
    }
}

// With the number of completed calls.
void Departures::tell_all(const std::string& why, int tag) {
    std::string bytes(reinterpret_cast<const char*>(&calls), sizeof calls);
    bytes += why;
    for (int rank = 0; rank < watch_->size(); ++rank) {
        if (rank != watch_->rank()) {
            watch_->send_owned(bytes, rank, tag);
        }
    }
}

void Departures::announce_failure(const std::string& why) {
    tell_all(why, tag_failure);
}

// Ranks that did not say that they wait in a call at most `drift` before this one.
std::string Departures::not_here(std::uint64_t drift) const {
    std::string ranks;
    for (int rank = 0; rank < watch_->size(); ++rank) {
        const std::uint64_t in = waits_in_[static_cast<std::size_t>(rank)];
        if (rank != watch_->rank() && (in == 0 || in + drift < calls + 1)) {
            ranks += format("%s%d", ranks.empty() ? "" : ", ", rank);
        }
    }
    return ranks;
}

// Some ranks come out of a collective call earlier than others: one that waits in an earlier call is held up as well.
void Departures::lose_patience(const char* what, double waited, double patience) {
    constexpr std::uint64_t kDrift = 16;
    const auto near = [this](std::uint64_t in) { return in > 0 && in + kDrift >= calls + 1; };
    if (said_ != calls + 1 && (waited > patience / 2.0 || std::any_of(waits_in_.begin(), waits_in_.end(), near))) {
        said_ = calls + 1;
        tell_all({}, tag_here);
    }
    if (waited < patience) {
        return;
    }
    std::string late = not_here(kDrift);
    if (late.empty()) {
        late = not_here(0);
    }
    ++calls;
    fail(ErrorKind::Parallel,
         "%s() has waited %.3g s for %s%s: there it takes long, or something else is waited for. "
         "ParallelContext.timeout() sets the longest wait, now %g s; with 0 ranks wait for ever.",
         what, waited, late.empty() ? "others, which wait as well" : "rank ", late.c_str(), patience);
}

void Departures::check(const char* what) {
    look();
    // Of an earlier run: who failed has come as far as this rank since.
    std::erase_if(failures_, [this](const Told& told) { return told.calls < calls; });
    if (!failures_.empty()) {
        const Told told = failures_.front();
        failures_.clear();
        fail(ErrorKind::Parallel, "rank %d stopped: %s", told.rank, told.text.c_str());
    }
    for (const Departed& gone : departed_) {
        if (gone.calls <= calls) {
            fail(ErrorKind::Parallel,
                 "%s() waits for rank %d, which has ended its program after %llu collective calls of %llu; "
                 "all ranks must make the same collective calls.",
                 what, gone.rank, static_cast<unsigned long long>(gone.calls),
                 static_cast<unsigned long long>(calls + 1));
        }
    }
    if (neighbour_.calls == calls && !neighbour_.text.empty() && neighbour_.text != what) {
        fail(ErrorKind::Parallel,
             "rank %d waits in %s() and rank %d in %s(): all ranks must make the same collective calls", watch_->rank(),
             what, neighbour_.rank, neighbour_.text.c_str());
    }
    if (told_calls_ != calls + 1) {
        told_calls_ = calls + 1;
        looks_ = 0;
    }
    if (++looks_ == kLooks && watch_->size() > 1) {
        const std::string bytes(reinterpret_cast<const char*>(&calls), sizeof calls);
        watch_->send_owned(bytes + what, (watch_->rank() + 1) % watch_->size(), tag_waiting);
    }
}

bool Departures::deserted() {
    look();
    return watch_->size() > 1 && departed_.size() + 1 == static_cast<std::size_t>(watch_->size());
}

void Departures::announce() {
    if (announced_) {
        return;
    }
    announced_ = true;
    const std::string word(reinterpret_cast<const char*>(&calls), sizeof calls);
    if (watch_->rank() != 0) {
        watch_->send_owned(word, 0, tag_word);
        return;
    }
    for (int rank = 1; rank < watch_->size(); ++rank) {
        watch_->send_owned(word, rank, tag_word);
    }
}

void Departures::wait_for_all() {
    Waiter waiter(watch_->idle_hook(), Waiter::Style::Resting);
    if (watch_->rank() == 0) {
        for (look(); departed_.size() + 1 < static_cast<std::size_t>(watch_->size()); look()) {
            waiter.pause();
        }
        for (int rank = 1; rank < watch_->size(); ++rank) {
            watch_->send_owned(std::string(), rank, tag_release);
        }
        return;
    }
    Envelope found;
    while (!watch_->try_probe(0, tag_release, found)) {
        waiter.pause();
    }
    watch_->receive(nullptr, 0, 0, tag_release);
}

}  // namespace nrn
