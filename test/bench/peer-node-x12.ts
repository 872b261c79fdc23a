// Reads an 835 with node-x12 as its documentation shows, and adds up what its claims state.
import { readFileSync } from 'node:fs';
import { X12Parser } from 'node-x12';

const interchange = new X12Parser().parse(readFileSync(process.argv[2] ?? '', 'utf8'));
let claims = 0;
let paidCents = 0;
for (const group of 'functionalGroups' in interchange ? interchange.functionalGroups : []) {
  for (const transaction of group.transactions) {
    for (const segment of transaction.segments) {
      if (segment.tag !== 'CLP') continue;
      claims += 1;
      paidCents += Math.round(Number(segment.valueOf(4)) * 100);
    }
  }
}
process.stdout.write(JSON.stringify({ claims, paidCents }));
