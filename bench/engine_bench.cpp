// Yuanheng's side of the benchmark against pandas, Polars and DuckDB (bench/run.py):
//
//   engine_bench memory SCHEME CSV REPEATS   scoring, ranking and grading of data in memory
//   engine_bench file   SCHEME CSV REPEATS OUT   from the CSV to a CSV of results
//   engine_bench stream SCHEME CSV REPEATS   the yardstick: streaming the same columns through memory
//   engine_bench sql    SCHEME               the indicators as DuckDB expressions, from the SQL emitter
//
// Each prints one JSON object.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <map>
#include <memory>
#include <stdexcept>
#include <thread>

#include "formula/readers.hpp"
#include "load.hpp"
#include "scoring/run/run.hpp"

namespace {

using namespace yuanheng;

constexpr std::size_t kThreads = 2;

template <typename T>
T expect(Checked<T> result) {
    if (!result) throw std::runtime_error(describe(result.error(), Language::en));
    return std::move(*result);
}

double seconds_of(const auto& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::string grade_counts(const scoring::Run& run) {
    std::map<std::string, std::size_t> counts;
    for (std::size_t row = 0; row < run.outcomes.size(); ++row) ++counts[run.grade_name(row)];
    std::string json;
    for (const auto& [grade, count] : counts)
        json += fmt::format("{}\"{}\": {}", json.empty() ? "" : ", ", grade, count);
    return "{" + json + "}";
}

void print_json(const std::vector<double>& seconds, const std::string& more) {
    fmt::print("{{\"seconds\": [{:.6f}], {}}}\n", fmt::join(seconds, ", "), more);
}

void memory(const scoring::Scheme& scheme, const std::string& path, int repeats) {
    const scoring::Dataset data = load(scheme, path);
    scoring::RunOptions options;
    options.threads = kThreads;
    auto result =
        std::make_unique<scoring::Run>(expect(scoring::run(scheme, data, options)));  // also the warm-up
    const std::string more = fmt::format("\"grades\": {}, \"exact_decisions\": {}", grade_counts(*result),
                                         result->exact_decisions);
    std::vector<double> seconds;
    for (int i = 0; i < repeats; ++i) {
        result.reset();
        seconds.push_back(seconds_of(
            [&] { result = std::make_unique<scoring::Run>(expect(scoring::run(scheme, data, options))); }));
    }
    print_json(seconds, more);
}

/// Appends the total rounded half-up to four places: from the double where its bound decides, else exactly.
void append_total(std::string& text, const scoring::Run& run, std::size_t row) {
    const Approximation total = run.totals[row];
    const double scaled = total.value * 1e4, fraction = scaled - std::floor(scaled);
    if (!(scaled >= 0) || scaled > 1e15 || std::abs(fraction - 0.5) <= 1e4 * total.bound + 1e-15 * scaled) {
        text += run.total(row).format(4);
        return;
    }
    const auto units = static_cast<std::uint64_t>(std::llround(scaled));
    fmt::format_to(std::back_inserter(text), FMT_STRING("{}.{:04}"), units / 10000, units % 10000);
}

std::string lines(const scoring::Run& run, std::size_t begin, std::size_t end) {
    std::string text;
    text.reserve((end - begin) * 40);
    for (std::size_t row = begin; row < end; ++row) {
        text += run.data->codes[row];
        text += ',';
        append_total(text, run, row);
        text += ',';
        fmt::format_to(std::back_inserter(text), FMT_STRING("{}"), run.outcomes[row].rank);
        text += ',';
        text += run.grade_name(row);
        text += '\n';
    }
    return text;
}

void write(const scoring::Run& run, const std::string& path) {
    constexpr std::size_t kRows = 250'000;
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"), std::fclose);
    if (!file) throw std::runtime_error("cannot write " + path);
    std::fputs("code,total,rank,grade\n", file.get());
    const std::size_t rows = run.outcomes.size();
    for (std::size_t begin = 0; begin < rows; begin += kThreads * kRows) {
        std::vector<std::future<std::string>> parts;
        for (std::size_t at = begin; at < std::min(rows, begin + kThreads * kRows); at += kRows) {
            parts.push_back(std::async(std::launch::async,
                                       [&, at] { return lines(run, at, std::min(rows, at + kRows)); }));
        }
        for (auto& part : parts) {
            const std::string text = part.get();
            if (std::fwrite(text.data(), 1, text.size(), file.get()) != text.size()) {
                throw std::runtime_error("cannot write " + path);
            }
        }
    }
}

void whole(const scoring::Scheme& scheme, const std::string& path, int repeats, const std::string& out) {
    std::vector<double> seconds, reading, evaluating;
    scoring::RunOptions options;
    options.threads = kThreads;
    for (int i = 0; i < repeats; ++i) {
        std::remove(out.c_str());
        seconds.push_back(seconds_of([&] {
            scoring::Dataset data;
            reading.push_back(seconds_of([&] { data = load(scheme, path); }));
            std::unique_ptr<scoring::Run> run;
            evaluating.push_back(seconds_of(
                [&] { run = std::make_unique<scoring::Run>(expect(scoring::run(scheme, data, options))); }));
            write(*run, out);
        }));
    }
    print_json(seconds, fmt::format("\"reading\": [{:.6f}], \"evaluating\": [{:.6f}]",
                                    fmt::join(reading, ", "), fmt::join(evaluating, ", ")));
}

/// One pass over all input columns: what no algorithm that looks at every figure can avoid. Each thread sums
/// its share.
double stream_once(const formula::Columns& columns) {
    std::vector<std::future<double>> parts;
    for (std::size_t t = 0; t < kThreads; ++t) {
        const std::size_t begin = columns.rows * t / kThreads, end = columns.rows * (t + 1) / kThreads;
        parts.push_back(std::async(std::launch::async, [&columns, begin, end] {
            double result = 0;
            for (const auto& column : columns.fields) {
                if (column.values.size() != columns.rows) continue;
                double lanes[8] = {};  // independent sums: the adder's latency must not be what is measured
                std::size_t row = begin;
                for (; row + 8 <= end; row += 8) {
                    for (std::size_t k = 0; k < 8; ++k) lanes[k] += column.values[row + k];
                }
                for (; row < end; ++row) lanes[0] += column.values[row];
                for (const double lane : lanes) result += lane;
            }
            return result;
        }));
    }
    double sum = 0;
    for (auto& part : parts) sum += part.get();
    return sum;
}

void stream(const scoring::Scheme& scheme, const std::string& path, int repeats) {
    const scoring::Dataset data = load(scheme, path);
    double check = stream_once(data.columns);
    std::vector<double> seconds;
    for (int i = 0; i < repeats; ++i)
        seconds.push_back(seconds_of([&] { check += stream_once(data.columns); }));
    print_json(seconds, fmt::format("\"check\": \"{}\"", check));
}

void sql(const scoring::Scheme& scheme) {
    std::string json;
    for (const auto& indicator : scheme.tracks.front().indicators) {
        const auto text = formula::to_sql(indicator.formula, scheme.schema, formula::Dialect::duckdb, false);
        if (!text) throw std::runtime_error(describe(text.error(), Language::en));
        std::string escaped;
        for (const char c : *text) {
            if (c == '"' || c == '\\') escaped += '\\';
            escaped += c;
        }
        json += fmt::format("{}\"{}\": \"{}\"", json.empty() ? "" : ", ", indicator.code, escaped);
    }
    fmt::print("{{{}}}\n", json);
}

int dispatch(const std::vector<std::string>& words) {
    const auto word = [&](std::size_t i) { return i < words.size() ? words[i] : std::string(); };
    const scoring::Scheme scheme = expect(scoring::load_scheme_file(word(1)));
    if (word(0) == "sql") {
        sql(scheme);
    } else if (word(0) == "memory") {
        memory(scheme, word(2), std::stoi(word(3)));
    } else if (word(0) == "stream") {
        stream(scheme, word(2), std::stoi(word(3)));
    } else if (word(0) == "file") {
        whole(scheme, word(2), std::stoi(word(3)), word(4));
    } else {
        throw std::invalid_argument("memory, file, stream or sql");
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return dispatch(std::vector<std::string>(argv + 1, argv + argc));
    } catch (const std::exception& error) {
        fmt::print(stderr, "engine_bench: {}\n", error.what());
        return 1;
    }
}
