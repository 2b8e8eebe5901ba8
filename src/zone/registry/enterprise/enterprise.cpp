#include "zone/registry/enterprise/enterprise.hpp"

#include <map>

#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/former_identity.hpp"
#include "zone/registry/enterprise/rules.hpp"
#include "zone/registry/enterprise/stage.hpp"
#include "zone/registry/enterprise/version.hpp"
#include "zone/registry/taxonomy/choices.hpp"

namespace yuanheng::registry {

using platform::Change;
using platform::integer_or_0;
using platform::text_or_empty;
using reflect::Format;

namespace {

const std::vector<reflect::Choice> kOwnership = {
    {"state", {"国有", "state-owned"}},   {"collective", {"集体", "collective"}},
    {"private", {"民营", "private"}},     {"hmt", {"港澳台投资", "from Hong Kong, Macao, Taiwan"}},
    {"foreign", {"外商投资", "foreign"}}, {"mixed", {"混合所有制", "mixed"}},
    {"other", {"其他", "other"}},
};

const std::vector<reflect::Choice> kOrigins = {
    {"local", {"本地", "local"}},
    {"gba", {"粤港澳大湾区", "Greater Bay Area"}},
    {"yrd", {"长三角", "Yangtze River Delta"}},
    {"bth", {"京津冀", "Beijing, Tianjin, Hebei"}},
    {"cc", {"成渝地区", "Chengdu and Chongqing"}},
    {"elsewhere", {"国内其他地区", "elsewhere in China"}},
    {"abroad", {"境外", "abroad"}},
};

}  // namespace

void describe(reflect::Describer<Enterprise>& d) {
    using E = Enterprise;
    d.name("enterprise", {"企业", "enterprise"});
    d(&E::zone_id, "zone_id", {"所属高新区", "zone"}).of("zone").must().fixed().filters().also({"高新区"});
    d(&E::uscc, "uscc", {"统一社会信用代码", "credit code"})
        .as(Format::uscc)
        .must()
        .fixed()
        .longest(18)
        .found()
        .filters()
        .listed()
        .also({"社会信用代码", "信用代码", "统一信用代码", "统一代码", "企业代码", "纳税人识别号"})
        .explained({"营业执照上的 18 位代码；换发新代码请用“变更信用代码”",
                    "the 18 characters of the business licence; to replace it use Change code"});
    d(&E::name, "name", {"企业名称", "name"})
        .must()
        .longest(100)
        .found()
        .sorts()
        .listed()
        .also({"单位名称", "公司名称", "企业全称", "单位详细名称", "名称", "纳税人名称"})
        .explained({"营业执照上的全称；更名后原名称自动记为曾用名称",
                    "as on the business licence; after a change the old name is kept as a former one"});
    d(&E::short_name, "short_name", {"简称", "short name"}).longest(40).found();
    d(&E::former, "former", {"曾用代码与名称", "former codes and names"})
        .by_program()
        .longest(kMostFormer)
        .found();
    d(&E::stage, "stage", {"阶段", "stage"})
        .one_of(stages())
        .filters()
        .listed()
        .also({"企业状态", "项目阶段", "经营状态", "生产状态"})
        .explained(
            {"没有填写的记为“待核实”；签约、落地、在建、试生产、投产要依次变更",
             "absent: not verified; signed, landed, construction, trial and production follow one another"});
    d(&E::stage_since, "stage_since", {"阶段起始日期", "stage since"})
        .filters()
        .also({"投产日期", "进入阶段日期"});
    d(&E::park_id, "park_id", {"所在园区", "park"})
        .of("park")
        .filters()
        .listed()
        .also({"园区", "所属园区", "园区名称"});
    d(&E::carrier_id, "carrier_id", {"所在载体", "carrier"})
        .of("carrier")
        .filters()
        .also({"载体", "所在厂房", "载体名称"});
    d(&E::industry, "industry", {"国民经济行业", "industry (GB/T 4754)"})
        .longest(60)
        .filters()
        .listed()
        .also({"行业代码", "行业", "所属行业", "行业类别", "行业小类"})
        .explained({"GB/T 4754-2017 代码或名称，例如 C39、3985",
                    "a code or name of GB/T 4754-2017, such as C39 or 3985"});
    d(&E::main_products, "main_products", {"主要产品", "main products"})
        .longest(200)
        .found()
        .also({"主营产品", "主要业务"});
    d(&E::size_class, "size_class", {"企业规模", "size class"})
        .one_of({{"large", {"大型", "large"}}})
        .filters()
        .also({"规模", "单位规模"})
        .explained({"以统计部门的名单为准", "as the statistics department's list says"});
    d(&E::above_scale, "above_scale", {"是否规上", "above designated size"})
        .filters()
        .listed()
        .also({"规上", "规上企业", "规模以上"})
        .explained({"以统计部门的规上名单为准；不清楚的留空",
                    "as the statistics list says; leave it empty where that is not known"});
    d(&E::origin, "origin", {"来源地", "origin"}).one_of(kOrigins).filters().also({"企业来源", "转出地"});
    d(&E::ownership, "ownership", {"经济类型", "ownership"})
        .one_of(kOwnership)
        .filters()
        .also({"登记注册类型", "企业性质"});
    d(&E::registered_on, "registered_on", {"成立日期", "registered on"})
        .sorts()
        .also({"注册日期", "注册时间", "成立时间", "开业日期"});
    d(&E::registered_capital, "registered_capital", {"注册资本", "registered capital"})
        .amount("万元")
        .between(0, 100'000'000'000'000'000)
        .sorts()
        .also({"注册资金"});
    d(&E::legal_representative, "legal_representative", {"法定代表人", "legal representative"})
        .longest(60)
        .found()
        .also({"法人代表", "法人", "负责人"});
    d(&E::address, "address", {"注册地址", "registered address"})
        .longest(200)
        .also({"住所", "地址", "单位地址", "企业地址"});
    d(&E::works_at, "works_at", {"经营地址", "place of operation"})
        .longest(200)
        .also({"生产经营地址", "实际经营地址"});
    d(&E::employees, "employees", {"从业人员", "employees"})
        .amount("人")
        .between(0, 10'000'000)
        .sorts()
        .also({"职工人数", "员工人数", "从业人数"});
    d(&E::merged_into, "merged_into", {"并入企业", "merged into"}).of("enterprise").by_program().filters();
    d(&E::generated, "generated", {"仿真数据", "generated sample"})
        .filters()
        .explained({"“是”表示由程序生成的示例，不是真实企业",
                    "yes: invented by the program, not a real enterprise"});
    d(&E::note, "note", {"备注", "note"}).as(Format::multiline).longest(1000);
}

namespace {

/// The industry in the classification's own form: "3985" becomes C3985.
Checked<void> settle_industry(const Industry& industry, Enterprise& e) {
    if (e.industry.empty()) return {};
    const Result<IndustryCode> parsed = industry.parse(e.industry);
    if (parsed) {
        e.industry = parsed->code;
        return {};
    }
    Error error = parsed.error();
    return platform::refuse(std::move(error).at(platform::at("/industry")));
}

/// Where the parks and carriers are: few, and asked for by every row of an import.
struct Places {
    struct Place {
        std::string name;
        std::int64_t zone = 0, park = 0;
    };
    std::map<std::int64_t, Place> parks, carriers;
};

Places read_places(Change& change) {
    Places out;
    for (const db::Values& row : change.db.query("SELECT id, name, zone_id FROM park")) {
        out.parks[integer_or_0(row[0])] = {text_or_empty(row[1]), integer_or_0(row[2]), 0};
    }
    for (const db::Values& row : change.db.query("SELECT id, name, zone_id, park_id FROM carrier")) {
        out.carriers[integer_or_0(row[0])] = {text_or_empty(row[1]), integer_or_0(row[2]),
                                              integer_or_0(row[3])};
    }
    return out;
}

/// Park and carrier are the zone's, and the carrier is in the park.
Checked<void> settle_place(Change& change, Enterprise& e) {
    if (!e.park_id && !e.carrier_id) return {};
    const Places& places = change.once<Places>(read_places);
    const auto elsewhere = [&e](const Places::Place& place) { return place.zone != e.zone_id.value; };
    if (const auto carrier = places.carriers.find(e.carrier_id.value); carrier != places.carriers.end()) {
        if (elsewhere(carrier->second))
            return platform::refuse(Code::registry_other_zone, {{"name", carrier->second.name}},
                                    platform::at("/carrier_id"));
        const Id park{carrier->second.park};
        if (!e.park_id) e.park_id = park;
        if (park && park != e.park_id)
            return platform::refuse(Code::registry_other_park, {{"name", carrier->second.name}},
                                    platform::at("/carrier_id"));
    }
    if (const auto park = places.parks.find(e.park_id.value);
        park != places.parks.end() && elsewhere(park->second)) {
        return platform::refuse(Code::registry_other_zone, {{"name", park->second.name}},
                                platform::at("/park_id"));
    }
    return {};
}

/// A stage that follows from the one before, and its date.
Checked<void> settle_stage(const Change& change, const Enterprise* was, Enterprise& e) {
    const Date day = platform::today(change.services);
    if (e.stage.empty()) e.stage = was != nullptr ? was->stage : "unverified";
    if (e.stage_since && *e.stage_since > day)
        return platform::refuse(Code::registry_future, {{"date", e.stage_since->iso()}},
                                platform::at("/stage_since"));
    if (was == nullptr || was->stage == e.stage) return {};
    if (auto fine = check_stage(was->stage, e.stage); !fine) {
        Error error = fine.error();
        return platform::refuse(std::move(error).at(platform::at("/stage")));
    }
    if (!e.stage_since || e.stage_since == was->stage_since) e.stage_since = day;
    if (was->stage_since && *e.stage_since < *was->stage_since) {
        return platform::refuse(Code::registry_before_state,
                                {{"date", e.stage_since->iso()}, {"since", was->stage_since->iso()}},
                                platform::at("/stage_since"));
    }
    return {};
}

Checked<void> check_enterprise(Change& change, const Enterprise* was, Enterprise& e) {
    Errors errors;
    const auto collect = [&errors](const Checked<void>& done) {
        if (!done) errors.insert(errors.end(), done.error().begin(), done.error().end());
    };
    collect(settle_industry(change.services.industry, e));
    collect(settle_place(change, e));
    collect(settle_stage(change, was, e));
    if (!was) collect(check_not_former(change, e.uscc));
    if (was && was->name != e.name) e.former = with_former(e.former, was->name);
    if (!errors.empty()) return platform::refuse(std::move(errors));
    return {};
}

void saved_enterprise(Change& change, Id id, const Enterprise* was, const Enterprise* is) {
    if (was == nullptr || is == nullptr) return;
    const Date day = platform::today(change.services);
    const Date effective = was->stage != is->stage ? is->stage_since.value_or(day) : day;
    keep_version(change, id, *was, *is, effective);
    if (was->name != is->name) add_former(change, {id, "name", was->name, effective, "renamed", {}, {}});
}

}  // namespace

platform::Entity enterprise_entity(const TaxonomyPointer& taxonomies) {
    const auto type = with_choices(reflect::described<Enterprise>(),
                                   {{"size_class", choices_of(*taxonomies, TaxonomyKind::size)}});
    platform::Entity entity(type, official_rules());
    entity.path = "enterprises";
    entity.table = "enterprise";
    entity.plural = {"企业名录", "enterprises"};
    entity.title = "name";
    entity.key = {"uscc"};
    entity.order = "name";
    entity.scope = {.zone = "t.zone_id", .park = "t.park_id", .enterprise = "t.id"};
    entity.rules.edit = keepers_and_operators();
    entity.attachments = {
        {.code = "business_licence", .label = {"营业执照", "business licence"}},
        {.code = "articles", .label = {"公司章程", "articles of association"}, .types = {"pdf", "docx"}},
        {.code = "other",
         .label = {"其他材料", "other documents"},
         .types = {"pdf", "png", "jpg", "docx", "xlsx"}}};
    entity.remarks = true;
    entity.check = platform::checking<Enterprise>(check_enterprise);
    entity.saved = platform::saving<Enterprise>(saved_enterprise);
    return entity;
}

}  // namespace yuanheng::registry
