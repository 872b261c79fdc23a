import * as z from 'zod';
import { centsSchema, localDateSchema } from '../../shared/http/schemas.ts';

const count = (description: string) => z.int().meta({ description });
const figure = (description: string) => z.number().exactOptional().meta({ description });

const figures = {
  claims: count('Claims whose charges the coder posted'),
  lines: count('Service lines of these claims'),
  chargeCents: centsSchema,
  lagDaysMean: figure('Days from the first service to the posted charges, one decimal; absent without claims'),
  lagDaysMedian: figure('The median: half of the claims took no longer'),
  lagDaysMost: figure('The longest'),
  agreed: count('Reviews in which the second person agreed'),
  corrected: count('Reviews in which the second person corrected something'),
  returned: count('Reviews in which the second person returned it'),
  waived: count('Reviews that a manager waived'),
  accuracyPercent: figure('Of the reviews that were decided, those that agreed, one decimal; absent without reviews'),
  queriesRaised: count('Queries to physicians'),
  queriesAnswered: count('Queries that were answered, whenever raised'),
  queriesWithdrawn: count('Queries that were withdrawn'),
  queriesEscalated: count('Queries that nobody had answered in time'),
  queriesPerHundredClaims: figure('Queries raised for a hundred claims, one decimal; absent without claims'),
  turnaroundHoursMean: figure('Hours from a query to its answer, one decimal; absent without answers'),
};

export const reportSchema = z
  .object({
    from: localDateSchema,
    to: localDateSchema,
    coders: z.array(z.object({ coder: z.string().meta({ description: 'The subject of the sign-in' }), ...figures })),
    together: z.object(figures).meta({ description: 'The same figures for everybody who is listed' }),
  })
  .meta({ id: 'CodingReport' });

/** At most this many days: a report reads every claim that began in them. */
const mostDays = 92;

export const reportQuery = z
  .strictObject({
    from: localDateSchema.meta({ description: 'The first day, by the office’s own days' }),
    to: localDateSchema.meta({ description: 'The last day' }),
  })
  .refine(
    ({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < mostDays * 24 * 3600 * 1000,
    `expected from and to in this order, and at most ${mostDays} days`,
  );
