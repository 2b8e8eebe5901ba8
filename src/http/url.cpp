#include "http/url.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/split.hpp"

namespace yuanheng::http {

namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Whether none of a decoded path's segments is . or .. or, before the last, empty.
bool plain_segments(std::string_view path) {
    while (path.starts_with('/')) {
        path.remove_prefix(1);
        const std::string_view segment = path.substr(0, path.find('/'));
        path.remove_prefix(segment.size());
        if (segment == "." || segment == ".." || (segment.empty() && !path.empty())) return false;
    }
    return true;
}

std::optional<std::string> read_path(std::string_view text) {
    auto path = percent_decode(text, false);
    if (!path || std::count(path->begin(), path->end(), '/') != std::count(text.begin(), text.end(), '/'))
        return {};
    const auto forbidden = [](char c) {
        return c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    };
    if (std::any_of(path->begin(), path->end(), forbidden) || !plain_segments(*path)) return {};
    return path;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, bool form) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size()) return {};
            const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return {};
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += form && text[i] == '+' ? ' ' : text[i];
        }
    }
    if (out.find('\0') != out.npos || !valid_utf8(out)) return {};
    return out;
}

std::optional<Target> read_target(std::string_view target) {
    const auto visible = [](char c) { return c > 0x20 && c < 0x7F && c != '#'; };
    if (!target.starts_with('/') || !std::all_of(target.begin(), target.end(), visible)) return {};
    auto path = read_path(cut(target, '?'));
    if (!path) return {};
    Target read{std::move(*path), {}};
    while (!target.empty()) {
        std::string_view pair = cut(target, '&');
        if (pair.empty()) continue;
        auto name = percent_decode(cut(pair, '='), true);
        auto value = percent_decode(pair, true);
        if (!name || !value) return {};
        read.query.emplace_back(std::move(*name), std::move(*value));
    }
    return read;
}

}  // namespace yuanheng::http
