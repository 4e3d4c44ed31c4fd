import type { NetworkSpec } from '../networks/spec.js';

/** One trained network. */
export interface TrainedNetwork {
  readonly spec: NetworkSpec;
  /** In the engines' flat layout. // (parameters) */
  readonly weights: Float32Array;
}

export interface ExportedFile {
  /** Within the folder of the export; empty for the only file of a format that is one file. */
  readonly name: string;
  readonly contents: string | Uint8Array;
}

/** A registry entry: a file format of other programs that a network can be written in. */
export interface ExportFormat {
  readonly name: string;
  readonly summary: string;
  /** Whether the export is one file, or a folder of files. */
  readonly target: 'file' | 'folder';
  /**
   * The files, in the order in which to write them: what refers to others comes after them.
   * @throws UserError (exit 2) when the format has no words for a part of the network
   */
  write(network: TrainedNetwork, generator: string): readonly ExportedFile[];
}
