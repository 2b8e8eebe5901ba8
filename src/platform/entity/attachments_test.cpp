#include "platform/testing/entity_samples.hpp"

namespace yuanheng::platform {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kPng = "\x89PNG\r\n\x1A\n picture", kPdf = "%PDF-1.7\n text";

class Attachments : public EntityTest {
protected:
    void SetUp() override {
        EntityTest::SetUp();
        if (IsSkipped()) return;
        id = device("A", "甲", fmt::format(R"(,"site_id":"{}")", north));
        path = "/api/devices/" + id + "/attachments";
    }
    TestReply add(std::string_view login, std::string_view kind, std::string_view name,
                  std::string_view bytes) {
        return here().post(login, fmt::format("{}?kind={}&name={}", path, kind, name), std::string(bytes));
    }
    TestReply drop(std::string_view login, const std::string& attachment, std::string_view reason = "错传") {
        return here().call(login, http::Method::del,
                           fmt::format("{}/{}?reason={}", path, attachment, reason));
    }
    int download(std::string_view login, const std::string& file) {
        return here().get(login, "/api/files/" + file).status;
    }
    std::string id, path;
};

TEST_P(Attachments, AreAddedSeenAndDownloaded) {
    const TestReply made = add("officer", "photo", "..\\车间/正面.PNG", kPng);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.at("/name"), "正面.PNG") << "the last part of the name that was given";
    EXPECT_EQ(made.at("/media"), "image/png");
    EXPECT_EQ(made.at("/size"), std::to_string(kPng.size()));
    const std::string file = made.at("/file_id");
    for (const char* reader : {"officer", "clerk", "leader", "auditor", "operator"}) {
        EXPECT_EQ(here().get(reader, path).at("/items/0/id"), made.at("/id")) << reader;
        const TestReply got = here().get(reader, "/api/files/" + file);
        EXPECT_EQ(got.status, 200) << reader;
        EXPECT_EQ(got.header("Content-Type"), "image/png");
        EXPECT_THAT(got.header("Content-Security-Policy"), HasSubstr("sandbox"));
        EXPECT_THAT(got.header("Content-Disposition"), HasSubstr("attachment"));
    }
    for (const char* other : {"stranger", "boss"}) {
        EXPECT_EQ(here().get(other, path).status, 404) << other;
        EXPECT_EQ(download(other, file), 404) << other;
    }
    EXPECT_EQ(here().get("company", path).status, 403);
    EXPECT_EQ(download("company", file), 404);
    EXPECT_EQ(download("admin", file), 404) << "administrators have no business data";
}

TEST_P(Attachments, AreAddedAndRemovedByWhoMayEditTheRecord) {
    EXPECT_EQ(add("clerk", "photo", "a.png", kPng).status, 403);
    EXPECT_EQ(add("leader", "photo", "a.png", kPng).status, 403);
    EXPECT_EQ(add("stranger", "photo", "a.png", kPng).status, 404);
    EXPECT_EQ(add("", "photo", "a.png", kPng).status, 401);
    const std::string one = add("operator", "photo", "a.png", kPng).at("/id");
    EXPECT_EQ(drop("leader", one).status, 403);
    EXPECT_EQ(drop("stranger", one).status, 404);
    EXPECT_EQ(drop("officer", one, "").at("/errors/0/pointer"), "reason");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM attachment"), 1);
    EXPECT_EQ(drop("officer", one).status, 204);
    EXPECT_EQ(drop("officer", one).status, 404);
    const std::string outside = "/api/devices/" + device("B", "乙") + "/attachments";
    EXPECT_EQ(here().post("operator", outside + "?kind=photo&name=a.png", std::string(kPng)).status, 404)
        << "in no park";
}

TEST_P(Attachments, AreWhatTheirEndingSaysAndTheirKindTakes) {
    const auto refused = [&](std::string_view kind, std::string_view name, std::string_view bytes) {
        const TestReply reply = add("officer", kind, name, bytes);
        EXPECT_GE(reply.status, 400) << name;
        return reply.code() + " " + reply.at("/detail") + " " + reply.at("/hint");
    };
    EXPECT_THAT(refused("painting", "a.png", kPng),
                AllOf(HasSubstr("attachment_kind"), HasSubstr("照片（photo）")));
    EXPECT_THAT(refused("photo", "a.pdf", kPdf),
                AllOf(HasSubstr("attachment_ending"), HasSubstr("png, jpg")));
    EXPECT_THAT(refused("photo", "a.png", kPdf),
                AllOf(HasSubstr("attachment_content"), HasSubstr("PDF 文档")));
    EXPECT_THAT(refused("photo", "a.png", "<html><script>"), HasSubstr("网页"));
    EXPECT_THAT(refused("manual", "a.pdf", "MZ\x90"), HasSubstr("Windows 程序"));
    EXPECT_THAT(refused("manual", "a.docx", "PK\x03\x04"), HasSubstr("ZIP 压缩包"));
    EXPECT_THAT(refused("manual", "a.pdf.exe", kPdf), HasSubstr("attachment_ending"));
    EXPECT_THAT(refused("photo", "a.svg", "<svg>"), HasSubstr("attachment_ending"));
    EXPECT_THAT(refused("photo", "a.png", ""), HasSubstr("import_empty"));
    EXPECT_THAT(refused("photo", "a.png", std::string(kPng) + std::string((2 << 20), ' ')),
                AllOf(HasSubstr("attachment_too_large"), HasSubstr("最多 2 MB")));
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM attachment"), 0);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM file"), 0);
}

TEST_P(Attachments, OfPersonalKindsAreForWhoSeesPersonalFields) {
    const TestReply made = add("officer", "licence", "张三.pdf", kPdf);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(here().get("officer", path).size("/items"), 1u);
    EXPECT_EQ(here().get("leader", path).size("/items"), 0u);
    EXPECT_EQ(download("leader", made.at("/file_id")), 404);
    EXPECT_THAT(here().get("leader", "/api/devices/" + id + "/history").body, Not(HasSubstr("张三")));
}

TEST_P(Attachments, StandInTheHistoryAndTheAuditChain) {
    const TestReply made = add("officer", "photo", "正面.png", kPng);
    drop("officer", made.at("/id"), "拍错了");
    const TestReply history = here().get("leader", "/api/devices/" + id + "/history");
    EXPECT_EQ(history.at("/items/0/action"), "device.remove_attachment");
    EXPECT_EQ(history.at("/items/0/reason"), "拍错了");
    EXPECT_EQ(history.at("/items/0/subject"), "正面.png");
    EXPECT_EQ(history.at("/items/1/action"), "device.add_attachment");
    EXPECT_EQ(history.size("/items/1/changes"), 0u) << "no field of the record";
    EXPECT_EQ(here().count(
                  "SELECT COUNT(*) FROM audit WHERE action = 'device.add_attachment' AND entity = 'device' "
                  "AND record_id = ? AND zone_id = ? AND after_json LIKE '%sha256%'",
                  {std::stoll(id), here().zone.value}),
              1);
    const TestReply refused = add("leader", "photo", "a.png", kPng);
    EXPECT_EQ(
        here().count("SELECT COUNT(*) FROM audit WHERE action = 'device.add_attachment' AND allowed = 0"), 1);
}

TEST_P(Attachments, AreGoneWithTheRightToViewTheRecord) {
    const std::string file = add("operator", "photo", "a.png", kPng).at("/file_id");
    EXPECT_EQ(download("operator", file), 200);
    EXPECT_EQ(here()
                  .patch("officer", "/api/devices/" + id, "1", fmt::format(R"({{"site_id":"{}"}})", south))
                  .status,
              200);
    EXPECT_EQ(download("operator", file), 404) << "though it was the operator who uploaded it";
    EXPECT_EQ(here().remove("officer", "/api/devices/" + id, "2").status, 204);
    EXPECT_EQ(download("officer", file), 404);
    EXPECT_EQ(here().get("officer", path).status, 404);
    EXPECT_EQ(here().post("officer", "/api/devices/" + id + "/restore").status, 200);
    EXPECT_EQ(here().get("officer", path).size("/items"), 1u) << "there again with the record";
}

TEST_P(Attachments, LeaveTheirContentToOthersThatHaveIt) {
    const TestReply one = add("officer", "photo", "a.png", kPng),
                    two = add("officer", "photo", "b.png", kPng);
    const std::string sha = std::get<std::string>(
        here().scalar("SELECT sha256 FROM file WHERE id = ?", {std::stoll(one.at("/file_id"))}));
    const auto place = [&] { return here().services().files.path(sha).has_value(); };
    const auto swept = [&] {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(here().folder())) {
            if (entry.is_regular_file() && entry.path().filename() == sha)
                std::filesystem::last_write_time(
                    entry.path(), std::filesystem::file_time_type::clock::now() - std::chrono::hours(48));
        }
        here().services().files.sweep(here().services());
    };
    drop("officer", one.at("/id"));
    swept();
    EXPECT_EQ(download("officer", one.at("/file_id")), 404);
    EXPECT_EQ(download("officer", two.at("/file_id")), 200);
    drop("officer", two.at("/id"));
    swept();
    EXPECT_FALSE(place());
}

TEST_P(Attachments, AreFiftyOfARecordAtMost) {
    for (std::int64_t i = 1; i <= 50; ++i) {
        here().execute(
            "INSERT INTO file (id, sha256, name, media, size, created_at) VALUES (?, 'x', 'a', 'b', 1, 1)",
            {i});
        here().execute(
            "INSERT INTO attachment (id, entity, record_id, kind, file_id, created_at, created_by) VALUES "
            "(?, 'device', ?, 'photo', ?, 1, 1)",
            {i, std::stoll(id), i});
    }
    EXPECT_EQ(add("officer", "photo", "a.png", kPng).code(), "attachment_too_many");
    EXPECT_EQ(here().get("officer", path).size("/items"), 50u);
    drop("officer", "7");
    EXPECT_EQ(add("officer", "photo", "a.png", kPng).status, 201);
}

TEST_P(Attachments, AreToldOfByMeta) {
    const TestReply meta = here().get("officer", "/api/meta");
    EXPECT_THAT(meta.body, HasSubstr(R"("attachments":[{"code":"photo")"));
    EXPECT_THAT(meta.body, HasSubstr("device.add_attachment"));
    EXPECT_THAT(here().get("leader", "/api/meta").body, Not(HasSubstr("device.add_attachment")));
}
ON_BOTH_DATABASES(Attachments);

class Remarks : public EntityTest {
protected:
    void SetUp() override {
        EntityTest::SetUp();
        if (IsSkipped()) return;
        id = device("A", "甲", fmt::format(R"(,"site_id":"{}")", north));
        path = "/api/devices/" + id + "/remarks";
    }
    TestReply say(std::string_view login, const std::string& text) {
        return here().post(login, path, fmt::format(R"({{"text":"{}"}})", text));
    }
    std::string id, path;
};

TEST_P(Remarks, AreTheAdministrationsOwn) {
    const TestReply made = say("clerk", "请 @leader 核实铭牌");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(say("leader", "已核实").status, 201);
    for (const char* reader : {"officer", "clerk", "leader", "auditor"}) {
        EXPECT_EQ(here().get(reader, path).at("/items/1/text"), "请 @leader 核实铭牌") << reader;
        EXPECT_THAT(here().get(reader, "/api/devices/" + id + "/history").body, HasSubstr("add_remark"));
    }
    EXPECT_EQ(say("auditor", "x").status, 403) << "changes nothing";
    EXPECT_EQ(here().get("operator", path).status, 403);
    EXPECT_EQ(say("operator", "x").status, 403);
    EXPECT_THAT(here().get("operator", "/api/devices/" + id + "/history").body, Not(HasSubstr("remark")));
    EXPECT_EQ(here().get("stranger", path).status, 404);
    EXPECT_EQ(say("stranger", "x").status, 404);
    EXPECT_EQ(say("officer", "").at("/errors/0/pointer"), "/text");
    EXPECT_EQ(say("officer", std::string(2001, 'x')).status, 422);
}

TEST_P(Remarks, AreNotForTheEnterpriseThatTheyAreAbout) {
    const std::string keeper =
        made("company", "/api/keepers",
             fmt::format(R"({{"ent_id":"{}","name":"张三"}})", here().enterprise.value));
    const std::string on = "/api/keepers/" + keeper + "/remarks";
    EXPECT_EQ(here().post("leader", on, R"({"text":"待核实"})").status, 201);
    EXPECT_EQ(here().get("company", on).status, 403);
    EXPECT_EQ(here().post("company", on, R"({"text":"x"})").status, 403);
    EXPECT_THAT(here().get("company", "/api/keepers/" + keeper + "/history").body, Not(HasSubstr("待核实")));
}

TEST_P(Remarks, AreWithdrawnByTheirAuthorWithinTenMinutes) {
    const TestReply one = say("clerk", "甲"), two = say("clerk", "乙");
    EXPECT_EQ(here().get("clerk", path).at("/items/0/withdrawable_until"), two.at("/withdrawable_until"));
    EXPECT_EQ(here().get("leader", path).at("/items/0/withdrawable_until"), "null");
    const auto drop = [&](std::string_view login, const TestReply& r) {
        return here().call(login, http::Method::del, path + "/" + r.at("/id"));
    };
    EXPECT_EQ(drop("leader", one).code(), "remark_not_own");
    EXPECT_EQ(drop("clerk", one).status, 204);
    EXPECT_EQ(drop("clerk", one).status, 404);
    here().now += 10 * 60'000 + 1;
    EXPECT_EQ(drop("clerk", two).code(), "remark_late");
    EXPECT_EQ(here().get("clerk", path).size("/items"), 1u);
    EXPECT_EQ(
        here().count("SELECT COUNT(*) FROM audit WHERE action = 'device.withdraw_remark' AND record_id = ?",
                     {std::stoll(id)}),
        1);
}

TEST_P(Remarks, AreGivenInPages) {
    for (int i = 0; i < 5; ++i) say("clerk", std::to_string(i));
    const TestReply page = here().get("clerk", path + "?limit=2");
    EXPECT_EQ(page.at("/items/1/text"), "3");
    EXPECT_EQ(here().get("clerk", path + "?limit=2&after=" + page.at("/next")).at("/items/0/text"), "2");
    EXPECT_EQ(here().get("clerk", path + "?limit=5").at("/next"), "null");
}
ON_BOTH_DATABASES(Remarks);

}  // namespace
}  // namespace yuanheng::platform
