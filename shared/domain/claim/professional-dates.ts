import type { LocalDate } from '../time/local-date.ts';

/** Dates that a professional claim states and its encounter supplies. */
export interface ProfessionalDates {
  readonly onsetDate?: LocalDate;
  readonly initialTreatmentDate?: LocalDate;
  readonly lastSeenDate?: LocalDate;
  readonly acuteManifestationDate?: LocalDate;
  readonly lastMenstrualPeriodDate?: LocalDate;
  readonly lastXrayDate?: LocalDate;
  readonly hearingVisionPrescriptionDate?: LocalDate;
  readonly disabilityBegin?: LocalDate;
  readonly disabilityEnd?: LocalDate;
  readonly lastWorkedDate?: LocalDate;
  readonly returnToWorkDate?: LocalDate;
  readonly admissionDate?: LocalDate;
  readonly dischargeDate?: LocalDate;
  readonly assumedCareDate?: LocalDate;
  readonly relinquishedCareDate?: LocalDate;
}

/** The names of {@link ProfessionalDates}. */
export const professionalDates = [
  ...(['onsetDate', 'initialTreatmentDate', 'lastSeenDate', 'acuteManifestationDate'] as const),
  ...(['lastMenstrualPeriodDate', 'lastXrayDate', 'hearingVisionPrescriptionDate'] as const),
  ...(['disabilityBegin', 'disabilityEnd', 'lastWorkedDate', 'returnToWorkDate'] as const),
  ...(['admissionDate', 'dischargeDate', 'assumedCareDate', 'relinquishedCareDate'] as const),
] as const satisfies readonly (keyof ProfessionalDates)[];
