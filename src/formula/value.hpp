#pragma once

#include <limits>
#include <memory>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "formula/formula.hpp"

namespace yuanheng::formula {

/// Why a number is absent.
enum class Absence : std::uint8_t {
    missing,
    zero_denominator,
    undefined
};  // undefined: ln of 0, root of −1, …

/// A value of the language. Absent values say why.
using Value = std::variant<Absence, Exact, std::string, Date, bool>;

inline bool absent(const Value& v) { return std::holds_alternative<Absence>(v); }

/// What a column holds where there is no value.
inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// One column of data, missing = kMissing. Numbers are doubles that stand for their shortest decimal
/// (decimal_of); the few cells with more digits than a double holds have their value in `precise`. Texts are
/// indices into `dictionary`, dates are day numbers (Date::days()), truth values 0 and 1.
struct Column {
    std::vector<double> values;
    std::vector<std::string> dictionary;
    std::unordered_map<std::uint32_t, Rational> precise;
};

/// Records of a table-valued input in one block: those of row r are [begin[r], begin[r+1]).
struct Table {
    std::vector<std::uint32_t> begin;
    std::vector<Column> columns;
};

/// The data behind a schema, column by column; all columns have `rows` values.
struct Columns {
    std::size_t rows = 0;
    std::vector<Column> fields;  ///< as Schema::fields
    std::vector<Table> tables;   ///< as Schema::tables

    Value value(const Schema& schema, int field, std::size_t row) const;
};

/// What formulas may name besides inputs while a scheme runs (the grade so far, a total): values given per
/// call. Computed fields are ordinary fields of the schema whose value comes from here instead of the data.
using Computed = std::unordered_map<int, Value>;

}  // namespace yuanheng::formula
