#include "formula/written.hpp"

#include "base/decimal.hpp"
#include "formula/lexer.hpp"
#include "formula/names.hpp"

namespace yuanheng::formula {

namespace {

constexpr int kMaxPrintedDigits = 800;

std::string_view sign_of(Op op) {
    switch (op) {
        case Op::add: return " + ";
        case Op::subtract: return " - ";
        case Op::multiply: return " * ";
        case Op::divide: return " / ";
        case Op::equal: return " = ";
        case Op::not_equal: return " != ";
        case Op::less: return " < ";
        case Op::less_equal: return " <= ";
        case Op::greater: return " > ";
        case Op::greater_equal: return " >= ";
        case Op::logical_and: return " and ";
        default: return " or ";
    }
}

std::string quoted(const std::string& text) {
    const char quote = text.find('"') == std::string::npos ? '"' : '\'';
    return quote + text + quote;
}

std::string fraction(const Rational& value) {
    using boost::multiprecision::denominator;
    Integer rest = denominator(value);
    for (const int factor : {2, 5}) {
        while (rest % factor == 0) rest /= factor;
    }
    const bool terminates = rest == 1;
    if (terminates) return format_plain(value, kMaxPrintedDigits);
    return "(" + Integer(numerator(value)).str() + "/" + Integer(denominator(value)).str() + ")";
}

class Printer {
public:
    Printer(const Formula& formula, const Schema& schema) : formula_(formula), schema_(schema) {}

    std::string run() {
        std::vector<Written> done(formula_.nodes().size());
        for (std::size_t i = 0; i < done.size(); ++i) done[i] = write(formula_.nodes()[i], done);
        return std::move(done.back().text);
    }

private:
    const Formula& formula_;
    const Schema& schema_;

    Written write(const Node& node, std::vector<Written>& done) const {
        const auto take = [&](std::size_t i) -> Written {
            return std::move(done[static_cast<std::size_t>(node.arguments[i])]);
        };
        switch (node.op) {
            case Op::number: return {literal(node), kAtom};
            case Op::text: return {quoted(node.text), kAtom};
            case Op::date: return {node.index >= 0 ? constant(node) : node.date.iso(), kAtom};
            case Op::boolean: return {node.number == 0 ? "false" : "true", kAtom};
            case Op::missing: return {"missing", kAtom};
            case Op::field: return {schema_.fields[static_cast<std::size_t>(node.index)].code, kAtom};
            case Op::column: {
                const TableField& table = schema_.tables[static_cast<std::size_t>(node.table)];
                return {table.code + "." + table.columns[static_cast<std::size_t>(node.index)].code, kAtom};
            }
            case Op::convert: return take(0);
            case Op::negate: return {"-" + enclosed(take(0), kPower), kSign};
            case Op::power: return {enclosed(take(0), kAtom) + "^" + fraction(node.number), kPower};
            case Op::logical_not: return {"not " + enclosed(take(0), kNot + 1), kNot};
            case Op::between: {
                std::string text = enclosed(take(0), kSum) + " between ";
                text += enclosed(take(1), kSum) + " and ";
                return {text + enclosed(take(2), kSum), kComparison};
            }
            case Op::if_then_else: {
                std::string text = "if " + take(0).text + " then ";
                text += take(1).text + " else ";
                return {text + take(2).text, kIf};
            }
            case Op::in_set: return set(node, done);
            case Op::round: return {"round(" + take(0).text + ", " + format_plain(node.number) + ")", kAtom};
            default: break;
        }
        const int precedence = precedence_of(node.op);
        if (precedence == kAtom) return call(node, done);
        // Comparisons do not chain, the others group to the left.
        Written left = take(0);
        Written right = take(1);
        left.text = enclosed(std::move(left), precedence == kComparison ? kSum : precedence);
        left.text += sign_of(node.op);
        left.text += enclosed(std::move(right), precedence + 1);
        return {std::move(left.text), precedence};
    }

    const std::string& constant(const Node& node) const {
        return schema_.constants[static_cast<std::size_t>(node.index)].code;
    }

    std::string literal(const Node& node) const {
        if (node.index >= 0) return constant(node);
        const std::string number = format_plain(node.number, kMaxPrintedDigits);
        return node.text.empty() ? number : number + " " + node.text;
    }

    Written set(const Node& node, std::vector<Written>& done) const {
        std::string text =
            enclosed(std::move(done[static_cast<std::size_t>(node.arguments[0])]), kSum) + " in {";
        std::string_view separator = "";
        for (const std::string& item : node.set) {
            text.append(separator).append(quoted(item));
            separator = ", ";
        }
        for (std::size_t i = 1; i < node.arguments.size(); ++i) {
            text.append(separator).append(
                enclosed(std::move(done[static_cast<std::size_t>(node.arguments[i])]), kSum));
            separator = ", ";
        }
        return {text + "}", kComparison};
    }

    Written call(const Node& node, std::vector<Written>& done) const {
        const bool counts = node.op == Op::count;
        const bool conditional = is_aggregate(node.op) && node.arguments.size() == (counts ? 1 : 2);
        std::string text(function_of(node.op, conditional).name);
        text += "(";
        std::string_view separator = "";
        if (counts) {
            text += schema_.tables[static_cast<std::size_t>(node.index)].code;
            separator = ", ";
        }
        for (const int argument : node.arguments) {
            text.append(separator).append(done[static_cast<std::size_t>(argument)].text);
            separator = ", ";
        }
        return {text + ")", kAtom};
    }
};

}  // namespace

int precedence_of(Op op) {
    switch (op) {
        case Op::add:
        case Op::subtract: return kSum;
        case Op::multiply:
        case Op::divide: return kProduct;
        case Op::equal:
        case Op::not_equal:
        case Op::less:
        case Op::less_equal:
        case Op::greater:
        case Op::greater_equal: return kComparison;
        case Op::logical_and: return kAnd;
        case Op::logical_or: return kOr;
        default: return kAtom;
    }
}

std::string enclosed(Written part, int least) {
    if (part.precedence >= least) return std::move(part.text);
    return "(" + part.text + ")";
}

std::string print(const Formula& formula, const Schema& schema) { return Printer(formula, schema).run(); }

}  // namespace yuanheng::formula
