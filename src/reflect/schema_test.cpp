#include "reflect/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reflect/json_tree.hpp"
#include "reflect/samples.hpp"

namespace yuanheng::reflect {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string schema(const Struct& type, Use use) {
    JsonWriter out;
    write_schema(out, type, use);
    std::string json = out.take();
    EXPECT_TRUE(JsonTree::parse(json)) << json;
    return json;
}

TEST(Schema, SaysWhatARequestTakes) {
    EXPECT_EQ(
        schema(described<Account>(), Use::request),
        R"({"type":"object","title":"账户","x-label-en":"account","properties":{)"
        R"("login":{"type":"string","minLength":1,"maxLength":32,"title":"登录名","x-label-en":"login","x-kind":"text","x-data-class":"internal"},)"
        R"("password":{"type":"string","minLength":1,"maxLength":64,"format":"password","writeOnly":true,"title":"口令","x-label-en":"password",)"
        R"("x-kind":"text","x-format":"secret","x-data-class":"internal"}},)"
        R"("required":["login","password"],"additionalProperties":false})");
}

TEST(Schema, SaysWhatAReplyHolds) {
    EXPECT_EQ(
        schema(described<Account>(), Use::reply),
        R"({"type":"object","title":"账户","x-label-en":"account","properties":{)"
        R"("id":{"type":"string","pattern":"^[1-9][0-9]{0,18}$","title":"编号","x-label-en":"id","x-kind":"id","x-data-class":"internal","readOnly":true},)"
        R"("login":{"type":"string","minLength":1,"maxLength":32,"title":"登录名","x-label-en":"login","x-kind":"text","x-data-class":"internal"},)"
        R"("made":{"type":"string","format":"date-time","title":"创建时间","x-label-en":"made at","x-kind":"instant","x-data-class":"internal","readOnly":true}},)"
        R"("required":["id","login","made"]})");
}

TEST(Schema, NothingIsRequiredOfAPartialRequest) {
    const std::string json = schema(described<Company>(), Use::partial);
    EXPECT_THAT(json, Not(HasSubstr("\"required\"")));
    EXPECT_THAT(json, HasSubstr(R"("seat":{"$ref":"#/components/schemas/seat_request")"));
}

TEST(Schema, EveryKindHasItsRules) {
    const std::string json = schema(described<Company>(), Use::request);
    for (
        const char* part :
        {R"("name":{"type":"string","minLength":1,"maxLength":60,"title":"企业名称","x-label-en":"company name","x-kind":"text","x-data-class":"internal",)"
         R"("x-sortable":true,"x-filterable":true,"x-searchable":true,"x-in-list":true})",
         R"("uscc":{"type":["string","null"],"maxLength":200,"pattern":"^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$")",
         R"("x-immutable":true)",
         R"("stage":{"type":["string","null"],"enum":["signed","building","running",null])",
         R"({"code":"running","zh":"投产","en":"in production"}])",
         R"("staff":{"type":"integer","format":"int64","minimum":0,"maximum":1000000)",
         R"("floors":{"type":"integer","format":"int64","minimum":0,"maximum":255)",
         R"("land":{"type":["string","null"],"pattern":"^[0-9]{1,19}(\\.[0-9]{1,4})?$","x-places":4,"x-minimum":"0","x-maximum":"100000",)",
         R"("x-unit":"亩","x-data-class":"internal","x-note":"不含租用","x-note-en":"without leases"})",
         R"("capital":{"type":"string","pattern":"^-?[0-9]{1,19}(\\.[0-9]{1,6})?$","x-places":6)",
         R"("closed":{"type":["string","null"],"format":"date")",
         R"("visited":{"type":["string","null"],"format":"date-time")",
         R"("above_scale":{"type":["boolean","null"])",
         R"("listed":{"type":"boolean")",
         R"("park":{"type":["string","null"],"pattern":"^[1-9][0-9]{0,18}$","title":"园区","x-label-en":"park","x-kind":"id","x-target":"park")",
         R"("manager":{"anyOf":[{"$ref":"#/components/schemas/contact_request"},{"type":"null"}],)",
         R"("contacts":{"type":"array","maxItems":50,"items":{"$ref":"#/components/schemas/contact_request"},)",
         R"("tags":{"type":"array","items":{"type":"string","minLength":1,"maxLength":10},)",
         R"("duties":{"type":"array","items":{"type":"string","enum":["registry","land"]},)",
         R"("required":["name"],"additionalProperties":false})"}) {
        EXPECT_THAT(json, HasSubstr(part));
    }
}

TEST(Schema, MaskedTextsKeepToTheSchemaOfReplies) {
    const std::string json = schema(described<Contact>(), Use::reply);
    EXPECT_THAT(json, HasSubstr(R"("name":{"type":"string","title":"姓名")"));
    EXPECT_THAT(json, HasSubstr(R"("email":{"type":["string","null"],"title":"电子邮箱")"));
    EXPECT_THAT(json, HasSubstr(R"("required":["note"])"));
}

TEST(Schema, CollectsWhatAStructHolds) {
    std::set<const Struct*> all;
    collect(described<Company>(), all);
    EXPECT_EQ(all, (std::set{&described<Company>(), &described<Contact>(), &described<Seat>()}));
}

TEST(Schema, ColumnsOfTheTable) {
    EXPECT_EQ(sql_columns(described<Account>()),
              "id BIGINT NOT NULL, login TEXT NOT NULL, password TEXT NOT NULL, made BIGINT NOT NULL");
    EXPECT_EQ(sql_columns(described<Contact>()), "name TEXT NOT NULL, phone TEXT, email TEXT, note TEXT");
    const std::string columns = sql_columns(described<Company>());
    EXPECT_THAT(columns, HasSubstr("park BIGINT, staff BIGINT NOT NULL"));
    EXPECT_THAT(
        columns,
        HasSubstr("listed INTEGER NOT NULL, above_scale INTEGER, founded TEXT NOT NULL, closed TEXT"));
    EXPECT_THAT(columns, Not(HasSubstr("contacts")));
}

}  // namespace
}  // namespace yuanheng::reflect
