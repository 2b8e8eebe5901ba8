#include "platform/entity/attachments.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "platform/codes.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/entity/entities.hpp"
#include "platform/entity/located.hpp"
#include "platform/entity/rows.hpp"
#include "platform/entity/write.hpp"
#include "platform/files/file_type.hpp"
#include "platform/files/files.hpp"
#include "platform/request/operations.hpp"
#include "reflect/codes.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Record;

constexpr std::int64_t kMostAttachments = 50;  // of one record
constexpr std::int64_t kMegabyte = 1 << 20;

struct AttachmentUpload {
    std::string name, kind;
};
void describe(reflect::Describer<AttachmentUpload>& d) {
    d.name("attachment_upload", {"上传附件", "upload of an attachment"});
    d(&AttachmentUpload::name, "name", {"文件名", "file name"}).must().longest(1000);
    d(&AttachmentUpload::kind, "kind", {"附件类别", "kind"}).must();
}

struct AttachmentRemoval {
    std::string reason;
};
void describe(reflect::Describer<AttachmentRemoval>& d) {
    d.name("attachment_removal", {"删除附件", "removal of an attachment"});
    d(&AttachmentRemoval::reason, "reason", {"删除原因", "reason"}).must().longest(500);
}

struct Attachment {
    static constexpr int kStatus = 201;
    Id id, file_id;
    std::string kind, name, media;
    std::int64_t size = 0;
    Instant created_at;
    Id user_id;
    std::string user_name;
};
void describe(reflect::Describer<Attachment>& d) {
    d.name("attachment", {"附件", "attachment"});
    d(&Attachment::id, "id", {"编号", "id"});
    d(&Attachment::file_id, "file_id", {"文件", "file"}).of("file").must();
    d(&Attachment::kind, "kind", {"附件类别", "kind"}).must();
    d(&Attachment::name, "name", {"文件名", "file name"}).must();
    d(&Attachment::media, "media", {"媒体类型", "media type"}).must();
    d(&Attachment::size, "size", {"字节数", "bytes"});
    d(&Attachment::created_at, "created_at", {"上传时间", "uploaded at"});
    d(&Attachment::user_id, "user_id", {"上传人", "user"}).of("user").must();
    d(&Attachment::user_name, "user_name", {"上传人姓名", "name"}).must();
}

constexpr std::string_view kReadAttachments =
    "SELECT a.id, a.file_id, a.kind, f.name, f.media, f.size, a.created_at, a.created_by, u.name "
    "FROM attachment a JOIN file f ON f.id = a.file_id LEFT JOIN app_user u ON u.id = a.created_by "
    "WHERE a.entity = ? AND a.record_id = ? ";

Attachment attachment_in(const db::Values& row) {
    return {id_in(row[0]),         id_in(row[1]),        text_or_empty(row[2]),         text_or_empty(row[3]),
            text_or_empty(row[4]), integer_or_0(row[5]), Instant{integer_or_0(row[6])}, id_in(row[7]),
            text_or_empty(row[8])};
}

const AttachmentKind* kind_of(const Entity& entity, std::string_view code) {
    const auto at = std::find_if(entity.attachments.begin(), entity.attachments.end(),
                                 [&](const AttachmentKind& kind) { return kind.code == code; });
    return at == entity.attachments.end() ? nullptr : &*at;
}

/// A kind that the entity takes no more counts as personal.
bool is_personal(const Entity& entity, std::string_view code) {
    const AttachmentKind* kind = kind_of(entity, code);
    return kind == nullptr || kind->data_class == reflect::DataClass::personal;
}

bool sees_personal(db::Session& db, const Actor& actor, const Table& table, const Record& row) {
    const EntityRules& rules = table.entity.rules;
    return reaches(db, actor, rules.plain.value_or(rules.edit), table, row);
}

/// What an audit entry tells of an attachment; names of personal ones stay out of the record's history.
AuditEntry attachment_entry(db::Session& db, const Table& table, const Record& row, Verb verb,
                            const Attachment& attachment) {
    AuditEntry entry = entry_of(table, row, belongings(db, table, std::span(&row, 1)).front(),
                                AuditAction(table.type.name, verb));
    if (!is_personal(table.entity, attachment.kind)) entry.source = attachment.name;
    return entry;
}

std::string attachment_json(const Attachment& attachment, const std::string& sha256) {
    reflect::JsonWriter out;
    out.begin_object().key("attachment_id").text(std::to_string(attachment.id.value));
    out.key("attachment_kind").text(attachment.kind);
    out.key("attachment_name").text(attachment.name);
    out.key("attachment_size").number(attachment.size);
    out.key("attachment_sha256").text(sha256).end_object();
    return out.take();
}

// ---- what is uploaded

/// "pdf, png, jpg".
std::string attachment_types(const AttachmentKind& kind) {
    std::string out;
    for (const std::string& type : kind.types) out += (out.empty() ? "" : ", ") + type;
    return out;
}

Result<const AttachmentKind*> asked_kind(const Entity& entity, const std::string& code) {
    if (const AttachmentKind* kind = kind_of(entity, code)) return kind;
    std::string zh, en;
    for (const AttachmentKind& kind : entity.attachments) {
        zh += fmt::format("{}{}（{}）", zh.empty() ? "" : "、", kind.label.zh, kind.code);
        en += fmt::format("{}{} ({})", en.empty() ? "" : ", ", kind.label.in(Language::en), kind.code);
    }
    return tl::unexpected(Error(Code::attachment_kind, {{"text", code}, {"allowed", zh}, {"allowed_en", en}},
                                {"kind", "", 0, 0}));
}

/// The type of an upload, where it is one that the kind takes, and the content is what the name says.
Result<const FileType*> taken_type(const AttachmentKind& kind, const std::string& name,
                                   const http::Request& request) {
    const std::string ending = ending_of(name), allowed = attachment_types(kind);
    const FileType* type = type_of_ending(ending);
    const auto refused = [&](Error error) {
        error.arguments.insert(error.arguments.end(), {{"label", kind.label.zh},
                                                       {"label_en", kind.label.in(Language::en)},
                                                       {"name", name},
                                                       {"ending", ending},
                                                       {"allowed", allowed}});
        return tl::unexpected(std::move(error).at({"name", "", 0, 0}));
    };
    if (type == nullptr || std::find(kind.types.begin(), kind.types.end(), type->ending) == kind.types.end())
        return refused(Error(Code::attachment_ending, {}));
    if (request.upload_size == 0) return refused(Error(Code::import_empty, {}));
    const auto size = static_cast<std::int64_t>(request.upload_size);
    if (size > kind.most_bytes) {
        return refused(Error(Code::attachment_too_large,
                             {{"size", fmt::format("{:.1f}", static_cast<double>(size) / kMegabyte)},
                              {"most", std::to_string(kind.most_bytes / kMegabyte)}}));
    }
    const FileType& found = type_of_content(request.upload);
    if (&found == type) return type;
    return refused(Error(Code::attachment_content,
                         {{"found", found.label.zh}, {"found_en", found.label.in(Language::en)}}));
}

/// The record that something is to be attached to.
Checked<Record> with_room(db::Session& db, const Table& table, const Call& call) {
    auto row = located(db, call.actor, table, call.scope, call.record);
    if (!row) return row;
    const std::int64_t count =
        integer_or_0(db.scalar("SELECT COUNT(*) FROM attachment WHERE entity = ? AND record_id = ?",
                               {table.type.name, call.record.value}));
    if (count < kMostAttachments) return row;
    return refuse(Code::attachment_too_many,
                  {{"count", std::to_string(count)}, {"most", std::to_string(kMostAttachments)}});
}

Checked<http::Response> add_attachment(const Table& table, const Call& call) {
    const auto fine =
        call.services.database.read([&](db::Session& db) { return with_room(db, table, call); });
    if (!fine) return tl::unexpected(fine.error());
    const auto asked = call.query<AttachmentUpload>();
    const std::string name = file_name(asked.name);
    const auto kind = asked_kind(table.entity, asked.kind);
    if (!kind) return refuse(kind.error());
    const auto type = taken_type(**kind, name, call.request);
    if (!type) return refuse(type.error());
    const auto content = call.services.files.take(call.request.upload);
    if (!content) return refuse(content.error());
    return call.commit([&](Change& change) -> Checked<http::Response> {
        const auto row = with_room(change.db, table, call);
        if (!row) return tl::unexpected(row.error());
        const StoredFile file = call.services.files.keep(change, *content, name, std::string((*type)->media));
        const Attachment made{
            call.services.ids.next(),       file.id,         (*kind)->code,  file.name, file.media, file.size,
            Instant{call.services.clock()}, call.actor.user, call.actor.name};
        change.db.insert("attachment", {{"id", made.id.value},
                                        {"entity", table.type.name},
                                        {"record_id", call.record.value},
                                        {"kind", made.kind},
                                        {"file_id", made.file_id.value},
                                        {"created_at", made.created_at.ms},
                                        {"created_by", made.user_id.value}});
        AuditEntry entry = attachment_entry(change.db, table, *row, "add_attachment", made);
        entry.after = attachment_json(made, file.sha256);
        change.record(std::move(entry));
        return json(made, 201);
    });
}

Checked<Page<Attachment>> attachments_of(const Table& table, const Call& call, db::Session& db) {
    const auto row = located(db, call.actor, table, call.scope, call.record);
    if (!row) return tl::unexpected(row.error());
    const bool personal = sees_personal(db, call.actor, table, *row);
    Page<Attachment> out;
    for (const db::Values& values : db.query(std::string(kReadAttachments) + "ORDER BY a.id DESC",
                                             {table.type.name, call.record.value})) {
        Attachment attachment = attachment_in(values);
        if (personal || !is_personal(table.entity, attachment.kind))
            out.items.push_back(std::move(attachment));
    }
    return out;
}

/// Its file goes too, and so does the content where no other file has it: Files::sweep().
Checked<Nothing> remove_attachment(const Table& table, Change& change, const Call& call) {
    const auto row = located(change.db, call.actor, table, call.scope, call.record);
    if (!row) return tl::unexpected(row.error());
    const auto id = call.id("attachment");
    if (!id) return refuse(id.error());
    const db::Values values = change.db.first(std::string(kReadAttachments) + "AND a.id = ?",
                                              {table.type.name, call.record.value, id->value});
    if (values.empty()) return refuse(Code::not_found);
    const Attachment attachment = attachment_in(values);
    if (is_personal(table.entity, attachment.kind) && !sees_personal(change.db, call.actor, table, *row))
        return refuse(Code::not_found);
    const std::string reason = call.query<AttachmentRemoval>().reason;
    if (reason.empty()) {
        const reflect::Field& field = reflect::described<AttachmentRemoval>()["reason"];
        return refuse(about(reflect::Code::field_required, field.label).at({"reason", "", 0, 0}));
    }
    AuditEntry entry = attachment_entry(change.db, table, *row, "remove_attachment", attachment);
    entry.before = attachment_json(
        attachment,
        text_or_empty(change.db.scalar("SELECT sha256 FROM file WHERE id = ?", {attachment.file_id.value})));
    entry.reason = reason;
    change.db.execute("DELETE FROM attachment WHERE id = ?", {attachment.id.value});
    change.db.execute("DELETE FROM file WHERE id = ?", {attachment.file_id.value});
    change.record(std::move(entry));
    return Nothing{};
}

}  // namespace

std::vector<Operation> attachment_operations_of(const Table& table) {
    const Entity& entity = table.entity;
    if (entity.attachments.empty()) return {};
    std::int64_t most = 0;
    for (const AttachmentKind& kind : entity.attachments) most = std::max(most, kind.most_bytes);
    const std::string path = "/api/" + entity.path + "/{id}/attachments";
    const auto id = [&](std::string_view verb) { return fmt::format("{}.{}", table.type.name, verb); };
    const auto summary = [&](const std::string& zh, const std::string& en) {
        return Label{zh + "：" + table.type.label.zh, en + " " + table.type.label.in(Language::en)};
    };
    std::vector<Operation> out;
    out.push_back(reading(id("attachments"), get(path), summary("附件", "attachments of"), entity.rules.view,
                          [&table](const Call& call, db::Session& db) -> Checked<Page<Attachment>> {
                              return attachments_of(table, call, db);
                          }));
    Operation& add = out.emplace_back(answering(
        id("add_attachment"), post(path), summary("上传附件", "attach to"), entity.rules.edit,
        [&table](const Call& call) -> Checked<http::Response> { return add_attachment(table, call); }));
    add.query = &reflect::described<AttachmentUpload>();
    add.reply = &reflect::described<Attachment>();
    // A little more than the largest, so that what is too large for its kind is attachment_json by the kind's
    // name.
    add.limits = {.body = static_cast<std::size_t>(most + kMegabyte),
                  .upload = true,
                  .deadline = std::chrono::seconds(60),
                  .kind = http::Limits::Class::heavy};
    Operation& remove = out.emplace_back(changing(
        id("remove_attachment"), del(path + "/{attachment}"), summary("删除附件", "remove attachment of"),
        entity.rules.edit, [&table](Change& change, const Call& call) -> Checked<Nothing> {
            return remove_attachment(table, change, call);
        }));
    remove.query = &reflect::described<AttachmentRemoval>();
    return out;
}

bool may_see_attachment(db::Session& db, const Services& services, const Actor& actor, Id file) {
    const db::Values held =
        db.first("SELECT entity, record_id, kind FROM attachment WHERE file_id = ?", {file.value});
    if (held.empty()) return false;
    const Table* table = services.entities.find(text_or_empty(held[0]));
    if (table == nullptr) return false;
    const auto view = authorize(actor, table->entity.rules.view);
    if (!view) return false;
    const Record row = row_of(db, *table, id_in(held[1]), *view);
    return !row.empty() &&
           (!is_personal(table->entity, text_or_empty(held[2])) || sees_personal(db, actor, *table, row));
}

bool is_about_attachment(std::string_view action) { return action.ends_with("_attachment"); }

}  // namespace yuanheng::platform
