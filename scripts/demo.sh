# Sourced by ./run: the sample zones on the command line, then in the server.
installation=out/demo-server

evaluate_samples() {
    say "sample zones"
    python3 demo/make.py
    local zone
    for zone in qingyuan wanzhou; do
        say "$zone"
        # Exit code 7 only says that rows could not be taken, which the planted data do on purpose.
        yuanheng evaluate --scheme "demo/$zone/scheme.toml" --data "out/demo/$zone/data" \
            --out "out/demo/$zone/results.xlsx" --package "out/demo/$zone/run.zip" || [ $? -eq 7 ]
        [ -f "out/demo/$zone/results.xlsx" ] || die "the evaluation of $zone wrote no results"
    done
    cat << 'TEXT'

结果 results: out/demo/*/results.xlsx    数据说明 what is real and what was planted: out/demo/*/MANIFEST.toml
接着试 next (yuanheng = build/release/src/app/yuanheng):
  yuanheng explain 企业全称或信用代码 --scheme demo/wanzhou/scheme.toml --data out/demo/wanzhou/data
  yuanheng path 企业全称或信用代码 --to A --scheme demo/wanzhou/scheme.toml --data out/demo/wanzhou/data
  yuanheng simulate --set tracks.above.indicators.tax_mu.weight=40 --set tracks.above.indicators.va_mu.weight=15 \
      --scheme demo/wanzhou/scheme.toml --data out/demo/wanzhou/data
  yuanheng robustness --scheme demo/wanzhou/scheme.toml --data out/demo/wanzhou/data
  yuanheng verify out/demo/wanzhou/run.zip
TEXT
}

# Starts the server in the background; its port is in `port`, the first-start token in `token`.
start_server() {
    mkdir -p "$installation"
    export YUANHENG_DATA="$installation/data" YUANHENG_WEB=web/dist YUANHENG_RULES=. YUANHENG_PORT="${YUANHENG_PORT:-8080}"
    : > "$installation/log"
    : > "$installation/yuanheng.toml" # not that of an installation that this machine may have
    yuanheng serve --config "$installation/yuanheng.toml" >> "$installation/log" 2>&1 &
    server=$!
    local i
    for i in $(seq 300); do
        port=$(sed -n 's/.*"event":"ready".*"port":"\([0-9]*\)","admin_port.*/\1/p' "$installation/log")
        [ -z "$port" ] || break
        kill -0 "$server" 2> /dev/null || {
            cat "$installation/log" >&2
            die "the server does not start; is port $YUANHENG_PORT taken? Set YUANHENG_PORT to another"
        }
        sleep 0.1
    done
    [ -n "$port" ] || die "the server is not ready after 30 s: $installation/log"
    token=$(sed -n 's/.*"event":"first_start".*"token":"\([^"]*\)".*/\1/p' "$installation/log")
}

# Waits for the server; Ctrl-C stops both.
wait_for_server() {
    trap 'kill -TERM "$server" 2> /dev/null' INT TERM
    wait "$server" || wait "$server" || true
}

demo() {
    say "build"
    build release yuanheng || die "the build failed: $out/build-release.log"
    web || die "the web application was not built: $out/npm.log, $out/web.log"
    evaluate_samples
    say "server"
    # What an earlier demonstration left is kept where it is whole, and made again where it is not.
    [ -f "$installation/loaded" ] || rm -rf "$installation"
    start_server
    if [ ! -f "$installation/loaded" ]; then
        [ -n "$token" ] || die "the server gave no first-start token"
        python3 demo/make_registry.py --out "$installation/zones"
        python3 demo/load.py "http://127.0.0.1:$port" --token "$token" --from "$installation/zones" || {
            kill "$server"
            die "the demo zones were not loaded"
        }
        touch "$installation/loaded"
    fi
    printf '\n打开 open http://127.0.0.1:%s   登录名、口令 logins and passwords: %s\n\n' "$port" "$installation/zones/users.txt"
    grep -E '^(admin|qingyuan)' "$installation/zones/users.txt"
    printf '\nCtrl-C 停止服务 stops the server; ./run serve 再次启动 starts it again.\n'
    wait_for_server
}

serve() {
    start_server
    [ -z "$token" ] || printf '首次启动令牌 first-start token: %s\n' "$token"
    printf '打开 open http://127.0.0.1:%s\n' "$port"
    wait_for_server
}
