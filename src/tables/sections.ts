/** The parts of a report, in reading order. Charts and tables declare the part they belong to. */
export const sections = [
  {
    name: 'forecast',
    heading: 'Forecast',
    reading:
      'The line is the forecast. A band is where the actual value should lie as often as its percentage says.',
  },
  {
    name: 'monitoring',
    heading: 'What was forecast, and what came',
    reading:
      'Forecasts as they went out, beside the values that have arrived since. Nothing was computed again.',
  },
  {
    name: 'evaluation',
    heading: 'How far to trust it',
    reading:
      'Every model forecast the past from many cutoffs, knowing nothing after them. A model that does not beat the naive ones is not worth its training.',
  },
  {
    name: 'training',
    heading: 'Training',
    reading: 'What was learned from, for how long, and which epoch’s weights were kept.',
  },
  {
    name: 'insight',
    heading: 'Inside the network',
    reading:
      'What the forecast rests on, row by row of the past, and how far back a recurrent network remembers: gradients by steps back say how far an error is felt.',
  },
  {
    name: 'data',
    heading: 'The data',
    reading: 'What was understood of the file, what was odd in it, and what was changed.',
  },
] as const;

export type Section = (typeof sections)[number]['name'];
