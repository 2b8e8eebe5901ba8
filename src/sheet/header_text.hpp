#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yuanheng::sheet {

/// The whole text without line breaks and blanks, in lower case and half width, brackets included: what names
/// of columns are compared in. Marks at its ends that say that a column must be filled in (* ★ ※) are left
/// out.
std::string header_key(std::string_view text);

/// A title, and what stands behind it in brackets: "税 收（万元）（必填）" is 税收, with 万元 and 必填.
struct HeaderText {
    std::string name;                  ///< as header_key()
    std::vector<std::string> remarks;  ///< without blanks and in half width
};
HeaderText split_header(std::string_view text);

/// Takes the last bracket off a text of that form: "税收(万元)" becomes 税收, and `remark` 万元. False, and
/// nothing is changed, where it does not end in one.
bool take_remark(std::string& title, std::string& remark);

/// The text in one line, as messages quote it.
std::string one_line(std::string_view text);

}  // namespace yuanheng::sheet
