#pragma once

#include <vector>

#include "zone/evaluation/files/table_reader.hpp"

namespace yuanheng::evaluation {

/// Joins the departments' tables on the credit code: who is listed, each input's value and where it was taken
/// from. What does not fit goes to `into.report`.
void join(const scoring::Scheme& scheme, std::vector<ReadTable> tables, Intake& into);

}  // namespace yuanheng::evaluation
