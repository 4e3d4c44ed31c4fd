/**
 * Fits the weights of the clues about a target to the fixtures whose target is known, and writes them:
 * npm run clues. A conditional logit (McFadden 1974), held near what a person would set (`prior.ts`), because most
 * clues stand in a few files only; prints how many targets are right, also of files that were left out.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Vote } from '../../src/data/ballot/ballot.js';
import { targetWeights } from '../../src/data/ballot/weights.js';
import { openFile } from '../../src/data/bytes/open-file.js';
import { withDefaults } from '../../src/data/limits.js';
import { readTable } from '../../src/data/rows/read-table.js';
import { understood } from '../../src/data/shards/table-ids.js';
import { exp, log } from '../../src/elementary.js';
import { createRandom } from '../../src/random.js';
import { priorWeights } from './prior.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'fixtures/csv');
const weightsFile = join(root, 'src/data/ballot/weights.ts');

/** Spread of the weights around the prior ones. */
const SPREAD = 1.5;
const STEPS = 400;
const RATE = 0.2;
const FOLDS = 10;

/** Not fitted: the first column is right in most fixtures because readers that knew no better took it. */
const HELD = 'stands before others';

/** How strongly each clue is there, by candidate; the first is the right one. */
interface Example {
  readonly file: string;
  readonly candidates: readonly ReadonlyMap<string, number>[];
}

type Weights = Map<string, number>;

async function examples(): Promise<Example[]> {
  const found: Example[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => !name.endsWith('.json'))
    .sort()) {
    const known = JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8')) as {
      readonly target?: readonly string[];
    };
    if (known.target?.length !== 1) continue;
    const votes = await votesOn(join(folder, file));
    const [target] = known.target;
    const right = votes.find(({ value }) => value === target);
    if (!right || votes.length < 2) continue;
    const all = [right, ...votes.filter((vote) => vote !== right)];
    found.push({ file, candidates: all.map(strengths) });
  }
  return found;
}

/** None of a file that is refused, or needs a flag. */
async function votesOn(path: string): Promise<readonly Vote[]> {
  try {
    const limits = withDefaults(undefined);
    const { source, options } = await openFile(path, {}, limits);
    return understood(await readTable(source, options, limits), options).roles.targetSure.votes;
  } catch {
    return [];
  }
}

const strengths = ({ clues }: Vote) =>
  new Map(clues.map(({ name, weight }) => [name, weight / targetWeights[name]!]));

const scoreOf = (weights: Weights, clues: ReadonlyMap<string, number>) =>
  [...clues].reduce((sum, [name, strength]) => sum + strength * weights.get(name)!, 0);

/** Chances of the candidates. */
function chances(weights: Weights, { candidates }: Example): number[] {
  const scores = candidates.map((clues) => scoreOf(weights, clues));
  const most = Math.max(...scores);
  const odds = scores.map((score) => exp(score - most));
  const total = odds.reduce((sum, each) => sum + each, 0);
  return odds.map((each) => each / total);
}

/** Climbs to the weights of most posterior probability. */
function fitTo(known: readonly Example[]): Weights {
  const start = new Map(Object.entries(priorWeights));
  const weights: Weights = new Map(start);
  for (let step = 0; step < STEPS; step++) {
    const slope = new Map<string, number>();
    for (const example of known) {
      const chance = chances(weights, example);
      example.candidates.forEach((clues, i) => {
        const miss = (i === 0 ? 1 : 0) - chance[i]!;
        for (const [name, strength] of clues)
          slope.set(name, (slope.get(name) ?? 0) + miss * strength);
      });
    }
    for (const [name, weight] of weights) {
      if (name === HELD) continue;
      const pull = (start.get(name)! - weight) / (SPREAD * SPREAD);
      weights.set(name, weight + (RATE * ((slope.get(name) ?? 0) + pull)) / (1 + step / 100));
    }
  }
  return weights;
}

const isRight = (weights: Weights, { candidates }: Example) => {
  const [first, ...others] = candidates.map((clues) => scoreOf(weights, clues));
  return others.every((score) => score < first!);
};

const count = <T>(list: readonly T[], test: (item: T) => boolean) => list.filter(test).length;

const all = await examples();
const before: Weights = new Map(Object.entries(priorWeights));
const weights = fitTo(all);
const random = createRandom(1);
const fold = new Map(all.map(({ file }) => [file, Math.floor(random.uniform() * FOLDS)]));
const leftOut = Array.from({ length: FOLDS }, (_, k) => {
  const fitted = fitTo(all.filter(({ file }) => fold.get(file) !== k));
  return all.filter((example) => fold.get(example.file) === k && !isRight(fitted, example));
}).flat();
const loss = (own: Weights) =>
  -all.reduce((sum, example) => sum + log(chances(own, example)[0]!), 0) / all.length;
console.log(`${all.length} files with several columns of numbers`);
console.log(
  `right before: ${count(all, (each) => isRight(before, each))}, loss ${loss(before).toFixed(4)}`,
);
console.log(
  `right after:  ${count(all, (each) => isRight(weights, each))}, loss ${loss(weights).toFixed(4)}`,
);
console.log(`right of files left out: ${all.length - leftOut.length}`);
for (const { file } of all.filter((each) => !isRight(weights, each))) console.log(`  not ${file}`);
for (const { file } of leftOut) console.log(`  left out, not ${file}`);

const text = readFileSync(weightsFile, 'utf8');
const written = [...weights].reduce(
  (code, [name, weight]) =>
    code.replace(
      new RegExp(`('${name}'): -?[\\d.]+,`),
      (_, quoted: string) => `${quoted}: ${Math.round(weight * 10) / 10},`,
    ),
  text,
);
writeFileSync(weightsFile, written);
