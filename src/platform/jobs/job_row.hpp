#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "platform/core/actor.hpp"
#include "platform/jobs/jobs.hpp"

namespace yuanheng::platform {

/// A job as the database has it.
struct JobRow {
    Id id;
    std::string kind, input, actor, state, stage;
    std::int64_t done = 0, total = 0;
    std::string result, errors;  ///< JSON; empty where there are none
    std::int64_t created_at = 0, started_at = 0, ended_at = 0, attempts = 0;
    Id user;
    JobSubject about;

    bool over() const { return state != "waiting" && state != "running"; }
};
inline constexpr std::string_view kJobColumns =
    "id, kind, input, actor, state, stage, done, total, result, errors, created_at, started_at, ended_at, "
    "attempts, user_id, entity, record_id";
JobRow job_in(const db::Values& row);

/// An actor as a job keeps it.
std::string actor_to_json(const Actor& actor);
Actor actor_from_json(std::string_view json);

}  // namespace yuanheng::platform
