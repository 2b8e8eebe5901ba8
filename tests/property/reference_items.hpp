#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "formula/readers.hpp"
#include "numbers.hpp"
#include "reference.hpp"
#include "scheme/codes.hpp"

namespace yuanheng::reference {

using namespace scoring;

/// Thrown where a run is refused; caught in evaluate().
struct Refused {
    ErrorCode code;
};

inline formula::Computed computed_fields(const Scheme& scheme) {
    return {{scheme.schema.find_field(kAsOf), scheme.as_of}};
}

inline std::optional<bool> truth(const Formula& f, const Scheme& s, const Dataset& d, std::size_t row,
                                 const formula::Computed& computed) {
    const auto value = formula::evaluate(f, s.schema, d.columns, row, &computed);
    return formula::absent(value) ? std::nullopt : std::optional(std::get<bool>(value));
}

template <typename N>
std::optional<N> numeric(const Formula& f, const Scheme& s, const Dataset& d, std::size_t row) {
    const auto computed = computed_fields(s);
    const auto value = formula::evaluate(f, s.schema, d.columns, row, &computed);
    return formula::absent(value) ? std::nullopt : std::optional(number<N>(std::get<Exact>(value)));
}

inline std::optional<std::string> text(const Scheme& s, const Dataset& d, int field, std::size_t row) {
    const auto value = d.columns.value(s.schema, field, row);
    return formula::absent(value) ? std::nullopt : std::optional(std::get<std::string>(value));
}

/// Track, state and reason of everyone.
inline std::vector<Row> participate(const Scheme& s, const Dataset& d) {
    std::vector<Row> rows(d.size());
    const auto computed = computed_fields(s);
    for (std::size_t r = 0; r < d.size(); ++r) {
        Row& row = rows[r];
        for (std::size_t t = 0; t < s.tracks.size() && row.track < 0; ++t) {
            const Formula& filter = s.tracks[t].filter;
            if (filter.empty() || truth(filter, s, d, r, computed) == true) row.track = static_cast<int>(t);
        }
        if (row.track < 0) continue;
        row.state = State::graded;
        for (std::size_t p = 0; p < s.participation.size(); ++p) {
            const Participation& rule = s.participation[p];
            if (!rule.tracks.empty() && !std::count(rule.tracks.begin(), rule.tracks.end(), row.track))
                continue;
            const auto holds = truth(rule.when, s, d, r, computed);
            if (holds == false || (!holds && rule.unknown == Participation::Unknown::skip)) continue;
            row.reason = static_cast<int>(p);
            row.state =
                !holds && rule.unknown == Participation::Unknown::refuse ? State::unresolved : rule.state;
            break;
        }
    }
    return rows;
}

/// One indicator of one track: its values and its shares of full marks.
template <typename N>
class Items {
public:
    struct Cell {
        std::optional<N> x, numerator, denominator;
        const MissingRule* rule = nullptr;
        N t{};
    };

    Items(const Scheme& s, const Dataset& d, const std::vector<Row>& rows, int track,
          const Indicator& indicator)
        : s_(s), d_(d), indicator_(indicator), cells_(rows.size()), ranked_(rows.size()) {
        for (std::size_t r = 0; r < rows.size(); ++r) {
            if (rows[r].track != track || !scores(rows[r].state)) continue;
            scored_.push_back(r);
            ranked_[r] = ranks(rows[r].state);
            read(r);
        }
        impute();
        if (indicator.treat.on) treat();
    }

    const Cell& cell(std::size_t row) const { return cells_[row]; }

    /// Fills t of every scored row. `previous`: the same indicator of last year, if there is one.
    void score(const Items* previous) {
        std::vector<N> own;
        for (const std::size_t r : scored_) {
            Cell& c = cells_[r];
            if (c.rule) continue;
            c.t = limited(transformed(r, previous));
            own.push_back(c.t);
        }
        for (const std::size_t r : scored_) {
            if (cells_[r].rule) cells_[r].t = by_rule(*cells_[r].rule, own);
        }
    }

private:
    static N mean_of(const std::vector<N>& values) {
        N sum{};
        for (const N& v : values) sum = sum + v;
        return sum / N(static_cast<int>(values.size()));
    }

    void read(std::size_t r) {
        Cell& c = cells_[r];
        c.x = numeric<N>(indicator_.formula, s_, d_, r);
        const auto& root = indicator_.formula.root();
        if (root.op == formula::Op::divide) {
            c.numerator = numeric<N>(indicator_.formula.part(root.arguments[0]), s_, d_, r);
            c.denominator = numeric<N>(indicator_.formula.part(root.arguments[1]), s_, d_, r);
            if (c.denominator && *c.denominator == N(0)) {
                c.rule = &indicator_.zero_denominator;
            } else if (c.denominator && *c.denominator < N(0) && !indicator_.negative_denominator_kept) {
                c.rule = &indicator_.negative_denominator;
            }
            if (c.rule) c.x.reset();
        }
        if (!c.x && !c.rule) c.rule = &indicator_.missing;
    }

    void impute() {
        if (indicator_.impute.kind == Impute::Kind::none) return;
        const int by = indicator_.impute.by;
        std::map<std::size_t, N> filled;
        for (const std::size_t r : scored_) {
            if (cells_[r].rule != &indicator_.missing) continue;
            std::vector<N> group, all;
            const auto own = by >= 0 ? text(s_, d_, by, r) : std::nullopt;
            for (const std::size_t o : scored_) {
                if (!cells_[o].x) continue;
                all.push_back(*cells_[o].x);
                if (own && text(s_, d_, by, o) == own) group.push_back(*cells_[o].x);
            }
            if (group.empty()) group = all;
            if (group.empty()) continue;
            if (indicator_.impute.kind == Impute::Kind::mean) {
                filled.emplace(r, mean_of(group));
                continue;
            }
            std::sort(group.begin(), group.end());
            const std::size_t n = group.size();
            filled.emplace(r, n % 2 ? group[n / 2] : (group[n / 2 - 1] + group[n / 2]) / N(2));
        }
        for (auto& [r, x] : filled) {
            cells_[r].x = x;
            cells_[r].rule = nullptr;
        }
    }

    /// +1 or −1: outliers at that end; 0: nothing to treat.
    int outliers(const std::vector<N>& x) const {
        const N mean = mean_of(x), n = N(static_cast<int>(x.size()));
        N m2{}, m3{}, m4{};
        for (const N& v : x) {
            const N d = v - mean, d2 = d * d;
            m2 = m2 + d2 / n;
            m3 = m3 + d2 * d / n;
            m4 = m4 + d2 * d2 / n;
        }
        if (m2 == N(0) || x.size() < 4) return 0;
        const N k = number<N>(indicator_.treat.kurtosis), g = number<N>(indicator_.treat.skewness);
        const N one(1), two(2), three(3);
        // G1 squared, so that nothing irrational is compared.
        const N skewness = m3 * m3 / (m2 * m2 * m2) * n * (n - one) / ((n - two) * (n - two));
        const N excess = m4 / (m2 * m2) - three;
        const N kurtosis = (n - one) / ((n - two) * (n - three)) * ((n + one) * excess + N(6));
        if (skewness <= g * g || kurtosis <= k) return 0;
        return m3 > N(0) ? 1 : -1;
    }

    void treat() {
        std::vector<std::size_t> present;
        std::vector<N> x;
        for (const std::size_t r : scored_) {
            if (!cells_[r].x) continue;
            present.push_back(r);
            x.push_back(*cells_[r].x);
        }
        if (x.empty()) return;
        const std::vector<N> original = x;
        int points = 0;
        for (; points < indicator_.treat.max_points; ++points) {
            const int side = outliers(x);
            if (side == 0) break;
            std::vector<N> distinct = x;
            std::sort(distinct.begin(), distinct.end());
            distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
            if (distinct.size() < 2) break;
            const N from = side > 0 ? distinct.back() : distinct.front();
            const N to = side > 0 ? distinct[distinct.size() - 2] : distinct[1];
            for (N& v : x) {
                if (v == from) v = to;
            }
        }
        if (outliers(x) != 0) {
            const N least = *std::min_element(original.begin(), original.end());
            for (std::size_t i = 0; i < x.size(); ++i) x[i] = logarithm(original[i] - least + N(1));
        }
        for (std::size_t i = 0; i < x.size(); ++i) cells_[present[i]].x = x[i];
    }

    /// What a benchmark leaves out does not count towards the size of a group either.
    bool counts(const Cell& c) const {
        const Benchmark& b = indicator_.benchmark;
        const auto kind = indicator_.transform.kind;
        if (kind != Transform::Kind::ratio && kind != Transform::Kind::inverse) return true;
        if (b.kind == Benchmark::Kind::aggregate && indicator_.formula.root().op == formula::Op::divide) {
            if (!c.numerator || !c.denominator || *c.denominator <= N(0)) return false;
            return !b.skip_zero || *c.numerator != N(0);
        }
        return !b.skip_zero || *c.x != N(0);
    }

    /// Rows with a value that the benchmark of `own` group counts: the track's with an empty field.
    std::vector<std::size_t> population(int field, const std::string& own) const {
        std::vector<std::size_t> result;
        for (const std::size_t r : scored_) {
            if (!cells_[r].x || (indicator_.benchmark.over == Population::ranked && !ranked_[r])) continue;
            if (!counts(cells_[r])) continue;
            if (field < 0 || text(s_, d_, field, r) == own) result.push_back(r);
        }
        return result;
    }

    /// The group that row r of `at` (this year's data) is measured against.
    std::vector<std::size_t> group_of(const Dataset& at, std::size_t r) const {
        for (const int field : indicator_.benchmark.by) {
            const auto own = text(s_, at, field, r);
            if (!own) continue;
            auto group = population(field, *own);
            if (static_cast<int>(group.size()) >= indicator_.benchmark.min_group) return group;
        }
        return population(-1, "");
    }

    std::vector<N> values(const std::vector<std::size_t>& group, bool skip_zero) const {
        std::vector<N> x;
        for (const std::size_t r : group) {
            if (!(skip_zero && *cells_[r].x == N(0))) x.push_back(*cells_[r].x);
        }
        if (x.empty()) throw Refused{scoring::Code::scoring_no_values};
        std::sort(x.begin(), x.end());
        return x;
    }

    N benchmark_among(const std::vector<std::size_t>& group) const {
        const Benchmark& b = indicator_.benchmark;
        if (b.kind == Benchmark::Kind::aggregate && indicator_.formula.root().op == formula::Op::divide) {
            N numerator{}, denominator{};
            bool any = false;
            for (const std::size_t r : group) {
                const Cell& c = cells_[r];
                if (!c.numerator || !c.denominator || *c.denominator <= N(0)) continue;
                if (b.skip_zero && *c.numerator == N(0)) continue;
                any = true;
                numerator = numerator + *c.numerator;
                denominator = denominator + *c.denominator;
            }
            if (!any) throw Refused{scoring::Code::scoring_no_values};
            return numerator / denominator;
        }
        const auto x = values(group, b.skip_zero);
        if (b.kind == Benchmark::Kind::best) return indicator_.higher_is_better ? x.back() : x.front();
        if (b.kind != Benchmark::Kind::percentile) return mean_of(x);
        const Rational place = b.percentile * Rational(static_cast<long>(x.size() - 1));
        const Integer whole = round_to_integer(place, Rounding::floor);
        const auto below = whole.convert_to<std::size_t>();
        const std::size_t above = std::min(below + 1, x.size() - 1);
        return x[below] + number<N>(place - Rational(whole)) * (x[above] - x[below]);
    }

    N benchmark(std::size_t r, const Items* previous) const {
        const Benchmark& b = indicator_.benchmark;
        N result{};
        if (b.kind == Benchmark::Kind::fixed) {
            result = number<N>(b.value) * number<N>(b.factor);
        } else if (b.previous && previous == nullptr) {
            if (!b.if_no_previous) throw Refused{scoring::Code::scoring_no_previous};
            result = number<N>(*b.if_no_previous);
        } else {
            const Items& from = b.previous ? *previous : *this;
            result = from.benchmark_among(from.group_of(d_, r)) * number<N>(b.factor);
        }
        if (result <= N(0)) throw Refused{scoring::Code::scoring_benchmark_not_positive};
        return result;
    }

    N transformed(std::size_t r, const Items* previous) const {
        using Kind = Transform::Kind;
        const Transform& f = indicator_.transform;
        const N x = *cells_[r].x;
        const bool lower = !indicator_.higher_is_better;
        switch (f.kind) {
            case Kind::ratio: return number<N>(f.factor) * x / benchmark(r, previous);
            case Kind::inverse: return number<N>(f.factor) * (N(2) - x / benchmark(r, previous));
            case Kind::bands: {
                N t{};
                for (const Band& band : f.bands) {
                    const N from = number<N>(band.from);
                    if (band.exclusive ? from < x : from <= x) t = number<N>(band.t);
                }
                return t;
            }
            default: break;
        }
        if ((f.kind == Kind::min_max || f.kind == Kind::efficacy) && f.low && f.high) {
            return scaled(x, number<N>(*f.low), number<N>(*f.high));
        }
        const auto all = values(group_of(d_, r), false);
        if (f.kind == Kind::min_max || f.kind == Kind::efficacy) {
            return scaled(x, f.low ? number<N>(*f.low) : all.front(),
                          f.high ? number<N>(*f.high) : all.back());
        }
        const N n = N(static_cast<int>(all.size()));
        if (f.kind == Kind::percentile) {
            N place{};
            for (const N& v : all) place = place + (v < x ? N(2) : v == x ? N(1) : N(0));
            place = place / (N(2) * n);
            return lower ? N(1) - place : place;
        }
        const N mean = mean_of(all);
        N variance{};
        for (const N& v : all) variance = variance + (v - mean) * (v - mean) / n;
        N z = variance == N(0) ? N(0) : (x - mean) / power(variance, Rational(1, 2));
        if (lower) z = N(0) - z;
        return number<N>(f.base) + number<N>(f.span) * z;
    }

    /// min_max and efficacy between two goalposts.
    N scaled(const N& x, const N& low, const N& high) const {
        const Transform& f = indicator_.transform;
        N share = low == high ? N(1) : (x - low) / (high - low);
        if (low != high && !indicator_.higher_is_better) share = N(1) - share;
        return f.kind == Transform::Kind::efficacy ? number<N>(f.base) + number<N>(f.span) * share : share;
    }

    N limited(N t) const {
        if (indicator_.cap && t > number<N>(*indicator_.cap)) t = number<N>(*indicator_.cap);
        if (indicator_.floor && t < number<N>(*indicator_.floor)) t = number<N>(*indicator_.floor);
        return t;
    }

    N by_rule(const MissingRule& rule, const std::vector<N>& own) const {
        using Kind = MissingRule::Kind;
        switch (rule.kind) {
            case Kind::mean:
                if (own.empty()) throw Refused{scoring::Code::scoring_nobody_has};
                return mean_of(own);
            case Kind::full: return N(1);
            case Kind::cap: return indicator_.cap ? number<N>(*indicator_.cap) : N(1);
            case Kind::penalty: return number<N>(Rational(rule.points / indicator_.weight));
            case Kind::refuse: throw Refused{scoring::Code::scoring_item_missing};
            default: return N(0);
        }
    }

    const Scheme& s_;
    const Dataset& d_;
    const Indicator& indicator_;
    std::vector<Cell> cells_;
    std::vector<char> ranked_;
    std::vector<std::size_t> scored_;
};

}  // namespace yuanheng::reference
