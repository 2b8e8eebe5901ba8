#include <charconv>
#include <cmath>

#include "base/date.hpp"
#include "base/period.hpp"
#include "base/text.hpp"
#include "reflect/codes.hpp"
#include "reflect/json.hpp"
#include "reflect/json_tree.hpp"
#include "reflect/spelling.hpp"

namespace yuanheng::reflect {

namespace {

using Type = JsonNode::Type;

Label in_words(Type type) {
    switch (type) {
        case Type::null: return {"空值", "null"};
        case Type::boolean: return {"是否值", "a truth value"};
        case Type::integer:
        case Type::real: return {"数字", "a number"};
        case Type::text: return {"文字", "a string"};
        case Type::array: return {"列表", "an array"};
        case Type::object: return {"对象", "an object"};
    }
    return {};
}

Label in_words(Kind kind) {
    switch (kind) {
        case Kind::id:
            return {"加引号的编号，例如 \"274877906944001\"", "an id in quotes, such as \"274877906944001\""};
        case Kind::text:
        case Kind::choice: return {"文字", "a string"};
        case Kind::period: return {"时期，例如 \"2026Q1\"", "a period such as \"2026Q1\""};
        case Kind::integer: return {"整数", "an integer"};
        case Kind::decimal:
        case Kind::money: return {"加引号的数字，例如 \"12.5\"", "a number in quotes, such as \"12.5\""};
        case Kind::boolean: return {" true 或 false", "true or false"};
        case Kind::date: return {"日期，例如 \"2026-11-25\"", "a date such as \"2026-11-25\""};
        case Kind::instant:
            return {"时间，例如 \"2026-11-25T06:30:00.000Z\"", "a time such as \"2026-11-25T06:30:00.000Z\""};
        case Kind::object: return {"对象", "an object"};
        case Kind::choices:
        case Kind::list: return {"列表", "an array"};
    }
    return {};
}

/// -?digits(.digits)? and nothing else.
bool plain_decimal(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const auto digits = [](std::string_view t) {
        return !t.empty() && t.find_first_not_of("0123456789") == t.npos;
    };
    const std::size_t point = text.find('.');
    return digits(text.substr(0, point)) && (point == text.npos || digits(text.substr(point + 1)));
}

Result<Value> decimal(const Field& field, std::string_view text) {
    if (!plain_decimal(text)) return fail(Code::bad_number, {{"text", std::string(text)}});
    const Result<Rational> number = parse_decimal(text);
    if (!number) return tl::unexpected(number.error());
    return scaled(field, *number).map([](std::int64_t n) { return Value(n); });
}

Result<Value> id(std::string_view text) {
    std::int64_t n = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), n);
    const bool digits = text.find_first_not_of("0123456789") == text.npos && !text.starts_with('0');
    if (status != std::errc() || end != text.data() + text.size() || !digits) {
        return fail(Code::field_id, {{"text", std::string(text)}});
    }
    return Value(n);
}

/// A JSON string as a value of the field; "" is absence.
Result<Value> of_text(const Field& field, std::string_view text) {
    if (text.empty()) return Value();
    switch (field.kind) {
        case Kind::id: return id(text);
        case Kind::decimal:
        case Kind::money: return decimal(field, text);
        case Kind::date: return parse_date(text).map([](Date d) { return Value(d.iso()); });
        case Kind::period: return parse_period(text).map([](const Period& p) { return Value(p.code()); });
        case Kind::instant: return parse_instant(text).map([](std::int64_t ms) { return Value(ms); });
        case Kind::choice: return Value(std::string(text));
        default:
            return canonical(field.format, text).map([](std::string s) {
                return s.empty() ? Value() : Value(std::move(s));
            });
    }
}

/// A JSON number as a value of the field; 20.0 is a whole number too.
Result<Value> of_number(const Field& field, const JsonNode& node) {
    if (node.type == Type::integer) return Value(node.whole);
    // The text of the number is gone; what a double holds exactly is what was written up to 2^53.
    const bool exact = node.real == std::trunc(node.real) && std::fabs(node.real) <= 0x1p53;
    if (exact) return Value(static_cast<std::int64_t>(node.real));
    return scaled(field, decimal_of(node.real)).map([](std::int64_t n) { return Value(n); });
}

bool fits(Kind kind, Type type) {
    switch (type) {
        case Type::null: return true;
        case Type::boolean: return kind == Kind::boolean;
        case Type::integer:
        case Type::real: return kind == Kind::integer;
        case Type::text: return kind != Kind::integer && kind != Kind::boolean && kind != Kind::choices;
        case Type::array: return kind == Kind::choices;
        case Type::object: return false;
    }
    return false;
}

/// A text of a list or of several choices, as a field: by the rules of a text, or of a choice where there are
/// choices.
Field word_of(const Field& list) {
    Field one;
    one.label = list.label;
    one.format = list.format;
    one.max_length = list.max_length;
    one.required = true;
    if (!list.choices.empty() || list.kind == Kind::choices) one.one_of(list.choices);
    return one;
}

bool by_client(const Field& field) { return !field.read_only; }
bool by_client_and_scalar(const Field& field) { return !field.read_only && field.scalar(); }

/// Reads one document and collects what is wrong with it.
class Reader {
public:
    explicit Reader(const JsonTree& tree) : tree_(tree) {}

    void object(const Struct& type, std::size_t at, void* into) {
        const std::vector<bool> given = members(type, at, by_client, [&](std::size_t i, std::size_t value) {
            member(type.fields[i], value, into);
        });
        missing(type, given);
    }

    void record(const Struct& type, Record& into, std::vector<bool>& given) {
        into.resize(type.fields.size());
        given = members(type, 0, by_client_and_scalar, [&](std::size_t i, std::size_t value) {
            if (auto read = scalar(type.fields[i], value)) into[i] = std::move(*read);
        });
    }

    /// Required members that stand nowhere.
    void missing(const Struct& type, const std::vector<bool>& given) {
        for (std::size_t i = 0; i < given.size(); ++i) {
            const Field& field = type.fields[i];
            if (given[i] || !field.needed() || field.read_only) continue;
            const Step step(path_, field.name);
            if (field.required)
                wrong(about(Code::field_required, field));
            else
                missing(*field.item, std::vector<bool>(field.item->fields.size()));
        }
    }

    Errors errors;

private:
    /// One step down the path, for as long as it lives.
    class Step {
    public:
        Step(std::string& path, std::string_view name) : path_(path), before_(path.size()) {
            // A name of a megabyte helps nobody; our own are short.
            path_ += '/' + replace_all(replace_all(shortened(name), "~", "~0"), "/", "~1");
        }
        ~Step() { path_.resize(before_); }
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;

    private:
        std::string& path_;
        std::size_t before_;
    };

    static std::string shortened(std::string_view name) {
        constexpr std::size_t kMost = 100;
        if (name.size() <= kMost) return std::string(name);
        return utf8(std::u32string_view(code_points(name)).substr(0, kMost)) + "…";
    }

    bool full() const { return errors.size() >= kMostErrors; }

    void wrong(Error error) {
        if (!full()) errors.push_back(std::move(error).at({path_, "", 0, 0}));
    }
    void wrong_type(Label label, Label expected, std::size_t at) {
        const Label found = in_words(tree_[at].type);
        wrong(Error(Code::json_type, {{"label", label.in(Language::zh)},
                                      {"label_en", label.in(Language::en)},
                                      {"expected", expected.zh},
                                      {"expected_en", expected.en},
                                      {"found", found.zh},
                                      {"found_en", found.en}}));
    }

    /// Calls take(field's index, value's node) for the members that the struct has; which of its fields were
    /// given.
    template <typename Take>
    std::vector<bool> members(const Struct& type, std::size_t at, bool (*taken)(const Field&), Take take) {
        std::vector<bool> given(type.fields.size());
        if (tree_[at].type != Type::object) {
            wrong_type(type.label, in_words(Kind::object), at);
            given.assign(given.size(), true);  // nothing is known to be missing
            return given;
        }
        for (std::size_t name = at + 1; name < tree_[at].end && !full(); name = tree_[name + 1].end) {
            const Step step(path_, tree_.text(name));
            const int found = type.index(tree_.text(name));
            const auto i = static_cast<std::size_t>(found);
            if (found < 0 || !taken(type.fields[i])) {
                unknown(type, taken, tree_.text(name));
            } else if (given[i]) {
                wrong(Error(Code::json_duplicate, {{"name", type.fields[i].name}}));
            } else {
                given[i] = true;
                take(i, name + 1);
            }
        }
        return given;
    }

    void unknown(const Struct& type, bool (*taken)(const Field&), std::string_view name) {
        std::vector<std::string_view> known;
        for (const Field& field : type.fields) {
            if (taken(field)) known.push_back(field.name);
        }
        std::string zh, en;
        if (type.index(name) >= 0) {
            zh = "它由系统填写，请删去";
            en = "the program sets it: leave it out";
        } else if (const auto near = nearest(name, known)) {
            zh = "是不是“" + std::string(*near) + "”？";
            en = "did you mean \"" + std::string(*near) + "\"?";
        } else {
            constexpr std::size_t kMostListed = 20;
            std::string list;
            for (std::size_t i = 0; i < known.size() && i < kMostListed; ++i) {
                list.append(i == 0 ? "" : ", ").append(known[i]);
            }
            if (known.size() > kMostListed) list += " …";
            zh = "可以有：" + list;
            en = "there may be: " + list;
        }
        wrong(Error(Code::json_unknown,
                    {{"name", shortened(name)}, {"suggestion", zh}, {"suggestion_en", en}}));
    }

    void member(const Field& field, std::size_t at, void* into) {
        if (field.scalar()) {
            if (const auto value = scalar(field, at)) field.set(into, *value);
        } else if (tree_[at].type == Type::null) {
            if (!field.nullable() || field.kind == Kind::list) wrong(about(Code::field_required, field));
        } else if (field.kind == Kind::list) {
            list(field, at, into);
        } else if (tree_[at].type != Type::object) {
            wrong_type(field.label, in_words(Kind::object), at);
        } else {
            object(*field.item, at, field.make(into));
        }
    }

    void list(const Field& field, std::size_t at, void* into) {
        if (tree_[at].type != Type::array) return wrong_type(field.label, in_words(Kind::list), at);
        field.clear(into);
        const Field one = field.item == nullptr ? word_of(field) : Field();
        std::int64_t count = 0;
        for (std::size_t item = at + 1; item < tree_[at].end && !full(); item = tree_[item].end, ++count) {
            const Step step(path_, std::to_string(count));
            if (field.item == nullptr) {
                if (auto value = scalar(one, item))
                    field.add_word(into, std::get<std::string>(std::move(*value)));
            } else if (tree_[item].type == Type::object) {
                object(*field.item, item, field.make(into));
            } else {
                wrong_type(field.item->label, in_words(Kind::object), item);
            }
        }
        if (field.required && count == 0) return wrong(about(Code::field_required, field));
        if ((field.low && count < *field.low) || (field.high && count > *field.high)) {
            const Label range = range_in_words(field);
            wrong(about(Code::field_count, field,
                        {{"count", std::to_string(count)}, {"range", range.zh}, {"range_en", range.en}}));
        }
    }

    /// The codes of an array in the order of the choices. What is wrong with them is said where they stand;
    /// the error that comes back is none to be told.
    Result<Value> several(const Field& field, std::size_t at) {
        const Field one = word_of(field);
        const std::size_t before = errors.size();
        std::vector<std::string> codes;
        std::int64_t count = 0;
        for (std::size_t item = at + 1; item < tree_[at].end && !full(); item = tree_[item].end, ++count) {
            const Step step(path_, std::to_string(count));
            if (const auto code = scalar(one, item)) codes.push_back(std::get<std::string>(*code));
        }
        if (errors.size() != before) return tl::unexpected(errors.back());
        return in_order(field, codes);
    }

    /// The checked value of a scalar; nothing after an error.
    std::optional<Value> scalar(const Field& field, std::size_t at) {
        const JsonNode& node = tree_[at];
        if (!fits(field.kind, node.type)) {
            wrong_type(field.label, in_words(field.kind), at);
            return std::nullopt;
        }
        Result<Value> value;
        if (node.type == Type::array) {
            value = several(field, at);
            if (!value) return std::nullopt;  // said of the items
        } else if (node.type == Type::boolean)
            value = Value(node.whole);
        else if (node.type == Type::text)
            value = of_text(field, tree_.text(at));
        else if (node.type != Type::null)
            value = of_number(field, node);
        if (value && absent(*value) && !field.nullable())
            value = tl::unexpected(about(Code::field_required, field));
        if (value) {
            if (const Result<void> sound = check(field, *value); !sound)
                value = tl::unexpected(sound.error());
        }
        if (value) return std::move(*value);
        wrong(std::move(value.error()));
        return std::nullopt;
    }

    const JsonTree& tree_;
    std::string path_;
};

/// Parses the text and lets `work` read it.
template <typename Work>
Checked<void> with_reader(std::string_view json, Work work) {
    const Result<JsonTree> tree = JsonTree::parse(json);
    if (!tree) return tl::unexpected(Errors{tree.error()});
    Reader reader(*tree);
    work(reader);
    if (!reader.errors.empty()) return tl::unexpected(std::move(reader.errors));
    return {};
}

}  // namespace

Checked<void> read(std::string_view json, const Struct& type, void* into) {
    return with_reader(json, [&](Reader& reader) { reader.object(type, 0, into); });
}

Checked<void> read_record(std::string_view json, const Struct& type, Record& into) {
    into.clear();
    for (const Field& field : type.fields) into.push_back(field.initial);
    std::vector<bool> given;
    return with_reader(json, [&](Reader& reader) {
        reader.record(type, into, given);
        for (std::size_t i = 0; i < given.size(); ++i) given[i] = given[i] || !type.fields[i].scalar();
        reader.missing(type, given);
    });
}

Checked<void> read_some(std::string_view json, const Struct& type, Record& into, std::vector<bool>& given) {
    return with_reader(json, [&](Reader& reader) { reader.record(type, into, given); });
}

}  // namespace yuanheng::reflect
