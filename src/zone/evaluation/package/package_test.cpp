#include "zone/evaluation/package/package.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <random>

#include "base/hash.hpp"
#include "base/version.hpp"
#include "zone/evaluation/codes.hpp"
#include "zone/evaluation/package/archive.hpp"
#include "zone/evaluation/package/package_data.hpp"

namespace yuanheng::evaluation {
namespace {

using scoring::Dataset;
using scoring::Scheme;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Every type of input, a table, a benchmark from last year, an irrational item, overrides.
const std::string kScheme = R"toml([scheme]
id = "t"
version = "1"
title = { zh = "测试" }
period = "2022"
as_of = 2022-12-31
key = "text"
[[sources]]
title = "test"
[[inputs]]
code = "land"
label = { zh = "用地" }
unit = "亩"
[[inputs]]
code = "tax"
label = { zh = "税收" }
unit = "万元"
[[inputs]]
code = "kind"
label = { zh = "类别" }
type = "text"
[[inputs]]
code = "founded"
label = { zh = "成立日期" }
type = "date"
[[inputs]]
code = "exempt_now"
label = { zh = "豁免" }
type = "boolean"
[[inputs]]
code = "unused"
label = { zh = "未报" }
unit = "万元"
[[tables]]
code = "patents"
label = { zh = "专利" }
columns = [
  { code = "kind", label = { zh = "种类" }, type = "text" },
  { code = "value", label = { zh = "价值" }, unit = "万元" },
]
[[participation]]
code = "let_off"
label = { zh = "豁免" }
when = 'exempt_now'
state = "exempt"
unknown = "skip"
[[tracks]]
code = "all"
label = { zh = "全部" }
  [[tracks.indicators]]
  code = "tax_mu"
  label = { zh = "亩均税收" }
  formula = "tax / land"
  weight = "60"
  benchmark = { kind = "aggregate", previous = true }
  transform = { kind = "ratio" }
  cap = "1.5"
  missing = "zero"
  zero_denominator = "zero"
  negative_denominator = "zero"
  [[tracks.indicators]]
  code = "patent_value"
  label = { zh = "专利价值" }
  formula = "ln(1 + sum(patents.value) / 1 万元)"
  weight = "40"
  benchmark = { kind = "fixed", value = "3" }
  transform = { kind = "ratio" }
  missing = "zero"
  [tracks.grading]
  method = "quota"
  grades = ["A", "B", "C"]
  quotas = [{ grade = "A", share = "20%" }, { grade = "C", share = "20%", from = "bottom" }]
  rest = "B"
[[overrides]]
code = "old"
label = { zh = "老企业提档" }
phase = "promote"
when = 'founded < 2000-01-01'
effect = "raise"
)toml";

Scheme load(const std::string& text, const std::vector<std::pair<std::string, std::string>>& changes = {}) {
    auto scheme = scoring::load_scheme_with(text, "test.toml", changes);
    if (!scheme) throw std::runtime_error(describe(scheme.error(), Language::en));
    return std::move(*scheme);
}

Dataset data_of(const Scheme& scheme, double factor = 1) {
    Dataset data;
    data.codes = {"e1", "e2", "e3", "e4", "e5", "e6"};
    data.names = {"甲，公司", "乙,\"公司\"", "丙\r\n公司", "=cmd", "戊", ""};
    data.columns.rows = 6;
    data.columns.fields.resize(scheme.schema.fields.size());
    data.columns.tables.resize(1);
    auto& fields = data.columns.fields;
    fields[0].values = {10, 20.5, 1.0 / 3, 0, 5, 7};
    fields[0].precise.emplace(2, Rational(1, 3));
    fields[1].values = {100 * factor, 0.1, 1, 3, kNone, 12345678901234567890.0};
    fields[1].precise.emplace(5, Rational(Integer("12345678901234567890123"), Integer(1000)));
    fields[1].values[5] = to_double(fields[1].precise.at(5));
    fields[2].dictionary = {"乙类", "", "a,b"};
    fields[2].values = {0, 1, 2, kNone, 0, 2};
    fields[3].values = {10'000, 11'000, kNone, 19'000, -5, 18'000};
    fields[4].values = {0, 0, kNone, 1, 0, 0};
    formula::Table& table = data.columns.tables[0];
    table.begin = {0, 2, 2, 3, 3, 3, 4};
    table.columns.resize(2);
    table.columns[0].dictionary = {"发明", "外观"};
    table.columns[0].values = {0, 1, 0, kNone};
    table.columns[1].values = {1.5, 2, kNone, 7};
    return data;
}

class Package : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() /
                  ("yuanheng-package-" + std::to_string(std::random_device()()));
        std::filesystem::create_directories(folder_);
        path_ = folder_ / "run.zip";
        scoring::RunOptions options;
        options.previous = &previous_;
        options.manual = {{"e5", "A", "现场核实，\"见纪要\"", "纪要.pdf", "张三", "2023-06-01"}};
        auto made = scoring::run(scheme_, data_, options);
        if (!made) throw std::runtime_error(describe(made.error(), Language::en));
        run_ = std::move(*made);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string bytes() const {
        std::ifstream in(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    void put(const std::string& all) const { std::ofstream(path_, std::ios::binary) << all; }
    std::vector<Part> parts() const { return *unpack(bytes(), "run.zip"); }
    static Part& part(std::vector<Part>& all, const std::string& name) {
        return *std::find_if(all.begin(), all.end(), [&](const Part& p) { return p.name == name; });
    }

    /// Writes the package with one text of a part replaced; with `conceal` the manifest has the new part's
    /// hash.
    void tamper(const std::string& name, const std::string& from, const std::string& to,
                bool conceal = false) {
        ASSERT_TRUE(write_package(run_, kScheme, {}, path_));
        auto all = parts();
        std::string& text = part(all, name).bytes;
        const std::string before = sha256_hex(text);
        ASSERT_NE(text.find(from), std::string::npos) << text;
        text.replace(text.find(from), from.size(), to);
        std::string& manifest = part(all, "manifest.json").bytes;
        if (conceal) manifest.replace(manifest.rfind(before), before.size(), sha256_hex(text));
        put(*pack(all));
    }

    Verification verify(int threads = 2) const {
        auto result = verify_package(path_, threads);
        if (!result) throw std::runtime_error(describe(result.error(), Language::en));
        return *result;
    }
    static std::size_t count(const Verification& v, ErrorCode code) {
        return static_cast<std::size_t>(std::count_if(v.findings.begin(), v.findings.end(),
                                                      [&](const Error& e) { return e.code == code; }));
    }

    std::filesystem::path folder_, path_;
    Scheme scheme_ = load(kScheme);
    Dataset data_ = data_of(scheme_);
    Dataset previous_ = data_of(scheme_, 0.7);
    scoring::Run run_;
};

TEST_F(Package, GoesOutAndComesBackTheSame) {
    ASSERT_TRUE(write_package(run_, kScheme, {}, path_));
    for (int threads : {1, 2, 8}) {
        const Verification v = verify(threads);
        EXPECT_TRUE(v.ok) << describe(v.findings, Language::en);
        EXPECT_EQ(v.enterprises, 6u);
        EXPECT_EQ(v.lines, 7u);
        EXPECT_EQ(v.parts, 7u);
        EXPECT_EQ(v.engine, version());
        EXPECT_EQ(v.scheme_hash, scheme_.hash);
        EXPECT_EQ(v.snapshot, data_.snapshot(scheme_.schema));
    }
    const std::string first = bytes();
    for (const char* zone : {"UTC", "Asia/Shanghai", "America/Sao_Paulo"}) {
        ::setenv("TZ", zone, 1);
        ::tzset();
        ASSERT_TRUE(write_package(run_, kScheme, {}, path_));
        EXPECT_EQ(bytes(), first) << "the same run, the same bytes: " << zone;
    }
    ::unsetenv("TZ");
    ::tzset();
}

TEST_F(Package, OfAnotherEngineIsReadToo) {
    const std::string engine = "\"engine\": \"";
    tamper("manifest.json", engine + std::string(version()), engine + "0.1.0");
    const Verification v = verify();
    EXPECT_TRUE(v.ok) << describe(v.findings, Language::en);
    EXPECT_EQ(v.engine, "0.1.0");
}

TEST_F(Package, DataAreCanonical) {
    const std::string csv = data_csv(scheme_, data_);
    EXPECT_EQ(csv,
              "code,name,land,tax,kind,founded,exempt_now\r\n"
              "e1,甲，公司,10,100,乙类,1997-05-19,false\r\n"
              "e2,\"乙,\"\"公司\"\"\",20.5,0.1,\"\",2000-02-13,false\r\n"
              "e3,\"丙\r\n公司\",1/3,1,\"a,b\",,\r\n"
              "e4,=cmd,0,3,,2022-01-08,true\r\n"
              "e5,戊,5,,乙类,1969-12-27,false\r\n"
              "e6,,7,12345678901234567890.123,\"a,b\",2019-04-14,false\r\n");
    EXPECT_EQ(table_csv(scheme_, data_, 0),
              "code,kind,value\r\ne1,发明,1.5\r\ne1,外观,2\r\ne3,发明,\r\ne6,,7\r\n");
    auto again = read_data(scheme_, csv, "data.csv");
    ASSERT_TRUE(again) << describe(again.error(), Language::en);
    ASSERT_TRUE(read_table(scheme_, table_csv(scheme_, data_, 0), "tables/patents.csv", 0, *again));
    EXPECT_EQ(again->snapshot(scheme_.schema), data_.snapshot(scheme_.schema));
    EXPECT_EQ(again->names, data_.names);
    EXPECT_EQ(again->columns.fields[0].precise, data_.columns.fields[0].precise);
    EXPECT_EQ(again->columns.fields[1].precise, data_.columns.fields[1].precise);
    EXPECT_EQ(again->columns.tables[0].begin, data_.columns.tables[0].begin);
    EXPECT_TRUE(again->columns.fields[5].values.empty());
    EXPECT_EQ(std::get<std::string>(again->columns.value(scheme_.schema, 2, 1)), "")
        << "an empty text is no absence";
}

TEST_F(Package, ResultsTellStateTotalAndEveryChange) {
    const std::string csv = results_csv(run_, 1);
    EXPECT_NE(csv.find("\r\ne4,all,exempt,let_off,,,,,\r\n"), std::string::npos) << csv;
    EXPECT_NE(csv.find("\r\ne5,all,graded,,0,5,C,A,old:C>B;manual-1:B>A\r\n"), std::string::npos) << csv;
    EXPECT_NE(csv.find("\r\ne2,all,graded,,454000/506172834950617286410143,4,B,B,\r\n"), std::string::npos)
        << csv;
    // 60 · 1.5 + 40/3 · ln 8, and whatever is a fraction as it is.
    EXPECT_NE(csv.find("\r\ne6,all,graded,,117.725887222397812376689284858327,1,A,A,\r\n"), std::string::npos)
        << csv;
    EXPECT_EQ(csv, results_csv(run_, 8));
}

TEST_F(Package, AChangedValueIsFoundAndTheRunRepeated) {
    tamper("data.csv", "e1,甲，公司,10,100", "e1,甲，公司,10,1");
    const Verification v = verify();
    EXPECT_FALSE(v.ok);
    EXPECT_EQ(count(v, Code::package_part_changed), 1u);
    EXPECT_EQ(count(v, Code::package_data_changed), 1u);
    EXPECT_GT(v.differing_lines, 0u);
    EXPECT_EQ(v.findings[0].where.file, "data.csv");
}

TEST_F(Package, AValueChangedTogetherWithItsHashStillShows) {
    tamper("data.csv", "12345678901234567890.123", "12345678901234567890.124", true);
    const Verification v = verify();
    EXPECT_EQ(count(v, Code::package_part_changed), 0u);
    EXPECT_EQ(count(v, Code::package_data_changed), 1u);
}

TEST_F(Package, LastYearsDataCount) {
    tamper("previous.csv", "e1,甲，公司,10,70", "e1,甲，公司,10,71", true);
    const Verification v = verify();
    EXPECT_EQ(count(v, Code::package_data_changed), 1u);
    EXPECT_GT(count(v, Code::package_result_differs), 0u);
}

TEST_F(Package, AChangedRecordShows) {
    tamper("tables/patents.csv", "e1,发明,1.5", "e1,发明,2.5", true);
    const Verification v = verify();
    EXPECT_EQ(count(v, Code::package_data_changed), 1u);
    EXPECT_GT(v.differing_lines, 0u);
}

TEST_F(Package, AChangedResultIsShownWithItsLine) {
    tamper("results.csv", "e4,all,exempt", "e4,all,graded", true);
    const Verification v = verify();
    ASSERT_EQ(v.findings.size(), 1u) << describe(v.findings, Language::en);
    EXPECT_EQ(v.findings[0].code, Code::package_result_differs);
    EXPECT_EQ(v.findings[0].where, (Where{"results.csv", "", 5, 0}));
    EXPECT_EQ(v.findings[0].arguments[0].second, "e4,all,exempt,let_off,,,,,");
    EXPECT_EQ(v.findings[0].arguments[1].second, "e4,all,graded,let_off,,,,,");
    EXPECT_EQ(v.differing_lines, 1u);
}

TEST_F(Package, ARemovedResultIsFound) {
    tamper("results.csv", "\r\ne4,all,exempt,let_off,,,,,", "", true);
    EXPECT_EQ(verify().differing_lines, 3u) << "that line and those after it";
}

TEST_F(Package, AChangedSchemeIsFound) {
    tamper("scheme.toml", "weight = \"60\"\n  benchmark", "weight = \"50\"\n  benchmark");
    Verification v = verify();
    EXPECT_EQ(count(v, Code::package_part_changed), 1u);
    EXPECT_FALSE(v.ok) << "60 and 40 became 50 and 40";
    tamper("scheme.toml", "cap = \"1.5\"", "cap = \"1.4\"", true);
    v = verify();
    EXPECT_EQ(count(v, Code::package_scheme_changed), 1u);
    EXPECT_GT(v.differing_lines, 0u);
    tamper("manifest.json", "\"changes\": []", "\"changes\": [\"tracks.all.indicators.tax_mu.cap=1.4\"]");
    v = verify();
    EXPECT_EQ(count(v, Code::package_scheme_changed), 1u);
    EXPECT_GT(v.differing_lines, 0u);
}

TEST_F(Package, AManualChangeThatWasAlteredShows) {
    tamper("manual.csv", "e5,A,", "e5,C,", true);
    EXPECT_GT(verify().differing_lines, 0u);
    tamper("manual.csv", "e5,A,", "nobody,A,", true);
    EXPECT_EQ(count(verify(), Code::scoring_manual_unknown), 1u);
}

TEST_F(Package, PartsThatAreMissingOrAddedShow) {
    ASSERT_TRUE(write_package(run_, kScheme, {}, path_));
    auto all = parts();
    part(all, "manual.csv").name = "other.csv";
    put(*pack(all));
    const Verification v = verify();
    EXPECT_EQ(count(v, Code::package_part_missing), 1u);
    EXPECT_EQ(count(v, Code::package_part_unknown), 1u);
    all.erase(all.begin());
    put(*pack(all));
    const auto none = verify_package(path_, 1);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, Code::package_broken);
}

TEST_F(Package, ACutOrDamagedFileIsRefused) {
    ASSERT_TRUE(write_package(run_, kScheme, {}, path_));
    const std::string whole = bytes();
    for (std::size_t size = 0; size < whole.size(); size += 97) {
        put(whole.substr(0, size));
        const auto result = verify_package(path_, 1);
        ASSERT_FALSE(result) << size;
        EXPECT_EQ(result.error().code, Code::package_broken) << size;
    }
    std::mt19937 random(7);
    for (int i = 0; i < 300; ++i) {
        std::string damaged = whole;
        damaged[random() % damaged.size()] ^= static_cast<char>(1u << random() % 8);
        put(damaged);
        const auto result = verify_package(path_, 1);
        if (result) (void)describe(result->findings, Language::zh);  // a flipped time or flag changes no part
    }
    EXPECT_EQ(verify_package(folder_ / "none.zip", 1).error().code, Code::file_unreadable);
}

TEST_F(Package, DamagedTablesAndManifestsAreClearErrors) {
    for (const auto& [from, to] :
         std::vector<std::pair<std::string, std::string>>{{"e2,", "e0,"},
                                                          {"20.5", "20.5x"},
                                                          {"1/3", "1/0"},
                                                          {"1997-05-19", "1997-02-30"},
                                                          {"true", "yes"},
                                                          {"e4,=cmd,0,3,,2022-01-08,true\r\n", "e4,=cmd\r\n"},
                                                          {"\r\ne4", "\ne4"},
                                                          {"code,name,land", "code,name,nowhere"},
                                                          {"\"a,b\",,\r\n", "\"a,b,,\r\n"},
                                                          {"1/3", "1e999"}}) {
        tamper("data.csv", from, to);
        const Verification v = verify();
        EXPECT_EQ(count(v, Code::package_bad_table) + count(v, Code::package_bad_value), 1u) << from;
    }
    tamper("tables/patents.csv", "e3,", "e9,");
    EXPECT_EQ(count(verify(), Code::package_bad_table), 1u);
    tamper("manifest.json", "\"format\": 1", "\"format\": 9");
    EXPECT_EQ(verify_package(path_, 1).error().code, Code::package_format);
    tamper("manifest.json", "\"changes\": [", "\"changes\": " + std::string(100'000, '['));
    EXPECT_EQ(verify_package(path_, 1).error().code, Code::package_broken);
}

TEST_F(Package, AWhatIfTravelsWithItsChanges) {
    const Scheme changed = load(kScheme, {{"tracks.all.indicators.tax_mu.cap", "1.2"}});
    scoring::RunOptions options;
    options.previous = &previous_;
    const auto run = scoring::run(changed, data_, options);
    ASSERT_TRUE(run);
    const std::string set = "tracks.all.indicators.tax_mu.cap=1.2";
    ASSERT_TRUE(write_package(*run, kScheme, {set}, path_));
    const Verification v = verify();
    EXPECT_TRUE(v.ok) << describe(v.findings, Language::en);
    EXPECT_EQ(write_package(*run, kScheme, {}, path_).error().code, Code::package_scheme_differs);
    EXPECT_EQ(write_package(*run, kScheme, {"cap"}, path_).error().code, Code::package_bad_change);
}

TEST(PackageNumbers, AreWrittenExactlyAndInOneWay) {
    EXPECT_EQ(written_number(Rational(1, 3)), "1/3");
    EXPECT_EQ(written_number(Rational(-5, 8)), "-0.625");
    EXPECT_EQ(written_number(Rational(1200)), "1200");
    const Scheme scheme = load(kScheme);
    Dataset data;
    data.columns.fields.resize(scheme.schema.fields.size());
    data.columns.tables.resize(scheme.schema.tables.size());
    std::mt19937_64 random(1);
    std::vector<double> values{
        0.0, -0.0, 0.1, 5e-324, 1e-9, 9.99e-10, 1e15, 999999999999999.9, 1e22, -2.5, 1.7976931348623157e308};
    for (int i = 0; i < 2000; ++i) {
        const double value =
            std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(random() % 200) - 120);
        values.push_back(i % 2 == 0 ? value : -std::round(value * 100) / 100);
    }
    for (std::size_t i = 0; i < values.size(); ++i) data.codes.push_back("c" + std::to_string(10'000 + i));
    data.names = data.codes;
    data.columns.rows = values.size();
    data.columns.fields[0].values = values;
    const std::string csv = data_csv(scheme, data);
    const auto again = read_data(scheme, csv, "data.csv");
    ASSERT_TRUE(again) << describe(again.error(), Language::en);
    EXPECT_EQ(again->columns.fields[0].values, values);
    EXPECT_TRUE(again->columns.fields[0].precise.empty());
    CsvRecords in(csv, "data.csv");
    ASSERT_TRUE(*in.next());
    for (double value : values) {
        ASSERT_TRUE(*in.next());
        EXPECT_EQ(in.fields()[2].text, written_number(decimal_of(value))) << "one spelling";
    }
}

}  // namespace
}  // namespace yuanheng::evaluation
