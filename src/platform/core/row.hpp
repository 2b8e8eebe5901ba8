#pragma once

#include <optional>
#include <string>

#include "base/id.hpp"
#include "db/database.hpp"

namespace yuanheng::platform {

// Columns of a result; 0, no id and "" where they are absent.

inline std::int64_t integer_or_0(const db::Value& value) {
    const std::int64_t* n = reflect::integer(value);
    return n ? *n : 0;
}
inline Id id_in(const db::Value& value) { return Id{integer_or_0(value)}; }
/// Milliseconds as an instant; nothing where they are 0.
inline std::optional<Instant> instant(std::int64_t ms) {
    return ms ? std::optional(Instant{ms}) : std::nullopt;
}
inline std::string text_or_empty(const db::Value& value) {
    const std::string* text = reflect::text(value);
    return text ? *text : std::string();
}

// And the other way: absent where there is nothing.

inline db::Value null_if_empty(const std::string& text) {
    return text.empty() ? db::Value() : db::Value(text);
}
inline db::Value null_if_empty(Id id) { return id ? db::Value(id.value) : db::Value(); }

}  // namespace yuanheng::platform
