#include <gtest/gtest.h>

#include <limits>

#include "reflect/json.hpp"
#include "reflect/samples.hpp"

namespace yuanheng::reflect {
namespace {

std::string quoted(std::string_view text) { return JsonWriter().text(text).take(); }

TEST(JsonWriter, PutsCommasWhereTheyBelong) {
    JsonWriter out;
    out.begin_object()
        .key("a")
        .number(std::int64_t{1})
        .key("b")
        .begin_array()
        .null()
        .boolean(true)
        .begin_object()
        .end_object();
    out.begin_array()
        .end_array()
        .text("x")
        .end_array()
        .key("c")
        .raw("{\"y\":[1,2]}")
        .key("d")
        .number(0.1)
        .end_object();
    EXPECT_EQ(out.take(), R"({"a":1,"b":[null,true,{},[],"x"],"c":{"y":[1,2]},"d":0.1})");
}

TEST(JsonWriter, EscapesWhatJsonCannotHold) {
    EXPECT_EQ(quoted("a\"b\\c/d"), R"("a\"b\\c/d")");
    EXPECT_EQ(quoted(std::string_view("\0\x01\b\t\n\f\r\x1f\x7f", 9)),
              "\"\\u0000\\u0001\\b\\t\\n\\f\\r\\u001f\\u007f\"");
    EXPECT_EQ(quoted("园衡 \u2028\U0001F600"), "\"园衡 \u2028\U0001F600\"");
}

TEST(JsonWriter, ReplacesBytesThatAreNotUtf8) {
    EXPECT_EQ(quoted("a\xFF\"b"), "\"a\uFFFD\\\"b\"");
    EXPECT_EQ(quoted("\xE5\x9B"), "\"\uFFFD\uFFFD\"");            // half of 园
    EXPECT_EQ(quoted("\xED\xA0\x80"), "\"\uFFFD\uFFFD\uFFFD\"");  // a surrogate
    EXPECT_EQ(quoted("\xC0\x80"), "\"\uFFFD\uFFFD\"");            // an overlong NUL
}

TEST(JsonWriter, NumbersAreExactAndAlwaysJson) {
    using Whole = std::numeric_limits<std::int64_t>;
    EXPECT_EQ(JsonWriter().number(Whole::min()).take(), "-9223372036854775808");
    EXPECT_EQ(JsonWriter().number(Whole::max()).take(), "9223372036854775807");
    EXPECT_EQ(JsonWriter().number(std::numeric_limits<double>::quiet_NaN()).take(), "null");
    EXPECT_EQ(JsonWriter().number(-std::numeric_limits<double>::infinity()).take(), "null");
    EXPECT_EQ(JsonWriter().number(1e300).take(), "1e+300");
    EXPECT_EQ(JsonWriter().number(-2.5).take(), "-2.5");
}

std::string written(const Field& field, Value value) { return JsonWriter().value(field, value).take(); }

TEST(JsonWriter, ValuesAreWrittenAsTheirKindSays) {
    Field f;
    f.name = "f";
    EXPECT_EQ(written(f, {}), "null");
    f.kind = Kind::id;
    EXPECT_EQ(written(f, std::int64_t{274877906944001}), R"("274877906944001")");
    f.kind = Kind::boolean;
    EXPECT_EQ(written(f, std::int64_t{1}), "true");
    f.kind = Kind::instant;
    EXPECT_EQ(written(f, std::int64_t{0}), R"("1970-01-01T00:00:00.000Z")");
    EXPECT_EQ(written(f, std::int64_t{-1}), R"("1969-12-31T23:59:59.999Z")");
    EXPECT_EQ(written(f, std::int64_t{1'795'588'205'007}), R"("2026-11-25T06:30:05.007Z")");
    EXPECT_THROW(written(f, std::int64_t{253'402'300'800'000}), std::logic_error);
    f.decimals(4, "亩");
    EXPECT_EQ(written(f, std::int64_t{123400}), R"("12.34")");
    EXPECT_EQ(written(f, std::int64_t{-5}), R"("-0.0005")");
    EXPECT_EQ(written(f, std::int64_t{0}), R"("0")");
    EXPECT_EQ(written(f, std::int64_t{30000}), R"("3")");
    f.kind = Kind::money;
    for (const auto& [unit, json] :
         {std::pair("元", R"("1234567.8")"), {"万元", R"("123.45678")"}, {"亿元", R"("0.012345678")"}}) {
        f.unit = unit;
        EXPECT_EQ(written(f, std::int64_t{123'456'780}), json);
    }
    EXPECT_EQ(written(f, std::numeric_limits<std::int64_t>::min()), R"("-922337203.6854775808")");
    f.unit = "美元";
    EXPECT_THROW(written(f, std::int64_t{1}), std::logic_error);
    f.kind = Kind::list;
    EXPECT_THROW(written(f, std::int64_t{1}), std::logic_error);
}

Company one() {
    Company c;
    c.name = "甲公司";
    c.tax = Money::of_fen(100);
    c.manager = Contact{"欧阳修", "13812345678", "office@example.cn", "\"一\""};
    c.contacts = {{"李四", "0756-3238888", "", ""}};
    c.tags = {"专精特新"};
    return c;
}

TEST(Write, NestedObjectsAndListsAreWhole) {
    const std::string json = to_json(one());
    for (const char* part :
         {R"({"name":"甲公司","uscc":null,)", R"("tax":"1")", R"("seat":{"street":null,"floor":null})",
          R"("tags":["专精特新"],"duties":[],"services":[],"surveyed":null,"share":null})",
          R"("manager":{"name":"欧阳修","phone":"13812345678","email":"office@example.cn","note":"\"一\""})",
          R"("contacts":[{"name":"李四","phone":"0756-3238888","email":null,"note":null}])"}) {
        EXPECT_NE(json.find(part), std::string::npos) << part << "\n" << json;
    }
}

TEST(Write, SecretsAreNeverGivenOut) {
    const Account account{Id{7}, "zhang", "correct horse", Instant{0}};
    EXPECT_EQ(to_json(account), R"({"id":"7","login":"zhang","made":"1970-01-01T00:00:00.000Z"})");
    JsonWriter out;
    out.begin_object();
    write_members(out, described<Account>(), to_record(account));
    EXPECT_EQ(out.end_object().take(), to_json(account));
    const Field& password = described<Account>()["password"];
    EXPECT_EQ(written(password, std::string("correct horse")), "null");
    EXPECT_EQ(masked(password, "correct horse"), "");
    EXPECT_EQ(shown(password, std::string("correct horse"), Language::zh), "");
}

TEST(Write, HidesWhatTheReaderMayNotSee) {
    const auto sight = [](const Field& f) {
        return f.data_class == DataClass::personal    ? Sight::masked
               : f.data_class == DataClass::sensitive ? Sight::hidden
                                                      : Sight::plain;
    };
    JsonWriter out;
    const Company company = one();
    write(out, described<Company>(), &company, sight);
    const std::string json = out.take();
    EXPECT_EQ(json.find("\"tax\""), std::string::npos);
    EXPECT_NE(json.find(R"({"name":"欧**","phone":"138****5678","email":"o***@example.cn","note":"\"一\""})"),
              std::string::npos)
        << json;
    EXPECT_NE(json.find(R"([{"name":"李*","phone":"075*****888)"), std::string::npos) << json;

    out = {};
    out.begin_object();
    write_members(out, described<Company>(), to_record(company), [](const Field&) { return Sight::masked; });
    EXPECT_EQ(out.end_object().take(),
              R"({"name":"甲**","uscc":null,"industry":null})");  // other kinds cannot be masked
}

TEST(Masked, LeavesNothingThatIdentifies) {
    Field f;
    const auto of = [&](std::string_view text) { return masked(f, text); };
    EXPECT_EQ(of(""), "");
    EXPECT_EQ(of("张"), "*");
    EXPECT_EQ(of("张三"), "张*");
    EXPECT_EQ(of("欧阳修"), "欧**");
    EXPECT_EQ(of("440402199001011234"), "4********4");
    EXPECT_EQ(of("珠海市香洲区某路1号"), "珠********号");
    f.format = Format::phone;
    EXPECT_EQ(of("13812345678"), "138****5678");
    EXPECT_EQ(of("0756-3238888"), "075*****8888");
    EXPECT_EQ(of("3238888"), "3****88");
    EXPECT_EQ(of("110"), "***");
    f.format = Format::email;
    EXPECT_EQ(of("zhang.san@example.cn"), "z***@example.cn");
    EXPECT_EQ(of("z@example.cn"), "z***@example.cn");
    EXPECT_EQ(of("@"), "***@");
    EXPECT_EQ(of("no address"), "n********s");
}

}  // namespace
}  // namespace yuanheng::reflect
