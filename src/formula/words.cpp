#include <algorithm>
#include <cmath>

#include "base/decimal.hpp"
#include "formula/names.hpp"
#include "formula/readers.hpp"
#include "formula/tree.hpp"
#include "formula/written.hpp"

namespace yuanheng::formula {

namespace {

constexpr int kShownDecimals = 6;
/// A step shows no more text than this; a longer one is cut, for it is shown in parts anyway.
constexpr std::size_t kLongestShown = 2000;

std::string sign_of(Op op, bool zh) {
    switch (op) {
        case Op::add: return " + ";
        case Op::subtract: return " − ";
        case Op::multiply: return " × ";
        case Op::divide: return " ÷ ";
        case Op::equal: return " = ";
        case Op::not_equal: return " ≠ ";
        case Op::less: return " < ";
        case Op::less_equal: return " ≤ ";
        case Op::greater: return " > ";
        case Op::greater_equal: return " ≥ ";
        case Op::logical_and: return zh ? " 且 " : " and ";
        default: return zh ? " 或 " : " or ";
    }
}

std::string with_unit(std::string number, const Unit& unit, Language language) {
    const std::string symbol = unit.symbol(language);
    return symbol.empty() ? number : number + " " + symbol;
}

std::string cut(std::string text) {
    if (text.size() <= kLongestShown) return text;
    std::size_t end = kLongestShown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

std::string number_in_words(const Exact& x) {
    if (x.is_rational()) return format_plain(x.rational(), kShownDecimals);
    const Result<Rational> rounded = parse_decimal(x.format(kShownDecimals));
    return rounded ? format_plain(*rounded, kShownDecimals) : x.format(kShownDecimals);
}

/// Writes nodes in words.
class Writer {
public:
    Writer(const Schema& schema, Language language)
        : schema_(schema), language_(language), zh_(language == Language::zh) {}

    /// `parts`: the children of the node, written.
    Written write(const Node& node, std::vector<Written> parts) const {
        switch (node.op) {
            case Op::number: return {literal(node), kAtom};
            case Op::text: return {zh_ ? "“" + node.text + "”" : "\"" + node.text + "\"", kAtom};
            case Op::date: return {node.index >= 0 ? constant(node) : node.date.shown(language_), kAtom};
            case Op::boolean:
                return {node.number != 0 ? (zh_ ? "是" : "true") : (zh_ ? "否" : "false"), kAtom};
            case Op::missing: return {zh_ ? "缺" : "missing", kAtom};
            case Op::field:
                return {schema_.fields[static_cast<std::size_t>(node.index)].label.in(language_), kAtom};
            case Op::column: return {column(node), kAtom};
            case Op::convert: return parts[0];
            case Op::negate: return {"−" + enclosed(std::move(parts[0]), kPower), kSign};
            case Op::power:
                return {enclosed(std::move(parts[0]), kAtom) + "^" + exponent(node.number), kPower};
            case Op::logical_not: return negation(std::move(parts[0]));
            case Op::is_missing:
                return {enclosed(std::move(parts[0]), kSum) + (zh_ ? " 缺失" : " is missing"), kComparison};
            case Op::between: {
                const std::string low = enclosed(std::move(parts[1]), kSum);
                const std::string high = enclosed(std::move(parts[2]), kSum);
                return {enclosed(std::move(parts[0]), kSum) + (zh_ ? " 介于 " + low + " 与 " + high + " 之间"
                                                                   : " is between " + low + " and " + high),
                        kComparison};
            }
            case Op::if_then_else:
                return {(zh_ ? "若 " : "if ") + parts[0].text + (zh_ ? "，则 " : " then ") + parts[1].text +
                            (zh_ ? "，否则 " : ", else ") + parts[2].text,
                        kIf};
            case Op::in_set: return set(node, std::move(parts));
            case Op::round:
                return {(zh_ ? "四舍五入（" : "round(") + parts[0].text + (zh_ ? "，" : ", ") +
                            format_plain(node.number) + (zh_ ? " 位）" : " decimals)"),
                        kAtom};
            default: break;
        }
        const int precedence = precedence_of(node.op);
        if (precedence == kAtom) return call(node, parts);
        std::string text = enclosed(std::move(parts[0]), precedence == kComparison ? kSum : precedence);
        text += sign_of(node.op, zh_);
        text += enclosed(std::move(parts[1]), precedence + 1);
        return {std::move(text), precedence};
    }

    std::string literal(const Node& node) const {
        if (node.index >= 0) return constant(node);
        return with_unit(format_plain(node.number), node.unit, language_);
    }

private:
    const Schema& schema_;
    Language language_;
    bool zh_;

    static std::string exponent(const Rational& power) {
        if (denominator(power) == 1) return Integer(numerator(power)).str();
        return "(" + Integer(numerator(power)).str() + "/" + Integer(denominator(power)).str() + ")";
    }

    const std::string& constant(const Node& node) const {
        return schema_.constants[static_cast<std::size_t>(node.index)].label.in(language_);
    }

    const TableField& table(int index) const { return schema_.tables[static_cast<std::size_t>(index)]; }

    std::string column(const Node& node) const {
        const std::string& name =
            table(node.table).columns[static_cast<std::size_t>(node.index)].label.in(language_);
        return table(node.table).label.in(language_) + (zh_ ? "的" : " ") + name;
    }

    Written negation(Written part) const {
        if (zh_) return {"并非 " + enclosed(std::move(part), kAtom), kNot};
        return {"not " + enclosed(std::move(part), kAtom), kNot};
    }

    Written set(const Node& node, std::vector<Written> parts) const {
        std::string items;
        const std::string separator = zh_ ? "、" : ", ";
        for (const std::string& s : node.set) items += (items.empty() ? "" : separator) + s;
        for (std::size_t i = 1; i < parts.size(); ++i)
            items += (items.empty() ? "" : separator) + parts[i].text;
        return {enclosed(std::move(parts[0]), kSum) + (zh_ ? " 属于 {" : " in {") + items + "}", kComparison};
    }

    Written call(const Node& node, const std::vector<Written>& parts) const {
        const bool counts = node.op == Op::count;
        const bool conditional = is_aggregate(node.op) && node.arguments.size() == (counts ? 1U : 2U);
        const Function& function = function_of(node.op, conditional);
        std::string text = std::string(zh_ ? function.chinese : function.name) + (zh_ ? "（" : "(");
        std::string_view separator = "";
        const std::string_view comma = zh_ ? "，" : ", ";
        if (counts) {
            text += table(node.index).label.in(language_);
            separator = comma;
        }
        for (const Written& part : parts) {
            text.append(separator).append(part.text);
            separator = comma;
        }
        return {text + (zh_ ? "）" : ")"), kAtom};
    }
};

bool is_leaf(const Node& node) { return node.arguments.empty() && node.op != Op::count; }

/// The derivation: a step for each operation; a chain a + b + c is one step, and so is a converted input.
class Derivation {
public:
    Derivation(const Formula& formula, const Schema& schema, Language language, std::vector<Value> values)
        : nodes_(formula.nodes()),
          first_(first_nodes(nodes_)),
          writer_(schema, language),
          language_(language),
          values_(std::move(values)) {}

    std::vector<Step> run() {
        mark();
        describe_all();
        std::vector<Step> steps;
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            if (!inner_[i] && (!is_leaf(nodes_[i]) || i + 1 == nodes_.size()))
                steps.push_back(step(static_cast<int>(i)));
        }
        return steps;
    }

private:
    const std::vector<Node>& nodes_;
    std::vector<std::size_t> first_;
    Writer writer_;
    Language language_;
    std::vector<Value> values_;
    std::vector<Written> words_;
    std::vector<bool>
        inner_;  ///< shown within another step: links of a chain, conversions, operands of aggregates

    const Node& at(int index) const { return nodes_[static_cast<std::size_t>(index)]; }

    static bool chains(const Node& node, const Node& child) {
        const int p = precedence_of(node.op);
        return p != kComparison && node.type == child.type && precedence_of(child.op) == p;
    }

    void mark() {
        inner_.assign(nodes_.size(), false);
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            const Node& node = nodes_[i];
            if (is_aggregate(node.op)) {
                std::size_t first = i;
                while (first > 0 && first_[first] != i) --first;
                for (std::size_t k = first; k < i; ++k) inner_[k] = true;
            }
            if (precedence_of(node.op) != kAtom && chains(node, at(node.arguments[0])))
                inner_[static_cast<std::size_t>(node.arguments[0])] = true;
            if (node.op == Op::convert && i + 1 < nodes_.size()) inner_[i] = true;
        }
    }

    std::string shown(int index) const {
        return show(values_[static_cast<std::size_t>(index)], at(index).unit, language_);
    }

    /// An operand within a step: in words, or its value.
    Written part(int index, bool numbers, std::vector<int>& fields) const {
        while (at(index).op == Op::convert && !numbers) index = at(index).arguments[0];
        const Node& node = at(index);
        if (node.op == Op::field) fields.push_back(node.index);
        const bool valued = node.op == Op::field || !is_leaf(node) ||
                            ((node.op == Op::number || node.op == Op::date) && node.index >= 0);
        if (!numbers || !valued) return words_[static_cast<std::size_t>(index)];
        const Exact* x = std::get_if<Exact>(&values_[static_cast<std::size_t>(index)]);
        return {shown(index), x != nullptr && x->sign() < 0 ? kSum : kAtom};
    }

    /// Every node in words; a long one is an ellipsis, for it is a step of its own.
    void describe_all() {
        words_.resize(nodes_.size());
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            std::vector<Written> parts;
            for (const int child : nodes_[i].arguments)
                parts.push_back(words_[static_cast<std::size_t>(child)]);
            words_[i] = writer_.write(nodes_[i], std::move(parts));
            if (words_[i].text.size() > kLongestShown) words_[i] = {"…", kAtom};
        }
    }

    /// One operation with its operands; for an operator the whole chain of its like, from the left end.
    std::string operation(int index, bool numbers, std::vector<int>& fields) const {
        std::vector<int> links = {index};
        while (precedence_of(at(links.back()).op) != kAtom &&
               chains(at(links.back()), at(at(links.back()).arguments[0]))) {
            links.push_back(at(links.back()).arguments[0]);
        }
        Written text;
        for (auto link = links.rbegin(); link != links.rend() && text.text.size() <= kLongestShown; ++link) {
            std::vector<Written> parts;
            if (link != links.rbegin()) parts.push_back(std::move(text));
            for (std::size_t k = parts.size(); k < at(*link).arguments.size(); ++k)
                parts.push_back(part(at(*link).arguments[k], numbers, fields));
            text = writer_.write(at(*link), std::move(parts));
        }
        return cut(std::move(text.text));
    }

    Step step(int index) const {
        Step made;
        made.node = index;
        made.result = shown(index);
        if (is_leaf(at(index))) {
            made.formula = part(index, false, made.fields).text;
            made.numbers = made.result;
            return made;
        }
        // The records behind an aggregate are many: they are not written out.
        const bool records = is_aggregate(at(index).op);
        made.formula = operation(index, false, made.fields);
        made.numbers = records ? made.formula : operation(index, true, made.fields);
        std::sort(made.fields.begin(), made.fields.end());
        made.fields.erase(std::unique(made.fields.begin(), made.fields.end()), made.fields.end());
        return made;
    }
};

}  // namespace

std::vector<Step> explain(const Formula& formula, const Schema& schema, const Columns& data, std::size_t row,
                          Language language, const Computed* computed) {
    return Derivation(formula, schema, language, evaluate_all(formula, schema, data, row, computed)).run();
}

std::string in_words(const Formula& formula, const Schema& schema, Language language) {
    const Writer writer(schema, language);
    std::vector<Written> done(formula.nodes().size());
    for (std::size_t i = 0; i < done.size(); ++i) {
        std::vector<Written> parts;
        for (const int child : formula.nodes()[i].arguments)
            parts.push_back(std::move(done[static_cast<std::size_t>(child)]));
        done[i] = writer.write(formula.nodes()[i], std::move(parts));
    }
    return std::move(done.back().text);
}

std::string show(const Value& value, const Unit& unit, Language language) {
    const bool zh = language == Language::zh;
    if (const Absence* absence = std::get_if<Absence>(&value)) {
        switch (*absence) {
            case Absence::missing: return zh ? "—（未填）" : "— (not given)";
            case Absence::zero_denominator: return zh ? "—（分母为零）" : "— (zero denominator)";
            case Absence::undefined: return zh ? "—（无意义）" : "— (undefined)";
        }
    }
    if (const Exact* number = std::get_if<Exact>(&value))
        return with_unit(number_in_words(*number), unit, language);
    if (const Date* date = std::get_if<Date>(&value)) return date->shown(language);
    if (const bool* truth = std::get_if<bool>(&value))
        return *truth ? (zh ? "是" : "true") : (zh ? "否" : "false");
    return std::get<std::string>(value);
}

}  // namespace yuanheng::formula
