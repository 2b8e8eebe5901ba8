#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scoring/run/run.hpp"

namespace yuanheng::scoring {

/// Why a grade cannot be reached in one way.
enum class Obstacle : std::uint8_t {
    none,
    cap,        ///< the item is at its cap, or the cap is too low
    override_,  ///< an override or a manual change fixes or limits the grade whatever the score
    no_effect,  ///< nothing that this value changes brings points
    no_place,   ///< the quota gives nobody of the group that grade
    range,      ///< not within kMaxFactor times the value, or not before an amount would become negative
    no_cut,     ///< the rule has no cut score (staged selection): only ranking everybody again tells
    missing,    ///< the value is absent: there is nothing to change
    refused     ///< the evaluation itself is refused with the changed value (a base value becomes zero …)
};

/// One change of one number, at the resolution of its step.
struct Step {
    Rational from, to;
    Rational change() const { return to - from; }
};

/// What it takes to change one number alone.
struct SingleChange {
    bool indicator = false;  ///< true: `index` is an indicator of the track; false: a field of the schema
    int index = -1;
    Rational step;  ///< resolution, in the number's unit
    Direction direction =
        Direction::any;            ///< where an input should go; indicators only change for the better
    std::optional<Step> fixed;     ///< others' results and cut scores as they are
    std::optional<Step> reranked;  ///< the whole evaluation run again with the changed value
    Obstacle fixed_obstacle = Obstacle::none, reranked_obstacle = Obstacle::none;

    /// Whether nobody can want the change: less revenue, fewer staff. There is no other one then.
    bool unwanted(const Step& change) const {
        return direction != Direction::any && (change.change() > 0) != (direction == Direction::higher);
    }
};

/// The cheapest mix of changes of several indicators.
struct Combination {
    struct Part {
        int indicator = -1;
        Step step;
        Rational cost;
    };
    std::vector<Part> parts;
    Rational cost;     ///< of the parts, which are rounded up to their steps
    Rational infimum;  ///< of the cost before rounding: no mix is cheaper
    Obstacle obstacle = Obstacle::none;
};

struct Path {
    std::size_t row = 0;
    int track = -1, grade = -1, target = -1;  ///< grades as indices into the track's grades
    Exact total;                              ///< now
    std::optional<Exact> needed;              ///< total for the target with the others as they are
    bool inclusive = true;                    ///< whether exactly `needed` is enough
    Obstacle obstacle = Obstacle::none;       ///< why there is no `needed`: override_, no_place, no_cut
    std::string blocked_by;                   ///< code of that override
    std::vector<SingleChange> singles;        ///< indicators, then inputs that the track's indicators read
    std::optional<Combination> cheapest;      ///< with others' results as they are; needs PathOptions::costs
    /// The cheapest mix that also holds when everybody is ranked again: the same, or the cheapest for a total
    /// so much higher (to kAimStep points) that it holds.
    std::optional<Combination> cheapest_reranked;
};

struct PathOptions {
    int target = -1;                         ///< grade to reach; −1: one better than now
    std::optional<Rational> step;            ///< resolution of a change; absent: see path_change.hpp …
    std::map<std::string, Rational> steps;   ///< … or per input or indicator code
    std::map<std::string, Rational> costs;   ///< per indicator code: cost of one unit of improvement; > 0
    std::map<std::string, Rational> limits;  ///< per indicator code: largest improvement that is possible
    bool reranked = true;                    ///< also run everything again (costs some dozens of runs)
    RunOptions run;  ///< as the official run's, previous year and manual changes included
};
inline constexpr int kMaxFactor = 1000;
inline constexpr int kAimStep = 100;  ///< a hundredth of a point

/// What one enterprise could do to reach the target grade. Every change alone is checked both ways: with it
/// the grade is reached, with one step less it is not. An indicator that is a quotient changes by its
/// numerator. Where the rule has no cut score (staged selection) only the answers with everybody ranked again
/// are given. Errors: path_not_graded, path_at_target (nothing to reach), path_options (a step, cost or limit
/// that makes no sense or names nothing).
Result<Path> path_to(const Run& run, std::size_t row, const PathOptions& options = {});

}  // namespace yuanheng::scoring
