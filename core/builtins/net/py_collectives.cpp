// ParallelContext members: collectives of any Python objects.
//
// An object travels as a packet, and its large buffers (Vectors, arrays) as messages of their own (parcel.hpp). The
// ranks first agree that everybody could pickle its object, so that a failure of one raises on all.
#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/text.hpp"
#include "builtins/net/outbox.hpp"
#include "builtins/net/parallel_context.hpp"

namespace nrn {
namespace {

// With one rank nothing travels, and the objects themselves are the result.
bool alone(Call& call) {
    return session_of(call).net().size() == 1;
}

Value list_of_one(Call& call, const Value& item) {
    std::vector<Value> items;
    items.push_back(item.copy());
    return host_of(call.context).new_sequence(std::move(items));
}

// ---- broadcast ----

// The first message: whether it failed, the size of the packet, and its beginning, which mostly is all of it.
struct Opening {
    static constexpr std::size_t kRoom = 1024 - 2 * sizeof(std::uint64_t);
    std::uint64_t failed = 0;
    std::uint64_t size = 0;
    char beginning[kRoom];
};

// Every rank gets the root's text. True when the root failed: the text then says why.
bool broadcast_packet(Collective& collective, int root, bool failed, std::string& packet) {
    Opening opening;
    const bool sender = collective.net.rank() == root;
    if (sender) {
        opening.failed = failed ? 1 : 0;
        opening.size = packet.size();
        std::memcpy(opening.beginning, packet.data(), std::min(packet.size(), Opening::kRoom));
    }
    collective.talk([&] {
        collective.net.broadcast(&opening, sizeof opening, root);
        const std::size_t here = std::min<std::size_t>(opening.size, Opening::kRoom);
        if (!sender) {
            packet.resize(opening.size);
            std::memcpy(packet.data(), opening.beginning, here);
        }
        if (here < opening.size) {
            collective.net.broadcast(packet.data() + here, opening.size - here, root);
        }
    });
    return opening.failed != 0;
}

Value py_broadcast_(Call& call) {
    const int root = root_arg(call, 1);
    if (alone(call)) {
        return call.args[0].copy();
    }
    Host& host = host_of(call.context);
    Collective collective(session_of(call), "py_broadcast");
    const bool sender = collective.net.rank() == root;
    Outbox& outbox = collective.keep(Outbox());
    std::string packet;
    if (sender) {
        pack_one(outbox, call, call.args[0]);
        packet = outbox.failed() ? outbox.failure() : std::move(outbox.parcels[0].packet);
    }
    if (broadcast_packet(collective, root, outbox.failed(), packet)) {
        raise_failure(call, outbox, root, packet);
    }
    Arrival& arrival = collective.keep(Arrival());
    if (!sender) {
        arrival = Arrival(host, std::move(packet));
    }
    const std::vector<HostBuffer>& buffers = sender ? outbox.parcels[0].large : arrival.large;
    if (!buffers.empty()) {
        collective.talk([&] {
            for (const HostBuffer& buffer : buffers) {
                collective.net.broadcast(buffer.data, buffer.size, root);
            }
        });
    }
    collective.complete();
    return sender ? call.args[0].copy() : arrival.load(host);
}

// ---- gather ----

struct Announcement {
    std::uint64_t failed = 0;
    std::uint64_t size = 0;  // [B] of the packet, or of the text that says why it failed
};

// All ranks learn how large the packets are; if one rank failed, all raise.
std::vector<Announcement> announce(Call& call, Collective& collective, Outbox& outbox) {
    std::string told = outbox.failed() ? outbox.failure() : std::string();
    const Announcement own{outbox.failed() ? std::uint64_t{1} : 0,
                           outbox.failed() ? told.size() : outbox.parcels[0].packet.size()};
    std::vector<Announcement> all(static_cast<std::size_t>(collective.net.size()));
    collective.talk([&] { collective.net.allgather(&own, all.data(), sizeof own); });
    const auto bad = std::find_if(all.begin(), all.end(), [](const Announcement& a) { return a.failed != 0; });
    if (bad != all.end()) {
        const int rank = static_cast<int>(bad - all.begin());
        told.resize(bad->size);
        collective.talk([&] { collective.net.broadcast(told.data(), told.size(), rank); });
        raise_failure(call, outbox, rank, told);
    }
    return all;
}

// Room for the packets of all ranks, and afterwards the arrivals made from them.
struct Inbox {
    std::vector<std::string> packets;

    explicit Inbox(const std::vector<Announcement>& sizes) {
        for (const Announcement& announcement : sizes) {
            packets.emplace_back(announcement.size, '\0');
        }
    }
    Places places() {
        Places out;
        for (std::string& packet : packets) {
            out.add(packet.data(), packet.size());
        }
        return out;
    }
    std::vector<Arrival> arrivals(Host& host) {
        std::vector<Arrival> out;
        for (std::string& packet : packets) {
            out.emplace_back(host, std::move(packet));
        }
        return out;
    }
};

void gather_at_root(Collective& collective, const HostBuffer& own, Places places, int root) {
    void* base = places.base();
    collective.net.gatherv(own.data, own.size, base, places.counts.data(), places.displacements.data(), root);
}

Value py_gather_(Call& call) {
    const int root = root_arg(call, 1);
    if (alone(call)) {
        return list_of_one(call, call.args[0]);
    }
    Host& host = host_of(call.context);
    Collective collective(session_of(call), "py_gather");
    Outbox& outbox = collective.keep(Outbox());
    pack_one(outbox, call, call.args[0]);
    const std::vector<Announcement> sizes = announce(call, collective, outbox);
    const Parcel& own = outbox.parcels[0];
    HostBuffer packet{const_cast<char*>(own.packet.data()), own.packet.size()};
    if (collective.net.rank() != root) {
        collective.talk([&] {
            gather_at_root(collective, packet, {}, root);
            for (const HostBuffer& buffer : own.large) {
                gather_at_root(collective, buffer, {}, root);
            }
        });
        collective.complete();
        return Value::object(nullptr);
    }
    Inbox& inbox = collective.keep(Inbox(sizes));
    collective.talk([&] { gather_at_root(collective, packet, inbox.places(), root); });
    const std::vector<Arrival>& arrivals = collective.keep(inbox.arrivals(host));
    collective.talk([&] {
        for (std::size_t round = 0; round < most_large(arrivals); ++round) {
            Places places;
            for (const Arrival& arrival : arrivals) {
                places.add_nth(arrival.large, round);
            }
            gather_at_root(collective, round < own.large.size() ? own.large[round] : HostBuffer{nullptr, 0},
                           std::move(places), root);
        }
    });
    collective.complete();
    return list_of(host, arrivals);
}

// ---- allgather ----

// Packets one after the other in one string, since an allgather takes one distance for all.
std::vector<std::string> allgather_packets(Collective& collective, const std::vector<Announcement>& sizes,
                                           const std::string& own) {
    std::vector<std::size_t> counts;
    std::vector<std::size_t> places;
    std::size_t total = 0;
    for (const Announcement& announcement : sizes) {
        counts.push_back(announcement.size);
        places.push_back(total);
        total += announcement.size;
    }
    std::string all(total, '\0');
    collective.talk([&] { collective.net.allgatherv(own.data(), all.data(), counts.data(), places.data()); });
    std::vector<std::string> packets;
    for (std::size_t rank = 0; rank < counts.size(); ++rank) {
        packets.push_back(all.substr(places[rank], counts[rank]));
    }
    return packets;
}

Value py_allgather_(Call& call) {
    if (alone(call)) {
        return list_of_one(call, call.args[0]);
    }
    Host& host = host_of(call.context);
    Collective collective(session_of(call), "py_allgather");
    Outbox& outbox = collective.keep(Outbox());
    pack_one(outbox, call, call.args[0]);
    const std::vector<Announcement> sizes = announce(call, collective, outbox);
    const Parcel& own = outbox.parcels[0];
    Inbox inbox({});
    inbox.packets = allgather_packets(collective, sizes, own.packet);
    const std::vector<Arrival>& arrivals = collective.keep(inbox.arrivals(host));
    collective.talk([&] {
        for (int rank = 0; rank < collective.net.size(); ++rank) {
            const std::vector<HostBuffer>& buffers = arrivals[static_cast<std::size_t>(rank)].large;
            for (std::size_t i = 0; i < buffers.size(); ++i) {
                if (rank == collective.net.rank()) {
                    collective.net.broadcast(own.large[i].data, own.large[i].size, rank);
                    std::memcpy(buffers[i].data, own.large[i].data, buffers[i].size);
                } else {
                    collective.net.broadcast(buffers[i].data, buffers[i].size, rank);
                }
            }
        }
    });
    collective.complete();
    return list_of(host, arrivals);
}

// ---- scatter ----

void scatter_from_root(Collective& collective, Places places, const HostBuffer& own, int root) {
    void* base = places.base();
    collective.net.scatterv(base, places.counts.data(), places.displacements.data(), own.data, own.size, root);
}

// The root's objects on their way; returns this rank's packet.
std::string scatter_packets(Collective& collective, const Outbox& outbox, int root) {
    const bool sender = collective.net.rank() == root;
    std::vector<std::uint64_t> sizes(outbox.which.size());
    Places size_places;
    Places packet_places;
    for (std::size_t rank = 0; rank < sizes.size(); ++rank) {
        sizes[rank] = outbox.to(rank).packet.size();
        size_places.add(&sizes[rank], sizeof sizes[rank]);
        packet_places.add(outbox.to(rank).packet.data(), sizes[rank]);
    }
    if (!sender) {
        size_places = packet_places = Places();
    }
    std::string& packet = collective.keep(std::string());
    collective.talk([&] {
        std::uint64_t size = 0;
        scatter_from_root(collective, size_places, {&size, sizeof size}, root);
        packet.resize(size);
        scatter_from_root(collective, packet_places, {packet.data(), packet.size()}, root);
    });
    return std::move(packet);
}

Value py_scatter_(Call& call) {
    const int root = root_arg(call, 1);
    Host& host = host_of(call.context);
    Collective collective(session_of(call), "py_scatter");
    const auto ranks = static_cast<std::size_t>(collective.net.size());
    const bool sender = collective.net.rank() == root;
    Outbox& outbox = collective.keep(Outbox());
    if (sender) {
        pack_each(outbox, call, call.args[0], ranks);
    }
    std::string told = outbox.failed() ? outbox.failure() : std::string();
    if (broadcast_packet(collective, root, outbox.failed(), told)) {
        raise_failure(call, outbox, root, told);
    }
    if (ranks == 1) {
        return host.items_of(call.args[0])[0].copy();
    }
    const Arrival& arrival = collective.keep(Arrival(host, scatter_packets(collective, outbox, root)));
    collective.talk([&] {
        const std::size_t rounds = sender ? most_large(outbox.parcels) : arrival.large.size();
        for (std::size_t round = 0; round < rounds; ++round) {
            Places places;
            for (std::size_t rank = 0; sender && rank < ranks; ++rank) {
                places.add_nth(outbox.to(rank).large, round);
            }
            scatter_from_root(collective, std::move(places),
                              round < arrival.large.size() ? arrival.large[round] : HostBuffer{nullptr, 0}, root);
        }
    });
    collective.complete();
    return arrival.load(host);
}

// ---- alltoall ----

void exchange(Collective& collective, Places from, Places to) {
    const void* send = from.base();
    void* receive = to.base();
    collective.net.alltoallv(send, from.counts.data(), from.displacements.data(), receive, to.counts.data(),
                             to.displacements.data());
}

// What each rank is going to send here, and whether one of them failed.
std::vector<Announcement> exchange_sizes(Collective& collective, const Outbox& outbox, const std::string& told) {
    const auto ranks = static_cast<std::size_t>(collective.net.size());
    std::vector<Announcement> ours(ranks);
    std::vector<Announcement> theirs(ranks);
    Places from;
    Places to;
    for (std::size_t rank = 0; rank < ranks; ++rank) {
        ours[rank] = outbox.failed() ? Announcement{1, told.size()} : Announcement{0, outbox.to(rank).packet.size()};
        from.add(&ours[rank], sizeof ours[rank]);
        to.add(&theirs[rank], sizeof theirs[rank]);
    }
    collective.talk([&] { exchange(collective, std::move(from), std::move(to)); });
    return theirs;
}

std::vector<std::string> exchange_packets(Collective& collective, const Outbox& outbox, const std::string& told,
                                          const std::vector<Announcement>& sizes) {
    Inbox& inbox = collective.keep(Inbox(sizes));
    Places from;
    for (std::size_t rank = 0; rank < sizes.size(); ++rank) {
        const std::string& packet = outbox.failed() ? told : outbox.to(rank).packet;
        from.add(packet.data(), packet.size());
    }
    collective.talk([&] { exchange(collective, std::move(from), inbox.places()); });
    return std::move(inbox.packets);
}

// (bytes that this rank sends, bytes that it receives): pickles and buffers.
Value total_sizes(Call& call, Collective& collective, const Outbox& outbox) {
    const auto ranks = static_cast<std::size_t>(collective.net.size());
    std::vector<double> sent(ranks);
    std::vector<double> received(ranks);
    Places from;
    Places to;
    double total_sent = 0.0;
    for (std::size_t rank = 0; rank < ranks; ++rank) {
        const Parcel& parcel = outbox.to(rank);
        sent[rank] = static_cast<double>(parcel.packet.size());
        for (const HostBuffer& buffer : parcel.large) {
            sent[rank] += static_cast<double>(buffer.size);
        }
        total_sent += sent[rank];
        from.add(&sent[rank], sizeof sent[rank]);
        to.add(&received[rank], sizeof received[rank]);
    }
    collective.talk([&] { exchange(collective, std::move(from), std::move(to)); });
    double total_received = 0.0;
    for (const double bytes : received) {
        total_received += bytes;
    }
    std::vector<Value> pair;
    pair.push_back(Value::integer(total_sent));
    pair.push_back(Value::integer(total_received));
    return host_of(call.context).new_tuple(std::move(pair));
}

Value py_alltoall_(Call& call) {
    Host& host = host_of(call.context);
    const long size = call.integer_or(1, 0, -1);
    Collective collective(session_of(call), "py_alltoall");
    const auto ranks = static_cast<std::size_t>(collective.net.size());
    Outbox& outbox = collective.keep(Outbox());
    pack_each(outbox, call, call.args[0], ranks);
    const std::string told = outbox.failed() ? outbox.failure() : std::string();
    const std::vector<Announcement> sizes = exchange_sizes(collective, outbox, told);
    const auto bad = std::find_if(sizes.begin(), sizes.end(), [](const Announcement& a) { return a.failed != 0; });
    if (size == -1 && bad == sizes.end()) {
        Value totals = total_sizes(call, collective, outbox);
        collective.complete();
        return totals;
    }
    Inbox inbox({});
    inbox.packets = exchange_packets(collective, outbox, told, sizes);
    if (bad != sizes.end()) {
        const auto rank = bad - sizes.begin();
        raise_failure(call, outbox, static_cast<int>(rank), inbox.packets[static_cast<std::size_t>(rank)]);
    }
    if (ranks == 1) {
        return host.new_sequence(host.items_of(call.args[0]));
    }
    const std::vector<Arrival>& arrivals = collective.keep(inbox.arrivals(host));
    collective.talk([&] {
        const std::size_t rounds = std::max(most_large(outbox.parcels), most_large(arrivals));
        for (std::size_t round = 0; round < rounds; ++round) {
            Places from;
            Places to;
            for (std::size_t rank = 0; rank < ranks; ++rank) {
                from.add_nth(outbox.to(rank).large, round);
                to.add_nth(arrivals[rank].large, round);
            }
            exchange(collective, std::move(from), std::move(to));
        }
    });
    collective.complete();
    return list_of(host, arrivals);
}

// ---- the table ----

const Member kRows[] = {
    {"py_broadcast", MemberKind::Method, "(obj: pyobject, root: int = 0) -> object", "",
     "Every rank gets a copy of the object of rank `root`; the root gets its own object back.\n\n"
     "obj is any object that can be pickled, and is not looked at on other ranks. Large Vectors and arrays travel\n"
     "without being copied into the pickle. IndexError when there is no rank root; when the root cannot pickle its\n"
     "object, all ranks raise.",
     py_broadcast_},
    {"py_gather", MemberKind::Method, "(obj: pyobject, root: int = 0) -> list|None", "",
     "Rank `root` gets a list of the objects of all ranks, by rank; the other ranks get None.\n\n"
     "When one rank cannot pickle its object, all ranks raise. IndexError when there is no rank root.",
     py_gather_},
    {"py_allgather", MemberKind::Method, "(obj: pyobject) -> list", "",
     "Every rank gets a list of the objects of all ranks, by rank.\n\n"
     "When one rank cannot pickle its object, all ranks raise.",
     py_allgather_},
    {"py_scatter", MemberKind::Method, "(objs: pyobject, root: int = 0) -> object", "",
     "Rank i gets a copy of item i of the list on rank `root`.\n\n"
     "objs is a list of nhost() objects, and is not looked at on other ranks. When it has another length or an item\n"
     "cannot be pickled, all ranks raise. IndexError when there is no rank root.",
     py_scatter_},
    {"py_alltoall", MemberKind::Method, "(objs: pyobject, size: int = 0) -> list|tuple", "",
     "Sends item i of the list to rank i; a list of what the ranks sent here, by rank.\n\n"
     "objs is a list of nhost() objects. size is accepted for old scripts, which told the size of a buffer; with -1\n"
     "nothing is sent and the result is (bytes that this rank would send, bytes that it would receive).\n"
     "When the list of one rank has another length or an item cannot be pickled, all ranks raise.",
     py_alltoall_},
};

}  // namespace

void add_py_collectives(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
