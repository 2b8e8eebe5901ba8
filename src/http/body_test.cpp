#include "http/body.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "http/test_server.hpp"

namespace yuanheng::http {
namespace {

std::string content(const std::string& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Body, IsKeptInMemoryUpToItsLimit) {
    Memory memory(1000);
    const Limits limits{.body = 5};
    Body body(limits, memory);
    EXPECT_EQ(body.open("/nowhere"), 0);
    EXPECT_EQ(body.take("abc"), 0);
    EXPECT_TRUE(body.fits(2));
    EXPECT_FALSE(body.fits(3));
    EXPECT_FALSE(body.fits(~std::uint64_t{0}));
    EXPECT_EQ(body.take("def"), 413);
    EXPECT_EQ(body.take("de"), 0);
    Request request;
    body.give(request);
    EXPECT_EQ(request.body, "abcde");
    EXPECT_EQ(request.upload, "");
}

TEST(Body, FindsNoRoomWhereLargeOnesTakeAllMemoryUnlessItIsSmall) {
    const std::string large(20'000, 'x'), small(16'384, 'x');
    Memory memory(large.size());
    const Limits limits;
    {
        Body first(limits, memory), second(limits, memory), third(limits, memory);
        EXPECT_EQ(first.take(large), 0);
        EXPECT_EQ(second.take(large), 503);
        EXPECT_EQ(third.take(small), 0);
        EXPECT_EQ(third.take("x"), 503);
    }
    EXPECT_TRUE(memory.has_room_for(large.size()));
}

TEST(Body, OfAnUploadIsAFileOnlyItsOwnerMayRead) {
    const TestFolder folder;
    Memory memory(1);
    const Limits limits{.body = 100, .upload = true};
    Request request;
    {
        Body body(limits, memory);
        ASSERT_EQ(body.open(folder.path()), 0);
        EXPECT_EQ(body.take("abc"), 0);
        EXPECT_EQ(body.take("def"), 0);
        body.give(request);
        EXPECT_EQ(content(request.upload), "abcdef");
        EXPECT_EQ(request.upload_size, 6U);
        struct stat about {};
        ASSERT_EQ(::stat(request.upload.c_str(), &about), 0);
        EXPECT_EQ(about.st_mode & 0777, 0600U);
    }
    EXPECT_EQ(folder.files(), 0U);
}

TEST(Body, SaysWhereNoFileCanBeMade) {
    Memory memory(1);
    const Limits limits{.upload = true};
    Body body(limits, memory);
    EXPECT_EQ(body.open("/nowhere"), 500);
}

TEST(Body, OfAKilledServerIsRemovedAtTheNextStart) {
    const TestFolder folder;
    std::ofstream(folder.path() + "/yuanheng-upload-abandon") << "left";
    std::ofstream(folder.path() + "/something-else") << "stays";
    const Spool living(folder.path());
    remove_abandoned_spools(folder.path());
    EXPECT_EQ(folder.files(), 2U);
    EXPECT_TRUE(std::filesystem::exists(living.path()));
    remove_abandoned_spools("/nowhere");
}

}  // namespace
}  // namespace yuanheng::http
