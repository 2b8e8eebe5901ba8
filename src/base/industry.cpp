#include "base/industry.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"

namespace yuanheng {

namespace {

bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
/// A name without what writers leave out or vary: blanks, punctuation, case, width.
std::string normalised_name(std::string_view name) {
    std::string out = lower(without_blanks(half_width(name)));
    for (const std::string_view mark : {"、", ",", ";", "'", "-", "—", "·", "(", ")", ":"}) {
        out = replace_all(out, mark, "");
    }
    return out;
}

/// Takes blanks and the marks before and after a letter or number off the front: "(33)金属", "C-33".
void skip_marks(std::string_view& text) {
    while (true) {
        text = trim(text);
        if (text.empty() || std::string_view("()-:").find(text[0]) == std::string_view::npos) return;
        text.remove_prefix(1);
    }
}

bool by_code(const IndustryClass& a, const IndustryClass& b) { return a.code < b.code; }

}  // namespace

/// Reads the file and collects what is wrong with it.
struct Industry::Reader {
    std::string file;
    Industry& out;
    Errors& errors;

    void wrong(const toml::source_region& at, const std::string& zh, const std::string& en) {
        errors.push_back(
            Error(Code::taxonomy_bad, {{"detail", zh}, {"detail_en", en}},
                  Where{file, "", static_cast<long>(at.begin.line), static_cast<long>(at.begin.column)}));
    }

    /// A required text; empty after an error.
    std::string text(const toml::table& table, std::string_view key) {
        const std::string value = table[key].value_or(std::string());
        if (value.empty()) {
            wrong(table.source(), "缺少文字“" + std::string(key) + "”",
                  "the text \"" + std::string(key) + "\" is missing");
        }
        return value;
    }

    using Accept = void (Reader::*)(const toml::table& row, IndustryClass item);

    void rows(const toml::table& root, std::string_view key, Accept accept) {
        const toml::array* list = root[key].as_array();
        if (list == nullptr || list->empty()) {
            wrong(root.source(), "缺少“" + std::string(key) + "”", "\"" + std::string(key) + "\" is missing");
            return;
        }
        for (const toml::node& node : *list) {
            if (const toml::table* row = node.as_table()) {
                const std::string code = text(*row, "code");
                (this->*accept)(*row, {code, code, {text(*row, "zh"), text(*row, "en")}});
            } else {
                wrong(node.source(), "应写成 { code = …, zh = …, en = … }",
                      "write { code = …, zh = …, en = … }");
            }
        }
    }

    void add(std::vector<IndustryClass>& to, const toml::table& row, IndustryClass item) {
        const auto same = [&](const IndustryClass& other) { return other.code == item.code; };
        if (std::any_of(to.begin(), to.end(), same)) {
            wrong(row.source(), item.code + " 出现了两次", item.code + " is listed twice");
            return;
        }
        to.push_back(std::move(item));
    }

    void section(const toml::table& row, IndustryClass item) {
        if (item.code.size() != 1 || !is_letter(item.code[0])) {
            wrong(row.source(), "门类代码“" + item.code + "”应为一个大写字母",
                  "section code \"" + item.code + "\" is not one capital letter");
        }
        add(out.sections_, row, std::move(item));
    }

    void division(const toml::table& row, IndustryClass item) {
        if (item.code.size() != 2 || !is_digit(item.code[0]) || !is_digit(item.code[1])) {
            wrong(row.source(), "大类代码“" + item.code + "”应为两位数字",
                  "division code \"" + item.code + "\" is not two digits");
        }
        item.section = text(row, "section");
        const auto owns = [&](const IndustryClass& section) { return section.code == item.section; };
        if (std::none_of(out.sections_.begin(), out.sections_.end(), owns)) {
            wrong(row.source(), "大类 " + item.code + " 的门类“" + item.section + "”不在门类表中",
                  "section \"" + item.section + "\" of division " + item.code + " is not listed");
        }
        add(out.divisions_, row, std::move(item));
    }

    void read(const std::string& content) {
        const toml::parse_result parsed = toml::parse(content);
        if (!parsed) {
            const std::string why(parsed.error().description());
            wrong(parsed.error().source(), "TOML 语法错误（" + why + "）", why);
            return;
        }
        const toml::table& root = parsed.table();
        const toml::table* about = root["taxonomy"].as_table();
        if (about == nullptr) {
            wrong(root.source(), "缺少“taxonomy”", "\"taxonomy\" is missing");
            return;
        }
        out.title_ = {text(*about, "title"), text(*about, "title_en")};
        out.source_ = text(*about, "source");
        out.version_ = text(*about, "id") + "/" + text(*about, "version") + " sha256:" + sha256_hex(content);
        rows(root, "sections", &Reader::section);
        rows(root, "divisions", &Reader::division);
    }

    void index() {
        // A name that a division shares with its section is the division's: it comes first and stays.
        for (auto* list : {&out.divisions_, &out.sections_}) {
            std::sort(list->begin(), list->end(), by_code);
            for (const IndustryClass& item : *list) {
                out.by_name_.emplace(normalised_name(item.name.zh), item.code);
                out.by_name_.emplace(normalised_name(item.name.en), item.code);
            }
        }
    }
};

Checked<Industry> Industry::load(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        const Error unreadable(Code::file_unreadable, {{"path", file.string()}, {"detail", "open"}});
        return tl::unexpected(Errors{unreadable});
    }
    std::ostringstream content;
    content << in.rdbuf();

    Industry industry;
    Errors errors;
    Reader reader{file.string(), industry, errors};
    reader.read(content.str());
    if (!errors.empty()) return tl::unexpected(errors);
    reader.index();
    return industry;
}

const IndustryClass* Industry::find(std::string_view code) const {
    const auto& list = code.size() == 1 ? sections_ : divisions_;
    const auto before = [](const IndustryClass& item, std::string_view c) { return item.code < c; };
    const auto found = std::lower_bound(list.begin(), list.end(), code, before);
    return found != list.end() && found->code == code ? &*found : nullptr;
}

tl::unexpected<Error> Industry::unknown(std::string_view text, std::string_view name) const {
    std::string zh = "门类和大类的名称见该标准", en = "the standard lists the names";
    std::vector<std::string_view> names;
    for (const auto& [known, code] : by_name_) names.push_back(known);
    // A spreadsheet drops the leading zero of a code that it takes for a number.
    const std::string with_zero = "0" + std::string(name);
    const IndustryClass* meant = name.size() == 1 ? find(with_zero) : nullptr;
    if (meant == nullptr) {
        if (const auto near = nearest(name, names)) meant = find(by_name_.find(*near)->second);
    }
    if (meant != nullptr) {
        const std::string code = (meant->code == meant->section ? "" : meant->section) + meant->code;
        zh = "是不是“" + code + " " + meant->name.zh + "”？";
        en = "did you mean \"" + code + " " + meant->name.en + "\"?";
    }
    return fail(Code::industry_unknown,
                {{"text", std::string(trim(text))}, {"suggestion", zh}, {"suggestion_en", en}});
}

Result<IndustryCode> Industry::parse(std::string_view text) const {
    const std::string name = normalised_name(text), narrow = lower(half_width(text));
    std::string letter, digits;
    std::string_view rest;
    if (const auto known = by_name_.find(name); known != by_name_.end()) {
        (known->second.size() == 1 ? letter : digits) = known->second;
    } else {
        rest = narrow;
        skip_marks(rest);
        if (!rest.empty() && rest[0] >= 'a' && rest[0] <= 'z') {
            letter = static_cast<char>(rest[0] - 'a' + 'A');
            rest.remove_prefix(1);
            skip_marks(rest);
        }
        const std::size_t count = std::min(rest.find_first_not_of("0123456789"), rest.size());
        digits = rest.substr(0, count);
        rest.remove_prefix(count);
        skip_marks(rest);
        const bool no_code = (letter.empty() && digits.empty()) || digits.size() == 1 || digits.size() > 4;
        // Several codes in one cell are nobody's industry.
        const bool more_digits = normalised_name(rest).find_first_of("0123456789") == 0;
        if (no_code || more_digits) return unknown(text, name);
    }

    const IndustryClass* division = digits.empty() ? nullptr : find(digits.substr(0, 2));
    const IndustryClass* section = find(letter.empty() && division != nullptr ? division->section : letter);
    if (section == nullptr || (!digits.empty() && division == nullptr)) return unknown(text, name);
    if (division != nullptr && division->section != section->code) {
        return fail(Code::industry_mismatch, {{"text", std::string(trim(text))},
                                              {"division", division->code},
                                              {"section", division->section}});
    }
    // The names of groups and classes are not in the file; those of sections and divisions have to agree.
    if (!rest.empty() && digits.size() <= 2) {
        const Label& own = (division != nullptr ? division : section)->name;
        const std::string written = normalised_name(rest);
        if (written != normalised_name(own.zh) && written != normalised_name(own.en))
            return unknown(text, written);
    }
    return IndustryCode{section->code, division != nullptr ? division->code : "", section->code + digits};
}

Result<IndustryClass> Industry::section_of(std::string_view text) const {
    return parse(text).map([this](const IndustryCode& code) { return *find(code.section); });
}

Result<std::optional<IndustryClass>> Industry::division_of(std::string_view text) const {
    return parse(text).map([this](const IndustryCode& code) {
        return code.division.empty() ? std::nullopt : std::optional(*find(code.division));
    });
}

}  // namespace yuanheng
