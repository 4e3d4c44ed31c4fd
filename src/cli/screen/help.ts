import { type Command, CommandHelp, Help, type Interfaces } from '@oclif/core';
import { type CommandGroup, commandGroups } from './command-groups.js';

type Loadable = Command.Loadable & { readonly group?: CommandGroup };

const START: readonly (readonly [string, string])[] = [
  ['demo', 'a forecast of a series that ships with gatecast'],
  ['forecast FILE.csv', 'of your own file: read, tested against the past, forecast'],
  ['inspect FILE.csv', 'what is understood of a file, and on what evidence'],
];

/** What most people need of a command; the first eight that it has are shown, the others by --help-all. */
const COMMON = [
  ...['model', 'store', 'on', 'at', 'target', 'horizon', 'time', 'output', 'report', 'levels'],
  ...['windows', 'config', 'format', 'chart-file', 'metric', 'json'],
];
const SHOWN = 8;
/** A command with so few flags has none that are in the way. */
const FEW = 11;
const ALL = '--help-all';

/** Usage, examples and description come first; flags after them. */
class ExamplesFirst extends CommandHelp {
  protected override sections() {
    const order = ['USAGE', 'EXAMPLES', 'DESCRIPTION', 'ARGUMENTS'];
    const place = (header: string) => (order.indexOf(header) + 1 || order.length + 1) - 1;
    return super.sections().sort((a, b) => place(a.header) - place(b.header));
  }
}

/** Help that starts with what to type: a first screen in groups, and short pages a command. */
export default class GatecastHelp extends Help {
  protected override CommandHelpClass = ExamplesFirst;
  private all = false;

  constructor(config: Interfaces.Config, options: Partial<Interfaces.HelpOptions> = {}) {
    super(config, { ...options, hideCommandSummaryInDescription: true, flagSortOrder: 'none' });
  }

  override async showHelp(argv: string[]): Promise<void> {
    this.all = argv.includes(ALL);
    return super.showHelp(argv);
  }

  override async showCommandHelp(command: Command.Loadable): Promise<void> {
    const shown = this.all ? null : commonFlags(Object.keys(command.flags));
    if (shown === null) {
      return super.showCommandHelp({ ...command, flags: outputLast(command.flags) });
    }
    const flags = shown.map((name) => [name, { ...command.flags[name]!, helpGroup: '' }] as const);
    await super.showCommandHelp({ ...command, flags: Object.fromEntries(flags) });
    const others = Object.keys(command.flags).length - shown.length;
    this.log(`${this.config.bin} ${command.id} ${ALL} lists the ${others} other flags.\n`);
  }

  protected override async showRootHelp(): Promise<void> {
    const { bin, version } = this.config;
    const start = START.map(([words, what]) => [`${bin} ${words}`, what] as const);
    const blocks = [
      `${bin} ${version}: time-series forecasts from a CSV, each with error bars that a test on the past gives it.`,
      `START WITH\n${columns(start)}`,
      ...Object.entries(commandGroups).map(
        ([group, heading]) =>
          `${heading.toUpperCase()}\n${columns(this.entriesOf(group as CommandGroup))}`,
      ),
      `${bin} COMMAND --help shows the flags that people use, ${ALL} every one.`,
    ];
    this.log(`${blocks.join('\n\n')}\n`);
  }

  /** The commands of a group, a topic standing for those below it. */
  private entriesOf(group: CommandGroup): (readonly [string, string])[] {
    const commands = this.sortedCommands
      .filter(({ id, hidden, aliases }) => !hidden && !id.includes(':') && !aliases.includes(id))
      .filter((command: Loadable) => (command.group ?? 'care') === group)
      .map((command) => [command.id, this.render(command.summary ?? '')] as const);
    const topics = group === 'care' ? this.sortedTopics : [];
    return [
      ...commands,
      ...topics.map(({ name, description }) => [`${name} …`, description ?? ''] as const),
    ].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

/** The flags of a short page; null where all of them fit one. */
function commonFlags(names: readonly string[]): string[] | null {
  if (names.length <= FEW) return null;
  return COMMON.filter((name) => names.includes(name)).slice(0, SHOWN);
}

/** A command's own flags first, those that all have last; each group by name. */
function outputLast(flags: Command.Loadable['flags']): Command.Loadable['flags'] {
  const rank = ({ helpGroup }: Command.Flag.Cached) => (helpGroup === 'OUTPUT' ? 1 : 0);
  const sorted = Object.entries(flags).sort(
    ([a, first], [b, second]) => rank(first) - rank(second) || (a < b ? -1 : 1),
  );
  return Object.fromEntries(sorted);
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, what]) => `  ${name.padEnd(width)}  ${what}`.trimEnd()).join('\n');
}
