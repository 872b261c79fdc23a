import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { budgetOf } from '../budgets.ts';

/** Whole stories come first, the longest of them before all: begun last, one of them would run on alone when all else is done. */
export class StoriesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const secondsOf = ({ moduleId }: TestSpecification): number => budgetOf(relative('test', moduleId));
    const isStory = ({ project }: TestSpecification): boolean => project.name === 'end-to-end';
    const stories = usual.filter(isStory).toSorted((left, right) => secondsOf(right) - secondsOf(left));
    return [...stories, ...usual.filter((each) => !isStory(each))];
  }
}
