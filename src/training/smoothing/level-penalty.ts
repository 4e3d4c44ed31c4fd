/**
 * Mean squared second difference of the level's logarithm, the penalty that keeps it smooth (Smyl 2020,
 * section 3.5), and its derivatives times `weight`, which are added to `gradient`.
 */
export function levelPenalty(
  level: Float64Array,
  weight: number,
  gradient: Float64Array | null,
): number {
  const count = level.length - 2;
  if (count < 1) return 0;
  let sum = 0;
  for (let t = 2; t < level.length; t++) {
    const bend = level[t]! - 2 * level[t - 1]! + level[t - 2]!;
    sum += bend * bend;
    if (gradient === null) continue;
    const slope = (2 * weight * bend) / count;
    gradient[t]! += slope;
    gradient[t - 1]! -= 2 * slope;
    gradient[t - 2]! += slope;
  }
  return sum / count;
}
