#!/usr/bin/env bash
# Measures this prover, and the reference prover where it is present (CHONK_ORACLE or ~/.cache/chonk-oracle, its small flow under ../shared).
#   benchmarks/measure.sh [--quick] [--table-only] [--docs] [OUTPUT_DIR] [BenchmarkDotNet options, e.g. --filter '*Msm*' or --job Dry]
# OUTPUT_DIR (default artifacts/benchmarks) gets table.md, figures.json and kernels.svg of the acceptance run, about six minutes, then one
# folder of BenchmarkDotNet's JSON and Markdown per instruction-set path, about twelve minutes together. --quick: one to three runs of the small
# sizes and BenchmarkDotNet's dry job, which only show that everything runs.
# --docs: puts the table into docs/performance.md and the plot into docs/images.
# Meant for an idle machine: it prints the load first, and the results say nothing when that is not near zero.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
quick=
table_only=
docs=
while [ $# -gt 0 ]; do
  case $1 in
    --quick) quick=--quick ;;
    --table-only) table_only=yes ;;
    --docs) docs=--docs ;;
    *) break ;;
  esac
  shift
done
output=${1:-"$here/../artifacts/benchmarks"}
shift || true
if [ $# -eq 0 ]; then
  if [ -n "$quick" ]; then set -- --filter '*' --job Dry; else set -- --filter '*'; fi
fi
echo "load before: $(cut -d' ' -f1-3 /proc/loadavg), processors: $(nproc), $(sed -n 's/^model name[^:]*: //p;T;q' /proc/cpuinfo)"
dotnet build "$here/Prover.Benchmarks" -c Release -v q
run() { dotnet run -c Release --no-build --project "$here/Prover.Benchmarks" -- "$@"; }
echo "== acceptance table"
run --table "$output" $quick $docs
cat "$output/table.md"
if [ -z "$table_only" ]; then
  # On the slower paths only what differs: fields, one size of multi-scalar multiplication, the sumcheck of one trace.
  slower=("$@")
  if [ "$1 ${2:-}" = "--filter *" ]; then
    slower=(--filter '*FieldBenchmarks*' '*FieldVectorBenchmarks*' '*.MsmBenchmarks*LogSize: 14*' '*.SumcheckBenchmarks*Circuit: 3*' "${@:3}")
  fi
  echo "== all instructions"
  run --artifacts "$output/default" "$@"
  echo "== without AVX-512"
  DOTNET_EnableAVX512=0 run --artifacts "$output/without-avx512" "${slower[@]}"
  echo "== scalar"
  DOTNET_EnableAVX2=0 run --artifacts "$output/scalar" "${slower[@]}"
fi
echo "load after: $(cut -d' ' -f1-3 /proc/loadavg)"
