#include <fmt/format.h>

#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/entity/names.hpp"
#include "platform/entity/write.hpp"
#include "platform/request/operations.hpp"

namespace yuanheng::platform {

namespace {

/// A search, an order and columns of a list that a user wants to find again 常用视图.
struct SavedView {
    Id id;
    std::int64_t version = 1;
    std::string entity, name, query;
    std::vector<std::string> columns;
    bool shared = false, mine = true;
    std::string user_name;
};
void describe(reflect::Describer<SavedView>& d) {
    d.name("saved_view", {"常用视图", "saved view"});
    d(&SavedView::id, "id", {"编号", "id"}).by_program();
    d(&SavedView::version, "version", {"版本", "version"}).by_program();
    d(&SavedView::entity, "entity", {"数据", "entity"}).must().longest(60);
    d(&SavedView::name, "name", {"视图名称", "name"}).must().longest(60);
    d(&SavedView::query, "query", {"查询条件", "search"}).longest(8000);
    d(&SavedView::columns, "columns", {"列", "columns"}).longest(100).between(0, 200);
    d(&SavedView::shared, "shared", {"共享给本高新区的同事", "shared with the zone"});
    d(&SavedView::mine, "mine", {"我的", "mine"}).by_program();
    d(&SavedView::user_name, "user_name", {"创建人", "made by"}).by_program();
}
/// What of a view can be changed.
struct ViewChange {
    std::string name, query;
    std::vector<std::string> columns;
    bool shared = false;
};
void describe(reflect::Describer<ViewChange>& d) {
    d.name("view_change", {"视图的修改", "change of a view"});
    d(&ViewChange::name, "name", {"视图名称", "name"}).longest(60);
    d(&ViewChange::query, "query", {"查询条件", "search"}).longest(8000);
    d(&ViewChange::columns, "columns", {"列", "columns"}).longest(100).between(0, 200);
    d(&ViewChange::shared, "shared", {"共享给本高新区的同事", "shared with the zone"});
}
struct ColumnList {
    std::vector<std::string> columns;
};
void describe(reflect::Describer<ColumnList>& d) {
    d.name("column_list", {"列", "columns"});
    d(&ColumnList::columns, "columns", {"列", "columns"});
}

struct ViewQuery {
    std::string entity;
};
void describe(reflect::Describer<ViewQuery>& d) {
    d.name("view_query", {"视图查询", "view query"});
    d(&ViewQuery::entity, "entity", {"数据", "entity"}).longest(60);
}

constexpr std::string_view kColumns =
    "v.id, v.version, v.entity, v.name, v.query, v.columns, v.shared, v.user_id, u.name";

SavedView view_in(const db::Values& row, const Actor& actor) {
    SavedView out;
    out.id = id_in(row[0]);
    out.version = integer_or_0(row[1]);
    out.entity = text_or_empty(row[2]);
    out.name = text_or_empty(row[3]);
    out.query = text_or_empty(row[4]);
    if (auto columns = reflect::from_json<ColumnList>(text_or_empty(row[5])))
        out.columns = std::move(columns->columns);
    out.shared = integer_or_0(row[6]) != 0;
    out.mine = id_in(row[7]) == actor.user;
    out.user_name = text_or_empty(row[8]);
    return out;
}

/// Own views, and those that colleagues of the same zones share.
Condition visible(const Actor& actor) {
    Condition out{"(v.user_id = ?", {actor.user.value}};
    bool everywhere = false;
    std::string zones;
    for (const Appointment& a : actor.appointments) {
        everywhere |= !a.zone;
        zones += zones.empty() ? "?" : ", ?";
        out.parameters.emplace_back(a.zone.value);
    }
    if (everywhere) return {"(v.user_id = ? OR v.shared = 1)", {actor.user.value}};
    out.sql += zones.empty() ? ")" : fmt::format(" OR (v.shared = 1 AND v.zone_id IN ({})))", zones);
    return out;
}

std::optional<SavedView> find(db::Session& db, const Actor& actor, Id id) {
    const db::Values row = db.first(fmt::format("SELECT {} FROM saved_view v LEFT JOIN app_user u ON u.id = "
                                                "v.user_id WHERE v.id = ? AND v.user_id = ?",
                                                kColumns),
                                    {id.value, actor.user.value});
    return row.empty() ? std::nullopt : std::optional(view_in(row, actor));
}

void record(Change& change, const SavedView& view, Verb verb) {
    AuditEntry entry;
    entry.action = AuditAction("view", verb);
    entry.entity = "saved_view";
    entry.record = view.id;
    entry.after = reflect::to_json(view);
    change.record(std::move(entry));
}

Checked<Page<SavedView>> list_views(const Call& call, db::Session& db, const ViewQuery& query) {
    Condition seen = visible(call.actor);
    if (!query.entity.empty()) {
        seen.sql += " AND v.entity = ?";
        seen.parameters.emplace_back(query.entity);
    }
    Page<SavedView> out;
    for (const auto& row :
         db.query(fmt::format("SELECT {} FROM saved_view v LEFT JOIN app_user u ON u.id = v.user_id "
                              "WHERE {} ORDER BY v.name, v.id LIMIT 500",
                              kColumns, seen.sql),
                  seen.parameters))
        out.items.push_back(view_in(row, call.actor));
    return out;
}

/// The zone whose colleagues see a shared view: the first that the user works in.
Id home(const Actor& actor) { return actor.appointments.empty() ? Id{} : actor.appointments.front().zone; }

Checked<void> write(Change& change, const SavedView& view, bool fresh) {
    try {
        const std::string columns = reflect::to_json(ColumnList{view.columns});
        if (fresh) {
            change.db.insert("saved_view", {{"id", view.id.value},
                                            {"version", std::int64_t{1}},
                                            {"user_id", change.actor.user.value},
                                            {"zone_id", null_if_empty(home(change.actor))},
                                            {"entity", view.entity},
                                            {"name", view.name},
                                            {"query", view.query},
                                            {"columns", columns},
                                            {"shared", std::int64_t{view.shared}},
                                            {"created_at", change.services.clock()}});
        } else if (change.db.execute("UPDATE saved_view SET version = ?, name = ?, query = ?, columns = ?, "
                                     "shared = ? WHERE id = ? AND version = ?",
                                     {view.version, view.name, view.query, columns, std::int64_t{view.shared},
                                      view.id.value, view.version - 1}) != 1) {
            return refuse(Code::precondition_failed);
        }
    } catch (const db::Failure& failure) {
        if (failure.fault != db::Fault::unique) throw;
        return refuse(Code::view_exists, {{"name", view.name}}, at("/name"));
    }
    record(change, view, fresh ? Verb("create") : Verb("edit"));
    return {};
}

Checked<Versioned<SavedView>> create_view(Change& change, const Call& call, const SavedView& asked) {
    const Table* entity = call.services.entities.find(asked.entity);
    if (entity == nullptr || !authorize(call.actor, entity->entity.rules.view))
        return refuse(Code::not_found, {}, at("/entity"));
    SavedView view = asked;
    view.id = call.services.ids.next();
    view.user_name = call.actor.name;
    if (auto done = write(change, view, true); !done) return refuse(std::move(done.error()));
    return Versioned<SavedView>{view, view.version, 201};
}

Checked<Versioned<SavedView>> edit_view(Change& change, const Call& call) {
    std::optional<SavedView> view = find(change.db, call.actor, call.record);
    if (!view) return refuse(Code::not_found);
    if (view->version != call.version) return refuse(Code::precondition_failed);
    ViewChange wanted{view->name, view->query, view->columns, view->shared};  // what is not given stays
    if (auto fine = reflect::read(call.request.body, reflect::described<ViewChange>(), &wanted); !fine)
        return refuse(std::move(fine.error()));
    ++view->version;
    if (!wanted.name.empty()) view->name = wanted.name;
    view->query = wanted.query;
    view->columns = wanted.columns;
    view->shared = wanted.shared;
    if (auto done = write(change, *view, false); !done) return refuse(std::move(done.error()));
    return Versioned<SavedView>{*view, view->version};
}

Checked<Nothing> remove_view(Change& change, const Call& call) {
    const auto view = find(change.db, call.actor, call.record);
    if (!view) return refuse(Code::not_found);
    if (change.db.execute("DELETE FROM saved_view WHERE id = ? AND version = ?",
                          {call.record.value, call.version}) != 1)
        return refuse(Code::precondition_failed);
    record(change, *view, "remove");
    return Nothing();
}

}  // namespace

std::vector<Operation> view_operations() {
    const Policy own = Policy::signed_in();
    std::vector<Operation> out;
    out.push_back(reading("view.list", get("/api/views"), {"常用视图", "saved views"}, own, list_views));
    out.push_back(changing("view.create", post("/api/views"), {"保存视图", "save a view"}, own, create_view));
    Operation& edit = out.emplace_back(
        changing("view.edit", patch("/api/views/{id}"), {"修改视图", "change a view"}, own, edit_view));
    edit.body = &reflect::described<ViewChange>();
    edit.versioned = true;
    out.emplace_back(
           changing("view.remove", del("/api/views/{id}"), {"删除视图", "remove a view"}, own, remove_view))
        .versioned = true;
    return out;
}

}  // namespace yuanheng::platform
