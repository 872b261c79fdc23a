import { daysText, dayText } from '../../shared/document/day-text.ts';
import { phoneText } from '../../shared/document/party-facts.ts';
import type { CorrespondenceParty } from '../../shared/domain/correspondence/correspondence.ts';
import type { MessageFacts } from '../../shared/domain/correspondence/template.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { formatAmount } from '../../shared/domain/money/cents.ts';
import { personText, providerText } from '../../shared/domain/practice/name-text.ts';
import type { Coverage, Payer, Provider } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { senderOfProvider } from '../../shared/domain/statement/sender.ts';
import type { StatementContent, StatementLanguage } from '../../shared/domain/statement/statement.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { documentOfItem, readDocumentsTogether } from '../../shared/store/entity-items.ts';
import { coverageKey } from '../../shared/store/keys/practice.ts';
import type { Table } from '../../shared/store/table.ts';
import type { KnownParty, Subject } from './about.ts';

/** The facts that a message can state, and its sender. */
export interface MessageSource {
  readonly facts: MessageFacts;
  readonly sender: StatementContent['sender'];
}

interface Asked {
  readonly subject: Subject;
  readonly party: KnownParty;
  readonly with: CorrespondenceParty;
  /** The template's language, in which dates are written. */
  readonly language: StatementLanguage;
}

/** The facts for a template, from the current records. Unknown facts are absent. */
export async function readMessageSource(
  table: Table,
  tenant: TenantId,
  { subject, party, with: kind, language }: Asked,
  today: LocalDate,
): Promise<MessageSource> {
  const { claim, patient, account } = subject;
  const share =
    kind.kind === 'payer' ? claim?.payers.find(({ payerId }) => payerId === kind.payerId) : claim?.payers[0];
  const payerId = kind.kind === 'payer' ? kind.payerId : share?.payerId;
  const [records, coverageItem, { statements }] = await Promise.all([
    readDocumentsTogether(table, tenant, [
      ...(payerId === undefined ? [] : [['PAYER', payerId] as const]),
      ...(claim === undefined ? [] : [['PROVIDER', claim.billingProviderId] as const]),
    ]),
    claim === undefined || share === undefined
      ? undefined
      : table.get(coverageKey(tenant, claim.patientId, share.coverageId)),
    readBillingSettings(table, tenant),
  ]);
  const provider = records('PROVIDER').get(claim?.billingProviderId ?? '') as Provider | undefined;
  const payer = records('PAYER').get(payerId ?? '') as Payer | undefined;
  const sender = statements.sender ?? senderOfProvider(provider);
  const facts = {
    ...{ today: dayText(today, language), recipient: party.name, accountNumber: account.id },
    ...{
      office: sender.name,
      officePhone: sender.phone && phoneText(sender.phone),
      npi: provider?.npi,
      payer: payer?.name,
    },
    ...{
      provider: provider && providerText(provider),
      birthDate: patient?.birthDate && dayText(patient.birthDate, language),
    },
    patient: patient && personText(patient.name),
    memberId: coverageItem === undefined ? undefined : documentOfItem<Coverage>(coverageItem).memberId,
    ...claimFacts(subject, language),
  };
  return { facts: present(facts), sender };
}

function claimFacts({ claim }: Subject, language: StatementLanguage) {
  if (claim === undefined) return {};
  const { claimId, controlNumber, serviceFrom, serviceThrough, chargeCents, patientCents } = claim;
  return {
    claimNumber: controlNumber ?? claimId,
    serviceDates: daysText(serviceFrom, serviceThrough, language),
    charge: `$${formatAmount(chargeCents)}`,
    claimOwed: `$${formatAmount(patientCents)}`,
  };
}
