#pragma once

#include <tbb/parallel_sort.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "scoring/data/parallel.hpp"

namespace yuanheng::scoring {

/// The rows [0, n) in ascending order of `code(row)`, a std::string_view; equal ones by row.
template <typename Code>
std::vector<std::uint32_t> code_order(std::size_t n, const Code& code) {
    /// The first 20 bytes as numbers that compare like the text: all of a credit code.
    struct Key {
        std::uint64_t first, second;
        std::uint32_t third, row;
    };
    constexpr std::size_t kKeyBytes = 20;
    const auto bytes = [](std::string_view text, std::size_t from, std::size_t to) {
        std::uint64_t out = 0;
        for (std::size_t i = from; i < to; ++i)
            out = out << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
        return out;
    };
    std::vector<Key> keys(n);
    for_pieces(n, 1 << 14, 0, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const std::string_view text = code(i);
            keys[i] = {bytes(text, 0, 8), bytes(text, 8, 16),
                       static_cast<std::uint32_t>(bytes(text, 16, kKeyBytes)), static_cast<std::uint32_t>(i)};
        }
    });
    tbb::parallel_sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
        if (a.first != b.first) return a.first < b.first;
        if (a.second != b.second) return a.second < b.second;
        if (a.third != b.third) return a.third < b.third;
        const int rest = code(a.row).compare(code(b.row));
        return rest != 0 ? rest < 0 : a.row < b.row;
    });
    std::vector<std::uint32_t> out(n);
    std::transform(keys.begin(), keys.end(), out.begin(), [](const Key& key) { return key.row; });
    return out;
}

}  // namespace yuanheng::scoring
