#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace yuanheng::evaluation {

/// One file of an archive.
struct Part {
    std::string name;  ///< with / between folders
    std::string bytes;
};

/// What an archive may hold, both ways: nothing is written that could not be read.
inline constexpr std::uint64_t kMostArchiveBytes = 1u << 30;  ///< all parts together, unpacked
inline constexpr std::size_t kMostParts = 1000;

/// A ZIP archive of the parts, in their order. Times are fixed, so that the same parts give the same bytes.
/// Error package_too_large.
Result<std::string> pack(const std::vector<Part>& parts);

/// The parts of a ZIP archive. `file` is its name in messages. Errors package_broken (cut off, damaged,
/// encrypted, a name twice), package_too_large.
Result<std::vector<Part>> unpack(std::string_view bytes, const std::string& file);

}  // namespace yuanheng::evaluation
