#include "platform/codes.hpp"
#include "platform/core/keys.hpp"
#include "platform/core/limiter.hpp"
#include "platform/core/row.hpp"
#include "platform/desk/notice.hpp"
#include "platform/identity/parts.hpp"
#include "platform/identity/second_factor.hpp"
#include "platform/request/operations.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::int64_t kFirstStartLasts = 24 * 3'600'000;
constexpr Limiter::Rate kTokenTries{60, 1};  // by address; a token has 256 bits

struct FirstStart {
    std::string token, login, name, password;
};
void describe(reflect::Describer<FirstStart>& d) {
    d.name("first_start", {"首次启动", "first start"});
    d(&FirstStart::token, "token", {"首次启动令牌", "first-start token"}).as(reflect::Format::secret).must();
    d(&FirstStart::login, "login", {"登录名", "login"}).must().longest(40);
    d(&FirstStart::name, "name", {"姓名", "name"}).must().longest(60);
    d(&FirstStart::password, "password", {"口令", "password"})
        .as(reflect::Format::secret)
        .must()
        .longest(1000);
}

struct FirstStartState {
    bool needed = false;
};
void describe(reflect::Describer<FirstStartState>& d) {
    d.name("first_start_state", {"首次启动状态", "state of the first start"});
    d(&FirstStartState::needed, "needed", {"需要首次启动", "needed"});
}

struct Activation {
    std::string token, password;
};
void describe(reflect::Describer<Activation>& d) {
    d.name("activation", {"激活", "activation"});
    d(&Activation::token, "token", {"激活令牌", "token"}).as(reflect::Format::secret).must();
    d(&Activation::password, "password", {"口令", "password"})
        .as(reflect::Format::secret)
        .must()
        .longest(1000);
}

bool has_users(db::Session& db) { return !reflect::absent(db.scalar("SELECT id FROM app_user LIMIT 1")); }

/// Keeps guessing slow.
std::optional<Error> too_many_tries(Call& call) {
    const int wait = call.services.limiter.take("token:" + call.request.peer, kTokenTries);
    if (wait == 0) return std::nullopt;
    return Error(Code::too_many_requests, {{"retry_after", std::to_string(wait)}});
}

Checked<FirstStartState> first_start_state(const Call&, db::Session& db) {
    return FirstStartState{.needed = !has_users(db)};
}

/// Everything that is wrong with the request, before anything is written.
Errors check_first_start(Services& services, const FirstStart& given) {
    Errors errors;
    const auto [over, good, frame] = services.database.read([&](db::Session& db) {
        const auto use = token_use(db, services.keys, given.token, services.clock());
        return std::tuple(has_users(db), use && use->purpose == "first_start",
                          password_frame(db, services.settings, given.login, given.name));
    });
    if (over) return {Error(Code::first_start_over, {})};
    if (!good) return {Error(Code::token_over, {}, at("/token"))};
    if (!login_is_good(given.login))
        errors.push_back(Error(Code::login_bad, {{"text", given.login}}, at("/login")));
    for (Error& error : check_new_password(frame, given.password, "password"))
        errors.push_back(std::move(error));
    return errors;
}

Checked<Nothing> first_start(Call& call, FirstStart& given) {
    const WipedLater password(given.password);
    given.login = normal_login(given.login);
    if (auto wait = too_many_tries(call)) return refuse(std::move(*wait));
    if (Errors errors = check_first_start(call.services, given); !errors.empty())
        return refuse(std::move(errors));
    const std::string hash = hash_password(given.password);
    return commit_unkept(call.services, call.actor, [&](Change& change) -> Checked<Nothing> {
        if (!take_token(change, given.token)) return refuse(Code::token_over, {}, at("/token"));
        if (has_users(change.db)) return refuse(Code::first_start_over);
        NewUser first;
        first.login = given.login;
        first.name = given.name;
        const Result<Id> user = add_user(change, first);
        if (!user) return refuse(user.error());
        store_password(change, *user, hash);
        Appointment administrator;
        administrator.role = Role::administrator;
        if (auto id = appoint(change, *user, administrator, china_day(change.services.clock())); !id)
            return refuse(id.error());
        return Nothing();
    });
}

/// What the use of a one-time token was for.
KnownAction done_by(std::string_view purpose) {
    if (purpose == "reset") return "user.reset_done";
    if (purpose == "reset_all") return "user.reset_all_done";
    return "user.activate_done";
}

/// The first password of an invited user, or a new one after a reset.
Checked<Nothing> activate(Call& call, Activation& given) {
    const WipedLater password(given.password);
    if (auto wait = too_many_tries(call)) return refuse(std::move(*wait));
    Services& services = call.services;
    const std::int64_t now = services.clock();
    struct Known {
        TokenUse use;
        PasswordFrame frame;
        bool waits = false;  ///< for a second administrator
    };
    const std::optional<Known> known = services.database.read([&](db::Session& db) -> std::optional<Known> {
        const auto use = token_use(db, services.keys, given.token, now);
        if (!use || !use->user ||
            text_or_empty(db.scalar("SELECT state FROM app_user WHERE id = ?", {use->user.value})) ==
                "disabled")
            return std::nullopt;
        const bool waits = use->purpose != "activate" && !use->approved && is_trusted(db, use->user, now);
        return Known{*use, password_frame(db, services.settings, use->user), waits};
    });
    if (!known) return refuse(Code::token_over, {}, at("/token"));
    if (known->waits) return refuse(Code::token_unapproved, {}, at("/token"));
    if (Errors errors = check_new_password(known->frame, given.password, "password"); !errors.empty())
        return refuse(std::move(errors));
    const std::string hash = hash_password(given.password);
    const Id user = known->use.user;
    return commit_unkept(services, call.actor, [&](Change& change) -> Checked<Nothing> {
        if (!take_token(change, given.token)) return refuse(Code::token_over, {}, at("/token"));
        store_password(change, user, hash);
        change.db.execute("UPDATE app_user SET access_by = ? WHERE id = ?",
                          {null_if_empty(known->use.asked_by), user.value});
        if (known->use.purpose == "reset_all") end_second_factor(change.db, user);
        end_sessions(change.db, user);
        forgive(change.db, login_key(text_or_empty(
                               change.db.scalar("SELECT login FROM app_user WHERE id = ?", {user.value}))));
        change.record(about_user(done_by(known->use.purpose), user));
        if (known->use.purpose != "activate") {
            notify(change, user,
                   Error(Code::notice_access_changed,
                         {{"what", "口令已重置"}, {"what_en", "the password was reset"}}),
                   "/account");
        }
        return Nothing();
    });
}

}  // namespace

std::optional<std::string> first_start_token(Services& services) {
    std::optional<std::string> token;
    if (services.database.read([](db::Session& db) { return has_users(db); })) return token;
    change(services, program_actor(), [&](Change& change) {
        token = make_token(change, "first_start", {}, kFirstStartLasts).token;
        AuditEntry entry;
        entry.action = "first_start.token";
        change.record(std::move(entry));
    });
    return token;
}

std::vector<Operation> entry_operations() {
    const Policy all = Policy::anyone();
    std::vector<Operation> out;
    out.push_back(reading("first_start.show", get("/api/first-start"),
                          {"是否需要首次启动", "whether a first start is needed"}, all, first_start_state));
    out.push_back(answering("first_start.run", post("/api/first-start"),
                            {"建立首位系统管理员", "make the first administrator"}, all, first_start));
    out.push_back(answering("activation.run", post("/api/activation"),
                            {"激活账户或设置新口令", "activate an account or set a new password"}, all,
                            activate));
    for (Operation& operation : out) operation.limits.body = kSmallBody;
    return out;
}

}  // namespace yuanheng::platform
