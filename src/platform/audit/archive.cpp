#include <fmt/format.h>

#include <fstream>

#include "base/date.hpp"
#include "base/hash.hpp"
#include "platform/audit/archive.hpp"
#include "platform/audit/audit.hpp"
#include "platform/audit/chain.hpp"
#include "platform/core/actor.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/core/synced_file.hpp"
#include "reflect/json.hpp"

namespace yuanheng::platform {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kMonth = 31 * kDayMs;

/// A JSON text to be unquoted.
struct QuotedText {
    std::string text;
};
void describe(reflect::Describer<QuotedText>& d) {
    d.name("quoted_text", {"文字", "text"});
    d(&QuotedText::text, "text", {"文字", "text"}).longest(10'000);
}

/// The first entries of the table, up to the one before the first that has to stay.
struct Part {
    std::int64_t from = 0, to = 0;
    std::string hash;  ///< of the last
};
std::optional<Part> part_before(db::Session& db, std::int64_t cut) {
    const db::Values oldest = db.first("SELECT seq, at FROM audit ORDER BY seq LIMIT 1");
    if (oldest.empty() || integer_or_0(oldest[1]) >= cut - kMonth) return std::nullopt;  // a month at a time
    const db::Value stays = db.scalar("SELECT seq FROM audit WHERE at >= ? ORDER BY seq LIMIT 1", {cut});
    const db::Values last =
        db.first("SELECT seq, hash FROM audit WHERE (? = 0 OR seq < ?) ORDER BY seq DESC LIMIT 1",
                 {integer_or_0(stays), integer_or_0(stays)});
    if (last.empty() || integer_or_0(last[0]) < integer_or_0(oldest[0])) return std::nullopt;
    return Part{integer_or_0(oldest[0]), integer_or_0(last[0]), text_or_empty(last[1])};
}

void write_value(reflect::JsonWriter& out, const db::Value& value) {
    if (const std::int64_t* n = reflect::integer(value))
        out.number(*n);
    else if (const std::string* text = reflect::text(value))
        out.text(*text);
    else
        out.null();
}

/// Every entry as a line: the JSON array of the columns in the order that the hash covers them, then the
/// hash. Its SHA-256.
std::string write_part(db::Session& db, const Part& part, const fs::path& file) {
    const fs::path draft = file.string() + ".new";
    std::ofstream out(draft, std::ios::binary | std::ios::trunc);
    Sha256 sha;
    db.each(fmt::format("SELECT {}, hash FROM audit WHERE seq <= ? ORDER BY seq", kAuditColumns),
            std::array<db::Value, 1>{part.to}, [&](const db::Values& row) {
                reflect::JsonWriter line;
                line.begin_array();
                for (const db::Value& value : row) write_value(line, value);
                line.end_array();
                const std::string text = line.take() + "\n";
                sha.update(text);
                out << text;
                return true;
            });
    out.close();
    if (!out) throw std::runtime_error("the archive of the audit chain cannot be written: " + file.string());
    if (auto done = rename_synced(draft, file); !done)
        throw std::runtime_error(describe(done.error(), Language::en));
    return sha.hex();
}

}  // namespace

std::vector<ArchivedPart> parts_named_in(std::istream& archive) {
    // write_part() wrote it: the entry's `after` is a JSON text that holds the part's JSON.
    static const std::string kAction = fmt::format("\"{}\"", std::string_view(kArchiveAction)),
                             kBegin = R"("{\"from\":)", kEnd = R"(}")";
    std::vector<ArchivedPart> out;
    for (std::string line; std::getline(archive, line);) {
        const std::size_t at = line.find(kAction) == line.npos ? line.npos : line.find(kBegin);
        const std::size_t end = at == line.npos ? line.npos : line.find(kEnd, at);
        if (end == line.npos) continue;
        const auto text =
            reflect::from_json<QuotedText>(R"({"text":)" + line.substr(at, end + kEnd.size() - at) + "}");
        const auto part = text ? reflect::from_json<ArchivedPart>(text->text) : tl::unexpected(Errors{});
        if (part) out.push_back(*part);
    }
    return out;
}

std::int64_t archive_audit(Services& services, std::int64_t days) {
    const std::int64_t cut = services.clock() - days * kDayMs;
    const fs::path folder = services.settings.data / kArchiveFolder;
    fs::path file;
    std::string sha256;
    const std::optional<Part> part = services.database.read([&](db::Session& db) {
        const std::optional<Part> found = part_before(db, cut);
        if (found) {
            fs::create_directories(folder);
            file = folder / fmt::format("audit-{:012}-{:012}.jsonl", found->from, found->to);
            sha256 = write_part(db, *found, file);
        }
        return found;
    });
    if (!part) return 0;
    std::int64_t removed = 0;
    services.database.write([&](db::Session& db) {
        removed = 0;
        // Locks the chain's head, so that of two servers one does it.
        db.execute("UPDATE audit_head SET seq = seq WHERE one = 1");
        if (integer_or_0(db.scalar("SELECT MIN(seq) FROM audit")) != part->from) return;
        removed = db.execute("DELETE FROM audit WHERE seq <= ?", {part->to});
        AuditEntry entry;
        entry.action = kArchiveAction;
        entry.entity = "audit";
        entry.after = reflect::to_json(
            ArchivedPart{part->from, part->to, part->hash, file.filename().string(), sha256});
        append_audit(db, program_actor(), services.clock(), std::span(&entry, 1));
    });
    return removed;
}

void describe(reflect::Describer<ArchivedPart>& d) {
    d.name("archived_part", {"归档的审计记录", "archived entries"});
    d(&ArchivedPart::from, "from", {"起", "from"}).must();
    d(&ArchivedPart::to, "to", {"止", "to"}).must();
    d(&ArchivedPart::hash, "hash", {"杂凑值", "hash"}).must();
    d(&ArchivedPart::file, "file", {"文件", "file"}).must();
    d(&ArchivedPart::sha256, "sha256", {"SHA-256", "SHA-256"}).must();
}

}  // namespace yuanheng::platform
