#include "sim/split_plan.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"

namespace nrn::sim {

struct SplitPlan::Report {
    Wires wires;
    std::size_t rank;
};

namespace {

// Pieces of all ranks, as numbers: how many wires, which, and so on.
std::vector<std::int64_t> as_numbers(const std::vector<SplitPlan::Wires>& pieces) {
    std::vector<std::int64_t> numbers;
    for (const SplitPlan::Wires& piece : pieces) {
        numbers.push_back(static_cast<std::int64_t>(piece.size()));
        numbers.insert(numbers.end(), piece.begin(), piece.end());
    }
    return numbers;
}

// Which of n things hang together.
class Groups {
  public:
    explicit Groups(std::size_t n) : above_(n) {
        std::iota(above_.begin(), above_.end(), std::size_t{0});
    }
    std::size_t of(std::size_t i) {
        while (above_[i] != i) {
            i = above_[i] = above_[above_[i]];
        }
        return i;
    }
    void join(std::size_t i, std::size_t k) {
        above_[std::max(of(i), of(k))] = std::min(of(i), of(k));
    }

  private:
    std::vector<std::size_t> above_;
};

// An order of n unknowns in which elimination makes few new couplings, none when they form a tree: always one of those
// that are coupled to the fewest others is next.
std::vector<std::size_t> elimination_order(std::vector<std::set<std::size_t>> coupled) {
    std::vector<std::size_t> order;
    std::set<std::pair<std::size_t, std::size_t>> waiting;
    for (std::size_t i = 0; i < coupled.size(); ++i) {
        waiting.emplace(coupled[i].size(), i);
    }
    while (!waiting.empty()) {
        const std::size_t next = waiting.begin()->second;
        waiting.erase(waiting.begin());
        order.push_back(next);
        for (const std::size_t i : coupled[next]) {
            waiting.erase({coupled[i].size(), i});
            coupled[i].insert(coupled[next].begin(), coupled[next].end());
            coupled[i].erase(i);
            coupled[i].erase(next);
            waiting.emplace(coupled[i].size(), i);
        }
    }
    return order;
}

}  // namespace

void SplitPlan::clear() noexcept {
    ranks_ = nullptr;
    travels_ = false;
    own_.clear();
    places_.clear();
    pieces_.clear();
    order_.clear();
    alike_.clear();
    cells_.clear();
}

std::int64_t SplitPlan::wire_between(int rank, int other) noexcept {
    return -1 - static_cast<std::int64_t>(std::min(rank, other));
}

std::string SplitPlan::name_of(std::int64_t wire) {
    const auto number = static_cast<long long>(wire);
    return number >= 0 ? format("sid %lld", number)
                       : format("the cell that is split between ranks %lld and %lld", -1 - number, -number);
}

void SplitPlan::set_up(Transport& ranks, event::RankGate* gate, const std::vector<Wires>* own) {
    clear();
    constexpr std::uint64_t kNone = UINT64_MAX;
    const auto n = static_cast<std::size_t>(ranks.size());
    const auto self = static_cast<std::size_t>(ranks.rank());
    const std::vector<std::int64_t> said = own == nullptr ? std::vector<std::int64_t>() : as_numbers(*own);
    std::vector<std::uint64_t> sizes(n);
    std::vector<std::size_t> counts(n), at(n);
    std::vector<std::int64_t> heard;
    {
        event::WaitForRanks waiting(gate, "multisplit");
        const std::uint64_t size = own == nullptr ? kNone : said.size();
        ranks.allgather(&size, sizes.data(), sizeof size);
        const auto unable = std::find(sizes.begin(), sizes.end(), kNone);
        if (unable != sizes.end()) {
            waiting.complete();
            if (own == nullptr) {
                return;
            }
            fail(ErrorKind::Parallel, "rank %d cannot tell which cells are split: its own error says why",
                 static_cast<int>(unable - sizes.begin()));
        }
        std::size_t sum = 0;
        for (std::size_t rank = 0; rank < n; ++rank) {
            at[rank] = sum * sizeof(std::int64_t);
            counts[rank] = sizes[rank] * sizeof(std::int64_t);
            sum += sizes[rank];
        }
        heard.resize(sum);
        ranks.allgatherv(said.data(), heard.data(), counts.data(), at.data());
        waiting.complete();
    }
    std::vector<Report> all;
    std::size_t i = 0;
    for (std::size_t rank = 0; rank < n; ++rank) {
        for (const std::size_t end = i + sizes[rank]; i < end;) {
            const auto first = heard.begin() + static_cast<std::ptrdiff_t>(i) + 1;
            all.push_back({Wires(first, first + heard[i]), rank});
            i += static_cast<std::size_t>(heard[i]) + 1;
        }
    }
    check(all, self);
    own_ = *own;
    plan(all, self);
    plan_traffic(n, self);
    ranks_ = &ranks;
    gate_ = gate;
}

// A wire between two ranks must be known to both.
void SplitPlan::check(const std::vector<Report>& all, std::size_t self) const {
    std::map<std::int64_t, std::set<std::size_t>> ranks;
    for (const Report& piece : all) {
        for (const std::int64_t wire : piece.wires) {
            if (wire < 0) {
                ranks[wire].insert(piece.rank);
            }
        }
    }
    for (const auto& [wire, having] : ranks) {
        if (having.size() != 2) {
            const std::size_t rank = *having.begin();
            const auto lower = static_cast<std::size_t>(-1 - wire);
            const std::size_t other = rank == lower ? lower + 1 : lower;
            fail(ErrorKind::Value,
                 "splitcell_connect(%zu) was called on rank %zu, and splitcell_connect(%zu) was not on rank %zu%s",
                 other, rank, rank, other, self == other ? ", which is this one" : "");
        }
    }
}

// Pieces in an order that does not depend on which rank has which, as far as they touch different wires: so sums do not
// either.
void SplitPlan::plan(const std::vector<Report>& all, std::size_t self) {
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tie(all[a].wires, all[a].rank) < std::tie(all[b].wires, all[b].rank);
    });
    Groups groups(all.size());
    std::map<std::int64_t, std::size_t> first;  // by wire: a piece that touches it
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (const std::int64_t wire : all[i].wires) {
            groups.join(first.emplace(wire, i).first->second, i);
        }
    }
    std::map<std::size_t, std::size_t> at_home;  // by group: the rank of its first piece
    for (std::size_t i = 0; i < all.size(); ++i) {
        travels_ = travels_ || at_home.emplace(groups.of(i), all[i].rank).first->second != all[i].rank;
    }
    std::set<std::size_t> here;  // groups with a piece of this rank
    std::size_t before = 0;      // pieces of lower ranks
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].rank == self) {
            here.insert(groups.of(i));
        }
        before += all[i].rank < self ? 1 : 0;
    }
    places_.assign(own_.size(), 0);
    std::map<std::size_t, std::size_t> cell_of;               // by group
    std::vector<std::map<std::int64_t, std::size_t>> wires;   // by cell: the number of a wire in it
    std::vector<std::vector<std::set<std::size_t>>> coupled;  // by cell and wire
    std::size_t numbers = 0;
    for (const std::size_t i : order) {
        if (!here.contains(groups.of(i))) {
            continue;
        }
        const std::size_t cell = cell_of.emplace(groups.of(i), cell_of.size()).first->second;
        wires.resize(cell_of.size());
        coupled.resize(cell_of.size());
        Piece piece{all[i].rank, cell, {}, numbers};
        for (const std::int64_t wire : all[i].wires) {
            piece.wires.push_back(wires[cell].emplace(wire, wires[cell].size()).first->second);
        }
        coupled[cell].resize(wires[cell].size());
        for (const std::size_t a : piece.wires) {
            for (const std::size_t b : piece.wires) {
                if (a != b) {
                    coupled[cell][a].insert(b);
                }
            }
        }
        if (piece.rank == self) {
            places_[i - before] = pieces_.size();
        }
        numbers += piece.size();
        order_.push_back(pieces_.size());
        alike_.push_back(!pieces_.empty() && pieces_.back().cell == cell && pieces_.back().wires == piece.wires);
        pieces_.push_back(std::move(piece));
    }
    numbers_.assign(numbers, 0.0);
    std::vector<std::vector<std::size_t>> place(coupled.size());  // by cell and wire: in the order of elimination
    cells_.resize(coupled.size());
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
        const std::vector<std::size_t> turn = elimination_order(coupled[cell]);
        place[cell].resize(turn.size());
        for (std::size_t k = 0; k < turn.size(); ++k) {
            place[cell][turn[k]] = k;
        }
        cells_[cell] = {turn.size(), std::vector<double>(turn.size() * turn.size()), std::vector<double>(turn.size())};
    }
    for (Piece& piece : pieces_) {
        for (std::size_t& wire : piece.wires) {
            wire = place[piece.cell][wire];
        }
    }
}

// A piece of this rank goes to all ranks that have one of the same cell.
void SplitPlan::plan_traffic(std::size_t ranks, std::size_t self) {
    std::vector<std::set<std::size_t>> others(cells_.size());
    for (const Piece& piece : pieces_) {
        if (piece.rank != self) {
            others[piece.cell].insert(piece.rank);
        }
    }
    std::vector<std::vector<std::size_t>> out(ranks), in(ranks);  // pieces by rank
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
        if (pieces_[i].rank != self) {
            in[pieces_[i].rank].push_back(i);
            continue;
        }
        for (const std::size_t rank : others[pieces_[i].cell]) {
            out[rank].push_back(i);
        }
    }
    out_ = traffic(out);
    in_ = traffic(in);
}

SplitPlan::Traffic SplitPlan::traffic(const std::vector<std::vector<std::size_t>>& by_rank) const {
    Traffic made;
    std::size_t numbers = 0;
    for (const std::vector<std::size_t>& list : by_rank) {
        made.at.push_back(numbers * sizeof(double));
        for (const std::size_t i : list) {
            made.pieces.push_back(i);
            numbers += pieces_[i].size();
        }
        made.counts.push_back(numbers * sizeof(double) - made.at.back());
    }
    made.numbers.assign(numbers, 0.0);
    return made;
}

void SplitPlan::exchange() {
    const double start = ranks_->wall_time();
    event::WaitForRanks waiting(gate_, "psolve");
    auto to = out_.numbers.begin();
    for (const std::size_t i : out_.pieces) {
        to = std::copy_n(numbers_.begin() + static_cast<std::ptrdiff_t>(pieces_[i].at), pieces_[i].size(), to);
    }
    ranks_->alltoallv(out_.numbers.data(), out_.counts.data(), out_.at.data(), in_.numbers.data(), in_.counts.data(),
                      in_.at.data());
    auto from = in_.numbers.cbegin();
    for (const std::size_t i : in_.pieces) {
        const auto size = static_cast<std::ptrdiff_t>(pieces_[i].size());
        std::copy(from, from + size, numbers_.begin() + static_cast<std::ptrdiff_t>(pieces_[i].at));
        from += size;
    }
    waiting.complete();
    exchange_time += ranks_->wall_time() - start;
}

// Pieces at the same wires are added up in the order of their numbers, whichever ranks these come from. It hardly
// changes from step to step.
void SplitPlan::sort_alike() noexcept {
    const auto less = [&](std::size_t a, std::size_t b) {
        const double* first = &numbers_[pieces_[a].at];
        const double* second = &numbers_[pieces_[b].at];
        return std::lexicographical_compare(first, first + pieces_[a].size(), second, second + pieces_[b].size());
    };
    for (std::size_t i = 1; i < order_.size(); ++i) {
        for (std::size_t k = i; alike_[k] && less(order_[k], order_[k - 1]); --k) {
            std::swap(order_[k], order_[k - 1]);
        }
    }
}

void SplitPlan::solve() {
    if (travels_) {
        exchange();
    }
    const double start = ranks_->wall_time();
    for (Cell& cell : cells_) {
        std::fill(cell.matrix.begin(), cell.matrix.end(), 0.0);
        std::fill(cell.right.begin(), cell.right.end(), 0.0);
    }
    sort_alike();
    for (const std::size_t i : order_) {
        const Piece& piece = pieces_[i];
        Cell& cell = cells_[piece.cell];
        const double* number = &numbers_[piece.at];
        for (const std::size_t row : piece.wires) {
            for (const std::size_t column : piece.wires) {
                cell.matrix[row * cell.wires + column] += *number++;
            }
        }
        for (const std::size_t row : piece.wires) {
            cell.right[row] += *number++;
        }
    }
    for (Cell& cell : cells_) {
        solve(cell);
    }
    solution_time += ranks_->wall_time() - start;
}

// Elimination in the order of the wires: the matrix is positive definite, and mostly empty when the cell is large.
void SplitPlan::solve(Cell& cell) noexcept {
    const std::size_t n = cell.wires;
    double* m = cell.matrix.data();
    double* x = cell.right.data();
    for (std::size_t p = 0; p < n; ++p) {
        for (std::size_t i = p + 1; i < n; ++i) {
            if (m[i * n + p] == 0.0) {
                continue;
            }
            const double factor = m[i * n + p] / m[p * n + p];
            for (std::size_t k = p + 1; k < n; ++k) {
                m[i * n + k] -= factor * m[p * n + k];
            }
            x[i] -= factor * x[p];
        }
    }
    for (std::size_t p = n; p-- > 0;) {
        for (std::size_t k = p + 1; k < n; ++k) {
            x[p] -= m[p * n + k] * x[k];
        }
        x[p] /= m[p * n + p];
    }
}

}  // namespace nrn::sim
