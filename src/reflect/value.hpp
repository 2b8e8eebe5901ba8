#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace yuanheng::reflect {

/// The value of one field as it is stored: absent, a whole number (ids, counts, scaled decimals, fen, 0/1,
/// instants), a double, or a text (dates too: 2026-11-25). An empty text is never stored: absence is.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

inline bool absent(const Value& value) { return std::holds_alternative<std::monostate>(value); }
inline const std::int64_t* integer(const Value& value) { return std::get_if<std::int64_t>(&value); }
inline const std::string* text(const Value& value) { return std::get_if<std::string>(&value); }

/// The values of one record in the order of its struct's fields.
using Record = std::vector<Value>;

}  // namespace yuanheng::reflect
