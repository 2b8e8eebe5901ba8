#include "zone/registry/taxonomy/catalog.hpp"

#include "platform/request/operations.hpp"

namespace yuanheng::registry {

namespace {

struct CatalogNode {
    std::string code, name;
    std::vector<std::string> industries;
    std::string level;
    std::optional<std::int64_t> years;
    std::string source;
    bool sample = false;
};

void describe(reflect::Describer<CatalogNode>& d) {
    using N = CatalogNode;
    d.name("taxonomy_node", {"分类", "class"});
    d(&N::code, "code", {"代码", "code"}).explained({"记录里使用的值", "the value that records hold"});
    d(&N::name, "name", {"名称", "name"});
    d(&N::industries, "industries", {"对应行业", "industries"})
        .explained({"GB/T 4754-2017，仅供参考", "GB/T 4754-2017, a proposal"});
    d(&N::level, "level", {"通常级别", "usual level"});
    d(&N::years, "years", {"通常有效年数", "usual years of validity"});
    d(&N::source, "source", {"依据", "source"});
    d(&N::sample, "sample", {"示例", "sample"}).explained({"没有公布的依据", "nobody published it"});
}

struct CatalogGroup {
    std::string code, name;
    bool sample = false;
    std::vector<CatalogNode> nodes;
};

void describe(reflect::Describer<CatalogGroup>& d) {
    d.name("taxonomy_group", {"分组", "group"});
    d(&CatalogGroup::code, "code", {"代码", "code"});
    d(&CatalogGroup::name, "name", {"名称", "name"});
    d(&CatalogGroup::sample, "sample", {"示例", "sample"});
    d(&CatalogGroup::nodes, "nodes", {"分类", "classes"});
}

struct CatalogEntry {
    std::string id, version, kind, zone, slogan, title, source;
    std::optional<Date> effective_from;
    bool current = true;
    std::vector<CatalogGroup> groups;
};

void describe(reflect::Describer<CatalogEntry>& d) {
    using E = CatalogEntry;
    d.name("taxonomy", {"分类体系", "taxonomy"});
    d(&E::id, "id", {"编号", "id"});
    d(&E::version, "version", {"版本", "edition"});
    d(&E::kind, "kind", {"种类", "kind"})
        .one_of({{"national", {"国民经济行业", "national classification"}},
                 {"industry", {"产业体系", "industry system"}},
                 {"title", {"资质荣誉", "titles"}},
                 {"size", {"企业规模", "size classes"}}});
    d(&E::zone, "zone", {"所属高新区代号", "zone's code"}).explained({"空为通用", "absent: every zone"});
    d(&E::slogan, "slogan", {"简称", "short name"});
    d(&E::title, "title", {"名称", "title"});
    d(&E::source, "source", {"来源", "source"}).longest(1000);
    d(&E::effective_from, "effective_from", {"生效日期", "effective from"});
    d(&E::current, "current", {"现行", "in force"});
    d(&E::groups, "groups", {"分组", "groups"});
}

struct Catalog {
    std::vector<CatalogEntry> items;
};

void describe(reflect::Describer<Catalog>& d) {
    d.name("taxonomy_list", {"分类体系", "taxonomies"});
    d(&Catalog::items, "items", {"分类体系", "taxonomies"});
}

CatalogEntry national(const Industry& industry, Language language) {
    CatalogEntry out;
    out.id = "gbt4754-2017";
    out.version = industry.version().substr(0, industry.version().find(' '));
    out.kind = "national";
    out.title = industry.title().in(language);
    out.source = industry.source();
    for (const IndustryClass& section : industry.sections()) {
        CatalogGroup group{section.code, section.name.in(language), false, {}};
        for (const IndustryClass& division : industry.divisions()) {
            if (division.section != section.code) continue;
            CatalogNode node;
            node.code = section.code + division.code;
            node.name = division.name.in(language);
            group.nodes.push_back(std::move(node));
        }
        out.groups.push_back(std::move(group));
    }
    return out;
}

CatalogEntry entry(const Taxonomy& taxonomy, bool current, Language language) {
    CatalogEntry out{taxonomy.id,
                     taxonomy.version,
                     std::string(code(taxonomy.kind)),
                     taxonomy.zone,
                     taxonomy.slogan,
                     taxonomy.title.in(language),
                     taxonomy.source,
                     taxonomy.effective_from,
                     current,
                     {}};
    for (const TaxonomyGroup& group : taxonomy.groups) {
        CatalogGroup shown{group.code, group.name.in(language), group.sample, {}};
        for (const TaxonomyNode& node : group.nodes) {
            CatalogNode item;
            item.code = taxonomy.kind == TaxonomyKind::industry ? taxonomy.id + "/" + node.code : node.code;
            item.name = node.name.in(language);
            item.industries = node.industries;
            item.level = node.level;
            if (node.years > 0) item.years = node.years;
            item.source = node.source;
            item.sample = node.sample;
            shown.nodes.push_back(std::move(item));
        }
        out.groups.push_back(std::move(shown));
    }
    return out;
}

}  // namespace

platform::Operation taxonomies_operation(const TaxonomyPointer& taxonomies) {
    return platform::answering(
        "taxonomy.list", platform::get("/api/taxonomies"), {"查看分类体系", "list the taxonomies"},
        platform::Policy::signed_in(), [taxonomies](platform::Call& call) -> Checked<Catalog> {
            Catalog out;
            const Date day = platform::today(call.services);
            out.items.push_back(national(call.services.industry, call.language()));
            for (const Taxonomy& taxonomy : taxonomies->all()) {
                out.items.push_back(
                    entry(taxonomy, taxonomies->find(taxonomy.id, day) == &taxonomy, call.language()));
            }
            return out;
        });
}

}  // namespace yuanheng::registry
