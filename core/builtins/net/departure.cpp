#include "builtins/net/departure.hpp"

#include <string>

#include "base/error.hpp"
#include "parallel/waiter.hpp"

namespace nrn {
namespace {

constexpr int tag_word = 1;     // "I have ended", with the number of completed calls
constexpr int tag_release = 2;  // from rank 0: all have ended

}  // namespace

Departures::Departures(std::unique_ptr<Transport> watch) : watch_(std::move(watch)) {
}

void Departures::receive_word(int source) {
    std::uint64_t completed = 0;
    watch_->receive(&completed, sizeof completed, source, tag_word);
    departed_.push_back({source, completed});
}

void Departures::look() {
    Envelope found;
    while (watch_->try_probe(Transport::any_source, tag_word, found)) {
        receive_word(found.source);
    }
}

void Departures::check(const char* what) {
    look();
    for (const Departed& gone : departed_) {
        if (gone.calls <= calls) {
            fail(ErrorKind::Parallel,
                 "%s() waits for rank %d, which has ended its program after %llu collective calls of %llu; "
                 "all ranks must make the same collective calls.",
                 what, gone.rank, static_cast<unsigned long long>(gone.calls),
                 static_cast<unsigned long long>(calls + 1));
        }
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
