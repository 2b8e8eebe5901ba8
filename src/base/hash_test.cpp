#include "base/hash.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace yuanheng {
namespace {

TEST(Hash, MatchesTheStandardsExamples) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Hash, DoesNotDependOnThePieces) {
    const std::string text(200000, 'a');
    std::istringstream in(text);
    EXPECT_EQ(sha256_hex(in), sha256_hex(text));
    Sha256 moved = Sha256();
    moved = Sha256();
    EXPECT_EQ(moved.update("a").update("bc").hex(), sha256_hex("abc"));
}

}  // namespace
}  // namespace yuanheng
