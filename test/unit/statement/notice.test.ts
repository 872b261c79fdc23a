import { describe, expect, test } from 'vitest';
import { noticeOf } from '../../../functions/run-statements/notice.ts';

const address = { line1: '1 Example St', city: 'Columbus', state: 'OH', postalCode: '43215' };
const sender = { name: 'Example Clinic', phone: '6145550100', address };
const link = 'https://pay.example.com/x';
const payToken = { hash: 'a'.repeat(64), days: 30 };
const byText = { id: 'stm_1', revision: 0, delivery: 'text' } as const;
type Told = Parameters<typeof noticeOf>;
const textOf = (statement: Told[0], from: Told[1], links: Told[2], isPaid = false) =>
  noticeOf(statement, from, links, { to: '6145550111', isPaid }).text;

describe('the notice of a statement', () => {
  test('states for a pay page the amount and no more: to see the statement one must call', () => {
    expect(textOf({ ...byText, language: 'en', payToken }, sender, { payLink: link })).toBe(
      'Example Clinic: you have a new statement. See the amount and pay: https://pay.example.com/x To see the statement, or if you have questions, call 6145550100. Reply STOP to get no more texts.',
    );
    expect(textOf({ ...byText, language: 'es', payToken }, sender, { payLink: link })).toBe(
      'Example Clinic: hay un nuevo estado de cuenta para usted. Vea el importe y pague: https://pay.example.com/x Para ver el estado de cuenta, o si tiene preguntas, llame al 6145550100. Responda STOP para no recibir más mensajes.',
    );
  });

  test('opens the statement where there is a page for it, which also leads to paying', () => {
    const links = { statementPage: 'https://billing.example.com/p', payLink: link };
    expect(textOf({ ...byText, language: 'en', payToken }, sender, links)).toBe(
      'Example Clinic: you have a new statement. Open it, and pay: https://billing.example.com/p Questions? Call 6145550100. Reply STOP to get no more texts.',
    );
    expect(textOf({ ...byText, language: 'es' }, { name: sender.name }, links)).toBe(
      'Example Clinic: hay un nuevo estado de cuenta para usted. Ábralo y pague: https://billing.example.com/p Si tiene preguntas, llámenos. Responda STOP para no recibir más mensajes.',
    );
  });

  test('demands nothing where all has been paid since', () => {
    const links = { statementPage: 'https://billing.example.com/p', payLink: link };
    expect(textOf({ ...byText, language: 'en', payToken }, sender, links, true)).toBe(
      'Example Clinic: you have a new statement. Nothing is to be paid now. Open it: https://billing.example.com/p Questions? Call 6145550100. Reply STOP to get no more texts.',
    );
    expect(textOf({ ...byText, language: 'es', payToken }, sender, { payLink: link }, true)).toBe(
      'Example Clinic: hay un nuevo estado de cuenta para usted. Para ver el estado de cuenta, o si tiene preguntas, llame al 6145550100. Responda STOP para no recibir más mensajes.',
    );
  });

  test('is a different message when it is sent again', () => {
    const at = '2026-11-23T14:05:06.789Z';
    const again = { ...byText, language: 'en', revision: 3, notice: { state: 'waiting', at } } as const;
    expect(noticeOf(again, sender, {}, { to: '6145550111', isPaid: false }).id).toBe('stm_1-3');
  });

  test('names the office’s own page where it takes no cards, for paying', () => {
    const email = { id: 'stm_1', revision: 0, delivery: 'email', language: 'en' } as const;
    expect(noticeOf(email, sender, { payLink: link }, { to: 'pat@example.com', isPaid: false })).toEqual({
      ...{ id: 'stm_1', channel: 'email', to: 'pat@example.com', subject: 'A new statement' },
      text: 'Example Clinic: you have a new statement. To pay, go to our page: https://pay.example.com/x To see the statement, or if you have questions, call 6145550100. 1 Example St, Columbus, OH 43215.',
    });
    expect(textOf({ ...byText, language: 'es' }, sender, { payLink: link })).toContain(
      ' Para pagar, vaya a nuestra página: https://pay.example.com/x Para ver el estado de cuenta,',
    );
  });

  test('asks to call where there is no page, and gives no number where the office has none', () => {
    const { name } = sender;
    expect(textOf({ ...byText, language: 'en' }, { name }, {})).toBe(
      'Example Clinic: you have a new statement. To see the statement, or if you have questions, call us. Reply STOP to get no more texts.',
    );
    expect(textOf({ ...byText, language: 'es' }, { name }, {})).toBe(
      'Example Clinic: hay un nuevo estado de cuenta para usted. Para ver el estado de cuenta, o si tiene preguntas, llámenos. Responda STOP para no recibir más mensajes.',
    );
  });
});
