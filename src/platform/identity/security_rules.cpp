#include "platform/identity/security_rules.hpp"

#include <algorithm>
#include <stdexcept>

#include "reflect/json.hpp"

namespace yuanheng::platform {

bool SecurityRules::asks_second_factor(const std::vector<Appointment>& appointments) const {
    if (second_factor == "everyone") return true;
    return second_factor == "administrators" &&
           std::any_of(appointments.begin(), appointments.end(), [](const Appointment& a) {
               return a.role == Role::administrator || a.role == Role::auditor;
           });
}

void describe(reflect::Describer<SecurityRules>& d) {
    d.name("security_rules", {"安全设置", "security settings"});
    d(&SecurityRules::password_profile, "password_profile", {"口令策略", "password rules"})
        .one_of({{"mlps3", {"等保三级：三类字符、90 天更换", "MLPS 3: three classes, changed every 90 days"}},
                 {"asvs", {"OWASP ASVS：长度与弱口令库", "OWASP ASVS: length and known passwords"}}})
        .must();
    d(&SecurityRules::second_factor, "second_factor", {"动态验证码", "second factor"})
        .one_of({{"optional", {"自愿启用", "optional"}},
                 {"administrators", {"系统管理员和审计员必须启用", "for administrators and auditors"}},
                 {"everyone", {"所有用户必须启用", "for everyone"}}})
        .must();
    d(&SecurityRules::idle_minutes, "idle_minutes", {"无操作自动退出", "idle limit"})
        .between(5, 60)
        .amount("分钟")
        .must();
    d(&SecurityRules::absolute_hours, "absolute_hours", {"会话最长时间", "longest session"})
        .between(1, 24)
        .amount("小时")
        .must();
    d(&SecurityRules::most_sessions, "most_sessions", {"同时登录数上限", "sessions at a time"})
        .between(1, 20)
        .must();
    d(&SecurityRules::audit_days, "audit_days", {"审计记录在线保存", "audit entries kept online"})
        .between(180, 36500)
        .amount("天")
        .explained({"不得少于 180 天（网络安全法要求日志留存不少于六个月）",
                    "at least 180 days: the Cybersecurity Law asks for six months"})
        .must();
}

SecurityRules security_rules(db::Session& db, const Settings& settings) {
    const db::Value stored =
        db.scalar("SELECT value FROM setting WHERE key = ?", {std::string(kSecurityKey)});
    if (const std::string* json = reflect::text(stored)) {
        Checked<SecurityRules> rules = reflect::from_json<SecurityRules>(*json);
        if (!rules)
            throw std::runtime_error("the stored security settings are broken: " +
                                     describe(rules.error(), Language::en));
        return std::move(*rules);
    }
    SecurityRules rules;
    rules.password_profile = settings.passwords == PasswordProfile::asvs ? "asvs" : "mlps3";
    rules.idle_minutes = std::max<std::int64_t>(settings.idle_ms / 60'000, 1);
    rules.absolute_hours = std::max<std::int64_t>(settings.absolute_ms / 3'600'000, 1);
    rules.most_sessions = settings.most_sessions;
    return rules;
}

}  // namespace yuanheng::platform
