import * as z from 'zod';
import {
  type CodeKind,
  codeForms,
  readCode,
  readNdc,
  readRevenueCode,
  readTypeOfBill,
} from '../domain/encounter/written-code.ts';
import type { Result } from '../domain/result.ts';

/**
 * Codes as people type them: normalised where that is safe, refused with an explanation otherwise. Answers have the
 * normalised form.
 */

function readBy(read: (text: string) => Result<string, string>, description: string, example: string) {
  return z
    .string()
    .meta({ description, examples: [example] })
    .transform((text, context) => {
      const code = read(text);
      if (code.ok) return code.value;
      context.addIssue({ code: 'custom', message: code.failure });
      return z.NEVER;
    });
}

const codeOf = (kind: CodeKind, description: string) =>
  readBy((text) => readCode(kind, text), description, codeForms[kind].example);

export const writtenDiagnosis = codeOf('diagnosis', 'ICD-10-CM code; dots, spaces and lower case are folded');
export const writtenInpatientProcedure = codeOf('inpatientProcedure', 'ICD-10-PCS code of seven characters');
export const writtenProcedure = codeOf('procedure', 'HCPCS or CPT code');
export const writtenDentalProcedure = codeOf('dentalProcedure', 'CDT code');
export const writtenRateCode = codeOf('rateCode', 'Rate code (HIPPS)');
export const writtenModifier = codeOf('modifier', 'Modifier of two letters or digits');
export const writtenNdc = readBy(readNdc, 'National drug code: eleven digits, or as its label has it', '0003-0494-20');
export const writtenRevenueCode = readBy(readRevenueCode, 'Revenue code of four digits', '0450');
export const writtenTypeOfBill = readBy(readTypeOfBill, 'Type of bill with its leading zero', '0131');
