#!/usr/bin/env bash
# What the gate costs a build in which nothing changed: N pairs of builds, one with the gate and one without, in turn.
#   docs/gate/overhead.sh [N] [CONFIGURATION]        prints a Markdown table, times in milliseconds
set -euo pipefail
pairs=${1:-10}
configuration=${2:-Release}
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
build=(dotnet build src/Chonk.Cli -c "$configuration" --no-restore -v:q --nologo)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

once() { # once FILE OPTION...: wall and processor time of one build
    local file=$1 TIMEFORMAT='%3R %3U %3S'
    shift
    { time "${build[@]}" "$@" > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }; } 2> "$work/time"
    awk '{ printf "%d %d\n", 1000 * $1, 1000 * ($2 + $3) }' "$work/time" >> "$file"
}
median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }

dotnet build src/Chonk.Cli -c "$configuration" -v:q --nologo > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
once "$work/warm"; once "$work/warm" -p:ChonkMemoryGate=false
for ((i = 0; i < pairs; i++)); do
    # Which comes first changes, so that neither always follows the other.
    if [ $((i % 2)) -eq 0 ]; then
        once "$work/on"; once "$work/off" -p:ChonkMemoryGate=false
    else
        once "$work/off" -p:ChonkMemoryGate=false; once "$work/on"
    fi
done
echo "| $pairs builds of \`src/Chonk.Cli\` each, nothing changed, load $(cut -d' ' -f1 /proc/loadavg) | with the gate | without | difference of medians | median of paired differences |"
echo "|---|---:|---:|---:|---:|"
for column in 1 2; do
    name=$([ $column -eq 1 ] && echo "wall clock" || echo "processor time")
    on=$(cut -d' ' -f$column "$work/on" | median)
    off=$(cut -d' ' -f$column "$work/off" | median)
    paired=$(paste -d' ' <(cut -d' ' -f$column "$work/on") <(cut -d' ' -f$column "$work/off") | awk '{ print $1 - $2 }' | median)
    awk -v name="$name" -v on="$on" -v off="$off" -v paired="$paired" 'BEGIN { printf "| %s | %.0f ms | %.0f ms | %.0f ms | %.0f ms |\n", name, on, off, on - off, paired }'
done
