#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/language.hpp"

/// What is done, as the audit chain says it: "enterprise.edit" is a subject and a verb. The chain is written
/// once and read for ten years, so its verbs are a closed list, and each act has one.
namespace yuanheng::platform {

struct VerbWords {
    std::string_view code, zh, en;
};

/// The verbs that entries are written with. Whatever a practice does beyond these gets a line here.
inline constexpr VerbWords kVerbs[] = {
    // records
    {"create", "新增", "create"},
    {"edit", "修改", "edit"},
    {"remove", "删除", "remove"},
    {"restore", "恢复", "restore"},
    {"import", "上传导入文件", "upload a file to import"},
    {"export", "导出", "export"},
    {"export_file", "生成导出文件", "write an export"},
    {"view_personal", "查看个人信息", "see personal data"},
    {"download", "下载", "download"},
    {"add_attachment", "添加附件", "add an attachment"},
    {"remove_attachment", "删除附件", "remove an attachment"},
    {"add_remark", "添加批注", "add a remark"},
    {"withdraw_remark", "撤回批注", "withdraw a remark"},
    {"answer", "答复", "answer"},
    // enterprises
    {"stage", "变更阶段", "change the stage"},
    {"code", "变更统一社会信用代码", "change the credit code"},
    {"merge", "并入另一家企业", "merge into another enterprise"},
    {"absorb", "接收并入的企业", "take another enterprise over"},
    {"unmerge", "撤销合并", "undo a merger"},
    {"split", "分立", "split"},
    // imports and jobs
    {"check", "预检", "check"},
    {"map", "指定列的对应", "map columns"},
    {"reject", "预检未通过", "reject"},
    {"confirm", "确认", "confirm"},
    {"publish", "发布", "publish"},
    {"ask_rollback", "申请撤回", "ask to roll back"},
    {"rollback", "撤回", "roll back"},
    {"cancel", "取消", "cancel"},
    {"fail", "失败", "fail"},
    // sessions and the own account
    {"open", "登录", "sign in"},
    {"refused", "登录被拒绝", "refuse a sign-in"},
    {"locked", "锁定登录", "lock"},
    {"displaced", "因会话过多而结束", "end as one session too many"},
    {"close", "退出登录", "sign out"},
    {"ended", "结束会话", "end a session"},
    {"others_ended", "结束其他会话", "end the other sessions"},
    {"password", "修改口令", "change the password"},
    {"second_factor_begun", "开始启用动态验证码", "begin to enrol a second factor"},
    {"second_factor_on", "启用动态验证码", "switch the second factor on"},
    {"second_factor_off", "停用动态验证码", "switch the second factor off"},
    // other people's access
    {"token", "生成首次启动令牌", "make a first-start token"},
    {"invite", "发放激活链接", "invite"},
    {"activate_done", "激活", "activate"},
    {"reset", "重置口令", "reset the password"},
    {"reset_done", "完成口令重置", "set a new password after a reset"},
    {"reset_all", "重置口令和动态验证码", "reset the password and the second factor"},
    {"reset_all_done", "完成口令和动态验证码重置", "set a new password after a whole reset"},
    {"reset_on_host", "在主机上重置", "reset on the host"},
    {"approve_reset", "批准重置", "approve a reset"},
    {"unlock", "解除登录锁定", "unlock"},
    {"disable", "停用", "disable"},
    {"enable", "启用", "enable"},
    {"end_sessions", "结束用户会话", "end a user's sessions"},
    {"add", "任命", "appoint"},
    {"ask", "申请任命", "ask for an appointment"},
    {"withdraw", "撤回任命申请", "withdraw an appointment"},
    {"end", "结束任职", "end an appointment"},
    // the chain itself
    {"verify", "申请验证", "ask for a verification"},
    {"verified", "完成验证", "verify"},
    {"exported", "完成导出", "export the chain"},
    {"readers", "查询谁看过记录", "ask who saw a record"},
    {"archive", "归档", "archive"},
};

/// Verbs of old entries, and what they are called now.
inline constexpr struct { std::string_view old, now; } kFormerVerbs[] = {{"update", "edit"}};

/// One of kVerbs, by its code. Another one does not compile.
class Verb {
public:
    template <std::size_t N>
    consteval Verb(const char (&code)[N])  // NOLINT: "edit" is a verb
        : words_(&known({code, N - 1})) {}

    constexpr std::string_view code() const { return words_->code; }

private:
    static consteval const VerbWords& known(std::string_view code) {
        for (const VerbWords& words : kVerbs) {
            if (words.code == code) return words;
        }
        throw std::logic_error("this verb is not in kVerbs");
    }

    const VerbWords* words_;
};

/// A whole action that the program names, such as "session.open"; without a subject where it is about
/// whatever record the entry names. One whose verb is not in kVerbs does not compile.
class KnownAction {
public:
    template <std::size_t N>
    consteval KnownAction(const char (&text)[N])  // NOLINT: "session.open" is an action
        : text_(text, N - 1) {
        if (!listed(text_.substr(text_.rfind('.') + 1)))  // npos + 1 is the beginning
            throw std::logic_error("this verb is not in kVerbs");
    }
    constexpr operator std::string_view() const { return text_; }  // NOLINT

private:
    static consteval bool listed(std::string_view code) {
        for (const VerbWords& words : kVerbs) {
            if (words.code == code) return true;
        }
        return false;
    }

    std::string_view text_;
};

/// What an entry of the chain says was done.
class AuditAction {
public:
    AuditAction() = default;
    AuditAction(KnownAction action) : text_(std::string_view(action)) {}  // NOLINT
    AuditAction(std::string_view subject, Verb verb);
    AuditAction& operator=(KnownAction action) {
        text_ = std::string_view(action);
        return *this;
    }
    /// An operation that was refused stands under its own name.
    static AuditAction refused(std::string_view operation);

    const std::string& text() const { return text_; }

private:
    std::string text_;
};

/// The words for an action of the chain, of former verbs too; nothing where it is the name of an operation.
std::optional<Label> words_of_action(std::string_view action);

}  // namespace yuanheng::platform
