#include <fmt/format.h>

#include <fstream>
#include <limits>

#include "base/date.hpp"
#include "platform/codes.hpp"
#include "platform/entity/requests.hpp"
#include "platform/files/files.hpp"
#include "platform/identity/parts.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/supervision/query.hpp"
#include "platform/supervision/supervision.hpp"
#include "sheet/csv.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::int64_t kAll = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMostReaders = 100'000, kMostExported = 1'000'000;
constexpr std::int64_t kExportKept = 7 * kDayMs;

struct AuditListQuery {
    AuditFilter filter;
    std::int64_t limit = 20;
    Id after;
};
/// The filter's parameters and the page's, side by side.
const reflect::Struct& list_query() {
    static const reflect::Struct kQuery = [] {
        reflect::Struct type = reflect::described<AuditFilter>();
        type.name = "audit_query";
        reflect::Field limit;
        limit.name = "limit";
        limit.label = {"条数", "limit"};
        limit.kind = reflect::Kind::integer;
        type.fields.push_back(limit.between(1, 200));
        reflect::Field after;
        after.name = "after";
        after.label = {"页码标记", "cursor"};
        after.kind = reflect::Kind::id;
        type.fields.push_back(after.of("cursor"));
        return type;
    }();
    return kQuery;
}

/// A parameter's value; the edge has checked it.
reflect::Value parameter(const Call& call, const reflect::Field& field) {
    const auto text = call.request.parameter(field.name);
    return text ? reflect::parse_value(field, *text).value() : reflect::Value();
}

AuditListQuery asked(const Call& call) {
    AuditListQuery out;
    for (const reflect::Field& field : reflect::described<AuditFilter>().fields)
        field.set(&out.filter, parameter(call, field));
    const reflect::Struct& type = list_query();
    if (const auto value = parameter(call, type["limit"]); !reflect::absent(value))
        out.limit = *reflect::integer(value);
    if (const auto value = parameter(call, type["after"]); !reflect::absent(value))
        out.after = Id{*reflect::integer(value)};
    return out;
}

Checked<http::Response> list_entries(Call& call) {
    const AuditListQuery query = asked(call);
    std::vector<AuditRow> rows;
    call.services.database.read([&](db::Session& db) {
        each_audit_row(db, call.services, audit_condition(query.filter, call.scope),
                       query.after ? query.after.value : kAll, query.limit + 1, [&](AuditRow row) {
                           rows.push_back(std::move(row));
                           return true;
                       });
    });
    const bool more = static_cast<std::int64_t>(rows.size()) > query.limit;
    if (more) rows.pop_back();
    reflect::JsonWriter out;
    out.begin_object().key("items").begin_array();
    for (const AuditRow& row : rows) out.raw(audit_json(row));
    out.end_array().key("next");
    if (more)
        out.text(std::to_string(rows.back().seq));
    else
        out.null();
    out.key("total").null().end_object();
    return json_text(out.take());
}

Checked<http::Response> show_entry(Call& call) {
    const Result<Id> seq = call.id("seq");
    if (!seq) return tl::unexpected(Errors{seq.error()});
    return call.services.database.read([&](db::Session& db) -> Checked<http::Response> {
        std::optional<AuditRow> found;
        Condition where = audit_condition({}, call.scope);
        where.sql += " AND t.seq = ?";
        where.parameters.emplace_back(seq->value);
        each_audit_row(db, call.services, where, kAll, 1, [&](AuditRow row) {
            found = std::move(row);
            return false;
        });
        if (!found) return refuse(Code::not_found);
        return json_text(audit_json(*found));
    });
}

/// A job's id, and that it was asked for.
Checked<http::Response> start(Call& call, std::string_view kind, const std::string& input) {
    return call.commit([&](Change& change) -> Checked<http::Response> {
        const Id job = call.services.jobs.add(change, kind, input);
        AuditEntry entry;
        entry.action = kind;
        entry.entity = "audit";
        entry.after = input;
        change.record(std::move(entry));
        return json(JobStarted{job}, 202);
    });
}

Checked<http::Response> start_verification(Call& call) { return start(call, "audit.verify", "{}"); }

/// What an export is about, and for the audit chain what the one who asked might see.
struct AuditExportInput {
    AuditFilter filter;
    std::vector<std::string> zones;  ///< "0": every zone
};
void describe(reflect::Describer<AuditExportInput>& d) {
    d.name("audit_export_input", {"审计导出", "audit export"});
    d(&AuditExportInput::filter, "filter", {"条件", "filter"});
    d(&AuditExportInput::zones, "zones", {"园区", "zones"});
}

Checked<http::Response> start_export(Call& call) {
    Checked<AuditFilter> filter = call.body<AuditFilter>();
    if (!filter) return tl::unexpected(std::move(filter.error()));
    AuditExportInput input{std::move(*filter), {}};
    for (const Scope::Part& part : call.scope.parts) {
        if (part.reach == Reach::zone) input.zones.push_back(std::to_string(part.id.value));
    }
    return start(call, "audit.export", reflect::to_json(input));
}

/// Who may, when the work is done.
Policy auditors() { return Policy::of({{Role::auditor, Reach::zone}}); }

JobResult verify(Services& services, JobWork& work) {
    if (!authorize(work.actor, auditors()))
        return refuse(Code::forbidden,
                      {{"operation", "校验审计链"}, {"operation_en", "verify the audit chain"}});
    const AnchorPlace place{services.settings.data / "audit-anchors", services.keys};
    const AuditVerdict verdict = verify_audit(
        services.database, work.actor.language,
        [&](std::int64_t done) { work.report.progress(done, 0, "read"); }, &place);
    reflect::JsonWriter out;
    out.begin_object()
        .key("entries")
        .number(verdict.entries)
        .key("batches")
        .number(verdict.batches)
        .key("anchors")
        .number(verdict.anchors);
    out.key("head").text(verdict.head).key("first_bad").number(verdict.first_bad).key("problem");
    if (verdict.problem.empty())
        out.null();
    else
        out.text(verdict.problem);
    out.end_object();
    std::string result = out.take();
    change(services, work.actor, [&](Change& change) {
        AuditEntry entry;
        entry.action = "audit.verified";
        entry.entity = "audit";
        entry.after = result;
        entry.allowed = verdict.first_bad == 0;
        change.record(std::move(entry));
        work.report.finish(change.db, result);
    });
    return result;
}

/// Writes the entries as CSV, piece by piece. How many.
std::int64_t write_entries(Services& services, JobWork& work, const Condition& where,
                           const std::filesystem::path& path) {
    std::ofstream file(path, std::ios::binary);
    file << sheet::to_csv({audit_titles(work.actor.language)});
    std::int64_t rows = 0;
    services.database.read([&](db::Session& db) {
        each_audit_row(db, services, where, kAll, kMostExported, [&](const AuditRow& row) {
            const std::string line = sheet::to_csv({audit_cells(row, work.actor.language)});
            file << std::string_view(line).substr(3);  // only the first line begins with the byte order mark
            if (++rows % 1000 == 0) work.report.progress(rows, 0, "write");
            return !work.report.stop().stop_requested();
        });
    });
    file.flush();
    if (!file) throw std::runtime_error("the export cannot be written");
    return rows;
}

JobResult export_entries(Services& services, JobWork& work) {
    const Checked<AuditExportInput> input = reflect::from_json<AuditExportInput>(work.input);
    if (!input) return tl::unexpected(input.error());
    const auto scope = authorize(work.actor, auditors());
    if (!scope)
        return refuse(Code::forbidden,
                      {{"operation", "导出审计日志"}, {"operation_en", "export the audit chain"}});
    const TemporaryFile file(services.files.temporary(".csv"));
    const std::int64_t rows =
        write_entries(services, work, audit_condition(input->filter, *scope), file.path);
    const Result<Content> content = services.files.take(file.path);
    if (!content) return tl::unexpected(Errors{content.error()});
    std::string result;
    change(services, work.actor, [&](Change& change) {
        const std::string name = fmt::format("审计记录-{}.csv", china_day(services.clock()).iso());
        const StoredFile stored = services.files.store(change, *content, name, "text/csv; charset=utf-8",
                                                       services.clock() + kExportKept);
        result = fmt::format("{{\"file_id\":\"{}\",\"rows\":{}}}", stored.id.value, rows);
        AuditEntry entry;
        entry.action = "audit.exported";
        entry.entity = "audit";
        entry.after = result;
        change.record(std::move(entry));
        work.report.finish(change.db, result);
    });
    return result;
}

struct ReadersQuery {
    std::string entity;
    Id record;
    Instant from, to;
    std::string format = "json";
};
void describe(reflect::Describer<ReadersQuery>& d) {
    d.name("audit_readers_query", {"谁看过这条记录", "who saw a record"});
    d(&ReadersQuery::entity, "entity", {"对象", "entity"}).must().longest(60);
    d(&ReadersQuery::record, "record", {"记录", "record"}).of("record").must();
    d(&ReadersQuery::from, "from", {"起始时间", "from"}).must();
    d(&ReadersQuery::to, "to", {"截止时间", "to"}).must();
    d(&ReadersQuery::format, "format", {"格式", "format"})
        .one_of({{"json", {"JSON", "JSON"}}, {"csv", {"CSV", "CSV"}}});
}

/// For the report of a breach: who saw the record, and who exported its kind, between two instants.
Checked<http::Response> readers(Call& call) {
    for (const char* name : {"entity", "record", "from", "to"}) {
        if (!call.request.parameter(name))
            return refuse_member(
                name, Code::field_required,
                {{"label", reflect::described<ReadersQuery>()[name].label.zh}, {"label_en", name}});
    }
    const auto query = call.query<ReadersQuery>();
    if (query.to <= query.from) return refuse(Code::audit_range);
    std::vector<AuditRow> rows;
    call.services.database.read([&](db::Session& db) {
        const Condition where =
            readers_condition(query.entity, query.record, query.from, query.to, call.scope);
        each_audit_row(db, call.services, where, kAll, kMostReaders, [&](AuditRow row) {
            rows.push_back(std::move(row));
            return true;
        });
    });
    change(call.services, call.actor, [&](Change& change) {
        AuditEntry entry;
        entry.action = "audit.readers";
        entry.entity = query.entity;
        entry.record = query.record;
        change.record(std::move(entry));
    });
    if (query.format == "csv") {
        std::vector<std::vector<std::string>> table{audit_titles(call.language())};
        for (const AuditRow& row : rows) table.push_back(audit_cells(row, call.language()));
        return std::move(http::Response::of(200, "text/csv; charset=utf-8", sheet::to_csv(table))
                             .with("Content-Disposition",
                                   attachment(fmt::format("{}-{}.csv", query.entity, query.record.value))));
    }
    reflect::JsonWriter out;
    out.begin_object().key("items").begin_array();
    for (const AuditRow& row : rows) out.raw(audit_json(row));
    out.end_array()
        .key("next")
        .null()
        .key("total")
        .number(static_cast<std::int64_t>(rows.size()))
        .end_object();
    return json_text(out.take());
}

}  // namespace

std::vector<JobKind> audit_jobs() {
    return {{.name = "audit.verify",
             .label = {"校验审计链", "Audit verification"},
             .work = verify,
             .job_class = JobClass::heavy},
            {.name = "audit.export",
             .label = {"导出审计日志", "Audit export"},
             .work = export_entries,
             .job_class = JobClass::heavy}};
}

std::vector<Operation> audit_operations() {
    using http::Method;
    std::vector<Operation> out;
    out.push_back({"audit.list",
                   Method::get,
                   "/api/audit",
                   {"查看审计记录", "look into the audit chain"},
                   auditors(),
                   list_entries});
    out.back().query = &list_query();
    out.back().reply = &reflect::described<AuditRow>();
    out.back().reply_is_list = true;
    out.push_back({"audit.view",
                   Method::get,
                   "/api/audit/entries/{seq}",
                   {"查看一条审计记录", "see an audit entry"},
                   auditors(),
                   show_entry});
    out.back().reply = &reflect::described<AuditRow>();
    out.push_back({"audit.verify",
                   Method::post,
                   "/api/audit/verify",
                   {"验证审计链", "verify the audit chain"},
                   auditors(),
                   start_verification});
    out.back().reply = &reflect::described<JobStarted>();
    out.push_back({"audit.export",
                   Method::post,
                   "/api/audit/export",
                   {"导出审计记录", "export audit entries"},
                   auditors(),
                   start_export});
    out.back().body = &reflect::described<AuditFilter>();
    out.back().reply = &reflect::described<JobStarted>();
    out.push_back({"audit.readers",
                   Method::get,
                   "/api/audit/readers",
                   {"查询谁看过一条记录", "who saw a record"},
                   auditors(),
                   readers});
    out.back().query = &reflect::described<ReadersQuery>();
    out.back().reply = &reflect::described<AuditRow>();
    out.back().reply_is_list = true;
    out.back().limits.kind = http::Limits::Class::heavy;
    return out;
}

}  // namespace yuanheng::platform
