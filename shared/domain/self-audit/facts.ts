import { codedLines } from '../edits/coded-lines.ts';
import { codedDiagnoses } from '../encounter/coded-diagnoses.ts';
import type { DraftEncounter, Encounter } from '../encounter/encounter.ts';
import { type EncounterKind, formOfKind } from '../encounter/kinds.ts';
import { namedProviders } from '../encounter/named-providers.ts';
import { firstServiceDay, throughDate } from '../encounter/service-days.ts';
import type { LocalDate } from '../time/local-date.ts';

/** The days that a look at an office's billing covers, both included. */
export interface AuditPeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A service as the audit looks at it. */
export interface AuditedLine {
  readonly procedure: string;
  readonly modifiers: readonly string[];
  /** Thousandths of a unit, or of a minute. */
  readonly thousandths: number;
  readonly isMinutes: boolean;
  readonly serviceOn: LocalDate;
  readonly serviceTo: LocalDate;
  /** Who gave it: the one who bills where nobody is named, and of a facility, which bills its own part. */
  readonly providerId: string;
}

/** The minutes of a visit that a worksheet states. */
export interface DocumentedMinutes {
  readonly serviceOn: LocalDate;
  readonly minutes: number;
}

/** What the audit keeps of a final encounter: ids, codes, days and units. */
export interface AuditedEncounter {
  readonly id: string;
  readonly kind: EncounterKind;
  readonly patientId: string;
  readonly providerId: string;
  /** The first day of service; of the diagnoses of a stay, its last day. */
  readonly serviceOn: LocalDate;
  /** Everybody whom it names, each once; who bills comes first. */
  readonly providerIds: readonly string[];
  /** Who is billed; empty where nobody's enrolment is kept account of. */
  readonly payerIds: readonly string[];
  readonly documentedMinutes: readonly DocumentedMinutes[];
  readonly lines: readonly AuditedLine[];
  readonly diagnoses: readonly string[];
}

/** The services of a final encounter in a period; undefined when it has none then. Diagnoses, payers and minutes are added by who needs them. */
export function auditedServices(encounter: Encounter, { from, to }: AuditPeriod): AuditedEncounter | undefined {
  const isFacilitys = formOfKind(encounter.kind) === 'institutional';
  const providerOf = (id: string | undefined) => (isFacilitys ? undefined : id) ?? encounter.billingProviderId;
  // What is final is coded as a draft is; only its charges are certain.
  const lines = codedLines(encounter as unknown as DraftEncounter)
    .filter(({ serviceOn }) => from <= serviceOn && serviceOn <= to)
    .map(
      ({ procedure, modifiers, thousandths, isMinutes, serviceOn, serviceTo, renderingProviderId }): AuditedLine => ({
        ...{ procedure, modifiers, thousandths, isMinutes, serviceOn, serviceTo },
        providerId: providerOf(renderingProviderId),
      }),
    );
  const [first] = lines.map(({ serviceOn }) => serviceOn).sort();
  if (first === undefined) return undefined;
  return {
    ...{ id: encounter.id, kind: encounter.kind, patientId: encounter.patientId, serviceOn: first, lines },
    providerId: providerOf(encounter.renderingProviderId),
    providerIds: [...new Set(namedProviders(encounter).map(({ id }) => id))],
    ...{ payerIds: [], documentedMinutes: [], diagnoses: [] },
  };
}

/**
 * The diagnoses of a final encounter of a period; undefined of others. Risk adjustment counts a stay in the year in which it ended, anything else
 * from its first day on, and no diagnosis with which a patient only came or was admitted.
 */
export function auditedDiagnoses(encounter: Encounter, { from, to }: AuditPeriod): AuditedEncounter | undefined {
  const { lines, kind } = encounter;
  const serviceOn = kind === 'inpatient-facility' ? throughDate(encounter, lines) : firstServiceDay(lines);
  if (serviceOn === undefined || serviceOn < from || serviceOn > to) return undefined;
  const diagnoses = codedDiagnoses(encounter as unknown as DraftEncounter)
    .filter(({ use }) => use !== 'admitting' && use !== 'reason-for-visit')
    .map(({ code }) => code);
  return {
    ...{ id: encounter.id, kind, patientId: encounter.patientId, serviceOn },
    providerId: encounter.renderingProviderId ?? encounter.billingProviderId,
    ...{ providerIds: [], payerIds: [], documentedMinutes: [], lines: [] },
    diagnoses: [...new Set(diagnoses)],
  };
}
