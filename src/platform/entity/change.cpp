#include <fmt/format.h>

#include "http/message.hpp"
#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/core/stored_json.hpp"
#include "platform/entity/located.hpp"
#include "platform/entity/operations.hpp"
#include "platform/entity/requests.hpp"
#include "platform/entity/rows.hpp"
#include "platform/entity/write.hpp"
#include "platform/request/etag.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Record;

/// The record that an operation is about, in the version that the request is based on.
Checked<Record> located_version(Change& change, const Table& table, Call& call, Id id, std::int64_t version) {
    auto row = located(change.db, change.actor, table, call.scope, id);
    if (row && Table::version(*row) != version) return refuse(Code::precondition_failed);
    return row;
}

http::Response shown(Change& change, const EntityParts& parts, Call& call, const Record& row, int status) {
    const View view(parts.table, call.actor, call.scope);
    return json_text(record_json(change.db, view, call.services, Table::id(row)), status)
        .with("ETag", etag(Table::version(row)));
}

Checked<void> check_all(Change& change, const Table& table, const Record* before, Record& after) {
    if (Errors errors = wrong_references(change, table, before, after); !errors.empty())
        return refuse(std::move(errors));
    return settle(change, table, before, after);
}

/// What is to be set in many records: the values, and which fields they are for.
struct Setting {
    Record own;
    std::vector<bool> given;
};

struct BulkParts {
    BulkRequest request;
    Setting set;
};

/// Takes the member `set` out of a bulk request and reads both; its errors point into /set.
Checked<BulkParts> read_bulk(const Table& table, const std::string& body) {
    auto members = json_members(body);
    if (!members) return tl::unexpected(std::move(members.error()));
    reflect::JsonWriter rest;
    std::string set = "{}";
    rest.begin_object();
    for (const auto& [name, json] : *members) {
        if (name == "set")
            set = json;
        else
            rest.key(name).raw(json);
    }
    rest.end_object();
    BulkParts out;
    auto request = reflect::from_json<BulkRequest>(rest.take());
    if (!request) return tl::unexpected(std::move(request.error()));
    out.request = std::move(*request);
    if (auto fine = reflect::read_some(set, *table.entity.type, out.set.own, out.set.given); !fine) {
        for (Error& error : fine.error()) error.where.file.insert(0, "/set");
        return tl::unexpected(std::move(fine.error()));
    }
    if (std::find(out.set.given.begin(), out.set.given.end(), true) == out.set.given.end())
        return refuse(Code::bulk_nothing);
    return out;
}

void put_given(const Table& table, const Setting& set, Record& row) {
    for (std::size_t i = 0; i < set.given.size(); ++i) {
        if (set.given[i] && table.own_at[i] >= Table::kStandard) row[table.own_at[i]] = set.own[i];
    }
}

/// The error of one of many records, with the name of that.
Errors named(const Table& table, const Record& row, const Errors& errors) {
    Errors out;
    const auto name = [&](Language language) {
        const std::string is = table.name(row, language);
        const reflect::Field& title = table.field(table.title);
        return title.data_class == reflect::DataClass::personal ? reflect::masked(title, is) : is;
    };
    for (const Error& e : errors) {
        out.push_back(Error(Code::bulk_refused,
                            {{"name", name(Language::zh)},
                             {"name_en", name(Language::en)},
                             {"problem", message(e, Language::zh)},
                             {"problem_en", message(e, Language::en)}},
                            {e.where.file.empty() ? "" : "/set" + e.where.file, "", 0, 0}));
    }
    return out;
}

}  // namespace

Checked<http::Response> create_record(const EntityParts& parts, Call& call) {
    const Table& table = parts.table;
    Record own;
    std::vector<bool> given;
    if (auto fine = reflect::read_some(call.request.body, *table.entity.type, own, given); !fine)
        return tl::unexpected(std::move(fine.error()));
    return call.commit([&](Change& change) -> Checked<http::Response> {
        Record row = table.fresh(call.services.ids.next(), call.actor.user, call.services.clock());
        put_given(table, {own, given}, row);
        if (const int zone = table.index("zone_id");
            zone >= 0 && reflect::absent(row[static_cast<std::size_t>(zone)])) {
            row[static_cast<std::size_t>(zone)] =
                null_if_empty(only_zone(call.actor, table.entity.rules.create));
        }
        if (auto fine = check_all(change, table, nullptr, row); !fine)
            return tl::unexpected(std::move(fine.error()));
        if (auto done = insert(change, table, call.scope, row, "create"); !done)
            return tl::unexpected(std::move(done.error()));
        return shown(change, parts, call, row, 201)
            .with("Location", fmt::format("/api/{}/{}", table.entity.path, Table::id(row).value));
    });
}

Checked<http::Response> edit_record(const EntityParts& parts, Call& call) {
    const Table& table = parts.table;
    const auto id = call.id();
    if (!id) return refuse(id.error());
    const auto version = if_match(call.request);
    if (!version) return refuse(version.error());
    Setting set;
    if (auto fine = reflect::read_some(call.request.body, *table.entity.type, set.own, set.given); !fine)
        return tl::unexpected(std::move(fine.error()));
    return call.commit([&](Change& change) -> Checked<http::Response> {
        const auto before = located_version(change, table, call, *id, *version);
        if (!before) return tl::unexpected(before.error());
        Record after = *before;
        put_given(table, set, after);
        if (auto fine = check_all(change, table, &*before, after); !fine)
            return tl::unexpected(std::move(fine.error()));
        if (auto done = update(change, table, call.scope, *before, after, "edit"); !done)
            return tl::unexpected(std::move(done.error()));
        return shown(change, parts, call, after, 200);
    });
}

Checked<http::Response> remove_record(const EntityParts& parts, Call& call) {
    const auto id = call.id();
    if (!id) return refuse(id.error());
    const auto version = if_match(call.request);
    if (!version) return refuse(version.error());
    return call.commit([&](Change& change) -> Checked<http::Response> {
        const auto row = located_version(change, parts.table, call, *id, *version);
        if (!row) return tl::unexpected(row.error());
        if (auto done = remove(change, parts.table, *row); !done)
            return tl::unexpected(std::move(done.error()));
        return no_content();
    });
}

Checked<http::Response> restore_record(const EntityParts& parts, Call& call) {
    const Table& table = parts.table;
    const auto id = call.id();
    if (!id) return refuse(id.error());
    return call.commit([&](Change& change) -> Checked<http::Response> {
        if (!row_of(change.db, table, *id, call.scope).empty()) {
            return refuse(Code::conflict,
                          {{"detail", "这条记录没有删除"}, {"detail_en", "the record was not removed"}});
        }
        Record row = removed_row(change.db, table, *id);
        if (row.empty() || !covers(call.scope, belongings(change.db, table, std::span(&row, 1)).front()))
            return refuse(Code::not_found);
        table.touch(row, call.actor.user, call.services.clock());
        if (auto fine = check_all(change, table, nullptr, row); !fine)
            return tl::unexpected(std::move(fine.error()));
        if (auto done = insert(change, table, call.scope, row, "restore"); !done)
            return tl::unexpected(std::move(done.error()));
        return shown(change, parts, call, row, 200);
    });
}

Checked<http::Response> run_action(const EntityParts& parts, const Action& action, Call& call) {
    return action.run(call, [&](Change& change) -> Checked<Action::Found> {
        auto row = located_version(change, parts.table, call, call.record, call.version);
        if (!row) return tl::unexpected(std::move(row.error()));
        OwnFields own(parts.table.own(*row));
        Action::Found found{std::move(*row), std::move(own)};
        if (!action.open || action.open(found.own)) return found;
        if (Errors why = action.why ? action.why(change, found.own) : Errors(); !why.empty())
            return refuse(std::move(why));
        return refuse(Code::conflict,
                      {{"detail", action.label.zh}, {"detail_en", action.label.in(Language::en)}});
    });
}

Checked<http::Response> edit_records(const EntityParts& parts, Call& call) {
    const Table& table = parts.table;
    const auto asked = read_bulk(table, call.request.body);
    if (!asked) return tl::unexpected(asked.error());
    const auto search = asked_of({asked->request.query, asked->request.ids});
    if (!search) return tl::unexpected(search.error());
    const View view(table, call.actor, call.scope);
    const auto selection = select(view, *search, call.services);
    if (!selection) return tl::unexpected(selection.error());
    return call.commit([&](Change& change) -> Checked<http::Response> {
        const RowPage page =
            page_of(change.db, view, *selection, {}, static_cast<std::size_t>(asked->request.expected) + 1)
                .value();
        const auto found = static_cast<std::int64_t>(page.rows.size());
        if (found != asked->request.expected) {
            return refuse(Code::bulk_count,
                          {{"expected", std::to_string(asked->request.expected)},
                           {"found", std::to_string(count_of(change.db, view, *selection))}});
        }
        Record all(table.type.fields.size());  // what all of them are to refer to is looked up once
        put_given(table, asked->set, all);
        if (Errors errors = wrong_references(change, table, nullptr, all); !errors.empty()) {
            for (Error& error : errors) error.where.file.insert(0, "/set");
            return refuse(std::move(errors));
        }
        BulkReply reply;
        for (const SeenRow& row : page.rows) {
            Record after = row.values;
            put_given(table, asked->set, after);
            auto fine = settle(change, table, &row.values, after);
            if (fine) fine = update(change, table, call.scope, row.values, after, "edit");
            if (!fine) return tl::unexpected(named(table, row.values, fine.error()));
            reply.changed += row.values == after ? 0 : 1;
        }
        return json(reply);
    });
}

}  // namespace yuanheng::platform
