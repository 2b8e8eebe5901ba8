#include "zone/evaluation/files/table_reader.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <set>

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "base/uscc.hpp"
#include "sheet/cell_text.hpp"
#include "zone/evaluation/codes.hpp"

namespace yuanheng::evaluation {

namespace {

const std::set<std::string> kTotals{"合计", "总计", "小计", "total"};
/// How a line below a table begins that says something of the table.
constexpr std::string_view kRemarks[] = {"注", "备注", "说明", "填报", "填表", "制表", "审核", "单位负责人"};

class RowReader {
public:
    RowReader(const scoring::Scheme& scheme, const sheet::Grid& grid, const Header& header,
              IntakeReport& report)
        : scheme_(scheme),
          grid_(grid),
          header_(header),
          report_(report),
          fields_(fields_of(scheme, header.table)),
          merged_(grid),
          code_title_(without_blanks(grid.merged_at(header.found.last_row, header.code_column).text)) {}

    /// Whether the row is of an enterprise and not a total or a remark. A row with figures and nobody's code
    /// or name is somebody's: read() says that it is left out.
    bool has_data(const sheet::Row& row) const {
        const std::string code = without_blanks(shown(row.number, header_.code_column).text);
        const std::string name = without_blanks(name_in(row));
        const bool remark =
            name.empty() && std::any_of(std::begin(kRemarks), std::end(kRemarks),
                                        [&](std::string_view word) { return code.starts_with(word); });
        const bool header_again = code == code_title_;
        if (remark || header_again || kTotals.contains(code)) return false;
        if (!code.empty()) return true;
        if (!name.empty()) return !kTotals.contains(name);
        const bool total = std::any_of(row.cells.begin(), row.cells.end(), [](const sheet::Cell& c) {
            return kTotals.contains(without_blanks(c.text));
        });
        return !total && has_figure(row.number);
    }

    std::optional<ReadRow> read(const sheet::Row& row) {
        const sheet::Cell& cell = filled(row.number, header_.code_column);
        const std::string name = name_in(row);
        ReadRow out;
        out.row = row.number;
        out.name = name;
        if (!code(cell, std::string(trim(cell.text)), row.number, out.code)) return std::nullopt;
        if (name.find('*') != std::string::npos)
            warn(Code::intake_masked_name, {{"name", name}}, row.number, header_.name_column);
        if (const sheet::Cell& written = filled(row.number, header_.name_column);
            written.kind == sheet::Cell::Kind::error)
            warn(Code::intake_error_cell, {{"text", written.text}}, row.number, header_.name_column);
        for (const sheet::ColumnUse& use : header_.columns) value(use, row.number, out);
        return out;
    }

private:
    std::string name_in(const sheet::Row& row) const {
        const sheet::Cell& cell = filled(row.number, header_.name_column);
        return cell.kind == sheet::Cell::Kind::error ? "" : std::string(trim(cell.text));
    }

    /// The cell; below a merged one of the same column the merged one, which says the same of all its rows.
    const sheet::Cell& filled(long row, long column) const {
        const sheet::Range* range = merged_.over(row, column);
        const bool down =
            range != nullptr && range->first_row > header_.found.last_row && range->first_column == column;
        return grid_.at(down ? range->first_row : row, column);
    }
    /// The cell as a reader sees it, also where it is merged with others of its row: 合计 over two columns.
    const sheet::Cell& shown(long row, long column) const {
        const sheet::Range* range = merged_.over(row, column);
        if (range != nullptr && range->first_row == row) return grid_.at(row, range->first_column);
        return filled(row, column);
    }

    bool has_figure(long row) const {
        return std::any_of(header_.columns.begin(), header_.columns.end(), [&](const sheet::ColumnUse& use) {
            const sheet::Cell& cell = grid_.at(row, use.column);
            if (fields_[use.known].type != formula::Type::number || cell.empty()) return false;
            const auto number = parse_number(cell.text);
            return number && number->value;
        });
    }

    bool code(const sheet::Cell& cell, const std::string& written, long row, std::string& into) {
        if (written.empty()) {
            reject(Error(Code::intake_no_code, {}), row, header_.code_column);
            return false;
        }
        if (cell.kind == sheet::Cell::Kind::error) {
            reject(Error(Code::intake_error_code, {{"text", cell.text}}), row, header_.code_column);
            return false;
        }
        if (!scheme_.credit_codes) {
            into = written;
            return true;
        }
        if (cell.mangled) {
            // What is left of the digits may have a right check character by chance.
            reject(Error(Code::uscc_float, {{"text", written}}), row, header_.code_column);
            return false;
        }
        const auto parsed = CreditCode::parse(written);
        if (!parsed) {
            reject(parsed.error(), row, header_.code_column);
            return false;
        }
        into = std::string(parsed->text());
        return true;
    }

    void value(const sheet::ColumnUse& use, long row, ReadRow& out) {
        const formula::Field& field = fields_[use.known];
        const sheet::Cell& cell = merged_value(field, row, use.column);
        out.values.push_back(formula::kMissing);
        out.precise.emplace_back();
        out.texts.emplace_back();
        if (cell.kind == sheet::Cell::Kind::error) {
            reject(Error(Code::intake_error_cell, {{"text", cell.text}}), row, use.column);
            return;
        }
        if (cell.empty() || (cell.kind != sheet::Cell::Kind::number && is_absent(cell.text))) return;
        switch (field.type) {
            case formula::Type::number: number(use, cell, row, out); break;
            case formula::Type::text: text(field, cell, row, use.column, out); break;
            case formula::Type::date: date(cell, row, use.column, out); break;
            case formula::Type::boolean: boolean(cell, row, use.column, out); break;
        }
    }

    /// The value's cell. One that a merged range covers has its text, date or yes from above; a figure over
    /// several cells is nobody's share and not guessed.
    const sheet::Cell& merged_value(const formula::Field& field, long row, long column) {
        const sheet::Cell& own = grid_.at(row, column);
        const auto merged = merged_.content(row, column, header_.found.last_row);
        if (!merged) return own;
        const std::string range = sheet::range_name(merged->range);
        if (merged->down && field.type != formula::Type::number) {
            warn(Code::intake_merged_taken, {{"range", range}, {"text", merged->cell.text}}, row, column);
            return merged->cell;
        }
        reject(Error(Code::intake_merged, {{"range", range}, {"text", merged->cell.text}}), row, column);
        return own;
    }

    void number(const sheet::ColumnUse& use, const sheet::Cell& cell, long row, ReadRow& out) {
        Rational value;
        bool percent = cell.percent;
        const formula::Field& field = fields_[use.known];
        if (cell.is_number()) {
            const auto exact = cell.exact();
            if (!exact) return reject(exact.error(), row, use.column);
            value = *exact;
        } else {
            const auto parsed = parse_number(cell.text);
            if (!parsed) return reject(parsed.error(), row, use.column);
            if (!parsed->value) return;
            value = *parsed->value;
            percent = parsed->percent;
            if (sheet::is_rounded(cell.text))
                warn(Code::intake_rounded, {{"text", std::string(trim(cell.text))}}, row, use.column);
        }
        // 2.36%, written or shown so, is 2.36 in an input that is kept in per cent, whatever its header says.
        if (percent && !field.unit.dimensionless()) {
            return reject(Error(Code::intake_percent, {{"text", format_plain(value * 100) + "%"},
                                                       {"unit", field.unit.symbol(Language::zh)},
                                                       {"unit_en", field.unit.symbol(Language::en)}}),
                          row, use.column);
        }
        value *= percent ? Rational(1 / field.unit.scale()) : use.factor;
        const double nearest = to_double(value);
        out.values.back() = nearest;
        if (!std::isfinite(nearest)) {
            out.values.back() = formula::kMissing;
            return reject(Error(Code::bad_number, {{"text", cell.text.substr(0, 60)}}), row, use.column);
        }
        if (decimal_of(nearest) != value) out.precise.back() = value;
        if (header_.table >= 0) return;
        const scoring::Input& input = scheme_.inputs[use.known];
        if ((input.low && value < *input.low) || (input.high && value > *input.high)) {
            warn(Code::intake_out_of_range,
                 {{"value", format_plain(value)},
                  {"low", input.low ? format_plain(*input.low) : "-∞"},
                  {"high", input.high ? format_plain(*input.high) : "∞"}},
                 row, use.column);
        }
    }

    void text(const formula::Field& field, const sheet::Cell& cell, long row, long column, ReadRow& out) {
        const std::string written(trim(cell.text));
        if (cell.mangled) return reject(Error(Code::intake_mangled, {{"text", written}}), row, column);
        if (!field.values.empty() &&
            std::find(field.values.begin(), field.values.end(), written) == field.values.end()) {
            std::string allowed;
            for (const std::string& v : field.values) allowed += (allowed.empty() ? "" : "、") + v;
            return reject(Error(Code::intake_not_in_list, {{"text", written}, {"allowed", allowed}}), row,
                          column);
        }
        if (lost_zero(field, written))
            warn(Code::intake_lost_zero, {{"text", written}, {"full", "0" + written}}, row, column);
        out.values.back() = 0;
        out.texts.back() = written;
    }

    /// Whether an industry code has a digit less than one can have: a spreadsheet makes 131 of 0131.
    static bool lost_zero(const formula::Field& field, const std::string& written) {
        return field.label.zh.find("行业") != std::string::npos &&
               (written.size() == 1 || written.size() == 3) &&
               std::all_of(written.begin(), written.end(), is_digit);
    }

    void date(const sheet::Cell& cell, long row, long column, ReadRow& out) {
        const auto parsed =
            parse_date(std::string(trim(cell.text))
                           .substr(0, cell.kind == sheet::Cell::Kind::date ? 10 : std::string::npos));
        if (!parsed) return reject(parsed.error(), row, column);
        out.values.back() = parsed->days();
    }

    void boolean(const sheet::Cell& cell, long row, long column, ReadRow& out) {
        static const std::set<std::string> kYes{"是", "有", "√", "✓", "1", "y", "yes", "true", "对"};
        static const std::set<std::string> kNo{"否", "没有", "×", "0", "n", "no", "false", "错"};
        const std::string written = lower(without_blanks(half_width(cell.text)));
        if (kYes.contains(written)) {
            out.values.back() = 1;
        } else if (kNo.contains(written)) {
            out.values.back() = 0;
        } else {
            reject(Error(Code::intake_not_yes_no, {{"text", cell.text.substr(0, 60)}}), row, column);
        }
    }

    void reject(Error error, long row, long column) {
        report_.errors.push_back(std::move(error).at(grid_.where(row, column)));
    }
    void warn(ErrorCode code, std::initializer_list<std::pair<std::string, std::string>> arguments, long row,
              long column) {
        report_.warnings.push_back(Error(code, arguments, grid_.where(row, column)));
    }

    const scoring::Scheme& scheme_;
    const sheet::Grid& grid_;
    const Header& header_;
    IntakeReport& report_;
    const std::vector<formula::Field>& fields_;
    const sheet::MergedCells merged_;
    const std::string code_title_;  ///< the header's last line above the codes
};

bool same_values(const ReadRow& a, const ReadRow& b) {
    for (std::size_t i = 0; i < a.values.size(); ++i) {
        if (std::isnan(a.values[i]) != std::isnan(b.values[i]) || a.texts[i] != b.texts[i]) return false;
        if (!std::isnan(a.values[i]) && (a.values[i] != b.values[i] || a.precise[i] != b.precise[i]))
            return false;
    }
    return true;
}

}  // namespace

ReadTable read_table(const scoring::Scheme& scheme, const sheet::Grid& grid, const Header& header,
                     SheetReport& sheet, IntakeReport& report) {
    ReadTable out{grid.file, grid.sheet, "", header, {}};
    RowReader reader(scheme, grid, header, report);
    std::map<std::string, std::size_t> seen;
    std::set<std::string> contradictory;
    std::size_t texts = 0;  // under no title
    std::size_t repeated = 0;
    for (const sheet::Row& row : grid.rows) {
        if (row.number <= header.found.last_row) continue;
        if (!reader.has_data(row)) continue;
        ++sheet.rows;
        sheet::Untitled untitled = sheet::untitled_cells(grid, row, header.found);
        std::move(untitled.figures.begin(), untitled.figures.end(), std::back_inserter(report.errors));
        if (texts < kMostAlike)
            std::move(untitled.texts.begin(), untitled.texts.end(), std::back_inserter(report.warnings));
        texts += untitled.texts.size();
        if (untitled.slid) continue;
        auto read = reader.read(row);
        if (!read) {
            // A line of one cell, such as 数据来源：…, is named, but it is nobody's row.
            const auto filled = std::count_if(row.cells.begin(), row.cells.end(),
                                              [](const sheet::Cell& c) { return !trim(c.text).empty(); });
            sheet.rows -= filled == 1 && header.columns.size() > 1 ? 1 : 0;
            continue;
        }
        if (header.table < 0) {
            const auto [at, fresh] = seen.try_emplace(read->code, out.rows.size());
            if (!fresh) {
                const ReadRow& first = out.rows[at->second];
                const bool same = same_values(first, *read);
                (same ? report.warnings : report.errors)
                    .push_back(Error(same ? Code::intake_repeated : Code::intake_contradictory,
                                     {{"code", read->code}, {"row", std::to_string(first.row)}},
                                     grid.where(row.number, header.code_column)));
                if (!same) contradictory.insert(read->code);
                repeated += same ? 1 : 0;
                continue;
            }
        }
        out.rows.push_back(std::move(*read));
    }
    std::erase_if(out.rows, [&](const ReadRow& r) { return contradictory.contains(r.code); });
    sheet.taken = out.rows.size();
    sheet.lost = sheet.rows - sheet.taken - std::min(repeated, sheet.rows - sheet.taken);
    return out;
}

}  // namespace yuanheng::evaluation
