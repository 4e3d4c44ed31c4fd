/** What a picture leaves out where there is more than one to draw. */
export const firstOf = (count: number): { readonly chartNote?: string } =>
  count > 1
    ? {
        chartNote: `note: the chart shows the first of ${count}; --report FILE.html draws them all`,
      }
    : {};
