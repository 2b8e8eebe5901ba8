#include "db/address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/samples.hpp"

namespace yuanheng::db {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string shown(const std::string& url) { return without_password(url, url); }

TEST(Address, IsShownWithoutItsPassword) {
    EXPECT_EQ(shown("postgresql://yh:s3cret@db:5432/yh"), "postgresql://yh:***@db:5432/yh");
    EXPECT_EQ(shown("postgresql://yh:a@b/c@db/yh?sslmode=require"),
              "postgresql://yh:***@db/yh?sslmode=require");
    EXPECT_EQ(shown("postgres//yh:s3cret@db/yh"), "postgres//yh:***@db/yh") << "taken for a file";
    EXPECT_EQ(shown("postgresql://db/yh?user=yh&password=s3cret&sslpassword=k3y&sslmode=require"),
              "postgresql://db/yh?user=yh&password=***&sslpassword=***&sslmode=require");
    EXPECT_EQ(shown("host=db password=s3cret dbname=yh"), "host=db password=*** dbname=yh");
    for (const char* plain : {"postgresql://yh@db:5432/yh", "postgresql:///yh?host=/run/postgresql",
                              "postgresql://db:5432/yh", "/var/lib/yuanheng/yuanheng.db", ""})
        EXPECT_EQ(shown(plain), plain);
    EXPECT_EQ(without_password("cannot open x:s3cret@db.part", "postgresql://x:s3cret@db"),
              "cannot open x:***@db.part");
}

/// What opening the address says.
std::string said(const std::string& url) {
    try {
        Database::open({.url = url, .readers = 1, .writers = 1});
    } catch (const Failure& failure) {
        return failure.what();
    }
    return "opened";
}

TEST(Address, NoMessageRepeatsItsPassword) {
    for (const char* url :
         {"postgresql://yh:s3cret@127.0.0.1:1/yh", "postgresql://yh:s3cret%zz@127.0.0.1:1/yh",
          "postgresql://yh:pa@s3cret@127.0.0.1:1/yh", "postgresql://yh:pa/s3cret@127.0.0.1:1/yh",
          "postgres//yh:s3cret@127.0.0.1/yh", "/nowhere/host=db password=s3cret"}) {
        EXPECT_THAT(said(url), Not(HasSubstr("s3cret"))) << url;
        EXPECT_NE(said(url), "opened") << url;
    }
    EXPECT_THAT(said("postgresql://yh:pa@s3cret@127.0.0.1:1/yh"), HasSubstr("%40"));
}

}  // namespace
}  // namespace yuanheng::db
