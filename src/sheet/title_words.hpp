#pragma once

#include <string>
#include <string_view>
#include <vector>

/// The words of titles and of the remarks behind them; all in half width without blanks.
namespace yuanheng::sheet {

/// Whether the text makes another figure of a title: of another time, a part, a change. 上年, 其中, 增速.
bool is_other(std::string_view text);
/// Whether the text, below or behind a title, means the very figure: 本年, 金额, 合计.
bool is_itself(std::string_view text);
/// Whether a remark says how a column is filled in: 必填, 18位, 保留两位小数.
bool is_how_to(std::string_view remark);
/// Whether a text names a year: 2023, 2023年.
bool has_year(std::string_view text);
bool is_unit(std::string_view text);

/// The parts of a remark: 万元，保留两位小数.
std::vector<std::string> parts_of(std::string remark);

}  // namespace yuanheng::sheet
