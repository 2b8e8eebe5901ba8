#include <fmt/format.h>

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
#include "platform/request/etag.hpp"
#include "platform/request/page.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::size_t kMostUpload = 64u << 20;

/// The batch, where the actor may see it.
std::optional<Batch> seen_batch(db::Session& db, Call& call, Id id) {
    Condition seen = visible_batches(call.services, call.actor);
    seen.parameters.insert(seen.parameters.begin(), id.value);
    const auto rows =
        db.query(fmt::format("SELECT {} FROM import_batch b WHERE b.id = ? AND {}", kBatchColumns, seen.sql),
                 seen.parameters);
    if (rows.empty() || call.services.entities.find(words(rows[0][3])) == nullptr) return std::nullopt;
    return batch_in(rows.front());
}

/// The batch that a request is to change, in the version that it is based on and one of these states.
Checked<Batch> batch_to_change(Change& change, Call& call, std::initializer_list<std::string_view> states) {
    const auto id = call.id();
    if (!id) return refuse(id.error());
    const auto version = if_match(call.request);
    if (!version) return refuse(version.error());
    auto batch = seen_batch(change.db, call, *id);
    if (!batch) return refuse(Code::not_found);
    if (std::find(states.begin(), states.end(), batch->state) == states.end()) {
        const Label& state = label_of_state(batch->state);
        return refuse(Code::conflict,
                      {{"detail", "这一批" + state.zh}, {"detail_en", "the batch is " + state.en}});
    }
    if (batch->version != *version) return refuse(Code::precondition_failed);
    const Entity& entity = call.services.entities.table(batch->entity).entity;
    if (!may_import(call.actor, entity, batch->zone))
        return refuse(Code::forbidden, {{"operation", "导入"}, {"operation_en", "import"}});
    return std::move(*batch);
}

Checked<http::Response> list_batches(Call& call) {
    const auto query = call.query<BatchQuery>();
    Condition seen = visible_batches(call.services, call.actor);
    const auto add = [&](std::string_view sql, db::Value value) {
        seen.sql += sql;
        seen.parameters.push_back(std::move(value));
    };
    if (!query.entity.empty()) add(" AND b.entity = ?", query.entity);
    if (!query.state.empty()) add(" AND b.state = ?", query.state);
    add(" AND b.id < ?", below({query.limit, query.after}));
    add(" ORDER BY b.id DESC LIMIT ?", query.limit + 1);
    const auto batches = call.services.database.read([&](db::Session& db) {
        std::vector<BatchView> out;
        for (const auto& row :
             db.query(fmt::format("SELECT {} FROM import_batch b WHERE {}", kBatchColumns, seen.sql),
                      seen.parameters)) {
            out.push_back(view_of(batch_in(row)));
        }
        return out;
    });
    return json_text(
        page_json<BatchView>(batches, query.limit, [](reflect::JsonWriter& out, const BatchView& b) {
            reflect::write(out, reflect::described<BatchView>(), &b);
        }));
}

Checked<http::Response> view_batch(Call& call) {
    const auto id = call.id();
    if (!id) return refuse(id.error());
    std::optional<ReportView> report;
    call.services.database.read([&](db::Session& db) {
        const auto batch = seen_batch(db, call, *id);
        if (!batch) return;
        report = report_view_of(call.services.error_codes, *batch, call.language());
        if (batch->state != "checking" && batch->state != "confirming") return;
        report->job_id =
            id_in(db.scalar("SELECT id FROM job WHERE entity = ? AND record_id = ? ORDER BY id DESC LIMIT 1",
                            {std::string(kBatchEntity), id->value}));
    });
    if (!report) return refuse(Code::not_found);
    return json(*report).with("ETag", etag(report->version));
}

Id add_job(Change& change, std::string_view kind, Id batch) {
    return change.services.jobs.add(change, kind, batch_input(batch), {std::string(kBatchEntity), batch});
}

/// The next state of a batch, with the job that brings about the one behind it.
Checked<http::Response> begin(Call& call, std::string_view from, std::string_view to, std::string_view action,
                              std::string_view job) {
    return call.commit([&](Change& change) -> Checked<http::Response> {
        const auto batch = batch_to_change(change, call, {from});
        if (!batch) return tl::unexpected(batch.error());
        change.db.execute("UPDATE import_batch SET version = version + 1, state = ? WHERE id = ?",
                          {std::string(to), batch->id.value});
        change.record(entry_about(*batch, action));
        return json(JobStarted{add_job(change, job, batch->id)}, 202);
    });
}

Checked<http::Response> confirm_batch(Call& call) {
    return begin(call, "ready", "confirming", "import.confirm", "import.publish");
}
Checked<http::Response> roll_back_batch(Call& call) {
    return begin(call, "published", "published", "import.ask_rollback", "import.rollback");
}

Checked<http::Response> cancel_batch(Call& call) {
    return call.commit([&](Change& change) -> Checked<http::Response> {
        const auto batch = batch_to_change(change, call, {"checking", "ready", "rejected", "confirming"});
        if (!batch) return tl::unexpected(batch.error());
        change.db.execute("UPDATE import_batch SET version = version + 1, state = 'cancelled' WHERE id = ?",
                          {batch->id.value});
        change.db.execute("DELETE FROM import_row WHERE batch_id = ?", {batch->id.value});
        change.record(entry_about(*batch, "import.cancel"));
        return no_content();
    });
}

Checked<http::Response> batch_rows(Call& call) {
    const auto id = call.id();
    if (!id) return refuse(id.error());
    const auto query = call.query<RowQuery>();
    Checked<std::string> out = refuse(Code::not_found);
    call.services.database.read([&](db::Session& db) {
        if (const auto batch = seen_batch(db, call, *id)) out = rows_json(db, call, *batch, query);
    });
    if (!out) return tl::unexpected(std::move(out.error()));
    return json_text(std::move(*out));
}

Checked<http::Response> start_import(const Table& table, Call& call) {
    const Entity& entity = table.entity;
    const auto query = call.query<ImportQuery>();
    const Id zone = query.zone ? query.zone : only_zone(call.actor, entity.rules.import);
    if (!zone) return refuse(Error(Code::zone_needed, {}, {"zone", "", 0, 0}));
    if (!may_import(call.actor, entity, zone))
        return refuse(about(Code::forbidden_record, entity.plural).at({"zone", "", 0, 0}));
    if (call.request.upload_size == 0) return refuse(Code::import_empty);
    const auto content = call.services.files.take(call.request.upload);
    if (!content) return refuse(content.error());
    return call.commit([&](Change& change) -> Checked<http::Response> {
        const StoredFile file =
            call.services.files.store(change, *content, query.name, std::string(kBytesMedia));
        const Id id = call.services.ids.next();
        change.db.execute(
            "INSERT INTO import_batch (id, version, zone_id, entity, file_id, file_name, sha256, state, "
            "user_id, created_at, rows_total, "
            "rows_new, rows_changed, rows_same, rows_bad, report) VALUES (?, 1, ?, ?, ?, ?, ?, 'checking', "
            "?, ?, 0, 0, 0, 0, 0, '{}')",
            {id.value, zone.value, entity.type->name, file.id.value, file.name, file.sha256,
             call.actor.user.value, call.services.clock()});
        AuditEntry entry;
        entry.action = entity.type->name + ".import";
        entry.entity = "import_batch";
        entry.record = id;
        entry.zone = zone;
        entry.source = file.name;
        entry.after = fmt::format(R"({{"sha256":"{}","size":{}}})", file.sha256, file.size);
        change.record(std::move(entry));
        return json(ImportStarted{id, add_job(change, "import.check", id)}, 202);
    });
}

}  // namespace

std::vector<Operation> import_operations_of(const Table& table) {
    const auto add = [&](std::string_view verb, http::Method method, std::string_view rest, Label summary) {
        return Operation{.id = fmt::format("{}.{}", table.type.name, verb),
                         .method = method,
                         .pattern = fmt::format("/api/{}{}", table.entity.path, rest),
                         .summary = {summary.zh + table.type.label.zh,
                                     summary.en + " " + table.type.label.in(Language::en)},
                         .policy = table.entity.rules.import,
                         .run = {}};
    };
    Operation to_fill = add("template", http::Method::get, "/template", {"导入模板：", "template of"});
    to_fill.run = [&table](Call& call) { return import_template(table, call); };
    to_fill.media = kXlsxMedia;
    Operation upload = add("import", http::Method::post, "/imports", {"导入", "import"});
    upload.run = [&table](Call& call) { return start_import(table, call); };
    upload.query = &reflect::described<ImportQuery>();
    upload.reply = &reflect::described<ImportStarted>();
    upload.limits = {.body = kMostUpload,
                     .upload = true,
                     .deadline = std::chrono::seconds(60),
                     .kind = http::Limits::Class::heavy};
    return {std::move(to_fill), std::move(upload)};
}

std::vector<Operation> import_operations() {
    const reflect::Struct* batch = &reflect::described<BatchView>();
    const auto make = [](std::string id, http::Method method, std::string pattern, Label summary,
                         std::function<Checked<http::Response>(Call&)> run) {
        return Operation{.id = std::move(id),
                         .method = method,
                         .pattern = std::move(pattern),
                         .summary = std::move(summary),
                         .policy = Policy::signed_in(),
                         .run = std::move(run)};
    };
    std::vector<Operation> out;
    Operation& list = out.emplace_back(
        make("import.list", http::Method::get, "/api/imports", {"导入记录", "imports"}, list_batches));
    list.query = &reflect::described<BatchQuery>();
    list.reply = batch;
    list.reply_is_list = true;
    out.emplace_back(make("import.view", http::Method::get, "/api/imports/{id}",
                          {"预检结果", "report of an import"}, view_batch))
        .reply = &reflect::described<ReportView>();
    Operation& rows = out.emplace_back(make("import.rows", http::Method::get, "/api/imports/{id}/rows",
                                            {"导入预览", "rows of an import"}, batch_rows));
    rows.query = &reflect::described<RowQuery>();
    rows.reply = &reflect::described<RowView>();
    rows.reply_is_list = true;
    for (auto& o : {make("import.confirm", http::Method::post, "/api/imports/{id}/confirm",
                         {"确认导入", "confirm an import"}, confirm_batch),
                    make("import.rollback", http::Method::post, "/api/imports/{id}/rollback",
                         {"撤回导入", "roll an import back"}, roll_back_batch)}) {
        Operation& added = out.emplace_back(o);
        added.reply = &reflect::described<JobStarted>();
        added.versioned = true;
    }
    out.emplace_back(make("import.cancel", http::Method::del, "/api/imports/{id}",
                          {"取消导入", "cancel an import"}, cancel_batch))
        .versioned = true;
    return out;
}

std::vector<JobKind> import_jobs() {
    // Quick: a batch is bounded (kMostRows), and somebody waits for it at the screen.
    return {{"import.check", {"导入预检", "Import check"}, check_import, reject_import},
            {"import.publish", {"写入导入", "Import"}, publish_import, reject_import},
            {"import.rollback", {"撤回导入", "Import roll-back"}, roll_back_import}};
}

}  // namespace yuanheng::platform
