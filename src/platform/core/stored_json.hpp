#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reflect/json.hpp"

namespace yuanheng::platform {

// Values as they are stored, in JSON: whole numbers in the scale of the database, texts, null. What audit
// entries and staged rows of imports are made of: read back, it is the very record.

/// The fields that have a value, without the first `but`.
std::string stored_json(const reflect::Struct& type, const reflect::Record& values, std::size_t but = 0);
/// The record of the text: fields that do not stand in it are absent, members that the struct has no more are
/// left out. Throws std::logic_error where it is no such text.
reflect::Record from_stored_json(const reflect::Struct& type, std::string_view json);

/// The fields in which two records differ, of each, without the first `but`; both are "{}" where there are
/// none.
std::pair<std::string, std::string> changes_json(const reflect::Struct& type, const reflect::Record& before,
                                                 const reflect::Record& after, std::size_t but = 0);

/// A field and what it was stored as.
struct StoredValue {
    std::size_t field;
    reflect::Value value;
};
/// The fields that stand in such a text, absent ones too.
std::vector<StoredValue> stored_values(const reflect::Struct& type, std::string_view json);

/// The members of a JSON object, each with its JSON. Errors as reflect::read.
Checked<std::vector<std::pair<std::string, std::string>>> json_members(std::string_view json);

}  // namespace yuanheng::platform
