#pragma once

#include <filesystem>

#include "http/message.hpp"

namespace yuanheng::server {

/// Serves the built web application: files below /assets/ for a year (their names hold a hash of their
/// content), others with their ETag; every other path that is no /api/ is the application's own page,
/// index.html. Files are found once, at start-up: nothing outside of the folder can be asked for. Throws
/// std::runtime_error where there is no index.html.
std::vector<http::Route> asset_routes(const std::filesystem::path& folder);

}  // namespace yuanheng::server
