#include "builtins/net/outbox.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

namespace nrn {
namespace {

// Runs body, which may fail; what went wrong stays in the outbox.
template <class Body>
void fill(Outbox& outbox, Host& host, Body&& body) {
    try {
        body();
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::Host) {
            outbox.exception.emplace(host.take_error());
        } else {
            outbox.mistake = error.message();
            outbox.mistake_kind = error.kind();
        }
    }
}

}  // namespace

void raise_failure(Call& call, const Outbox& outbox, int rank, const std::string& told) {
    if (outbox.exception) {
        host_of(call.context).raise_error(*outbox.exception);
        fail(ErrorKind::Host, "the host has an exception pending");
    }
    if (!outbox.mistake.empty()) {
        throw Error(outbox.mistake_kind, outbox.mistake);
    }
    call.refuse(ErrorKind::Parallel, format("rank %d could not send its object: %s", rank, told.c_str()));
}

void pack_one(Outbox& outbox, Call& call, const Value& object) {
    Host& host = host_of(call.context);
    fill(outbox, host, [&] { outbox.parcels.emplace_back(host, object); });
}

void pack_each(Outbox& outbox, Call& call, const Value& sequence, std::size_t ranks) {
    Host& host = host_of(call.context);
    fill(outbox, host, [&] {
        const std::vector<Value> items = host.items_of(sequence);
        if (items.size() != ranks) {
            call.bad(ErrorKind::Value, 0, format("has %zu items and there are %zu ranks", items.size(), ranks));
        }
        for (std::size_t i = 0; i < ranks; ++i) {
            if (i == 0 || items[i].as_host() != items[i - 1].as_host()) {
                outbox.parcels.emplace_back(host, items[i]);
            }
            outbox.which.push_back(outbox.parcels.size() - 1);
        }
    });
}

void Places::add(const void* data, std::size_t bytes) {
    addresses_.push_back(bytes != 0 ? reinterpret_cast<std::uintptr_t>(data) : 0);
    counts.push_back(bytes);
    if (bytes != 0 && (lowest_ == 0 || addresses_.back() < lowest_)) {
        lowest_ = addresses_.back();
    }
}

void Places::add_nth(const std::vector<HostBuffer>& buffers, std::size_t n) {
    if (n < buffers.size()) {
        add(buffers[n].data, buffers[n].size);
    } else {
        add(nullptr, 0);
    }
}

void* Places::base() {
    displacements.clear();
    for (std::size_t i = 0; i < counts.size(); ++i) {
        displacements.push_back(counts[i] != 0 ? addresses_[i] - lowest_ : 0);
    }
    return reinterpret_cast<void*>(lowest_);
}

Value list_of(Host& host, const std::vector<Arrival>& arrivals) {
    std::vector<Value> items;
    for (const Arrival& arrival : arrivals) {
        items.push_back(arrival.load(host));
    }
    return host.new_sequence(std::move(items));
}

}  // namespace nrn
