#!/bin/bash
# docs/examples/spark_forecast.py on Spark in local-cluster mode, with a worker killed in mid-run:
# bash test/distributed/spark.sh [SERIES [PARTS]]; PYTHON names a Python with pyspark, pandas and pyarrow.
set -euo pipefail
series=${1:-2000}; parts=${2:-6}
root=$(cd "$(dirname "$0")/../.." && pwd); python=${PYTHON:-python3}
"$python" -c 'import pyspark, pandas, pyarrow' 2> /dev/null || { echo 'spark: not here (no pyspark, pandas and pyarrow)'; exit 77; }
command -v java > /dev/null || { echo 'spark: not here (no java)'; exit 77; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
node=$(command -v node)
gatecast() { "$node" "$root/bin/run.js" "$@"; }

node "$root/test/distributed/panel.js" "$series" 60 > panel.csv
gatecast train panel.csv --id sku --time day --target sales --model theta --horizon 6 --sample 500 --output theta.gatecast --quiet > /dev/null
gatecast predict panel.csv --id sku --model theta.gatecast --quiet --output one.csv

export SPARK_HOME=${SPARK_HOME:-$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')}
export PYSPARK_PYTHON=$("$python" -c 'import sys; print(sys.executable)')
start=$(date +%s)
"$SPARK_HOME/bin/spark-submit" --master 'local-cluster[2,1,1024]' --conf spark.ui.enabled=false --conf spark.executor.instances=2 \
  "$root/docs/examples/spark_forecast.py" "$work/panel.csv" "$work/forecast" --model "$work/theta.gatecast" \
  --id sku --time day --target sales --parts "$parts" --gatecast "$node $root/bin/run.js" > spark.log 2>&1 &
submit=$!
# One executor of this very run, killed as soon as a forecast is under way in it.
killed=
while kill -0 "$submit" 2> /dev/null; do
  busy=$(ps -eo pid=,args= | grep -F "$work/theta.gatecast" | grep -F 'predict -' | grep -v grep | head -1 || true)
  if [ -n "$busy" ]; then
    executor=$(ps -o pid=,args= --ppid "$submit" | awk '/CoarseGrainedExecutorBackend/ {print $1; exit}')
    [ -n "$executor" ] && kill -9 "$executor" && killed=$executor && break
  fi
  sleep 0.1
done
wait "$submit" || { tail -20 spark.log; exit 1; }
echo "killed in mid-run: executor ${killed:-none: no forecast was seen under way}; spark: $(($(date +%s) - start)) s"
"$python" - <<'PY'
import pandas as pd
columns = {"sku": str, "day": str}
one = pd.read_csv("one.csv", dtype=columns).sort_values(["sku", "day"]).reset_index(drop=True)
all = pd.read_parquet("forecast").sort_values(["sku", "day"]).reset_index(drop=True)
pd.testing.assert_frame_equal(one, all, check_exact=True)
print(f"spark: {one.sku.nunique()} series are those of one machine, number for number")
PY
