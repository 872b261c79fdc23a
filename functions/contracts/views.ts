import { type ContractFinding, contractFindings } from '../../shared/domain/contract/contract-findings.ts';
import { present } from '../../shared/domain/present.ts';
import type { ContractVersion, StoredContract } from '../../shared/store/payer-contracts.ts';
import type { ContractVersionView, ContractView, FindingView } from './api.ts';

/** The stored contract, without the place of its rates. The cast only drops brands and `readonly`. */
export function contractView({ rows, ...contract }: StoredContract): ContractView {
  return { ...contract, rateCount: rows.count } as unknown as ContractView;
}

export function contractVersionView({ rows, ...version }: ContractVersion): ContractVersionView {
  return { ...version, rateCount: rows.count } as unknown as ContractVersionView;
}

export function findingView({ kind, contractId, otherContractId, rows, from, to }: ContractFinding): FindingView {
  return {
    ...{ kind, because: contractFindings[kind], contractId },
    ...present({ otherContractId, rates: rows && [...rows], from, to }),
  };
}
