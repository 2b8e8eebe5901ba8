#pragma once

#include "platform/jobs/jobs.hpp"

namespace yuanheng::platform {

/// The job of an export: {"entity": "…", "request": {…}}. Its result: {"file_id": "…", "rows": n}.
JobResult export_records(Services& services, JobWork& work);

}  // namespace yuanheng::platform
