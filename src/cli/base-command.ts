import { Command, type Interfaces } from '@oclif/core';
import { info, isWarning, lineOf, type Message, warning } from '../message.js';
import { visibleJson, visibleLines, visibleText } from '../visible-text.js';
import type { Observer } from '../workflows/workflow.js';
import { describeFailure, type Failure } from './failure.js';
import { generalFlags } from './flags/output.js';
import { withBareTotal } from './flags/planning.js';
import { withPage } from './open-page.js';
import { checkOutputs } from './output-files.js';
import { fromParser } from './parse-errors.js';
import { type Presentation, present } from './present.js';
import { catchInterrupt, graceOf, type Interrupt } from './running/interrupt.js';
import { type ProgressLine, progressLine, progressLog } from './running/progress.js';
import { watch, withoutWatch } from './running/watch.js';
import type { CommandGroup } from './screen/command-groups.js';
import { noFile } from './screen/files-here.js';
import { mergeSettings, type Parse } from './settings.js';
import { openShard } from './shards/open-shard.js';
import { namedOutputs, type ShardRunFlags } from './shards/output-names.js';
import { shellLine } from './shell-line.js';
import { strayVariables } from './stray-variables.js';

type CommandClass = typeof Command;
type ArgsOf<C extends CommandClass> = Interfaces.InferredArgs<C['args']>;
type FlagsOf<C extends CommandClass> = Interfaces.InferredFlags<
  C['flags'] & (typeof BaseCommand)['baseFlags']
>;

interface Traits {
  /** Commands whose config this one may be given as well: of a job's file each takes its own keys. */
  readonly sharesConfigWith?: readonly string[];
  /** Whether it can do nothing without a file. */
  readonly readsAlways?: boolean;
  readonly shardEnding?: string;
}

/**
 * What all commands share: settings from flags, environment and config file, one way to fail, one
 * way to print. A command itself is a declaration and one call.
 */
export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true;
  static override baseFlags = generalFlags;

  /** Where it stands on the first screen. */
  static group: CommandGroup = 'care';
  static readsAlways = false;
  /** What the file of a shard ends with, where a folder is given for it. */
  static shardEnding = '.csv';
  static sharesConfigWith: readonly string[] = [];

  private readonly warnings: string[] = [];
  private readonly said = new Set<string>();
  private resolvedArgv: readonly string[] = [];
  private json = false;
  private quiet = false;
  private verbose = false;
  private grace: number | null = 0;
  private interrupt: Interrupt | null = null;
  private line: ProgressLine | null = null;

  /** Flags, arguments and files after environment and config file had their say. */
  protected async settings<C extends CommandClass>(
    command: C & Traits,
  ): Promise<{ files: string[]; args: ArgsOf<C>; flags: FlagsOf<C> }> {
    const {
      argv,
      args,
      flags: given,
    } = await this.settingsOf(command, withBareTotal(this.argv), process.env);
    const flags = withPage(await namedOutputs(given, command.shardEnding));
    this.resolvedArgv = argv;
    this.json = flags.json === true;
    this.quiet = flags.quiet === true;
    this.verbose = flags.verbose === true;
    this.grace = graceOf(flags);
    for (const text of strayVariables(process.env, this.config.commands)) {
      this.say(warning(text));
    }
    const named = 'file' in args ? args.file : undefined;
    const files = Array.isArray(named) ? named.map(String) : named === undefined ? [] : [named];
    await checkOutputs(flags, [...files, ...filesReadBeside(flags)]);
    if (files.length === 0 && process.stdin.isTTY !== true) files.push('-');
    if (flags.watch === true) await this.watchFiles(files, filesReadBeside(flags));
    if (files.length === 0 && command.readsAlways === true) {
      throw await noFile(this.words().join(' '), process.cwd());
    }
    return { files, args, flags };
  }

  /** What a command makes of arguments, of the config file they name and of an environment. */
  protected async settingsOf<C extends CommandClass>(
    command: C & Traits,
    given: readonly string[],
    environment: Readonly<Record<string, string | undefined>>,
  ): Promise<{ argv: string[]; args: ArgsOf<C>; flags: FlagsOf<C> }> {
    const parse: Parse = (part, argv) => this.parse(part, argv);
    const foreignKeys = (command.sharesConfigWith ?? []).flatMap((id) => [
      ...['files'],
      ...Object.keys(this.config.findCommand(id)?.flags ?? {}),
    ]);
    const argv = await mergeSettings(given, command, parse, { foreignKeys, environment });
    const { args, flags } = await this.parse(command, argv);
    return { argv, args: args as ArgsOf<C>, flags: flags as FlagsOf<C> };
  }

  /** Runs this command line again and again; does not come back. */
  private async watchFiles(files: readonly string[], beside: readonly string[]): Promise<never> {
    const argv = [...this.words(), ...withoutWatch(this.argv)];
    process.exit(await watch({ files, beside, argv, say: (text) => this.talk(text) }));
  }

  /** Shows what a workflow tells; Ctrl-C is caught from here on. */
  protected observer(): Observer {
    this.interrupt = catchInterrupt(this.grace, (code) =>
      this.tellFailure(describeFailure(null, code)),
    );
    const live = process.stderr.isTTY === true && !this.quiet && !this.json;
    const line = this.verbose
      ? progressLog(
          (text) => this.talk(text),
          () => performance.now(),
        )
      : progressLine(process.stderr, live, () => performance.now());
    this.line = line;
    return {
      step: line.step,
      epochs: line.epochs,
      say: (message) => this.say(message),
      signal: this.interrupt.signal,
    };
  }

  /** The command line that repeats this run, with environment and config written out. */
  protected commandLine(): string {
    return shellLine([this.config.bin, ...this.words(), ...this.resolvedArgv]);
  }

  /** Prints and writes a result; returns the document that `--json` prints. */
  protected async present(
    presentation: Presentation,
    flags: Parameters<typeof present>[1],
  ): Promise<Record<string, unknown>> {
    this.line?.clear();
    await present(
      presentation,
      { ...flags, json: this.json },
      (text) => this.talk(text),
      (drawing) => this.draw(drawing),
    );
    if (presentation.exitCode !== undefined) process.exitCode = presentation.exitCode;
    return this.document(presentation.document);
  }

  /** Does and shows a command's work, of a shard where one is asked for, unless its output is there. */
  protected async presentWork(
    files: readonly string[],
    flags: ShardRunFlags & Readonly<Record<string, unknown>>,
    work: () => Promise<Presentation>,
    shown: Parameters<typeof present>[1] = flags,
  ): Promise<Record<string, unknown>> {
    const { version } = this.config;
    const run = await openShard({ version, command: this.words().join(' ') }, files, flags);
    const found = await run?.found();
    if (found) {
      const output = flags.output ?? flags.forecasts;
      this.say(info(`${output} is there already, of the same files and settings`));
      process.exitCode = found.exitCode;
      return this.document({ shard: found.shard, output, resumed: true });
    }
    const presentation = await work();
    const parts = run && presentation.shard?.();
    if (!run || !parts) return this.present(presentation, shown);
    await run.begin();
    const document = await this.present(run.presented(presentation, parts), shown);
    await run.end(parts, Number(process.exitCode ?? 0));
    return { ...document, shard: run.shard };
  }

  override async catch(thrown: Error): Promise<void> {
    this.line?.clear();
    const error = fromParser(thrown, this.id ?? '', Object.keys(this.ctor.flags ?? {}));
    const signalCode = this.interrupt?.code() ?? null;
    const failure = describeFailure(error, signalCode);
    process.exitCode = failure.exitCode;
    // Work that nobody waits for any more (a file half read) must not keep the process.
    if (signalCode !== null) setImmediate(() => process.exit(signalCode));
    this.tellFailure(failure);
  }

  private tellFailure({ message, hint, exitCode, text }: Failure): void {
    this.line?.clear();
    if (this.jsonEnabled()) this.logJson(this.document({ error: { message, hint, exitCode } }));
    else process.stderr.write(`${visibleLines(text)}\n`);
  }

  override async finally(): Promise<void> {
    this.interrupt?.release();
  }

  override jsonEnabled(): boolean {
    return this.json || super.jsonEnabled();
  }

  override logJson(document: unknown): void {
    process.stdout.write(`${visibleJson(document, 2)}\n`);
  }

  /** The command's name as it is typed: oclif joins a topic and its command with a colon. */
  private words(): string[] {
    return this.id?.split(':') ?? [];
  }

  /** Says a message once: several trainings of one run may note the same. */
  private say(message: Message): void {
    if (message.level === 'missing') process.exitCode = 3;
    const line = lineOf(message);
    if (this.said.has(line)) return;
    this.said.add(line);
    if (isWarning(message)) this.warnings.push(message.text);
    this.talk(line);
  }

  /** One sentence for people. */
  private talk(text: string): void {
    this.draw(visibleText(text));
  }

  /** What `render/` has drawn, colours included. */
  private draw(drawing: string): void {
    if (this.quiet || this.json) return;
    this.line?.clear();
    process.stderr.write(`${drawing}\n`);
  }

  private document(contents: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return {
      gatecast: this.config.version,
      command: this.words().join(' '),
      warnings: this.warnings,
      ...contents,
    };
  }
}

/** What a command reads besides its FILEs. (`forecast` has names of models under --model.) */
const filesReadBeside = (flags: object): string[] =>
  ['model' in flags && flags.model, 'config' in flags && flags.config].filter(
    (path) => typeof path === 'string',
  );
