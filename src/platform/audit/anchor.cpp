#include "platform/audit/anchor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/date.hpp"
#include "platform/audit/chain.hpp"
#include "platform/core/synced_file.hpp"
#include "reflect/json.hpp"

namespace yuanheng::platform {

namespace fs = std::filesystem;

std::string Anchor::statement() const {
    return fmt::format("yuanheng audit anchor 1\n{}\n{}\n{}\n{}\n{}\n{}\n", day, seq, hash, algorithm, at.ms,
                       previous);
}

void describe(reflect::Describer<Anchor>& d) {
    d.name("audit_anchor", {"审计链锚", "audit anchor"});
    d(&Anchor::day, "day", {"日期", "day"}).must();
    d(&Anchor::seq, "seq", {"序号", "entry"}).must();
    d(&Anchor::hash, "hash", {"杂凑值", "hash"}).must();
    d(&Anchor::algorithm, "algorithm", {"算法", "algorithm"}).must();
    d(&Anchor::at, "at", {"时间", "time"}).must();
    d(&Anchor::previous, "previous", {"上一锚", "previous anchor"});
    d(&Anchor::public_key, "public_key", {"公钥", "public key"}).must();
    d(&Anchor::signature, "signature", {"签名", "signature"}).must();
}

std::string anchor_file(std::string_view day) { return fmt::format("{}.json", day); }

std::vector<std::string> anchor_days(const fs::path& folder) {
    std::vector<std::string> days;
    std::error_code bad;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, bad)) {
        const std::string name = entry.path().filename().string();
        if (name.size() == 15 && name.ends_with(".json") && parse_date(name.substr(0, 10)))
            days.push_back(name.substr(0, 10));
    }
    std::sort(days.begin(), days.end());
    return days;
}

std::optional<Anchor> read_anchor(const AnchorPlace& place, const std::string& day) {
    std::ifstream file(place.folder / anchor_file(day), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    Checked<Anchor> anchor = reflect::from_json<Anchor>(text.str());
    if (!anchor || anchor->day != day || !place.keys.signature_fits(anchor->statement(), anchor->signature))
        return std::nullopt;
    return std::move(*anchor);
}

bool anchor_audit(db::Database& database, const AnchorPlace& place, std::int64_t now) {
    Anchor anchor;
    anchor.day = china_day(now).iso();
    const fs::path file = place.folder / anchor_file(anchor.day);
    if (fs::exists(file)) return false;
    const std::optional<ChainHead> head = database.read([](db::Session& db) { return chain_head(db); });
    if (!head || head->seq == 0 || !head->suite) return false;
    if (const std::vector<std::string> days = anchor_days(place.folder); !days.empty())
        anchor.previous = days.back();
    anchor.seq = head->seq;
    anchor.hash = head->hash;
    anchor.algorithm = hash_name(*head->suite);
    anchor.at = Instant{now};
    anchor.public_key = place.keys.anchor_public_key();
    anchor.signature = place.keys.sign(anchor.statement());
    fs::create_directories(place.folder);
    if (auto done = write_synced(file, reflect::to_json(anchor) + "\n"); !done) {
        throw std::runtime_error(yuanheng::describe(done.error(), Language::en));
    }
    return true;
}

}  // namespace yuanheng::platform
