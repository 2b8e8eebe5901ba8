#include "http/message.hpp"

#include <strings.h>
#include <array>

#include "http/split.hpp"

namespace yuanheng::http {

namespace {

constexpr std::array<std::string_view, kMethods> kNames{"GET",   "HEAD",   "POST",    "PUT",
                                                        "PATCH", "DELETE", "OPTIONS", ""};

template <typename Pairs>
const std::string* find(const Pairs& pairs, std::string_view name) {
    for (const auto& [key, value] : pairs)
        if (key == name) return &value;
    return nullptr;
}

}  // namespace

std::string_view name(Method method) { return kNames[static_cast<std::size_t>(method)]; }

Method method_of(std::string_view name) {
    for (std::size_t i = 0; i + 1 < kNames.size(); ++i)
        if (kNames[i] == name) return static_cast<Method>(i);
    return Method::other;
}

std::string_view Request::header(std::string_view lower_case_name) const {
    const std::string* value = find(headers, lower_case_name);
    return value ? std::string_view(*value) : std::string_view();
}

std::optional<std::string_view> Request::parameter(std::string_view name) const {
    const std::string* value = find(query, name);
    return value ? std::optional<std::string_view>(*value) : std::nullopt;
}

std::string_view Request::path_value(std::string_view name) const {
    const std::string* value = find(path_values, name);
    return value ? std::string_view(*value) : std::string_view();
}

std::string_view Request::cookie(std::string_view name) const {
    std::string_view rest = header("cookie"), found;
    bool seen = false;
    while (!rest.empty()) {
        std::string_view pair = strip(cut(rest, ';'));
        if (pair.find('=') == pair.npos || cut(pair, '=') != name) continue;
        if (seen) return {};  // one of them was planted, and nothing says which
        seen = true;
        found = pair;
    }
    if (found.size() >= 2 && found.front() == '"' && found.back() == '"')
        found = found.substr(1, found.size() - 2);
    return found;
}

const std::string* Response::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (key.size() == name.size() && strncasecmp(key.data(), name.data(), name.size()) == 0)
            return &value;
    return nullptr;
}

Response Response::of(int status, std::string content_type, std::string body) {
    return {status, {{"Content-Type", std::move(content_type)}}, std::move(body)};
}

}  // namespace yuanheng::http
