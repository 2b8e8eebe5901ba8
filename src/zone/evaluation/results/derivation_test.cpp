#include "zone/evaluation/results/derivation.hpp"

#include <gtest/gtest.h>

#include "zone/evaluation/samples.hpp"

namespace yuanheng::evaluation {
namespace {

using namespace samples;

/// A derivation as it would be printed: "what：how = result（note）", one line each, parts by their titles.
class DerivationTest : public testing::Test {
protected:
    /// Lines of the part with this title.
    std::string part(const std::string& toml, const std::string& code, const std::string& title,
                     Language language = Language::zh) {
        auto loaded = scoring::load_scheme(toml, "test.toml");
        if (!loaded) return describe(loaded.error(), Language::en);
        scheme_ = std::move(*loaded);
        intake_ = read(scheme_, folder.path());
        auto made = scoring::run(scheme_, intake_.data);
        if (!made) return describe(made.error(), Language::en);
        run_ = std::move(*made);
        std::string out;
        const auto row = static_cast<std::size_t>(intake_.data.find(code));
        for (const DerivationPart& p : Derivations(run_, language, false).of(row)) {
            if (p.title != title) continue;
            for (const DerivationLine& line : p.lines) {
                out += line.what + "|" + line.how + "|" + line.result + "|" + line.note;
                for (const DerivationSource& source : line.sources) out += "|" + source.cell;
                out += "\n";
            }
        }
        return out;
    }
    /// The sample scheme with another indicator.
    static std::string with(const std::string& indicator, const std::string& more = "") {
        std::string text = scheme_text();
        const std::size_t begin = text.find("  benchmark = ");
        const std::size_t end = text.find("  [tracks.grading]");
        return text.substr(0, begin) + indicator + "missing = \"mean\"\nzero_denominator = \"full\"\n" +
               text.substr(end) + more;
    }
    void SetUp() override {
        folder.write("a.csv", "统一社会信用代码,企业名称,用地面积,税收,高新技术企业,类型\n" + kA +
                                  ",甲,8,240,是,民营\n" + kB + ",乙,10,100,否,国有\n" + kC +
                                  ",丙,7,,是,国有\n");
    }

    Folder folder;
    scoring::Scheme scheme_;
    Intake intake_;
    scoring::Run run_;
};

TEST_F(DerivationTest, ACoefficientOnAnIndicatorIsAStepOfItsOwn) {
    const std::string text = with("cap = \"1.5\"\nbenchmark = { kind = \"fixed\", value = \"20\" }\n", R"(
[[adjustments]]
code = "colour"
label = "三色"
kind = "coefficient"
on = "tax_mu"
items = [{ code = "state", label = "国有企业", when = 'kind = 国有', value = "0.8" }]
)");
    EXPECT_EQ(part(text, kC, "亩均税收"),
              "|税收 ÷ 用地面积 = —（未填） ÷ 7 亩|—（未填）||a.csv C4|a.csv D4\n"
              "缺项||1|取有数据企业得分率的平均值\n"
              "得分|1 × 0.8（三色） × 100|80.0000|\n")
        << "the mean of 1.5 and 0.5 is not multiplied";
    EXPECT_EQ(part(text, kC, "三色（亩均税收）"), "国有企业||× 0.8|类型 = “国有”|a.csv F4\n计入||× 0.8|\n");
    EXPECT_EQ(part(text, kC, "合计"), "指标合计得分|80|80.0000|\n综合得分|80|80.0000|\n");
    EXPECT_EQ(part(text, kA, "三色（亩均税收）"), "计入||× 1|\n");
}

TEST_F(DerivationTest, GoalpostsMeansAndRanksAreShown) {
    EXPECT_EQ(part(with("transform = { kind = \"efficacy\" }\n"), kB, "亩均税收"),
              "|税收 ÷ 用地面积 = 100 万元 ÷ 10 亩|10 万元/亩||a.csv C3|a.csv D3\n"
              "下限值||10 万元/亩|本类 2 家参评企业的最小值\n"
              "上限值||30 万元/亩|本类 2 家参评企业的最大值\n"
              "得分率|0.6 + 0.4 × (10 − 10) ÷ (30 − 10)|0.6|\n"
              "得分|0.6 × 100|60.0000|\n");
    const std::string z = part(with("transform = { kind = \"z_score\" }\n"), kA, "tax per mu", Language::en);
    EXPECT_NE(z.find("mean||20 10k CNY/mu|the 2 ranked enterprises of the track\n"
                     "standard deviation||10 10k CNY/mu|the 2 ranked enterprises of the track\n"
                     "share of full marks|0.6 + 0.4 × (30 − 20) ÷ 10|1|\n"),
              std::string::npos)
        << z;
    const std::string rank = part(with("transform = { kind = \"percentile\" }\n"), kA, "亩均税收");
    EXPECT_NE(rank.find("得分率|(1 家更低 + 1 家相同 ÷ 2) ÷ 2 家|0.75|本类 2 家参评企业\n"),
              std::string::npos)
        << rank;
}

TEST_F(DerivationTest, ABaseValueSaysWhoseItIs) {
    const auto base = [&](const std::string& benchmark) {
        const std::string text = part(with("benchmark = " + benchmark + "\ncap = \"9\"\n"), kA, "亩均税收");
        const std::size_t begin = text.find("基准值");
        return text.substr(begin, text.find('\n', begin) - begin);
    };
    EXPECT_EQ(base("{ kind = \"fixed\", value = \"20\" }"), "基准值||20 万元/亩|方案给定");
    EXPECT_EQ(base("{ kind = \"mean\", factor = \"2\" }"),
              "基准值|2 × 20|40 万元/亩|本类 2 家参评企业的平均值");
    EXPECT_EQ(base("{ kind = \"best\", by = [\"kind\"] }"),
              "基准值||30 万元/亩|“民营”组 1 家参评企业的最好值");
    EXPECT_EQ(base("{ kind = \"mean\", previous = true, if_no_previous = \"24\" }"),
              "基准值||24 万元/亩|没有上年数据，按方案给定");
}

TEST_F(DerivationTest, DeductionsAreSubtracted) {
    const std::string text = with("cap = \"1.5\"\nbenchmark = { kind = \"fixed\", value = \"20\" }\n", R"(
[[adjustments]]
code = "minus"
label = "扣分"
floor = "-5"
[[adjustments.items]]
code = "a"
label = "高新"
when = "high_tech"
value = "-3"
[[adjustments.items]]
code = "b"
label = "按税收"
when = "tax > 0 万元"
value = "0 - tax / 80 万元"
)");
    EXPECT_EQ(part(text, kA, "扣分"),
              "高新||−3|高新技术企业|a.csv E2\n"
              "按税收|0 − 税收 ÷ 80 万元 = 0 − 3|−3|税收 > 0 万元|a.csv D2|a.csv D2\n"
              "计入||−5|−6，保底\n");
    EXPECT_EQ(part(text, kA, "合计"), "指标合计得分|150|150.0000|\n综合得分|150 − 5|145.0000|\n");
    EXPECT_EQ(part(text, kC, "扣分"),
              "高新||−3|高新技术企业|a.csv E4\n按税收||数据不足，未计|税收 > 0 万元|a.csv D4\n计入||−3|\n");
}

TEST_F(DerivationTest, TheRankNamesTheGroupThatIsGraded) {
    std::string text = scheme_text() + "by = \"kind\"\n";
    EXPECT_EQ(part(text, kB, "等级"), "排名||1 / 2|全部，类型“国有”\n初评等级||A|A 1 家、B 1 家\n");
    text +=
        "[[overrides]]\ncode = \"o\"\nlabel = { zh = \"降档\", en = \"demotion\" }\nphase = \"demote\"\n"
        "when = \"not high_tech\"\n";
    EXPECT_EQ(part(text, kB, "grade", Language::en),
              "rank||1 / 2|everyone, 类型 \"国有\"\ninitial grade||A|A: 1, B: 1\n"
              "demotion||A to B|\nfinal grade||B|\n");
}

TEST_F(DerivationTest, RecordsOfATableAreNamedByTheirRows) {
    folder.write("专利.csv", "统一社会信用代码,件数,种类\n" + kA + ",3,发明\n" + kB + ",9,发明\n" + kA +
                                 ",4,实用\n" + kA + ",5,发明\n");
    std::string text = with("benchmark = { kind = \"fixed\", value = \"10\" }\n");
    text.insert(
        text.find("[[tracks]]"),
        "[[tables]]\ncode = \"patents\"\nlabel = \"专利\"\ncolumns = [{ code = \"n\", label = \"件数\" }, "
        "{ code = \"class\", label = \"种类\", type = \"text\" }]\n");
    text.replace(text.find("tax / land"), 10, "sum_if(patents.n, class = '发明')");
    EXPECT_EQ(part(text, kA, "亩均税收").substr(0, part(text, kA, "亩均税收").find('\n')),
              "|条件求和（专利的件数，专利的种类 = “发明”） = 3 + 5|8||专利.csv 第 2、5 行");
}

}  // namespace
}  // namespace yuanheng::evaluation
