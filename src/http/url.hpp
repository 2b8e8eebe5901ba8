#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yuanheng::http {

/// Decodes %XX, once, and + as a blank where `form` says so. Nothing where a % is not followed by two
/// hexadecimal digits or the result is not UTF-8 (RFC 3629: no overlong forms, no surrogates) or holds a NUL.
/// The only such decoder there is.
std::optional<std::string> percent_decode(std::string_view text, bool form);

struct Target {
    std::string path;  ///< as Request::path says
    std::vector<std::pair<std::string, std::string>> query;
};

/// Reads a request target in origin form: /path?name=value&…. Refused are the other forms, a fragment,
/// whatever percent_decode refuses, and in the path empty segments other than the last, . and .., encoded
/// slashes, backslashes and control characters: each of them could be read as another path behind this
/// server.
std::optional<Target> read_target(std::string_view target);

}  // namespace yuanheng::http
