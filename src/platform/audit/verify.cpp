#include <fmt/format.h>

#include <fstream>
#include <map>

#include "base/hash.hpp"
#include "platform/audit/anchor.hpp"
#include "platform/audit/archive.hpp"
#include "platform/audit/audit.hpp"
#include "platform/audit/chain.hpp"
#include "platform/codes.hpp"
#include "platform/core/row.hpp"
#include "reflect/json.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::int64_t kTellEvery = 10'000;

/// The columns of kAuditColumns that verification looks at.
enum Column : std::size_t { kSeq = 0, kAction = 6, kRecord = 8, kAfter = 12, kHash = 16 };

struct Published {
    std::int64_t seq;
    Id batch;
    std::string digest;
};

/// Collects what is wrong; the earliest entry counts.
class Findings {
public:
    void add(std::int64_t seq, Error error) {
        if (first_ == 0 || seq < first_) {
            first_ = seq;
            error_ = std::move(error);
        }
    }
    std::int64_t first() const { return first_; }
    std::string told(Language language) const {
        if (first_ == 0) return {};
        const std::string mend = hint(error_, language);
        return message(error_, language) +
               (mend.empty() ? "" : (language == Language::zh ? "；" : "; ") + mend);
    }

private:
    std::int64_t first_ = 0;
    Error error_;
};

/// The member "digest" of a publishing entry's JSON, which the program wrote itself.
std::string digest_in(const db::Value& after) {
    constexpr std::string_view kKey = "\"digest\":\"";
    const std::string* json = reflect::text(after);
    const std::size_t at = json ? json->find(kKey) : std::string::npos;
    if (at == std::string::npos) return {};
    const std::size_t from = at + kKey.size();
    return json->substr(from, json->find('"', from) - from);
}

std::string number(std::int64_t n) { return std::to_string(n); }

/// The anchors whose signature fits, by the entry they are about; the others are findings.
std::multimap<std::int64_t, Anchor> sound_anchors(const AnchorPlace& place, Findings& findings) {
    std::multimap<std::int64_t, Anchor> out;
    std::string before;
    std::int64_t seq_before = 1;
    for (const std::string& day : anchor_days(place.folder)) {
        std::optional<Anchor> anchor = read_anchor(place, day);
        if (!anchor) {
            findings.add(seq_before, Error(Code::audit_anchor_bad, {{"file", anchor_file(day)}}));
        } else {
            if (anchor->previous != before) {
                const std::string& missing = anchor->previous.empty() ? before : anchor->previous;
                findings.add(seq_before, Error(Code::audit_anchor_missing, {{"file", anchor_file(missing)}}));
            }
            seq_before = anchor->seq;
            out.emplace(anchor->seq, std::move(*anchor));
        }
        before = day;
    }
    return out;
}

class Verification {
public:
    Verification(const AnchorPlace* anchors, const std::function<void(std::int64_t)>& progress)
        : progress_(progress) {
        if (!anchors) return;
        anchors_ = sound_anchors(*anchors, findings_);
        archives_ = anchors->folder.parent_path() / kArchiveFolder;
    }

    void run(db::Session& db) {
        const std::optional<ChainHead> head = chain_head(db);
        suite_ = head && head->suite ? *head->suite : Suite::standard;
        if (head && !head->suite) findings_.add(1, head_bad(*head));
        hash_ = chain_start(suite_);
        begin_after_archive(db);
        static const std::string kAll = fmt::format("SELECT {}, hash FROM audit ORDER BY seq", kAuditColumns);
        db.each(kAll, {}, [&](const db::Values& row) { return take(row); });
        finish(head);
        check_batches(db);
    }

    AuditVerdict verdict(Language language) const {
        AuditVerdict out{entries_, batches_,          fitting_anchors_,
                         hash_,    findings_.first(), findings_.told(language)};
        if (missing_.first == 0) return out;
        // Beside the first entry that does not fit, which it must not hide.
        Findings missing;
        missing.add(missing_.first, Error(Code::audit_archive_missing,
                                          {{"file", missing_.file}, {"count", number(missing_.entries)}}));
        if (out.first_bad == 0 || missing_.first < out.first_bad) out.first_bad = missing_.first;
        out.problem += (out.problem.empty()        ? ""
                        : language == Language::zh ? "。"
                                                   : ". ") +
                       missing.told(language);
        return out;
    }

private:
    /// Where the first entries were archived, the chain begins behind them: the entry that says so vouches
    /// for the hash, and is itself one of the chain's.
    void begin_after_archive(db::Session& db) {
        const std::int64_t first = integer_or_0(db.scalar("SELECT MIN(seq) FROM audit"));
        if (first <= 1) return;
        for (const db::Values& row :
             db.query("SELECT seq, after_json FROM audit WHERE action = ? ORDER BY seq DESC",
                      {std::string(kArchiveAction)})) {
            const Checked<ArchivedPart> part = reflect::from_json<ArchivedPart>(text_or_empty(row[1]));
            if (!part) continue;
            if (part->to == first - 1 && last_ == 0) last_ = part->to, hash_ = part->hash;
            if (!archives_.empty()) look_into(*part, integer_or_0(row[0]));
        }
        if (missing_.first > 0) missing_.entries = first - 1 - looked_at_;
        // Anchors of archived entries have done their work.
        anchors_.erase(anchors_.begin(), anchors_.upper_bound(last_));
    }
    /// An archived part, which the entry `seq` describes, and those that its own entries name: the entry that
    /// describes a part may have been archived later itself.
    void look_into(const ArchivedPart& part, std::int64_t seq) {
        std::ifstream file(archives_ / part.file, std::ios::binary);
        if (!file) {
            if (missing_.first == 0 || part.from < missing_.first) missing_ = {part.from, part.file};
            return;
        }
        looked_at_ += part.to - part.from + 1;
        if (sha256_hex(file) != part.sha256) {
            findings_.add(seq, Error(Code::audit_archive_bad, {{"seq", number(seq)}, {"file", part.file}}));
            return;
        }
        file.clear();
        file.seekg(0);
        for (const ArchivedPart& before : parts_named_in(file)) {
            if (before.to < part.from) look_into(before, part.from);
        }
    }

    /// One entry; false where the chain is broken, since what follows hangs in the air.
    bool take(const db::Values& row) {
        const std::int64_t seq = std::get<std::int64_t>(row[kSeq]);
        if (seq != last_ + 1) {
            findings_.add(std::min(seq, last_ + 1),
                          seq > last_ ? Error(Code::audit_entry_missing, {{"seq", number(last_ + 1)}})
                                      : Error(Code::audit_entry_bad, {{"seq", number(seq)}}));
            broken_ = true;
            return false;
        }
        const std::string expected = next_hash(suite_, hash_, std::span(row).first(kHash));
        const std::string* stored = reflect::text(row[kHash]);
        if (!stored || *stored != expected) {
            findings_.add(seq, Error(Code::audit_entry_bad, {{"seq", number(seq)}}));
            broken_ = true;
            return false;
        }
        last_ = seq;
        hash_ = expected;
        ++entries_;
        compare_anchors(seq);
        if (reflect::text(row[kAction]) && *reflect::text(row[kAction]) == std::string_view(kPublishAction) &&
            reflect::integer(row[kRecord])) {
            published_.push_back({seq, Id{*reflect::integer(row[kRecord])}, digest_in(row[kAfter])});
        }
        if (progress_ && entries_ % kTellEvery == 0) progress_(entries_);
        return true;
    }

    void compare_anchors(std::int64_t seq) {
        const auto [from, to] = anchors_.equal_range(seq);
        for (auto it = from; it != to; ++it) {
            if (it->second.hash == hash_)
                ++fitting_anchors_;
            else
                findings_.add(seq, differs(it->second));
        }
    }

    void finish(const std::optional<ChainHead>& head) {
        if (broken_) return;
        if (head ? head->seq != last_ || head->hash != hash_ : last_ > 0) {
            const std::int64_t said = head ? head->seq : 0;
            findings_.add(std::max<std::int64_t>(1, said == last_ ? last_ : std::min(said, last_) + 1),
                          head_bad(head.value_or(ChainHead{})));
        }
        if (const auto beyond = anchors_.upper_bound(last_); beyond != anchors_.end()) {
            findings_.add(last_ + 1, differs(beyond->second));
        }
    }

    void check_batches(db::Session& db) {
        for (const Published& batch : published_) {
            if (batch_digest(db, batch.batch) == batch.digest)
                ++batches_;
            else
                findings_.add(batch.seq,
                              Error(Code::audit_batch_bad,
                                    {{"seq", number(batch.seq)}, {"batch", number(batch.batch.value)}}));
        }
    }

    static Error differs(const Anchor& anchor) {
        return Error(Code::audit_anchor_differs,
                     {{"seq", number(anchor.seq)}, {"file", anchor_file(anchor.day)}});
    }
    Error head_bad(const ChainHead& head) const {
        return Error(Code::audit_head_bad, {{"expected", number(head.seq)}, {"found", number(last_)}});
    }

    const std::function<void(std::int64_t)>& progress_;
    Findings findings_;
    std::multimap<std::int64_t, Anchor> anchors_;
    std::filesystem::path archives_;
    struct {
        std::int64_t first = 0;  ///< entry of the first archive that is not there; 0: all are
        std::string file;
        std::int64_t entries = 0;  ///< archived entries that were not looked at
    } missing_;
    std::int64_t looked_at_ = 0;  ///< archived entries whose file is there
    std::vector<Published> published_;
    Suite suite_ = Suite::standard;
    std::string hash_;
    std::int64_t last_ = 0, entries_ = 0, batches_ = 0, fitting_anchors_ = 0;
    bool broken_ = false;
};

}  // namespace

AuditVerdict verify_audit(db::Database& database, Language language,
                          const std::function<void(std::int64_t)>& progress, const AnchorPlace* anchors) {
    Verification verification(anchors, progress);
    database.read([&](db::Session& db) { verification.run(db); });
    return verification.verdict(language);
}

}  // namespace yuanheng::platform
