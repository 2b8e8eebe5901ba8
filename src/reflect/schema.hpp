#pragma once

#include <set>
#include <string>

#include "reflect/json.hpp"

namespace yuanheng::reflect {

/// What a schema is for. `reply`: without secrets; personal and sensitive fields may be left out or masked.
/// `request`: without the fields that the program sets, and no other members. `partial`: a request of which
/// nothing is required.
enum class Use : unsigned char { reply, request, partial };

/// The schema's name among the components of an OpenAPI document: enterprise, enterprise_request,
/// enterprise_partial.
std::string schema_name(const Struct& type, Use use);

/// JSON Schema (draft 2020-12, as OpenAPI 3.1 uses it) of a struct: type, format, pattern, lengths, ranges,
/// choices; titles in Chinese, and `x-` members for what forms and lists need: x-label-en, x-kind, x-format,
/// x-unit, x-places, x-minimum and x-maximum (of decimals and amounts, as texts), x-target, x-data-class,
/// x-sortable, x-filterable, x-searchable, x-in-list, x-immutable, x-note and x-note-en, x-choices (code, zh,
/// en). Objects and lists refer to
/// #/components/schemas/NAME; in a partial request they are whole.
void write_schema(JsonWriter& out, const Struct& type, Use use);

/// The structs that the struct's objects and lists hold, all levels down, itself included.
void collect(const Struct& type, std::set<const Struct*>& into);

/// The column definitions of a table for the struct's scalar fields, for comparison with the schema's files:
/// "id BIGINT NOT NULL, name TEXT NOT NULL, note TEXT". NOT NULL is what always has a value; truth values are
/// INTEGER, other numbers BIGINT.
std::string sql_columns(const Struct& type);

}  // namespace yuanheng::reflect
