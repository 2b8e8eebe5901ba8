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

/// A scheme that fills in tax_mu above full marks: e3 lacks it, and the mean of the others is above them.
const std::vector<Row> kGap = {{"e1", 10, 900, 1000},
                               {"e2", 10, 50, 500},
                               {"e3", 10, kNone, 1000},
                               {"e4", 10, 10, 100},
                               {"e5", 10, 60, 600}};
std::string without_cap() {
    std::string text = kTwoItems;
    const std::string cap = "  cap = \"1.5\"\n";
    return scheme_text(text.replace(text.find(cap), cap.size(), ""));
}

TEST(Gate, StaysShutWhenAnItemThatWasFilledInExceedsItsWeight) {
    const Scheme scheme = load(without_cap());
    const Dataset data = data_of(scheme, kGap);
    const Gate g = gate(must_run(scheme, data));
    EXPECT_FALSE(g.open());
    EXPECT_EQ(line(g, "imputed", "all").status, Status::fail);
    EXPECT_EQ(line(g, "imputed", "all").codes, std::vector<std::string>{"e3"});
}

TEST(Gate, AnExplicitCapAboveFullMarksIsTheSchemesChoice) {
    for (const auto& [cap, text] :
         {std::pair{"1", "no item that was filled in exceeds its weight"},
          {"3",
           "1 enterprises have an item that was filled in above its weight, within the cap that the scheme "
           "sets"}}) {
        const Scheme scheme = load(scheme_text(kTwoItems), {{"tracks.all.indicators.tax_mu.cap", cap}});
        const Dataset data = data_of(scheme, {{"e1", 10, 900, 1000}, {"e3", 10, kNone, 1000}});
        const Gate g = gate(must_run(scheme, data));
        EXPECT_TRUE(g.open());
        EXPECT_EQ(line(g, "imputed", "all").text.en, text);
    }
    const Scheme scheme =
        load(scheme_text(kTwoItems), {{"tracks.all.indicators.tax_mu.zero_denominator", "cap"}});
    const Dataset data = data_of(scheme, {{"e1", 10, 90, 1000}, {"e2", 0, 50, 1000}});
    const Gate g = gate(must_run(scheme, data));
    EXPECT_TRUE(g.open()) << "full marks times the cap for a denominator of zero, as the scheme says";
    EXPECT_EQ(line(g, "imputed", "all").codes, std::vector<std::string>{"e2"});
}

TEST(Gate, AReasonInTheSchemeOpensItAndIsShown) {
    const Scheme scheme = load(without_cap(), {{"tracks.all.indicators.tax_mu.may_exceed", "办法第九条"}});
    const Dataset data = data_of(scheme, kGap);
    const Gate g = gate(must_run(scheme, data));
    EXPECT_TRUE(g.open());
    EXPECT_EQ(line(g, "imputed", "all").status, Status::warn);
    EXPECT_EQ(line(g, "imputed", "all").text.zh,
              "1 家企业有补入的得分超过该项满分，方案写明了理由（亩均税收：办法第九条）");
    EXPECT_EQ(line(g, "imputed", "all").codes, std::vector<std::string>{"e3"});
}

/// Every line of the check "ties" with whom it concerns.
std::vector<std::string> ties(const std::string& grading, const std::vector<Row>& rows) {
    std::string text = kTwoItems;
    text = text.substr(0, text.find("  method = \"quota\"")) + "  grades = [\"A\", \"B\", \"C\"]\n" + grading;
    const Scheme scheme = load(scheme_text(text));
    const Dataset data = data_of(scheme, rows);
    const Gate g = gate(must_run(scheme, data));
    EXPECT_TRUE(g.open()) << "a declared tie is no obstacle";
    std::vector<std::string> out;
    for (const GateLine& l : g.lines) {
        if (l.check != "ties") continue;
        std::string codes;
        for (const std::string& code : l.codes) codes += " " + code;
        out.push_back(l.text.en + (codes.empty() ? "" : " |" + codes));
    }
    return out;
}

const std::string kTiedQuota =
    "method = \"quota\"\nquotas = [{ grade = \"A\", share = \"20%\" }]\nrest = \"B\"\n";
const std::vector<Row> kTwoLead = {{"e1", 10, 100, 1000},
                                   {"e2", 10, 100, 1000},
                                   {"e3", 10, 20, 100},
                                   {"e4", 10, 10, 100},
                                   {"e5", 10, 60, 600}};
using Lines = std::vector<std::string>;

TEST(Gate, SaysWhatBecameOfTiesAcrossAQuota) {
    const std::string across = "2 tied enterprises stood across the places of different grades: ";
    EXPECT_EQ(ties(kTiedQuota, kTwoLead), (Lines{"2 enterprises are tied in rank | e1 e2",
                                                 across + "all got the better one (A 2) | e1 e2"}));
    EXPECT_EQ(
        ties(kTiedQuota + "ties = \"worse\"\n", kTwoLead),
        (Lines{"2 enterprises are tied in rank | e1 e2", across + "all got the worse one (B 2) | e1 e2"}));
    EXPECT_EQ(
        ties(kTiedQuota + "ties = \"order\"\n", kTwoLead),
        (Lines{"2 enterprises are tied in rank | e1 e2", across + "separated by code (A 1、B 1) | e1 e2"}));
    for (const char* policy : {"better", "worse", "order"}) {
        EXPECT_EQ(ties(kTiedQuota + "ties = \"" + policy + "\"\n", kFive), Lines{"no ties"});
    }
}

TEST(Gate, TiesThatNoCutPartsAreCalledThat) {
    const Lines none{"2 enterprises are tied in rank, none across a cut between grades | e1 e2"};
    for (const std::string policy : {"better", "worse", "order"}) {
        const std::string tail = "ties = \"" + policy + "\"\n";
        EXPECT_EQ(
            ties("method = \"quota\"\nquotas = [{ grade = \"A\", share = \"40%\" }]\nrest = \"B\"\n" + tail,
                 kTwoLead),
            none);
        EXPECT_EQ(
            ties(
                "method = \"score\"\nthresholds = [{ grade = \"A\", score = \"90\" }]\nrest = \"B\"\n" + tail,
                kTwoLead),
            none)
            << "equal totals are equal against a threshold, whatever the policy";
        EXPECT_EQ(ties("method = \"none\"\n" + tail, kTwoLead),
                  Lines{"2 enterprises are tied in rank | e1 e2"});
    }
}

TEST(Gate, SaysWhatBecameOfTiesInEachStage) {
    const std::string staged =
        "method = \"staged\"\nrest = \"B\"\nstages = [{ grade = \"A\", pool = \"20%\", order = \"tax / "
        "land\", take "
        "= \"20%\" }, { grade = \"C\", pool = \"40%\", pool_from = \"bottom\", order = \"output / land\", "
        "order_direction = \"asc\", take = \"20%\" }]\n";
    const std::string tied = "2 enterprises are tied in rank | e1 e2";
    const std::string pool = "stage 1 (A): 2 tied enterprises stood across the edge of its pool: ";
    const std::string lead = "stage 1 (A): 2 enterprises with equal order values stood across its places: ";
    const std::string last = "stage 2 (C): 2 enterprises with equal order values stood across its places: ";
    EXPECT_EQ(ties(staged, kTwoLead), (Lines{tied, pool + "all entered | e1 e2", lead + "all got A | e1 e2",
                                             last + "none got C | e4 e3"}));
    EXPECT_EQ(ties(staged + "ties = \"worse\"\n", kTwoLead),
              (Lines{tied, pool + "none entered | e1 e2", last + "all got C | e4 e3"}));
    EXPECT_EQ(ties(staged + "ties = \"order\"\n", kTwoLead),
              (Lines{tied, pool + "separated by code | e1 e2",
                     last + "separated by rank, then code (B 1、C 1) | e4 e3"}));
}

TEST(Gate, SpeaksOfSharesOnlyWhereTheyAreTaken) {
    for (const auto& [grading, words] :
         {std::pair<std::string, std::string>{kTiedQuota, "; shares are of the ranked ones"},
          {kTiedQuota + "by = \"kind\"\nmin_group = 2\n",
           "; shares are of the ranked ones; in 1 groups, the other 1 together"},
          {"method = \"none\"\n", ""}}) {
        std::string text = kTwoItems;
        text = text.substr(0, text.find("  method = \"quota\"")) + "  grades = [\"A\", \"B\", \"C\"]\n" +
               grading;
        const Scheme scheme = load(scheme_text(text));
        const Dataset data =
            data_of(scheme, {{"e1", 10, 100, 1, "x"}, {"e2", 10, 90, 1, "x"}, {"e3", 10, 80, 1, "y"}});
        EXPECT_EQ(line(gate(must_run(scheme, data)), "denominators", "all").text.en,
                  "listed 3, scored 3, ranked 3" + words);
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
