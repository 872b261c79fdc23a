import * as z from 'zod';
import { defineApi } from '../../shared/http/api.ts';

const path = '/v1/statement-pages/{officeId}/{statementToken}';

const pageSchema = z.string().meta({ examples: ['<!doctype html>\n<html lang="en"></html>\n'] });

const part = (description: string, example: string) =>
  z
    .string()
    .max(20)
    .meta({ description, examples: [example] });

export const statementPagesApi = defineApi({
  showStatementPage: {
    method: 'GET',
    path,
    summary: 'The page of a statement’s link: asks for the date of birth, and shows nothing of the statement',
    roles: 'public',
    page: true,
    problems: ['statement-page-locked'],
    answer: { status: 200, schema: pageSchema },
  },
  openStatement: {
    method: 'POST',
    path,
    summary:
      'Opens the statement for whoever has its link and knows the date of birth: a page that leads to its PDF and to paying it',
    roles: 'public',
    page: true,
    body: z
      .strictObject({
        month: part('The month of birth, as somebody types it', '01'),
        day: part('The day of birth', '31'),
        year: part('The year of birth, with four digits', '1980'),
      })
      .meta({ id: 'BirthDateForm' }),
    problems: ['statement-date-wrong', 'statement-page-locked'],
    answer: { status: 200, schema: pageSchema },
  },
});
