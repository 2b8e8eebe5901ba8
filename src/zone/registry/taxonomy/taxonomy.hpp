#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/industry.hpp"
#include "base/language.hpp"

namespace yuanheng::registry {

/// What a taxonomy sorts.
enum class TaxonomyKind : unsigned char {
    industry,  ///< 产业体系 of a zone
    title,     ///< 资质荣誉种类
    size       ///< 企业规模
};
std::string_view code(TaxonomyKind kind);

/// One class of a taxonomy. `sample`: nobody published its name or place; the program shows it with that
/// mark.
struct TaxonomyNode {
    std::string code;
    Label name;
    std::vector<std::string> industries;  ///< GB/T 4754 codes that usually go there: a proposal, not a rule
    std::string level;                    ///< of titles: national, provincial, city, zone
    int years = 0;                        ///< of titles: how long they are usually valid; 0: until withdrawn
    std::string source;
    bool sample = false;
};

/// Classes that belong together: the ten clusters of "1028".
struct TaxonomyGroup {
    std::string code;
    Label name;
    bool sample = false;
    std::vector<TaxonomyNode> nodes;
};

/// One edition of a taxonomy, from a file of taxonomies/. It holds from `effective_from` to the next
/// edition's.
struct Taxonomy {
    std::string id;       ///< qingyuan-3-1
    std::string version;  ///< 2024
    std::string hash;     ///< SHA-256 of the file
    TaxonomyKind kind = TaxonomyKind::industry;
    std::string zone;    ///< code of the zone it belongs to; empty: every zone
    std::string slogan;  ///< "1028", where people call it so
    Label title;
    std::string source;
    Date effective_from;
    std::vector<TaxonomyGroup> groups;

    /// Null where there is none.
    const TaxonomyNode* node(std::string_view code) const;
    /// "1028·合成生物", or the node's name alone where there is no slogan.
    Label name(const TaxonomyNode& node) const;
};

/// The taxonomies of an installation.
class Taxonomies {
public:
    /// Every *.toml of the folder except the national classification, which base/industry.hpp reads. Errors
    /// file_unreadable, taxonomy_file_bad: all of them, with line and column.
    static Checked<Taxonomies> load(const std::filesystem::path& folder, const Industry& industry);

    /// Ordered by id and date.
    const std::vector<Taxonomy>& all() const { return all_; }
    /// The edition that holds on the day; the earliest one before that. Null where there is no such taxonomy.
    const Taxonomy* find(std::string_view id, Date day) const;
    /// The editions of a kind that hold on the day.
    std::vector<const Taxonomy*> of(TaxonomyKind kind, Date day) const;

    /// What classifications say: taxonomy and node.
    struct Place {
        const Taxonomy* taxonomy = nullptr;
        const TaxonomyNode* node = nullptr;
    };
    /// Reads "qingyuan-3-1/materials". Nothing where there is no such node.
    std::optional<Place> place(std::string_view path, Date day) const;

private:
    std::vector<Taxonomy> all_;
};

/// Shared by the entities and operations that a program is made of.
using TaxonomyPointer = std::shared_ptr<const Taxonomies>;

}  // namespace yuanheng::registry
