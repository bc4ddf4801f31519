#!/usr/bin/env bash
# What zones cost: when nothing records, while recording, and with the trace written. About two minutes; --quick fifteen seconds.
#   benchmarks/zones.sh [--quick]
# Meant for an idle machine: the load is printed before and after.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export HARDWARE_CONCURRENCY=${HARDWARE_CONCURRENCY:-2}
echo "load before: $(cut -d' ' -f1-3 /proc/loadavg), processors: $(nproc), $(sed -n 's/^model name[^:]*: //p;T;q' /proc/cpuinfo)"
dotnet build "$here/../src/Chonk.Cli" -c Release -v q -p:ChonkMemoryGate=false
dotnet build "$here/Prover.Benchmarks" -c Release -v q
dotnet run -c Release --no-build --project "$here/Prover.Benchmarks" -- --zones "$here/../src/Chonk.Cli/bin/Release/net10.0/chonk.dll" "$@"
echo "load after: $(cut -d' ' -f1-3 /proc/loadavg)"
