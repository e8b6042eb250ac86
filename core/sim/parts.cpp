#include "sim/parts.hpp"

#include <algorithm>

namespace nrn::sim {

namespace {
constexpr std::uint32_t kPartRows = 1024;
}

void Parts::prepare(const NodeOrder& order, const mech::Registry& registry, mech::Runs& runs) {
    all.clear();
    blocks.clear();
    present.clear();
    threadsafe = true;
    for (const NodeOrder::Block& block : order.blocks) {
        const std::uint32_t rows = block.end - block.begin;
        const std::uint32_t count = rows < 2 * kPartRows ? 1 : (rows + kPartRows - 1) / kPartRows;
        blocks.push_back({&block, all.size(), all.size() + count});
        for (std::uint32_t k = 0; k < count; ++k) {
            const auto at = [&](std::uint64_t i) { return block.begin + static_cast<std::uint32_t>(rows * i / count); };
            all.push_back({at(k), at(k + 1), all.size(), false});
        }
    }
    for (const auto& mechanism : registry.all()) {
        mech::MechanismRun& run = runs.of(*mechanism);
        if (run.run.begin >= run.run.end || mechanism->kind() == mech::Kind::Artificial) {
            continue;
        }
        Present each{mechanism.get(), &run, {}};
        const auto first = run.node->begin();
        const auto last = first + run.run.end;
        for (const Part& part : all) {
            each.first.push_back(static_cast<std::int32_t>(
                std::lower_bound(first, last, static_cast<std::int32_t>(part.begin)) - first));
        }
        each.first.push_back(run.run.end);
        threadsafe =
            threadsafe && (mechanism->abi() == nullptr || (mechanism->abi()->flags & NRN_MECH_THREADSAFE) != 0);
        present.push_back(std::move(each));
    }
    if (all.size() == 1) {
        all[0].alone = true;
    }
    list_kernels();
}

void Parts::list_kernels() {
    having = {};
    for (const Present& each : present) {
        if (each.mechanism->kind() == mech::Kind::Ion) {
            having.ions.push_back(&each);
        }
        const NrnMechanism* abi = each.mechanism->abi();
        if (abi == nullptr) {
            continue;
        }
        const auto list = [&](Kernel kernel, std::vector<const Present*>& in) {
            if (abi->*kernel != nullptr) {
                in.push_back(&each);
            }
        };
        list(&NrnMechanism::before_breakpoint, having.before_breakpoint);
        list(&NrnMechanism::current, each.electrode() ? having.electrode_current : having.membrane_current);
        list(&NrnMechanism::solve, having.solve);
        list(&NrnMechanism::after_solve, having.after_solve);
    }
}

}  // namespace nrn::sim
