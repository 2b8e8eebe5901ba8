#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "platform/entity/table.hpp"
#include "platform/request/change.hpp"

namespace yuanheng::platform {

/// Where the records of an entity keep what scopes are about, by what their owners' table says of it:
/// "t.zone_id" of projects is "(SELECT … FROM project … WHERE … = t.project_id)" of their documents.
ScopeColumns scope_by_owner(const Entity& entity, const Table& owner);

/// Fills in the enterprise of a new record that belongs to it by its owner. Error reference_unknown where
/// there is no such owner.
Checked<void> settle_enterprise(Change& change, const Table& table, reflect::Record& row);

/// An SQL expression over the alias t, with what `column` makes of each name in place of t.name.
std::string with_columns(std::string_view sql,
                         const std::function<std::string(std::string_view name)>& column);

}  // namespace yuanheng::platform
