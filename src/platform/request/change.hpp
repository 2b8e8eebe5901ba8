#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "platform/audit/audit.hpp"
#include "platform/core/services.hpp"

namespace yuanheng::platform {

/// The audit entries and the session of one writing transaction. Every write of the program goes through one:
/// a transaction that wrote without an entry, and did not say why, is a programming error (std::logic_error).
class Change {
public:
    Change(Services& s, db::Session& session, const Actor& who) : services(s), db(session), actor(who) {}

    Services& services;
    db::Session& db;
    const Actor& actor;

    void record(AuditEntry entry) { entries_.push_back(std::move(entry)); }
    const std::vector<AuditEntry>& entries() const { return entries_; }

    /// The one exception: this transaction writes a user's own state that nobody will ask about, such as what
    /// they have read. `why` names it; a test counts the places.
    void unaudited(std::string_view why) { unaudited_ = why; }
    bool is_unaudited() const { return !unaudited_.empty(); }

    /// What many records are checked against, looked up by `make` at the first call and kept for this
    /// transaction:
    ///     const Parks& parks = change.once<Parks>([](Change& c) { return read_parks(c.db); });
    template <typename T, typename Make>
    T& once(Make make) {
        std::shared_ptr<void>& kept = once_[typeid(T)];
        if (!kept) kept = std::make_shared<T>(make(*this));
        return *static_cast<T*>(kept.get());
    }

private:
    std::vector<AuditEntry> entries_;
    std::string unaudited_;
    std::map<std::type_index, std::shared_ptr<void>> once_;
};

/// Runs `work` in one writing transaction and appends its audit entries; for jobs and commands. Requests use
/// Call::commit.
void change(Services& services, const Actor& actor, const std::function<void(Change&)>& work);

}  // namespace yuanheng::platform
