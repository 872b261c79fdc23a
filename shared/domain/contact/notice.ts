/** A message by e-mail or text. It has no health information: neither who was treated, nor when, nor how much is owed. */
export interface Notice {
  readonly id: string;
  readonly channel: 'email' | 'text';
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
}
