#include "platform/core/keys.hpp"

#include "platform/codes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace yuanheng::platform {
namespace {

namespace fs = std::filesystem;
using ::testing::Optional;
using ::testing::StartsWith;

class KeysTest : public ::testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("yuanheng_keys_" + std::to_string(::getpid()));
    }
    void TearDown() override { fs::remove_all(folder); }
    fs::path folder;
};

TEST_F(KeysTest, AreMadeOnceForTheirOwnerAlone) {
    const std::string sealed = Keys::open(folder).value().seal("text", "x");
    EXPECT_THAT(Keys::open(folder).value().unseal(sealed, "x"), Optional(std::string("text")))
        << "the same keys after a restart";
    for (const char* name : {"secret-1.key", "anchor-1.key"}) {
        struct stat about {};
        ASSERT_EQ(::stat((folder / name).c_str(), &about), 0);
        EXPECT_EQ(about.st_mode & 0777, 0600u) << name;
    }
    struct stat about {};
    ASSERT_EQ(::stat(folder.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0700u);
}

TEST_F(KeysTest, AreRefusedWhereOthersCanReadThem) {
    ASSERT_TRUE(Keys::open(folder));
    fs::permissions(folder / "secret-1.key", fs::perms::group_read, fs::perm_options::add);
    const auto keys = Keys::open(folder);
    ASSERT_FALSE(keys);
    EXPECT_EQ(keys.error().code, Code::keys_open);
}

TEST_F(KeysTest, AreRefusedWhereAFileIsDamaged) {
    ASSERT_TRUE(Keys::open(folder));
    std::ofstream(folder / "secret-1.key") << "c2hvcnQ\n";
    const auto keys = Keys::open(folder);
    ASSERT_FALSE(keys);
    EXPECT_EQ(keys.error().code, Code::keys_bad);
}

TEST_F(KeysTest, TurnToANewerKeyAndStillReadWhatTheOldOneWrote) {
    const Keys old = Keys::open(folder).value();
    const std::string sealed = old.seal("text", "x"), signature = old.sign("bytes");
    fs::create_directories(folder / "next");
    const Keys next = Keys::open(folder / "next").value();
    fs::copy_file(folder / "next" / "secret-1.key", folder / "secret-2.key");
    fs::copy_file(folder / "next" / "anchor-1.key", folder / "anchor-2.key");
    const Keys both = Keys::open(folder).value();
    EXPECT_THAT(both.unseal(sealed, "x"), Optional(std::string("text")));
    EXPECT_TRUE(both.signature_fits("bytes", signature));
    EXPECT_THAT(both.seal("text", "x"), StartsWith("a1.2."));
    EXPECT_THAT(both.sign("bytes"), StartsWith("2."));
    EXPECT_EQ(old.unseal(both.seal("text", "x"), "x"), std::nullopt);
    EXPECT_FALSE(old.signature_fits("bytes", both.sign("bytes")));
}

TEST_F(KeysTest, NameTheAlgorithmBesideWhatTheyWrite) {
    const Keys standard = Keys::open(folder).value(), sm = Keys::open(folder, Suite::sm).value();
    EXPECT_THAT(standard.seal("text", "x"), StartsWith("a1.1."));
    EXPECT_THAT(sm.seal("text", "x"), StartsWith("s1.1."));
    EXPECT_THAT(sm.unseal(standard.seal("text", "x"), "x"), Optional(std::string("text")))
        << "each reads the other's";
    EXPECT_THAT(standard.unseal(sm.seal("text", "x"), "x"), Optional(std::string("text")));
    EXPECT_THAT(standard.token_hash("t"), StartsWith("sha256:"));
    EXPECT_THAT(sm.token_hash("t"), StartsWith("sm3:"));
    for (const char* broken : {"", "a1", "a1.", "a1.1", "a1.1.", "a1.9.AAAA", "b1.1.AAAA", "a1.1.!!",
                               "s1.1.AAAA", "a1.x.AAAA", "a1.99999999999999999999.AAAA"}) {
        EXPECT_EQ(standard.unseal(broken, "x"), std::nullopt) << broken;
        EXPECT_FALSE(standard.signature_fits("x", broken)) << broken;
    }
}

TEST_F(KeysTest, MakeTokensThatNobodyGuesses) {
    const std::string token = Keys::make_token();
    EXPECT_EQ(token.size(), 43u);
    EXPECT_TRUE(Keys::is_token(token));
    EXPECT_NE(token, Keys::make_token());
    for (std::string_view text :
         {std::string_view(""), std::string_view("short"), std::string_view(token).substr(1)})
        EXPECT_FALSE(Keys::is_token(text));
    std::string odd = token;
    for (const char c : {'\0', ' ', '%', ';', '=', '+', '\xE4'}) {
        odd[20] = c;
        EXPECT_FALSE(Keys::is_token(odd));
    }
}

}  // namespace
}  // namespace yuanheng::platform
