#include <charconv>

#include "http/url.hpp"
#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/entity/may.hpp"
#include "platform/entity/names.hpp"
#include "platform/entity/operations.hpp"
#include "platform/entity/requests.hpp"
#include "platform/entity/rows.hpp"
#include "platform/request/etag.hpp"

namespace yuanheng::platform {

namespace {

void write_row(reflect::JsonWriter& out, const View& view, const SeenRow& row) {
    reflect::write_members(out, view.table.shown, row.shown(), view.sight(row.open));
}

void write_verbs(reflect::JsonWriter& out, const std::vector<std::string_view>& verbs) {
    out.begin_array();
    for (const std::string_view verb : verbs) out.text(verb);
    out.end_array();
}

std::string json_of(db::Session& db, const View& view, const Services& services, SeenRow& row) {
    look_up(db, view, std::span(&row, 1));
    Names names(services, view.actor);
    names.want(view.table, row.shown());
    names.find(db);
    reflect::JsonWriter out;
    out.begin_object();
    write_row(out, view, row);
    write_verbs(out.key("may"), May(view).verbs(db, std::span(&row, 1)).front());
    names.write(out.key("refs"));
    out.end_object();
    return out.take();
}

}  // namespace

Checked<Asked> asked_of(const SearchText& search) {
    const auto target = http::read_target("/?" + search.query);
    if (!target) return refuse(Code::bad_request, {}, at("/query"));
    Asked out;
    for (const auto& [name, value] : target->query) {
        if (name == "q")
            out.q = value;
        else if (name == "filter")
            out.filter.push_back(value);
        else if (name == "sort")
            out.sort = value;
        else
            return refuse(Code::unknown_parameter, {{"name", name}}, at("/query"));
    }
    for (const std::string& text : search.ids) {
        std::int64_t id = 0;
        const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), id);
        if (status != std::errc() || end != text.data() + text.size() || id <= 0) {
            return refuse(Code::field_id, {{"text", text}}, at("/ids"));
        }
        out.ids.push_back(Id{id});
    }
    return out;
}

std::string record_json(db::Session& db, const View& view, const Services& services, Id id) {
    auto row = seen_row(db, view, id);
    if (!row) throw std::logic_error("a record that was just saved is out of sight");
    return json_of(db, view, services, *row);
}

Checked<http::Response> list_records(const EntityParts& parts, Call& call) {
    const auto query = call.query<ListQuery>();
    const View view(parts.table, call.actor, call.scope);
    const auto selection = select(view, {query.q, query.filter, query.sort, {}}, call.services);
    if (!selection) return tl::unexpected(selection.error());
    Names names(call.services, call.actor);
    std::optional<std::int64_t> total;
    std::vector<std::vector<std::string_view>> may;
    Result<RowPage> page = call.services.database.read([&](db::Session& db) {
        auto found = page_of(db, view, *selection, query.after, static_cast<std::size_t>(query.limit));
        if (!found) return found;
        look_up(db, view, found->rows);
        for (const SeenRow& row : found->rows) names.want(parts.table, row.shown());
        names.find(db);
        may = May(view).verbs(db, found->rows);
        if (query.count) total = count_of(db, view, *selection);
        return found;
    });
    if (!page) return refuse(page.error());
    if (tells(view, page->rows)) {
        change(call.services, call.actor,
               [&](Change& c) { record_seen(c, parts.table, page->rows, "list"); });
    }
    reflect::JsonWriter out;
    out.begin_object().key("items").begin_array();
    for (std::size_t r = 0; r < page->rows.size(); ++r) {
        out.begin_object();
        write_row(out, view, page->rows[r]);
        write_verbs(out.key("may"), may[r]);
        out.end_object();
    }
    out.end_array();
    if (page->next.empty())
        out.key("next").null();
    else
        out.key("next").text(page->next);
    if (total)
        out.key("total").number(*total);
    else
        out.key("total").null();
    names.write(out.key("refs"));
    out.end_object();
    return json_text(out.take());
}

Checked<http::Response> view_record(const EntityParts& parts, Call& call) {
    const auto id = call.id();
    if (!id) return refuse(id.error());
    const View view(parts.table, call.actor, call.scope);
    std::string json;
    const auto row = call.services.database.read([&](db::Session& db) {
        auto found = seen_row(db, view, *id);
        if (found) json = json_of(db, view, call.services, *found);
        return found;
    });
    if (!row) return refuse(Code::not_found);
    if (tells(view, {*row}))
        change(call.services, call.actor, [&](Change& c) { record_seen(c, parts.table, {*row}, "view"); });
    return json_text(std::move(json)).with("ETag", etag(Table::version(row->values)));
}

}  // namespace yuanheng::platform
