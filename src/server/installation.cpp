#include <fmt/format.h>

#include "db/address.hpp"
#include "db/migrate.hpp"
#include "platform/audit/audit.hpp"
#include "platform/core/limiter.hpp"
#include "platform/entity/rows.hpp"
#include "platform/files/files.hpp"
#include "platform/identity/identity.hpp"
#include "platform/identity/session.hpp"
#include "platform/request/openapi.hpp"
#include "server/application.hpp"
#include "server/codes.hpp"
#include "zone/registry/registry.hpp"
#include "zone/visits/visits.hpp"

namespace yuanheng::server {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> toml_files(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none)) {
        if (entry.path().extension() == ".toml") out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

Result<void> make_folder(const fs::path& folder) {
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (!problem) fs::permissions(folder, fs::perms::owner_all, problem);
    if (problem)
        return fail(Code::file_unwritable, {{"path", folder.string()}, {"detail", problem.message()}});
    return {};
}

/// Whether the file or folder is there; an error also where nobody can say. What is taken for a file may be a
/// misspelt address.
Result<void> must_be_there(const fs::path& path) {
    std::error_code problem;
    if (fs::exists(path, problem)) return {};
    const std::string place = db::without_password(path.string(), path.string());
    if (problem) return fail(Code::file_unreadable, {{"path", place}, {"detail", problem.message()}});
    return fail(Code::installation_missing, {{"place", place}});
}

/// What has to be there before the database is opened, which would make a file.
Errors find_existing(const Config& config) {
    if (!db::is_postgres(config.database.url)) {
        if (auto there = must_be_there(config.database.url); !there) return {there.error()};
    }
    if (auto there = must_be_there(config.data / "keys"); !there) return {there.error()};
    return {};
}

Errors make_folders(const Config& config) {
    for (const fs::path& folder : {config.data, config.data / "files", fs::path(config.http.temporary)}) {
        if (auto done = make_folder(folder); !done) return {done.error()};
    }
    return {};
}

/// Everything a zone can do here: a practice is one line.
platform::Practices practices(const registry::TaxonomyPointer& taxonomies) {
    return platform::Practices({registry::registry(taxonomies), visits::visits()});
}

Checked<registry::TaxonomyPointer> load_taxonomies(const Config& config, const Industry& industry) {
    auto loaded = registry::Taxonomies::load(config.rules / "taxonomies", industry);
    if (!loaded) return tl::unexpected(loaded.error());
    return std::make_shared<const registry::Taxonomies>(std::move(*loaded));
}

Checked<Industry> load_industry(const Config& config) {
    return Industry::load(config.rules / "taxonomies/gbt4754-2017.toml");
}

}  // namespace

Checked<std::string> openapi(const Config& config) {
    const auto industry = load_industry(config);
    if (!industry) return tl::unexpected(industry.error());
    const auto taxonomies = load_taxonomies(config, *industry);
    if (!taxonomies) return tl::unexpected(taxonomies.error());
    return platform::openapi(practices(*taxonomies).operations());
}

Installation::~Installation() = default;

Errors Installation::open_database(const Config& config, Opening how) {
    database_ = db::Database::open(config.database);
    std::vector<db::Migration> missing;
    try {
        missing = db::missing(*database_);
    } catch (const db::Failure& failure) {
        if (failure.fault != db::Fault::newer) throw;
        return {Error(Code::schema_newer, {{"detail", failure.what()}})};
    }
    if (how == Opening::make) {
        for (const db::Migration& step : db::migrate(*database_, config.database.partitions))
            migrated.push_back(step.number);
        platform::start_audit(*database_, keys_->suite());
        return {};
    }
    if (missing.empty()) return {};
    const std::string& url = config.database.url;
    if (missing.size() == db::migrations().size())
        return {Error(Code::installation_missing, {{"place", db::without_password(url, url)}})};
    std::vector<std::string> names;
    for (const db::Migration& step : missing) names.push_back(db::label(step));
    return {Error(Code::schema_old, {{"steps", fmt::format("{}", fmt::join(names, ", "))}})};
}

Checked<std::unique_ptr<Installation>> Installation::open(const Config& config, platform::Log log,
                                                          Opening how) {
    std::unique_ptr<Installation> out(new Installation);
    if (Errors e = how == Opening::make ? make_folders(config) : find_existing(config); !e.empty())
        return tl::unexpected(e);
    const auto keep = [](auto&& loaded, auto& into) -> Errors {
        if (!loaded) return loaded.error();
        into = std::make_unique<std::decay_t<decltype(*loaded)>>(std::move(*loaded));
        return {};
    };
    if (Errors e = keep(load_industry(config), out->industry_); !e.empty()) return tl::unexpected(e);
    if (Errors e = keep(Calendar::load(toml_files(config.rules / "calendars")), out->calendar_); !e.empty())
        return tl::unexpected(e);
    const auto loaded = load_taxonomies(config, *out->industry_);
    if (!loaded) return tl::unexpected(loaded.error());
    const registry::TaxonomyPointer& taxonomies = *loaded;
    const platform::Suite suite =
        platform::suite_of(config.settings.audit_hash).value_or(platform::Suite::standard);
    auto keys = platform::Keys::open(config.data / "keys", suite);
    if (!keys) return tl::unexpected(Errors{keys.error()});
    out->keys_ = std::make_unique<platform::Keys>(std::move(*keys));
    if (Errors e = out->open_database(config, how); !e.empty()) return tl::unexpected(e);

    out->ids_ = std::make_unique<IdMaker>(system_now, config.node);
    out->files_ = std::make_unique<platform::Files>(config.data / "files");
    out->limiter_ = std::make_unique<platform::Limiter>(system_now);
    out->jobs_ = platform::make_jobs();
    out->practices_.reset(new platform::Practices(practices(taxonomies)));
    out->services_ = std::make_unique<platform::Services>(platform::Services{
        *out->database_, system_now, *out->ids_, config.settings, std::move(log), *out->industry_,
        *out->calendar_, *out->jobs_, *out->files_, *out->keys_, *out->limiter_,
        out->practices_->error_codes(), out->practices_->entities(), out->practices_->imports(),
        out->practices_->operations(), platform::presence_of, platform::actor_of});
    out->practices_->handle(*out->jobs_);
    if (how == Opening::make) {
        out->database_->write([&](db::Session& s) {
            for (const platform::Table& table : out->practices_->entities())
                platform::renew_search_texts(s, table);
        });
    }
    return out;
}

std::vector<std::pair<std::string, double>> Installation::figures() {
    const std::int64_t now = services_->clock();
    return database_->read([&](db::Session& s) {
        const auto count = [&](const char* sql, std::initializer_list<db::Value> p = {}) {
            return static_cast<double>(std::get<std::int64_t>(s.scalar(sql, p)));
        };
        return std::vector<std::pair<std::string, double>>{
            {"jobs_waiting", count("SELECT count(*) FROM job WHERE state = 'waiting'")},
            {"jobs_running", count("SELECT count(*) FROM job WHERE state = 'running'")},
            {"jobs_scheduled_failed",
             count("SELECT count(*) FROM schedule s WHERE (SELECT j.state FROM job j WHERE "
                   "j.kind = s.kind AND (j.state = 'done' OR j.state = 'failed') "
                   "ORDER BY j.id DESC LIMIT 1) = 'failed'")},
            {"schedule_late_seconds",
             count(
                 "SELECT CASE WHEN min(next_at) < ? THEN (? - min(next_at)) / 1000 ELSE 0 END FROM schedule",
                 {now, now})},
            {"sessions_open", count("SELECT count(*) FROM session WHERE expires_at > ?", {now})},
            {"audit_entries_total", count("SELECT coalesce(max(seq), 0) FROM audit_head")}};
    });
}

}  // namespace yuanheng::server
