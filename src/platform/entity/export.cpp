#include "platform/entity/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "platform/codes.hpp"
#include "platform/core/media.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/services.hpp"
#include "platform/desk/notice.hpp"
#include "platform/entity/names.hpp"
#include "platform/entity/operations.hpp"
#include "platform/entity/requests.hpp"
#include "platform/files/files.hpp"
#include "sheet/csv.hpp"
#include "sheet/workbook.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Field;
using reflect::Kind;
using reflect::Sight;
using reflect::Value;

constexpr std::size_t kExportPart = 2000;
constexpr std::size_t kMostCells = 4'000'000;
constexpr std::int64_t kKept = 7 * kDayMs;  // ms until the file expires
constexpr std::int64_t kExact = 1LL << 53;  // up to there a spreadsheet's numbers hold every whole number

struct ExportInput {
    std::string entity;
    ExportRequest request;
};
void describe(reflect::Describer<ExportInput>& d) {
    d.name("export_input", {"导出", "export"});
    d(&ExportInput::entity, "entity", {"数据", "entity"}).must();
    d(&ExportInput::request, "request", {"要求", "request"});
}

bool is_number(const Field& f) {
    return f.kind == Kind::integer || f.kind == Kind::decimal || f.kind == Kind::money;
}

/// The columns that are wanted; all of the entity's own fields where none are named.
Checked<std::vector<std::size_t>> columns_of(const Table& table, const std::vector<std::string>& names) {
    std::vector<std::size_t> out;
    for (const std::string& name : names) {
        const int index = table.shown_index(name);
        if (index < 0 || table.field(static_cast<std::size_t>(index)).format == reflect::Format::secret)
            return refuse(Code::filter_field, {{"name", name}}, at("/columns"));
        out.push_back(static_cast<std::size_t>(index));
    }
    for (std::size_t i = Table::kStandard; i < table.shown.fields.size() && names.empty(); ++i) {
        if (table.field(i).format != reflect::Format::secret) out.push_back(i);
    }
    return out;
}

class Export {
public:
    Export(Services& services, JobWork& work, const ExportRequest& request, const Table& table,
           const View& view, std::vector<std::size_t> columns)
        : services_(services),
          work_(work),
          request_(request),
          table_(table),
          view_(view),
          columns_(std::move(columns)),
          names_(services, work.actor) {}

    /// Reads all rows in one state of the database. Errors export_too_large, and false where the job is to
    /// stop.
    Checked<bool> read(const Selection& selection) {
        return services_.database.read([&](db::Session& db) -> Checked<bool> {
            const std::int64_t total = count_of(db, view_, selection);
            if (static_cast<std::size_t>(total) * columns_.size() > kMostCells) {
                return refuse(
                    Error(Code::export_too_large, {{"rows", std::to_string(total)},
                                                   {"most", std::to_string(kMostCells / columns_.size())}}));
            }
            std::string after;
            do {
                RowPage page = page_of(db, view_, selection, after, kExportPart).value();
                look_up(db, view_, page.rows);
                for (SeenRow& row : page.rows) {
                    for (const std::size_t at : columns_) names_.want(table_.field(at), row.value(at));
                    rows_.push_back(std::move(row));
                }
                names_.find(db);
                after = std::move(page.next);
                work_.report.progress(static_cast<std::int64_t>(rows_.size()), total, "read");
                if (work_.report.stop().stop_requested()) return false;
            } while (!after.empty());
            return true;
        });
    }

    Result<void> write(const std::string& path) const {
        return request_.format == "csv" ? write_csv(path) : write_xlsx(path);
    }

    std::size_t size() const { return rows_.size(); }
    /// Whether something personal stands in the file as it is.
    std::int64_t open_rows() const {
        return !view_.has_personal
                   ? 0
                   : std::count_if(rows_.begin(), rows_.end(), [](const SeenRow& row) { return row.open; });
    }

private:
    Sight sight(const SeenRow& row, const Field& f) const {
        return row.open || !view_.has_personal || f.data_class != reflect::DataClass::personal
                   ? Sight::plain
                   : Sight::masked;
    }
    std::string text(const SeenRow& row, std::size_t at) const {
        return shown_by_name(table_.field(at), row.value(at), names_, sight(row, table_.field(at)),
                             work_.actor.language);
    }

    /// As on the screen, but for the thousands separators, which not every program takes for part of a
    /// number.
    Result<void> write_csv(const std::string& path) const {
        std::vector<std::vector<std::string>> lines(1);
        for (const std::size_t at : columns_) {
            const Field& f = table_.field(at);
            const std::string& label = f.label.in(work_.actor.language);
            lines[0].push_back(f.unit.empty()                         ? label
                               : work_.actor.language == Language::zh ? label + "（" + f.unit + "）"
                                                                      : label + " (" + f.unit + ")");
        }
        for (const SeenRow& row : rows_) {
            std::vector<std::string>& line = lines.emplace_back();
            for (const std::size_t at : columns_) {
                line.push_back(text(row, at));
                if (is_number(table_.field(at))) std::erase(line.back(), ',');
            }
        }
        return sheet::write_csv(path, lines);
    }

    sheet::OutCell cell(const SeenRow& row, std::size_t at) const {
        const Field& f = table_.field(at);
        const Value& value = row.value(at);
        if (reflect::absent(value)) return {};
        std::string shown = text(row, at);
        if (sight(row, f) == Sight::plain && is_number(f) && std::llabs(*reflect::integer(value)) < kExact) {
            const bool percent = f.format == reflect::Format::percent;
            if (percent) shown.pop_back();
            const std::size_t point = shown.find('.');
            const int decimals = point == std::string::npos ? 0 : static_cast<int>(shown.size() - point - 1);
            std::erase(shown, ',');
            const Rational number = parse_decimal(shown).value() / (percent ? 100 : 1);
            return sheet::OutCell(sheet::Number{to_double(number), decimals, percent});
        }
        if (f.kind == Kind::date || f.kind == Kind::instant) return sheet::OutCell(sheet::DateText{shown});
        return sheet::OutCell(std::move(shown));
    }

    Result<void> write_xlsx(const std::string& path) const {
        const Language language = work_.actor.language;
        sheet::SheetSpec out;
        out.name = table_.entity.plural.in(language);
        for (const std::size_t at : columns_) {
            const Field& f = table_.field(at);
            sheet::Column column;
            column.title = f.label.in(language);
            column.unit = f.unit;
            column.decimals = is_number(f) ? std::min(f.scale(), 2) : -1;
            column.percent = f.format == reflect::Format::percent;
            column.as_text = f.kind == Kind::text || f.kind == Kind::period;
            out.columns.push_back(std::move(column));
        }
        for (const SeenRow& row : rows_) {
            std::vector<sheet::OutCell>& line = out.rows.emplace_back();
            for (const std::size_t at : columns_) line.push_back(cell(row, at));
        }
        sheet::WorkbookSpec book{out.name, services_.clock() / 1000, {}};
        book.sheets.push_back(std::move(out));
        return sheet::write_workbook(path, book);
    }

    Services& services_;
    JobWork& work_;
    const ExportRequest& request_;
    const Table& table_;
    const View& view_;
    const std::vector<std::size_t> columns_;
    Names names_;
    std::vector<SeenRow> rows_;
};

/// 企业名录-20261125-1430.xlsx
std::string name_of(const Table& table, const Services& services, const Actor& actor,
                    const std::string& format) {
    Field at;
    at.kind = Kind::instant;
    std::string time = reflect::shown(at, services.clock(), Language::zh).substr(0, 16);
    std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
    std::replace(time.begin(), time.end(), ' ', '-');
    return fmt::format("{}-{}.{}", table.entity.plural.in(actor.language), time, format);
}

Checked<Selection> selection_of(const View& view, const ExportRequest& request, const Services& services) {
    const auto asked = asked_of({request.query, request.ids});
    if (!asked) return refuse(asked.error());
    return select(view, *asked, services);
}

}  // namespace

Checked<http::Response> start_export(const EntityParts& parts, Call& call) {
    const Table& table = parts.table;
    auto request = call.body<ExportRequest>();
    if (!request) return refuse(std::move(request.error()));
    if (auto columns = columns_of(table, request->columns); !columns)
        return refuse(std::move(columns.error()));
    if (auto fine = selection_of(View(table, call.actor, call.scope), *request, call.services); !fine)
        return refuse(std::move(fine.error()));
    return call.commit([&](Change& change) -> Checked<http::Response> {
        const std::string input = reflect::to_json(ExportInput{table.type.name, *request});
        AuditEntry entry;
        entry.action = AuditAction(table.type.name, "export");
        entry.entity = table.type.name;
        entry.after = input;
        change.record(std::move(entry));
        return json(JobStarted{call.services.jobs.add(change, "export", input)}, 202);
    });
}

JobResult export_records(Services& services, JobWork& work) {
    const auto input = reflect::from_json<ExportInput>(work.input);
    if (!input) throw std::logic_error("an export job without a request");
    const Table& table = services.entities.table(input->entity);
    const auto scope = authorize(work.actor, table.entity.rules.export_all);
    if (!scope) return refuse(Code::forbidden, {{"operation", "导出"}, {"operation_en", "export"}});
    const View view(table, work.actor, *scope);
    auto columns = columns_of(table, input->request.columns);
    if (!columns) return refuse(std::move(columns.error()));
    const auto selection = selection_of(view, input->request, services);
    if (!selection) return refuse(selection.error());

    Export out(services, work, input->request, table, view, std::move(*columns));
    const auto read = out.read(*selection);
    if (!read) return refuse(read.error());
    if (!*read) return refuse(Code::job_stopped);
    work.report.progress(static_cast<std::int64_t>(out.size()), static_cast<std::int64_t>(out.size()),
                         "write");
    const std::string& format = input->request.format;
    const TemporaryFile file(services.files.temporary("." + format));
    if (auto written = out.write(file.path.string()); !written) return refuse(written.error());
    const auto content = services.files.take(file.path);
    if (!content) return refuse(content.error());

    std::string result;
    change(services, work.actor, [&](Change& c) {
        const StoredFile stored = services.files.store(
            c, *content, name_of(table, services, work.actor, format),
            std::string(format == "csv" ? kCsvMedia : kXlsxMedia), services.clock() + kKept);
        AuditEntry entry;
        entry.action = AuditAction(table.type.name, "export_file");
        entry.entity = table.type.name;
        entry.source = stored.name;
        const auto rows = static_cast<std::int64_t>(out.size());
        reflect::JsonWriter written, done;
        written.begin_object().key("rows").number(rows);
        written.key("personal_rows").number(static_cast<std::int64_t>(out.open_rows()));
        written.key("sha256").text(stored.sha256).end_object();
        entry.after = written.take();
        c.record(std::move(entry));
        notify(c, work.actor.user,
               Error(Code::notice_export_done, {{"file", stored.name}, {"rows", std::to_string(out.size())}}),
               fmt::format("/jobs?id={}", work.job.value));
        done.begin_object().key("file_id").text(std::to_string(stored.id.value));
        done.key("rows").number(rows).end_object();
        result = done.take();
        work.report.finish(c.db, result);
    });
    return result;
}

}  // namespace yuanheng::platform
