import { chanceOf } from '../chance.ts';
import { madeUpProcedure } from './made-up-procedures.ts';
import { type GeneratedSize, lineEnd } from './options.ts';

/** The tables of a release, as the download names them. */
export const coverageTables = [
  'article',
  'article_x_hcpc_code',
  'article_x_icd10_covered',
  'article_x_icd10_noncovered',
  'article_x_contractor',
  'contractor',
  'contractor_jurisdiction',
  'state_lookup',
] as const;

export interface CoverageTable extends GeneratedSize {
  readonly table: (typeof coverageTables)[number];
}

const headers: Readonly<Record<CoverageTable['table'], string>> = {
  article:
    'article_id,article_version,article_type,title,status,article_pub_date,article_eff_date,article_end_date,article_rev_eff_date,article_rev_end_date,last_updated,display_id',
  article_x_hcpc_code:
    'article_id,article_version,hcpc_code_id,hcpc_code_version,hcpc_code_group,range,last_updated,long_description,short_description',
  article_x_icd10_covered:
    'article_id,article_version,icd10_code_id,icd10_code_version,icd10_covered_group,range,last_updated,sort_order,description,asterisk',
  article_x_icd10_noncovered:
    'article_id,article_version,icd10_code_id,icd10_code_version,icd10_noncovered_group,range,last_updated,sort_order,description',
  article_x_contractor:
    'article_id,article_version,article_type,contractor_id,contractor_type_id,contractor_version,last_updated',
  contractor: 'contractor_id,contractor_type_id,contractor_version,contractor_bus_name,contractor_number,status',
  contractor_jurisdiction:
    'contractor_id,contractor_type_id,contractor_version,state_id,last_updated,active_date,term_date',
  state_lookup: 'state_id,state_abbrev,description',
};

/**
 * The demonstration's data: article 900001 covers made-up test X9024 in Ohio for three diagnoses and excludes one;
 * 900002 is about X9033 and lists no diagnosis; 900003 has ended; 900004 applies in the north of New York, which the
 * database has as a separate region.
 */
const demo: Readonly<Record<CoverageTable['table'], readonly string[]>> = {
  article: [
    '900001,3,6,"Billing and Coding: Synthetic Breathing Tests, with <b>marks</b>",A,2020-01-02 00:00:00,2020-01-01 00:00:00,,2024-10-01 00:00:00,,2026-10-01 10:11:12,A900001',
    '900002,1,6,Billing and Coding: Synthetic Ultrasound,A,2020-01-02 00:00:00,2020-01-01 00:00:00,,,,2026-10-01 10:11:12,A900002',
    '900003,1,6,Billing and Coding: Ended,R,2018-01-02 00:00:00,2018-01-01 00:00:00,2023-12-31 00:00:00,,,2026-10-01 10:11:12,A900003',
    '900004,2,6,Billing and Coding: Synthetic Joints,A,2020-01-02 00:00:00,2020-01-01 00:00:00,,,,2026-10-01 10:11:12,A900004',
  ],
  article_x_hcpc_code: [
    '900001,3,X9024,2026,1,N,2026-10-01,Synthetic,Synthetic',
    '900002,1,X9033,2026,1,N,2026-10-01,Synthetic,Synthetic',
    '900003,1,X9024,2026,1,N,2026-10-01,Synthetic,Synthetic',
    '900004,2,X9014,2026,1,N,2026-10-01,Synthetic,Synthetic',
  ],
  article_x_icd10_covered: [
    '900001,3,J44.9,2026,1,N,2026-10-01,1,Chronic obstructive pulmonary disease,N',
    '900001,3,J45.901,2026,1,B,2026-10-01,2,Unspecified asthma with exacerbation,N',
    '900001,3,J45.909,2026,1,E,2026-10-01,3,"Unspecified asthma, uncomplicated",N',
    '900003,1,J40,2026,1,N,2026-10-01,1,Bronchitis,N',
    '900004,2,M17.11,2026,1,N,2026-10-01,1,Osteoarthritis,N',
  ],
  article_x_icd10_noncovered: ['900001,3,Z00.00,2026,1,N,2026-10-01,1,Encounter for general examination'],
  article_x_contractor: [
    '900001,3,6,500,8,1,2026-10-01',
    '900002,1,6,500,8,1,2026-10-01',
    '900003,1,6,500,8,1,2026-10-01',
    '900004,2,6,501,8,1,2026-10-01',
  ],
  contractor: ['500,8,1,Synthetic Contractor East,15202,Active', '501,8,1,Synthetic Contractor North,13282,Active'],
  contractor_jurisdiction: [
    '500,8,1,36,2026-10-01,2012-01-01 00:00:00,',
    '500,8,1,18,2026-10-01,2012-01-01 00:00:00,2019-12-31 00:00:00',
    '501,8,1,65,2026-10-01,2012-01-01 00:00:00,',
  ],
  state_lookup: ['18,KY,Kentucky', '33,NY,New York', '36,OH,Ohio', '65,UN,New York - Upstate'],
};

/**
 * SYNTHETIC: a table of the coverage database. Beyond the demonstration, article n covers ten made-up codes, with one
 * diagnosis for each remaining row.
 */
export function* coverageTable({ seed, rows = 0, table }: CoverageTable): Iterable<string> {
  yield `${headers[table]}${lineEnd}`;
  for (const row of demo[table]) yield `${row}${lineEnd}`;
  const articles = Math.ceil(rows / diagnosesPerArticle);
  const chance = chanceOf(seed, 'coverage', table);
  for (let number = 0; number < articles; number += 1) {
    const id = 10_001 + number;
    if (table === 'article') {
      yield `${id},1,6,Billing and Coding: Synthetic ${id},A,2020-01-02 00:00:00,2020-01-01 00:00:00,,,,2026-10-01,A${id}${lineEnd}`;
    } else if (table === 'article_x_contractor') {
      yield `${id},1,6,${chance.pick([500, 501])},8,1,2026-10-01${lineEnd}`;
    } else if (table === 'article_x_hcpc_code') {
      for (let code = 0; code < 10; code += 1) {
        yield `${id},1,${madeUpProcedure((number * 10 + code) % 9000)},2026,1,N,2026-10-01,Synthetic,Synthetic${lineEnd}`;
      }
    } else if (table === 'article_x_icd10_covered') {
      yield* coveredRows(id, Math.min(diagnosesPerArticle, rows - number * diagnosesPerArticle));
    }
  }
}

const diagnosesPerArticle = 200;

function* coveredRows(article: number, count: number): Iterable<string> {
  for (let row = 0; row < count; row += 1) {
    const code = `M${String(10 + (row % 90))}.${Math.floor(row / 90)}`;
    yield `${article},1,${code},2026,1,N,2026-10-01,${row},Synthetic,N${lineEnd}`;
  }
}
