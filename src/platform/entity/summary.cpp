#include "platform/entity/summary.hpp"

#include <fmt/format.h>

#include "base/decimal.hpp"
#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/entity/names.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Field;
using reflect::Kind;
using reflect::Value;

constexpr std::size_t kMostBy = 2, kMostSums = 10;
// Sums of whole numbers of 64 bits may need more: the billions and the rest are added up apart.
constexpr std::int64_t kBillion = 1'000'000'000;

bool can_group(const Table& table, std::size_t at) {
    const Field& f = table.field(at);
    return f.filterable && f.kind != Kind::choices && f.data_class != reflect::DataClass::personal;
}

bool can_add(const Table& table, std::size_t at) {
    const Field& f = table.field(at);
    return table.stored(at) && at >= Table::kStandard && f.numeric() && f.unit != "%" &&
           f.format != reflect::Format::percent && f.data_class != reflect::DataClass::personal;
}

/// Where the fields of the names stand, each of which is `fit` for what it is asked for.
Checked<std::vector<std::size_t>> fields_of(const Table& table, const std::vector<std::string>& names,
                                            bool (*fit)(const Table&, std::size_t), ErrorCode code,
                                            std::size_t most) {
    std::vector<std::size_t> out;
    const std::string pointer = code == Code::summary_by ? "by" : "sum";
    for (const std::string& name : names) {
        const int index = table.shown_index(name);
        if (index < 0 || !fit(table, static_cast<std::size_t>(index)) || out.size() == most)
            return refuse(code, {{"name", name}, {"most", std::to_string(most)}}, at(pointer));
        out.push_back(static_cast<std::size_t>(index));
    }
    return out;
}

/// One query of a summary: the columns that are grouped by, and the sums.
class Statement {
public:
    Statement(const View& view, const Selection& selection, std::vector<std::size_t> by,
              std::vector<std::size_t> sums)
        : view_(view), selection_(selection), by_(std::move(by)), sums_(std::move(sums)) {}

    /// All groups, up to one more than are given; without fields to group by, the one of all records.
    std::vector<db::Values> run(db::Session& db) const {
        std::string columns, joins, groups, order;
        db::Values parameters;
        for (std::size_t i = 0; i < by_.size(); ++i) {
            const std::string column = column_of(i, joins, parameters);
            columns += column + ", ";
            groups += (i == 0 ? " GROUP BY " : ", ") + column;
            order += fmt::format(", CASE WHEN {0} IS NULL THEN 1 ELSE 0 END, {0}", column);
        }
        columns += "COUNT(*)";
        for (const std::size_t at : sums_)
            columns += fmt::format(", CAST(SUM(t.{0} / {1}) AS BIGINT), CAST(SUM(t.{0} % {1}) AS BIGINT)",
                                   view_.table.field(at).name, kBillion);
        const Condition& where = selection_.where;
        parameters.insert(parameters.end(), where.parameters.begin(), where.parameters.end());
        return db.query(
            fmt::format("SELECT {} FROM {} t{} WHERE {}{} ORDER BY COUNT(*) DESC{} LIMIT {}", columns,
                        view_.table.entity.table, joins, where.sql, groups, order, kMostGroups + 1),
            parameters);
    }

    std::vector<std::string> sums_in(const db::Values& row) const {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            const std::int64_t* billions = reflect::integer(row[by_.size() + 1 + 2 * i]);
            const std::int64_t* rest = reflect::integer(row[by_.size() + 2 + 2 * i]);
            out.push_back(billions && rest ? text(view_.table.field(sums_[i]), *billions, *rest)
                                           : std::string());
        }
        return out;
    }

    std::size_t count_at() const { return by_.size(); }

private:
    std::string column_of(std::size_t i, std::string& joins, db::Values& parameters) const {
        const Table& table = view_.table;
        if (table.stored(by_[i])) return "t." + table.field(by_[i]).name;
        const Table::Source& source = table.source(by_[i]);
        const Condition in = looked_up_table(view_, source);
        joins += fmt::format(" LEFT JOIN {0} g{1} ON g{1}.id = t.{2}", in.sql, i,
                             table.field(source.reference).name);
        parameters.insert(parameters.end(), in.parameters.begin(), in.parameters.end());
        return fmt::format("g{}.value", i);
    }

    static std::string text(const Field& field, std::int64_t billions, std::int64_t rest) {
        const Integer total = Integer(billions) * kBillion + rest;
        const Integer unit = boost::multiprecision::pow(Integer(10), static_cast<unsigned>(field.scale()));
        return format_plain(Rational(total, unit), 18);
    }

    const View& view_;
    const Selection& selection_;
    const std::vector<std::size_t> by_, sums_;
};

/// A value as a filter takes it.
std::string written(const Field& field, const Value& value) {
    if (reflect::absent(value)) return {};
    if (const std::string* text = reflect::text(value)) return *text;
    reflect::JsonWriter out;
    out.value(field, value);
    std::string text = out.take();
    std::erase(text, '"');
    return text;
}

std::string label(const Field& field, const Value& value, const Names& names, Language language) {
    if (reflect::absent(value)) return Label{"未填写", "not given"}.in(language);
    return shown_by_name(field, value, names, reflect::Sight::plain, language);
}

}  // namespace

void describe(reflect::Describer<SummaryQuery>& d) {
    d.name("summary_query", {"汇总", "summary"});
    d(&SummaryQuery::by, "by", {"分组字段", "grouped by"}).longest(100);
    d(&SummaryQuery::sum, "sum", {"求和字段", "added up"}).longest(100);
    d(&SummaryQuery::q, "q", {"关键词", "words"}).longest(200);
    d(&SummaryQuery::filter, "filter", {"筛选条件", "filters"}).longest(20'000);
}

void describe(reflect::Describer<SummaryGroup>& d) {
    d.name("summary_group", {"分组", "group"});
    d(&SummaryGroup::values, "values", {"分组值", "values"}).longest(2000);
    d(&SummaryGroup::labels, "labels", {"名称", "labels"}).longest(2000);
    d(&SummaryGroup::count, "count", {"记录数", "records"});
    d(&SummaryGroup::sums, "sums", {"合计", "sums"});
}

void describe(reflect::Describer<Summary>& d) {
    d.name("summary", {"汇总", "summary"});
    d(&Summary::groups, "groups", {"分组", "groups"});
    d(&Summary::cut, "cut", {"还有未列出的分组", "more groups"});
    d(&Summary::count, "count", {"记录总数", "all records"});
    d(&Summary::sums, "sums", {"总计", "sums of all"});
}

Checked<Summary> summarise(const Services& services, db::Session& db, const View& view,
                           const SummaryQuery& asked) {
    const auto selection = select(view, {asked.q, asked.filter, {}, {}}, services);
    if (!selection) return tl::unexpected(selection.error());
    const auto by = fields_of(view.table, asked.by, can_group, Code::summary_by, kMostBy);
    if (!by) return tl::unexpected(by.error());
    const auto sums = fields_of(view.table, asked.sum, can_add, Code::summary_sum, kMostSums);
    if (!sums) return tl::unexpected(sums.error());

    Summary out;
    const Statement all(view, *selection, {}, *sums), grouped(view, *selection, *by, *sums);
    const std::vector<db::Values> total = all.run(db);
    out.count = *reflect::integer(total[0][0]);
    out.sums = all.sums_in(total[0]);
    std::vector<db::Values> rows = by->empty() ? std::vector<db::Values>() : grouped.run(db);
    out.cut = rows.size() > kMostGroups;
    if (out.cut) rows.resize(kMostGroups);
    Names names(services, view.actor);
    for (const db::Values& row : rows) {
        for (std::size_t i = 0; i < by->size(); ++i) names.want(view.table.field((*by)[i]), row[i]);
    }
    names.find(db);
    for (const db::Values& row : rows) {
        SummaryGroup group;
        for (std::size_t i = 0; i < by->size(); ++i) {
            const Field& field = view.table.field((*by)[i]);
            group.values.push_back(written(field, row[i]));
            group.labels.push_back(label(field, row[i], names, view.actor.language));
        }
        group.count = *reflect::integer(row[grouped.count_at()]);
        group.sums = grouped.sums_in(row);
        out.groups.push_back(std::move(group));
    }
    return out;
}

Checked<http::Response> summary_of_records(const EntityParts& parts, Call& call) {
    const auto query = call.query<SummaryQuery>();
    const View view(parts.table, call.actor, call.scope);
    const auto found = call.services.database.read(
        [&](db::Session& db) { return summarise(call.services, db, view, query); });
    if (!found) return tl::unexpected(found.error());
    return json(*found);
}

}  // namespace yuanheng::platform
