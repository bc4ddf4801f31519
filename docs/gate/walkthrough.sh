#!/usr/bin/env bash
# Walks the README's section on memory in a clone of its own, line by line as it stands there: the gate must fail where it says so and
# pass elsewhere, the accepted baseline must hold the reason, and tightening must lower it again.
#   docs/gate/walkthrough.sh
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q "$root" "$work/clone"
cd "$work/clone"
# A person's machine is no build server.
export CI=false GITHUB_ACTIONS=false TF_BUILD=false DOTNET_NOLOGO=1
export GIT_AUTHOR_NAME=reader GIT_AUTHOR_EMAIL=reader@localhost GIT_COMMITTER_NAME=reader GIT_COMMITTER_EMAIL=reader@localhost
mapfile -t lines < <(awk '/^## /{ inside = ($0 == "## When memory changes") } inside && /^```/{ fenced = ($0 == "```sh"); next } inside && fenced' README.md)
[ "${#lines[@]}" -ge 10 ] || { echo "the README holds no walkthrough"; exit 1; }
baseline=baselines/four_apps.verified.json
fail() { echo "FAILED: $1"; cat "$work/log"; exit 1; }
for line in "${lines[@]}"; do
    echo "\$ $line"
    status=0
    bash -c "$line" > "$work/log" 2>&1 || status=$?
    grep -E 'memory gate|CHONK' "$work/log" | sort -u | cut -c1-220 | head -4 || true
    case $line in
        *'# fails') [ $status -ne 0 ] && grep -q 'error CHONK1001' "$work/log" || fail "the gate let it pass" ;;
        *) [ $status -eq 0 ] || fail "exit code $status" ;;
    esac
    case $line in
        *TightenOnly*) grep -q 'baseline tightened' "$work/log" || fail "nothing was tightened" ;;
        *ChonkBaselineReason*) grep -q '"Twice the points are held"' $baseline || fail "the reason is not in the baseline" ;;
        'git revert'*) reverted=1 ;;
        'dotnet build'*) [ -z "${reverted:-}" ] || grep -q 'warning CHONK1003' "$work/log" || fail "the stale baseline was not noticed" ;;
    esac
done
git diff --quiet HEAD || fail "the clone is not as it was"
echo "the README's walkthrough works, ${#lines[@]} lines"
