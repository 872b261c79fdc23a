import * as z from 'zod';

/** The payers of the demo's practice, by their ids in its claims and remittances. */
const practicePayers = ['SYN10', 'SYN20', 'SYN30', 'SYN40'] as const;

const centsByName = z.record(z.string(), z.int());

/**
 * A scenario worked out by hand: some claims, and the resulting books when they are answered so. The simulator ignores
 * it; people read it, and a test checks the product against it. Debits are positive; amounts that are not named are
 * zero.
 */
export const exampleSchema = z.strictObject({
  /** How the amounts follow from the posting rules. */
  reasoning: z.array(z.string().min(1)).min(1),
  claims: z
    .array(
      z.strictObject({
        patient: z.string().min(1),
        /** In billing order. */
        payers: z.array(z.enum(practicePayers)).min(1),
        lines: z
          .array(
            z.strictObject({ procedure: z.string(), modifiers: z.array(z.string()).exactOptional(), cents: z.int() }),
          )
          .min(1),
      }),
    )
    .min(1),
  /** Patients' payments at the desk: claim (from 1), cents, and after how many files. */
  patientPays: z
    .array(z.strictObject({ claim: z.int().min(1), cents: z.int(), afterFiles: z.int().min(1) }))
    .exactOptional(),
  /** The payer's acknowledgement of each claim before any decision; accepted by default. It moves no money. */
  acknowledged: z.array(z.enum(['accepted', 'rejected', 'unanswered'])).exactOptional(),
  books: z.strictObject({
    accounts: centsByName,
    /** The expected books of each claim, in the order above. */
    claims: z.array(
      z.strictObject({
        state: z.enum(['submitted', 'reversed', 'paid', 'partly-paid', 'patient-responsibility', 'denied']),
        /** What each payer owes, in billing order. */
        payerCents: z.array(z.int()),
        patientCents: z.int(),
      }),
    ),
    /** Open exceptions, apart from denials. */
    exceptions: z.array(z.string()),
    /** Open denials: `CO-16 10000`. */
    denials: z.array(z.string()),
    /** The outcome of each file's payments, in order of arrival; `refused` for a refused file. */
    files: z.array(z.string()),
    /** Kinds of findings in the files, if there are any. */
    findings: z.array(z.string()).exactOptional(),
  }),
});

export type ScenarioExample = z.infer<typeof exampleSchema>;
