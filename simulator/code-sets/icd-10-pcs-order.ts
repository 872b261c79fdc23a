import { chanceOf } from '../chance.ts';
import type { OrderedCode } from './demo-diagnoses.ts';
import { orderLines } from './icd-10-cm-order.ts';
import { sites } from './made-up-words.ts';
import type { GeneratedSize } from './options.ts';

/** Some inpatient procedures with their official descriptions (ICD-10-PCS is public, US government). */
const demoProcedures = `
0DB *Gastrointestinal System, Excision
0DB68ZX Excision of Stomach, Via Natural or Artificial Opening Endoscopic, Diagnostic
0DBN8ZX Excision of Sigmoid Colon, Via Natural or Artificial Opening Endoscopic, Diagnostic
0DT *Gastrointestinal System, Resection
0DTJ0ZZ Resection of Appendix, Open Approach
0DTJ4ZZ Resection of Appendix, Percutaneous Endoscopic Approach
0FT *Hepatobiliary System and Pancreas, Resection
0FT40ZZ Resection of Gallbladder, Open Approach
0FT44ZZ Resection of Gallbladder, Percutaneous Endoscopic Approach
0SR *Lower Joints, Replacement
0SR9019 Replacement of Right Hip Joint with Metal Synthetic Substitute, Cemented, Open Approach
0SRC0J9 Replacement of Right Knee Joint with Synthetic Substitute, Cemented, Open Approach
0SRD0J9 Replacement of Left Knee Joint with Synthetic Substitute, Cemented, Open Approach
10D *Pregnancy, Extraction
10D00Z1 Extraction of Products of Conception, Low, Open Approach
10E *Pregnancy, Delivery
10E0XZZ Delivery of Products of Conception, External Approach
3E0 *Administration, Physiological Systems and Anatomical Regions, Introduction
3E03317 Introduction of Other Thrombolytic into Peripheral Vein, Percutaneous Approach
5A1 *Extracorporeal or Systemic Assistance and Performance, Performance
5A1935Z Respiratory Ventilation, Less than 24 Consecutive Hours
B24 *Heart, Ultrasonography
B245ZZZ Ultrasonography of Left Heart
XW0 *Anatomical Regions, Introduction
XW033E5 Introduction of Remdesivir Anti-infective into Peripheral Vein, Percutaneous Approach, New Technology Group 5
`;

const operations = [
  'Bypass',
  'Change',
  'Control',
  'Dilation',
  'Drainage',
  'Excision',
  'Extirpation',
  'Fusion',
  'Insertion',
  'Inspection',
  'Reattachment',
  'Release',
  'Removal',
  'Repair',
  'Replacement',
  'Reposition',
  'Resection',
  'Restriction',
  'Revision',
  'Supplement',
  'Transfer',
  'Transplantation',
] as const;
const approaches = {
  '0': 'Open',
  '3': 'Percutaneous',
  '4': 'Percutaneous Endoscopic',
  '7': 'Via Natural or Artificial Opening',
  X: 'External',
};
const devices = {
  '0': 'Drainage Device',
  '7': 'Autologous Tissue Substitute',
  J: 'Synthetic Substitute',
  K: 'Nonautologous Tissue Substitute',
  Z: 'No Device',
};
const characters = '0123456789BCDFGHJKLMNPQRSTVWXY';

/** SYNTHETIC: an ICD-10-PCS order file. Beyond some official codes, codes and descriptions are made up and say so. */
export function* icd10PcsOrder(size: GeneratedSize): Iterable<string> {
  yield* orderLines(procedureCodes(size));
}

/** The codes of the file in their order. */
function procedureCodes({ seed, rows = 0 }: GeneratedSize): readonly OrderedCode[] {
  const demo = demoProcedures.trim().split('\n').map(demoCode);
  const taken = new Set(demo.map(({ code }) => code.slice(0, 3)));
  const codes = [...demo];
  const chance = chanceOf(seed, 'icd-10-pcs');
  for (const table of tables()) {
    if (codes.length >= rows) break;
    if (taken.has(table)) continue;
    const operation = chance.pick(operations);
    codes.push({ code: table, billable: false, description: `${operation} (synthetic)` });
    for (const part of characters.slice(0, 12)) {
      const site = chance.pick(sites);
      for (const [approach, approachName] of Object.entries(approaches)) {
        for (const [device, deviceName] of Object.entries(devices)) {
          const description = `${operation} of ${site} with ${deviceName}, ${approachName} Approach (synthetic)`;
          codes.push({ code: `${table}${part}${approach}${device}Z`, billable: true, description });
        }
      }
    }
  }
  return codes.toSorted((one, other) => (one.code < other.code ? -1 : 1));
}

function demoCode(line: string): OrderedCode {
  const [code = '', ...words] = line.split(' ');
  const text = words.join(' ');
  return { code, billable: !text.startsWith('*'), description: text.replace(/^\*/, '') };
}

/** Sections, body systems and operations. */
function* tables(): Iterable<string> {
  for (const section of '012345678X') {
    for (const system of characters) for (const operation of characters) yield `${section}${system}${operation}`;
  }
}
