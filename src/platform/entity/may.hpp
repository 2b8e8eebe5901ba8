#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "platform/entity/query.hpp"

namespace yuanheng::platform {

/// What an actor may do with records that they see, beyond seeing them: edit, remove and the entity's
/// actions, by who may and by the state that a record is in. Made once for all records of a reply.
class May {
public:
    explicit May(const View& view);

    /// The verbs of each row.
    std::vector<std::vector<std::string_view>> verbs(db::Session& db, std::span<const SeenRow> rows) const;

private:
    struct Verb {
        std::string_view name;
        Scope scope;
        bool everywhere;       ///< the scope covers all that the view shows
        const Action* action;  ///< null: edit, remove
    };

    void add(std::string_view name, const Policy& policy, const Action* action);

    const View& view_;
    std::vector<Verb> verbs_;
};

}  // namespace yuanheng::platform
