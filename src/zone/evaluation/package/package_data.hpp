#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scheme/scheme.hpp"
#include "scoring/data/dataset.hpp"

namespace yuanheng::evaluation {

/// The canonical CSV of run packages: RFC 4180 (commas, CRLF, quotes where needed), UTF-8 without BOM, a
/// header line. A cell that is empty is absent; an empty text is "". Numbers are exact: a decimal where it
/// terminates, else a fraction n/d. Dates are 2022-12-31, truth values true and false.

/// A number as the canonical CSV writes it: the decimal where it terminates within kMostCharacters, else
/// "n/d".
std::string written_number(const Rational& value);
inline constexpr std::size_t kMostCharacters = 400;

/// Appends cells to a line of canonical CSV.
class CsvLine {
public:
    /// Empty text is an empty cell.
    CsvLine& cell(std::string_view text);
    /// A text that is present though it may be empty.
    CsvLine& text(std::string_view text);
    /// The line with its end; the next cell begins a new one.
    std::string end();

private:
    void separate();
    std::string line_;
    bool first_ = true;
};

/// Reads canonical CSV record by record. Strict: every record has as many cells as the first and ends with
/// CRLF.
class CsvRecords {
public:
    struct Field {
        std::string text;
        bool quoted = false;
        bool absent() const { return text.empty() && !quoted; }
    };

    CsvRecords(std::string_view text, std::string part) : text_(text), part_(std::move(part)) {}
    /// Reads the next record; false at the end. Error package_bad_table.
    Result<bool> next();
    const std::vector<Field>& fields() const { return fields_; }
    /// The place of a cell of the record, from 0.
    Where where(std::size_t field = 0) const { return {part_, "", line_, static_cast<long>(field) + 1}; }

private:
    Result<void> read_field(Field& field);
    std::string_view text_;
    std::string part_;
    std::vector<Field> fields_;
    std::size_t at_ = 0, width_ = 0;
    long line_ = 0, next_line_ = 1;
};

/// The columns of the data that have values: code, name, then the scheme's inputs in their order.
std::string data_csv(const scoring::Scheme& scheme, const scoring::Dataset& data);
/// The records of table `table`: code, then the table's columns; those of one enterprise in their order.
std::string table_csv(const scoring::Scheme& scheme, const scoring::Dataset& data, std::size_t table);

/// Reads what data_csv wrote. `part` is the part's name in messages. Errors package_bad_table,
/// package_bad_value.
Result<scoring::Dataset> read_data(const scoring::Scheme& scheme, std::string_view csv,
                                   const std::string& part);
/// Reads what table_csv wrote into `data`.
Result<void> read_table(const scoring::Scheme& scheme, std::string_view csv, const std::string& part,
                        std::size_t table, scoring::Dataset& data);

}  // namespace yuanheng::evaluation
