#include "platform/desk/workbench.hpp"

#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/request/operations.hpp"

namespace yuanheng::platform {

using FigureGroup = WorkbenchPart::Group;

void describe(reflect::Describer<Figure>& d) {
    d.name("figure", {"工作台数字", "figure"});
    d(&Figure::code, "code", {"代码", "code"}).must();
    d(&Figure::label, "label", {"名称", "label"}).must();
    d(&Figure::value, "value", {"数值", "value"}).must();
    d(&Figure::unit, "unit", {"单位", "unit"});
    d(&Figure::link, "link", {"链接", "link"}).longest(4000);
    d(&Figure::note, "note", {"说明", "note"}).longest(1000);
    d(&Figure::tone, "tone", {"提示色", "tone"})
        .one_of({{"good", {"良好", "good"}}, {"warn", {"注意", "warning"}}, {"bad", {"警示", "bad"}}});
}
void describe(reflect::Describer<FigureGroup>& d) {
    d.name("figure_group", {"一组数字", "figures"});
    d(&FigureGroup::code, "code", {"代码", "code"}).must();
    d(&FigureGroup::label, "label", {"名称", "label"}).must();
    d(&FigureGroup::items, "items", {"数字", "figures"});
}
void describe(reflect::Describer<WorkbenchPart>& d) {
    d.name("workbench", {"工作台", "workbench"});
    d(&WorkbenchPart::todo, "todo", {"待办", "to do"});
    d(&WorkbenchPart::figures, "figures", {"数字", "figures"});
    d(&WorkbenchPart::warnings, "warnings", {"提醒", "warnings"});
    d(&WorkbenchPart::groups, "groups", {"分组数字", "groups"});
}

namespace {

/// What waits for everybody alike: imports that were checked and not confirmed, and notices.
WorkbenchPart own_part(Services&, db::Session& db, const Actor& actor) {
    WorkbenchPart out;
    const bool zh = actor.language == Language::zh;
    const auto add = [&](std::string code, std::string label, std::int64_t count, std::string link) {
        if (count > 0)
            out.todo.push_back(
                {std::move(code), std::move(label), std::to_string(count), {}, std::move(link), {}, {}});
    };
    add("imports", zh ? "待确认的导入" : "imports to confirm",
        integer_or_0(db.scalar("SELECT COUNT(*) FROM import_batch WHERE user_id = ? AND state = 'ready'",
                               {actor.user.value})),
        "/imports");
    add("notifications", zh ? "未读消息" : "unread notices",
        integer_or_0(db.scalar("SELECT COUNT(*) FROM notification WHERE user_id = ? AND read_at IS NULL",
                               {actor.user.value})),
        "/inbox");
    return out;
}

template <typename T>
void append(std::vector<T>& to, std::vector<T>&& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

std::vector<Operation> workbench_operations(std::vector<WorkbenchSource> sources) {
    sources.insert(sources.begin(), own_part);
    const auto run = [sources](const Call& call, db::Session& db) -> Checked<WorkbenchPart> {
        WorkbenchPart all;
        for (const WorkbenchSource& source : sources) {
            WorkbenchPart part = source(call.services, db, call.actor);
            append(all.todo, std::move(part.todo));
            append(all.figures, std::move(part.figures));
            append(all.warnings, std::move(part.warnings));
            append(all.groups, std::move(part.groups));
        }
        return all;
    };
    return {
        reading("workbench.view", get("/api/workbench"), {"工作台", "workbench"}, Policy::signed_in(), run)};
}

}  // namespace yuanheng::platform
