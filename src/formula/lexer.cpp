#include "formula/lexer.hpp"

#include <array>
#include <utility>

#include "base/decimal.hpp"
#include "formula/codes.hpp"

namespace yuanheng::formula {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 27> kKeywords = {{
    {"if", "if"},   {"then", "then"},    {"else", "else"},       {"and", "and"},   {"or", "or"},
    {"not", "not"}, {"in", "in"},        {"between", "between"}, {"true", "true"}, {"false", "false"},
    {"如果", "if"}, {"若", "if"},        {"则", "then"},         {"那么", "then"}, {"否则", "else"},
    {"且", "and"},  {"并且", "and"},     {"或", "or"},           {"或者", "or"},   {"非", "not"},
    {"属于", "in"}, {"介于", "between"}, {"真", "true"},         {"假", "false"},  {"与", "and"},
    {"早于", "<"},  {"晚于", ">"},
}};

/// Longest first: "<=" before "<".
constexpr std::array<std::pair<std::string_view, std::string_view>, 46> kSymbols = {{
    {"==", "="}, {"!=", "!="}, {"<>", "!="}, {"<=", "<="}, {">=", ">="}, {"=", "="},  {"<", "<"},
    {">", ">"},  {"+", "+"},   {"-", "-"},   {"*", "*"},   {"/", "/"},   {"^", "^"},  {"(", "("},
    {")", ")"},  {"{", "{"},   {"}", "}"},   {",", ","},   {".", "."},   {"%", "%"},  {"×", "*"},
    {"·", "*"},  {"÷", "/"},   {"−", "-"},   {"≠", "!="},  {"≤", "<="},  {"≥", ">="}, {"≦", "<="},
    {"≧", ">="}, {"＝", "="},  {"＜", "<"},  {"＞", ">"},  {"＋", "+"},  {"－", "-"}, {"＊", "*"},
    {"／", "/"}, {"（", "("},  {"）", ")"},  {"｛", "{"},  {"｝", "}"},  {"，", ","}, {"、", ","},
    {"％", "%"}, {"‰", "‰"},   {"．", "."},  {"–", "-"},
}};

struct Character {
    char32_t code = 0;
    std::size_t bytes = 0;  ///< 0: not valid UTF-8
};

Character decode(std::string_view s) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
    if (byte(0) < 0x80) return {byte(0), 1};
    const std::size_t bytes = byte(0) >= 0xF0 ? 4 : byte(0) >= 0xE0 ? 3 : byte(0) >= 0xC2 ? 2 : 0;
    if (bytes == 0 || byte(0) > 0xF4 || s.size() < bytes) return {};
    char32_t code = byte(0) & (0xFFu >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {};
        code = (code << 6) | (byte(i) & 0x3Fu);
    }
    const bool overlong = (bytes == 3 && code < 0x800) || (bytes == 4 && (code < 0x10000 || code > 0x10FFFF));
    if (overlong || (code >= 0xD800 && code <= 0xDFFF)) return {};
    return {code, bytes};
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

bool starts_name(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == 0x3007 || c == 0x2103 ||
           (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

bool continues_name(char32_t c) { return starts_name(c) || is_digit(c) || c == 0xB2 || c == 0xB3; }

class Lexer {
public:
    Lexer(std::string_view source, const Where& origin) : rest_(source), origin_(origin) {}

    Result<std::vector<Token>> run() {
        while (skip_blank()) {
            Token token;
            token.line = line_;
            token.column = column_;
            Result<void> read = next(token);
            if (!read) return tl::unexpected(std::move(read.error()));
            tokens_.push_back(std::move(token));
        }
        Token end;
        end.line = line_;
        end.column = column_;
        tokens_.push_back(end);
        return std::move(tokens_);
    }

private:
    std::string_view rest_;
    const Where& origin_;
    int line_ = 1;
    int column_ = 1;
    std::vector<Token> tokens_;

    Where here() const { return place_of(line_, column_, origin_); }

    /// Takes the first `bytes` bytes, which are whole characters of one line.
    std::string take(std::size_t bytes) {
        std::string taken(rest_.substr(0, bytes));
        rest_.remove_prefix(bytes);
        for (const char c : taken) column_ += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        return taken;
    }

    void new_line() {
        rest_.remove_prefix(1);
        ++line_;
        column_ = 1;
    }

    /// Skips blanks and comments; false at the end.
    bool skip_blank() {
        while (!rest_.empty()) {
            if (rest_[0] == '\n') {
                new_line();
            } else if (rest_[0] == ' ' || rest_[0] == '\t' || rest_[0] == '\r') {
                take(1);
            } else if (rest_.substr(0, 3) == "\u3000") {
                take(3);
            } else if (rest_.substr(0, 2) == "\u00A0") {
                take(2);
            } else if (rest_[0] == '#') {
                while (!rest_.empty() && rest_[0] != '\n') rest_.remove_prefix(1);
            } else {
                return true;
            }
        }
        return false;
    }

    Result<void> next(Token& token) {
        const Character first = decode(rest_);
        if (first.bytes == 0) return fail(Code::bad_utf8, {}, here());
        if (is_digit(first.code) ||
            (first.code == '.' && rest_.size() > 1 && is_digit(static_cast<unsigned char>(rest_[1])))) {
            const std::size_t date = date_length();
            return date > 0 ? read_date(token, date) : read_number(token);
        }
        if (starts_name(first.code)) {
            read_name(token);
            return {};
        }
        if (first.code == '"' || first.code == '\'' || first.code == 0x201C || first.code == 0x2018)
            return read_text(token, first);
        for (const auto& [written, canonical] : kSymbols) {
            if (rest_.substr(0, written.size()) != written) continue;
            take(written.size());
            token.kind = Kind::symbol;
            token.text = canonical;
            return {};
        }
        return fail(Code::formula_bad_character, {{"text", std::string(rest_.substr(0, first.bytes))}},
                    here());
    }

    void read_name(Token& token) {
        std::size_t bytes = 0;
        while (bytes < rest_.size()) {
            const Character c = decode(rest_.substr(bytes));
            if (c.bytes == 0 || !continues_name(c.code)) break;
            bytes += c.bytes;
        }
        token.text = take(bytes);
        token.kind = Kind::name;
        for (const auto& [written, canonical] : kKeywords) {
            if (token.text != written) continue;
            token.kind = canonical == "<" || canonical == ">" ? Kind::symbol : Kind::keyword;
            token.text = canonical;
            return;
        }
    }

    /// A text in quotes of either kind; no escapes: a text with one kind of quote is written in the other.
    Result<void> read_text(Token& token, const Character& open) {
        const Where start = here();
        const std::string_view close = open.code == '"'      ? "\""
                                       : open.code == '\''   ? "'"
                                       : open.code == 0x201C ? "”"
                                                             : "’";
        const std::size_t end = rest_.find(close, open.bytes);
        const std::size_t line_end = rest_.find('\n');
        if (end == std::string_view::npos || end > line_end) return fail(Code::formula_open_text, {}, start);
        const std::string_view content = rest_.substr(open.bytes, end - open.bytes);
        for (std::size_t i = 0; i < content.size();) {
            const Character c = decode(content.substr(i));
            if (c.bytes == 0) return fail(Code::bad_utf8, {}, start);
            i += c.bytes;
        }
        token.kind = Kind::text;
        token.text = std::string(content);
        take(end + close.size());
        return {};
    }

    std::size_t digits_from(std::size_t i) const {
        std::size_t n = 0;
        while (i + n < rest_.size() && is_digit(static_cast<unsigned char>(rest_[i + n]))) ++n;
        return n;
    }

    /// Bytes of 2024-12-31 or 2024年12月31日 at the front, else 0.
    std::size_t date_length() const {
        if (digits_from(0) != 4) return 0;
        const bool dashes = rest_.substr(4, 1) == "-";
        std::size_t i = 4;
        for (const std::string_view separator : {std::string_view("年"), std::string_view("月")}) {
            const std::string_view wanted = dashes ? std::string_view("-") : separator;
            if (rest_.substr(i, wanted.size()) != wanted) return 0;
            i += wanted.size();
            const std::size_t digits = digits_from(i);
            if (digits == 0 || digits > 2 || (dashes && digits != 2)) return 0;
            i += digits;
        }
        if (dashes) return i;
        constexpr std::string_view kDay = "日";
        return rest_.substr(i, kDay.size()) == kDay ? i + kDay.size() : 0;
    }

    Result<void> read_date(Token& token, std::size_t bytes) {
        Result<Date> date = parse_date(rest_.substr(0, bytes));
        if (!date) return tl::unexpected(std::move(date.error()).at(here()));
        token.kind = Kind::date;
        token.date = *date;
        token.text = take(bytes);
        return {};
    }

    Result<void> read_number(Token& token) {
        std::size_t bytes = digits_from(0);
        if (rest_.substr(bytes, 1) == ".") bytes += 1 + digits_from(bytes + 1);
        if (rest_.substr(bytes, 1) == "e" || rest_.substr(bytes, 1) == "E") {
            const bool sign = rest_.substr(bytes + 1, 1) == "-" || rest_.substr(bytes + 1, 1) == "+";
            const std::size_t exponent = digits_from(bytes + 1 + sign);
            if (exponent > 0) bytes += 1 + sign + exponent;
        }
        const std::string text(rest_.substr(0, bytes));
        const Result<Rational> number = parse_decimal(text);
        if (!number) return fail(Code::bad_number, {{"text", text.substr(0, 60)}}, here());
        token.kind = Kind::number;
        token.number = *number;
        token.text = take(bytes);
        return {};
    }
};

}  // namespace

Where place_of(int line, int column, const Where& origin) {
    Where where = origin;
    const long first_line = origin.line > 0 ? origin.line : 1;
    const long first_column = origin.column > 0 ? origin.column : 1;
    where.line = first_line + line - 1;
    where.column = line == 1 ? first_column + column - 1 : column;
    return where;
}

Result<std::vector<Token>> tokenize(std::string_view source, const Where& origin) {
    return Lexer(source, origin).run();
}

bool is_name(std::string_view name) {
    const Result<std::vector<Token>> tokens = tokenize(name, {});
    return tokens && tokens->size() == 2 && tokens->front().kind == Kind::name &&
           tokens->front().text == name;
}

}  // namespace yuanheng::formula
