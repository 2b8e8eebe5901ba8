#pragma once

#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/exact.hpp"
#include "scheme/scheme.hpp"
#include "scoring/data/dataset.hpp"

namespace yuanheng::scoring {

/// A grade changed by hand, with the reason and evidence a defence needs.
struct ManualChange {
    std::string code;  ///< enterprise
    std::string grade;
    std::string reason, attachment, by, date;
};

struct RunOptions {
    const Dataset* previous = nullptr;  ///< last year's data, for benchmarks that ask for it
    std::vector<ManualChange> manual;
    int threads = 0;  ///< 0: all cores
    std::stop_token stop;
    std::function<void(double)> progress;  ///< share done, 0…1; called from the calling thread
};

/// What a run says of one enterprise.
struct Outcome {
    std::uint32_t rank = 0;  ///< within the track, from 1, equal ranks for ties; 0: not ranked
    std::int8_t track = -1;  ///< −1: in none
    State state = State::out_of_scope;
    std::int16_t reason = -1;  ///< index of the participation rule that decided; −1: the default
    std::int8_t initial = -1;  ///< 初评等级, index into the track's grades; −1: none
    std::int8_t grade = -1;    ///< 最终等级
};

/// In Applied: the row was moved because another one took or left a place of the quota.
inline constexpr int kPlaceMoved = -1'000'000;

/// An override that took effect on a row, a manual change (override = −1 − index of the change), or
/// kPlaceMoved.
struct Applied {
    std::uint32_t row;
    int override_index;
    std::int8_t before, after;
};

/// Equal enterprises on both sides of a cut, and what became of them.
struct CutTie {
    enum class Fate : std::uint8_t {
        better,    ///< all of them on the better side
        worse,     ///< all on the worse side
        separated  ///< by their order: rank, then code
    } fate = Fate::separated;
    std::vector<std::uint32_t> rows;  ///< best first
    int stage = -1;                   ///< of a staged selection; −1: between two grades of a quota
    bool pool = false;                ///< at the edge of the stage's pool, not of what it takes
};

/// A number that a whole group shares: a benchmark, a mean score. Decided exactly on demand.
struct Parameter {
    Approximation approximate;
    std::function<Exact()> compute;  ///< called once, when a comparison first needs it

    Parameter();
    explicit Parameter(Exact value);
    Parameter(Approximation about, std::function<Exact()> exactly);
    const Exact& exact() const;

    struct Cell;
    std::shared_ptr<Cell> cell;
};

class Scorer;  // scorer.hpp

/// The result of a run. Refers to the scheme and the data it was made from, which must outlive it
/// (Evaluation).
struct Run {
    const Scheme* scheme = nullptr;
    const Dataset* data = nullptr;
    const Dataset* previous = nullptr;
    std::vector<ManualChange> manual;
    std::vector<Outcome> outcomes;  ///< per row of data
    /// Per row, NaN where there is no score. For fast work; what is shown or compared goes through total().
    std::vector<Approximation> totals;
    std::vector<std::vector<std::uint32_t>> order;       ///< per track, ranked rows, best first; ties by code
    std::vector<std::vector<CutTie>> cut_ties;           ///< per track, in the order of the cuts
    std::vector<Applied> applied;                        ///< ascending by row, in order of effect
    std::vector<std::shared_ptr<const Scorer>> scorers;  ///< per track
    std::size_t exact_decisions = 0;                     ///< rows whose exact total was needed

    /// The exact total; precondition: the row has a score.
    Exact total(std::size_t row) const;
    const std::string& grade_name(std::size_t row) const;  ///< empty where there is none
};

/// Evaluates everyone. The result is the same for any order of rows and any number of threads, and equal to
/// exact arithmetic in every rank and grade. Errors: a benchmark that is zero or negative, an item that
/// nobody has, missing last-year data, a participation rule that … (scoring_* of codes.def).
Checked<Run> run(const Scheme& scheme, const Dataset& data, const RunOptions& options = {});

/// A run with what it was made from: for whoever keeps it, while a Run by itself only refers to it.
struct Evaluation {
    std::shared_ptr<const Scheme> scheme;
    std::shared_ptr<const Dataset> data, previous;  ///< previous: null without last year's data
    Run run;
};

/// Evaluates everyone and keeps what the run refers to; `previous`, not the options, says which last year's
/// data count. Errors as run().
Checked<Evaluation> evaluate(std::shared_ptr<const Scheme> scheme, std::shared_ptr<const Dataset> data,
                             std::shared_ptr<const Dataset> previous = nullptr, RunOptions options = {});

/// How one indicator became points, in exact numbers: points = weight · t · coefficient.
struct ItemDerivation {
    int indicator = -1;
    formula::Value value;  ///< x; the reason where absent
    std::optional<Exact> numerator, denominator;
    std::optional<Exact> imputed;         ///< x after imputation and treatment, where it differs
    std::optional<Exact> benchmark;       ///< b, or low
    std::optional<Exact> benchmark_high;  ///< high of a min–max
    std::string group;                    ///< group that the benchmark is of; empty: the track
    bool previous_year = false;
    std::optional<Exact> t_raw;  ///< before cap and floor
    enum class Limit : std::uint8_t { none, cap, floor } limit = Limit::none;
    std::optional<MissingRule::Kind> rule;  ///< the missing-data or denominator rule that applied
    Exact t;                                ///< share of full marks, before any coefficient
    Exact coefficient = 1;                  ///< product of the adjustments' coefficients on this indicator
    Exact weight;                           ///< after redistribution
    Exact points;  ///< contribution to the total in points (sum) or share of it (means)
};

/// An inner node of the tree of indicators.
struct PillarDerivation {
    Exact value;   ///< 0 where nothing below it has a value
    Exact weight;  ///< after redistribution
};

/// One item of an adjustment that was held, or could not be decided.
struct AdjustmentItemDerivation {
    int item = -1;
    enum class Outcome : std::uint8_t {
        counted,
        excluded,  ///< held, but another of its tier counts
        unknown    ///< could not be decided: reported, not counted
    } outcome = Outcome::counted;
    std::optional<Exact> value;  ///< points, share or coefficient; absent: unknown
};

struct AdjustmentDerivation {
    int adjustment = -1;
    std::vector<AdjustmentItemDerivation> items;  ///< in the scheme's order
    Exact raw, counted;                           ///< before and after cap and floor
};

struct Derivation {
    std::size_t row = 0;
    std::vector<ItemDerivation> items;      ///< as the track's indicators
    std::vector<PillarDerivation> pillars;  ///< as the track's pillars
    Exact base;                             ///< 指标合计得分
    std::vector<AdjustmentDerivation> adjustments;
    Exact unrounded;  ///< 综合得分 before Track::total_places
    Exact total;      ///< 综合得分
};

/// Every point of one enterprise. Precondition: the row has a score.
Derivation derive(const Run& run, std::size_t row);

}  // namespace yuanheng::scoring
