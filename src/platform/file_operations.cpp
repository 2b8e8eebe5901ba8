#include "platform/codes.hpp"
#include "platform/common_parts.hpp"
#include "platform/files.hpp"
#include "platform/import.hpp"
#include "platform/media.hpp"
#include "platform/refusal.hpp"
#include "platform/services.hpp"

namespace yuanheng::platform {

namespace {

/// The file, if the actor may have it: its owner may, and whoever may see the import that it belongs to.
Result<StoredFile> allowed_file(db::Session& db, Services& services, const Actor& actor, Id id) {
    auto file = stored_file(db, id, services.clock());
    if (!file || file->owner == actor.user || may_see_import_file(db, services, actor, id)) return file;
    return fail(Code::not_found, {});
}

Checked<http::Response> download(Call& call) {
    const auto id = call.id();
    if (!id) return refuse(id.error());
    const auto file = call.services.database.read(
        [&](db::Session& db) { return allowed_file(db, call.services, call.actor, *id); });
    if (!file) return refuse(file.error());
    const auto path = call.services.files.path(file->sha256);
    if (!path) return refuse(path.error());
    change(call.services, call.actor, [&](Change& c) {
        AuditEntry entry;
        entry.action = "file.download";
        entry.entity = "file";
        entry.record = *id;
        entry.source = file->name;
        c.record(std::move(entry));
    });
    http::Response response;
    response.body = http::FileBody{path->string(), false};
    response.headers = {
        {"Content-Type", file->media},
        {"Content-Disposition", attachment(file->name)},
        {"Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"}};
    return response;
}

}  // namespace

std::vector<Operation> file_operations() {
    std::vector<Operation> out;
    out.push_back({.id = "file.download",
                   .method = http::Method::get,
                   .pattern = "/api/files/{id}",
                   .summary = {"下载文件", "download a file"},
                   .policy = Policy::signed_in(),
                   .run = download,
                   .media = std::string(kAnyMedia)});
    return out;
}

}  // namespace yuanheng::platform
