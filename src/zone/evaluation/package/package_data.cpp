#include "zone/evaluation/package/package_data.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "zone/evaluation/codes.hpp"

namespace yuanheng::evaluation {

namespace {

using formula::Column;
using formula::Field;
using formula::Type;
using scoring::Dataset;
using scoring::Scheme;

constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMostDigits = 10'000;  ///< of a fraction's numerator or denominator
constexpr std::size_t kMostRows = 20'000'000;

auto bad_table(const std::string& zh, const std::string& en, Where where) {
    return fail(Code::package_bad_table, {{"detail", zh}, {"detail_en", en}}, std::move(where));
}

/// The number that a double stands for, by the short way: below 10^15 the shortest digits are those of
/// decimal_of.
std::string written_double(double value) {
    if (value == 0) return "0";
    const double size = std::fabs(value);
    if (size >= 1e15 || size < 1e-9) return written_number(decimal_of(value));
    std::array<char, 64> buffer;
    const auto done =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
    return {buffer.data(), done.ptr};
}

void write_cell(CsvLine& line, const Column& column, Type type, std::size_t row) {
    const double value = column.values[row];
    if (std::isnan(value)) {
        line.cell("");
        return;
    }
    switch (type) {
        case Type::number: {
            const auto precise = column.precise.find(static_cast<std::uint32_t>(row));
            line.cell(precise == column.precise.end() ? written_double(value)
                                                      : written_number(precise->second));
            return;
        }
        case Type::text: line.text(column.dictionary[static_cast<std::size_t>(value)]); return;
        case Type::date: line.cell(Date::from_days(static_cast<int>(value)).iso()); return;
        case Type::boolean: line.cell(value != 0 ? "true" : "false"); return;
    }
}

std::optional<Integer> read_integer(std::string_view text) {
    const bool negative = !text.empty() && text[0] == '-';
    if (negative) text.remove_prefix(1);
    if (text.empty() || text.size() > kMostDigits) return std::nullopt;
    if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    // A leading zero would make GMP read the digits as octal.
    text.remove_prefix(std::min(text.find_first_not_of('0'), text.size() - 1));
    const Integer value{std::string(text)};
    return negative ? Integer(-value) : value;
}

std::optional<Rational> read_number(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos && text.size() <= kMostCharacters) {
        const auto decimal = parse_decimal(text);
        return decimal ? std::optional(*decimal) : std::nullopt;
    }
    const auto numerator = read_integer(text.substr(0, slash));
    const auto denominator =
        slash == std::string_view::npos ? Integer(1) : read_integer(text.substr(slash + 1));
    if (!numerator || !denominator || *denominator <= 0) return std::nullopt;
    return Rational(*numerator, *denominator);
}

/// Fills one column from the cells of a part.
class Filling {
public:
    Filling(const Field& field, Column& column) : field_(field), column_(column) {}

    Result<void> add(const CsvRecords::Field& cell, Where where) {
        column_.values.push_back(kAbsent);
        if (cell.absent() || read(cell.text)) return {};
        const auto shown = cell.text.substr(0, 60);
        return fail(Code::package_bad_value, {{"field", field_.code}, {"text", shown}}, std::move(where));
    }

private:
    bool read(const std::string& text) {
        double& value = column_.values.back();
        switch (field_.type) {
            case Type::number: return number(text, value);
            case Type::boolean: value = text == "true" ? 1 : 0; return text == "true" || text == "false";
            case Type::date: {
                const auto date = parse_date(text);
                if (date) value = static_cast<double>(date->days());
                return date.has_value();
            }
            case Type::text: {
                const auto [at, added] = known_.emplace(text, known_.size());
                if (added) column_.dictionary.push_back(text);
                value = static_cast<double>(at->second);
                return true;
            }
        }
        return false;
    }

    bool number(const std::string& text, double& value) {
        // Up to 15 digits a double tells its decimal; point and sign are the other two characters.
        if (text.size() <= 15 && text.find_first_not_of("-.0123456789") == std::string::npos) {
            const char* last = text.data() + text.size();
            const auto [end, status] = std::from_chars(text.data(), last, value);
            value += 0.0;  // no negative zero
            return status == std::errc() && end == last;
        }
        const auto exact = read_number(text);
        if (!exact) return false;
        value = to_double(*exact);
        if (!std::isfinite(value)) return false;
        if (decimal_of(value) != *exact) {
            column_.precise.emplace(static_cast<std::uint32_t>(column_.values.size() - 1), *exact);
        }
        return true;
    }

    const Field& field_;
    Column& column_;
    std::unordered_map<std::string, std::size_t> known_;
};

/// The columns that the header names after its first `skip` cells, in the order of `fields`.
Result<std::vector<std::size_t>> read_header(CsvRecords& in, std::size_t skip,
                                             const std::vector<Field>& fields, std::size_t count) {
    const auto first = in.next();
    if (!first) return tl::unexpected(first.error());
    if (!*first || in.fields().size() < skip) return bad_table("没有表头", "it has no header", in.where());
    std::vector<std::size_t> out;
    std::size_t f = 0;
    for (std::size_t i = skip; i < in.fields().size(); ++i) {
        const std::string& name = in.fields()[i].text;
        while (f < count && fields[f].code != name) ++f;
        if (f == count) {
            const std::string shown = name.substr(0, 60);
            return bad_table("方案没有“" + shown + "”这一列，或次序不对",
                             "the scheme has no column \"" + shown + "\" here", in.where(i));
        }
        out.push_back(f++);
    }
    return out;
}

}  // namespace

std::string written_number(const Rational& value) {
    using boost::multiprecision::denominator;
    using boost::multiprecision::numerator;
    Integer rest = denominator(value);
    int twos = 0;
    int fives = 0;
    for (; rest % 2 == 0; rest /= 2) ++twos;
    for (; rest % 5 == 0; rest /= 5) ++fives;
    const int places = std::max(twos, fives);
    if (rest != 1 || places >= static_cast<int>(kMostCharacters)) return value.str();
    const std::string decimal = format(value, places);
    return decimal.size() <= kMostCharacters ? decimal : value.str();
}

void CsvLine::separate() {
    if (!first_) line_ += ',';
    first_ = false;
}

CsvLine& CsvLine::cell(std::string_view text) {
    if (text.empty()) {
        separate();
        return *this;
    }
    if (text.find_first_of(",\"\r\n") != std::string_view::npos) return this->text(text);
    separate();
    line_ += text;
    return *this;
}

CsvLine& CsvLine::text(std::string_view text) {
    separate();
    const bool plain = !text.empty() && text.find_first_of(",\"\r\n") == std::string_view::npos;
    if (!plain) line_ += '"';
    for (const char c : text) {
        line_ += c;
        if (c == '"') line_ += '"';
    }
    if (!plain) line_ += '"';
    return *this;
}

std::string CsvLine::end() {
    line_ += "\r\n";
    first_ = true;
    return std::exchange(line_, {});
}

Result<bool> CsvRecords::next() {
    line_ = next_line_;
    if (at_ == text_.size()) return false;
    std::size_t count = 0;
    for (;; ++count) {
        if (width_ > 0 && count == width_)
            return bad_table("这一行的列数比表头多", "more cells than the header", where());
        if (count == fields_.size()) fields_.emplace_back();
        if (auto read = read_field(fields_[count]); !read) return tl::unexpected(read.error());
        if (at_ == text_.size() || text_[at_] != ',') break;
        ++at_;
    }
    ++count;
    if (width_ == 0) width_ = count;
    if (count != width_) return bad_table("这一行的列数比表头少", "fewer cells than the header", where());
    fields_.resize(count);
    if (text_.substr(at_, 2) != "\r\n") {
        return bad_table("行末不是 CRLF", "the line does not end with CRLF", where(count - 1));
    }
    at_ += 2;
    ++next_line_;
    return true;
}

Result<void> CsvRecords::read_field(Field& field) {
    field.text.clear();
    field.quoted = at_ < text_.size() && text_[at_] == '"';
    if (!field.quoted) {
        const std::size_t end = std::min(text_.find_first_of(",\"\r\n", at_), text_.size());
        field.text = text_.substr(at_, end - at_);
        at_ = end;
        return {};
    }
    for (++at_;; ++at_) {
        const std::size_t end = text_.find('"', at_);
        if (end == std::string_view::npos)
            return bad_table("引号没有配对", "a quotation mark is not closed", where());
        const std::string_view piece = text_.substr(at_, end - at_);
        next_line_ += std::count(piece.begin(), piece.end(), '\n');
        field.text += piece;
        at_ = end + 1;
        if (at_ == text_.size() || text_[at_] != '"') return {};
        field.text += '"';
    }
}

std::string data_csv(const Scheme& scheme, const Dataset& data) {
    CsvLine line;
    std::vector<std::size_t> written;
    line.cell("code").cell("name");
    for (std::size_t f = 0; f < scheme.input_count() && f < data.columns.fields.size(); ++f) {
        if (data.columns.fields[f].values.empty()) continue;
        written.push_back(f);
        line.cell(scheme.schema.fields[f].code);
    }
    std::string out = line.end();
    for (std::size_t row = 0; row < data.size(); ++row) {
        line.cell(data.codes[row]).cell(data.names[row]);
        for (std::size_t f : written)
            write_cell(line, data.columns.fields[f], scheme.schema.fields[f].type, row);
        out += line.end();
    }
    return out;
}

std::string table_csv(const Scheme& scheme, const Dataset& data, std::size_t t) {
    const formula::TableField& field = scheme.schema.tables[t];
    const formula::Table& table = data.columns.tables[t];
    CsvLine line;
    std::vector<std::size_t> written;
    line.cell("code");
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (table.columns[c].values.empty()) continue;
        written.push_back(c);
        line.cell(field.columns[c].code);
    }
    std::string out = line.end();
    for (std::size_t row = 0; row < data.size(); ++row) {
        for (std::uint32_t r = table.begin[row]; r < table.begin[row + 1]; ++r) {
            line.cell(data.codes[row]);
            for (std::size_t c : written) write_cell(line, table.columns[c], field.columns[c].type, r);
            out += line.end();
        }
    }
    return out;
}

Result<Dataset> read_data(const Scheme& scheme, std::string_view csv, const std::string& part) {
    constexpr std::size_t kSkip = 2;
    CsvRecords in(csv, part);
    const auto columns = read_header(in, kSkip, scheme.schema.fields, scheme.input_count());
    if (!columns) return tl::unexpected(columns.error());
    Dataset data;
    data.columns.fields.resize(scheme.schema.fields.size());
    data.columns.tables.resize(scheme.schema.tables.size());
    std::vector<Filling> fillings;
    for (std::size_t f : *columns) fillings.emplace_back(scheme.schema.fields[f], data.columns.fields[f]);
    for (;;) {
        const auto more = in.next();
        if (!more) return tl::unexpected(more.error());
        if (!*more) break;
        const std::string& code = in.fields()[0].text;
        if (code.empty() || (!data.codes.empty() && code <= data.codes.back())) {
            return bad_table("代码为空，或没有从小到大排列", "a code is empty or does not ascend",
                             in.where());
        }
        if (data.size() == kMostRows) return bad_table("行数过多", "too many lines", in.where());
        data.codes.push_back(code);
        data.names.push_back(in.fields()[1].text);
        for (std::size_t i = 0; i < fillings.size(); ++i) {
            if (auto added = fillings[i].add(in.fields()[kSkip + i], in.where(kSkip + i)); !added) {
                return tl::unexpected(added.error());
            }
        }
    }
    data.columns.rows = data.size();
    return data;
}

Result<void> read_table(const Scheme& scheme, std::string_view csv, const std::string& part, std::size_t t,
                        Dataset& data) {
    constexpr std::size_t kSkip = 1;
    const formula::TableField& field = scheme.schema.tables[t];
    formula::Table& table = data.columns.tables[t];
    CsvRecords in(csv, part);
    const auto columns = read_header(in, kSkip, field.columns, field.columns.size());
    if (!columns) return tl::unexpected(columns.error());
    table.columns.resize(field.columns.size());
    table.begin.assign(1, 0);
    std::vector<Filling> fillings;
    for (std::size_t c : *columns) fillings.emplace_back(field.columns[c], table.columns[c]);
    std::uint32_t records = 0;
    for (;; ++records) {
        const auto more = in.next();
        if (!more) return tl::unexpected(more.error());
        if (!*more) break;
        if (records == kMostRows) return bad_table("行数过多", "too many lines", in.where());
        const std::string& code = in.fields()[0].text;
        // Rows before this record's enterprise end here.
        while (table.begin.size() <= data.size() && data.codes[table.begin.size() - 1] < code) {
            table.begin.push_back(records);
        }
        if (table.begin.size() > data.size() || data.codes[table.begin.size() - 1] != code) {
            return bad_table("代码不在数据之中，或没有从小到大排列",
                             "a code is not in the data or does not ascend", in.where());
        }
        for (std::size_t i = 0; i < fillings.size(); ++i) {
            if (auto added = fillings[i].add(in.fields()[kSkip + i], in.where(kSkip + i)); !added)
                return added;
        }
    }
    table.begin.resize(data.size() + 1, records);
    return {};
}

}  // namespace yuanheng::evaluation
