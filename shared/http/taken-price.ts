import * as z from 'zod';
import { scheduleStandings } from '../domain/fees/standing.ts';
import { versionSchema } from './replacement.ts';
import { amountSchema, codesOf, idSchema } from './schemas.ts';

const fromSchedule = { feeScheduleId: idSchema('feeSchedule'), version: versionSchema, name: z.string() };

const passedOverSchema = z
  .array(
    z.strictObject({
      feeScheduleId: idSchema('feeSchedule'),
      version: versionSchema,
      why: z.enum(codesOf(scheduleStandings)),
    }),
  )
  .meta({ description: 'Schedules that come first and have no price for it; the first ten of them' });

const fromRow = {
  row: z.strictObject({ modifiers: z.array(z.string()), place: z.string().exactOptional() }).exactOptional(),
  unitCents: amountSchema.meta({ description: 'The price of one unit, or the conversion factor' }),
  anesthesia: z
    .strictObject({
      minutes: z.int(),
      baseUnits: z.int(),
      timeUnits: z.string(),
      statusUnits: z.int(),
      baseUnitsFrom: z.enum(['fee-schedule', 'official-file']),
    })
    .exactOptional(),
  medicare: z
    .strictObject({
      percent: z.int().meta({ description: 'Percentage of Medicare’s allowed amount' }),
      allowedCents: amountSchema.meta({ description: 'What Medicare allows for one unit' }),
      release: z.string().meta({ description: 'The release of Medicare’s schedule' }),
    })
    .exactOptional()
    .meta({ description: 'How the price follows from Medicare’s' }),
};

/** The source of a service's price. */
export const takenPriceSchema = z
  .strictObject({ ...fromSchedule, ...fromRow, passedOver: passedOverSchema })
  .meta({ id: 'TakenPrice' });

/** The sources of the prices of an encounter's lines, by schedule. */
export const pricesOfLinesSchema = z
  .array(
    z.strictObject({
      ...fromSchedule,
      passedOver: passedOverSchema,
      lines: z
        .array(z.strictObject({ pointer: z.string().meta({ description: 'The line, as a JSON pointer' }), ...fromRow }))
        .meta({ description: 'The lines that it priced' }),
    }),
  )
  .meta({ description: 'Where the charges that nobody gave were taken from' });
