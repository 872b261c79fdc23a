import { type AuditFlag, auditRules, flagReasons, type Ratio } from './flag.ts';

const ofRatio = ({ count, of }: Ratio): string => `${count} of ${of}`;

/** A flag in a sentence: the rule, the figures, the comparison, the limit. It names no patient. */
export function whyOf(flag: AuditFlag): string {
  const { rule, subject, own, peers, specialty, threshold, reasons, encounters, flagged } = flag;
  const reasonWords = reasons.map((reason) => flagReasons[reason]).join('; ');
  const compared = [
    ...(peers === undefined
      ? []
      : [`${peers.providers} ${peers.providers === 1 ? 'other' : 'others'} of the taxonomy: ${ofRatio(peers)}`]),
    ...(specialty === undefined ? [] : [`the specialty: ${ofRatio(specialty)}`]),
  ];
  const figures = [`${subject}: ${ofRatio(own)}`, ...compared].join('; ');
  return `${auditRules[rule]} ${figures} (${threshold.name} ${threshold.value}): ${reasonWords}. ${flagged} of ${encounters} encounters.`;
}
