#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace yuanheng::platform {

/// Writes a small file so that its name stands for all of it or is not there: written beside its place,
/// synced, renamed, the folder synced. Error file_unwritable.
Result<void> write_synced(const std::filesystem::path& path, std::string_view bytes,
                          unsigned int mode = 0600);
/// The last steps of it, for files that were written piece by piece: syncs `draft`, gives it its name, syncs
/// the folder.
Result<void> rename_synced(const std::filesystem::path& draft, const std::filesystem::path& path);

}  // namespace yuanheng::platform
