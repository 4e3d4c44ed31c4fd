import type { UserExitCode } from '../errors.js';
import type { MemberResult } from './member.js';
import type { EpochRecord } from './training.js';

/** What a worker thread tells about the member that it trains. */
export type MemberMessage =
  | { readonly kind: 'epoch'; readonly record: EpochRecord }
  | { readonly kind: 'done'; readonly member: MemberResult }
  /** An error for people; any other error ends the worker. */
  | {
      readonly kind: 'refused';
      readonly message: string;
      readonly hint: string;
      readonly exitCode: UserExitCode;
    };
