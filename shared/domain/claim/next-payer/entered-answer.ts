import { type Cents, sumCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import type { LocalDate } from '../../time/local-date.ts';
import type { PriorAdjustment } from '../claim-detail.ts';
import type { StatedAnswer } from './prior-answer.ts';

/**
 * An earlier payer's answer as a person entered it, for the claim to the next payer. It moves no money: the books have
 * the payments.
 */
export interface EnteredAnswer {
  readonly decidedOn: LocalDate;
  readonly payerClaimNumber?: string;
  readonly paidCents: Cents;
  /** Adjustments of the claim as a whole. */
  readonly adjustments?: readonly PriorAdjustment[];
  readonly lines?: readonly EnteredLine[];
  readonly remarkCodes?: readonly string[];
}

/** A line of an answer that a person entered, under our own line number. */
export interface EnteredLine {
  readonly line: number;
  readonly paidCents: Cents;
  /** Units paid; one when absent. */
  readonly units?: string;
  readonly adjustments?: readonly PriorAdjustment[];
}

/** An entered answer in the form of payers' answers. Its lines have the procedures that were sent. */
export function statedByPerson(entered: EnteredAnswer): StatedAnswer {
  const { decidedOn, payerClaimNumber = '', paidCents, adjustments = [], lines = [], remarkCodes = [] } = entered;
  return {
    decidedOn,
    claim: {
      ...{ statusCode: '1', paidCents, payerClaimNumber, adjustments, remarkCodes },
      lines: lines.map(({ line, paidCents: paid, units, adjustments: own = [] }) => ({
        procedure: { qualifier: '', code: '', modifiers: [] },
        chargeCents: sumCents([paid, ...own.map((one) => one.cents)]),
        paidCents: paid,
        ...present({ units }),
        controlNumber: `L${line}`,
        adjustments: own,
        remarkCodes: [],
      })),
    },
  };
}
