// The one MPI implementation of Transport, a template over the handle layout.
//
// Waiting. All collectives are nonblocking ones, tested in a loop that calls the idle hook and gives the core
// away when ranks are more than cores. A hook is not needed for that: a nonblocking collective on one
// rank does not match a blocking one on another, so all ranks must do alike.
//   * up to `small` bytes: on a copy, so that an interrupt leaves no memory of the caller in flight;
//   * above: first a barrier, where latecomers are waited for and the hook is called, and then the
//     collective itself, which finds everybody there and is not interrupted.
// It is also the fastest way measured (2 ranks, 8 MB): MPICH 5.0.2 broadcasts in 0.59 ms against 1.8 ms for
// MPI_Bcast, Open MPI 5.0.11 alike in both. Only Open MPI's large MPI_Iallreduce is slow, see mpi_abi.hpp.
// Which of the two is taken depends only on what all ranks know. The irregular collectives (gatherv,
// scatterv, alltoallv) are pairs of messages: lengths are known to both ends of a pair and to nobody else.
//
// Lengths above 2^31-1: broadcasts and reductions go in pieces; a message is one element of a derived type.
#pragma once

#include "parallel/mpi_api.hpp"
#include "parallel/transport.hpp"
#include "parallel/waiter.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <climits>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace nrn {

// What the transports of one MPI world share.
template <class Abi>
struct MpiSession {
    using Api = MpiApi<Abi>;
    struct OwnedSend {
        typename Api::Request request;
        std::string bytes;
    };

    explicit MpiSession(const MpiLibrary& library) : api(library) {
    }

    // A world that was not shut down keeps what MPI may still read from.
    ~MpiSession() {
        for (auto& send : sends) {
            static_cast<void>(send.release());
        }
    }

    // Drops the sends that have gone out.
    void reap() {
        std::size_t kept = 0;
        for (auto& send : sends) {
            int done = 0;
            if (api.Test(&send->request, &done, api.ignore) == 0 && !done) {
                sends[kept++] = std::move(send);
            }
        }
        sends.resize(kept);
    }

    Api api;
    bool started_here = false;
    bool over = false;
    std::vector<std::unique_ptr<OwnedSend>> sends;
};

template <class Abi>
class MpiTransport final : public Transport {
  public:
    using Api = MpiApi<Abi>;
    using Session = MpiSession<Abi>;
    using Comm = typename Api::Comm;
    using Datatype = typename Api::Datatype;
    using Request = typename Api::Request;
    using Status = typename Api::Status;

    static constexpr std::size_t small = 64 * 1024;
    static constexpr std::size_t piece = std::size_t(1) << 30;

    // comm belongs to the new transport. Collective over comm.
    MpiTransport(std::shared_ptr<Session> session, Comm comm, IdleHook hook)
        : Transport(0, 1), session_(std::move(session)), api_(session_->api), comm_(comm) {
        hook_ = hook;
        check(api_.Comm_set_errhandler(comm_, api_.errors_return), "MPI_Comm_set_errhandler");
        check(api_.Comm_rank(comm_, &rank_), "MPI_Comm_rank");
        check(api_.Comm_size(comm_, &size_), "MPI_Comm_size");
        check(api_.Comm_dup(comm_, &pairs_), "MPI_Comm_dup");
        check(api_.Comm_set_errhandler(pairs_, api_.errors_return), "MPI_Comm_set_errhandler");
        stage_ = std::make_unique<char[]>(small);
    }

    // Communicators are left to MPI_Finalize: freeing one is collective, and a destructor is not. So is memory into
    // which data may still arrive.
    ~MpiTransport() override {
        if (interrupted_) {
            static_cast<void>(stage_.release());
        }
        if (flying_) {
            static_cast<void>(new std::vector<char>(std::move(flight_)));
        }
    }

    void barrier() override {
        require_usable();
        arrive();
    }

    void broadcast(void* data, std::size_t bytes, int root) override {
        require_usable();
        require_rank(root, "the root of a broadcast");
        if (bytes <= small) {
            char* stage = stage_.get();
            if (rank_ == root) {
                copy(stage, data, bytes);
            }
            Request request;
            check(api_.Ibcast(stage, int(bytes), api_.byte, root, comm_, &request), "MPI_Ibcast");
            wait(request);
            if (rank_ != root) {
                copy(data, stage, bytes);
            }
            return;
        }
        arrive();
        broadcast_pieces(data, bytes, root);
    }

    void allreduce(double* data, std::size_t n, Reduce op) override {
        require_usable();
        const auto mpi_op = op == Reduce::Sum ? api_.sum : op == Reduce::Max ? api_.max : api_.min;
        if (n * sizeof(double) <= small) {
            void* stage = stage_.get();
            copy(stage, data, n * sizeof(double));
            Request request;
            check(api_.Iallreduce(api_.in_place, stage, int(n), api_.real, mpi_op, comm_, &request), "MPI_Iallreduce");
            wait(request);
            copy(data, stage, n * sizeof(double));
            return;
        }
        arrive();
        constexpr std::size_t step = piece / sizeof(double);
        for (std::size_t i = 0; i < n; i += step) {
            const int part = int(std::min(step, n - i));
            if constexpr (Abi::blocking_reduce) {
                check(api_.Allreduce(api_.in_place, data + i, part, api_.real, mpi_op, comm_), "MPI_Allreduce");
            } else {
                Request request;
                check(api_.Iallreduce(api_.in_place, data + i, part, api_.real, mpi_op, comm_, &request),
                      "MPI_Iallreduce");
                wait_quietly(request);
            }
        }
    }

    void allgather(const void* send, void* receive, std::size_t bytes) override {
        require_usable();
        const std::size_t total = bytes * std::size_t(size_);
        char* const own = static_cast<char*>(receive) + bytes * std::size_t(rank_);
        if (total <= small) {
            char* stage = stage_.get();
            copy(stage + bytes * std::size_t(rank_), send, bytes);
            Request request;
            check(api_.Iallgather(api_.in_place, 0, api_.byte, stage, int(bytes), api_.byte, comm_, &request),
                  "MPI_Iallgather");
            wait(request);
            copy(receive, stage, total);
            return;
        }
        arrive();
        copy(own, send, bytes);
        if (bytes <= INT_MAX) {
            Request request;
            check(api_.Iallgather(api_.in_place, 0, api_.byte, receive, int(bytes), api_.byte, comm_, &request),
                  "MPI_Iallgather");
            wait_quietly(request);
            return;
        }
        for (int root = 0; root < size_; ++root) {
            broadcast_pieces(static_cast<char*>(receive) + bytes * std::size_t(root), bytes, root);
        }
    }

    void begin_allgather(const void* send, std::size_t bytes) override {
        require_usable();
        if (bytes > INT_MAX) {
            fail(ErrorKind::Parallel, "%zu bytes are more than an exchange can carry at once.", bytes);
        }
        end_allgather();  // of a rank that did not wait for the end of its last one
        flight_.resize(bytes * std::size_t(size_));
        copy(flight_.data() + bytes * std::size_t(rank_), send, bytes);
        check(api_.Iallgather(api_.in_place, 0, api_.byte, flight_.data(), int(bytes), api_.byte, comm_,
                              &flight_request_),
              "MPI_Iallgather");
        flying_ = true;
    }

    const char* end_allgather() override {
        if (flying_) {
            require_usable();
            wait(flight_request_);
            flying_ = false;
        }
        return flight_.data();
    }

    void allgatherv(const void* send, void* receive, const std::size_t* counts,
                    const std::size_t* displacements) override {
        require_usable();
        char* const to = static_cast<char*>(receive);
        std::size_t total = 0;
        std::size_t end = 0;
        for (int r = 0; r < size_; ++r) {
            total += counts[r];
            end = std::max(end, counts[r] + displacements[r]);
        }
        if (total <= small) {
            allgatherv_staged(send, to, counts, displacements);
            return;
        }
        arrive();
        copy(to + displacements[rank_], send, counts[rank_]);
        if (end <= INT_MAX) {
            const std::vector<int> n(counts, counts + size_);
            const std::vector<int> at(displacements, displacements + size_);
            Request request;
            check(
                api_.Iallgatherv(api_.in_place, 0, api_.byte, receive, n.data(), at.data(), api_.byte, comm_, &request),
                "MPI_Iallgatherv");
            wait_quietly(request);
            return;
        }
        for (int root = 0; root < size_; ++root) {
            broadcast_pieces(to + displacements[root], counts[root], root);
        }
    }

    void gatherv(const void* send, std::size_t bytes, void* receive, const std::size_t* counts,
                 const std::size_t* displacements, int root) override {
        require_usable();
        require_rank(root, "the root of a gather");
        Exchange exchange(*this);
        if (rank_ != root) {
            exchange.add_send(send, bytes, root);
        } else {
            for (int r = 0; r < size_; ++r) {
                exchange.add_receive(static_cast<char*>(receive) + displacements[r], counts[r], r);
            }
            copy(static_cast<char*>(receive) + displacements[rank_], send, bytes);
        }
        exchange.run();
    }

    void scatterv(const void* send, const std::size_t* counts, const std::size_t* displacements, void* receive,
                  std::size_t bytes, int root) override {
        require_usable();
        require_rank(root, "the root of a scatter");
        Exchange exchange(*this);
        if (rank_ != root) {
            exchange.add_receive(receive, bytes, root);
        } else {
            for (int r = 0; r < size_; ++r) {
                exchange.add_send(static_cast<const char*>(send) + displacements[r], counts[r], r);
            }
            copy(receive, static_cast<const char*>(send) + displacements[rank_], bytes);
        }
        exchange.run();
    }

    void alltoallv(const void* send, const std::size_t* send_counts, const std::size_t* send_displacements,
                   void* receive, const std::size_t* receive_counts,
                   const std::size_t* receive_displacements) override {
        require_usable();
        const char* const from = static_cast<const char*>(send);
        char* const to = static_cast<char*>(receive);
        Exchange exchange(*this);
        for (int step = 1; step < size_; ++step) {  // each rank starts with another partner
            const int below = (rank_ - step + size_) % size_;
            const int above = (rank_ + step) % size_;
            exchange.add_receive(to + receive_displacements[below], receive_counts[below], below);
            exchange.add_send(from + send_displacements[above], send_counts[above], above);
        }
        exchange.start();
        copy(to + receive_displacements[rank_], from + send_displacements[rank_], send_counts[rank_]);
        exchange.finish();
    }

    void send(const void* data, std::size_t bytes, int to, int tag) override {
        if (bytes <= small) {
            send_owned(std::string(static_cast<const char*>(data), bytes), to, tag);
            return;
        }
        require_usable();
        require_rank(to, "the receiver of a message");
        Request request = start_send(data, bytes, to, tag, comm_);
        wait(request);
    }

    void send_owned(std::string bytes, int to, int tag) override {
        require_usable();
        require_rank(to, "the receiver of a message");
        session_->reap();
        auto owned = std::make_unique<typename Session::OwnedSend>();
        owned->bytes = std::move(bytes);
        owned->request = start_send(owned->bytes.data(), owned->bytes.size(), to, tag, comm_);
        session_->sends.push_back(std::move(owned));
    }

    Envelope probe(int source, int tag) override {
        Envelope found;
        Waiter waiter(hook_, Waiter::Style::Busy);
        while (!try_probe(source, tag, found)) {
            waiter.pause();
        }
        return found;
    }

    bool try_probe(int source, int tag, Envelope& found) override {
        require_usable();
        if (!session_->sends.empty()) {
            session_->reap();
        }
        int there = 0;
        Status status;
        check(api_.Iprobe(source == any_source ? Abi::any_source : source, tag == any_tag ? Abi::any_tag : tag, comm_,
                          &there, &status),
              "MPI_Iprobe");
        if (there) {
            typename Api::Count bytes = 0;
            check(api_.Get_elements_x(&status, api_.byte, &bytes), "MPI_Get_elements_x");
            found = {status.source, status.tag, std::size_t(bytes)};
        }
        return there != 0;
    }

    void receive(void* data, std::size_t bytes, int source, int tag) override {
        const Envelope found = probe(source, tag);
        if (found.bytes != bytes) {
            fail(ErrorKind::Parallel, "A message of %zu bytes from rank %d was to be received as %zu bytes.",
                 found.bytes, source, bytes);
        }
        with_type(bytes, [&](int count, Datatype type) {
            check(api_.Recv(data, count, type, found.source, found.tag, comm_, api_.ignore), "MPI_Recv");
        });
    }

    std::unique_ptr<Transport> split(int color, int key) override {
        require_usable();
        arrive();
        Comm group;
        const int mpi_color = color == no_color ? Abi::undefined : color;
        check(api_.Comm_split(comm_, mpi_color, key, &group), "MPI_Comm_split");
        if (color == no_color) {
            return nullptr;
        }
        return std::make_unique<MpiTransport>(session_, group, hook_);
    }

    void abort(int code) override {
        if (!session_->over) {
            api_.Abort(api_.comm_world, code);
        }
    }

    void finalize() override {
        int over = 0;
        if (session_->over || api_.Finalized(&over) != 0 || over) {
            session_->over = true;
            return;
        }
        settle_sends();
        session_->over = true;
        if (session_->started_here) {
            check(api_.Finalize(), "MPI_Finalize");
        }
    }

    double wall_time() const override {
        return api_.Wtime();
    }

    std::string describe() const override {
        return format("%d ranks over %s (%s)", size_, api_.library.version.c_str(), api_.library.path.c_str());
    }

  private:
    // Messages between pairs of ranks, all under way together. Empty ones and those to oneself are left out.
    class Exchange {
      public:
        explicit Exchange(MpiTransport& transport) : transport_(transport) {
        }

        void add_send(const void* data, std::size_t bytes, int rank) {
            add(const_cast<void*>(data), bytes, rank, true);
        }
        void add_receive(void* data, std::size_t bytes, int rank) {
            add(data, bytes, rank, false);
        }

        void start() {
            staged_ = total_ <= small;
            requests_.reserve(parts_.size());
            char* stage = transport_.stage_.get();
            for (bool sending : {false, true}) {
                for (Part& part : parts_) {
                    if (part.sending != sending) {
                        continue;
                    }
                    part.wire = staged_ ? stage : part.data;
                    stage += staged_ ? part.bytes : 0;
                    requests_.push_back(start_part(part));
                }
            }
        }

        void finish() {
            for (Request& request : requests_) {
                transport_.wait(request);
            }
            for (const Part& part : parts_) {
                if (staged_ && !part.sending) {
                    copy(part.data, part.wire, part.bytes);
                }
            }
        }

        void run() {
            start();
            finish();
        }

      private:
        struct Part {
            void* data;
            void* wire;  // where MPI reads or writes: data, or its place in the stage
            std::size_t bytes;
            int rank;
            bool sending;
        };

        void add(void* data, std::size_t bytes, int rank, bool sending) {
            if (bytes != 0 && rank != transport_.rank_) {
                parts_.push_back({data, nullptr, bytes, rank, sending});
                total_ += bytes;
            }
        }

        Request start_part(const Part& part) {
            if (part.sending) {
                if (staged_) {
                    copy(part.wire, part.data, part.bytes);
                }
                return transport_.start_send(part.wire, part.bytes, part.rank, 0, transport_.pairs_);
            }
            return transport_.start_receive(part.wire, part.bytes, part.rank, 0, transport_.pairs_);
        }

        MpiTransport& transport_;
        std::vector<Part> parts_;
        std::vector<Request> requests_;
        std::size_t total_ = 0;
        bool staged_ = false;
    };

    void check(int code, const char* what) const {
        api_.check(code, what);
    }

    void require_usable() const {
        if (session_->over) {
            fail(ErrorKind::Parallel, "MPI has been shut down; ranks can no longer communicate.");
        }
        if (interrupted_) {
            fail(ErrorKind::Parallel,
                 "A communication between the ranks was interrupted, so they no longer agree "
                 "on where they are; end the run on all ranks.");
        }
    }

    void require_rank(int rank, const char* what) const {
        if (rank < 0 || rank >= size_) {
            fail(ErrorKind::Value, "%s is rank %d, and there are ranks 0 to %d.", what, rank, size_ - 1);
        }
    }

    // In place is allowed everywhere, so source and destination may be the same.
    static void copy(void* to, const void* from, std::size_t bytes) {
        if (to != from && bytes != 0) {
            std::memmove(to, from, bytes);
        }
    }

    void wait(Request& request) {
        wait(request, hook_);
    }

    // For data motion that no latecomer delays.
    void wait_quietly(Request& request) {
        wait(request, IdleHook{});
    }

    void wait(Request& request, IdleHook hook) {
        Waiter waiter(hook, Waiter::Style::Busy);
        int done = 0;
        check(api_.Test(&request, &done, api_.ignore), "MPI_Test");
        while (!done) {
            interrupted_ = true;  // stays so when pause() throws
            waiter.pause();
            interrupted_ = false;
            check(api_.Test(&request, &done, api_.ignore), "MPI_Test");
        }
    }

    // Waits until every rank has come here.
    void arrive() {
        Request request;
        check(api_.Ibarrier(comm_, &request), "MPI_Ibarrier");
        wait(request);
    }

    void broadcast_pieces(void* data, std::size_t bytes, int root) {
        for (std::size_t i = 0; i < bytes; i += piece) {
            const int part = int(std::min(piece, bytes - i));
            Request request;
            check(api_.Ibcast(static_cast<char*>(data) + i, part, api_.byte, root, comm_, &request), "MPI_Ibcast");
            wait_quietly(request);
        }
    }

    void allgatherv_staged(const void* send, char* receive, const std::size_t* counts,
                           const std::size_t* displacements) {
        std::vector<int> n(counts, counts + size_);
        std::vector<int> at(static_cast<std::size_t>(size_));
        for (int r = 1; r < size_; ++r) {
            at[r] = at[r - 1] + n[r - 1];
        }
        char* stage = stage_.get();
        copy(stage + at[rank_], send, counts[rank_]);
        Request request;
        check(api_.Iallgatherv(api_.in_place, 0, api_.byte, stage, n.data(), at.data(), api_.byte, comm_, &request),
              "MPI_Iallgatherv");
        wait(request);
        for (int r = 0; r < size_; ++r) {
            copy(receive + displacements[r], stage + at[r], counts[r]);
        }
    }

    // Calls use(count, type) so that count elements of type are `bytes` bytes.
    template <class Use>
    void with_type(std::size_t bytes, Use use) {
        if (bytes <= INT_MAX) {
            use(int(bytes), api_.byte);
            return;
        }
        constexpr int unit = 1 << 20;
        Datatype block;
        Datatype blocks;
        Datatype whole;
        check(api_.Type_contiguous(unit, api_.byte, &block), "MPI_Type_contiguous");
        check(api_.Type_contiguous(int(bytes / unit), block, &blocks), "MPI_Type_contiguous");
        const int lengths[] = {1, int(bytes % unit)};
        const typename Api::Aint places[] = {0, typename Api::Aint(bytes - bytes % unit)};
        const Datatype types[] = {blocks, api_.byte};
        check(api_.Type_create_struct(2, lengths, places, types, &whole), "MPI_Type_create_struct");
        check(api_.Type_commit(&whole), "MPI_Type_commit");
        use(1, whole);
        for (Datatype* type : {&whole, &blocks, &block}) {  // MPI keeps them as long as messages need them
            check(api_.Type_free(type), "MPI_Type_free");
        }
    }

    Request start_send(const void* data, std::size_t bytes, int to, int tag, Comm comm) {
        Request request;
        with_type(bytes, [&](int count, Datatype type) {
            check(api_.Isend(data, count, type, to, tag, comm, &request), "MPI_Isend");
        });
        return request;
    }

    Request start_receive(void* data, std::size_t bytes, int from, int tag, Comm comm) {
        Request request;
        with_type(bytes, [&](int count, Datatype type) {
            check(api_.Irecv(data, count, type, from, tag, comm, &request), "MPI_Irecv");
        });
        return request;
    }

    // Gives the last messages a second to go out, and calls the others back: nobody receives them.
    void settle_sends() {
        Waiter waiter(IdleHook{}, Waiter::Style::Resting);
        for (session_->reap(); !session_->sends.empty() && waiter.waited() < 1.0; session_->reap()) {
            waiter.pause();
        }
        for (auto& send : session_->sends) {
            api_.Cancel(&send->request);
            api_.Request_free(&send->request);
            static_cast<void>(send.release());
        }
        session_->sends.clear();
    }

    std::shared_ptr<Session> session_;
    Api& api_;
    Comm comm_;   // collectives, and messages of the user of this transport
    Comm pairs_;  // messages of the irregular collectives
    std::unique_ptr<char[]> stage_;
    std::vector<char> flight_;  // of begin_allgather()
    Request flight_request_{};
    bool flying_ = false;
    bool interrupted_ = false;
};

}  // namespace nrn
