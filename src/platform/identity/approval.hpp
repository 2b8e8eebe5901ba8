#pragma once

#include <vector>

#include "base/id.hpp"
#include "db/database.hpp"
#include "platform/core/refusal.hpp"

namespace yuanheng::platform {

// The second administrator: one alone appoints no administrators and auditors and resets none of them.

/// What one administrator asks for and another has to approve.
struct ApprovalRequest {
    Id asker, subject;  ///< the user whom it is about
    Id zone;            ///< whose administrators it concerns; 0: those of every zone only
    std::int64_t asked_at = 0;
};

/// Whether there is another active administrator at all where the request concerns. A sole administrator, as
/// after the first start, needs nobody's approval.
bool has_second_administrator(db::Session& db, const ApprovalRequest& request);

/// Who may approve it: an active administrator, neither the asker nor the subject, who was one before it was
/// asked for, was not appointed by the asker, and did not get the present password by the asker's token.
std::vector<Id> approvers(db::Session& db, const ApprovalRequest& request);

/// Whether this administrator may. Errors approval_same, approval_dependent.
Result<void> check_approver(db::Session& db, const ApprovalRequest& request, Id approver);

}  // namespace yuanheng::platform
