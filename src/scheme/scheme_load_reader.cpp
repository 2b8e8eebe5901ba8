#include "scheme/scheme_load_reader.hpp"

#include <algorithm>
#include <utility>

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "formula/names.hpp"
#include "formula/readers.hpp"
#include "scheme/codes.hpp"

namespace yuanheng::scoring::load {

namespace {

struct TypeName {
    std::string_view zh, en;
};

TypeName name_of(Item::Kind kind) {
    switch (kind) {
        case Item::Kind::table: return {"表", "a table"};
        case Item::Kind::array: return {"数组", "an array"};
        case Item::Kind::text: return {"文字（加引号）", "a text in quotes"};
        case Item::Kind::integer: return {"整数", "an integer"};
        case Item::Kind::real: return {"不加引号的小数", "a decimal without quotes"};
        case Item::Kind::boolean: return {"true 或 false", "true or false"};
        case Item::Kind::date: return {"日期（如 2022-12-31）", "a date such as 2022-12-31"};
        case Item::Kind::time: return {"时间", "a time"};
    }
    return {};
}

TypeName name_of(formula::Type type) {
    switch (type) {
        case formula::Type::number: return {"数", "a number"};
        case formula::Type::text: return {"文字", "a text"};
        case formula::Type::date: return {"日期", "a date"};
        case formula::Type::boolean: return {"条件（是或否）", "a condition"};
    }
    return {};
}

bool is_code(std::string_view text) {
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return !text.empty() && text.size() <= 64 && letter(text[0]) &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

/// Cuts a trailing " asc" or " desc" off; returns whether the order is descending.
bool cut_direction(std::string& text) {
    const std::size_t end = text.find_last_not_of(" \t");
    const std::size_t space = end == std::string::npos ? end : text.find_last_of(" \t)", end);
    if (space == std::string::npos) return true;
    const std::string word = text.substr(space + 1, end - space);
    if (word != "asc" && word != "desc") return true;
    text.resize(space + 1);
    return word == "desc";
}

/// Chinese words that people write where the file wants an English one.
constexpr std::pair<std::string_view, std::string_view> kChinese[] = {
    {"比例", "quota"},        {"名额", "quota"},       {"分数线", "score"},      {"分数", "score"},
    {"两段式", "staged"},     {"不分档", "none"},      {"固定", "fixed"},        {"合计", "aggregate"},
    {"平均", "mean"},         {"平均值", "mean"},      {"中位数", "median"},     {"最好", "best"},
    {"分位", "percentile"},   {"比值", "ratio"},       {"反向", "inverse"},      {"极差", "min_max"},
    {"功效系数", "efficacy"}, {"分段", "bands"},       {"零分", "zero"},         {"满分", "full"},
    {"封顶", "cap"},          {"扣分", "penalty"},     {"分摊", "redistribute"}, {"不得缺项", "refuse"},
    {"越高越好", "higher"},   {"越低越好", "lower"},   {"从高到低", "desc"},     {"从低到高", "asc"},
    {"四舍五入", "half_up"},  {"加分", "points"},      {"系数", "coefficient"},  {"定档", "fix"},
    {"提档", "promote"},      {"降档", "demote"},      {"限档", "limit"},        {"一票否决", "veto"},
    {"数字", "number"},       {"文字", "text"},        {"日期", "date"},         {"是否", "boolean"},
    {"免评", "exempt"},       {"保护期", "protected"}, {"求和", "sum"},          {"并列取高", "better"},
};

/// The word that was probably meant; empty where none is near.
std::string meant(const std::string& text, const std::vector<std::string>& known) {
    for (const auto& [chinese, word] : kChinese) {
        if (chinese == text && std::find(known.begin(), known.end(), word) != known.end())
            return std::string(word);
    }
    return nearest(text, known);
}

}  // namespace

void Loading::unknown_word(const std::string& key, const std::string& text,
                           const std::vector<std::string>& known, const Where& where, ErrorCode code) {
    // Where nothing is known, what should have said it is wrong, and has been told.
    if (known.empty() && !errors.empty()) return;
    constexpr std::size_t kMostShown = 20;
    std::string zh;
    std::string en;
    if (const std::string near = meant(text, known); !near.empty()) {
        zh = "是不是“" + near + "”？";
        en = "did you mean \"" + near + "\"? ";
    }
    for (std::size_t i = 0; i < std::min(known.size(), kMostShown); ++i) {
        zh += (i == 0 ? "可用：" : "、") + known[i];
        en += (i == 0 ? "known: " : ", ") + known[i];
    }
    error(code, {{"key", key}, {"text", text}, {"suggestion", zh}, {"suggestion_en", en}}, where);
}

Reader::Reader(Loading& loading, const Item& table, std::string name)
    : loading_(loading), table_(table), name_(std::move(name)) {}

Reader::~Reader() {
    if (unsure_) return;
    for (const Item::Key& key : table_.keys) {
        if (std::find(asked_.begin(), asked_.end(), key.name) != asked_.end()) continue;
        const std::string near = nearest(key.name, asked_);
        loading_.error(Code::scheme_unknown_key,
                       {{"key", key.name},
                        {"table", table_name()},
                        {"table_en", name_},
                        {"suggestion", near.empty() ? "全部键见 docs/schemes.md" : "是不是“" + near + "”？"},
                        {"suggestion_en", near.empty() ? "all keys are listed in docs/schemes.md"
                                                       : "did you mean \"" + near + "\"?"}},
                       key.where);
    }
}

const Item* Reader::find(std::string_view key) {
    if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) asked_.emplace_back(key);
    return table_.find(key);
}

const Item* Reader::find(std::string_view key, Item::Kind kind) {
    const Item* item = find(key);
    if (item == nullptr || item->kind == kind) return item;
    wrong_type(key, *item, kind);
    return nullptr;
}

Where Reader::where(std::string_view key) const {
    const Item* item = key.empty() ? nullptr : table_.find(key);
    return item != nullptr ? item->where : table_.where;
}

void Reader::error(ErrorCode code, std::initializer_list<std::pair<std::string, std::string>> arguments,
                   std::string_view key) const {
    loading_.error(code, arguments, where(key));
}

void Reader::require(std::string_view key) {
    if (has(key)) return;
    error(Code::scheme_missing_key,
          {{"key", std::string(key)}, {"table", table_name()}, {"table_en", name_}});
}

void Reader::wrong_type(std::string_view key, const Item& item, Item::Kind expected) const {
    if (item.kind == Item::Kind::real) {
        loading_.error(Code::scheme_unquoted_number,
                       {{"key", std::string(key)}, {"example", item.text.empty() ? "24.097" : item.text}},
                       item.where);
        return;
    }
    const TypeName wanted = name_of(expected);
    const TypeName found = name_of(item.kind);
    loading_.error(Code::scheme_wrong_type,
                   {{"key", std::string(key)},
                    {"expected", std::string(wanted.zh)},
                    {"found", std::string(found.zh)},
                    {"expected_en", std::string(wanted.en)},
                    {"found_en", std::string(found.en)}},
                   item.where);
}

bool Reader::is_word(std::string_view key, std::string_view word) {
    const Item* item = find(key);
    return item != nullptr && item->kind == Item::Kind::text && item->text == word;
}

std::string Reader::text(std::string_view key, std::string fallback) {
    const Item* item = find(key);
    if (item == nullptr) return fallback;
    if (item->kind == Item::Kind::text || item->kind == Item::Kind::integer) return item->text;
    if (item->kind == Item::Kind::date) return item->date.iso();
    wrong_type(key, *item, Item::Kind::text);
    return fallback;
}

std::string Reader::required_text(std::string_view key) {
    require(key);
    std::string out = text(key);
    if (out.empty() && has(key) && find(key)->kind == Item::Kind::text) {
        error(Code::scheme_empty, {{"key", std::string(key)}}, key);
    }
    return out;
}

std::string Reader::code() {
    std::string out = required_text("code");
    if (!out.empty() && !is_code(out)) error(Code::scheme_bad_code, {{"text", out}}, "code");
    return out;
}

Label Reader::label(std::string_view key) {
    const Item* item = find(key);
    Label out;
    if (item == nullptr) {
        require(key);
    } else if (item->kind == Item::Kind::text) {
        out.zh = item->text;
    } else if (item->kind == Item::Kind::table) {
        Reader inner(loading_, *item, name_ + "." + std::string(key));
        out.zh = inner.text("zh");
        out.en = inner.text("en");
    } else {
        wrong_type(key, *item, Item::Kind::text);
        return out;
    }
    if (item != nullptr && out.zh.empty() && out.en.empty()) {
        error(Code::scheme_empty, {{"key", std::string(key)}}, key);
    }
    return out;
}

bool Reader::flag(std::string_view key, bool fallback) {
    const Item* item = find(key, Item::Kind::boolean);
    return item != nullptr ? item->truth : fallback;
}

bool Reader::sample() {
    const bool marked = flag("sample", false);
    loading_.scheme.sample = loading_.scheme.sample || marked;
    return marked;
}

std::optional<Rational> Reader::number_of(std::string_view key, const Item& item) {
    if (item.kind != Item::Kind::text && item.kind != Item::Kind::integer) {
        wrong_type(key, item, Item::Kind::text);
        return {};
    }
    std::string digits = item.text;
    const bool percent = digits.ends_with('%');
    if (percent) digits = digits.substr(0, digits.find_last_not_of(" %") + 1);
    auto value = parse_decimal(digits);
    if (const std::string half = half_width(item.text); !value && half != item.text && parse_decimal(half)) {
        loading_.errors.push_back(full_width_error(item.text, half, item.where));
        return {};
    }
    if (!value) {
        loading_.errors.push_back(std::move(value.error()).at(item.where));
        return {};
    }
    return percent ? Rational(*value / 100) : *value;
}

std::optional<Rational> Reader::number(std::string_view key) {
    const Item* item = find(key);
    return item == nullptr ? std::nullopt : number_of(key, *item);
}

Rational Reader::number(std::string_view key, const Rational& fallback) {
    return number(key).value_or(fallback);
}

Rational Reader::required_number(std::string_view key) {
    require(key);
    return number(key).value_or(0);
}

std::optional<Rational> Reader::quantity(std::string_view key, const Unit& unit) {
    const Item* item = find(key);
    if (item == nullptr) return {};
    const std::optional<Rational> value = number_of(key, *item);
    if (!value || !item->text.ends_with('%')) return value;
    if (unit.dimensionless()) return Rational(*value * conversion(Unit(), unit));
    wrong_unit(key, *parse_unit("%"), unit);
    return {};
}

Rational Reader::required_quantity(std::string_view key, const Unit& unit) {
    require(key);
    return quantity(key, unit).value_or(0);
}

int Reader::integer(std::string_view key, int fallback, int low, int high) {
    const std::optional<Rational> value = number(key);
    if (!value) return fallback;
    if (denominator(*value) != 1 || *value < low || *value > high) {
        const std::string range = std::to_string(low) + "–" + std::to_string(high);
        error(Code::scheme_out_of_range,
              {{"key", std::string(key)},
               {"range", range + " 之间的整数"},
               {"range_en", "an integer in " + range}},
              key);
        return fallback;
    }
    return static_cast<int>(numerator(*value));
}

Rational Reader::share(std::string_view key) {
    require(key);
    const Item* item = find(key);
    if (item == nullptr) return 0;
    if (item->kind == Item::Kind::real) {
        const auto value = parse_decimal(item->text);
        const std::string example =
            value && *value >= 0 && *value <= 1 ? format_plain(Rational(*value * 100)) + "%" : "20%";
        error(Code::scheme_unquoted_number, {{"key", std::string(key)}, {"example", example}}, key);
        return 0;
    }
    const std::optional<Rational> value = number_of(key, *item);
    if (!value) return 0;
    if (*value >= 0 && *value <= 1) return *value;
    const bool percent = *value > 1 && *value <= 100 && !item->text.ends_with('%');
    const std::string meant = "\"" + item->text + "%\"";
    error(Code::scheme_share,
          {{"key", std::string(key)},
           {"text", item->text},
           {"suggestion", percent ? "要写的是 " + item->text + "% 吗？请写成 " + meant : ""},
           {"suggestion_en", percent ? "write " + meant + " if you mean that" : ""}},
          key);
    return 0;
}

std::optional<Rational> Reader::marks(std::string_view key) {
    const std::optional<Rational> value = number(key);
    if (value && (*value > kMostMarks || *value < -kMostMarks))
        error(Code::scheme_marks, {{"key", std::string(key)}, {"value", format_plain(*value)}}, key);
    return value;
}

std::optional<Date> Reader::date(std::string_view key) {
    const Item* item = find(key);
    if (item == nullptr) return {};
    if (item->kind == Item::Kind::date) return item->date;
    if (item->kind == Item::Kind::text) {
        auto parsed = parse_date(item->text);
        if (parsed) return *parsed;
        loading_.errors.push_back(std::move(parsed.error()).at(item->where));
        return {};
    }
    wrong_type(key, *item, Item::Kind::date);
    return {};
}

std::vector<std::string> Reader::texts(std::string_view key) {
    const Item* item = find(key);
    if (item == nullptr) return {};
    if (item->kind == Item::Kind::text) return {item->text};
    if (item->kind != Item::Kind::array) {
        wrong_type(key, *item, Item::Kind::array);
        return {};
    }
    std::vector<std::string> out;
    for (const Item& element : item->children) {
        if (element.kind == Item::Kind::text || element.kind == Item::Kind::integer) {
            out.push_back(element.text);
        } else {
            wrong_type(key, element, Item::Kind::text);
        }
    }
    return out;
}

std::vector<Rational> Reader::numbers(std::string_view key) {
    const Item* item = find(key, Item::Kind::array);
    std::vector<Rational> out;
    if (item == nullptr) return out;
    for (const Item& element : item->children) {
        if (const auto value = number_of(key, element)) out.push_back(*value);
    }
    return out;
}

int Reader::index(std::string_view key, const std::vector<std::string>& known) {
    const Item* item = find(key, Item::Kind::text);
    if (item == nullptr) return -1;
    const auto found = std::find(known.begin(), known.end(), item->text);
    if (found != known.end()) return static_cast<int>(found - known.begin());
    unsure_ = true;
    loading_.unknown_word(std::string(key), item->text, known, item->where);
    return -1;
}

int Reader::text_input(std::string_view key) { return has(key) ? text_input(key, text(key)) : -1; }

int Reader::text_input(std::string_view key, const std::string& name) {
    const formula::Schema& schema = loading_.scheme.schema;
    const int field = schema.find_field(name);
    if (field >= 0 && schema.fields[static_cast<std::size_t>(field)].type == formula::Type::text)
        return field;
    std::vector<std::string> known;
    for (const formula::Field& f : schema.fields) {
        if (f.type == formula::Type::text) known.push_back(f.code);
    }
    loading_.unknown_word(std::string(key), name, known, where(key), Code::scheme_not_text_input);
    return -1;
}

std::vector<int> Reader::tracks() {
    std::vector<int> out;
    for (const std::string& code : texts("tracks")) {
        const auto& known = loading_.track_codes;
        const auto found = std::find(known.begin(), known.end(), code);
        if (found != known.end()) {
            out.push_back(static_cast<int>(found - known.begin()));
        } else {
            loading_.unknown_word("tracks", code, known, where("tracks"));
        }
    }
    return out;
}

Formula Reader::formula_at(std::string_view key, std::optional<formula::Type> type) {
    const Item* item = find(key);
    if (item == nullptr) return {};
    if (item->kind == Item::Kind::boolean)
        return formula_of(key, item->truth ? "true" : "false", item->where, type);
    if (item->kind != Item::Kind::text && item->kind != Item::Kind::integer) {
        wrong_type(key, *item, Item::Kind::text);
        return {};
    }
    return formula_of(key, item->text, item->where, type);
}

Formula Reader::formula_of(std::string_view key, const std::string& text, const Where& at,
                           std::optional<formula::Type> type) {
    auto compiled = formula::compile(text, loading_.scheme.schema, at);
    if (!compiled) {
        loading_.errors.push_back(std::move(compiled.error()));
        return {};
    }
    if (type && compiled->type() != *type) {
        const TypeName wanted = name_of(*type);
        const TypeName found = name_of(compiled->type());
        loading_.error(Code::scheme_formula_type,
                       {{"key", std::string(key)},
                        {"expected", std::string(wanted.zh)},
                        {"found", std::string(found.zh)},
                        {"expected_en", std::string(wanted.en)},
                        {"found_en", std::string(found.en)}},
                       at);
        return {};
    }
    return *std::move(compiled);
}

Formula Reader::plain_formula(std::string_view key) {
    const Formula whole = formula(key, formula::Type::number);
    if (whole.empty()) return {};
    if (whole.unit().dimensionless()) return whole.in_unit(Unit());
    wrong_unit(key, whole.unit(), Unit());
    return {};
}

void Reader::wrong_unit(std::string_view key, const Unit& found, const Unit& expected) const {
    error(Code::scheme_unit_mismatch,
          {{"key", std::string(key)},
           {"unit", formula::unit_name(found, Language::zh)},
           {"expected", formula::unit_name(expected, Language::zh)},
           {"unit_en", formula::unit_name(found, Language::en)},
           {"expected_en", formula::unit_name(expected, Language::en)}},
          key);
}

std::vector<OrderKey> Reader::order(std::string_view key) {
    std::vector<OrderKey> out;
    const Item* item = find(key);
    if (item == nullptr) return out;
    std::vector<const Item*> elements = {item};
    if (item->kind == Item::Kind::array) {
        elements.clear();
        for (const Item& element : item->children) elements.push_back(&element);
    }
    for (const Item* element : elements) {
        if (element->kind != Item::Kind::text) {
            wrong_type(key, *element, Item::Kind::text);
            continue;
        }
        std::string text = element->text;
        const bool descending = cut_direction(text);
        Formula by = formula_of(key, text, element->where, formula::Type::number);
        if (!by.empty()) out.push_back({std::move(by), descending});
    }
    return out;
}

std::optional<Exact> Reader::constant(std::string_view key, const Unit& unit) {
    const Item* item = find(key);
    if (item == nullptr) return {};
    if (item->kind == Item::Kind::text || item->kind == Item::Kind::integer) {
        if (const auto plain = parse_decimal(item->text)) return Exact(*plain);
    }
    const Formula whole = formula(key, formula::Type::number);
    if (whole.empty()) return {};
    if (!whole.is_constant()) {
        error(Code::scheme_not_constant, {{"key", std::string(key)}}, key);
        return {};
    }
    if (!whole.unit().is_plain() && whole.unit().dimension() != unit.dimension()) {
        wrong_unit(key, whole.unit(), unit);
        return {};
    }
    formula::Columns one;
    one.rows = 1;
    const formula::Value value = formula::evaluate(whole, loading_.scheme.schema, one, 0);
    const Exact* number = std::get_if<Exact>(&value);
    if (number == nullptr) {
        error(Code::scheme_not_constant, {{"key", std::string(key)}}, key);
        return {};
    }
    return whole.unit().is_plain() ? *number : *number * Exact(conversion(whole.unit(), unit));
}

void Reader::within(std::string_view key, const std::function<void(Reader&)>& read) {
    const Item* item = find(key, Item::Kind::table);
    if (item == nullptr) return;
    Reader inner(loading_, *item, std::string(key));
    read(inner);
}

void Reader::each(std::string_view key, const std::function<void(Reader&)>& read) {
    const Item* item = find(key, Item::Kind::array);
    if (item == nullptr) return;
    for (const Item& element : item->children) {
        if (element.kind != Item::Kind::table) {
            wrong_type(key, element, Item::Kind::table);
            continue;
        }
        Reader inner(loading_, element, std::string(key));
        read(inner);
    }
}

void Reader::within_or_word(std::string_view key, std::string_view word_key,
                            const std::function<void(Reader&)>& read) {
    const Item* item = find(key);
    if (item == nullptr) return;
    if (item->kind != Item::Kind::text) {
        within(key, read);
        return;
    }
    Item table;
    table.where = item->where;
    table.keys.push_back({std::string(word_key), item->where});
    table.children.push_back(*item);
    Reader inner(loading_, table, std::string(key));
    read(inner);
}

bool Unique::add(Reader& reader, const std::string& code, std::string_view key) {
    if (code.empty()) return false;
    const auto [found, added] = seen_.emplace(code, reader.where(key));
    if (!added) {
        reader.error(Code::scheme_duplicate, {{"text", code}, {"line", std::to_string(found->second.line)}},
                     key);
    }
    return added;
}

}  // namespace yuanheng::scoring::load
