/** What a model's forecasts cost, on the machine that ran it. */
export interface ModelCost {
  readonly model: string;
  /** Of one fit. */
  readonly fitSeconds: number;
  /** Of one forecast of all series. */
  readonly forecastSeconds: number;
  /** Trained numbers; 0 for models that do not train. */
  readonly parameters: number;
  /** Of the model file. */
  readonly bytes: number;
}
