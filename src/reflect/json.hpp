#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "reflect/describe.hpp"

namespace yuanheng::reflect {

/// Writes JSON text piece by piece, without a tree. Keys are given in the order they appear; commas are its
/// business.
class JsonWriter {
public:
    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);
    JsonWriter& text(std::string_view utf8);  ///< bytes that are not UTF-8 become U+FFFD
    JsonWriter& number(std::int64_t n);
    JsonWriter& number(double n);  ///< null where it is not finite
    JsonWriter& boolean(bool b);
    JsonWriter& null();
    JsonWriter& raw(std::string_view json);  ///< a whole JSON value

    /// A scalar value of a field, as Kind says; null where it is absent or secret.
    JsonWriter& value(const Field& field, const Value& value);

    std::string take() { return std::move(out_); }
    std::size_t size() const { return out_.size(); }

private:
    void before();

    std::string out_;
    bool comma_ = false;
};

/// Which values of a record are shown: as they are, masked (138****1234), or not at all. Members that are not
/// shown are left out. Only texts can be masked: other values are left out in that case too.
enum class Sight : unsigned char { plain, masked, hidden };
using Visibility = std::function<Sight(const Field&)>;

/// A text with its middle replaced by *: phones keep 3 and 4 digits, texts of up to four characters (names)
/// the first, e-mails the first letter and the domain, others their first and last character. Of secrets
/// nothing is left.
std::string masked(const Field& field, std::string_view text);

/// The scalar fields of a record as the members of an object that is begun by the caller. Absent values are
/// null; secrets are left out.
void write_members(JsonWriter& out, const Struct& type, const Record& record, const Visibility& sight = {});
/// A described object, nested ones and lists included.
void write(JsonWriter& out, const Struct& type, const void* object, const Visibility& sight = {});
template <typename T>
std::string to_json(const T& object) {
    JsonWriter out;
    write(out, described<T>(), &object);
    return out.take();
}

/// Requests. What is wrong with one member of it: `where.file` holds its path as a JSON pointer,
/// /members/3/name. Every error is reported, not only the first (but no more than kMostErrors).
inline constexpr std::size_t kMostErrors = 100;

/// Reads and checks a described object: unknown and repeated members (those that the program sets are unknown
/// too), members of the wrong type, texts that are too long, numbers out of range, choices that are none,
/// missing required members and texts that break their format are errors (json_broken, json_unknown,
/// json_duplicate, json_type, and those of check()). Depth at most 32. What is not given keeps its value;
/// null and "" are absence. Texts lose the blanks at both ends; credit codes, industries, phones and e-mails
/// are stored in one spelling.
Checked<void> read(std::string_view json, const Struct& type, void* into);
template <typename T>
Checked<T> from_json(std::string_view json) {
    T out{};
    if (auto done = read(json, described<T>(), &out); !done) return tl::unexpected(std::move(done.error()));
    return out;
}
/// The same for a record whose struct is known at run time only: what is not given has the field's initial
/// value. Objects and lists are unknown members.
Checked<void> read_record(std::string_view json, const Struct& type, Record& into);
/// A partial record: only the members that stand in the JSON are read into `into`, which gets the size of the
/// struct; `given[i]` says which. Required members need not be there, but cannot be null.
Checked<void> read_some(std::string_view json, const Struct& type, Record& into, std::vector<bool>& given);

/// The value of a field from a text as a user types it, in a query, a form or a sheet: full-width digits,
/// thousands separators, 是/否, labels of choices and the date forms of base are understood; instants without
/// a zone are Beijing time. Where the text says that there is no value, it is absent, or the initial value of
/// a field that always has one. Errors as check().
Result<Value> parse_value(const Field& field, std::string_view text);
/// The value as a user reads it, and parse_value() takes it back: 1,234.50 (two decimals at least where the
/// field has so many, no more than needed; whole numbers are grouped where they have a unit other than 年),
/// 2026-11-25, 2026-11-25 14:30:05 in Beijing, the choice's label, 是/否. Nothing of secrets.
std::string shown(const Field& field, const Value& value, Language language);

/// The rules of one field: required, length, range, choice, format, no control characters. Errors field_…,
/// and those of credit codes, industries and dates; never with the text of a secret.
Result<void> check(const Field& field, const Value& value);

}  // namespace yuanheng::reflect
