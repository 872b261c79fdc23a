/** Modifiers as a set: their order does not change a price. */
export function modifierSet(modifiers: readonly string[]): string {
  return [...modifiers].sort().join(' ');
}
