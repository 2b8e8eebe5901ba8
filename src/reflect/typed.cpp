#include <algorithm>
#include <charconv>

#include "base/date.hpp"
#include "base/text.hpp"
#include "reflect/codes.hpp"
#include "reflect/json.hpp"
#include "reflect/spelling.hpp"

namespace yuanheng::reflect {

namespace {

std::string folded(std::string_view text) { return lower(half_width(trim(text))); }

/// The choice of that code, else of that label.
const Choice* find_choice(const Field& field, std::string_view text) {
    if (field.choices.empty()) return nullptr;
    const std::string wanted = folded(text);
    for (const Choice& c : field.choices) {
        if (folded(c.code) == wanted) return &c;
    }
    for (const Choice& c : field.choices) {
        if (!wanted.empty() && (folded(c.label.zh) == wanted || folded(c.label.en) == wanted)) return &c;
    }
    return nullptr;
}

Result<Value> yes_or_no(std::string_view text) {
    const std::string word = folded(text);
    for (const std::string_view yes : {"是", "yes", "y", "true", "1", "√", "✓", "对"}) {
        if (word == yes) return Value(std::int64_t{1});
    }
    for (const std::string_view no : {"否", "no", "n", "false", "0", "×", "不是"}) {
        if (word == no) return Value(std::int64_t{0});
    }
    return fail(Code::intake_not_yes_no, {{"text", std::string(trim(text))}});
}

Result<Value> number(const Field& field, std::string_view text) {
    const Result<Number> typed = parse_number(text);
    if (!typed) return tl::unexpected(typed.error());
    if (!typed->value) return Value();
    Rational value = *typed->value;
    if (typed->percent && field.unit == "%")
        value *= 100;
    else if (typed->percent && field.unit == "‰")
        value *= 1000;
    else if (typed->percent && !field.unit.empty())
        return fail(Code::bad_number, {{"text", std::string(trim(text))}});
    return scaled(field, value).map([](std::int64_t n) { return Value(n); });
}

Result<Value> id(std::string_view text) {
    const std::string narrow = half_width(text);
    const std::string_view digits = trim(narrow);
    std::int64_t value = 0;
    const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (status != std::errc() || end != digits.data() + digits.size() || value <= 0) {
        return fail(Code::field_id, {{"text", std::string(trim(text))}});
    }
    return Value(value);
}

/// The value of a text that does not say that there is none.
Result<Value> typed(const Field& field, std::string_view text) {
    switch (field.kind) {
        case Kind::id: return id(text);
        case Kind::text:
            return canonical(field.format, text).map([](std::string s) { return Value(std::move(s)); });
        case Kind::integer:
        case Kind::decimal:
        case Kind::money: return number(field, text);
        case Kind::boolean: return yes_or_no(text);
        case Kind::date: return parse_date(text).map([](Date d) { return Value(d.iso()); });
        case Kind::instant: return parse_typed_instant(text).map([](std::int64_t ms) { return Value(ms); });
        case Kind::choice: return tl::unexpected(no_choice(field, text));
        case Kind::object:
        case Kind::list: break;
    }
    throw std::logic_error("parse_value: " + field.name + " is no scalar");
}

}  // namespace

Result<Value> parse_value(const Field& field, std::string_view text) {
    const std::string whole = valid_utf8(text) ? std::string() : utf8(code_points(text));
    if (!whole.empty()) text = whole;
    const bool secret = field.format == Format::secret;
    Result<Value> value;
    // A choice may be called 无, and a secret may be anything.
    if (const Choice* choice = find_choice(field, text))
        value = Value(choice->code);
    else if (secret ? text.empty() : is_absent(text))
        value = field.always ? field.initial : Value();
    else
        value = typed(field, text);
    if (!value) return value;
    if (const Result<void> sound = check(field, *value); !sound) return tl::unexpected(sound.error());
    return value;
}

std::string shown(const Field& field, const Value& value, Language language) {
    if (absent(value) || field.format == Format::secret) return {};
    std::string out;
    switch (field.kind) {
        case Kind::id: return std::to_string(std::get<std::int64_t>(value));
        case Kind::text:
        case Kind::date: return std::get<std::string>(value);
        case Kind::integer:
            append_scaled(out, std::get<std::int64_t>(value), 0, 0,
                          !field.unit.empty() && field.unit != "年");
            return out;
        case Kind::decimal:
        case Kind::money:
            append_scaled(out, std::get<std::int64_t>(value), field.scale(), std::min(field.scale(), 2),
                          true);
            return out;
        case Kind::boolean:
            if (language == Language::zh) return std::get<std::int64_t>(value) != 0 ? "是" : "否";
            return std::get<std::int64_t>(value) != 0 ? "Yes" : "No";
        case Kind::instant: append_local(out, std::get<std::int64_t>(value)); return out;
        case Kind::choice: {
            const std::string& code = std::get<std::string>(value);
            const auto same = [&](const Choice& c) { return c.code == code; };
            const auto found = std::find_if(field.choices.begin(), field.choices.end(), same);
            return found == field.choices.end() ? code : found->label.in(language);
        }
        case Kind::object:
        case Kind::list: break;
    }
    throw std::logic_error("shown: " + field.name + " is no scalar");
}

}  // namespace yuanheng::reflect
