import { lineEnd } from './options.ts';

/** Some taxonomy codes with their places in the taxonomy; definitions are left out. */
const providers = `
207Q00000X|Allopathic & Osteopathic Physicians|Family Medicine||Individual
207R00000X|Allopathic & Osteopathic Physicians|Internal Medicine||Individual
207RC0000X|Allopathic & Osteopathic Physicians|Internal Medicine|Cardiovascular Disease|Individual
207X00000X|Allopathic & Osteopathic Physicians|Orthopaedic Surgery||Individual
207L00000X|Allopathic & Osteopathic Physicians|Anesthesiology||Individual
208000000X|Allopathic & Osteopathic Physicians|Pediatrics||Individual
2084P0800X|Allopathic & Osteopathic Physicians|Psychiatry & Neurology|Psychiatry|Individual
208D00000X|Allopathic & Osteopathic Physicians|General Practice||Individual
363L00000X|Physician Assistants & Advanced Practice Nursing Providers|Nurse Practitioner||Individual
363LF0000X|Physician Assistants & Advanced Practice Nursing Providers|Nurse Practitioner|Family|Individual
363A00000X|Physician Assistants & Advanced Practice Nursing Providers|Physician Assistant||Individual
122300000X|Dental Providers|Dentist||Individual
225100000X|Respiratory, Developmental, Rehabilitative and Restorative Service Providers|Physical Therapist||Individual
261QP2300X|Ambulatory Health Care Facilities|Clinic/Center|Primary Care|Non-Individual
261QM1300X|Ambulatory Health Care Facilities|Clinic/Center|Multi-Specialty|Non-Individual
282N00000X|Hospitals|General Acute Care Hospital||Non-Individual
291U00000X|Laboratories|Clinical Medical Laboratory||Non-Individual
332B00000X|Suppliers|Durable Medical Equipment & Medical Supplies||Non-Individual
314000000X|Nursing & Custodial Care Facilities|Skilled Nursing Facility||Non-Individual
3416L0300X|Transportation Services|Ambulance|Land Transport|Non-Individual
251E00000X|Agencies|Home Health||Non-Individual
251G00000X|Agencies|Hospice Care, Community Based||Non-Individual
193200000X|Group|Multi-Specialty||Non-Individual
193400000X|Group|Single Specialty||Non-Individual
`;

/** SYNTHETIC: a taxonomy file in NUCC's layout, with its byte order mark. */
export function* taxonomyCsv(): Iterable<string> {
  yield `\ufeffCode,Grouping,Classification,Specialization,Definition,Notes,Display Name,Section${lineEnd}`;
  for (const line of providers.trim().split('\n')) {
    const [code, grouping, classification, specialization, section] = line.split('|');
    const name = specialization === '' ? classification : `${specialization} ${classification}`;
    yield `${code},"${grouping}","${classification}","${specialization}",SYNTHETIC,,"${name}",${section}${lineEnd}`;
  }
}
