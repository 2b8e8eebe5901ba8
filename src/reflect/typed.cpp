#include <algorithm>
#include <charconv>

#include "base/date.hpp"
#include "base/period.hpp"
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

/// The words of a list of choices, with where each begins in the text: a label may hold blanks and commas
/// too.
std::vector<std::string_view> words_of(std::string_view text) {
    static constexpr std::string_view kBetween[] = {" ", "\t", "\n", "\r", ",", ";", "，", "；", "、", "　"};
    std::vector<std::string_view> out;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const auto mark = std::find_if(std::begin(kBetween), std::end(kBetween),
                                       [&](std::string_view m) { return text.substr(at).starts_with(m); });
        if (at < text.size() && mark == std::end(kBetween)) {
            ++at;
            continue;
        }
        if (at > begin) out.push_back(text.substr(begin, at - begin));
        at += at < text.size() ? mark->size() : 1;
        begin = at;
    }
    return out;
}

/// Codes or labels, one behind the other: of each, the longest run of words that names a choice.
Result<Value> several(const Field& field, std::string_view text) {
    constexpr std::size_t kMostWords = 12;  // of one label
    const std::vector<std::string_view> words = words_of(text);
    std::vector<std::string> codes;
    for (std::size_t at = 0; at < words.size();) {
        const Choice* choice = nullptr;
        std::size_t end = std::min(words.size(), at + kMostWords);
        for (; end > at; --end) {
            const char* last = words[end - 1].data() + words[end - 1].size();
            const std::string_view name(words[at].data(), static_cast<std::size_t>(last - words[at].data()));
            if ((choice = find_choice(field, name)) != nullptr) break;
        }
        if (choice == nullptr) return tl::unexpected(no_choice(field, words[at]));
        if (std::find(codes.begin(), codes.end(), choice->code) == codes.end()) codes.push_back(choice->code);
        at = end;
    }
    return in_order(field, std::move(codes));
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
        case Kind::period: return parse_period(text).map([](const Period& p) { return Value(p.code()); });
        case Kind::choice: return tl::unexpected(no_choice(field, text));
        case Kind::choices: return several(field, text);
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

namespace {

/// The label of a choice; its code where it is a choice no more.
std::string label_of(const Field& field, const std::string& code, Language language) {
    const auto found = std::find_if(field.choices.begin(), field.choices.end(),
                                    [&](const Choice& c) { return c.code == code; });
    return found == field.choices.end() ? code : found->label.in(language);
}

std::string labels_of(const Field& field, const Value& value, Language language) {
    std::string out;
    for (const std::string& code : codes_in(value)) {
        if (!out.empty()) out += language == Language::zh ? "、" : ", ";
        out += label_of(field, code, language);
    }
    return out;
}

}  // namespace

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
            append_number(out, field, std::get<std::int64_t>(value),
                          field.format == Format::percent ? 0 : std::min(field.scale(), 2), true);
            return out;
        case Kind::boolean:
            if (language == Language::zh) return std::get<std::int64_t>(value) != 0 ? "是" : "否";
            return std::get<std::int64_t>(value) != 0 ? "Yes" : "No";
        case Kind::instant: append_local(out, std::get<std::int64_t>(value)); return out;
        case Kind::period: {
            const Result<Period> period = parse_period(std::get<std::string>(value));
            return period ? period->label(language) : std::get<std::string>(value);
        }
        case Kind::choice: return label_of(field, std::get<std::string>(value), language);
        case Kind::choices: return labels_of(field, value, language);
        case Kind::object:
        case Kind::list: break;
    }
    throw std::logic_error("shown: " + field.name + " is no scalar");
}

}  // namespace yuanheng::reflect
