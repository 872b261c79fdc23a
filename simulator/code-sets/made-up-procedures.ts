/**
 * Made-up procedure codes for the files of edits and prices: X9001 to X9091 are the demonstration's, X0000 to X8999
 * fill files of any size. CPT belongs to the AMA and is not included.
 */
export const demoProcedures = [
  'X9001 X9002 X9003 X9004 X9005 X9010 X9011 X9012 X9013 X9014 X9015 X9020 X9021 X9022 X9023 X9024 X9025',
  'X9030 X9031 X9032 X9033 X9090 X9091',
].flatMap((line) => line.split(' '));

/** X0000, X0001, … */
export function madeUpProcedure(number: number): string {
  return `X${String(number).padStart(4, '0')}`;
}

export const mostMadeUp = 9000;
