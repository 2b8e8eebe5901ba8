#include "platform/request/etag.hpp"

#include "platform/codes.hpp"

#include <charconv>

namespace yuanheng::platform {

std::string etag(std::int64_t version) { return "\"" + std::to_string(version) + "\""; }

Result<std::int64_t> if_match(const http::Request& request) {
    std::string_view text = request.header("if-match");
    if (text.empty()) return fail(Code::precondition_required, {});
    if (text.size() < 3 || text.front() != '"' || text.back() != '"')
        return fail(Code::precondition_failed, {});
    text = text.substr(1, text.size() - 2);
    std::int64_t version = 0;
    const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (bad != std::errc() || end != text.data() + text.size()) return fail(Code::precondition_failed, {});
    return version;
}

}  // namespace yuanheng::platform
