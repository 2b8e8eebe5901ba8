#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "base/decimal.hpp"
#include "formula/readers.hpp"
#include "formula/samples.hpp"

namespace yuanheng::formula {
namespace {

std::string sql(std::string_view text, Dialect dialect, bool exact = true) {
    const Schema schema = sample_schema();
    const Result<Formula> f = compile(text, schema);
    if (!f) return describe(f.error(), Language::en);
    const Result<std::string> out = to_sql(*f, schema, dialect, exact);
    return out ? *out : describe(out.error(), Language::en);
}

TEST(Sql, ThreeDialects) {
    EXPECT_EQ(sql("tax / land", Dialect::postgresql),
              "ROUND(CAST(\"tax\" AS NUMERIC), 40) / NULLIF(CAST(\"land\" AS NUMERIC), 0)");
    EXPECT_EQ(sql("tax / land", Dialect::postgresql, false),
              "CAST(\"tax\" AS DOUBLE PRECISION) / NULLIF(CAST(\"land\" AS DOUBLE PRECISION), 0)");
    EXPECT_EQ(sql("tax / land", Dialect::spark, false),
              "CAST(`tax` AS DOUBLE) / NULLIF(CAST(`land` AS DOUBLE), 0)");
    EXPECT_EQ(sql("tax / land", Dialect::duckdb),
              "CAST(\"tax\" AS DECIMAL(38, 18)) / NULLIF(CAST(\"land\" AS DECIMAL(38, 18)), 0)");
    EXPECT_EQ(sql("title = \"O'Neil\\\" or missing(tax)", Dialect::spark),
              "`title` = 'O\\'Neil\\\\' OR CAST(`tax` AS DECIMAL(38, 18)) IS NULL");
    EXPECT_EQ(sql("as_of - 1 year", Dialect::spark),
              "ADD_MONTHS(`as_of`, CASE WHEN CAST(1 AS DECIMAL(38, 18)) * CAST(12 AS DECIMAL(38, 18)) = "
              "FLOOR(CAST(1 AS DECIMAL(38, 18)) * "
              "CAST(12 AS DECIMAL(38, 18))) THEN CAST(-(CAST(1 AS DECIMAL(38, 18)) * CAST(12 AS DECIMAL(38, "
              "18))) AS INTEGER) END)");
    for (const Dialect dialect : {Dialect::spark, Dialect::duckdb}) {
        EXPECT_NE(sql("as_of + 3 天 > registered and contains(title, \"x\") and starts_with(title, \"y\")",
                      dialect),
                  "");
        EXPECT_NE(sql("round((as_of - registered) / 1 天, 1) > 3 or above_scale = missing", dialect, false),
                  "");
        EXPECT_NE(sql("coalesce(missing, title) = missing", dialect), "");
    }
    EXPECT_NE(sql("if above_scale then as_of else missing", Dialect::spark).find("CAST(NULL AS DATE)"),
              std::string::npos);
}

TEST(Sql, BracketsBalanceInEveryDialect) {
    const Schema schema = sample_schema();
    Generator generator(5);
    for (int i = 0; i < 500; ++i) {
        const Formula formula = *compile(generator.formula(4), schema);
        for (const Dialect dialect : {Dialect::postgresql, Dialect::spark, Dialect::duckdb}) {
            const Result<std::string> out = to_sql(formula, schema, dialect, i % 2 == 0);
            ASSERT_TRUE(out);
            EXPECT_EQ(std::count(out->begin(), out->end(), '('), std::count(out->begin(), out->end(), ')'))
                << *out;
        }
    }
}

TEST(Sql, RefusesWhatGrowsWithoutEnd) {
    std::string nested = "a_plain";
    for (int i = 0; i < 30; ++i) nested = "ln(min(" + nested + ", 1))";
    EXPECT_NE(sql(nested, Dialect::postgresql).find("1 MB"), std::string::npos);
}

/// Literal of a cell for PostgreSQL.
std::string cell_text(const Value& v) {
    if (absent(v)) return "NULL";
    if (const Exact* x = std::get_if<Exact>(&v)) return format_plain(x->rational(), 30);
    if (const Date* d = std::get_if<Date>(&v)) return "'" + d->iso() + "'";
    if (const bool* b = std::get_if<bool>(&v)) return *b ? "true" : "false";
    return "'" + std::get<std::string>(v) + "'";
}

std::string column_type(Type type) {
    return type == Type::number    ? "numeric"
           : type == Type::date    ? "date"
           : type == Type::boolean ? "boolean"
                                   : "text";
}

/// One column of a table as a field of a one-row view, to read its cells with Columns::value.
Value table_cell(const Field& f, const Column& c, std::size_t row) {
    Schema schema;
    schema.fields = {f};
    Columns data;
    data.fields = {c};
    return data.value(schema, 0, row);
}

std::string fixtures(const Schema& schema, const Columns& data) {
    std::string out = "SET client_min_messages = error;\nCREATE TEMP TABLE e (ent_id int";
    for (const Field& f : schema.fields) out += ", \"" + f.code + "\" " + column_type(f.type);
    out += ");\n";
    for (std::size_t r = 0; r < data.rows; ++r) {
        out += "INSERT INTO e VALUES (" + std::to_string(r);
        for (std::size_t f = 0; f < schema.fields.size(); ++f)
            out += ", " + cell_text(data.value(schema, static_cast<int>(f), r));
        out += ");\n";
    }
    for (std::size_t t = 0; t < schema.tables.size(); ++t) {
        const TableField& table = schema.tables[t];
        out += "CREATE TEMP TABLE \"" + table.code + "\" (ent_id int";
        for (const Field& f : table.columns) out += ", \"" + f.code + "\" " + column_type(f.type);
        out += ");\n";
        for (std::size_t r = 0; r < data.rows; ++r) {
            for (std::uint32_t k = data.tables[t].begin[r]; k < data.tables[t].begin[r + 1]; ++k) {
                out += "INSERT INTO \"" + table.code + "\" VALUES (" + std::to_string(r);
                for (std::size_t c = 0; c < table.columns.size(); ++c) {
                    out += ", " + cell_text(table_cell(table.columns[c], data.tables[t].columns[c], k));
                }
                out += ");\n";
            }
        }
    }
    return out;
}

/// Whether a decimal quotient could turn a tie: SQL has no fractions, so those formulas are not compared.
bool may_tie(const Formula& f) {
    bool inexact = false;
    bool decides = false;
    for (const Node& n : f.nodes()) {
        inexact |= n.op == Op::divide || n.op == Op::convert || n.op == Op::mean || n.op == Op::sqrt ||
                   n.op == Op::power || n.op == Op::ln;
        decides |= (n.type == Type::boolean && !n.arguments.empty() &&
                    f.nodes()[static_cast<std::size_t>(n.arguments[0])].type == Type::number &&
                    n.op != Op::is_missing) ||
                   n.op == Op::round;
    }
    return inexact && decides;
}

::testing::AssertionResult same(const std::string& line, const Value& exact) {
    if (absent(exact))
        return line == "~" ? ::testing::AssertionSuccess()
                           : ::testing::AssertionFailure() << line << " is not NULL";
    if (const bool* b = std::get_if<bool>(&exact)) {
        return line == (*b ? "true" : "false") ? ::testing::AssertionSuccess()
                                               : ::testing::AssertionFailure() << line;
    }
    if (const Date* d = std::get_if<Date>(&exact)) {
        return line == d->iso() ? ::testing::AssertionSuccess()
                                : ::testing::AssertionFailure() << line << " is not " << d->iso();
    }
    const Result<Rational> read = parse_decimal(line);
    if (!read) return ::testing::AssertionFailure() << line << " is not a number";
    const Exact& x = std::get<Exact>(exact);
    const Exact tolerance = Exact(Rational(1, Integer("100000000000000000000"))) * max(Exact(1), abs(x));
    if (abs(Exact(*read) - x) < tolerance) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << line << " is not " << x.format(30);
}

TEST(Sql, PostgresqlAgreesWithTheExactReader) {
    const char* url = std::getenv("YUANHENG_PG_URL");
    if (url == nullptr || *url == '\0') GTEST_SKIP() << "YUANHENG_PG_URL is not set";
    const Schema schema = sample_schema();
    Generator generator(42);
    generator.extremes = false;
    generator.functions = false;
    const Columns data = generator.data(schema, 12);
    std::vector<Formula> formulas;
    for (const char* text : {"ln(a_plain)",
                             "sqrt(land / 1 亩)",
                             "a_plain^2",
                             "a_plain^-1",
                             "a_plain^(1/3)",
                             "a_plain^0",
                             "exp(-abs(share))",
                             "year(registered)",
                             "months_between(registered, as_of)",
                             "months_between(as_of, registered)",
                             "as_of - registered",
                             "as_of - 13 月",
                             "as_of + 40 天",
                             "starts_with(title, \"甲\")",
                             "contains(title, \"乙\")",
                             "registered_before(as_of - 1 year)",
                             "count(patents)",
                             "count_if(patents, valid_on(as_of))",
                             "count_if(patents, kind = design and value > tax)",
                             "mean_if(patents.value, kind = invention)",
                             "max(patents.value)",
                             "sum(leases.area)",
                             "if listed then 1 else 0",
                             "not (above_scale or listed)"}) {
        formulas.push_back(*compile(text, schema));
    }
    while (formulas.size() < 600) {
        const std::string source = generator.formula(4);
        const Result<Formula> f = compile(source, schema);
        ASSERT_TRUE(f) << source << describe(f.error(), Language::en);
        if (!may_tie(*f)) formulas.push_back(*f);
    }
    const std::string script = ::testing::TempDir() + "yuanheng_sql_test.sql";
    {
        std::ofstream out(script);
        out << fixtures(schema, data);
        for (const Formula& f : formulas) {
            const std::string expression = *to_sql(f, schema, Dialect::postgresql, true);
            const bool number = f.type() == Type::number;
            out << "SELECT COALESCE(CAST(" << (number ? "ROUND(" : "(") << expression
                << (number ? ", 40)" : ")") << " AS TEXT), '~') FROM e ORDER BY ent_id;\n";
        }
    }
    FILE* psql = popen(
        ("psql -X -q -A -t -v ON_ERROR_STOP=1 -d '" + std::string(url) + "' -f " + script + " 2>&1").c_str(),
        "r");
    ASSERT_NE(psql, nullptr);
    std::vector<std::string> lines(1);
    for (int c = 0; (c = std::fgetc(psql)) != EOF;) {
        if (c == '\n') {
            lines.emplace_back();
        } else {
            lines.back() += static_cast<char>(c);
        }
    }
    ASSERT_EQ(pclose(psql), 0) << lines[lines.size() > 4 ? lines.size() - 4 : 0]
                               << lines[lines.size() > 3 ? lines.size() - 3 : 0];
    std::remove(script.c_str());
    ASSERT_EQ(lines.size(), formulas.size() * data.rows + 1);
    for (std::size_t i = 0; i < formulas.size(); ++i) {
        for (std::size_t r = 0; r < data.rows; ++r) {
            EXPECT_TRUE(same(lines[i * data.rows + r], evaluate(formulas[i], schema, data, r)))
                << print(formulas[i], schema) << "\n"
                << *to_sql(formulas[i], schema, Dialect::postgresql, true);
        }
        if (HasFailure()) break;
    }
}

}  // namespace
}  // namespace yuanheng::formula
