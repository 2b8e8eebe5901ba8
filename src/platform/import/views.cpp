#include "platform/import/views.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/core/stored_json.hpp"
#include "platform/entity/names.hpp"
#include "platform/entity/query.hpp"
#include "sheet/grid.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Record;

const std::vector<reflect::Choice>& batch_states() {
    static const std::vector<reflect::Choice> kStates{
        {"checking", {"正在预检", "being checked"}}, {"ready", {"待确认", "ready"}},
        {"rejected", {"预检未通过", "rejected"}},    {"confirming", {"正在写入", "being written"}},
        {"published", {"已导入", "published"}},      {"rolled_back", {"已撤回", "rolled back"}},
        {"cancelled", {"已取消", "cancelled"}}};
    return kStates;
}

/// The members of a batch, also of structs that add to them.
template <typename T>
void describe_batch(reflect::Describer<T>& d) {
    const auto add = [&]<typename M>(M BatchView::*member, std::string name, Label label) -> reflect::Field& {
        return d(static_cast<M T::*>(member), std::move(name), std::move(label));
    };
    add(&BatchView::id, "id", {"编号", "id"});
    add(&BatchView::version, "version", {"版本", "version"});
    add(&BatchView::entity, "entity", {"数据", "entity"}).must();
    add(&BatchView::file_name, "file_name", {"文件", "file"}).must();
    add(&BatchView::state, "state", {"状态", "state"}).one_of(batch_states()).must();
    add(&BatchView::zone_id, "zone_id", {"高新区", "zone"}).of("zone");
    add(&BatchView::user_id, "user_id", {"上传人", "user"}).of("user");
    add(&BatchView::user_name, "user_name", {"上传人姓名", "name"});
    add(&BatchView::created_at, "created_at", {"上传时间", "uploaded"});
    add(&BatchView::published_at, "published_at", {"导入时间", "published"});
    add(&BatchView::rolled_back_at, "rolled_back_at", {"撤回时间", "rolled back"});
    add(&BatchView::rolled_back_by_name, "rolled_back_by_name", {"撤回人", "rolled back by"});
    add(&BatchView::rows_total, "rows_total", {"总行数", "rows"});
    add(&BatchView::rows_new, "rows_new", {"新增", "new"});
    add(&BatchView::rows_changed, "rows_changed", {"变更", "changed"});
    add(&BatchView::rows_same, "rows_same", {"无变化", "unchanged"});
    add(&BatchView::rows_bad, "rows_bad", {"有问题", "bad"});
    add(&BatchView::file_id, "file_id", {"原文件", "file"}).of("file");
    add(&BatchView::error_file_id, "error_file_id", {"错误工作簿", "error workbook"}).of("file");
}

void fill(BatchView& out, const Batch& batch) {
    out.id = batch.id;
    out.version = batch.version;
    out.entity = batch.entity;
    out.file_name = batch.file_name;
    out.state = batch.state;
    out.zone_id = batch.zone;
    out.user_id = batch.user;
    out.user_name = batch.user_name;
    out.created_at = Instant{batch.created_at};
    out.published_at = instant(batch.published_at);
    out.rolled_back_at = instant(batch.rolled_back_at);
    out.rolled_back_by_name = batch.rolled_back_by_name;
    out.rows_total = batch.rows_total;
    out.rows_new = batch.rows_new;
    out.rows_changed = batch.rows_changed;
    out.rows_same = batch.rows_same;
    out.rows_bad = batch.rows_bad;
    out.file_id = batch.file;
    out.error_file_id = batch.error_file;
}

ProblemView problem_of(const Error& e, Language language) {
    ProblemView out;
    out.sheet = e.where.sheet;
    if (e.where.line > 0) out.row = e.where.line;
    out.column = e.where.column > 0 ? sheet::column_letters(e.where.column) : std::string();
    for (const auto& [key, value] : e.arguments) {
        if (key == "at_field") out.field = value;
    }
    out.code = name(e.code);
    out.detail = message(e, language);
    out.hint = hint(e, language);
    return out;
}

/// A page's cursor: row and sheet of its last one.
std::string cursor_of(long row, const std::string& sheet) { return fmt::format("{}.{}", row, sheet); }
bool read_cursor(const std::string& text, std::int64_t& row, std::string& sheet) {
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), row);
    if (status != std::errc() || end == text.data() + text.size() || *end != '.') return false;
    sheet.assign(end + 1, text.data() + text.size());
    return true;
}

class Preview {
public:
    Preview(const Call& call, const Table& table) : table_(table), names_(call.services, call.actor) {
        const auto scope = authorize(call.actor, table.entity.rules.import);
        sight_ = View(table, call.actor, scope ? *scope : Scope{}).sight(false);
        if (scope && View(table, call.actor, *scope).all_plain) sight_ = {};
    }

    /// A row that becomes no record.
    void add(RowView row, std::vector<CellText> cells) {
        rows_.push_back({std::move(row), {}, {}, std::move(cells)});
    }
    void add(RowView row, Record before, Record after) {
        for (const Record* record : {&before, &after}) {
            if (!record->empty()) names_.want(table_, *record);
        }
        rows_.push_back({std::move(row), std::move(before), std::move(after), std::nullopt});
    }

    std::string json(db::Session& db, const std::string& next) {
        names_.find(db);
        reflect::JsonWriter out;
        out.begin_object().key("items").begin_array();
        for (const Item& item : rows_) write(out, item);
        out.end_array().key("next");
        next.empty() ? out.null() : out.text(next);
        out.key("total").null();
        names_.write(out.key("refs"));
        out.end_object();
        return out.take();
    }

private:
    struct Item {
        RowView row;
        Record before, after;
        std::optional<std::vector<CellText>> cells;
    };

    void write(reflect::JsonWriter& out, const Item& item) const {
        const reflect::Struct& type = reflect::described<RowView>();
        out.begin_object();
        for (const reflect::Field& f : type.fields) {
            out.key(f.name);
            if (f.scalar()) {
                out.value(f, f.get(&item.row));
                continue;
            }
            out.begin_array();
            for (const ProblemView& p : item.row.problems)
                reflect::write(out, reflect::described<ProblemView>(), &p);
            out.end_array();
        }
        write_side(out.key("before"), item.before, item.after);
        write_side(out.key("after"), item.after, item.before);
        write_cells(out.key("cells"), item.cells);
        out.end_object();
    }

    void write_cells(reflect::JsonWriter& out, const std::optional<std::vector<CellText>>& cells) const {
        if (!cells) {
            out.null();
            return;
        }
        out.begin_object();
        for (const CellText& cell : *cells) {
            const int at = table_.index(cell.field);
            if (at < 0) continue;  // of an older program
            const reflect::Field& f = table_.field(static_cast<std::size_t>(at));
            const bool masked = sight_ && sight_(f) == reflect::Sight::masked;
            out.key(f.name).text(masked ? reflect::masked(f, cell.text) : cell.text);
        }
        out.end_object();
    }

    /// The fields that differ from the other side, and what the record is called by.
    void write_side(reflect::JsonWriter& out, const Record& side, const Record& other) const {
        if (side.empty()) {
            out.null();
            return;
        }
        out.begin_object();
        for (std::size_t i = Table::kStandard; i < side.size(); ++i) {
            const reflect::Field& f = table_.field(i);
            const bool key =
                i == table_.title || std::find(table_.key.begin(), table_.key.end(), i) != table_.key.end();
            if (!key && (other.empty() ? reflect::absent(side[i]) : side[i] == other[i])) continue;
            const bool masked = sight_ && sight_(f) == reflect::Sight::masked;
            if (masked && f.kind != reflect::Kind::text) continue;
            out.key(f.name);
            if (masked && !reflect::absent(side[i]))
                out.text(reflect::masked(f, *reflect::text(side[i])));
            else
                out.value(f, side[i]);
        }
        out.end_object();
    }

    const Table& table_;
    Names names_;
    reflect::Visibility sight_;
    std::vector<Item> rows_;
};

/// The rows that the report names, each with its problems and what it says.
template <typename AnyPreview>
void add_bad_rows(AnyPreview& preview, BatchReport report, Language language) {
    std::vector<RowView> out;
    for (const Error& e : report.problems) {
        if (e.where.line <= 0) continue;
        const auto same = [&](const RowView& row) {
            return row.row == e.where.line && row.sheet == e.where.sheet;
        };
        auto at = std::find_if(out.begin(), out.end(), same);
        if (at == out.end()) at = out.insert(out.end(), {e.where.sheet, e.where.line, {}, {}});
        at->problems.push_back(problem_of(e, language));
    }
    for (RowView& row : out) {
        const auto text = std::find_if(report.rows.begin(), report.rows.end(), [&](const RowText& r) {
            return r.row == row.row && r.sheet == row.sheet;
        });
        preview.add(std::move(row), text == report.rows.end() ? std::vector<CellText>() : text->cells);
    }
}

}  // namespace

void describe(reflect::Describer<ImportStarted>& d) {
    d.name("import_started", {"已开始的导入", "started import"});
    d(&ImportStarted::batch_id, "batch_id", {"导入批次", "import batch"}).of("import_batch").must();
    d(&ImportStarted::job_id, "job_id", {"任务", "job"}).of("job").must();
}
void describe(reflect::Describer<BatchView>& d) {
    d.name("import_batch", {"导入批次", "import batch"});
    describe_batch(d);
}
void describe(reflect::Describer<ProblemView>& d) {
    d.name("import_problem", {"导入问题", "problem"});
    d(&ProblemView::sheet, "sheet", {"工作表", "sheet"});
    d(&ProblemView::row, "row", {"行", "row"});
    d(&ProblemView::column, "column", {"列", "column"});
    d(&ProblemView::field, "field", {"字段", "field"});
    d(&ProblemView::code, "code", {"代码", "code"}).must();
    d(&ProblemView::detail, "detail", {"问题", "detail"}).longest(8000);
    d(&ProblemView::hint, "hint", {"怎么改", "how to mend"}).longest(8000);
}
void describe(reflect::Describer<ReportView>& d) {
    d.name("import_report", {"预检结果", "report"});
    describe_batch(d);
    d(&ReportView::job_id, "job_id", {"任务", "job"}).of("job");
    d(&ReportView::problems, "problems", {"问题", "problems"});
    d(&ReportView::notes, "notes", {"说明", "notes"});
    d(&ReportView::problems_total, "problems_total", {"问题总数", "problems in all"});
    d(&ReportView::unknown_columns, "unknown_columns", {"未识别的列", "unknown columns"}).longest(40'000);
    d(&ReportView::mapping, "mapping", {"指定了对应的列", "mapped columns"});
    d(&ReportView::columns, "columns", {"可以对应的列", "columns to map to"});
}
void describe(reflect::Describer<ColumnView>& d) {
    d.name("import_column", {"可以导入的列", "column"});
    d(&ColumnView::name, "name", {"代码", "name"}).must();
    d(&ColumnView::label, "label", {"名称", "label"});
}
void describe(reflect::Describer<MappingAsked>& d) {
    d.name("import_mapping", {"列对应", "mapping"});
    d(&MappingAsked::columns, "columns", {"列", "columns"});
}
void describe(reflect::Describer<BatchQuery>& d) {
    d.name("import_query_list", {"导入记录查询", "imports query"});
    d(&BatchQuery::limit, "limit", {"条数", "limit"}).between(1, 200);
    d(&BatchQuery::after, "after", {"页码标记", "cursor"}).of("cursor");
    d(&BatchQuery::entity, "entity", {"数据", "entity"}).longest(60);
    d(&BatchQuery::state, "state", {"状态", "state"}).one_of(batch_states());
}
void describe(reflect::Describer<RowQuery>& d) {
    d.name("import_row_query", {"导入预览查询", "preview query"});
    d(&RowQuery::kind, "kind", {"种类", "kind"})
        .one_of({{"new", {"新增", "new"}}, {"changed", {"变更", "changed"}}, {"bad", {"有问题", "bad"}}});
    d(&RowQuery::after, "after", {"页码标记", "cursor"});
    d(&RowQuery::limit, "limit", {"条数", "limit"}).between(1, 200);
}
void describe(reflect::Describer<RowView>& d) {
    d.name("import_row", {"导入的行", "row"});
    d(&RowView::sheet, "sheet", {"工作表", "sheet"});
    d(&RowView::row, "row", {"行", "row"});
    d(&RowView::record_id, "record_id", {"记录", "record"}).of("record");
    d(&RowView::problems, "problems", {"问题", "problems"});
}

const Label& label_of_state(std::string_view state) {
    for (const reflect::Choice& c : batch_states()) {
        if (c.code == state) return c.label;
    }
    throw std::logic_error("an import batch in the unknown state " + std::string(state));
}

BatchView view_of(const Batch& batch) {
    BatchView out;
    fill(out, batch);
    return out;
}

ReportView report_view_of(const Services& services, const Batch& batch, Language language) {
    ReportView out;
    fill(out, batch);
    const BatchReport report = report_from_json(services.error_codes, batch.report);
    out.mapping = lines_of(report.mapped);
    for (const sheet::KnownColumn& known : services.imports.target(batch.entity).columns(services))
        out.columns.push_back({known.name, known.label.in(language)});
    for (const Error& e : report.problems) out.problems.push_back(problem_of(e, language));
    for (const Error& e : report.notes) out.notes.push_back(problem_of(e, language));
    out.problems_total = report.problems_total;
    out.unknown_columns = report.unknown_columns;
    return out;
}

namespace {

/// The JSON of a page of rows that are no records, each side as the target staged it.
class PlainPreview {
public:
    void add(RowView row, std::vector<CellText> cells) {
        items_.push_back({std::move(row), "null", "null", std::move(cells)});
    }
    void add(RowView row, std::string before, std::string after) {
        items_.push_back({std::move(row), before.empty() ? "null" : std::move(before), std::move(after), {}});
    }
    std::string json(const std::string& next) const {
        reflect::JsonWriter out;
        out.begin_object().key("items").begin_array();
        for (const Item& item : items_) {
            out.begin_object();
            out.key("sheet").text(item.row.sheet).key("row").number(item.row.row);
            out.key("record_id").null().key("problems").begin_array();
            for (const ProblemView& p : item.row.problems)
                reflect::write(out, reflect::described<ProblemView>(), &p);
            out.end_array().key("before").raw(item.before).key("after").raw(item.after).key("cells");
            out.begin_object();
            for (const CellText& cell : item.cells) out.key(cell.field).text(cell.text);
            out.end_object().end_object();
        }
        out.end_array().key("next");
        next.empty() ? out.null() : out.text(next);
        out.key("total").null().key("refs").begin_object().end_object().end_object();
        return out.take();
    }

private:
    struct Item {
        RowView row;
        std::string before, after;
        std::vector<CellText> cells;
    };
    std::vector<Item> items_;
};

/// A page of staged rows; gives the cursor of the next one.
Checked<std::string> each_row(
    db::Session& db, const Batch& batch, const RowQuery& query,
    const std::function<void(RowView, const std::string& before, const std::string& after)>& row_of) {
    std::int64_t row = -1;
    std::string sheet, next;
    if (!query.after.empty() && !read_cursor(query.after, row, sheet))
        return refuse(Code::bad_cursor, {}, at("after"));
    const auto rows = db.query(
        "SELECT row_number, sheet, record_id, before_json, after_json FROM import_row "
        "WHERE batch_id = ? AND is_new = ? AND (row_number, sheet) > (?, ?) ORDER BY row_number, sheet LIMIT "
        "?",
        {batch.id.value, std::int64_t{query.kind == "new"}, row, sheet, query.limit + 1});
    for (std::size_t i = 0; i < rows.size() && i < static_cast<std::size_t>(query.limit); ++i) {
        const db::Values& r = rows[i];
        row_of({text_or_empty(r[1]), integer_or_0(r[0]), id_in(r[2]), {}}, text_or_empty(r[3]),
               text_or_empty(r[4]));
        if (i + 1 == static_cast<std::size_t>(query.limit) && rows.size() > i + 1)
            next = cursor_of(static_cast<long>(integer_or_0(r[0])), text_or_empty(r[1]));
    }
    return next;
}

}  // namespace

Checked<std::string> rows_json(db::Session& db, const Call& call, const Batch& batch, const RowQuery& query) {
    const Table* table = call.services.imports.target(batch.entity).table;
    const auto report = [&] { return report_from_json(call.services.error_codes, batch.report); };
    if (table == nullptr) {
        PlainPreview preview;
        if (query.kind == "bad") {
            add_bad_rows(preview, report(), call.language());
            return preview.json({});
        }
        auto next =
            each_row(db, batch, query, [&](RowView row, const std::string& before, const std::string& after) {
                preview.add(std::move(row), before, after);
            });
        if (!next) return refuse(std::move(next.error()));
        return preview.json(*next);
    }
    Preview preview(call, *table);
    if (query.kind == "bad") {
        add_bad_rows(preview, report(), call.language());
        return preview.json(db, {});
    }
    auto next =
        each_row(db, batch, query, [&](RowView row, const std::string& before, const std::string& after) {
            preview.add(std::move(row), before.empty() ? Record() : from_stored_json(table->type, before),
                        from_stored_json(table->type, after));
        });
    if (!next) return refuse(std::move(next.error()));
    return preview.json(db, *next);
}

}  // namespace yuanheng::platform
