// The order in which the solver wants the nodes of all trees.
//
// Rows that do not depend on one another lie side by side, so that a vector register holds several: first the roots of
// many trees, then the nodes next to them, level by level (the bands of numeric/tree.hpp). Each tree is hung up by its
// middle, whatever its root section is: that halves the number of levels, and a single cable becomes two.
//
// Trees are put together in blocks that fit a cache of the second level; a tree lies in one block, and gets the same
// numbers whatever lies beside it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "numeric/tree.hpp"

namespace nrn::sim {

struct NodeOrder {
    struct Block {
        std::uint32_t begin, end;  // rows
        std::uint32_t roots;       // at the beginning
        std::size_t first_band, last_band;
    };

    std::vector<std::uint32_t> place;  // by row: the node's place in the list that was ordered
    std::vector<std::int32_t> parent;  // by row: a row before it; -1 for a root
    std::vector<bool> turned;          // by row: in the list it is the parent of its parent here
    std::vector<numeric::TreeBand> bands;
    std::vector<Block> blocks;

    // Of a row and its parent the one that is the child in the list.
    std::uint32_t child(std::size_t row) const noexcept {
        return static_cast<std::uint32_t>(turned[row] ? static_cast<std::size_t>(parent[row]) : row);
    }
    numeric::TreeShape shape(const Block& block) const noexcept {
        return {block.begin, block.roots,
                std::span(bands).subspan(block.first_band, block.last_band - block.first_band)};
    }
};

// parent: by place, a place before it, or -1 for a root. hung_by: places that trees hang by, each by the first of its
// own; others by their middles. threads: that are to share the blocks.
NodeOrder order_nodes(std::span<const std::int32_t> parent, std::span<const std::uint32_t> hung_by,
                      std::size_t threads);

}  // namespace nrn::sim
