#include "platform/core/media.hpp"
#include "platform/testing/entity_samples.hpp"
#include "sheet/csv.hpp"
#include "sheet/xlsx.hpp"

namespace yuanheng::platform {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class ExportTest : public EntityTest {
protected:
    void SetUp() override {
        EntityTest::SetUp();
        if (IsSkipped()) return;
        const std::string person = R"(,"operator_name":"欧阳修","operator_phone":"13812345678")";
        const std::string figures =
            R"(,"pieces":1234,"area":"1.2345","price":"12345.6","bought_on":"2024-02-29","checked_at":"2025-01-01T16:30:05.000Z")";
        device("A1", "一号", figures + person + R"(,"site_id":")" + north + "\"");
        device("A2", "=1+2", R"j(,"note":"@SUM(A1)","active":false)j");
        device("A3", "-2+3");
    }
    /// The bytes of an export of what was asked for.
    TestReply exported(std::string_view login, const std::string& body) {
        const TestReply started = here().post(login, "/api/devices/export", body);
        EXPECT_EQ(started.status, 202) << started.body;
        job = here().wait(login, started.at("/job_id"));
        EXPECT_EQ(job.at("/state"), "done") << job.body << here().log();
        return here().get(login, "/api/files/" + job.at("/result/file_id"));
    }
    TestReply job;
};

TEST_P(ExportTest, HoldsWhatTheListShows) {
    const TestReply file = exported(
        "officer",
        R"({"format":"csv","query":"sort=code","columns":["code","name","kind","pieces","area","price","active","bought_on","checked_at","site_id","operator_phone"]})");
    EXPECT_EQ(job.at("/result/rows"), "3");
    EXPECT_EQ(file.header("Content-Type"), kCsvMedia);
    EXPECT_THAT(file.header("Content-Disposition"),
                HasSubstr("attachment; filename=\"_-20251125-0000.csv\"; filename*=UTF-8''%E8%AE%BE"));
    EXPECT_THAT(file.header("Content-Security-Policy"), HasSubstr("sandbox"));
    EXPECT_THAT(file.body, StartsWith("\xEF\xBB\xBF"));
    const auto grid = sheet::read_csv_bytes(file.body, "x.csv");
    ASSERT_TRUE(grid);
    const auto line = [&](std::size_t row) {
        std::vector<std::string> out;
        for (const sheet::Cell& cell : grid->rows[row].cells) out.push_back(cell.text);
        return out;
    };
    EXPECT_THAT(line(0),
                ElementsAre("设备编码", "设备名称", "类别", "台数（台）", "占地面积（亩）", "原值（万元）",
                            "在用", "购置日期", "检验时间", "所在厂区", "操作员电话"));
    EXPECT_THAT(line(1), ElementsAre("A1", "一号", "压力机", "1234", "1.2345", "12345.60", "是", "2024-02-29",
                                     "2025-01-02 00:30:05", "北厂", "13812345678"));
    EXPECT_EQ(grid->rows.size(), 4u);
}

TEST_P(ExportTest, WritesTypedCellsIntoWorkbooks) {
    const TestReply file = exported(
        "officer",
        R"({"format":"xlsx","query":"sort=code","columns":["code","pieces","area","price","bought_on","site_id"]})");
    EXPECT_EQ(file.header("Content-Type"), kXlsxMedia);
    const auto book = sheet::read_xlsx_bytes(file.body, "x.xlsx");
    ASSERT_TRUE(book);
    const sheet::Grid& grid = book->grids[0];
    EXPECT_EQ(grid.sheet, "设备清单");
    EXPECT_EQ(grid.at(1, 4).text, "原值（万元）");
    EXPECT_EQ(grid.at(2, 2).kind, sheet::Cell::Kind::number);
    EXPECT_EQ(grid.at(2, 3).text, "1.2345");
    EXPECT_EQ(grid.at(2, 4).text, "12345.6");
    EXPECT_EQ(grid.at(2, 5).kind, sheet::Cell::Kind::date);
    EXPECT_EQ(grid.at(2, 6).text, "北厂");
    EXPECT_TRUE(grid.at(3, 2).empty());
}

TEST_P(ExportTest, WritesPeriodsSharesChoicesAndWhatIsLookedUp) {
    device("A4", "四号",
           R"(,"surveyed":"2026H1","uses":["form","cut"],"load":"0.125","site_id":")" + north + "\"");
    const std::string columns =
        R"("query":"filter=code:eq:A4","columns":["surveyed","uses","load","site_name"]})";
    const TestReply csv = exported("officer", R"({"format":"csv",)" + columns);
    EXPECT_THAT(csv.body, HasSubstr("2026年上半年,切削、成形,12.5%,北厂"));
    const TestReply xlsx = exported("officer", R"({"format":"xlsx",)" + columns);
    const auto book = sheet::read_xlsx_bytes(xlsx.body, "x.xlsx");
    ASSERT_TRUE(book);
    const sheet::Cell cell = book->grids[0].at(2, 3);
    EXPECT_EQ(cell.text, "0.125");
    EXPECT_TRUE(cell.percent);
}

TEST_P(ExportTest, RunsNoFormulas) {
    const TestReply csv =
        exported("officer", R"({"format":"csv","query":"sort=code","columns":["name","note"]})");
    EXPECT_THAT(csv.body, HasSubstr("'=1+2,'@SUM(A1)"));
    EXPECT_THAT(csv.body, HasSubstr("'-2+3"));
    const TestReply xlsx =
        exported("officer", R"({"format":"xlsx","query":"sort=code","columns":["name","note"]})");
    const auto book = sheet::read_xlsx_bytes(xlsx.body, "x.xlsx");
    ASSERT_TRUE(book);
    EXPECT_EQ(book->grids[0].at(3, 1).kind, sheet::Cell::Kind::text);
    EXPECT_EQ(book->grids[0].at(3, 1).text, "=1+2");
}

TEST_P(ExportTest, TakesTheFilterAndTheChosenOnes) {
    exported("officer", R"({"format":"csv","query":"filter=code:eq:A1"})");
    EXPECT_EQ(job.at("/result/rows"), "1");
    const std::string id = here().get("officer", "/api/devices?filter=code:eq:A2").at("/items/0/id");
    exported("officer", fmt::format(R"({{"format":"csv","query":"","ids":["{}"]}})", id));
    EXPECT_EQ(job.at("/result/rows"), "1");
}

TEST_P(ExportTest, MasksAsTheReaderSees) {
    const TestReply file = exported(
        "leader", R"({"format":"csv","query":"sort=code","columns":["operator_name","operator_phone"]})");
    EXPECT_THAT(file.body, HasSubstr("欧**,138****5678"));
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit WHERE action = 'device.export_file' AND after_json "
                           "LIKE '%\"personal_rows\":0%'"),
              1);
    exported("officer", R"({"format":"csv","query":"filter=code:eq:A1"})");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit WHERE action = 'device.export_file' AND after_json "
                           "LIKE '%\"personal_rows\":1%'"),
              1);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit WHERE action = 'device.export'"), 2);
}

TEST_P(ExportTest, IsItsOwnRightAndItsOwnersFile) {
    EXPECT_EQ(here().post("operator", "/api/devices/export", R"({"format":"csv","query":""})").code(),
              "forbidden");
    EXPECT_EQ(here().post("officer", "/api/devices/export", R"({"format":"pdf","query":""})").status, 422);
    EXPECT_EQ(
        here()
            .post("officer", "/api/devices/export", R"({"format":"csv","query":"","columns":["password"]})")
            .code(),
        "filter_field");
    EXPECT_EQ(here()
                  .post("leader", "/api/devices/export",
                        R"({"format":"csv","query":"filter=operator_phone:eq:13812345678"})")
                  .code(),
              "filter_hidden");
    exported("officer", R"({"format":"csv","query":""})");
    const std::string file = "/api/files/" + job.at("/result/file_id");
    for (const char* login : {"leader", "stranger", "admin"})
        EXPECT_EQ(here().get(login, file).status, 404) << login;
    EXPECT_EQ(here().get("", file).status, 401);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit WHERE action = 'file.download'"), 1);
}

TEST_P(ExportTest, KeepsItsFilesForAWeek) {
    exported("officer", R"({"format":"csv","query":""})");
    const std::string file = "/api/files/" + job.at("/result/file_id");
    here().execute("UPDATE session SET expires_at = ?", {here().now + 30LL * 24 * 3600 * 1000});
    here().services().settings.idle_ms = 30LL * 24 * 3600 * 1000;
    here().now += 7LL * 24 * 3600 * 1000 - 1;
    EXPECT_EQ(here().get("officer", file).status, 200);
    here().now += 1;
    EXPECT_EQ(here().get("officer", file).status, 404);
    EXPECT_EQ(here().upkeep(), 0);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM file"), 0);
}

ON_BOTH_DATABASES(ExportTest);

}  // namespace
}  // namespace yuanheng::platform
