#pragma once

#include <map>
#include <utility>
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

/// Per aggregate node the records that its condition let in, each with the value that was taken from it (for
/// a count: true).
using TakenRecords = std::map<std::size_t, std::vector<std::pair<std::uint32_t, Value>>>;

/// The values of all nodes for one row; those below an aggregate are of its last record, if any.
std::vector<Value> evaluate_all(const Formula& formula, const Schema& schema, const Columns& data,
                                std::size_t row, const Computed* computed, TakenRecords* taken = nullptr);

}  // namespace yuanheng::formula
