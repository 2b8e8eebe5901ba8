// Yuanheng's side of the robustness benchmark (bench/run.py): how firmly each grade stands when assumptions
// vary.
//
//   robustness_bench SCHEME CSV DRAWS WEIGHT BASE REPEATS OUT
//
// WEIGHT and BASE are half-widths (0.1: ± 10 %). Writes code, share of draws with the official grade and the
// ranks that 5 % and 95 % of the draws do not exceed; prints one JSON object.

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include "load.hpp"
#include "scoring/robustness/robustness.hpp"

namespace {

using namespace yuanheng;

constexpr int kThreads = 2;

template <typename T, typename E>
T expect(tl::expected<T, E> result) {
    if (!result) throw std::runtime_error(describe(result.error(), Language::en));
    return std::move(*result);
}

void write(const scoring::Run& run, const scoring::TrackRobustness& result, const std::string& path) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"), std::fclose);
    if (!file) throw std::runtime_error("cannot write " + path);
    std::fputs("code,keeps,low,high\n", file.get());
    for (const scoring::Stability& s : result.rows) {
        fmt::print(file.get(), "{},{:.4f},{},{}\n", run.data->codes[s.row], s.keeps, s.rank_low, s.rank_high);
    }
}

void measure(const std::vector<std::string>& words) {
    if (words.size() != 7) throw std::invalid_argument("SCHEME CSV DRAWS WEIGHT BASE REPEATS OUT");
    const scoring::Scheme scheme = expect(scoring::load_scheme_file(words[0]));
    const scoring::Dataset data = load(scheme, words[1]);
    scoring::RunOptions quick;
    quick.threads = kThreads;
    const scoring::Run run = expect(scoring::run(scheme, data, quick));
    scoring::RobustnessOptions options;
    options.draws = std::stoul(words[2]);
    options.variation.weight = std::stod(words[3]);
    options.variation.base = std::stod(words[4]);
    options.threads = kThreads;
    std::vector<double> seconds;
    std::vector<scoring::TrackRobustness> result;
    for (int i = 0; i < std::stoi(words[5]); ++i) {
        const auto begin = std::chrono::steady_clock::now();
        result = expect(scoring::robustness(run, options));
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    write(run, result.at(0), words[6]);
    fmt::print("{{\"seconds\": [{:.6f}], \"keeps\": {:.6f}}}\n", fmt::join(seconds, ", "), result[0].keeps);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        measure(std::vector<std::string>(argv + 1, argv + argc));
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "robustness_bench: {}\n", error.what());
        return 1;
    }
}
