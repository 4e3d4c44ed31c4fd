"""Forecasts of a Spark table: gatecast as a stage, CSV in and CSV out, one process a partition.

    spark-submit spark_forecast.py IN OUT --model sales.gatecast --id sku --time day --target sales --parts 64

IN is Parquet or CSV with a header, OUT a folder of Parquet. The model file must lie where all workers see
it (or be sent with --files); gatecast must be on their PATH, or be named with --gatecast. All rows of a
series are in one partition, so a task that is lost is simply run again, on other rows than before or not:
the forecast of a series does not depend on what else its process has read.
"""

import argparse
import io
import shlex
import subprocess

import pandas as pd
from pyspark.sql import SparkSession
from pyspark.sql import types as T


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--model", required=True)
    parser.add_argument("--id", required=True)
    parser.add_argument("--time", required=True)
    parser.add_argument("--target", required=True)
    parser.add_argument("--parts", type=int, default=64)
    parser.add_argument("--levels", default="80,95")
    parser.add_argument("--gatecast", default="gatecast")
    return parser.parse_args()


def stage(args):
    """A function from the rows of a partition to its forecasts."""
    command = [
        *shlex.split(args.gatecast),
        *["predict", "-", "--model", args.model, "--levels", args.levels],
        *["--id", args.id, "--time", args.time, "--target", args.target],
        *["--threads", "1", "--quiet", "--format", "csv"],
    ]

    def forecast(batches):
        rows = [batch for batch in batches if len(batch) > 0]
        if not rows:
            return
        # Spark may split a partition into batches; a series must not be cut.
        text = pd.concat(rows).to_csv(index=False)
        done = subprocess.run(command, input=text, capture_output=True, text=True)
        # 3: done, but some series were left out.
        if done.returncode not in (0, 3):
            raise RuntimeError(done.stderr)
        yield pd.read_csv(io.StringIO(done.stdout), dtype={args.id: str, args.time: str})

    return forecast


def schema(args):
    bounds = [f"{side}_{level.strip()}" for level in args.levels.split(",") for side in ("lo", "hi")]
    return T.StructType(
        [T.StructField(args.id, T.StringType()), T.StructField(args.time, T.StringType())]
        + [T.StructField(name, T.DoubleType()) for name in ["forecast", *bounds]]
    )


def main():
    args = arguments()
    spark = SparkSession.builder.appName("gatecast").getOrCreate()
    # One partition is one process: its rows are handed over in as few batches as possible.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "0")
    reader = spark.read.option("header", True)
    table = reader.csv(args.input) if args.input.endswith(".csv") else reader.parquet(args.input)
    rows = table.select(args.id, args.time, args.target)
    parts = rows.repartition(args.parts, args.id).sortWithinPartitions(args.id, args.time)
    parts.mapInPandas(stage(args), schema(args)).write.mode("overwrite").parquet(args.output)
    spark.stop()


if __name__ == "__main__":
    main()
