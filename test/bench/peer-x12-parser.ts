// Reads an 835 with x12-parser, in the streaming way that its documentation shows, and adds up what its claims state.
import { createReadStream } from 'node:fs';
import { X12parser } from 'x12-parser';

let claims = 0;
let paidCents = 0;

createReadStream(process.argv[2] ?? '')
  .pipe(new X12parser())
  .on('data', (segment: Record<string, string>) => {
    if (segment.name !== 'CLP') return;
    claims += 1;
    paidCents += Math.round(Number(segment['4']) * 100);
  })
  .on('end', () => process.stdout.write(JSON.stringify({ claims, paidCents })));
