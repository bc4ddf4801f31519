#!/usr/bin/env bash
# Runs the benchmarks on every instruction-set path this processor has; JSON and Markdown go to one folder per path.
#   benchmarks/measure.sh [OUTPUT_DIR] [BenchmarkDotNet options, e.g. --filter '*Msm*' or --job Dry]
# Meant for an idle machine: it prints the load first, and the results say nothing when that is not near zero.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
output=${1:-"$here/../artifacts/benchmarks"}
shift || true
[ $# -gt 0 ] || set -- --filter '*'
echo "load: $(cut -d' ' -f1-3 /proc/loadavg), processors: $(nproc)"
dotnet build "$here/Prover.Benchmarks" -c Release -v q
run() {
  local name=$1
  shift
  echo "== $name"
  env "$SETTING" dotnet run -c Release --no-build --project "$here/Prover.Benchmarks" -- --artifacts "$output/$name" "$@"
}
SETTING=CHONK_PATH=default run default "$@"
SETTING=DOTNET_EnableAVX512=0 run without-avx512 "$@"
SETTING=DOTNET_EnableAVX2=0 run scalar "$@"
