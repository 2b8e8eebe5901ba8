#include "server/application.hpp"

#include <fmt/format.h>
#include <sys/statvfs.h>

#include <condition_variable>
#include <mutex>
#include "platform/core/crypto.hpp"
#include "platform/identity/identity.hpp"
#include "platform/identity/session.hpp"
#include "platform/request/headers.hpp"
#include "platform/request/openapi.hpp"
#include "server/assets.hpp"
#include "server/codes.hpp"
#include "server/maintenance.hpp"
#include "server/user_reset.hpp"

namespace yuanheng::server {

namespace {

constexpr std::uintmax_t kLeastSpace =
    64 << 20;  // bytes free below which the server no longer calls itself ready

/// A thread of its own beats, so that long work (an archive, a slow disk) is not taken for a hanging server.
constexpr std::chrono::seconds kHeartbeat{10};

ErrorCode code_of(int status) {
    switch (status) {
        case 404: return Code::not_found;
        case 405: return Code::method_not_allowed;
        case 413: return Code::payload_too_large;
        case 503: return Code::busy;
        case 500: return Code::internal;
        default: return Code::bad_request;
    }
}

/// Errors before an operation runs look like those of operations; only the status is the transport's.
http::Response refusal(int status, const http::Request& request) {
    Error error(code_of(status), {});
    if (status == 503) error.arguments = {{"retry_after", "2"}};
    if (status == 500) error.arguments = {{"detail", request.id}};
    http::Response response = platform::problem({error}, platform::language_of(request), request.id, status);
    platform::protect(response, request.secure);
    return response;
}

std::string milliseconds(std::chrono::microseconds took) {
    return fmt::format("{:.3f}", static_cast<double>(took.count()) / 1000);
}

/// Waits, unless it is time to stop: whether it is.
bool stopped_within(const std::stop_token& stop, std::chrono::seconds time) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, time, [] { return false; });
    return stop.stop_requested();
}

http::Response text(int status, std::string body) {
    return http::Response::of(status, "text/plain; charset=utf-8", std::move(body));
}

}  // namespace

Application::Application(const Config& config, Installation& installation)
    : config_(config), installation_(installation) {
    http::Router router;
    for (const platform::Operation& operation : installation.services().operations) {
        router.add(platform::route(installation.services(), operation));
    }
    router.add({http::Method::get, "/api/{rest*}", {}, [](http::Request& request) {
                    return refusal(404, request);
                }});
    for (http::Route& route : asset_routes(config.web)) router.add(std::move(route));
    const auto observer = [this](const http::Served& s) {
        metrics_.count(s);
        const platform::Log& log = installation_.services().log;
        if (!s.error.empty())
            log("error", "exception", {{"request", s.id}, {"path", s.path}, {"detail", s.error}});
        log("info", "request",
            {{"request", s.id},
             {"peer", s.peer},
             {"method", s.method},
             {"path", s.path},
             {"status", std::to_string(s.status)},
             {"ms", milliseconds(s.took)}});
    };
    public_ = std::make_unique<http::Server>(config.http, std::move(router), refusal, observer);

    http::Router admin;
    for (http::Route& route : admin_routes()) {
        route.handler = [handler = std::move(route.handler)](http::Request& request) {
            http::Response response = handler(request);
            platform::protect(response, request.secure);
            return response;
        };
        admin.add(std::move(route));
    }
    http::ServerOptions options = config.admin;
    options.workers = 2;
    options.temporary = config.http.temporary;
    admin_ = std::make_unique<http::Server>(options, std::move(admin), refusal, [](const http::Served&) {});
}

Application::~Application() { stop(); }

std::vector<http::Route> Application::admin_routes() {
    const auto health = [](http::Request&) { return text(200, "ok\n"); };
    const auto ready_now = [this](http::Request&) {
        return ready() ? text(200, "ready\n") : text(503, "not ready\n");
    };
    const auto figures = [this](http::Request&) {
        const http::Server::Figures f = public_->figures();
        std::vector<std::pair<std::string, double>> gauges = {
            {"connections", f.connections},
            {"requests_running", f.running},
            {"requests_waiting", f.waiting},
            {"refused_total", static_cast<double>(f.refused)}};
        for (auto& [name, value] : installation_.database().figures())
            gauges.emplace_back("database_" + name, value);
        for (auto& figure : installation_.figures()) gauges.push_back(std::move(figure));
        http::Response response = text(200, metrics_.text(gauges));
        response.headers.front().second = "text/plain; version=0.0.4; charset=utf-8";
        return response;
    };
    const auto document = [this](http::Request&) {
        return platform::json_text(platform::openapi(installation_.services().operations));
    };
    const auto backup_to = [this](http::Request& request) {
        if (!by_host(request)) return text(401, "unknown\n");
        const auto report = backup(installation_, config_, request.body);
        return report ? platform::json_text(report->json())
                      : platform::problem({report.error()}, platform::language_of(request), request.id);
    };
    const auto reset_of = [this](http::Request& request) {
        if (!by_host(request)) return text(401, "unknown\n");
        const auto reset = reset_user(installation_, request.body);
        return reset ? platform::json_text(reflect::to_json(*reset))
                     : platform::problem({reset.error()}, platform::language_of(request), request.id);
    };
    http::Limits slow;
    slow.deadline = std::chrono::hours(4);
    return {
        {http::Method::get, "/healthz", {}, health},      {http::Method::get, "/readyz", {}, ready_now},
        {http::Method::get, "/metrics", {}, figures},     {http::Method::get, "/openapi.json", {}, document},
        {http::Method::post, "/backup", slow, backup_to}, {http::Method::post, "/user-reset", {}, reset_of}};
}

bool Application::by_host(const http::Request& request) {
    // Only who can read the installation's folder knows the word; it never leaves the machine.
    const auto control = read_control(config_);
    return control && platform::same("Bearer " + control->word, request.header("authorization"));
}

bool Application::ready() {
    if (draining_ || broken()) return false;
    struct statvfs space {};
    if (statvfs(config_.data.c_str(), &space) == 0 && space.f_bavail * space.f_frsize < kLeastSpace)
        return false;
    try {
        db::set_deadline(std::chrono::steady_clock::now() + std::chrono::seconds(1));
        installation_.database().read(
            [](db::Session& s) { return s.scalar("SELECT max(number) FROM schema_version"); });
        db::set_deadline(std::nullopt);
        return true;
    } catch (const db::Failure&) {
        db::set_deadline(std::nullopt);
        return false;
    }
}

void Application::start() {
    installation_.services().jobs.start(installation_.services(),
                                        {.quick = config_.jobs, .heavy = config_.jobs > 0 ? 1 : 0});
    public_->start();
    admin_->start();
    heartbeat_ = std::jthread([](const std::stop_token& stop) {
        do {
            notify("WATCHDOG=1");
        } while (!stopped_within(stop, kHeartbeat));
    });
}

void Application::stop() {
    if (draining_.exchange(true)) return;
    notify("STOPPING=1");
    public_->stop(config_.patience);
    installation_.services().jobs.stop();
    admin_->stop(std::chrono::seconds(1));
    heartbeat_.request_stop();
}

}  // namespace yuanheng::server
