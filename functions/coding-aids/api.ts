import * as z from 'zod';
import { categories } from '../../shared/domain/encounter/evaluation/categories.ts';
import { prolongedRules } from '../../shared/domain/encounter/evaluation/level.ts';
import type { Role } from '../../shared/domain/identity/principal.ts';
import { defineApi } from '../../shared/http/api.ts';
import { writtenDiagnosis, writtenModifier, writtenProcedure } from '../../shared/http/codes.ts';
import { replacementOf } from '../../shared/http/replacement.ts';
import { codesOf, idSchema } from '../../shared/http/schemas.ts';

const readers: readonly Role[] = ['coder', 'biller', 'manager', 'auditor', 'physician', 'api-client'];
const writers: readonly Role[] = ['coder', 'manager', 'physician', 'api-client'];

const versionFromZero = z
  .int()
  .min(0)
  .meta({ description: 'Rises with each change; 0 while nothing has been entered. Also the ETag' });

const label = z.string().min(1).max(100).exactOptional().meta({ description: 'What the provider calls it' });

const used = z.int().min(0).meta({ description: 'How often it was used' });

const procedureFields = {
  kind: z.literal('procedure'),
  code: writtenProcedure,
  modifiers: z.array(writtenModifier).max(4).default([]),
  label,
};
const diagnosisFields = {
  kind: z.literal('diagnosis'),
  code: writtenDiagnosis,
  modifiers: z.array(writtenModifier).max(0, 'a diagnosis has no modifiers').default([]),
  label,
};

const favoriteSchema = z
  .discriminatedUnion('kind', [z.strictObject(procedureFields), z.strictObject(diagnosisFields)])
  .meta({ id: 'Favorite' });

/** PUT accepts what GET answers: the use count may be present, but is ignored. */
const ignoredUse = { used: used.optional().meta({ readOnly: true }) };
const placedFavoriteSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...procedureFields, ...ignoredUse }),
    z.strictObject({ ...diagnosisFields, ...ignoredUse }),
  ])
  .meta({ id: 'PlacedFavorite' });

const usedFavoriteSchema = z
  .strictObject({
    kind: z.enum(['procedure', 'diagnosis']),
    code: z.string(),
    modifiers: z.array(z.string()),
    label,
    used,
  })
  .meta({ id: 'UsedFavorite' });

const groupName = z.string().min(1).max(60);

const favoritesSchema = z
  .strictObject({
    providerId: idSchema('provider'),
    version: versionFromZero,
    groups: z.array(
      z.strictObject({ name: groupName, favorites: z.array(usedFavoriteSchema).meta({ description: 'In order' }) }),
    ),
  })
  .meta({ id: 'Favorites' });

const favoritesReplacement = replacementOf(
  'Favorites',
  z.strictObject({
    groups: z
      .array(
        z.strictObject({
          name: groupName,
          favorites: z.array(placedFavoriteSchema).max(100).meta({ description: 'In order' }),
        }),
      )
      .max(50)
      .meta({ description: 'Groups in order, each with its favourites in order' }),
  }),
  { providerId: idSchema('provider'), version: versionFromZero },
);

const codesFields = {
  levels: z
    .array(
      z.strictObject({
        category: z.enum(codesOf(categories)),
        level: z.int().min(1).max(5).meta({ description: 'The level, as a worksheet answers it' }),
        code: writtenProcedure,
      }),
    )
    .max(100)
    .refine(
      (levels) => new Set(levels.map(({ category, level }) => `${category} ${level}`)).size === levels.length,
      'a level of a category is listed twice',
    )
    .meta({ description: 'The office’s code of each level of a category' }),
  prolonged: z
    .array(
      z.strictObject({ category: z.enum(codesOf(categories)), by: z.enum(prolongedRules), code: writtenProcedure }),
    )
    .max(100)
    .refine(
      (codes) => new Set(codes.map(({ category, by }) => `${category} ${by}`)).size === codes.length,
      'a rule of a category is listed twice',
    )
    .default([])
    .meta({ description: 'The office’s code of prolonged services, by category and rule' }),
};
const evaluationCodesSchema = z.strictObject({ version: versionFromZero, ...codesFields }).meta({
  id: 'EvaluationCodes',
  description: 'Codes of visits. The office enters them, because CPT’s codes are licensed',
});

export type FavoritesView = z.input<typeof favoritesSchema>;
export type EvaluationCodesView = z.input<typeof evaluationCodesSchema>;

export const codingAidsApi = defineApi({
  getFavorites: {
    method: 'GET',
    path: '/v1/favorites/{providerId}',
    summary: 'Shows the favourite codes of a provider, in groups, with how often each was used',
    roles: readers,
    answer: { status: 200, schema: favoritesSchema },
  },
  replaceFavorites: {
    method: 'PUT',
    path: '/v1/favorites/{providerId}',
    summary: 'Replaces the favourite codes of a provider; the order of the lists is kept',
    roles: writers,
    body: favoritesReplacement,
    ifMatch: 'required',
    answer: { status: 200, schema: favoritesSchema },
  },
  useFavorite: {
    method: 'POST',
    path: '/v1/favorites/{providerId}/uses',
    summary: 'Counts that a favourite was used',
    roles: writers,
    body: favoriteSchema,
    answer: { status: 200, schema: usedFavoriteSchema },
  },
  getEvaluationCodes: {
    method: 'GET',
    path: '/v1/evaluation-codes',
    summary: 'Shows the office’s codes of visits by category and level',
    roles: readers,
    answer: { status: 200, schema: evaluationCodesSchema },
  },
  replaceEvaluationCodes: {
    method: 'PUT',
    path: '/v1/evaluation-codes',
    summary: 'Replaces the office’s codes of visits by category and level',
    roles: ['manager'],
    body: replacementOf('EvaluationCodes', z.strictObject(codesFields), { version: versionFromZero }),
    ifMatch: 'required',
    answer: { status: 200, schema: evaluationCodesSchema },
  },
});
