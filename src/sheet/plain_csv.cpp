#include "sheet/plain_csv.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <new>
#include <thread>
#include <utility>

#include "base/text.hpp"
#include "sheet/cell_text.hpp"
#include "sheet/grid.hpp"
#include "sheet/limits.hpp"
#include "sheet/mapped_file.hpp"

namespace yuanheng::sheet {

namespace {

constexpr std::array kPowers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr std::uint64_t kExactIntegers = 1ull << 53;
constexpr long kLargestExponent = 400;

/// The significant digits and decimal exponent of a decimal: equal for equal values.
std::pair<std::string, long> digits_of(std::string_view text) {
    std::string digits;
    long exponent = 0;
    bool point = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_digit(text[i])) {
            if (!digits.empty() || text[i] != '0') digits += text[i];
            if (point) --exponent;
        } else if (text[i] == '.') {
            point = true;
        } else if (text[i] == 'e' || text[i] == 'E') {
            const char* first = text.data() + i + 1;
            long written = 0;
            std::from_chars(*first == '+' ? first + 1 : first, text.data() + text.size(), written);
            exponent += written;
            break;
        }
    }
    while (!digits.empty() && digits.back() == '0') {
        digits.pop_back();
        ++exponent;
    }
    return {digits, exponent};
}

bool is_shortest_of(double value, std::string_view text) {
    std::array<char, 40> buffer;
    const auto [end, status] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
    (void)status;
    return digits_of({buffer.data(), static_cast<std::size_t>(end - buffer.data())}) == digits_of(text);
}

/// One decimal from `at`. Sets `precise` where the double does not tell the decimal. Returns where it ends,
/// or nullptr.
const char* read_number(const char* at, const char* end, double& value, bool& precise) {
    const char* const start = at;
    const bool negative = *at == '-';
    if (*at == '-' || *at == '+') ++at;
    std::uint64_t mantissa = 0;
    const char* const first_digit = at;
    while (at < end && is_digit(*at)) mantissa = mantissa * 10 + static_cast<std::uint64_t>(*at++ - '0');
    long digits = at - first_digit;
    long exponent = 0;
    if (at < end && *at == '.') {
        const char* const point = at++;
        while (at < end && is_digit(*at)) mantissa = mantissa * 10 + static_cast<std::uint64_t>(*at++ - '0');
        exponent = -(at - point - 1);
        digits -= exponent;
    }
    if (digits == 0) return nullptr;
    if (at < end && (*at == 'e' || *at == 'E')) {
        ++at;
        if (at < end && *at == '+' && at + 1 < end && at[1] != '-') ++at;
        long written = 0;
        const auto [stop, status] = std::from_chars(at, end, written);
        if (status != std::errc() || std::labs(written) > kLargestExponent) return nullptr;
        at = stop;
        exponent += written;
    }
    // 19 digits cannot overflow 64 bits; an integer below 2^53 and a power up to 10^22 are exact doubles, so
    // that one division or product of them is correctly rounded.
    if (digits <= 19 && mantissa < kExactIntegers && exponent >= -22 && exponent <= 22) {
        const double whole = static_cast<double>(mantissa);
        value = exponent < 0 ? whole / kPowers[static_cast<std::size_t>(-exponent)]
                             : whole * kPowers[static_cast<std::size_t>(exponent)];
        precise =
            digits > 15 && !is_shortest_of(value, {first_digit, static_cast<std::size_t>(at - first_digit)});
    } else {
        if (at - start > static_cast<std::ptrdiff_t>(kLongestNumber)) return nullptr;
        const auto [stop, status] = std::from_chars(first_digit, at, value);
        if (status != std::errc() || stop != at) return nullptr;
        precise = !is_shortest_of(value, {first_digit, static_cast<std::size_t>(at - first_digit)});
    }
    if (negative && value != 0) value = -value;
    return at;
}

/// A code of plain characters. Returns where it ends, or nullptr.
const char* read_code(const char* at, const char* end, FixedText& code) {
    std::size_t size = 0;
    for (; at < end && (is_digit(*at) || (*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z') ||
                        *at == '-' || *at == '_');
         ++at) {
        if (size == code.bytes.size()) return nullptr;
        code.bytes[size++] = *at;
    }
    return size == 0 || is_mangled_code(code.view()) ? nullptr : at;
}

/// A run of whole lines for one thread.
struct Piece {
    const char* begin;
    const char* end;
    std::size_t rows = 0;
    std::size_t first_row = 0;
    std::unordered_map<std::uint64_t, std::string> precise;
};

std::size_t count_lines(const char* begin, const char* end) {
    auto lines = static_cast<std::size_t>(std::count(begin, end, '\n'));
    return end > begin && end[-1] != '\n' ? lines + 1 : lines;
}

/// Reads a piece into its rows of the table. False where a byte is not plain.
bool parse_piece(Piece& piece, NumericTable& table) {
    const std::size_t width = table.header.size();
    std::vector<double*> out(width);
    for (std::size_t c = 0; c < width; ++c) out[c] = table.columns[c].data();
    const char* at = piece.begin;
    const char* const end = piece.end;
    for (std::size_t row = piece.first_row; at < end; ++row) {
        for (std::size_t column = 0; column < width; ++column) {
            if (column == table.text_column) {
                at = read_code(at, end, table.codes[row]);
            } else if (at == end || *at == ',' || *at == '\n' || *at == '\r') {
                out[column][row] = std::numeric_limits<double>::quiet_NaN();
            } else {
                bool precise = false;
                const char* const start = at;
                at = read_number(at, end, out[column][row], precise);
                if (at != nullptr && precise)
                    piece.precise.emplace(row * width + column, std::string(start, at));
            }
            if (at == nullptr) return false;
            if (column + 1 == width) break;
            if (at == end || *at != ',') return false;
            ++at;
        }
        if (at < end && *at == '\r') ++at;
        if (at < end && *at++ != '\n') return false;
    }
    return true;
}

/// Runs `work(i)` for i < count, each in a thread of its own. False where one returns false or memory ends.
template <typename Work>
bool run_parallel(std::size_t count, const Work& work) {
    std::atomic<bool> sound{true};
    const auto guarded = [&](std::size_t i) {
        try {
            if (!work(i)) sound = false;
        } catch (const std::bad_alloc&) {
            sound = false;
        }
    };
    if (count == 0) return true;
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < count; ++i) threads.emplace_back(guarded, i);
    guarded(0);
    for (std::thread& thread : threads) thread.join();
    return sound;
}

std::optional<std::vector<std::string>> plain_header(std::string_view line) {
    std::vector<std::string> names;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.find_first_of(std::string_view("\"\r;\t\0", 5)) != std::string_view::npos) return std::nullopt;
    if (!valid_utf8(line)) return std::nullopt;
    if (line.find_first_not_of(',') == std::string_view::npos)
        return std::nullopt;  // an empty row, not a header
    for (;;) {
        const std::size_t comma = line.find(',');
        if (names.size() == Limits().columns) return std::nullopt;
        names.emplace_back(line.substr(0, comma));
        // What the tolerant reader would mend, it reads.
        std::string mended = unguarded(names.back());
        clean(mended);
        if (mended != names.back()) return std::nullopt;
        if (comma == std::string_view::npos) return names;
        line.remove_prefix(comma + 1);
    }
}

std::vector<Piece> cut(std::string_view body, std::size_t count) {
    std::vector<Piece> pieces;
    const char* at = body.data();
    const char* const end = at + body.size();
    for (std::size_t i = 1; i <= count && at < end; ++i) {
        const char* stop = i == count ? end : std::max(at, body.data() + body.size() / count * i);
        const void* newline = std::memchr(stop, '\n', static_cast<std::size_t>(end - stop));
        stop = newline == nullptr ? end : static_cast<const char*>(newline) + 1;
        pieces.push_back({at, stop, 0, 0, {}});
        at = stop;
    }
    return pieces;
}

}  // namespace

std::optional<NumericTable> read_plain_csv_bytes(std::string_view bytes, std::size_t text_column,
                                                 unsigned threads) {
    constexpr std::size_t kWorthAThread = 1u << 16;
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
    const std::size_t line_end = bytes.find('\n');
    if (line_end == std::string_view::npos) return std::nullopt;
    auto header = plain_header(bytes.substr(0, line_end));
    if (!header || header->size() < 2 || text_column >= header->size()) return std::nullopt;
    const std::string_view body = bytes.substr(line_end + 1);
    if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
    std::vector<Piece> pieces = cut(body, std::clamp<std::size_t>(body.size() / kWorthAThread, 1, threads));

    NumericTable table;
    table.header = std::move(*header);
    table.text_column = text_column;
    const std::size_t width = table.header.size();
    table.columns.resize(width);
    run_parallel(pieces.size(), [&](std::size_t i) {
        pieces[i].rows = count_lines(pieces[i].begin, pieces[i].end);
        return true;
    });
    std::size_t rows = 0;
    for (Piece& piece : pieces) {
        piece.first_row = std::exchange(rows, rows + piece.rows);
    }
    // Too few commas for so many rows: found out before memory is taken for what is not there.
    if (rows > body.size() / (width - 1)) return std::nullopt;
    // Columns are allocated by several threads: the system clears their pages at the first touch.
    const bool allocated = run_parallel(pieces.size(), [&](std::size_t i) {
        if (i == 0) table.codes.resize(rows);
        for (std::size_t c = i; c < width; c += pieces.size()) {
            if (c != text_column) table.columns[c].resize(rows);
        }
        return true;
    });
    if (!allocated) return std::nullopt;
    if (!run_parallel(pieces.size(), [&](std::size_t i) { return parse_piece(pieces[i], table); }))
        return std::nullopt;
    for (Piece& piece : pieces) table.precise.merge(piece.precise);
    return table;
}

std::optional<NumericTable> read_plain_csv(const std::string& path, std::size_t text_column,
                                           unsigned threads) {
    const auto file = MappedFile::open(path, std::numeric_limits<std::uint64_t>::max());
    if (!file) return std::nullopt;
    return read_plain_csv_bytes(file->bytes(), text_column, threads);
}

}  // namespace yuanheng::sheet
