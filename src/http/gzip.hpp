#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace yuanheng::http {

/// Smaller bodies gain nothing.
inline constexpr std::size_t kLeastToCompress = 1024;

/// Whether an Accept-Encoding takes gzip: by its name or *, with a weight above 0.
bool accepts_gzip(std::string_view accept_encoding);
/// Whether a Content-Type is of texts (JSON, HTML, CSV, SVG, …) rather than of what is compressed already.
bool compressible(std::string_view content_type);
/// RFC 1952; nothing where that is no shorter.
std::optional<std::string> gzip(std::string_view bytes);

}  // namespace yuanheng::http
