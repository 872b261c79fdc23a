import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { budgetOf } from '../budgets.ts';

/**
 * Runs whole stories first, the longest ones before all others. Started last, a story would still run alone when
 * everything else is done.
 */
export class StoriesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const secondsOf = ({ moduleId }: TestSpecification): number => budgetOf(relative('test', moduleId));
    const isStory = ({ project }: TestSpecification): boolean => project.name === 'end-to-end';
    const stories = usual.filter(isStory).toSorted((left, right) => secondsOf(right) - secondsOf(left));
    return [...stories, ...usual.filter((each) => !isStory(each))];
  }
}
