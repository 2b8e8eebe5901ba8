#pragma once

#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "reflect/json.hpp"

namespace yuanheng::platform {

/// A page of a list that goes by descending ids: its parameters, and the id it begins below.
struct PageQuery {
    std::int64_t limit = 20;
    Id after;
};
void describe(reflect::Describer<PageQuery>& d);
inline std::int64_t below(const PageQuery& query) {
    return query.after ? query.after.value : std::numeric_limits<std::int64_t>::max();
}

/// A part of a list, or all of it: {"items":[…],"next":…,"total":…}.
template <typename T>
struct Page {
    std::vector<T> items;
    std::string next = {};  ///< the cursor of what follows; empty at the end
    std::optional<std::int64_t> total = {};
    std::vector<std::pair<std::string, std::string>> more = {};  ///< further members, their values as JSON
};

/// The page of items of which one more than `limit` was asked for, its cursor being the last one's id.
template <typename T, typename Cursor>
Page<T> page_of(std::vector<T> items, std::int64_t limit, Cursor cursor) {
    Page<T> out{std::move(items)};
    if (static_cast<std::int64_t>(out.items.size()) <= limit) return out;
    out.items.resize(static_cast<std::size_t>(limit));
    out.next = std::to_string(cursor(out.items.back()));
    return out;
}
template <typename T>
Page<T> page_of(std::vector<T> items, std::int64_t limit) {
    return page_of(std::move(items), limit, [](const T& item) { return item.id.value; });
}

}  // namespace yuanheng::platform
