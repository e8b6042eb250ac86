#include "parallel/transport.hpp"

#include "base/error.hpp"

#include <chrono>
#include <cstring>
#include <deque>
#include <utility>

namespace nrn {

namespace {

class SerialTransport final : public Transport {
  public:
    explicit SerialTransport(std::string description) : Transport(0, 1), description_(std::move(description)) {
    }

    void barrier() override {
    }

    void broadcast(void*, std::size_t, int root) override {
        require_self(root, "the root of a broadcast");
    }

    void allreduce(double*, std::size_t, Reduce) override {
    }

    void allgather(const void* send, void* receive, std::size_t bytes) override {
        copy(receive, send, bytes);
    }

    void begin_allgather(const void* send, std::size_t bytes) override {
        flight_.assign(static_cast<const char*>(send), bytes);
    }

    const char* end_allgather() override {
        return flight_.data();
    }

    void allgatherv(const void* send, void* receive, const std::size_t* counts,
                    const std::size_t* displacements) override {
        copy(static_cast<char*>(receive) + displacements[0], send, counts[0]);
    }

    void gatherv(const void* send, std::size_t bytes, void* receive, const std::size_t*,
                 const std::size_t* displacements, int root) override {
        require_self(root, "the root of a gather");
        copy(static_cast<char*>(receive) + displacements[0], send, bytes);
    }

    void scatterv(const void* send, const std::size_t*, const std::size_t* displacements, void* receive,
                  std::size_t bytes, int root) override {
        require_self(root, "the root of a scatter");
        copy(receive, static_cast<const char*>(send) + displacements[0], bytes);
    }

    void alltoallv(const void* send, const std::size_t* send_counts, const std::size_t* send_displacements,
                   void* receive, const std::size_t*, const std::size_t* receive_displacements) override {
        copy(static_cast<char*>(receive) + receive_displacements[0],
             static_cast<const char*>(send) + send_displacements[0], send_counts[0]);
    }

    void send(const void* data, std::size_t bytes, int to, int tag) override {
        send_owned(std::string(static_cast<const char*>(data), bytes), to, tag);
    }

    void send_owned(std::string bytes, int to, int tag) override {
        require_self(to, "the receiver of a message");
        messages_.push_back({tag, std::move(bytes)});
    }

    Envelope probe(int source, int tag) override {
        Envelope found;
        if (!try_probe(source, tag, found)) {
            fail(ErrorKind::Parallel, "The only rank waits for a message from itself that was never sent.");
        }
        return found;
    }

    bool try_probe(int source, int tag, Envelope& found) override {
        const auto message = find(source, tag);
        if (message == messages_.end()) {
            return false;
        }
        found = {0, message->tag, message->bytes.size()};
        return true;
    }

    void receive(void* data, std::size_t bytes, int source, int tag) override {
        const Envelope found = probe(source, tag);
        if (found.bytes != bytes) {
            fail(ErrorKind::Parallel, "A message of %zu bytes was to be received as %zu bytes.", found.bytes, bytes);
        }
        const auto message = find(source, tag);
        copy(data, message->bytes.data(), bytes);
        messages_.erase(message);
    }

    std::unique_ptr<Transport> split(int color, int) override {
        if (color == no_color) {
            return nullptr;
        }
        auto group = make_serial_transport(description_);
        group->set_idle_hook(hook_);
        return group;
    }

    void abort(int) override {
    }

    double wall_time() const override {
        return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
    }

    std::string describe() const override {
        return description_;
    }

  private:
    struct Stored {
        int tag;
        std::string bytes;
    };

    static void require_self(int rank, const char* what) {
        if (rank != 0) {
            fail(ErrorKind::Value, "%s is rank %d, and the only rank is 0.", what, rank);
        }
    }

    static void copy(void* to, const void* from, std::size_t bytes) {
        if (to != from && bytes != 0) {
            std::memmove(to, from, bytes);
        }
    }

    std::deque<Stored>::iterator find(int source, int tag) {
        if (source != any_source) {
            require_self(source, "the sender of a message");
        }
        auto message = messages_.begin();
        while (message != messages_.end() && tag != any_tag && message->tag != tag) {
            ++message;
        }
        return message;
    }

    std::string description_;
    std::deque<Stored> messages_;
    std::string flight_;
};

}  // namespace

std::unique_ptr<Transport> make_serial_transport(std::string description) {
    return std::make_unique<SerialTransport>(std::move(description));
}

}  // namespace nrn
