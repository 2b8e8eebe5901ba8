// Totals of a track by blocks of rows: doubles, each with a bound on its distance from the exact total.
//
// A block of rows fits the first-level cache. For every indicator the formula's column reader yields x with
// its bound, then t = α + β·x is cut off at floor and cap and W·t is added up. Rounding: y = β·x has a
// relative error of at most k·u (that of x, of β and of the product). Cutting off is 1-Lipschitz, and where t
// is beyond the cap by more than the error the cut value is exact; so the error of t is at most k·min(|y|, Y)
// + |α|-terms, with Y just beyond the largest |y| that cutting off lets through. Rows for which no bound can
// be given get an infinite one.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

#include "formula/readers.hpp"
#include "scoring/data/parallel.hpp"
#include "scoring/run/scorer.hpp"

#if defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define YUANHENG_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define YUANHENG_CLONES
#endif

namespace yuanheng::scoring {

namespace {

using formula::ColumnReader;

constexpr std::size_t kBlock = ColumnReader::kBlock;
constexpr std::size_t kBlocksAPiece = 32;  ///< each piece sets up working memory of its own
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kU = 0x1p-53;
constexpr double kSlack = 1 + 0x1p-20;

/// t = alpha + beta·x and what it adds to a total's bound: per unit of min(|beta·x|, reach), of x's own
/// bound, and flat.
struct Coefficients {
    double alpha, beta, reach;
    double per_y, per_bound, flat;
};

/// One indicator, ready for blocks.
struct Lane {
    const Item* item;
    std::size_t index;
    ColumnReader x;
    std::optional<ColumnReader> denominator;
    double weight;
    double cap, floor;
    bool bands;
    bool grouped;
    std::vector<Coefficients> groups;  ///< as Item::groups()
    bool mean_rule;
    bool relative;
};

/// Stands for the denominator of what is no quotient.
constexpr auto kOnes = [] {
    std::array<double, kBlock> ones{};
    ones.fill(1);
    return ones;
}();

struct Buffers {
    alignas(64) std::array<double, kBlock> x, bound, denominator, denominator_bound, total, error;
};

/// Adds the regular rows: those with a value, a certainly positive denominator and nothing left to the exact
/// reader (infinite). Answers whether there are others, which add nothing here.
YUANHENG_CLONES
bool add_affine(std::size_t n, const double* x, const double* denominator, const Coefficients& c,
                double weight, double floor, double cap, double* total, double* error) {
    int others = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const bool regular = (denominator[i] > 0) & (std::fabs(x[i]) < kInfinity);
        const double y = c.beta * x[i];
        double t = c.alpha + y;
        t = t < cap ? t : cap;
        t = t > floor ? t : floor;
        const double size = std::fabs(y);
        const double bound = c.per_y * (size < c.reach ? size : c.reach) + c.flat;
        total[i] += regular ? weight * t : 0.0;
        error[i] += regular ? bound : 0.0;
        others |= !regular;
    }
    return others != 0;
}

/// The totals with their bounds; an infinite bound where there is none.
YUANHENG_CLONES
void finish(std::size_t n, const double* total, const double* error, Approximation* out) {
    for (std::size_t i = 0; i < n; ++i) {
        const bool sound = (std::fabs(total[i]) < kInfinity) & (error[i] >= 0);
        out[i].value = sound ? total[i] : 0.0;
        out[i].bound = sound ? error[i] * kSlack : kInfinity;
    }
}

Coefficients coefficients(const Item& item, const GroupParameters& group, double relative, double weight,
                          double cap, double floor, double additions) {
    const Item::Affine affine = item.affine(group);
    Coefficients c{};
    c.alpha = affine.alpha.value;
    c.beta = affine.beta.value;
    const double w = std::fabs(weight);
    const double size = std::fabs(c.alpha) + std::max(std::fabs(cap), std::fabs(floor));
    c.reach = std::isfinite(size) ? size * kSlack : kInfinity;
    const double beta_relative = c.beta == 0 ? 0 : affine.beta.bound / std::fabs(c.beta);
    // additions: roundings of W·t and of the running total, each relative to a partial sum of |W·t|.
    const double sums = additions * kU;
    c.per_y = w * (relative + beta_relative + 3 * kU + sums) * kSlack;
    c.per_bound = w * std::fabs(c.beta) * (1 + 1e-6);
    const double held = std::isfinite(floor) ? std::fabs(floor) : 0;
    const double capped = std::isfinite(cap) ? std::fabs(cap) : 0;
    const double size_alpha = c.alpha == 0 ? 0 : std::fabs(c.alpha) + capped;
    c.flat = w * (affine.alpha.bound + (size_alpha + held) * (sums + 3 * kU)) * kSlack + 1e-300;
    return c;
}

/// A row whose item waits for the mean of the others.
struct Waiting {
    std::uint32_t row;
    std::uint32_t lane;
};

/// What one block adds to the mean of t of each lane.
struct BlockMean {
    std::vector<Approximation> sums;
    std::vector<std::uint32_t> counts;
};

class BlockScorer {
public:
    BlockScorer(const Scorer& scorer, std::vector<Approximation>& totals) : scorer_(scorer), totals_(totals) {
        const Track& track = scorer.track();
        member_.assign(scorer.members().data->size(), 0);
        for (std::uint32_t row : scorer.members().scored) member_[row] = 1;
        Rational weights = 0;
        for (const Indicator& indicator : track.indicators) weights += indicator.weight;
        const Rational unit = track.aggregation == Aggregation::sum ? Rational(1)
                              : weights == 0                        ? Rational(0)
                                                                    : Rational(track.scale / weights);
        const double additions = static_cast<double>(track.indicators.size()) + 4;
        for (std::size_t i = 0; i < track.indicators.size(); ++i) lanes_.push_back(lane(i, unit, additions));
    }

    void run(std::vector<std::uint32_t>& refused, int threads) {
        const std::size_t rows = scorer_.members().data->size();
        const std::size_t blocks = (rows + kBlock - 1) / kBlock;
        const bool means =
            std::any_of(lanes_.begin(), lanes_.end(), [](const Lane& l) { return l.mean_rule; });
        std::vector<BlockMean> block_means(means ? blocks : 0);
        std::vector<std::vector<Waiting>> waiting(means ? blocks : 0);
        std::vector<std::vector<std::uint32_t>> refusals(blocks);
        for_pieces(blocks, kBlocksAPiece, threads, [&](std::size_t first, std::size_t last) {
            auto buffers = std::make_unique<Buffers>();
            std::vector<std::shared_ptr<ColumnReader::Scratch>> scratch;
            for (const Lane& lane : lanes_) {
                scratch.push_back(lane.x.scratch());
                scratch.push_back(lane.denominator && !lane.denominator->is_relative()
                                      ? lane.denominator->scratch()
                                      : nullptr);
            }
            for (std::size_t b = first; b < last; ++b) {
                const std::size_t begin = b * kBlock;
                const std::size_t n = std::min(kBlock, rows - begin);
                const auto* member = member_.data() + begin;
                if (std::memchr(member, 1, n) == nullptr) continue;
                block(begin, n, *buffers, scratch, means ? &block_means[b] : nullptr,
                      means ? &waiting[b] : nullptr, refusals[b]);
            }
        });
        for (const auto& some : refusals) refused.insert(refused.end(), some.begin(), some.end());
        if (means) settle_means(block_means, waiting, refused);
    }

private:
    Lane lane(std::size_t i, const Rational& unit, double additions) {
        const Item& item = scorer_.item(i);
        const Indicator& in = item.indicator();
        const formula::Schema& schema = scorer_.scheme().schema;
        Lane out{&item,        i,     ColumnReader(in.formula, schema),
                 std::nullopt, 0,     kInfinity,
                 -kInfinity,   false, false,
                 {},           false, false};
        out.relative = out.x.is_relative();
        if (!item.denominator().empty()) out.denominator.emplace(item.denominator(), schema);
        out.weight = to_double(Rational(in.weight * unit));
        if (in.cap) out.cap = to_double(*in.cap);
        if (in.floor) out.floor = to_double(*in.floor);
        out.bands = in.transform.kind == Transform::Kind::bands;
        out.grouped = !item.one_group();
        out.mean_rule = in.missing.kind == MissingRule::Kind::mean ||
                        in.zero_denominator.kind == MissingRule::Kind::mean ||
                        in.negative_denominator.kind == MissingRule::Kind::mean;
        const double relative = out.relative ? out.x.relative() : 0;
        if (out.bands) return out;
        for (const GroupParameters& group : item.groups()) {
            out.groups.push_back(
                coefficients(item, group, relative, out.weight, out.cap, out.floor, additions));
        }
        return out;
    }

    void block(std::size_t begin, std::size_t n, Buffers& at,
               std::vector<std::shared_ptr<ColumnReader::Scratch>>& scratch, BlockMean* means,
               std::vector<Waiting>* waiting, std::vector<std::uint32_t>& refused) const {
        const formula::Columns& data = scorer_.members().data->columns;
        std::fill_n(at.total.begin(), n, 0.0);
        std::fill_n(at.error.begin(), n, 0.0);
        if (means != nullptr) {
            means->sums.assign(lanes_.size(), {});
            means->counts.assign(lanes_.size(), 0);
        }
        for (std::size_t l = 0; l < lanes_.size(); ++l) {
            const Lane& lane = lanes_[l];
            lane.x.read(data, begin, n, at.x.data(), at.bound.data(), *scratch[2 * l]);
            const double* denominator = kOnes.data();
            if (lane.denominator && lane.denominator->is_relative()) {
                denominator = lane.x.operand(1, *scratch[2 * l]);
            } else if (lane.denominator) {
                lane.denominator->read(data, begin, n, at.denominator.data(), at.denominator_bound.data(),
                                       *scratch[2 * l + 1]);
                denominator = at.denominator.data();
            }
            if (lane.bands || lane.grouped || lane.mean_rule) {
                for (std::size_t i = 0; i < n; ++i) {
                    if (member_[begin + i]) one(lane, l, begin, i, at, denominator, means, waiting, refused);
                }
                continue;
            }
            const bool others = add_affine(n, at.x.data(), denominator, lane.groups.front(), lane.weight,
                                           lane.floor, lane.cap, at.total.data(), at.error.data());
            if (!lane.relative) {
                for (std::size_t i = 0; i < n; ++i)
                    at.error[i] += lane.groups.front().per_bound * at.bound[i];
            }
            if (!others) continue;
            for (std::size_t i = 0; i < n; ++i) {
                const bool regular = denominator[i] > 0 && std::fabs(at.x[i]) < kInfinity;
                if (!regular && member_[begin + i])
                    one(lane, l, begin, i, at, denominator, means, waiting, refused);
            }
        }
        const auto* member = member_.data() + begin;
        if (std::memchr(member, 0, n) == nullptr) {
            finish(n, at.total.data(), at.error.data(), totals_.data() + begin);
            return;
        }
        for (std::size_t i = 0; i < n; ++i) {
            if (member[i]) finish(1, at.total.data() + i, at.error.data() + i, totals_.data() + begin + i);
        }
    }

    /// One item of one row, with all its special cases.
    void one(const Lane& lane, std::size_t l, std::size_t begin, std::size_t i, Buffers& at,
             const double* denominator, BlockMean* means, std::vector<Waiting>* waiting,
             std::vector<std::uint32_t>& refused) const {
        const auto row = static_cast<std::uint32_t>(begin + i);
        const double x_bound = lane.relative ? 0 : at.bound[i];
        bool zero = false;
        bool negative = false;
        if (lane.denominator) {
            const ColumnReader& reader = *lane.denominator;
            const double d = denominator[i];
            const double bound = std::isnan(d)          ? 0
                                 : reader.is_relative() ? reader.relative() * std::fabs(d)
                                                        : at.denominator_bound[i];
            if (!(bound < kInfinity) || std::isinf(d) || (std::fabs(d) <= bound && d != 0) ||
                (d == 0 && bound != 0)) {
                at.error[i] = kInfinity;
                return;
            }
            zero = d == 0;
            negative = d < 0 && !lane.item->indicator().negative_denominator_kept;
        }
        if (std::isinf(x_bound) || std::isinf(at.x[i])) {
            at.error[i] = kInfinity;
        } else if (zero || negative || std::isnan(at.x[i])) {
            missing(lane, l, row, i, zero, negative, at, waiting, refused);
        } else if (lane.bands) {
            step(lane, i, at, x_bound + (lane.relative ? lane.x.relative() * std::fabs(at.x[i]) : 0), means,
                 l);
        } else {
            affine(lane, l, row, i, at, x_bound, means);
        }
    }

    void missing(const Lane& lane, std::size_t l, std::uint32_t row, std::size_t i, bool zero, bool negative,
                 Buffers& at, std::vector<Waiting>* waiting, std::vector<std::uint32_t>& refused) const {
        const MissingRule& rule = lane.item->rule_for(
            zero ? formula::Absence::zero_denominator : formula::Absence::missing, negative);
        double t = 0;
        switch (rule.kind) {
            case MissingRule::Kind::zero: return;
            case MissingRule::Kind::full: t = 1; break;
            case MissingRule::Kind::cap: t = std::isfinite(lane.cap) ? lane.cap : 1; break;
            case MissingRule::Kind::mean: waiting->push_back({row, static_cast<std::uint32_t>(l)}); return;
            case MissingRule::Kind::refuse: refused.push_back(row); [[fallthrough]];
            case MissingRule::Kind::redistribute: at.error[i] = kInfinity; return;
            case MissingRule::Kind::penalty: {
                const double points = to_double(rule.points);
                at.total[i] += points;
                at.error[i] += std::fabs(points) * 64 * kU;
                return;
            }
        }
        add(lane, i, t, std::fabs(t) * kU, at);
    }

    static void add(const Lane& lane, std::size_t i, double t, double bound, Buffers& at) {
        const double part = lane.weight * t;
        at.total[i] += part;
        at.error[i] += (std::fabs(lane.weight) * bound + std::fabs(part) * 64 * kU) * kSlack;
    }

    void affine(const Lane& lane, std::size_t l, std::uint32_t row, std::size_t i, Buffers& at,
                double x_bound, BlockMean* means) const {
        const Coefficients& c = lane.groups[lane.item->group_index(row)];
        const double y = c.beta * at.x[i];
        const double t = std::max(std::min(c.alpha + y, lane.cap), lane.floor);
        const double error = c.per_y * std::min(std::fabs(y), c.reach) + c.flat + c.per_bound * x_bound;
        at.total[i] += lane.weight * t;
        at.error[i] += error;
        if (means != nullptr && lane.mean_rule) {
            const double w = std::fabs(lane.weight);
            note(*means, l, t, w > 0 ? error / w * kSlack : kInfinity);
        }
    }

    void step(const Lane& lane, std::size_t i, Buffers& at, double bound, BlockMean* means,
              std::size_t l) const {
        double t = 0;
        for (const Band& band : lane.item->indicator().transform.bands) {
            const double from = to_double(band.from);
            if (std::fabs(at.x[i] - from) <= (bound + std::fabs(from) * kU) * kSlack) {
                at.error[i] = kInfinity;
                return;
            }
            if (at.x[i] > from) t = to_double(band.t);
        }
        t = std::max(std::min(t, lane.cap), lane.floor);
        add(lane, i, t, std::fabs(t) * kU, at);
        if (means != nullptr && lane.mean_rule) note(*means, l, t, std::fabs(t) * kU);
    }

    /// Adds a t to the mean's sum. Within a block plain additions do: their roundings are in the bound.
    static void note(BlockMean& means, std::size_t l, double t, double bound) {
        Approximation& sum = means.sums[l];
        sum.value += t;
        sum.bound += bound + kU * std::fabs(sum.value) * (1 + kU);
        ++means.counts[l];
    }

    void settle_means(const std::vector<BlockMean>& blocks, const std::vector<std::vector<Waiting>>& waiting,
                      std::vector<std::uint32_t>& refused) {
        std::vector<Approximation> mean(lanes_.size());
        for (std::size_t l = 0; l < lanes_.size(); ++l) {
            if (!lanes_[l].mean_rule) continue;
            double value = 0;
            double bound = 0;
            double count = 0;
            for (const BlockMean& block : blocks) {
                if (block.sums.empty()) continue;
                value += block.sums[l].value;
                bound += block.sums[l].bound + kU * std::fabs(value);
                count += block.counts[l];
            }
            // Rows that the blocks left open may belong to the mean too; then only the exact mean will do.
            const bool open = std::any_of(scorer_.members().scored.begin(), scorer_.members().scored.end(),
                                          [&](std::uint32_t row) { return std::isinf(totals_[row].bound); });
            const bool asked = std::any_of(waiting.begin(), waiting.end(), [&](const auto& some) {
                return std::any_of(some.begin(), some.end(), [&](const Waiting& w) { return w.lane == l; });
            });
            if (!asked) continue;
            if (count == 0) {  // nobody certainly has it: the exact way decides, or refuses
                refused.push_back(0);
                continue;
            }
            mean[l] = open || std::isinf(bound)
                          ? scorer_.mean_of(l).approximate()
                          : Approximation{value / count,
                                          (bound / count + 2 * kU * std::fabs(value / count)) * kSlack};
        }
        for (const auto& some : waiting) {
            for (const Waiting& w : some) {
                Approximation& total = totals_[w.row];
                if (std::isinf(total.bound)) continue;
                const double part = lanes_[w.lane].weight * mean[w.lane].value;
                total.value += part;
                total.bound += (std::fabs(lanes_[w.lane].weight) * mean[w.lane].bound +
                                64 * kU * (std::fabs(part) + std::fabs(total.value))) *
                               kSlack;
            }
        }
    }

    const Scorer& scorer_;
    std::vector<Approximation>& totals_;
    std::vector<std::uint8_t> member_;
    std::vector<Lane> lanes_;
};

}  // namespace

void score_blocks(const Scorer& scorer, std::vector<Approximation>& totals,
                  std::vector<std::uint32_t>& refused, int threads) {
    BlockScorer(scorer, totals).run(refused, threads);
}

}  // namespace yuanheng::scoring
