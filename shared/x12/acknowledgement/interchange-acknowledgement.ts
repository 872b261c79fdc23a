import { trimmedElement } from './elements.ts';

/** A receiver's answer about a whole interchange (TA1), before it looks inside. */
export interface InterchangeAcknowledgement {
  /** The control number of the interchange that it is about. */
  readonly controlNumber: string;
  /** The date and time of that interchange, as its header has them: `YYMMDD` and `HHMM`. */
  readonly date: string;
  readonly time: string;
  /** Undefined when the code is not A, E or R. The answer then has no effect. */
  readonly outcome: 'accepted' | 'accepted-with-errors' | 'rejected' | undefined;
  /** Why, a code of three digits; `000` when there is nothing to say. */
  readonly note: string;
}

const outcomes: Readonly<Record<string, InterchangeAcknowledgement['outcome']>> = {
  A: 'accepted',
  E: 'accepted-with-errors',
  R: 'rejected',
};

/** Reads a TA1 from its elements. Never throws. */
export function readInterchangeAcknowledgement(elements: readonly string[]): InterchangeAcknowledgement {
  const text = (at: number) => trimmedElement(elements, at);
  return {
    controlNumber: text(1),
    date: text(2),
    time: text(3),
    outcome: outcomes[text(4)],
    note: text(5),
  };
}
