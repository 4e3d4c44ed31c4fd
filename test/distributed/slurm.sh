#!/bin/bash
# A panel on a real Slurm, with tasks killed and a node lost in mid-run: bash test/distributed/slurm.sh [SERIES [PARTS]]
# Needs sbatch and a running controller; says so and exits with 77 where they are not.
set -euo pipefail
series=${1:-2000}; parts=${2:-6}
root=$(cd "$(dirname "$0")/../.." && pwd)
command -v sbatch > /dev/null || { echo 'slurm: not here (no sbatch)'; exit 77; }
sinfo -h > /dev/null 2>&1 || { echo 'slurm: not here (no controller answers)'; exit 77; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
gatecast() { "$(command -v node)" "$root/bin/run.js" "$@"; }

node "$root/test/distributed/panel.js" "$series" 60 > panel.csv
gatecast train panel.csv --id sku --time day --target sales --model theta --horizon 6 --sample 500 --output theta.gatecast --quiet > /dev/null
predict=(predict panel.csv --id sku --model theta.gatecast --threads 1 --quiet)
start=$(date +%s); gatecast "${predict[@]}" --output one.csv; echo "one machine: $(($(date +%s) - start)) s"

cat > parts.sbatch <<SBATCH
#!/bin/bash
#SBATCH --array=1-$parts
#SBATCH --requeue
#SBATCH --output=$work/%A_%a.log
cd $work
$(command -v node) $root/bin/run.js ${predict[@]} --shard auto --resume --output parts/
SBATCH
start=$(date +%s)
job=$(sbatch --parsable parts.sbatch)
# The first tasks are killed while they work, and started again as after the loss of a node.
for _ in $(seq 300); do squeue -h -j "$job" -t RUNNING | grep -q . && break; sleep 0.1; done
sleep 1
# An exit by a signal is a failure, and --requeue is about nodes: what is lost is asked for again.
killed=$(squeue -h -j "$job" -t RUNNING -o %A | tr '\n' ' ')
for task in $killed; do scontrol requeue "$task" || true; done
echo "requeued in mid-run: $killed"

# A node is lost while it works: its daemon and all it runs die, and Slurm starts its task on another.
for _ in $(seq 300); do squeue -h -j "$job" -t RUNNING | grep -q . && break; sleep 0.1; done
node=$(squeue -h -j "$job" -t RUNNING -o %N | head -1)
if [ -n "$node" ]; then
  daemon=$(pgrep -f "slurmd -N $node\$" || true)
  [ -z "$daemon" ] || kill -9 $daemon $(pgrep -f "slurmstepd.*$job" || true) || true
  scontrol update "nodename=$node" state=down reason=lost || node=''
  echo "node lost in mid-run: ${node:-none, which this user may not do}"
  sleep 2
  [ -z "$daemon" ] || slurmd -N "$node"
  [ -z "$node" ] || scontrol update "nodename=$node" state=resume 2> /dev/null || true
fi
while [ -n "$(squeue -h -j "$job" 2> /dev/null)" ]; do sleep 0.5; done
echo "array of $parts: $(($(date +%s) - start)) s"

# A part that was lost is named, and the same line makes up for it.
rm "$(ls parts/*.csv | head -1)"
if gatecast gather parts --output all.csv --quiet 2> missing.log; then echo 'a gap was not seen'; exit 1; fi
cat missing.log
gatecast "${predict[@]}" --shard 1/"$parts" --resume --output parts/
gatecast gather parts --output all.csv --quiet > /dev/null
cmp one.csv all.csv && echo "slurm: $series series in $parts parts are those of one machine, byte for byte"
