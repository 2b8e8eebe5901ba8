#include "zone/evaluation/files/plain_intake.hpp"

#include <algorithm>
#include <fstream>
#include <limits>

#include "base/decimal.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "base/uscc.hpp"
#include "scoring/data/code_order.hpp"
#include "sheet/plain_csv.hpp"

namespace yuanheng::evaluation {

namespace {

struct File {
    std::string path;
    sheet::NumericTable table;
    std::vector<int> fields;           ///< per column; −1: the code
    std::vector<std::uint32_t> order;  ///< rows by code
};

bool canonical(std::string_view code) {
    const auto parsed = CreditCode::parse(std::string(code));
    return parsed && parsed->text() == code;
}

/// Whether every value is plausible, so that there is no warning to make.
bool plausible(const scoring::Input& input, const std::vector<double>& values) {
    if (!input.low && !input.high) return true;
    // Values have 15 digits at most here; a bound of more is left to the exact comparison of the ordinary
    // way.
    const double low = input.low ? to_double(*input.low) : -std::numeric_limits<double>::infinity();
    const double high = input.high ? to_double(*input.high) : std::numeric_limits<double>::infinity();
    if ((input.low && decimal_of(low) != *input.low) || (input.high && decimal_of(high) != *input.high))
        return false;
    return std::none_of(values.begin(), values.end(), [&](double v) { return v < low || v > high; });
}

/// The fields of the columns, where all are numeric inputs under their codes.
std::optional<std::vector<int>> fields_in(const scoring::Scheme& scheme, const sheet::NumericTable& table) {
    std::vector<int> out(table.header.size(), -1);
    for (std::size_t c = 1; c < table.header.size(); ++c) {
        const int field = scheme.schema.find_field(table.header[c]);
        if (field < 0 || field >= static_cast<int>(scheme.input_count())) return std::nullopt;
        const auto f = static_cast<std::size_t>(field);
        if (scheme.schema.fields[f].type != formula::Type::number) return std::nullopt;
        if (!plausible(scheme.inputs[f], table.columns[c])) return std::nullopt;
        out[c] = field;
    }
    return out;
}

std::optional<File> read_file(const scoring::Scheme& scheme, const std::string& path) {
    auto table = sheet::read_plain_csv(path, 0);
    if (!table || !table->precise.empty()) return std::nullopt;
    auto fields = fields_in(scheme, *table);
    if (!fields) return std::nullopt;
    File out{path, std::move(*table), std::move(*fields), {}};
    const auto& codes = out.table.codes;
    if (scheme.credit_codes &&
        !std::all_of(codes.begin(), codes.end(), [](const auto& c) { return canonical(c.view()); })) {
        return std::nullopt;
    }
    out.order = scoring::code_order(codes.size(), [&](std::size_t row) { return codes[row].view(); });
    const bool twice =
        std::adjacent_find(out.order.begin(), out.order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return codes[a] == codes[b];
        }) != out.order.end();
    return twice ? std::nullopt : std::optional(std::move(out));
}

bool same_codes(const File& a, const File& b) {
    return std::equal(a.order.begin(), a.order.end(), b.order.begin(), b.order.end(),
                      [&](std::uint32_t x, std::uint32_t y) { return a.table.codes[x] == b.table.codes[y]; });
}

void add(const scoring::Scheme& scheme, File& file, Intake& out) {
    const std::size_t rows = out.data.columns.rows;
    std::ifstream in(file.path, std::ios::binary);
    scoring::Feed feed{"",
                       file.path,
                       "",
                       sha256_hex(in),
                       std::vector<std::uint32_t>(rows),
                       std::vector<int>(scheme.schema.fields.size(), 0)};
    SheetReport report{file.path, "", rows, rows, {}};
    const bool sorted = std::is_sorted(file.order.begin(), file.order.end());
    for (std::size_t r = 0; r < rows; ++r) feed.sheet_row[r] = file.order[r] + 2;
    for (std::size_t c = 1; c < file.fields.size(); ++c) {
        const auto f = static_cast<std::size_t>(file.fields[c]);
        std::vector<double>& into = out.data.columns.fields[f].values;
        if (sorted) {
            into = std::move(file.table.columns[c]);
        } else {
            into.resize(rows);
            for (std::size_t r = 0; r < rows; ++r) into[r] = file.table.columns[c][file.order[r]];
        }
        feed.sheet_column[f] = static_cast<int>(c) + 1;
        report.matched.push_back(file.table.header[c]);
    }
    out.data.feeds.push_back(std::move(feed));
    out.factors.emplace_back();
    out.report.sheets.push_back(std::move(report));
}

}  // namespace

std::optional<Intake> read_plain(const scoring::Scheme& scheme, const std::vector<std::string>& paths) {
    if (!scheme.schema.tables.empty() || paths.empty()) return std::nullopt;
    std::vector<File> files;
    std::vector<bool> given(scheme.input_count(), false);
    for (const std::string& path : paths) {
        if (!lower(path).ends_with(".csv")) return std::nullopt;
        auto file = read_file(scheme, path);
        // Enterprises that one department lacks are to be reported.
        if (!file || file->order.size() < kManyRows) return std::nullopt;
        if (!files.empty() && !same_codes(files.front(), *file)) return std::nullopt;
        for (const int field : file->fields) {
            if (field < 0) continue;
            if (given[static_cast<std::size_t>(field)]) return std::nullopt;  // the values must be compared
            given[static_cast<std::size_t>(field)] = true;
        }
        files.push_back(std::move(*file));
    }
    Intake out;
    const File& first = files.front();
    out.data.columns.rows = first.order.size();
    out.data.columns.fields.resize(scheme.schema.fields.size());
    out.data.names.resize(first.order.size());
    out.data.codes.reserve(first.order.size());
    for (const std::uint32_t row : first.order) out.data.codes.emplace_back(first.table.codes[row].view());
    for (File& file : files) add(scheme, file, out);
    for (std::size_t f = 0; f < scheme.input_count(); ++f) {
        if (given[f]) continue;
        out.data.columns.fields[f].values.assign(out.data.columns.rows, formula::kMissing);
        out.report.absent_inputs.push_back(scheme.schema.fields[f].code);
    }
    return out;
}

}  // namespace yuanheng::evaluation
