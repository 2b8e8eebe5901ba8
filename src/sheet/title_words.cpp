#include "sheet/title_words.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/units.hpp"

namespace yuanheng::sheet {

namespace {

/// Words that make another figure of a title: of another time, a part, a change.
constexpr std::array<std::string_view, 20> kOther{"上年", "去年", "前年", "上期", "上月", "上季", "同期",
                                                  "同比", "环比", "增速", "增长", "增幅", "增减", "累计",
                                                  "其中", "预计", "计划", "目标", "往年", "曾用"};
/// Lines below a title that mean the very figure.
constexpr std::array<std::string_view, 14> kItself{"本年", "本年数", "本年度", "本期", "本期数",
                                                   "当年", "全年",   "金额",   "数值", "数量",
                                                   "合计", "小计",   "总计",   "数"};
/// Parts of remarks that say how a column is filled in.
constexpr std::array<std::string_view, 17> kHowTo{"填",     "选",   "位",    "格式",  "全称", "是/否",
                                                  "是或否", "是否", "有/无", "例如",  "如:",  "数字",
                                                  "文本",   "年月", "年/月", "年-月", "yyyy"};

template <typename Words>
bool says(std::string_view text, const Words& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}
template <typename Words>
bool is_one_of(std::string_view text, const Words& words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace

bool has_year(std::string_view text) {
    int digits = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && is_digit(text[i])) {
            ++digits;
            continue;
        }
        if (digits == 4 && (text.substr(i - 4, 2) == "19" || text.substr(i - 4, 2) == "20")) return true;
        digits = 0;
    }
    return false;
}

bool is_other(std::string_view text) { return says(text, kOther); }
bool is_itself(std::string_view text) { return is_one_of(text, kItself); }
bool is_how_to(std::string_view remark) { return says(lower(remark), kHowTo) && !is_other(remark); }

std::vector<std::string> parts_of(std::string remark) {
    remark = replace_all(replace_all(std::move(remark), "、", ","), ";", ",");
    std::vector<std::string> out;
    for (std::size_t begin = 0; begin <= remark.size();) {
        const std::size_t end = std::min(remark.find(',', begin), remark.size());
        std::string part = remark.substr(begin, end - begin);
        for (const std::string_view word : {"计量单位:", "金额单位:", "单位:", "unit:"}) {
            if (part.starts_with(word)) part.erase(0, word.size());
        }
        if (!part.empty()) out.push_back(std::move(part));
        begin = end + 1;
    }
    return out;
}

bool is_unit(std::string_view text) { return parse_unit(text).has_value(); }

}  // namespace yuanheng::sheet
