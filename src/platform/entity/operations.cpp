#include "platform/entity/operations.hpp"

#include "platform/entity/requests.hpp"
#include "platform/entity/summary.hpp"

namespace yuanheng::platform {

namespace {

/// The fields that can be given to many records at once: none is required, and what is fixed is left out.
reflect::Struct changes_of(const reflect::Struct& type) {
    reflect::Struct out{type.name + "_changes", type.label, {}};
    for (reflect::Field f : type.fields) {
        if (f.read_only || f.immutable) continue;
        f.required = false;
        out.fields.push_back(std::move(f));
    }
    return out;
}

reflect::Struct seen_of(const Table& table) {
    reflect::Struct out = table.shown;
    reflect::Field may;
    may.name = "may";
    may.label = {"现在可以办理的", "what may be done now"};
    may.kind = reflect::Kind::list;
    may.always = may.read_only = true;
    may.choices = {{"edit", {"修改", "edit"}}, {"remove", {"删除", "remove"}}};
    for (const Action& action : table.entity.actions) may.choices.push_back({action.verb, action.label});
    out.fields.push_back(std::move(may));
    return out;
}

reflect::Struct bulk_of(const reflect::Struct& type, const reflect::Struct& changes) {
    reflect::Struct out = reflect::described<BulkRequest>();
    out.name = type.name + "_bulk";
    reflect::Field set;
    set.name = "set";
    set.label = {"要改的内容", "what to set"};
    set.kind = reflect::Kind::object;
    set.item = &changes;
    set.always = true;
    set.required = true;
    out.fields.push_back(std::move(set));
    return out;
}

using Run = Checked<http::Response> (*)(const EntityParts&, Call&);

/// Builds the operations of one entity, which share its parts.
class Builder {
public:
    explicit Builder(const Table& table)
        : parts_(std::make_shared<EntityParts>(table)), base_("/api/" + table.entity.path) {}

    Operation& add(std::string_view verb, http::Method method, std::string_view rest, Label summary,
                   const Policy& policy, Run run) {
        const Table& table = parts_->table;
        const auto named = [](std::string text, const std::string& name) { return text + name; };
        return out.emplace_back(
            Operation{.id = table.type.name + "." + std::string(verb),
                      .method = method,
                      .pattern = base_ + std::string(rest),
                      .summary = {named(summary.zh, table.type.label.zh),
                                  named(summary.en + " ", table.type.label.in(Language::en))},
                      .policy = policy,
                      .run = [parts = parts_, run](Call& call) { return run(*parts, call); }});
    }
    void add(const Action& action) {
        Operation& o = out.emplace_back(action.operation);
        o.id = parts_->table.type.name + "." + action.verb;
        o.pattern = base_ + "/{id}/" + action.verb;
        o.versioned = true;
        o.run = [parts = parts_, &action](Call& call) { return run_action(*parts, action, call); };
    }
    const EntityParts& parts() const { return *parts_; }

    std::vector<Operation> out;

private:
    std::shared_ptr<const EntityParts> parts_;
    std::string base_;
};

}  // namespace

EntityParts::EntityParts(const Table& of)
    : table(of),
      seen(seen_of(of)),
      changes(changes_of(*of.entity.type)),
      bulk(bulk_of(*of.entity.type, changes)) {}

std::vector<Operation> operations_of(const Table& table) {
    using http::Method;
    Builder b(table);
    const EntityRules& rules = table.entity.rules;
    const reflect::Struct *record = &b.parts().seen, *type = table.entity.type.get(),
                          *job = &reflect::described<JobStarted>();

    Operation& list = b.add("list", Method::get, "", {"查询", "list"}, rules.view, list_records);
    list.query = &reflect::described<ListQuery>();
    list.reply = record;
    list.reply_is_list = true;
    Operation& summary =
        b.add("summary", Method::get, "/summary", {"汇总", "summary of"}, rules.view, summary_of_records);
    summary.query = &reflect::described<SummaryQuery>();
    summary.reply = &reflect::described<Summary>();
    Operation& create = b.add("create", Method::post, "", {"新增", "create"}, rules.create, create_record);
    create.body = type;
    create.reply = record;
    b.add("view", Method::get, "/{id}", {"查看", "view"}, rules.view, view_record).reply = record;
    Operation& edit = b.add("edit", Method::patch, "/{id}", {"修改", "edit"}, rules.edit, edit_record);
    edit.body = type;
    edit.reply = record;
    edit.partial = edit.versioned = true;
    b.add("remove", Method::del, "/{id}", {"删除", "remove"}, rules.remove, remove_record).versioned = true;
    b.add("restore", Method::post, "/{id}/restore", {"恢复", "restore"}, rules.remove, restore_record).reply =
        record;
    Operation& history = b.add("history", Method::get, "/{id}/history", {"变更记录：", "history of"},
                               rules.view, record_history);
    history.query = &reflect::described<HistoryQuery>();
    history.reply = &reflect::described<HistoryEntry>();
    history.reply_is_list = true;
    Operation& bulk =
        b.add("bulk", Method::post, "/bulk", {"批量修改", "change many of"}, rules.edit, edit_records);
    bulk.body = &b.parts().bulk;
    bulk.reply = &reflect::described<BulkReply>();
    bulk.limits.deadline = std::chrono::seconds(60);
    Operation& exported =
        b.add("export", Method::post, "/export", {"导出", "export"}, rules.export_all, start_export);
    exported.body = &reflect::described<ExportRequest>();
    exported.reply = job;
    for (const Action& action : table.entity.actions) b.add(action);
    return std::move(b.out);
}

}  // namespace yuanheng::platform
