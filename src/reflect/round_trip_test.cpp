#include <gtest/gtest.h>

#include "reflect/json.hpp"
#include "reflect/samples.hpp"

namespace yuanheng::reflect {
namespace {

TEST(RoundTrip, WhatIsWrittenIsReadBackUnchanged) {
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        Dice dice(seed);
        const Company company = random_company(dice);
        const std::string json = to_json(company);
        const Checked<Company> again = from_json<Company>(json);
        ASSERT_TRUE(again) << json << "\n" << describe(again.error(), Language::en);
        ASSERT_TRUE(*again == company) << json;
        ASSERT_EQ(to_json(*again), json);
    }
}

TEST(RoundTrip, RecordsHoldTheScalarsOfAStruct) {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        Dice dice(seed);
        Company company = random_company(dice);
        const Record record = to_record(company);
        ASSERT_EQ(record.size(), described<Company>().fields.size());
        const Company again = from_record<Company>(record);
        company.seat = {}, company.manager = {}, company.contacts = {}, company.tags = {},
        company.duties = {};
        ASSERT_TRUE(again == company);
        ASSERT_EQ(to_record(again), record);
    }
    EXPECT_THROW(from_record<Company>(Record(3)), std::logic_error);
}

/// A struct known at run time only, as those of entities are to the platform.
Struct random_struct(Dice& dice) {
    Struct s;
    s.name = "thing";
    s.label = {"事物", "thing"};
    const auto kinds = static_cast<std::uint64_t>(Kind::object);
    for (std::uint64_t n = 1 + dice.below(20); n > 0; --n) {
        Field& f = s.fields.emplace_back();
        f.name = "f" + std::to_string(n) + (dice.coin() ? "/~" : "");
        f.label = {"字段", "field"};
        f.kind = static_cast<Kind>(dice.below(kinds));
        f.required = dice.coin();
        f.target = "thing";
        if (f.kind == Kind::decimal) f.places = static_cast<int>(dice.below(19));
        if (f.kind == Kind::decimal && f.places >= 2 && dice.coin()) f.format = Format::percent;
        if (f.kind == Kind::money) f.unit = one_of<std::string>(dice, {"", "元", "万元", "亿元"});
        if (f.kind == Kind::choices)
            f.choices = {{"a", {"甲", "first"}},
                         {"ab", {"甲乙", "first, and second"}},
                         {"other", {"其他、杂项", "other"}},
                         {"\"", {"引号", "a quote"}}};
        if (f.kind == Kind::choice)
            f.choices = {
                {"a", {"甲", "first"}}, {"无", {"没有的", "none at all"}}, {"\"", {"引号", "quote"}}};
    }
    s.validate();
    return s;
}

Value random_value(Dice& dice, const Field& f) {
    if (!f.required && dice.below(4) == 0) return {};
    switch (f.kind) {
        case Kind::id: return static_cast<std::int64_t>(dice.below(std::uint64_t{1} << 62) + 1);
        case Kind::text: return "文" + dice.text(190);
        case Kind::boolean: return std::int64_t{dice.coin()};
        case Kind::date: return dice.date().iso();
        case Kind::instant: return dice.instant().ms;
        case Kind::choice: return f.choices[dice.below(f.choices.size())].code;
        case Kind::period: return random_period(dice).code();
        case Kind::choices: {
            std::vector<std::string> codes;
            for (const Choice& c : f.choices) {
                if (dice.coin()) codes.push_back(c.code);
            }
            return of_codes(codes.empty() ? std::vector{f.choices[0].code} : codes);
        }
        default: return dice.whole();
    }
}

TEST(RoundTrip, RecordsOfAnyStructSurviveJson) {
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        Dice dice(seed);
        const Struct type = random_struct(dice);
        Record record;
        for (const Field& f : type.fields) record.push_back(random_value(dice, f));
        JsonWriter out;
        out.begin_object();
        write_members(out, type, record);
        const std::string json = out.end_object().take();
        Record again;
        const Checked<void> read = read_record(json, type, again);
        ASSERT_TRUE(read) << json << "\n" << describe(read.error(), Language::en);
        ASSERT_EQ(again, record) << json;
    }
}

TEST(RoundTrip, WhatIsShownCanBeTypedBack) {
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        Dice dice(seed);
        const Struct type = random_struct(dice);
        for (const Field& f : type.fields) {
            Value value = random_value(dice, f);
            if (f.kind ==
                Kind::instant) {  // shown to the second, in Beijing time, which must not leave the year 9999
                const std::int64_t* ms = integer(value);
                value =
                    std::clamp<std::int64_t>(ms != nullptr ? *ms : 0, 0, 253'402'000'000'000) / 1000 * 1000;
            }
            for (const Language language : {Language::zh, Language::en}) {
                const std::string text = shown(f, value, language);
                const Result<Value> typed = parse_value(f, text);
                ASSERT_TRUE(typed) << text << "\n" << describe(typed.error(), Language::en);
                ASSERT_EQ(*typed, value) << text;
            }
        }
    }
}

}  // namespace
}  // namespace yuanheng::reflect
