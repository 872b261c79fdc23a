import type { Provider } from '../../shared/domain/practice/practice.ts';
import { nextPayerRound } from '../../shared/filing/next-payer-round.ts';
import { deadlineRound } from '../../shared/store/deadline-alarms.ts';
import { payerIdentityRows, providerRows } from '../../shared/store/practice.ts';
import { partnerRows } from '../../shared/store/trading-partners.ts';
import type { FacilityBody, PayerBody, ProviderBody, TradingPartnerBody } from './api.ts';
import type { PracticeOperations } from './context.ts';
import { familyOperations } from './family.ts';
import { legalEntityOperations } from './legal-entities.ts';
import { officeOperations } from './office.ts';
import { checkDelivery } from './partner-delivery.ts';
import { legalEntityOfProvider } from './provider-entity.ts';

const payers = familyOperations<PayerBody, 'payerId'>({
  entity: 'PAYER',
  type: 'payer',
  actions: { created: 'payer-created', replaced: 'payer-replaced' },
  idKind: 'payer',
  parameter: 'payerId',
  identities: { rows: payerIdentityRows, taken: { kind: 'payer-identity-taken' } },
  // An office with a payer has deadlines to watch.
  due: (tenant, { billNextPayer }, at) => [
    deadlineRound(tenant, at),
    ...(billNextPayer === 'automatic' ? [nextPayerRound(tenant)] : []),
  ],
});

const providers = familyOperations<ProviderBody, 'providerId', Pick<Provider, 'entityId'>>({
  entity: 'PROVIDER',
  type: 'provider',
  actions: { created: 'provider-created', replaced: 'provider-replaced' },
  idKind: 'provider',
  parameter: 'providerId',
  identities: { rows: providerRows, taken: { kind: 'provider-known' } },
  derive: legalEntityOfProvider,
});

const facilities = familyOperations<FacilityBody, 'facilityId'>({
  entity: 'FACILITY',
  type: 'facility',
  actions: { created: 'facility-created', replaced: 'facility-replaced' },
  idKind: 'facility',
  parameter: 'facilityId',
});

const partners = familyOperations<TradingPartnerBody, 'partnerId'>({
  entity: 'TRADING-PARTNER',
  type: 'trading-partner',
  actions: { created: 'trading-partner-created', replaced: 'trading-partner-replaced' },
  idKind: 'tradingPartner',
  parameter: 'partnerId',
  identities: { rows: partnerRows, taken: { kind: 'receiver-taken' } },
  derive: checkDelivery,
});

/** What each route of the practice API does. */
export const operations: PracticeOperations = {
  ...officeOperations,
  createPayer: payers.create,
  listPayers: payers.list,
  searchPayers: payers.search,
  getPayer: payers.get,
  replacePayer: payers.replace,
  createProvider: providers.create,
  listProviders: providers.list,
  searchProviders: providers.search,
  getProvider: providers.get,
  replaceProvider: providers.replace,
  ...legalEntityOperations,
  createFacility: facilities.create,
  listFacilities: facilities.list,
  searchFacilities: facilities.search,
  getFacility: facilities.get,
  replaceFacility: facilities.replace,
  createTradingPartner: partners.create,
  listTradingPartners: partners.list,
  searchTradingPartners: partners.search,
  getTradingPartner: partners.get,
  replaceTradingPartner: partners.replace,
};
