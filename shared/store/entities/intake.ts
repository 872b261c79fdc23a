import { intakeFailureKey, intakeMappingKey, intakeQueueIndex, waitingClaimKey } from '../keys/intake.ts';
import { at, byMonth, type EntityDescription, id, tenant } from './entity-description.ts';

/** Files that other programs send. */
export const intakeEntities: readonly EntityDescription[] = [
  {
    type: 'intake',
    purpose: 'A file of encounters that a program sent, the progress of reading it, and the results of its encounters.',
    ...byMonth('INTAKE', 'itk'),
    attributes:
      'id, format, sha256, sizeBytes, mapping (as it was), defaults, requestedAt, requestedBy, state, nextByte, nextLine, records, taken, known, open, dismissed, refusal, endedAt',
  },
  {
    type: 'intake-failure',
    purpose: 'An encounter of such a file that could not be imported: its place and what is wrong, never its content.',
    key: intakeFailureKey(tenant, id('itk'), 7),
    index: intakeQueueIndex(tenant, { since: at, intakeId: id('itk'), record: 7 }),
    access: ['those of an intake', 'those of all files that wait, the oldest first, by the index'],
    attributes:
      'intakeId, format, record, line, byteOffset, byteLength, since, at, errors, state, conflict (encounterId, version, state, canBeTaken, said), encounterId, dismissed',
  },
  {
    type: 'intake-mapping',
    purpose: 'How the columns of an office’s CSV become fields of encounters.',
    key: intakeMappingKey(tenant, 'practice-system'),
    access: ['those of an office', 'by name'],
    attributes: 'name, version, columns, dates',
  },
  {
    type: 'claim-intake',
    purpose:
      'A file of another system’s claims, the progress of reading it, and the results of its claims with their charges.',
    ...byMonth('CLAIM-INTAKE', 'cin'),
    attributes:
      'id, purpose, sha256, sizeBytes, name, connectionId, receivedAt, receivedBy, state, records, chargeCents, and of taken, known, waiting and dismissed claims the number and the charges, refusal, remarks, endedAt',
  },
  {
    type: 'waiting-claim',
    purpose: 'A claim of such a file that could not be imported: why, and its numbers. Its content stays in the file.',
    key: waitingClaimKey(tenant, id('cin'), 7),
    access: ['those of an intake, in the order of the file'],
    attributes: 'intakeId, record, controlNumber, chargeCents, at, state, reasons, claimId, dismissed',
  },
];
