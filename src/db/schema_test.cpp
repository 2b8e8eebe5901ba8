#include "db/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "db/sql_text.hpp"

// The rules that make one schema run on SQLite, PostgreSQL and a database distributed by enterprise, held
// against every file of schema/: who breaks one reads here which.
namespace yuanheng::db {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Words = std::vector<std::string>;

const std::set<std::string> kTypes = {"BIGINT", "INTEGER", "SMALLINT", "TEXT", "DOUBLE"};
/// Wherever they stand; other statements and types are refused by not being among those that are allowed.
const std::set<std::string> kForbidden = {"NOW",      "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME",
                                          "RANDOM",   "GEN_RANDOM_UUID",   "NEXTVAL",      "ALWAYS",
                                          "IDENTITY", "COLLATE",           "CASCADE",      "AUTOINCREMENT",
                                          "USING",    "DEFERRABLE",        "DEFERRED"};

/// Splits at the commas that stand outside of brackets.
std::vector<Words> parts(std::span<const std::string> words) {
    std::vector<Words> out(1);
    int depth = 0;
    for (const std::string& word : words) {
        if (word == "," && depth == 0) {
            out.emplace_back();
            continue;
        }
        depth += word == "(" ? 1 : word == ")" ? -1 : 0;
        out.back().push_back(word);
    }
    return out;
}

/// The names in the brackets that open at or after `at`.
Words names(const Words& words, std::size_t at) {
    Words out;
    while (at < words.size() && words[at] != "(") ++at;
    for (++at; at < words.size() && words[at] != ")"; ++at) {
        if (words[at] != ",") out.push_back(words[at]);
    }
    return out;
}

bool has(const Words& words, std::initializer_list<std::string> run) {
    return std::search(words.begin(), words.end(), run.begin(), run.end()) != words.end();
}

struct LintTable {
    bool fact = false;
    Words primary;
};

class Lint {
public:
    void statement(const std::string& sql) {
        words_ = tokens(sql);
        for (const std::string& word : words_) {
            if (kForbidden.count(word) != 0) say(word + " is not for every database");
            if (word.front() == '"' || word == "[" || word == ":")
                say("quoted names, arrays and casts are not for every database");
            if (word.find("__") != std::string::npos || word.size() > 60)
                say(word + ": names have no __ (parts of tables have) and at most 60 characters");
        }
        if (has(words_, {"CREATE", "TABLE"})) return create_table(sql);
        if (has(words_, {"CREATE", "INDEX"}) || has(words_, {"CREATE", "UNIQUE", "INDEX"}))
            return create_index();
        if (has(words_, {"ALTER", "TABLE"})) return alter_table();
        const std::set<std::string> others = {"INSERT", "UPDATE", "DELETE", "DROP"};
        if (others.count(words_.front()) == 0) say("a statement that begins with " + words_.front());
    }
    Words problems;

private:
    void say(const std::string& problem) { problems.push_back(problem); }

    void create_table(const std::string& sql) {
        table_ = words_[2];
        LintTable& table = tables_[table_];
        table.fact = marked_fact(sql);
        if (words_[3] != "(" || words_.back() != ")")
            return say(table_ + ": CREATE TABLE name (…) and nothing else");
        std::map<std::string, bool> not_null;
        std::vector<Words> keys;
        for (const Words& part : parts(std::span(words_).subspan(4, words_.size() - 5))) {
            if (part[0] == "PRIMARY") {
                table.primary = names(part, 0);
            } else if (part[0] == "UNIQUE") {
                keys.push_back(names(part, 0));
            } else if (part[0] == "FOREIGN") {
                reference(table, names(part, 0), part);
            } else if (part[0] != "CHECK") {
                column(table, part);
                not_null[part[0]] = has(part, {"NOT", "NULL"});
                if (has(part, {"PRIMARY", "KEY"})) table.primary = {part[0]};
                if (has(part, {"UNIQUE"})) keys.push_back({part[0]});
            }
        }
        if (table.primary.empty()) say(table_ + " has no primary key");
        for (const std::string& key : table.primary) {
            if (table.primary.size() > 1 && !not_null[key])
                say(table_ + "." + key + " is in the primary key, so it is NOT NULL");
        }
        keys.push_back(table.primary);
        for (const Words& key : keys) unique(table, key);
    }
    void column(const LintTable& table, const Words& part) {
        const std::string name = table_ + "." + part[0];
        if (part.size() < 2 || kTypes.count(part[1]) == 0) say(name + " has no type that every database has");
        if (part.size() > 1 && part[1] == "DOUBLE" && (part.size() < 3 || part[2] != "PRECISION"))
            say(name + ": DOUBLE PRECISION");
        if (part[0] == "ENT_ID" && table.fact && part[1] != "BIGINT") say(name + " is BIGINT");
        if (has(part, {"DEFAULT", "("})) say(name + " has a default that is computed");
        reference(table, {part[0]}, part);
    }
    /// Facts refer to reference tables, and to facts of the same enterprise; reference tables never to facts.
    void reference(const LintTable& table, const Words& columns, const Words& part) {
        const auto at = std::find(part.begin(), part.end(), "REFERENCES");
        if (at == part.end()) return;
        const std::string& parent = *(at + 1);
        if (tables_.count(parent) == 0)
            return say(table_ + " refers to " + parent + ", which is not there yet");
        if (!tables_[parent].fact) return;
        if (!table.fact) return say(table_ + " is a reference table and refers to the facts of " + parent);
        if (columns.front() != "ENT_ID")
            say(table_ + " refers to the facts of " + parent + " without ent_id");
    }
    void unique(const LintTable& table, const Words& key) {
        const bool by_enterprise = !key.empty() && key.front() == "ENT_ID";
        if (table.fact && !by_enterprise) say(table_ + " is a fact table: its keys begin with ent_id");
        if (!table.fact && by_enterprise && key == table.primary)
            say(table_ + " is keyed by ent_id and not marked -- fact");
    }
    void create_index() {
        if (has(words_, {"WHERE"})) say("an index of some rows only");
        const auto on = std::find(words_.begin(), words_.end(), "ON");
        if (on == words_.end() || std::count(words_.begin(), words_.end(), "(") != 1)
            return say("an index of an expression");
        table_ = *(on + 1);
        if (tables_.count(table_) == 0) return say("an index of " + table_ + ", which is not there");
        if (words_[1] == "UNIQUE") unique(tables_[table_], names(words_, 0));
    }
    void alter_table() {
        table_ = words_[2];
        if (words_[3] != "ADD" || words_[4] != "COLUMN") return say("ALTER TABLE other than ADD COLUMN");
        const Words part(words_.begin() + 5, words_.end());
        column(tables_[table_], part);
        if (has(part, {"NOT", "NULL"}) && !has(part, {"DEFAULT"}))
            say(table_ + "." + part[0] + ": old rows need a DEFAULT");
        if (has(part, {"UNIQUE"}) || has(part, {"PRIMARY"}))
            say(table_ + "." + part[0] + ": SQLite cannot add a key");
    }

    std::map<std::string, LintTable> tables_;
    std::string table_;
    Words words_;
};

Words lint(const std::string& script) {
    Lint lint;
    for (const std::string& sql : statements(script)) lint.statement(sql);
    return lint.problems;
}

TEST(Schema, EveryFileKeepsTheRules) {
    for (const Engine engine : {Engine::sqlite, Engine::postgres}) {
        Lint all;
        for (const Migration& step : migrations()) {
            for (const std::string& sql : statements(text_for(step, engine))) all.statement(sql);
            EXPECT_THAT(all.problems, IsEmpty()) << step.number << "_" << step.name;
            all.problems.clear();
        }
    }
    EXPECT_FALSE(migrations().empty());
}

TEST(Schema, EveryRuleIsHeld) {
    const std::string good =
        "CREATE TABLE e (id BIGINT PRIMARY KEY, n TEXT NOT NULL UNIQUE DEFAULT 'now()', x DOUBLE "
        "PRECISION);\n"
        "-- What it is.\n-- fact\nCREATE TABLE f (ent_id BIGINT NOT NULL REFERENCES e (id), id BIGINT NOT "
        "NULL, "
        "PRIMARY KEY (ent_id, id), UNIQUE (ent_id, id));\n";
    EXPECT_THAT(lint(good), IsEmpty());
    EXPECT_THAT(
        lint(good +
             "-- fact\nCREATE TABLE g (ent_id BIGINT NOT NULL, id BIGINT NOT NULL, PRIMARY KEY (ent_id, id), "
             "FOREIGN KEY (ent_id, id) REFERENCES f (ent_id, id)); CREATE UNIQUE INDEX u ON g (ent_id, id);"
             "ALTER TABLE e ADD COLUMN y SMALLINT NOT NULL DEFAULT 0; UPDATE e SET n = 'x' WHERE id = 1"),
        IsEmpty());
    for (const char* bad :
         {"CREATE TABLE t (id SERIAL PRIMARY KEY)",
          "CREATE TABLE t (id BIGINT PRIMARY KEY, at TIMESTAMP)",
          "CREATE TABLE t (id BIGINT)",
          "CREATE TABLE t (id BIGINT PRIMARY KEY, at BIGINT DEFAULT (random()))",
          "CREATE TABLE t (id BIGINT PRIMARY KEY, tags TEXT[])",
          "CREATE TABLE t (id BIGINT PRIMARY KEY, at BIGINT DEFAULT now())",
          "CREATE TABLE t (id BIGINT PRIMARY KEY) STRICT",
          "CREATE TABLE t (a BIGINT NOT NULL, b BIGINT, PRIMARY KEY (a, b))",
          "CREATE TABLE t (id BIGINT PRIMARY KEY, x DOUBLE)",
          "CREATE TABLE t (id BIGINT PRIMARY KEY, n TEXT COLLATE nocase)",
          "CREATE TABLE t__1 (id BIGINT PRIMARY KEY)",
          "CREATE TABLE t (ent_id BIGINT NOT NULL, id BIGINT NOT NULL, PRIMARY KEY (ent_id, id))",
          "CREATE TYPE kind AS ENUM ('a')",
          "-- fact\nCREATE TABLE t (ent_id BIGINT NOT NULL, id BIGINT NOT NULL, PRIMARY KEY (id, ent_id))",
          "-- fact\nCREATE TABLE t (ent_id BIGINT NOT NULL, id BIGINT NOT NULL UNIQUE, PRIMARY KEY (ent_id, "
          "id))",
          "-- fact\nCREATE TABLE t (ent_id BIGINT NOT NULL, id BIGINT NOT NULL, f_id BIGINT REFERENCES f "
          "(id), PRIMARY KEY (ent_id, id))",
          "CREATE TABLE t (id BIGINT PRIMARY KEY, f_id BIGINT REFERENCES f (id))",
          "CREATE TABLE t (id BIGINT PRIMARY KEY, z BIGINT REFERENCES z (id))",
          "CREATE UNIQUE INDEX u ON f (id)",
          "CREATE INDEX i ON e (n) WHERE n = 'a'",
          "CREATE INDEX i ON e (lower(n))",
          "ALTER TABLE e DROP COLUMN n",
          "CREATE INDEX i ON z (n)",
          "ALTER TABLE e ADD COLUMN y BIGINT NOT NULL",
          "ALTER TABLE e ADD COLUMN y TEXT UNIQUE",
          "CREATE TRIGGER t AFTER INSERT ON e BEGIN SELECT 1",
          "CREATE TABLE \"t\" (id BIGINT PRIMARY KEY)",
          "VACUUM",
          "CREATE TABLE t (id BIGINT PRIMARY KEY, e_id BIGINT REFERENCES e (id) ON DELETE CASCADE)"}) {
        EXPECT_THAT(lint(good + bad), ::testing::Not(IsEmpty())) << bad;
    }
}

TEST(Schema, CutsScriptsIntoStatements) {
    EXPECT_THAT(statements("-- a; b\nSELECT ';' ; /* ; */ SELECT \"x;\"\n;;-- end\n"),
                ElementsAre("-- a; b\nSELECT ';' ", " /* ; */ SELECT \"x;\"\n"));
    EXPECT_THAT(tokens("a_1 BIGINT -- BIGINT\n, 'it''s'(2)"),
                ElementsAre("A_1", "BIGINT", ",", "'it'", "'s'", "(", "2", ")"));
    EXPECT_THROW(statements("SELECT 'x"), std::logic_error);
    EXPECT_THROW(statements("SELECT /* x"), std::logic_error);
    EXPECT_EQ(numbered("a = ? AND '?' = ? -- ?").sql, "a = $1 AND '?' = $2 -- ?");
}

TEST(Schema, AdaptsStatementsToTheEngine) {
    const std::string sql =
        "-- Facts of BIGINT.\n-- fact\nCREATE TABLE f (ent_id BIGINT, x DOUBLE  PRECISION, y SMALLINT "
        "DEFAULT 'BIGINT') -- BIGINT";
    EXPECT_THAT(adapted(sql, Engine::sqlite, 4),
                ElementsAre("-- Facts of BIGINT.\n-- fact\nCREATE TABLE f (ent_id INTEGER, x REAL, y INTEGER "
                            "DEFAULT 'BIGINT') -- BIGINT\nSTRICT"));
    EXPECT_THAT(adapted(sql, Engine::postgres, 0), ElementsAre(sql));
    EXPECT_THAT(adapted(sql, Engine::postgres, 2),
                ElementsAre(sql + "\nPARTITION BY HASH (ent_id)",
                            "CREATE TABLE f__0 PARTITION OF f FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
                            "CREATE TABLE f__1 PARTITION OF f FOR VALUES WITH (MODULUS 2, REMAINDER 1)"));
    EXPECT_THAT(adapted("CREATE TABLE r (id BIGINT)", Engine::postgres, 2),
                ElementsAre("CREATE TABLE r (id BIGINT)"));
    EXPECT_FALSE(marked_fact("-- fact\n-- of another kind\nCREATE TABLE t (id BIGINT)"));
}

}  // namespace
}  // namespace yuanheng::db
