#include "event/exchange.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "base/error.hpp"
#include "base/text.hpp"
#include "event/events.hpp"

namespace nrn::event {

namespace {

constexpr std::size_t kFirstCapacity = 240;  // [B]
constexpr double kBehind = 1e-9;             // [ms] by which sums of times may differ
constexpr std::uint16_t kNoStep = 0xffff;    // the time of a spike is not that of a step

template <class T>
void put(std::vector<char>& out, const T& value) {
    const std::size_t at = out.size();
    out.resize(at + sizeof value);
    std::memcpy(out.data() + at, &value, sizeof value);
}

template <class T>
T take(const char*& at) {
    T value;
    std::memcpy(&value, at, sizeof value);
    at += sizeof value;
    return value;
}

}  // namespace

double Exchange::packet_bytes(double most_spikes, bool compressed) noexcept {
    const double largest = most_spikes * (compressed ? sizeof(std::int32_t) + sizeof(std::uint16_t)
                                                     : sizeof(std::int32_t) + sizeof(double));
    const double capacity = largest > kFirstCapacity ? largest * 1.25 : static_cast<double>(kFirstCapacity);
    return sizeof(Header) + capacity;
}

double Exchange::open(Transport& ranks, RankGate& gate, double most) {
    if (broken_.empty()) {
        settle();
    }
    ranks_ = &ranks;
    gate_ = &gate;
    broken_.clear();
    under_way_ = false;
    version_ = connections_->version;
    {
        WaitForRanks waiting(&gate, "set_maxstep");
        found_ = look_up_network(*connections_, ranks, most);
        waiting.complete();
    }
    if (found_.twice != kNoGid) {
        close();
        fail(ErrorKind::Value, "gid %lld has a cell on rank %d and one on rank %d: each gid names one cell",
             static_cast<long long>(found_.twice), found_.twice_on[0], found_.twice_on[1]);
    }
    if (!(found_.shortest.delay > 0.0)) {
        close();
        fail(ErrorKind::Value,
             "the connection from gid %lld on rank %d has a delay of %g ms: between ranks it must be above 0",
             static_cast<long long>(found_.shortest.gid), found_.shortest.rank, found_.shortest.delay);
    }
    interval_ = found_.shortest.delay;
    capacity_ = kFirstCapacity;
    counts = {};
    outbox_.clear();
    steps_.clear();
    const mech::Environment& environment = connections_->events().environment();
    if (compressed) {
        steps_.push_back(environment.t);
    }
    plan(environment.t, environment.dt);
    return interval_;
}

void Exchange::close() noexcept {
    ranks_ = nullptr;
    interval_ = 0.0;
    outbox_.clear();
    limit_ = std::numeric_limits<double>::infinity();
}

void Exchange::begin(double t) {
    if (ranks_ == nullptr) {
        return;
    }
    if (under_way_ && broken_.empty()) {
        wait([&] { ranks_->end_allgather(); });
    }
    under_way_ = false;
    broken_.clear();
    outbox_.clear();
    steps_.clear();
    if (compressed) {
        steps_.push_back(t);
    }
    plan(t, connections_->events().environment().dt);
}

// ---- time ----

void Exchange::plan(double t, double dt) {
    began_ = t;
    halves_ = halves(interval_, dt);
    limit_ = t + (halves_ ? interval_ / 2.0 : interval_);
}

std::string Exchange::reason() const {
    return found_.shortest.gid == kNoGid ? "given by set_maxstep()"
                                         : format("the delay of a connection from gid %lld on rank %d",
                                                  static_cast<long long>(found_.shortest.gid), found_.shortest.rank);
}

void Exchange::cross(double t, double dt) {
    if (!broken_.empty()) {
        fail(ErrorKind::Parallel, "%s; finitialize() on all ranks begins anew", broken_.c_str());
    }
    const double start_time = ranks_->wall_time();
    if (dt * (1.0 - kSlack) > interval_ || t > limit_ + kBehind) {
        fail(ErrorKind::Value,
             "a time step of %g ms is longer than the interval of spike exchange, %g ms (%s): make h.dt smaller, or "
             "delays larger, and call set_maxstep() again",
             std::max(dt, t - began_), interval_, reason().c_str());
    }
    if (under_way_) {
        finish();
    }
    start(t);
    plan(t, dt);
    if (!halves_) {
        finish();
    }
    counts.time += ranks_->wall_time() - start_time;
}

void Exchange::settle() {
    if (under_way_) {
        finish();
    }
}

void Exchange::flush(double t, double dt) {
    if (ranks_ == nullptr) {
        return;
    }
    cross(t, dt);
    settle();
    if (compressed) {
        steps_.push_back(t);
    }
}

// ---- packets ----

template <class Work>
void Exchange::wait(Work&& work) {
    WaitForRanks waiting(gate_, "psolve");
    const double start = ranks_->wall_time();
    work();
    counts.wait += ranks_->wall_time() - start;
    waiting.complete();
}

// A spike is a gid and a time. Compressed, a time is the number of the step that it was detected in, which every rank
// can turn into the same number again; a time that is none follows whole.
void Exchange::pack() {
    packed_.clear();
    std::size_t step = 0;
    for (const auto& [t, gid] : outbox_) {
        put(packed_, static_cast<std::int32_t>(gid));
        if (compressed) {
            while (step < sent_steps_.size() && sent_steps_[step] + kBehindStep < t) {
                ++step;
            }
            if (step < std::min<std::size_t>(sent_steps_.size(), kNoStep) && sent_steps_[step] + kBehindStep == t) {
                put(packed_, static_cast<std::uint16_t>(step));
                continue;
            }
            put(packed_, kNoStep);
        }
        put(packed_, t);
    }
}

void Exchange::deliver(const char* at, const char* end) {
    while (at < end) {
        const auto gid = take<std::int32_t>(at);
        const std::uint16_t step = compressed ? take<std::uint16_t>(at) : kNoStep;
        const double t = step == kNoStep ? take<double>(at) : sent_steps_.at(step) + kBehindStep;
        ++counts.received;
        arrives(gid, t);
    }
}

void Exchange::start(double t) {
    sent_steps_.swap(steps_);
    steps_.clear();
    pack();
    counts.sent += outbox_.size();
    ++counts.exchanges;
    const Header header{t, static_cast<std::uint32_t>(packed_.size()), static_cast<std::uint16_t>(sent_steps_.size()),
                        0, static_cast<std::uint32_t>(outbox_.size()), compressed ? 1U : 0U};
    outbox_.clear();
    packet_.assign(sizeof header + capacity_, 0);
    std::memcpy(packet_.data(), &header, sizeof header);
    std::copy_n(packed_.data(), std::min(packed_.size(), capacity_), packet_.data() + sizeof header);
    sent_until_ = t;
    ranks_->begin_allgather(packet_.data(), packet_.size());
    under_way_ = true;
}

// Why ranks cannot go on together; empty when they can.
std::string Exchange::check(const char* received) {
    for (std::size_t rank = 0; rank < headers_.size(); ++rank) {
        const Header& header = headers_[rank];
        if (header.failed != 0) {
            const char* text = received + rank * (sizeof(Header) + capacity_) + sizeof(Header);
            return format("rank %zu stopped at t = %g ms: %.*s", rank, header.t, static_cast<int>(header.bytes), text);
        }
        if ((header.compressed != 0) != compressed) {
            return format("rank %zu has called spike_compress() otherwise than rank %d", rank, ranks_->rank());
        }
        if (header.t != sent_until_ || header.steps != static_cast<std::uint16_t>(sent_steps_.size())) {
            return format(
                "rank %zu has come to t = %.17g ms and rank %d to %.17g ms: all ranks must make the same steps", rank,
                header.t, ranks_->rank(), sent_until_);
        }
    }
    return {};
}

void Exchange::finish() {
    const auto n = static_cast<std::size_t>(ranks_->size());
    const char* received = nullptr;
    wait([&] { received = ranks_->end_allgather(); });
    under_way_ = false;
    const std::size_t size = sizeof(Header) + capacity_;
    headers_.resize(n);
    rest_.resize(n);
    rest_at_.resize(n);
    std::size_t total = 0;
    std::size_t largest = 0;
    std::size_t most = 0;
    for (std::size_t rank = 0; rank < n; ++rank) {
        std::memcpy(&headers_[rank], received + rank * size, sizeof(Header));
    }
    broken_ = check(received);
    if (!broken_.empty()) {
        fail(ErrorKind::Parallel, "%s", broken_.c_str());
    }
    for (std::size_t rank = 0; rank < n; ++rank) {
        const Header& header = headers_[rank];
        rest_[rank] = header.bytes > capacity_ ? header.bytes - capacity_ : 0;
        rest_at_[rank] = total;
        total += rest_[rank];
        largest = std::max<std::size_t>(largest, header.bytes);
        most = std::max<std::size_t>(most, header.spikes);
    }
    if (total > 0) {
        overflow_.resize(total);
        const char* mine = packed_.data() + std::min(capacity_, packed_.size());
        wait([&] { ranks_->allgatherv(mine, overflow_.data(), rest_.data(), rest_at_.data()); });
    }
    for (std::size_t rank = 0; rank < n; ++rank) {
        if (rank == static_cast<std::size_t>(ranks_->rank())) {
            continue;
        }
        const char* first = received + rank * size + sizeof(Header);
        if (rest_[rank] == 0) {
            deliver(first, first + headers_[rank].bytes);
        } else {
            whole_.assign(first, first + capacity_);
            whole_.insert(whole_.end(), overflow_.data() + rest_at_[rank],
                          overflow_.data() + rest_at_[rank] + rest_[rank]);
            deliver(whole_.data(), whole_.data() + whole_.size());
        }
    }
    counts.most = std::max(counts.most, most);
    if (histogram) {
        histogram(most);
    }
    if (largest > capacity_) {
        capacity_ = largest + largest / 4;
    }
}

void Exchange::arrives(std::int64_t gid, double t) {
    Source* source = connections_->find_remote(gid);
    if (source == nullptr) {
        return;
    }
    ++counts.used;
    const double now = connections_->events().environment().t;
    const auto check = [&](double delay) {
        if (!(t + delay >= now - kBehind)) {
            fail(ErrorKind::Parallel,
                 "a spike of gid %lld at t = %g ms came to rank %d at %g ms, too late for a delay of %g ms: call "
                 "set_maxstep() after delays have changed",
                 static_cast<long long>(gid), t, ranks_->rank(), now, delay);
        }
    };
    if (const Fan* fan = source->fan()) {
        check(fan->delay());
    } else {
        source->connections.each([&](const Connection& connection) {
            if (connection.gets_events()) {
                check(connection.delay());
            }
        });
    }
    source->send(t);
}

void Exchange::give_up(const std::string& why) noexcept {
    if (ranks_ == nullptr || !broken_.empty()) {
        return;
    }
    try {
        if (under_way_) {
            finish();
        }
        broken_ = format("this rank stopped: %s", why.c_str());
        const Header header{connections_->events().environment().t,
                            static_cast<std::uint32_t>(std::min(why.size(), capacity_)),
                            0,
                            1,
                            0,
                            0};
        packet_.assign(sizeof header + capacity_, 0);
        std::memcpy(packet_.data(), &header, sizeof header);
        std::copy_n(why.data() + (why.size() - header.bytes), header.bytes, packet_.data() + sizeof header);  // its end
        ranks_->begin_allgather(packet_.data(), packet_.size());  // nobody need wait for the end of it
    } catch (const std::exception& error) {
        broken_ = format("this rank stopped: %s; then it could not tell the others: %s", why.c_str(), error.what());
        gate_->failed(why);  // by the other way that there is
    }
    under_way_ = false;
}

}  // namespace nrn::event
