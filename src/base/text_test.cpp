#include "base/text.hpp"

#include <gtest/gtest.h>

#include "base/decimal.hpp"

namespace yuanheng {
namespace {

TEST(Text, KnowsValidUtf8) {
    for (const char* good : {"", "abc", "亩均", "é", "\xF0\x9F\x8F\xAD", "\xF4\x8F\xBF\xBF"}) {
        EXPECT_TRUE(valid_utf8(good)) << good;
        EXPECT_EQ(utf8(code_points(good)), good);
    }
    for (const char* bad : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xBA", "\x80", "\xFF",
                            "\xE0\x80\x80", "\xF5\x80\x80\x80"}) {
        EXPECT_FALSE(valid_utf8(bad));
    }
    EXPECT_EQ(code_points("a\xFF"
                          "b"),
              U"a\uFFFD"
              U"b");
}

TEST(Text, NarrowsAndTrims) {
    EXPECT_EQ(half_width("Ａ１２．５％（亩）　￥"), "A12.5%(亩) ¥");
    EXPECT_EQ(half_width("x\xFF，"), "x\xFF,");
    EXPECT_EQ(trim("\u3000 \u00A0\u200B亩 均\uFEFF\t\n"), "亩 均");
    EXPECT_EQ(trim(" \u3000 "), "");
    EXPECT_EQ(trim("\x80 "), "\x80");
    EXPECT_EQ(without_blanks(" 9\u30001\u200B 3 "), "913");
    EXPECT_EQ(lower("AbC亩"), "abc亩");
    EXPECT_EQ(replace_all("a-b-c", "-", "——"), "a——b——c");
}

TEST(Text, ShowsWhatCannotBeSeen) {
    EXPECT_EQ(visible("甲\x1B[2J\u202D乙\n"), "甲⟨U+001B⟩[2J⟨U+202D⟩乙\n");
    EXPECT_EQ(visible("\xC2\x9B"), "⟨U+009B⟩") << "a terminal takes it for ESC [";
    EXPECT_EQ(visible("a\rb\r\n"), "a⟨U+000D⟩b\r\n") << "a lone return would write over the line";
    EXPECT_EQ(trim("\u202D913\u202C\u200E"), "913");
    for (const char32_t c : {U'\u0007', U'\u000B', U'\u007F', U'\u200B', U'\u2066', U'\uFFFE', U'\U0010FFFF'})
        EXPECT_TRUE(is_invisible(c)) << code_point_name(c);
    for (const char32_t c : {U'\t', U'\n', U' ', U'甲', U'\u00A0', U'\u200D', U'\uFE0F', U'\uFFFD'})
        EXPECT_FALSE(is_invisible(c)) << code_point_name(c);
}

TEST(Text, KnowsWhatMeansNoValue) {
    for (const char* absent : {"", " ", "/", "／", "—", "——", "-", "--", "无", "暂无", "N/A", "n/a", "NA",
                               "null", "未填", "\u3000", "－", " 无 "}) {
        EXPECT_TRUE(is_absent(absent)) << absent;
    }
    for (const char* present : {"0", "0.00", "无锡", "1/2", "-1", "*1", "零", "#N/A", "#NULL!"})
        EXPECT_FALSE(is_absent(present)) << present;
}

TEST(Text, ReadsNumbersOfDepartments) {
    const auto value = [](const char* text) {
        const auto number = parse_number(text);
        EXPECT_TRUE(number && number->value) << text;
        return number && number->value ? *number->value : Rational(-99999);
    };
    const auto dec = [](const char* text) { return *parse_decimal(text); };
    EXPECT_EQ(value("1,234.5"), dec("1234.5"));
    EXPECT_EQ(value("1，234.5"), dec("1234.5"));
    EXPECT_EQ(value("１，２３４，５６７．８"), dec("1234567.8"));
    EXPECT_EQ(value(" 12 "), 12);
    EXPECT_EQ(value("(123.4)"), dec("-123.4"));
    EXPECT_EQ(value("（1,234）"), -1234);
    EXPECT_EQ(value("¥ 1,234"), 1234);
    EXPECT_EQ(value("￥-5"), -5);
    EXPECT_EQ(value("-￥5"), -5);
    EXPECT_EQ(value("−7"), -7);
    EXPECT_EQ(value("－7"), -7);
    EXPECT_EQ(value("+.5"), dec("0.5"));
    EXPECT_EQ(value("1.5e3"), 1500);
    EXPECT_EQ(value("35 %"), dec("0.35"));
    EXPECT_EQ(value("12.5％"), dec("0.125"));
    EXPECT_EQ(value("3‰"), dec("0.003"));
    EXPECT_TRUE(parse_number("35%")->percent);
    EXPECT_FALSE(parse_number("35")->percent);
    EXPECT_EQ(value("0"), 0);
    for (const char* none : {"", "/", "—", "-", "无"}) EXPECT_FALSE(parse_number(none)->value) << none;
}

TEST(Text, RefusesWhatIsNoNumber) {
    for (const char* bad : {"12,34", "1,2345", "1234,567", ",123", "1,,234", "1,234,", "1,234.5,6"}) {
        const auto number = parse_number(bad);
        ASSERT_FALSE(number) << bad;
        EXPECT_EQ(number.error().code, Code::bad_grouping) << bad;
    }
    for (const char* bad : {"abc", "12亩", "约12", "1.2.3", "--5", "(-5)", "()", "%", "nan", "inf", "0x1F",
                            "1 234", "=1+1", "1,234x", "12%%"}) {
        const auto number = parse_number(bad);
        ASSERT_FALSE(number) << bad;
        EXPECT_EQ(number.error().code, Code::bad_number) << bad;
    }
}

TEST(Text, SuggestsTheNearestName) {
    const std::vector<std::string_view> names = {"revenue", "land", "亩均税收", "employees", "税收"};
    EXPECT_EQ(nearest("revenu", names), "revenue");
    EXPECT_EQ(nearest("Lnad", names), "land");
    EXPECT_EQ(nearest("亩均税", names), "亩均税收");
    EXPECT_EQ(nearest("税收", names), "税收");
    EXPECT_EQ(nearest("xyz", names), std::nullopt);
    EXPECT_EQ(nearest("", names), std::nullopt);
    EXPECT_EQ(nearest(std::string(100, 'a'), names), std::nullopt);
    EXPECT_EQ(nearest("年", std::vector<std::string_view>{"亩"}), std::nullopt);
}

TEST(Text, PadsByTerminalColumns) {
    EXPECT_EQ(display_width("亩均abc"), 7);
    EXPECT_EQ(display_width("e\u0301\u200B\x07"), 1);
    EXPECT_EQ(pad_right("亩", 4), "亩  ");
    EXPECT_EQ(pad_left("亩", 3), " 亩");
    EXPECT_EQ(pad_left("too long", 3), "too long");
}

TEST(Encoding, TellsTheEncodingFromTheBytes) {
    using namespace std::string_literals;
    const auto expect = [](const std::string& bytes, const std::string& text, std::string_view encoding) {
        const auto decoded = decode(bytes);
        ASSERT_TRUE(decoded);
        EXPECT_EQ(decoded->text, text);
        EXPECT_EQ(name(decoded->encoding), encoding);
    };
    expect("", "", "UTF-8");
    expect("亩均,1\n", "亩均,1\n", "UTF-8");
    expect("\xEF\xBB\xBF亩", "亩", "UTF-8");
    expect("\xC4\xB6\xBE\xF9,1"s, "亩均,1", "GB18030");
    expect("\x95\x32\x82\x36"s, "\xF0\xA0\x80\x80", "GB18030");
    expect("\xFF\xFE\xA9\x4E\x31\x00"s, "亩1", "UTF-16LE");
    expect("\xFE\xFF\x4E\xA9\x00\x31"s, "亩1", "UTF-16BE");
    expect("\xFF\xFE\x3C\xD8\xED\xDF"s, "\xF0\x9F\x8F\xAD", "UTF-16LE");
    std::string gbk, plain;
    for (int i = 0; i < 50000; ++i) gbk += "\xBE\xF9", plain += "均";
    EXPECT_TRUE(decode(gbk)->text == plain);
}

TEST(Encoding, NamesTheLineOfTheFirstWrongByte) {
    using namespace std::string_literals;
    const auto line = [](const std::string& bytes, ErrorCode code) {
        const auto decoded = decode(bytes);
        EXPECT_FALSE(decoded);
        EXPECT_EQ(decoded.error().code, code);
        return decoded.error().where.line;
    };
    EXPECT_EQ(line("\xEF\xBB\xBF亩\n均\nab\xFFxy\n亩\n", Code::bad_utf8), 3);
    EXPECT_EQ(line("\xEF\xBB\xBF\xBE\xF9", Code::bad_utf8), 1);
    EXPECT_EQ(line("a\nb\n\xC4\xFF", Code::bad_encoding), 3);
    EXPECT_EQ(line("\xFF\xFE"
                   "a\0\n\0b"s,
                   Code::bad_encoding),
              1);
    EXPECT_EQ(line("\xFF\xFE\x0A\x00\x3C\xD8"s, Code::bad_encoding), 2);
    EXPECT_EQ(line("\xFF\xFE\x3C\xD8\x31\x00"s, Code::bad_encoding), 1);
}

}  // namespace
}  // namespace yuanheng
