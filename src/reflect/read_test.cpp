#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "reflect/json.hpp"
#include "reflect/samples.hpp"

namespace yuanheng::reflect {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// "/pointer code" of everything that is wrong.
template <typename T>
std::vector<std::string> wrong(std::string_view json) {
    const Checked<T> read = from_json<T>(json);
    std::vector<std::string> out;
    if (!read) {
        for (const Error& e : read.error()) out.push_back(e.where.file + " " + std::string(name(e.code)));
    }
    return out;
}

Error only_error(std::string_view json) {
    const Checked<Company> read = from_json<Company>(json);
    if (read || read.error().size() != 1) {
        ADD_FAILURE() << json << "\n" << (read ? "no error" : describe(read.error(), Language::en));
        return {};
    }
    return read.error()[0];
}

TEST(ReadJson, EveryErrorIsReportedWithItsPlace) {
    EXPECT_THAT(
        wrong<Company>(R"({
        "nmae": "甲", "staff": -1, "park": 5, "land": "1.23456", "listed": "是", "founded": "2026-02-30",
        "reported": "yesterday", "stage": "sold", "uscc": "91350100M000100Y44", "industry": "33", "capital": "0.0000001",
        "manager": {"name": "张三", "phone": "123", "email": "a@b", "age": 40},
        "contacts": [{"name": "李四"}, {"phone": "13812345678"}, 3, {"name": null}],
        "tags": ["一", 2, "这个标签太长太长太长了", ""], "duties": ["registry", "cooking"], "floors": 256})"),
        ElementsAre("/nmae json_unknown", "/staff field_range", "/park json_type", "/land field_places",
                    "/listed json_type", "/founded bad_date", "/reported field_instant",
                    "/stage field_choice", "/uscc uscc_check", "/industry industry_unknown",
                    "/capital money_not_whole", "/manager/phone field_phone", "/manager/email field_email",
                    "/manager/age json_unknown", "/contacts/1/name field_required", "/contacts/2 json_type",
                    "/contacts/3/name field_required", "/tags/1 json_type", "/tags/2 field_too_long",
                    "/tags/3 field_required", "/duties/1 field_choice", "/floors field_range",
                    "/name field_required"));
}

TEST(ReadJson, ErrorsSpeakTheReadersLanguage) {
    const Error unknown = only_error(R"({"name":"甲","stff":3})");
    EXPECT_EQ(describe(unknown, Language::zh), "/stff：没有“stff”这一项。是不是“staff”？");
    EXPECT_EQ(describe(unknown, Language::en), "/stff: there is no member \"stff\". Did you mean \"staff\"?");
    const Error range = only_error(R"({"name":"甲","land":"-0.5"})");
    EXPECT_EQ(message(range, Language::zh), "“用地面积”是 -0.5，应在 0 亩 至 100,000 亩 之间");
    EXPECT_EQ(message(range, Language::en), "\"land\" is -0.5; it must be between 0 亩 and 100,000 亩");
    const Error choice = only_error(R"({"name":"甲","stage":"runing"})");
    EXPECT_EQ(hint(choice, Language::zh),
              "是不是“投产（running）”？可选：已签约（signed）、在建（building）、投产（running）");
    EXPECT_EQ(hint(choice, Language::en),
              "did you mean \"in production (running)\"? choices: signed (signed), under construction "
              "(building), in production (running)");
    EXPECT_EQ(message(only_error(R"({"name":"甲","staff":1.5})"), Language::zh),
              "“从业人数”应为整数，却是 1.5");
    EXPECT_EQ(message(only_error(R"({"name":5})"), Language::zh), "“企业名称”应为文字，却是数字");
    EXPECT_EQ(message(only_error(R"({})"), Language::zh), "“企业名称”不能为空");
    EXPECT_EQ(message(only_error(R"([])"), Language::zh), "“企业”应为对象，却是列表");
}

TEST(ReadJson, WhatTheProgramSetsIsNotTakenFromClients) {
    EXPECT_THAT(wrong<Account>(R"({"login":"a","password":"b","id":"7","made":null})"),
                ElementsAre("/id json_unknown", "/made json_unknown"));
    const auto read = from_json<Account>(R"({"login":"a","password":"b","id":"7"})");
    EXPECT_THAT(hint(read.error()[0], Language::zh), HasSubstr("由系统填写"));
    Record record;
    std::vector<bool> given;
    EXPECT_FALSE(read_some(R"({"id":"7"})", described<Account>(), record, given));
}

TEST(ReadJson, SecretsAppearInNoError) {
    const std::string secret = std::string(70, 'x') + "hunter2";
    for (const std::string& json : {R"({"login":"a","password":")" + secret + "\"}",
                                    R"({"login":"a","password":")" + std::string("hunter2\\u0001\"}")}) {
        const auto read = from_json<Account>(json);
        ASSERT_FALSE(read);
        for (const Error& e : read.error()) {
            for (const auto& [key, value] : e.arguments)
                EXPECT_EQ(value.find("hunter2"), std::string::npos) << value;
        }
    }
    EXPECT_EQ(from_json<Account>(R"({"login":" a ","password":" b "})")->password,
              " b ");  // blanks belong to a password
}

TEST(ReadJson, RepeatedMembersAreRefused) {
    EXPECT_THAT(wrong<Company>(R"({"name":"甲","name":"乙"})"), ElementsAre("/name json_duplicate"));
    EXPECT_THAT(wrong<Company>(R"({"name":"甲","n\u0061me":"乙"})"), ElementsAre("/name json_duplicate"));
    EXPECT_THAT(wrong<Company>(R"({"name":"甲","manager":{"name":"a","name":"b"}})"),
                ElementsAre("/manager/name json_duplicate"));
}

TEST(ReadJson, NullAndEmptyTextsAreAbsence) {
    const auto read = from_json<Company>(
        R"({"name":"甲","uscc":"","industry":null,"tax":null,"stage":"","manager":null,"park":""})");
    ASSERT_TRUE(read) << describe(read.error(), Language::en);
    EXPECT_EQ(read->uscc, "");
    EXPECT_FALSE(read->tax);
    EXPECT_FALSE(read->manager);
    EXPECT_FALSE(read->park);
    EXPECT_THAT(wrong<Company>(R"({"name":"  "})"), ElementsAre("/name field_required"));
    EXPECT_THAT(
        wrong<Company>(R"({"name":"甲","staff":null,"listed":null,"seat":null,"tags":null,"capital":""})"),
        ElementsAre("/staff field_required", "/listed field_required", "/seat field_required",
                    "/tags field_required", "/capital field_required"));
}

TEST(ReadJson, KeepsTheDefaultsOfWhatIsNotGiven) {
    const auto read = from_json<Company>(R"({"name":"甲"})");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->floors, 1);
    Record record;
    ASSERT_TRUE(read_record(R"({"name":"甲"})", described<Company>(), record));
    Company same;
    same.name = "甲";
    EXPECT_EQ(record, to_record(same));
}

struct Order {
    Contact buyer;
    std::optional<Contact> seller;
};

void describe(Describer<Order>& d) {
    d.name("order", {"订单", "order"});
    d(&Order::buyer, "buyer", {"买方", "buyer"});
    d(&Order::seller, "seller", {"卖方", "seller"});
}

TEST(ReadJson, WhatAnObjectNeedsIsMissedToo) {
    EXPECT_THAT(wrong<Order>("{}"), ElementsAre("/buyer/name field_required"));
    EXPECT_THAT(wrong<Order>(R"({"buyer":{},"seller":{}})"),
                ElementsAre("/buyer/name field_required", "/seller/name field_required"));
    EXPECT_THAT(wrong<Order>(R"({"buyer":{"name":"甲"}})"), ElementsAre());
}

TEST(ReadJson, KeepsOneSpelling) {
    const auto read = from_json<Company>(
        R"({"name":" 甲\u3000","uscc":"9135 0100m000100y43","industry":"c3360","founded":"2026年1月2日",
        "manager":{"name":"张三","phone":"（0756）3238888 转 801","email":"Zhang@Example.CN"},"reported":"2026-11-25T14:30:00.1239+08:00"})");
    ASSERT_TRUE(read) << describe(read.error(), Language::en);
    EXPECT_EQ(read->name, "甲");
    EXPECT_EQ(read->uscc, "91350100M000100Y43");
    EXPECT_EQ(read->industry, "C3360");
    EXPECT_EQ(read->founded.iso(), "2026-01-02");
    EXPECT_EQ(read->manager->phone, "0756-3238888-801");
    EXPECT_EQ(read->manager->email, "Zhang@example.cn");
    EXPECT_EQ(to_json(*read).find("2026-11-25T06:30:00.123Z") != std::string::npos, true);
}

TEST(ReadJson, MoneyIsExact) {
    const auto read =
        from_json<Company>(R"({"name":"甲","capital":"1234.567891","tax":"-0.01","output":"0.0000000001"})");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->capital.fen(), 1'234'567'891);
    EXPECT_EQ(read->tax->fen(), -1);
    EXPECT_EQ(read->output->fen(), 1);
    EXPECT_EQ(from_json<Company>(R"({"name":"甲","tax":"0.10"})")->tax->fen(), 10);
    for (const char* bad : {"0.001", "1,000", "１", "1e3", ".5", "5.", "+5", " 5", "0x10", "--5", "NaN",
                            "10000000000000000000"}) {
        EXPECT_FALSE(from_json<Company>(R"({"name":"甲","tax":")" + std::string(bad) + "\"}")) << bad;
    }
    EXPECT_THAT(wrong<Company>(R"({"name":"甲","tax":12.5})"), ElementsAre("/tax json_type"));
    EXPECT_THAT(wrong<Company>(R"({"name":"甲","tax":"99999999999999999999"})"),
                ElementsAre("/tax money_too_large"));
}

TEST(ReadJson, WholeNumbersAreExact) {
    EXPECT_EQ(from_json<Company>(R"({"name":"甲","patents":9223372036854775807})")->patents,
              9'223'372'036'854'775'807);
    EXPECT_EQ(from_json<Company>(R"({"name":"甲","patents":20.0})")->patents, 20);
    EXPECT_EQ(from_json<Company>(R"({"name":"甲","patents":2e1})")->patents, 20);
    for (const char* bad : {"9223372036854775808", "18446744073709551616", "1e300"}) {
        EXPECT_THAT(wrong<Company>(R"({"name":"甲","patents":)" + std::string(bad) + "}"),
                    ElementsAre("/patents field_range"))
            << bad;
    }
}

TEST(ReadJson, IdsAreRowsOfDigits) {
    EXPECT_EQ(from_json<Company>(R"({"name":"甲","park":"9223372036854775807"})")->park.value,
              9'223'372'036'854'775'807);
    for (const char* bad : {"0", "-1", "007", "1.0", "9223372036854775808", "a", " 1"}) {
        EXPECT_THAT(wrong<Company>(R"({"name":"甲","park":")" + std::string(bad) + "\"}"),
                    ElementsAre("/park field_id"))
            << bad;
    }
}

TEST(ReadJson, ControlCharactersAreRefused) {
    EXPECT_THAT(wrong<Company>(R"({"name":"甲\u0000"})"), ElementsAre("/name field_character"));
    const Error line = only_error(R"({"name":"珠海某某\n有限公司"})");
    EXPECT_EQ(message(line, Language::zh), "“企业名称”的第 5 个字符是换行，不允许出现");
    EXPECT_TRUE(from_json<Contact>(R"({"name":"甲","note":"一\r\n\t二"})"));
    EXPECT_FALSE(from_json<Contact>(R"({"name":"甲","note":"一\u0007二"})"));
}

TEST(ReadJson, ListsAreCounted) {
    std::string many = R"({"name":"甲","contacts":[{"name":"a"})";
    for (int i = 0; i < 50; ++i) many += R"(,{"name":"a"})";
    EXPECT_THAT(wrong<Company>(many + "]}"), ElementsAre("/contacts field_count"));
}

TEST(ReadJson, PartialRequestsSayWhatTheyGive) {
    Record record;
    std::vector<bool> given;
    ASSERT_TRUE(
        read_some(R"({"staff":12,"tax":null,"stage":"running"})", described<Company>(), record, given));
    const Struct& type = described<Company>();
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::string& name = type.fields[i].name;
        EXPECT_EQ(given[i], name == "staff" || name == "tax" || name == "stage") << name;
    }
    EXPECT_EQ(record[static_cast<std::size_t>(type.index("staff"))], Value(std::int64_t{12}));
    EXPECT_TRUE(absent(record[static_cast<std::size_t>(type.index("tax"))]));
    EXPECT_FALSE(read_some(R"({"name":null})", type, record, given));
    EXPECT_FALSE(read_some(R"({"name":""})", type, record, given));
    EXPECT_FALSE(read_some(R"({"contacts":[]})", type, record, given));
    EXPECT_TRUE(read_some(R"({})", type, record, given));
}

TEST(ReadRecord, ReportsWhatIsMissingBesideWhatIsWrong) {
    Record record;
    const Checked<void> read = read_record(R"({"staff":-1})", described<Company>(), record);
    ASSERT_FALSE(read);
    ASSERT_EQ(read.error().size(), 2u);
    EXPECT_EQ(read.error()[0].where.file, "/staff");
    EXPECT_EQ(read.error()[1].where.file, "/name");
}

}  // namespace
}  // namespace yuanheng::reflect
