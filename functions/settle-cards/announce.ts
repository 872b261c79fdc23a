import { linkAddress, newLinkToken } from '../../shared/cards/link-token.ts';
import { readPayee } from '../../shared/cards/payee.ts';
import type { Account } from '../../shared/domain/account/account.ts';
import type { CardCharge, OwnDecline } from '../../shared/domain/card/charge.ts';
import { announcement, noticeChannel } from '../../shared/domain/card/notice.ts';
import type { PayLink } from '../../shared/domain/card/pay-link.ts';
import { mayContact } from '../../shared/domain/contact/may-contact.ts';
import type { Notice } from '../../shared/domain/contact/notice.ts';
import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import { addDays, type Instant, type LocalDate } from '../../shared/domain/time/local-date.ts';
import {
  cardChargeWrite,
  chargeMessage,
  payLinkWrite,
  readCardConnection,
  readPayLink,
} from '../../shared/store/cards.ts';
import { dueWrite, workerAudit } from '../../shared/store/change.ts';
import { readContactParty } from '../../shared/store/contact-parties.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { noticeFolder, sentNotice } from '../../shared/store/notices.ts';
import { type Chargeable, chargeable } from './chargeable.ts';
import { type CardWork, commit, worker } from './context.ts';
import { declined } from './payment.ts';

type Channel = Pick<Notice, 'channel' | 'to'>;

/** What the guarantor was told: the day of the charge stands in it, and where the notice is kept. */
interface Told {
  readonly charge: CardCharge & { readonly chargeOn: LocalDate };
  readonly fileKey: string;
}

/** This is between 7 a.m. and 1 p.m. in every state: no card is charged at night. */
const chargeHour = 'T17:00:00.000Z';

/** Tells the guarantor, and plans the charge far enough ahead. */
export async function announce(work: CardWork, charge: CardCharge): Promise<void> {
  const { tenant, at } = work;
  const found = await chargeable(work, charge);
  if (!found.ok) return declined(work, charge, found.failure);
  const reached = await reach(work, found.value.account);
  if (!reached.ok) {
    const { from } = reached.failure;
    if (from === undefined) return declined(work, charge, 'not-announced' satisfies OwnDecline);
    // No text is sent at night.
    return commit(work, [dueWrite(at, chargeMessage(tenant, charge.id, charge.attempt, from))]);
  }
  const { channel } = reached.value;
  const told = (await toldBefore(work, charge)) ?? (await tell(work, charge, { ...found.value, ...reached.value }));
  const { chargeOn } = told.charge;
  const announced = { at, channel, fileKey: told.fileKey };
  const audit = { action: 'card-charge-announced', entityId: charge.id, facts: { channel } } as const;
  await commit(work, [
    cardChargeWrite(tenant, { ...told.charge, version: told.charge.version + 1, announced }),
    dueWrite(at, chargeMessage(tenant, charge.id, charge.attempt, `${chargeOn}${chargeHour}`)),
    workerAudit(worker, tenant, at, audit),
  ]);
}

/** How the guarantor can be told now; or from when on, or that nobody can be told. */
async function reach(
  { table, tenant, at, settings }: CardWork,
  account: Account,
): Promise<Result<Channel & { readonly payPage: string }, { readonly from?: Instant }>> {
  const channel = noticeChannel(account);
  const { payPage } = settings.cards;
  if (channel === undefined || payPage === undefined) return fail({});
  const party = await readContactParty(table, tenant, account);
  const asked = { channel: channel.channel, purpose: 'inform', at } as const;
  const may = mayContact(party, asked, settings.correspondence.hours);
  return may.ok ? ok({ ...channel, payPage }) : fail(present({ from: may.failure.from }));
}

/**
 * What an interrupted attempt at the announcement has sent; undefined when it sent nothing. Its day was stored before it
 * left, and stays: the guarantor knows that day.
 */
async function toldBefore({ files, tenant }: CardWork, charge: CardCharge): Promise<Told | undefined> {
  const fileKey = await sentNotice(files, tenant, noticeIdOf(charge));
  return fileKey === undefined ? undefined : { charge: withDay(charge), fileKey };
}

/** Fixes the day of the charge, stores it with the link of the announcement, and then sends the announcement. */
async function tell(
  work: CardWork,
  before: CardCharge,
  { account, card, channel, to, payPage }: Chargeable & Channel & { readonly payPage: string },
): Promise<Told> {
  const { table, tenant, today, settings, files } = work;
  const connection = await readCardConnection(table, tenant, before.connectionId);
  invariant(connection !== undefined, 'what is announced has a connection');
  const first = addDays(today, settings.cards.announceDays);
  const { chargeOn } = withDay(before);
  const [, later = chargeOn] = [first, chargeOn].toSorted();
  const charge = { ...before, version: before.version + 1, chargeOn: later };
  const link = await newLink(work, charge);
  await commit(work, [cardChargeWrite(tenant, charge), payLinkWrite(tenant, link.link)]);
  const notice = announcement(
    noticeIdOf(charge),
    { channel, to },
    {
      ...{ language: account.preferences.language, on: charge.chargeOn, last4: card.face?.last4 ?? '' },
      ...{ link: linkAddress(payPage, tenant, link.token), phone: settings.statements.sender?.phone },
      payee: await readPayee(table, tenant, { settings, connection }),
    },
  );
  return { charge, fileKey: await noticeFolder(files).send(tenant, notice) };
}

const noticeIdOf = ({ id, attempt }: CardCharge): string => `${id}-${attempt}`;

function withDay(charge: CardCharge): Told['charge'] {
  const { chargeOn } = charge;
  invariant(chargeOn !== undefined, 'what is announced has a day');
  return { ...charge, chargeOn };
}

/**
 * The link of the announcement: it shows what will be charged, and an amount paid by it is not charged. It is stored
 * before the message leaves; a link of an attempt that sent nothing is replaced, because nobody knows its token.
 */
async function newLink(
  { table, tenant, at, today, randomBytes }: CardWork,
  { id: chargeId, accountId }: CardCharge,
): Promise<{ readonly link: PayLink; readonly token: string }> {
  const id = idFromDigest('payLink', digestOf('card-charge', tenant, chargeId));
  const { token, tokenHash } = newLinkToken(id, randomBytes(17));
  const { version } = (await readPayLink(table, tenant, id)) ?? { version: 0 };
  const link: PayLink = {
    ...{ id, version: version + 1, accountId, of: { kind: 'charge', chargeId }, tokenHash },
    ...{ expiresOn: addDays(today, linkDays), createdAt: at, createdBy: worker },
  };
  return { link, token };
}

const linkDays = 60;
