#pragma once

#include "zone/evaluation/files/intake.hpp"

namespace yuanheng::evaluation {

/// Holds the figures of each enterprise against the relations of the scheme (scoring::Check) and adds a
/// warning to `intake.report` for each that does not hold, with the figures and the cell of the first of
/// them; nothing is changed. A relation that an absent figure leaves open is taken to hold.
void check_relations(const scoring::Scheme& scheme, Intake& intake, int threads);

/// Adds a warning for each record of an exclusive table (Scheme::exclusive) that begins while another of the
/// same text still lasts; an absent beginning or end is open.
void check_overlaps(const scoring::Scheme& scheme, Intake& intake);

/// A figure as its column says it: "120 万元", "120 (10k CNY)".
std::string figure(double value, const Unit& unit, Language language);

}  // namespace yuanheng::evaluation
