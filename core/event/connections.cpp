#include "event/connections.hpp"

#include <memory>
#include <utility>
#include <vector>

#include "event/events.hpp"

namespace nrn::event {

// Connections may outlive what they connect.
Connections::~Connections() {
    each([](Connection& connection) {
        connection.source = nullptr;
        connection.target = nullptr;
    });
    std::vector<std::unique_ptr<Source::Recording>> recordings;  // end when nothing is left that they could reach
    sources_.each([&](Source& source) { recordings.push_back(source.take_recording()); });
    sources_.each([](Source& source) { delete &source; });
}

template <class Made, class... Args>
Made& Connections::make(Args&&... args) {
    auto made = std::make_unique<Made>(*this, std::forward<Args>(args)...);
    sources_.add(*made);
    made->number = made_++;
    return *made.release();
}

Source& Connections::source_at(const mech::Handle& watched, cable::Section* section, double x) {
    if (Detector* found = by_number_.find(watched)) {
        return *found;
    }
    auto& made = make<Detector>(watched, section, x);
    by_number_.add(made);
    detectors.add(made);
    return made;
}

Source& Connections::source_of(Point& point) {
    if (point.source == nullptr) {
        point.source = &make<Source>(&point);
    }
    return *point.source;
}

Source& Connections::remote_source(std::int64_t gid) {
    Source*& found = remote_[gid];
    if (found == nullptr) {
        found = &make<Source>(nullptr);
        found->gid = gid;
    }
    return *found;
}

Source* Connections::find(std::int64_t gid) const noexcept {
    const auto found = by_gid_.find(gid);
    return found == by_gid_.end() ? nullptr : found->second;
}

Source* Connections::find_remote(std::int64_t gid) const noexcept {
    const auto found = remote_.find(gid);
    return found == remote_.end() ? nullptr : found->second;
}

void Connections::set_gid(Source& source, std::int64_t gid) {
    ++version;
    by_gid_[gid] = &source;
    source.gid = gid;
}

void Connections::clear_gids() noexcept {
    std::vector<Source*> had;
    for (const auto* known : {&by_gid_, &remote_}) {
        for (const auto& [gid, source] : *known) {
            source->gid = kNoGid;
            source->output = false;
            source->keep();
            had.push_back(source);
        }
    }
    ++version;
    by_gid_.clear();
    remote_.clear();
    for (Source* source : had) {
        if (source->connections.empty()) {  // its recording was that of the gid
            const std::unique_ptr<Source::Recording> recording = source->take_recording();
        }
        source->let_go();
    }
}

void Connections::settle(Source& source) noexcept {
    if (source.kept_ > 0 || !source.connections.empty()) {
        return;
    }
    if (!source.remote() && source.exists() && (source.gid != kNoGid || source.recorded())) {
        return;
    }
    end(source);
}

// Vectors that recorded spikes may have gone in the meantime, and what was watched.
void Connections::settle_all() noexcept {
    sources_.each([this](Source& source) { settle(source); });
}

// What its action mentions ends behind it.
void Connections::end(Source& source) noexcept {
    const std::unique_ptr<Source::Recording> recording = source.take_recording();
    const bool remote = source.remote();
    events_->queue.remove_all(source);
    if (source.gid != kNoGid) {
        (remote ? remote_ : by_gid_).erase(source.gid);
    }
    if (source.point != nullptr) {
        source.point->source = nullptr;
    } else if (Detector* detector = source.detector()) {
        by_number_.remove(*detector);
        detectors.remove(*detector);
    }
    sources_.remove(source);
    delete &source;
}

void Connections::look_up() noexcept {
    detectors.each([](Detector& detector) { detector.place = detector.handle.get(); });
}

}  // namespace nrn::event
