#include <algorithm>
#include <utility>

#include "base/decimal.hpp"
#include "formula/codes.hpp"
#include "formula/names.hpp"
#include "formula/readers.hpp"
#include "formula/tree.hpp"
#include "formula/written.hpp"

namespace yuanheng::formula {

namespace {

constexpr std::size_t kMaxSql = 1 << 20;
/// Decimals kept of a quotient, a root or a literal that does not end: PostgreSQL divides to as many as the
/// dividend has.
constexpr int kDecimals = 40;
constexpr int kSparkDecimals = 18;

std::string quoted_text(const std::string& text, Dialect dialect) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'') out += dialect == Dialect::spark ? "\\" : "'";
        if (c == '\\' && dialect == Dialect::spark) out += '\\';
        out += c;
    }
    return out + "'";
}

std::string quoted_name(const std::string& name, Dialect dialect) {
    const char quote = dialect == Dialect::spark ? '`' : '"';
    std::string out(1, quote);
    for (const char c : name) {
        if (c == quote) out += quote;
        out += c;
    }
    return out + quote;
}

/// Writes the nodes of one formula. Every part is SQL whose operators bind as ours do.
class Emitter {
public:
    Emitter(const Formula& formula, const Schema& schema, Dialect dialect, bool exact)
        : nodes_(formula.nodes()),
          schema_(schema),
          dialect_(dialect),
          exact_(exact),
          within_(nodes_.size(), false) {
        const std::vector<std::size_t> first = first_nodes(nodes_);
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            if (first[i] > i)
                std::fill(within_.begin() + static_cast<long>(i),
                          within_.begin() + static_cast<long>(first[i]), true);
        }
    }

    Result<std::string> run() {
        std::vector<Written> done(nodes_.size());
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            done[i] = write(nodes_[i], within_[i], done);
            if (done[i].text.size() > kMaxSql) return fail(Code::formula_sql_too_large, {});
        }
        return std::move(done.back().text);
    }

private:
    const std::vector<Node>& nodes_;
    const Schema& schema_;
    Dialect dialect_;
    bool exact_;
    std::vector<bool> within_;  ///< below an aggregate: columns are qualified there

    bool postgres() const { return dialect_ == Dialect::postgresql; }
    std::string name(const std::string& code) const { return quoted_name(code, dialect_); }
    std::string outer(const std::string& code, bool within) const {
        return (within ? name("e") + "." : "") + name(code);
    }

    /// A number of the kind that is computed with.
    std::string typed(const std::string& sql) const {
        if (!exact_) return "CAST(" + sql + " AS " + (postgres() ? "DOUBLE PRECISION" : "DOUBLE") + ")";
        return "CAST(" + sql + " AS " +
               (postgres() ? "NUMERIC" : "DECIMAL(38, " + std::to_string(kSparkDecimals) + ")") + ")";
    }
    std::string literal(const Rational& value) const {
        const std::string decimal = format_plain(value, postgres() ? kDecimals : kSparkDecimals);
        return typed(decimal);
    }
    /// With as many decimals as a quotient or a function needs to be as good as exact.
    std::string widened(const std::string& sql) const {
        return exact_ && postgres() ? "ROUND(" + sql + ", " + std::to_string(kDecimals) + ")" : sql;
    }

    Written write(const Node& node, bool within, std::vector<Written>& done) const {
        const auto take = [&](std::size_t i) -> Written {
            return std::move(done[static_cast<std::size_t>(node.arguments[i])]);
        };
        switch (node.op) {
            case Op::number: return {literal(node.number), kAtom};
            case Op::text: return {quoted_text(node.text, dialect_), kAtom};
            case Op::date: return {"DATE '" + node.date.iso() + "'", kAtom};
            case Op::boolean: return {node.number != 0 ? "TRUE" : "FALSE", kAtom};
            case Op::missing: return {null(node.type), kAtom};
            case Op::field: {
                const std::string column =
                    outer(schema_.fields[static_cast<std::size_t>(node.index)].code, within);
                return {node.type == Type::number ? typed(column) : column, kAtom};
            }
            case Op::column: {
                const TableField& table = schema_.tables[static_cast<std::size_t>(node.table)];
                const std::string column =
                    name(table.code) + "." + name(table.columns[static_cast<std::size_t>(node.index)].code);
                return {node.type == Type::number ? typed(column) : column, kAtom};
            }
            case Op::divide: return divide(take(0), take(1).text);
            case Op::convert: return convert(node, take(0));
            case Op::negate: return {"-" + enclosed(take(0), kAtom), kSign};
            case Op::logical_not: return {"NOT " + enclosed(take(0), kAtom), kNot};
            case Op::is_missing: return {enclosed(take(0), kAtom) + " IS NULL", kComparison};
            case Op::between: return between(take(0), take(1), take(2));
            case Op::in_set: return set(node, done);
            case Op::if_then_else: return choice(take(0).text, take(1).text, take(2).text);
            case Op::add:
            case Op::subtract:
                if (node.type == Type::date) return shift(node, take(0), take(1).text);
                if (nodes_[static_cast<std::size_t>(node.arguments[0])].type == Type::date)
                    return days_between(take(0).text, take(1).text);
                break;
            default: break;
        }
        const int precedence = precedence_of(node.op);
        if (precedence == kAtom) return is_aggregate(node.op) ? aggregate(node, done) : call(node, done);
        std::string text = enclosed(take(0), precedence == kComparison ? kAtom : precedence);
        text += sign(node.op);
        text += enclosed(take(1), precedence == kComparison ? kAtom : precedence + 1);
        return {std::move(text), precedence};
    }

    static std::string_view sign(Op op) {
        switch (op) {
            case Op::add: return " + ";
            case Op::subtract: return " - ";
            case Op::multiply: return " * ";
            case Op::equal: return " = ";
            case Op::not_equal: return " <> ";
            case Op::less: return " < ";
            case Op::less_equal: return " <= ";
            case Op::greater: return " > ";
            case Op::greater_equal: return " >= ";
            case Op::logical_and: return " AND ";
            default: return " OR ";
        }
    }

    std::string null(Type type) const {
        switch (type) {
            case Type::number: return typed("NULL");
            case Type::text:
                return "CAST(NULL AS " + std::string(dialect_ == Dialect::spark ? "STRING" : "VARCHAR") + ")";
            case Type::date: return "CAST(NULL AS DATE)";
            case Type::boolean: return "CAST(NULL AS BOOLEAN)";
        }
        return "NULL";
    }

    Written divide(Written a, const std::string& b) const {
        const std::string dividend =
            exact_ && postgres() ? widened(a.text) : enclosed(std::move(a), kProduct);
        return {dividend + " / NULLIF(" + b + ", 0)", kProduct};
    }

    /// A factor below one is a division: 1/15 has no last decimal.
    Written convert(const Node& node, Written part) const {
        std::string text = enclosed(std::move(part), kProduct);
        const Integer n = numerator(node.number);
        const Integer d = denominator(node.number);
        if (n != 1) text += " * " + typed(n.str());
        if (d == 1) return {std::move(text), kProduct};
        return {widened(text) + " / " + typed(d.str()), kProduct};
    }

    /// x must not be repeated: SQL's own BETWEEN is the same conjunction.
    static Written between(Written x, Written low, Written high) {
        std::string text = enclosed(std::move(x), kAtom) + " BETWEEN " + enclosed(std::move(low), kAtom);
        return {text + " AND " + enclosed(std::move(high), kAtom), kComparison};
    }

    Written set(const Node& node, std::vector<Written>& done) const {
        std::string text =
            enclosed(std::move(done[static_cast<std::size_t>(node.arguments[0])]), kAtom) + " IN (";
        std::string_view separator = "";
        for (const std::string& item : node.set) {
            text.append(separator).append(quoted_text(item, dialect_));
            separator = ", ";
        }
        for (std::size_t i = 1; i < node.arguments.size(); ++i) {
            text.append(separator).append(done[static_cast<std::size_t>(node.arguments[i])].text);
            separator = ", ";
        }
        return {text + ")", kComparison};
    }

    /// An unknown condition gives NULL, not the else branch.
    static Written choice(const std::string& condition, const std::string& yes, const std::string& no) {
        return {"CASE " + condition + " WHEN TRUE THEN " + yes + " WHEN FALSE THEN " + no + " END", kAtom};
    }

    // ---- dates

    Written shift(const Node& node, Written date, const std::string& by) const {
        const bool months = is_months(nodes_[static_cast<std::size_t>(node.arguments[1])].unit);
        const std::string signed_by = node.op == Op::add ? by : "-(" + by + ")";
        const std::string whole =
            "CASE WHEN " + by + " = FLOOR(" + by + ") THEN CAST(" + signed_by + " AS INTEGER) END";
        if (postgres()) {
            if (!months) return {enclosed(std::move(date), kAtom) + " + (" + whole + ")", kSum};
            return {"CAST(" + enclosed(std::move(date), kAtom) + " + MAKE_INTERVAL(MONTHS => " + whole +
                        ") AS DATE)",
                    kAtom};
        }
        if (dialect_ == Dialect::spark)
            return {(months ? "ADD_MONTHS(" : "DATE_ADD(") + date.text + ", " + whole + ")", kAtom};
        return {"CAST(" + enclosed(std::move(date), kAtom) + " + " + (months ? "TO_MONTHS(" : "TO_DAYS(") +
                    whole + ") AS DATE)",
                kAtom};
    }

    Written days_between(const std::string& later, const std::string& earlier) const {
        if (postgres()) return {typed("(" + later + ") - (" + earlier + ")"), kAtom};
        if (dialect_ == Dialect::spark) return {typed("DATEDIFF(" + later + ", " + earlier + ")"), kAtom};
        return {typed("DATEDIFF('day', " + earlier + ", " + later + ")"), kAtom};
    }

    static std::string part_of_date(const char* what, const std::string& date) {
        return std::string("EXTRACT(") + what + " FROM " + date + ")";
    }

    /// As whole_months(): a month counts once its day of the month is reached, in either direction.
    std::string months_between(const std::string& from, const std::string& to) const {
        const auto count = [](const std::string& a, const std::string& b) {
            return "(" + part_of_date("YEAR", b) + " - " + part_of_date("YEAR", a) + ") * 12 + " +
                   part_of_date("MONTH", b) + " - " + part_of_date("MONTH", a) + " - CASE WHEN " +
                   part_of_date("DAY", b) + " < " + part_of_date("DAY", a) + " THEN 1 ELSE 0 END";
        };
        return typed("CASE WHEN " + to + " >= " + from + " THEN " + count(from, to) + " WHEN " + to + " < " +
                     from + " THEN -(" + count(to, from) + ") END");
    }

    // ---- functions

    /// LEAST and GREATEST pass over NULL; here an absent operand makes the result absent.
    Written extreme(const Node& node, const std::vector<Written>& done) const {
        std::string all;
        std::string missing;
        for (const int argument : node.arguments) {
            const std::string& text = done[static_cast<std::size_t>(argument)].text;
            all += (all.empty() ? "" : ", ") + text;
            missing += (missing.empty() ? "(" : " OR (") + text + ") IS NULL";
        }
        return {"CASE WHEN " + missing + " THEN NULL ELSE " + (node.op == Op::min ? "LEAST(" : "GREATEST(") +
                    all + ") END",
                kAtom};
    }

    Written power(const Node& node, const std::string& x) const {
        const bool whole = denominator(node.number) == 1;
        const std::string exponent = literal(node.number);
        if (node.number == 0) return {"CASE WHEN (" + x + ") IS NOT NULL THEN " + literal(1) + " END", kAtom};
        // Outside the domain the base becomes NULL.
        std::string base = whole ? x : "CASE WHEN " + x + " >= 0 THEN " + x + " END";
        if (node.number < 0) base = "NULLIF(" + base + ", 0)";
        return {(node.op == Op::sqrt ? "SQRT(" + widened(base) : "POWER(" + widened(base) + ", " + exponent) +
                    ")",
                kAtom};
    }

    Written call(const Node& node, const std::vector<Written>& done) const {
        const auto text = [&](std::size_t i) -> const std::string& {
            return done[static_cast<std::size_t>(node.arguments[i])].text;
        };
        switch (node.op) {
            case Op::coalesce: {
                std::string all;
                for (std::size_t i = 0; i < node.arguments.size(); ++i) all += (i == 0 ? "" : ", ") + text(i);
                return {"COALESCE(" + all + ")", kAtom};
            }
            case Op::min:
            case Op::max: return extreme(node, done);
            case Op::abs: return {"ABS(" + text(0) + ")", kAtom};
            case Op::ln:
                return {"LN(" + widened("CASE WHEN " + text(0) + " > 0 THEN " + text(0) + " END") + ")",
                        kAtom};
            case Op::exp: return {"EXP(" + widened(text(0)) + ")", kAtom};
            case Op::power:
            case Op::sqrt: return power(node, text(0));
            case Op::round: return {round(text(0), Integer(numerator(node.number)).str()), kAtom};
            case Op::starts_with:
                return {postgres() || dialect_ == Dialect::duckdb
                            ? "STARTS_WITH(" + text(0) + ", " + text(1) + ")"
                            : "STARTSWITH(" + text(0) + ", " + text(1) + ")",
                        kAtom};
            case Op::contains:
                return {postgres() ? "STRPOS(" + text(0) + ", " + text(1) + ") > 0"
                                   : "INSTR(" + text(0) + ", " + text(1) + ") > 0",
                        kComparison};
            case Op::year: return {typed(part_of_date("YEAR", text(0))), kAtom};
            case Op::months_between: return {months_between(text(0), text(1)), kAtom};
            default: return valid_on(node, text(0));
        }
    }

    /// PostgreSQL rounds halves of doubles to even and knows no digits there.
    std::string round(const std::string& x, const std::string& digits) const {
        if (exact_ || !postgres()) return "ROUND(" + x + ", " + digits + ")";
        return typed("ROUND(CAST(" + x + " AS NUMERIC), " + digits + ")");
    }

    Written valid_on(const Node& node, const std::string& date) const {
        const std::string table = name(schema_.tables[static_cast<std::size_t>(node.index)].code) + ".";
        const std::string from = table + name("valid_from");
        const std::string to = table + name("valid_to");
        return {"CASE WHEN (" + date + ") IS NOT NULL THEN (" + from + " IS NULL OR " + from + " <= " + date +
                    ") AND (" + to + " IS NULL OR " + date + " < " + to + ") END",
                kAtom};
    }

    /// A record whose condition or value is unknown makes the whole unknown, as in the exact reader.
    Written aggregate(const Node& node, const std::vector<Written>& done) const {
        const bool counts = node.op == Op::count;
        const bool conditional = node.arguments.size() == (counts ? 1U : 2U);
        const std::string condition =
            conditional ? done[static_cast<std::size_t>(node.arguments.back())].text : "TRUE";
        const std::string value = counts ? "1" : done[static_cast<std::size_t>(node.arguments.front())].text;
        const std::string zero = literal(0);
        const std::string where = " FILTER (WHERE " + condition + ")";
        std::string sum;
        switch (node.op) {
            case Op::count: sum = typed("COUNT(*)" + where); break;
            case Op::sum: sum = "COALESCE(SUM(" + value + ")" + where + ", " + zero + ")"; break;
            case Op::mean:
                sum = widened("SUM(" + value + ")" + where) + " / NULLIF(COUNT(*)" + where + ", 0)";
                break;
            case Op::table_min: sum = "MIN(" + value + ")" + where; break;
            default: sum = "MAX(" + value + ")" + where; break;
        }
        std::string known = "COUNT(*) = COUNT(" + condition + ")";
        if (!counts) known += " AND COUNT(*)" + where + " = COUNT(" + value + ")" + where;
        const std::string table = name(schema_.tables[static_cast<std::size_t>(node.index)].code);
        return {"(SELECT CASE WHEN " + known + " THEN " + sum + " END FROM " + table + " WHERE " + table +
                    "." + name("ent_id") + " = " + name("e") + "." + name("ent_id") + ")",
                kAtom};
    }
};

}  // namespace

Result<std::string> to_sql(const Formula& formula, const Schema& schema, Dialect dialect, bool exact) {
    return Emitter(formula, schema, dialect, exact).run();
}

}  // namespace yuanheng::formula
