#include "platform/entity/query.hpp"
#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "base/date.hpp"
#include "base/period.hpp"
#include "base/text.hpp"
#include "platform/core/search_text.hpp"
#include "platform/core/services.hpp"
#include "platform/entity/names.hpp"

namespace yuanheng::platform {

namespace {

using reflect::DataClass;
using reflect::Field;
using reflect::Kind;
using reflect::Value;

constexpr std::size_t kMostFilters = 30, kMostValues = 200, kMostWords = 10;

enum class Op { eq, ne, in, from, to, contains, has, empty };
constexpr std::pair<std::string_view, Op> kOps[] = {{"eq", Op::eq},   {"ne", Op::ne},
                                                    {"in", Op::in},   {"from", Op::from},
                                                    {"to", Op::to},   {"contains", Op::contains},
                                                    {"has", Op::has}, {"empty", Op::empty}};

bool ordered(Kind kind) {
    return kind == Kind::integer || kind == Kind::decimal || kind == Kind::money || kind == Kind::date ||
           kind == Kind::instant || kind == Kind::period;
}

bool fits(Op op, Kind kind) {
    switch (op) {
        case Op::from:
        case Op::to: return ordered(kind);
        case Op::contains: return kind == Kind::text;
        case Op::has: return kind == Kind::choices;
        case Op::in: return kind != Kind::boolean;
        case Op::ne: return kind != Kind::boolean && kind != Kind::choices;
        case Op::eq: return kind != Kind::choices;
        case Op::empty: return true;
    }
    return false;
}

Error placed(Error error) { return std::move(error).at({"filter", "", 0, 0}); }
tl::unexpected<Error> wrong(Error error) { return tl::unexpected(placed(std::move(error))); }

void add(Condition& into, Condition part) {
    into.sql += " AND " + part.sql;
    into.parameters.insert(into.parameters.end(), part.parameters.begin(), part.parameters.end());
}

/// That a column contains a text, as it was typed or in half width, in any case.
Condition within_text(const db::Dialect& dialect, const std::string& column, std::string_view text) {
    const std::string in = dialect.contains("lower(" + column + ")"), narrow = search_words(text),
                      typed = lower(trim(text));
    if (narrow == typed) return {in, {typed}};
    return {"(" + in + " OR " + in + ")", {typed, narrow}};
}

/// That a column of several choices has one of them: codes hold no blanks.
Condition having(const db::Dialect& dialect, const std::string& column, const std::string& code) {
    return {dialect.contains("' ' || " + column + " || ' '"), {" " + code + " "}};
}

/// The codes of all periods within a year.
std::vector<Period> periods_of(int year) {
    using Of = Period::Kind;
    constexpr std::pair<Of, int> kMost[] = {
        {Of::year, 1}, {Of::half_year, 2}, {Of::quarter, 4}, {Of::month, 12}, {Of::cumulative, 12}};
    std::vector<Period> out;
    for (const auto& [kind, most] : kMost) {
        for (int number = 1; number <= most; ++number) out.push_back(Period::of(kind, year, number).value());
    }
    return out;
}

/// Periods of any kind that begin no earlier than this one, or that end no later: those of other years by
/// their text, and of its own year all but the ones that lie outside. What does not begin with a year, 十四五
/// of an older program, is no period: digits stand before all other writing.
Condition bounded_by(const std::string& column, const Period& period, bool from) {
    const auto year_text = [&](int year) { return fmt::format("{:04}", year); };
    Condition out = from ? Condition{column + " >= ? AND " + column + " < 'A'", {year_text(period.year())}}
                         : Condition{column + " < ?", {year_text(period.year() + 1)}};
    std::string others;
    for (const Period& other : periods_of(period.year())) {
        if (from ? other.first() >= period.first() : other.last() <= period.last()) continue;
        others += others.empty() ? "?" : ", ?";
        out.parameters.emplace_back(other.code());
    }
    if (!others.empty()) out.sql += fmt::format(" AND {} NOT IN ({})", column, others);
    return out;
}

/// One condition: its three parts, "field:op:value", where the value may hold colons.
class Filter {
public:
    Filter(const View& view, const db::Dialect& dialect, std::string_view text)
        : view_(view), dialect_(dialect), text_(text) {}

    Result<Condition> condition() {
        const std::size_t first = text_.find(':'),
                          second = first == text_.npos ? first : text_.find(':', first + 1);
        const std::string name(text_.substr(0, first));
        const int at = view_.table.shown_index(name);
        if (first == text_.npos || at < 0 || !view_.table.field(static_cast<std::size_t>(at)).filterable) {
            return wrong(Error(Code::filter_field, {{"name", name}}));
        }
        field_ = &view_.table.field(static_cast<std::size_t>(at));
        const std::string_view word =
            text_.substr(first + 1, second == text_.npos ? second : second - first - 1);
        const auto op = std::find_if(std::begin(kOps), std::end(kOps),
                                     [&](const auto& known) { return known.first == word; });
        if (op == std::end(kOps) || !fits(op->second, field_->kind)) {
            return wrong(about(Code::filter_op, field_->label, {{"op", std::string(word)}}));
        }
        value_ = second == text_.npos ? std::string_view() : text_.substr(second + 1);
        if (!view_.table.stored(static_cast<std::size_t>(at)))
            return looked_up(view_.table.source(static_cast<std::size_t>(at)), op->second);
        column_ = "t." + field_->name;
        Result<Condition> made = make(op->second);
        if (!made || field_->data_class != DataClass::personal || view_.all_plain) return made;
        // Whoever sees a value masked only must not find out by asking.
        if (view_.plain.parameters.empty()) {
            return wrong(about(Code::filter_hidden, field_->label));
        }
        add(*made, view_.plain);
        return made;
    }

private:
    /// That the record referred to is one that may be seen and has the value; of what is empty or different,
    /// that there is none that has one or the same.
    Result<Condition> looked_up(const Table::Source& source, Op op) {
        const bool none = op == Op::ne || (op == Op::empty && value_ != "false" && value_ != "0");
        column_ = "t." + source.target->field(source.field).name;
        Result<Condition> made = none && op == Op::empty && is_true(value_)
                                     ? Result<Condition>(Condition{column_ + " IS NOT NULL", {}})
                                     : make(op == Op::ne ? Op::eq : op);
        if (!made) return made;
        const auto scope = authorize(view_.actor, source.target->entity.rules.view);
        Condition in = scope ? within(*scope, source.target->entity.scope) : Condition{"1 = 0", {}};
        add(in, std::move(*made));
        const std::string reference = "t." + view_.table.field(source.reference).name;
        in.sql = fmt::format("{} IN (SELECT t.id FROM {} t WHERE {})", reference, source.target->entity.table,
                             in.sql);
        if (none) in.sql = fmt::format("({} IS NULL OR NOT {})", reference, in.sql);
        return in;
    }

    static bool is_true(std::string_view text) { return text == "" || text == "true" || text == "1"; }

    Result<Condition> make(Op op) {
        switch (op) {
            case Op::empty: return emptiness();
            case Op::contains: return containing();
            case Op::in: return among();
            case Op::from:
            case Op::to: return bounded(op == Op::from);
            default: break;
        }
        const Result<Value> value = parsed(value_);
        if (!value) return tl::unexpected(value.error());
        if (op == Op::eq) return Condition{column_ + " = ?", {*value}};
        if (op == Op::has) return having_any(reflect::codes_in(*value));
        return Condition{fmt::format("({0} <> ? OR {0} IS NULL)", column_), {*value}};
    }

    Result<Value> parsed(std::string_view text) const {
        Field lenient = *field_;  // a search may ask for what a record may not have
        lenient.required = false;
        lenient.low.reset();
        lenient.high.reset();
        Result<Value> value = reflect::parse_value(lenient, text);
        if (!value) return tl::unexpected(placed(value.error()));
        if (reflect::absent(*value)) {
            return wrong(about(Code::filter_value, field_->label));
        }
        return value;
    }

    Result<Condition> emptiness() const {
        if (is_true(value_)) return Condition{column_ + " IS NULL", {}};
        if (value_ == "false" || value_ == "0") return Condition{column_ + " IS NOT NULL", {}};
        return wrong(about(Code::filter_value, field_->label));
    }

    Result<Condition> containing() const {
        Field plain;
        plain.label = field_->label;
        if (const auto sound = reflect::check(plain, Value(std::string(value_))); !sound)
            return tl::unexpected(placed(sound.error()));
        return within_text(dialect_, column_, value_);
    }

    Result<Condition> having_any(const std::vector<std::string>& codes) const {
        Condition out;
        for (const std::string& code : codes) {
            Condition one = having(dialect_, column_, code);
            out.sql += (out.sql.empty() ? "(" : " OR ") + one.sql;
            out.parameters.push_back(one.parameters.front());
        }
        out.sql += ")";
        return out;
    }

    Result<Condition> among() const {
        if (field_->kind == Kind::choices) {
            const Result<Value> value = parsed(value_);
            if (!value) return tl::unexpected(value.error());
            return having_any(reflect::codes_in(*value));
        }
        Condition out;
        for (std::string_view rest = value_; !rest.empty();) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            const Result<Value> value = parsed(rest.substr(0, comma));
            if (!value) return tl::unexpected(value.error());
            out.sql += out.sql.empty() ? column_ + " IN (?" : ", ?";
            out.parameters.push_back(*value);
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        if (out.parameters.empty() || out.parameters.size() > kMostValues) {
            return wrong(about(Code::filter_value, field_->label));
        }
        out.sql += ")";
        return out;
    }

    Result<Condition> bounded(bool from) const {
        const Result<Value> value = parsed(value_);
        if (!value) return tl::unexpected(value.error());
        if (field_->kind == Kind::period)
            return bounded_by(column_, parse_period(*reflect::text(*value)).value(), from);
        if (field_->kind == Kind::instant && !from && parse_date(value_)) {  // the whole of the last day
            return Condition{column_ + " < ?", {*reflect::integer(*value) + kDayMs}};
        }
        return Condition{column_ + (from ? " >= ?" : " <= ?"), {*value}};
    }

    const View& view_;
    const db::Dialect& dialect_;
    std::string_view text_, value_;
    const Field* field_ = nullptr;
    std::string column_;
};

/// One word of a search, as a condition.
class Word {
public:
    Word(const Services& services, std::string word)
        : services_(services), dialect_(services.database.dialect()), word_(std::move(word)) {}

    Condition in(const View& view) const {
        Condition any = in_texts(view);
        for (std::size_t i = Table::kStandard; i < view.table.type.fields.size(); ++i) {
            const Field& f = view.table.field(i);
            if (!f.searchable) continue;
            if (f.kind == Kind::choice || f.kind == Kind::choices) either(any, in_labels(f));
            if (f.kind == Kind::id) either(any, in_referred(view, f));
        }
        any.sql = "(" + any.sql + ")";
        return any;
    }

private:
    static void either(Condition& any, const std::optional<Condition>& other) {
        if (!other) return;
        any.sql += " OR " + other->sql;
        any.parameters.insert(any.parameters.end(), other->parameters.begin(), other->parameters.end());
    }

    /// In the search text, or, where that would tell what is masked, in one of the other fields.
    Condition in_texts(const View& view) const {
        const std::string whole = dialect_.contains("t.search_text");
        if (view.all_plain) return {whole, {word_}};
        Condition any = view.plain;
        any.sql = "(" + any.sql + " AND " + whole + ")";
        any.parameters.emplace_back(word_);
        for (std::size_t i = Table::kStandard; i < view.table.type.fields.size(); ++i) {
            const Field& f = view.table.field(i);
            if (f.searchable && f.kind == Kind::text && f.data_class != DataClass::personal)
                either(any, within_text(dialect_, "t." + f.name, word_));
        }
        return any;
    }

    /// Labels are compared here and now: what a choice is called may change.
    std::optional<Condition> in_labels(const Field& f) const {
        Condition out;
        for (const reflect::Choice& choice : f.choices) {
            if (search_text(choice.label.zh).find(word_) == std::string::npos &&
                search_text(choice.label.en).find(word_) == std::string::npos)
                continue;
            Condition one = f.kind == Kind::choice ? Condition{"t." + f.name + " = ?", {choice.code}}
                                                   : having(dialect_, "t." + f.name, choice.code);
            out.sql += (out.sql.empty() ? "(" : " OR ") + one.sql;
            out.parameters.push_back(std::move(one.parameters.front()));
        }
        if (out.sql.empty()) return std::nullopt;
        out.sql += ")";
        return out;
    }

    /// Records are asked where they stand, so that a search knows of their changes at once.
    std::optional<Condition> in_referred(const View& view, const Field& f) const {
        const Table* target = services_.entities.find(f.target);
        const auto scope = target ? authorize(view.actor, target->entity.rules.view) : std::nullopt;
        if (!scope) return std::nullopt;
        const View seen(*target, view.actor, *scope);
        Condition out = seen.seen;
        add(out, in_texts(seen));
        out.sql =
            fmt::format("t.{} IN (SELECT t.id FROM {} t WHERE {})", f.name, target->entity.table, out.sql);
        return out;
    }

    const Services& services_;
    const db::Dialect& dialect_;
    const std::string word_;
};

/// Every word is in the record.
Condition search(const View& view, const std::string& q, const Services& services) {
    Condition out{"1 = 1", {}};
    std::string_view rest = q;
    for (std::size_t words = 0; !rest.empty() && words < kMostWords;) {
        const std::size_t blank = std::min(rest.find(' '), rest.size());
        std::string word(rest.substr(0, blank));
        rest.remove_prefix(std::min(blank + 1, rest.size()));
        if (word.empty()) continue;
        ++words;
        add(out, Word(services, std::move(word)).in(view));
    }
    return out;
}

bool same(const Condition& a, const Condition& b) { return a.sql == b.sql && a.parameters == b.parameters; }

Result<void> choose_order(const View& view, const std::string& sort, Selection& out) {
    const Table& table = view.table;
    const auto closed = [&](std::size_t at) {
        return table.field(at).data_class == DataClass::personal && !view.all_plain;
    };
    std::string_view name = sort.empty() ? std::string_view(table.entity.order) : std::string_view(sort);
    out.descending = name.starts_with('-');
    if (out.descending) name.remove_prefix(1);
    const int at = table.shown_index(name);
    if (at < 0 || !table.field(static_cast<std::size_t>(at)).sortable)
        return fail(Code::sort_field, {{"name", std::string(name)}});
    out.order = static_cast<std::size_t>(at);
    if (!closed(out.order)) return {};
    const Field& f = table.field(out.order);
    if (!sort.empty()) return tl::unexpected(about(Code::filter_hidden, f.label));
    out.order = Table::kId;
    return {};
}

}  // namespace

View::View(const Table& t, const Actor& a, Scope s)
    : table(t), actor(a), seen(within(s, t.entity.scope)), plain{"1 = 0", {}} {
    const EntityRules& rules = t.entity.rules;
    if (const auto open = authorize(a, rules.plain ? *rules.plain : rules.edit))
        plain = within(*open, t.entity.scope);
    has_personal = std::any_of(t.type.fields.begin(), t.type.fields.end(),
                               [](const Field& f) { return f.data_class == DataClass::personal; });
    all_plain = !has_personal || plain.sql == "1 = 1" || same(seen, plain);
}

bool View::searches(const Field& f) const {
    return f.searchable && (f.data_class != DataClass::personal || all_plain || !plain.parameters.empty());
}

reflect::Visibility View::sight(bool open) const {
    if (!has_personal || open) return {};
    return [](const Field& f) {
        return f.data_class == DataClass::personal ? reflect::Sight::masked : reflect::Sight::plain;
    };
}

Checked<Selection> select(const View& view, const Asked& asked, const Services& services) {
    Selection out;
    Errors errors;
    out.where = view.seen;
    if (asked.filter.size() > kMostFilters)
        errors.push_back(placed(Error(Code::filter_too_many, {{"most", std::to_string(kMostFilters)}})));
    for (const std::string& text : asked.filter) {
        if (errors.size() >= kMostFilters) break;
        if (auto condition = Filter(view, services.database.dialect(), text).condition())
            add(out.where, std::move(*condition));
        else
            errors.push_back(std::move(condition.error()));
    }
    if (const std::string q = search_words(asked.q); !q.empty()) add(out.where, search(view, q, services));
    if (!asked.ids.empty()) {
        Condition ids;
        for (const Id id : asked.ids) {
            ids.sql += ids.sql.empty() ? "t.id IN (?" : ", ?";
            ids.parameters.emplace_back(id.value);
        }
        ids.sql += ")";
        add(out.where, std::move(ids));
    }
    if (auto fine = choose_order(view, asked.sort, out); !fine)
        errors.push_back(std::move(fine.error()).at({"sort", "", 0, 0}));
    if (!errors.empty()) return refuse(std::move(errors));
    return out;
}

}  // namespace yuanheng::platform
