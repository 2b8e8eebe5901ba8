#include "http/framing.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "base/text.hpp"
#include "http/split.hpp"

namespace yuanheng::http {

namespace {

/// Fields that are lists by their definition, and so may be repeated (RFC 9110 §5.3).
constexpr std::array<std::string_view, 21> kLists{"accept",
                                                  "accept-charset",
                                                  "accept-encoding",
                                                  "accept-language",
                                                  "cache-control",
                                                  "connection",
                                                  "forwarded",
                                                  "if-match",
                                                  "if-none-match",
                                                  "keep-alive",
                                                  "pragma",
                                                  "prefer",
                                                  "priority",
                                                  "te",
                                                  "trailer",
                                                  "upgrade",
                                                  "via",
                                                  "warning",
                                                  "x-forwarded-for",
                                                  "x-forwarded-host",
                                                  "x-forwarded-proto"};

bool digit(char c) { return c >= '0' && c <= '9'; }

std::string* find(Headers& headers, std::string_view name) {
    const auto there =
        std::find_if(headers.begin(), headers.end(), [&](const auto& h) { return h.first == name; });
    return there == headers.end() ? nullptr : &there->second;
}

/// Fields by their names in lower case, each once; false where one is repeated that may not be.
bool join(const Headers& fields, Headers& headers) {
    for (const auto& [given, value] : fields) {
        std::string name = lower(given);
        std::string* there = find(headers, name);
        if (!there) {
            headers.emplace_back(std::move(name), value);
        } else if (std::find(kLists.begin(), kLists.end(), name) != kLists.end()) {
            there->append(", ").append(value);
        } else {
            return false;
        }
    }
    return true;
}

/// reg-name, IPv4 or [IPv6], and a port.
bool names_host(std::string_view host) {
    if (const std::size_t colon = host.rfind(':'); colon != host.npos && host.find(']', colon) == host.npos) {
        const std::string_view port = host.substr(colon + 1);
        if (port.size() > 5 || !std::all_of(port.begin(), port.end(), digit)) return false;
        host = host.substr(0, colon);
    }
    const auto of_name = [](char c) {
        return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
               c == '_';
    };
    const auto of_literal = [](char c) {
        return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
    };
    if (host.starts_with('[')) {
        if (host.size() < 4 || !host.ends_with(']')) return false;
        return std::all_of(host.begin() + 1, host.end() - 1, of_literal);
    }
    return !host.empty() && std::all_of(host.begin(), host.end(), of_name);
}

bool token_character(char c) {
    constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
    return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || kOthers.find(c) != kOthers.npos;
}

/// Of a Transfer-Encoding other than plain "chunked": 501 for codings that are not known, 400 for lists that
/// make no sense.
int status_of_codings(std::string_view value) {
    value = strip(value);
    if (value.empty() || value.ends_with(',')) return 400;
    while (!value.empty()) {
        const std::string_view coding = strip(cut(value, ','));
        if (coding.empty() || !std::all_of(coding.begin(), coding.end(), token_character)) return 400;
        if (lower(coding) == "chunked" && !value.empty()) return 400;
    }
    return 501;
}

int read_length(std::string_view text, std::uint64_t& length) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return error == std::errc() && end == text.data() + text.size() && length <= kMost ? 0 : 400;
}

/// How long the body is.
int read_body_length(Framing& framing, std::string_view method, int version) {
    const std::string* length = find(framing.headers, "content-length");
    const std::string* coding = find(framing.headers, "transfer-encoding");
    if (coding) {
        if (length || version < 11) return 400;
        if (lower(*coding) != "chunked") return status_of_codings(*coding);
        framing.chunked = true;
    } else if (length) {
        if (const int status = read_length(*length, framing.length)) return status;
    }
    const bool body = framing.chunked || framing.length > 0;
    if (body && (method == "GET" || method == "HEAD")) return 400;
    const std::string* encoding = find(framing.headers, "content-encoding");
    if (body && encoding && lower(*encoding) != "identity") return 415;
    return 0;
}

int read_fields(const Headers& fields, Framing& framing, std::string_view method, int version) {
    if (!join(fields, framing.headers)) return 400;
    const std::string* host = find(framing.headers, "host");
    if (host ? !names_host(*host) : version >= 11) return 400;
    if (const int status = read_body_length(framing, method, version)) return status;
    const std::string* expect = find(framing.headers, "expect");
    if (expect && version >= 11) {  // HTTP/1.0 does not know it (RFC 9110 §10.1.1)
        if (lower(*expect) != "100-continue") return 417;
        framing.expects_continue = true;
    }
    if (method == "TRACE" || method == "CONNECT") return 405;
    return method_of(method) == Method::other ? 501 : 0;
}

}  // namespace

HeadEnd find_head_end(std::string_view bytes, std::size_t seen) {
    using enum HeadEnd::Kind;
    char before = seen > 0 ? bytes[seen - 1] : '\n';  // as if a line had ended before the first
    for (std::size_t i = seen; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if ((c == '\n') != (before == '\r')) return {malformed, 0};
        if (c == '\n' && (i < 2 || bytes[i - 2] == '\n')) return {i < 2 ? malformed : complete, i + 1};
        if ((c == ' ' || c == '\t') && before == '\n') return {malformed, 0};
        if (c == 0x7F || (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r' && c != '\n'))
            return {malformed, 0};
        before = c;
    }
    return {incomplete, 0};
}

int status_of_bad_version(std::string_view head) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    const std::size_t first = line.find(' '), last = line.rfind(' ');
    if (first == 0 || first == line.npos || last == first || line.find(' ', first + 1) != last) return 400;
    const std::string_view version = line.substr(last + 1);
    const bool sound = version.size() == 8 && version.starts_with("HTTP/") && digit(version[5]) &&
                       version[6] == '.' && digit(version[7]) && last > first + 1;
    return sound ? 505 : 400;
}

Framing read_framing(const Headers& fields, std::string_view method, int version) {
    Framing framing;
    framing.status = read_fields(fields, framing, method, version);
    return framing;
}

}  // namespace yuanheng::http
