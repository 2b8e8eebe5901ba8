#include <fmt/format.h>

#include <algorithm>

#include "base/date.hpp"
#include "base/period.hpp"
#include "base/text.hpp"
#include "reflect/codes.hpp"
#include "reflect/json.hpp"
#include "reflect/spelling.hpp"

namespace yuanheng::reflect {

namespace {

tl::unexpected<Error> refuse(Error error) { return tl::unexpected(std::move(error)); }

/// Code points of valid UTF-8.
int length(std::string_view text) {
    return static_cast<int>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

Label named(char32_t c) {
    if (c == '\n' || c == '\r') return {"换行", "a line break"};
    if (c == '\t') return {"制表符", "a tab"};
    const std::string code = code_point_name(c);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return {"控制字符 " + code, "the control character " + code};
    return {"看不见的字符 " + code, "the invisible character " + code};
}

/// No invisible characters, which an import would take out again; line breaks and tabs only where there may
/// be several lines.
Result<void> check_characters(const Field& field, std::string_view text) {
    const bool lines = field.format == Format::multiline;
    std::size_t position = 0;
    for (const char32_t c : code_points(text)) {
        ++position;
        const bool line = c == '\n' || c == '\r' || c == '\t';
        if (line ? lines : !is_invisible(c)) continue;
        const Label what = named(c);
        return refuse(
            about(Code::field_character, field,
                  {{"position", std::to_string(position)}, {"what", what.zh}, {"what_en", what.en}}));
    }
    return {};
}

Result<void> check_text(const Field& field, std::string_view text) {
    const int characters = length(text);
    if (characters > field.max_length) {
        return refuse(
            about(Code::field_too_long, field,
                  {{"length", std::to_string(characters)}, {"limit", std::to_string(field.max_length)}}));
    }
    if (const Result<void> sound = check_characters(field, text); !sound) return sound;
    const Result<std::string> spelt = canonical(field.format, text);
    if (!spelt) return refuse(spelt.error());
    return {};
}

Result<void> check_range(const Field& field, std::int64_t value) {
    if ((!field.low || value >= *field.low) && (!field.high || value <= *field.high)) return {};
    const Label range = range_in_words(field);
    std::string number;
    append_number(number, field, value, 0, false);
    return refuse(
        about(Code::field_range, field, {{"value", number}, {"range", range.zh}, {"range_en", range.en}}));
}

Result<void> check_period(std::string_view value) {
    const Result<Period> period = parse_period(value);
    if (!period) return refuse(period.error());
    if (period->code() != value) return fail(Code::bad_period, {{"text", std::string(value)}});
    return {};
}

bool has_choice(const Field& field, const std::string& code) {
    return std::any_of(field.choices.begin(), field.choices.end(),
                       [&](const Choice& c) { return c.code == code; });
}

/// Each is a choice, and stands once.
Result<void> check_choices(const Field& field, const Value& value) {
    const std::vector<std::string> codes = codes_in(value);
    for (auto code = codes.begin(); code != codes.end(); ++code) {
        if (!has_choice(field, *code)) return refuse(no_choice(field, *code));
        if (std::find(codes.begin(), code, *code) != code)
            return refuse(about(Code::field_choice_twice, field, {{"text", *code}}));
    }
    return {};
}

Result<void> check_date(std::string_view value) {
    const Result<Date> date = parse_date(value);
    if (!date) return refuse(date.error());
    if (date->iso() != value) return fail(Code::bad_date, {{"text", std::string(value)}});
    return {};
}

}  // namespace

Error no_choice(const Field& field, std::string_view text) {
    static constexpr std::size_t kMostListed = 20;
    std::vector<std::string_view> names;
    for (const Choice& choice : field.choices) {
        for (const std::string* n : {&choice.code, &choice.label.zh, &choice.label.en}) {
            if (!n->empty()) names.push_back(*n);
        }
    }
    std::string zh, en, all, all_en;
    const std::optional<std::string_view> near = nearest(trim(text), names);
    for (std::size_t i = 0; i < field.choices.size(); ++i) {
        const Choice& c = field.choices[i];
        const std::string one = c.label.in(Language::zh) + "（" + c.code + "）";
        const std::string one_en = c.label.in(Language::en) + " (" + c.code + ")";
        if (zh.empty() && near && (*near == c.code || *near == c.label.zh || *near == c.label.en)) {
            zh = "是不是“" + one + "”？";
            en = "did you mean \"" + one_en + "\"? ";
        }
        if (i >= kMostListed) continue;
        all += (all.empty() ? "" : "、") + one;
        all_en += (all_en.empty() ? "" : ", ") + one_en;
    }
    if (field.choices.size() > kMostListed) all += "……", all_en += " …";
    return about(Code::field_choice, field,
                 {{"text", std::string(trim(text))},
                  {"suggestion", zh},
                  {"suggestion_en", en},
                  {"allowed", all},
                  {"allowed_en", all_en}});
}

Result<void> check(const Field& field, const Value& value) {
    if (absent(value)) {
        if (field.required) return refuse(about(Code::field_required, field));
        return {};
    }
    switch (field.kind) {
        case Kind::text: return check_text(field, std::get<std::string>(value));
        case Kind::choice: {
            const std::string& code = std::get<std::string>(value);
            if (has_choice(field, code)) return {};
            return refuse(no_choice(field, code));
        }
        case Kind::choices: return check_choices(field, value);
        case Kind::period: return check_period(std::get<std::string>(value));
        case Kind::date: return check_date(std::get<std::string>(value));
        case Kind::instant: {
            const std::int64_t ms = std::get<std::int64_t>(value);
            if (!writable(ms)) return fail(Code::field_instant, {{"text", std::to_string(ms)}});
            return check_range(field, ms);
        }
        case Kind::id: {
            const std::int64_t id = std::get<std::int64_t>(value);
            if (id <= 0) return fail(Code::field_id, {{"text", std::to_string(id)}});
            return {};
        }
        case Kind::boolean: {
            const std::int64_t truth = std::get<std::int64_t>(value);
            if (truth != 0 && truth != 1)
                return fail(Code::intake_not_yes_no, {{"text", std::to_string(truth)}});
            return {};
        }
        case Kind::integer:
        case Kind::decimal:
        case Kind::money: return check_range(field, std::get<std::int64_t>(value));
        case Kind::object:
        case Kind::list: break;
    }
    throw std::logic_error("check: " + field.name + " is no scalar");
}

}  // namespace yuanheng::reflect
