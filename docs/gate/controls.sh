#!/usr/bin/env bash
# How far the gate's verdict can be trusted: N runs of one build (A/A: any alarm is false) and N runs with one MiB more in a random stage
# of a random circuit (each must be caught, and no other stage named).
#   docs/gate/controls.sh [N] [CONFIGURATION]        prints a Markdown table
set -euo pipefail
runs=${1:-100}
configuration=${2:-Release}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'status=$?; [ $status -eq 0 ] || tail -5 "$work"/log >&2; rm -rf "$work"' EXIT
# A copy: a build beside this must not change the prover between two runs.
cp -r "$root/src/Chonk.Cli/bin/$configuration/net10.0" "$work/bin"
cp -r "$root/flows" "$work/flows"
mkdir "$work/baselines"
gate() { dotnet "$work/bin/chonk.dll" gate "$@" --root "$work"; }
export CI=false GITHUB_ACTIONS=false TF_BUILD=false

gate update --reason "controls" --runs 5 > "$work/log"
before=$(gate check --runs 1 >> "$work/log" 2>&1; echo $?)
gate calibrate --runs 20 >> "$work/log"

alarms=0 inconclusive=0
for ((i = 0; i < runs; i++)); do
    status=0
    gate check --runs 1 > "$work/check" 2>&1 || status=$?
    case $status in
        0) ;;
        3) inconclusive=$((inconclusive + 1)) ;;
        *) alarms=$((alarms + 1)); cat "$work/check" >&2 ;;
    esac
done

flow=$(basename "$(dirname "$(find "$work/flows" -mindepth 2 -maxdepth 2 -name ivc-inputs.msgpack | sort | head -1)")")
circuits=$(grep -c '"stage": "after_alloc"' "$work/baselines/$flow.verified.json")
stages=(after_alloc after_trace after_oink after_sumcheck after_accumulate)
RANDOM=20261121
caught=0
for ((i = 0; i < runs; i++)); do
    control="#$((RANDOM % circuits)):${stages[RANDOM % 5]}:1"
    if gate control "$control" --flow "$flow" > "$work/control" 2>&1; then
        caught=$((caught + 1))
    else
        cat "$work/control" >&2
    fi
done

echo "| experiment | runs | result |"
echo "|---|---:|---|"
echo "| one check with default tolerances | 1 | exit code $before |"
echo "| A/A after \`calibrate --runs 20\`, exact and measured metrics | $runs | $alarms false alarms, $inconclusive inconclusive |"
echo "| +1 MiB in a random stage of a random circuit | $runs | $caught caught and named, nothing else named |"
echo
sed -n 's/^    "\(.*\)": {"relative": \(.*\), "absolute_bytes": \(.*\), "evidence": "\(.*\)"}.*/`\1`: relative \2, absolute \3 bytes (\4)  /p' "$work/baselines/$flow.verified.json"
