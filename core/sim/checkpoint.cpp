#include "sim/checkpoint.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace nrn::sim {

namespace {

constexpr char kMark[] = "NEURON-compatible simulation state, version 1\n";
constexpr std::size_t kMarkLength = sizeof kMark - 1;
constexpr std::uint32_t kByteOrder = 0x01020304;

struct Sizes {
    std::uint32_t byte_order, spare;
    std::uint64_t description, numbers;  // [B]
    std::uint64_t sum;                   // of both
};

void write_all(std::FILE* stream, const void* data, std::size_t size) {
    errno = 0;
    if (std::fwrite(data, 1, size, stream) != size) {
        fail(ErrorKind::Io, "the file does not take the saved state: %s", std::strerror(errno != 0 ? errno : EIO));
    }
}

// In pieces, so that a wrong size asks for no more memory than the file has bytes.
std::string read_bytes(std::FILE* stream, std::uint64_t size) {
    constexpr std::uint64_t kPiece = 1U << 20U;
    std::string bytes;
    while (bytes.size() < size) {
        const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, size - bytes.size()));
        const std::size_t had = bytes.size();
        bytes.resize(had + piece);
        if (std::fread(bytes.data() + had, 1, piece, stream) != piece) {
            fail(ErrorKind::Value, "the file ends within the saved state: it was not written to its end, or cut off");
        }
    }
    return bytes;
}

}  // namespace

// ---- files ----

void write_state_file(std::FILE* stream, const std::vector<std::string>& description, const std::string& numbers) {
    std::string text;
    for (const std::string& line : description) {
        text += line + "\n";
    }
    const Sizes sizes{kByteOrder, 0, text.size(), numbers.size(), checksum(numbers, checksum(text))};
    write_all(stream, kMark, kMarkLength);
    write_all(stream, &sizes, sizeof sizes);
    write_all(stream, text.data(), text.size());
    write_all(stream, numbers.data(), numbers.size());
}

void read_state_file(std::FILE* stream, std::vector<std::string>* description, std::string* numbers) {
    char mark[kMarkLength];
    const std::size_t got = std::fread(mark, 1, kMarkLength, stream);
    if (got != kMarkLength || std::memcmp(mark, kMark, kMarkLength) != 0) {
        fail(ErrorKind::Value, got == 0 ? "the file has no saved state: it is empty, or was read to its end"
                                        : "the file holds no saved state that this program wrote");
    }
    Sizes sizes{};
    if (std::fread(&sizes, sizeof sizes, 1, stream) != 1) {
        fail(ErrorKind::Value, "the file ends within the saved state: it was not written to its end, or cut off");
    }
    if (sizes.byte_order != kByteOrder) {
        fail(ErrorKind::Value, "the saved state was written on a machine with another order of bytes");
    }
    const std::string text = read_bytes(stream, sizes.description);
    std::string read = read_bytes(stream, sizes.numbers);
    if (checksum(read, checksum(text)) != sizes.sum) {
        fail(ErrorKind::Value, "the saved state in the file is damaged: its checksum is wrong");
    }
    description->clear();
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        description->push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    *numbers = std::move(read);
}

// ---- what belongs to no member ----

void write_common(ByteWriter& out, event::Events& events) {
    const event::RandomStream& stream = events.common_stream();
    out.put(Common{events.environment().t, events.queue.now(), stream.ids(), 0, stream.place()});
}

Common read_common(ByteReader& in) {
    return in.take<Common>();
}

// ---- the whole model ----

void Checkpoint::save(Simulation& simulation) {
    event::Events& events = simulation.ready_events();
    events.exchange.flush(events.environment().t, events.environment().dt);
    const Members members = all_members(events.cable(), events);
    ByteWriter out;
    Actions actions;
    write_common(out, events);
    write_members(out, members, events);
    write_waiting(out, members, events.waiting(), events, &actions);
    description_ = describe(members);
    numbers_ = std::move(out.bytes);
    actions_ = std::move(actions);
    from_file_ = false;
}

void Checkpoint::restore(Simulation& simulation, bool with_events) const {
    event::Events& events = simulation.ready_events();
    const Members members = all_members(events.cable(), events);
    const std::string other = difference(description_, describe(members), members);
    if (!other.empty()) {
        fail(ErrorKind::Value, "%s", other.c_str());
    }
    ByteReader in(numbers_);
    const Common common = read_common(in);
    read_members(in, members, events);
    std::vector<event::Waiting> waiting = read_waiting(in, members, actions_, events);
    if (!with_events) {
        waiting.clear();
    }
    events.common_stream().set_ids(common.ids);
    events.common_stream().set_place(common.place);
    events.exchange.begin(common.t);
    simulation.resume(common.t);
    events.resume(common.t, common.last, waiting, from_file_);
}

void Checkpoint::write(std::FILE* stream) const {
    write_state_file(stream, description_, numbers_);
}

void Checkpoint::read(std::FILE* stream) {
    read_state_file(stream, &description_, &numbers_);
    actions_.clear();
    from_file_ = true;
}

}  // namespace nrn::sim
