#include <gtest/gtest.h>

#include "base/text.hpp"
#include "reflect/codes.hpp"
#include "reflect/json.hpp"
#include "reflect/samples.hpp"

namespace yuanheng::reflect {
namespace {

/// The errors, each of which can be shown.
Errors errors_of(const std::string& json) {
    const Checked<Company> read = from_json<Company>(json);
    if (read) return {};
    for (const Language language : {Language::zh, Language::en})
        EXPECT_TRUE(valid_utf8(describe(read.error(), language)));
    return read.error();
}

void expect_broken(const std::string& json, const std::string& why) {
    const Errors errors = errors_of(json);
    ASSERT_EQ(errors.size(), 1u) << json.substr(0, 100);
    EXPECT_EQ(errors[0].code, Code::json_broken) << json.substr(0, 100);
    EXPECT_EQ(http_status(errors[0].code), 400);
    EXPECT_NE(message(errors[0], Language::en).find(why), std::string::npos)
        << message(errors[0], Language::en);
}

std::string repeated(std::string_view what, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += what;
    return out;
}

TEST(HostileJson, WhatIsNotJsonIsRefusedWithItsPlace) {
    for (const char* json : {"{", "{\"name\"", "{\"name\":", "{\"name\":\"甲", "[1,2", "\"", "tru", "-"})
        expect_broken(json, "too early");
    for (const char* json :
         {"nope", "{name:1}", "{'name':1}", "{\"name\":1,}", "[1,]", "{\"a\":01}", "{\"a\":+1}", "{\"a\":.5}",
          "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":-Infinity}", "// c\n{}", "{}/**/", "\"\x01\"", "\"\\x\"",
          "\"\\u12G4\""}) {
        const Errors errors = errors_of(json);
        ASSERT_EQ(errors.size(), 1u) << json;
        EXPECT_EQ(errors[0].code, Code::json_broken) << json;
    }
    expect_broken("", "nothing");
    expect_broken(" \n", "nothing");
    expect_broken("{} {}", "follows its end");
    expect_broken(std::string("{}\0", 3), "follows its end");
    expect_broken(std::string("\0", 1), "syntax");
    const Errors errors = errors_of("{\n  \"name\": \"园衡\" x\n}");
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].where.line, 2);
    EXPECT_EQ(errors[0].where.column, 16);
}

TEST(HostileJson, DeepNestingEndsAtOnce) {
    for (const char* open : {"[", "{\"manager\":", "{\"contacts\":["}) {
        expect_broken(repeated(open, 33), "32 levels");
        expect_broken(repeated(open, 100'000), "32 levels");
    }
    const Errors errors = errors_of(repeated("[", 32) + repeated("]", 32));
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].code, Code::json_type);
}

TEST(HostileJson, NumbersOfAnyLengthEndInAnError) {
    using Texts = std::vector<std::string>;
    for (const std::string& number :
         Texts{"1e400", "1e99999999999", "1" + std::string(100'000, '0'), "-" + std::string(400, '9')}) {
        EXPECT_FALSE(errors_of("{\"name\":\"a\",\"staff\":" + number + "}").empty()) << number.substr(0, 20);
        EXPECT_FALSE(errors_of("{\"name\":\"a\",\"tax\":\"" + number + "\"}").empty())
            << number.substr(0, 20);
    }
    const std::string small = "0." + std::string(100'000, '0') + "1";
    EXPECT_FALSE(errors_of("{\"name\":\"a\",\"tax\":\"" + small + "\"}").empty());
    // A number that is no number of a field's kind is one error, whatever its size.
    EXPECT_EQ(errors_of("{\"name\":" + small + "}").size(), 1u);
}

TEST(HostileJson, TextsThatAreNotUnicodeAreRefused) {
    expect_broken(R"({"name":"\ud800"})", "syntax");
    expect_broken(R"({"name":"\ud800\u0041"})", "half of a pair");
    expect_broken(R"({"name":"\udc00"})", "half of a pair");
    expect_broken("{\"name\":\"\xFF\"}", "UTF-8");
    expect_broken("{\"name\":\"\xED\xA0\x80\"}", "UTF-8");
    expect_broken("{\"name\":\"\xE5\x9B", "UTF-8");
    EXPECT_EQ(errors_of("{\"name\":\"园\xC0\xAF\"}")[0].where.column, 11);
    const auto read = from_json<Company>(R"({"name":"\ud83d\ude00\u56ed"})");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->name, "\U0001F600园");
}

TEST(HostileJson, LargeTextsAreMeasuredAndNotRepeated) {
    const std::string megabyte(1 << 20, 'a');
    Errors errors = errors_of("{\"name\":\"" + megabyte + "\"}");
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].code, Code::field_too_long);
    errors = errors_of("{\"name\":\"a\",\"" + megabyte + "/~\":1}");
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].code, Code::json_unknown);
    EXPECT_LT(errors[0].where.file.size(), 500u);
    for (const char* field : {"uscc", "industry", "stage", "founded", "reported", "park", "tax"}) {
        errors = errors_of("{\"name\":\"a\",\"" + std::string(field) + "\":\"" + megabyte + "\"}");
        ASSERT_EQ(errors.size(), 1u) << field;
        EXPECT_LT(describe(errors, Language::zh).size(), 3000u) << field;
    }
}

TEST(HostileJson, ManyErrorsAreCutOff) {
    std::string unknown = "{\"name\":\"a\"", items = "{\"name\":\"a\",\"contacts\":[{}";
    for (int i = 0; i < 50'000; ++i) unknown += ",\"x" + std::to_string(i) + "\":[[[[]]]]", items += ",{}";
    EXPECT_EQ(errors_of(unknown + "}").size(), kMostErrors);
    EXPECT_EQ(errors_of(items + "]}").size(), kMostErrors);
    EXPECT_EQ(errors_of("{\"name\":\"a\",\"tags\":[" + repeated("0,", 50'000) + "0]}").size(), kMostErrors);
    EXPECT_EQ(errors_of("{" + repeated("\"name\":\"a\",", 50'000) + "\"name\":\"a\"}").size(), kMostErrors);
}

TEST(HostileJson, PointersAreEscaped) {
    const Errors errors = errors_of(R"({"name":"a","a/b~c\u0000\"":1})");
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].where.file, std::string("/a~1b~0c\0\"", 10));
}

TEST(HostileJson, RandomDamageNeverPassesUnnoticed) {
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        Dice dice(seed);
        std::string json = to_json(random_company(dice));
        for (std::uint64_t n = 1 + dice.below(3); n > 0; --n) {
            const std::size_t at = dice.below(json.size());
            switch (dice.below(3)) {
                case 0: json[at] = static_cast<char>(dice.below(256)); break;
                case 1: json.erase(at, 1 + dice.below(20)); break;
                default: json.insert(at, json.substr(dice.below(json.size()), dice.below(20)));
            }
            if (json.empty()) break;
        }
        const Checked<Company> read = from_json<Company>(json);
        if (!read) {
            ASSERT_FALSE(read.error().empty());
            ASSERT_TRUE(valid_utf8(describe(read.error(), Language::zh)));
            continue;
        }
        const Checked<Company> again = from_json<Company>(to_json(*read));  // what is taken is sound
        ASSERT_TRUE(again) << describe(again.error(), Language::en);
        ASSERT_TRUE(*again == *read);
    }
}

}  // namespace
}  // namespace yuanheng::reflect
