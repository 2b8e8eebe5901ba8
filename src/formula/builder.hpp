#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "formula/formula.hpp"
#include "formula/lexer.hpp"
#include "formula/names.hpp"

namespace yuanheng::formula {

/// Makes typed nodes from already typed operands: everything the language says about types and units.
///
/// Operands and results are node indices; −1 stands for "there was an error", which every function hands on.
/// Only the first error is kept.
class Builder {
public:
    Builder(const Schema& schema, const Where& origin) : schema_(schema), origin_(origin) {}

    bool failed() const { return error_.has_value(); }
    Error& error() { return *error_; }
    std::vector<Node>& nodes() { return nodes_; }
    const Node& at(int index) const { return nodes_[static_cast<std::size_t>(index)]; }

    int fail(const Token& token, ErrorCode code,
             std::initializer_list<std::pair<std::string, std::string>> arguments);
    /// An error of another reader, placed at the token.
    int fail(const Token& token, const Error& error);
    /// Whether `root` can be a whole formula.
    bool finish(int root) { return usable(root); }

    int number(const Token& token, const Rational& value, const Unit& unit, std::string written_unit);
    int text(const Token& token, std::string value);
    int date(const Token& token);
    int truth(const Token& token, bool value);
    int missing(const Token& token);
    /// A name that is nothing in the schema: a value of an enumeration, if what it is compared with has it.
    int bare(const Token& token);
    int field(const Token& token, int index);
    int column(const Token& token, int table, int index);
    int constant(const Token& token, int index);
    /// The nodes of a derived formula in place of its name.
    int derived(const Token& token, int index);

    int sum_or_difference(const Token& token, Op op, int a, int b);
    int product_or_quotient(const Token& token, Op op, int a, int b);
    int negate(const Token& token, int a);
    /// +a: a, which must be a number.
    int identity(int a) { return expect(a, Type::number) ? a : -1; }
    int power(const Token& token, int a, const Rational& exponent);
    int compare(const Token& token, Op op, int a, int b);
    int between(const Token& token, int x, int low, int high);
    int in_set(const Token& token, int x, const std::vector<int>& items);
    int logic(const Token& token, Op op, int a, int b);
    int negation(const Token& token, int a);
    int choice(const Token& token, int condition, int yes, int no);
    /// Any function but an aggregate and round.
    int call(const Token& token, const Function& function, std::vector<int> arguments);
    int round(const Token& token, int a, const Rational& digits);
    int valid_on(const Token& token, int table, int date);
    /// `column` −1 for count; `condition` −1 where there is none.
    int aggregate(const Token& token, Op op, int table, bool has_column, int column, bool has_condition,
                  int condition);

private:
    const Schema& schema_;
    const Where& origin_;
    std::vector<Node> nodes_;
    struct Flags {
        bool bare = false;     ///< a name nothing is known of
        bool settled = false;  ///< a 0 or a missing that has taken another operand's type and unit
    };
    std::vector<Flags> flags_;
    std::optional<Error> error_;

    int add(const Token& token, Op op, Type type, std::vector<int> arguments = {});
    int numeric(const Token& token, Op op, Unit unit, std::vector<int> arguments);
    Node& node(int index) { return nodes_[static_cast<std::size_t>(index)]; }
    Token token_of(int index) const;

    Flags& flags(int index) { return flags_[static_cast<std::size_t>(index)]; }
    bool is_bare(int index) const { return flags_[static_cast<std::size_t>(index)].bare; }
    /// Whether it takes the unit of what it meets: a plain 0 or a missing.
    bool adapts(int index) const;
    bool adapts_type(int index) const;
    const std::vector<std::string>* enumeration(int index) const;

    /// Refuses bare names; true where the operand can be used.
    bool usable(int index);
    bool expect(int index, Type type);
    bool expect_plain(int& index, const Token& token);
    /// The index of `index` in `unit`, a conversion being put in where needed. Precondition: same dimension.
    int converted(int index, const Unit& unit);
    /// Brings two operands to one type and unit: the right one to the left one's.
    bool unify(const Token& token, int& a, int& b);
    bool resolve_bare(int& name, int other);
    bool bounded(const Token& token, const Unit& unit, const Unit& other);
    int date_shift(const Token& token, Op op, int date, int time);
};

}  // namespace yuanheng::formula
