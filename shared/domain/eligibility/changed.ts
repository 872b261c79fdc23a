import { present } from '../present.ts';
import type { EligibilityResult, ServiceSummary } from './benefits.ts';

/** The differences from the previous answer. */
export interface EligibilityChange {
  /** A field of the result, or of a service: `status`, `services/98 in/copayCents`. */
  readonly field: string;
  readonly before?: string | number | boolean;
  readonly after?: string | number | boolean;
}

const plainFields = ['status', 'memberId', 'groupNumber', 'plan', 'planFrom', 'planUntil'] as const;
const serviceFields = [
  ...(['covered', 'copayCents', 'coinsurancePercent', 'deductibleCents', 'outOfPocketCents'] as const),
  'authorizationRequired',
] as const;

/**
 * Compares two answers about one coverage. Remaining deductibles change with every claim and are not compared; when the
 * payer did not answer, only the status is.
 */
export function changesBetween(
  before: EligibilityResult | undefined,
  after: EligibilityResult,
): readonly EligibilityChange[] {
  if (before === undefined) return [];
  const fields = after.status === 'rejected' || before.status === 'rejected' ? (['status'] as const) : plainFields;
  const changes = fields.flatMap((field) => changeOf(field, before[field], after[field]));
  if (fields.length === 1) return changes;
  const names = (parties: EligibilityResult['otherPayers']) =>
    parties.map(({ name = '', id = '' }) => `${name} ${id}`.trim()).join(', ');
  changes.push(
    ...changeOf('otherPayers', names(before.otherPayers), names(after.otherPayers)),
    ...changeOf('managedCare', names(before.managedCare), names(after.managedCare)),
  );
  const rows = new Map(before.services.map((service) => [rowName(service), service]));
  for (const service of after.services) {
    const was = rows.get(rowName(service));
    for (const field of serviceFields) {
      if (was !== undefined)
        changes.push(...changeOf(`services/${rowName(service)}/${field}`, was[field], service[field]));
    }
  }
  return changes;
}

function rowName({ serviceType, network, coverageLevel }: ServiceSummary): string {
  return [serviceType, network, coverageLevel].filter((part) => part !== undefined).join(' ');
}

type Told = string | number | boolean | undefined;

function changeOf(field: string, before: Told, after: Told): EligibilityChange[] {
  if (before === after) return [];
  return [{ field, ...present({ before }), ...present({ after }) }];
}
