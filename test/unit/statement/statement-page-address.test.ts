import { expect, it } from 'vitest';
import { statementsSchema } from '../../../functions/accounts/statement-settings-schema.ts';

const isTaken = (address: string) => statementsSchema.shape.statementPage.safeParse({ address, linkDays: 60 }).success;

it('is that of this API’s pages, with https, or on this machine', () => {
  for (const address of [
    'https://billing.example.com/v1/statement-pages/',
    'https://api.example.com/production/v1/statement-pages/',
    'http://127.0.0.1:4000/v1/statement-pages/',
    'http://localhost/v1/statement-pages/',
  ]) {
    expect(isTaken(address), address).toBe(true);
  }
  for (const address of [
    'http://billing.example.com/v1/statement-pages/',
    'http://127.0.0.1.example.com/v1/statement-pages/',
    'http://localhost:4000/other/',
    'https://billing.example.com/v1/statement-pages/?x=',
  ]) {
    expect(isTaken(address), address).toBe(false);
  }
});
