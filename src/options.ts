/**
 * A declared option of a registry entry (model, network, normalizer …). Flags, `--set key=value`,
 * help texts, the `models` command and the docs table are all derived from these declarations.
 */
export type OptionSpec =
  | {
      readonly kind: 'integer' | 'number';
      readonly default: number | null;
      readonly min?: number;
      readonly max?: number;
      readonly help: string;
    }
  | {
      readonly kind: 'choice';
      readonly default: string | null;
      readonly choices: readonly string[];
      readonly help: string;
    }
  | { readonly kind: 'boolean'; readonly default: boolean; readonly help: string };

/** Option name (kebab-case, the flag's or `--set` key's name) to its declaration. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** Resolved values; `null` means "decide from the data". */
export type OptionValues = Readonly<Record<string, number | string | boolean | null>>;
