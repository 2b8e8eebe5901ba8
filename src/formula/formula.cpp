#include "formula/formula.hpp"

#include <algorithm>

#include "formula/names.hpp"

namespace yuanheng::formula {

int Schema::find_field(std::string_view name) const {
    const auto named = [&](const Field& f) {
        return f.code == name || f.label.zh == name || f.label.en == name ||
               std::find(f.aliases.begin(), f.aliases.end(), name) != f.aliases.end();
    };
    const auto found = std::find_if(fields.begin(), fields.end(), named);
    return found == fields.end() || name.empty() ? -1 : static_cast<int>(found - fields.begin());
}

std::vector<int> Formula::fields() const {
    std::vector<int> used;
    for (const Node& node : nodes()) {
        if (node.op == Op::field) used.push_back(node.index);
    }
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    return used;
}

bool Formula::is_constant() const {
    return std::none_of(nodes().begin(), nodes().end(), [](const Node& node) {
        return node.op == Op::field || node.op == Op::column || is_aggregate(node.op);
    });
}

Formula Formula::in_unit(const Unit& unit) const {
    if (root().unit == unit) return *this;
    auto longer = std::make_shared<std::vector<Node>>(nodes());
    Node converted;
    converted.op = Op::convert;
    converted.type = Type::number;
    converted.unit = unit;
    converted.number = conversion(root().unit, unit);
    converted.arguments = {static_cast<int>(longer->size()) - 1};
    converted.line = root().line;
    converted.column = root().column;
    longer->push_back(std::move(converted));
    Formula formula;
    formula.nodes_ = std::move(longer);
    formula.source_ = source_;
    return formula;
}

Formula Formula::part(int index) const {
    const auto root_index = static_cast<std::size_t>(index);
    std::vector<int> renumbered(root_index + 1, -1);
    renumbered[root_index] = 0;
    for (std::size_t i = root_index + 1; i-- > 0;) {
        if (renumbered[i] < 0) continue;
        for (const int child : nodes()[i].arguments) renumbered[static_cast<std::size_t>(child)] = 0;
    }
    auto kept = std::make_shared<std::vector<Node>>();
    for (std::size_t i = 0; i <= root_index; ++i) {
        if (renumbered[i] < 0) continue;
        renumbered[i] = static_cast<int>(kept->size());
        Node node = nodes()[i];
        for (int& child : node.arguments) child = renumbered[static_cast<std::size_t>(child)];
        kept->push_back(std::move(node));
    }
    Formula formula;
    formula.nodes_ = std::move(kept);
    formula.source_ = source_;
    return formula;
}

}  // namespace yuanheng::formula
