#pragma once

#include <set>
#include <string>
#include <vector>

#include "formula/readers.hpp"
#include "scoring/run/scorer.hpp"
#include "zone/evaluation/results/derivation.hpp"

namespace yuanheng::evaluation {

/// What the parts of a derivation share while one enterprise's is told.
struct Telling {
    Telling(const scoring::Run& of, std::size_t at, Language in, bool with_folders);

    const scoring::Run& run;
    std::size_t row;
    Language language;
    bool folders;
    const scoring::Track& track;
    const scoring::Scorer& scorer;
    scoring::Derivation why;
    std::set<int> told;  ///< derived formulas that have had their line

    bool zh() const { return language == Language::zh; }
    const char* say(const char* chinese, const char* english) const { return zh() ? chinese : english; }
    std::string points(const Exact& v) const;  ///< by the scheme's rule of rounding
    /// What the formula of an adjustment names: values and points before any adjustment.
    formula::Computed named(const formula::Formula& formula) const;
    std::vector<formula::Step> steps(const formula::Formula& formula);
    std::vector<DerivationSource> sources(const formula::Step& step) const;
    /// Every cell and record that the formula reads.
    std::vector<DerivationSource> sources(const formula::Formula& formula) const;
    const scoring::GroupParameters& group(std::size_t indicator) const;
};

/// A figure on its way to the next line.
inline std::string figure(const Exact& v) { return formula::show_number(v, 8); }

/// "“纺织”组 23 家参评企业": whom a base value, an extreme or a mean is made of.
std::string population(const Telling& t, std::size_t indicator);
/// The weights that go to the others among the siblings of an indicator, and all their weights.
struct Spread {
    Exact all, kept;
};
Spread spread(const Telling& t, int pillar);

DerivationPart item_part(Telling& t, std::size_t indicator);
DerivationPart adjustment_part(Telling& t, const scoring::AdjustmentDerivation& adjustment);
DerivationPart total_part(const Telling& t);
DerivationPart grade_part(const Telling& t, const scoring::Places& places);

}  // namespace yuanheng::evaluation
