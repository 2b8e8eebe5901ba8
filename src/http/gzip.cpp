#include "http/gzip.hpp"

#include <zlib.h>

#include <limits>
#include <stdexcept>

#include "base/text.hpp"
#include "http/split.hpp"

namespace yuanheng::http {

namespace {

/// ";q=0", ";q=0.000": not acceptable (RFC 9110 §12.4.2).
bool weight_is_zero(std::string_view parameters) {
    const std::string text = lower(without_blanks(parameters));
    return text.starts_with("q=0") && text.find_first_not_of("0.", 2) == text.npos;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
    bool any = false;
    while (!accept_encoding.empty()) {
        std::string_view parameters = cut(accept_encoding, ',');
        const std::string coding = lower(strip(cut(parameters, ';')));
        if (coding == "gzip") return !weight_is_zero(parameters);
        if (coding == "*") any = !weight_is_zero(parameters);
    }
    return any;
}

bool compressible(std::string_view content_type) {
    const std::string type = lower(strip(cut(content_type, ';')));
    if (type == "text/event-stream") return false;
    if (type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml")) return true;
    for (const std::string_view known : {"application/json", "application/javascript", "application/xml",
                                         "application/wasm", "application/manifest+json"})
        if (type == known) return true;
    return false;
}

std::optional<std::string> gzip(std::string_view bytes) {
    constexpr int kLevel = 5, kWithHeader = 16 + MAX_WBITS, kMemory = 8;
    if (bytes.size() > std::numeric_limits<uInt>::max()) return {};
    z_stream stream{};
    if (deflateInit2(&stream, kLevel, Z_DEFLATED, kWithHeader, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("zlib: no memory");
    std::string out(bytes.size(), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib does not write to it
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool shorter = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return shorter ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace yuanheng::http
