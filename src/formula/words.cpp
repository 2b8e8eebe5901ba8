#include <algorithm>
#include <cmath>

#include "base/decimal.hpp"
#include "formula/names.hpp"
#include "formula/readers.hpp"
#include "formula/tree.hpp"
#include "formula/written.hpp"

namespace yuanheng::formula {

namespace {

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
    return symbol.empty() || symbol == "%" ? number + symbol : number + " " + symbol;
}

std::string cut(std::string text) {
    if (text.size() <= kLongestShown) return text;
    std::size_t end = kLongestShown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

/// What the number of a node is.
struct Sharing {
    bool share = false;   ///< a share: see is_share in readers.hpp
    bool either = false;  ///< that, or a bare number that may stand for one, as in min(a ÷ b, 1)
};

/// Of every node, whose operands stand before it: no chain of them is too long.
std::vector<Sharing> shares(const std::vector<Node>& nodes) {
    std::vector<Sharing> out(nodes.size());
    for (std::size_t at = 0; at < nodes.size(); ++at) {
        const Node& node = nodes[at];
        if (node.type != Type::number || !node.unit.dimensionless()) continue;
        const auto index = [&](std::size_t i) { return static_cast<std::size_t>(node.arguments[i]); };
        const auto operand = [&](std::size_t i) -> const Node& { return nodes[index(i)]; };
        const auto any = [&](std::size_t first, std::size_t last) {
            Sharing all{false, true};
            for (std::size_t i = first; i < last; ++i) {
                all.either = all.either && out[index(i)].either;
                all.share = all.share || out[index(i)].share;
            }
            const bool share = all.either && all.share;
            return Sharing{share, share};
        };
        switch (node.op) {
            case Op::number: out[at].either = node.index < 0; break;
            case Op::divide:
                // By a number of the rule (tax ÷ 80 万元) it is how many times, and no part of anything.
                out[at].share = out[at].either = !operand(0).unit.dimensionless() &&
                                                 operand(1).op != Op::number &&
                                                 operand(0).unit.dimension() == operand(1).unit.dimension();
                break;
            case Op::convert:
                out[at] = operand(0).unit.symbol(Language::en) == "%" ? Sharing{true, true} : out[index(0)];
                break;
            case Op::round:
            case Op::negate:
            case Op::abs: out[at] = out[index(0)]; break;
            case Op::add:
            case Op::subtract:
            case Op::min:
            case Op::max:
            case Op::coalesce: out[at] = any(0, node.arguments.size()); break;
            case Op::if_then_else: out[at] = any(1, 3); break;
            default: break;
        }
    }
    return out;
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

/// The derivation: a step for each operation; a chain a + b + c is one step, and so is a converted input or a
/// choice among cases.
class Derivation {
public:
    Derivation(const Formula& formula, const Schema& schema, Language language, std::vector<Value> values,
               TakenRecords taken, std::set<int>& told)
        : nodes_(formula.nodes()),
          first_(first_nodes(nodes_)),
          shares_(shares(nodes_)),
          schema_(schema),
          writer_(schema, language),
          language_(language),
          zh_(language == Language::zh),
          values_(std::move(values)),
          taken_(std::move(taken)),
          told_(told) {}

    std::vector<Step> run() {
        inner_.assign(nodes_.size(), false);
        mark_parts();
        mark_branches();
        mark_told();
        describe_all();
        std::vector<Step> steps;
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            const bool last = i + 1 == nodes_.size();
            if (inner_[i] && !last) continue;
            if (!is_leaf(nodes_[i]) || named(nodes_[i]) || last) steps.push_back(step(static_cast<int>(i)));
        }
        return steps;
    }

private:
    static constexpr std::size_t kMostRecords = 20;  ///< whose values are written out

    const std::vector<Node>& nodes_;
    std::vector<std::size_t> first_;
    std::vector<Sharing> shares_;
    const Schema& schema_;
    Writer writer_;
    Language language_;
    bool zh_;
    std::vector<Value> values_;
    TakenRecords taken_;
    std::set<int>& told_;
    std::vector<Written> words_;
    /// No step of its own: shown within another step (links of a chain, conversions, operands of aggregates),
    /// told before, or not taken.
    std::vector<bool> inner_;

    const Node& at(int index) const { return nodes_[static_cast<std::size_t>(index)]; }
    const Value& value(int index) const { return values_[static_cast<std::size_t>(index)]; }
    static bool known(const Node& node, const Schema& schema) {
        return node.derived >= 0 && node.derived < static_cast<int>(schema.derived.size());
    }
    bool named(const Node& node) const { return known(node, schema_); }

    bool chains(const Node& node, const Node& child) const {
        const int p = precedence_of(node.op);
        return p != kComparison && node.type == child.type && precedence_of(child.op) == p && !named(child);
    }

    void hide(int root) {
        std::vector<int> open{root};
        while (!open.empty()) {
            const int index = open.back();
            open.pop_back();
            inner_[static_cast<std::size_t>(index)] = true;
            open.insert(open.end(), at(index).arguments.begin(), at(index).arguments.end());
        }
    }

    void mark_parts() {
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            const Node& node = nodes_[i];
            if (is_aggregate(node.op)) {
                std::size_t first = i;
                while (first > 0 && first_[first] != i) --first;
                for (std::size_t k = first; k < i; ++k) inner_[k] = true;
            }
            if (precedence_of(node.op) != kAtom && chains(node, at(node.arguments[0])))
                inner_[static_cast<std::size_t>(node.arguments[0])] = true;
            if (node.op == Op::convert && i + 1 < nodes_.size() && !named(node)) inner_[i] = true;
        }
    }

    /// The branch of a choice that is taken; −1 where its condition is unknown.
    int taken_branch(const Node& choice) const {
        const bool* holds = std::get_if<bool>(&value(choice.arguments[0]));
        return holds == nullptr ? -1 : choice.arguments[*holds ? 1 : 2];
    }
    /// Whether the choice goes on to another one: else if.
    bool goes_on(const Node& choice) const {
        const int branch = taken_branch(choice);
        return branch == choice.arguments[2] && at(branch).op == Op::if_then_else && !named(at(branch));
    }

    void mark_branches() {
        for (const Node& node : nodes_) {
            if (node.op != Op::if_then_else) continue;
            const int branch = taken_branch(node);
            for (const std::size_t i : {1, 2}) {
                if (node.arguments[i] != branch) hide(node.arguments[i]);
            }
            const auto condition = static_cast<std::size_t>(node.arguments[0]);
            if (!named(nodes_[condition])) inner_[condition] = true;
            if (goes_on(node)) inner_[static_cast<std::size_t>(branch)] = true;
        }
    }

    void mark_told() {
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            if (inner_[i] || !named(nodes_[i])) continue;
            if (!told_.insert(nodes_[i].derived).second) hide(static_cast<int>(i));
        }
    }

    std::string shown(int index) const {
        return show(value(index), at(index).unit, language_, shares_[static_cast<std::size_t>(index)].share);
    }

    /// An operand within a step: in words, or its value.
    Written part(int index, bool numbers, std::vector<int>& fields) const {
        while (at(index).op == Op::convert && !numbers && !named(at(index))) index = at(index).arguments[0];
        const Node& node = at(index);
        if (node.op == Op::field && !named(node)) fields.push_back(node.index);
        if (node.op == Op::convert && at(node.arguments[0]).op == Op::field && !named(at(node.arguments[0])))
            fields.push_back(at(node.arguments[0]).index);
        const bool valued = node.op == Op::field || !is_leaf(node) || named(node) ||
                            ((node.op == Op::number || node.op == Op::date) && node.index >= 0);
        if (!numbers || !valued) return words_[static_cast<std::size_t>(index)];
        const Exact* x = std::get_if<Exact>(&value(index));
        return {shown(index), x != nullptr && x->sign() < 0 ? kSum : kAtom};
    }

    /// Every node in words; a long one is an ellipsis, for it is a step of its own.
    void describe_all() {
        words_.resize(nodes_.size());
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            words_[i] = named(nodes_[i]) ? Written{name_of(nodes_[i]), kAtom} : written(static_cast<int>(i));
            if (words_[i].text.size() > kLongestShown) words_[i] = {"…", kAtom};
        }
    }
    const std::string& name_of(const Node& node) const {
        return schema_.derived[static_cast<std::size_t>(node.derived)].label.in(language_);
    }
    /// The node itself in words, not its name.
    Written written(int index) const {
        std::vector<Written> parts;
        for (const int child : at(index).arguments) parts.push_back(words_[static_cast<std::size_t>(child)]);
        return writer_.write(at(index), std::move(parts));
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

    /// The conditions of a choice as they were decided, down to the branch that is taken.
    std::string choice(int index, std::vector<int>& fields) const {
        std::string out;
        for (;;) {
            const Node& node = at(index);
            const int condition = node.arguments[0];
            const bool whole = is_leaf(at(condition)) || named(at(condition));
            out += whole ? part(condition, false, fields).text : operation(condition, true, fields);
            out += (zh_ ? "：" : ": ") + shown(condition);
            const int branch = taken_branch(node);
            if (branch < 0) return cut(std::move(out));
            if (!goes_on(node))
                return cut(out + (zh_ ? "，取 " : ", hence ") + part(branch, true, fields).text);
            out += zh_ ? "；" : "; ";
            index = branch;
        }
    }

    /// The values of the records an aggregate is made of; nothing where they are many.
    std::string from_records(int index) const {
        const Node& node = at(index);
        const auto found = taken_.find(static_cast<std::size_t>(index));
        if (node.op == Op::count || found == taken_.end() || found->second.size() > kMostRecords) return "";
        const bool adds = node.op == Op::sum || node.op == Op::mean;
        std::string list;
        for (const auto& [record, value] : found->second) {
            if (!list.empty()) list += adds ? " + " : (zh_ ? "，" : ", ");
            list += show(value, at(node.arguments[0]).unit, language_);
        }
        if (node.op == Op::mean) return "(" + list + ") ÷ " + std::to_string(found->second.size());
        if (adds) return list;
        const Function& function = function_of(node.op);
        return std::string(zh_ ? function.chinese : function.name) +
               (zh_ ? "（" + list + "）" : "(" + list + ")");
    }

    Step step(int index) const {
        Step made;
        made.node = index;
        made.result = shown(index);
        const Node& node = at(index);
        if (named(node)) {
            if (inner_[static_cast<std::size_t>(index)]) {  // the whole, and told before
                made.formula = name_of(node);
                return made;
            }
            made.name = name_of(node);
        }
        if (is_leaf(node)) {
            made.formula = written(index).text;
            if (node.op == Op::field) made.fields.push_back(node.index);
            return made;
        }
        if (is_aggregate(node.op)) {
            made.formula = written(index).text;
            made.numbers = from_records(index);
            made.table = node.index;
            if (const auto found = taken_.find(static_cast<std::size_t>(index)); found != taken_.end()) {
                for (const auto& record : found->second) made.records.push_back(record.first);
            }
            return made;
        }
        const bool cases = node.op == Op::if_then_else;
        made.formula = cases ? cut(written(index).text) : operation(index, false, made.fields);
        if (cases) made.fields.clear();
        made.numbers = cases ? choice(index, made.fields) : operation(index, true, made.fields);
        std::sort(made.fields.begin(), made.fields.end());
        made.fields.erase(std::unique(made.fields.begin(), made.fields.end()), made.fields.end());
        return made;
    }
};

}  // namespace

std::vector<Step> explain(const Formula& formula, const Schema& schema, const Columns& data, std::size_t row,
                          Language language, const Computed* computed, std::set<int>* told) {
    TakenRecords taken;
    std::set<int> own;
    std::vector<Value> values = evaluate_all(formula, schema, data, row, computed, &taken);
    return Derivation(formula, schema, language, std::move(values), std::move(taken),
                      told == nullptr ? own : *told)
        .run();
}

std::string in_words(const Formula& formula, const Schema& schema, Language language) {
    const Writer writer(schema, language);
    std::vector<Written> done(formula.nodes().size());
    for (std::size_t i = 0; i < done.size(); ++i) {
        std::vector<Written> parts;
        for (const int child : formula.nodes()[i].arguments)
            parts.push_back(std::move(done[static_cast<std::size_t>(child)]));
        const int derived = formula.nodes()[i].derived;
        done[i] = derived >= 0 && derived < static_cast<int>(schema.derived.size())
                      ? Written{schema.derived[static_cast<std::size_t>(derived)].label.in(language), kAtom}
                      : writer.write(formula.nodes()[i], std::move(parts));
    }
    return std::move(done.back().text);
}

bool is_share(const Formula& formula) { return shares(formula.nodes()).back().share; }

std::string show_number(const Exact& x, int digits) {
    const double size = std::fabs(x.approximate().value);
    // A size below 1 begins behind as many zeros.
    const int zeros = size > 0 && size < 1 ? std::min(static_cast<int>(-std::log10(size)), 300) : 0;
    const std::string text = x.format(digits + zeros);
    const Result<Rational> rounded = parse_decimal(text);
    return rounded ? format_plain(*rounded, digits + zeros) : text;
}

std::string show(const Value& value, const Unit& unit, Language language, bool share, int digits) {
    const bool zh = language == Language::zh;
    if (const Absence* absence = std::get_if<Absence>(&value)) {
        switch (*absence) {
            case Absence::missing: return zh ? "—（未填）" : "— (not given)";
            case Absence::zero_denominator: return zh ? "—（分母为零）" : "— (zero denominator)";
            case Absence::undefined: return zh ? "—（无意义）" : "— (undefined)";
        }
    }
    if (const Exact* number = std::get_if<Exact>(&value)) {
        if (share && unit.is_plain()) return show_number(*number * Exact(100), digits) + "%";
        return with_unit(show_number(*number, digits), unit, language);
    }
    if (const Date* date = std::get_if<Date>(&value)) return date->shown(language);
    if (const bool* truth = std::get_if<bool>(&value))
        return *truth ? (zh ? "是" : "true") : (zh ? "否" : "false");
    return std::get<std::string>(value);
}

}  // namespace yuanheng::formula
