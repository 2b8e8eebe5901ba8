#include "platform/core/stored_error.hpp"

#include <gtest/gtest.h>

#include "platform/codes.hpp"

namespace yuanheng::platform {
namespace {

ErrorCodes known() { return ErrorCodes({yuanheng::Code::own(), Code::own()}); }

TEST(StoredErrors, AreReadAsTheyWereWritten) {
    const Errors errors = {Error(Code::not_found, {}),
                           Error(Code::bad_number, {{"text", "十"}}, {"税务.xlsx", "税收", 3, 2})};
    const Errors read = errors_from_json(known(), errors_to_json(errors));
    ASSERT_EQ(read.size(), 2u);
    EXPECT_EQ(read[0].code, Code::not_found);
    EXPECT_EQ(read[1].code, Code::bad_number);
    EXPECT_EQ(read[1].arguments, errors[1].arguments);
    EXPECT_EQ(read[1].where, errors[1].where);
}

TEST(StoredErrors, OfAnotherProgramNameTheirCode) {
    const Error read = error_from_json(known(), R"({"code":"from_tomorrow","arguments":{}})");
    EXPECT_EQ(read.code, Code::internal);
    EXPECT_EQ(describe(read, Language::en), "internal error: from_tomorrow");
}

TEST(ErrorCodes, WithOneNameForTwoAreRefused) {
    EXPECT_THROW(ErrorCodes({Code::own(), Code::own()}), std::logic_error);
}

}  // namespace
}  // namespace yuanheng::platform
