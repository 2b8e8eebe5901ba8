#include <fmt/format.h>

#include <algorithm>

#include "platform/codes.hpp"
#include "platform/core/row.hpp"
#include "platform/core/search_text.hpp"
#include "platform/desk/notice.hpp"
#include "platform/entity/names.hpp"
#include "platform/identity/approval.hpp"
#include "platform/identity/parts.hpp"
#include "platform/request/operations.hpp"

namespace yuanheng::platform {

namespace {

std::vector<reflect::Choice> roles() {
    std::vector<reflect::Choice> out;
    for (const Role role : kRoles) out.push_back({std::string(code(role)), label(role)});
    return out;
}

/// An appointment as it is asked for and shown.
struct AppointmentRow {
    Id id;
    std::string role;
    Id zone_id, department_id, park_id, ent_id;
    std::optional<Date> valid_from, valid_to;
    std::string zone_name, department_name, park_name, ent_name;
    bool waits = false;
    std::string asked_by_name;
};
void describe(reflect::Describer<AppointmentRow>& d) {
    d.name("appointment", {"任职", "appointment"});
    d(&AppointmentRow::id, "id", {"编号", "id"}).by_program();
    d(&AppointmentRow::role, "role", {"角色", "role"}).one_of(roles()).must();
    d(&AppointmentRow::zone_id, "zone_id", {"高新区", "zone"}).of("zone");
    d(&AppointmentRow::department_id, "department_id", {"部门", "department"}).of("department");
    d(&AppointmentRow::park_id, "park_id", {"园区", "park"}).of("park");
    d(&AppointmentRow::ent_id, "ent_id", {"企业", "enterprise"}).of("enterprise");
    d(&AppointmentRow::valid_from, "valid_from", {"开始日期", "from"});
    d(&AppointmentRow::valid_to, "valid_to", {"结束日期（不含）", "until (not included)"});
    d(&AppointmentRow::zone_name, "zone_name", {"高新区名称", "zone name"}).by_program();
    d(&AppointmentRow::department_name, "department_name", {"部门名称", "department name"}).by_program();
    d(&AppointmentRow::park_name, "park_name", {"园区名称", "park name"}).by_program();
    d(&AppointmentRow::ent_name, "ent_name", {"企业名称", "enterprise name"}).by_program();
    d(&AppointmentRow::waits, "waits", {"待另一位系统管理员批准", "waits for a second administrator"})
        .by_program();
    d(&AppointmentRow::asked_by_name, "asked_by_name", {"申请人", "asked for by"}).by_program();
}

/// Where somebody can be appointed: a park or an enterprise of a zone. Administrators see no business data,
/// but the names of these.
struct AppointmentPlaceQuery {
    std::string entity, q;
    Id zone_id;
};
void describe(reflect::Describer<AppointmentPlaceQuery>& d) {
    d.name("place_query", {"任职范围查询", "query for places"});
    d(&AppointmentPlaceQuery::entity, "entity", {"种类", "kind"})
        .one_of({{"department", {"部门", "department"}},
                 {"park", {"园区", "park"}},
                 {"enterprise", {"企业", "enterprise"}}})
        .must();
    d(&AppointmentPlaceQuery::q, "q", {"名称", "name"}).longest(100);
    d(&AppointmentPlaceQuery::zone_id, "zone_id", {"高新区", "zone"}).of("zone").must();
}
struct AppointmentPlace {
    Id id;
    std::string name;
};
void describe(reflect::Describer<AppointmentPlace>& d) {
    d.name("place", {"任职范围", "place"});
    d(&AppointmentPlace::id, "id", {"编号", "id"}).of("place").must();
    d(&AppointmentPlace::name, "name", {"名称", "name"}).must();
}

tl::unexpected<Error> lacks(Role role, std::string_view member, const char* zh, const char* en) {
    return fail(Code::appointment_incomplete,
                {{"role", label(role).zh}, {"role_en", label(role).en}, {"what", zh}, {"what_en", en}},
                at("/" + std::string(member)));
}

/// Whether an entity has such a record in the zone; entities that nobody registered are not looked at.
bool stands_in(Change& change, std::string_view entity, Id record, Id zone) {
    const Table* target = change.services.entities.find(entity);
    if (!target || target->entity.scope.zone.empty()) return true;
    return !change.db
                .query(fmt::format("SELECT 1 FROM {} t WHERE t.id = ? AND {} = ?", target->entity.table,
                                   target->entity.scope.zone),
                       {record.value, zone.value})
                .empty();
}

/// What a role needs: a zone, but for administrators and auditors; officers a department of it, operators a
/// park, users of an enterprise the enterprise.
Result<void> complete(Change& change, const Appointment& a) {
    if (a.role == Role::administrator || a.role == Role::auditor) return {};
    if (!a.zone) return lacks(a.role, "zone_id", "高新区", "a zone");
    if (a.role == Role::officer) {
        const db::Value zone =
            change.db.scalar("SELECT zone_id FROM department WHERE id = ?", {a.department.value});
        if (id_in(zone) != a.zone)
            return lacks(a.role, "department_id", "该高新区的部门", "a department of that zone");
    }
    if (a.role == Role::park_operator && (!a.park || !stands_in(change, "park", a.park, a.zone)))
        return lacks(a.role, "park_id", "该高新区的园区", "a park of that zone");
    if (a.role == Role::enterprise_user &&
        (!a.enterprise || !stands_in(change, "enterprise", a.enterprise, a.zone)))
        return lacks(a.role, "ent_id", "该高新区的企业", "an enterprise of that zone");
    return {};
}

/// Administrators are nothing else, now or later: they neither audit themselves nor see business data.
Result<void> separate(db::Session& db, Id user, Role role, std::int64_t now) {
    const db::Value held = db.scalar(
        fmt::format(
            "SELECT role FROM appointment WHERE user_id = ? AND role {} 'administrator' AND (valid_to "
            "IS NULL OR valid_to > ?) LIMIT 1",
            role == Role::administrator ? "<>" : "="),
        {user.value, china_day(now).iso()});
    if (reflect::absent(held)) return {};
    const Role other = *role_of(text_or_empty(held));
    return fail(Code::role_conflict,
                {{"role", label(role).zh},
                 {"role_en", label(role).en},
                 {"held", label(other).zh},
                 {"held_en", label(other).en}},
                at("/role"));
}

/// Everything that an appointment has to be, whenever it is to hold.
Result<void> sound(Change& change, Id user, const Appointment& a, Date from, std::optional<Date> to) {
    if (to && *to < from) return fail(Code::appointment_dates, {}, at("/valid_to"));
    if (auto fine = complete(change, a); !fine) return fine;
    // Locks the user, so that two appointments at the same moment see each other.
    change.db.execute("UPDATE app_user SET version = version WHERE id = ?", {user.value});
    return separate(change.db, user, a.role, change.services.clock());
}

std::string row_json(const AppointmentRow& row) { return reflect::to_json(row); }

AppointmentRow read_row(const db::Values& v) {
    AppointmentRow row;
    row.id = id_in(v[0]);
    row.role = text_or_empty(v[1]);
    row.zone_id = id_in(v[2]);
    row.department_id = id_in(v[3]);
    row.park_id = id_in(v[4]);
    row.ent_id = id_in(v[5]);
    row.valid_from = parse_date(text_or_empty(v[6])).value();
    if (!reflect::absent(v[7])) row.valid_to = parse_date(text_or_empty(v[7])).value();
    return row;
}
constexpr const char* kRowColumns = "id, role, zone_id, department_id, park_id, ent_id, valid_from, valid_to";

void name_parts(AppointmentRow& row, Names& names) {
    const reflect::Struct& type = reflect::described<AppointmentRow>();
    const std::pair<const char*, std::pair<Id, std::string*>> parts[] = {
        {"zone_id", {row.zone_id, &row.zone_name}},
        {"department_id", {row.department_id, &row.department_name}},
        {"park_id", {row.park_id, &row.park_name}},
        {"ent_id", {row.ent_id, &row.ent_name}}};
    for (const auto& [field, part] : parts) {
        if (const std::string* name = part.first ? names.of(type[field].target, part.first.value) : nullptr)
            *part.second = *name;
    }
}

/// The names that records of the register have for whoever appoints people there.
std::string place_name(db::Session& db, const Services& services, std::string_view entity, Id record) {
    const Table* target = record ? services.entities.find(entity) : nullptr;
    return target ? text_or_empty(db.scalar(fmt::format("SELECT {} FROM {} WHERE id = ?",
                                                        target->entity.title, target->entity.table),
                                            {record.value}))
                  : std::string();
}

/// Appointments of the user that wait for a second administrator.
std::vector<AppointmentRow> asked_rows(db::Session& db, Id user) {
    std::vector<AppointmentRow> out;
    for (const db::Values& row :
         db.query("SELECT r.id, r.role, r.zone_id, r.valid_from, r.valid_to, u.name FROM "
                  "appointment_request r JOIN app_user u ON u.id = r.asked_by WHERE r.user_id = ? ORDER BY "
                  "r.id DESC",
                  {user.value})) {
        AppointmentRow& made = out.emplace_back();
        made.id = id_in(row[0]);
        made.role = text_or_empty(row[1]);
        made.zone_id = id_in(row[2]);
        made.valid_from = parse_date(text_or_empty(row[3])).value();
        if (!reflect::absent(row[4])) made.valid_to = parse_date(text_or_empty(row[4])).value();
        made.waits = true;
        made.asked_by_name = text_or_empty(row[5]);
    }
    return out;
}

std::vector<AppointmentRow> rows_of(db::Session& db, const Call& call, Id user) {
    std::vector<AppointmentRow> out = asked_rows(db, user);
    Names names(call.services, call.actor);
    const reflect::Struct& type = reflect::described<AppointmentRow>();
    for (const db::Values& row :
         db.query(fmt::format("SELECT {} FROM appointment WHERE user_id = ? ORDER BY id DESC", kRowColumns),
                  {user.value}))
        out.push_back(read_row(row));
    for (const AppointmentRow& row : out) {
        const reflect::Record values = reflect::to_record(row);
        for (std::size_t i = 0; i < values.size(); ++i) names.want(type.fields[i], values[i]);
    }
    names.find(db);
    for (AppointmentRow& row : out) {
        name_parts(row, names);
        if (row.park_name.empty()) row.park_name = place_name(db, call.services, "park", row.park_id);
        if (row.ent_name.empty()) row.ent_name = place_name(db, call.services, "enterprise", row.ent_id);
    }
    return out;
}

/// The user's zone; nothing where the user is not the actor's to see.
std::optional<Id> zone_of(db::Session& db, const Call& call, Id user) {
    const db::Values row = db.first("SELECT zone_id FROM app_user WHERE id = ?", {user.value});
    if (row.empty() || !covers(call.scope, {.zone = id_in(row[0])})) return std::nullopt;
    return id_in(row[0]);
}

Checked<Page<AppointmentPlace>> list_places(const Call& call, db::Session& db,
                                            const AppointmentPlaceQuery& asked) {
    Page<AppointmentPlace> out{.items = {}, .more = {{"refs", "{}"}}};
    const Table* target = call.services.entities.find(asked.entity);
    if (!target || !covers(call.scope, {.zone = asked.zone_id})) return out;
    for (const db::Values& row :
         db.query(fmt::format("SELECT t.id, t.{0} FROM {1} t WHERE {2} = ? AND {3} ORDER BY t.{0} LIMIT 50",
                              target->entity.title, target->entity.table, target->entity.scope.zone,
                              db.dialect().contains("t.search_text")),
                  {asked.zone_id.value, search_words(asked.q)})) {
        out.items.push_back({id_in(row[0]), text_or_empty(row[1])});
    }
    return out;
}

Checked<Page<AppointmentRow>> list_appointments(const Call& call, db::Session& db) {
    if (!zone_of(db, call, call.record)) return refuse(Code::not_found);
    return Page<AppointmentRow>{rows_of(db, call, call.record)};
}

void tell(Change& change, Id user, const char* zh, const char* en, Role role) {
    notify(change, user,
           Error(Code::notice_access_changed, {{"what", fmt::format("{}“{}”", zh, label(role).zh)},
                                               {"what_en", fmt::format("{} {}", en, label(role).en)}}),
           "/account");
}

/// Writes down what another administrator has to approve, and tells those who can.
Result<Id> ask_for(Change& change, Id user, const Appointment& a, Date from, std::optional<Date> to,
                   const ApprovalRequest& request) {
    if (auto fine = sound(change, user, a, from, to); !fine) return tl::unexpected(fine.error());
    const std::vector<Id> others = approvers(change.db, request);
    if (others.empty()) return fail(Code::approval_nobody, {});
    const std::string role(code(a.role));
    if (!change.db
             .query("SELECT 1 FROM appointment_request WHERE user_id = ? AND role = ? AND COALESCE(zone_id, "
                    "0) = ?",
                    {user.value, role, a.zone.value})
             .empty())
        return fail(Code::approval_waiting, {{"role", label(a.role).zh}, {"role_en", label(a.role).en}});
    const Id id = change.services.ids.next();
    change.db.insert("appointment_request", {{"id", id.value},
                                             {"user_id", user.value},
                                             {"role", role},
                                             {"zone_id", null_if_empty(a.zone)},
                                             {"valid_from", from.iso()},
                                             {"valid_to", to ? db::Value(to->iso()) : db::Value()},
                                             {"asked_by", request.asker.value},
                                             {"asked_at", request.asked_at}});
    AppointmentRow row;
    row.role = role;
    row.zone_id = a.zone;
    row.valid_from = from;
    row.valid_to = to;
    AuditEntry entry = about_user("appointment.ask", user);
    entry.zone = a.zone;
    entry.after = row_json(row);
    change.record(std::move(entry));
    const std::string name =
        text_or_empty(change.db.scalar("SELECT name FROM app_user WHERE id = ?", {user.value}));
    for (const Id other : others) {
        notify(change, other,
               Error(Code::notice_appointment_approval, {{"asker", change.actor.name},
                                                         {"name", name},
                                                         {"role", label(a.role).zh},
                                                         {"role_en", label(a.role).en}}),
               "/users/" + std::to_string(user.value));
    }
    return id;
}

/// Administrators and auditors are appointed by two, unless there is only one administrator.
Result<Id> appoint_or_ask(Change& change, Id user, const Appointment& a, Date from, std::optional<Date> to) {
    if (a.role == Role::administrator || a.role == Role::auditor) {
        serialize_administration(change.db);
        const ApprovalRequest request{change.actor.user, user, a.zone, change.services.clock()};
        if (has_second_administrator(change.db, request)) return ask_for(change, user, a, from, to, request);
    }
    Result<Id> id = appoint(change, user, a, from, to);
    if (id) tell(change, user, "新任", "you were appointed", a.role);
    return id;
}

/// An appointment that was asked for, within the actor's reach.
struct Asked {
    Appointment appointment;
    Date from;
    std::optional<Date> to;
    ApprovalRequest request;
};
std::optional<Asked> asked_for(db::Session& db, const Call& call, Id user, Id id) {
    const db::Values row = db.first(
        "SELECT role, zone_id, valid_from, valid_to, asked_by, asked_at FROM appointment_request WHERE id = "
        "? "
        "AND user_id = ?",
        {id.value, user.value});
    if (row.empty() || !zone_of(db, call, user) || !covers(call.scope, {.zone = id_in(row[1])}))
        return std::nullopt;
    Asked out;
    out.appointment.role = *role_of(text_or_empty(row[0]));
    out.appointment.zone = id_in(row[1]);
    out.from = parse_date(text_or_empty(row[2])).value();
    if (!reflect::absent(row[3])) out.to = parse_date(text_or_empty(row[3])).value();
    out.request = {id_in(row[4]), user, out.appointment.zone, integer_or_0(row[5])};
    return out;
}

void forget_asked(db::Session& db, Id id) {
    db.execute("DELETE FROM appointment_request WHERE id = ?", {id.value});
}

/// The appointment that the path names, of a user who is not the actor.
Checked<Id> addressed(const Call& call) {
    const Result<Id> id = call.id("appointment");
    if (!id) return refuse(id.error());
    if (call.record == call.actor.user) return refuse(Code::own_access);
    return *id;
}

Checked<Nothing> approve_appointment(Change& change, const Call& call) {
    const Id user = call.record;
    const Checked<Id> id = addressed(call);
    if (!id) return refuse(id.error());
    serialize_administration(change.db);
    const std::optional<Asked> asked = asked_for(change.db, call, user, *id);
    if (!asked) return refuse(Code::not_found);
    if (auto may = check_approver(change.db, asked->request, call.actor.user); !may)
        return refuse(may.error());
    forget_asked(change.db, *id);
    const Result<Id> made =
        appoint(change, user, asked->appointment, asked->from, asked->to, asked->request.asker);
    if (!made) return refuse(made.error());
    tell(change, user, "新任", "you were appointed", asked->appointment.role);
    return Nothing();
}

/// Takes back what waits for approval; false where there is no such thing.
bool withdraw(Change& change, const Call& call, Id user, Id id) {
    const std::optional<Asked> asked = asked_for(change.db, call, user, id);
    if (!asked) return false;
    forget_asked(change.db, id);
    AuditEntry entry = about_user("appointment.withdraw", user);
    entry.zone = asked->appointment.zone;
    change.record(std::move(entry));
    return true;
}

Checked<Created<AppointmentRow>> add_appointment(Change& change, const Call& call,
                                                 const AppointmentRow& given) {
    const Id user = call.record;
    if (user == call.actor.user) return refuse(Code::own_access);
    if (!zone_of(change.db, call, user)) return refuse(Code::not_found);
    Appointment a;
    a.role = *role_of(given.role);
    a.zone = given.zone_id;
    a.department = given.department_id;
    a.park = given.park_id;
    a.enterprise = given.ent_id;
    if (!covers(call.scope, {.zone = a.zone}))
        return refuse(Code::forbidden,
                      {{"operation", "在该高新区任命"}, {"operation_en", "appoint in that zone"}},
                      at("/zone_id"));
    const Date from = given.valid_from.value_or(china_day(change.services.clock()));
    const Result<Id> id = appoint_or_ask(change, user, a, from, given.valid_to);
    if (!id) return refuse(id.error());
    for (AppointmentRow& row : rows_of(change.db, call, user)) {
        if (row.id == *id) return Created<AppointmentRow>{std::move(row)};
    }
    return refuse(Code::not_found);
}

/// Ends it today: it has not been for nothing, so it stays on record.
Checked<Nothing> end_appointment(Change& change, const Call& call) {
    const Id user = call.record;
    const Checked<Id> id = addressed(call);
    if (!id) return refuse(id.error());
    serialize_administration(change.db);
    if (withdraw(change, call, user, *id)) return Nothing();
    const std::int64_t now = change.services.clock();
    const std::string today = china_day(now).iso();
    const std::optional<Id> zone = zone_of(change.db, call, user);
    const db::Values found =
        change.db.first(fmt::format("SELECT {} FROM appointment WHERE id = ? AND user_id = ? AND "
                                    "(valid_to IS NULL OR valid_to > ?)",
                                    kRowColumns),
                        {id->value, user.value, today});
    if (!zone || found.empty()) return refuse(Code::not_found);
    const AppointmentRow row = read_row(found);
    if (!covers(call.scope, {.zone = row.zone_id})) return refuse(Code::not_found);
    const Role role = *role_of(row.role);
    if (role == Role::administrator && !row.zone_id && !has_other_administrator(change.db, user, now))
        return refuse(Code::last_administrator);
    change.db.execute(
        "UPDATE appointment SET valid_to = CASE WHEN valid_from > ? THEN valid_from ELSE ? END WHERE id = ?",
        {today, today, id->value});
    AuditEntry entry = about_user("appointment.end", user);
    entry.zone = row.zone_id ? row.zone_id : *zone;
    entry.before = row_json(row);
    change.record(std::move(entry));
    tell(change, user, "结束任职", "your appointment ended:", role);
    return Nothing();
}

}  // namespace

Result<Id> appoint(Change& change, Id user, const Appointment& a, Date from, std::optional<Date> to,
                   Id asked_by) {
    if (auto fine = sound(change, user, a, from, to); !fine) return tl::unexpected(fine.error());
    AppointmentRow row;
    row.id = change.services.ids.next();
    row.role = code(a.role);
    row.zone_id = a.zone;
    row.department_id = a.role == Role::officer ? a.department : Id{};
    row.park_id = a.role == Role::park_operator ? a.park : Id{};
    row.ent_id = a.role == Role::enterprise_user ? a.enterprise : Id{};
    row.valid_from = from;
    row.valid_to = to;
    change.db.insert("appointment",
                     {{"id", row.id.value},
                      {"role", row.role},
                      {"zone_id", null_if_empty(row.zone_id)},
                      {"department_id", null_if_empty(row.department_id)},
                      {"park_id", null_if_empty(row.park_id)},
                      {"ent_id", null_if_empty(row.ent_id)},
                      {"valid_from", from.iso()},
                      {"valid_to", to ? db::Value(to->iso()) : db::Value()},
                      {"user_id", user.value},
                      {"appointed_at", change.services.clock()},
                      {"appointed_by", null_if_empty(asked_by ? asked_by : change.actor.user)}});
    AuditEntry entry = about_user("appointment.add", user);
    entry.zone = a.zone;
    entry.enterprise = row.ent_id;
    entry.after = row_json(row);
    change.record(std::move(entry));
    return row.id;
}

bool is_administrator(db::Session& db, Id user, std::int64_t now) {
    return !db.query(
                  "SELECT 1 FROM appointment WHERE user_id = ? AND role = 'administrator' AND (valid_to IS "
                  "NULL OR valid_to > ?)",
                  {user.value, china_day(now).iso()})
                .empty();
}

bool is_trusted(db::Session& db, Id user, std::int64_t now) {
    return !db.query(
                  "SELECT 1 FROM appointment WHERE user_id = ? AND role IN ('administrator', 'auditor') AND "
                  "(valid_to IS NULL OR valid_to > ?)",
                  {user.value, china_day(now).iso()})
                .empty();
}

bool has_other_administrator(db::Session& db, Id user, std::int64_t now) {
    const std::string today = china_day(now).iso();
    const bool of_every_zone =
        !db.query(
               "SELECT 1 FROM appointment WHERE user_id = ? AND role = 'administrator' AND zone_id IS NULL "
               "AND (valid_to IS NULL OR valid_to > ?)",
               {user.value, today})
             .empty();
    if (!of_every_zone) return true;  // those of every zone look after the zone, and there is always one
    return !db.query(
                  "SELECT 1 FROM appointment a JOIN app_user u ON u.id = a.user_id WHERE a.role = "
                  "'administrator' AND a.zone_id IS NULL "
                  "AND u.state = 'active' AND a.user_id <> ? AND a.valid_from <= ? AND (a.valid_to IS NULL "
                  "OR a.valid_to > ?)",
                  {user.value, today, today})
                .empty();
}

void serialize_administration(db::Session& db) {
    db.execute("UPDATE audit_head SET seq = seq WHERE one = 1");
}

std::vector<Operation> appointment_operations() {
    const Policy who = administration();
    std::vector<Operation> out;
    out.push_back(reading("appointment.list", get("/api/users/{id}/appointments"),
                          {"查看任职", "list a user's appointments"}, supervision(), list_appointments));
    out.push_back(reading("appointment.places", get("/api/appointment-places"),
                          {"查找任职范围", "find where to appoint"}, who, list_places));
    out.emplace_back(changing("appointment.add", post("/api/users/{id}/appointments"),
                              {"任命", "appoint a user"}, who, add_appointment))
        .recent_sign_in = true;
    out.emplace_back(
           changing("appointment.approve", post("/api/users/{id}/appointments/{appointment}/approve"),
                    {"批准任命系统管理员或审计员", "approve the appointment of an administrator or auditor"},
                    who, approve_appointment))
        .recent_sign_in = true;
    out.emplace_back(changing("appointment.end", del("/api/users/{id}/appointments/{appointment}"),
                              {"结束任职", "end an appointment"}, who, end_appointment))
        .recent_sign_in = true;
    return out;
}

}  // namespace yuanheng::platform
