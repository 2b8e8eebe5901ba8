#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "platform/codes.hpp"
#include "platform/core/media.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/entity/operations.hpp"
#include "platform/entity/requests.hpp"
#include "platform/entity/write.hpp"
#include "platform/files/files.hpp"
#include "platform/import/import.hpp"
#include "platform/import/template.hpp"
#include "platform/import/views.hpp"
#include "platform/request/operations.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::size_t kMostUpload = 64u << 20;
constexpr std::size_t kMostMapped = 200;  // columns of one file

/// The batch that the path names, where the actor may see it.
std::optional<Batch> seen_batch(db::Session& db, const Call& call) {
    Condition seen = visible_batches(call.services, call.actor);
    seen.parameters.insert(seen.parameters.begin(), call.record.value);
    const auto rows =
        db.query(fmt::format("SELECT {} FROM import_batch b WHERE b.id = ? AND {}", kBatchColumns, seen.sql),
                 seen.parameters);
    if (rows.empty() || call.services.imports.find(text_or_empty(rows[0][3])) == nullptr) return std::nullopt;
    return batch_in(rows.front());
}

/// The batch that a request is to change, in the version that it is based on and one of these states.
Checked<Batch> batch_to_change(Change& change, const Call& call,
                               std::initializer_list<std::string_view> states) {
    auto batch = seen_batch(change.db, call);
    if (!batch) return refuse(Code::not_found);
    if (std::find(states.begin(), states.end(), batch->state) == states.end()) {
        const Label& state = label_of_state(batch->state);
        return refuse(Code::conflict,
                      {{"detail", "这一批" + state.zh}, {"detail_en", "the batch is " + state.en}});
    }
    if (batch->version != call.version) return refuse(Code::precondition_failed);
    if (!may_import(call.actor, call.services.imports.target(batch->entity), batch->zone))
        return refuse(Code::forbidden, {{"operation", "导入"}, {"operation_en", "import"}});
    return std::move(*batch);
}

Checked<Page<BatchView>> list_batches(const Call& call, db::Session& db, const BatchQuery& query) {
    Condition seen = visible_batches(call.services, call.actor);
    const auto add = [&](std::string_view sql, db::Value value) {
        seen.sql += sql;
        seen.parameters.push_back(std::move(value));
    };
    if (!query.entity.empty()) add(" AND b.entity = ?", query.entity);
    if (!query.state.empty()) add(" AND b.state = ?", query.state);
    add(" AND b.id < ?", below({query.limit, query.after}));
    add(" ORDER BY b.id DESC LIMIT ?", query.limit + 1);
    std::vector<BatchView> out;
    for (const auto& row : db.query(
             fmt::format("SELECT {} FROM import_batch b WHERE {}", kBatchColumns, seen.sql), seen.parameters))
        out.push_back(view_of(batch_in(row)));
    return page_of(std::move(out), query.limit);
}

Checked<Versioned<ReportView>> view_batch(const Call& call, db::Session& db) {
    const auto batch = seen_batch(db, call);
    if (!batch) return refuse(Code::not_found);
    ReportView report = report_view_of(call.services, *batch, call.language());
    if (batch->state == "checking" || batch->state == "confirming") {
        report.job_id =
            id_in(db.scalar("SELECT id FROM job WHERE entity = ? AND record_id = ? ORDER BY id DESC LIMIT 1",
                            {std::string(kBatchEntity), batch->id.value}));
    }
    return Versioned<ReportView>{report, report.version};
}

Id add_job(Change& change, std::string_view kind, Id batch) {
    return change.services.jobs.add(change, kind, batch_input(batch), {std::string(kBatchEntity), batch});
}

/// The next state of a batch, with the job that brings about the one behind it.
struct Step {
    std::string_view from, to;
    KnownAction action;
    std::string_view job;
};
Checked<JobStarted> begin(Change& change, const Call& call, const Step& step) {
    const auto batch = batch_to_change(change, call, {step.from});
    if (!batch) return refuse(batch.error());
    change.db.execute("UPDATE import_batch SET version = version + 1, state = ? WHERE id = ?",
                      {std::string(step.to), batch->id.value});
    change.record(entry_about(*batch, step.action));
    return JobStarted{add_job(change, step.job, batch->id)};
}

Checked<JobStarted> confirm_batch(Change& change, const Call& call) {
    return begin(change, call,
                 {.from = "ready", .to = "confirming", .action = "import.confirm", .job = "import.publish"});
}
Checked<JobStarted> roll_back_batch(Change& change, const Call& call) {
    return begin(
        change, call,
        {.from = "published", .to = "published", .action = "import.ask_rollback", .job = "import.rollback"});
}

Checked<Nothing> cancel_batch(Change& change, const Call& call) {
    const auto batch = batch_to_change(change, call, {"checking", "ready", "rejected", "confirming"});
    if (!batch) return refuse(batch.error());
    change.db.execute("UPDATE import_batch SET version = version + 1, state = 'cancelled' WHERE id = ?",
                      {batch->id.value});
    change.db.execute("DELETE FROM import_row WHERE batch_id = ?", {batch->id.value});
    change.record(entry_about(*batch, "import.cancel"));
    return Nothing();
}

Checked<http::Response> batch_rows(const Call& call, db::Session& db, const RowQuery& query) {
    const auto batch = seen_batch(db, call);
    if (!batch) return refuse(Code::not_found);
    Checked<std::string> rows = rows_json(db, call, *batch, query);
    if (!rows) return refuse(std::move(rows.error()));
    return json_text(std::move(*rows));
}

/// Every line of a mapping names a column of the target.
Checked<void> check_mapping(const Services& services, const ImportTarget& target,
                            const std::vector<MappingLine>& lines) {
    if (lines.size() > kMostMapped)
        return refuse(Code::import_too_many_columns, {{"limit", std::to_string(kMostMapped)}},
                      at("/columns"));
    const auto known = target.columns(services);
    for (const MappingLine& line : lines) {
        const bool there = line.name.empty() ||
                           std::any_of(known.begin(), known.end(),
                                       [&](const sheet::KnownColumn& k) { return k.name == line.name; });
        if (!there)
            return refuse(Code::import_map_unknown, {{"header", line.title}, {"name", line.name}},
                          at("/columns"));
    }
    return {};
}

/// Checks the file anew with what the officer says of its columns, and remembers that.
Checked<JobStarted> map_columns(Change& change, const Call& call, const MappingAsked& asked) {
    const auto batch = batch_to_change(change, call, {"ready", "rejected"});
    if (!batch) return refuse(batch.error());
    const ImportTarget& target = call.services.imports.target(batch->entity);
    if (auto fine = check_mapping(call.services, target, asked.columns); !fine) return refuse(fine.error());
    const auto mapping = mapping_of(asked.columns);
    change.db.execute(
        "UPDATE import_batch SET version = version + 1, state = 'checking', mapping = ? WHERE id = ?",
        {mapping_to_json(mapping), batch->id.value});
    change.db.execute("DELETE FROM import_row WHERE batch_id = ?", {batch->id.value});
    const auto said = report_from_json(call.services.error_codes, batch->report).mapped;
    remember(change, department_of(call.actor, target, batch->zone), target.name, said, mapping);
    AuditEntry entry = entry_about(*batch, "import.map");
    entry.after = mapping_to_json(mapping);
    change.record(std::move(entry));
    return JobStarted{add_job(change, "import.check", batch->id)};
}

Checked<http::Response> start_import(const ImportTarget& target, Call& call) {
    const auto query = call.query<ImportQuery>();
    const Id zone = query.zone ? query.zone : only_zone(call.actor, target.who);
    if (!zone) return refuse(Code::zone_needed, {}, at("zone"));
    if (!may_import(call.actor, target, zone))
        return refuse(about(Code::forbidden_record, target.label).at(at("zone")));
    if (call.request.upload_size == 0) return refuse(Code::import_empty);
    const auto content = call.services.files.take(call.request.upload);
    if (!content) return refuse(content.error());
    return call.commit([&](Change& change) -> Checked<http::Response> {
        const StoredFile file =
            call.services.files.store(change, *content, query.name, std::string(kBytesMedia));
        const Id id = call.services.ids.next();
        const auto mapping = remembered(change.db, department_of(call.actor, target, zone), target.name);
        change.db.insert("import_batch", {{"id", id.value},
                                          {"version", std::int64_t{1}},
                                          {"zone_id", zone.value},
                                          {"entity", target.name},
                                          {"file_id", file.id.value},
                                          {"file_name", file.name},
                                          {"sha256", file.sha256},
                                          {"state", "checking"},
                                          {"user_id", call.actor.user.value},
                                          {"created_at", call.services.clock()},
                                          {"rows_total", std::int64_t{0}},
                                          {"rows_new", std::int64_t{0}},
                                          {"rows_changed", std::int64_t{0}},
                                          {"rows_same", std::int64_t{0}},
                                          {"rows_bad", std::int64_t{0}},
                                          {"report", "{}"},
                                          {"mapping", mapping_to_json(mapping)}});
        AuditEntry entry;
        entry.action = AuditAction(target.name, "import");
        entry.entity = "import_batch";
        entry.record = id;
        entry.zone = zone;
        entry.source = file.name;
        entry.after = fmt::format(R"({{"sha256":"{}","size":{}}})", file.sha256, file.size);
        change.record(std::move(entry));
        return response_of(ImportStarted{id, add_job(change, "import.check", id)});
    });
}

}  // namespace

std::vector<Operation> import_operations_of(const ImportTarget& target) {
    const auto id = [&](std::string_view verb) { return fmt::format("{}.{}", target.name, verb); };
    const auto path = [&](std::string_view rest) { return fmt::format("/api/{}{}", target.path, rest); };
    const auto summary = [&](std::string_view zh, std::string_view en) {
        return Label{fmt::format("{}{}", zh, target.label.zh),
                     fmt::format("{} {}", en, target.label.in(Language::en))};
    };
    Operation to_fill =
        answering(id("template"), get(path("/template")), summary("导入模板：", "template of"), target.who,
                  [&target](Call& call) { return import_template(target, call); });
    to_fill.media = kXlsxMedia;
    Operation upload = answering(id("import"), post(path("/imports")), summary("导入", "import"), target.who,
                                 [&target](Call& call) { return start_import(target, call); });
    upload.query = &reflect::described<ImportQuery>();
    upload.reply = &reflect::described<ImportStarted>();
    upload.limits = {.body = kMostUpload,
                     .upload = true,
                     .deadline = std::chrono::seconds(60),
                     .kind = http::Limits::Class::heavy};
    return {std::move(to_fill), std::move(upload)};
}

std::vector<Operation> import_operations() {
    const Policy all = Policy::signed_in();
    std::vector<Operation> out;
    out.push_back(reading("import.list", get("/api/imports"), {"导入记录", "imports"}, all, list_batches));
    out.push_back(reading("import.view", get("/api/imports/{id}"), {"预检结果", "report of an import"}, all,
                          view_batch));
    Operation& rows = out.emplace_back(reading("import.rows", get("/api/imports/{id}/rows"),
                                               {"导入预览", "rows of an import"}, all, batch_rows));
    rows.reply = &reflect::described<RowView>();
    rows.reply_is_list = true;
    out.emplace_back(changing("import.columns", post("/api/imports/{id}/columns"),
                              {"指定列的对应", "map the columns of an import"}, all, map_columns))
        .versioned = true;
    out.emplace_back(changing("import.confirm", post("/api/imports/{id}/confirm"),
                              {"确认导入", "confirm an import"}, all, confirm_batch))
        .versioned = true;
    out.emplace_back(changing("import.rollback", post("/api/imports/{id}/rollback"),
                              {"撤回导入", "roll an import back"}, all, roll_back_batch))
        .versioned = true;
    out.emplace_back(changing("import.cancel", del("/api/imports/{id}"), {"取消导入", "cancel an import"},
                              all, cancel_batch))
        .versioned = true;
    return out;
}

std::vector<JobKind> import_jobs() {
    // Quick: a batch is bounded (kMostRows), and somebody waits for it at the screen.
    return {{"import.check", {"导入预检", "Import check"}, check_import, reject_import},
            {"import.publish", {"导入入库", "Import"}, publish_import, reject_import},
            {"import.rollback", {"撤回导入", "Import roll-back"}, roll_back_import}};
}

}  // namespace yuanheng::platform
