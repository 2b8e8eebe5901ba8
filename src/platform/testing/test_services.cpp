#include "platform/testing/test_services.hpp"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

#include "db/migrate.hpp"
#include "http/url.hpp"
#include "platform/codes.hpp"
#include "platform/identity/identity.hpp"
#include "platform/identity/parts.hpp"
#include "platform/identity/session.hpp"
#include "reflect/json_tree.hpp"

namespace yuanheng::platform {

namespace {

using reflect::JsonNode;
using reflect::JsonTree;

constexpr std::string_view kHost = "zone.example";

/// The node that a pointer names; nothing where there is none.
std::optional<std::size_t> find(const JsonTree& tree, std::string_view pointer) {
    std::size_t at = 0;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::string_view step = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(step.size());
        std::optional<std::size_t> next;
        std::size_t n = 0;
        const JsonNode& node = tree[at];
        const bool object = node.type == JsonNode::Type::object;
        if (!object && node.type != JsonNode::Type::array) return std::nullopt;
        for (std::size_t i = at + 1; i < node.end && !next; i = tree[object ? i + 1 : i].end) {
            if (object ? tree.text(i) == step : std::to_string(n++) == step) next = object ? i + 1 : i;
        }
        if (!next) return std::nullopt;
        at = *next;
    }
    return at;
}

std::string content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// The body as a client would have it in the end.
std::string received(http::Response& response) {
    if (auto* text = std::get_if<std::string>(&response.body)) return std::move(*text);
    if (auto* file = std::get_if<http::FileBody>(&response.body)) return content_of(file->path);
    std::string out;
    auto& events = std::get<http::Events>(response.body);
    for (bool last = false; !last;) {
        const http::Events::Step step = events.next();
        for (const std::string& event : step.events) out += event + "\n";
        last = step.last;
        if (!last) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return out;
}

/// As a browser sends what somebody typed into its address.
std::string as_sent(std::string_view target) {
    std::string out;
    for (const char c : target) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7F && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos)
            out += c;
        else
            out += fmt::format("%{:02X}", byte);
    }
    return out;
}

Settings settings_in(const std::filesystem::path& folder) {
    Settings out;
    out.data = folder / "data";
    out.user_burst = out.address_burst = 1e9;
    return out;
}

}  // namespace

std::string TestReply::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (key == name) return value;
    }
    return {};
}

std::string TestReply::at(std::string_view pointer) const {
    const auto tree = JsonTree::parse(body);
    const auto node = tree ? find(*tree, pointer) : std::nullopt;
    if (!node) return "(none)";
    if ((*tree)[*node].type == JsonNode::Type::text) return std::string(tree->text(*node));
    reflect::JsonWriter out;
    reflect::copy(*tree, *node, out);
    return out.take();
}

std::size_t TestReply::size(std::string_view pointer) const {
    const auto tree = JsonTree::parse(body);
    const auto node = tree ? find(*tree, pointer) : std::nullopt;
    if (!node) return 0;
    const bool object = (*tree)[*node].type == JsonNode::Type::object;
    std::size_t n = 0;
    if (!object && (*tree)[*node].type != JsonNode::Type::array) return 0;
    for (std::size_t i = *node + 1; i < (*tree)[*node].end; i = (*tree)[object ? i + 1 : i].end) ++n;
    return n;
}

TestServices::TestServices(TestOptions options)
    : sample_(options.engine),
      database_(sample_.open(options.partitions)),
      keys_(Keys::open(folder() / "data" / "keys", options.suite).value()),
      ids_([this] { return now.load(); }),
      files_(folder() / "data" / "files"),
      jobs_(make_jobs()),
      limiter_([this] { return now.load(); }),
      industry_(Industry::load(YUANHENG_ROOT "/taxonomies/gbt4754-2017.toml").value()),
      calendar_(Calendar::load({YUANHENG_ROOT "/calendars/2026.toml"}).value()),
      practices_(std::move(options.practices)) {
    db::migrate(*database_, options.partitions);
    start_audit(*database_, options.suite);
    database_->write([&](db::Session& db) {
        for (const std::string& sql : options.schema) db.execute(sql);
    });
    const auto keep = [this](std::string_view level, std::string_view event,
                             std::initializer_list<std::pair<std::string_view, std::string>> members) {
        const std::lock_guard lock(log_mutex_);
        log_ += fmt::format("{} {}", level, event);
        for (const auto& [name, value] : members) log_ += fmt::format(" {}={}", name, value);
        log_ += "\n";
    };
    services_ = std::unique_ptr<Services>(new Services{
        *database_, [this] { return now.load(); }, ids_, settings_in(folder()), keep, industry_, calendar_,
        *jobs_, files_, keys_, limiter_, practices_.error_codes(), practices_.entities(),
        practices_.imports(), practices_.operations(), presence_of, actor_of});
    for (const Operation& operation : practices_.operations()) router_.add(route(*services_, operation));
    practices_.handle(*jobs_);
    if (options.people) people();
    if (options.workers > 0) start_jobs(options.workers);
}

TestServices::~TestServices() { jobs_->stop(); }

Id TestServices::place(const std::string& table, const std::string& code, Id in, const std::string& duties) {
    const Id id = ids_.next();
    if (table == "zone") {
        execute(
            "INSERT INTO zone (id, version, created_at, updated_at, search_text, code, name, division) "
            "VALUES (?, 1, 0, 0, '-', ?, ?, '440402')",
            {id.value, code, code + "园区"});
    } else {
        execute(
            "INSERT INTO department (id, version, created_at, updated_at, search_text, zone_id, code, name, "
            "duties) VALUES (?, 1, 0, 0, '-', ?, ?, ?, ?)",
            {id.value, in.value, code, code + "局", duties.empty() ? db::Value() : db::Value(duties)});
    }
    return id;
}

void TestServices::people() {
    zone = place("zone", "qingyuan", {}, {});
    other_zone = place("zone", "linjiang", {}, {});
    department = place("department", "registry", zone, "registry");
    idle_department = place("department", "works", zone, {});
    const Id other_department = place("department", "registry", other_zone, "registry");
    park = ids_.next();
    enterprise = ids_.next();
    add_person("admin", {{Role::administrator, {}, {}, {}, {}, {}}});
    add_person("auditor", {{Role::auditor, zone, {}, {}, {}, {}}});
    add_person("leader", {{Role::leader, zone, {}, {}, {}, {}}});
    add_person("officer", {{Role::officer, zone, department, {}, {}, {}}});
    add_person("clerk", {{Role::officer, zone, idle_department, {}, {}, {}}});
    add_person("operator", {{Role::park_operator, zone, {}, park, {}, {}}});
    add_person("company", {{Role::enterprise_user, zone, {}, {}, enterprise, {}}});
    add_person("stranger", {{Role::officer, other_zone, other_department, {}, {}, {}}});
    add_person("boss", {{Role::leader, other_zone, {}, {}, {}, {}}});
}

Id TestServices::add_person(const std::string& login, const std::vector<Appointment>& appointments) {
    static const std::string hash = hash_password("Quiet-harbour 41 violins");
    Actor program;
    program.name = "test";
    Person person;
    http::Request request;
    request.peer = "10.0.0.1";
    request.headers = {{"user-agent", "test"}};
    change(*services_, program, [&](Change& c) {
        person.id = add_user(c, {login, "某" + login, {}, {}, {}, {}}).value();
        store_password(c, person.id, hash);
        for (const Appointment& a : appointments)
            appoint(c, person.id, a, china_day(now).plus_days(-30)).value();
        person.cookie = open_session(c, person.id, true, request).token;
    });
    people_[login] = person;
    return person.id;
}

Actor TestServices::actor(std::string_view login) {
    return database_->read([&](db::Session& db) { return actor_of(db, user(login), now).value(); });
}

TestReply TestServices::call(std::string_view login, http::Method method, std::string_view target,
                             std::string body, http::Headers headers) {
    return send({login.empty() ? std::string() : people_.at(std::string(login)).cookie}, method, target,
                std::move(body), std::move(headers));
}

TestReply TestServices::send(const Sender& sender, http::Method method, std::string_view target,
                             std::string body, http::Headers headers) {
    http::Request request;
    const auto parsed = http::read_target(as_sent(target));
    if (!parsed) throw std::logic_error("not a target: " + std::string(target));
    request.method = method;
    request.path = parsed->path;
    request.query = parsed->query;
    request.peer = sender.peer;
    request.secure = true;
    request.id = "01TEST00000000000000000000";
    request.deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    const http::Router::Match match = router_.find(method, request.path);
    if (!match.route) return {match.allowed.empty() ? 404 : 405, {}, {}};
    request.path_values = match.values;
    request.headers = std::move(headers);
    request.headers.emplace_back("host", kHost);
    if (request.header("sec-fetch-site").empty())
        request.headers.emplace_back("sec-fetch-site", "same-origin");
    if (request.header("content-type").empty() && !body.empty())
        request.headers.emplace_back("content-type", "application/json");
    if (request.header("user-agent").empty()) request.headers.emplace_back("user-agent", sender.agent);
    if (!sender.cookie.empty())
        request.headers.emplace_back("cookie",
                                     fmt::format("{}={}", cookie_name(services_->settings), sender.cookie));
    std::optional<TemporaryFile> upload;
    if (match.route->limits.upload) {
        upload.emplace(files_.temporary());
        std::ofstream(upload->path, std::ios::binary) << body;
        request.upload = upload->path.string();
        request.upload_size = body.size();
    } else {
        request.body = std::move(body);
    }
    http::Response response = match.route->handler(request);
    TestReply reply{response.status, response.headers, {}};
    reply.body = received(response);
    return reply;
}

TestReply TestServices::patch(std::string_view login, std::string_view target, std::string_view version,
                              std::string body) {
    return call(login, http::Method::patch, target, std::move(body),
                {{"if-match", fmt::format("\"{}\"", version)}});
}

TestReply TestServices::remove(std::string_view login, std::string_view target, std::string_view version) {
    return call(login, http::Method::del, target, {}, {{"if-match", fmt::format("\"{}\"", version)}});
}

TestReply TestServices::wait(std::string_view login, std::string_view job) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (true) {
        TestReply reply = get(login, fmt::format("/api/jobs/{}", job));
        const std::string state = reply.at("/state");
        if ((state != "waiting" && state != "running") || std::chrono::steady_clock::now() > end)
            return reply;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

void TestServices::start_jobs(int workers) {
    jobs_->start(*services_, {workers, workers, false});
    started_ = true;
}

int TestServices::upkeep() {
    execute("UPDATE schedule SET next_at = 0");
    const std::int64_t last = count("SELECT COALESCE(MAX(id), 0) FROM job");
    const int added = jobs_->add_due(*services_);
    const bool alone = !started_;
    if (alone) start_jobs(1);
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (count("SELECT COUNT(*) FROM job WHERE id > ? AND (state = 'running' OR state = 'waiting' AND "
                 "attempts = 0)",
                 {last}) > 0 &&
           std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    if (alone) stop_jobs();
    return added -
           static_cast<int>(count("SELECT COUNT(*) FROM job WHERE id > ? AND state = 'done'", {last}));
}

void TestServices::stop_jobs() {
    jobs_->stop();
    started_ = false;
}

db::Value TestServices::scalar(const std::string& sql, std::initializer_list<db::Value> p) {
    return database_->read([&](db::Session& db) { return db.scalar(sql, p); });
}

std::int64_t TestServices::count(const std::string& sql, std::initializer_list<db::Value> p) {
    return std::get<std::int64_t>(scalar(sql, p));
}

void TestServices::execute(const std::string& sql, std::initializer_list<db::Value> p) {
    database_->write([&](db::Session& db) { db.execute(sql, p); });
}

std::string TestServices::log() {
    const std::lock_guard lock(log_mutex_);
    return log_;
}

}  // namespace yuanheng::platform
