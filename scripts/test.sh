# Sourced by ./run: the tests, stage by stage. Every stage adds to `passed` and `failed`.
passed=0 failed=0 begun=$SECONDS
kills=${YUANHENG_KILLS:-20} # on each database; 50 in ./run test full
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
export TSAN_OPTIONS="suppressions=$PWD/tests/tsan.supp:ignore_noninstrumented_modules=1:halt_on_error=1"

stage() { printf '\n== %s (%d min %02d s)\n' "$*" $(((SECONDS - begun) / 60)) $(((SECONDS - begun) % 60)); }
count() {
    passed=$((passed + $1))
    failed=$((failed + $2))
}

# A stage that is built and cannot be counts as one failure.
stage_build() {
    if build "$@"; then echo "built in $took s"; else
        echo "the build failed: $out/build-$1.log"
        count 0 1
        return 1
    fi
}

# suite DIR CTEST-ARGUMENTS...: runs ctest and adds its cases.
suite() {
    local dir=$1 report p f
    shift
    report=$PWD/$out/$(basename "$dir").xml
    rm -f "$report"
    ctest --test-dir "$dir" --output-on-failure --test-output-size-passed 10000000 --test-output-size-failed 10000000 \
        --output-junit "$report" -j "$jobs" "$@" > "$out/ctest.log" 2>&1 || true
    read -r p f < <(python3 scripts/tally.py "$report")
    [ "$f" -eq 0 ] || grep -E '^\[  FAILED|: Failure|ERROR: |WARNING: ThreadSan|\*\*\*' "$out/ctest.log" | sort | uniq -c | head -60
    echo "$p passed, $f failed in this stage"
    count "$p" "$f"
}

# A PostgreSQL cluster that lives as long as this script, on a socket in a temporary folder.
start_postgres() {
    local bin as=()
    bin=$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -1)
    [ -n "$bin" ] || {
        echo "no PostgreSQL found"
        count 0 1
        return
    }
    pg=$(mktemp -d /tmp/yuanheng-pg.XXXXXX)
    pg_bin=$bin
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres "$pg"
        chmod 755 "$pg"
        as=(setpriv --reuid postgres --regid postgres --clear-groups)
    fi
    pg_as=("${as[@]}")
    trap stop_postgres EXIT
    if (cd / && "${as[@]}" "$bin/initdb" -D "$pg/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync &&
        "${as[@]}" "$bin/pg_ctl" -D "$pg/data" -w -l "$pg/log" \
            -o "-k $pg -c listen_addresses='' -c fsync=off -c full_page_writes=off" start) > "$out/postgres.log" 2>&1; then
        export YUANHENG_PG_URL="postgresql://postgres@/postgres?host=$pg"
        echo "PostgreSQL $("$bin/postgres" --version | awk "{ print \$3 }") is up"
    else
        tail -5 "$out/postgres.log"
        echo "PostgreSQL does not start"
        count 0 1
    fi
}
stop_postgres() {
    [ -n "${pg:-}" ] || return 0
    (cd / && "${pg_as[@]}" "$pg_bin/pg_ctl" -D "$pg/data" -m immediate stop) > /dev/null 2>&1 || true
    rm -rf "$pg"
    pg=
}

# Each target for fuzz_seconds, as many at a time as there are jobs; a crash, leak, hang or out-of-memory is a failure.
fuzz_all() {
    python3 tests/fuzz/seeds.py "$out/seeds" || {
        echo "no seeds for fuzzing"
        count 0 1
        return 0
    }
    local target name running=() names=()
    for target in build/fuzz/tests/fuzz/*_fuzz; do
        [ -x "$target" ] || continue
        name=$(basename "$target" _fuzz)
        names+=("$name")
        while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n || true; done
        fuzz_one "$name" "$target" &
    done
    wait || true
    for name in "${names[@]}"; do
        if [ -f "$out/fuzz-$name.ok" ]; then
            echo "$name: $(grep -oE '^Done [0-9]+ runs' "$out/fuzz-$name.log" || echo done)"
            count 1 0
        else
            echo "$name: FAILED, see $out/fuzz-$name.log"
            grep -E 'ERROR|SUMMARY|runtime error|Test unit written' "$out/fuzz-$name.log" | head -5
            count 0 1
        fi
    done
}
fuzz_one() {
    local name=$1 target=$2 work=$out/corpus-$1 failed=tests/fuzz/corpus/$1
    rm -f "$out/fuzz-$name.ok"
    mkdir -p "$work"
    [ -d "$failed" ] || failed=
    "$target" -max_total_time="$fuzz_seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
        -dict="$out/seeds/$name.dict" -artifact_prefix="$out/fuzz-$name-" "$work" "$out/seeds/$name" $failed > "$out/fuzz-$name.log" 2>&1 &&
        touch "$out/fuzz-$name.ok"
    return 0
}

finish() {
    stop_postgres
    printf '\n%d min %02d s\n' $(((SECONDS - begun) / 60)) $(((SECONDS - begun) % 60))
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ]
}

# script NAME COMMAND...: runs a script whose last line says "N passed, M failed" and adds them; without that line it failed.
script() {
    local name=$1 line code=0
    shift
    "$@" > "$out/$name.log" 2>&1 || code=$?
    line=$(grep -oE '[0-9]+ passed, [0-9]+ failed' "$out/$name.log" | tail -1) || true
    if [ -z "$line" ]; then
        tail -20 "$out/$name.log"
        echo "$name: FAILED, see $out/$name.log"
        count 0 1
        return
    fi
    [[ $line == *" 0 failed" ]] || grep -vE '^ok ' "$out/$name.log" | tail -40
    echo "$name: $line"
    count "${line%% passed*}" "$(echo "$line" | grep -oE '[0-9]+ failed' | cut -d' ' -f1)"
    if [ "$code" -ne 0 ] && [[ $line == *" 0 failed" ]]; then
        grep -vE '^ok ' "$out/$name.log" | tail -5
        echo "$name: FAILED beside them"
        count 0 1
    fi
}

# once NAME COMMAND...: runs a command that succeeds or not.
once() {
    local name=$1
    shift
    if "$@" > "$out/$name.log" 2>&1; then
        tail -1 "$out/$name.log"
        count 1 0
    else
        tail -20 "$out/$name.log"
        echo "$name: FAILED, see $out/$name.log"
        count 0 1
    fi
}

layout_test() {
    stage "layout of the tree"
    once format format_all check
}

web_tests() {
    stage "web application: types, rules, unit tests, budgets"
    if ! web; then
        echo "the web application was not built"
        count 0 1
        return
    fi
    once web-check npm --prefix web run check
    once web-test npm --prefix web test
    once web-budget npm --prefix web run budget
}

# The program as people use it, over its sockets.
server_tests() {
    stage "scenarios on SQLite, PostgreSQL, and PostgreSQL with facts split by enterprise"
    script scenarios python3 tests/scenarios/run.py
    stage "every list of a zone, exported and imported again"
    script round_trip python3 tests/round_trip/run.py
    stage "the server is killed in the middle of writes, $kills times on each database"
    once kill-sqlite python3 tests/crash/kill.py --kills "$kills"
    once kill-postgres python3 tests/crash/kill.py --kills "$kills" --database postgres
    stage "backup and restore"
    script backup python3 tests/crash/backup.py
    stage "the commands of an installation, and the sample for nginx"
    script commands python3 tests/operations/commands.py
    script nginx python3 tests/operations/nginx.py
    script disk python3 tests/crash/disk.py
    sanitizers_built
    stage "attacks: every operation by every role, forged requests, hostile uploads, slow clients, OpenAPI"
    script matrix python3 tests/security/matrix.py
    script headers python3 tests/security/headers.py
    script forged python3 tests/security/forged.py
    script uploads python3 tests/security/uploads.py
    script slow python3 tests/security/slow.py --seconds 5
    script openapi python3 tests/security/openapi.py --seconds "${openapi_seconds:-20}" --seed 1
    stage "the web application in a browser, in every role"
    script e2e python3 tests/e2e/run.py
}

# Scenarios and kills wait more than they compute: the build with clang takes what they leave of the processors. What is
# measured by the clock has them alone.
sanitizers_ahead() {
    (renice -n 19 "$BASHPID" && build fuzz unit_tests fuzzers) > /dev/null 2>&1 &
    ahead=$!
}
sanitizers_built() {
    [ -z "${ahead:-}" ] || wait "$ahead" || true
    ahead=
}

# One build with clang serves both: its address and undefined-behaviour sanitizers watch the tests and the fuzz targets.
sanitizers_and_fuzzing() {
    stage "build (clang, address and undefined-behaviour sanitizers; the rest of what was built meanwhile)"
    sanitizers_built
    if stage_build fuzz unit_tests fuzzers; then
        # What speaks with PostgreSQL is the same code for all; the databases' own tests are enough under the sanitizers.
        stage "unit tests under the sanitizers"
        suite build/fuzz -R '^db$'
        # The program itself is not built here, which two of the unit tests run.
        YUANHENG_PG_URL= suite build/fuzz -L unit -E '^(db|words|kinds)$'
        stage "fuzzing, $fuzz_seconds s for each target"
        fuzz_all
    fi
}

threads() {
    stage "scoring and databases under the thread sanitizer"
    if stage_build tsan scoring_test engine_property_test db_test; then
        suite build/tsan -R '^(scoring|engine_property_many_rows|db)$'
    fi
}

# What a change is tried with many times a day.
test_quick() {
    mkdir -p "$out"
    layout_test
    stage "build (release)"
    if stage_build release yuanheng unit_tests; then
        stage "unit tests on both databases"
        start_postgres
        suite build/release -L unit
        stage "web application: types, rules, unit tests"
        if web; then
            once web-check npm --prefix web run check
            once web-test npm --prefix web test
        else
            echo "the web application was not built" && count 0 1
        fi
        stage "scenarios on SQLite, PostgreSQL, and PostgreSQL with facts split by enterprise"
        script scenarios python3 tests/scenarios/run.py
    fi
    echo "skipped: property and hostile-input tests, kills, backup, attacks, browser, sanitizers, fuzzing (./run test)"
    finish
}

# test_one NAME: a folder's unit tests, or a script of tests/.
test_one() {
    mkdir -p "$out"
    case $1 in
        format) layout_test ;;
        *)
            stage "build (release)"
            if ! stage_build release yuanheng; then
                finish
                return
            fi
            local script
            script=$(ls tests/*/"$1".py tests/"$1"/run.py 2> /dev/null | head -1 || true)
            if [ "$1" = web ]; then
                web_tests
            elif [ -n "$script" ]; then
                [ "$1" != e2e ] || need e2e
                start_postgres
                web
                script "$1" python3 "$script" "${@:2}"
            elif stage_build release "$1_test"; then
                start_postgres
                suite build/release -R "^$1(_[0-9]+)?$"
            else
                echo "there is no test \"$1\": a folder of src/, or a script of tests/"
            fi
            ;;
    esac
    finish
}

test_all() {
    mkdir -p "$out"
    [ "${1:-}" != full ] || kills=${YUANHENG_KILLS:-50} fuzz_seconds=${YUANHENG_FUZZ_SECONDS:-60} openapi_seconds=40
    [ "${1:-}" != full ] || export YUANHENG_MUTATIONS=${YUANHENG_MUTATIONS:-20000} YUANHENG_SCHEMES=${YUANHENG_SCHEMES:-1300}
    layout_test
    stage "build (release)"
    if stage_build release all; then
        stage "unit, property, hostile-input and golden tests"
        start_postgres
        suite build/release
        if [ "${1:-}" = full ]; then
            stage "grading with every comparison changed"
            script mutants python3 tests/mutation/mutants.py
        fi
        sanitizers_ahead
        stage "derivations of random schemes, computed again from what they say alone"
        script derivations python3 tests/property/recompute.py build/release/tests/derivations 300
        web_tests
        server_tests
    fi
    sanitizers_and_fuzzing
    [ "${1:-}" != full ] || threads
    finish
}

fuzz_only() {
    mkdir -p "$out"
    stage "fuzzing, $fuzz_seconds s for each target"
    if stage_build fuzz fuzzers; then fuzz_all; fi
    finish
}

coverage() {
    stage "build with counters"
    stage_build coverage base_test formula_test scoring_test sheet_test evaluation_test engine_property_test || {
        finish
        return
    }
    start_postgres
    find build/coverage -name '*.gcda' -delete
    # One part of the random schemes reaches what all reach.
    suite build/coverage -R '^(base|formula|scoring|sheet|evaluation|engine_property_0|engine_property_many_rows)$'
    stage "lines covered"
    gcovr --root . --object-directory build/coverage --filter 'src/(base|formula|scoring)/' --exclude '.*(_test\.cpp|samples\.hpp)' \
        --exclude-throw-branches --gcov-ignore-parse-errors --txt "$out/coverage.txt" --json-summary "$out/coverage.json" > /dev/null 2> "$out/gcovr.log"
    python3 - "$out/coverage.json" << 'P' && count 1 0 || count 0 1
import json, sys
parts, least = {}, 90
for f in json.load(open(sys.argv[1]))["files"]:
    part = f["filename"].split("/")[1]
    covered, total = parts.get(part, (0, 0))
    parts[part] = (covered + f["line_covered"], total + f["line_total"])
for part, (covered, total) in sorted(parts.items()):
    print(f"{part:8} {100 * covered / max(total, 1):5.1f} %  {covered} of {total} lines")
sys.exit(not parts or any(100 * covered < least * total for covered, total in parts.values()))
P
    echo "by file: $out/coverage.txt"
    finish
}
