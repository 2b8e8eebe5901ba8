#include "platform/identity/approval.hpp"

#include <algorithm>

#include "platform/codes.hpp"
#include "platform/core/row.hpp"
#include "platform/identity/identity.hpp"

namespace yuanheng::platform {

bool has_second_administrator(db::Session& db, const ApprovalRequest& request) {
    const std::string today = china_day(request.asked_at).iso();
    return !db.query(
                  "SELECT 1 FROM appointment a JOIN app_user u ON u.id = a.user_id WHERE a.role = "
                  "'administrator' AND u.state = 'active' AND a.valid_from <= ? AND (a.valid_to IS NULL OR "
                  "a.valid_to > ?) AND (a.zone_id IS NULL OR a.zone_id = ?) AND u.id <> ?",
                  {today, today, request.zone.value, request.asker.value})
                .empty();
}

std::vector<Id> approvers(db::Session& db, const ApprovalRequest& request) {
    const std::string day = china_day(request.asked_at).iso();
    std::vector<Id> out;
    for (const db::Values& row : db.query(
             "SELECT DISTINCT u.id FROM appointment a JOIN app_user u ON u.id = a.user_id WHERE a.role = "
             "'administrator' AND u.state = 'active' AND a.valid_from <= ? AND (a.valid_to IS NULL OR "
             "a.valid_to > ?) AND (a.zone_id IS NULL OR a.zone_id = ?) AND u.id NOT IN (?, ?) AND "
             "COALESCE(a.appointed_at, 0) <= ? AND COALESCE(a.appointed_by, 0) <> ? AND "
             "COALESCE(u.access_by, 0) <> ?",
             {day, day, request.zone.value, request.asker.value, request.subject.value, request.asked_at,
              request.asker.value, request.asker.value}))
        out.push_back(id_in(row[0]));
    return out;
}

Result<void> check_approver(db::Session& db, const ApprovalRequest& request, Id approver) {
    if (request.asker == approver) return fail(Code::approval_same, {});
    const std::vector<Id> may = approvers(db, request);
    if (std::find(may.begin(), may.end(), approver) == may.end()) return fail(Code::approval_dependent, {});
    return {};
}

}  // namespace yuanheng::platform
