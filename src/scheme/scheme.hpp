#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "formula/formula.hpp"

namespace yuanheng::scoring {

using formula::Formula;

/// A document a rule comes from. `sample` marks figures that nobody has confirmed.
struct Source {
    std::string title, issuer, document, date, note;
    bool sample = false;
};

/// Which way a figure should go.
enum class Direction : std::uint8_t { any, higher, lower };

/// What the scheme knows of an input beyond its type: who reports it and what is plausible.
struct Input {
    std::string department;
    std::string note;
    bool required = false;
    bool additive = false;               ///< summed when enterprises are merged into one unit of evaluation
    std::optional<Rational> low, high;   ///< plausible range in the input's unit; outside it: a warning
    std::optional<Direction> direction;  ///< where an enterprise wants it; absent: as the indicators say
    Rational tolerance = 0;              ///< two files may differ by this share of the value that is taken
};

/// 核对关系: what figures of one enterprise must satisfy to be plausible ("研发经费不高于营业收入"). Who does
/// not is named; nothing is changed.
struct Check {
    std::string code;
    Label label;
    Formula holds;
};

/// 参与状态. `unresolved` is not a decision but its absence: a participation rule was unknown for this
/// enterprise.
enum class State : std::uint8_t {
    graded,
    forced_in,
    evaluated_not_graded,
    exempt,
    protected_,
    out_of_scope,
    unresolved
};
/// Whether the state takes part in ranking and quotas.
inline bool ranks(State s) { return s == State::graded || s == State::forced_in; }
/// Whether the state gets a score.
inline bool scores(State s) { return ranks(s) || s == State::evaluated_not_graded; }

/// One rule of participation; the first whose condition holds decides. The default is graded.
struct Participation {
    std::string code;
    Label label;
    Formula when;
    State state = State::graded;
    enum class Unknown : std::uint8_t { refuse, skip, apply } unknown = Unknown::refuse;
    std::string managed_as;  ///< grade whose measures apply ("参照B类管理"); never counted as that grade
    std::string article;
    std::vector<int> tracks;  ///< empty: all
};

/// 评价单元: how legal persons become units of evaluation.
struct Merging {
    enum class Mode : std::uint8_t { legal_person, merged, both } mode = Mode::legal_person;
    int holder = -1;  ///< text field: the code of the land holder a tenant belongs to
    Formula when;     ///< tenants that are merged (default: all with a holder)
};

enum class Population : std::uint8_t { ranked, scored };

/// 基准值 of an indicator.
struct Benchmark {
    enum class Kind : std::uint8_t { none, fixed, aggregate, mean, best, percentile } kind = Kind::none;
    Rational value;         ///< fixed
    Rational percentile;    ///< 0…1, linear interpolation between order statistics (Hyndman & Fan type 7)
    Rational factor = 1;    ///< "last year's mean × 2"
    bool previous = false;  ///< computed from last year's data
    std::optional<Rational> if_no_previous;  ///< used where there is no last year; else the run is refused
    Population over = Population::ranked;
    bool skip_zero = false;  ///< zeros do not count in the mean
    std::vector<int>
        by;             ///< fields of the group, tried in order: industry class, division, section; then all
    int min_group = 1;  ///< a smaller group falls back to the next of `by`, finally to the whole track
    std::string article;
};

/// Step of a stepwise score: from `from` (inclusive unless `exclusive`) the share of full marks is `t`.
struct Band {
    Rational from;
    bool exclusive = false;
    Rational t;
};

/// 无量纲化: from a value x to t, the share of full marks (1 is full marks).
struct Transform {
    enum class Kind : std::uint8_t {
        ratio,
        inverse,
        min_max,
        efficacy,
        percentile,
        z_score,
        bands
    } kind = Kind::ratio;
    Rational factor = 1;             ///< ratio: t = factor·x/b; inverse: t = factor·(2 − x/b)
    std::optional<Exact> low, high;  ///< goalposts of min_max and efficacy; absent: the group's extremes
    Rational base = Rational(3, 5),
             span = Rational(2, 5);  ///< efficacy: t = base + span·τ; z_score: t = base + span·z
    std::vector<Band> bands;         ///< ascending; below the first t = 0
};

/// 缺项处理. mean: the mean of t over those who have the item, after cap and floor.
struct MissingRule {
    enum class Kind : std::uint8_t {
        mean,
        zero,
        penalty,
        redistribute,
        full,
        cap,
        refuse
    } kind = Kind::refuse;
    Rational points;  ///< penalty, in points (usually negative)
};

/// Steps of the OECD/JRC handbook before normalisation. Skewness is the sample-adjusted G₁, kurtosis the
/// sample-adjusted excess kurtosis G₂.
struct Impute {
    enum class Kind : std::uint8_t { none, mean, median } kind = Kind::none;
    int by = -1;  ///< field of the group, −1: the track
};
struct Treatment {
    bool on = false;
    Rational skewness = 2, kurtosis = Rational(7, 2);
    int max_points = 5;  ///< winsorised at most, then ln(x − min + 1)
};

struct Indicator {
    std::string code;
    Label label;
    Formula formula;
    Rational weight;  ///< points in a sum, relative weight in a mean
    bool higher_is_better = true;
    int pillar = -1;  ///< parent in the tree; −1: the root
    Impute impute;
    Treatment treat;
    Benchmark benchmark;
    Transform transform;
    std::optional<Rational> cap, floor;  ///< of t
    MissingRule missing, zero_denominator, negative_denominator;
    bool negative_denominator_kept = false;  ///< compute with it as it is
    std::string may_exceed;  ///< reason why what is filled in may exceed full marks though no cap says so
    std::string article;
    bool sample = false;
};

enum class Aggregation : std::uint8_t { sum, arithmetic, geometric, harmonic };

/// 一级指标: an inner node of the tree of indicators.
struct Pillar {
    std::string code;
    Label label;
    int parent = -1;
    Rational weight;
    Aggregation aggregation = Aggregation::arithmetic;
};

enum class TiePolicy : std::uint8_t { better, worse, order };

/// One share of a quota, counted from the top or from the bottom.
struct Quota {
    int grade = 0;
    Rational share;
    bool from_bottom = false;
};
struct Threshold {
    int grade = 0;
    Rational score;
    bool inclusive = true;
};
/// 两段式: from the top or bottom `pool` by total, ordered by a formula, the first `take` of all get `grade`.
struct Stage {
    int grade = 0;
    Rational pool, take;
    bool pool_from_top = true;
    Formula order;
    bool descending = true;
};
struct OrderKey {
    Formula formula;
    bool descending = true;
};

struct Grading {
    enum class Method : std::uint8_t { none, quota, score, staged } method = Method::none;
    std::vector<std::string> grades;  ///< best first
    std::vector<OrderKey> rank_by;    ///< instead of the total ("规下 ranked by 亩均税收 only")
    std::vector<Quota> quotas;
    bool cumulative = true;  ///< cut points are rounded, not the counts of each grade
    Rounding rounding = Rounding::half_up;
    Population denominator = Population::ranked;
    std::vector<Threshold> thresholds;  ///< descending; also published cut scores that are frozen
    std::vector<Stage> stages;
    int rest = -1;  ///< grade of whoever no rule reaches
    TiePolicy ties = TiePolicy::better;
    std::vector<OrderKey> tie_break;  ///< after the total; what is still equal is tied
    int by = -1;                      ///< text field: grade within each group …
    int min_group = 1;                ///< … of at least this many; smaller ones together
};

struct Track {
    std::string code;
    Label label;
    Formula filter;               ///< empty: everyone left
    std::vector<Pillar> pillars;  ///< parents before children
    std::vector<Indicator> indicators;
    Aggregation aggregation = Aggregation::sum;
    Rational scale = 100;  ///< total = scale × root for the means; a sum is in points as it is
    /// Decimals that the total is rounded to, by Display::rounding, before it is ranked and graded: grading
    /// by the published figure. Absent: as it is.
    std::optional<int> total_places;
    Grading grading;
};

/// 加减分. Items with the same tier exclude one another: the largest counts.
struct AdjustmentItem {
    std::string code;
    Label label;
    Formula when;
    Formula value;
    std::string tier, department, article;
    bool sample = false;
};
struct Adjustment {
    /// points: added; ratio: added as a share of the indicators' total; coefficient: multiplies it (first
    /// item that holds) or one indicator's points.
    enum class Kind : std::uint8_t { points, ratio, coefficient } kind = Kind::points;
    std::string code;
    Label label;
    std::optional<Rational> cap, floor;
    std::string on;  ///< coefficient: code of the indicator it acts on; empty: the total
    std::vector<AdjustmentItem> items;
    std::vector<int> tracks;
};

/// 定档 → 提档/降档 → 限档 → 手动 → 一票否决, in this order whatever the file's order; within a phase in file
/// order.
struct Override {
    enum class Phase : std::uint8_t { fix, shift, limit, manual, veto } phase = Phase::shift;
    enum class Effect : std::uint8_t { set, raise, lower, cap, floor } effect = Effect::set;
    std::string code;
    Label label;
    Formula when;
    int grade = 0;  ///< index into the track's grades, by code
    std::string grade_code;
    int steps = 1;
    bool uses_place = false;  ///< a promotion takes a place of the quota; a demotion's place is filled again
    std::string article;
    std::vector<int> tracks;
    bool sample = false;
};

struct Measure {
    std::string code;
    Label label;
    std::vector<std::string> grades;
    std::string department, authority, document;
    Formula amount;               ///< base of the amount, for example electricity used
    std::vector<Rational> steps;  ///< rate in the 1st, 2nd, … consecutive year; the last one holds on
    std::string unit;
    bool sample = false;
};

/// How results are shown. Nothing is rounded before, but totals where Track::total_places asks for it.
struct Display {
    int value_places = 4, score_places = 4;
    Rounding rounding = Rounding::half_up;
};

/// A scheme: everything a zone decides by rule for one evaluation, as loaded from a TOML file
/// (docs/schemes.md).
struct Scheme {
    std::string id, version;
    Label title;
    std::string period;  ///< the year of the data, "2022"
    bool credit_codes =
        true;  ///< keys are unified social credit codes; else any text (countries of an index)
    Date as_of;
    std::optional<Date> effective_from, effective_to;
    std::vector<Source> sources;
    bool sample = false;  ///< any figure in it is unconfirmed

    formula::Schema schema;     ///< inputs, then computed fields (value_…, score_…, total, rank, grade)
    std::vector<Input> inputs;  ///< as schema.fields; shorter than it by the computed fields
    /// As schema.tables: the text column that no two records may share at one time (the parcel of a lease);
    /// −1: none.
    std::vector<int> exclusive;
    std::vector<Check> checks;
    std::vector<Participation> participation;
    Merging merging;
    std::vector<Track> tracks;
    std::vector<Adjustment> adjustments;
    std::vector<Override> overrides;
    int max_promotion = 0;  ///< steps all promotions together may give; 0: no limit
    std::vector<Measure> measures;
    int history = -1;  ///< table of past grades (year, grade) for consecutive years
    Display display;

    std::string hash;  ///< SHA-256 of the file's bytes

    std::size_t input_count() const { return inputs.size(); }
};

/// The constant that every formula may name, and the computed fields that overrides and measures may.
inline constexpr std::string_view kAsOf = "as_of", kTotal = "total", kRank = "rank", kGrade = "grade";

/// Loads a scheme from text. Every error in the file is reported, each with line, column and a hint.
Checked<Scheme> load_scheme(std::string_view toml, const std::string& file);
Checked<Scheme> load_scheme_file(const std::string& path);

/// The scheme as it would be with some keys changed ("what if"): ("tracks.above.indicators.tax_mu.weight",
/// "40"). Elements of an array are named by their code (quotas and thresholds by their grade), by number from
/// 0, or all at once by `*`. The hash covers the changes too. Errors: scheme_no_such_path besides those of
/// load_scheme.
Checked<Scheme> load_scheme_with(std::string_view toml, const std::string& file,
                                 const std::vector<std::pair<std::string, std::string>>& changes);

}  // namespace yuanheng::scoring
