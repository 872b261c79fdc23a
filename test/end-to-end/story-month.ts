/** The month in which the demonstration takes place. It ends in the next one, which is what lists show unless they are asked for a month. */
export function storyMonth(): string {
  return new Date().toISOString().slice(0, 7);
}
