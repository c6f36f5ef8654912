import { join } from 'node:path';
import { operations } from '@affinity-kit/contract';
import { openApiTexts } from '@affinity-kit/contract/openapi';
import { expect, it } from 'vitest';
import { contractTexts } from '../../scripts/contract-texts.js';

const found = contractTexts(join(import.meta.dirname, '../..'));

it('quotes the comments of the source (npm run docs:openapi does)', () => {
  expect(openApiTexts).toEqual(found);
});

it('finds a comment on every operation', () => {
  expect(Object.keys(found.operations).toSorted()).toEqual(operations.map(({ key }) => key).toSorted());
});

it('finds the comments on what a shape spreads', () => {
  expect(found.schemas['ListWithType']?.properties).toMatchObject({ isPublic: expect.any(String), type: expect.any(String) });
});
