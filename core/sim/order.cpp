#include "sim/order.hpp"

#include <algorithm>
#include <numeric>

namespace nrn::sim {

namespace {

// Of a block, at most, and at least where threads are to find some to share: each a few.
constexpr std::size_t kMostRows = 2048;
constexpr std::size_t kLeastRows = 512;
constexpr std::size_t kBlocks = 4;
constexpr std::size_t kLanes = 8;
constexpr std::int32_t kNone = -1;

// A forest with its children listed.
class Forest {
  public:
    Forest(std::span<const std::int32_t> parent, std::span<const std::uint32_t> hung_by)
        : parent_(parent.begin(), parent.end()) {
        hang(hung_by);
        list_children();
        sort_children();
    }

    std::int32_t parent(std::uint32_t node) const noexcept {
        return parent_[node];
    }
    const std::vector<std::uint32_t>& roots() const noexcept {
        return roots_;
    }
    std::uint32_t tree_size(std::uint32_t root) const noexcept {
        return size_[root];
    }
    std::span<const std::uint32_t> children(std::uint32_t node) const noexcept {
        return std::span(children_).subspan(first_[node], first_[node + 1] - first_[node]);
    }

  private:
    void hang(std::span<const std::uint32_t> hung_by);
    void list_children();
    void sort_children();

    std::vector<std::int32_t> parent_;
    std::vector<std::uint32_t> roots_;
    std::vector<std::uint32_t> first_;  // by node: in children_
    std::vector<std::uint32_t> children_;
    std::vector<std::uint32_t> height_;  // edges down to the farthest node
    std::vector<std::uint32_t> size_;    // nodes from this one down
};

// Of each tree, the node from which the farthest one is nearest becomes the root, if none is asked for. Parents come
// before children here.
void Forest::hang(std::span<const std::uint32_t> hung_by) {
    const std::size_t n = parent_.size();
    std::vector<std::uint32_t> down(n, 0);    // to the farthest node below
    std::vector<std::uint32_t> second(n, 0);  // the same through another child
    for (std::size_t i = n; i-- > 0;) {
        if (parent_[i] != kNone) {
            const auto p = static_cast<std::size_t>(parent_[i]);
            const std::uint32_t through = down[i] + 1;
            second[p] = std::max(second[p], std::min(down[p], through));
            down[p] = std::max(down[p], through);
        }
    }
    std::vector<std::uint32_t> up(n, 0);  // to the farthest node that is not below
    std::vector<std::uint32_t> root(n);
    std::vector<std::uint32_t> middle(n);  // by root
    for (std::size_t i = 0; i < n; ++i) {
        root[i] = static_cast<std::uint32_t>(i);
        if (parent_[i] != kNone) {
            const auto p = static_cast<std::size_t>(parent_[i]);
            up[i] = 1 + std::max(up[p], down[p] == down[i] + 1 ? second[p] : down[p]);
            root[i] = root[p];
        }
        std::uint32_t& best = middle[root[i]];
        if (root[i] == i || std::max(up[i], down[i]) < std::max(up[best], down[best])) {
            best = static_cast<std::uint32_t>(i);
        }
    }
    for (std::size_t i = hung_by.size(); i-- > 0;) {
        middle[root[hung_by[i]]] = hung_by[i];
    }
    for (std::size_t i = 0; i < n; ++i) {
        if (root[i] != i) {
            continue;
        }
        auto above = static_cast<std::int32_t>(middle[i]);  // turn the edges from the middle to the old root round
        std::int32_t below = kNone;
        while (above != kNone) {
            const std::int32_t next = parent_[static_cast<std::size_t>(above)];
            parent_[static_cast<std::size_t>(above)] = below;
            below = above;
            above = next;
        }
    }
}

void Forest::list_children() {
    const std::size_t n = parent_.size();
    first_.assign(n + 1, 0);
    for (std::size_t i = 0; i < n; ++i) {
        if (parent_[i] == kNone) {
            roots_.push_back(static_cast<std::uint32_t>(i));
        } else {
            ++first_[static_cast<std::size_t>(parent_[i]) + 1];
        }
    }
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    children_.resize(n - roots_.size());
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (std::size_t i = 0; i < n; ++i) {
        if (parent_[i] != kNone) {
            children_[next[static_cast<std::size_t>(parent_[i])]++] = static_cast<std::uint32_t>(i);
        }
    }
}

// The child with the longest way down comes first: it goes on in the band of its parent.
void Forest::sort_children() {
    const std::size_t n = parent_.size();
    height_.assign(n, 0);
    size_.assign(n, 1);
    std::vector<std::uint32_t> walk = roots_;
    walk.reserve(n);
    for (std::size_t i = 0; i < walk.size(); ++i) {
        const auto below = children(walk[i]);
        walk.insert(walk.end(), below.begin(), below.end());
    }
    for (std::size_t i = walk.size(); i-- > 0;) {
        const std::uint32_t node = walk[i];
        if (parent_[node] != kNone) {
            const auto p = static_cast<std::size_t>(parent_[node]);
            height_[p] = std::max(height_[p], height_[node] + 1);
            size_[p] += size_[node];
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        const auto begin = children_.begin() + static_cast<std::ptrdiff_t>(first_[i]);
        std::stable_sort(begin, children_.begin() + static_cast<std::ptrdiff_t>(first_[i + 1]),
                         [this](std::uint32_t a, std::uint32_t b) { return height_[a] > height_[b]; });
    }
}

class Builder {
  public:
    Builder(const Forest& forest, std::size_t n) : forest_(forest), row_(n) {
        order_.place.reserve(n);
        order_.parent.reserve(n);
    }

    void add_block(std::span<const std::uint32_t> roots) {
        const std::size_t first_band = order_.bands.size();
        const auto begin = static_cast<std::uint32_t>(order_.place.size());
        std::vector<std::uint32_t> level(roots.begin(), roots.end());
        for (const std::uint32_t root : level) {
            add_row(root, kNone);
        }
        std::vector<std::uint32_t> next;
        while (!level.empty()) {
            take_children(level, next);
            add_bands(next, first_band);
            level.swap(next);
        }
        order_.blocks.push_back({begin, static_cast<std::uint32_t>(order_.place.size()),
                                 static_cast<std::uint32_t>(roots.size()), first_band, order_.bands.size()});
    }

    NodeOrder finish(std::span<const std::int32_t> listed_parent) {
        order_.turned.resize(order_.place.size());
        for (std::uint32_t row = 0; row < order_.place.size(); ++row) {
            const std::uint32_t node = order_.place[row];
            order_.turned[row] = listed_parent[node] != forest_.parent(node) && order_.parent[row] != kNone;
        }
        return std::move(order_);
    }

  private:
    void add_row(std::uint32_t node, std::int32_t parent) {
        row_[node] = static_cast<std::uint32_t>(order_.place.size());
        order_.place.push_back(node);
        order_.parent.push_back(parent);
    }

    // The first children of all, then the second ones, and so on: no two of one round have the same parent.
    void take_children(const std::vector<std::uint32_t>& level, std::vector<std::uint32_t>& next) const {
        next.clear();
        std::vector<std::uint32_t> having = level;
        for (std::size_t k = 0; !having.empty(); ++k) {
            std::erase_if(having, [&](std::uint32_t node) { return forest_.children(node).size() <= k; });
            for (const std::uint32_t node : having) {
                next.push_back(forest_.children(node)[k]);
            }
        }
    }

    void add_bands(const std::vector<std::uint32_t>& level, std::size_t first_band) {
        std::vector<numeric::TreeBand>& bands = order_.bands;
        const std::size_t before = bands.size();
        for (const std::uint32_t node : level) {
            const std::uint32_t parent = row_[static_cast<std::size_t>(forest_.parent(node))];
            add_row(node, static_cast<std::int32_t>(parent));
            if (bands.size() > before && parent == bands.back().parent + bands.back().width) {
                ++bands.back().width;
            } else {
                bands.push_back({row_[node], 1, 1, parent});
            }
        }
        if (bands.size() != before + 1 || before == first_band) {
            return;
        }
        numeric::TreeBand& last = bands[before - 1];  // does it go on with as many nodes?
        if (last.width == bands.back().width && bands.back().parent == last.end() - last.width) {
            ++last.levels;
            bands.pop_back();
        }
    }

    const Forest& forest_;
    NodeOrder order_;
    std::vector<std::uint32_t> row_;  // by node
};

}  // namespace

NodeOrder order_nodes(std::span<const std::int32_t> parent, std::span<const std::uint32_t> hung_by,
                      std::size_t threads) {
    const Forest forest(parent, hung_by);
    Builder builder(forest, parent.size());
    const std::vector<std::uint32_t>& roots = forest.roots();
    const std::size_t most =
        threads == 1 ? kMostRows : std::clamp(parent.size() / (kBlocks * threads), kLeastRows, kMostRows);
    for (std::size_t first = 0; first < roots.size();) {
        std::size_t last = first;
        std::size_t rows = 0;
        while (last < roots.size() && (last == first || rows + forest.tree_size(roots[last]) <= most)) {
            rows += forest.tree_size(roots[last++]);
        }
        // Equal cells fill the registers of the widest processor: loops over what they have need no remainder.
        if (last < roots.size() && last - first >= kLanes) {
            last -= (last - first) % kLanes;
        }
        builder.add_block(std::span(roots).subspan(first, last - first));
        first = last;
    }
    return builder.finish(parent);
}

}  // namespace nrn::sim
