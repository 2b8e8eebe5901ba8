#include "scoring/after/gate.hpp"

#include <gtest/gtest.h>

#include "scoring/run/samples.hpp"

namespace yuanheng::scoring {
namespace {

using Status = GateLine::Status;

const GateLine& line(const Gate& gate, const std::string& check, const std::string& track = "") {
    for (const GateLine& l : gate.lines) {
        if (l.check == check && l.track == track) return l;
    }
    throw std::runtime_error("no line " + check);
}

TEST(Gate, OpensForACleanEvaluationAndSaysWhatItCounted) {
    const Scheme scheme = load(scheme_text(kTwoItems));
    const Dataset data = data_of(scheme, kFive);
    const Gate g = gate(must_run(scheme, data));
    EXPECT_TRUE(g.open());
    for (const GateLine& l : g.lines) EXPECT_EQ(l.status, Status::pass) << l.check << ": " << l.text.en;
    EXPECT_EQ(line(g, "totals").text.en,
              "A 1 + B 3 + C 1 + not graded 0 + exempt 0 + protected 0 + out of scope 0 = 5, listed 5");
    EXPECT_EQ(line(g, "totals", "all").text.zh,
              "A 1＋B 3＋C 1＋不定等级 0＋免评 0＋保护 0＋不在范围 0＝5，在册 5");
    EXPECT_EQ(line(g, "denominators", "all").text.en,
              "listed 5, scored 5, ranked 5; shares are of the ranked ones");
    EXPECT_EQ(line(g, "ties", "all").text.en, "no ties");
    EXPECT_EQ(line(g, "quotas", "all").text.en, "places and actual: A 1/1, B 3/3, C 1/1");
}

TEST(Gate, CountsEveryStateOfParticipation) {
    const Scheme scheme = load(scheme_text(kTwoItems + R"(
[[participation]]
code = "utility"
label = { zh = "公用事业" }
when = 'kind = "utility"'
state = "evaluated_not_graded"
unknown = "skip"
[[participation]]
code = "new"
label = { zh = "新办" }
when = 'kind = "new"'
state = "protected"
unknown = "skip"
[[participation]]
code = "free"
label = { zh = "豁免" }
when = 'kind = "free"'
state = "exempt"
unknown = "skip"
)"));
    std::vector<Row> rows = kFive;
    rows.push_back({"f1", 10, 20, 200, "utility"});
    rows.push_back({"f2", 10, 20, 200, "new"});
    rows.push_back({"f3", 10, 20, 200, "free"});
    const Dataset data = data_of(scheme, rows);
    const Gate g = gate(must_run(scheme, data));
    EXPECT_TRUE(g.open());
    EXPECT_EQ(line(g, "totals").text.en,
              "A 1 + B 3 + C 1 + not graded 1 + exempt 1 + protected 1 + out of scope 0 = 8, listed 8");
    EXPECT_EQ(line(g, "denominators", "all").text.en.substr(0, 30), "listed 8, scored 6, ranked 5; ");
}

TEST(Gate, StaysShutWhileSomebodysParticipationIsUndecided) {
    const Scheme scheme = load(scheme_text(kTwoItems + R"(
[[participation]]
code = "utility"
label = { zh = "公用事业" }
when = 'kind = "utility"'
state = "exempt"
unknown = "refuse"
)"));
    std::vector<Row> rows = kFive;
    for (Row& r : rows) r.kind = "plant";
    const Dataset known = data_of(scheme, rows);
    EXPECT_EQ(line(gate(must_run(scheme, known)), "unresolved").status, Status::pass);
    rows[1].kind = "";
    const Dataset unknown = data_of(scheme, rows);
    const Gate g = gate(must_run(scheme, unknown));
    EXPECT_FALSE(g.open());
    EXPECT_EQ(line(g, "unresolved").status, Status::fail);
    EXPECT_EQ(line(g, "unresolved").codes, std::vector<std::string>{"e2"});
    EXPECT_EQ(line(g, "totals").status, Status::fail) << "the sum lacks one of those listed";
}

TEST(Gate, StaysShutWhenACodeOccursTwice) {
    const Scheme scheme = load(scheme_text(kTwoItems));
    const Dataset data = data_of(scheme, kFive);
    auto run = must_run(scheme, data);
    Dataset twice = data;
    twice.codes[3] = twice.codes[2];
    run.data = &twice;
    const Gate g = gate(run);
    EXPECT_FALSE(g.open());
    EXPECT_EQ(line(g, "duplicates").status, Status::fail);
    EXPECT_EQ(line(g, "duplicates").codes, std::vector<std::string>{"e3"});
}

TEST(Gate, StaysShutWhenAnEnterpriseHasNoTrack) {
    const Scheme scheme = load(scheme_text(kTwoItems), {{"tracks.all.filter", "kind = \"plant\""}});
    std::vector<Row> rows = kFive;
    for (Row& r : rows) r.kind = "plant";
    rows[4].kind = "office";
    const Dataset data = data_of(scheme, rows);
    auto run = must_run(scheme, data);
    EXPECT_TRUE(gate(run).open()) << "out of scope is a state of its own";
    EXPECT_EQ(line(gate(run), "totals").text.en.substr(0, 12), "A 1 + B 2 + ");
    run.outcomes[0].grade = -1;  // what must never happen: ranked, but without a grade
    const Gate g = gate(run);
    EXPECT_FALSE(g.open());
    EXPECT_EQ(line(g, "totals", "all").status, Status::fail);
    EXPECT_EQ(line(g, "totals", "all").codes, std::vector<std::string>{"e1"});
}

TEST(Gate, StaysShutWhenAnItemThatWasFilledInExceedsItsWeight) {
    // The mean of those who have the item is above full marks, and nothing caps it.
    const std::vector<Row> rows = {{"e1", 10, 900, 1000},
                                   {"e2", 10, 50, 500},
                                   {"e3", 10, kNone, 1000},
                                   {"e4", 10, 10, 100},
                                   {"e5", 10, 60, 600}};
    const Scheme capped = load(scheme_text(kTwoItems), {{"tracks.all.indicators.tax_mu.cap", "1"}});
    const Dataset data = data_of(capped, rows);
    EXPECT_EQ(line(gate(must_run(capped, data)), "imputed", "all").status, Status::pass);
    const Scheme open = load(scheme_text(kTwoItems), {{"tracks.all.indicators.tax_mu.cap", "100"}});
    const Gate g = gate(must_run(open, data));
    EXPECT_FALSE(g.open());
    EXPECT_EQ(line(g, "imputed", "all").status, Status::fail);
    EXPECT_EQ(line(g, "imputed", "all").codes, std::vector<std::string>{"e3"});
}

TEST(Gate, NamesTiesAndWhatBecomesOfThem) {
    const std::vector<Row> rows = {{"e1", 10, 100, 1000},
                                   {"e2", 10, 100, 1000},
                                   {"e3", 10, 20, 100},
                                   {"e4", 10, 10, 100},
                                   {"e5", 10, 60, 600}};
    for (const auto& [ties, words] : {std::pair{"better", "all get the better grade"},
                                      {"worse", "all get the worse grade"},
                                      {"order", "ordered by code"}}) {
        const Scheme scheme = load(scheme_text(kTwoItems), {{"tracks.all.grading.ties", ties}});
        const Dataset data = data_of(scheme, rows);
        const Gate g = gate(must_run(scheme, data));
        EXPECT_TRUE(g.open()) << "a declared tie is no obstacle";
        EXPECT_EQ(line(g, "ties", "all").text.en,
                  std::string("2 enterprises are tied; of tied ones ") + words);
        EXPECT_EQ(line(g, "ties", "all").codes, (std::vector<std::string>{"e1", "e2"}));
    }
}

TEST(Gate, WarnsWhereGradesDifferFromTheirPlaces) {
    const std::vector<Row> rows = {{"e1", 10, 100, 1000},
                                   {"e2", 10, 100, 1000},
                                   {"e3", 10, 20, 100},
                                   {"e4", 10, 10, 100},
                                   {"e5", 10, 60, 600}};
    const Scheme scheme = load(scheme_text(kTwoItems));
    const Dataset data = data_of(scheme, rows);
    const Gate g = gate(must_run(scheme, data));
    EXPECT_TRUE(g.open()) << "two tied for one place: shown, not refused";
    EXPECT_EQ(line(g, "quotas", "all").status, Status::warn);
    EXPECT_EQ(line(g, "quotas", "all").text.en, "places and actual: A 1/2, B 3/2, C 1/1");
}

TEST(Gate, WarnsOfSampleFigures) {
    const Scheme scheme = load(scheme_text(kTwoItems), {{"tracks.all.indicators.tax_mu.sample", "true"}});
    const Dataset data = data_of(scheme, kFive);
    const Gate g = gate(must_run(scheme, data));
    EXPECT_TRUE(g.open());
    EXPECT_EQ(line(g, "samples").status, Status::warn);
    EXPECT_EQ(line(g, "samples").codes, std::vector<std::string>{"tax_mu"});
}

}  // namespace
}  // namespace yuanheng::scoring
