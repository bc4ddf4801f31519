#!/usr/bin/env bash
# kill -9 at N random instants of `chonk gate update`: the baseline and the profile must be whole each time, and the next run must work.
#   docs/gate/kills.sh [N] [CONFIGURATION]
set -euo pipefail
kills=${1:-200}
configuration=${2:-Release}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/src/Chonk.Cli/bin/$configuration/net10.0" "$work/bin"
mkdir -p "$work/flows/flow" "$work/baselines"
echo flow > "$work/flows/flow/ivc-inputs.msgpack"
# In the prover's place: one of two profiles, so that each update has something to write.
cp "$root/artifacts/memory/$configuration/"*.memory_profile.json "$work/a.json"
sed 's/"heap_mb":[0-9]*/"heap_mb":99/' "$work/a.json" > "$work/b.json"
printf 'cp "%s/$(( RANDOM %% 2 )).json" "$2"\n' "$work" > "$work/prover.sh"
mv "$work/a.json" "$work/0.json"; mv "$work/b.json" "$work/1.json"
export CI=false GITHUB_ACTIONS=false TF_BUILD=false
update=(dotnet "$work/bin/chonk.dll" gate update --reason kill --max-mb 4096 --root "$work" --prover "bash \"$work/prover.sh\" {flow} {profile}")
"${update[@]}" > /dev/null
whole() { node -e 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))' "$1"; }
torn=0 ended=0
for ((i = 0; i < kills; i++)); do
    setsid "${update[@]}" > /dev/null 2>&1 &
    child=$!
    sleep "0.$(printf '%03d' $((RANDOM % 400)))"
    kill -9 -- "-$child" 2>/dev/null || ended=$((ended + 1))
    wait "$child" 2>/dev/null || true
    whole "$work/baselines/flow.verified.json" || torn=$((torn + 1))
    whole "$work/artifacts/memory/gate/flow.memory_profile.json" || torn=$((torn + 1))
done
status=0
"${update[@]}" > /dev/null || status=$?
changes=$(($(grep -c '"kind"' "$work/baselines/flow.verified.json") - 2))
echo "| kills of \`chonk gate update\` | came after its end | let the baseline be written first | torn or empty files | next run |"
echo "|---:|---:|---:|---:|---|"
echo "| $kills | $ended | $changes | $torn | exit code $status |"
