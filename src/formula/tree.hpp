#pragma once

#include <vector>

#include "formula/value.hpp"

namespace yuanheng::formula {

/// For the node at which the operands of an aggregate begin, the index of that aggregate; 0 elsewhere. The
/// operands of an aggregate stand together, right before it.
std::vector<std::size_t> first_nodes(const std::vector<Node>& nodes);

/// Whether a time is counted in months (else in days).
bool is_months(const Unit& unit);
/// Whole months from one date to another: 31 January to 29 February is none; negative where `to` is earlier.
int whole_months(const Date& from, const Date& to);
/// The value of a cell; not finite is missing.
Value cell(const Column& column, Type type, std::size_t row);

/// The values of all nodes for one row; those below an aggregate are of its last record, if any.
std::vector<Value> evaluate_all(const Formula& formula, const Schema& schema, const Columns& data,
                                std::size_t row, const Computed* computed);

}  // namespace yuanheng::formula
