/** Quarters as some statistical offices number them. */
export const romanQuarters = ['I', 'II', 'III', 'IV'];

/** The quarter (1 to 4) that `Q1`, `Qtr 1`, `T1` or `1. Quartal` names; NaN for any other text. */
export function quarterOfName(text: string): number {
  const plain = text.trim();
  const found =
    /^(?:Q|Qtr|Quarter|T)[ .]?([1-4])$/i.exec(plain) ??
    /^([1-4])(?:Q|\. ?(?:Quartal|Vierteljahr|kvartal))$/i.exec(plain);
  return Number(found?.[1] ?? Number.NaN);
}
