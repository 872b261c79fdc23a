import { procedureIsIn } from '../edits/code-ranges.ts';
import type { PastService } from '../edits/history.ts';
import { thousandthsOf } from '../encounter/quantity.ts';
import type { Authorization } from './authorization.ts';
import { approvalKind, approvalsOf, numberOfPayer } from './number-of-payer.ts';

/** How much of a service is used, in thousandths of units, by which encounters. */
export interface ServiceUsage {
  readonly usedThousandths: number;
  /** Absent when any number is authorised. Negative when more was billed than authorised. */
  readonly leftThousandths?: number;
  readonly encounterIds: readonly string[];
}

/**
 * The used part of each service of an authorisation: the sum of what final encounters billed under it. So an encounter
 * counts once, even if repeated, and no longer counts once it is voided or corrected.
 * @param all the patient's authorisations, one of which is meant
 */
export function usageOf(
  authorization: Authorization,
  billed: readonly PastService[],
  all: readonly Authorization[],
): readonly ServiceUsage[] {
  const under = billed.filter((service) => isBilledUnder(authorization, service, all));
  return authorization.services.map(({ procedures, units, isDenied }) => {
    const authorizedThousandths = isDenied ? 0 : units && thousandthsOf(units);
    const own = under.filter((service) => procedureIsIn(service.procedure, procedures));
    const usedThousandths = own.reduce((sum, service) => sum + thousandthsOf(service.units), 0);
    return {
      usedThousandths,
      ...(authorizedThousandths === undefined ? {} : { leftThousandths: authorizedThousandths - usedThousandths }),
      encounterIds: [...new Set(own.map(({ encounterId }) => encounterId))],
    };
  });
}

/** Whether a service was billed under an authorisation: by its number, or because the claim takes it from the record. */
export function isBilledUnder(
  authorization: Authorization,
  service: PastService,
  all: readonly Authorization[],
): boolean {
  const { id, number, coverageId } = authorization;
  const kind = approvalKind(authorization);
  const { coverageIds = [], [kind]: entered } = service;
  if (number === undefined) return false;
  if (entered === number) return true;
  const billed = { coverageIds, firstId: coverageIds[0] };
  if (!coverageIds.includes(coverageId)) return false;
  const known = { billed, authorizations: approvalsOf(kind, all) };
  return numberOfPayer({ ...service, entered }, coverageId, known)?.onRecord?.id === id;
}
