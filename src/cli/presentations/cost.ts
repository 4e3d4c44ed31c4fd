/** What a run took, or would take. */
export interface Cost {
  /** Trained numbers of one network. */
  readonly parameters?: number;
  readonly multiplyAdds: number;
  readonly seconds: number;
}

/** The cost of the run that ends here, with the most memory that the process ever had. */
export const costDocument = (cost: Cost) => ({ ...cost, peakMemory: peakMemory() });

/** "took 3.2 s and at most 120 MB of memory: 5295 parameters, 2.1e+9 multiply-adds". */
export function costSentence({ parameters, multiplyAdds, seconds }: Cost): string {
  const size = parameters === undefined ? '' : `${parameters} parameters, `;
  const work = multiplyAdds > 0 ? `: ${size}${inBillions(multiplyAdds)} multiply-adds` : '';
  return `took ${inSeconds(seconds)} and at most ${inMegabytes(peakMemory())} of memory${work}`;
}

/** In bytes; what the system counts as resident. */
export const peakMemory = () => process.resourceUsage().maxRSS * 1024;

export const inSeconds = (seconds: number) =>
  seconds < 9.95 ? `${Number(seconds.toPrecision(2))} s` : `${Math.round(seconds)} s`;

export const inMegabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

export const inBillions = (count: number) =>
  count < 1e9
    ? `${Math.round(count / 1e6)} million`
    : `${Number((count / 1e9).toPrecision(3))} billion`;
