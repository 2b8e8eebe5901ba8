#include "sheet/header_text.hpp"

#include "base/text.hpp"

namespace yuanheng::sheet {

std::string header_key(std::string_view text) { return lower(without_blanks(half_width(text))); }

HeaderText split_header(std::string_view text) {
    const std::string plain = without_blanks(half_width(text));
    HeaderText out;
    const std::size_t open = plain.find_first_of("([");
    out.name = lower(plain.substr(0, open));
    if (open != std::string::npos) {
        const std::size_t close = plain.find_first_of(")]", open);
        out.unit = plain.substr(open + 1, close == std::string::npos ? close : close - open - 1);
    }
    for (const std::string_view word : {"单位:", "unit:"}) {
        if (out.unit.starts_with(word)) out.unit = out.unit.substr(word.size());
    }
    return out;
}

}  // namespace yuanheng::sheet
