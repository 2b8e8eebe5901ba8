#pragma once

#include <string>
#include <string_view>

namespace yuanheng::platform {

/// What a text is found by: its lower-case half-width form, then the initials of its pinyin and its pinyin,
/// separated by blanks: "清远智能" gives "清远智能 qyzn qingyuanzhineng". Characters of more than one reading
/// (长, 重, 行 …) are spelled in each. Texts without Chinese characters have no pinyin.
std::string search_text(std::string_view text);

/// A text as somebody types it to search, in the form of search_text().
std::string search_words(std::string_view text);

}  // namespace yuanheng::platform
