#include "scoring/data/dataset.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <unordered_map>

#include "base/decimal.hpp"
#include "base/hash.hpp"
#include "scheme/scheme_case.hpp"
#include "scoring/data/code_order.hpp"

namespace yuanheng::scoring {

namespace {

using formula::Column;
using formula::Type;

/// A cell in the one spelling that the snapshot is hashed in.
std::string canonical(const Column& column, Type type, std::size_t row) {
    const double value = column.values[row];
    if (std::isnan(value)) return "";
    if (type == Type::text) return column.dictionary[static_cast<std::size_t>(value)];
    if (type == Type::number) {
        const auto precise = column.precise.find(static_cast<std::uint32_t>(row));
        return (precise == column.precise.end() ? decimal_of(value) : precise->second).str();
    }
    return std::to_string(static_cast<long long>(value));
}

/// Every part is preceded by its length, so that no two different data sets read the same.
void add(Sha256& hash, const std::string& part) {
    hash.update(std::to_string(part.size()));
    hash.update(":");
    hash.update(part);
}

Column permuted(const Column& column, const std::vector<std::uint32_t>& order) {
    Column out;
    out.dictionary = column.dictionary;
    out.values.resize(column.values.empty() ? 0 : order.size());
    if (column.values.empty()) return out;
    for (std::size_t i = 0; i < order.size(); ++i) {
        out.values[i] = column.values[order[i]];
        if (column.precise.empty()) continue;
        const auto precise = column.precise.find(order[i]);
        if (precise != column.precise.end())
            out.precise.emplace(static_cast<std::uint32_t>(i), precise->second);
    }
    return out;
}

formula::Table permuted(const formula::Table& table, const std::vector<std::uint32_t>& order) {
    formula::Table out;
    if (table.begin.empty()) return out;
    std::vector<std::uint32_t> records;
    out.begin.push_back(0);
    for (std::uint32_t row : order) {
        for (std::uint32_t r = table.begin[row]; r < table.begin[row + 1]; ++r) records.push_back(r);
        out.begin.push_back(static_cast<std::uint32_t>(records.size()));
    }
    for (const Column& column : table.columns) out.columns.push_back(permuted(column, records));
    return out;
}

/// The origins of the records that permuted() gives, in its order.
RecordOrigins permuted(const RecordOrigins& from, const formula::Table& table,
                       const std::vector<std::uint32_t>& order) {
    RecordOrigins out;
    if (from.sheet.empty() || table.begin.empty()) return out;
    out.sheets = from.sheets;
    for (std::uint32_t row : order) {
        for (std::uint32_t r = table.begin[row]; r < table.begin[row + 1]; ++r) {
            out.sheet.push_back(from.sheet[r]);
            out.row.push_back(from.row[r]);
        }
    }
    return out;
}

void append(Column& column, const formula::Value& value) {
    column.values.push_back(formula::kMissing);
    set_value(column, column.values.size() - 1, value);
}

void append(formula::Table& table, const std::vector<CaseRow::Record>& records) {
    for (const CaseRow::Record& record : records) {
        for (std::size_t c = 0; c < record.size(); ++c) append(table.columns[c], record[c]);
    }
    table.begin.push_back(table.begin.back() + static_cast<std::uint32_t>(records.size()));
}

}  // namespace

std::ptrdiff_t Dataset::find(std::string_view code) const {
    const auto at = std::lower_bound(codes.begin(), codes.end(), code);
    return at != codes.end() && *at == code ? at - codes.begin() : -1;
}

std::string Dataset::snapshot(const formula::Schema& schema) const {
    Sha256 hash;
    for (std::size_t f = 0; f < columns.fields.size(); ++f) {
        if (columns.fields[f].values.empty()) continue;
        add(hash, schema.fields[f].code);
        add(hash, schema.fields[f].unit.symbol(Language::en));
    }
    for (std::size_t row = 0; row < size(); ++row) {
        add(hash, codes[row]);
        add(hash, names[row]);
        for (std::size_t f = 0; f < columns.fields.size(); ++f) {
            if (!columns.fields[f].values.empty())
                add(hash, canonical(columns.fields[f], schema.fields[f].type, row));
        }
        for (std::size_t t = 0; t < columns.tables.size(); ++t) {
            const formula::Table& table = columns.tables[t];
            if (table.begin.empty()) continue;
            for (std::uint32_t r = table.begin[row]; r < table.begin[row + 1]; ++r) {
                for (std::size_t c = 0; c < table.columns.size(); ++c) {
                    add(hash, canonical(table.columns[c], schema.tables[t].columns[c].type, r));
                }
                add(hash, ";");
            }
        }
    }
    return hash.hex();
}

Origin origin(const Dataset& data, int field, std::size_t row) {
    const auto f = static_cast<std::size_t>(field);
    const auto chosen = data.field_feed.find({field, static_cast<std::uint32_t>(row)});
    if (chosen != data.field_feed.end()) {
        const Feed& feed = data.feeds[chosen->second];
        return {&feed, feed.sheet_row[row], feed.sheet_column[f]};
    }
    for (const Feed& feed : data.feeds) {
        if (f < feed.sheet_column.size() && feed.sheet_column[f] != 0 && feed.sheet_row[row] != 0) {
            return {&feed, feed.sheet_row[row], feed.sheet_column[f]};
        }
    }
    return {};
}

Dataset picked(const Dataset& data, const std::vector<std::uint32_t>& rows) {
    Dataset out;
    out.columns.rows = rows.size();
    out.codes.reserve(rows.size());
    out.names.reserve(rows.size());
    for (std::uint32_t row : rows) {
        out.codes.push_back(data.codes[row]);
        out.names.push_back(data.names[row]);
    }
    out.columns.fields.resize(data.columns.fields.size());
    for_pieces(data.columns.fields.size(), 1, 0, [&](std::size_t begin, std::size_t end) {
        for (std::size_t f = begin; f < end; ++f)
            out.columns.fields[f] = permuted(data.columns.fields[f], rows);
    });
    for (const formula::Table& table : data.columns.tables)
        out.columns.tables.push_back(permuted(table, rows));
    for (std::size_t t = 0; t < data.records.size(); ++t)
        out.records.push_back(permuted(data.records[t], data.columns.tables[t], rows));
    for (Feed feed : data.feeds) {
        std::vector<std::uint32_t> sheet_rows;
        for (std::uint32_t row : rows) sheet_rows.push_back(feed.sheet_row[row]);
        feed.sheet_row = std::move(sheet_rows);
        out.feeds.push_back(std::move(feed));
    }
    if (data.field_feed.empty()) return out;
    std::unordered_map<std::uint32_t, std::uint32_t> place;
    for (std::size_t i = 0; i < rows.size(); ++i) place.emplace(rows[i], static_cast<std::uint32_t>(i));
    for (const auto& [cell, feed] : data.field_feed) {
        const auto at = place.find(cell.second);
        if (at != place.end()) out.field_feed.emplace(std::pair{cell.first, at->second}, feed);
    }
    return out;
}

Dataset sorted(Dataset data) {
    if (std::is_sorted(data.codes.begin(), data.codes.end())) return data;
    return picked(
        data, code_order(data.size(), [&](std::size_t row) { return std::string_view(data.codes[row]); }));
}

void set_value(Column& column, std::size_t row, const formula::Value& value) {
    const auto r = static_cast<std::uint32_t>(row);
    double& cell = column.values[row];
    cell = formula::kMissing;
    column.precise.erase(r);
    if (const auto* number = std::get_if<Exact>(&value)) {
        cell = to_double(number->rational());
        if (decimal_of(cell) != number->rational()) column.precise.emplace(r, number->rational());
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        const auto known = std::find(column.dictionary.begin(), column.dictionary.end(), *text);
        cell = static_cast<double>(known - column.dictionary.begin());
        if (known == column.dictionary.end()) column.dictionary.push_back(*text);
    } else if (const auto* date = std::get_if<Date>(&value)) {
        cell = static_cast<double>(date->days());
    } else if (const auto* truth = std::get_if<bool>(&value)) {
        cell = *truth ? 1 : 0;
    }
}

Dataset read_rows(const formula::Schema& schema, const std::vector<CaseRow>& rows) {
    Dataset data;
    data.columns.rows = rows.size();
    data.columns.fields.resize(schema.fields.size());
    for (const formula::TableField& table : schema.tables)
        data.columns.tables.push_back({{0}, std::vector<Column>(table.columns.size())});
    for (const CaseRow& row : rows) {
        data.codes.push_back(row.code);
        data.names.push_back(row.name);
        for (std::size_t f = 0; f < row.fields.size(); ++f) append(data.columns.fields[f], row.fields[f]);
        for (std::size_t t = 0; t < row.records.size(); ++t) append(data.columns.tables[t], row.records[t]);
    }
    return sorted(std::move(data));
}

}  // namespace yuanheng::scoring
