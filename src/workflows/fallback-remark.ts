/** What whoever sees a forecast of a fallback should know. */
export const fallbackRemark = (model: string) =>
  `${model} serves as fallback: no trained model is better on the newest rows`;
