#pragma once

#include <string>
#include <vector>

#include "scoring/after/measures.hpp"
#include "scoring/run/run.hpp"

namespace yuanheng::scoring {

/// Where an enterprise stands: "track/grade" as codes, or "track/state" for who has no grade.
struct Position {
    int track = -1;
    State state = State::out_of_scope;
    std::string grade;  ///< empty: none
    std::uint32_t rank = 0;
    double total = 0;  ///< NaN: no score; for display only
    friend bool operator==(const Position& a, const Position& b) {
        return a.track == b.track && a.state == b.state && a.grade == b.grade;
    }
};
Position position(const Run& run, std::size_t row);

/// An enterprise whose standing differs between two runs. `row_before` or `row_after` is −1 where it is not
/// listed.
struct Move {
    std::string code, name;
    std::ptrdiff_t row_before = -1, row_after = -1;
    Position before, after;
    int steps = 0;  ///< grades gained (+) or lost (−) where both have a grade of the same track; else 0
};

/// Counts of enterprises from one standing to another, by label: the grades of the track, then the states.
struct Migration {
    std::string track;  ///< code; enterprises that change track stand in the track before
    std::vector<std::string> labels;
    std::vector<std::vector<std::size_t>> counts;  ///< [before][after]
};

/// The difference between two runs.
struct Difference {
    std::vector<Move> moves;  ///< standing differs; winners first (largest gain), then losers, then others
    std::vector<Migration> migrations;  ///< per track of the run before
    std::size_t rank_changes = 0;       ///< ranks that differ
    std::size_t winners = 0, losers = 0;
};

/// Compares two runs by enterprise code. Their schemes and data may differ.
Difference difference(const Run& before, const Run& after);

/// What follows in money: totals per measure.
struct CostChange {
    std::string measure, unit;
    Label label;
    Rational before, after;
    std::size_t count_before = 0, count_after = 0;
};

/// A what-if: the same data under a changed scheme.
struct Simulation {
    Evaluation after;
    Difference difference;
    std::vector<CostChange> costs;
};

/// Runs `changed` on the official data, last year's too, and compares. Errors as run().
Checked<Simulation> simulate(const Evaluation& official, std::shared_ptr<const Scheme> changed,
                             const RunOptions& options = {});

}  // namespace yuanheng::scoring
