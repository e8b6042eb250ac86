#include "parallel/board_server.hpp"

#include "base/error.hpp"

#include <cstring>
#include <utility>

namespace nrn {

namespace {

// The fixed end of an encoded packet: body, key, trailer.
struct Trailer {
    std::int32_t kind;
    std::int32_t sequence;
    std::int32_t id;
    std::int32_t parent;
    std::int32_t userid;
    std::int32_t failed;
    std::uint64_t key_bytes;
};

}  // namespace

Bytes Packet::encode() && {
    const Trailer trailer{static_cast<std::int32_t>(kind), sequence, id, parent, userid, failed, key.size()};
    Bytes bytes = std::move(body);
    bytes.append(key);
    bytes.append(reinterpret_cast<const char*>(&trailer), sizeof trailer);
    return bytes;
}

Packet Packet::decode(Bytes bytes) {
    Trailer trailer{};
    if (bytes.size() >= sizeof trailer) {
        std::memcpy(&trailer, bytes.data() + bytes.size() - sizeof trailer, sizeof trailer);
        bytes.resize(bytes.size() - sizeof trailer);
    } else {
        trailer.key_bytes = ~std::uint64_t(0);
    }
    if (trailer.key_bytes > bytes.size()) {
        fail(ErrorKind::Parallel,
             "A bulletin board message of %zu bytes has no valid end; the ranks seem to run "
             "different versions.",
             bytes.size());
    }
    Packet packet;
    packet.kind = static_cast<Kind>(trailer.kind);
    packet.sequence = trailer.sequence;
    packet.id = trailer.id;
    packet.parent = trailer.parent;
    packet.userid = trailer.userid;
    packet.failed = trailer.failed;
    packet.key = bytes.substr(bytes.size() - trailer.key_bytes);
    bytes.resize(bytes.size() - trailer.key_bytes);
    packet.body = std::move(bytes);
    return packet;
}

int BoardServer::submit(int parent, int userid, Bytes body) {
    const int id = next_id_++;
    std::vector<int> path;
    if (const auto work = works_.find(parent); work != works_.end()) {
        path = work->second.path;
    }
    path.push_back(id);
    todo_.insert(path);
    works_.emplace(id, Work{std::move(path), parent, userid, std::move(body)});
    return id;
}

std::optional<Task> BoardServer::next_task() {
    if (todo_.empty()) {
        return std::nullopt;
    }
    const int id = todo_.begin()->back();
    todo_.erase(todo_.begin());
    Work& work = works_.at(id);
    return Task{id, work.parent, std::move(work.body)};
}

void BoardServer::untake(Task task) {
    if (const auto work = works_.find(task.id); work != works_.end()) {
        work->second.body = std::move(task.body);
        todo_.insert(work->second.path);
    }
}

void BoardServer::finish(int id, Bytes result, bool failed) {
    const auto found = works_.find(id);
    if (found == works_.end()) {
        return;
    }
    const int parent = found->second.parent;
    const int userid = found->second.userid;
    works_.erase(found);
    results_.erase(id);
    if (parent <= 0 || works_.contains(parent)) {
        results_[parent].push_back({id, parent, userid, failed, std::move(result)});
    }
}

std::optional<Result> BoardServer::next_result(int parent) {
    const auto found = results_.find(parent);
    if (found == results_.end()) {
        return std::nullopt;
    }
    Result result = std::move(found->second.front());
    found->second.pop_front();
    if (found->second.empty()) {
        results_.erase(found);
    }
    return result;
}

void BoardServer::untake(Result result) {
    const int parent = result.parent;
    results_[parent].push_front(std::move(result));
}

void BoardServer::post(std::string_view key, Bytes message) {
    auto found = messages_.find(key);
    if (found == messages_.end()) {
        found = messages_.try_emplace(std::string(key)).first;
    }
    found->second.push_back(std::move(message));
}

const Bytes* BoardServer::look(std::string_view key) const {
    const auto found = messages_.find(key);
    return found == messages_.end() ? nullptr : &found->second.front();
}

std::optional<Bytes> BoardServer::take(std::string_view key) {
    const auto found = messages_.find(key);
    if (found == messages_.end()) {
        return std::nullopt;
    }
    Bytes message = std::move(found->second.front());
    found->second.pop_front();
    if (found->second.empty()) {
        messages_.erase(found);
    }
    return message;
}

}  // namespace nrn
