#include "platform/jobs/job_row.hpp"

#include <stdexcept>

#include "platform/core/row.hpp"
#include "reflect/json.hpp"

namespace yuanheng::platform {

namespace {

struct StoredAppointment {
    std::string role;
    Id zone, department, park, enterprise;
    std::vector<std::string> duties;
};
void describe(reflect::Describer<StoredAppointment>& d) {
    d.name("stored_appointment", {"任职", "appointment"});
    d(&StoredAppointment::role, "role", {"角色", "role"}).must();
    d(&StoredAppointment::zone, "zone", {"高新区", "zone"}).of("zone");
    d(&StoredAppointment::department, "department", {"部门", "department"}).of("department");
    d(&StoredAppointment::park, "park", {"园区", "park"}).of("park");
    d(&StoredAppointment::enterprise, "enterprise", {"企业", "enterprise"}).of("enterprise");
    d(&StoredAppointment::duties, "duties", {"职责", "duties"});
}

struct StoredActor {
    Id user, session;
    std::string login, name, peer;
    bool english = false, second_factor = false;
    std::vector<StoredAppointment> appointments;
};
void describe(reflect::Describer<StoredActor>& d) {
    d.name("stored_actor", {"用户", "actor"});
    d(&StoredActor::user, "user", {"用户", "user"}).of("user");
    d(&StoredActor::session, "session", {"会话", "session"}).of("session");
    d(&StoredActor::login, "login", {"登录名", "login"});
    d(&StoredActor::name, "name", {"姓名", "name"});
    d(&StoredActor::peer, "peer", {"地址", "address"});
    d(&StoredActor::english, "english", {"英文", "English"});
    d(&StoredActor::second_factor, "second_factor", {"动态验证码", "second factor"});
    d(&StoredActor::appointments, "appointments", {"任职", "appointments"});
}

}  // namespace

JobRow job_in(const db::Values& row) {
    JobRow out;
    out.id = id_in(row[0]);
    std::string* const texts[] = {&out.kind, &out.input, &out.actor, &out.state, &out.stage};
    for (std::size_t i = 0; i < std::size(texts); ++i) *texts[i] = text_or_empty(row[1 + i]);
    out.done = integer_or_0(row[6]);
    out.total = integer_or_0(row[7]);
    out.result = text_or_empty(row[8]);
    out.errors = text_or_empty(row[9]);
    std::int64_t* const times[] = {&out.created_at, &out.started_at, &out.ended_at, &out.attempts};
    for (std::size_t i = 0; i < std::size(times); ++i) *times[i] = integer_or_0(row[10 + i]);
    out.user = id_in(row[14]);
    out.about = {text_or_empty(row[15]), id_in(row[16])};
    return out;
}

std::string actor_to_json(const Actor& actor) {
    StoredActor out{actor.user,          actor.session,
                    actor.login,         actor.name,
                    actor.peer,          actor.language == Language::en,
                    actor.second_factor, {}};
    for (const Appointment& a : actor.appointments) {
        out.appointments.push_back(
            {std::string(code(a.role)), a.zone, a.department, a.park, a.enterprise, a.duties});
    }
    return reflect::to_json(out);
}

Actor actor_from_json(std::string_view json) {
    const auto stored = reflect::from_json<StoredActor>(json);
    if (!stored)
        throw std::logic_error("a job's actor cannot be read: " + describe(stored.error(), Language::en));
    Actor out;
    out.user = stored->user;
    out.session = stored->session;
    out.login = stored->login;
    out.name = stored->name;
    out.peer = stored->peer;
    out.language = stored->english ? Language::en : Language::zh;
    out.second_factor = stored->second_factor;
    for (const StoredAppointment& a : stored->appointments) {
        const std::optional<Role> role = role_of(a.role);
        if (!role) throw std::logic_error("a job's actor has the unknown role " + a.role);
        out.appointments.push_back({*role, a.zone, a.department, a.park, a.enterprise, a.duties});
    }
    return out;
}

}  // namespace yuanheng::platform
