#include <algorithm>

#include "scheme/codes.hpp"
#include "scheme/scheme_load_reader.hpp"

namespace yuanheng::scoring::load {

namespace {

/// A grade of the list; −1 where it is wrong.
int read_grade(Reader& reader, const std::vector<std::string>& grades) {
    reader.require("grade");
    return reader.index("grade", grades);
}

void read_quotas(Reader& reader, Grading& grading) {
    Unique grades;
    Rational sum = 0;
    reader.require("quotas");
    reader.each("quotas", [&](Reader& inner) {
        Quota quota;
        quota.grade = read_grade(inner, grading.grades);
        quota.share = inner.share("share");
        quota.from_bottom = inner.choice<bool>("from", {{"top", false}, {"bottom", true}}, false);
        inner.sample();
        if (inner.has("grade")) grades.add(inner, inner.text("grade"), "grade");
        for (const Quota& before : grading.quotas) {
            if (before.from_bottom != quota.from_bottom || before.grade < 0 || quota.grade < 0) continue;
            if (quota.from_bottom ? before.grade > quota.grade : before.grade < quota.grade) continue;
            inner.error(Code::scheme_grade_order, {{"text", inner.text("grade")}}, "grade");
            break;
        }
        sum += quota.share;
        grading.quotas.push_back(std::move(quota));
    });
    if (sum > 1) reader.error(Code::scheme_quota_over, {{"sum", format_plain(sum * 100)}}, "quotas");
    grading.cumulative = reader.flag("cumulative", true);
    grading.rounding = reader.choice<Rounding>("rounding",
                                               {{"half_up", Rounding::half_up},
                                                {"half_even", Rounding::half_even},
                                                {"truncate", Rounding::truncate},
                                                {"floor", Rounding::floor},
                                                {"ceil", Rounding::ceil}},
                                               Rounding::half_up);
    grading.denominator = reader.choice<Population>(
        "denominator", {{"ranked", Population::ranked}, {"scored", Population::scored}}, Population::ranked);
    // Only cut points that run from the top to 100 % reach everybody, whatever the rounding.
    const bool top_only = std::none_of(grading.quotas.begin(), grading.quotas.end(),
                                       [](const Quota& q) { return q.from_bottom; });
    if (!(sum == 1 && grading.cumulative && top_only)) reader.require("rest");
}

void read_thresholds(Reader& reader, Grading& grading) {
    const Unit unit = grading.rank_by.empty() ? Unit() : grading.rank_by.front().formula.unit();
    Unique grades;
    reader.require("thresholds");
    reader.each("thresholds", [&](Reader& inner) {
        Threshold threshold;
        threshold.grade = read_grade(inner, grading.grades);
        threshold.score = inner.required_quantity("score", unit);
        threshold.inclusive = inner.flag("inclusive", true);
        inner.sample();
        if (inner.has("grade")) grades.add(inner, inner.text("grade"), "grade");
        if (!grading.thresholds.empty()) {
            const Threshold& before = grading.thresholds.back();
            if (before.score <= threshold.score)
                inner.error(Code::scheme_not_descending, {{"keys", "thresholds.score"}}, "score");
            if (threshold.grade >= 0 && before.grade >= threshold.grade) {
                inner.error(Code::scheme_grade_order, {{"text", inner.text("grade")}}, "grade");
            }
        }
        grading.thresholds.push_back(std::move(threshold));
    });
    reader.require("rest");
}

void read_stages(Reader& reader, Grading& grading) {
    reader.require("stages");
    reader.each("stages", [&](Reader& inner) {
        Stage stage;
        stage.grade = read_grade(inner, grading.grades);
        stage.pool = inner.share("pool");
        stage.pool_from_top = inner.choice<bool>("pool_from", {{"top", true}, {"bottom", false}}, true);
        stage.take = inner.share("take");
        inner.require("order");
        stage.order = inner.formula("order", formula::Type::number);
        stage.descending = inner.choice<bool>("order_direction", {{"desc", true}, {"asc", false}}, true);
        inner.sample();
        if (stage.take > stage.pool)
            inner.error(Code::scheme_not_ascending, {{"keys", "take, pool"}}, "take");
        grading.stages.push_back(std::move(stage));
    });
    grading.rounding = reader.choice<Rounding>("rounding",
                                               {{"half_up", Rounding::half_up},
                                                {"half_even", Rounding::half_even},
                                                {"truncate", Rounding::truncate},
                                                {"floor", Rounding::floor},
                                                {"ceil", Rounding::ceil}},
                                               Rounding::half_up);
    grading.denominator = reader.choice<Population>(
        "denominator", {{"ranked", Population::ranked}, {"scored", Population::scored}}, Population::ranked);
    reader.require("rest");
}

}  // namespace

void read_grading(Reader& reader, Grading& grading) {
    using Method = Grading::Method;
    grading.method = reader.choice<Method>("method",
                                           {{"none", Method::none},
                                            {"quota", Method::quota},
                                            {"score", Method::score},
                                            {"staged", Method::staged}},
                                           {});
    if (grading.method != Method::none) reader.require("grades");
    grading.grades = reader.texts("grades");
    for (std::size_t i = 0; i < grading.grades.size(); ++i) {
        const auto at = grading.grades.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(grading.grades.begin(), at, *at) == at && !at->empty()) continue;
        reader.error(Code::scheme_duplicate_grade, {{"text", *at}}, "grades");
    }
    if (grading.grades.size() > 100) {
        reader.error(Code::scheme_out_of_range,
                     {{"key", "grades"}, {"range", "至多 100 个"}, {"range_en", "at most 100"}}, "grades");
    }
    reader.sample();
    grading.rank_by = reader.order("rank_by");
    if (grading.method == Method::quota) read_quotas(reader, grading);
    if (grading.method == Method::score) read_thresholds(reader, grading);
    if (grading.method == Method::staged) read_stages(reader, grading);
    grading.rest = reader.index("rest", grading.grades);
    grading.tie_break = reader.order("tie_break");
    grading.ties = reader.choice<TiePolicy>(
        "ties", {{"better", TiePolicy::better}, {"worse", TiePolicy::worse}, {"order", TiePolicy::order}},
        TiePolicy::better);
    if (reader.has("by")) {
        grading.by = reader.text_input("by");
        grading.min_group = reader.integer("min_group", 1, 1, 1'000'000);
    }
}

}  // namespace yuanheng::scoring::load
