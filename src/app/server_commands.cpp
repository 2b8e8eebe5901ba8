#include <fmt/format.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>

#include "app/codes.hpp"
#include "app/session.hpp"
#include "app/tell.hpp"
#include "http/ask.hpp"
#include "platform/audit/audit.hpp"
#include "platform/identity/identity.hpp"
#include "server/log.hpp"
#include "server/maintenance.hpp"
#include "server/user_reset.hpp"

namespace yuanheng::app {

namespace {

namespace fs = std::filesystem;

/// What commands say of problems of the database, which come as exceptions.
template <typename F>
int guarded(const Options& o, F work) {
    try {
        return work();
    } catch (const db::Failure& failure) {
        return report(Error(Code::database_bad, {{"detail", failure.what()}}), o);
    }
}

/// The configuration, and the installation where nobody holds it. Commands log nothing: what they find they
/// print.
struct Opened {
    std::optional<server::Config> config;
    std::unique_ptr<server::Installation> installation;
    int exit = kDone;
};

Opened open(const Options& o, const platform::Log& log, server::Opening how) {
    Opened out;
    auto config = server::load_config(o.config);
    if (!config) return out.exit = report(config.error(), o), std::move(out);
    out.config = std::move(*config);
    auto installation = server::Installation::open(*out.config, log, how);
    if (!installation) return out.exit = report(installation.error(), o), std::move(out);
    out.installation = std::move(*installation);
    return out;
}

Opened open_quietly(const Options& o, server::Opening how = server::Opening::existing) {
    return open(
        o,
        [](std::string_view, std::string_view,
           std::initializer_list<std::pair<std::string_view, std::string>>) {},
        how);
}

/// Work on an installation that is there already, by this process or, where a server holds the database, by
/// that.
int with_existing(const Options& o, const std::function<int(const Opened&)>& here,
                  const std::function<int(const server::Config&)>& by_server) {
    auto config = server::load_config(o.config);
    if (!config) return report(config.error(), o);
    return guarded(o, [&] {
        try {
            Opened opened = open_quietly(o);
            return opened.installation ? here(opened) : opened.exit;
        } catch (const db::Failure& failure) {
            if (failure.fault != db::Fault::busy) throw;
            return by_server(*config);
        }
    });
}

/// What the server that holds the database answers to a request of its administration; nothing where it does
/// not, after saying so.
std::optional<http::Reply> ask_server(const server::Config& config, const Options& o, std::string_view path,
                                      std::string_view body, std::chrono::milliseconds patience) {
    const auto control = server::read_control(config);
    std::optional<http::Reply> answer;
    if (control) {
        answer = http::ask(config.admin.address, control->port, "POST", path,
                           {{"Authorization", "Bearer " + control->word}}, body, patience);
    }
    if (!answer) {
        report(Error(Code::database_bad,
                     {{"detail", say(o, "另一个进程正在使用它，而管理端口没有应答",
                                     "another process uses it, and the admin listener does not answer")}}),
               o);
    }
    return answer;
}

void print_backup(const server::BackupReport& report, const Options& o) {
    if (o.json) return tell("{}\n", report.json());
    if (o.quiet) return;
    tell(fmt::runtime(say(o, "✓ {}\n  备份时间 {}  审计 {} 条  附件 {} 个  共 {:.1f} MB\n",
                          "✓ {}\n  taken {}  audit entries {}  files {}  {:.1f} MB\n")),
         report.folder, report.taken_at, report.audit_entries, report.files,
         static_cast<double>(report.bytes) / 1e6);
}

int backup_by_server(const server::Config& config, const Options& o) {
    const auto answer =
        ask_server(config, o, "/backup", fs::absolute(o.folder).string(), std::chrono::hours(4));
    if (!answer) return kBadInput;
    if (answer->status != 200) {
        tell(stderr, "{}\n", answer->body);
        return kIo;
    }
    auto done = server::check_backup(fs::absolute(o.folder));
    if (!done) return report(done.error(), o);
    print_backup(*done, o);
    return kDone;
}

/// Where the token is used: on the page that the installation's address has for it.
void print_reset(const server::UserReset& reset, const server::Config& config, const Options& o) {
    if (o.json) return tell("{}\n", reflect::to_json(reset));
    if (o.quiet) return tell("{}\n", reset.token);
    reflect::Field instant;
    instant.kind = reflect::Kind::instant;
    const std::string& origin = config.settings.origin;
    tell(fmt::runtime(
             say(o,
                 "✓ “{}”的一次性令牌，{} 前有效，只显示这一次。请本人打开下面的地址设置新口令；"
                 "双因素认证已解除，登录后请重新绑定\n  {}/activation#{}\n",
                 "✓ a one-time token for \"{}\", good until {} (Beijing time) and shown this once. The "
                 "user opens this address and sets a new password; the second factor is gone then and "
                 "is enrolled again after signing in\n  {}/activation#{}\n")),
         reset.login, reflect::shown(instant, reset.expires_at.ms, o.language),
         origin.empty() ? "https://…" : origin, reset.token);
}

int reset_by_server(const server::Config& config, const Options& o) {
    const auto answer = ask_server(config, o, "/user-reset", o.login, std::chrono::seconds(30));
    if (!answer) return kBadInput;
    // Said here, in the language of the command.
    if (answer->body.find("\"login_unknown\"") != std::string::npos)
        return report(Error(Code::login_unknown, {{"login", o.login}}), o);
    const auto reset = reflect::from_json<server::UserReset>(answer->body);
    if (answer->status != 200 || !reset) {
        tell(stderr, "{}\n", answer->body);
        return kInternal;
    }
    print_reset(*reset, config, o);
    return kDone;
}

}  // namespace

int serve(const Options& o) {
    const platform::Log log = server::json_log(STDOUT_FILENO, system_now);
    return guarded(o, [&] {
        Opened opened = open(o, log, server::Opening::make);
        if (!opened.installation) return opened.exit;
        for (const int step : opened.installation->migrated)
            log("info", "migrated", {{"step", std::to_string(step)}});
        std::optional<server::Application> application;
        try {
            application.emplace(*opened.config, *opened.installation);
        } catch (const std::system_error& error) {
            return report(Error(Code::listen_failed, {{"detail", error.what()}}), o);
        }
        application->start();
        server::write_control(*opened.config, application->admin_port());
        if (auto token = platform::first_start_token(opened.installation->services())) {
            log("warning", "first_start", {{"token", *token}});
        }
        log("info", "ready",
            {{"address", opened.config->http.address},
             {"port", std::to_string(application->port())},
             {"admin_port", std::to_string(application->admin_port())}});
        server::notify("READY=1");
        o.wait_for(opened.config->patience + std::chrono::seconds(5));
        std::mutex mutex;
        std::condition_variable_any stopped;
        std::unique_lock lock(mutex);
        while (!o.stop.stop_requested() && !application->broken())
            stopped.wait_for(lock, o.stop, std::chrono::seconds(1), [] { return false; });
        const bool broken = application->broken();
        // Only a new start, which reads the disk again, makes it safe to write: the service manager sees to
        // it.
        if (broken) log("error", "storage_failed", {{"detail", "a sync of the database failed"}});
        log("info", "stopping", {});
        application->stop();
        log("info", "stopped", {});
        return static_cast<int>(broken ? kRestart : kDone);
    });
}

int migrate(const Options& o) {
    return guarded(o, [&] {
        Opened opened = open_quietly(o, server::Opening::make);
        if (!opened.installation) return opened.exit;
        if (!o.quiet) {
            tell(fmt::runtime(say(o, "✓ 数据库已是最新，本次执行 {} 步\n",
                                  "✓ the database is up to date; {} steps ran\n")),
                 opened.installation->migrated.size());
        }
        return static_cast<int>(kDone);
    });
}

int backup(const Options& o) {
    const auto here = [&](const Opened& opened) {
        auto done = server::backup(*opened.installation, *opened.config, fs::absolute(o.folder));
        if (!done) return report(done.error(), o);
        print_backup(*done, o);
        return static_cast<int>(kDone);
    };
    return with_existing(o, here, [&](const server::Config& config) { return backup_by_server(config, o); });
}

int user_reset(const Options& o) {
    const auto here = [&](const Opened& opened) {
        auto reset = server::reset_user(*opened.installation, o.login);
        if (!reset) return report(reset.error(), o);
        print_reset(*reset, *opened.config, o);
        return static_cast<int>(kDone);
    };
    return with_existing(o, here, [&](const server::Config& config) { return reset_by_server(config, o); });
}

int restore(const Options& o) {
    auto config = server::load_config(o.config);
    if (!config) return report(config.error(), o);
    auto done = server::restore(fs::absolute(o.folder), *config);
    if (!done) return report(done.error(), o);
    print_backup(*done, o);
    Options again = o;
    again.folder.clear();
    return check(again);
}

int check(const Options& o) {
    if (!o.folder.empty()) {
        auto done = server::check_backup(fs::absolute(o.folder));
        if (!done) return report(done.error(), o);
        print_backup(*done, o);
        return kDone;
    }
    return guarded(o, [&] {
        Opened opened = open_quietly(o);
        if (!opened.installation) return opened.exit;
        const std::vector<std::string> problems =
            server::check(*opened.installation, *opened.config, o.language);
        if (o.json) {
            reflect::JsonWriter out;
            out.begin_object().key("problems").begin_array();
            for (const std::string& problem : problems) out.text(problem);
            out.end_array().end_object();
            tell("{}\n", out.take());
        } else {
            for (const std::string& problem : problems) tell("✗ {}\n", problem);
            if (problems.empty() && !o.quiet)
                tell("{}\n",
                     say(o, "✓ 数据库、审计链和附件完好", "✓ database, audit chain and files are sound"));
        }
        return static_cast<int>(problems.empty() ? kDone : kFindings);
    });
}

int audit_verify(const Options& o) {
    return guarded(o, [&] {
        Opened opened = open_quietly(o);
        if (!opened.installation) return opened.exit;
        const platform::AnchorPlace anchors{opened.config->data / "audit-anchors",
                                            opened.installation->keys()};
        const platform::AuditVerdict v =
            platform::verify_audit(opened.installation->database(), o.language, {}, &anchors);
        const bool sound = v.problem.empty();
        if (o.json) {
            reflect::JsonWriter out;
            out.begin_object()
                .key("entries")
                .number(v.entries)
                .key("batches")
                .number(v.batches)
                .key("anchors")
                .number(v.anchors);
            out.key("head")
                .text(v.head)
                .key("first_bad")
                .number(v.first_bad)
                .key("problem")
                .text(v.problem)
                .end_object();
            tell("{}\n", out.take());
        } else if (!sound) {
            tell("✗ {}\n", v.problem);
        } else if (!o.quiet) {
            tell(fmt::runtime(say(
                     o, "✓ 审计链完好：{} 条，导入批次 {} 个，锚点 {} 个\n  末端 {}\n",
                     "✓ the audit chain is sound: {} entries, {} import batches, {} anchors\n  head {}\n")),
                 v.entries, v.batches, v.anchors, v.head);
        }
        return static_cast<int>(sound ? kDone : kFindings);
    });
}

int health(const Options& o) {
    auto config = server::load_config(o.config);
    if (!config) return report(config.error(), o);
    const auto control = server::read_control(*config);
    const int port = control ? control->port : config->admin.port;
    const auto answer =
        http::ask(config->admin.address, port, "GET", "/readyz", {}, {}, std::chrono::seconds(3));
    const bool ready = answer && answer->status == 200;
    if (!o.quiet) tell("{}\n", ready ? say(o, "就绪", "ready") : say(o, "未就绪", "not ready"));
    return ready ? kDone : kFindings;
}

int show_config(const Options& o) {
    auto config = server::load_config(o.config);
    if (!config) return report(config.error(), o);
    tell("{}", server::shown(*config));
    return kDone;
}

int openapi(const Options& o) {
    const auto config = server::load_config(o.config);
    if (!config) return report(config.error(), o);
    const auto document = server::openapi(*config);
    if (!document) return report(document.error(), o);
    tell("{}\n", *document);
    return kDone;
}

}  // namespace yuanheng::app
