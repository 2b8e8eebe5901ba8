#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "platform/entity/table.hpp"

namespace yuanheng::platform {

// What is asked of entities' tables, one row or a hundred thousand: sets are sent by the thousand.

/// The row of an id within a scope; empty where there is none.
reflect::Record row_of(db::Session& db, const Table& table, Id id, const Scope& scope);
/// The rows that fulfil a condition over the alias t, in the order of an SQL expression.
std::vector<reflect::Record> rows_where(db::Session& db, const Table& table, const Condition& where,
                                        std::string_view order);
/// The rows of these ids, in any order.
std::vector<reflect::Record> rows_by_id(db::Session& db, const Table& table, std::span<const Id> ids);
/// The rows that have the key of one of these, in any order. What has no whole key finds nothing.
std::vector<reflect::Record> rows_by_key(db::Session& db, const Table& table,
                                         std::span<const reflect::Record> rows);

/// Writes new rows, as many as `next` gives before it gives null, with their search texts.
void insert_rows(db::Session& db, const Table& table, const std::function<const reflect::Record*()>& next);
/// Writes rows over those of the version before; how many there were.
std::int64_t update_rows(db::Session& db, const Table& table, std::span<const reflect::Record> rows);
/// Removes the rows of these ids that have this version; how many there were.
std::int64_t remove_rows(db::Session& db, const Table& table, std::span<const Id> ids, std::int64_t version);

/// Makes the search texts that a step of the schema has emptied anew: how many there were.
std::int64_t renew_search_texts(db::Session& db, const Table& table);

/// What scopes are about, of rows that need not be stored yet.
std::vector<Belongs> belongings(db::Session& db, const Table& table, std::span<const reflect::Record> rows);

/// Calls `part` with at most `size` of the items at a time.
template <typename T, typename F>
void in_parts(std::span<const T> items, std::size_t size, F part) {
    for (std::size_t from = 0; from < items.size(); from += size)
        part(items.subspan(from, std::min(size, items.size() - from)));
}

/// "?, ?, ?".
std::string marks(std::size_t count);

}  // namespace yuanheng::platform
