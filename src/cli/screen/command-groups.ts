/** The groups of the first screen: each command says which is its own. */
export const commandGroups = {
  forecast: 'Forecast',
  understand: 'Understand',
  care: 'Look after',
} as const;

export type CommandGroup = keyof typeof commandGroups;
