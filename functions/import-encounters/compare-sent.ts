import type { IntakeConflict, IntakeFault } from '../../shared/domain/intake/intake.ts';
import {
  canBeTaken,
  type EncounterFields,
  saidFields,
  sentDifferences,
  withSaid,
} from '../../shared/domain/intake/sent-again.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { EncounterStart } from '../../shared/http/encounter/encounter-schema.ts';
import { readNotes } from '../../shared/store/documentation.ts';
import { readStandingEncounter, type StandingEncounter, type StoredEncounter } from '../../shared/store/encounters.ts';
import { heardWrite, type KnownEncounter } from '../../shared/store/sent-encounters.ts';
import type { Write } from '../../shared/store/table.ts';
import type { Reading } from './reading.ts';

/** A record's version of an encounter that exists here. */
export interface SentEncounter {
  /** The digest of the record's content. */
  readonly said: string;
  /** The content with our ids, before and after the schema. */
  readonly raw: EncounterFields;
  readonly valid: EncounterStart;
}

/** A record's content, compared with the encounter that exists here. */
export interface SentAgain {
  readonly found: StandingEncounter;
  readonly conflict: IntakeConflict;
  readonly differences: readonly IntakeFault[];
  /** Notes that do not exist here yet. */
  readonly notes: EncounterStart['documentation'];
  /** The write that stores the record's digest, so that it is not reported again. */
  readonly heard: Write;
  /** The encounter with the record's content. */
  apply<Encounter extends StoredEncounter>(encounter: Encounter): Encounter;
}

/** Compares a record with the encounter that has its `externalId`. */
export async function comparedWithHere(
  { table, tenant }: Pick<Reading, 'table' | 'tenant'>,
  known: KnownEncounter,
  { said, raw, valid }: SentEncounter,
): Promise<SentAgain> {
  const found = await readStandingEncounter(table, tenant, known.id);
  invariant(
    found !== undefined && found.encounter.state.kind !== 'void',
    'an encounter that is void has no externalId',
  );
  const here = found.encounter as unknown as EncounterFields;
  const fields = saidFields(raw, valid as unknown as EncounterFields);
  const { documentation } = valid;
  const texts = documentation.length === 0 ? [] : (await readNotes(table, tenant, known.id)).map(({ text }) => text);
  const notes = documentation.filter(({ text }) => !texts.includes(text));
  const unknownNotes = documentation.flatMap((note, index) =>
    notes.includes(note)
      ? [{ pointer: `/documentation/${index}`, detail: 'the encounter here does not have this note' }]
      : [],
  );
  const { id, version, state } = found.encounter;
  return {
    found,
    conflict: {
      encounterId: id,
      version,
      state: state.kind as 'draft' | 'final',
      canBeTaken: canBeTaken(here, fields),
      said,
    },
    differences: [...sentDifferences(here, fields), ...unknownNotes],
    notes,
    heard: heardWrite(tenant, known, said, { kind: 'overtaken' }),
    apply: (encounter) => withSaid(encounter, fields, valid as unknown as EncounterFields),
  };
}
