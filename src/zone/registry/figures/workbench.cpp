#include "platform/entity/entities.hpp"
#include "platform/entity/summary.hpp"
#include "zone/registry/enterprise/stage.hpp"
#include "zone/registry/figures/figures.hpp"
#include "zone/registry/figures/measure.hpp"

namespace yuanheng::registry {

namespace {

using platform::Actor;
using platform::Services;
using Bench = platform::WorkbenchPart;

struct Asking {
    std::vector<platform::Figure> Bench::*where;
    const char* code;
    Label label;
    Measure measure;
};

std::vector<Asking> askings(Date day) {
    const std::string from = "valid_to:from:" + day.plus_days(1).iso(),
                      to = "valid_to:to:" + day.plus_days(90).iso();
    const std::string here = "stage:in:signed,landed,construction,trial,production,suspended,unverified";
    return {
        {&Bench::figures, "enterprises", {"在册企业", "enterprises"}, {"enterprise", {here}}},
        {&Bench::figures,
         "above_scale",
         {"规上企业", "above designated size"},
         {"enterprise", {"above_scale:eq:true"}}},
        {&Bench::figures, "carriers", {"载体", "carriers"}, {"carrier", {}}},
        {&Bench::warnings,
         "titles_expiring",
         {"90 天内到期的资质", "titles that expire within 90 days"},
         {"title", {from, to}}},
        {&Bench::todo,
         "no_industry",
         {"企业没有填写行业", "enterprises without industry"},
         {"enterprise", {"industry:empty:true", here}}},
        {&Bench::todo,
         "no_park",
         {"企业所在园区不明", "enterprises whose park is not known"},
         {"enterprise", {"park_id:empty:true", here}}},
        {&Bench::todo,
         "unverified",
         {"企业阶段待核实", "enterprises whose stage is not verified"},
         {"enterprise", {"stage:eq:unverified"}}},
    };
}

std::string link(const platform::Entity& entity, const std::vector<std::string>& filter) {
    std::string out = "/" + entity.path;
    for (const std::string& text : filter)
        out += (out.find('?') == std::string::npos ? "?filter=" : "&filter=") + text;
    return out;
}

/// Stages that nobody is in have a figure too.
Bench::Group by_stage(const Services& services, db::Session& db, const platform::View& view) {
    const platform::Entity& enterprise = view.table.entity;
    const Language language = view.actor.language;
    std::map<std::string, std::int64_t> counts;
    const auto summary =
        platform::summarise(services, db, view, {.by = {"stage"}, .sum = {}, .q = {}, .filter = {}});
    for (const platform::SummaryGroup& group : summary.value().groups) counts[group.values[0]] = group.count;
    Bench::Group out{"stage", Label{"企业阶段", "stages of enterprises"}.in(language), {}};
    for (const reflect::Choice& stage : stages()) {
        out.items.push_back({"stage_" + stage.code,
                             stage.label.in(language),
                             std::to_string(counts[stage.code]),
                             {},
                             link(enterprise, {"stage:eq:" + stage.code}),
                             {},
                             {}});
    }
    return out;
}

/// What is to do and what to beware of is told only where there is something.
void add(Services& services, db::Session& db, const Actor& actor, const Asking& asking, Bench& bench) {
    const platform::Entity& entity = services.entities.table(asking.measure.entity).entity;
    const auto scope = platform::authorize(actor, entity.rules.view);
    if (!scope) return;
    const auto value = count(services, db, actor, *scope, asking.measure);
    if (!value)
        throw std::logic_error("a figure of the workbench asks for " + describe(value.error(), Language::en));
    const bool counts = asking.where == &Bench::figures;
    if (*value == 0 && !counts) return;
    (bench.*asking.where)
        .push_back({asking.code,
                    asking.label.in(actor.language),
                    std::to_string(*value),
                    {},
                    link(entity, asking.measure.filter),
                    {},
                    counts ? "" : "warn"});
}

}  // namespace

platform::WorkbenchPart workbench(Services& services, db::Session& db, const Actor& actor) {
    Bench bench;
    for (const Asking& asking : askings(platform::today(services))) add(services, db, actor, asking, bench);
    const platform::Table& enterprises = services.entities.table("enterprise");
    if (const auto scope = platform::authorize(actor, enterprises.entity.rules.view))
        bench.groups.push_back(by_stage(services, db, platform::View(enterprises, actor, *scope)));
    return bench;
}

}  // namespace yuanheng::registry
