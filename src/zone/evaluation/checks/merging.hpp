#pragma once

#include "zone/evaluation/files/intake.hpp"

namespace yuanheng::evaluation {

/// Where the scheme evaluates units (评价单元), joins tenants to the holder of their land: `intake.data` then
/// has one row a unit, and `intake.report.merged` says who is in whose. Whoever names a holder that is not in
/// the data is warned of. Errors as scoring::merge_units.
Checked<void> merge(const scoring::Scheme& scheme, Intake& intake, int threads);

/// Where the scheme asks for both, evaluates the legal persons each by itself too and returns the results of
/// those who belong to a unit of several: IntakeReport::alone. Precondition: merge() of `now` and, where
/// there is one, `previous`. Errors as scoring::run.
Checked<std::vector<Alone>> evaluate_alone(const scoring::Scheme& scheme, const Intake& now,
                                           const Intake* previous, scoring::RunOptions options);

}  // namespace yuanheng::evaluation
