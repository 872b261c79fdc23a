/** The delimiters to write with: one character each. */
export interface WriteDelimiters {
  readonly element: string;
  readonly component: string;
  readonly repetition: string;
  readonly segment: string;
}
