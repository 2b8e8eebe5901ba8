#include "zone/registry/figures/published_figure.hpp"

#include "platform/core/refusal.hpp"
#include "platform/core/services.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/rules.hpp"
#include "zone/registry/figures/measure.hpp"

namespace yuanheng::registry {

namespace {

const std::vector<reflect::Choice> kQualifiers = {
    {"exact", {"精确值", "exactly"}},
    {"more_than", {"超过", "more than"}},
    {"about", {"约", "about"}},
};

/// A measure counts something.
Checked<void> check_figure(platform::Change& change, const PublishedFigure*, PublishedFigure& f) {
    if (f.measure.empty()) return {};
    const Result<Measure> measure = parse_measure(change.services, change.db, f.zone_id, f.measure);
    if (!measure) {
        Error error = measure.error();
        return platform::refuse(std::move(error).at(platform::at("/measure")));
    }
    if (count(change.services, change.db, change.actor, {{{platform::Reach::zone, f.zone_id}}}, *measure))
        return {};
    return platform::refuse(Code::registry_measure, {{"text", f.measure}}, platform::at("/measure"));
}

}  // namespace

void describe(reflect::Describer<PublishedFigure>& d) {
    using F = PublishedFigure;
    d.name("published_figure", {"公开统计数据", "published figure"});
    d(&F::zone_id, "zone_id", {"所属高新区", "zone"}).of("zone").must().fixed().filters();
    d(&F::code, "code", {"编号", "code"}).must().longest(40).found();
    d(&F::name, "name", {"指标", "figure"}).must().longest(100).found().sorts().listed();
    d(&F::period, "period", {"时期", "period"}).as(reflect::Kind::period).filters().listed();
    d(&F::qualifier, "qualifier", {"口径", "qualifier"}).one_of(kQualifiers).must().listed();
    d(&F::value, "value", {"数值", "value"}).decimals(4, "").listed();
    d(&F::unit, "unit", {"单位", "unit"}).must().longest(20).listed();
    d(&F::growth, "growth", {"同比", "growth"}).decimals(2, "%").listed();
    d(&F::source, "source", {"来源", "source"}).must().longest(200).found().listed();
    d(&F::measure, "measure", {"名录口径", "counted in the register"})
        .longest(200)
        .explained(
            {"名录里怎样数出同一个数：实体和筛选条件，例如 enterprise?origin:eq:gba&stage:eq:production",
             "how the register counts the same: entity and filters, such as "
             "enterprise?origin:eq:gba&stage:eq:production"});
    d(&F::note, "note", {"说明", "note"}).as(reflect::Format::multiline).longest(1000);
}

platform::Entity published_figure_entity() {
    platform::Entity entity = platform::Entity::of<PublishedFigure>(zone_rules());
    entity.path = "published-figures";
    entity.table = "published_figure";
    entity.plural = {"公开统计数据", "published figures"};
    entity.title = "name";
    entity.key = {"zone_id", "code"};
    entity.order = "name";
    entity.scope = {.zone = "t.zone_id"};
    entity.check = platform::checking<PublishedFigure>(check_figure);
    return entity;
}

}  // namespace yuanheng::registry
