#include "event/fan.hpp"

#include "event/source.hpp"

namespace nrn::event {

// ---- Members ----

Fan::Members::~Members() {
    for (Connection* connection : all) {
        if (connection != nullptr) {
            connection->release();
        }
    }
}

void Fan::Members::add(Connection* connection) {
    all.push_back(connection);
    if (connection != nullptr) {
        connection->retain();
    }
}

// ---- Fan ----

Fan::Fan(Source& source, std::size_t end, std::size_t count, double delay) noexcept
    : source_(&source),
      end_(static_cast<std::uint32_t>(end)),
      count_(static_cast<std::uint32_t>(count)),
      delay_(delay) {
    set_many();
}

Fan::Fan(const std::vector<Connection*>& connections)
    : end_(static_cast<std::uint32_t>(connections.size())), count_(end_) {
    set_many();
    retire();
    auto made = std::make_shared<Members>();
    made->all.reserve(connections.size());
    for (Connection* connection : connections) {
        made->add(connection);
    }
    members_ = std::move(made);
}

Fan::Fan(Fan& other, std::size_t begin)
    : begin_(static_cast<std::uint32_t>(begin)), end_(other.end_), delay_(other.delay_) {
    set_many();
    retire();
    if (other.source_ != nullptr) {
        other.source_->about_to_change();
    }
    members_ = other.members_;
    each([this](Connection&) { ++count_; });
}

void Fan::let_go_of_source() {
    auto made = std::make_shared<Members>();
    made->all.reserve(end_);
    for (std::size_t place = 0; place < end_; ++place) {
        made->add(place < begin_ ? nullptr : at(place));
    }
    members_ = std::move(made);
    source_ = nullptr;
    retire();
}

}  // namespace nrn::event
