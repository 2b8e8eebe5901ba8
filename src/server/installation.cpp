#include <fmt/format.h>

#include "db/migrate.hpp"
#include "platform/audit.hpp"
#include "platform/common.hpp"
#include "platform/entity_rows.hpp"
#include "platform/files.hpp"
#include "platform/identity.hpp"
#include "platform/limiter.hpp"
#include "server/application.hpp"
#include "zone/registry/registry.hpp"

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

/// Everything a zone can do here, as an explicit list: a practice is one line.
std::vector<platform::Entity> entities(const registry::TaxonomyPointer& taxonomies) {
    std::vector<platform::Entity> out = {platform::user_entity()};
    for (auto& entity : registry::registry_entities(taxonomies)) out.push_back(std::move(entity));
    return out;
}

std::vector<platform::Operation> operations(const std::vector<platform::Entity>& entities,
                                            const registry::TaxonomyPointer& taxonomies) {
    std::vector<platform::Operation> out = platform::identity_operations();
    const auto take = [&](std::vector<platform::Operation> more) {
        for (auto& operation : more) out.push_back(std::move(operation));
    };
    take(platform::common_operations({registry::workbench}));
    for (const platform::Entity& entity : entities) take(platform::operations_of(entity));
    take(registry::registry_operations(taxonomies));
    return out;
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
    const std::vector<platform::Entity> described = entities(*taxonomies);  // operations refer to them
    return platform::openapi(operations(described, *taxonomies));
}

Installation::~Installation() = default;

Checked<std::unique_ptr<Installation>> Installation::open(const Config& config, platform::Log log) {
    std::unique_ptr<Installation> out(new Installation);
    for (const fs::path& folder : {config.data, config.data / "files", fs::path(config.http.temporary)}) {
        if (auto done = make_folder(folder); !done) return tl::unexpected(Errors{done.error()});
    }
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

    out->database_ = db::Database::open(config.database);
    for (const db::Migration& step : db::migrate(*out->database_, config.database.partitions))
        out->migrated.push_back(step.number);
    platform::start_audit(*out->database_, suite);

    out->ids_ = std::make_unique<IdMaker>(system_now, config.node);
    out->files_ = std::make_unique<platform::Files>(config.data / "files");
    out->limiter_ = std::make_unique<platform::Limiter>(system_now);
    out->jobs_ = platform::make_jobs();
    out->services_ = std::make_unique<platform::Services>(platform::Services{*out->database_,
                                                                             system_now,
                                                                             *out->ids_,
                                                                             config.settings,
                                                                             std::move(log),
                                                                             *out->industry_,
                                                                             *out->calendar_,
                                                                             *out->jobs_,
                                                                             *out->files_,
                                                                             *out->keys_,
                                                                             *out->limiter_,
                                                                             entities(taxonomies),
                                                                             {}});
    out->services_->operations = operations(out->services_->entities, taxonomies);
    out->database_->write([&](db::Session& s) {
        for (const platform::Entity& entity : out->services_->entities)
            platform::renew_search_texts(s, platform::Table(entity));
    });
    platform::handle_identity_jobs(*out->jobs_);
    platform::handle_common_jobs(*out->jobs_);
    return out;
}

void Installation::upkeep() {
    platform::identity_upkeep(*services_);
    platform::common_upkeep(*services_);
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
            {"sessions_open", count("SELECT count(*) FROM session WHERE expires_at > ?", {now})},
            {"audit_entries_total", count("SELECT coalesce(max(seq), 0) FROM audit_head")}};
    });
}

}  // namespace yuanheng::server
