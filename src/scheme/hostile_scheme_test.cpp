#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "scheme/scheme.hpp"

namespace yuanheng::scoring {
namespace {

constexpr double kSeconds = 10;
constexpr std::size_t kLongestError =
    200'000;  // bytes of one error as shown; it may quote a name of the file whole

const std::string kHostileHead = R"(
[scheme]
id = "t"
title = "测试"
period = "2022"
as_of = 2022-12-31
[[inputs]]
code = "land"
label = "用地面积"
unit = "亩"
[[inputs]]
code = "tax"
label = "税收"
unit = "万元"
)";

std::string repeated(const std::string& piece, int times) {
    std::string out;
    out.reserve(piece.size() * static_cast<std::size_t>(times));
    for (int i = 0; i < times; ++i) out += piece;
    return out;
}

/// `make(0)` to `make(times − 1)` in a row.
std::string numbered(int times, const std::function<std::string(const std::string&)>& make) {
    std::string out;
    for (int i = 0; i < times; ++i) out += make(std::to_string(i));
    return out;
}

std::string track(const std::string& formula, const std::string& weight = "100",
                  const std::string& more = "") {
    return "[[tracks]]\ncode = \"a\"\nlabel = \"甲\"\n" + more +
           "[[tracks.indicators]]\ncode = \"i\"\nlabel = \"指标\"\nformula = '" + formula + "'\nweight = \"" +
           weight + "\"\ntransform = { kind = \"min_max\" }\nmissing = { rule = \"zero\" }\n" +
           "zero_denominator = { rule = \"zero\" }\n[tracks.grading]\nmethod = \"none\"\n";
}

std::string scheme_of(const std::string& formula) { return kHostileHead + track(formula); }

struct Hostile {
    std::string name;
    std::string text;
    bool refused = true;  ///< false: it may load as well
};

std::vector<Hostile> documents() {
    const std::string bytes("\xff\xfe\x80 \xc0\xaf");
    return {
        {"empty", ""},
        {"a megabyte of brackets", repeated("[", 1 << 20)},
        {"more than a megabyte", repeated("# x\n", 300'000)},
        {"arrays nested 10000 deep", "a = " + repeated("[", 10'000) + repeated("]", 10'000)},
        {"tables nested 10000 deep", "a = " + repeated("{ a = ", 10'000) + "1" + repeated("}", 10'000)},
        {"a key with 10000 dots", "a" + repeated(".a", 10'000) + " = 1"},
        {"a header with 10000 dots", "[a" + repeated(".a", 10'000) + "]"},
        {"an array of 200000 numbers", kHostileHead + "x = [" + repeated("1,", 200'000) + "]\n"},
        {"60000 unknown keys",
         "[scheme]\n" + numbered(60'000, [](const std::string& i) { return "k" + i + " = 1\n"; })},
        {"10000 tracks", kHostileHead + repeated("[[tracks]]\n", 10'000)},
        {"10000 empty inputs", kHostileHead + repeated("[[inputs]]\n", 10'000)},
        {"a key twice", "[scheme]\nid = \"a\"\nid = \"b\"\n"},
        {"a table twice", "[scheme]\n[scheme]\n"},
        {"a table named in Chinese", "[方案]\nid = \"a\"\n"},
        {"Chinese punctuation between keys", "[scheme]\nid = \"a\"、title = \"b\"。\n"},
        {"Chinese punctuation behind a backslash", "[scheme]\nid = \"\"\"a\\、\"\"\"\n"},
        {"bytes that are not UTF-8", kHostileHead + "# " + bytes + "\n"},
        {"a NUL", kHostileHead + std::string("x = \"a\0b\"\n", 10)},
        {"control characters", kHostileHead + "x = \"a\x01\x1b[2J\"\n"},
        {"an escaped control character in a label",
         kHostileHead + "[[constants]]\ncode = \"k\"\nlabel = \"\\u001b[2J\"\nvalue = \"1\"\n" +
             track("tax / land"),
         false},
        {"a surrogate escape", kHostileHead + "x = \"\\uD800\"\n"},
        {"an open text", kHostileHead + "x = \"abc\n"},
        {"an open long text", kHostileHead + "x = '''" + repeated("abc\n", 100'000)},
        {"a long line of equals", repeated("=", 500'000)},
        {"UTF-16", std::string("\xff\xfe[\0s\0]\0", 8)},
        {"a program", std::string("\x7f"
                                  "ELF\x02\x01\x01\0\0\0",
                                  10)},
    };
}

std::vector<Hostile> values() {
    std::vector<Hostile> out;
    for (const char* weight :
         {"nan", "inf", "-inf", "1e999999999", "1e400", "--1", "1/0", "", "ＮａＮ", "0x10"}) {
        out.push_back({std::string("weight ") + weight, kHostileHead + track("tax / land", weight)});
    }
    for (const char* bare :
         {"nan", "inf", "1e999", "99999999999999999999999999", "2022-13-45", "1979-05-27T07:32:00Z"}) {
        out.push_back(
            {std::string("bare weight ") + bare,
             kHostileHead +
                 track("tax / land", "1").replace(track("tax / land", "1").find("\"1\""), 3, bare)});
    }
    out.push_back({"weight of 100000 digits", kHostileHead + track("tax / land", repeated("9", 100'000))});
    out.push_back({"weight minus one", kHostileHead + track("tax / land", "-1")});
    const std::string pillars =
        "[[tracks.pillars]]\ncode = \"p\"\nlabel = \"P\"\nweight = \"1\"\nparent = \"q\"\n"
        "[[tracks.pillars]]\ncode = \"q\"\nlabel = \"Q\"\nweight = \"1\"\nparent = \"p\"\n";
    out.push_back({"pillars in a circle", kHostileHead + track("tax / land", "100", pillars)});
    out.push_back(
        {"a pillar above itself",
         kHostileHead +
             track("tax / land", "100",
                   "[[tracks.pillars]]\ncode = \"p\"\nlabel = \"P\"\nparent = \"p\"\nweight = \"1\"\n")});
    out.push_back({"a chain of 5000 pillars",
                   kHostileHead + track("tax / land", "100", numbered(5000, [](const std::string& i) {
                                            return "[[tracks.pillars]]\ncode = \"p" + i + "\"\nlabel = \"P" +
                                                   i + "\"\nweight = \"1\"\nparent = \"p" +
                                                   std::to_string(std::stoi(i) + 1) + "\"\n";
                                        }))});
    const auto derived = [](const std::string& code, const std::string& formula) {
        return "[[derived]]\ncode = \"" + code + "\"\nlabel = \"L" + code + "\"\nformula = '" + formula +
               "'\n";
    };
    out.push_back({"a derived name that names itself", kHostileHead + derived("d", "d + 1") + track("d")});
    out.push_back(
        {"derived names in a circle", kHostileHead + derived("d", "e") + derived("e", "d") + track("d")});
    out.push_back({"derived names that double 60 times",
                   kHostileHead + derived("d0", "tax / land") + numbered(60, [&](const std::string& i) {
                       return derived("d" + std::to_string(std::stoi(i) + 1), "d" + i + " + d" + i);
                   }) + track("d60")});
    out.push_back({"two inputs of one code",
                   kHostileHead + "[[inputs]]\ncode = \"tax\"\nlabel = \"x\"\n" + track("tax / land")});
    out.push_back({"two inputs of one label",
                   kHostileHead + "[[inputs]]\ncode = \"x\"\nlabel = \"税收\"\n" + track("tax / land")});
    out.push_back({"an input named as a unit",
                   kHostileHead + "[[inputs]]\ncode = \"kg\"\nlabel = \"万元\"\n" + track("tax / land")});
    out.push_back({"an input named as a function",
                   kHostileHead + "[[inputs]]\ncode = \"min\"\nlabel = \"x\"\n" + track("tax / land"),
                   false});
    out.push_back({"an input named as a computed field",
                   kHostileHead + "[[inputs]]\ncode = \"total\"\nlabel = \"x\"\n" + track("tax / land")});
    out.push_back({"an input with a long code", kHostileHead + "[[inputs]]\ncode = \"" +
                                                    repeated("a", 100'000) + "\"\nlabel = \"x\"\n" +
                                                    track("tax / land")});
    out.push_back(
        {"a formula injected as a code",
         kHostileHead + "[[inputs]]\ncode = \"=cmd|' /C calc'!A0\"\nlabel = \"x\"\n" + track("tax / land")});
    out.push_back({"5000 inputs",
                   kHostileHead +
                       numbered(5000,
                                [](const std::string& i) {
                                    return "[[inputs]]\ncode = \"in" + i + "\"\nlabel = \"项" + i + "\"\n";
                                }) +
                       track("tax / land"),
                   false});
    out.push_back({"5000 misspelt words", kHostileHead + numbered(5000, [](const std::string& i) {
                                              return "[[inputs]]\ncode = \"in" + i + "\"\nlabel = \"项" + i +
                                                     "\"\ntype = \"txet\"\n";
                                          }) + track("tax / land")});
    out.push_back({"3000 indicators that misspell a name",
                   kHostileHead + "[[tracks]]\ncode = \"a\"\nlabel = \"A\"\n" +
                       numbered(3000, [](const std::string& i) {
                           return "[[tracks.indicators]]\ncode = \"i" + i + "\"\nlabel = \"I" + i +
                                  "\"\nformula = 'taax / laand'\n";
                       })});
    return out;
}

std::vector<Hostile> formulas() {
    std::vector<std::pair<std::string, std::string>> refused = {
        {"empty", ""},
        {"30000 open parentheses", repeated("(", 30'000)},
        {"900000 open parentheses", repeated("(", 900'000)},
        {"matched parentheses 20000 deep", repeated("(", 20'000) + "tax" + repeated(")", 20'000)},
        {"15000 nots", repeated("not ", 15'000) + "tax"},
        {"60000 minus signs", repeated("-", 60'000) + "tax"},
        {"powers of powers", "tax" + repeated("^2", 20'000)},
        {"conditions 3000 deep", repeated("if tax > 0 then ", 3'000) + "1"},
        {"functions 5000 deep", repeated("max(tax,", 5'000) + "tax" + repeated(")", 5'000)},
        {"a number of 60000 digits", repeated("9", 60'000)},
        {"exponent 1e999999999", "tax * 1e999999999"},
        {"exponent 99999999999999999999", "tax ^ 99999999999999999999"},
        {"division by a literal zero in a power", "tax ^ (1/0)"},
        {"control characters", "tax \\u0007"},
        {"full-width junk", "税收 ÷÷ 用地面积"},
        {"right to left", "tax \xE2\x80\xAE / land"},
        {"a spreadsheet command", "=cmd|A0"},
        {"SQL", "tax; DROP TABLE x; --"},
        {"an open text", "tax \"abc"},
        {"a name of 60000 letters", repeated("x", 60'000)},
        {"a unit product", repeated("tax * ", 300) + "tax"},
        {"a comparison chain", "tax" + repeated(" < tax", 5'000)},
        {"an aggregate of nothing", "sum()"},
        {"a table that is none", "count(tax)"},
    };
    std::vector<Hostile> out;
    for (auto& [name, formula] : refused) out.push_back({"formula: " + name, scheme_of(formula)});
    out.push_back({"formula: 8000 terms", scheme_of("tax" + repeated(" + tax", 8'000)), false});
    out.push_back(
        {"formula: 30000 terms of one letter",
         kHostileHead + "[[inputs]]\ncode = \"x\"\nlabel = \"X\"\n" + track("x" + repeated("+x", 30'000)),
         false});
    out.push_back(
        {"formula: a minimum of 10000", scheme_of("min(tax" + repeated(",tax", 10'000) + ")"), false});
    out.push_back({"formula: a set of 5000",
                   scheme_of("if tax in (1" + repeated(",1", 5'000) + ") then 1 else 0"), false});
    out.push_back({"formula: text not UTF-8", scheme_of("tax \xff\xfe land")});
    return out;
}

/// What is wrong with the errors' texts; empty where they can be shown as they are.
std::string fault_of(const Errors& errors) {
    if (errors.empty()) return "no error is given";
    for (const Error& error : errors) {
        for (const Language language : {Language::zh, Language::en}) {
            if (message(error, language).empty()) return "no message";
            const std::string text = describe(error, language);
            if (!valid_utf8(text)) return "message is not UTF-8";
            if (text.size() > kLongestError) return "message of " + std::to_string(text.size()) + " bytes";
        }
    }
    return "";
}

TEST(HostileScheme, EveryTextLoadsOrEndsInClearErrors) {
    std::vector<Hostile> all = documents();
    for (const auto& more : {values(), formulas()}) all.insert(all.end(), more.begin(), more.end());
    std::size_t refused = 0;
    double longest = 0;
    std::string longest_name;
    for (const Hostile& hostile : all) {
        const auto begin = std::chrono::steady_clock::now();
        const auto loaded = load_scheme(hostile.text, "s.toml");
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        if (took.count() > longest) {
            longest = took.count();
            longest_name = hostile.name;
        }
        EXPECT_LT(took.count(), kSeconds) << hostile.name;
        if (loaded) {
            EXPECT_FALSE(hostile.refused) << hostile.name << " was loaded";
        } else {
            ++refused;
            EXPECT_EQ(fault_of(loaded.error()), "") << hostile.name;
        }
    }
    std::printf("%zu hostile schemes, %zu of them refused; the longest took %.2f s (%s)\n", all.size(),
                refused, longest, longest_name.c_str());
    EXPECT_GE(all.size(), 30U);
}

/// A scheme with one thing wrong, and what its messages must say in Chinese, the only one where `alone`.
struct Broken {
    std::string name;
    std::string right, wrong;  ///< a piece of the right scheme, and what stands in its place
    std::string says;
    bool alone = true;
};

const std::string kRight = kHostileHead + R"toml(
[[derived]]
code = "net"
label = "净地"
formula = 'land - 1 亩'
[[tracks]]
code = "a"
label = "甲"
[[tracks.indicators]]
code = "i"
label = "指标"
formula = 'tax / net'
weight = "100"
benchmark = { kind = "fixed", value = "30" }
missing = "zero"
zero_denominator = "zero"
[tracks.grading]
method = "quota"
grades = ["A", "B"]
quotas = [{ grade = "A", share = "20%" }]
rest = "B"
)toml";

TEST(BrokenScheme, TheMessageLeadsToTheMend) {
    const std::vector<Broken> all = {
        {"Chinese quotes", "label = \"甲\"", "label = “甲”", "请改用半角：\""},
        {"a Chinese quote at the end", "label = \"甲\"", "label = \"甲”", "请改用半角：\""},
        {"full-width quotes", "label = \"甲\"", "label = ＂甲＂", "请改用半角：\""},
        {"single Chinese quotes", "'tax / net'", "‘tax / net’", "请改用半角：'"},
        {"a Chinese comma", "\"A\", \"B\"", "\"A\"，\"B\"", "请改用半角：,"},
        {"a full-width equals sign", "rest = ", "rest ＝ ", "请改用半角：="},
        {"a full-width number sign", "rest = ", "＃ note\nrest = ", "请改用半角：#"},
        {"full-width digits", "weight = \"100\"", "weight = １００", "请改用半角：100"},
        {"full-width digits in quotes", "weight = \"100\"", "weight = \"１００\"", "请改用半角：100", false},
        {"a full-width blank", "rest = ", "rest　= ", "请改用半角：半角空格"},
        {"Chinese brackets", "[[tracks]]", "【【tracks]]", "请改用半角：[["},
        {"GBK", "label = \"甲\"", "label = \"\xBC\xD7\"", "请另存为 UTF-8"},
        {"no closing quote", "label = \"甲\"", "label = \"甲", "文字没有右引号"},
        {"no quotes", "label = \"甲\"", "label = 甲", "文字、小数和公式要加引号"},
        {"no closing bracket", "[tracks.grading]", "[tracks.grading", "表名的方括号没有闭合"},
        {"an open array", "[\"A\", \"B\"]", "[\"A\", \"B\"", "方括号没有闭合"},
        {"a key twice", "rest = \"B\"", "rest = \"B\"\nrest = \"B\"", "rest 写了两次"},
        {"a table twice", "[[derived]]", "[scheme]\n[[derived]]", "scheme 写了两次"},
        {"a month 13", "2022-12-31", "2022-13-01", "没有这一天"},
        {"a date with slashes", "2022-12-31", "2022/12/31", "日期写成 2022-12-31"},
        {"a comma at the end", "share = \"20%\" }", "share = \"20%\", }", "请删去“}”前面的逗号"},
        {"a colon", "rest = ", "rest: ", "键名后面应是“=”"},
        {"no value", "rest = \"B\"", "rest =", "“=”后面没有值"},
        {"a Chinese truth value", "rest = ", "cumulative = True\nrest = ", "应为 true 或 false"},
        {"a share without %", "\"20%\"", "\"20\"", "请写成 \"20%\""},
        {"a share as a decimal", "\"20%\"", "0.2", "请写成 share = \"20%\""},
        {"a decimal", "weight = \"100\"", "weight = 100.5", "请写成 weight = \"100.5\"", false},
        {"a method in Chinese", "method = \"quota\"", "method = \"比例\"", "是不是“quota”？"},
        {"a kind in Chinese", "kind = \"fixed\"", "kind = \"固定\"", "是不是“fixed”？"},
        {"track for tracks", "[[tracks]]", "[[track]]", "方案文件 里没有“track”这个键", false},
        {"a circle", "'land - 1 亩'", "'net - 1 亩'", "不能引用自己，也不能互相引用（循环）", false},
        {"no unit at the input", "unit = \"亩\"\n", "",
         "请给输入“用地面积”写上同类的单位，例如 unit = \"亩\"", false},
    };
    ASSERT_TRUE(load_scheme(kRight, "s.toml"));
    for (const Broken& broken : all) {
        std::string text = kRight;
        const std::size_t at = text.find(broken.right);
        ASSERT_NE(at, std::string::npos) << broken.name;
        const auto loaded = load_scheme(text.replace(at, broken.right.size(), broken.wrong), "s.toml");
        ASSERT_FALSE(loaded) << broken.name;
        const std::string told = describe(loaded.error(), Language::zh);
        EXPECT_NE(told.find(broken.says), std::string::npos) << broken.name << ": " << told;
        EXPECT_TRUE(!broken.alone || loaded.error().size() == 1) << broken.name << ": " << told;
        EXPECT_EQ(told.find("Error while"), std::string::npos) << broken.name << ": " << told;
    }
}

}  // namespace
}  // namespace yuanheng::scoring
