#include <fstream>

#include "platform/core/media.hpp"
#include "platform/import/import.hpp"
#include "platform/testing/collection_sample.hpp"
#include "platform/testing/entity_samples.hpp"
#include "sheet/csv.hpp"
#include "sheet/workbook.hpp"
#include "sheet/xlsx.hpp"

namespace yuanheng::platform {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Rows = std::vector<std::vector<sheet::OutCell>>;

class ImportTest : public EntityTest {
protected:
    TestOptions options() const override {
        TestOptions out = EntityTest::options();
        out.schema.emplace_back(kFigureTable);
        out.practices.push_back(
            {.name = "collecting", .label = {"报数", "collecting"}, .imports = {collection_target()}});
        return out;
    }
    /// Says what columns are for and waits for the check; the report.
    TestReply map(const std::string& columns, std::string_view login = "officer") {
        const TestReply started = here().post(login, fmt::format("/api/imports/{}/columns", batch),
                                              R"({"columns":[)" + columns + "]}",
                                              {{"if-match", "\"" + report(login).at("/version") + "\""}});
        EXPECT_EQ(started.status, 202) << started.body;
        EXPECT_EQ(here().wait(login, started.at("/job_id")).at("/state"), "done");
        return report(login);
    }
    /// The notes of a report as "C1 code".
    std::vector<std::string> notes(const TestReply& r) {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < r.size("/notes"); ++i) {
            const std::string at = fmt::format("/notes/{}", i);
            out.push_back(r.at(at + "/column") + r.at(at + "/row") + " " + r.at(at + "/code"));
        }
        return out;
    }
    /// A workbook of one sheet.
    std::string workbook(const Rows& rows, std::vector<sheet::Range> merges = {}) {
        sheet::SheetSpec spec;
        spec.name = "设备";
        spec.rows = rows;
        spec.merges = std::move(merges);
        return book_of({"", 0, {spec}});
    }
    std::string book_of(const sheet::WorkbookSpec& book) {
        const TemporaryFile file(here().services().files.temporary(".xlsx"));
        EXPECT_TRUE(sheet::write_workbook(file.path.string(), book));
        std::ifstream in(file.path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }
    /// Uploads a file and waits for its check; the report.
    TestReply check(const std::string& bytes, std::string_view login = "officer",
                    const std::string& name = "设备.xlsx", const std::string& entity = "devices") {
        const TestReply started =
            here().post(login, fmt::format("/api/{}/imports?name={}", entity, name), bytes);
        EXPECT_EQ(started.status, 202) << started.body;
        batch = started.at("/batch_id");
        const TestReply job = here().wait(login, started.at("/job_id"));
        EXPECT_EQ(job.at("/state"), "done") << job.body << here().log();
        return report(login);
    }
    TestReply report(std::string_view login = "officer") {
        return here().get(login, "/api/imports/" + batch);
    }
    /// Asks for the next step of the batch and waits for it; the job.
    TestReply step(const std::string& what, std::string_view login = "officer") {
        const TestReply started = here().post(login, fmt::format("/api/imports/{}/{}", batch, what), "",
                                              {{"if-match", "\"" + report(login).at("/version") + "\""}});
        EXPECT_EQ(started.status, 202) << started.body;
        return here().wait(login, started.at("/job_id"));
    }
    TestReply confirm() { return step("confirm"); }
    TestReply roll_back() { return step("rollback"); }
    std::int64_t devices() { return here().count("SELECT COUNT(*) FROM device"); }
    /// The problems of a report as "C3 code".
    std::vector<std::string> problems(const TestReply& r) {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < r.size("/problems"); ++i) {
            const std::string at = fmt::format("/problems/{}", i);
            out.push_back(r.at(at + "/column") + (r.at(at + "/row") == "null" ? "" : r.at(at + "/row")) +
                          " " + r.at(at + "/code"));
        }
        return out;
    }
    const Rows plain{{"设备编码", "设备名称", "类别", "台数", "原值（万元）"},
                     {"A1", "一号", "压力机", 3.0, 12.5},
                     {"A2", "二号", "其他", 4.0, 1.0}};
    std::string batch;
};

TEST_P(ImportTest, GoesFromAFileToRecords) {
    const TestReply r = check(workbook(plain));
    EXPECT_EQ(r.at("/state"), "ready") << r.body;
    EXPECT_EQ(r.at("/rows_total"), "2");
    EXPECT_EQ(r.at("/rows_new"), "2");
    EXPECT_EQ(r.at("/rows_bad"), "0");
    EXPECT_EQ(r.at("/error_file_id"), "null");
    EXPECT_EQ(r.at("/user_name"), "某officer");
    EXPECT_EQ(devices(), 0) << "the check writes nothing";
    const TestReply rows = here().get("officer", "/api/imports/" + batch + "/rows?kind=new");
    EXPECT_EQ(rows.at("/items/0/after/name"), "一号");
    EXPECT_EQ(rows.at("/items/0/after/price"), "12.5");
    EXPECT_EQ(rows.at("/items/0/before"), "null");
    EXPECT_EQ(rows.at("/items/0/row"), "2");

    const TestReply job = confirm();
    EXPECT_EQ(job.at("/state"), "done") << job.body << here().log();
    EXPECT_EQ(job.at("/result/rows"), "2");
    EXPECT_EQ(report().at("/state"), "published");
    EXPECT_THAT(names("officer", "/api/devices?sort=code"), ElementsAre("一号", "二号"));
    EXPECT_THAT(names("officer", "/api/devices?q=yihao"), ElementsAre("一号")) << "by pinyin too";
    EXPECT_EQ(
        here().count("SELECT COUNT(*) FROM audit WHERE action LIKE 'device.%' AND action <> 'device.import'"),
        0)
        << "one entry for all, not one each";
    EXPECT_EQ(
        here().count(
            "SELECT COUNT(*) FROM audit WHERE action = 'import.publish' AND after_json LIKE '%sha256:%'"),
        1);
    EXPECT_TRUE(verify_audit(here().database(), Language::zh).problem.empty());
    EXPECT_EQ(here().get("officer", "/api/notifications").at("/items/0/kind"), "notice_import_done");

    const TestReply history = here().get(
        "officer",
        "/api/devices/" + here().get("officer", "/api/devices?sort=code").at("/items/0/id") + "/history");
    EXPECT_EQ(history.at("/items/0/action"), "import.publish");
    EXPECT_EQ(history.at("/items/0/source/file_name"), "设备.xlsx");
    EXPECT_EQ(history.at("/items/0/source/sheet"), "设备");
    EXPECT_EQ(history.at("/items/0/source/row"), "2");
    EXPECT_EQ(history.at("/items/0/source/batch_id"), batch);
    EXPECT_THAT(history.at("/items/0/changes"),
                HasSubstr(R"({"field":"price","before":null,"after":"12.5"})"));
}

TEST_P(ImportTest, ChangesByKeyAndLeavesAloneWhatTheFileDoesNotSay) {
    device("A1", "一号", R"(,"pieces":3,"price":"12.5","note":"旧的","bought_on":"2020-01-01")");
    device("A2", "二号", R"(,"pieces":4)");
    const TestReply r = check(workbook({{"资产编号", "名称不认识", "台数", "备注说明", "购置日期"},
                                        {"A1", "x", 5.0, "—", ""},
                                        {"A2", "", 4.0, "", ""}}));
    EXPECT_EQ(r.at("/state"), "ready") << r.body;
    EXPECT_EQ(r.at("/rows_changed"), "1");
    EXPECT_EQ(r.at("/rows_same"), "1");
    EXPECT_EQ(r.at("/unknown_columns/0"), "名称不认识");
    const TestReply rows = here().get("officer", "/api/imports/" + batch + "/rows?kind=changed");
    EXPECT_EQ(rows.at("/items/0/before/pieces"), "3");
    EXPECT_EQ(rows.at("/items/0/after/pieces"), "5");
    EXPECT_EQ(rows.at("/items/0/after/price"), "(none)") << "it stays as it is";
    confirm();
    const TestReply record = here().get("officer", "/api/devices?filter=code:eq:A1");
    EXPECT_EQ(record.at("/items/0/pieces"), "5");
    EXPECT_EQ(record.at("/items/0/note"), "null") << "— clears";
    EXPECT_EQ(record.at("/items/0/bought_on"), "2020-01-01") << "a blank cell leaves";
    EXPECT_EQ(record.at("/items/0/price"), "12.5");
    EXPECT_EQ(record.at("/items/0/version"), "2");
    EXPECT_EQ(here().get("officer", "/api/devices?filter=code:eq:A2").at("/items/0/version"), "1");
}

TEST_P(ImportTest, ReadsTablesAsDepartmentsMakeThem) {
    const Rows rows{{"2024年设备清单"},
                    {"填报单位：某某局"},
                    {"序号", "设备信息", "", "规模", "", "所在厂区", "在用"},
                    {"", "设备编码", "设备名称", "占地面积（㎡）", "原值（元）", "", ""},
                    {1.0, "B1", "甲　", 666.6666666666667, "１２，０００", "北厂", "√"},
                    {2.0, "B2", "乙", 1000.0, "1,234.5", "S", "否"},
                    {"合计", "", "", 1666.67, 13234.5}};
    sheet::SheetSpec spec;
    spec.name = "清单";
    spec.rows = rows;
    spec.merges = {{1, 1, 1, 7}, {3, 1, 4, 1}, {3, 2, 3, 3}, {3, 4, 3, 5}, {3, 6, 4, 6}, {3, 7, 4, 7}};
    for (auto& row : spec.rows) row.resize(7);
    spec.rows[2].push_back("类别"), spec.rows[3].push_back(""), spec.rows[4].push_back("press"),
        spec.rows[5].push_back("压力机");
    const TestReply r = check(book_of({"", 0, {spec}}));
    EXPECT_EQ(r.at("/state"), "ready") << r.body;
    EXPECT_EQ(r.at("/rows_total"), "2") << "neither titles nor the total";
    EXPECT_THAT(r.body, HasSubstr("import_rounded"));
    EXPECT_EQ(confirm().at("/state"), "done");
    const TestReply list = here().get("officer", "/api/devices?sort=code");
    EXPECT_EQ(list.at("/items/0/area"), "1") << "from m² to mu";
    EXPECT_EQ(list.at("/items/0/price"), "1.2") << "from yuan to 10 000 yuan";
    EXPECT_EQ(list.at("/items/0/name"), "甲");
    EXPECT_EQ(list.at("/items/0/site_id"), north);
    EXPECT_EQ(list.at("/items/1/site_id"), south) << "by code";
    EXPECT_EQ(list.at("/items/1/area"), "1.5");
    EXPECT_EQ(list.at("/items/1/active"), "false");
}

TEST_P(ImportTest, ReadsCsvInGbk) {
    // 设备编码,设备名称,类别 / A1,一号,其他
    const std::string gbk =
        "\xC9\xE8\xB1\xB8\xB1\xE0\xC2\xEB,\xC9\xE8\xB1\xB8\xC3\xFB\xB3\xC6,\xC0\xE0\xB1\xF0\r\nA1,"
        "\xD2\xBB\xBA\xC5,\xC6\xE4\xCB\xFB\r\n";
    EXPECT_EQ(check(gbk, "officer", "a.csv").at("/state"), "ready");
    confirm();
    EXPECT_THAT(names("officer", "/api/devices"), ElementsAre("一号"));
}

TEST_P(ImportTest, SaysOfEveryBadCellWhereWhatAndHow) {
    device("A9", "有了");
    const Rows rows{{"设备编码", "设备名称", "类别", "台数", "原值", "购置日期", "生产厂家代码", "行业",
                     "操作员电话", "所在厂区", "在用"},
                    {"B1", "好的", "其他", 1.0, 1.0, "2024-01-01", "91330100123456789K", "C33", "13812345678",
                     "北厂", "是"},
                    {"B2", "", "其他"},
                    {"B3", "丙", "飞船"},
                    {"B4", "丁", "其他", "许多"},
                    {"B5", "戊", "其他", -1.0},
                    {"B6", "己", "其他", 1.0, "1.234.5"},
                    {"B7", "庚", "其他", 1.0, 1.0, "2024年13月1日"},
                    {"B8", "辛", "其他", 1.0, 1.0, "", 913301001234567890.0},
                    {"B9", "壬", "其他", 1.0, 1.0, "", "91330100123456789P"},
                    {"B10", "癸", "其他", 1.0, 1.0, "", "", "Z99"},
                    {"B11", "子", "其他", 1.0, 1.0, "", "", "", "12"},
                    {"B12", "丑", "其他", 1.0, 1.0, "", "", "", "", "远厂"},
                    {"B13", "寅", "其他", 1.0, 1.0, "", "", "", "", "", "也许"},
                    {"B14", "卯", "车床"},
                    {"B1", "辰", "其他"},
                    {"", "巳", "其他"},
                    {"B15", "报废", "其他"},
                    {"B16", std::string(61, 'x'), "其他"}};
    const TestReply r = check(workbook(rows));
    EXPECT_EQ(r.at("/state"), "ready") << r.body;
    EXPECT_EQ(r.at("/rows_new"), "1");
    EXPECT_EQ(r.at("/rows_bad"), "17");
    EXPECT_THAT(problems(r),
                ElementsAre("B3 field_required", "C4 field_choice", "D5 bad_number", "D6 field_range",
                            "E7 bad_number", "F8 bad_date", "G9 uscc_float", "G10 uscc_check",
                            "H11 industry_unknown", "I12 field_phone", "J13 reference_not_found",
                            "K14 intake_not_yes_no", "D15 field_required", "A16 import_repeated",
                            "A17 field_required", "B18 conflict", "B19 field_too_long"))
        << r.body;
    EXPECT_EQ(r.at("/problems/1/field"), "kind");
    EXPECT_EQ(r.at("/problems/1/sheet"), "设备");
    EXPECT_THAT(r.at("/problems/1/hint"), HasSubstr("车床"));
    EXPECT_THAT(r.at("/problems/13/detail"), HasSubstr("2"));
    EXPECT_THAT(here().call("officer", http::Method::get, "/api/imports/" + batch, "", {}).body,
                Not(HasSubstr("远厂”是不是")));
    const TestReply bad = here().get("officer", "/api/imports/" + batch + "/rows?kind=bad");
    EXPECT_EQ(bad.size("/items"), 17u);
    EXPECT_EQ(bad.at("/items/0/problems/0/code"), "field_required");
    EXPECT_EQ(bad.at("/items/0/cells/code"), "B2");
    EXPECT_EQ(bad.at("/items/1/cells/kind"), "飞船") << "as it stands in the file";
    EXPECT_EQ(bad.at("/items/1/after"), "null");
    EXPECT_EQ(confirm().at("/state"), "done");
    EXPECT_THAT(names("officer", "/api/devices?filter=code:contains:b"), ElementsAre("好的"))
        << "what is bad is left out, as the page says before";
}

TEST_P(ImportTest, GivesTheFileBackWithBadCellsMarked) {
    Rows rows = plain;
    rows.push_back({"A3", "三号", "飞船"});
    const TestReply r = check(workbook(rows));
    const TestReply file = here().get("officer", "/api/files/" + r.at("/error_file_id"));
    ASSERT_EQ(file.status, 200) << file.body;
    EXPECT_EQ(file.header("Content-Type"), kXlsxMedia);
    EXPECT_THAT(file.header("Content-Disposition"),
                HasSubstr("filename*=UTF-8''%E8%AE%BE%E5%A4%87-%E5%BE%85%E6%94%B9%E6%AD%A3.xlsx"));
    const auto book = sheet::read_xlsx_bytes(file.body, "x.xlsx");
    ASSERT_TRUE(book);
    ASSERT_EQ(book->grids.size(), 2u);
    EXPECT_EQ(book->grids[0].at(4, 3).text, "飞船");
    EXPECT_EQ(book->grids[1].at(2, 4).text.substr(0, 12), "“类别”");
    // Corrected, it is taken again, and the list of problems is no data.
    const TestReply again = check(file.body, "officer", "again.xlsx");
    EXPECT_EQ(again.at("/rows_total"), "3") << again.body;
    EXPECT_EQ(here().get("stranger", "/api/files/" + r.at("/error_file_id")).status, 404);
    EXPECT_EQ(here().get("leader", "/api/files/" + r.at("/file_id")).status, 404);
    EXPECT_EQ(here().get("officer", "/api/files/" + r.at("/file_id")).status, 200);
}

TEST_P(ImportTest, RefusesFilesThatAreNoTables) {
    const auto why = [&](const std::string& bytes) {
        const TestReply r = check(bytes);
        EXPECT_EQ(r.at("/state"), "rejected") << r.body;
        EXPECT_EQ(r.at("/rows_new"), "0");
        return r.at("/problems/0/code");
    };
    EXPECT_EQ(why("%PDF-1.7 ..."), "not_table");
    EXPECT_EQ(why("PK\x03\x04 broken"), "xlsx_broken");
    EXPECT_EQ(why("a,b,c\r\n1,2,3\r\n"), "import_no_header");
    EXPECT_EQ(why(workbook({{"设备名称", "类别"}, {"x", "其他"}})), "import_no_key");
    EXPECT_EQ(why(workbook({{"设备编码", "设备名称", "类别", "原值（吨）"}, {"A", "x", "其他", 1.0}})),
              "column_unit");
    EXPECT_EQ(
        why(workbook({{"设备编码", "设备名称", "类别", "名称", "设备名称"}, {"A", "x", "其他", "", "y"}})),
        "column_twice");
    EXPECT_EQ(here().post("officer", "/api/devices/imports?name=x.csv").code(), "import_empty");
    EXPECT_EQ(devices(), 0);
}

// ---- titles

TEST_P(ImportTest, ATitleThatOnlyBeginsLikeAFieldIsNotTaken) {
    const TestReply r =
        check(workbook({{"设备编码", "设备名称", "类别", "原值（万元）（上年）", "台数（其中：在用）"},
                        {"A1", "一号", "其他", 12.5, 3.0}}));
    EXPECT_EQ(r.at("/state"), "ready") << r.body;
    EXPECT_EQ(r.at("/unknown_columns/0"), "原值（万元）（上年）");
    EXPECT_EQ(r.at("/unknown_columns/1"), "台数（其中：在用）");
    EXPECT_THAT(notes(r), ElementsAre("D1 column_similar", "E1 column_similar")) << r.body;
    confirm();
    EXPECT_EQ(here().get("officer", "/api/devices").at("/items/0/price"), "null");
}

TEST_P(ImportTest, AColumnThatStandsTwiceMustBeMended) {
    const TestReply r =
        check(workbook({{"设备编码", "设备名称", "类别", "台数", "台数"}, {"A1", "一号", "其他", 1.0, 2.0}}));
    EXPECT_EQ(r.at("/state"), "rejected");
    EXPECT_THAT(problems(r), ElementsAre("E1 column_twice"));
    EXPECT_THAT(r.at("/problems/0/detail"), HasSubstr("D 和 E 两列"));
}

TEST_P(ImportTest, ARowWithMoreCellsThanTitlesIsLeftOut) {
    const TestReply r = check("设备编码,设备名称,类别,原值,台数\nA1,一号,其他,1,100,3\nA2,二号,其他,5,4\n",
                              "officer", "a.csv");
    EXPECT_EQ(r.at("/rows_new"), "1") << r.body;
    EXPECT_EQ(r.at("/rows_bad"), "1");
    EXPECT_THAT(problems(r), ElementsAre("F2 row_too_wide"));
}

TEST_P(ImportTest, AFigureUnderNoTitleIsNamed) {
    const TestReply r = check(workbook({{"设备编码", "设备名称", "类别", "台数"},
                                        {"A1", "一号", "其他", "", 300.0},
                                        {"A2", "二号", "其他", 2.0, "已核"}}));
    EXPECT_EQ(r.at("/rows_new"), "2") << "the other cells of the row count";
    EXPECT_THAT(problems(r), ElementsAre("E2 untitled_figure"));
    EXPECT_THAT(notes(r), ElementsAre("E3 untitled_text"));
}

TEST_P(ImportTest, ALineAboveTheTableGivesTheUnit) {
    const TestReply r = check(workbook({{"设备表", "", "", "单位：元"},
                                        {"设备编码", "设备名称", "类别", "原值"},
                                        {"A1", "一号", "其他", 12000.0}}));
    EXPECT_THAT(notes(r), ElementsAre("D2 column_converted")) << r.body;
    confirm();
    EXPECT_EQ(here().get("officer", "/api/devices").at("/items/0/price"), "1.2");
}

// ---- what officers say of columns

TEST_P(ImportTest, AnOfficerSaysWhatAColumnIsAndItIsRemembered) {
    const std::string file = "资产号码,设备名称,类别,采购价格（元）,保管\nA1,一号,其他,12000,张三\n";
    TestReply r = check(file, "officer", "a.csv");
    EXPECT_EQ(r.at("/state"), "rejected") << "no key";
    EXPECT_EQ(r.at("/problems/0/code"), "import_no_key");
    EXPECT_EQ(r.at("/unknown_columns/0"), "资产号码") << "so that it can be said what it is";
    EXPECT_THAT(r.at("/columns"), HasSubstr(R"({"name":"code","label":"设备编码"})"));
    r = map(
        R"({"title":"资产号码","name":"code"},{"title":"采购价格（元）","name":"price"},{"title":"保管","name":""})");
    EXPECT_EQ(r.at("/state"), "ready") << r.body;
    EXPECT_EQ(r.size("/unknown_columns"), 0u);
    EXPECT_EQ(r.size("/mapping"), 3u) << "it is said";
    EXPECT_THAT(notes(r), ElementsAre("A1 column_mapped", "D1 column_mapped"));
    EXPECT_EQ(confirm().at("/state"), "done");
    EXPECT_EQ(here().get("officer", "/api/devices").at("/items/0/price"), "1.2");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit WHERE action = 'import.map'"), 1);

    r = check("资产号码,设备名称,类别,采购价格（元）\nA2,二号,其他,5\n", "officer", "b.csv");
    EXPECT_EQ(r.at("/state"), "ready") << "remembered: " << r.body;
    EXPECT_EQ(r.size("/mapping"), 2u);
    r = map(R"({"title":"资产号码","name":"code"})");
    EXPECT_EQ(r.at("/unknown_columns/0"), "采购价格（元）") << "taken back";
    EXPECT_EQ(check("资产号码,设备名称,类别\nA3,三号,其他\n", "stranger", "c.csv").at("/problems/0/code"),
              "import_no_key")
        << "another department's";
    check(workbook({{"厂区代码", "厂区名称", "资产号码"}, {"W", "西厂", "x"}}), "officer", "s.xlsx", "sites");
    EXPECT_EQ(report().at("/unknown_columns/0"), "资产号码") << "another target's";
}

TEST_P(ImportTest, RefusesMappingsThatCannotBe) {
    check(workbook(plain));
    const auto asked = [&](const std::string& body, std::string_view login = "officer",
                           const char* version = "2") {
        return here().post(login, "/api/imports/" + batch + "/columns", body,
                           {{"if-match", fmt::format("\"{}\"", version)}});
    };
    EXPECT_EQ(asked(R"({"columns":[{"title":"x","name":"nothing"}]})").code(), "import_map_unknown");
    EXPECT_EQ(asked(R"({"columns":[{"title":"x","name":"zone_id"}]})").code(), "import_map_unknown")
        << "the import's own";
    EXPECT_EQ(asked(R"({"columns":[]})", "officer", "1").status, 412);
    EXPECT_EQ(asked(R"({"columns":[]})", "stranger").status, 404);
    EXPECT_EQ(confirm().at("/state"), "done");
    EXPECT_EQ(asked(R"({"columns":[]})", "officer", report().at("/version").c_str()).code(), "conflict");
}

// ---- what is no record

TEST_P(ImportTest, HoldsFiguresThatDepartmentsReportToo) {
    const auto figure = [&](const char* name) {
        const db::Value value =
            here().scalar("SELECT value FROM figure WHERE code = 'A' AND name = ?", {std::string(name)});
        return reflect::text(value) ? *reflect::text(value) : std::string("none");
    };
    const TestReply r = check("统一社会信用代码,纳税总额（元）,用地面积,人数\nA,10000,5,3\nB,许多,6,1\n",
                              "officer", "报数.csv", "collections");
    EXPECT_EQ(r.at("/state"), "ready") << r.body;
    EXPECT_EQ(r.at("/entity"), "collection");
    EXPECT_EQ(r.at("/rows_new"), "1");
    EXPECT_EQ(r.at("/unknown_columns/0"), "人数");
    EXPECT_THAT(problems(r), ElementsAre("B3 bad_number"));
    const TestReply rows = here().get("officer", "/api/imports/" + batch + "/rows?kind=new");
    EXPECT_EQ(rows.at("/items/0/after/tax"), "1");
    EXPECT_EQ(rows.at("/items/0/before"), "null");
    EXPECT_EQ(here().get("officer", "/api/imports/" + batch + "/rows?kind=bad").at("/items/0/cells/tax"),
              "许多");
    EXPECT_EQ(figure("tax"), "none") << "the check writes nothing";
    EXPECT_EQ(confirm().at("/state"), "done") << here().log();
    EXPECT_EQ(figure("tax"), "1");
    const std::string first = batch;
    EXPECT_EQ(check("统一社会信用代码,税收\nA,7\n", "officer", "补.csv", "collections").at("/rows_changed"),
              "1");
    EXPECT_EQ(confirm().at("/state"), "done");
    EXPECT_EQ(figure("tax") + " " + figure("land"), "7 5");
    const std::string second = batch;
    batch = first;
    EXPECT_EQ(roll_back().at("/state"), "failed") << "not over later work";
    batch = second;
    EXPECT_EQ(roll_back().at("/state"), "done");
    batch = first;
    EXPECT_EQ(figure("tax"), "1");
    EXPECT_EQ(roll_back().at("/state"), "done");
    EXPECT_EQ(figure("tax"), "none");
    EXPECT_EQ(here().get("officer", "/api/collections/template").status, 200);
    EXPECT_EQ(here().get("leader", "/api/imports/" + batch).status, 404);
    EXPECT_EQ(here().post("leader", "/api/collections/imports?name=x.csv", "x").code(), "forbidden");
    EXPECT_TRUE(verify_audit(here().database(), Language::zh).problem.empty());
}

TEST_P(ImportTest, NamesControlCharactersThatItTakesOut) {
    const TestReply r =
        check("设备编码,设备名称,类别\nA1,一\x7f号\x01,其他\nA2,二号,\x7f\n", "officer", "设备.csv");
    EXPECT_EQ(r.status, 200) << r.body;
    EXPECT_EQ(r.at("/rows_new"), "1");
    EXPECT_EQ(r.at("/rows_bad"), "1") << "nothing is left of its kind";
    EXPECT_EQ(r.at("/notes/0/code"), "sheet_invisible");
    EXPECT_EQ(r.at("/notes/0/column") + r.at("/notes/0/row"), "B2");
    EXPECT_THAT(r.at("/notes/0/detail"), HasSubstr("U+007F"));
}

TEST_P(ImportTest, RefusesMoreThanItsShareOfMemory) {
    std::string csv = "设备编码,设备名称,类别\n";
    for (std::int64_t i = 0; i < kMostRows + 1000; ++i) csv += "A,,\n";
    const TestReply r = check(csv + "A1,一号,其他\n", "officer", "设备.csv");
    EXPECT_EQ(r.at("/state"), "rejected") << r.body;
    EXPECT_EQ(r.at("/problems/0/code"), "table_too_large");
    EXPECT_THAT(r.at("/problems/0/detail"), HasSubstr("201000"));
}

TEST_P(ImportTest, TellsOfHiddenSheetsAndOtherTables) {
    sheet::SheetSpec data, other;
    data.name = "数据";
    data.rows = plain;
    other.name = "说明";
    other.rows = {{"本表由某局填写"}};
    EXPECT_EQ(check(book_of({"", 0, {other, data}})).at("/rows_new"), "2");
}

TEST_P(ImportTest, TakesTheSameContentOnce) {
    const std::string bytes = workbook(plain);
    check(bytes);
    const std::string first = batch;
    check(bytes, "officer", "copy.xlsx");
    const std::string second = batch;
    batch = first;
    EXPECT_EQ(confirm().at("/state"), "done");
    batch = second;
    const TestReply late = confirm();
    EXPECT_EQ(late.at("/state"), "failed") << "it was checked before the other was written";
    EXPECT_EQ(report().at("/state"), "rejected");
    EXPECT_EQ(devices(), 2);
    const TestReply third = check(bytes, "officer", "third.xlsx");
    EXPECT_EQ(third.at("/state"), "rejected");
    EXPECT_EQ(third.at("/problems/0/code"), "import_again");
    EXPECT_THAT(third.at("/problems/0/detail"), HasSubstr("某officer"));
}

TEST_P(ImportTest, WritesNothingWhereARecordWasChangedSinceTheCheck) {
    const std::string a = device("A1", "原来的");
    check(workbook(plain));
    here().patch("officer", "/api/devices/" + a, "1", R"({"pieces":9})");
    const TestReply job = confirm();
    EXPECT_EQ(job.at("/state"), "failed");
    EXPECT_EQ(job.at("/errors/0/code"), "import_changed_since");
    EXPECT_THAT(job.at("/errors/0/detail"), HasSubstr("原来的"));
    EXPECT_EQ(devices(), 1) << "not even the new row";
    EXPECT_EQ(report().at("/state"), "rejected");
    EXPECT_EQ(report().at("/problems/0/row"), "2");
}

TEST_P(ImportTest, WritesNothingWhereARecordWasMadeOrRemovedSinceTheCheck) {
    const std::string a = device("A1", "原来的");
    check(workbook(plain));
    device("A2", "抢先的");
    here().remove("officer", "/api/devices/" + a, "1");
    const TestReply job = confirm();
    EXPECT_EQ(job.at("/errors/0/code"), "import_gone_since");
    EXPECT_EQ(job.at("/errors/1/code"), "import_made_since");
    EXPECT_EQ(devices(), 1);
}

TEST_P(ImportTest, WritesNothingWhereWhatItRefersToIsGone) {
    check(workbook({{"设备编码", "设备名称", "类别", "所在厂区"}, {"A1", "一号", "其他", "南厂"}}));
    EXPECT_EQ(here().remove("officer", "/api/sites/" + south, "1").status, 204);
    EXPECT_EQ(confirm().at("/errors/0/code"), "import_reference_gone");
    EXPECT_EQ(devices(), 0);
}

TEST_P(ImportTest, KeepsEveryRowWithinTheScope) {
    device("A1", "外区的", "", "stranger");
    EXPECT_EQ(check(workbook(plain)).at("/rows_new"), "2") << "codes are each zone's own";
    EXPECT_EQ(check(workbook({{"设备编码", "设备名称", "类别", "所在厂区"},
                              {"P1", "本园", "其他", "北厂"},
                              {"P2", "无园", "其他", ""},
                              {"P3", "别园", "其他", "南厂"}}),
                    "operator")
                  .at("/rows_new"),
              "1");
    const TestReply r = report("operator");
    EXPECT_THAT(problems(r), ElementsAre("A3 import_out_of_scope", "D4 reference_not_found")) << r.body;
    EXPECT_EQ(here()
                  .post("officer",
                        fmt::format("/api/devices/imports?name=x.xlsx&zone={}", here().other_zone.value), "x")
                  .code(),
              "forbidden_record");
    EXPECT_EQ(here().post("leader", "/api/devices/imports?name=x.xlsx", "x").code(), "forbidden");
    EXPECT_EQ(here().post("clerk", "/api/devices/imports?name=x.xlsx", "x").code(), "forbidden");
}

TEST_P(ImportTest, IsSeenByItsZoneOnly) {
    check(workbook(plain));
    for (const char* login : {"stranger", "leader", "company", "clerk"}) {
        EXPECT_EQ(here().get(login, "/api/imports/" + batch).status, 404) << login;
        EXPECT_EQ(here().get(login, "/api/imports/" + batch + "/rows").status, 404) << login;
        EXPECT_EQ(
            here().post(login, "/api/imports/" + batch + "/confirm", "", {{"if-match", "\"2\""}}).status, 404)
            << login;
        EXPECT_EQ(here().get(login, "/api/imports").size("/items"), 0u) << login;
    }
    EXPECT_EQ(here().get("officer", "/api/imports?entity=device&state=ready").at("/items/0/id"), batch);
    EXPECT_EQ(here().get("officer", "/api/imports?state=published").size("/items"), 0u);
}

TEST_P(ImportTest, AsksForTheVersionAndTheRightState) {
    check(workbook(plain));
    const std::string path = "/api/imports/" + batch;
    EXPECT_EQ(here().post("officer", path + "/confirm").status, 428);
    EXPECT_EQ(here().post("officer", path + "/confirm", "", {{"if-match", "\"1\""}}).status, 412);
    EXPECT_EQ(here().post("officer", path + "/rollback", "", {{"if-match", "\"2\""}}).code(), "conflict");
    EXPECT_EQ(here().remove("officer", path, "2").status, 204);
    EXPECT_EQ(report().at("/state"), "cancelled");
    EXPECT_EQ(here().post("officer", path + "/confirm", "", {{"if-match", "\"3\""}}).code(), "conflict");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM import_row"), 0);
}

TEST_P(ImportTest, IsWrittenOnceHoweverOftenItsJobRuns) {
    check(workbook(plain));
    here().stop_jobs();
    const TestReply started =
        here().post("officer", "/api/imports/" + batch + "/confirm", "", {{"if-match", "\"2\""}});
    // A worker that was killed before it wrote: the lease runs out, another takes over.
    here().execute(
        "UPDATE job SET state = 'running', lease_owner = 'gone', lease_until = ?, attempts = 1 WHERE id = ?",
        {here().now - 1, std::stoll(started.at("/job_id"))});
    here().start_jobs();
    EXPECT_EQ(here().wait("officer", started.at("/job_id")).at("/state"), "done");
    EXPECT_EQ(devices(), 2);
    // And one that was killed after it wrote, before anybody heard of it.
    here().stop_jobs();
    here().execute(
        "UPDATE job SET state = 'running', lease_owner = 'gone', lease_until = 0, result = NULL WHERE id = ?",
        {std::stoll(started.at("/job_id"))});
    here().start_jobs();
    EXPECT_EQ(here().wait("officer", started.at("/job_id")).at("/state"), "done");
    EXPECT_EQ(devices(), 2);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit WHERE action = 'import.publish'"), 1);
}

TEST_P(ImportTest, ChecksAgainWhereTheWorkerWasKilled) {
    here().stop_jobs();
    const TestReply started = here().post("officer", "/api/devices/imports?name=x.xlsx", workbook(plain));
    batch = started.at("/batch_id");
    here().execute(
        "INSERT INTO import_row (batch_id, row_number, sheet, record_id, is_new, after_json) VALUES (?, 2, "
        "'设备', 1, 1, '{}')",
        {std::stoll(batch)});
    here().execute(
        "UPDATE job SET state = 'running', lease_owner = 'gone', lease_until = 0, attempts = 1 WHERE id = ?",
        {std::stoll(started.at("/job_id"))});
    here().start_jobs();
    here().wait("officer", started.at("/job_id"));
    EXPECT_EQ(report().at("/state"), "ready");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM import_row"), 2);
}

TEST_P(ImportTest, IsRejectedWhereItsCheckKeepsFailing) {
    here().stop_jobs();
    const TestReply started = here().post("officer", "/api/devices/imports?name=x.xlsx", workbook(plain));
    batch = started.at("/batch_id");
    here().execute(
        "UPDATE job SET state = 'running', lease_owner = 'killed', lease_until = 0, attempts = 3 WHERE id = "
        "?",
        {std::stoll(started.at("/job_id"))});
    here().start_jobs();
    EXPECT_EQ(here().wait("officer", started.at("/job_id")).at("/state"), "failed");
    EXPECT_EQ(report().at("/state"), "rejected") << "nobody waits for a check that will not come";
    EXPECT_EQ(report().at("/problems/0/code"), "job_gave_up");
}

// ---- back again

TEST_P(ImportTest, RollsABatchBackToWhatWasThere) {
    const std::string a = device("A1", "原来的", R"(,"pieces":1,"note":"备注")");
    check(workbook(plain));
    confirm();
    EXPECT_EQ(here().get("officer", "/api/devices/" + a).at("/name"), "一号");
    const TestReply job = roll_back();
    EXPECT_EQ(job.at("/state"), "done") << job.body;
    EXPECT_EQ(report().at("/state"), "rolled_back");
    EXPECT_EQ(report().at("/rolled_back_by_name"), "某officer");
    EXPECT_THAT(names("officer", "/api/devices"), ElementsAre("原来的"));
    const TestReply record = here().get("officer", "/api/devices/" + a);
    EXPECT_EQ(record.at("/pieces"), "1");
    EXPECT_EQ(record.at("/note"), "备注");
    EXPECT_EQ(record.at("/version"), "3") << "a version of its own: nobody's open form overwrites it";
    EXPECT_THAT(names("officer", "/api/devices?q=yuanlai"), ElementsAre("原来的"));
    const TestReply history = here().get("officer", "/api/devices/" + a + "/history");
    EXPECT_EQ(history.at("/items/0/action"), "import.rollback");
    EXPECT_THAT(history.at("/items/0/changes"),
                HasSubstr(R"({"field":"name","before":"一号","after":"原来的"})"));
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit WHERE action = 'import.rollback'"), 1);
    // The same file can come again.
    EXPECT_EQ(check(workbook(plain)).at("/state"), "ready");
}

TEST_P(ImportTest, DoesNotRollBackOverLaterWork) {
    const std::string a = device("A1", "原来的");
    check(workbook(plain));
    confirm();
    here().patch("officer", "/api/devices/" + a, "2", R"({"note":"后来的"})");
    const std::string second = here().get("officer", "/api/devices?filter=code:eq:A2").at("/items/0/id");
    here().remove("officer", "/api/devices/" + second, "1");
    const TestReply job = roll_back();
    EXPECT_EQ(job.at("/state"), "failed");
    EXPECT_EQ(job.at("/errors/0/code"), "rollback_changed");
    EXPECT_THAT(job.at("/errors/0/detail"), HasSubstr("一号"));
    EXPECT_EQ(job.at("/errors/1/code"), "rollback_gone");
    EXPECT_EQ(report().at("/state"), "published");
    EXPECT_EQ(here().get("officer", "/api/devices/" + a).at("/name"), "一号");
}

TEST_P(ImportTest, DoesNotRollBackWhatOthersReferTo) {
    check(workbook({{"厂区代码", "厂区名称"}, {"W", "西厂"}}), "officer", "sites.xlsx", "sites");
    EXPECT_EQ(confirm().at("/state"), "done");
    device("A1", "机",
           fmt::format(R"(,"site_id":"{}")",
                       here().get("officer", "/api/sites?filter=code:eq:W").at("/items/0/id")));
    const TestReply job = roll_back();
    EXPECT_EQ(job.at("/errors/0/code"), "record_referenced") << job.body;
    EXPECT_THAT(names("officer", "/api/sites?filter=code:eq:W"), ElementsAre("西厂"));
}

TEST_P(ImportTest, HoldsRecordsOfEnterprisesToo) {
    const std::string csv = "姓名,电话,主要联系人\n";
    const std::string id = std::to_string(here().enterprise.value);
    const TestReply r =
        check("企业,姓名,电话,主要联系人\n" + id + ",张三,13812345678,是\n", "company", "k.csv", "keepers");
    EXPECT_EQ(r.at("/state"), "ready") << r.body;
    EXPECT_EQ(step("confirm", "company").at("/state"), "done") << here().log();
    EXPECT_EQ(here().get("company", "/api/keepers").at("/items/0/name"), "张三");
    EXPECT_EQ(check("企业,姓名,电话,主要联系人\n999,李四,13812345679,是\n", "company", "l.csv", "keepers")
                  .at("/problems/0/code"),
              "import_out_of_scope");
    EXPECT_EQ(
        check("企业,姓名,电话,主要联系人\n" + id + ",张三丰,13812345678,否\n", "company", "m.csv", "keepers")
            .at("/rows_changed"),
        "1");
    EXPECT_EQ(step("confirm", "company").at("/state"), "done");
    EXPECT_EQ(here().get("company", "/api/keepers").at("/items/0/name"), "张三丰");
}

TEST_P(ImportTest, ReadsPeriodsSharesAndSeveralChoices) {
    const TestReply r = check(
        workbook({{"设备编码", "设备名称", "类别", "普查时期", "用途", "负荷率（%）"},
                  {"A1", "一号", "其他", sheet::OutCell(sheet::DateText{"2026-03-01"}), "检测，切削", 12.5},
                  {"A2", "二号", "其他", "2026年一季度", "form", sheet::OutCell(sheet::Number{0.5, 0, true})},
                  {"A3", "三号", "其他", "2026-03-02", "飞行", 300.0}}));
    EXPECT_THAT(problems(r), ElementsAre("D4 bad_period", "E4 field_choice", "F4 field_range")) << r.body;
    EXPECT_EQ(confirm().at("/state"), "done");
    const TestReply list = here().get("officer", "/api/devices?sort=code");
    EXPECT_THAT(list.body, HasSubstr(R"("surveyed":"2026-03","uses":["cut","test"],"load":"0.125")"));
    EXPECT_THAT(list.body, HasSubstr(R"("surveyed":"2026Q1","uses":["form"],"load":"0.5")"));
}

// ---- the template

TEST_P(ImportTest, GivesATemplateThatItTakesBack) {
    const TestReply file = here().get("officer", "/api/devices/template");
    ASSERT_EQ(file.status, 200);
    EXPECT_EQ(file.header("Content-Type"), kXlsxMedia);
    auto book = sheet::read_xlsx_bytes(file.body, "t.xlsx");
    ASSERT_TRUE(book);
    std::vector<std::string> titles;
    for (const sheet::Cell& cell : book->grids[0].rows[0].cells) titles.push_back(cell.text);
    EXPECT_THAT(titles, ::testing::IsSupersetOf({"设备编码", "占地面积（亩）", "原值（万元）", "所在厂区"}));
    EXPECT_THAT(titles, Not(Contains("标签"))) << "what the program sets";
    EXPECT_THAT(titles, Not(Contains("园区")));
    EXPECT_THAT(book->grids[1].sheet, HasSubstr("填报说明"));
    EXPECT_THAT(file.body, Not(IsEmpty()));
    EXPECT_EQ(here().get("leader", "/api/devices/template").status, 403);
}

TEST_P(ImportTest, CellsAreReadAsTheyWereMeant) {
    const TestReply r = check(
        "2023年设备\n设备编码\t设备名称\t类别\t台数\n=\"A1\"\t\u202D一号\u202C\t压力机\t'3\n'A2\t="
        "甲\t其他\t４\n\x1A",
        "officer", "设备.csv");
    EXPECT_EQ(r.at("/rows_new"), "2") << r.body;
    EXPECT_EQ(r.at("/rows_bad"), "0");
    EXPECT_EQ(r.size("/notes"), 0u) << r.body;
    confirm();
    EXPECT_THAT(names("officer", "/api/devices?sort=code"), ElementsAre("一号", "=甲"));
}

TEST_P(ImportTest, CellsThatCannotBeMeantAreNamed) {
    Rows rows{{"设备编码", "设备名称", "类别", "台数", "原值（万元）", "行业"}};
    rows.push_back({"A1", "一号", "压力机", "#N/A", 1.0, "C33"});
    rows.push_back({"A2", "二号", "压力机", 1.0, sheet::OutCell(sheet::Number{0.05, 0, true}), "C33"});
    rows.push_back({"A3", "三号", "压力机", 7.0, 1.0, 131.0});
    rows.push_back({"A4", "四号", "压力机", {}, 1.0, "C33"});
    rows.push_back({"A5", "五号", {}, 2.0, 1.0, "C33"});
    const TestReply r = check(workbook(rows, {{4, 4, 5, 4}, {5, 3, 6, 3}}));
    EXPECT_THAT(problems(r), ElementsAre("D2 import_error_cell", "E3 import_percent", "F4 import_lost_zero",
                                         "D5 import_merged"))
        << r.body;
    EXPECT_EQ(r.at("/rows_new"), "1") << "the kind that is merged over two rows is said of both";
    EXPECT_EQ(r.at("/notes/0/code"), "import_merged_taken") << r.body;
}

TEST_P(ImportTest, ARecordIsNoRemarkWhateverItIsCalled) {
    const TestReply r = check(workbook({{"设备名称", "设备编码", "类别"},
                                        {"审核用打印机", "A1", "其他"},
                                        {"审核：某某"},
                                        {"合计", {}, {}}}));
    EXPECT_EQ(r.at("/rows_total"), "1") << r.body;
    EXPECT_EQ(r.at("/rows_new"), "1");
}

TEST_P(ImportTest, WhatIsExportedAndImportedAgainChangesNothing) {
    Rows rows{{"设备编码", "设备名称", "类别", "台数", "备注说明", "行业", "购置日期", "占地面积（亩）"}};
    const std::vector<std::string> odd{"=1+1",  "+86",  "-甲",    "@甲",     "'甲", "''甲",
                                       "'0131", "0131", "=\"x\"", "_x000B_", "1E5"};
    for (std::size_t i = 0; i < odd.size(); ++i) {
        rows.push_back({"A" + std::to_string(i), odd[i], "其他", double(i), odd[i] + "\n二", "C3360",
                        "2024-02-29", 1.2345});
    }
    ASSERT_EQ(check(workbook(rows)).at("/rows_new"), std::to_string(odd.size())) << report().body;
    ASSERT_EQ(confirm().at("/state"), "done");
    EXPECT_THAT(names("officer", "/api/devices?sort=code"), ::testing::UnorderedElementsAreArray(odd));
    for (const std::string format : {"csv", "xlsx"}) {
        const TestReply started = here().post("officer", "/api/devices/export",
                                              R"({"format":")" + format + R"(","query":"sort=code"})");
        const TestReply job = here().wait("officer", started.at("/job_id"));
        const TestReply file = here().get("officer", "/api/files/" + job.at("/result/file_id"));
        const TestReply again = check(file.body, "officer", "again." + format);
        EXPECT_EQ(again.at("/rows_same"), std::to_string(odd.size())) << format << again.body;
        EXPECT_EQ(again.at("/rows_bad"), "0") << format << again.body;
    }
}

ON_BOTH_DATABASES(ImportTest);

}  // namespace
}  // namespace yuanheng::platform
