#include "zone/evaluation/files/joining.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "scoring/data/filling.hpp"
#include "zone/evaluation/codes.hpp"

namespace yuanheng::evaluation {

namespace {

namespace fs = std::filesystem;

bool is_register(const ReadTable& table) {
    const auto names = names_of(table.file, table.sheet);
    return std::any_of(names.begin(), names.end(), [](const std::string& name) {
        return name.find("名录") != std::string::npos || name.find("名单") != std::string::npos ||
               name == "register";
    });
}

class Joining {
public:
    Joining(const scoring::Scheme& scheme, std::vector<ReadTable> tables, Intake& into)
        : scheme_(scheme), tables_(std::move(tables)), into_(into), data_(into.data), report_(into.report) {}

    void join() {
        list();
        feeds();
        scoring::Filling filling(data_.size(), scheme_.schema.fields, scheme_.input_count());
        fields_ = &filling;
        taken_from_.assign(scheme_.input_count(), {});
        // The department that answers for an input comes last and so has the last word.
        for (std::size_t f = 0; f < scheme_.input_count(); ++f) fill(f);
        data_.columns.rows = data_.size();
        data_.columns.fields = std::move(filling.columns());
        data_.columns.tables.resize(scheme_.schema.tables.size());
        for (std::size_t t = 0; t < scheme_.schema.tables.size(); ++t) records(static_cast<int>(t));
        for (std::size_t f = 0; f < scheme_.input_count(); ++f) {
            if (taken_from_[f].empty()) report_.absent_inputs.push_back(scheme_.schema.fields[f].code);
        }
        absences();
        differing_names();
    }

private:
    bool plain(const ReadTable& t) const { return t.header.table < 0; }

    /// Who is listed, and the name of each: the first one that is not masked.
    void list() {
        const bool registered = std::any_of(tables_.begin(), tables_.end(),
                                            [&](const auto& t) { return plain(t) && is_register(t); });
        for (const ReadTable& table : tables_) {
            if (!plain(table) || (registered && !is_register(table))) continue;
            for (const ReadRow& row : table.rows) named(names_[row.code], row, table);
        }
        for (const ReadTable& table : tables_) {
            for (const ReadRow& row : table.rows) {
                const auto at = names_.find(row.code);
                if (at == names_.end()) {
                    report_.errors.push_back(Error(Code::intake_not_listed, {{"code", row.code}},
                                                   cell(table, row.row, table.header.code_column)));
                } else {
                    named(at->second, row, table);
                }
            }
        }
        for (const auto& [code, name] : names_) {
            data_.codes.push_back(code);
            data_.names.push_back(name.text);
        }
    }

    struct Name {
        std::string text;
        const ReadTable* from = nullptr;
    };
    static bool masked(const std::string& name) { return name.find('*') != std::string::npos; }
    static void named(Name& name, const ReadRow& row, const ReadTable& table) {
        if (row.name.empty() || (name.from != nullptr && (!masked(name.text) || masked(row.name)))) return;
        name = {row.name, &table};
    }

    void feeds() {
        for (const ReadTable& table : tables_) {
            if (!plain(table)) continue;
            scoring::Feed feed{"",
                               table.file,
                               table.sheet,
                               table.sha256,
                               std::vector<std::uint32_t>(data_.size(), 0),
                               std::vector<int>(scheme_.schema.fields.size(), 0)};
            for (const ReadRow& row : table.rows) {
                const std::ptrdiff_t at = data_.find(row.code);
                if (at >= 0)
                    feed.sheet_row[static_cast<std::size_t>(at)] = static_cast<std::uint32_t>(row.row);
            }
            data_.feeds.push_back(std::move(feed));
            into_.factors.emplace_back();
            for (const sheet::ColumnUse& use : table.header.columns) {
                if (use.factor != 1) into_.factors.back().emplace(static_cast<int>(use.known), use.factor);
            }
        }
    }

    void fill(std::size_t f) {
        const formula::Field& field = scheme_.schema.fields[f];
        const std::string& department = scheme_.inputs[f].department;
        std::vector<std::pair<std::size_t, const ReadTable*>> sources;  // feed, table
        std::size_t feed = 0;
        for (const ReadTable& table : tables_) {
            if (!plain(table)) continue;
            for (const sheet::ColumnUse& use : table.header.columns) {
                if (use.known == f) sources.emplace_back(feed, &table);
            }
            ++feed;
        }
        const auto responsible = [&](const ReadTable* t) {
            const auto names = names_of(t->file, t->sheet);
            return !department.empty() &&
                   std::any_of(names.begin(), names.end(), [&](const std::string& name) {
                       return name.find(department) != std::string::npos;
                   });
        };
        std::stable_sort(sources.begin(), sources.end(), [&](const auto& a, const auto& b) {
            return responsible(a.second) < responsible(b.second);
        });
        std::vector<const ReadTable*> of(data_.size(), nullptr);
        for (const auto& [index, table] : sources) {
            std::size_t c = 0;
            while (table->header.columns[c].known != f) ++c;
            data_.feeds[index].sheet_column[f] = static_cast<int>(table->header.columns[c].column);
            taken_from_[f].push_back(index);
            for (const ReadRow& row : table->rows) {
                const std::ptrdiff_t at = data_.find(row.code);
                if (at < 0 || std::isnan(row.values[c])) continue;
                const auto r = static_cast<std::size_t>(at);
                if (of[r] != nullptr) conflict(field, f, r, row, c, *table, *of[r]);
                of[r] = table;
                fields_->put(f, r, row.values[c], row.texts[c], row.precise[c], field.type);
            }
        }
        prefer(f, of);
    }

    /// Remembers which of several feeds each value was taken from.
    void prefer(std::size_t f, const std::vector<const ReadTable*>& of) {
        if (taken_from_[f].size() < 2) return;
        for (std::size_t r = 0; r < of.size(); ++r) {
            if (of[r] != nullptr)
                data_.field_feed[{static_cast<int>(f), static_cast<std::uint32_t>(r)}] = feed_of(of[r]);
        }
    }
    std::size_t feed_of(const ReadTable* table) const {
        std::size_t feed = 0;
        for (const ReadTable& t : tables_) {
            if (&t == table) break;
            if (plain(t)) ++feed;
        }
        return feed;
    }

    void conflict(const formula::Field& field, std::size_t f, std::size_t r, const ReadRow& row,
                  std::size_t c, const ReadTable& now, const ReadTable& before) {
        const formula::Column& column = fields_->columns()[f];
        const bool same = field.type == formula::Type::text
                              ? column.dictionary[static_cast<std::size_t>(column.values[r])] == row.texts[c]
                              : column.values[r] == row.values[c];
        if (same || close_enough(f, column.values[r], row.values[c])) return;
        const auto shown = [&](double v, const std::string& text) {
            return field.type == formula::Type::text ? text : format_plain(decimal_of(v));
        };
        const std::string old = field.type == formula::Type::text
                                    ? column.dictionary[static_cast<std::size_t>(column.values[r])]
                                    : "";
        report_.warnings.push_back(Error(Code::intake_conflict,
                                         {{"code", row.code},
                                          {"field", field.label.in(Language::zh)},
                                          {"field_en", field.label.in(Language::en)},
                                          {"kept", shown(row.values[c], row.texts[c])},
                                          {"kept_from", fs::path(now.file).filename().string()},
                                          {"other", shown(column.values[r], old) + "（" +
                                                        fs::path(before.file).filename().string() + "）"}},
                                         cell(now, row.row, now.header.columns[c].column)));
    }

    /// Whether two numbers differ by no more than the input's tolerance.
    bool close_enough(std::size_t f, double before, double kept) const {
        const Rational& tolerance = scheme_.inputs[f].tolerance;
        if (tolerance == 0) return false;
        const Rational other = decimal_of(before);
        const Rational taken = decimal_of(kept);
        return abs(Rational(other - taken)) <= tolerance * abs(taken);
    }

    /// Records of a table-valued input, in the order of the files and rows they stand in.
    void records(int t) {
        const formula::TableField& field = scheme_.schema.tables[static_cast<std::size_t>(t)];
        std::vector<std::vector<std::pair<const ReadTable*, const ReadRow*>>> of(data_.size());
        std::size_t count = 0;
        bool any = false;
        for (const ReadTable& table : tables_) {
            if (table.header.table != t) continue;
            any = true;
            for (const ReadRow& row : table.rows) {
                const std::ptrdiff_t at = data_.find(row.code);
                if (at < 0) continue;
                of[static_cast<std::size_t>(at)].emplace_back(&table, &row);
                ++count;
            }
        }
        if (!any) report_.absent_inputs.push_back(field.code);
        scoring::Filling filling(count, field.columns, field.columns.size());
        formula::Table& out = data_.columns.tables[static_cast<std::size_t>(t)];
        scoring::RecordOrigins& origins = data_.records.emplace_back();
        std::map<const ReadTable*, std::uint32_t> known;
        std::size_t next = 0;
        out.begin.push_back(0);
        for (const auto& list : of) {
            for (const auto& [table, row] : list) {
                for (std::size_t c = 0; c < table->header.columns.size(); ++c) {
                    const std::size_t f = table->header.columns[c].known;
                    filling.put(f, next, row->values[c], row->texts[c], row->precise[c],
                                field.columns[f].type);
                }
                const auto [at, fresh] =
                    known.try_emplace(table, static_cast<std::uint32_t>(origins.sheets.size()));
                if (fresh) origins.sheets.push_back({table->file, table->sheet});
                origins.sheet.push_back(at->second);
                origins.row.push_back(static_cast<std::uint32_t>(row->row));
                ++next;
            }
            out.begin.push_back(static_cast<std::uint32_t>(next));
        }
        out.columns = std::move(filling.columns());
    }

    void absences() {
        for (const scoring::Feed& feed : data_.feeds) {
            std::size_t told = 0;
            for (std::size_t r = 0; r < data_.size() && told < kMostAlike; ++r) {
                if (feed.sheet_row[r] != 0) continue;
                ++told;
                report_.warnings.push_back(Error(Code::intake_absent_in,
                                                 {{"code", data_.codes[r]},
                                                  {"name", data_.names[r]},
                                                  {"file", fs::path(feed.file).filename().string()}},
                                                 {feed.file, feed.sheet, 0, 0}));
            }
        }
    }

    /// The same code under another name: a new name, or somebody else's code.
    void differing_names() {
        const auto plainly = [](const std::string& name) { return without_blanks(half_width(name)); };
        std::set<std::pair<std::string, std::string>> told;
        for (const ReadTable& table : tables_) {
            std::size_t count = 0;
            for (const ReadRow& row : table.rows) {
                const auto at = names_.find(row.code);
                if (at == names_.end() || row.name.empty() || masked(row.name) || count == kMostAlike)
                    continue;
                if (plainly(row.name) == plainly(at->second.text) || !told.emplace(row.code, row.name).second)
                    continue;
                ++count;
                report_.warnings.push_back(
                    Error(Code::intake_name_differs,
                          {{"code", row.code},
                           {"name", row.name},
                           {"listed", at->second.text},
                           {"file", fs::path(at->second.from->file).filename().string()}},
                          cell(table, row.row, table.header.name_column)));
            }
        }
    }

    static Where cell(const ReadTable& table, long row, long column) {
        return {table.file, table.sheet.empty() ? std::string(kCsvSheet) : table.sheet, row, column};
    }

    const scoring::Scheme& scheme_;
    std::vector<ReadTable> tables_;
    Intake& into_;
    scoring::Dataset& data_;
    IntakeReport& report_;
    std::map<std::string, Name> names_;
    scoring::Filling* fields_ = nullptr;
    std::vector<std::vector<std::size_t>> taken_from_;  ///< feeds per input
};

}  // namespace

void join(const scoring::Scheme& scheme, std::vector<ReadTable> tables, Intake& into) {
    Joining(scheme, std::move(tables), into).join();
}

}  // namespace yuanheng::evaluation
