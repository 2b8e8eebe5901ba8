#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/language.hpp"

namespace yuanheng {

/// A section (门类, "C") or a division (大类, "33") of the classification.
struct IndustryClass {
    std::string code;
    std::string section;  ///< the division's section; a section's own code
    Label name;
};

/// Where an enterprise stands in the classification.
struct IndustryCode {
    std::string section;   ///< "C"
    std::string division;  ///< "33"; empty where only the section is known
    /// Section and digits as far as known: "C", "C33", "C336", "C3360". An industry lies within another where
    /// its code starts with the other's.
    std::string code;

    friend bool operator==(const IndustryCode&, const IndustryCode&) = default;
};

/// The industrial classification for national economic activities (国民经济行业分类), sections and divisions,
/// from taxonomies/gbt4754-2017.toml. Groups and classes (中类、小类) are recognised by their division;
/// whether the standard has the third and fourth digit is not checked.
class Industry {
public:
    /// Errors file_unreadable, taxonomy_bad: all of them.
    static Checked<Industry> load(const std::filesystem::path& file);

    /// Reads "C", "33", "C33", "336", "3360", "C3360", the Chinese or English name of a section or division,
    /// and a code followed by its name ("C33 金属制品业"). Blanks, full-width characters, case and
    /// punctuation do not matter. A name that section and division share (房地产业) is the division. Errors
    /// industry_unknown (nothing of that kind, or the name is another one's; with the nearest name),
    /// industry_mismatch (letter and digits contradict each other).
    Result<IndustryCode> parse(std::string_view text) const;
    /// The section of what parse() reads, and its errors.
    Result<IndustryClass> section_of(std::string_view text) const;
    /// The division of what parse() reads, and its errors; nothing where the text names a whole section.
    Result<std::optional<IndustryClass>> division_of(std::string_view text) const;

    /// In the order of their codes.
    const std::vector<IndustryClass>& sections() const { return sections_; }
    const std::vector<IndustryClass>& divisions() const { return divisions_; }
    const Label& title() const { return title_; }
    /// The standard and its amendments.
    const std::string& source() const { return source_; }
    /// "gbt4754-2017/2019 sha256:…" of the file.
    const std::string& version() const { return version_; }

private:
    struct Reader;

    const IndustryClass* find(std::string_view code) const;
    tl::unexpected<Error> unknown(std::string_view text, std::string_view name) const;

    std::vector<IndustryClass> sections_;
    std::vector<IndustryClass> divisions_;
    std::map<std::string, std::string, std::less<>> by_name_;  ///< code of a normalised name
    Label title_;
    std::string source_;
    std::string version_;
};

}  // namespace yuanheng
