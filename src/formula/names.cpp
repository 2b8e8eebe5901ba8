#include "formula/names.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"

namespace yuanheng::formula {

const std::vector<Function>& functions() {
    static const std::vector<Function> kFunctions = {
        {Op::is_missing, "missing", "缺失", {"缺"}, 1, 1},
        {Op::logical_not, "known", "已知", {"有值"}, 1, 1},
        {Op::coalesce, "coalesce", "取首个有值", {"otherwise", "缺省"}, 2, -1},
        {Op::min, "min", "最小", {"取小", "最小值"}, 1, -1},
        {Op::max, "max", "最大", {"取大", "最大值"}, 1, -1},
        {Op::abs, "abs", "绝对值", {}, 1, 1},
        {Op::ln, "ln", "自然对数", {}, 1, 1},
        {Op::exp, "exp", "指数", {}, 1, 1},
        {Op::sqrt, "sqrt", "平方根", {}, 1, 1},
        {Op::round, "round", "四舍五入", {}, 1, 2},
        {Op::starts_with, "starts_with", "开头是", {}, 2, 2},
        {Op::contains, "contains", "包含", {}, 2, 2},
        {Op::year, "year", "年份", {}, 1, 1},
        {Op::months_between, "months_between", "相隔月数", {}, 2, 2},
        {Op::valid_on, "valid_on", "有效于", {}, 1, 1},
        {Op::count, "count", "计数", {}, 1, 1},
        {Op::count, "count_if", "条件计数", {}, 2, 2, true},
        {Op::sum, "sum", "求和", {"合计"}, 1, 1},
        {Op::sum, "sum_if", "条件求和", {}, 2, 2, true},
        {Op::mean, "mean", "平均", {"均值", "average"}, 1, 1},
        {Op::mean, "mean_if", "条件平均", {}, 2, 2, true},
        {Op::table_min, "min_if", "条件最小", {}, 2, 2, true},
        {Op::table_max, "max_if", "条件最大", {}, 2, 2, true},
    };
    return kFunctions;
}

const Function* find_function(std::string_view name) {
    for (const Function& f : functions()) {
        if (f.name == name || f.chinese == name || std::count(f.synonyms.begin(), f.synonyms.end(), name) > 0)
            return &f;
    }
    return nullptr;
}

const Function& function_of(Op op, bool conditional) {
    if (!conditional && op == Op::table_min) op = Op::min;
    if (!conditional && op == Op::table_max) op = Op::max;
    for (const Function& f : functions()) {
        if (f.op == op && f.conditional == conditional) return f;
    }
    throw std::logic_error("function_of: not a function");
}

bool is_aggregate(Op op) {
    return op == Op::count || op == Op::sum || op == Op::mean || op == Op::table_min || op == Op::table_max;
}

std::string_view type_name(Type type, Language language) {
    const bool zh = language == Language::zh;
    switch (type) {
        case Type::number: return zh ? "数值" : "a number";
        case Type::text: return zh ? "文字" : "a text";
        case Type::date: return zh ? "日期" : "a date";
        case Type::boolean: return zh ? "真假值（条件）" : "a condition";
    }
    throw std::logic_error("type_name: unknown type");
}

std::string unit_name(const Unit& unit, Language language) {
    const std::string symbol = unit.symbol(language);
    if (!symbol.empty()) return symbol;
    return language == Language::zh ? "无单位的数" : "a plain number";
}

std::string suggest(std::string_view name, const std::vector<std::string>& candidates) {
    const std::vector<std::string_view> views(candidates.begin(), candidates.end());
    return std::string(nearest(name, views).value_or(""));
}

}  // namespace yuanheng::formula
