// What ranks say to each other in lists of different lengths.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "parallel/transport.hpp"

namespace nrn::event {

template <class T>
struct Received {
    std::vector<T> items;   // by rank
    std::vector<int> from;  // of each item
};

// send[rank] goes to that rank. Collective.
template <class T>
Received<T> to_all(Transport& ranks, const std::vector<std::vector<T>>& send) {
    static_assert(std::is_trivially_copyable_v<T>);
    const auto n = static_cast<std::size_t>(ranks.size());
    const auto self = static_cast<std::size_t>(ranks.rank());
    std::vector<std::uint64_t> counts(n), all(n * n);
    std::vector<std::size_t> out_counts(n), out_at(n), in_counts(n), in_at(n);
    std::vector<T> out;
    for (std::size_t rank = 0; rank < n; ++rank) {
        counts[rank] = out_counts[rank] = send[rank].size() * sizeof(T);
        out_at[rank] = out.size() * sizeof(T);
        out.insert(out.end(), send[rank].begin(), send[rank].end());
    }
    ranks.allgather(counts.data(), all.data(), n * sizeof(std::uint64_t));
    Received<T> received;
    for (std::size_t rank = 0; rank < n; ++rank) {
        in_counts[rank] = all[rank * n + self];
        in_at[rank] = received.from.size() * sizeof(T);
        received.from.insert(received.from.end(), in_counts[rank] / sizeof(T), static_cast<int>(rank));
    }
    received.items.resize(received.from.size());
    ranks.alltoallv(out.data(), out_counts.data(), out_at.data(), received.items.data(), in_counts.data(),
                    in_at.data());
    return received;
}

}  // namespace nrn::event
