import * as z from 'zod';
import { type AskedState, type InquiryState, inquiryFaults } from '../domain/inquiry/inquiry.ts';
import { present } from '../domain/present.ts';
import { codesOf, instantSchema } from './schemas.ts';

/* The state of a question to a payer, as all answers show it. */

const askedStates = ['asking', 'queued', 'sent', 'answered', 'failed'] as const;

const progressFields = {
  sentAt: instantSchema.exactOptional(),
  answeredAt: instantSchema.exactOptional(),
  fault: z
    .object({
      code: z.enum(codesOf(inquiryFaults)),
      detail: z.string(),
      places: z.array(z.string()).exactOptional().meta({
        description:
          'Which values cannot be written, or by which codes the receiver or its system refused the question',
      }),
    })
    .exactOptional()
    .meta({ description: 'Why it failed, and what to do' }),
};

/** Who dismissed a question. */
export const dismissedField = z
  .object({ by: z.string(), at: instantSchema, reason: z.string() })
  .exactOptional()
  .meta({ description: 'Who looked at it and closed it, when, and why' });

/** The fields of a question that is asked at once. */
export const askedFields = {
  state: z.enum(askedStates).meta({
    description: '`asking` in real time, `queued` for the next file, `sent` in one',
  }),
  ...progressFields,
};

/** The fields of a question that may be planned for a later day and withdrawn before that day. */
export const plannedFields = {
  state: z.enum(['planned', ...askedStates, 'cancelled']).meta({
    description: '`planned` for its day, `asking` in real time, `queued` for the next file, `sent` in one',
  }),
  askAt: instantSchema.exactOptional().meta({ description: 'When it is asked automatically' }),
  ...progressFields,
};

/** The state of a question that is asked at once, in the form of `askedFields`. */
export function askedView(state: AskedState) {
  return { state: state.kind, ...progressOf(state) };
}

/** The state of any question, in the form of `plannedFields`. */
export function plannedView(state: InquiryState) {
  const askAt = state.kind === 'planned' ? state.askAt : undefined;
  return { state: state.kind, ...present({ askAt }), ...progressOf(state) };
}

function progressOf(state: InquiryState) {
  if (state.kind === 'failed') {
    const { fault: code, places } = state;
    return { fault: { code, detail: inquiryFaults[code], ...present({ places: places && [...places] }) } };
  }
  return present({
    sentAt: state.kind === 'sent' ? state.sentAt : undefined,
    answeredAt: state.kind === 'answered' ? state.answeredAt : undefined,
  });
}
