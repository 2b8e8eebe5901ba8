#include "zone/registry/figures/figures.hpp"
#include "platform/entity/entities.hpp"
#include "platform/entity/records.hpp"
#include "platform/request/operations.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/rules.hpp"
#include "zone/registry/figures/measure.hpp"
#include "zone/registry/figures/published_figure.hpp"
#include "zone/registry/taxonomy/choices.hpp"

namespace yuanheng::registry {

namespace {

/// A published figure beside what the register counts.
struct FigureBeside {
    Id id;
    PublishedFigure published;
    std::optional<std::int64_t> counted;  ///< absent: the register has nothing to count
    std::string path;                     ///< of the list that shows what was counted
    std::vector<std::string> filter;
};

void describe(reflect::Describer<FigureBeside>& d) {
    using F = FigureBeside;
    d.name("figure_beside", {"公开统计数据与系统统计", "published figure and count"});
    d(&F::id, "id", {"编号", "id"});
    static const reflect::Struct kPublished = own_fields(reflect::described<PublishedFigure>());
    d(&F::published, "published", {"公开统计数据", "published figure"}).item = &kPublished;
    d(&F::counted, "counted", {"系统统计", "counted in the register"});
    d(&F::path, "path", {"列表", "list"});
    d(&F::filter, "filter", {"筛选条件", "filters"}).longest(1000);
}

struct FigureList {
    std::string note;  ///< what of the zone's data is published and what generated
    std::vector<FigureBeside> items;
};

void describe(reflect::Describer<FigureList>& d) {
    d.name("figure_list", {"公开统计数据与系统统计", "published figures and counts"});
    d(&FigureList::note, "note", {"数据说明", "about the data"}).longest(2000);
    d(&FigureList::items, "items", {"数字", "figures"});
}

FigureBeside beside(const platform::Call& call, db::Session& db, Id zone, Id id, PublishedFigure published) {
    FigureBeside out{id, std::move(published), std::nullopt, {}, {}};
    if (out.published.measure.empty()) return out;
    const Result<Measure> measure = parse_measure(call.services, db, zone, out.published.measure);
    if (!measure) return out;
    const auto counted = count(call.services, db, call.actor, {{{platform::Reach::zone, zone}}}, *measure);
    if (!counted) return out;
    out.counted = *counted;
    out.path = call.services.entities.table(measure->entity).entity.path;
    out.filter = measure->filter;
    return out;
}

Checked<FigureList> show_figures(const platform::Call& call, db::Session& db) {
    const platform::Condition in = platform::within(call.scope, {.zone = "t.id"});
    db::Values parameters = {call.record.value};
    parameters.insert(parameters.end(), in.parameters.begin(), in.parameters.end());
    const auto zone =
        db.query("SELECT t.published_note FROM zone t WHERE t.id = ? AND " + in.sql, parameters);
    if (zone.empty()) return platform::refuse(Code::not_found);
    FigureList out;
    if (const std::string* note = reflect::text(zone[0][0])) out.note = *note;
    for (auto& fact : platform::records<PublishedFigure>(call.services, db)
                          .find({"t.zone_id = ?", {call.record.value}}, "t.code")) {
        out.items.push_back(beside(call, db, call.record, fact.id(), std::move(fact.value)));
    }
    return out;
}

}  // namespace

platform::Operation figures_operation() {
    platform::Operation out =
        platform::reading("zone.figures", platform::get("/api/zones/{id}/figures"),
                          {"查看公开统计数据与系统统计", "compare published figures with the register"},
                          zone_rules().view, show_figures);
    out.entity = "zone";
    return out;
}

}  // namespace yuanheng::registry
