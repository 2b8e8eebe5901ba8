#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "app/session.hpp"
#include "app/tell.hpp"
#include "base/json_text.hpp"
#include "formula/readers.hpp"
#include "scheme/scheme_case.hpp"
#include "scoring/after/cases.hpp"
#include "zone/evaluation/package/package.hpp"

namespace yuanheng::app {

namespace {

constexpr std::string_view kCase = ".case.toml";

Result<std::string> read_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(Code::file_unreadable, {{"path", path}, {"detail", "No such file or directory"}});
    return std::string(std::istreambuf_iterator<char>(in), {});
}

/// What checking some files said.
struct Checks {
    Errors errors;
    std::vector<std::string> lines;     ///< what was found right, to print
    std::vector<std::string> findings;  ///< worked cases that come out differently
    Json json;
};

void check_scheme(const std::string& file, Checks& checks, const Options& o) {
    const auto scheme = scoring::load_scheme_file(file);
    if (!scheme) {
        checks.errors.insert(checks.errors.end(), scheme.error().begin(), scheme.error().end());
        return;
    }
    checks.json.open('{')
        .key("file")
        .text(file)
        .key("id")
        .text(scheme->id)
        .key("version")
        .text(scheme->version);
    checks.json.key("hash").text(scheme->hash).key("sample").boolean(scheme->sample).close('}');
    checks.lines.push_back(fmt::format("✓ {}  {} ({} v{}){}", file, scheme->title.in(o.language), scheme->id,
                                       scheme->version,
                                       scheme->sample ? say(o, "  含示例数字", "  has sample figures") : ""));
}

/// x.case.toml holds worked cases of x.toml.
void check_cases(const std::string& file, Checks& checks, const Options& o) {
    const std::string scheme_file = file.substr(0, file.size() - kCase.size()) + ".toml";
    const auto cases = read_text(file);
    const auto scheme = read_text(scheme_file);
    for (const auto* text : {&cases, &scheme}) {
        if (*text) continue;
        checks.errors.push_back(text->error());
        return;
    }
    const auto differences = scoring::check_cases(*scheme, scheme_file, *cases, file);
    if (!differences) {
        checks.errors.insert(checks.errors.end(), differences.error().begin(), differences.error().end());
        return;
    }
    checks.json.open('{').key("file").text(file).key("differences").open('[');
    for (const std::string& line : *differences) {
        checks.json.text(line);
        checks.findings.push_back(file + ": " + line);
    }
    checks.json.close(']').close('}');
    if (differences->empty())
        checks.lines.push_back(
            fmt::format("✓ {}  {}", file, say(o, "算例全部相符", "every worked case comes out")));
}

}  // namespace

int verify(const Options& o) {
    const auto result = evaluation::verify_package(o.package, o.threads);
    if (!result) return report(result.error(), o);
    if (o.json) {
        if (!result->ok) return report(result->findings, o), kFindings;
        Json json;
        json.open('{')
            .key("verified")
            .boolean(true)
            .key("scheme")
            .text(result->scheme_id)
            .key("version")
            .text(result->scheme_version);
        json.key("hash")
            .text(result->scheme_hash)
            .key("snapshot")
            .text(result->snapshot)
            .key("engine")
            .text(result->engine);
        tell("{}\n", json.key("enterprises").number(result->enterprises).close('}').str());
        return kDone;
    }
    for (const Error& e : result->findings) tell("✗ {}\n", describe(e, o.language));
    if (!o.quiet) {
        tell("{} {} v{}  {} {}  {} {}\n", say(o, "方案", "scheme"), result->scheme_id, result->scheme_version,
             say(o, "企业", "enterprises"), result->enterprises, say(o, "引擎", "engine"), result->engine);
    }
    tell("{}\n", result->ok ? say(o, "✓ 复核一致：重新测算的结果与测算包逐位相同",
                                  "✓ verified: the results recomputed are the same to the last digit")
                            : say(o, "✗ 复核不一致", "✗ not verified"));
    return result->ok ? kDone : kFindings;
}

int sql(const Options& o) {
    const Session s = load_scheme_only(o);
    if (s.exit != kDone) return s.exit;
    const formula::Dialect dialect = o.dialect == "spark"    ? formula::Dialect::spark
                                     : o.dialect == "duckdb" ? formula::Dialect::duckdb
                                                             : formula::Dialect::postgresql;
    Json json;
    json.open('{').key("dialect").text(o.dialect).key("indicators").open('[');
    for (const scoring::Track& track : s.scheme->tracks) {
        for (const scoring::Indicator& indicator : track.indicators) {
            const auto text = formula::to_sql(indicator.formula, s.scheme->schema, dialect, true);
            if (!text) return report(text.error(), o);
            json.open('{')
                .key("track")
                .text(track.code)
                .key("indicator")
                .text(indicator.code)
                .key("sql")
                .text(*text)
                .close('}');
            if (!o.json)
                tell("-- {} · {}\n{} AS {}\n", track.label.in(o.language), indicator.label.in(o.language),
                     *text, indicator.code);
        }
    }
    if (o.json) tell("{}\n", json.close(']').close('}').str());
    return kDone;
}

int scheme_check(const Options& o) {
    Checks checks;
    checks.json.open('{').key("schemes").open('[');
    for (const std::string& file : o.files)
        file.ends_with(kCase) ? check_cases(file, checks, o) : check_scheme(file, checks, o);
    if (!o.json && !o.quiet) {
        for (const std::string& line : checks.lines) tell("{}\n", line);
    }
    if (!checks.errors.empty()) {
        std::fflush(stdout);
        return report(checks.errors, o);
    }
    if (o.json) tell("{}\n", checks.json.close(']').close('}').str());
    if (!o.json) {
        for (const std::string& line : checks.findings) tell("✗ {}\n", line);
    }
    return checks.findings.empty() ? kDone : kFindings;
}

int make_template(const Options& o) {
    const Session s = load_scheme_only(o);
    if (s.exit != kDone) return s.exit;
    if (auto done = evaluation::write_department_template(*s.scheme, o.department, o.out, o.language); !done)
        return report(done.error(), o);
    if (o.json) {
        tell("{}\n", Json().open('{').key("template").text(o.out).close('}').str());
    } else if (!o.quiet) {
        tell("{} {}\n", say(o, "模板：", "template:"), o.out);
    }
    return kDone;
}

}  // namespace yuanheng::app
