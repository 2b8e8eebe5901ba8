# Sourced by ./run: the one layout of the tree. `format` writes it, `format check` only says where it is not kept.
# C++ by .clang-format, the web application by web/.prettierrc.json, Python by ruff.toml, shell scripts by shfmt.
format_venv=build/format-venv
format_ruff=0.14.6

format_all() {
    local check=${1:-} cpp=-i py=() sh=-w js=--write failed=0 files shell
    if [ -n "$check" ]; then cpp='--dry-run --Werror' py=(--check --diff) sh=-d js=--check; fi
    mkdir -p "$out"
    if [ ! -x "$format_venv/bin/ruff" ] || [ "$("$format_venv/bin/ruff" --version)" != "ruff $format_ruff" ]; then
        { python3 -m venv "$format_venv" && "$format_venv/bin/pip" install -q "ruff==$format_ruff"; } > "$out/ruff.log" 2>&1 ||
            {
                tail -5 "$out/ruff.log" >&2
                return 1
            }
    fi
    web_packages || return 1
    mapfile -t files < <(git ls-files -co --exclude-standard '*.cpp' '*.hpp' | while read -r f; do [ ! -f "$f" ] || echo "$f"; done)
    mapfile -t shell < <(git ls-files -co --exclude-standard '*.sh' run .ci/run packaging/debian)
    # shellcheck disable=SC2086
    printf '%s\n' "${files[@]}" | xargs -P "$jobs" -n 20 clang-format-14 $cpp || failed=1
    "$format_venv/bin/ruff" format "${py[@]}" --quiet . || failed=1
    shfmt -i 4 -ci -sr "$sh" "${shell[@]}" || failed=1
    (cd web && npx prettier --log-level warn "$js" .) || failed=1
    [ "$failed" -eq 0 ] || echo "./run format brings the tree into its layout" >&2
    return "$failed"
}
