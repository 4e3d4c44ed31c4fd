import util from 'node:util';

/**
 * tfjs-node 4.22 calls `util.isNullOrUndefined`, which Node 23 removed. Puts it back where it is
 * missing; must run before tfjs-node is imported.
 *
 * @param target - the module object that `require('util')` gives
 */
export function restoreIsNullOrUndefined(target: object = util): void {
  if ('isNullOrUndefined' in target) return;
  Object.assign(target, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
  });
}
