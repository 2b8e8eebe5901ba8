#include "formula/builder.hpp"

#include "formula/codes.hpp"

#include <algorithm>
#include <cstdlib>

namespace yuanheng::formula {

namespace {

/// A unit of a formula stays within these, so that no product of units overflows or grows without end.
constexpr int kMaxUnitExponent = 12;
constexpr std::size_t kMaxScaleBits = 512;

const Unit& months() {
    static const Unit kMonths = *parse_unit("月");
    return kMonths;
}
const Unit& days() {
    static const Unit kDays = *parse_unit("天");
    return kDays;
}

/// The coherent unit of a dimension: the product of powers of base units.
Unit base_unit(const Dimension& dimension) {
    static const std::vector<Unit> kBase = [] {
        std::vector<Unit> units;
        for (const char* name : {"元", "m²", "kWh", "kgce", "kg", "m³", "人", "月", "天"})
            units.push_back(*parse_unit(name));
        return units;
    }();
    Unit unit;
    for (std::size_t q = 0; q < kQuantities; ++q) {
        for (int i = 0; i < std::abs(dimension[q]); ++i)
            unit = dimension[q] > 0 ? unit * kBase[q] : unit / kBase[q];
    }
    return unit;
}

std::pair<std::string, std::string> words(const char* key, std::string value) {
    return {key, std::move(value)};
}

}  // namespace

int Builder::fail(const Token& token, ErrorCode code,
                  std::initializer_list<std::pair<std::string, std::string>> arguments) {
    if (!error_) error_ = Error(code, arguments, place_of(token.line, token.column, origin_));
    return -1;
}

int Builder::fail(const Token& token, const Error& error) {
    if (!error_) error_ = Error(error).at(place_of(token.line, token.column, origin_));
    return -1;
}

Token Builder::token_of(int index) const {
    Token token;
    token.line = at(index).line;
    token.column = at(index).column;
    return token;
}

int Builder::add(const Token& token, Op op, Type type, std::vector<int> arguments) {
    Node made;
    made.op = op;
    made.type = type;
    made.arguments = std::move(arguments);
    made.line = token.line;
    made.column = token.column;
    nodes_.push_back(std::move(made));
    flags_.emplace_back();
    return static_cast<int>(nodes_.size()) - 1;
}

int Builder::numeric(const Token& token, Op op, Unit unit, std::vector<int> arguments) {
    const int made = add(token, op, Type::number, std::move(arguments));
    node(made).unit = std::move(unit);
    return made;
}

// ---- leaves

int Builder::number(const Token& token, const Rational& value, const Unit& unit, std::string written_unit) {
    const int made = numeric(token, Op::number, unit, {});
    node(made).number = value;
    node(made).text = std::move(written_unit);
    return made;
}

int Builder::text(const Token& token, std::string value) {
    const int made = add(token, Op::text, Type::text);
    node(made).text = std::move(value);
    return made;
}

int Builder::date(const Token& token) {
    const int made = add(token, Op::date, Type::date);
    node(made).date = token.date;
    return made;
}

int Builder::truth(const Token& token, bool value) {
    const int made = add(token, Op::boolean, Type::boolean);
    node(made).number = value ? 1 : 0;
    return made;
}

int Builder::missing(const Token& token) { return add(token, Op::missing, Type::number); }

int Builder::bare(const Token& token) {
    const int made = text(token, token.text);
    flags_.back().bare = true;
    return made;
}

int Builder::field(const Token& token, int index) {
    const Field& named = schema_.fields[static_cast<std::size_t>(index)];
    const int made = add(token, Op::field, named.type);
    node(made).unit = named.unit;
    node(made).index = index;
    return made;
}

int Builder::column(const Token& token, int table, int index) {
    const Field& named =
        schema_.tables[static_cast<std::size_t>(table)].columns[static_cast<std::size_t>(index)];
    const int made = add(token, Op::column, named.type);
    node(made).unit = named.unit;
    node(made).index = index;
    node(made).table = table;
    return made;
}

int Builder::constant(const Token& token, int index) {
    const Constant& named = schema_.constants[static_cast<std::size_t>(index)];
    int made = -1;
    if (const Date* day = std::get_if<Date>(&named.value)) {
        made = add(token, Op::date, Type::date);
        node(made).date = *day;
    } else {
        made = number(token, std::get<Rational>(named.value), named.unit, {});
    }
    node(made).index = index;
    return made;
}

int Builder::derived(const Token& token, int index) {
    const Formula& formula = schema_.derived[static_cast<std::size_t>(index)].formula;
    const int offset = static_cast<int>(nodes_.size());
    if (nodes_.size() + formula.nodes().size() > kMaxNodes) {
        return fail(token, Code::formula_too_long, {{"limit", std::to_string(kMaxNodes / 1024)}});
    }
    for (Node copy : formula.nodes()) {
        for (int& child : copy.arguments) child += offset;
        // An error further on points at the name that was written, not into another text.
        copy.line = token.line;
        copy.column = token.column;
        nodes_.push_back(std::move(copy));
        flags_.emplace_back();
    }
    nodes_.back().derived = index;
    return static_cast<int>(nodes_.size()) - 1;
}

// ---- operands

bool Builder::adapts(int index) const {
    const Node& n = at(index);
    const bool zero = n.op == Op::number && n.number == 0 && n.index < 0 && n.text.empty();
    return (zero || n.op == Op::missing) && !flags_[static_cast<std::size_t>(index)].settled;
}

bool Builder::adapts_type(int index) const { return at(index).op == Op::missing && adapts(index); }

const std::vector<std::string>* Builder::enumeration(int index) const {
    const Node& n = at(index);
    const Field* named = nullptr;
    if (n.op == Op::field) named = &schema_.fields[static_cast<std::size_t>(n.index)];
    if (n.op == Op::column) {
        named = &schema_.tables[static_cast<std::size_t>(n.table)].columns[static_cast<std::size_t>(n.index)];
    }
    return named && named->type == Type::text && !named->values.empty() ? &named->values : nullptr;
}

bool Builder::usable(int index) {
    if (index < 0) return false;
    if (!is_bare(index)) return true;
    std::vector<std::string> candidates;
    for (const Field& f : schema_.fields) {
        candidates.insert(candidates.end(), {f.code, f.label.zh, f.label.en});
        candidates.insert(candidates.end(), f.aliases.begin(), f.aliases.end());
    }
    for (const Constant& c : schema_.constants)
        candidates.insert(candidates.end(), {c.code, c.label.zh, c.label.en});
    for (const Derived& d : schema_.derived)
        candidates.insert(candidates.end(), {d.code, d.label.zh, d.label.en});
    for (const TableField& t : schema_.tables) {
        for (const Field& f : t.columns) candidates.insert(candidates.end(), {f.code, f.label.zh});
    }
    const std::string near = suggest(at(index).text, candidates);
    fail(token_of(index), Code::formula_unknown_name,
         {words("name", at(index).text),
          words("suggestion", near.empty() ? "可用的名称是方案里的指标、常数的代码或名称；文字要加引号"
                                           : "是不是“" + near + "”？"),
          words("suggestion_en",
                near.empty()
                    ? "use the code or label of an input or constant of the scheme; put texts in quotes"
                    : "did you mean \"" + near + "\"?")});
    return false;
}

bool Builder::expect(int index, Type type) {
    if (!usable(index)) return false;
    if (at(index).type == type) return true;
    if (adapts_type(index)) {
        node(index).type = type;
        return true;
    }
    fail(token_of(index), Code::formula_type,
         {words("expected", std::string(type_name(type, Language::zh))),
          words("expected_en", std::string(type_name(type, Language::en))),
          words("found", std::string(type_name(at(index).type, Language::zh))),
          words("found_en", std::string(type_name(at(index).type, Language::en)))});
    return false;
}

bool Builder::expect_plain(int& index, const Token& token) {
    if (!expect(index, Type::number)) return false;
    if (!at(index).unit.dimensionless()) {
        fail(token, Code::formula_needs_plain,
             {words("unit", unit_name(at(index).unit, Language::zh)),
              words("unit_en", unit_name(at(index).unit, Language::en))});
        return false;
    }
    index = converted(index, Unit());
    return true;
}

int Builder::converted(int index, const Unit& unit) {
    if (adapts(index)) node(index).unit = unit;
    if (at(index).unit == unit) return index;
    const Rational factor = conversion(at(index).unit, unit);
    const int made = numeric(token_of(index), Op::convert, unit, {index});
    node(made).number = factor;
    return made;
}

bool Builder::unify(const Token& token, int& a, int& b) {
    if (!usable(a) || !usable(b)) return false;
    if (adapts_type(a)) node(a).type = at(b).type;
    if (!expect(b, at(a).type)) return false;
    if (adapts(a) && !adapts(b)) {
        node(a).unit = at(b).unit;
        flags(a).settled = true;
    }
    if (at(a).type != Type::number) return true;
    if (!adapts(b) && at(a).unit.dimension() != at(b).unit.dimension()) {
        // An input whose unit was forgotten, or one that fits no other way.
        const bool left = at(a).op == Op::field && at(a).unit.is_plain();
        if (left || (at(b).op == Op::field && at(b).unit.is_plain())) {
            const Field& input = schema_.fields[static_cast<std::size_t>(at(left ? a : b).index)];
            const Unit& other = at(left ? b : a).unit;
            fail(token, Code::formula_input_without_unit,
                 {words("name", input.label.in(Language::zh)), words("name_en", input.label.in(Language::en)),
                  words("unit", unit_name(other, Language::zh)),
                  words("unit_en", unit_name(other, Language::en))});
            return false;
        }
        fail(token, Code::formula_units_differ,
             {words("left", unit_name(at(a).unit, Language::zh)),
              words("right", unit_name(at(b).unit, Language::zh)),
              words("left_en", unit_name(at(a).unit, Language::en)),
              words("right_en", unit_name(at(b).unit, Language::en))});
        return false;
    }
    b = converted(b, at(a).unit);
    return true;
}

bool Builder::bounded(const Token& token, const Unit& unit, const Unit& other) {
    bool small = true;
    for (std::size_t q = 0; q < kQuantities; ++q) {
        small = small && std::abs(unit.dimension()[q]) + std::abs(other.dimension()[q]) <= kMaxUnitExponent;
    }
    const auto size = [](const Unit& u) {
        return mpz_sizeinbase(mpq_numref(u.scale().backend().data()), 2) +
               mpz_sizeinbase(mpq_denref(u.scale().backend().data()), 2);
    };
    if (small && size(unit) + size(other) <= kMaxScaleBits) return true;
    fail(token, Code::formula_unit_too_complex, {});
    return false;
}

// ---- arithmetic

int Builder::date_shift(const Token& token, Op op, int date, int time) {
    const Dimension& dimension = at(time).unit.dimension();
    const bool by_months = dimension == months().dimension();
    if (!by_months && dimension != days().dimension()) {
        return fail(token, Code::formula_date_shift,
                    {words("unit", unit_name(at(time).unit, Language::zh)),
                     words("unit_en", unit_name(at(time).unit, Language::en))});
    }
    return add(token, op, Type::date, {date, converted(time, by_months ? months() : days())});
}

int Builder::sum_or_difference(const Token& token, Op op, int a, int b) {
    if (!usable(a) || !usable(b)) return -1;
    if (at(a).type == Type::date && at(b).type == Type::number) return date_shift(token, op, a, b);
    if (op == Op::add && at(a).type == Type::number && at(b).type == Type::date)
        return date_shift(token, op, b, a);
    if (op == Op::subtract && at(a).type == Type::date && at(b).type == Type::date)
        return numeric(token, op, days(), {a, b});
    if (!expect(a, Type::number) || !expect(b, Type::number) || !unify(token, a, b)) return -1;
    Unit unit = at(a).unit;
    return numeric(token, op, std::move(unit), {a, b});
}

int Builder::product_or_quotient(const Token& token, Op op, int a, int b) {
    if (!expect(a, Type::number) || !expect(b, Type::number)) return -1;
    // Shares take part as plain numbers, so that 5 % of an amount is an amount and not a "%·万元".
    if (at(a).unit.dimensionless()) a = converted(a, Unit());
    if (at(b).unit.dimensionless()) b = converted(b, Unit());
    if (!bounded(token, at(a).unit, at(b).unit)) return -1;
    Unit unit = op == Op::multiply ? at(a).unit * at(b).unit : at(a).unit / at(b).unit;
    const bool plain = unit.dimensionless();
    const int made = numeric(token, op, std::move(unit), {a, b});
    return plain ? converted(made, Unit()) : made;
}

int Builder::negate(const Token& token, int a) {
    if (!expect(a, Type::number)) return -1;
    Unit unit = at(a).unit;
    return numeric(token, Op::negate, std::move(unit), {a});
}

int Builder::power(const Token& token, int a, const Rational& exponent) {
    using boost::multiprecision::denominator;
    using boost::multiprecision::numerator;
    if (!expect(a, Type::number)) return -1;
    constexpr int kMaxPower = 64;
    const bool sane =
        boost::multiprecision::abs(numerator(exponent)) <= kMaxPower && denominator(exponent) <= kMaxPower;
    if (!sane) return fail(token, Code::formula_bad_power, {});
    if (at(a).unit.dimensionless()) a = converted(a, Unit());
    const auto n = static_cast<int>(Integer(numerator(exponent)));
    const auto d = static_cast<int>(Integer(denominator(exponent)));
    Dimension raised = at(a).unit.dimension();
    for (std::int8_t& q : raised) {
        const int power = q * n;
        if (power % d != 0 || std::abs(power / d) > kMaxUnitExponent) {
            return fail(token, Code::formula_bad_power_unit,
                        {words("unit", unit_name(at(a).unit, Language::zh)),
                         words("unit_en", unit_name(at(a).unit, Language::en))});
        }
        q = static_cast<std::int8_t>(power / d);
    }
    if (!at(a).unit.dimensionless()) a = converted(a, base_unit(at(a).unit.dimension()));
    const int made = numeric(token, Op::power, base_unit(raised), {a});
    node(made).number = exponent;
    return made;
}

int Builder::round(const Token& token, int a, const Rational& digits) {
    if (!expect(a, Type::number)) return -1;
    Unit unit = at(a).unit;
    const int made = numeric(token, Op::round, std::move(unit), {a});
    node(made).number = digits;
    return made;
}

// ---- comparisons and logic

bool Builder::resolve_bare(int& name, int other) {
    if (name < 0 || other < 0) return false;
    const std::vector<std::string>* values = is_bare(other) ? nullptr : enumeration(other);
    if (values == nullptr || at(name).op != Op::text) return true;
    if (std::find(values->begin(), values->end(), at(name).text) != values->end()) {
        flags(name).bare = false;
        return true;
    }
    const std::string near = suggest(at(name).text, *values);
    std::string all;
    for (const std::string& v : *values) {
        if (all.size() < 200) all += (all.empty() ? "" : "、") + v;
    }
    fail(token_of(name), Code::formula_unknown_value,
         {words("value", at(name).text),
          words("suggestion", near.empty() ? "可选：" + all : "是不是“" + near + "”？"),
          words("suggestion_en", near.empty() ? "one of: " + all : "did you mean \"" + near + "\"?")});
    return false;
}

int Builder::compare(const Token& token, Op op, int a, int b) {
    if (!resolve_bare(a, b) || !resolve_bare(b, a) || !unify(token, a, b)) return -1;
    const Type type = at(a).type;
    const bool ordered = type == Type::number || type == Type::date;
    if (!ordered && op != Op::equal && op != Op::not_equal) {
        return fail(token, Code::formula_not_ordered,
                    {words("type", std::string(type_name(type, Language::zh))),
                     words("type_en", std::string(type_name(type, Language::en)))});
    }
    return add(token, op, Type::boolean, {a, b});
}

int Builder::between(const Token& token, int x, int low, int high) {
    if (!unify(token, x, low) || !unify(token, x, high)) return -1;
    if (at(x).type != Type::number && at(x).type != Type::date) {
        return fail(token, Code::formula_not_ordered,
                    {words("type", std::string(type_name(at(x).type, Language::zh))),
                     words("type_en", std::string(type_name(at(x).type, Language::en)))});
    }
    return add(token, Op::between, Type::boolean, {x, low, high});
}

int Builder::in_set(const Token& token, int x, const std::vector<int>& items) {
    if (!usable(x)) return -1;
    std::vector<int> arguments = {x};
    std::vector<std::string> set;
    for (int item : items) {
        if (!resolve_bare(item, x) || !unify(token, x, item)) return -1;
        if (at(item).op == Op::text) {
            set.push_back(at(item).text);
        } else if (at(x).type == Type::text) {
            return fail(token_of(item), Code::formula_set_item, {});
        } else {
            arguments.push_back(item);
        }
    }
    arguments.front() = x;
    const int made = add(token, Op::in_set, Type::boolean, std::move(arguments));
    node(made).set = std::move(set);
    return made;
}

int Builder::logic(const Token& token, Op op, int a, int b) {
    if (!expect(a, Type::boolean) || !expect(b, Type::boolean)) return -1;
    return add(token, op, Type::boolean, {a, b});
}

int Builder::negation(const Token& token, int a) {
    if (!expect(a, Type::boolean)) return -1;
    return add(token, Op::logical_not, Type::boolean, {a});
}

int Builder::choice(const Token& token, int condition, int yes, int no) {
    if (!expect(condition, Type::boolean) || !unify(token, yes, no)) return -1;
    Unit unit = at(yes).unit;
    const int made = add(token, Op::if_then_else, at(yes).type, {condition, yes, no});
    node(made).unit = std::move(unit);
    return made;
}

// ---- functions

int Builder::call(const Token& token, const Function& function, std::vector<int> arguments) {
    int& a = arguments.front();
    switch (function.op) {
        case Op::is_missing: return usable(a) ? add(token, Op::is_missing, Type::boolean, {a}) : -1;
        case Op::logical_not:
            return usable(a) ? negation(token, add(token, Op::is_missing, Type::boolean, {a})) : -1;
        case Op::abs: {
            if (!expect(a, Type::number)) return -1;
            Unit unit = at(a).unit;
            return numeric(token, Op::abs, std::move(unit), {a});
        }
        case Op::ln:
        case Op::exp: return expect_plain(a, token) ? numeric(token, function.op, Unit(), {a}) : -1;
        case Op::sqrt: {
            const int made = power(token, a, Rational(1, 2));
            if (made < 0) return -1;
            node(made).op = Op::sqrt;
            return made;
        }
        case Op::starts_with:
        case Op::contains:
            if (!expect(a, Type::text) || !expect(arguments[1], Type::text)) return -1;
            return add(token, function.op, Type::boolean, std::move(arguments));
        case Op::year: return expect(a, Type::date) ? numeric(token, Op::year, Unit(), {a}) : -1;
        case Op::months_between:
            if (!expect(a, Type::date) || !expect(arguments[1], Type::date)) return -1;
            return numeric(token, Op::months_between, months(), std::move(arguments));
        default: break;
    }
    // coalesce, min, max
    if (function.op != Op::coalesce && !expect(a, Type::number)) return -1;
    if (arguments.size() == 1) return usable(a) ? a : -1;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        if (!unify(token, a, arguments[i])) return -1;
    }
    Unit unit = at(a).unit;
    const int made = add(token, function.op, at(a).type, std::move(arguments));
    node(made).unit = std::move(unit);
    return made;
}

int Builder::valid_on(const Token& token, int table, int date) {
    if (!expect(date, Type::date)) return -1;
    const int made = add(token, Op::valid_on, Type::boolean, {date});
    node(made).index = table;
    return made;
}

int Builder::aggregate(const Token& token, Op op, int table, bool has_column, int column, bool has_condition,
                       int condition) {
    std::vector<int> arguments;
    Unit unit;
    if (has_column) {
        if (!expect(column, Type::number)) return -1;
        unit = at(column).unit;
        arguments.push_back(column);
    }
    if (has_condition) {
        if (!expect(condition, Type::boolean)) return -1;
        arguments.push_back(condition);
    }
    const int made = numeric(token, op, std::move(unit), std::move(arguments));
    node(made).index = table;
    return made;
}

}  // namespace yuanheng::formula
