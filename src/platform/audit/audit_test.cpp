#include "platform/audit/audit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <set>
#include <thread>

#include "platform/audit/chain.hpp"
#include "platform/testing/identity_samples.hpp"

namespace yuanheng::platform {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A chain of entries, three anchors and two published batches, and what an intruder with the database can do
/// to it.
class AuditTest : public IdentityTest {
protected:
    static constexpr std::int64_t kEntries = 60;

    AuditVerdict verify(bool with_anchors = true) {
        const AnchorPlace place = here().anchors();
        return verify_audit(here().database(), Language::zh, {}, with_anchors ? &place : nullptr);
    }
    void append(int n, KnownAction action = "enterprise.edit") {
        for (int i = 0; i < n; ++i) {
            here().as_program([&](Change& change) {
                AuditEntry entry;
                entry.action = action;
                entry.entity = "enterprise";
                entry.record = Id{1000 + i};
                entry.enterprise = Id{1000 + i};
                entry.before = R"({"name":"甲"})";
                entry.after = R"({"name":"乙"})";
                entry.reason = i % 3 ? "更名" : "";
                entry.source = i % 5 ? "" : "税务.xlsx 第 3 行";
                entry.allowed = i % 7 != 0;
                change.record(std::move(entry));
            });
        }
    }
    void publish(Id batch) {
        here().as_program([&](Change& change) {
            for (std::int64_t row = 1; row <= 5; ++row) {
                for (const char* sheet : {"税务", "社保"}) {
                    change.db.execute(
                        "INSERT INTO import_row (batch_id, row_number, sheet, record_id, is_new, after_json, "
                        "before_json) VALUES (?, ?, ?, ?, ?, ?, ?)",
                        {batch.value, row, std::string(sheet), 500 + row, row % 2, R"({"tax":"1"})",
                         row % 2 ? db::Value() : db::Value(R"({"tax":"0"})")});
                }
            }
            AuditEntry entry;
            entry.action = kPublishAction;
            entry.entity = "import_batch";
            entry.record = batch;
            entry.after = R"({"digest":")" + batch_digest(change.db, batch) + R"(","rows":10})";
            change.record(std::move(entry));
        });
    }
    void build() {
        append(19);
        publish(Id{71});
        anchor();
        append(19);
        publish(Id{72});
        anchor();
        append(20);
        anchor();
        rows_ = copy("audit", audit_columns(), "seq");
        imports_ = copy("import_row", kImportColumns, "batch_id, row_number, sheet");
        head_ = here().database().read([](db::Session& db) { return *chain_head(db); });
    }
    void anchor() {
        here().minutes(24 * 60);
        ASSERT_TRUE(anchor_audit(here().database(), here().anchors(), here().now));
    }
    std::vector<db::Values> copy(const std::string& table, const std::vector<std::string>& columns,
                                 const std::string& order) {
        std::string list;
        for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + column;
        return here().database().read([&](db::Session& db) {
            return db.query("SELECT " + list + " FROM " + table + " ORDER BY " + order);
        });
    }
    static void fill(db::Session& db, const std::string& table, const std::vector<std::string>& columns,
                     const std::vector<db::Values>& rows) {
        db.execute("DELETE FROM " + table);
        std::size_t at = 0;
        db.insert_many(table, columns,
                       [&](db::Values& row) { return at < rows.size() ? (row = rows[at++], true) : false; });
    }
    /// The chain with these rows and this head is found to be wrong, from entry `first` (0: any); then all is
    /// as before.
    void detected(const std::vector<db::Values>& rows, const ChainHead& head, std::int64_t first,
                  const std::string& what) {
        here().database().write([&](db::Session& db) {
            fill(db, "audit", audit_columns(), rows);
            db.execute("UPDATE audit_head SET seq = ?, hash = ? WHERE one = 1", {head.seq, head.hash});
        });
        const AuditVerdict verdict = verify();
        EXPECT_GT(verdict.first_bad, 0) << what;
        if (first > 0) {
            EXPECT_EQ(verdict.first_bad, first) << what << ": " << verdict.problem;
        }
        EXPECT_FALSE(verdict.problem.empty());
        ++mutations_;
    }
    void detected(const std::vector<db::Values>& rows, std::int64_t first, const std::string& what) {
        detected(rows, head_, first, what);
    }
    void imports_detected(const std::vector<db::Values>& rows, std::int64_t first, const std::string& what) {
        here().database().write([&](db::Session& db) { fill(db, "import_row", kImportColumns, rows); });
        EXPECT_EQ(verify().first_bad, first) << what;
        ++mutations_;
    }
    void restore() {
        here().database().write([&](db::Session& db) {
            fill(db, "audit", audit_columns(), rows_);
            fill(db, "import_row", kImportColumns, imports_);
            db.execute("UPDATE audit_head SET seq = ?, hash = ? WHERE one = 1", {head_.seq, head_.hash});
        });
        ASSERT_EQ(verify().first_bad, 0) << verify().problem;
    }
    /// Another value of the same kind, or one where there is none.
    db::Value changed(const db::Value& value, std::size_t column) {
        if (const std::int64_t* n = reflect::integer(value))
            return column == 15 ? 1 - *n : *n + 1 + static_cast<std::int64_t>(random_() % 9);
        if (const std::string* text = reflect::text(value)) {
            std::string other = *text;
            const std::size_t at = random_() % other.size();
            if (static_cast<unsigned char>(other[at]) >= 0x80) return other + "x";  // the text stays UTF-8
            other[at] = other[at] == 'x' ? 'y' : 'x';
            return other;
        }
        const bool number = column == 2 || column == 4 || (column >= 8 && column <= 10);
        return number ? db::Value(std::int64_t{7}) : db::Value("x");
    }
    std::vector<db::Values> rehashed(std::vector<db::Values> rows, ChainHead& head) {
        std::string hash = chain_start(Suite::standard);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i][0] = static_cast<std::int64_t>(i) + 1;
            hash = next_hash(Suite::standard, hash, std::span(rows[i]).first(16));
            rows[i][16] = hash;
        }
        head = {static_cast<std::int64_t>(rows.size()), hash, Suite::standard};
        return rows;
    }

    static inline const std::vector<std::string> kImportColumns{
        "batch_id", "row_number", "sheet", "record_id", "is_new", "after_json", "before_json"};
    std::vector<db::Values> rows_, imports_;
    ChainHead head_;
    int mutations_ = 0;
    std::mt19937 random_{20261125};
};

TEST_P(AuditTest, AnUntouchedChainHolds) {
    build();
    const AuditVerdict verdict = verify();
    EXPECT_EQ(verdict.first_bad, 0) << verdict.problem;
    EXPECT_THAT(verdict.problem, IsEmpty());
    EXPECT_EQ(verdict.entries, kEntries);
    EXPECT_EQ(verdict.batches, 2);
    EXPECT_EQ(verdict.anchors, 3);
    EXPECT_EQ(verdict.head, head_.hash);
}

TEST_P(AuditTest, AnEmptyChainHolds) {
    EXPECT_EQ(verify().first_bad, 0);
    EXPECT_EQ(verify().entries, 0);
    EXPECT_FALSE(anchor_audit(here().database(), here().anchors(), here().now)) << "nothing to anchor";
}

TEST_P(AuditTest, EveryTamperingIsFoundAndItsFirstEntryNamed) {
    build();
    const auto n = static_cast<std::size_t>(kEntries);
    for (std::size_t i = 0; i < n; ++i) {  // change one value of an entry
        for (int time = 0; time < 4; ++time) {
            const std::size_t column = 1 + random_() % 16;
            std::vector<db::Values> rows = rows_;
            rows[i][column] = changed(rows[i][column], column);
            detected(rows, static_cast<std::int64_t>(i) + 1,
                     fmt::format("entry {}, {} changed", i + 1, audit_columns()[column]));
        }
    }
    for (std::size_t i = 0; i < n; ++i) {  // remove one; swap two; insert one
        std::vector<db::Values> rows = rows_;
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i));
        detected(rows, static_cast<std::int64_t>(i) + 1, fmt::format("entry {} removed", i + 1));
        for (std::size_t k = i; k < rows.size(); ++k) rows[k][0] = static_cast<std::int64_t>(k) + 1;
        detected(rows, static_cast<std::int64_t>(i) + 1,
                 fmt::format("entry {} removed, the gap closed", i + 1));

        const std::size_t other = (i + 1 + random_() % (n - 1)) % n;
        rows = rows_;
        std::swap(rows[i], rows[other]);
        std::swap(rows[i][0], rows[other][0]);
        detected(rows, static_cast<std::int64_t>(std::min(i, other)) + 1,
                 fmt::format("entries {} and {} swapped", i + 1, other + 1));

        rows = rows_;
        rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(i), rows_[other]);
        for (std::size_t k = 0; k < rows.size(); ++k) rows[k][0] = static_cast<std::int64_t>(k) + 1;
        detected(rows, i == other ? 0 : static_cast<std::int64_t>(i) + 1,
                 fmt::format("an entry inserted as {}", i + 1));
    }
    for (std::size_t left = 0; left < n; left += 3) {  // cut the end off, with and without the head
        std::vector<db::Values> rows(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(left));
        detected(rows, static_cast<std::int64_t>(left) + 1, fmt::format("all after {} removed", left));
        const ChainHead head{static_cast<std::int64_t>(left),
                             left ? std::get<std::string>(rows_[left - 1][16]) : chain_start(Suite::standard),
                             Suite::standard};
        detected(rows, static_cast<std::int64_t>(left) + 1,
                 fmt::format("all after {} removed, the head set back", left));
    }
    for (std::size_t i = 0; i < n;
         i += 3) {  // rewrite the chain from an entry on, hashes and head included: the anchors know
        std::vector<db::Values> rows = rows_;
        rows[i][12] = R"({"name":"丙"})";
        ChainHead head;
        rows = rehashed(rows, head);
        detected(rows, head, i < 20 ? 20 : i < 40 ? 40 : 60, fmt::format("rewritten from {}", i + 1));
    }
    restore();
    EXPECT_GE(mutations_, 500);
}

TEST_P(AuditTest, RowsOfPublishedBatchesCannotBeChangedUnseen) {
    build();
    for (std::size_t i = 0; i < imports_.size(); ++i) {
        const std::int64_t entry = std::get<std::int64_t>(imports_[i][0]) == 71 ? 20 : 40;
        std::vector<db::Values> rows = imports_;
        rows[i][5] = R"({"tax":"9"})";
        imports_detected(rows, entry, "a value changed");
        rows = imports_;
        rows[i][3] = std::int64_t{4711};
        imports_detected(rows, entry, "given to another record");
        rows = imports_;
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i));
        imports_detected(rows, entry, "a row removed");
        rows = imports_;
        rows.push_back(imports_[i]);
        rows.back()[1] = std::int64_t{99};
        imports_detected(rows, entry, "a row added");
    }
    restore();
}

TEST_P(AuditTest, AnchorsCannotBeChangedOrTakenAwayUnseen) {
    build();
    const std::filesystem::path folder = here().anchors().folder;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    ASSERT_EQ(files.size(), 3u);
    std::string text;
    std::getline(std::ifstream(files[1]), text);
    for (std::size_t i = 0; i + 1 < text.size(); i += 3) {
        std::string forged = text;
        forged[i] = forged[i] == '1' ? '2' : '1';
        if (forged == text) continue;
        std::ofstream(files[1]) << forged << "\n";
        const AuditVerdict verdict = verify();
        // The public key is there for others to check with; the installation uses its own.
        if (text.find("public_key") < i && i < text.find("signature")) continue;
        EXPECT_GT(verdict.first_bad, 0) << forged;
    }
    std::ofstream(files[1]) << text << "\n";
    EXPECT_EQ(verify().first_bad, 0);
    std::filesystem::remove(files[1]);
    const AuditVerdict verdict = verify();
    EXPECT_GT(verdict.first_bad, 0);
    EXPECT_THAT(verdict.problem, HasSubstr(files[1].filename().string()));
}

TEST_P(AuditTest, ADayHasOneAnchor) {
    append(1);
    EXPECT_TRUE(anchor_audit(here().database(), here().anchors(), here().now));
    append(1);
    EXPECT_FALSE(anchor_audit(here().database(), here().anchors(), here().now + 3'600'000));
    EXPECT_TRUE(anchor_audit(here().database(), here().anchors(), here().now + 24 * 3'600'000));
}

TEST_P(AuditTest, EightWritersMakeOneChain) {
    std::vector<std::thread> writers;
    for (int w = 0; w < 8; ++w) {
        writers.emplace_back([&, w] {
            for (int i = 0; i < 20; ++i) {
                Actor program;
                program.name = fmt::format("writer {}", w);
                change(here().services(), program, [&](Change& change) {
                    for (int k = 0; k <= i % 6; ++k) {  // few and many entries at a time
                        AuditEntry entry;
                        entry.action = "test.edit";
                        change.record(std::move(entry));
                    }
                });
            }
        });
    }
    for (std::thread& writer : writers) writer.join();
    const AuditVerdict verdict = verify();
    EXPECT_EQ(verdict.first_bad, 0) << verdict.problem;
    EXPECT_EQ(verdict.entries, here().count("SELECT COUNT(*) FROM audit"));
    EXPECT_EQ(verdict.entries, 8 * (3 * 21 + 1 + 2));
}

TEST_P(AuditTest, WhatIsRolledBackLeavesNoEntry) {
    append(3);
    EXPECT_THROW(here().as_program([&](Change& change) {
        AuditEntry entry;
        entry.action = "test.edit";
        change.record(std::move(entry));
        change.db.execute("INSERT INTO setting (key, version, value, updated_at) VALUES ('x', 1, 'y', 0)");
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_EQ(verify().entries, 3);
    EXPECT_EQ(verify().first_bad, 0);
}

TEST_P(AuditTest, AChangeWithoutAnEntryIsAProgrammingError) {
    EXPECT_THROW(here().as_program([](Change& change) {
        change.db.execute("INSERT INTO setting (key, version, value, updated_at) VALUES ('x', 1, 'y', 0)");
    }),
                 std::logic_error);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM setting WHERE key = 'x'"), 0);
}

TEST(Audit, ASmChainUsesSm3AndHolds) {
    Installation sm(db::Engine::sqlite, Suite::sm);
    sm.make_user("zhang");
    const AnchorPlace place = sm.anchors();
    EXPECT_TRUE(anchor_audit(sm.database(), place, sm.now));
    const AuditVerdict verdict = verify_audit(sm.database(), Language::en, {}, &place);
    EXPECT_EQ(verdict.first_bad, 0) << verdict.problem;
    EXPECT_EQ(sm.scalar("SELECT algorithm FROM audit_head"), db::Value("sm3"));
    start_audit(sm.database(), Suite::standard);
    EXPECT_EQ(sm.scalar("SELECT algorithm FROM audit_head"), db::Value("sm3")) << "a chain keeps its hash";
    sm.database().write([](db::Session& db) { db.execute("UPDATE audit_head SET algorithm = 'sha256'"); });
    EXPECT_EQ(verify_audit(sm.database(), Language::en).first_bad, 1);
}

TEST(Audit, EncodingsOfDifferentValuesDiffer) {
    const std::vector<db::Values> kDifferent = {{"a", "b"},
                                                {"ab", db::Value()},
                                                {db::Value(), "ab"},
                                                {"a", db::Value(), "b"},
                                                {std::int64_t{1}},
                                                {"1"},
                                                {db::Value()},
                                                {},
                                                {std::int64_t{-1}},
                                                {"t"},
                                                {"n"},
                                                {db::Value(), db::Value()}};
    std::set<std::string> seen;
    for (const db::Values& values : kDifferent) {
        std::string bytes;
        for (const db::Value& value : values) put_canonical(bytes, value);
        EXPECT_TRUE(seen.insert(bytes).second);
    }
    std::string bytes;
    EXPECT_THROW(put_canonical(bytes, db::Value(1.5)), std::logic_error);
}

ON_BOTH_DATABASES(AuditTest);

}  // namespace
}  // namespace yuanheng::platform
