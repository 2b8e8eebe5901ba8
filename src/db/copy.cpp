#include "db/copy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/hash.hpp"
#include "db/address.hpp"
#include "db/catalog.hpp"
#include "db/copy_text.hpp"
#include "db/driver.hpp"
#include "db/files.hpp"
#include "db/schema.hpp"

// The folder's manifest is lines of words:
//     yuanheng-rows 1 postgres
//     step 1 platform <sha256>
//     table zone 2 <sha256> id version code …
//     end
namespace yuanheng::db {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFirstLine = "yuanheng-rows 1 ";

[[noreturn]] void corrupt(const std::string& what) {
    throw Failure(Fault::corrupt, "the copy cannot be used: " + what);
}

// ---- values

template <typename T>
T number(std::string_view text) {
    T out{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size())
        corrupt("\"" + std::string(text) + "\" is no number");
    return out;
}

Value value_of(std::string_view text, Column::Kind kind) {
    if (text == "\\N") return {};
    switch (kind) {
        case Column::Kind::whole: return number<std::int64_t>(text);
        case Column::Kind::number: return number<double>(text);
        case Column::Kind::text: break;
    }
    std::optional<std::string> out = from_copy_text(text);
    if (!out) corrupt("a backslash that means nothing");
    return std::move(*out);
}

// ---- manifest

struct TableFile {
    std::string table, sha256;
    std::int64_t rows = 0;
    std::vector<std::string> columns;
};

struct Manifest {
    Engine engine = Engine::postgres;
    std::vector<StepRun> steps;
    std::vector<TableFile> tables;
};

std::string text_of(const Manifest& manifest) {
    std::string out =
        std::string(kFirstLine) + (manifest.engine == Engine::sqlite ? "sqlite" : "postgres") + "\n";
    for (const StepRun& step : manifest.steps)
        out += fmt::format("step {} {} {}\n", step.number, step.name, step.sha256);
    for (const TableFile& file : manifest.tables) {
        out += fmt::format("table {} {} {} {}\n", file.table, file.rows, file.sha256,
                           fmt::join(file.columns, " "));
    }
    return out + "end\n";
}

Manifest read_manifest(const fs::path& path) {
    std::ifstream in(path);
    Manifest out;
    std::string line;
    if (!std::getline(in, line) || !line.starts_with(kFirstLine))
        corrupt("there is no manifest that this program reads");
    out.engine = line.ends_with(" sqlite") ? Engine::sqlite : Engine::postgres;
    while (std::getline(in, line) && line != "end") {
        std::istringstream words(line);
        std::string kind;
        words >> kind;
        if (kind == "step") {
            StepRun& step = out.steps.emplace_back();
            words >> step.number >> step.name >> step.sha256;
        } else if (kind == "table") {
            TableFile& file = out.tables.emplace_back();
            words >> file.table >> file.rows >> file.sha256;
            if (!words) corrupt("its manifest");
            for (std::string column; words >> column;) file.columns.push_back(column);
            continue;
        }
        if (!words) corrupt("its manifest");
    }
    if (line != "end") corrupt("its manifest is cut off");
    return out;
}

// ---- tables

fs::path file_of(const fs::path& folder, const std::string& table) { return folder / (table + ".copy"); }

void write(std::ofstream& out, std::string& buffer, Sha256& hash) {
    hash.update(buffer);
    errno = 0;
    out.write(buffer.data(), static_cast<std::streamsize>(buffer.size())).flush();
    if (!out)
        throw Failure(errno == ENOSPC || errno == EDQUOT ? Fault::full : Fault::lost,
                      "the copy cannot be written");
    buffer.clear();
}

TableFile write_table(Session& session, const Table& table, const fs::path& folder) {
    constexpr std::size_t kBuffer = 256 * 1024;
    TableFile out{table.name, {}, 0, table.column_names()};
    std::ofstream file(file_of(folder, table.name), std::ios::binary);
    Sha256 hash;
    std::string buffer;
    session.each("SELECT " + identifier(out.columns) + " FROM " + identifier(table.name), {},
                 [&](const Values& row) {
                     for (std::size_t i = 0; i < row.size(); ++i) {
                         if (i > 0) buffer += '\t';
                         append_copy_text(buffer, row[i]);
                     }
                     buffer += '\n';
                     ++out.rows;
                     if (buffer.size() >= kBuffer) write(file, buffer, hash);
                     return true;
                 });
    write(file, buffer, hash);
    out.sha256 = hash.hex();
    return out;
}

/// The rows of a table's file, one after the other; checks at the end that they are what was written.
class TableReader {
public:
    TableReader(const fs::path& folder, const TableFile& file, const Table& table)
        : file_(file), in_(file_of(folder, file.table), std::ios::binary) {
        for (const std::string& name : file.columns) {
            const auto same = [&](const Column& column) { return column.name == name; };
            const auto at = std::find_if(table.columns.begin(), table.columns.end(), same);
            if (at == table.columns.end())
                corrupt(file.table + " has a column " + name + " that the schema does not have");
            kinds_.push_back(at->kind);
        }
    }
    bool next(Values& row) {
        if (!std::getline(in_, line_)) {
            if (hash_.hex() != file_.sha256 || rows_ != file_.rows)
                corrupt(file_.table + ".copy is not what was written");
            return false;
        }
        hash_.update(line_).update("\n");
        ++rows_;
        std::string_view rest = line_;
        row.resize(kinds_.size());
        for (std::size_t i = 0; i < kinds_.size(); ++i) {
            const std::size_t end = std::min(rest.find('\t'), rest.size());
            if ((end == rest.size()) != (i + 1 == kinds_.size()))
                corrupt(file_.table + ".copy has a row of another length");
            row[i] = value_of(rest.substr(0, end), kinds_[i]);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return true;
    }

private:
    const TableFile& file_;
    std::ifstream in_;
    std::vector<Column::Kind> kinds_;
    Sha256 hash_;
    std::string line_;
    std::int64_t rows_ = 0;
};

/// The program's steps that the copy was made with.
std::span<const Migration> steps_of(const Manifest& manifest, std::span<const Migration> steps) {
    const std::size_t n = manifest.steps.size();
    if (n > steps.size()) throw Failure(Fault::newer, "the copy's schema is newer than this program");
    for (std::size_t i = 0; i < n; ++i) {
        if (steps[i].number != manifest.steps[i].number ||
            sha256_hex(text_for(steps[i], manifest.engine)) != manifest.steps[i].sha256) {
            corrupt("step " + std::to_string(manifest.steps[i].number) +
                    " of its schema is not this program's");
        }
    }
    return steps.first(n);
}

void load(Session& session, const Manifest& manifest, const fs::path& folder) {
    if (session.dialect().engine == Engine::sqlite) session.execute("PRAGMA defer_foreign_keys = ON");
    const std::vector<Table> all = tables(session);
    if (all.size() != manifest.tables.size()) corrupt("it has other tables than its schema");
    for (const Table& table : all) {
        const auto same = [&](const TableFile& f) { return f.table == table.name; };
        const auto file = std::find_if(manifest.tables.begin(), manifest.tables.end(), same);
        if (file == manifest.tables.end()) corrupt("table " + table.name + " is missing");
        TableReader reader(folder, *file, table);
        session.insert_many(table.name, file->columns, [&](Values& row) { return reader.next(row); });
    }
}

void check_empty(Session& session) {
    for (const Table& table : tables(session)) {
        if (!session.first("SELECT 1 FROM " + identifier(table.name) + " LIMIT 1").empty()) {
            throw Failure(Fault::other, "there are rows in the database already, in " + table.name);
        }
    }
}

void restore_rows(const std::string& folder, const Options& into, std::span<const Migration> steps) {
    const Manifest manifest = read_manifest(fs::path(folder) / "manifest");
    const std::span<const Migration> made_with = steps_of(manifest, steps);
    const auto database = Database::open(into);
    database->read([](Session& s) { check_empty(s); });
    migrate(*database, into.partitions, made_with);
    database->write([&](Session& s) {
        const std::vector<Table> all = tables(s);  // rows that came with the schema stand in the copy too
        for (auto table = all.rbegin(); table != all.rend(); ++table)
            s.execute("DELETE FROM " + identifier(table->name));
        load(s, manifest, folder);
    });
}

/// A copy of the file, with what `then` does while it is open, where it is sound and of steps that are known.
void copy_file(const std::string& from, const std::string& to, std::span<const Migration> steps,
               const std::function<void(Database&)>& then) {
    make_private(to);
    fs::copy_file(from, to, fs::copy_options::overwrite_existing);
    {
        const auto copy = Database::open({.url = to, .readers = 1});
        if (const auto problems = copy->integrity(); !problems.empty()) corrupt(problems.front());
        missing(*copy, steps);
        then(*copy);
    }
    fs::remove(to + ".lock");
}

void restore_file(const std::string& from, const Options& into, std::span<const Migration> steps) {
    write_whole(into.url,
                [&](const std::string& temporary) { copy_file(from, temporary, steps, [](Database&) {}); });
}

/// A folder for what is in between, gone with this.
class Scratch {
public:
    explicit Scratch(const fs::path& in) : path_(in / "restore.unfinished") {
        fs::remove_all(path_);
        fs::create_directories(path_);
        fs::permissions(path_, fs::perms::owner_all);
    }
    ~Scratch() {
        std::error_code none;
        fs::remove_all(path_, none);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    std::string operator/(const char* name) const { return (path_ / name).string(); }

private:
    fs::path path_;
};

/// Opens a copy of the file, since the file itself is to stay as it is, and takes its rows.
void restore_file_as_rows(const std::string& from, const Options& into, const Scratch& scratch,
                          std::span<const Migration> steps) {
    const std::string rows = scratch / "rows";
    copy_file(from, scratch / "copy", steps, [&](Database& copy) { write_rows(copy, rows); });
    restore_rows(rows, into, steps);
}

}  // namespace

void write_rows(Database& from, const std::string& folder) {
    write_whole(folder, [&](const std::string& temporary) {
        fs::create_directory(temporary);
        fs::permissions(temporary, fs::perms::owner_all);
        Manifest manifest;
        from.read([&](Session& s) {
            manifest.engine = s.dialect().engine;
            manifest.steps = steps_run(s);
            for (const Table& table : tables(s)) manifest.tables.push_back(write_table(s, table, temporary));
        });
        std::ofstream out(fs::path(temporary) / "manifest", std::ios::binary);
        out << text_of(manifest);
        if (!out.flush()) throw Failure(Fault::full, "the copy's manifest cannot be written");
    });
}

void restore(const std::string& from, const Options& into, const std::string& scratch,
             std::span<const Migration> steps) {
    if (fs::is_directory(from)) return restore_rows(from, into, steps);
    if (!fs::exists(from)) corrupt(from + " is not there");
    if (is_postgres(into.url)) return restore_file_as_rows(from, into, Scratch(scratch), steps);
    try {
        restore_file(from, into, steps);
    } catch (const Failure& failure) {
        throw Failure(failure.fault, without_password(failure.what(), into.url), failure.constraint);
    }
}

}  // namespace yuanheng::db
