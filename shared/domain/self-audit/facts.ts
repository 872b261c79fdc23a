import { codedLines } from '../edits/coded-lines.ts';
import { codedDiagnoses } from '../encounter/coded-diagnoses.ts';
import type { DraftEncounter, Encounter } from '../encounter/encounter.ts';
import { type EncounterKind, formOfKind } from '../encounter/kinds.ts';
import { namedProviders } from '../encounter/named-providers.ts';
import { firstServiceDay, throughDate } from '../encounter/service-days.ts';
import type { LocalDate } from '../time/local-date.ts';

/** The days of a self-audit, both included. */
export interface AuditPeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A service, with the facts for the audit. */
export interface AuditedLine {
  readonly procedure: string;
  readonly modifiers: readonly string[];
  /** Thousandths of a unit, or of a minute. */
  readonly thousandths: number;
  readonly isMinutes: boolean;
  readonly serviceOn: LocalDate;
  readonly serviceTo: LocalDate;
  /** The rendering provider; the billing one when nobody is named, and for a facility, which bills its own part. */
  readonly providerId: string;
}

/** The minutes of a visit on a worksheet. */
export interface DocumentedMinutes {
  readonly serviceOn: LocalDate;
  readonly minutes: number;
}

/** The facts of a final encounter that the audit keeps: ids, codes, days and units. */
export interface AuditedEncounter {
  readonly id: string;
  readonly kind: EncounterKind;
  readonly patientId: string;
  readonly providerId: string;
  /** The first date of service; for the diagnoses of a stay, its last day. */
  readonly serviceOn: LocalDate;
  /** Every named provider, each once; the billing provider first. */
  readonly providerIds: readonly string[];
  /** The billed payers; empty where no enrolments are recorded. */
  readonly payerIds: readonly string[];
  readonly documentedMinutes: readonly DocumentedMinutes[];
  readonly lines: readonly AuditedLine[];
  readonly diagnoses: readonly string[];
}

/**
 * A final encounter's services in a period; undefined when there are none. Other code adds diagnoses, payers and
 * minutes.
 */
export function auditedServices(encounter: Encounter, { from, to }: AuditPeriod): AuditedEncounter | undefined {
  const isFacilitys = formOfKind(encounter.kind) === 'institutional';
  const providerOf = (id: string | undefined) => (isFacilitys ? undefined : id) ?? encounter.billingProviderId;
  // A final encounter is coded like a draft; only its charges are certain.
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
 * The diagnoses of a final encounter of a period; undefined for others. Risk adjustment counts a stay in the year of
 * its discharge, anything else from its first day on, and excludes admitting diagnoses and reasons for visit.
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
