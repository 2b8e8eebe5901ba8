#pragma once

#include <string_view>

namespace yuanheng::platform {

// Media types of the files that are written and taken.
inline constexpr std::string_view kXlsxMedia =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
inline constexpr std::string_view kDocxMedia =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
inline constexpr std::string_view kCsvMedia = "text/csv; charset=utf-8";
inline constexpr std::string_view kBytesMedia = "application/octet-stream";
inline constexpr std::string_view kEventsMedia = "text/event-stream";
inline constexpr std::string_view kAnyMedia = "*/*";

}  // namespace yuanheng::platform
