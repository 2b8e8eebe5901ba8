// Grading against a reference written from docs/schemes.md alone: whole numbers, sets and definitions,
// nothing of the engine. Every method with every tie policy, grouping and rounding, on small zones where most
// enterprises are equal to another one.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "scoring/run/robustness_grading.hpp"
#include "scoring/run/run.hpp"

namespace yuanheng {
namespace {

constexpr int kSchemes = 3, kZones = 11;  ///< of every combination, and of every scheme
constexpr int kQuarters = 4;              ///< totals are whole quarters

struct Share {
    int grade, percent;
    bool bottom;
};
struct Line {
    int grade, score;
    bool inclusive;
};
struct Selection {
    int grade, pool, take;
    bool bottom, descending;
};

/// What a scheme's [tracks.grading] says.
struct Rule {
    std::string method, ties, rounding;
    int min_group = 0;  ///< 0: no groups
    bool cumulative = true, of_scored = false, by_key = false, breaks_ties = false, rounds = false;
    std::vector<Share> shares;
    std::vector<Line> lines;
    std::vector<Selection> stages;
    int rest = 1;
};

struct Firm {
    int total = 0;  ///< in quarters
    int input = 0;  ///< the same before it is rounded
    std::optional<int> key;
    std::string group;
    bool ranked = true;
};

const std::string kGrades[] = {"A", "B", "C", "D"};

int rounded(int numerator, int denominator, const std::string& rule) {
    int whole = numerator / denominator, part = numerator % denominator;
    if (part < 0) {
        --whole;
        part += denominator;
    }
    if (part == 0 || rule == "floor") return whole;
    if (rule == "ceil") return whole + 1;
    if (rule == "truncate") return numerator < 0 ? whole + 1 : whole;
    if (2 * part != denominator) return 2 * part > denominator ? whole + 1 : whole;
    if (rule == "half_even") return whole % 2 == 0 ? whole : whole + 1;
    return numerator < 0 ? whole : whole + 1;  // half up: halves away from zero
}

using Set = std::set<int>;
/// Stage (−1: quota), whether of its pool, what became of the equals, and who they are.
using Parted = std::tuple<int, bool, std::string, Set>;

class Reference {
public:
    Reference(const Rule& rule, const std::vector<Firm>& firms) : rule_(rule), firms_(firms) {
        for (Firm& f : firms_) {
            f.input = f.total;
            if (rule_.rounds) f.total = kQuarters * rounded(f.total, kQuarters, rule_.rounding);
        }
        for (int i = 0; i < static_cast<int>(firms_.size()); ++i) {
            if (firms_[at(i)].ranked) ranked_.insert(i);
        }
        grade_.assign(firms_.size(), -1);
        for (const auto& [members, scored] : groups()) grade(members, scored);
        for (int i : ranked_) {
            if (rule_.method == "score") grade_[at(i)] = by_score(i);
        }
    }

    int rank(int i) const {
        return ranked_.count(i) == 0 ? 0 : 1 + count(ranked_, [&](int j) { return before(j, i); });
    }
    int grade(int i) const { return grade_[at(i)]; }
    const std::multiset<Parted>& parted() const { return parted_; }

private:
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }
    static int count(const Set& of, const std::function<bool(int)>& holds) {
        return static_cast<int>(std::count_if(of.begin(), of.end(), holds));
    }

    /// Whether a key comes first: greater, or smaller; whoever has none comes last.
    static bool leads(const std::optional<int>& a, const std::optional<int>& b, bool descending) {
        if (!a || !b) return a.has_value() && !b.has_value();
        return descending ? *a > *b : *a < *b;
    }

    /// By the total or, with rank_by, the key, greatest first; with tie_break then the other one, smallest
    /// first.
    bool before(int i, int j) const {
        const Firm& f = firms_[at(i)];
        const Firm& g = firms_[at(j)];
        if (rule_.by_key) {
            if (f.key != g.key) return leads(f.key, g.key, true);
            return rule_.breaks_ties && leads(f.input, g.input, false);
        }
        if (f.total != g.total) return f.total > g.total;
        return rule_.breaks_ties && leads(f.key, g.key, false);
    }
    bool equal(int i, int j) const { return !before(i, j) && !before(j, i); }
    /// How many of a set stand before i; equals by code.
    int place(const Set& of, int i) const {
        return count(of, [&](int j) { return before(j, i) || (equal(i, j) && j < i); });
    }

    /// The ranked members of every quota group, with how many of it are scored.
    std::vector<std::pair<Set, int>> groups() const {
        std::map<std::string, std::pair<Set, int>> out;
        const auto name = [&](int i) {
            const std::string& own = firms_[at(i)].group;
            const bool small = rule_.min_group == 0 || own.empty() || count(ranked_, [&](int j) {
                                                                          return firms_[at(j)].group == own;
                                                                      }) < rule_.min_group;
            return small ? std::string() : own;
        };
        for (int i = 0; i < static_cast<int>(firms_.size()); ++i) {
            auto& group = out[name(i)];
            ++group.second;
            if (firms_[at(i)].ranked) group.first.insert(i);
        }
        std::vector<std::pair<Set, int>> groups;
        for (const auto& [key, group] : out) groups.push_back(group);
        return groups;
    }

    void grade(const Set& members, int scored) {
        const int n = rule_.of_scored ? scored : static_cast<int>(members.size());
        if (rule_.method == "quota") by_quota(members, n);
        if (rule_.method != "staged") return;
        for (std::size_t s = 0; s < rule_.stages.size(); ++s) stage(static_cast<int>(s), members, n);
        for (int i : members) {
            if (grade_[at(i)] < 0) grade_[at(i)] = rule_.rest;
        }
    }

    /// The grade of the p-th of m places.
    int slot(int p, int m, int n) const {
        for (const bool bottom : {false, true}) {
            int percent = 0, cut = 0;
            for (const Share& share : rule_.shares) {
                if (share.bottom != bottom) continue;
                percent += share.percent;
                cut = rule_.cumulative ? rounded(percent * n, 100, rule_.rounding)
                                       : cut + rounded(share.percent * n, 100, rule_.rounding);
                if ((bottom ? m - 1 - p : p) < cut) return share.grade;
            }
        }
        return rule_.rest;
    }

    void by_quota(const Set& members, int n) {
        const int m = static_cast<int>(members.size());
        for (int i : members) {
            int best = std::numeric_limits<int>::max(), worst = -1;
            Set equals;
            for (int j : members) {
                if (!equal(i, j)) continue;
                equals.insert(j);
                best = std::min(best, slot(place(members, j), m, n));
                worst = std::max(worst, slot(place(members, j), m, n));
            }
            grade_[at(i)] = rule_.ties == "better"  ? best
                            : rule_.ties == "worse" ? worst
                                                    : slot(place(members, i), m, n);
            if (best < worst && *equals.begin() == i) parted_.insert({-1, false, rule_.ties, equals});
        }
    }

    int by_score(int i) const {
        const std::optional<int> value = rule_.by_key ? firms_[at(i)].key : firms_[at(i)].total;
        for (const Line& line : rule_.lines) {
            const int score = rule_.by_key ? line.score : line.score * kQuarters;
            if (value && (*value > score || (*value == score && line.inclusive))) return line.grade;
        }
        return rule_.rest;
    }

    void stage(int index, const Set& members, int n) {
        const Selection& stage = rule_.stages[at(index)];
        const int m = static_cast<int>(members.size());
        const int size = rounded(stage.pool * n, 100, rule_.rounding);
        Set pool = together(
            index, true, members,
            [&](int i) { return (stage.bottom ? m - 1 - place(members, i) : place(members, i)) < size; },
            [&](int i, int j) { return equal(i, j); });
        for (int i : Set(pool)) {
            if (grade_[at(i)] >= 0) pool.erase(i);
        }
        const auto key = [&](int i) { return firms_[at(i)].key; };
        // Equal order values: the better in rank is lifted first, the worse in rank lowered first.
        const auto sooner = [&](int i, int j) {
            if (key(i) != key(j)) return leads(key(i), key(j), stage.descending);
            const bool ahead = place(members, i) < place(members, j);
            return i != j && ahead == (stage.grade < rule_.rest);
        };
        const int take = rounded(stage.take * n, 100, rule_.rounding);
        const Set taken = together(
            index, false, pool,
            [&](int i) { return count(pool, [&](int j) { return sooner(j, i); }) < take; },
            [&](int i, int j) { return key(i) == key(j); });
        for (int i : taken) grade_[at(i)] = stage.grade;
    }

    /// Who of a set is in, equals kept together: "better" takes all of them where the grade is above the
    /// rest's and none where it is below, "worse" the other way round.
    Set together(int index, bool pool, const Set& of, const std::function<bool(int)>& in,
                 const std::function<bool(int, int)>& same) {
        const bool lifts = rule_.stages[at(index)].grade < rule_.rest;
        Set out;
        for (int i : of) {
            Set equals;
            for (int j : of) {
                if (same(i, j)) equals.insert(j);
            }
            const int inside = count(equals, in);
            const bool parts = inside > 0 && inside < static_cast<int>(equals.size());
            if (parts && *equals.begin() == i) parted_.insert({index, pool, rule_.ties, equals});
            if (parts && rule_.ties != "order" ? (rule_.ties == "better") == lifts : in(i)) out.insert(i);
        }
        return out;
    }

    const Rule& rule_;
    std::vector<Firm> firms_;
    Set ranked_;
    std::vector<int> grade_;
    std::multiset<Parted> parted_;
};

std::string text_of(const Rule& r) {
    std::string out = fmt::format(
        "[scheme]\nid = \"d\"\ntitle = \"d\"\nperiod = \"2025\"\nas_of = 2025-12-31\nkey = \"text\"\n"
        "[display]\nrounding = \"{}\"\n"
        "[[inputs]]\ncode = \"grp\"\nlabel = \"grp\"\ntype = \"text\"\n"
        "[[inputs]]\ncode = \"x\"\nlabel = \"x\"\n[[inputs]]\ncode = \"k\"\nlabel = \"k\"\n"
        "[[inputs]]\ncode = \"aside\"\nlabel = \"aside\"\n"
        "[[participation]]\ncode = \"a\"\nlabel = \"a\"\nwhen = 'aside > 0'\nstate = "
        "\"evaluated_not_graded\"\n"
        "[[tracks]]\ncode = \"all\"\nlabel = \"all\"\n{}"
        "[[tracks.indicators]]\ncode = \"i\"\nlabel = \"i\"\nformula = 'x'\nweight = 100\n"
        "benchmark = {{ kind = \"fixed\", value = \"100\" }}\n"
        "[tracks.grading]\nmethod = \"{}\"\nties = \"{}\"\ngrades = [\"A\", \"B\", \"C\", \"D\"]\n",
        r.rounding, r.rounds ? "total_places = 0\n" : "", r.method, r.ties);
    if (r.min_group > 0) out += fmt::format("by = \"grp\"\nmin_group = {}\n", r.min_group);
    if (r.by_key) out += "rank_by = [\"k desc\"]\n";
    if (r.breaks_ties) out += r.by_key ? "tie_break = [\"x asc\"]\n" : "tie_break = [\"k asc\"]\n";
    if (r.method != "none") out += "rest = \"" + kGrades[r.rest] + "\"\n";
    if (r.method == "quota" || r.method == "staged")
        out += fmt::format("rounding = \"{}\"\ndenominator = \"{}\"\n", r.rounding,
                           r.of_scored ? "scored" : "ranked");
    std::vector<std::string> parts;
    if (r.method == "quota") {
        if (!r.cumulative) out += "cumulative = false\n";
        for (const Share& s : r.shares) {
            parts.push_back(fmt::format("{{ grade = \"{}\", share = \"{}%\", from = \"{}\" }}",
                                        kGrades[s.grade], s.percent, s.bottom ? "bottom" : "top"));
        }
        return out + fmt::format("quotas = [{}]\n", fmt::join(parts, ", "));
    }
    if (r.method == "score") {
        for (const Line& l : r.lines) {
            parts.push_back(fmt::format("{{ grade = \"{}\", score = \"{}\", inclusive = {} }}",
                                        kGrades[l.grade], l.score, l.inclusive));
        }
        return out + fmt::format("thresholds = [{}]\n", fmt::join(parts, ", "));
    }
    if (r.method == "none") return out;
    for (const Selection& s : r.stages) {
        parts.push_back(fmt::format(
            "{{ grade = \"{}\", pool = \"{}%\", pool_from = \"{}\", take = \"{}%\", order = \"k\", "
            "order_direction = \"{}\" }}",
            kGrades[s.grade], s.pool, s.bottom ? "bottom" : "top", s.take, s.descending ? "desc" : "asc"));
    }
    return out + fmt::format("stages = [{}]\n", fmt::join(parts, ", "));
}

class Chance {
public:
    explicit Chance(unsigned seed) : engine_(seed) {}
    int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
    bool of(int percent) { return below(100) < percent; }
    template <typename T>
    T one_of(const std::vector<T>& values) {
        return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
    }

private:
    std::mt19937 engine_;
};

void shape(Rule& r, Chance& chance) {
    r.cumulative = chance.of(60);
    r.of_scored = chance.of(40);
    r.by_key = chance.of(20);
    r.breaks_ties = chance.of(30);
    r.rounds = chance.of(30);
    r.shares = chance.one_of<std::vector<Share>>({{{0, 20, false}, {1, 45, false}, {3, 15, true}},
                                                  {{0, 25, false}, {3, 25, true}, {2, 25, true}},
                                                  {{0, 50, false}},
                                                  {{3, 35, true}},
                                                  {{0, 15, false}, {1, 15, false}, {3, 70, true}},
                                                  {{0, 100, false}}});
    r.lines = {{0, 2, chance.of(50)}, {1, 1, chance.of(50)}, {3, 0, chance.of(50)}};
    const auto stage = [&](int grade) {
        Selection s{grade, 10 * (1 + chance.below(10)), 0, chance.of(50), chance.of(50)};
        s.take = 5 * chance.below(s.pool / 5 + 1);
        return s;
    };
    r.stages = chance.one_of<std::vector<Selection>>(
        {{stage(0)}, {stage(3)}, {stage(0), stage(3)}, {stage(3), stage(0), stage(2)}, {stage(1), stage(0)}});
    r.rest = r.method == "staged" ? 1 : 2;
    if (r.method == "quota" && r.shares.front().bottom && r.shares.size() == 1)
        r.rest = chance.of(50) ? 0 : 2;
}

std::vector<Firm> zone(Chance& chance) {
    std::vector<Firm> out(static_cast<std::size_t>(chance.below(14)));
    const int values = 1 + chance.below(9);
    for (Firm& f : out) {
        f.total = chance.below(values) - 1;
        if (!chance.of(10)) f.key = chance.below(3);
        f.group = chance.one_of<std::string>({"", "a", "a", "b", "b", "c"});
        f.ranked = !chance.of(15);
    }
    return out;
}

scoring::Dataset data_of(const scoring::Scheme& scheme, const std::vector<Firm>& firms) {
    scoring::Dataset out;
    auto& columns = out.columns;
    columns.rows = firms.size();
    columns.fields.resize(scheme.schema.fields.size());
    columns.fields[0].dictionary = {"a", "b", "c"};
    const double none = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; i < firms.size(); ++i) {
        out.codes.push_back(fmt::format("F{:02}", i));
        out.names.push_back(out.codes.back());
        columns.fields[1].values.push_back(firms[i].total / static_cast<double>(kQuarters));
        columns.fields[2].values.push_back(firms[i].key ? *firms[i].key : none);
        columns.fields[0].values.push_back(firms[i].group.empty() ? none : firms[i].group[0] - 'a');
        columns.fields[3].values.push_back(firms[i].ranked ? 0 : 1);
    }
    return out;
}

/// What differs, or nothing.
std::string difference(const scoring::Run& run, const Reference& expected) {
    for (std::size_t i = 0; i < run.outcomes.size(); ++i) {
        const int firm = static_cast<int>(i);
        const auto& found = run.outcomes[i];
        if (static_cast<int>(found.rank) != expected.rank(firm))
            return fmt::format("firm {}: rank {} instead of {}", i, found.rank, expected.rank(firm));
        if (found.initial != expected.grade(firm))
            return fmt::format("firm {}: grade {} instead of {}", i, found.initial, expected.grade(firm));
    }
    std::multiset<Parted> parted;
    for (const auto& ties : run.cut_ties) {
        for (const scoring::CutTie& tie : ties) {
            using Fate = scoring::CutTie::Fate;
            parted.insert({tie.stage, tie.pool,
                           tie.fate == Fate::better  ? "better"
                           : tie.fate == Fate::worse ? "worse"
                                                     : "order",
                           Set(tie.rows.begin(), tie.rows.end())});
        }
    }
    return parted == expected.parted() ? "" : "other equals stood across a cut";
}

/// Ranks and grades of a variant against a run, whose rows are the same.
std::string difference_of_variant(const scoring::Run& official, const scoring::Run& variant) {
    if (official.order[0].empty()) return "";
    std::vector<double> totals;
    for (std::uint32_t row : official.order[0])
        totals.push_back(derive(variant, row).unrounded.approximate().value);
    scoring::VariantGrader::Scratch work;
    scoring::VariantGrader(official, 0).grade(totals, work);
    for (std::size_t i = 0; i < totals.size(); ++i) {
        const auto& expected = variant.outcomes[official.order[0][i]];
        if (work.grade[i] != expected.grade || work.rank[i] != expected.rank)
            return fmt::format("variant, place {}: {} {}", i, work.rank[i], work.grade[i]);
    }
    return "";
}

TEST(GradingDifferential, EveryMethodTiePolicyGroupingAndRounding) {
    int zones = 0, firms = 0, parted = 0;
    unsigned seed = 0;
    for (const char* method : {"none", "quota", "score", "staged"}) {
        for (const char* ties : {"better", "worse", "order"}) {
            for (const int min_group : {0, 1, 3}) {
                for (const char* rounding : {"half_up", "half_even", "truncate", "floor", "ceil"}) {
                    for (int s = 0; s < kSchemes; ++s) {
                        Chance chance(++seed);
                        Rule rule;
                        rule.method = method;
                        rule.ties = ties;
                        rule.rounding = rounding;
                        rule.min_group = min_group;
                        shape(rule, chance);
                        const std::string text = text_of(rule);
                        const auto scheme = scoring::load_scheme(text, "differential.toml");
                        ASSERT_TRUE(scheme) << describe(scheme.error(), Language::en) << text;
                        for (int z = 0; z < kZones; ++z) {
                            const std::vector<Firm> members = zone(chance);
                            const scoring::Dataset data = data_of(*scheme, members);
                            scoring::RunOptions options;
                            options.threads = 1;
                            const auto run = scoring::run(*scheme, data, options);
                            ASSERT_TRUE(run) << describe(run.error(), Language::en) << text;
                            const Reference expected(rule, members);
                            std::string other = difference(*run, expected);
                            if (other.empty()) other = difference_of_variant(*run, *run);
                            // Other totals: what does not depend on them stays as it is in a variant.
                            if (other.empty() && !rule.by_key && !rule.breaks_ties && rule.ties != "order") {
                                std::vector<Firm> changed = members;
                                for (Firm& f : changed) f.total = chance.below(9) - 1;
                                const scoring::Dataset drawn = data_of(*scheme, changed);
                                const auto again = scoring::run(*scheme, drawn, options);
                                ASSERT_TRUE(again) << text;
                                other = difference_of_variant(*run, *again);
                            }
                            std::string rows;
                            for (const Firm& f : members) {
                                rows += fmt::format("{} {} {} {}\n", f.total,
                                                    f.key ? std::to_string(*f.key) : "-",
                                                    f.group.empty() ? "-" : f.group, f.ranked);
                            }
                            ASSERT_EQ(other, "") << "seed " << seed << "\n" << text << rows;
                            ++zones;
                            firms += static_cast<int>(members.size());
                            parted += static_cast<int>(expected.parted().size());
                        }
                    }
                }
            }
        }
    }
    fmt::print("{} zones of {} firms graded as by the reference; {} times equals stood across a cut\n", zones,
               firms, parted);
    EXPECT_GE(zones, 5000);
}

}  // namespace
}  // namespace yuanheng
