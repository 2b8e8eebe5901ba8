#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/toml.hpp"
#include "zone/registry/samples.hpp"

namespace yuanheng::registry {
namespace {

namespace fs = std::filesystem;

/// The demo zone of Qingyuan, made by demo/make_registry.py and imported file by file as an officer does.
class Demo : public Register {
protected:
    void SetUp() override {
        if (std::system("python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2> /dev/null") != 0) {
            GTEST_SKIP() << "no Python";
        }
        Register::SetUp();
        if (IsSkipped()) return;
        folder_ = here().folder() / "demo";
        const std::string command = "python3 " YUANHENG_ROOT
                                    "/demo/make_registry.py --today 2025-11-25 --out " +
                                    folder_.string() + " qingyuan > /dev/null";
        ASSERT_EQ(std::system(command.c_str()), 0);
    }

    static std::string read(const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        std::ostringstream content;
        content << in.rdbuf();
        return content.str();
    }

    /// Uploads a file and waits for its check; the batch.
    Reply uploaded(const std::string& entity, const fs::path& file) {
        const std::string path = here().services().entities.table(entity).entity.path;
        const Reply started =
            post("officer", "/api/" + path + "/imports?name=" + file.filename().string() + "&zone=" + zone(),
                 read(file));
        EXPECT_EQ(started.status, 202) << started.body;
        here().wait("officer", started["job_id"]);
        return get("officer", "/api/imports/" + started["batch_id"]);
    }
    /// Imports it; the batch.
    Reply imported(const std::string& entity, const fs::path& file) {
        const Reply checked = uploaded(entity, file);
        EXPECT_EQ(checked["state"], "ready") << file << checked.body;
        EXPECT_EQ(checked["rows_bad"], "0") << file << checked.body;
        EXPECT_EQ(checked.size("/unknown_columns"), 0u) << file << checked.body;
        const std::string at = "/api/imports/" + checked["id"];
        const Reply confirmed =
            post("officer", at + "/confirm", {}, {{"if-match", "\"" + checked["version"] + "\""}});
        EXPECT_EQ(confirmed.status, 202) << confirmed.body;
        here().wait("officer", confirmed["job_id"]);
        const Reply done = get("officer", at);
        EXPECT_EQ(done["state"], "published") << file << done.body;
        return done;
    }
    /// Everything in the order of the manifest.
    void import_all() {
        const toml::parse_result plan = toml::parse(read(folder_ / "manifest.toml"));
        ASSERT_TRUE(plan);
        for (const toml::node& node : *plan.table()["imports"].as_array()) {
            const toml::table& entry = *node.as_table();
            if (entry["expect"].value_or(std::string()) != "publish") continue;
            imported(entry["entity"].value_or(std::string()),
                     folder_ / entry["file"].value_or(std::string()));
        }
    }

    fs::path folder_;
};

TEST_P(Demo, CountsInTheRegisterAreThePublishedOnes) {
    import_all();
    const Reply figures = get("leader", "/api/zones/" + zone() + "/figures");
    std::size_t counted = 0;
    for (std::size_t i = 0; i < figures.size("/items"); ++i) {
        const std::string at = "/items/" + std::to_string(i);
        if (figures.at(at + "/counted") == "null") continue;
        EXPECT_EQ(figures.at(at + "/counted"), figures.at(at + "/published/value"))
            << figures.at(at + "/published/name");
        ++counted;
    }
    EXPECT_EQ(counted, 4u) << "from the Greater Bay Area, those in production, above size, in the watch city";
    EXPECT_EQ(get("leader", "/api/enterprises?count=1&filter=generated:eq:true")["total"], "674")
        << "all are marked";

    // Disguised values were read as they were meant, and gaps are on the workbench.
    const toml::parse_result planted = toml::parse(read(folder_ / "qingyuan" / "MANIFEST.toml"));
    ASSERT_TRUE(planted);
    for (const toml::node& node : *planted.table()["planted"].as_array()) {
        const toml::table& entry = *node.as_table();
        const std::string kind = entry["kind"].value_or(std::string()),
                          meant = entry["meant"].value_or(std::string());
        if (kind == "lower_case_code") {
            EXPECT_EQ(get("leader", "/api/enterprises?filter=uscc:eq:" + meant).items(), 1u);
        } else if (kind == "blanks_name") {
            EXPECT_EQ(get("leader", "/api/enterprises?q=" + meant).at("/items/0/name"), meant);
        }
    }
    const Reply bench = get("officer", "/api/workbench");
    for (const toml::node& node : *planted.table()["gaps"].as_array()) {
        const toml::table& gap = *node.as_table();
        const std::string code = gap["kind"].value_or(std::string()),
                          n = std::to_string(gap["enterprises"].value_or(0));
        std::string shown = "0";
        for (std::size_t i = 0; i < bench.size("/todo"); ++i) {
            if (bench.at("/todo/" + std::to_string(i) + "/code") == code)
                shown = bench.at("/todo/" + std::to_string(i) + "/value");
        }
        EXPECT_EQ(shown, n) << code;
    }

    // The same file again changes nothing.
    const Reply again = uploaded("title", folder_ / "qingyuan" / "资质荣誉.xlsx");
    EXPECT_EQ(again["rows_new"], "0") << again.body;
    EXPECT_EQ(again["rows_changed"], "0") << again.body;
}

TEST_P(Demo, DamagedRowsAreReportedCellByCell) {
    imported("park", folder_ / "qingyuan" / "园区.xlsx");
    const Reply checked = uploaded("enterprise", folder_ / "qingyuan" / "待更正-企业名录.xlsx");
    const toml::parse_result planted = toml::parse(read(folder_ / "qingyuan" / "MANIFEST.toml"));
    ASSERT_TRUE(planted);
    std::size_t expected = 0;
    for (const toml::node& node : *planted.table()["planted"].as_array()) {
        const toml::table& entry = *node.as_table();
        if (entry["file"].value_or(std::string()) != "待更正-企业名录.xlsx") continue;
        const std::string cell = entry["cell"].value_or(std::string()),
                          code = entry["expect"].value_or(std::string());
        const std::string row = cell.substr(cell.find_first_of("0123456789"));
        bool found = false;
        for (std::size_t i = 0; i < checked.size("/problems"); ++i) {
            const std::string at = "/problems/" + std::to_string(i);
            found = found || (checked.at(at + "/row") == row && checked.at(at + "/code") == code);
        }
        EXPECT_TRUE(found) << cell << " " << code << "\n" << checked.body;
        ++expected;
    }
    EXPECT_EQ(expected, 11u);
    EXPECT_NE(checked["error_file_id"], "null") << "the same file, with the bad cells marked";
}

ON_BOTH_DATABASES(Demo);

}  // namespace
}  // namespace yuanheng::registry
