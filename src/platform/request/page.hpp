#pragma once

#include <functional>
#include <limits>
#include <string>
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

/// {"items":[…],"next":…} of described items, of which one more than `limit` was asked for; `more` adds
/// members.
template <typename T>
std::string page_json(std::vector<T> items, std::int64_t limit,
                      const std::function<void(reflect::JsonWriter&, const T&)>& write,
                      const std::function<void(reflect::JsonWriter&)>& more = {}) {
    const bool rest = static_cast<std::int64_t>(items.size()) > limit;
    if (rest) items.resize(static_cast<std::size_t>(limit));
    reflect::JsonWriter out;
    out.begin_object().key("items").begin_array();
    for (const T& item : items) write(out, item);
    out.end_array().key("next");
    if (rest)
        out.text(std::to_string(items.back().id.value));
    else
        out.null();
    out.key("total").null();
    if (more) more(out);
    out.end_object();
    return out.take();
}

}  // namespace yuanheng::platform
