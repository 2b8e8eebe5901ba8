#pragma once

#include <set>
#include <string>
#include <vector>

#include "formula/value.hpp"

namespace yuanheng::formula {

// ---- exact: the reference meaning of the language
// ---------------------------------------------------------------

/// The value for one row in exact arithmetic. Kleene logic; arithmetic on an absent operand is absent (with
/// the first absent operand's reason); x/0 is absent with zero_denominator. Total: never throws on any data.
Value evaluate(const Formula& formula, const Schema& schema, const Columns& data, std::size_t row,
               const Computed* computed = nullptr);

// ---- columns: the same, for millions of rows
// ----------------------------------------------------------------------

/// Evaluates blocks of rows in doubles with a running error bound. For every row: either |value − exact| ≤
/// bound, with value NaN (and bound 0) exactly where the exact value is absent; or bound is infinite and the
/// caller must ask `evaluate`. Truth values are 0, 1 or NaN; a comparison that the bounds do not decide has
/// an infinite bound. Division by zero is NaN like every absence: ask `evaluate` for the reason.
class ColumnReader {
public:
    static constexpr std::size_t kBlock = 1024;

    ColumnReader(const Formula& formula, const Schema& schema);

    /// Whether the bound is simply relative() · |value| for every row with a value; then `bound` is left
    /// untouched and may be null. A value that is infinite then asks for `evaluate`.
    bool is_relative() const;
    double relative() const;

    struct Scratch;  ///< working memory, one a thread
    std::shared_ptr<Scratch> scratch() const;

    /// Rows [begin, begin + n), n ≤ kBlock, into value[0..n) and bound[0..n). Reentrant with distinct
    /// scratch.
    void read(const Columns& data, std::size_t begin, std::size_t n, double* value, double* bound,
              Scratch& scratch) const;

    /// The values of operand i of the formula's last operation, for the rows last read with this scratch;
    /// valid until the next read. What asks for `evaluate` is infinite.
    const double* operand(std::size_t i, Scratch& scratch) const;

private:
    struct Plan;
    std::shared_ptr<const Plan> plan_;
};

// ---- SQL
// ----------------------------------------------------------------------------------------------------------

enum class Dialect { postgresql, spark, duckdb };

/// The formula as one SQL expression over columns named by field code; x/0 and absence are NULL, three-valued
/// logic is SQL's. Numbers are `numeric` (PostgreSQL) or `decimal(38, …)`/double (Spark, DuckDB) as `exact`
/// asks. Tables become correlated sub-queries on `<table code>` by key column ent_id.
Result<std::string> to_sql(const Formula& formula, const Schema& schema, Dialect dialect, bool exact);

// ---- words
// --------------------------------------------------------------------------------------------------------

/// One step of a derivation: "亩均税收 = 税收 900 万元 ÷ 用地面积 30 亩 = 30 万元/亩".
struct Step {
    int node = -1;            ///< which node of the formula
    std::string name;         ///< of the derived formula that the step ends; empty: none
    std::string formula;      ///< the operation in words, with names
    std::string numbers;      ///< the same with the values in place; empty where it would say nothing more
    std::string result;       ///< value with unit, or the reason of its absence
    std::vector<int> fields;  ///< inputs it reads directly: where a source cell can be shown
    int table = -1;           ///< of an aggregate: the table it reads …
    std::vector<std::uint32_t> records;  ///< … and the records that its condition let in
};

/// The derivation for one row: a step for each operation, innermost first, the last one being the whole. Of a
/// condition's branches only the one that is taken is told, and a derived formula only where it is not among
/// `told` (indices into Schema::derived) yet; then it is added.
std::vector<Step> explain(const Formula& formula, const Schema& schema, const Columns& data, std::size_t row,
                          Language language, const Computed* computed = nullptr,
                          std::set<int>* told = nullptr);

/// The formula itself in words: "税收 ÷ 用地面积"; a derived formula by its name.
std::string in_words(const Formula& formula, const Schema& schema, Language language);

/// Whether its plain number is the part of one amount in another of the same kind (研发经费 ÷ 营业收入),
/// which people read in per cent.
bool is_share(const Formula& formula);

/// A number with `digits` decimals and at least as many significant digits, without zeros at the end.
std::string show_number(const Exact& x, int digits);
inline constexpr int kShownDigits = 6;

/// A value as shown to a user: a number with its unit (a share in per cent), "—" with the reason where
/// absent.
std::string show(const Value& value, const Unit& unit, Language language, bool share = false,
                 int digits = kShownDigits);

}  // namespace yuanheng::formula
