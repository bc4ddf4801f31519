#!/usr/bin/env bash
# kill -9 at N random instants of a gated build, every second one updating the baseline: baseline, profile and stamp must be whole each
# time, and the next build must work. The project is a small one of its own, gated by the same targets and tasks as chonk.
#   docs/gate/build-kills.sh [N] [CONFIGURATION]
set -euo pipefail
kills=${1:-200}
configuration=${2:-Release}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$root/tests/Gate.Tests/FakeProver/FakeProver.cs.txt" "$work/Program.cs"
mkdir -p "$work/flows/flow"
for file in Directory.Build.props Directory.Build.targets Directory.Packages.props; do echo '<Project />' > "$work/$file"; done
cat > "$work/fake.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <UseAppHost>false</UseAppHost>
    <ChonkMemoryGate>true</ChonkMemoryGate>
    <ChonkBuildTasksAssembly>$root/src/Chonk.Build.Tasks/bin/$configuration/net10.0/Chonk.Build.Tasks.dll</ChonkBuildTasksAssembly>
  </PropertyGroup>
  <Import Project="$root/src/Chonk.Build.Tasks/build/Chonk.Build.targets" />
</Project>
PROJECT
# Nothing of a build may outlive its process group: no node and no compiler server that stays.
export CI=false GITHUB_ACTIONS=false TF_BUILD=false MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
build=(dotnet build --nologo -v:q -p:UseSharedCompilation=false)
update=(-t:UpdateMemoryBaselines -p:ChonkBaselineReason=kill -p:ChonkBaselineMaxMb=4096)
flow() { printf 'first %d\nsecond 40960\n' $((20480 + 1024 * $1)) > "$work/flows/flow/ivc-inputs.msgpack"; }
cd "$work"
flow 0
"${build[@]}" "${update[@]}" > log
start=$(date +%s%N)
flow 1
"${build[@]}" --no-restore "${update[@]}" > log
length=$((($(date +%s%N) - start) / 1000000))

whole() { node -e 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))' "$1"; }
torn=0 ended=0 changed=0
before=$(cksum < baselines/flow.verified.json)
for ((i = 0; i < kills; i++)); do
    # Another flow each time, so that there is always something to profile.
    flow $((i + 2))
    options=()
    [ $((i % 2)) -eq 0 ] || options=("${update[@]}")
    setsid "${build[@]}" --no-restore ${options[@]+"${options[@]}"} > /dev/null 2>&1 &
    child=$!
    # Up to half as long again: a busy machine builds slower than the one build that was timed.
    instant=$((RANDOM * length * 3 / 2 / 32768))
    sleep "$(printf '%d.%03d' $((instant / 1000)) $((instant % 1000)))"
    kill -9 -- "-$child" 2>/dev/null || ended=$((ended + 1))
    wait "$child" 2>/dev/null || true
    for file in baselines/flow.verified.json artifacts/memory/Debug/flow.memory_profile.json artifacts/memory/Debug/flow.memory_profile.stamp.json; do
        whole "$file" || torn=$((torn + 1))
    done
    now=$(cksum < baselines/flow.verified.json)
    [ "$now" = "$before" ] || changed=$((changed + 1))
    before=$now
done
status=0
"${build[@]}" --no-restore "${update[@]}" > log || status=$?
"${build[@]}" --no-restore > log || status=$?
echo "| kills of a build of $length ms | came after its end | let the baseline be written first | torn or empty files | next builds |"
echo "|---:|---:|---:|---:|---|"
echo "| $kills | $ended | $changed | $torn | exit code $status |"
