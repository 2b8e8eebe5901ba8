#include "platform/request/headers.hpp"

#include <algorithm>

namespace yuanheng::platform {

void protect(http::Response& response, bool secure) {
    const auto add = [&](std::string_view name, std::string_view value) {
        const auto same = [&](const auto& header) {
            return std::equal(header.first.begin(), header.first.end(), name.begin(), name.end(),
                              [](char a, char b) { return std::tolower(a) == std::tolower(b); });
        };
        if (std::none_of(response.headers.begin(), response.headers.end(), same)) {
            response.headers.emplace_back(name, value);
        }
    };
    add("X-Content-Type-Options", "nosniff");
    add("Referrer-Policy", "same-origin");
    add("Cross-Origin-Opener-Policy", "same-origin");
    add("Cross-Origin-Resource-Policy", "same-origin");
    add("Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
    add("Cache-Control", "no-store");
    if (secure) add("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

}  // namespace yuanheng::platform
