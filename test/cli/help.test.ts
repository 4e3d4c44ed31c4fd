import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config } from '@oclif/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleFiles } from './example-files.js';
import { gatecast, root } from './gatecast.js';
import { sampleStore } from './sample-store.js';
import { temporaryFolder } from './samples.js';
import { runInShell } from './shell.js';

const config = await Config.load(root);
const commands = config.commands
  .filter(({ pluginName }) => pluginName === config.pjson.name)
  .sort((a, b) => a.id.localeCompare(b.id));

describe('the face of the command line', () => {
  it('has the commands and flags of the snapshot: a change is a line in CHANGELOG.md', async () => {
    const snapshot = commands.map(({ id, flags }) => ({
      command: id,
      flags: Object.values(flags)
        .sort((a, b) => a.name.localeCompare(b.name))
        .map((flag) => ({
          name: flag.name,
          ...(flag.char ? { char: flag.char } : {}),
          type: flag.type,
          multiple: flag.type === 'option' && flag.multiple === true,
        })),
    }));
    const text = `${JSON.stringify(snapshot, null, 1)}\n`;
    await expect(text).toMatchFileSnapshot('../golden/flags.json');
  });

  it('one letter means the same flag in every command', () => {
    const letters = new Map<string, string>();
    for (const flag of commands.flatMap(({ flags }) => Object.values(flags))) {
      if (!flag.char) continue;
      expect(letters.get(flag.char) ?? flag.name).toBe(flag.name);
      letters.set(flag.char, flag.name);
    }
  });

  // `gatecast help --help` is the first screen.
  const own = commands.filter(({ id }) => id !== 'help');

  it.each(own.map(({ id, flags }) => [id, flags] as const))(
    'help of %s names every flag and shows an example',
    (id, flags) => {
      const { stdout, exitCode } = gatecast([...id.split(':'), '--help-all']);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^EXAMPLES$/m);
      for (const { name, hidden } of Object.values(flags)) {
        if (hidden !== true) expect(stdout).toContain(`-${name}`);
      }
    },
  );

  it('help without a command lists all of them', () => {
    const { stdout } = gatecast(['--help']);
    for (const { id, hidden, aliases } of commands) {
      if (!hidden && !aliases.includes(id)) expect(stdout).toContain(`  ${id.split(':')[0]}`);
    }
  });

  it.each([
    ['store nope', /^error: unknown command store nope\n hint: see gatecast store --help\n$/],
    ['store lst', /^error: unknown command store lst\n hint: did you mean store list\? /],
    ['store list x', /^error: store list takes no "x"\n hint: see gatecast store list --help\n$/],
    [
      'export',
      /^error: export needs MODEL and TARGET\n hint: give them; see gatecast export --help\n$/,
    ],
    ['import', /^error: import needs FOLDER\n hint: give it; see gatecast import --help\n$/],
    ['--nope', /^error: --nope needs a command\n hint: see gatecast --help\n$/],
  ])('gatecast %s says where it went wrong', (line, told) => {
    const { stderr, exitCode } = gatecast(line.split(' '));
    expect(stderr).toMatch(told);
    expect(exitCode).toBe(2);
  });

  it('-h is --help', () => {
    expect(gatecast(['-h']).stdout).toBe(gatecast(['--help']).stdout);
    expect(gatecast(['models', '-h']).stdout).toBe(gatecast(['models', '--help']).stdout);
  });

  it('completion prints how to set it up', () => {
    const { stdout, exitCode } = gatecast(['completion', 'bash']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^# eval "\$\(gatecast completion bash\)" in ~\/\.bashrc$/m);
    expect(gatecast(['autocomplete', 'bash']).stdout).toBe(stdout);
  });

  it('--version tells the version of package.json', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(gatecast(['--version']).stdout).toContain(`gatecast/${version}`);
  });
});

describe('every example of the help', () => {
  const folder = temporaryFolder();
  beforeAll(() => exampleFiles(folder), 120_000);
  const examples = commands.flatMap(({ examples: declared = [] }) =>
    declared.map((example) =>
      (typeof example === 'string' ? example : example.command).replaceAll(
        '<%= config.bin %>',
        'gatecast',
      ),
    ),
  );
  // One example's files are the next one's: exported, trained, then used.
  const first = [/gatecast export /, /gatecast train /];
  const rank = (example: string) => {
    const found = first.findIndex((pattern) => pattern.test(example));
    return found < 0 ? first.length : found;
  };
  // An import needs a model that TensorFlow.js has written; test/interchange makes such ones.
  const runnable = examples.filter((example) => !example.includes('gatecast import '));
  const inOrder = runnable.sort((a, b) => rank(a) - rank(b));

  it('nothing in it changes the machine of its reader', () => {
    expect(inOrder.filter((example) => / --install\b|\bsudo\b/.test(example))).toEqual([]);
  });

  // `gatecast demo` runs on the whole series; these would train on it for a minute.
  const onShortRows = (example: string) =>
    example
      .replaceAll('demo:weather', 'fixtures/seattle-weather.csv')
      .replaceAll('demo:stocks', 'fixtures/sp500-2000.csv');

  it.each(inOrder)('%s', async (example) => {
    await sampleStore(folder);
    const { stdout, stderr, exitCode } = await runInShell(onShortRows(example), folder);
    expect(stderr).not.toMatch(/^(error|bug):/m);
    // 3 is done: a challenger that is not better, an alarm that goes off.
    expect([0, 3]).toContain(exitCode);
    // Where the result is a file, there is nothing to print.
    if (!/ --output | export /.test(example)) expect(stdout).not.toBe('');
  });
});
