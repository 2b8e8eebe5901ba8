#pragma once

#include <any>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>

#include "platform/request/operations.hpp"

/// What can be done with one record beyond giving its fields other values. An action is a struct (what it
/// asks for, described) and a function; its operation, its entry in `may` of records and its dialog in the
/// browser follow from that:
///
///     entity.actions = {
///         action({.verb = "stage", .label = {"变更阶段", "change stage"}, .policy = keepers(), .open =
///         alive},
///                [](Change& change, Subject<Enterprise>& from, const StageRequest& asked)
///                    -> Checked<Versioned<Outcome>> { … }),
///     };
namespace yuanheng::platform {

/// The entity's own fields of a record, read as its struct once however many actions ask for it.
class OwnFields {
public:
    explicit OwnFields(reflect::Record own) : own_(std::move(own)) {}

    template <typename T>
    const T& as() const {
        if (!value_.has_value()) value_ = reflect::from_record<T>(own_);
        return std::any_cast<const T&>(value_);
    }

private:
    reflect::Record own_;
    mutable std::any value_;
};

/// The record that an action is about, in the version that the request is based on.
template <typename T>
struct Subject {
    reflect::Record row;  ///< as its table has it
    T value;
    const Scope& scope;  ///< the records to which the actor may do this
};

/// How an action on records of T is described.
template <typename T>
struct ActionOf {
    std::string verb;  ///< stage: POST /api/enterprises/{id}/stage, enterprise.stage
    Label label;       ///< of buttons and the dialog: 变更阶段
    Label summary;     ///< of the operation, which says of what it is: 变更企业阶段
    Label note = {};   ///< what whoever does it has to know; above the form
    Policy policy;
    bool danger = false;  ///< hard to undo
    /// In which state of a record it can be done; absent: in any. Asked of every record of a list: it must
    /// not look anything up.
    std::function<bool(const T&)> open = {};
    /// Why it cannot be done with a record that is not open to it; absent or no error: conflict.
    std::function<Errors(Change&, const T&)> why = {};
};

/// The same as entities keep it; made by action().
struct Action {
    /// A record that the actor may do this to, in the right version and open to it.
    struct Found {
        reflect::Record row;
        OwnFields own;
    };
    using Find = std::function<Checked<Found>(Change&)>;

    std::string verb;
    Label label, note;
    bool danger = false;
    std::function<bool(const OwnFields&)> open;            ///< null: always
    std::function<Errors(Change&, const OwnFields&)> why;  ///< null: conflict
    Operation operation;                                   ///< without address and run
    std::function<Checked<http::Response>(Call&, const Find&)> run;
};

namespace making {

template <typename S>
struct SubjectOf;
template <typename T>
struct SubjectOf<Subject<T>> {
    using type = T;
};
template <typename F>
using RecordOf = typename SubjectOf<std::tuple_element_t<1, typename Signature<F>::Arguments>>::type;

}  // namespace making

/// An action that writes in one transaction with its audit entries: run(Change, Subject[, Asked]). As of
/// changing(), it may run more than once; errors roll everything back.
template <typename F>
Action action(ActionOf<making::RecordOf<F>> described, F run) {
    using S = making::Signature<F>;
    using T = making::RecordOf<F>;
    Action out{
        .verb = std::move(described.verb),
        .label = std::move(described.label),
        .note = std::move(described.note),
        .danger = described.danger,
        .open = {},
        .why = {},
        .operation = making::plain({}, post({}), std::move(described.summary), std::move(described.policy)),
        .run = {}};
    if (described.open)
        out.open = [open = std::move(described.open)](const OwnFields& own) { return open(own.as<T>()); };
    if (described.why)
        out.why = [why = std::move(described.why)](Change& change, const OwnFields& own) {
            return why(change, own.as<T>());
        };
    making::Reply<typename S::Reply>::declare(out.operation);
    const auto subject = [](Call& call, Action::Found&& found) {
        return Subject<T>{std::move(found.row), found.own.template as<T>(), call.scope};
    };
    if constexpr (std::tuple_size_v<typename S::Arguments> == 3) {
        using Asked = std::tuple_element_t<2, typename S::Arguments>;
        out.operation.body = &reflect::described<Asked>();
        out.run = [run, subject](Call& call, const Action::Find& find) -> Checked<http::Response> {
            const Checked<Asked> asked = call.body<Asked>();
            if (!asked) return tl::unexpected(asked.error());
            return call.commit([&](Change& change) -> Checked<http::Response> {
                Checked<Action::Found> found = find(change);
                if (!found) return tl::unexpected(std::move(found.error()));
                Subject<T> about = subject(call, std::move(*found));
                return making::sent(run(change, about, *asked));
            });
        };
    } else {
        out.run = [run, subject](Call& call, const Action::Find& find) {
            return call.commit([&](Change& change) -> Checked<http::Response> {
                Checked<Action::Found> found = find(change);
                if (!found) return tl::unexpected(std::move(found.error()));
                Subject<T> about = subject(call, std::move(*found));
                return making::sent(run(change, about));
            });
        };
    }
    return out;
}

}  // namespace yuanheng::platform
