#include <algorithm>

#include "platform/codes.hpp"
#include "platform/core/media.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/services.hpp"
#include "platform/files/files.hpp"
#include "platform/request/operations.hpp"

namespace yuanheng::platform {

namespace {

/// The file, if the actor may have it.
Result<StoredFile> allowed_file(db::Session& db, const Call& call, const std::vector<FileHolder>& holders,
                                Id id) {
    auto file = stored_file(db, id, call.services.clock());
    if (!file || file->owner == call.actor.user) return file;
    const auto lets = [&](const FileHolder& holder) { return holder(db, call.services, call.actor, id); };
    if (std::any_of(holders.begin(), holders.end(), lets)) return file;
    return fail(Code::not_found, {});
}

Checked<http::Response> download(Call& call, const std::vector<FileHolder>& holders) {
    const auto file = call.services.database.read(
        [&](db::Session& db) { return allowed_file(db, call, holders, call.record); });
    if (!file) return refuse(file.error());
    const auto path = call.services.files.path(file->sha256);
    if (!path) return refuse(path.error());
    change(call.services, call.actor, [&](Change& c) {
        AuditEntry entry;
        entry.action = "file.download";
        entry.entity = "file";
        entry.record = call.record;
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

std::vector<Operation> file_operations(std::vector<FileHolder> holders) {
    const auto run = [holders = std::move(holders)](Call& call) { return download(call, holders); };
    std::vector<Operation> out;
    out.emplace_back(answering("file.download", get("/api/files/{id}"), {"下载文件", "download a file"},
                               Policy::signed_in(), run))
        .media = kAnyMedia;
    return out;
}

}  // namespace yuanheng::platform
