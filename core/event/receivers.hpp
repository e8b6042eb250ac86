// The receivers that Events has for itself.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "event/events.hpp"

namespace nrn::event {

// Actions of users: delivered to a list, which is run at the end of the step.
class Events::Actions final : public Receiver {
  public:
    void receive(const Event& event) override {
        due.emplace_back(static_cast<std::function<void()>*>(event.data));
    }
    void dropped(void* data) noexcept override {
        delete static_cast<std::function<void()>*>(data);
    }
    std::vector<std::unique_ptr<std::function<void()>>> due;
};

// Events with a flag that users send to a connection.
class Events::Flagged final : public Receiver {
  public:
    explicit Flagged(Events& events) : events_(&events) {
    }
    void receive(const Event& event) override {
        auto* connection = static_cast<Connection*>(event.data);
        if (!connection->dead()) {
            events_->reach(*connection, event.t, event.flag);
        }
        connection->release();
    }
    void dropped(void* data) noexcept override {
        static_cast<Connection*>(data)->release();
    }
    Light* behind(void* data) const noexcept override {
        return static_cast<Connection*>(data);
    }

  private:
    Events* events_;
};

}  // namespace nrn::event
