#include "base/error.hpp"

#include "base/text.hpp"

namespace yuanheng {

namespace {

/// What the operating system says, for readers of Chinese.
constexpr std::pair<std::string_view, std::string_view> kSystem[] = {
    {"No such file or directory", "没有这个文件或目录"},
    {"Permission denied", "没有权限"},
    {"Is a directory", "这是目录，不是文件"},
    {"Not a directory", "这是文件，不是目录"},
    {"No space left on device", "磁盘已满"},
    {"Read-only file system", "磁盘只读"},
    {"File name too long", "文件名太长"},
    {"Too many open files", "打开的文件太多"},
};

/// An argument as a message shows it: a cell or a name of 100 KB would bury what is wrong with it, a control
/// character would hide it.
std::string shown(std::string_view value, Language language) {
    if (language == Language::zh) {
        for (const auto& [english, chinese] : kSystem) {
            if (value == english) return std::string(chinese);
        }
    }
    if (value.size() <= kMostShown) return visible(value);
    std::size_t end = kMostShown;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80)
        --end;  // not inside a character
    return visible(value.substr(0, end)) + "…";
}

/// The argument of a key; in English one called KEY_en comes first, where there is one.
const std::string* argument(const Error::Arguments& arguments, std::string_view key, Language language) {
    const std::string* found = nullptr;
    for (const auto& [k, v] : arguments) {
        if (language == Language::en && k.size() == key.size() + 3 && k.starts_with(key) &&
            k.ends_with("_en"))
            return &v;
        if (k == key) found = &v;
    }
    return found;
}

/// Replaces {key} by its argument; an unknown key becomes nothing, so a hint may be all argument.
std::string fill(std::string_view pattern, const Error::Arguments& arguments, Language language) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size();) {
        const std::size_t close = pattern[i] == '{' ? pattern.find('}', i) : std::string_view::npos;
        if (close == std::string_view::npos) {
            out += pattern[i++];
            continue;
        }
        const std::string_view key = pattern.substr(i + 1, close - i - 1);
        if (const std::string* value = argument(arguments, key, language); value != nullptr)
            out += shown(*value, language);
        i = close + 1;
    }
    return out;
}

/// Column number to the letters of a spreadsheet: 1 → A, 28 → AB.
std::string column_letters(long column) {
    std::string letters;
    for (; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), char('A' + (column - 1) % 26));
    return letters;
}

}  // namespace

std::string message(const Error& error, Language language) {
    const CodeRow& row = error.code.row();
    return fill(language == Language::zh ? row.message_zh : row.message_en, error.arguments, language);
}

std::string hint(const Error& error, Language language) {
    const CodeRow& row = error.code.row();
    return fill(language == Language::zh ? row.hint_zh : row.hint_en, error.arguments, language);
}

std::string place(const Where& where) {
    std::string out = where.file;
    if (!where.sheet.empty()) {
        if (where.sheet != kCsvSheet) out += " [" + where.sheet + "]";
        if (where.line > 0) out += " " + column_letters(where.column) + std::to_string(where.line);
        return out;
    }
    if (where.line > 0) out += ":" + std::to_string(where.line);
    if (where.line > 0 && where.column > 0) out += ":" + std::to_string(where.column);
    return out;
}

std::string describe(const Error& error, Language language) {
    const std::string what = message(error, language);
    std::string out = place(error.where);
    // "a.zip: cannot read file "a.zip"" would say it twice.
    if (out == error.where.file && what.find(out) != std::string::npos) out.clear();
    if (!out.empty()) out += language == Language::zh ? "：" : ": ";
    out += what;
    std::string mend = hint(error, language);
    if (mend.empty()) return out;
    if (language == Language::en && mend[0] >= 'a' && mend[0] <= 'z' && !mend.starts_with("yuanheng")) {
        mend[0] = static_cast<char>(mend[0] - 'a' + 'A');
    }
    return out + (language == Language::zh ? "。" : ". ") + mend;
}

std::string describe(const Errors& errors, Language language) {
    std::string out;
    for (const Error& error : errors) out += describe(error, language) + "\n";
    return out;
}

}  // namespace yuanheng
