#!/usr/bin/env bash
# tidy.sh [BASE]: clang-tidy on the C++ files that differ from commit BASE. `./dev tidy` calls it.
# BASE is the last commit when none is given; without a history every file is looked at.
# SMARTSTART_TIDY_SECONDS (default 900) ends it; files not reached are named, and that is no failure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folders=(engine calibration analysis cli)
seconds=${SMARTSTART_TIDY_SECONDS:-900}
folder=build/tidy
mkdir -p "$folder"
rm -f "$folder"/*

changed_files()
{
    if git rev-parse --verify --quiet "${1:-HEAD}^{commit}" >/dev/null 2>&1; then
        git diff --name-only --diff-filter=d "${1:-HEAD}" -- "${folders[@]}"
        git ls-files --others --exclude-standard -- "${folders[@]}"
    else
        find "${folders[@]}" -type f
    fi | grep '\.cpp$' | sort -u || true
}

# look FILE: its findings go to a file of their own, so that two at a time do not mix.
look()
{
    local name=${1//\//-}
    if timeout 300 clang-tidy -p build/dev --quiet --extra-arg=-Wno-unknown-warning-option "$1" \
        >"build/tidy/$name.found" 2>"build/tidy/$name.log"; then
        touch "build/tidy/$name.done"
    else
        touch "build/tidy/$name.failed"
        cat "build/tidy/$name.found"
        grep -E 'error:|Error while' "build/tidy/$name.log" || true
    fi
}
export -f look

mapfile -t files < <(changed_files "${1:-}")
if [[ ${#files[@]} -eq 0 ]]; then
    echo "tidy holds: no C++ source differs"
    exit 0
fi
# Two headers are made by the build.
cmake --build --preset dev --target smartstart_build_info >/dev/null
# shellcheck disable=SC2016  # the inner shell expands it
printf '%s\0' "${files[@]}" |
    timeout "$seconds" xargs -0 -n 1 -P "$(nproc)" bash -c 'look "$1"' look || true

count() { find "$folder" -name "*.$1" | wc -l; }
failed=$(count failed)
looked=$(($(count "done") + failed))
if [[ $looked -lt ${#files[@]} ]]; then
    echo "tidy: $looked of ${#files[@]} files were looked at in $seconds s"
fi
if [[ $failed -gt 0 ]]; then
    echo "tidy: $failed of $looked files have something to repair" >&2
    exit 1
fi
echo "tidy holds: $looked files"
