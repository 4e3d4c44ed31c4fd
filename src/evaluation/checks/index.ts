import { createRegistry } from '../../registry.js';
import { age } from './age.js';
import type { CheckInput, DataCheck, Severity } from './check.js';
import { drift } from './drift.js';
import { gaps } from './gaps.js';
import { level } from './level.js';
import { missing } from './missing.js';
import { rows } from './rows.js';

/** What a night's data are looked at for. */
export const checks = createRegistry<DataCheck>('check', [age, rows, missing, gaps, level, drift]);

export interface CheckResult {
  readonly check: string;
  readonly severity: Severity;
  /** Null when all is well. */
  readonly trouble: string | null;
}

/** Looks at everything that is not switched off; `severities` wins over each check's own. */
export function runChecks(
  input: CheckInput,
  severities: ReadonlyMap<string, Severity>,
): CheckResult[] {
  return checks.entries
    .map((check) => ({ check, severity: severities.get(check.name) ?? check.severity }))
    .filter(({ severity }) => severity !== 'off')
    .map(({ check, severity }) => ({
      check: check.name,
      severity,
      trouble: check.look(input),
    }));
}
