#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <functional>

#include "app/completion.hpp"
#include "app/interrupt.hpp"
#include "app/session.hpp"
#include "app/tell.hpp"
#include "app/usage.hpp"
#include "base/version.hpp"
#include "sheet/mapped_file.hpp"

namespace {

using namespace yuanheng;
using app::Options;

/// Declares the commands; each writes what it is told into `o`, and itself into `chosen`.
class CommandLine {
public:
    using Body = std::function<int(const Options&)>;

    CommandLine(CLI::App& cli, Options& o, Body& chosen) : cli_(cli), o_(o), chosen_(chosen) {
        frame();
        evaluations();
        what_ifs();
        tools();
        server();
    }

private:
    const char* t(const char* zh, const char* en) const { return app::say(o_, zh, en); }

    void frame() {
        cli_.name("yuanheng");
        cli_.require_subcommand(1);
        cli_.fallthrough();
        if (o_.language == Language::zh) {
            for (const auto& [from, to] : {std::pair{"Usage", "用法"},
                                           {"OPTIONS", "选项"},
                                           {"SUBCOMMAND", "命令"},
                                           {"REQUIRED", "（必填）"},
                                           {"Positionals", "参数"},
                                           {"INT", "整数"},
                                           {"UINT", "整数"},
                                           {"FLOAT", "数"},
                                           {"TEXT", "文字"}}) {
                cli_.get_formatter()->label(from, to);
            }
        }
        cli_.option_defaults()->group(t("选项", "Options"));
        cli_.set_help_flag("-h,--help", t("显示用法", "show this and exit"));
        cli_.add_option("--lang", language_, t("语言，默认随系统", "language, as the locale says by default"))
            ->type_name("zh|en")
            ->check(one_of({"zh", "en"}));
        cli_.add_flag("--json", o_.json, t("以 JSON 输出", "print JSON"));
        cli_.add_flag("--quiet", o_.quiet, t("只输出错误", "print errors only"));
        cli_.add_flag_callback(
            "--version", [] { throw CLI::CallForVersion(std::string(version()), 0); },
            t("显示版本", "show the version and exit"));
    }

    CLI::Validator one_of(std::vector<std::string> words) const {
        return {[this, words](std::string& word) {
                    if (std::find(words.begin(), words.end(), word) != words.end()) return std::string();
                    return fmt::format(fmt::runtime(t("“{}”不是可选的值（{}）", "\"{}\" is none of {}")),
                                       word, fmt::join(words, t("、", ", ")));
                },
                ""};
    }
    CLI::Validator between(double low, double high) const {
        return {[this, low, high](std::string& word) {
                    char* end = nullptr;
                    const double value = std::strtod(word.c_str(), &end);
                    if (!word.empty() && *end == '\0' && value >= low && value <= high) return std::string();
                    return fmt::format(
                        fmt::runtime(t("“{}”不是 {} 到 {} 的数", "\"{}\" is no number from {} to {}")), word,
                        low, high);
                },
                ""};
    }

    CLI::App* command(CLI::App& parent, const char* name, const char* help, Body body) {
        CLI::App* sub = parent.add_subcommand(name, help);
        sub->group(t("命令", "Commands"));
        sub->get_help_ptr()->group(t("选项", "Options"));
        sub->callback([this, body = std::move(body)] { chosen_ = body; });
        return sub;
    }
    void scheme(CLI::App* sub) {
        sub->add_option("--scheme", o_.scheme, t("方案文件", "scheme file"))
            ->required()
            ->type_name(t("文件", "FILE"));
    }
    void data(CLI::App* sub) {
        scheme(sub);
        sub->add_option("--data", o_.data,
                        t("各部门数据所在目录，或一个文件", "folder of departments' files, or one file"))
            ->required()
            ->type_name(t("目录", "FOLDER"));
        sub->add_option("--previous", o_.previous,
                        t("上年数据目录：用作上年基准，并核对异常变动",
                          "last year's data: for benchmarks, and to find jumps"))
            ->type_name(t("目录", "FOLDER"));
        sub->add_option("--map", o_.map,
                        t("列名不认识的列对应哪个输入，可写多个；不用的列写 -",
                          "the input of a column whose title is not known, - for none; may be repeated"))
            ->type_name(t("文件:列名=输入", "FILE:TITLE=INPUT"))
            ->allow_extra_args(false);
        threads(sub);
    }
    void threads(CLI::App* sub) {
        sub->add_option("--threads", o_.threads,
                        t("线程数，0 为全部；不影响结果", "threads, 0 for all cores; the result is the same"))
            ->check(between(0, 1024));
    }
    void code(CLI::App* sub) {
        sub->add_option("code", o_.code, t("统一社会信用代码或企业全称", "credit code or full name"))
            ->required();
    }
    void file(CLI::App* sub, const char* name, std::string& into, const char* help) {
        sub->add_option(name, into, help)->type_name(t("文件", "FILE"));
    }
    void set(CLI::App* sub, bool required, const char* help) {
        sub->add_option("--set", o_.set, help)
            ->type_name(t("路径=值", "PATH=VALUE"))
            ->required(required)
            ->allow_extra_args(false);
    }

    void evaluations() {
        CLI::App* evaluate = command(
            cli_, "evaluate", t("测算全部企业的得分和等级", "score and grade everyone"), app::evaluate);
        data(evaluate);
        file(evaluate, "--out", o_.out, t("结果工作簿 .xlsx", "result workbook, .xlsx"));
        file(evaluate, "--csv", o_.csv, t("结果 .csv", "results as .csv"));
        file(evaluate, "--package", o_.package,
             t("可在别处复核的测算包 .zip", "run package to verify elsewhere, .zip"));
        file(evaluate, "--errors", o_.errors,
             t("待改正的部门表 .xlsx：问题单元格标红并批注",
               "the departments' tables to correct, bad cells marked, .xlsx"));
        evaluate->footer(
            t("退出码：0 完成；1 发布核验不通过；7 完成，但有部门的文件没有读出来或有行未采用；其余见 "
              "docs/command-line.md",
              "Exit codes: 0 done; 1 the publication gate is closed; 7 done, but a department's file or rows "
              "of one "
              "could not be read; others in docs/command-line.md"));
        evaluate->add_option("--top", o_.top, t("列出每类前几名", "list so many of each track"))
            ->check(between(1, 1e9));
        set(evaluate, false, t("改动方案，结果仅供试算", "change the scheme, for trial only"));

        CLI::App* explain =
            command(cli_, "explain",
                    t("说明一家企业的每一分从何而来", "where every point of one enterprise comes from"),
                    app::explain);
        code(explain);
        data(explain);

        CLI::App* path =
            command(cli_, "path", t("怎样升到目标等级", "what it takes to reach a grade"), app::path);
        code(path);
        path->add_option("--to", o_.to, t("目标等级，默认高一档", "target grade, one better by default"))
            ->type_name(t("等级", "GRADE"));
        path->add_option(
                "--cost", o_.cost,
                t("指标改善一个单位的成本，可写多个", "cost of one unit of an indicator; may be repeated"))
            ->type_name(t("指标=成本", "INDICATOR=COST"))
            ->allow_extra_args(false);
        data(path);
    }

    void what_ifs() {
        CLI::App* robustness =
            command(cli_, "robustness", t("权重、基准值变动时等级是否稳固", "how firm the grades are"),
                    app::robustness);
        data(robustness);
        robustness->add_option("--draws", o_.draws, t("抽样次数", "draws"))
            ->check(between(1, 1'000'000))
            ->capture_default_str();
        robustness->add_option("--weight", o_.weight, t("权重变动幅度", "variation of weights"))
            ->check(between(0, 0.99))
            ->capture_default_str();
        robustness->add_option("--base", o_.base, t("基准值变动幅度", "variation of base values"))
            ->check(between(0, 0.99))
            ->capture_default_str();
        robustness->add_option("--data-error", o_.data_error, t("数据误差", "relative error of data"))
            ->check(between(0, 0.99))
            ->capture_default_str();
        robustness->add_flag("--sensitivity", o_.sensitivity,
                             t("并说明哪项假设最能改变名次（Sobol' 指数）",
                               "also say which assumption moves the ranks (Sobol' indices)"));

        CLI::App* simulate = command(
            cli_, "simulate", t("试算：改动方案后谁升谁降", "what if: who moves when the scheme changes"),
            app::simulate);
        data(simulate);
        set(simulate, true,
            t("例如 tracks.above.indicators.tax_mu.weight=40，可写多个",
              "such as tracks.above.indicators.tax_mu.weight=40; may be repeated"));

        CLI::App* verify = command(cli_, "verify", t("复核测算包", "recompute a run package"), app::verify);
        verify->add_option("package", o_.package, t("测算包", "package"))
            ->required()
            ->type_name(t("文件", "FILE"));
        threads(verify);
    }

    void tools() {
        CLI::App* sql = command(cli_, "sql", t("把指标公式写成 SQL", "the indicators as SQL"), app::sql);
        scheme(sql);
        sql->add_option("--dialect", o_.dialect,
                        t("数据库，默认 postgresql", "database, postgresql by default"))
            ->type_name("postgresql|spark|duckdb")
            ->check(one_of({"postgresql", "spark", "duckdb"}));

        CLI::App* schemes =
            cli_.add_subcommand("scheme", t("方案文件", "scheme files"))->group(t("命令", "Commands"));
        schemes->require_subcommand(1);
        command(*schemes, "check",
                t("检查方案文件；.case.toml 按其中的算例核对",
                  "check scheme files; .case.toml: their worked cases"),
                app::scheme_check)
            ->add_option("files", o_.files, t("方案文件", "scheme files"))
            ->required()
            ->type_name(t("文件", "FILE"));

        CLI::App* make =
            command(cli_, "template", t("生成部门填报模板", "a department's template"), app::make_template);
        scheme(make);
        make->add_option("--department", o_.department, t("部门，默认全部", "department, all by default"));
        make->add_option("--out", o_.out, t("模板 .xlsx", "template, .xlsx"))
            ->required()
            ->type_name(t("文件", "FILE"));

        CLI::App* completion =
            command(cli_, "completion", t("命令补全脚本", "shell completion"),
                    [this](const Options& options) { return app::print_completion(cli_, options.shell); });
        completion->add_option("shell", o_.shell, "")
            ->type_name("bash|zsh|fish")
            ->check(one_of({"bash", "zsh", "fish"}));
        command(cli_, "version", t("版本", "version"), [](const Options& options) {
            const std::string number(version());
            const std::string text = options.json ? "{\"version\":\"" + number + "\"}" : number;
            return std::puts(text.c_str()) < 0 ? app::kIo : app::kDone;
        });
    }

    CLI::App* on_installation(CLI::App& parent, const char* name, const char* help, Body body) {
        CLI::App* sub = command(parent, name, help, std::move(body));
        file(sub, "--config", o_.config,
             t("配置文件，默认 /etc/yuanheng/yuanheng.toml",
               "configuration, /etc/yuanheng/yuanheng.toml by default"));
        return sub;
    }

    void server() {
        on_installation(cli_, "serve", t("启动服务", "run the server"), app::serve);
        on_installation(cli_, "migrate",
                        t("把数据库升级到本程序的版本", "bring the database to this program's schema"),
                        app::migrate);
        on_installation(cli_, "backup",
                        t("备份到一个新目录，不停服务", "back up into a new folder, while the server works"),
                        app::backup)
            ->add_option("folder", o_.folder, t("新目录", "new folder"))
            ->required()
            ->type_name(t("目录", "FOLDER"));
        on_installation(cli_, "restore",
                        t("从备份恢复到空的数据目录", "restore a backup into an empty data folder"),
                        app::restore)
            ->add_option("folder", o_.folder, t("备份目录", "folder of the backup"))
            ->required()
            ->type_name(t("目录", "FOLDER"));
        on_installation(cli_, "check",
                        t("检查数据库、审计链和附件；给出目录时检查备份",
                          "check database, audit chain and files; with a folder, a backup"),
                        app::check)
            ->add_option("folder", o_.folder, t("备份目录", "folder of a backup"))
            ->type_name(t("目录", "FOLDER"));
        CLI::App* audit =
            cli_.add_subcommand("audit", t("审计链", "the audit chain"))->group(t("命令", "Commands"));
        audit->require_subcommand(1);
        on_installation(*audit, "verify",
                        t("核对审计链有无改动", "check that nobody changed the audit chain"),
                        app::audit_verify);
        CLI::App* user = cli_.add_subcommand("user", t("账户", "users"))->group(t("命令", "Commands"));
        user->require_subcommand(1);
        on_installation(*user, "reset",
                        t("在主机上重置口令和双因素认证，供无人可批准时使用",
                          "a new password and no second factor, where nobody is left to approve it"),
                        app::user_reset)
            ->add_option("login", o_.login, t("登录名", "login"))
            ->required();
        on_installation(cli_, "health", t("运行中的服务是否就绪", "whether the running server is ready"),
                        app::health);
        on_installation(cli_, "config", t("显示生效的配置", "show the configuration in effect"),
                        app::show_config);
        on_installation(cli_, "openapi", t("输出接口说明（OpenAPI 3.1）", "print the OpenAPI 3.1 document"),
                        app::openapi);
    }

    CLI::App& cli_;
    Options& o_;
    Body& chosen_;
    std::string language_;
};

int run(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    Options o;
    o.language = app::language_of(words);
    CLI::App cli{app::say(o, "园衡：亩均效益评价", "Yuanheng: per-mu evaluation of enterprises")};
    std::function<int(const Options&)> chosen;
    const CommandLine commands(cli, o, chosen);
    try {
        cli.parse(argc, argv);
    } catch (const CLI::Success& asked) {
        return cli.exit(asked) == 0 ? app::kDone : app::kUsage;
    } catch (const CLI::ParseError& error) {
        o.json = std::find(words.begin(), words.end(), "--json") != words.end();
        return app::report(app::usage_error(error, cli, words), o);
    }
    app::Interrupt interrupt(sheet::remove_unfinished);
    o.stop = interrupt.token();
    o.wait_for = [&](std::chrono::seconds patience) { interrupt.wait_for(patience); };
    return chosen(o);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const int code = run(argc, argv);
        // A result that could not be printed (a full disk behind the redirection) was not delivered.
        if (std::fflush(stdout) != 0 && code == app::kDone) {
            std::perror("yuanheng");
            return app::kIo;
        }
        return code;
    } catch (const std::exception& error) {
        app::tell(stderr, "yuanheng: {}\n", error.what());
        return app::kInternal;
    }
}
