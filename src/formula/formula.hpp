#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/exact.hpp"
#include "base/language.hpp"
#include "base/units.hpp"

namespace yuanheng::formula {

/// Types of the language. Every type has one more value: absent (缺). A truth value that is absent is
/// "unknown".
enum class Type : std::uint8_t { number, text, date, boolean };

/// One input a formula may name: by its code ("land") or by its label in either language ("用地面积").
struct Field {
    std::string code;
    Label label;
    Type type = Type::number;
    Unit unit;  ///< of numbers
    std::vector<std::string> values =
        {};  ///< of texts that are an enumeration: the allowed values; else empty
    std::vector<std::string> aliases = {};
};

/// A table-valued input: several records an enterprise (patents, honours, leases). A table with date columns
/// valid_from and valid_to has valid_on(date): valid_from ≤ date < valid_to, an absent end being open.
struct TableField {
    std::string code;
    Label label;
    std::vector<Field> columns;
};

/// A named constant: a number with its unit ("电力折标系数等价值") or a day ("评价基准日").
struct Constant {
    std::string code;
    Label label;
    std::variant<Rational, Date> value;
    Unit unit;  ///< of numbers
};

/// A formula with a name of its own ("事实用地"); whoever names it gets its tree in place. Defined below.
struct Derived;

/// What a formula can name. Order of fields is the order of columns in the data.
struct Schema {
    std::vector<Field> fields;
    std::vector<TableField> tables;
    std::vector<Constant> constants;
    std::vector<Derived> derived;

    /// Index of the field of that code, label or alias; −1 where there is none.
    int find_field(std::string_view name) const;
};

enum class Op : std::uint8_t {
    number,
    text,
    date,
    boolean,
    missing,  // literals
    field,
    column,  // an input; a column of the table being summed
    add,
    subtract,
    multiply,
    divide,
    negate,
    power,    // numbers (add/subtract also date ± time)
    convert,  // args[0] × number, the result being in `unit`
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    in_set,   // args[0] among `set` (texts) or among args[1…]
    between,  // args[1] ≤ args[0] ≤ args[2]
    logical_and,
    logical_or,
    logical_not,
    if_then_else,
    is_missing,
    coalesce,
    min,
    max,
    abs,
    ln,
    exp,
    sqrt,
    round,
    starts_with,
    contains,
    year,
    months_between,
    valid_on,
    count,
    sum,
    mean,
    table_min,
    table_max  // over a table: args[0] the column expression (absent for
               // count), then the condition, if any
};

/// One node of the parsed, typed tree; children stand before their parent in Formula::nodes, the root is
/// last. It is a tree: no node has two parents.
struct Node {
    Op op{};
    Type type{};
    Unit unit;         ///< of numbers
    Rational number;   ///< literal; exponent of power; digits of round; factor of convert
    std::string text;  ///< literal text; unit of a literal number as written
    Date date;         ///< literal date
    int index = -1;    ///< field; column; constant that a literal is; table of an aggregate or valid_on
    int table = -1;    ///< table of a column
    int derived = -1;  ///< formula of Schema::derived that the tree below stands for; −1: none
    std::vector<int> arguments;    ///< indices of the children
    std::vector<std::string> set;  ///< in_set of texts
    int line = 1, column = 1;      ///< where it stands in the source
};

/// An immutable, typed expression. Copying is cheap (shared).
class Formula {
public:
    const std::vector<Node>& nodes() const { return *nodes_; }
    const Node& root() const { return nodes_->back(); }
    Type type() const { return root().type; }
    const Unit& unit() const { return root().unit; }
    const std::string& source() const { return *source_; }
    bool empty() const { return nodes_ == nullptr; }
    /// Indices of the fields it reads, ascending.
    std::vector<int> fields() const;
    /// Whether it reads neither fields nor tables: its value is the same for everybody.
    bool is_constant() const;
    /// The same quantity in another unit of its dimension.
    Formula in_unit(const Unit& unit) const;
    /// The sub-expression whose root is node `index`, as a formula of its own.
    Formula part(int index) const;

private:
    std::shared_ptr<const std::vector<Node>> nodes_;
    std::shared_ptr<const std::string> source_;
    friend Result<Formula> compile(std::string_view, const Schema&, const Where&);
};

struct Derived {
    std::string code;
    Label label;
    Formula formula;
};

/// Parses and type-checks `text` against what the schema names. Units are computed: tax/land is 万元/亩;
/// where two numbers of one dimension meet in +, −, a comparison, min, max, coalesce or if, the right one is
/// converted to the left one's unit. `origin` is where the text starts (file, line, column), so that errors
/// point into the scheme file. Errors: formula_* of codes.def, each with what was expected and a hint ("did
/// you mean …"). Nesting is limited to kMaxDepth, the source to kMaxSource bytes.
Result<Formula> compile(std::string_view text, const Schema& schema, const Where& origin = {});
inline constexpr int kMaxDepth = 200;
inline constexpr std::size_t kMaxSource = 64 * 1024;
inline constexpr std::size_t kMaxNodes = 64 * 1024;  ///< after derived formulas have been put in place

/// The same formula written canonically: one spelling for every way of writing it. compile(print(f)) == f.
std::string print(const Formula& formula, const Schema& schema);

}  // namespace yuanheng::formula
