const number = (value, digits) => (Number.isFinite(value) ? value.toFixed(digits) : '–');

/** Milliseconds with three significant digits or so. */
const ms = (value) => number(value, value < 1 ? 3 : value < 10 ? 2 : 1);

const columns = [
  ['case', (row) => row.case],
  ['gatecast 1', (row) => ms(row.ms.gatecast1)],
  ['gatecast', (row) => ms(row.ms.gatecast)],
  ['PyTorch 1', (row) => ms(row.ms.pytorch1)],
  ['PyTorch', (row) => ms(row.ms.pytorch)],
  ['tfjs', (row) => ms(row.ms.tensorflow)],
  ['tfjs-node', (row) => ms(row.ms.tensorflowNode)],
  ['× PyTorch', (row) => number(row.againstPytorch, 1)],
  ['× tfjs', (row) => number(row.againstTensorflow, 0)],
  ['× threads', (row) => number(row.threadGain, 2)],
  ['windows/s', (row) => number(row.windowsPerSecond, 0)],
  ['GFLOP/s 1', (row) => number(row.gflops1, 1)],
  ['of peak', (row) => `${number(row.shareOfPeak * 100, 0)} %`],
];

function printAligned(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  for (const row of rows) {
    const cells = row.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]),
    );
    console.log(cells.join('  '));
  }
}

/** Prints the result; "1" in a heading means one thread, none means all that were asked for. */
export function printTable({ machine, threads, training, inference, startup, reading }) {
  console.log(`${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${threads} threads`);
  console.log(`${machine.tensorflow}; ${machine.tensorflowNode}; ${machine.pytorch}\n`);
  console.log('Milliseconds per training step (batch/hidden/lookback/features)');
  printAligned([
    columns.map(([heading]) => heading),
    ...training.map((row) => columns.map(([, cell]) => cell(row))),
  ]);
  if (inference) {
    console.log('\nWindows per second in inference');
    printAligned(
      inference.map((row) => [
        row.case,
        ...Object.entries(row.windowsPerSecond).map(
          ([count, value]) => `${number(value, 0)} (${count} thread${count === '1' ? '' : 's'})`,
        ),
      ]),
    );
  }
  if (startup) {
    console.log(`\nStart-up, as a multiple of node -e 0 (${number(startup.nodeMs, 0)} ms)`);
    printAligned(startup.commands.map((row) => [row.command, number(row.multiple, 2)]));
  }
  if (reading) {
    console.log(
      `\nReading ${reading.rows} rows × ${reading.columns} columns into a panel, as a multiple of csv-parse alone`,
    );
    printAligned(
      reading.files.map((row) => [
        row.file,
        number(row.multiple, 2),
        `${number(row.panelMs, 0)} of ${number(row.parseMs, 0)} ms`,
        `peak ${number(row.peakMb, 0)} MB`,
      ]),
    );
  }
}
