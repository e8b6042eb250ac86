// Fan: what a spike is in the queue when the connections of its source have one delay: one key, which reaches them all
// in their order. It stands for the connections that the source had when it fired, those that were active then.
//
// As long as the source stays as it is, a Fan reads the list of the source, and one Fan does for all its spikes. Before
// the source changes, it takes a list of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "event/queue.hpp"

namespace nrn::event {

class Connection;
class Source;

class Fan final : public Light {
  public:
    // Of a source's connections as they are now; how many get its events, and the delay of them all.
    Fan(Source& source, std::size_t end, std::size_t count, double delay) noexcept;
    // Of these.
    explicit Fan(const std::vector<Connection*>& connections);
    // What is left of another one from a place on.
    Fan(Fan& other, std::size_t begin);

    std::size_t begin() const noexcept {
        return begin_;
    }
    std::size_t end() const noexcept {
        return end_;
    }
    // The connection at a place; null when there is none that gets the event. Both are in source.hpp.
    Connection* at(std::size_t place) const noexcept;
    // The same without a look at it, for what is needed soon; null behind the end.
    const Connection* ahead(std::size_t place) const noexcept;
    std::size_t count() const noexcept {  // when it was made
        return count_;
    }
    double delay() const noexcept {  // [ms]
        return delay_;
    }
    template <class Visit>
    void each(Visit&& visit) const {
        for (std::size_t place = begin_; place < end_; ++place) {
            if (Connection* connection = at(place)) {
                visit(*connection);
            }
        }
    }
    // The source is about to change, or to end.
    void let_go_of_source();

  private:
    // Connections that may end before the event comes: they are counted.
    struct Members {
        Members() = default;
        ~Members();
        Members(const Members&) = delete;
        Members& operator=(const Members&) = delete;
        void add(Connection* connection);
        std::vector<Connection*> all;  // null: none
    };

    Source* source_ = nullptr;
    std::shared_ptr<const Members> members_;  // or
    std::uint32_t begin_ = 0;
    std::uint32_t end_ = 0;
    std::uint32_t count_ = 0;
    double delay_ = 0.0;
};

}  // namespace nrn::event
