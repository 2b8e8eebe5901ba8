#include <gtest/gtest.h>

#include "reflect/json.hpp"
#include "reflect/samples.hpp"

namespace yuanheng::reflect {
namespace {

const Field& of(const char* name) { return described<Company>()[name]; }

Value typed(const Field& field, std::string_view text) {
    const Result<Value> value = parse_value(field, text);
    EXPECT_TRUE(value) << text << ": " << describe(value.error(), Language::en);
    return value ? *value : Value();
}
std::string error_of(const Field& field, std::string_view text) {
    const Result<Value> value = parse_value(field, text);
    return value ? "none" : std::string(name(value.error().code));
}
Value whole(std::int64_t n) { return Value(n); }

TEST(ParseValue, NumbersAsPeopleTypeThem) {
    EXPECT_EQ(typed(of("staff"), " １，２３４ "), whole(1234));
    EXPECT_EQ(typed(of("land"), "12.34"), whole(123400));
    EXPECT_EQ(typed(of("land"), "1,234.5"), whole(12345000));
    EXPECT_EQ(typed(of("capital"), "500"), whole(500'000'000));
    EXPECT_EQ(typed(of("capital"), "0.000001"), whole(1));
    EXPECT_EQ(typed(of("tax"), "¥ 1,234.56"), whole(123456));
    EXPECT_EQ(typed(of("tax"), "(12.00)"), whole(-1200));
    EXPECT_EQ(typed(of("output"), "3.5"), whole(35'000'000'000));
    EXPECT_EQ(typed(of("rate"), "12.5%"), whole(1250));
    EXPECT_EQ(typed(of("rate"), "12.5"), whole(1250));
    EXPECT_EQ(error_of(of("staff"), "1.5"), "field_whole");
    EXPECT_EQ(error_of(of("staff"), "1,23"), "bad_grouping");
    EXPECT_EQ(error_of(of("staff"), "很多"), "bad_number");
    EXPECT_EQ(error_of(of("staff"), "2,000,000"), "field_range");
    EXPECT_EQ(error_of(of("staff"), "1e30"), "field_range");
    EXPECT_EQ(error_of(of("land"), "0.00001"), "field_places");
    EXPECT_EQ(error_of(of("tax"), "0.001"), "money_not_whole");
    EXPECT_EQ(error_of(of("tax"), "1e300"), "money_too_large");
    EXPECT_EQ(error_of(of("tax"), "35%"), "bad_number");
}

TEST(ParseValue, AbsenceAsDepartmentsWriteIt) {
    for (const char* none : {"", "  ", "/", "—", "无", "N/A", "\u3000"}) {
        for (const char* field :
             {"uscc", "stage", "park", "patents", "tax", "above_scale", "closed", "visited"}) {
            EXPECT_TRUE(absent(typed(of(field), none))) << field << " " << none;
        }
        EXPECT_EQ(error_of(of("name"), none), "field_required");
        EXPECT_EQ(typed(of("floors"), none), whole(1));  // it always has a value: that of a new record
        EXPECT_EQ(typed(of("listed"), none), whole(0));
    }
    Field choice;
    choice.one_of({{"none", {"无", "none"}}, {"some", {"有", "some"}}});
    EXPECT_EQ(typed(choice, "无"), Value(std::string("none")));
    EXPECT_EQ(typed(described<Account>()["password"], "/"), Value(std::string("/")));
}

TEST(ParseValue, YesAndNo) {
    for (const char* yes : {"是", "Yes", "TRUE", "1", "１", "√"})
        EXPECT_EQ(typed(of("above_scale"), yes), whole(1)) << yes;
    for (const char* no : {"否", "no", "false", "0", "×"})
        EXPECT_EQ(typed(of("above_scale"), no), whole(0)) << no;
    EXPECT_EQ(error_of(of("above_scale"), "也许"), "intake_not_yes_no");
}

TEST(ParseValue, ChoicesByLabelOrCode) {
    for (const char* text : {"running", "RUNNING", "投产", " 投产 ", "In production"}) {
        EXPECT_EQ(typed(of("stage"), text), Value(std::string("running"))) << text;
    }
    EXPECT_EQ(error_of(of("stage"), "投 产"), "field_choice");
    EXPECT_EQ(hint(parse_value(of("stage"), "已签").error(), Language::zh),
              "是不是“已签约（signed）”？可选：已签约（signed）、在建（building）、投产（running）");
}

TEST(ParseValue, SeveralChoicesByLabelOrCode) {
    const Field& services = of("services");
    for (const char* text :
         {"tax rent", "租金、财税", "财税，rent", " Rent;  TAX ", "rent\ntax", "tax 、租金 rent"})
        EXPECT_EQ(typed(services, text), Value(std::string("rent tax"))) << text;
    EXPECT_TRUE(absent(typed(services, "无")));
    EXPECT_EQ(error_of(services, "租金、餐饮"), "field_choice");
    EXPECT_EQ(error_of(services, "、"), "none");
    Field odd;
    odd.some_of({{"a", {"甲、乙类", "A, or B"}}, {"b", {"甲", "A"}}});
    EXPECT_EQ(typed(odd, "甲、甲、乙类"), Value(std::string("a b")))
        << "a label may hold what stands between labels";
}

TEST(ParseValue, PeriodsAsOfficersWriteThem) {
    const std::pair<const char*, const char*> cases[] = {
        {"2026年3月", "2026-03"},   {"2026Q1", "2026Q1"},
        {"2026年一季度", "2026Q1"}, {"2026上半年", "2026H1"},
        {"2026年", "2026"},         {"2026", "2026"},
        {"2026/3", "2026-03"},      {"２０２６年１—７月", "2026-01..07"}};
    for (const auto& [text, code] : cases)
        EXPECT_EQ(typed(of("surveyed"), text), Value(std::string(code))) << text;
    EXPECT_EQ(error_of(of("surveyed"), "十四五"), "bad_period");
    EXPECT_EQ(shown(of("surveyed"), std::string("2026Q1"), Language::zh), "2026年第一季度");
    EXPECT_EQ(shown(of("surveyed"), std::string("2026Q1"), Language::en), "first quarter of 2026");
    EXPECT_EQ(shown(of("surveyed"), std::string("十四五"), Language::zh), "十四五") << "of an older program";
}

TEST(ParseValue, SharesInPerCentOrPlain) {
    EXPECT_EQ(typed(of("share"), "10 %"), whole(1000));
    EXPECT_EQ(typed(of("share"), "10%"), whole(1000));
    EXPECT_EQ(typed(of("share"), "0.1"), whole(1000));
    EXPECT_EQ(shown(of("share"), whole(1000), Language::zh), "10%");
    EXPECT_EQ(shown(of("share"), whole(1250), Language::en), "12.5%");
    EXPECT_EQ(shown(of("share"), whole(-5), Language::en), "-0.05%");
    Field bounded = of("share");
    bounded.between(0, 10'000);
    const Result<Value> over = parse_value(bounded, "120%");
    ASSERT_FALSE(over);
    EXPECT_EQ(describe(over.error(), Language::zh).find("120%") != std::string::npos, true)
        << describe(over.error(), Language::zh);
}

TEST(ParseValue, DatesAndTimes) {
    for (const char* text :
         {"2026-11-25", "2026/11/25", "20261125", "2026年11月25日", "２０２６．１１．２５"}) {
        EXPECT_EQ(typed(of("closed"), text), Value(std::string("2026-11-25"))) << text;
    }
    EXPECT_EQ(error_of(of("closed"), "2026-02-29"), "bad_date");
    const std::int64_t half_past_two = 1'795'588'200'000;  // 14:30 in Beijing
    for (const char* text : {"2026-11-25 14:30", "2026年11月25日 14:30:00", "2026-11-25T06:30:00.000Z",
                             "2026-11-25T06:30:00Z", "2026-11-25t14:30:00+08:00", "2026/11/25　14：30",
                             "2026-11-25T14:30", "2026-11-25T02:00:00-04:30"}) {
        EXPECT_EQ(typed(of("visited"), text), whole(half_past_two)) << text;
    }
    EXPECT_EQ(typed(of("visited"), "2026-11-25"), whole(half_past_two - 52'200'000));
    EXPECT_EQ(typed(of("visited"), "2026-11-25 9:05"), whole(half_past_two - 19'500'000));
    for (const char* text : {"14:30", "2026-11-25 24:00", "2026-11-25 14:60", "2026-11-25 14:30 PM",
                             "2026-11-25T06:30:00.Z", "0001-01-01 07:00", "2026-11-25T06:30:00+24:00",
                             "2026-11-25T06:30Z+", "9999-12-31T23:59:59-01:00", "2026-13-01T00:00:00Z"}) {
        EXPECT_EQ(error_of(of("visited"), text), "field_instant") << text;
    }
}

TEST(ParseValue, Ids) {
    EXPECT_EQ(typed(of("park"), "１２３"), whole(123));
    for (const char* text : {"0", "-1", "12a", "1.0", "99999999999999999999"})
        EXPECT_EQ(error_of(of("park"), text), "field_id") << text;
}

TEST(ParseValue, TelephoneNumbers) {
    Field phone;
    phone.label = {"电话", "telephone"};
    phone.format = Format::phone;
    const std::pair<const char*, const char*> sound[] = {
        {"13812345678", "13812345678"},
        {"138 1234 5678", "13812345678"},
        {"138-1234-5678", "13812345678"},
        {"+86 13812345678", "13812345678"},
        {"8613812345678", "13812345678"},
        {"0086-13812345678", "13812345678"},
        {"0756-3238888", "0756-3238888"},
        {"07563238888", "0756-3238888"},
        {"（0756）3238888", "0756-3238888"},
        {"0756-323 8888", "0756-3238888"},
        {"0756－3238888－801", "0756-3238888-801"},
        {"0756-3238888转801", "0756-3238888-801"},
        {"010-12345678", "010-12345678"},
        {"020 87654321", "020-87654321"},
        {"+86-755-12345678", "0755-12345678"},
        {"+86 10 12345678", "010-12345678"},
        {"4001234567", "400-123-4567"},
        {"800-810-1234", "800-810-1234"},
        {"3238888", "3238888"},
        {"3238888-801", "3238888-801"},
        {"12345", "12345"},
        {"95588", "95588"},
        {"+852 2123 4567", "+85221234567"},
        {"0044 20 7946 0958", "+442079460958"},
        {"１３８１２３４５６７８", "13812345678"},
    };
    for (const auto& [text, stored] : sound) {
        EXPECT_EQ(typed(phone, text), Value(std::string(stored))) << text;
        EXPECT_EQ(typed(phone, stored), Value(std::string(stored))) << stored;
    }
    for (const char* text : {"1381234567", "138123456789", "11812345678", "13812345678/13987654321", "0756",
                             "0756-32388881234", "+86 138", "电话", "1234", "+", "+-", "+86",
                             "0-1-2345678901", "0756-3238888-8011234", "+123456789012345678"}) {
        EXPECT_EQ(error_of(phone, text), "field_phone") << text;
    }
}

TEST(ParseValue, EmailAddresses) {
    Field email;
    email.format = Format::email;
    EXPECT_EQ(typed(email, " Office@Example.CN "), Value(std::string("Office@example.cn")));
    EXPECT_EQ(typed(email, "ｏffice＠example.cn"), Value(std::string("office@example.cn")));
    for (const char* text :
         {"a", "a@", "@b.cn", "a@b", "a@b.c", "a@@b.cn", "a b@c.cn", "a@b..cn", "a..b@c.cn", ".a@b.cn",
          "a.@b.cn", "a@-b.cn", "a@b.123", "张三@例子.中国", "a@b.cn;c@d.cn"}) {
        EXPECT_EQ(error_of(email, text), "field_email") << text;
    }
    EXPECT_EQ(error_of(email, std::string(65, 'a') + "@b.cn"), "field_email");
}

TEST(ParseValue, IndustryCodesByTheirShape) {
    for (const char* text : {"C", "c33", "C336", "Ｃ３３６０", " C 3360 "})
        EXPECT_FALSE(absent(typed(of("industry"), text))) << text;
    for (const char* text : {"33", "C3", "C33601", "U10", "制造业", "C33A"})
        EXPECT_EQ(error_of(of("industry"), text), "industry_unknown") << text;
}

TEST(ParseValue, TextsKeepWhatIsInThem) {
    EXPECT_EQ(typed(of("name"), "　甲，乙（珠海）有限公司 "), Value(std::string("甲，乙（珠海）有限公司")));
    EXPECT_EQ(error_of(of("name"), std::string(61, 'x')), "field_too_long");
    std::string sixty;
    for (int i = 0; i < 60; ++i) sixty += "园";
    EXPECT_EQ(error_of(of("name"), sixty), "none");
    EXPECT_EQ(typed(of("name"), "甲\xFF"), Value(std::string("甲\uFFFD")));
    EXPECT_EQ(error_of(of("name"), "甲\t乙"), "field_character");
}

TEST(Shown, AsAnOfficerReadsIt) {
    const auto zh = [](const char* field, Value value) { return shown(of(field), value, Language::zh); };
    EXPECT_EQ(zh("staff", whole(12345)), "12,345");
    EXPECT_EQ(zh("floors", whole(2024)), "2024");
    EXPECT_EQ(zh("land", whole(12'345'000)), "1,234.50");
    EXPECT_EQ(zh("land", whole(1)), "0.0001");
    EXPECT_EQ(zh("capital", whole(500'000'000)), "500.00");
    EXPECT_EQ(zh("capital", whole(-123'456'789'012)), "-123,456.789012");
    EXPECT_EQ(zh("tax", whole(123'450)), "1,234.50");
    EXPECT_EQ(zh("closed", std::string("2026-11-25")), "2026-11-25");
    EXPECT_EQ(zh("visited", whole(1'795'588'205'007)), "2026-11-25 14:30:05");
    EXPECT_EQ(zh("stage", std::string("running")), "投产");
    EXPECT_EQ(zh("stage", std::string("gone")), "gone");
    EXPECT_EQ(zh("listed", whole(1)), "是");
    EXPECT_EQ(shown(of("listed"), whole(0), Language::en), "No");
    EXPECT_EQ(shown(of("stage"), std::string("running"), Language::en), "in production");
    EXPECT_EQ(zh("park", whole(42)), "42");
    EXPECT_EQ(zh("tax", {}), "");
    EXPECT_THROW(shown(of("contacts"), whole(0), Language::zh), std::logic_error);
}

TEST(Check, RefusesWhatTheProgramMustNotStore) {
    const auto code = [](const char* field, Value value) {
        const Result<void> sound = check(of(field), value);
        return sound ? "none" : std::string(name(sound.error().code));
    };
    EXPECT_EQ(code("name", {}), "field_required");
    EXPECT_EQ(code("tax", {}), "none");
    EXPECT_EQ(code("park", whole(0)), "field_id");
    EXPECT_EQ(code("listed", whole(2)), "intake_not_yes_no");
    EXPECT_EQ(code("closed", std::string("2026/11/25")), "bad_date");
    EXPECT_EQ(code("closed", std::string("2026-11-25")), "none");
    EXPECT_EQ(code("visited", whole(std::numeric_limits<std::int64_t>::max())), "field_instant");
    EXPECT_EQ(code("stage", std::string("投产")), "field_choice");
    EXPECT_EQ(code("staff", whole(-1)), "field_range");
    EXPECT_THROW(code("contacts", whole(1)), std::logic_error);
}

TEST(Describe, RefusesDescriptionsThatContradictThemselves) {
    const auto with = [](const std::function<void(Field&)>& change) {
        Struct s;
        s.name = "s";
        s.fields.resize(2);
        s.fields[0].name = "a", s.fields[1].name = "b";
        s.fields[0].label = s.fields[1].label = {"甲", "a"};
        change(s.fields[0]);
        s.validate();
    };
    EXPECT_NO_THROW(with([](Field&) {}));
    EXPECT_THROW(with([](Field& f) { f.name = "b"; }), std::logic_error);
    EXPECT_THROW(with([](Field& f) { f.name = ""; }), std::logic_error);
    EXPECT_THROW(with([](Field& f) { f.label = {}; }), std::logic_error);
    EXPECT_THROW(with([](Field& f) { f.one_of({}); }), std::logic_error);
    EXPECT_THROW(with([](Field& f) { f.kind = Kind::money, f.unit = "美元"; }), std::logic_error);
    EXPECT_THROW(with([](Field& f) { f.between(2, 1); }), std::logic_error);
    EXPECT_THROW(with([](Field& f) { f.decimals(19, ""); }), std::logic_error);
    EXPECT_THROW((void)described<Company>()["nothing"], std::logic_error);
    EXPECT_EQ(described<Company>().index("nothing"), -1);
    EXPECT_EQ(described<Company>()["floors"].high, 255);
}

}  // namespace
}  // namespace yuanheng::reflect
