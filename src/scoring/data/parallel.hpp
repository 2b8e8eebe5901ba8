#pragma once

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <cstddef>
#include <optional>

namespace yuanheng::scoring {

/// Indices in a piece where each takes exact arithmetic.
inline constexpr std::size_t kExactGrain = 16;

/// Calls body(begin, end) over [0, n) in pieces of at least `grain`, on at most `threads` threads (0: all
/// cores). What body computes for an index must not depend on how the range was cut.
template <typename Body>
void for_pieces(std::size_t n, std::size_t grain, int threads, const Body& body) {
    if (n <= grain || threads == 1) {
        if (n > 0) body(std::size_t{0}, n);
        return;
    }
    // More threads than cores are only of use to tests, but then they must be real.
    const std::size_t usual = tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism);
    std::optional<tbb::global_control> more;
    if (threads > 0 && static_cast<std::size_t>(threads) > usual) {
        more.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    }
    tbb::task_arena arena(threads > 0 ? threads : tbb::task_arena::automatic);
    arena.execute([&] {
        tbb::parallel_for(tbb::blocked_range<std::size_t>(0, n, grain),
                          [&](const auto& range) { body(range.begin(), range.end()); });
    });
}

}  // namespace yuanheng::scoring
