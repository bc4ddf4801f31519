#!/usr/bin/env bash
# Runs the `run:` steps of .github/workflows/memory-gate.yml and of the composite action here, as they stand there: build and tests, the
# report as on a pull request, and the history branch of two pushes to main, with a bare repository in the place of GitHub's.
#   docs/gate/workflow.sh [TEST FILTER]
set -euo pipefail
filter=${1:-FullyQualifiedName~MemoryRegression}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q --bare "$root" "$work/origin.git"
git clone -q "$work/origin.git" "$work/clone"
cd "$work/clone"

steps() { # steps FILE NAME...: the block of the step of that name, or of the first step that has one
    awk -v name="$2" '
        index($0, "- name: " name) || (name == "" && /- id: /) { found = 1 }
        found && /^ *run: \|/ { match($0, /^ */); indent = RLENGTH + 2; block = 1; next }
        found && /^ *run: / { sub(/^ *run: /, ""); print; exit }
        block { match($0, /^ */); if (NF && RLENGTH < indent) exit; print substr($0, indent + 1) }' "$1"
}
workflow=.github/workflows/memory-gate.yml
action=.github/actions/memory-gate/action.yml
# As a runner has it.
export CI=true GITHUB_ACTIONS=true GITHUB_OUTPUT="$work/output" GITHUB_STEP_SUMMARY="$work/summary.md" DOTNET_NOLOGO=1
export CHONK_CI_PROPERTIES="-p:UseUpstreamPackages=false -p:ChonkMemoryGateSeverity=warning" CHONK_CI_FILTER="$filter"
run() { # run NAME BLOCK
    echo "== $1"
    [ -n "$2" ] || { echo "no such step"; exit 1; }
    bash --noprofile --norc -eo pipefail -c "$2" > "$work/log" 2>&1 || { tail -40 "$work/log"; echo "FAILED: $1"; exit 1; }
    tail -2 "$work/log"
}
run "Build, profile and test" "$(steps $workflow 'Build, profile and test')"
export CHONK_COMMAND="dotnet src/Chonk.Cli/bin/Release/net10.0/chonk.dll" CHONK_OPTIONS="--memory artifacts/memory/Release"
run "Judge and report" "$(steps $action '')"
grep -q '^sarif=artifacts/reports/memory-gate.sarif$' "$GITHUB_OUTPUT"
grep -q '| four' "$GITHUB_STEP_SUMMARY"
grep -q '"version": "2.1.0"' artifacts/reports/memory-gate.sarif
grep -q '<svg' artifacts/reports/memory-gate.html

run "Profile" "$(steps $workflow 'Profile')"
for push in 1 2; do
    export GITHUB_SHA=$(git rev-parse HEAD)
    run "Append, push $push" "$(steps $workflow 'Append')"
    lines=$(git -C "$work/origin.git" show memory-history:memory.jsonl | wc -l)
    files=$(git -C "$work/origin.git" ls-tree -r --name-only memory-history | wc -l)
    [ "$lines $files" = "$push 1" ] || { echo "FAILED: $lines lines in $files files after push $push"; exit 1; }
    git worktree remove --force history
done
git -C "$work/origin.git" show memory-history:memory.jsonl > "$work/memory.jsonl"
run "The history as a dashboard" "$CHONK_COMMAND dashboard build '$work/memory.jsonl' -o '$work/dashboard'"
grep -q 'live_over_stages' "$work/dashboard/index.html"
echo "every step ran; memory-history holds $lines lines in one file"
