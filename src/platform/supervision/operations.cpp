#include <fmt/format.h>

#include <fstream>
#include <limits>

#include "base/date.hpp"
#include "platform/codes.hpp"
#include "platform/core/media.hpp"
#include "platform/entity/requests.hpp"
#include "platform/files/files.hpp"
#include "platform/identity/parts.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/request/operations.hpp"
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

std::vector<AuditRow> audit_rows(db::Session& db, const Services& services, const Condition& where,
                                 std::int64_t below, std::int64_t limit) {
    std::vector<AuditRow> out;
    each_audit_row(db, services, where, below, limit, [&](AuditRow row) {
        out.push_back(std::move(row));
        return true;
    });
    return out;
}

Checked<Page<AuditRow>> list_entries(const Call& call, db::Session& db) {
    const AuditListQuery query = asked(call);
    return page_of(audit_rows(db, call.services, audit_condition(query.filter, call.scope),
                              query.after ? query.after.value : kAll, query.limit + 1),
                   query.limit, [](const AuditRow& row) { return row.seq; });
}

Checked<AuditRow> show_entry(const Call& call, db::Session& db) {
    const Result<Id> seq = call.id("seq");
    if (!seq) return refuse(seq.error());
    Condition where = audit_condition({}, call.scope);
    where.sql += " AND t.seq = ?";
    where.parameters.emplace_back(seq->value);
    std::vector<AuditRow> found = audit_rows(db, call.services, where, kAll, 1);
    if (found.empty()) return refuse(Code::not_found);
    return std::move(found.front());
}

/// A job's id, and that it was asked for.
JobStarted start(Change& change, KnownAction kind, const std::string& input) {
    const Id job = change.services.jobs.add(change, kind, input);
    AuditEntry entry;
    entry.action = kind;
    entry.entity = "audit";
    entry.after = input;
    change.record(std::move(entry));
    return {job};
}

Checked<JobStarted> start_verification(Change& change, const Call&) {
    return start(change, "audit.verify", "{}");
}

/// What an export is about, and what the one who asked may see.
struct AuditExportInput {
    AuditFilter filter;
    std::vector<std::string> zones;  ///< "0": every zone
};
void describe(reflect::Describer<AuditExportInput>& d) {
    d.name("audit_export_input", {"审计导出", "audit export"});
    d(&AuditExportInput::filter, "filter", {"条件", "filter"});
    d(&AuditExportInput::zones, "zones", {"高新区", "zones"});
}

Checked<JobStarted> start_export(Change& change, const Call& call, const AuditFilter& filter) {
    AuditExportInput input{filter, {}};
    for (const Scope::Part& part : call.scope.parts) {
        if (part.reach == Reach::zone) input.zones.push_back(std::to_string(part.id.value));
    }
    return start(change, "audit.export", reflect::to_json(input));
}

JobResult verify(Services& services, JobWork& work) {
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
    if (!input) return refuse(input.error());
    Scope scope;
    for (const std::string& zone : input->zones) scope.parts.push_back({Reach::zone, Id{std::stoll(zone)}});
    const TemporaryFile file(services.files.temporary(".csv"));
    const std::int64_t rows = write_entries(services, work, audit_condition(input->filter, scope), file.path);
    const Result<Content> content = services.files.take(file.path);
    if (!content) return refuse(content.error());
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
Checked<http::Response> readers(Call& call, const ReadersQuery& query) {
    for (const char* name : {"entity", "record", "from", "to"}) {
        if (!call.request.parameter(name))
            return refuse(about(Code::field_required, reflect::described<ReadersQuery>()[name].label)
                              .at(at("/" + std::string(name))));
    }
    if (query.to <= query.from) return refuse(Code::audit_range);
    Page<AuditRow> found;
    call.services.database.read([&](db::Session& db) {
        const Condition where =
            readers_condition(query.entity, query.record, query.from, query.to, call.scope);
        found.items = audit_rows(db, call.services, where, kAll, kMostReaders);
    });
    found.total = static_cast<std::int64_t>(found.items.size());
    change(call.services, call.actor, [&](Change& change) {
        AuditEntry entry;
        entry.action = "audit.readers";
        entry.entity = query.entity;
        entry.record = query.record;
        change.record(std::move(entry));
    });
    if (query.format == "csv") {
        std::vector<std::vector<std::string>> table{audit_titles(call.language())};
        for (const AuditRow& row : found.items) table.push_back(audit_cells(row, call.language()));
        return std::move(http::Response::of(200, std::string(kCsvMedia), sheet::to_csv(table))
                             .with("Content-Disposition",
                                   attachment(fmt::format("{}-{}.csv", query.entity, query.record.value))));
    }
    return response_of(std::move(found));
}

}  // namespace

std::vector<JobKind> audit_jobs() { return {{"audit.verify", verify}, {"audit.export", export_entries}}; }

std::vector<Operation> audit_operations() {
    const Policy auditors = Policy::of({{Role::auditor, Reach::zone}});
    std::vector<Operation> out;
    out.emplace_back(reading("audit.list", get("/api/audit"), {"查看审计记录", "look into the audit chain"},
                             auditors, list_entries))
        .query = &list_query();
    out.push_back(reading("audit.view", get("/api/audit/entries/{seq}"),
                          {"查看一条审计记录", "see an audit entry"}, auditors, show_entry));
    out.push_back(changing("audit.verify", post("/api/audit/verify"),
                           {"验证审计链", "verify the audit chain"}, auditors, start_verification));
    out.push_back(changing("audit.export", post("/api/audit/export"),
                           {"导出审计记录", "export audit entries"}, auditors, start_export));
    Operation& who =
        out.emplace_back(answering("audit.readers", get("/api/audit/readers"),
                                   {"查询谁看过一条记录", "who saw a record"}, auditors, readers));
    who.reply = &reflect::described<AuditRow>();
    who.reply_is_list = true;
    who.limits.kind = http::Limits::Class::heavy;
    return out;
}

}  // namespace yuanheng::platform
