#include "zone/registry/enterprise/former_identity.hpp"

#include <fmt/format.h>

#include <map>

#include "base/text.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/enterprise.hpp"
#include "zone/registry/enterprise/rules.hpp"

namespace yuanheng::registry {

using platform::text_or_empty;

namespace {

const std::vector<reflect::Choice> kKinds = {
    {"code", {"曾用信用代码", "former credit code"}},
    {"name", {"曾用名称", "former name"}},
};

const std::vector<reflect::Choice> kReasons = {
    {"replaced", {"换发代码", "code replaced"}},
    {"renamed", {"更名", "renamed"}},
    {"merged", {"吸收合并", "took over its owner"}},
    {"unknown", {"未说明", "not said"}},
};

/// Who had codes before: asked for one by one, until that takes longer than reading all.
class FormerCodes {
public:
    struct Owner {
        std::string name, uscc;
    };

    std::optional<Owner> owner(db::Session& db, const std::string& code) {
        if (asked_++ < kOneByOne) return found(db.query(sql() + " AND f.value = ?", {code}));
        if (asked_ == kOneByOne + 1) {
            for (const db::Values& row : db.query(sql()))
                all_[text_or_empty(row[2])] = {text_or_empty(row[0]), text_or_empty(row[1])};
        }
        const auto it = all_.find(code);
        return it == all_.end() ? std::nullopt : std::optional(it->second);
    }

private:
    static constexpr int kOneByOne = 20;

    static std::string sql() {
        return "SELECT e.name, e.uscc, f.value FROM former_identity f JOIN enterprise e ON e.id = f.ent_id "
               "WHERE f.kind = 'code'";
    }
    static std::optional<Owner> found(const std::vector<db::Values>& rows) {
        return rows.empty() ? std::nullopt
                            : std::optional(Owner{text_or_empty(rows[0][0]), text_or_empty(rows[0][1])});
    }

    int asked_ = 0;
    std::map<std::string, Owner> all_;
};

void saved_identity(platform::Change& change, Id, const FormerIdentity* was, const FormerIdentity* is) {
    renew_former(change, (is != nullptr ? is : was)->ent_id);
}

}  // namespace

void describe(reflect::Describer<FormerIdentity>& d) {
    using F = FormerIdentity;
    d.name("former_identity", {"曾用代码与名称", "former code or name"});
    platform::describe_owner(d, &F::ent_id);
    d(&F::kind, "kind", {"类别", "kind"}).one_of(kKinds).must().filters().listed();
    d(&F::value, "value", {"曾用代码或名称", "former code or name"})
        .must()
        .longest(100)
        .found()
        .listed()
        .also({"曾用名", "曾用代码"});
    d(&F::valid_to, "valid_to", {"停用日期", "until"})
        .listed()
        .explained({"当天起不再使用", "not used from this day on"});
    d(&F::reason, "reason", {"原因", "reason"}).one_of(kReasons).must().listed();
    d(&F::from_enterprise, "from_enterprise", {"原属企业", "came from"}).of("enterprise").by_program();
    d(&F::note, "note", {"备注", "note"}).as(reflect::Format::multiline).longest(1000);
}

platform::Entity former_identity_entity() {
    platform::Entity entity = platform::Entity::of<FormerIdentity>(official_rules());
    entity.path = "former-identities";
    entity.table = "former_identity";
    entity.plural = {"曾用代码与名称", "former codes and names"};
    entity.title = "value";
    entity.key = {"ent_id", "value"};
    entity.order = "-updated_at";
    entity.owner = platform::enterprise_owner();
    entity.saved = platform::saving<FormerIdentity>(saved_identity);
    return entity;
}

Checked<void> check_not_former(platform::Change& change, std::string_view uscc) {
    FormerCodes& codes = change.once<FormerCodes>([](platform::Change&) { return FormerCodes(); });
    const std::optional<FormerCodes::Owner> owner = codes.owner(change.db, std::string(uscc));
    if (!owner) return {};
    return platform::refuse(Code::registry_former_code,
                            {{"code", std::string(uscc)}, {"name", owner->name}, {"current", owner->uscc}},
                            platform::at("/uscc"));
}

void renew_former(platform::Change& change, Id enterprise) {
    std::string former;
    for (const auto& fact :
         platform::records<FormerIdentity>(change).find({"t.ent_id = ?", {enterprise.value}}))
        former = with_former(former, fact.value.value);
    platform::records<Enterprise>(change).change(enterprise, [&](Enterprise& e) { e.former = former; });
}

std::string with_former(std::string_view former, std::string_view value) {
    const std::string all = fmt::format(" {} ", former);
    if (value.empty() || all.find(fmt::format(" {} ", value)) != std::string::npos)
        return std::string(former);
    std::string out = former.empty() ? std::string(value) : fmt::format("{} {}", former, value);
    while (code_points(out).size() > std::size_t{kMostFormer} && out.find(' ') != std::string::npos) {
        out.erase(0, out.find(' ') + 1);
    }
    return out;
}

void add_former(platform::Change& change, const FormerIdentity& former) {
    platform::records<FormerIdentity>(change).add(former);
}

}  // namespace yuanheng::registry
