// Prints the derivations of random schemes and data as JSON, one enterprise a line, for recompute.py.

#include <fmt/format.h>

#include <cstdlib>

#include "random_scheme.hpp"
#include "scoring/run/run.hpp"
#include "zone/evaluation/results/derivation.hpp"

int main(int count, char** arguments) {
    using namespace yuanheng;
    const int cases = count > 1 ? std::atoi(arguments[1]) : 100;
    for (int number = 0; number < cases; ++number) {
        reference::Dice dice(7'000'000 + static_cast<std::uint64_t>(number));
        const std::string text = reference::random_scheme(dice);
        const auto scheme = scoring::load_scheme(text, "random.toml");
        if (!scheme) {
            fmt::print(stderr, "{}\n{}\n", describe(scheme.error(), Language::en), text);
            return 1;
        }
        const auto data = scoring::sorted(reference::random_data(dice, *scheme));
        const auto last = scoring::sorted(reference::random_data(dice, *scheme));
        scoring::RunOptions options;
        options.previous = &last;
        options.threads = 1;
        const auto run = scoring::run(*scheme, data, options);
        if (!run) continue;  // refused: there is nothing to derive
        const evaluation::Derivations derivations(*run, number % 2 == 0 ? Language::zh : Language::en, true);
        for (std::size_t row = 0; row < data.size(); ++row) {
            if (run->outcomes[row].track < 0 || !scoring::scores(run->outcomes[row].state)) continue;
            fmt::print("{}\n", derivations.json(row));
        }
    }
    return 0;
}
