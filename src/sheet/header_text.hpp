#pragma once

#include <string>
#include <string_view>

namespace yuanheng::sheet {

/// A header cell without line breaks, blanks and brackets, in lower case and half width; the bracketed unit
/// apart: "税 收（万元）" is 税收 and 万元. A bracket that is not a unit belongs to the name:
/// 亩均税收（规上）.
struct HeaderText {
    std::string name, unit;
};
HeaderText split_header(std::string_view text);

/// The whole text in that form, brackets included: what names of columns are compared in.
std::string header_key(std::string_view text);

}  // namespace yuanheng::sheet
