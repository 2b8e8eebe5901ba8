#pragma once

#include <string_view>

namespace yuanheng::http {

/// The part of `text` before the first `separator`, both of which `text` loses; all of it where there is
/// none.
inline std::string_view cut(std::string_view& text, char separator) {
    const std::size_t end = text.find(separator);
    const std::string_view part = text.substr(0, end);
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
    return part;
}

/// Without the blanks of HTTP (space and tab) at both ends.
inline std::string_view strip(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

}  // namespace yuanheng::http
