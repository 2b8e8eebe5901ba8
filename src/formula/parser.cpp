#include <algorithm>

#include "formula/builder.hpp"
#include "formula/codes.hpp"

namespace yuanheng::formula {

namespace {

/// Recursive descent with precedence climbing. An operator's operands are typed as soon as both are read;
/// every function returns a node index, or −1 after an error.
class Parser {
public:
    Parser(std::vector<Token> tokens, const Schema& schema, const Where& origin)
        : tokens_(std::move(tokens)), schema_(schema), build_(schema, origin) {}

    Result<std::vector<Node>> run() {
        int root = expression(kLoosest);
        if (root >= 0 && peek().kind != Kind::end) root = expected("运算符或结尾", "an operator or the end");
        if (root < 0 || !build_.finish(root)) return tl::unexpected(std::move(build_.error()));
        return std::move(build_.nodes());
    }

private:
    static constexpr int kLoosest = 0;
    static constexpr int kNot = 3;
    static constexpr int kComparison = 4;
    static constexpr int kSum = 5;
    static constexpr int kProduct = 6;

    /// The aggregate being read: its table once known; −1 table: not known yet.
    struct Scope {
        bool open = false;
        bool tentative = false;     ///< min or max, which a column of a table would make an aggregate
        bool bare_columns = false;  ///< in the condition a column may stand without its table
        int table = -1;
        bool nests = false;  ///< an aggregate stands in it already
    };

    std::vector<Token> tokens_;
    std::size_t next_ = 0;
    const Schema& schema_;
    Builder build_;
    Scope scope_;
    int depth_ = 0;

    bool within_aggregate() const { return scope_.open && !(scope_.tentative && scope_.table < 0); }

    const Token& peek(std::size_t ahead = 0) const {
        return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
    }
    Token take() {
        const Token token = peek();
        if (next_ + 1 < tokens_.size()) ++next_;
        return token;
    }
    bool at_symbol(std::string_view s, std::size_t ahead = 0) const {
        return peek(ahead).kind == Kind::symbol && peek(ahead).text == s;
    }
    bool at_keyword(std::string_view s) const { return peek().kind == Kind::keyword && peek().text == s; }
    bool take_symbol(std::string_view s) {
        const bool found = at_symbol(s);
        if (found) take();
        return found;
    }
    bool take_keyword(std::string_view s) {
        const bool found = at_keyword(s);
        if (found) take();
        return found;
    }

    int expected(std::string zh, std::string en) {
        const Token& found = peek();
        const bool end = found.kind == Kind::end;
        return build_.fail(found, Code::formula_expected,
                           {{"expected", std::move(zh)},
                            {"expected_en", std::move(en)},
                            {"found", end ? "公式结束" : "“" + found.text + "”"},
                            {"found_en", end ? "the end of the formula" : "\"" + found.text + "\""}});
    }
    bool need_symbol(std::string_view s) {
        if (take_symbol(s)) return true;
        expected("“" + std::string(s) + "”", "\"" + std::string(s) + "\"");
        return false;
    }
    bool need_keyword(std::string_view s, std::string_view zh) {
        if (take_keyword(s)) return true;
        expected("“" + std::string(s) + "”（" + std::string(zh) + "）", "\"" + std::string(s) + "\"");
        return false;
    }

    // ---- expressions

    int expression(int loosest) {
        if (depth_ >= kMaxDepth) {
            return build_.fail(peek(), Code::formula_too_deep, {{"limit", std::to_string(kMaxDepth)}});
        }
        ++depth_;
        const int made = at_keyword("if") ? choice() : operators(loosest);
        --depth_;
        return made;
    }

    int choice() {
        const Token token = take();
        const int condition = expression(kLoosest);
        if (condition < 0 || !need_keyword("then", "则")) return -1;
        const int yes = expression(kLoosest);
        if (yes < 0 || !need_keyword("else", "否则")) return -1;
        const int no = expression(kLoosest);
        return build_.choice(token, condition, yes, no);
    }

    int operators(int loosest) {
        int left = at_keyword("not") ? negation(loosest) : unary();
        while (left >= 0) {
            const int precedence = precedence_here();
            if (precedence < 0 || precedence < loosest) return left;
            const Token token = take();
            if (precedence == kComparison) {
                left = comparison(token, left);
                if (left >= 0 && precedence_here() == kComparison)
                    return build_.fail(peek(), Code::formula_chained, {});
                continue;
            }
            const int right = expression(precedence + 1);
            left = binary(token, precedence, left, right);
        }
        return left;
    }

    int negation(int loosest) {
        if (loosest > kNot) return expected("数值、名称或“(”", "a number, a name or \"(\"");
        const Token token = take();
        const int operand = expression(kNot);
        return operand < 0 ? -1 : build_.negation(token, operand);
    }

    int precedence_here() const {
        const Token& t = peek();
        if (t.kind == Kind::keyword) {
            if (t.text == "or") return 1;
            if (t.text == "and") return 2;
            if (t.text == "in" || t.text == "between") return kComparison;
        }
        if (t.kind == Kind::keyword && t.text == "not" && peek(1).kind == Kind::keyword &&
            peek(1).text == "in")
            return kComparison;
        if (t.kind != Kind::symbol) return -1;
        if (t.text == "+" || t.text == "-") return kSum;
        if (t.text == "*" || t.text == "/") return kProduct;
        static constexpr std::string_view kComparisons[] = {"=", "!=", "<", "<=", ">", ">="};
        return std::find(std::begin(kComparisons), std::end(kComparisons), t.text) != std::end(kComparisons)
                   ? kComparison
                   : -1;
    }

    int binary(const Token& token, int precedence, int left, int right) {
        if (right < 0) return -1;
        if (precedence == 1) return build_.logic(token, Op::logical_or, left, right);
        if (precedence == 2) return build_.logic(token, Op::logical_and, left, right);
        if (precedence == kSum)
            return build_.sum_or_difference(token, token.text == "+" ? Op::add : Op::subtract, left, right);
        return build_.product_or_quotient(token, token.text == "*" ? Op::multiply : Op::divide, left, right);
    }

    int comparison(const Token& token, int left) {
        if (token.text == "not") {
            take();
            const int found = set(token, left);
            return found < 0 ? -1 : build_.negation(token, found);
        }
        if (token.text == "in") return set(token, left);
        if (token.text == "between") {
            const int low = expression(kSum);
            if (low < 0 || !need_keyword("and", "与")) return -1;
            const int high = expression(kSum);
            return high < 0 ? -1 : build_.between(token, left, low, high);
        }
        const Op op = token.text == "="    ? Op::equal
                      : token.text == "!=" ? Op::not_equal
                      : token.text == "<"  ? Op::less
                      : token.text == "<=" ? Op::less_equal
                      : token.text == ">"  ? Op::greater
                                           : Op::greater_equal;
        const int right = expression(kSum);
        return right < 0 ? -1 : build_.compare(token, op, left, right);
    }

    int set(const Token& token, int left) {
        const std::string_view close = at_symbol("{") ? "}" : ")";
        if (!take_symbol("{") && !take_symbol("(")) return expected("“{”", "\"{\"");
        std::vector<int> items;
        do {
            const bool value = build_.at(left).type == Type::text && peek().kind == Kind::name;
            const int item =
                value && (at_symbol(",", 1) || at_symbol(close, 1)) ? build_.bare(take()) : expression(kSum);
            if (item < 0) return -1;
            items.push_back(item);
        } while (take_symbol(","));
        if (!need_symbol(close)) return -1;
        return build_.in_set(token, left, items);
    }

    int unary() {
        if (at_symbol("-") || at_symbol("+")) {
            const Token token = take();
            const int operand = expression(kProduct + 1);
            if (operand < 0) return -1;
            return token.text == "-" ? build_.negate(token, operand) : build_.identity(operand);
        }
        const int base = primary();
        if (base < 0 || !at_symbol("^")) return base;
        const Token token = take();
        Rational exponent;
        if (!read_exponent(exponent)) return -1;
        if (at_symbol("^")) return build_.fail(peek(), Code::formula_bad_power, {});
        return build_.power(token, base, exponent);
    }

    /// 2, -1, 0.5 or (1/3), (-2/3).
    bool read_exponent(Rational& exponent) {
        const bool enclosed = take_symbol("(");
        const bool negative = take_symbol("-");
        if (peek().kind != Kind::number) return build_.fail(peek(), Code::formula_bad_power, {}) >= 0;
        exponent = take().number;
        if (enclosed && take_symbol("/")) {
            if (peek().kind != Kind::number || peek().number == 0)
                return build_.fail(peek(), Code::formula_bad_power, {}) >= 0;
            exponent /= take().number;
        }
        if (negative) exponent = -exponent;
        return !enclosed || need_symbol(")");
    }

    // ---- primaries

    int primary() {
        const Token& token = peek();
        switch (token.kind) {
            case Kind::number: return number();
            case Kind::date: return build_.date(take());
            case Kind::text: {
                const Token t = take();
                return build_.text(t, t.text);
            }
            case Kind::name: return name();
            case Kind::keyword:
                if (token.text == "true" || token.text == "false") {
                    const Token t = take();
                    return build_.truth(t, t.text == "true");
                }
                break;
            case Kind::symbol:
                if (token.text == "(") {
                    take();
                    const int inner = expression(kLoosest);
                    return inner >= 0 && need_symbol(")") ? inner : -1;
                }
                break;
            case Kind::end: break;
        }
        return expected("数值、名称或“(”", "a number, a name or \"(\"");
    }

    static bool is_percent(const Token& t) {
        return t.kind == Kind::symbol && (t.text == "%" || t.text == "‰");
    }

    /// A number with its unit: after "/" a name belongs to the unit only where it names a unit and nothing
    /// else.
    int number() {
        const Token token = take();
        std::string written;
        if (is_percent(peek())) {
            written = take().text;
        } else if (peek().kind == Kind::name) {
            if (find_unit(peek().text) == nullptr) {
                const Result<Unit> unknown = parse_unit(peek().text);
                if (!unknown) return build_.fail(peek(), unknown.error());
            }
            written = canonical_unit(take().text);
            while (at_symbol("/") && peek(1).kind == Kind::name && find_unit(peek(1).text) != nullptr &&
                   !names_something(peek(1).text) && !at_symbol("(", 2) && !at_symbol(".", 2)) {
                take();
                written += "/" + canonical_unit(take().text);
            }
        }
        if (written.empty()) return build_.number(token, token.number, Unit(), {});
        Result<Unit> unit = parse_unit(written);
        if (!unit) return build_.fail(token, unit.error());
        return build_.number(token, token.number, *unit, std::move(written));
    }

    static std::string canonical_unit(const std::string& name) {
        const Unit* unit = find_unit(name);
        return unit == nullptr || unit->symbol(Language::zh).empty() ? name : unit->symbol(Language::zh);
    }

    int find_constant(std::string_view name) const {
        for (std::size_t i = 0; i < schema_.constants.size(); ++i) {
            const Constant& c = schema_.constants[i];
            if (c.code == name || c.label.zh == name || c.label.en == name) return static_cast<int>(i);
        }
        return -1;
    }

    const Derived* find_derived(std::string_view name) const {
        for (const Derived& d : schema_.derived) {
            if (d.code == name || d.label.zh == name || d.label.en == name) return &d;
        }
        return nullptr;
    }

    int derived(const Token& token, const Derived& named) {
        const std::vector<Node>& nodes = named.formula.nodes();
        const bool sums =
            std::any_of(nodes.begin(), nodes.end(), [](const Node& n) { return is_aggregate(n.op); });
        if (sums && within_aggregate()) return build_.fail(token, Code::formula_nested_aggregate, {});
        scope_.nests = scope_.nests || sums;
        return build_.derived(token, static_cast<int>(&named - schema_.derived.data()));
    }

    int find_table(std::string_view name) const {
        for (std::size_t i = 0; i < schema_.tables.size(); ++i) {
            const TableField& t = schema_.tables[i];
            if (t.code == name || t.label.zh == name || t.label.en == name) return static_cast<int>(i);
        }
        return -1;
    }

    int find_column(int table, std::string_view name) const {
        const std::vector<Field>& columns = schema_.tables[static_cast<std::size_t>(table)].columns;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const Field& c = columns[i];
            const bool alias = std::find(c.aliases.begin(), c.aliases.end(), name) != c.aliases.end();
            if (c.code == name || c.label.zh == name || c.label.en == name || alias)
                return static_cast<int>(i);
        }
        return -1;
    }

    bool names_something(std::string_view name) const {
        return schema_.find_field(name) >= 0 || find_constant(name) >= 0 || find_table(name) >= 0 ||
               find_derived(name) != nullptr ||
               (scope_.table >= 0 && scope_.bare_columns && find_column(scope_.table, name) >= 0);
    }

    int name() {
        const Token token = take();
        if (at_symbol("(")) return call(token);
        if (at_symbol(".")) return dotted(token);
        if (scope_.open && scope_.bare_columns && scope_.table >= 0) {
            const int column = find_column(scope_.table, token.text);
            if (column >= 0) return build_.column(token, scope_.table, column);
        }
        const int field = schema_.find_field(token.text);
        if (field >= 0) return build_.field(token, field);
        const int constant = find_constant(token.text);
        if (constant >= 0) return build_.constant(token, constant);
        if (const Derived* named = find_derived(token.text)) return derived(token, *named);
        const Function* function = find_function(token.text);
        if (function != nullptr && function->op == Op::is_missing) return build_.missing(token);
        if (find_table(token.text) >= 0)
            return build_.fail(token, Code::formula_table_alone, {{"name", token.text}});
        return build_.bare(token);
    }

    int unknown_table(const Token& token) {
        std::vector<std::string> candidates;
        for (const TableField& t : schema_.tables)
            candidates.insert(candidates.end(), {t.code, t.label.zh, t.label.en});
        const std::string near = suggest(token.text, candidates);
        return build_.fail(token, Code::formula_unknown_table,
                           {{"name", token.text},
                            {"suggestion", near.empty() ? "" : "是不是“" + near + "”？"},
                            {"suggestion_en", near.empty() ? "" : "did you mean \"" + near + "\"?"}});
    }

    int dotted(const Token& token) {
        take();
        const int table = find_table(token.text);
        if (table < 0) return unknown_table(token);
        if (!scope_.open) return build_.fail(token, Code::formula_table_alone, {{"name", token.text}});
        if (scope_.table >= 0 && scope_.table != table)
            return build_.fail(token, Code::formula_two_tables, {});
        scope_.table = table;
        if (peek().kind != Kind::name) return expected("表的列名", "a column of the table");
        const Token named = take();
        const int column = find_column(table, named.text);
        if (column >= 0) return build_.column(named, table, column);
        std::vector<std::string> candidates;
        for (const Field& f : schema_.tables[static_cast<std::size_t>(table)].columns) {
            candidates.insert(candidates.end(), {f.code, f.label.zh, f.label.en});
        }
        const std::string near = suggest(named.text, candidates);
        return build_.fail(named, Code::formula_unknown_column,
                           {{"name", named.text},
                            {"table", token.text},
                            {"suggestion", near.empty() ? "" : "是不是“" + near + "”？"},
                            {"suggestion_en", near.empty() ? "" : "did you mean \"" + near + "\"?"}});
    }

    // ---- calls

    int call(const Token& token) {
        const Function* function = find_function(token.text);
        if (function == nullptr) return before_or_after(token);
        take();
        if (is_aggregate(function->op)) return aggregate(token, *function);
        if (function->op == Op::valid_on) return valid_on(token);
        const bool may_aggregate =
            (function->op == Op::min || function->op == Op::max) && !within_aggregate();
        const Scope outer = scope_;
        if (may_aggregate) scope_ = Scope{true, true, false, -1};
        std::vector<int> arguments;
        Rational digits = 0;
        while (!at_symbol(")")) {
            if (!arguments.empty() && !need_symbol(",")) return -1;
            if (function->op == Op::round && arguments.size() == 1) {
                if (!read_digits(digits)) return -1;
                break;
            }
            const int argument = expression(kLoosest);
            if (argument < 0) return -1;
            arguments.push_back(argument);
        }
        if (!need_symbol(")")) return -1;
        const int table = scope_.table;
        const bool nests = scope_.nests;
        if (may_aggregate) {
            scope_ = outer;
            scope_.nests = outer.nests || nests || table >= 0;
        }
        if (may_aggregate && table >= 0) {
            if (nests) return build_.fail(token, Code::formula_nested_aggregate, {});
            if (arguments.size() != 1) return wrong_count(token, *function, arguments.size());
            return build_.aggregate(token, function->op == Op::min ? Op::table_min : Op::table_max, table,
                                    true, arguments[0], false, -1);
        }
        const int n = static_cast<int>(arguments.size());
        if (n < function->least || (function->most >= 0 && n > function->most))
            return wrong_count(token, *function, arguments.size());
        return function->op == Op::round ? build_.round(token, arguments[0], digits)
                                         : build_.call(token, *function, arguments);
    }

    int wrong_count(const Token& token, const Function& function, std::size_t found) {
        const std::string least = std::to_string(function.least);
        const bool exact = function.most == function.least;
        const std::string range = function.most < 0 ? "≥ " + least
                                  : exact           ? least
                                                    : least + "–" + std::to_string(function.most);
        return build_.fail(token, Code::formula_argument_count,
                           {{"name", token.text}, {"expected", range}, {"found", std::to_string(found)}});
    }

    bool read_digits(Rational& digits) {
        const bool negative = take_symbol("-");
        constexpr int kMostDigits = 12;
        const Token& token = peek();
        if (token.kind != Kind::number || denominator(token.number) != 1 || token.number > kMostDigits) {
            build_.fail(token, Code::formula_bad_digits, {});
            return false;
        }
        digits = negative ? Rational(-take().number) : take().number;
        return true;
    }

    /// registered_before(d) is registered < d, for any date field.
    int before_or_after(const Token& token) {
        for (const std::string_view suffix : {"_before", "_after"}) {
            if (token.text.size() <= suffix.size() ||
                token.text.substr(token.text.size() - suffix.size()) != suffix)
                continue;
            const std::string stem = token.text.substr(0, token.text.size() - suffix.size());
            const int column = scope_.open && scope_.bare_columns && scope_.table >= 0
                                   ? find_column(scope_.table, stem)
                                   : -1;
            const int field = schema_.find_field(stem);
            if (column < 0 && field < 0) continue;
            const int left =
                column >= 0 ? build_.column(token, scope_.table, column) : build_.field(token, field);
            take();
            const int right = expression(kLoosest);
            if (right < 0 || !need_symbol(")")) return -1;
            return build_.compare(token, suffix == "_before" ? Op::less : Op::greater, left, right);
        }
        std::vector<std::string> candidates;
        for (const Function& f : functions()) {
            candidates.insert(candidates.end(), {std::string(f.name), std::string(f.chinese)});
            candidates.insert(candidates.end(), f.synonyms.begin(), f.synonyms.end());
        }
        const std::string near = suggest(token.text, candidates);
        return build_.fail(token, Code::formula_unknown_function,
                           {{"name", token.text},
                            {"suggestion", near.empty() ? "" : "是不是“" + near + "”？"},
                            {"suggestion_en", near.empty() ? "" : "did you mean \"" + near + "\"?"}});
    }

    int valid_on(const Token& token) {
        if (!scope_.open || !scope_.bare_columns) return build_.fail(token, Code::formula_valid_on, {});
        const int table = scope_.table;
        for (const std::string_view end : {"valid_from", "valid_to"}) {
            const int column = find_column(table, end);
            const bool dated = column >= 0 && schema_.tables[static_cast<std::size_t>(table)]
                                                      .columns[static_cast<std::size_t>(column)]
                                                      .type == Type::date;
            if (!dated) return build_.fail(token, Code::formula_valid_on, {});
        }
        const int date = expression(kLoosest);
        if (date < 0 || !need_symbol(")")) return -1;
        return build_.valid_on(token, table, date);
    }

    int aggregate(const Token& token, const Function& function) {
        if (within_aggregate()) return build_.fail(token, Code::formula_nested_aggregate, {});
        const Scope outer = scope_;
        scope_ = Scope{true, false, false, -1};
        int column = -1;
        if (function.op == Op::count) {
            if (peek().kind != Kind::name) return expected("表名", "the name of a table");
            const Token named = take();
            scope_.table = find_table(named.text);
            if (scope_.table < 0) return unknown_table(named);
        } else {
            const Token first = peek();
            column = expression(kLoosest);
            if (column < 0) return -1;
            if (scope_.table < 0) return build_.fail(first, Code::formula_no_table, {{"name", token.text}});
        }
        const bool conditional = take_symbol(",");
        if (!conditional && function.conditional) return wrong_count(token, function, 1);
        int condition = -1;
        if (conditional) {
            scope_.bare_columns = true;
            condition = expression(kLoosest);
            if (condition < 0) return -1;
        }
        if (!need_symbol(")")) return -1;
        const int table = scope_.table;
        scope_ = outer;
        scope_.nests = true;
        return build_.aggregate(token, function.op, table, function.op != Op::count, column, conditional,
                                condition);
    }
};

}  // namespace

Result<Formula> compile(std::string_view text, const Schema& schema, const Where& origin) {
    if (text.size() > kMaxSource) {
        return fail(Code::formula_too_long, {{"limit", std::to_string(kMaxSource / 1024)}},
                    place_of(1, 1, origin));
    }
    Result<std::vector<Token>> tokens = tokenize(text, origin);
    if (!tokens) return tl::unexpected(std::move(tokens.error()));
    Result<std::vector<Node>> nodes = Parser(std::move(*tokens), schema, origin).run();
    if (!nodes) return tl::unexpected(std::move(nodes.error()));
    Formula formula;
    formula.nodes_ = std::make_shared<const std::vector<Node>>(std::move(*nodes));
    formula.source_ = std::make_shared<const std::string>(text);
    // Names that became members of a set are nodes without a parent: leave them out.
    return formula.part(static_cast<int>(formula.nodes().size()) - 1);
}

}  // namespace yuanheng::formula
