#include "zone/registry/facts/contact.hpp"

#include "zone/registry/enterprise/rules.hpp"

namespace yuanheng::registry {

using reflect::DataClass;
using reflect::Format;

namespace {

const std::vector<reflect::Choice> kSubjects = {
    {"general", {"综合", "general"}},
    {"statistics", {"统计", "statistics"}},
    {"finance", {"财务", "finance"}},
    {"safety", {"安全环保", "safety and environment"}},
    {"research", {"科技研发", "research"}},
    {"personnel", {"人事用工", "personnel"}},
    {"legal", {"法定代表人", "legal representative"}},
};

}  // namespace

void describe(reflect::Describer<Contact>& d) {
    using C = Contact;
    d.name("contact", {"联系人", "contact"});
    platform::describe_owner(d, &C::ent_id);
    d(&C::name, "name", {"姓名", "name"})
        .as(DataClass::personal)
        .must()
        .found()
        .longest(40)
        .listed()
        .also({"联系人", "联系人姓名"});
    d(&C::position, "position", {"职务", "position"}).longest(60).listed().also({"岗位"});
    d(&C::subject, "subject", {"联系事项", "subject"}).one_of(kSubjects).found().filters().listed();
    d(&C::phone, "phone", {"电话", "phone"})
        .as(Format::phone)
        .as(DataClass::personal)
        .longest(30)
        .listed()
        .also({"联系电话", "手机", "手机号码", "联系方式"});
    d(&C::email, "email", {"电子邮箱", "e-mail"})
        .as(Format::email)
        .as(DataClass::personal)
        .longest(100)
        .also({"邮箱"});
    d(&C::main, "main", {"首要联系人", "main contact"}).filters().listed();
    d(&C::note, "note", {"备注", "note"}).as(Format::multiline).longest(1000);
}

platform::Entity contact_entity() {
    platform::Entity entity = platform::Entity::of<Contact>(shared_rules());
    entity.path = "contacts";
    entity.table = "contact";
    entity.plural = {"联系人", "contacts"};
    entity.title = "name";
    entity.key = {"ent_id", "name"};
    entity.order = "-updated_at";
    entity.owner = platform::enterprise_owner();
    entity.looked_up = of_the_enterprise();
    entity.rules.create = entity.rules.edit = entity.rules.remove = everybody_concerned();
    return entity;
}

}  // namespace yuanheng::registry
