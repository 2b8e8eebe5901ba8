#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "http/framing.hpp"
#include "http/gzip.hpp"
#include "http/peers.hpp"
#include "http/split.hpp"
#include "http/url.hpp"

namespace {

using namespace yuanheng;

void expect(bool holds) {
    if (!holds) std::abort();
}

/// Every byte as %XX but the slashes.
std::string encode(std::string_view path) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '/')
            text += c;
        else
            text.append("%").append(1, kDigits[byte >> 4]).append(1, kDigits[byte & 15]);
    }
    return text;
}

void fuzz_target(std::string_view text) {
    const auto target = http::read_target(text);
    if (!target) return;
    expect(target->path.starts_with('/') && valid_utf8(target->path));
    expect((target->path + "/").find("/../") == std::string::npos &&
           (target->path + "/").find("/./") == std::string::npos);
    expect(target->path.find('\0') == std::string::npos && target->path.find("//") == std::string::npos);
    const auto again = http::read_target(encode(target->path));
    expect(again && again->path == target->path && again->query.empty());
    for (const auto& [name, value] : target->query) expect(valid_utf8(name) && valid_utf8(value));
}

/// The same end wherever the bytes are cut in two.
void fuzz_head_end(std::string_view bytes) {
    using Kind = http::HeadEnd::Kind;
    const auto whole = http::find_head_end(bytes);
    for (const std::size_t cut : {bytes.size() / 3, bytes.size() / 2, bytes.size() - bytes.size() / 5}) {
        const auto first = http::find_head_end(bytes.substr(0, cut));
        const auto second = first.kind == Kind::incomplete ? http::find_head_end(bytes, cut) : first;
        expect(second.kind == whole.kind && second.size == whole.size);
    }
    if (whole.kind == Kind::complete) expect(bytes.substr(0, whole.size).ends_with("\r\n\r\n"));
}

void fuzz_fields(std::string_view method, std::string_view text) {
    http::Headers fields;
    while (!text.empty()) {
        std::string_view line = http::cut(text, '\n');
        const std::string_view name = http::cut(line, ':');
        fields.emplace_back(name, http::strip(line));
    }
    for (const int version : {10, 11}) {
        http::Framing framing = http::read_framing(fields, method, version);
        http::Request request;
        request.headers = std::move(framing.headers);
        request.cookie("a");
        http::Proxies({"10.0.0.1"}).client("10.0.0.1", false, request);
        http::accepts_gzip(request.header("accept-encoding"));
        if (framing.status != 0) continue;
        std::set<std::string_view> names;
        for (const auto& [name, value] : request.headers)
            expect(name == lower(name) && names.insert(name).second);
        expect(version == 10 || names.count("host") == 1);
        expect(!framing.chunked ||
               (framing.length == 0 && version == 11 && names.count("content-length") == 0));
        expect((framing.chunked || framing.length == 0) || names.count("transfer-encoding") == 0);
        expect(http::method_of(method) != http::Method::other);
    }
}

}  // namespace

/// The first line is a request line, the others are fields: whatever they hold, what is accepted keeps its
/// promises.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    fuzz_head_end(bytes);
    http::status_of_bad_version(bytes);
    http::compressible(bytes);
    std::string_view line = http::cut(bytes, '\n');
    const std::string_view method = http::cut(line, ' ');
    fuzz_target(http::cut(line, ' '));
    fuzz_fields(method, bytes);
    return 0;
}
