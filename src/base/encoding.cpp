#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <stdexcept>

#include "base/text.hpp"

namespace yuanheng {

namespace {

/// The line (from 1) in which byte `offset` stands.
Where line_at(std::string_view bytes, std::size_t offset) {
    Where where;
    where.line = 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
    return where;
}

std::size_t first_invalid_utf8(std::string_view bytes) {
    // Halving finds the longest valid prefix; a cut inside a character does not matter for the line.
    std::size_t good = 0, bad = bytes.size();
    while (good + 1 < bad) {
        const std::size_t middle = good + (bad - good) / 2;
        std::size_t cut = middle;
        while (cut > good && (static_cast<unsigned char>(bytes[cut]) & 0xC0) == 0x80) --cut;
        if (valid_utf8(bytes.substr(good, cut - good))) {
            if (cut == good) break;
            good = cut;
        } else {
            bad = middle;
        }
    }
    return good;
}

Result<DecodedText> decode_utf16(std::string_view bytes, bool little) {
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(little ? a | (b << 8) : b | (a << 8));
    };
    std::u32string out;
    out.reserve(bytes.size() / 2);
    const auto broken = [&] {
        Where where;
        where.line = 1 + std::count(out.begin(), out.end(), U'\n');
        return fail(Code::bad_encoding, {}, where);
    };
    if (bytes.size() % 2 != 0) return broken();
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        const char32_t c = unit(i);
        if (c < 0xD800 || c > 0xDFFF) {
            out += c;
            continue;
        }
        if (c > 0xDBFF || i + 2 >= bytes.size()) return broken();
        i += 2;
        const char32_t low = unit(i);
        if (low < 0xDC00 || low > 0xDFFF) return broken();
        out += 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    }
    return DecodedText{utf8(out), little ? Encoding::utf16le : Encoding::utf16be};
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open(const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(name, &status), &ucnv_close);
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU has no converter for ") + name);
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    return converter;
}

Result<DecodedText> decode_gb18030(std::string_view bytes) {
    const Converter from = open("gb18030"), to = open("UTF-8");
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 2);
    std::array<char, 1 << 14> buffer;
    std::array<UChar, 1 << 12> pivot;
    UChar* pivot_source = pivot.data();
    UChar* pivot_target = pivot.data();
    const char* source = bytes.data();
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    for (bool first = true; status == U_BUFFER_OVERFLOW_ERROR; first = false) {
        status = U_ZERO_ERROR;
        char* target = buffer.data();
        ucnv_convertEx(to.get(), from.get(), &target, buffer.data() + buffer.size(), &source,
                       bytes.data() + bytes.size(), pivot.data(), &pivot_source, &pivot_target,
                       pivot.data() + pivot.size(), first, true, &status);
        out.append(buffer.data(), target);
    }
    if (U_FAILURE(status)) {
        return fail(Code::bad_encoding, {}, line_at(bytes, static_cast<std::size_t>(source - bytes.data())));
    }
    return DecodedText{std::move(out), Encoding::gb18030};
}

}  // namespace

namespace {

/// Whether bytes that are not valid UTF-8 are UTF-8 all the same, with a character cut or overwritten here
/// and there: most of what lies beyond ASCII stands in whole characters. Of a text in GB18030 only a small
/// part does.
bool is_damaged_utf8(std::string_view bytes) {
    std::size_t beyond_ascii = 0, whole = 0;
    for (std::size_t i = 0; i < bytes.size();) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1;
        if (byte >= 0x80 && length > 1 && i + length <= bytes.size() && valid_utf8(bytes.substr(i, length))) {
            beyond_ascii += length;
            whole += length;
            i += length;
        } else {
            beyond_ascii += byte >= 0x80 ? 1 : 0;
            ++i;
        }
    }
    return whole * 5 > beyond_ascii * 4;
}

/// Where a text is Latin-1 or one of its kin rather than GB18030: its bytes beyond ASCII stand between
/// letters (é in Société), where Chinese characters are pairs of such bytes. The first of them, or npos.
std::size_t latin_letter(std::string_view bytes) {
    const auto high = [&](std::size_t i) {
        return i < bytes.size() && static_cast<unsigned char>(bytes[i]) >= 0x80;
    };
    std::size_t pairs = 0, single = 0, first = std::string_view::npos;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (!high(i)) continue;
        if (high(i + 1)) {
            ++pairs;
            ++i;
        } else if (i + 1 == bytes.size() || bytes[i + 1] < '0' || bytes[i + 1] > '9') {
            // (Before a digit it begins one of GB18030's characters of four bytes.)
            ++single;
            first = std::min(first, i);
        }
    }
    return single > pairs ? first : std::string_view::npos;
}

/// UTF-16 without a mark: every other byte of its ASCII characters is zero, and always the same one.
std::optional<Encoding> unmarked_utf16(std::string_view bytes) {
    const std::string_view begin = bytes.substr(0, 4000);
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < begin.size(); ++i) zeros[i % 2] += begin[i] == '\0' ? 1 : 0;
    if (bytes.size() % 2 != 0 || zeros[0] + zeros[1] < begin.size() / 8) return std::nullopt;
    // 一 is U+4E00: a Chinese text has a zero on the other side now and then.
    if (zeros[1] > zeros[0] * 8) return Encoding::utf16le;
    if (zeros[0] > zeros[1] * 8) return Encoding::utf16be;
    return std::nullopt;
}

}  // namespace

Result<DecodedText> decode(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) return decode_utf16(bytes.substr(2), true);
    if (bytes.starts_with("\xFE\xFF")) return decode_utf16(bytes.substr(2), false);
    if (const auto utf16 = unmarked_utf16(bytes)) return decode_utf16(bytes, *utf16 == Encoding::utf16le);
    const bool marked = bytes.starts_with("\xEF\xBB\xBF");
    if (marked) bytes.remove_prefix(3);
    if (valid_utf8(bytes)) return DecodedText{std::string(bytes), Encoding::utf8};
    if (marked || is_damaged_utf8(bytes))
        return fail(Code::bad_utf8, {}, line_at(bytes, first_invalid_utf8(bytes)));
    if (const std::size_t at = latin_letter(bytes); at != std::string_view::npos)
        return fail(Code::bad_encoding, {}, line_at(bytes, at));
    return decode_gb18030(bytes);
}

std::string_view name(Encoding encoding) {
    static constexpr std::array<std::string_view, 4> kNames = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"};
    return kNames[static_cast<std::size_t>(encoding)];
}

}  // namespace yuanheng
