import { Flags } from '@oclif/core';
import { formats } from '../../render/index.js';
import { textFlag } from './values.js';

const helpGroup = 'OUTPUT';

/** Talk and configuration: every command has these. */
export const generalFlags = {
  json: Flags.boolean({
    helpGroup,
    summary: 'One JSON document on standard output, and nothing else; errors too',
  }),
  color: Flags.boolean({
    helpGroup,
    allowNo: true,
    summary:
      'Colour on the terminal, or none [default: where it has colours; NO_COLOR is honoured]',
  }),
  verbose: Flags.boolean({
    helpGroup,
    exclusive: ['quiet'],
    summary: 'Each step as a line on stderr, with the seconds since the start',
  }),
  quiet: Flags.boolean({ char: 'q', helpGroup, summary: 'No progress and no remarks on stderr' }),
  config: textFlag({
    helpGroup,
    helpValue: 'FILE',
    summary: 'YAML or JSON with flag values; flags and GATECAST_* variables win over it',
  }),
};

/** Where a command's table goes and how it is written. */
export const outputFlags = {
  'raw-text': Flags.boolean({
    helpGroup,
    summary: 'Leave text cells as they are that a spreadsheet would run as a formula',
  }),
  output: textFlag({
    char: 'o',
    helpGroup,
    helpValue: 'FILE',
    summary: 'Write the result to a file (replaced in one step)',
  }),
  format: textFlag({
    helpGroup,
    options: formats.names,
    summary: 'Default: table on a terminal, csv otherwise, or what --output ends with',
  }),
};

/** Charts on the terminal and in files. */
export const chartFlags = {
  chart: Flags.boolean({
    aliases: ['plot'],
    helpGroup,
    allowNo: true,
    summary: 'Draw the terminal chart',
  }),
  ascii: Flags.boolean({ helpGroup, summary: 'Draw the terminal chart in plain ASCII' }),
  'chart-file': textFlag({
    helpGroup,
    helpValue: 'FILE',
    summary: 'Write the chart as .svg or .png, or the whole report as .html',
  }),
  report: textFlag({
    aliases: ['html'],
    helpGroup,
    helpValue: 'FILE.html',
    summary: 'Write the whole report as one HTML file, besides a --chart-file',
  }),
  open: Flags.boolean({
    helpGroup,
    summary: 'Open the report in the browser [default: of a temporary file, without --report]',
  }),
  watch: Flags.boolean({
    helpGroup,
    allowNo: true,
    summary: 'Run again whenever a file changes, until Ctrl-C',
  }),
};
