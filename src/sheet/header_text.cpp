#include "sheet/header_text.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace yuanheng::sheet {

namespace {

/// In half width without blanks, with one kind of brackets and no marks at the ends; letters as they are.
std::string plain(std::string_view text) {
    std::string out = without_blanks(half_width(text));
    for (const auto& [from, to] : std::array<std::pair<std::string_view, std::string_view>, 6>{
             {{"【", "("}, {"】", ")"}, {"〔", "("}, {"〕", ")"}, {"[", "("}, {"]", ")"}}}) {
        if (out.find(from) != std::string::npos) out = replace_all(out, from, to);
    }
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view mark : {"*", "★", "※"}) {
            if (out.size() == mark.size()) continue;
            if (out.starts_with(mark)) out.erase(0, mark.size()), again = true;
            if (out.ends_with(mark)) out.resize(out.size() - mark.size()), again = true;
        }
    }
    return out;
}

}  // namespace

std::string header_key(std::string_view text) { return lower(plain(text)); }

bool take_remark(std::string& title, std::string& remark) {
    if (!title.ends_with(')')) return false;
    int depth = 0;
    for (std::size_t i = title.size(); i-- > 0;) {
        depth += title[i] == ')' ? 1 : title[i] == '(' ? -1 : 0;
        if (depth > 0) continue;
        if (i == 0) return false;  // the whole is in brackets
        remark = title.substr(i + 1, title.size() - i - 2);
        title.resize(i);
        return true;
    }
    return false;
}

HeaderText split_header(std::string_view text) {
    HeaderText out{plain(text), {}};
    std::string remark;
    while (take_remark(out.name, remark)) out.remarks.insert(out.remarks.begin(), remark);
    out.name = lower(out.name);
    return out;
}

std::string one_line(std::string_view text) {
    std::string out(trim(text));
    std::replace_if(
        out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; },
        ' ');
    return out;
}

}  // namespace yuanheng::sheet
