#include "zone/evaluation/package/package.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/property_tree/json_parser.hpp>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

#include "base/hash.hpp"
#include "base/version.hpp"
#include "scheme/state_name.hpp"
#include "scoring/after/result.hpp"
#include "scoring/data/parallel.hpp"
#include "sheet/mapped_file.hpp"
#include "zone/evaluation/codes.hpp"
#include "zone/evaluation/package/archive.hpp"
#include "zone/evaluation/package/package_data.hpp"

namespace yuanheng::evaluation {

namespace {

using scoring::Dataset;
using scoring::ResultRow;
using scoring::Run;
using scoring::Scheme;
using Changes = std::vector<std::pair<std::string, std::string>>;

constexpr const char* kManifest = "manifest.json";
constexpr const char* kScheme = "scheme.toml";
constexpr const char* kManual = "manual.csv";
constexpr const char* kResults = "results.csv";
constexpr int kIrrationalPlaces = 30;
constexpr std::size_t kMostManifestBytes = 1 << 20;
constexpr int kMostNesting = 8;

/// How the parts of this and of last year's data are called.
struct DataNames {
    const char* data;
    const char* tables;
};
constexpr DataNames kNow{"data.csv", "tables/"};
constexpr DataNames kPrevious{"previous.csv", "previous-tables/"};

struct Manifest {
    int format = kPackageFormat;
    std::string engine{version()};
    std::string scheme_id, scheme_version, scheme_hash;
    std::vector<std::string> changes;
    std::string snapshot, previous;            ///< previous: empty without last year's data
    std::map<std::string, std::string> parts;  ///< name → SHA-256
};

std::string exact_text(const Exact& value) {
    return value.is_rational() ? written_number(value.rational()) : value.format(kIrrationalPlaces);
}

/// What changed a grade, in order of effect: "star:B>A;manual-1:A>C".
std::string overrides_text(const Scheme& scheme, const ResultRow& result) {
    std::string out;
    for (const scoring::Applied& change : result.changes) {
        const int index = change.override_index;
        const std::string code = index == scoring::kPlaceMoved ? "place"
                                 : index < 0                   ? fmt::format("manual-{}", -index)
                                             : scheme.overrides[static_cast<std::size_t>(index)].code;
        out += fmt::format("{}{}:{}>{}", out.empty() ? "" : ";", code, result.grade_name(change.before),
                           result.grade_name(change.after));
    }
    return out;
}

std::string result_line(const Run& run, const ResultRow& result) {
    CsvLine line;
    line.cell(result.code);
    line.cell(result.track == nullptr ? "" : result.track->code);
    line.cell(scoring::state_name(result.state));
    line.cell(result.reason == nullptr ? "" : result.reason->code);
    line.cell(result.scored ? exact_text(run.total(result.row)) : "");
    line.cell(result.rank == 0 ? "" : std::to_string(result.rank));
    line.cell(result.initial).cell(result.grade);
    line.cell(overrides_text(*run.scheme, result));
    return line.end();
}

std::string manual_csv(const std::vector<scoring::ManualChange>& changes) {
    CsvLine line;
    for (const char* name : {"code", "grade", "reason", "attachment", "by", "date"}) line.cell(name);
    std::string out = line.end();
    for (const scoring::ManualChange& m : changes) {
        out +=
            line.cell(m.code).cell(m.grade).cell(m.reason).cell(m.attachment).cell(m.by).cell(m.date).end();
    }
    return out;
}

Result<std::vector<scoring::ManualChange>> read_manual(std::string_view csv) {
    constexpr std::size_t kColumns = 6;
    CsvRecords in(csv, kManual);
    std::vector<scoring::ManualChange> out;
    for (bool header = true;; header = false) {
        const auto more = in.next();
        if (!more) return tl::unexpected(more.error());
        const auto& f = in.fields();
        if (header && (!*more || f.size() != kColumns)) {
            return fail(Code::package_bad_table,
                        {{"detail", "表头应有六列"}, {"detail_en", "it needs six columns"}}, in.where());
        }
        if (!*more) return out;
        if (!header) out.push_back({f[0].text, f[1].text, f[2].text, f[3].text, f[4].text, f[5].text});
    }
}

Result<Changes> read_changes(const std::vector<std::string>& sets) {
    Changes out;
    for (const std::string& set : sets) {
        const std::size_t equals = set.find('=');
        if (equals == std::string::npos || equals == 0)
            return fail(Code::package_bad_change, {{"text", set}});
        out.emplace_back(set.substr(0, equals), set.substr(equals + 1));
    }
    return out;
}

void add_data(std::vector<Part>& parts, const Scheme& scheme, const Dataset& data, const DataNames& names) {
    parts.push_back({names.data, data_csv(scheme, data)});
    for (std::size_t t = 0; t < data.columns.tables.size(); ++t) {
        if (data.columns.tables[t].begin.empty()) continue;
        parts.push_back({names.tables + scheme.schema.tables[t].code + ".csv", table_csv(scheme, data, t)});
    }
}

std::string json(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<int>(c));
        } else {
            out += c;
        }
    }
    return out + "\"";
}

std::string written(const Manifest& m) {
    std::string changes;
    for (const std::string& change : m.changes) changes += (changes.empty() ? "" : ", ") + json(change);
    std::string parts;
    for (const auto& [name, hash] : m.parts) {
        parts += fmt::format("{}\n    {}: {}", parts.empty() ? "" : ",", json(name), json(hash));
    }
    return fmt::format(
        "{{\n  \"format\": {},\n  \"engine\": {},\n"
        "  \"scheme\": {{\n    \"id\": {},\n    \"version\": {},\n    \"hash\": {},\n    \"changes\": [{}]\n "
        " }},\n"
        "  \"snapshots\": {{\n    \"data\": {},\n    \"previous\": {}\n  }},\n"
        "  \"parts\": {{{}\n  }}\n}}\n",
        m.format, json(m.engine), json(m.scheme_id), json(m.scheme_version), json(m.scheme_hash), changes,
        json(m.snapshot), m.previous.empty() ? "null" : json(m.previous), parts);
}

/// Whether brackets nest no deeper than a manifest's: the parser recurses.
bool shallow(std::string_view text) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '\\') ++i;
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
        if (depth > kMostNesting) return false;
    }
    return true;
}

Result<Manifest> read_manifest(const std::string& text) {
    const auto broken = [] {
        return fail(Code::package_broken,
                    {{"detail", "清单 manifest.json 读不懂"}, {"detail_en", "manifest.json cannot be read"}},
                    Where{kManifest, "", 0, 0});
    };
    if (text.size() > kMostManifestBytes || !shallow(text)) return broken();
    Manifest m;
    try {
        boost::property_tree::ptree tree;
        std::istringstream in(text);
        boost::property_tree::read_json(in, tree);
        m.format = tree.get<int>("format");
        if (m.format > kPackageFormat) {
            return fail(Code::package_format,
                        {{"found", std::to_string(m.format)}, {"known", std::to_string(kPackageFormat)}},
                        Where{kManifest, "", 0, 0});
        }
        m.engine = tree.get<std::string>("engine");
        m.scheme_id = tree.get<std::string>("scheme.id");
        m.scheme_version = tree.get<std::string>("scheme.version");
        m.scheme_hash = tree.get<std::string>("scheme.hash");
        for (const auto& [key, change] : tree.get_child("scheme.changes")) m.changes.push_back(change.data());
        m.snapshot = tree.get<std::string>("snapshots.data");
        m.previous = tree.get<std::string>("snapshots.previous");
        if (m.previous == "null") m.previous.clear();
        for (const auto& [name, hash] : tree.get_child("parts")) m.parts.emplace(name, hash.data());
    } catch (const boost::property_tree::ptree_error&) {
        return broken();
    }
    return m;
}

/// Compares what is in a package with what it says of itself, and with what the engine makes of it.
class Verifying {
public:
    Verifying(std::vector<Part> parts, Manifest manifest, int threads)
        : manifest_(std::move(manifest)), threads_(threads) {
        for (Part& part : parts) parts_.emplace(std::move(part.name), std::move(part.bytes));
        parts_.erase(kManifest);
        out_.engine = manifest_.engine;
        out_.scheme_id = manifest_.scheme_id;
        out_.scheme_version = manifest_.scheme_version;
        out_.scheme_hash = manifest_.scheme_hash;
        out_.snapshot = manifest_.snapshot;
        out_.parts = parts_.size();
    }

    Verification verify() {
        if (check_parts()) repeat();
        out_.ok = out_.findings.empty();
        return std::move(out_);
    }

private:
    void found(Error error) { out_.findings.push_back(std::move(error)); }

    /// False where a part is missing, so that the run cannot be repeated.
    bool check_parts() {
        std::set<std::string> needed{kScheme, kNow.data, kManual, kResults};
        if (!manifest_.previous.empty()) needed.insert(kPrevious.data);
        for (const auto& [name, hash] : manifest_.parts) needed.insert(name);
        bool complete = true;
        for (const std::string& name : needed) {
            if (parts_.contains(name)) continue;
            found(Error(Code::package_part_missing, {{"part", name}}, Where{name, "", 0, 0}));
            complete = false;
        }
        for (const auto& [name, bytes] : parts_) {
            const auto listed = manifest_.parts.find(name);
            const Where where{name, "", 0, 0};
            if (listed == manifest_.parts.end()) {
                found(Error(Code::package_part_unknown, {{"part", name}}, where));
                continue;
            }
            const std::string hash = sha256_hex(bytes);
            if (hash != listed->second) {
                found(Error(Code::package_part_changed,
                            {{"part", name}, {"expected", listed->second}, {"found", hash}}, where));
            }
        }
        return complete;
    }

    std::optional<Dataset> data(const Scheme& scheme, const DataNames& names, const std::string& snapshot) {
        auto data = read_data(scheme, parts_.at(names.data), names.data);
        if (!data) {
            found(data.error());
            return std::nullopt;
        }
        for (std::size_t t = 0; t < scheme.schema.tables.size(); ++t) {
            const std::string name = names.tables + scheme.schema.tables[t].code + ".csv";
            const auto part = parts_.find(name);
            if (part == parts_.end()) continue;
            if (auto read = read_table(scheme, part->second, name, t, *data); !read) {
                found(read.error());
                return std::nullopt;
            }
        }
        const std::string now = data->snapshot(scheme.schema);
        if (now != snapshot) {
            found(Error(Code::package_data_changed, {{"expected", snapshot}, {"found", now}},
                        Where{names.data, "", 0, 0}));
        }
        return std::move(*data);
    }

    std::optional<Scheme> scheme() {
        const auto changes = read_changes(manifest_.changes);
        if (!changes) {
            found(changes.error());
            return std::nullopt;
        }
        auto scheme = scoring::load_scheme_with(parts_.at(kScheme), kScheme, *changes);
        if (!scheme) {
            out_.findings.insert(out_.findings.end(), scheme.error().begin(), scheme.error().end());
            return std::nullopt;
        }
        if (scheme->hash != manifest_.scheme_hash) {
            found(Error(Code::package_scheme_changed,
                        {{"expected", manifest_.scheme_hash}, {"found", scheme->hash}},
                        Where{kScheme, "", 0, 0}));
        }
        return std::move(*scheme);
    }

    void repeat() {
        const auto rules = scheme();
        if (!rules) return;
        const auto now = data(*rules, kNow, manifest_.snapshot);
        std::optional<Dataset> previous;
        if (!manifest_.previous.empty()) previous = data(*rules, kPrevious, manifest_.previous);
        auto manual = read_manual(parts_.at(kManual));
        if (!manual) found(manual.error());
        if (!now || !manual || (!manifest_.previous.empty() && !previous)) return;
        out_.enterprises = now->size();
        scoring::RunOptions options;
        options.previous = previous ? &*previous : nullptr;
        options.manual = std::move(*manual);
        options.threads = threads_;
        const auto run = scoring::run(*rules, *now, options);
        if (!run) {
            out_.findings.insert(out_.findings.end(), run.error().begin(), run.error().end());
            return;
        }
        compare(results_csv(*run, threads_), parts_.at(kResults));
    }

    void compare(std::string_view expected, std::string_view found_text) {
        const auto take = [](std::string_view& text) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            const std::string_view line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            return line;
        };
        const auto shown = [](std::string_view line) {
            return std::string(line.substr(0, line.size() - (line.ends_with('\r') ? 1 : 0)));
        };
        for (long number = 1; !expected.empty() || !found_text.empty(); ++number) {
            const std::string_view wanted = take(expected);
            const std::string_view is = take(found_text);
            ++out_.lines;
            if (wanted == is) continue;
            if (++out_.differing_lines > Verification::kMostLines) continue;
            found(Error(Code::package_result_differs, {{"expected", shown(wanted)}, {"found", shown(is)}},
                        Where{kResults, "", number, 0}));
        }
    }

    Manifest manifest_;
    std::map<std::string, std::string> parts_;
    int threads_;
    Verification out_;
};

}  // namespace

std::string results_csv(const Run& run, int threads) {
    constexpr std::size_t kGrain = 64;
    std::vector<std::string> lines(run.outcomes.size());
    scoring::for_pieces(lines.size(), kGrain, threads, [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) {
            lines[row] = result_line(run, scoring::result_of(run, row));
        }
    });
    CsvLine header;
    for (const char* name :
         {"code", "track", "state", "reason", "total", "rank", "initial", "grade", "overrides"}) {
        header.cell(name);
    }
    std::string out = header.end();
    for (const std::string& line : lines) out += line;
    return out;
}

Result<void> write_package(const Run& run, const std::string& scheme_toml,
                           const std::vector<std::string>& sets, const std::string& path) {
    const auto changes = read_changes(sets);
    if (!changes) return tl::unexpected(changes.error());
    const auto scheme = scoring::load_scheme_with(scheme_toml, kScheme, *changes);
    if (!scheme || scheme->hash != run.scheme->hash) {
        return fail(Code::package_scheme_differs,
                    {{"expected", run.scheme->hash}, {"found", scheme ? scheme->hash : "?"}});
    }
    Manifest manifest;
    manifest.scheme_id = scheme->id;
    manifest.scheme_version = scheme->version;
    manifest.scheme_hash = scheme->hash;
    manifest.changes = sets;
    manifest.snapshot = run.data->snapshot(scheme->schema);
    std::vector<Part> parts{{kManifest, ""}, {kScheme, scheme_toml}};
    add_data(parts, *scheme, *run.data, kNow);
    if (run.previous != nullptr) {
        manifest.previous = run.previous->snapshot(scheme->schema);
        add_data(parts, *scheme, *run.previous, kPrevious);
    }
    parts.push_back({kManual, manual_csv(run.manual)});
    parts.push_back({kResults, results_csv(run, 0)});
    for (std::size_t i = 1; i < parts.size(); ++i) {
        manifest.parts.emplace(parts[i].name, sha256_hex(parts[i].bytes));
    }
    parts.front().bytes = written(manifest);
    const auto bytes = pack(parts);
    if (!bytes) return tl::unexpected(bytes.error());
    return sheet::write_whole(path, *bytes);
}

Result<Verification> verify_package(const std::string& path, int threads) {
    const auto file = sheet::MappedFile::open(path, kMostArchiveBytes);
    if (!file) return tl::unexpected(file.error());
    auto parts = unpack(file->bytes(), path);
    if (!parts) return tl::unexpected(parts.error());
    const auto listed =
        std::find_if(parts->begin(), parts->end(), [](const Part& part) { return part.name == kManifest; });
    if (listed == parts->end()) {
        return fail(Code::package_broken,
                    {{"detail", "没有清单 manifest.json"}, {"detail_en", "it has no manifest.json"}},
                    Where{path, "", 0, 0});
    }
    auto manifest = read_manifest(listed->bytes);
    if (!manifest) return tl::unexpected(manifest.error());
    return Verifying(std::move(*parts), std::move(*manifest), threads).verify();
}

}  // namespace yuanheng::evaluation
