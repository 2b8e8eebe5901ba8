#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "platform/core/row.hpp"
#include "platform/core/stored_json.hpp"
#include "platform/entity/records.hpp"
#include "platform/request/operations.hpp"
#include "zone/registry/enterprise/differences.hpp"
#include "zone/registry/enterprise/rules.hpp"
#include "zone/registry/facts/classification.hpp"
#include "zone/registry/facts/milestone.hpp"
#include "zone/registry/facts/relation.hpp"
#include "zone/registry/facts/title.hpp"
#include "zone/registry/file/file.hpp"

namespace yuanheng::registry {

namespace {

/// One line of the timeline.
struct TimelineItem {
    Date date;
    std::string kind, title, detail;
    std::string entity;  ///< the record that says so; of the register: enterprise
    Id record;
};

void describe(reflect::Describer<TimelineItem>& d) {
    using T = TimelineItem;
    d.name("timeline_item", {"年表条目", "line of a timeline"});
    d(&T::date, "date", {"日期", "date"});
    d(&T::kind, "kind", {"类别", "kind"})
        .one_of({{"registered", {"成立", "registered"}},
                 {"stage", {"阶段", "stage"}},
                 {"change", {"变更", "change"}},
                 {"title", {"资质荣誉", "title"}},
                 {"expiry", {"资质到期", "title expired"}},
                 {"classification", {"产业归类", "industry class"}},
                 {"relation", {"关联关系", "relation"}},
                 {"milestone", {"大事记", "milestone"}}});
    d(&T::title, "title", {"事项", "title"}).longest(2000);
    d(&T::detail, "detail", {"说明", "detail"}).longest(2000);
    d(&T::entity, "entity", {"来源", "entity"});
    d(&T::record, "record", {"记录", "record"});
}

struct Timeline {
    std::vector<TimelineItem> items;
};

void describe(reflect::Describer<Timeline>& d) {
    d.name("timeline", {"大事年表", "timeline"});
    d(&Timeline::items, "items", {"条目", "lines"});
}

/// Gathers the lines, from all that has a date.
class Gathering {
public:
    Gathering(const platform::Call& call, const Taxonomies& taxonomies, db::Session& db,
              const Stored& enterprise)
        : call_(call),
          services_(call.services),
          taxonomies_(taxonomies),
          db_(db),
          id_(enterprise.id()),
          day_(platform::today(call.services)),
          language_(call.language()) {
        if (enterprise.value.registered_on)
            add(*enterprise.value.registered_on, "registered", say("成立", "registered"), "enterprise", id_);
        states(enterprise.value);
        titles();
        classifications();
        relations();
        milestones();
    }

    /// The latest first.
    Timeline take() {
        std::stable_sort(out_.items.begin(), out_.items.end(),
                         [](const auto& a, const auto& b) { return a.date > b.date; });
        return std::move(out_);
    }

private:
    std::string say(const char* zh, const char* en) const { return Label{zh, en}.in(language_); }
    platform::Condition own() const { return {"t.ent_id = ?", {id_.value}}; }

    TimelineItem& add(Date date, std::string kind, std::string title, std::string entity, Id record) {
        return out_.items.emplace_back(
            TimelineItem{date, std::move(kind), std::move(title), {}, std::move(entity), record});
    }

    /// Why the enterprise came into a stage, by the stage and its first day: what was said last.
    std::map<std::pair<std::string, Date>, std::string> reasons_of_stages() const {
        const reflect::Struct& type = *services_.entities.table("enterprise").entity.type;
        std::map<std::pair<std::string, Date>, std::string> out;
        for (const db::Values& row :
             db_.query("SELECT reason, after_json FROM audit WHERE entity = 'enterprise' AND record_id = ? "
                       "AND action = 'enterprise.stage' AND allowed = 1 ORDER BY seq",
                       {id_.value})) {
            const auto is = reflect::from_record<Enterprise>(
                platform::from_stored_json(type, platform::text_or_empty(row[1])));
            if (is.stage_since) out[{is.stage, *is.stage_since}] = platform::text_or_empty(row[0]);
        }
        return out;
    }

    void states(const Enterprise& now) {
        const std::vector<EnterpriseState> all = states_of(db_, id_, now);
        const auto reasons = reasons_of_stages();
        const auto reason = [&](const std::string& stage, Date since) {
            const auto said = reasons.find({stage, since});
            return said == reasons.end() ? std::string() : said->second;
        };
        const platform::Names names = names_in(services_, call_.actor, db_, all);
        for (std::size_t i = 1; i < all.size(); ++i) {
            for (const Difference& d :
                 differences(services_, names, all[i - 1].value, all[i].value, language_)) {
                const bool stage = d.field == "stage";
                TimelineItem& item =
                    add(*all[i].valid_from, stage ? "stage" : "change", d.told(), "enterprise", id_);
                if (stage) item.detail = reason(all[i].value.stage, item.date);
            }
        }
        const Enterprise& first = all.front().value;
        if (first.stage_since) {
            add(*first.stage_since, "stage",
                reflect::shown(services_.entities.table("enterprise").field("stage"), first.stage, language_),
                "enterprise", id_)
                .detail = reason(first.stage, *first.stage_since);
        }
    }

    void titles() {
        const reflect::Field& kind = services_.entities.table("title").field("kind");
        for (const auto& fact : platform::records<Title>(services_, db_).find(own())) {
            const Title& t = fact.value;
            std::string name = reflect::shown(kind, t.kind, language_);
            if (!t.name.empty()) name += fmt::format("（{}）", t.name);
            add(t.valid_from, "title", name, "title", fact.id()).detail = t.issued_by;
            if (t.valid_to && *t.valid_to <= day_) add(*t.valid_to, "expiry", name, "title", fact.id());
        }
    }

    void classifications() {
        for (const auto& fact : platform::records<Classification>(services_, db_).find(own())) {
            const Classification& c = fact.value;
            const auto place = taxonomies_.place(c.node, c.valid_from.value_or(day_));
            const std::string name = place ? place->taxonomy->name(*place->node).in(language_) : c.node;
            if (c.valid_from)
                add(*c.valid_from, "classification",
                    fmt::format("{}{}", say("归入 ", "classified as "), name), "classification", fact.id());
            if (c.valid_to && *c.valid_to <= day_) {
                add(*c.valid_to, "classification",
                    fmt::format("{}{}", say("不再归入 ", "no longer classified as "), name), "classification",
                    fact.id());
            }
        }
    }

    void relations() {
        const reflect::Field& kind = services_.entities.table("relation").field("kind");
        for (const auto& fact : platform::records<Relation>(services_, db_)
                                    .find({"t.ent_id = ? OR t.other_id = ?", {id_.value, id_.value}})) {
            const Relation& r = fact.value;
            if (!r.valid_from) continue;
            const bool back = r.ent_id != id_;
            const Id other = back ? r.ent_id : r.other_id;
            std::string name = r.other_name;
            if (other) name = enterprise_of(services_, db_, other).value.name;
            const std::string label =
                back ? relation_seen_back(r.kind).in(language_) : reflect::shown(kind, r.kind, language_);
            add(*r.valid_from, "relation", fmt::format("{}：{}", label, name), "relation", fact.id());
        }
    }

    void milestones() {
        for (const auto& fact : platform::records<Milestone>(services_, db_).find(own())) {
            add(fact.value.happened_on, "milestone", fact.value.summary, "milestone", fact.id()).detail =
                fact.value.detail;
        }
    }

    const platform::Call& call_;
    const platform::Services& services_;
    const Taxonomies& taxonomies_;
    db::Session& db_;
    Id id_;
    Date day_;
    Language language_;
    Timeline out_;
};

}  // namespace

platform::Operation timeline_operation(const TaxonomyPointer& taxonomies) {
    platform::Operation out =
        platform::reading("enterprise.timeline", platform::get("/api/enterprises/{id}/timeline"),
                          {"查看企业年表", "view an enterprise's timeline"}, enterprise_viewers(),
                          [taxonomies](const platform::Call& call, db::Session& db) -> Checked<Timeline> {
                              const Checked<Stored> enterprise = addressed(call, db);
                              if (!enterprise) return platform::refuse(enterprise.error());
                              return Gathering(call, *taxonomies, db, *enterprise).take();
                          });
    out.entity = "enterprise";
    return out;
}

}  // namespace yuanheng::registry
