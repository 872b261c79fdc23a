import { createHash } from 'node:crypto';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import type { Payer, Provider } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { enteredFaults } from '../../shared/domain/remittance/entered.ts';
import type { PartyIdentity, RemittanceLine } from '../../shared/domain/remittance/remittance.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import { parseLocalDate } from '../../shared/domain/time/local-date.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { remittanceFileKey } from '../../shared/store/keys/remittance.ts';
import { remittanceObjectName } from '../../shared/store/manifest.ts';
import { receivedFile, remittanceFileIdOf } from '../../shared/store/received-file.ts';
import { bodyOfItem, type RemittanceFile } from '../../shared/store/remittances.ts';
import { type WrittenClaim, type WrittenPayment, writeRemittance } from '../../shared/x12/835/write-remittance.ts';
import type { RemittancesOperations } from './context.ts';
import type { EnteredRemittance } from './entered-schema.ts';
import { fileView } from './views.ts';

type EnteredClaim = EnteredRemittance['claims'][number];
type EnteredLine = NonNullable<EnteredClaim['lines']>[number];
type BillingProvider = Provider & Required<Pick<Provider, 'billing' | 'entityId'>>;

export const paperOperations: RemittancesOperations<'createPaperRemittance'> = {
  /**
   * Turns what a person entered into an 835 of our own, which is then handled like a payer's: the same checks,
   * admission, posting and provenance. The same entry gives the same bytes, and so the same file.
   */
  createPaperRemittance: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const entered = request.body;
    if (entered.paymentDate > (await request.today())) return invalid('/paymentDate', 'is in the future');
    const keys = [
      entityKey(tenantId, 'PAYER', entered.payerId),
      entityKey(tenantId, 'PROVIDER', entered.billingProviderId),
    ];
    const [payerItem, providerItem] = await table.batchGet(keys);
    const payer = payerItem === undefined ? undefined : documentOfItem<Payer>(payerItem);
    const provider = providerItem === undefined ? undefined : documentOfItem<Provider>(providerItem);
    if (payer === undefined) return invalid('/payerId', 'no such payer here');
    if (!isBilling(provider)) return invalid('/billingProviderId', 'no such billing provider here');
    const claims = entered.claims.map(writtenClaim);
    const providerAdjustments = entered.providerAdjustments ?? [];
    const faults = enteredFaults({ ...entered, claims, providerAdjustments });
    if (faults.length > 0) return fail({ kind: 'remittance-unbalanced', errors: faults.slice(0, 50) });
    const bytes = Buffer.from(fileText(entered, payer, provider, claims), 'latin1');
    const sha256 = sha256Hex(bytes);
    const known = await table.get(remittanceFileKey(tenantId, remittanceFileIdOf(tenantId, sha256)));
    if (known !== undefined) {
      return ok({ status: 200, body: { file: fileView(bodyOfItem<RemittanceFile>(known)), alreadyReceived: true } });
    }
    await files.put(fileKey(tenantId, 'remittance', remittanceObjectName(sha256)), bytes, 'application/edi-x12');
    const { channel, payerId } = entered;
    const { entityId } = provider;
    const received = { sha256, sizeBytes: bytes.length, entered: { channel, payerId, entityId } };
    const { file, ...change } = receivedFile(tenantId, received, request.at);
    const facts = { channel, claims: claims.length };
    const audit = { action: 'remittance-entered', entityId: file.id, facts } as const;
    return ok({ body: { file: fileView(file), alreadyReceived: false }, ...change, audit });
  },
};

function isBilling(provider: Provider | undefined): provider is BillingProvider {
  return provider?.billing !== undefined && provider.entityId !== undefined;
}

/** The entry as an 835. Its control number derives from the entry, so nothing in it depends on who entered it or when. */
function fileText(
  entered: EnteredRemittance,
  payer: Payer,
  provider: BillingProvider,
  claims: readonly WrittenClaim[],
): string {
  const digest = createHash('sha256').update(JSON.stringify(entered)).digest();
  return writeRemittance({
    controlNumber: String(digest.readUInt32BE(0) % 1_000_000_000),
    senderId: `ENTERED-${entered.channel.toUpperCase()}`,
    receiverId: provider.billing.submitter.id,
    createdOn: entered.paymentDate,
    payments: [writtenPayment(entered, payer, provider, claims)],
  });
}

const methods = { check: 'CHK', eft: 'ACH', card: 'CHK' } as const;

function writtenPayment(
  entered: EnteredRemittance,
  payer: Payer,
  provider: BillingProvider,
  claims: readonly WrittenClaim[],
): WrittenPayment {
  const { paymentCents, paymentDate, traceNumber, providerAdjustments = [] } = entered;
  const originator = payer.remittanceIdentities.find(({ kind }) => kind === 'trace-originator')?.value;
  const year = parseLocalDate(`${paymentDate.slice(0, 4)}-12-31`);
  const period = year.ok ? { fiscalPeriodEnd: year.value } : {};
  return {
    ...(paymentCents === 0
      ? { handlingCode: 'H', method: 'NON' }
      : { handlingCode: 'I', method: methods[entered.method] }),
    paymentCents,
    creditDebit: 'C',
    paymentDate,
    productionDate: paymentDate,
    traceNumber,
    ...present({ traceOriginator: originator }),
    payer: payerIdentity(payer),
    payee: {
      name: payeeName(provider),
      ...(provider.npi === undefined
        ? { idQualifier: 'FI', id: provider.billing.taxId.value }
        : { idQualifier: 'XX', id: provider.npi }),
      references: [{ qualifier: 'TJ', value: provider.billing.taxId.value }],
    },
    claims,
    providerAdjustments: providerAdjustments.map((each) => {
      return { ...each, ...period, providerId: provider.npi ?? provider.billing.taxId.value };
    }),
  };
}

function payerIdentity({ name, remittanceIdentities }: Payer): PartyIdentity {
  const own = remittanceIdentities.find(({ kind }) => kind === 'payer-id')?.value;
  const references = remittanceIdentities
    .filter(({ kind }) => kind === 'additional-payer-id')
    .map(({ value }) => ({ qualifier: '2U', value }));
  return { name, ...present({ idQualifier: own === undefined ? undefined : 'XV', id: own }), references };
}

function payeeName({ name }: Provider): string {
  if (name.kind === 'organization') return name.organizationName;
  return [name.lastName, name.firstName].filter((part) => part !== undefined).join(' ');
}

function writtenClaim(claim: EnteredClaim): WrittenClaim {
  const { controlNumber, status, patient, lines = [], adjustments = [], remarkCodes = [] } = claim;
  return {
    patientControlNumber: controlNumber,
    statusCode: status,
    chargeCents: claim.chargeCents,
    paidCents: claim.paidCents,
    patientResponsibilityCents: claim.patientResponsibilityCents ?? zeroCents,
    payerClaimNumber: claim.payerClaimNumber ?? '',
    adjustments,
    remarkCodes,
    ...present({ patient: patient === undefined ? undefined : writtenPatient(patient) }),
    lines: lines.map(writtenLine),
  };
}

function writtenPatient({ lastName, ...rest }: NonNullable<EnteredClaim['patient']>) {
  return { name: lastName, ...rest };
}

function writtenLine(line: EnteredLine): RemittanceLine {
  const { procedure, adjustments = [], remarkCodes = [], ...rest } = line;
  const { qualifier = 'HC', code, modifiers = [] } = procedure;
  return { ...rest, procedure: { qualifier, code, modifiers }, adjustments, remarkCodes };
}
