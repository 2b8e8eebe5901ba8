#include "platform/entity/remarks.hpp"

#include <fmt/format.h>

#include "platform/codes.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/entity/located.hpp"
#include "platform/entity/rows.hpp"
#include "platform/entity/write.hpp"
#include "platform/request/operations.hpp"
#include "platform/request/page.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Record;

constexpr std::int64_t kWithdrawnWithin = 10;  // minutes

struct NewRemark {
    std::string text;
};
void describe(reflect::Describer<NewRemark>& d) {
    d.name("new_remark", {"新批注", "new remark"});
    d(&NewRemark::text, "text", {"批注内容", "text"}).as(reflect::Format::multiline).must().longest(2000);
}

struct Remark {
    static constexpr int kStatus = 201;
    Id id;
    std::string text;
    Instant created_at;
    Id user_id;
    std::string user_name;
    std::optional<Instant> withdrawable_until;
};
void describe(reflect::Describer<Remark>& d) {
    d.name("remark", {"批注", "remark"});
    d(&Remark::id, "id", {"编号", "id"});
    d(&Remark::text, "text", {"批注内容", "text"}).must().longest(2000);
    d(&Remark::created_at, "created_at", {"时间", "time"});
    d(&Remark::user_id, "user_id", {"批注人", "user"}).of("user").must();
    d(&Remark::user_name, "user_name", {"批注人姓名", "name"}).must();
    d(&Remark::withdrawable_until, "withdrawable_until", {"可撤回至", "can be withdrawn until"})
        .explained({"只有本人的批注可以撤回", "one's own remarks only"});
}

constexpr std::string_view kReadRemarks =
    "SELECT r.id, r.text, r.created_at, r.created_by, u.name "
    "FROM remark r LEFT JOIN app_user u ON u.id = r.created_by WHERE r.entity = ? AND r.record_id = ? ";

Instant last_moment(Instant made) { return Instant{made.ms + kWithdrawnWithin * 60'000}; }

Remark remark_in(const db::Values& row, const Call& call) {
    Remark out{id_in(row[0]), text_or_empty(row[1]), Instant{integer_or_0(row[2])},
               id_in(row[3]), text_or_empty(row[4]), {}};
    const Instant until = last_moment(out.created_at);
    if (out.user_id == call.actor.user && call.services.clock() <= until.ms) out.withdrawable_until = until;
    return out;
}

Policy remark_readers(const Entity& entity) {
    return entity.rules.view.without({Role::park_operator, Role::enterprise_user});
}
Policy remark_writers(const Entity& entity) { return remark_readers(entity).without({Role::auditor}); }

AuditEntry remark_entry(db::Session& db, const Table& table, const Record& row, Verb verb) {
    return entry_of(table, row, belongings(db, table, std::span(&row, 1)).front(),
                    AuditAction(table.type.name, verb));
}

std::string remark_json(const Remark& remark) {
    reflect::JsonWriter out;
    out.begin_object().key("remark_id").text(std::to_string(remark.id.value));
    out.key("remark_text").text(remark.text).end_object();
    return out.take();
}

Checked<Page<Remark>> remarks_on(const Table& table, const Call& call, db::Session& db,
                                 const PageQuery& asked) {
    const auto row = located(db, call.actor, table, call.scope, call.record);
    if (!row) return tl::unexpected(row.error());
    Page<Remark> out;
    for (const db::Values& values :
         db.query(std::string(kReadRemarks) + "AND r.id < ? ORDER BY r.id DESC LIMIT ?",
                  {table.type.name, call.record.value, below(asked), asked.limit + 1}))
        out.items.push_back(remark_in(values, call));
    if (static_cast<std::int64_t>(out.items.size()) > asked.limit) {
        out.items.pop_back();
        out.next = std::to_string(out.items.back().id.value);
    }
    return out;
}

Checked<Remark> add_remark(const Table& table, Change& change, const Call& call, const NewRemark& asked) {
    const auto row = located(change.db, call.actor, table, call.scope, call.record);
    if (!row) return tl::unexpected(row.error());
    const Instant now{call.services.clock()};
    const Remark made{call.services.ids.next(), asked.text,      now,
                      call.actor.user,          call.actor.name, last_moment(now)};
    change.db.insert("remark", {{"id", made.id.value},
                                {"entity", table.type.name},
                                {"record_id", call.record.value},
                                {"text", made.text},
                                {"created_at", now.ms},
                                {"created_by", made.user_id.value}});
    AuditEntry entry = remark_entry(change.db, table, *row, "add_remark");
    entry.after = remark_json(made);
    change.record(std::move(entry));
    return made;
}

Checked<Nothing> withdraw_remark(const Table& table, Change& change, const Call& call) {
    const auto row = located(change.db, call.actor, table, call.scope, call.record);
    if (!row) return tl::unexpected(row.error());
    const auto id = call.id("remark");
    if (!id) return refuse(id.error());
    const db::Values values = change.db.first(std::string(kReadRemarks) + "AND r.id = ?",
                                              {table.type.name, call.record.value, id->value});
    if (values.empty()) return refuse(Code::not_found);
    const Remark remark = remark_in(values, call);
    if (remark.user_id != call.actor.user) return refuse(Code::remark_not_own);
    if (!remark.withdrawable_until)
        return refuse(Code::remark_late, {{"minutes", std::to_string(kWithdrawnWithin)}});
    AuditEntry entry = remark_entry(change.db, table, *row, "withdraw_remark");
    entry.before = remark_json(remark);
    change.db.execute("DELETE FROM remark WHERE id = ?", {remark.id.value});
    change.record(std::move(entry));
    return Nothing{};
}

}  // namespace

std::vector<Operation> remark_operations_of(const Table& table) {
    const Entity& entity = table.entity;
    if (!entity.remarks) return {};
    const std::string path = "/api/" + entity.path + "/{id}/remarks";
    const auto id = [&](std::string_view verb) { return fmt::format("{}.{}", table.type.name, verb); };
    const auto summary = [&](const std::string& zh, const std::string& en) {
        return Label{zh + "：" + table.type.label.zh, en + " " + table.type.label.in(Language::en)};
    };
    std::vector<Operation> out;
    out.push_back(
        reading(id("remarks"), get(path), summary("批注", "remarks on"), remark_readers(entity),
                [&table](const Call& call, db::Session& db, const PageQuery& asked) -> Checked<Page<Remark>> {
                    return remarks_on(table, call, db, asked);
                }));
    out.push_back(
        changing(id("add_remark"), post(path), summary("添加批注", "remark on"), remark_writers(entity),
                 [&table](Change& change, const Call& call, const NewRemark& asked) -> Checked<Remark> {
                     return add_remark(table, change, call, asked);
                 }));
    out.push_back(changing(id("withdraw_remark"), del(path + "/{remark}"),
                           summary("撤回批注", "withdraw remark on"), remark_writers(entity),
                           [&table](Change& change, const Call& call) -> Checked<Nothing> {
                               return withdraw_remark(table, change, call);
                           }));
    return out;
}

bool may_read_remarks(const Actor& actor, const Table& table) {
    return table.entity.remarks && authorize(actor, remark_readers(table.entity));
}

bool may_read_remarks(db::Session& db, const Actor& actor, const Table& table, const Record& row) {
    return table.entity.remarks && reaches(db, actor, remark_readers(table.entity), table, row);
}

bool is_about_remark(std::string_view action) { return action.ends_with("_remark"); }

}  // namespace yuanheng::platform
