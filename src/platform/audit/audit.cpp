#include "platform/audit/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

#include "platform/audit/chain.hpp"
#include "platform/core/row.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::size_t kFewEntries = 4;  // up to which single INSERTs are cheaper than a bulk load

/// For columns that always hold something.
db::Value always(const std::string& text) { return text.empty() ? std::string("-") : text; }

void insert_head(db::Session& db, Suite suite) {
    db.insert("audit_head", {{"one", std::int64_t{1}},
                             {"seq", std::int64_t{0}},
                             {"hash", chain_start(suite)},
                             {"algorithm", std::string(hash_name(suite))}});
}

/// The head, locked until the transaction ends: writers append one after another.
ChainHead take_head(db::Session& db) {
    if (db.execute("UPDATE audit_head SET seq = seq WHERE one = 1") == 0) insert_head(db, Suite::standard);
    std::optional<ChainHead> head = chain_head(db);
    if (!head) throw std::logic_error("the audit chain has no head");
    return *head;
}

db::Values row_of(const Actor& actor, std::int64_t seq, std::int64_t now, const AuditEntry& e) {
    return {seq,
            now,
            null_if_empty(actor.user),
            always(actor.name),
            null_if_empty(actor.session),
            always(actor.peer),
            e.action.text(),
            null_if_empty(e.entity),
            null_if_empty(e.record),
            null_if_empty(e.enterprise),
            null_if_empty(e.zone),
            null_if_empty(e.before),
            null_if_empty(e.after),
            null_if_empty(e.reason),
            null_if_empty(e.source),
            std::int64_t{e.allowed}};
}

}  // namespace

std::optional<ChainHead> chain_head(db::Session& db) {
    const db::Values row = db.first("SELECT seq, hash, algorithm FROM audit_head WHERE one = 1");
    if (row.empty()) return std::nullopt;
    return ChainHead{std::get<std::int64_t>(row[0]), std::get<std::string>(row[1]),
                     suite_of(std::get<std::string>(row[2]))};
}

std::string chain_start(Suite suite) { return hex(hash(suite, "yuanheng audit chain 1")); }

const std::vector<std::string>& audit_columns() {
    static const std::vector<std::string> kColumns = [] {
        std::vector<std::string> names;
        std::string_view rest = kAuditColumns;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(", "), rest.size());
            names.emplace_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 2, rest.size()));
        }
        names.emplace_back("hash");
        return names;
    }();
    return kColumns;
}

void put_canonical(std::string& out, const db::Value& value) {
    const auto put_number = [&](std::uint64_t n) {
        for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(n >> shift);
    };
    if (const std::int64_t* n = reflect::integer(value)) {
        out += 'i';
        put_number(static_cast<std::uint64_t>(*n));
    } else if (const std::string* text = reflect::text(value)) {
        out += 't';
        put_number(text->size());
        out += *text;
    } else if (reflect::absent(value)) {
        out += 'n';
    } else {
        throw std::logic_error("no canonical form of a double");
    }
}

std::string next_hash(Suite suite, std::string_view previous, std::span<const db::Value> entry) {
    std::string canonical(previous);
    for (const db::Value& value : entry) put_canonical(canonical, value);
    return hex(hash(suite, canonical));
}

void start_audit(db::Database& database, Suite suite) {
    database.write([&](db::Session& db) {
        if (!chain_head(db)) insert_head(db, suite);
    });
}

void append_audit(db::Session& db, const Actor& actor, std::int64_t now,
                  std::span<const AuditEntry> entries) {
    if (entries.empty()) return;
    ChainHead head = take_head(db);
    if (!head.suite) throw std::logic_error("the audit chain has a hash that this program does not know");
    const auto next = [&](const AuditEntry& entry) {
        db::Values row = row_of(actor, ++head.seq, now, entry);
        head.hash = next_hash(*head.suite, head.hash, row);
        row.emplace_back(head.hash);
        return row;
    };
    if (entries.size() <= kFewEntries) {
        static const std::string kInsert = fmt::format(
            "INSERT INTO audit ({}, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            kAuditColumns);
        for (const AuditEntry& entry : entries) db.execute(kInsert, next(entry));
    } else {
        std::size_t at = 0;
        db.insert_many("audit", audit_columns(), [&](db::Values& row) {
            if (at == entries.size()) return false;
            row = next(entries[at++]);
            return true;
        });
    }
    db.execute("UPDATE audit_head SET seq = ?, hash = ? WHERE one = 1", {head.seq, head.hash});
}

std::string batch_digest(db::Session& db, Id batch) {
    const std::optional<ChainHead> head = chain_head(db);
    const Suite suite = head && head->suite ? *head->suite : Suite::standard;
    Hasher hasher(suite);
    // Rows with the same number stand in different sheets; databases may order their names differently.
    std::map<std::string, std::string> same_number;
    std::int64_t number = -1;
    const auto flush = [&] {
        for (const auto& [sheet, row] : same_number) hasher.update(row);
        same_number.clear();
    };
    db.each(
        "SELECT row_number, sheet, record_id, is_new, after_json, before_json FROM import_row WHERE batch_id "
        "= ? ORDER BY row_number",
        std::array<db::Value, 1>{batch.value}, [&](const db::Values& row) {
            if (std::get<std::int64_t>(row[0]) != number) flush();
            number = std::get<std::int64_t>(row[0]);
            std::string& canonical = same_number[std::get<std::string>(row[1])];
            for (const db::Value& value : row) put_canonical(canonical, value);
            return true;
        });
    flush();
    return fmt::format("{}:{}", hash_name(suite), hex(hasher.finish()));
}

}  // namespace yuanheng::platform
