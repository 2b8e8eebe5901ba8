#include "zone/registry/file/file.hpp"

#include "platform/entity/query.hpp"
#include "platform/entity/records.hpp"
#include "platform/request/etag.hpp"
#include "platform/request/operations.hpp"
#include "zone/registry/enterprise/differences.hpp"
#include "zone/registry/enterprise/rules.hpp"

namespace yuanheng::registry {

using platform::Condition;

namespace {

struct FileQuery {
    std::optional<Date> as_of;
};

void describe(reflect::Describer<FileQuery>& d) {
    d.name("file_query", {"一企一档查询", "what the file is asked for"});
    d(&FileQuery::as_of, "as_of", {"截至日期", "as of"}).explained({"不填为今天", "absent: today"});
}

bool holds(const std::optional<Date>& from, const std::optional<Date>& to, Date day) {
    return (!from || *from <= day) && (!to || day < *to);
}

std::string name_of(db::Session& db, std::string_view table, Id id) {
    if (!id) return {};
    const db::Value name = db.scalar("SELECT name FROM " + std::string(table) + " WHERE id = ?", {id.value});
    return reflect::text(name) ? *reflect::text(name) : std::string();
}

/// Puts a file together, for one reader on one day.
class Filing {
public:
    Filing(const platform::Call& call, const Taxonomies& taxonomies, db::Session& db,
           const Stored& enterprise, Date day)
        : services_(call.services),
          taxonomies_(taxonomies),
          db_(db),
          actor_(call.actor),
          id_(enterprise.id()),
          day_(day),
          language_(call.language()) {
        file_.id = id_;
        file_.version = enterprise.version();
        file_.as_of = day;
        states(enterprise.value);
        former();
        titles();
        classifications();
        relations();
        milestones();
        contacts();
    }

    /// The file as JSON, with the names of what its enterprise refers to: {…, "refs": {"park": {"123":
    /// "…"}}}.
    std::string json() const {
        std::string out = reflect::to_json(file_);
        reflect::JsonWriter refs;
        names_->write(refs);
        out.back() = ',';  // the closing brace
        return out + "\"refs\":" + refs.take() + "}";
    }
    /// The contacts as the audit chain hears of them; none where they are masked.
    std::vector<platform::SeenRow> take_seen() { return std::move(seen_); }

private:
    Condition own() const { return {"t.ent_id = ?", {id_.value}}; }

    void states(const Enterprise& now) {
        const std::vector<EnterpriseState> all = states_of(db_, id_, now);
        names_.emplace(names_in(services_, actor_, db_, all));
        bool found = false;
        for (std::size_t i = 0; i < all.size(); ++i) {
            FileState& past = file_.states.emplace_back();
            past.valid_from = all[i].valid_from;
            past.valid_to = all[i].valid_to;
            if (i > 0) {
                for (const Difference& d :
                     differences(services_, *names_, all[i - 1].value, all[i].value, language_))
                    past.changes.push_back(d.told());
            }
            if (found || !holds(std::nullopt, all[i].valid_to, day_)) continue;
            found = true;
            file_.enterprise = all[i].value;
            file_.valid_from = all[i].valid_from;
            file_.valid_to = all[i].valid_to;
            file_.present = i + 1 == all.size();
        }
        const Enterprise& e = file_.enterprise;
        file_.zone_name = name_of(db_, "zone", e.zone_id);
        file_.merged_into_name = name_of(db_, "enterprise", e.merged_into);
        if (const auto division = services_.industry.division_of(e.industry); division && *division) {
            file_.industry_name = (*division)->name.in(language_);
        }
    }

    void former() {
        for (auto& fact : platform::records<FormerIdentity>(services_, db_).find(own()))
            file_.former.push_back({fact.id(), std::move(fact.value)});
    }

    /// Its own, and those of enterprises that it has taken over by the day.
    void titles() {
        const Condition where{
            "t.ent_id = ? OR t.ent_id IN (SELECT r.ent_id FROM relation r WHERE r.other_id = ? AND "
            "r.kind = 'merged_into' AND (r.valid_from IS NULL OR r.valid_from <= ?))",
            {id_.value, id_.value, day_.iso()}};
        const reflect::Field& kind = services_.entities.table("title").field("kind");
        for (auto& fact : platform::records<Title>(services_, db_).find(where, "t.valid_from DESC, t.id")) {
            FileTitle& out = file_.titles.emplace_back();
            out.id = fact.id();
            out.kind_name = reflect::shown(kind, fact.value.kind, language_);
            out.state = title_state(fact.value, day_);
            if (fact.value.ent_id != id_) out.inherited_from = name_of(db_, "enterprise", fact.value.ent_id);
            out.title = std::move(fact.value);
        }
    }

    void classifications() {
        for (auto& fact :
             platform::records<Classification>(services_, db_).find(own(), "t.taxonomy, t.main DESC, t.id")) {
            FileClassification& out = file_.classifications.emplace_back();
            out.id = fact.id();
            out.holds = holds(fact.value.valid_from, fact.value.valid_to, day_);
            out.node_name = fact.value.node;
            if (const auto place = taxonomies_.place(fact.value.node, fact.value.valid_from.value_or(day_))) {
                out.system = place->taxonomy->title.in(language_);
                out.node_name = place->node->name.in(language_);
                out.sample = place->node->sample;
            }
            out.classification = std::move(fact.value);
        }
    }

    /// Its own relations, and those that others have to it, seen from here.
    void relations() {
        const reflect::Field& kind = services_.entities.table("relation").field("kind");
        const Condition where{"t.ent_id = ? OR t.other_id = ?", {id_.value, id_.value}};
        for (auto& fact : platform::records<Relation>(services_, db_).find(where)) {
            const Relation& r = fact.value;
            const bool back = r.ent_id != id_;
            FileRelation& out = file_.relations.emplace_back();
            out.id = fact.id();
            out.label =
                back ? relation_seen_back(r.kind).in(language_) : reflect::shown(kind, r.kind, language_);
            out.other_id = back ? r.ent_id : r.other_id;
            out.other_name = r.other_name;
            if (out.other_id) {
                const db::Values other =
                    db_.first("SELECT name, uscc FROM enterprise WHERE id = ?", {out.other_id.value});
                out.other_name = std::get<std::string>(other.at(0));
                out.other_uscc = std::get<std::string>(other.at(1));
            }
            out.holds = holds(r.valid_from, r.valid_to, day_);
            out.share = r.share;
            out.valid_from = r.valid_from;
            out.valid_to = r.valid_to;
        }
    }

    void milestones() {
        Condition where = own();
        where.sql += " AND t.happened_on <= ?";
        where.parameters.emplace_back(day_.iso());
        for (auto& fact :
             platform::records<Milestone>(services_, db_).find(where, "t.happened_on DESC, t.id")) {
            file_.milestones.push_back({fact.id(), std::move(fact.value)});
        }
    }

    void contacts() {
        const bool plain = sees_contacts();
        const reflect::Struct& type = reflect::described<Contact>();
        for (auto& fact : platform::records<Contact>(services_, db_).find(own(), "t.main DESC, t.id")) {
            if (plain) seen_.push_back({fact.row, true});
            Contact shown = std::move(fact.value);
            if (!plain) {
                for (const reflect::Field& f : type.fields) {
                    if (f.data_class != reflect::DataClass::personal) continue;
                    if (const reflect::Value value = f.get(&shown); reflect::text(value))
                        f.set(&shown, reflect::masked(f, *reflect::text(value)));
                }
            }
            file_.contacts.push_back({fact.id(), std::move(shown)});
        }
    }

    /// Whether the reader sees this enterprise's contacts as they are.
    bool sees_contacts() const {
        const platform::Table& table = services_.entities.table("contact");
        const auto scope = platform::authorize(actor_, table.entity.rules.view);
        if (!scope) return false;
        const platform::View view(table, actor_, *scope);
        db::Values parameters = {id_.value};
        parameters.insert(parameters.end(), view.plain.parameters.begin(), view.plain.parameters.end());
        return !db_.query("SELECT 1 FROM (SELECT CAST(? AS BIGINT) AS ent_id) t WHERE " + view.plain.sql,
                          parameters)
                    .empty();
    }

    const platform::Services& services_;
    const Taxonomies& taxonomies_;
    db::Session& db_;
    const platform::Actor& actor_;
    Id id_;
    Date day_;
    Language language_;
    std::optional<platform::Names> names_;
    EnterpriseFile file_;
    std::vector<platform::SeenRow> seen_;
};

Checked<http::Response> run(const Taxonomies& taxonomies, platform::Call& call, const FileQuery& asked) {
    const Date day = asked.as_of.value_or(platform::today(call.services));
    std::vector<platform::SeenRow> seen;
    auto response = call.services.database.read([&](db::Session& db) -> Checked<http::Response> {
        const Checked<Stored> enterprise = addressed(call, db);
        if (!enterprise) return tl::unexpected(enterprise.error());
        Filing filing(call, taxonomies, db, *enterprise, day);
        seen = filing.take_seen();
        return platform::json_text(filing.json()).with("ETag", platform::etag(enterprise->version()));
    });
    if (response && !seen.empty()) {
        platform::change(call.services, call.actor, [&](platform::Change& change) {
            platform::record_seen(change, call.services.entities.table("contact"), seen, "enterprise.file");
        });
    }
    return response;
}

}  // namespace

platform::Operation file_operation(const TaxonomyPointer& taxonomies) {
    platform::Operation out = platform::answering(
        "enterprise.file", platform::get("/api/enterprises/{id}/file"),
        {"查看一企一档", "view an enterprise file"}, enterprise_viewers(),
        [taxonomies](platform::Call& call, const FileQuery& asked) { return run(*taxonomies, call, asked); });
    out.reply = &reflect::described<EnterpriseFile>();
    out.entity = "enterprise";
    return out;
}

}  // namespace yuanheng::registry
