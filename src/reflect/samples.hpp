#pragma once

#include <string>
#include <vector>

#include "base/random.hpp"
#include "base/text.hpp"
#include "reflect/describe.hpp"

/// Described structs and random values of them, for tests and fuzzing.
namespace yuanheng::reflect {

struct Contact {
    std::string name, phone, email, note;
    friend bool operator==(const Contact&, const Contact&) = default;
};

inline void describe(Describer<Contact>& d) {
    d.name("contact", {"联系人", "contact"});
    d(&Contact::name, "name", {"姓名", "name"}).must().longest(20).as(DataClass::personal);
    d(&Contact::phone, "phone", {"电话", "telephone"}).as(Format::phone).as(DataClass::personal);
    d(&Contact::email, "email", {"电子邮箱", "e-mail"}).as(Format::email).as(DataClass::personal);
    d(&Contact::note, "note", {"备注", "note"}).as(Format::multiline).longest(1000);
}

struct Seat {
    std::string street;
    std::optional<std::int64_t> floor;
    friend bool operator==(const Seat&, const Seat&) = default;
};

inline void describe(Describer<Seat>& d) {
    d.name("seat", {"住所", "seat"});
    d(&Seat::street, "street", {"街道", "street"});
    d(&Seat::floor, "floor", {"楼层", "floor"}).between(-5, 200);
}

/// Every kind of member that a client may set.
struct Company {
    std::string name, uscc, industry, stage;
    Id park;
    int staff = 0;
    std::uint8_t floors = 1;
    std::optional<std::int64_t> patents, land, rate;
    Money capital;
    std::optional<Money> tax, output;
    bool listed = false;
    std::optional<bool> above_scale;
    Date founded;
    std::optional<Date> closed;
    Instant reported;
    std::optional<Instant> visited;
    Seat seat;
    std::optional<Contact> manager;
    std::vector<Contact> contacts;
    std::vector<std::string> tags, duties, services;
    std::optional<Period> surveyed;
    std::optional<std::int64_t> share;
    friend bool operator==(const Company&, const Company&) = default;
};

inline void describe(Describer<Company>& d) {
    d.name("company", {"企业", "company"});
    d(&Company::name, "name", {"企业名称", "company name"}).must().longest(60).found().sorts().listed();
    d(&Company::uscc, "uscc", {"统一社会信用代码", "credit code"}).as(Format::uscc).fixed();
    d(&Company::industry, "industry", {"行业", "industry"}).as(Format::industry);
    d(&Company::stage, "stage", {"阶段", "stage"})
        .one_of({{"signed", {"已签约", "signed"}},
                 {"building", {"在建", "under construction"}},
                 {"running", {"投产", "in production"}}});
    d(&Company::park, "park", {"园区", "park"}).of("park").filters();
    d(&Company::staff, "staff", {"从业人数", "staff"}).amount("人").between(0, 1'000'000);
    d(&Company::floors, "floors", {"层数", "floors"});
    d(&Company::patents, "patents", {"专利数", "patents"}).amount("件");
    d(&Company::land, "land", {"用地面积", "land"})
        .decimals(4, "亩")
        .between(0, 100'000'0000)
        .explained({"不含租用", "without leases"});
    d(&Company::rate, "rate", {"增长率", "growth"}).decimals(2, "%");
    d(&Company::capital, "capital", {"注册资本", "capital"}).amount("万元");
    d(&Company::tax, "tax", {"税收", "tax"}).amount("元").as(DataClass::sensitive);
    d(&Company::output, "output", {"产值", "output"}).amount("亿元");
    d(&Company::listed, "listed", {"是否上市", "listed"});
    d(&Company::above_scale, "above_scale", {"规上", "above scale"});
    d(&Company::founded, "founded", {"成立日期", "founded"});
    d(&Company::closed, "closed", {"注销日期", "closed"});
    d(&Company::reported, "reported", {"上报时间", "reported at"});
    d(&Company::visited, "visited", {"走访时间", "visited at"});
    d(&Company::seat, "seat", {"住所", "seat"});
    d(&Company::manager, "manager", {"负责人", "manager"});
    d(&Company::contacts, "contacts", {"联系人", "contacts"}).between(0, 50);
    d(&Company::tags, "tags", {"标签", "tags"}).longest(10);
    d(&Company::duties, "duties", {"职责", "duties"})
        .one_of({{"registry", {"企业名录", "registry"}}, {"land", {"用地", "land"}}});
    d(&Company::services, "services", {"服务", "services"})
        .some_of({{"rent", {"租金", "rent"}}, {"law", {"法律", "law"}}, {"tax", {"财税", "tax"}}});
    d(&Company::surveyed, "surveyed", {"调查时期", "surveyed"});
    d(&Company::share, "share", {"持股比例", "share"}).ratio(4);
}

/// With what the program sets, and what it never gives out.
struct Account {
    Id id;
    std::string login, password;
    Instant made;
};

inline void describe(Describer<Account>& d) {
    d.name("account", {"账户", "account"});
    d(&Account::id, "id", {"编号", "id"}).by_program();
    d(&Account::login, "login", {"登录名", "login"}).must().longest(32);
    d(&Account::password, "password", {"口令", "password"}).must().as(Format::secret).longest(64);
    d(&Account::made, "made", {"创建时间", "made at"}).by_program();
}

/// Draws without end.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}

    std::uint64_t below(std::uint64_t n) { return random_.below(next_++, n); }
    bool coin() { return below(2) == 0; }
    std::int64_t whole() {
        return static_cast<std::int64_t>(random_.bits(next_++) >> below(64)) * (coin() ? 1 : -1);
    }
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
    }

    /// Valid UTF-8 of up to `most` characters, without control characters or blanks at the ends.
    std::string text(std::size_t most) {
        static constexpr std::u32string_view kOdd = U"\"\\/~<>&'{}[]:, \u200D\uFFFD\U0001F600园衡区县ａ";
        std::u32string out;
        for (std::size_t n = 1 + below(most); n > 0; --n) {
            if (below(3) == 0)
                out += static_cast<char32_t>(0x4E00 + below(20000));
            else if (coin())
                out += kOdd[below(kOdd.size())];
            else
                out += static_cast<char32_t>('!' + below(94));
        }
        return std::string(trim(utf8(out)));
    }
    Date date() { return Date::from_days(static_cast<int>(between(-719'162, 2'932'896))); }
    Instant instant() { return Instant{between(-62'135'596'800'000, 253'402'300'799'999)}; }

private:
    Random random_;
    std::uint64_t next_ = 0;
};

template <typename T>
T one_of(Dice& dice, std::vector<T> list) {
    return list[dice.below(list.size())];
}

inline Period random_period(Dice& dice) {
    const auto kind = static_cast<Period::Kind>(dice.below(5));
    return Period::containing(kind, Date::from_days(static_cast<int>(dice.between(-25'000, 83'000))));
}

inline Contact random_contact(Dice& dice) {
    Contact c;
    c.name = dice.text(20);
    if (c.name.empty()) c.name = "张三";
    c.phone = one_of<std::string>(dice, {"", "13812345678", "0756-3238888", "0756-3238888-801",
                                         "400-123-4567", "+85221234567", "12345"});
    c.email = one_of<std::string>(dice, {"", "office@example.cn", "a.b+c@mail.example.com"});
    c.note = dice.coin() ? dice.text(50) + "\n\t" + dice.text(50) + "." : "";
    c.note = std::string(trim(c.note));
    return c;
}

inline Company random_company(Dice& dice) {
    const auto maybe = [&](auto make) { return dice.coin() ? std::optional(make()) : std::nullopt; };
    const auto whole = [&] { return dice.whole(); };
    Company c;
    c.name = "甲" + dice.text(59);
    c.uscc = one_of<std::string>(dice, {"", "91350100M000100Y43", "91440300708461136T"});
    c.industry = one_of<std::string>(dice, {"", "C", "C33", "C336", "C3360"});
    c.stage = one_of<std::string>(dice, {"", "signed", "building", "running"});
    c.park = Id{static_cast<std::int64_t>(dice.below(std::uint64_t{1} << 63))};
    c.staff = static_cast<int>(dice.between(0, 1'000'000));
    c.floors = static_cast<std::uint8_t>(dice.below(256));
    c.patents = maybe(whole);
    c.land = maybe([&] { return dice.between(0, 100'000'0000); });
    c.rate = maybe(whole);
    c.capital = Money::of_fen(dice.whole());
    c.tax = maybe([&] { return Money::of_fen(dice.whole()); });
    c.output = maybe([&] { return Money::of_fen(dice.whole()); });
    c.listed = dice.coin();
    c.above_scale = maybe([&] { return dice.coin(); });
    c.founded = dice.date();
    c.closed = maybe([&] { return dice.date(); });
    c.reported = dice.instant();
    c.visited = maybe([&] { return dice.instant(); });
    c.seat = {dice.coin() ? "情侣路" + dice.text(20) : "", maybe([&] { return dice.between(-5, 200); })};
    c.manager = maybe([&] { return random_contact(dice); });
    for (std::uint64_t n = dice.below(4); n > 0; --n) c.contacts.push_back(random_contact(dice));
    for (std::uint64_t n = dice.below(4); n > 0; --n) c.tags.push_back("标" + dice.text(8));
    for (std::uint64_t n = dice.below(3); n > 0; --n)
        c.duties.push_back(one_of<std::string>(dice, {"registry", "land"}));
    for (const char* service : {"rent", "law", "tax"}) {
        if (dice.coin()) c.services.emplace_back(service);
    }
    c.surveyed = maybe([&] { return random_period(dice); });
    c.share = maybe(whole);
    return c;
}

}  // namespace yuanheng::reflect
