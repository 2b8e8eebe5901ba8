#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/request/operation.hpp"
#include "zone/registry/enterprise/enterprise.hpp"
#include "zone/registry/enterprise/former_identity.hpp"
#include "zone/registry/enterprise/outcome.hpp"
#include "zone/registry/facts/classification.hpp"
#include "zone/registry/facts/contact.hpp"
#include "zone/registry/facts/milestone.hpp"
#include "zone/registry/facts/relation.hpp"
#include "zone/registry/facts/title.hpp"

namespace yuanheng::registry {

// The parts of an enterprise file 一企一档. Each fact comes with its id, so that a page can link to it.

struct FileFormer {
    Id id;
    FormerIdentity former;
};

struct FileTitle {
    Id id;
    std::string kind_name;
    std::string state;           ///< valid, expired, coming on the day of the file
    std::string inherited_from;  ///< the enterprise that was taken over with it; empty for its own
    Title title;
};

struct FileClassification {
    Id id;
    std::string system, node_name;
    bool sample = false;  ///< nobody published the node
    bool holds = true;    ///< on the day of the file
    Classification classification;
};

struct FileRelation {
    Id id;
    std::string label;  ///< what the other is to this enterprise
    Id other_id;
    std::string other_name, other_uscc;
    bool holds = true;
    std::optional<std::int64_t> share;  ///< percent, 2 decimals
    std::optional<Date> valid_from, valid_to;
};

struct FileContact {
    Id id;
    Contact contact;
};

struct FileMilestone {
    Id id;
    Milestone milestone;
};

/// What it was for a time.
struct FileState {
    std::optional<Date> valid_from, valid_to;
    std::vector<std::string> changes;  ///< what became different at the beginning: "阶段：在建 → 投产"
};

struct EnterpriseFile {
    Id id;
    std::int64_t version = 0;
    Date as_of;
    bool present = true;                       ///< the state is the one of today
    std::optional<Date> valid_from, valid_to;  ///< of the state
    Enterprise enterprise;
    std::string zone_name, industry_name, merged_into_name;
    std::vector<FileFormer> former;
    std::vector<FileTitle> titles;
    std::vector<FileClassification> classifications;
    std::vector<FileRelation> relations;
    std::vector<FileContact> contacts;
    std::vector<FileMilestone> milestones;
    std::vector<FileState> states;
};
void describe(reflect::Describer<EnterpriseFile>& d);

/// 一企一档
platform::Operation file_operation(const TaxonomyPointer& taxonomies);
/// 大事年表
platform::Operation timeline_operation(const TaxonomyPointer& taxonomies);

}  // namespace yuanheng::registry
