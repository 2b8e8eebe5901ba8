#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scheme/codes.hpp"
#include "scheme/scheme.hpp"
#include "scheme/scheme_load_document.hpp"

namespace yuanheng::scoring::load {

/// What the parts of the loader share while one scheme is read.
struct Loading {
    std::string file;
    Scheme scheme;
    Errors errors;
    std::map<std::string, Where, std::less<>> names;  ///< codes, labels and aliases that formulas can name
    std::vector<std::string> track_codes;
    std::vector<std::string> grade_codes;      ///< of all tracks
    std::vector<std::string> indicator_codes;  ///< of all tracks

    void error(ErrorCode code, std::initializer_list<std::pair<std::string, std::string>> arguments,
               Where where) {
        errors.emplace_back(code, arguments, std::move(where));
    }
    /// `text` is none of the known words: says so, with the nearest one and all of them.
    void unknown_word(const std::string& key, const std::string& text, const std::vector<std::string>& known,
                      const Where& where, ErrorCode code = Code::scheme_unknown_word);
};

template <typename E>
using Choices = std::initializer_list<std::pair<std::string_view, E>>;

/// No rule text gives an item more than so many times its full marks.
inline constexpr int kMostMarks = 10;

/// One table of the document: hands out its keys with their types checked, and notes every mistake. A key
/// that nobody has asked for by the time the reader goes out of scope is reported as unknown, with the
/// nearest known one.
class Reader {
public:
    Reader(Loading& loading, const Item& table, std::string name);
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    Loading& loading() const { return loading_; }
    const std::string& name() const { return name_; }
    bool has(std::string_view key) { return find(key) != nullptr; }
    /// Where the key's value stands, or the table itself.
    Where where(std::string_view key = {}) const;
    void error(ErrorCode code, std::initializer_list<std::pair<std::string, std::string>> arguments,
               std::string_view key = {}) const;
    /// Notes a missing key; also for keys that become required by another one.
    void require(std::string_view key);

    /// Whether the key's value is this very word; anything else is left to be read as something else.
    bool is_word(std::string_view key, std::string_view word);
    std::string text(std::string_view key, std::string fallback = {});
    std::string required_text(std::string_view key);
    /// Names of code shape: a lower-case letter, then lower-case letters, digits and underscores.
    std::string code();
    Label label(std::string_view key = "label");
    bool flag(std::string_view key, bool fallback);
    int integer(std::string_view key, int fallback, int low, int high);
    std::optional<Rational> number(std::string_view key);
    Rational number(std::string_view key, const Rational& fallback);
    Rational required_number(std::string_view key);
    /// A number in `unit`; a share such as "20%" is brought to it, and refused where the unit is no share.
    std::optional<Rational> quantity(std::string_view key, const Unit& unit);
    Rational required_quantity(std::string_view key, const Unit& unit);
    /// "20%" or "0.2"; between 0 and 1.
    Rational share(std::string_view key);
    /// A multiple of full marks, "1.5" or "150%": beyond kMostMarks a percentage lacks its sign.
    std::optional<Rational> marks(std::string_view key);
    Rational marks(std::string_view key, const Rational& fallback) { return marks(key).value_or(fallback); }
    std::optional<Date> date(std::string_view key);
    std::vector<std::string> texts(std::string_view key);
    std::vector<Rational> numbers(std::string_view key);
    /// Index of the text input that a key names, −1 where it is absent or none.
    int text_input(std::string_view key);
    int text_input(std::string_view key, const std::string& name);
    /// Index of the word among `known`, −1 where the key is absent or wrong.
    int index(std::string_view key, const std::vector<std::string>& known);
    std::vector<int> tracks();
    /// `sample = true`; marks the whole scheme too.
    bool sample();

    /// A formula over the schema; empty where the key is absent or wrong.
    Formula formula(std::string_view key, formula::Type type) { return formula_at(key, type); }
    /// A formula of any type.
    Formula any_formula(std::string_view key) { return formula_at(key, std::nullopt); }
    /// The formula of a text that was cut out of the key's value.
    Formula formula_of(std::string_view key, const std::string& text, const Where& at,
                       std::optional<formula::Type> type);
    /// A formula whose number is a share, a factor or points: "20 %" there is 0.2.
    Formula plain_formula(std::string_view key);
    /// "tax / land asc" or "… desc" (the default), one or several.
    std::vector<OrderKey> order(std::string_view key);
    /// A number or a constant formula such as "ln(100)" or "24.097 万元/亩", expressed in `unit`.
    std::optional<Exact> constant(std::string_view key, const Unit& unit);

    template <typename E>
    E choice(std::string_view key, Choices<E> choices, std::optional<E> fallback) {
        std::vector<std::string> words;
        for (const auto& [word, value] : choices) words.emplace_back(word);
        if (!fallback) require(key);
        const int i = index(key, words);
        return i >= 0 ? (choices.begin() + i)->second : fallback.value_or(choices.begin()->second);
    }

    /// The table under a key.
    void within(std::string_view key, const std::function<void(Reader&)>& read);
    /// Every table of the array under a key.
    void each(std::string_view key, const std::function<void(Reader&)>& read);
    /// A table that may also be written as one word: { kind = "median" } or "median".
    void within_or_word(std::string_view key, std::string_view word_key,
                        const std::function<void(Reader&)>& read);

private:
    Formula formula_at(std::string_view key, std::optional<formula::Type> type);
    const Item* find(std::string_view key);
    const Item* find(std::string_view key, Item::Kind kind);
    void wrong_type(std::string_view key, const Item& item, Item::Kind expected) const;
    std::optional<Rational> number_of(std::string_view key, const Item& item);
    /// Notes a unit where another kind of quantity belongs.
    void wrong_unit(std::string_view key, const Unit& found, const Unit& expected) const;

    Loading& loading_;
    const Item& table_;
    /// The table's name in Chinese messages.
    std::string table_name() const { return name_ == "scheme file" ? "方案文件" : name_; }

    std::string name_;
    std::vector<std::string> asked_;
    bool unsure_ =
        false;  ///< a word that decides which keys have a meaning is wrong: unknown keys say nothing
};

/// Reports a code that stands twice in one list. Returns whether it is new.
class Unique {
public:
    bool add(Reader& reader, const std::string& code, std::string_view key = "code");

private:
    std::map<std::string, Where, std::less<>> seen_;
};

// The parts of a scheme, each reading its own tables into loading.scheme.
void read_schema(Loading& loading, Reader& document);  ///< inputs, tables, constants, derived
void read_tracks(Loading& loading, Reader& document);
void read_grading(Reader& track, Grading& grading);
void read_participation(Loading& loading, Reader& document);  ///< and merging
void append_scores(Loading& loading);                         ///< value_…, score_…
void read_adjustments(Reader& document);
void append_results(Loading& loading);                ///< total, rank, grade
void read_rules(Loading& loading, Reader& document);  ///< overrides, measures, history

}  // namespace yuanheng::scoring::load
