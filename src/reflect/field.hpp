#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/language.hpp"
#include "reflect/value.hpp"

namespace yuanheng::reflect {

struct Struct;

/// What a field holds. It decides the JSON and SQL type, the sheet column, the schema and the form control.
enum class Kind : unsigned char {
    id,    ///< Id; JSON: decimal string. `target` names the entity it refers to, empty for the record's own
    text,  ///< JSON: string
    integer,  ///< JSON: number
    decimal,  ///< scaled by 10^places; JSON: decimal string, "12.3400" → "12.34"
    money,    ///< fen; JSON: decimal string of `unit` (元, 万元, 亿元)
    boolean,  ///< 0/1; JSON: true, false
    date,     ///< text 2026-11-25; JSON the same
    instant,  ///< ms UTC; JSON: RFC 3339 with milliseconds and Z
    choice,   ///< text, one of `choices`; JSON: its code
    period,   ///< text, the code of a Period: 2026, 2026H1, 2026Q3, 2026-07, 2026-01..07; JSON the same
    choices,  ///< text, codes of `choices` in their order, separated by blanks; JSON: an array of codes
    object,   ///< a described struct; JSON only
    list      ///< of described structs, or of texts where `item` is null; JSON only
};

/// Which text a field of kind text holds, beyond "any".
enum class Format : unsigned char {
    plain,
    uscc,      ///< unified social credit code with its check character
    industry,  ///< GB/T 4754-2017 code, C or C33 or C3360
    phone,
    email,
    multiline,
    percent,  ///< of decimals: a share, 0.1, that is typed and shown as 10%
    secret    ///< taken in, never given out: passwords, one-time codes
};

/// 数据分级 (GB/T 43697-2024): decides masking, logging, export approval.
enum class DataClass : unsigned char {
    open,       ///< 公开
    internal,   ///< 内部
    sensitive,  ///< 敏感: business secrets, such as tax and energy
    personal  ///< 个人信息: masked unless the reader's role may see it; every reading is in the audit chain
};

struct Choice {
    std::string code;
    Label label;
};

/// One field of a described struct: the one place that says what it is called, what it takes and who may see
/// it. The setters return the field, so that a description reads as a sentence.
struct Field {
    std::string name;  ///< of the member, the JSON key and the SQL column
    Label label;
    Kind kind = Kind::text;
    Format format = Format::plain;
    DataClass data_class = DataClass::internal;
    bool required = false;
    bool read_only =
        false;  ///< set by the program: in replies and lists, never in requests, forms and imports
    bool sortable = false;  ///< there is an index for it
    bool filterable = false;
    bool searchable = false;  ///< part of the record's search text
    bool in_list = false;     ///< a column of lists by default
    bool immutable = false;   ///< can be given when the record is made, not changed later
    bool always = false;      ///< never absent: no optional, text or id; made by Describer
    int max_length = 200;     ///< of texts, in code points
    int places = 0;           ///< of decimals, at most 18
    std::string unit;         ///< of amounts: 亩, m², 万元, 人
    std::optional<std::int64_t> low,
        high;       ///< ends included, in the stored scale; of lists: the number of items
    Value initial;  ///< scalars: what a new record has where nothing is given; made by Describer
    std::vector<Choice> choices;
    std::string target;                ///< of ids: the entity they refer to
    Label note;                        ///< help: below the form's field, in the template's note
    std::vector<std::string> aliases;  ///< other titles of the column in departments' sheets
    const Struct* item = nullptr;      ///< of objects and lists

    // How the struct's member is reached; made by Describer.
    std::function<Value(const void*)> get;           ///< scalars
    std::function<void(void*, const Value&)> set;    ///< scalars; the value is of the field's kind
    std::function<const void*(const void*)> object;  ///< objects; null where absent
    std::function<void*(void*)> make;                ///< objects and lists of structs: a new one
    std::function<void(void*)> clear;                ///< lists
    std::function<std::size_t(const void*)> size;    ///< lists
    std::function<const void*(const void*, std::size_t)> element;  ///< lists of structs
    std::function<std::string(const void*, std::size_t)> word;     ///< lists of texts
    std::function<void(void*, std::string)> add_word;              ///< lists of texts

    Field& as(Kind k) {
        kind = k;
        return *this;
    }
    Field& as(Format f) {
        format = f;
        return *this;
    }
    Field& as(DataClass c) {
        data_class = c;
        return *this;
    }
    Field& must() {
        required = true;
        return *this;
    }
    Field& fixed() {
        immutable = true;
        return *this;
    }
    Field& by_program() {
        read_only = true;
        return *this;
    }
    Field& sorts() {
        sortable = true;
        return filters();
    }
    Field& filters() {
        filterable = true;
        return *this;
    }
    Field& found() {
        searchable = true;
        return *this;
    }
    Field& listed() {
        in_list = true;
        return *this;
    }
    Field& longest(int code_points) {
        max_length = code_points;
        return *this;
    }
    Field& decimals(int n, std::string in) {
        kind = Kind::decimal;
        places = n;
        unit = std::move(in);
        return *this;
    }
    /// A share of the whole, kept as a plain number of so many decimals (at least 2): 0.1, shown as 10%.
    Field& ratio(int n) {
        format = Format::percent;
        return decimals(n, {});
    }
    Field& amount(std::string in) {
        unit = std::move(in);
        return *this;
    }
    Field& between(std::int64_t from, std::int64_t to) {
        low = from;
        high = to;
        return *this;
    }
    /// Texts become choices; each text of a list has to be one of them.
    Field& one_of(std::vector<Choice> list) {
        if (kind != Kind::list) kind = Kind::choice;
        choices = std::move(list);
        return *this;
    }
    /// Several of these, as one value; a list of texts becomes their codes. Other than one_of on a list, it
    /// can be a column.
    Field& some_of(std::vector<Choice> list);
    Field& of(std::string entity) {
        target = std::move(entity);
        return *this;
    }
    Field& explained(Label text) {
        note = std::move(text);
        return *this;
    }
    Field& also(std::vector<std::string> titles) {
        aliases = std::move(titles);
        return *this;
    }

    bool scalar() const { return kind != Kind::object && kind != Kind::list; }
    /// Whether its values are texts, where they are no whole numbers.
    bool textual() const {
        return kind == Kind::text || kind == Kind::date || kind == Kind::choice || kind == Kind::period ||
               kind == Kind::choices;
    }
    /// Whether its values are numbers that can be added and compared: whole ones, decimals, amounts.
    bool numeric() const { return kind == Kind::integer || kind == Kind::decimal || kind == Kind::money; }
    /// Whether a record may be without it: what is required, a record's own id and a plain member always have
    /// a value.
    bool nullable() const { return !required && !always && !(kind == Kind::id && target.empty()); }
    /// Whether a whole request must give it: what is required, and objects that are no optional and need a
    /// member.
    bool needed() const;
    /// The decimal places of the stored whole number: 2, 6, 10 of amounts in 元, 万元, 亿元; `places` of
    /// decimals; else 0.
    int scale() const;
};

/// The codes of a value of several choices, and the value of codes; absent where there are none.
std::vector<std::string> codes_in(const Value& value);
Value of_codes(const std::vector<std::string>& codes);

/// A described struct.
struct Struct {
    std::string name;  ///< enterprise, login_request: the schema's name in OpenAPI
    Label label;
    std::vector<Field> fields;

    /// The field's index; −1 where there is none.
    int index(std::string_view field) const;
    /// The field; throws std::logic_error where there is none.
    const Field& operator[](std::string_view field) const;
    /// Throws std::logic_error where the description contradicts itself: a name twice, no label, a choice
    /// without choices, an amount in an unknown unit.
    void validate() const;
};

}  // namespace yuanheng::reflect
