#pragma once

#include <cmath>
#include <random>
#include <string>

#include "formula/value.hpp"

namespace yuanheng::formula {

/// The schema that the tests of this folder share.
inline Schema sample_schema() {
    const auto unit = [](std::string_view text) { return *parse_unit(text); };
    Schema s;
    s.fields = {
        {"tax", {"税收", "tax paid"}, Type::number, unit("万元")},
        {"land", {"用地面积", "land used"}, Type::number, unit("亩")},
        {"floor", {"建筑面积", "floor area"}, Type::number, unit("平方米")},
        {"rd", {"研发费用", "R&D"}, Type::number, unit("元")},
        {"share", {"占比", "share"}, Type::number, unit("%")},
        {"a_plain", {"甲数", "a"}, Type::number, Unit()},
        {"b_plain", {"乙数", "b"}, Type::number, Unit()},
        {"above_scale", {"规上", "above scale"}, Type::boolean, Unit()},
        {"listed", {"上市", "listed"}, Type::boolean, Unit()},
        {"kind_of", {"企业类型", "kind"}, Type::text, Unit(), {"国企", "民企", "外企"}},
        {"title", {"名称", "name"}, Type::text, Unit(), {}, {"企业名称"}},
        {"registered", {"注册日期", "registered"}, Type::date, Unit()},
        {"as_of", {"截止日", "as of"}, Type::date, Unit()},
    };
    TableField patents{"patents", {"专利", "patents"}, {}};
    patents.columns = {
        {"kind", {"种类", "kind"}, Type::text, Unit(), {"invention", "design"}},
        {"value", {"价值", "value"}, Type::number, unit("万元")},
        {"valid_from", {"起", "from"}, Type::date, Unit()},
        {"valid_to", {"止", "to"}, Type::date, Unit()},
    };
    TableField leases{"leases", {"租赁", "leases"}, {}};
    leases.columns = {{"area", {"面积", "area"}, Type::number, unit("亩")}};
    s.tables = {patents, leases};
    s.constants = {{"coal_factor", {"电力折标系数", "coal factor"}, Rational(3, 10), unit("kgce/kWh")}};
    return s;
}

/// Makes random data and random well-typed formulas over sample_schema(), near-ties and extreme magnitudes
/// included.
class Generator {
public:
    explicit Generator(unsigned seed) : random_(seed) {}

    Columns data(const Schema& schema, std::size_t rows) {
        Columns columns;
        columns.rows = rows;
        for (const Field& f : schema.fields) columns.fields.push_back(column(f, rows));
        for (const TableField& t : schema.tables) {
            Table table{{0}, {}};
            for (std::size_t r = 0; r < rows; ++r)
                table.begin.push_back(table.begin.back() + static_cast<std::uint32_t>(below(4)));
            for (const Field& f : t.columns) table.columns.push_back(column(f, table.begin.back()));
            columns.tables.push_back(std::move(table));
        }
        return columns;
    }

    /// A formula of any type.
    std::string formula(int depth) {
        switch (below(4)) {
            case 0: return number("万元", depth);
            case 1: return number("", depth);
            case 2: return truth(depth);
            default: return below(4) == 0 ? date(depth) : number("亩", depth);
        }
    }

    /// A number of the dimension of the given unit ("", 万元 or 亩).
    std::string number(const std::string& unit, int depth) {
        if (depth <= 0 || below(6) == 0) return leaf(unit);
        switch (below(13)) {
            case 0: return "(" + number(unit, depth - 1) + " + " + number(unit, depth - 1) + ")";
            case 1: return "(" + number(unit, depth - 1) + " - " + number(unit, depth - 1) + ")";
            case 2: return number_part(unit, depth) + " * " + number_part("", depth);
            case 3: return number_part(unit, depth) + " / " + number_part("", depth);
            case 4:
                return "(if " + truth(depth - 1) + " then " + number(unit, depth - 1) + " else " +
                       number(unit, depth - 1) + ")";
            case 5:
                return pick({"min", "max", "coalesce"}) + "(" + number(unit, depth - 1) + ", " +
                       number(unit, depth - 1) + ")";
            case 6: return "-" + number_part(unit, depth);
            case 7: return "abs(" + number(unit, depth - 1) + ")";
            case 8: return "round(" + number(unit, depth - 1) + ", " + pick({"0", "2", "-1"}) + ")";
            case 9: return aggregates ? aggregate(unit) : leaf(unit);
            default: break;
        }
        if (!unit.empty()) return number_part("", depth) + " * " + leaf(unit);
        if (!functions || below(3) == 0) return number_part("亩", depth) + " / " + number_part("亩", depth);
        switch (below(7)) {
            case 0: return "ln(" + number("", depth - 1) + ")";
            case 1: return "exp(" + number("", depth - 1) + ")";
            case 2: return "sqrt(" + number("", depth - 1) + ")";
            case 3: return number_part("", depth) + "^" + pick({"2", "3", "-1", "0.5", "(1/3)", "0"});
            case 4: return "year(" + date(depth - 1) + ")";
            case 5: return "(" + date(depth - 1) + " - " + date(depth - 1) + ") / 1 天";
            default: return "months_between(" + date(depth - 1) + ", " + date(depth - 1) + ") / 1 月";
        }
    }

    std::string truth(int depth) {
        if (depth <= 0)
            return pick({"above_scale", "listed", "true", "kind_of = 国企", "kind_of in {民企, 外企}",
                         "title != \"甲\""});
        switch (below(10)) {
            case 0: return "(" + truth(depth - 1) + " and " + truth(depth - 1) + ")";
            case 1: return "(" + truth(depth - 1) + " or " + truth(depth - 1) + ")";
            case 2: return "not (" + truth(depth - 1) + ")";
            case 3: return "missing(" + number("亩", depth - 1) + ")";
            case 4: return "(" + date(depth - 1) + pick({" < ", " >= ", " = "}) + date(depth - 1) + ")";
            case 5: return "starts_with(title, \"甲\")";
            case 6:
                return number_part("亩", depth) + " between " + leaf("亩") + " and " +
                       number_part("亩", depth);
            case 7: return number_part("", depth) + " in {1, " + leaf("") + ", 0.3}";
            default: break;
        }
        const std::string unit = pick({"", "亩", "万元"});
        return "(" + number(unit, depth - 1) + pick({" < ", " <= ", " > ", " >= ", " = ", " != "}) +
               number(unit, depth - 1) + ")";
    }

    /// Leave out what SQL does otherwise, or tables.
    bool functions = true;
    bool aggregates = true;
    bool extremes = true;

private:
    std::mt19937 random_;

    unsigned below(unsigned n) { return std::uniform_int_distribution<unsigned>(0, n - 1)(random_); }
    std::string pick(std::initializer_list<const char*> all) {
        return *(all.begin() + below(static_cast<unsigned>(all.size())));
    }
    std::string number_part(const std::string& unit, int depth) {
        return "(" + number(unit, depth - 1) + ")";
    }

    std::string leaf(const std::string& unit) {
        if (unit == "亩") return pick({"land", "land", "floor", "5 亩", "0.3 亩", "0.1 亩", "100 平方米"});
        if (unit == "万元") return pick({"tax", "tax", "rd", "3 万元", "0.3 万元", "20 元"});
        return pick({"a_plain", "b_plain", "a_plain", "share", "1", "0.3", "0.1", "5 %", "0", "land / 0.3 亩",
                     "tax / rd", "3"});
    }

    std::string date(int depth) {
        if (depth <= 0) return pick({"registered", "as_of", "2024-02-29", "2020-12-31"});
        switch (below(4)) {
            case 0: return "(" + date(depth - 1) + " - " + pick({"1 年", "3 月", "40 天"}) + ")";
            case 1:
                return "(if " + truth(depth - 1) + " then " + date(depth - 1) + " else " + date(depth - 1) +
                       ")";
            default: return date(0);
        }
    }

    std::string aggregate(const std::string& unit) {
        if (unit == "亩")
            return pick({"sum(leases.area)", "mean(leases.area)", "min(leases.area)",
                         "max_if(leases.area, area > 1 亩)"});
        if (unit == "万元")
            return pick({"sum(patents.value)", "sum_if(patents.value, kind = invention)",
                         "mean_if(patents.value, valid_on(as_of))"});
        return below(2) == 0 ? "count(patents)" : "count_if(patents, value > (" + number("万元", 0) + "))";
    }

    double value() {
        static constexpr double kNear[] = {
            0,   1,   -1,   5, 0.1, 0.2, 0.3, 0.30000000000000004, 3, 0.09999999999999999, 5.000000000000001,
            2.5, 0.5, 1.005};
        static constexpr double kExtreme[] = {1e-300, 1e300, 5e-324, -1e308,
                                              1e-160, 1e160, 1e22,   123456789012345680.0};
        const unsigned kind = below(10);
        if (extremes && kind == 0) return kExtreme[below(8)];
        if (kind < 6) return kNear[below(14)];
        const double scale = std::pow(10.0, static_cast<double>(below(7)));
        return std::round(std::uniform_real_distribution<double>(-0.2, 1)(random_) * scale * 100) / 100;
    }

    Column column(const Field& f, std::size_t rows) {
        Column c;
        if (f.type == Type::text)
            c.dictionary = f.values.empty() ? std::vector<std::string>{"甲", "甲乙", "丙"} : f.values;
        for (std::size_t r = 0; r < rows; ++r) {
            double x = NAN;
            if (below(7) != 0) {
                switch (f.type) {
                    case Type::number: x = value(); break;
                    case Type::text: x = below(static_cast<unsigned>(c.dictionary.size())); break;
                    case Type::date: x = 18'000 + below(2000); break;
                    case Type::boolean: x = below(2); break;
                }
            }
            if (f.type == Type::number && extremes && below(40) == 0 && !std::isnan(x)) {
                c.precise.emplace(static_cast<std::uint32_t>(r), Rational(1, 3));
                x = 1.0 / 3;
            }
            c.values.push_back(x);
        }
        return c;
    }
};

}  // namespace yuanheng::formula
