/** How the time column was written, decided on the whole column; writes a time back the same way. */
export interface TimeFormat {
  /**
   * A pattern such as `yyyy-MM-dd`, `dd.MM.yyyy HH:mm`, `MMM d yyyy`, or one of the names
   * `iso`, `epoch-s`, `epoch-ms`, `epoch-us`, `epoch-ns`, `excel`, `step`.
   */
  readonly pattern: string;
  /** The offset each row carried, when it was the same in all rows (`Z`, `+02:00`); null otherwise. */
  readonly offset: string | null;
}
