import {
  apiVersions,
  monthlyRequests,
  parseProblem,
  permissionGuards,
  permissions,
  problemStatuses,
  rateHeaders,
  resourceRights,
  V1Errors,
  V2Errors,
  v1ValueTypes,
  versionHeader,
} from '@affinity-kit/contract';
import { expect, it } from 'vitest';
import { describeWithApiData, readReference } from './api-data.ts';

/** The text of a section, from its heading to the next of the same or a higher level. */
const section = (version: 'v1' | 'v2', heading: string): string => {
  const reference = readReference(version);
  const start = reference.indexOf(`\n${heading}`) + 1;
  expect(start, `heading "${heading}"`).toBeGreaterThan(0);
  const rest = reference.slice(start + heading.length);
  const level = heading.indexOf(' ');
  const end = rest.search(new RegExp(`^#{2,${level}} `, 'm'));
  return end < 0 ? rest : rest.slice(0, end);
};

/** The rows of the first table of a text that has such a heading row, without markup. */
const table = (text: string, heading: string): string[][] => {
  const [, body = ''] = text.split(`${heading}\n`);
  const rows = body.split('\n').slice(1);
  const length = rows.findIndex((row) => !row.startsWith('|'));
  return rows.slice(0, length).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
};

const codeBlocks = (text: string): unknown[] => [...text.matchAll(/```json\n([^]*?)\n```/g)].map(([, json = '']) => JSON.parse(json));

describeWithApiData('the contract against the tables of the references', () => {
  it('knows every error code of v2 with its status', () => {
    const rows = table(section('v2', '## 2. Errors'), '| `code` | HTTP | Notes |').map(([code = '', status = '']) => [
      code,
      Number(/\d+/.exec(status)?.[0]),
    ]);
    expect(Object.fromEntries(rows)).toEqual(problemStatuses);
  });

  it('accepts and reads every example of an error of v2', () => {
    const examples = codeBlocks(section('v2', '## 2. Errors'));
    expect(examples).toHaveLength(4);
    for (const example of examples) {
      const { errors } = V2Errors.parse(example);
      expect(parseProblem(400, 'application/json', JSON.stringify(example)).errors).toEqual(errors);
    }
  });

  it('accepts and reads every example of an error of v1', () => {
    const examples = [...section('v1', '## 2. Errors').matchAll(/(?<=`|^)\[".*?"\](?=`|$)/gm)].map(([json]) => JSON.parse(json) as unknown);
    expect(examples.length).toBeGreaterThanOrEqual(3);
    for (const example of examples)
      expect(parseProblem(422, 'application/json', JSON.stringify(example)).messages).toEqual(V1Errors.parse(example));
  });

  it('guards with every permission and right that the documentation names', () => {
    const rows = table(section('v2', '### 1.1 Permissions'), '| Permission | Guards |').map(([permission]) => permission);
    expect(Object.keys(permissionGuards)).toEqual(permissions);
    expect([...Object.keys(permissionGuards), ...Object.keys(resourceRights)]).toEqual(rows);
  });

  it('knows every version, and the header that selects one', () => {
    const text = section('v2', '### 1.2 Version selection');
    expect(table(section('v2', '### 1.3 What differs'), '| Topic | 2024-01-01 | 2026-07-15 | 2026-09-17 |').length).toBeGreaterThan(10);
    for (const version of apiVersions) expect(text).toContain(`\`${version}\``);
    expect(text).toContain(`\`${versionHeader}: <version>\``);
  });

  it('knows every rate header', () => {
    const rows = table(section('v1', '## 3. Rate limits'), '| Header | Meaning |').map(([header = '']) => header.toLowerCase());
    expect([...Object.values(rateHeaders.minute), ...Object.values(rateHeaders.month)]).toEqual(rows);
  });

  it('knows what every plan allows in a month', () => {
    const rows = table(section('v1', '## 3. Rate limits'), '| Plan | Calls per month |').flatMap(([plans = '', calls = '']) => {
      const allowed = calls.startsWith('unlimited') ? null : calls.startsWith('none') ? 0 : Number(calls.replace(',', ''));
      return plans.split(/, (?!\()/).map((plan) => [plan, allowed]);
    });
    expect(monthlyRequests).toEqual(Object.fromEntries(rows));
  });

  it('knows every value type of v1', () => {
    const rows = table(
      section('v1', '### 4.3 Field value types'),
      '| `value_type` | Name | Write `value` | Read `value` | v2 `valueType` |',
    );
    const codes = rows.map(([code = '']) => Number(code)).filter((code) => !Number.isNaN(code));
    expect(Object.values(v1ValueTypes).toSorted((a, b) => a - b)).toEqual(codes.toSorted((a, b) => a - b));
  });
});
