#pragma once

#include <string>
#include <vector>

#include "platform/core/stored_error.hpp"
#include "platform/desk/workbench.hpp"
#include "platform/entity/entities.hpp"
#include "platform/files/files.hpp"
#include "platform/import/target.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/request/operation.hpp"

namespace yuanheng::platform {

/// A practice 业务 of the zone, such as the register, and all that it hands over to the platform. An
/// installation is a list of them.
struct Practice {
    std::string name;  ///< registry
    Label label;       ///< 企业名录
    /// Duties 职责 of departments that it looks for.
    std::vector<reflect::Choice> duties = {};
    /// What it keeps, in the order in which references need it.
    std::vector<Entity> entities = {};
    /// What can be imported beside their records.
    std::vector<ImportTarget> imports = {};
    /// What can be done beyond keeping records.
    std::vector<Operation> operations = {};
    /// Its background jobs, those by the clock included.
    std::vector<JobKind> jobs = {};
    std::vector<WorkbenchSource> workbench = {};
    std::vector<FileHolder> files = {};
    /// What its records and operations can be refused for: Code::own().
    CodeTable codes = {};
};

/// Practices and the platform under them, put together.
class Practices {
public:
    explicit Practices(std::vector<Practice> practices);

    const Entities& entities() const { return entities_; }
    const ImportTargets& imports() const { return imports_; }
    /// Everything a request can ask for: the platform's own, those of each entity, the practices' own.
    const std::vector<Operation>& operations() const { return operations_; }
    /// The codes of the platform, of what it stands on, and of the practices.
    ErrorCodes error_codes() const;
    /// Tells `jobs` which kinds of jobs there are.
    void handle(Jobs& jobs) const;

private:
    std::vector<Practice> practices_;
    Entities entities_;
    ImportTargets imports_;
    std::vector<Operation> operations_;
};

}  // namespace yuanheng::platform
