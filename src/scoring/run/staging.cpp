#include "scoring/run/staging.hpp"

#include <algorithm>

#include "scoring/run/comparison.hpp"

namespace yuanheng::scoring {

namespace {

class Staging {
public:
    Staging(const Scorer& scorer, Standing& standing, int threads)
        : scorer_(scorer), grading_(scorer.track().grading), out_(standing), threads_(threads) {
        out_.grade.assign(out_.ranking.order.size(), -1);
        place_.resize(scorer.members().data->size());
        const std::vector<std::uint32_t>& order = out_.ranking.order;
        for (std::uint32_t i = 0; i < order.size(); ++i) place_[order[i]] = i;
    }

    void grade(const std::vector<std::size_t>& denominators) {
        std::vector<std::vector<std::uint32_t>> groups(denominators.size());
        for (std::size_t i = 0; i < out_.group.size(); ++i)
            groups[out_.group[i]].push_back(out_.ranking.order[i]);
        for (std::size_t s = 0; s < grading_.stages.size(); ++s) {
            const OrderKey key{grading_.stages[s].order, grading_.stages[s].descending};
            const std::vector<Approximation> keys = sort_keys(key, scorer_, threads_);
            for (std::size_t g = 0; g < groups.size(); ++g) stage(s, key, keys, groups[g], denominators[g]);
        }
        for (std::int8_t& grade : out_.grade) {
            if (grade < 0) grade = static_cast<std::int8_t>(grading_.rest);
        }
    }

private:
    void stage(std::size_t index, const OrderKey& key, const std::vector<Approximation>& keys,
               const std::vector<std::uint32_t>& group, std::size_t of) {
        const Stage& stage = grading_.stages[index];
        const std::vector<OrderKey> only{key};
        const Comparison compare(scorer_, only, false);
        std::vector<std::uint32_t> pool = pool_of(index, group, of);
        std::erase_if(pool, [&](std::uint32_t row) { return out_.grade[place_[row]] >= 0; });
        // Whom a stage lifts is looked for from the best down, whom it lowers from the worst up.
        const bool best_first = lifts(grading_, stage);
        const auto exact = [&](std::uint32_t a, std::uint32_t b) {
            const std::weak_ordering by_key = compare(a, b);
            if (by_key != 0) return by_key;
            return std::weak_ordering(best_first ? place_[a] <=> place_[b] : place_[b] <=> place_[a]);
        };
        const std::vector<std::uint32_t> by_key = rank(
                                                      pool, keys, exact, [](auto) {}, threads_)
                                                      .order;
        const std::size_t take = std::min(by_key.size(), places(stage.take, of, grading_.rounding));
        const Parting cut = parting(take, by_key.size(),
                                    [&](std::size_t i) { return compare(by_key[i - 1], by_key[i]) == 0; });
        const std::size_t end = cut.settled(side_of_equals(grading_, stage), true);
        note(cut, by_key, index, false);
        for (std::size_t i = 0; i < end; ++i)
            out_.grade[place_[by_key[i]]] = static_cast<std::int8_t>(stage.grade);
    }

    /// The share of the group, in rank order, that the stage chooses from.
    std::vector<std::uint32_t> pool_of(std::size_t index, const std::vector<std::uint32_t>& group,
                                       std::size_t of) {
        const Stage& stage = grading_.stages[index];
        const std::size_t n = group.size();
        const std::size_t size = std::min(n, places(stage.pool, of, grading_.rounding));
        const Parting cut = parting(stage.pool_from_top ? size : n - size, n, [&](std::size_t i) {
            return out_.rank[place_[group[i - 1]]] == out_.rank[place_[group[i]]];
        });
        const auto edge = group.begin() + static_cast<std::ptrdiff_t>(cut.settled(
                                              side_of_equals(grading_, stage), stage.pool_from_top));
        note(cut, group, index, true);
        return stage.pool_from_top ? std::vector(group.begin(), edge) : std::vector(edge, group.end());
    }

    void note(const Parting& cut, const std::vector<std::uint32_t>& rows, std::size_t index, bool pool) {
        if (!cut.parts()) return;
        CutTie tie;
        const Side side = side_of_equals(grading_, grading_.stages[index]);
        if (side != Side::neither) {
            const bool up = (side == Side::taken) == lifts(grading_, grading_.stages[index]);
            tie.fate = up ? CutTie::Fate::better : CutTie::Fate::worse;
        }
        tie.rows.assign(rows.begin() + static_cast<std::ptrdiff_t>(cut.first),
                        rows.begin() + static_cast<std::ptrdiff_t>(cut.end));
        tie.stage = static_cast<int>(index);
        tie.pool = pool;
        out_.cut_ties.push_back(std::move(tie));
    }

    const Scorer& scorer_;
    const Grading& grading_;
    Standing& out_;
    int threads_;
    std::vector<std::uint32_t> place_;  ///< per row of the data: where it stands in the ranking
};

}  // namespace

void grade_by_stages(const Scorer& scorer, Standing& standing, const std::vector<std::size_t>& denominators,
                     int threads) {
    Staging(scorer, standing, threads).grade(denominators);
}

}  // namespace yuanheng::scoring
