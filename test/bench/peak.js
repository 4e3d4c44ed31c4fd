import { main } from 'assemblyscript/asc';

/** Eight independent sums, as in the kernels' register tile, over operands in the first-level cache. */
const source = `
export function multiplyAdd(rounds: i32): f32 {
  let c0 = f32x4.splat(0);
  let c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
  for (let round = 0; round < rounds; round++) {
    for (let at: usize = 1024; at < 5120; at += 32) {
      const b0 = v128.load(at), b1 = v128.load(at, 16);
      const a0 = v128.load(at, 32), a1 = v128.load(at, 48), a2 = v128.load(at, 64), a3 = v128.load(at, 80);
      c0 = f32x4.add(c0, f32x4.mul(a0, b0)); c1 = f32x4.add(c1, f32x4.mul(a0, b1));
      c2 = f32x4.add(c2, f32x4.mul(a1, b0)); c3 = f32x4.add(c3, f32x4.mul(a1, b1));
      c4 = f32x4.add(c4, f32x4.mul(a2, b0)); c5 = f32x4.add(c5, f32x4.mul(a2, b1));
      c6 = f32x4.add(c6, f32x4.mul(a3, b0)); c7 = f32x4.add(c7, f32x4.mul(a3, b1));
    }
  }
  const low = f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3));
  const high = f32x4.add(f32x4.add(c4, c5), f32x4.add(c6, c7));
  return f32x4.extract_lane(f32x4.add(low, high), 0);
}`;

const FLOPS_A_ROUND = 128 * 8 * 4 * 2;

async function compile() {
  let binary;
  const { error } = await main(
    ['peak.ts', '-o', 'peak.wasm', '-O3', '--runtime', 'stub', '--enable', 'simd'].concat([
      '--initialMemory',
      '1',
    ]),
    {
      readFile: (name) => (name === 'peak.ts' ? source : null),
      writeFile: (_name, contents) => {
        binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw error;
  return (await WebAssembly.instantiate(binary, {})).instance.exports.multiplyAdd;
}

/** A function that measures the GFLOP/s of one thread that only multiplies and adds in WASM SIMD. */
export async function startPeak() {
  const multiplyAdd = await compile();
  multiplyAdd(20_000);
  return (seconds) => {
    let best = Number.POSITIVE_INFINITY;
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      const start = performance.now();
      multiplyAdd(5_000);
      best = Math.min(best, performance.now() - start);
    }
    return (5_000 * FLOPS_A_ROUND) / best / 1e6;
  };
}
