import { usageError } from '../../errors.js';
import type { NodeSpec } from '../../networks/spec.js';

/** What no standard layer can say. @throws UserError (exit 2) */
export function refuse(node: NodeSpec, what: string): never {
  throw usageError(
    `--to tfjs: layer "${node.id}" is ${what}, which TensorFlow.js has no standard layer for`,
    'use --to onnx, or train rnn, gru, lstm or transformer',
  );
}
