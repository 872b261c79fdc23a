/** The box to cross in box 6, by the relationship to the insured; `other` for all relationships without a box. */
export function relationshipBox(relationship: string): string {
  return relationships[relationship] ?? '6.other';
}

const relationships: Readonly<Record<string, string>> = { '18': '6.self', '01': '6.spouse', '19': '6.child' };

/** The box of a gender; none when it is neither male nor female. */
export function genderBox(box: string, gender: string | undefined): string | undefined {
  if (gender === 'M') return `${box}.male`;
  return gender === 'F' ? `${box}.female` : undefined;
}
