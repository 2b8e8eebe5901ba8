#include "zone/registry/file/file.hpp"
#include "zone/registry/taxonomy/choices.hpp"

namespace yuanheng::registry {

namespace {

template <typename T>
const reflect::Struct& own(std::initializer_list<std::string_view> classes = {}) {
    static const reflect::Struct once = own_fields(reflect::described<T>(), classes);
    return once;
}

}  // namespace

void describe(reflect::Describer<FileFormer>& d) {
    d.name("file_former", {"曾用代码与名称", "former code or name"});
    d(&FileFormer::id, "id", {"编号", "id"});
    d(&FileFormer::former, "former", {"内容", "content"}).item = &own<FormerIdentity>();
}

void describe(reflect::Describer<FileTitle>& d) {
    d.name("file_title", {"资质荣誉", "title"});
    d(&FileTitle::id, "id", {"编号", "id"});
    d(&FileTitle::kind_name, "kind_name", {"种类名称", "kind"});
    d(&FileTitle::state, "state", {"状态", "state"})
        .one_of({{"valid", {"有效", "valid"}},
                 {"expired", {"已失效", "expired"}},
                 {"coming", {"未生效", "not yet valid"}}});
    d(&FileTitle::inherited_from, "inherited_from", {"来自被合并企业", "from the enterprise taken over"});
    d(&FileTitle::title, "title", {"内容", "content"}).item = &own<Title>({"kind"});
}

void describe(reflect::Describer<FileClassification>& d) {
    using C = FileClassification;
    d.name("file_classification", {"产业归类", "industry class"});
    d(&C::id, "id", {"编号", "id"});
    d(&C::system, "system", {"产业体系", "industry system"});
    d(&C::node_name, "node_name", {"产业名称", "industry"});
    d(&C::sample, "sample", {"示例", "sample"});
    d(&C::holds, "holds", {"当日有效", "holds"});
    d(&C::classification, "classification", {"内容", "content"}).item = &own<Classification>({"node"});
}

void describe(reflect::Describer<FileRelation>& d) {
    using R = FileRelation;
    d.name("file_relation", {"关联关系", "relation"});
    d(&R::id, "id", {"编号", "id"});
    d(&R::label, "label", {"关系", "relation"});
    d(&R::other_id, "other_id", {"对方企业", "other enterprise"}).of("enterprise");
    d(&R::other_name, "other_name", {"对方名称", "other's name"});
    d(&R::other_uscc, "other_uscc", {"对方信用代码", "other's credit code"});
    d(&R::holds, "holds", {"当日有效", "holds"});
    d(&R::share, "share", {"持股比例", "share"}).decimals(2, "%");
    d(&R::valid_from, "valid_from", {"开始日期", "from"});
    d(&R::valid_to, "valid_to", {"结束日期", "to"});
}

void describe(reflect::Describer<FileContact>& d) {
    d.name("file_contact", {"联系人", "contact"});
    d(&FileContact::id, "id", {"编号", "id"});
    d(&FileContact::contact, "contact", {"内容", "content"}).item = &own<Contact>();
}

void describe(reflect::Describer<FileMilestone>& d) {
    d.name("file_milestone", {"大事记", "milestone"});
    d(&FileMilestone::id, "id", {"编号", "id"});
    d(&FileMilestone::milestone, "milestone", {"内容", "content"}).item = &own<Milestone>();
}

void describe(reflect::Describer<FileState>& d) {
    d.name("file_state", {"历史状态", "past state"});
    d(&FileState::valid_from, "valid_from", {"起", "from"});
    d(&FileState::valid_to, "valid_to", {"止", "to"});
    d(&FileState::changes, "changes", {"变化", "changes"}).longest(2000);
}

void describe(reflect::Describer<EnterpriseFile>& d) {
    using F = EnterpriseFile;
    d.name("enterprise_file", {"一企一档", "enterprise file"});
    d(&F::id, "id", {"编号", "id"});
    d(&F::version, "version", {"版本", "version"});
    d(&F::as_of, "as_of", {"截至日期", "as of"});
    d(&F::present, "present", {"现状", "present state"});
    d(&F::valid_from, "valid_from", {"此状态自", "state since"});
    d(&F::valid_to, "valid_to", {"此状态至", "state until"});
    d(&F::enterprise, "enterprise", {"基本信息", "enterprise"}).item = &own<Enterprise>({"size_class"});
    d(&F::zone_name, "zone_name", {"高新区", "zone"});
    d(&F::industry_name, "industry_name", {"行业名称", "industry"});
    d(&F::merged_into_name, "merged_into_name", {"并入企业名称", "merged into"});
    d(&F::former, "former", {"曾用代码与名称", "former codes and names"});
    d(&F::titles, "titles", {"资质荣誉", "titles"});
    d(&F::classifications, "classifications", {"产业归类", "industry classes"});
    d(&F::relations, "relations", {"关联关系", "relations"});
    d(&F::contacts, "contacts", {"联系人", "contacts"});
    d(&F::milestones, "milestones", {"大事记", "milestones"});
    d(&F::states, "states", {"历史状态", "past states"});
}

}  // namespace yuanheng::registry
