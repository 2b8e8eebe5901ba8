#include "base/units.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace yuanheng {
namespace {

Unit unit(const char* text) {
    const Result<Unit> parsed = parse_unit(text);
    EXPECT_TRUE(parsed) << text;
    return parsed.value_or(Unit());
}

std::string zh(const char* text) { return unit(text).symbol(Language::zh); }
std::string en(const char* text) { return unit(text).symbol(Language::en); }

TEST(Units, ScalesAreExact) {
    EXPECT_EQ(unit("亩").scale(), Rational(10000, 15));
    EXPECT_EQ(conversion(unit("公顷"), unit("亩")), 15);
    EXPECT_EQ(conversion(unit("亿元"), unit("万元")), 10000);
    EXPECT_EQ(conversion(unit("万元/亩"), unit("元/m²")), 15);
    EXPECT_EQ(conversion(unit("万千瓦时"), unit("MWh")), 10);
    EXPECT_EQ(conversion(unit("%"), Unit()), Rational(1, 100));
    EXPECT_EQ(conversion(unit("元/kWh/年"), unit("元/kWh/月")), Rational(1, 12));
    EXPECT_EQ(conversion(unit("km²"), unit("亩")), 1500);
}

TEST(Units, KnowsTheSpellingsOfDepartments) {
    const std::vector<std::vector<const char*>> same = {
        {"元", "CNY", "yuan", "人民币元", "￥"},
        {"万元", "wan yuan", "wan_yuan", "10k CNY", "10k cny", "万 元"},
        {"亿元", "yi yuan", "100M CNY"},
        {"㎡", "m²", "m2", "m^2", "平方米", "M2", "m＾2"},
        {"kWh", "KWH", "度", "千瓦时", "kW·h", "千瓦·时"},
        {"tce", "吨标准煤", "吨标煤"},
        {"kgce/kWh", "千克标准煤/千瓦时", "kgce／kWh", "kgce·kWh⁻¹", "kgce*kWh^-1", " kgce / kWh "},
        {"m³", "m3", "m^3", "立方米", "方"},
        {"%", "％", "percent"},
        {"年", "year", "years"},
        {"元/kWh/月", "元/(kWh·月)", "元/(千瓦时*month)"},
        {"人·年", "人年", "person-year"},
        {"", "1", "  ", "1/1"},
    };
    for (const auto& group : same) {
        for (const char* text : group) EXPECT_EQ(unit(text), unit(group[0])) << text;
    }
}

TEST(Units, ElectricityIsNotCoal) {
    EXPECT_NE(unit("kWh").dimension(), unit("kgce").dimension());
    EXPECT_NE(unit("日").dimension(), unit("月").dimension());
    EXPECT_EQ((unit("kgce/kWh") * unit("kWh")), unit("kgce"));
}

TEST(Units, PrintsProducts) {
    EXPECT_EQ(zh("万元/亩"), "万元/亩");
    EXPECT_EQ(en("万元/亩"), "10k CNY/mu");
    EXPECT_EQ(zh("tce/万元"), "吨标煤/万元");
    EXPECT_EQ(zh("元/(kWh·月)"), "元/kWh/月");
    EXPECT_EQ(zh("1/年"), "1/年");
    EXPECT_EQ(zh("年^-1"), "1/年");
    EXPECT_EQ((unit("万元") * unit("亩")).symbol(Language::zh), "万元·亩");
    EXPECT_EQ((unit("kWh") * unit("kWh")).symbol(Language::zh), "kWh²");
    EXPECT_EQ((unit("m²") * unit("m²")).symbol(Language::en), "m²^2");
    EXPECT_EQ((unit("万元") / unit("万元")).symbol(Language::zh), "");
    EXPECT_EQ(zh("个"), "个");
    EXPECT_EQ(zh("分"), "分");
    EXPECT_EQ(en("%"), "%");
}

TEST(Units, SymbolsReadBackAsTheSameUnit) {
    const std::vector<std::string> names = {"万元", "亩",       "kWh",      "tce",  "m³",   "人年",
                                            "季度", "日",       "‰",        "当量", "万人", "MWh",
                                            "万吨", "个百分点", "平方公里", "千元", "万亩", "升"};
    for (const std::string& a : names) {
        for (const std::string& b : names) {
            for (const Unit& u :
                 {unit(a.c_str()), unit(a.c_str()) * unit(b.c_str()), unit(a.c_str()) / unit(b.c_str())}) {
                EXPECT_EQ(unit(u.symbol(Language::zh).c_str()), u) << u.symbol(Language::zh);
                EXPECT_EQ(unit(u.symbol(Language::en).c_str()), u) << u.symbol(Language::en);
            }
        }
    }
}

TEST(Units, CountsArePlainNumbersWithAName) {
    for (const char* text : {"个", "件", "项", "家", "次", "分", "point", "当量"}) {
        EXPECT_TRUE(unit(text).is_plain()) << text;
        EXPECT_FALSE(zh(text).empty()) << text;
    }
    EXPECT_FALSE(unit("%").is_plain());
    EXPECT_TRUE(unit("%").dimensionless());
}

TEST(Units, FindsNamedUnitsForTheFormulaLanguage) {
    ASSERT_NE(find_unit("mu"), nullptr);
    EXPECT_EQ(*find_unit("mu"), unit("亩"));
    EXPECT_EQ(*find_unit("%"), unit("%"));
    EXPECT_EQ(*find_unit("wan_yuan"), unit("万元"));
    EXPECT_EQ(find_unit("万元/亩"), nullptr);
    EXPECT_EQ(find_unit("tax"), nullptr);
}

TEST(Units, SuggestsTheNearestName) {
    const auto error_of = [](const char* text) {
        const auto parsed = parse_unit(text);
        EXPECT_FALSE(parsed) << text;
        return parsed ? Error() : parsed.error();
    };
    EXPECT_EQ(hint(error_of("万元/亩地"), Language::zh), "请改用认识的单位，例如“亩”");
    EXPECT_EQ(message(error_of("万元/亩地"), Language::zh), "不认识的计量单位“亩地”");
    EXPECT_EQ(hint(error_of("mounths"), Language::en), "use a known unit such as \"months\"");
    EXPECT_NE(hint(error_of("光年距离"), Language::zh).find("万元"), std::string::npos);
    for (const char* bad : {"/亩", "元/", "元//亩", "元/(亩", "元)", "()", "元(亩)", "(元)亩", "元^99",
                            "元^x", "m^4", "元 亩"}) {
        EXPECT_EQ(error_of(bad).code, Code::bad_unit) << bad;
    }
    EXPECT_EQ(error_of(std::string(5000, 'x').c_str()).code, Code::bad_unit);
}

TEST(Units, VeryHighPowersDoNotWrapRound) {
    Unit u = unit("m²");
    for (int i = 0; i < 300; ++i) u = u * unit("m²");
    EXPECT_FALSE(u.dimensionless());
    EXPECT_NE(u.dimension(), unit("m²").dimension());
}

}  // namespace
}  // namespace yuanheng
