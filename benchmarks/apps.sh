#!/usr/bin/env bash
# The apps of the real flows beside the reference prover's zones for the same circuits; both on two threads, in the same run.
#   benchmarks/apps.sh [--quick] [OUTPUT_DIR]
# OUTPUT_DIR (default artifacts/apps) gets apps.md. About six minutes, --quick half a minute (one flow, once). Needs the reference prover
# (CHONK_ORACLE or ~/.cache/chonk-oracle) and its flows (../shared or CHONK_SHARED). Meant for an idle machine: the load is printed before and after.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
quick=
if [ "${1:-}" = --quick ]; then
  quick=--quick
  shift
fi
output=${1:-"$here/../artifacts/apps"}
echo "load before: $(cut -d' ' -f1-3 /proc/loadavg), processors: $(nproc), $(sed -n 's/^model name[^:]*: //p;T;q' /proc/cpuinfo)"
# As it is meant to be installed: compiled ahead of time, as the reference prover is.
dotnet publish "$here/../src/Chonk.Cli" -c Release --use-current-runtime -v q -p:ChonkMemoryGate=false -o "$output/bin"
dotnet build "$here/Prover.Benchmarks" -c Release -v q
dotnet run -c Release --no-build --project "$here/Prover.Benchmarks" -- --apps "$output/bin/chonk.dll" "$output" $quick
echo "load after: $(cut -d' ' -f1-3 /proc/loadavg)"
