#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "scheme/codes.hpp"
#include "scheme/scheme_load_document.hpp"

namespace yuanheng::scoring::load {

namespace {

/// What an officer can do about a message of the TOML library, known by a part of its text.
struct Advice {
    std::string_view part;
    std::string_view what, how, what_en, how_en;
};

constexpr Advice kAdvice[] = {
    {"unescaped control characters", "文字没有右引号", "左右引号要在同一行里成对",
     "the text has no closing quote", "open and close a text on the same line"},
    {"cannot redefine existing", "{name} 写了两次",
     "一个键、一张表只写一次；一组里的各个成员用双方括号，如 [[inputs]]", "{name} stands twice",
     "write a key or a table once; members of a list have double brackets, as [[inputs]]"},
    {"parsing date", "没有这一天", "日期写成 2022-12-31，不加引号", "there is no such day",
     "write a date as 2022-12-31, without quotes"},
    {"parsing time", "不是时间", "这里只用日期，写成 2022-12-31", "this is no time",
     "only dates are used here: 2022-12-31"},
    {"parsing decimal integer", "数写得不对",
     "日期写成 2022-12-31；小数、百分数、带单位的数要加引号，数前不补零", "this is no number",
     "write a date as 2022-12-31; put decimals, percentages and numbers with a unit in quotes"},
    {"dangling comma", "最后一个成员后面多了逗号", "请删去“}”前面的逗号",
     "there is a comma behind the last member", "remove the comma before }"},
    {"table header", "表名的方括号没有闭合", "表名写成 [scheme]，一组里的成员写成 [[inputs]]",
     "the brackets of the table's name are not closed",
     "write [scheme], and [[inputs]] for a member of a list"},
    {"parsing array", "方括号没有闭合，或成员之间缺逗号",
     "请看这一行和上一行：每个“[”要有“]”，成员之间用半角逗号",
     "a bracket is not closed, or a comma is missing between members",
     "look at this line and the one before"},
    {"parsing inline table", "花括号没有闭合，或成员之间缺逗号", "一对花括号写在一行里，成员之间用半角逗号",
     "a brace is not closed, or a comma is missing between members",
     "write a pair of braces on one line, with commas between members"},
    {"expected '='", "键名后面应是“=”", "写成 键 = 值，例如 weight = \"60\"",
     "a key is followed by =", "write key = value, as weight = \"60\""},
    {"expected value", "“=”后面没有值", "请补上值；确实没有就删去这一行",
     "there is no value behind =", "add the value, or remove the line"},
    {"unknown escape sequence", "反斜杠“\\”后面的字符不认识", "含反斜杠的文字和公式用单引号括起",
     "the character behind \\ is not known", "put texts and formulas with a backslash in single quotes"},
    {"parsing boolean", "应为 true 或 false", "用小写字母，不加引号", "this must be true or false",
     "in small letters, without quotes"},
    {"could not determine value type", "“=”后面的值看不懂", "文字、小数和公式要加引号，公式建议用单引号括起",
     "the value behind = is not understood",
     "put texts, decimals and formulas in quotes; formulas are best put in single quotes"},
};

std::string quoted_name(std::string_view description) {
    const std::size_t begin = description.find('\'');
    const std::size_t end = begin == std::string_view::npos ? begin : description.find('\'', begin + 1);
    return end == std::string_view::npos ? "" : std::string(description.substr(begin + 1, end - begin - 1));
}

/// What stands for a full-width or Chinese character in TOML; 0 for a character that is none.
char32_t half_of(char32_t c) {
    switch (c) {
        case U'“':
        case U'”': return U'"';
        case U'‘':
        case U'’': return U'\'';
        case U'、':
        case U'，': return U',';
        case U'。': return U'.';
        case U'【':
        case U'［': return U'[';
        case U'】':
        case U'］': return U']';
        default: break;
    }
    const std::u32string half = code_points(half_width(utf8(std::u32string(1, c))));
    return half.size() == 1 && half[0] < 128 && c >= 128 ? half[0] : 0;
}

bool is_quote(char32_t c) { return c == U'"' || c == U'\''; }

/// Looks for the first full-width character that stands where TOML reads signs: outside of texts and
/// comments, or as the quote that should close a text.
class FullWidth {
public:
    explicit FullWidth(std::string_view toml) : text_(code_points(toml)) {}

    std::optional<Error> find(const std::string& file) {
        for (std::size_t i = 0; i < text_.size(); ++i) {
            const char32_t c = text_[i];
            if (c == U'#') {
                while (i + 1 < text_.size() && text_[i + 1] != U'\n') ++i;
            } else if (is_quote(c)) {
                if (const auto wrong = skip_text(i)) return report(*wrong, file);
            } else if (half_of(c) != 0) {
                return report(i, file);
            }
        }
        return std::nullopt;
    }

private:
    std::u32string text_;

    /// To the last character of the text that begins at `i`; the place of a full-width quote where none
    /// closes it.
    std::optional<std::size_t> skip_text(std::size_t& i) const {
        const char32_t quote = text_[i];
        const std::u32string three(3, quote);
        const bool many = text_.compare(i, 3, three) == 0;
        std::optional<std::size_t> full;
        for (i += many ? 3 : 1; i < text_.size(); ++i) {
            if (quote == U'"' && text_[i] == U'\\') {
                ++i;
            } else if (many ? text_.compare(i, 3, three) == 0 : text_[i] == quote) {
                i += many ? 2 : 0;
                return std::nullopt;
            } else if (!many && text_[i] == U'\n') {
                return full;
            } else if (half_of(text_[i]) == quote) {
                full = i;
            }
        }
        return many ? std::nullopt : full;
    }

    Error report(std::size_t at, const std::string& file) const {
        std::size_t end = at;
        std::u32string half;
        while (end < text_.size() && half_of(text_[end]) != 0 && end - at < 20) half += half_of(text_[end++]);
        const auto begin = text_.begin() + static_cast<std::ptrdiff_t>(at);
        const long line = 1 + std::count(text_.begin(), begin, U'\n');
        const std::size_t start = text_.rfind(U'\n', at);
        const auto column = static_cast<long>(start == std::u32string::npos ? at + 1 : at - start);
        return full_width_error(utf8(text_.substr(at, end - at)), utf8(half), {file, "", line, column});
    }
};

}  // namespace

Error full_width_error(const std::string& text, const std::string& instead, Where where) {
    return Error(Code::scheme_full_width,
                 {{"text", text == "　" ? "全角空格" : text},
                  {"text_en", text == "　" ? "full-width blank" : text},
                  {"instead", instead == " " ? "半角空格" : instead},
                  {"instead_en", instead == " " ? "an ordinary blank" : instead}},
                 std::move(where));
}

std::optional<Error> wrong_encoding(std::string_view bytes, const std::string& file) {
    const bool marked = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    if (!marked && valid_utf8(bytes)) return std::nullopt;
    const auto decoded = decode(bytes);
    const std::string found =
        decoded ? decoded->encoding == Encoding::gb18030 ? "GBK" : std::string(name(decoded->encoding)) : "";
    return Error(Code::scheme_encoding,
                 {{"found", found.empty() ? "" : "，而是 " + found},
                  {"found_en", found.empty() ? "" : " but " + found}},
                 {file, "", 0, 0});
}

Error syntax_error(std::string_view toml, std::string_view description, Where where) {
    if (auto wide = FullWidth(toml).find(where.file)) return std::move(*wide);
    for (const Advice& advice : kAdvice) {
        if (description.find(advice.part) == std::string_view::npos) continue;
        const std::string named = quoted_name(description);
        return Error(Code::scheme_syntax,
                     {{"detail", replace_all(advice.what, "{name}", named)},
                      {"detail_en", replace_all(advice.what_en, "{name}", named)},
                      {"how", std::string(advice.how)},
                      {"how_en", std::string(advice.how_en)}},
                     std::move(where));
    }
    return Error(Code::scheme_syntax,
                 {{"detail", std::string(description)},
                  {"detail_en", std::string(description)},
                  {"how", "文字要加引号，公式建议用单引号括起"},
                  {"how_en", "put texts in quotes; formulas are best put in single quotes"}},
                 std::move(where));
}

}  // namespace yuanheng::scoring::load
