/**
 * The month in which the demonstration takes place. The demonstration ends in the next month, which lists show unless
 * another month is requested.
 */
export function storyMonth(): string {
  return new Date().toISOString().slice(0, 7);
}
