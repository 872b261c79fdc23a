import { describe, expect, test } from 'vitest';
import { icdIndex } from '../../../shared/code-sets/formats/icd-index.ts';
import { icdTabular } from '../../../shared/code-sets/formats/icd-tabular.ts';
import { headOf, readWhole } from '../../support/code-set-files.ts';

/** The elements and their order are those of the official list; the words are made up or public. */
const tabular = `<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
  <version>2027</version>
  <chapter>
    <name>19</name>
    <desc>Injury (S00-T88)</desc>
    <notes><note>Use secondary code(s) from Chapter 20 to indicate cause of injury.</note></notes>
    <excludes1><note>birth trauma (P10-P15)</note></excludes1>
    <sectionIndex>
      <sectionRef first="S00" last="S09" id="S00-S09">Injuries to the head</sectionRef>
    </sectionIndex>
    <section id="S00-S09">
      <desc>Injuries to the head (S00-S09)</desc>
      <diag>
        <name>S02</name>
        <desc>Fracture of skull &amp; facial bones</desc>
        <codeAlso><note>any associated intracranial
          injury (S06.-)</note></codeAlso>
        <sevenChrNote><note>The appropriate 7th character is to be added to each code from category S02</note></sevenChrNote>
        <sevenChrDef>
          <extension char="A">initial encounter for closed fracture</extension>
          <extension char="B">initial encounter for open fracture</extension>
        </sevenChrDef>
        <diag>
          <name>S02.0</name>
          <desc>Fracture of vault of skull</desc>
          <inclusionTerm><note>Fracture of frontal bone</note><note>Fracture of parietal bone</note></inclusionTerm>
        </diag>
      </diag>
    </section>
    <section id="S10">
      <desc>A block of one category (S10)</desc>
      <diag>
        <name>S10</name>
        <desc>Category of the same name</desc>
        <codeFirst><note>the <emphasis>underlying</emphasis> condition</note></codeFirst>
        <useAdditionalCode><note>code to identify the agent (B95-B97)</note></useAdditionalCode>
        <includes><note>so called</note></includes>
        <excludes2><note>something else (S20)</note></excludes2>
      </diag>
    </section>
  </chapter>
</ICD10CM.tabular>
`;

const none = {
  inclusionTerms: [],
  includes: [],
  excludes1: [],
  excludes2: [],
  codeFirst: [],
  useAdditional: [],
  codeAlso: [],
  notes: [],
  seventhCharacters: [],
};

describe('the tabular list', () => {
  test('gives no notes for an element that it does not know, whatever its name', async () => {
    const more = '<constructor><note>not read</note></constructor><codeFirst>';
    const { rows, fault } = await readWhole(icdTabular, tabular.replace('<codeFirst>', more));
    expect(fault).toBeUndefined();
    expect(JSON.stringify(rows)).not.toContain('not read');
  });

  test('gives each chapter, block and code with its own notes, its parent and its line', async () => {
    const { rows, fault } = await readWhole(icdTabular, tabular);
    expect(fault).toBeUndefined();
    expect(rows).toEqual([
      {
        ...none,
        line: 4,
        code: '19',
        parent: undefined,
        description: 'Injury (S00-T88)',
        notes: ['Use secondary code(s) from Chapter 20 to indicate cause of injury.'],
        excludes1: ['birth trauma (P10-P15)'],
      },
      { ...none, line: 12, code: 'S00-S09', parent: '19', description: 'Injuries to the head (S00-S09)' },
      {
        ...none,
        line: 14,
        code: 'S02',
        parent: 'S00-S09',
        description: 'Fracture of skull & facial bones',
        codeAlso: ['any associated intracranial injury (S06.-)'],
        notes: ['The appropriate 7th character is to be added to each code from category S02'],
        seventhCharacters: [
          { character: 'A', meaning: 'initial encounter for closed fracture' },
          { character: 'B', meaning: 'initial encounter for open fracture' },
        ],
      },
      {
        ...none,
        line: 24,
        code: 'S020',
        parent: 'S02',
        description: 'Fracture of vault of skull',
        inclusionTerms: ['Fracture of frontal bone', 'Fracture of parietal bone'],
      },
      { ...none, line: 31, code: 'S10-S10', parent: '19', description: 'A block of one category (S10)' },
      {
        ...none,
        line: 33,
        code: 'S10',
        parent: 'S10-S10',
        description: 'Category of the same name',
        codeFirst: ['the underlying condition'],
        useAdditional: ['code to identify the agent (B95-B97)'],
        includes: ['so called'],
        excludes2: ['something else (S20)'],
      },
    ]);
  });

  test.each([
    ['a file that is cut', tabular.slice(0, tabular.indexOf('<sevenChrDef>')), { line: 20 }],
    ['a file that is cut in a word', tabular.slice(0, tabular.indexOf('underlying')), { line: 36 }],
    ['elements that cross', tabular.replace('</note></notes>', '</notes></note>'), { line: 7 }],
    ['another document', '<html><body/></html>', { line: 1 }],
    ['a code that is none', tabular.replace('<name>S02.0</name>', '<name>S-2.0</name>'), { line: 24 }],
    ['a code without description', tabular.replace('<desc>Fracture of vault of skull</desc>', ''), { line: 24 }],
    ['the same code twice', tabular.replace('<name>S02.0</name>', '<name>S02</name>'), { line: 24 }],
    ['a control character', tabular.replace('vault', 'va\u0000lt'), { line: 26 }],
    ['a byte that is no text', tabular.replace('vault', 'va\ufffdlt'), { line: 26 }],
    ['an entity of its own', tabular.replace('vault', '&boom;'), { line: 26 }],
  ])('refuses %s, with its line', async (_what, text, place) => {
    const { fault } = await readWhole(icdTabular, text);
    expect(fault).toMatchObject(place);
    expect(fault?.column).toBeGreaterThan(0);
  });

  test('is the same with Windows line ends and a byte order mark', async () => {
    const plain = await readWhole(icdTabular, tabular);
    expect(await readWhole(icdTabular, `\ufeff${tabular.replaceAll('\n', '\r\n')}`)).toEqual(plain);
  });
});

const index = `<?xml version="1.0"?>
<ICD10CM.index>
  <letter>
    <title>P</title>
    <mainTerm>
      <title>Pneumonia<nemod>(acute) (double)</nemod></title>
      <code>J18.9</code>
      <term level="1">
        <title>with</title>
        <term level="2"><title>lung abscess</title><code>J85.1</code></term>
      </term>
      <term level="1"><title>viral</title><code>J12.-</code><seeAlso>Infection</seeAlso></term>
    </mainTerm>
    <mainTerm><title>Pneumonitis</title><see>Pneumonia</see></mainTerm>
  </letter>
</ICD10CM.index>
`;

describe('the index', () => {
  test('is distinguished from the other indexes', () => {
    const recognised = (text: string, name: string) => icdIndex.recognises(headOf(text, name));
    expect(recognised(index, 'icd10cm_index_2027.xml')).toBe(true);
    expect(recognised(index, 'icd10cm_eindex_2027.xml')).toBe(false);
    expect(recognised(index.replace('<letter>', '<indexHeading/><letter>'), 'icd10cm_neoplasm_2027.xml')).toBe(false);
    expect(recognised(index.replace('<letter>', '<title>External Cause Index</title><letter>'), 'x.xml')).toBe(false);
  });

  test('gives each term that leads somewhere, with the terms above it', async () => {
    const { rows, fault } = await readWhole(icdIndex, index);
    expect(fault).toBeUndefined();
    expect(rows).toEqual([
      { number: 1, line: 5, terms: ['Pneumonia(acute) (double)'], code: 'J189', see: undefined },
      {
        number: 2,
        line: 10,
        terms: ['Pneumonia(acute) (double)', 'with', 'lung abscess'],
        code: 'J851',
        see: undefined,
      },
      { number: 3, line: 12, terms: ['Pneumonia(acute) (double)', 'viral'], code: 'J12-', see: 'Infection' },
      { number: 4, line: 14, terms: ['Pneumonitis'], code: undefined, see: 'Pneumonia' },
    ]);
  });

  test.each([
    ['a file that is cut', index.slice(0, index.indexOf('lung abscess')), { line: 10 }],
    ['a term without a title', index.replace('<title>viral</title>', ''), { line: 12 }],
    ['a code that is none', index.replace('J85.1', '85.1'), { line: 10 }],
  ])('refuses %s, with its line', async (_what, text, place) => {
    expect((await readWhole(icdIndex, text)).fault).toMatchObject(place);
  });
});
