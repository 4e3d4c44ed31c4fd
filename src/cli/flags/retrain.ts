import { Flags } from '@oclif/core';
import { usageError } from '../../errors.js';
import { type Severity, severities } from '../../evaluation/checks/check.js';
import { checks } from '../../evaluation/checks/index.js';
import { durationFlag, integerFlag, numberFlag, textFlag, textsFlag } from './values.js';

const judging = 'JUDGING';
const checking = 'CHECKING';
const publishing = 'PUBLISHING';

/** What a challenger starts from. */
export const warmFlag = {
  warm: Flags.boolean({
    helpGroup: 'MODELLING',
    summary: "Go on from the champion's weights where the network is the same",
  }),
};

/** What a challenger must reach, and what serves where none does. */
export const gateFlags = {
  'min-skill': numberFlag({
    helpGroup: judging,
    max: 1,
    summary:
      "Share of the better baseline's error that a challenger must save, more than [default: 0]",
  }),
  'min-gain': numberFlag({
    helpGroup: judging,
    max: 1,
    summary: "Share of the champion's error that it must save, at least [default: 0]",
  }),
  significance: numberFlag({
    helpGroup: judging,
    min: 0,
    max: 1,
    summary:
      'Largest p-value of the paired test against the champion; 1 asks for none [default: 0.05]',
  }),
  fallback: Flags.boolean({
    helpGroup: judging,
    allowNo: true,
    summary: 'Let the better baseline serve where no trained model passes the bar [default: true]',
  }),
};

/** What a night's data must be like. */
export const checkFlags = {
  'max-age': durationFlag({
    min: 1,
    helpGroup: checking,
    summary: 'How old the newest value may be, e.g. 36h or 3d',
  }),
  check: textsFlag({
    helpGroup: checking,
    helpValue: 'NAME=off|warn|fail',
    summary: `What a check does: ${checks.names.join(', ')}; repeat for several`,
  }),
};

/** Where forecasts and news of the run go. */
export const publishFlags = {
  publish: textsFlag({
    helpGroup: publishing,
    helpValue: 'FILE',
    summary: 'Write the forecasts to .csv, .json, .html, .png …; repeat for several',
  }),
  'log-file': textFlag({
    helpGroup: publishing,
    helpValue: 'FILE',
    summary: 'Append JSON Lines; set aside as FILE.1 at 1 MB',
  }),
  'ping-url': textFlag({
    helpGroup: publishing,
    helpValue: 'URL',
    summary: 'Watchdog that is called at start (URL/start), success and failure (URL/fail)',
  }),
};

/** Which old versions stay. */
export const retentionFlags = {
  'keep-last': integerFlag({ helpGroup: 'STORE', min: 0, summary: 'Keep the newest N versions' }),
  'keep-daily': integerFlag({
    helpGroup: 'STORE',
    min: 0,
    summary: 'Keep the newest version of each of the last N days that have any',
  }),
  'keep-within': durationFlag({
    min: 1,
    helpGroup: 'STORE',
    summary: 'Keep versions that are younger, e.g. 90d',
  }),
};

/** Which records stay. */
export const keepRunsFlag = {
  'keep-runs': integerFlag({
    helpGroup: 'STORE',
    min: 2,
    summary: 'Keep the records and forecasts of the newest N runs [default: 1000]',
  }),
};

interface RetentionFlags {
  readonly 'keep-last'?: number | undefined;
  readonly 'keep-daily'?: number | undefined;
  readonly 'keep-within'?: number | undefined;
}

/** The retention flags as rules. */
export const retentionRules = (flags: RetentionFlags) => ({
  last: flags['keep-last'],
  daily: flags['keep-daily'],
  within: flags['keep-within'],
});

/** Only says what would be done. */
export const dryRunFlag = {
  'dry-run': Flags.boolean({ helpGroup: 'STORE', summary: 'Only say what would be done' }),
};

/** `drift=fail` and its like. @throws UserError (exit 2) for an unknown check or severity */
export function severitiesOf(texts: readonly string[] = []): ReadonlyMap<string, Severity> {
  return new Map(
    texts.map((text) => {
      const [name = '', wanted = ''] = text.split('=');
      const severity = severities.find((each) => each === wanted);
      if (severity) return [checks.get(name).name, severity];
      throw usageError(
        `--check ${text} is not understood`,
        `write ${name}=${severities.join('|')}`,
      );
    }),
  );
}
