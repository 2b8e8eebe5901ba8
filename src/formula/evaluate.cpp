#include <algorithm>
#include <cmath>

#include "base/decimal.hpp"
#include "formula/names.hpp"
#include "formula/readers.hpp"
#include "formula/tree.hpp"

namespace yuanheng::formula {

namespace {

/// Numbers beyond 2^±32768 are absent (undefined): no figure of an evaluation is, and their digits would fill
/// memory.
constexpr double kMaxLog2 = 32768;
constexpr int kMaxExponent = 22000;  // about ln 2 · kMaxLog2
/// Days: more than there are in the years 1–9999.
constexpr int kMaxShift = 4'000'000;

const Exact& number(const Value& v) { return std::get<Exact>(v); }

/// log2 |x| to within a few units, for x ≠ 0; infinite where it is beyond every double.
double log2_size(const Exact& x) {
    if (x.is_rational()) {
        const auto bits = [](const Integer& i) {
            return static_cast<double>(mpz_sizeinbase(i.backend().data(), 2));
        };
        return bits(numerator(x.rational())) - bits(denominator(x.rational()));
    }
    return std::log2(std::fabs(x.approximate().value));
}

Value power(const Exact& x, const Rational& exponent) {
    const int sign = x.sign();
    if (sign < 0 && denominator(exponent) != 1) return Absence::undefined;
    if (sign == 0 && exponent < 0) return Absence::zero_denominator;
    if (sign == 0) return pow(x, exponent);
    const double size = std::fabs(log2_size(x)) * std::fabs(to_double(exponent));
    if (!(size <= kMaxLog2)) return Absence::undefined;
    return pow(x, exponent);
}

Value rounded(const Exact& x, int digits) {
    if (x.is_rational()) return Exact(round_to(x.rational(), digits, Rounding::half_up));
    const Rational scale = boost::multiprecision::pow(Integer(10), static_cast<unsigned>(std::abs(digits)));
    const Exact whole = digits >= 0 ? x * Exact(scale) : x / Exact(scale);
    const std::string text = whole.format(0);
    const Result<Rational> read = parse_decimal(text);
    if (!read) return Absence::undefined;
    return Exact(Rational(digits >= 0 ? *read / scale : *read * scale));
}

Value shifted(const Date& date, const Rational& by, bool months) {
    if (denominator(by) != 1 || by > kMaxShift || by < -kMaxShift) return Absence::undefined;
    const int n = static_cast<int>(Integer(numerator(by)));
    const int least = Date::of(1, 1, 1)->days();
    const int most = Date::of(9999, 12, 31)->days();
    if (months && std::abs(n) > 12 * 10'000) return Absence::undefined;
    const long days = months ? date.plus_months(n).days() : long{date.days()} + n;
    if (days < least || days > most) return Absence::undefined;
    return Date::from_days(static_cast<int>(days));
}

std::strong_ordering order(const Value& a, const Value& b) {
    if (std::holds_alternative<Exact>(a)) return number(a) <=> number(b);
    if (std::holds_alternative<Date>(a)) return std::get<Date>(a) <=> std::get<Date>(b);
    if (std::holds_alternative<bool>(a)) return std::get<bool>(a) <=> std::get<bool>(b);
    return std::get<std::string>(a).compare(std::get<std::string>(b)) <=> 0;
}

bool holds(Op op, std::strong_ordering o) {
    switch (op) {
        case Op::equal: return o == 0;
        case Op::not_equal: return o != 0;
        case Op::less: return o < 0;
        case Op::less_equal: return o <= 0;
        case Op::greater: return o > 0;
        default: return o >= 0;
    }
}

bool is(const Value& v, bool truth) { return !absent(v) && std::get<bool>(v) == truth; }

/// Kleene: the deciding value wins over unknown.
Value combine(const Value& a, const Value& b, bool deciding) {
    if (is(a, deciding) || is(b, deciding)) return deciding;
    if (absent(a)) return a;
    return b;
}

class Evaluation {
public:
    Evaluation(const Formula& formula, const Schema& schema, const Columns& data, std::size_t row,
               const Computed* computed, TakenRecords* told = nullptr)
        : nodes_(formula.nodes()),
          schema_(schema),
          data_(data),
          row_(row),
          computed_(computed),
          told_(told),
          first_(first_nodes(nodes_)),
          values_(nodes_.size(), Value(Absence::missing)) {}

    std::vector<Value> run() {
        range(0, nodes_.size());
        return std::move(values_);
    }

private:
    const std::vector<Node>& nodes_;
    const Schema& schema_;
    const Columns& data_;
    std::size_t row_;
    const Computed* computed_;
    TakenRecords* told_;
    std::vector<std::size_t> first_;  ///< of each aggregate, where its operands begin
    std::vector<Value> values_;
    std::size_t record_ = 0;

    const Value& argument(const Node& node, std::size_t i) const {
        return values_[static_cast<std::size_t>(node.arguments[i])];
    }

    void range(std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            // The operands of an aggregate are evaluated once a record, by the aggregate.
            const std::size_t owner = first_[i];
            if (owner > i && owner < end) {
                aggregate(i, owner);
                i = owner;
            } else {
                values_[i] = is_aggregate(nodes_[i].op) ? over_records(nodes_[i], i, i) : compute(nodes_[i]);
            }
        }
    }

    void aggregate(std::size_t begin, std::size_t index) {
        values_[index] = over_records(nodes_[index], begin, index);
    }

    Value over_records(const Node& node, std::size_t begin, std::size_t index) {
        const Table& table = data_.tables[static_cast<std::size_t>(node.index)];
        const bool counts = node.op == Op::count;
        const bool conditional = node.arguments.size() == (counts ? 1U : 2U);
        std::vector<Exact> taken;
        long long count = 0;
        Value reason = true;  // a truth value: nothing is absent so far
        const bool any = row_ + 1 < table.begin.size();
        for (std::size_t r = any ? table.begin[row_] : 0; any && r < table.begin[row_ + 1]; ++r) {
            record_ = r;
            range(begin, index);
            if (conditional) {
                const Value& condition = values_[static_cast<std::size_t>(node.arguments.back())];
                if (is(condition, false)) continue;
                if (absent(condition) && !absent(reason)) reason = condition;
            }
            ++count;
            if (told_ != nullptr)
                (*told_)[index].emplace_back(static_cast<std::uint32_t>(r),
                                             counts ? Value(true) : argument(node, 0));
            if (counts) continue;
            const Value& value = argument(node, 0);
            if (absent(value)) {
                if (!absent(reason)) reason = value;
            } else {
                taken.push_back(number(value));
            }
        }
        if (absent(reason)) return reason;
        if (counts) return Exact(count);
        return summary(node.op, std::move(taken));
    }

    static Value summary(Op op, std::vector<Exact> taken) {
        if (op == Op::sum) return sum(std::move(taken));
        if (taken.empty()) return op == Op::mean ? Absence::zero_denominator : Absence::missing;
        const auto n = static_cast<long long>(taken.size());
        if (op == Op::mean) return sum(std::move(taken)) / Exact(n);
        return op == Op::table_min ? *std::min_element(taken.begin(), taken.end())
                                   : *std::max_element(taken.begin(), taken.end());
    }

    Value compute(const Node& node) const {
        switch (node.op) {
            case Op::number: return Exact(node.number);
            case Op::text: return node.text;
            case Op::date: return node.date;
            case Op::boolean: return node.number != 0;
            case Op::missing: return Absence::missing;
            case Op::field: {
                if (computed_ != nullptr) {
                    const auto given = computed_->find(node.index);
                    if (given != computed_->end()) return given->second;
                }
                return data_.value(schema_, node.index, row_);
            }
            case Op::column:
                return cell(column_of(node),
                            schema_.tables[static_cast<std::size_t>(node.table)]
                                .columns[static_cast<std::size_t>(node.index)]
                                .type,
                            record_);
            case Op::is_missing: return absent(argument(node, 0));
            case Op::coalesce: return coalesce(node);
            case Op::logical_and: return combine(argument(node, 0), argument(node, 1), false);
            case Op::logical_or: return combine(argument(node, 0), argument(node, 1), true);
            case Op::in_set: return in_set(node);
            case Op::between: {
                const Value& x = argument(node, 0);
                return combine(compare(Op::greater_equal, x, argument(node, 1)),
                               compare(Op::less_equal, x, argument(node, 2)), false);
            }
            case Op::if_then_else: {
                const Value& condition = argument(node, 0);
                if (absent(condition)) return condition;
                return argument(node, std::get<bool>(condition) ? 1 : 2);
            }
            case Op::valid_on: return valid_on(node);
            default: break;
        }
        for (std::size_t i = 0; i < node.arguments.size(); ++i) {
            if (absent(argument(node, i))) return argument(node, i);
        }
        return node.type == Type::number ? arithmetic(node) : present(node);
    }

    const Column& column_of(const Node& node) const {
        return data_.tables[static_cast<std::size_t>(node.table)]
            .columns[static_cast<std::size_t>(node.index)];
    }

    Value coalesce(const Node& node) const {
        for (std::size_t i = 0; i < node.arguments.size(); ++i) {
            if (!absent(argument(node, i))) return argument(node, i);
        }
        return argument(node, 0);
    }

    static Value compare(Op op, const Value& a, const Value& b) {
        if (absent(a)) return a;
        if (absent(b)) return b;
        return holds(op, order(a, b));
    }

    Value in_set(const Node& node) const {
        const Value& x = argument(node, 0);
        if (absent(x)) return x;
        if (!node.set.empty())
            return std::find(node.set.begin(), node.set.end(), std::get<std::string>(x)) != node.set.end();
        Value found = false;
        for (std::size_t i = 1; i < node.arguments.size(); ++i)
            found = combine(found, compare(Op::equal, x, argument(node, i)), true);
        return found;
    }

    Value valid_on(const Node& node) const {
        const Value& date = argument(node, 0);
        if (absent(date)) return date;
        const std::vector<Field>& columns = schema_.tables[static_cast<std::size_t>(node.index)].columns;
        const Table& table = data_.tables[static_cast<std::size_t>(node.index)];
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const bool from = columns[i].code == "valid_from";
            if (!from && columns[i].code != "valid_to") continue;
            const Value end = cell(table.columns[i], Type::date, record_);
            if (absent(end)) continue;
            if (from ? std::get<Date>(date) < std::get<Date>(end)
                     : std::get<Date>(date) >= std::get<Date>(end))
                return false;
        }
        return true;
    }

    /// Operations whose operands are all present, giving a number.
    Value arithmetic(const Node& node) const {
        const Value& a = argument(node, 0);
        switch (node.op) {
            case Op::add: return number(a) + number(argument(node, 1));
            case Op::subtract:
                if (const Date* date = std::get_if<Date>(&a))
                    return Exact(date->days() - std::get<Date>(argument(node, 1)).days());
                return number(a) - number(argument(node, 1));
            case Op::multiply: return number(a) * number(argument(node, 1));
            case Op::divide:
                if (number(argument(node, 1)).sign() == 0) return Absence::zero_denominator;
                return number(a) / number(argument(node, 1));
            case Op::convert: return number(a) * Exact(node.number);
            case Op::negate: return -number(a);
            case Op::abs: return abs(number(a));
            case Op::power:
            case Op::sqrt: return power(number(a), node.number);
            case Op::ln: return number(a).sign() > 0 ? Value(ln(number(a))) : Value(Absence::undefined);
            case Op::exp: {
                const bool sane = number(a) < Exact(kMaxExponent) && number(a) > Exact(-kMaxExponent);
                return sane ? Value(exp(number(a))) : Value(Absence::undefined);
            }
            case Op::round: return rounded(number(a), static_cast<int>(Integer(numerator(node.number))));
            case Op::year: return Exact(std::get<Date>(a).year());
            case Op::months_between:
                return Exact(whole_months(std::get<Date>(a), std::get<Date>(argument(node, 1))));
            default: break;  // min, max
        }
        const Exact* chosen = &number(a);
        for (std::size_t i = 1; i < node.arguments.size(); ++i) {
            const Exact& other = number(argument(node, i));
            chosen = node.op == Op::min ? &min(*chosen, other) : &max(*chosen, other);
        }
        return *chosen;
    }

    /// Operations whose operands are all present, giving a truth value or a date.
    Value present(const Node& node) const {
        const Value& a = argument(node, 0);
        if (node.op == Op::logical_not) return !std::get<bool>(a);
        const Value& b = argument(node, 1);
        if (node.op == Op::add || node.op == Op::subtract) {
            const Exact by = node.op == Op::add ? number(b) : -number(b);
            if (!by.is_rational()) return Absence::undefined;
            return shifted(std::get<Date>(a), by.rational(),
                           is_months(nodes_[static_cast<std::size_t>(node.arguments[1])].unit));
        }
        if (node.op == Op::starts_with)
            return std::get<std::string>(a).rfind(std::get<std::string>(b), 0) == 0;
        if (node.op == Op::contains)
            return std::get<std::string>(a).find(std::get<std::string>(b)) != std::string::npos;
        return holds(node.op, order(a, b));
    }
};

}  // namespace

std::vector<std::size_t> first_nodes(const std::vector<Node>& nodes) {
    std::vector<std::size_t> owner(nodes.size(), 0);
    if (std::none_of(nodes.begin(), nodes.end(), [](const Node& node) { return is_aggregate(node.op); }))
        return owner;
    std::vector<std::size_t> least(nodes.size());  // smallest index in the sub-tree
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        least[i] = i;
        for (const int child : nodes[i].arguments)
            least[i] = std::min(least[i], least[static_cast<std::size_t>(child)]);
        if (is_aggregate(nodes[i].op)) owner[least[i]] = i;
    }
    return owner;
}

bool is_months(const Unit& unit) { return unit.dimension()[static_cast<std::size_t>(Quantity::months)] != 0; }

int whole_months(const Date& from, const Date& to) {
    if (to < from) return -whole_months(to, from);
    return (to.year() - from.year()) * 12 + to.month() - from.month() - (to.day() < from.day() ? 1 : 0);
}

Value cell(const Column& column, Type type, std::size_t row) {
    const double x = column.values[row];
    if (!std::isfinite(x)) return Absence::missing;
    switch (type) {
        case Type::number: {
            const auto precise = column.precise.find(static_cast<std::uint32_t>(row));
            return Exact(precise == column.precise.end() ? decimal_of(x) : precise->second);
        }
        case Type::text: {
            if (x < 0 || x >= static_cast<double>(column.dictionary.size())) return Absence::missing;
            return column.dictionary[static_cast<std::size_t>(x)];
        }
        case Type::date:
            if (std::fabs(x) > kMaxShift) return Absence::missing;
            return Date::from_days(static_cast<int>(x));
        case Type::boolean: return x != 0;
    }
    return Absence::missing;
}

Value Columns::value(const Schema& schema, int field, std::size_t row) const {
    const auto f = static_cast<std::size_t>(field);
    return cell(fields[f], schema.fields[f].type, row);
}

std::vector<Value> evaluate_all(const Formula& formula, const Schema& schema, const Columns& data,
                                std::size_t row, const Computed* computed, TakenRecords* taken) {
    return Evaluation(formula, schema, data, row, computed, taken).run();
}

Value evaluate(const Formula& formula, const Schema& schema, const Columns& data, std::size_t row,
               const Computed* computed) {
    return std::move(Evaluation(formula, schema, data, row, computed).run().back());
}

}  // namespace yuanheng::formula
