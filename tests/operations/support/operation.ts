import { apiVersions, type EndpointSpec, v1, v2, walkEndpoints } from '@affinity-kit/contract';
import { describe, expect, it } from 'vitest';
import type { OperationId } from '../../requirements/index.ts';
import type { Answer, Send, Sending, Stage } from './harness.ts';
import { notFound, problem, type Refusal, refused, unprocessable, validation } from './refusals.ts';

/** A request as it is written on the wire, and what must come back, key by key. */
export interface Raw extends Sending {
  /** Method, path and query by hand: `GET /lists/821`. */
  readonly line: string;
  readonly status: number;
  /** Compared whole: a key too many or too few fails. Absent for an empty answer. */
  readonly answer?: unknown;
}

/** A request that is refused: its line, the refusal, and what goes with the line. */
export type Refused = readonly [line: string, refusal: Refusal, sending?: Sending];

/** What proves one operation. */
export interface Proof {
  /** What it does, told through the client: a sentence each. */
  readonly does: Readonly<Record<string, (stage: Stage) => Promise<void>>>;
  readonly raw: Raw;
  /** What it refuses besides what every operation does: a sentence each. */
  readonly refuses?: Readonly<Record<string, Refused>>;
}

const specs = new Map([...walkEndpoints({ v1, v2 })].map(([names, spec]) => [names.join('.'), spec]));

const specOf = (id: OperationId): EndpointSpec => {
  const spec = specs.get(id);
  if (spec === undefined) throw new Error(`The contract has no operation ${id}`);
  return spec;
};

const isV2 = ({ path }: EndpointSpec): boolean => path.startsWith('/v2/');

/** The refusals that do not depend on the operation. */
const refusalsOf = (spec: EndpointSpec) =>
  isV2(spec)
    ? { unauthenticated: problem(401, 'authentication'), limited: problem(429, 'rate-limit'), unknown: notFound }
    : { unauthenticated: refused(401), limited: refused(429), unknown: unprocessable(/valid id for model/) };

const expectRefusal = ({ status, body }: Answer, refusal: Refusal): void => {
  expect({ status, body }).toEqual(refusal);
};

/** Puts another text in the place of one path parameter. */
const withParam = (spec: EndpointSpec, line: string, [name, text]: readonly [string, string]): string => {
  const [target = '', query] = line.split('?');
  const at = spec.path.split('/').indexOf(`{${name}}`);
  const path = target.split('/').map((segment, index) => (index === at ? text : segment));
  return path.join('/') + (query === undefined ? '' : `?${query}`);
};

const paramsOf = ({ path }: EndpointSpec): readonly string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

const nobody: Readonly<Record<string, string>> = { fieldId: 'field-999999', taskId: '00000000-0000-4000-8000-000000000000' };

const unknownText = (name: string): string => nobody[name] ?? '999999';

const malformedParam = (spec: EndpointSpec, name: string): Refusal | undefined => {
  if (name === 'fieldId') return undefined;
  return isV2(spec) ? validation(name) : unprocessable(new RegExp(name));
};

const refusesIds =
  (spec: EndpointSpec, { line, ...sending }: Raw, send: Send) =>
  async (): Promise<void> => {
    for (const name of paramsOf(spec)) {
      expectRefusal(await send(withParam(spec, line, [name, unknownText(name)]), sending), refusalsOf(spec).unknown);
      const malformed = malformedParam(spec, name);
      if (malformed !== undefined) expectRefusal(await send(withParam(spec, line, [name, 'x1']), sending), malformed);
    }
  };

const refusesStrangers =
  (spec: EndpointSpec, { line, ...sending }: Raw, { send, sandbox }: Stage) =>
  async (): Promise<void> => {
    const { unauthenticated, limited } = refusalsOf(spec);
    expectRefusal(await send(line, { ...sending, as: null }), unauthenticated);
    const { perMinute } = sandbox.limits.current();
    sandbox.limits.change({ perMinute: 0 });
    expectRefusal(await send(line, sending), limited);
    sandbox.limits.change({ perMinute });
  };

const servesVersions =
  ({ line, status, ...sending }: Raw, { send, sandbox }: Stage) =>
  async (): Promise<void> => {
    for (const version of apiVersions) {
      sandbox.reset();
      const answer = await send(line, { ...sending, version });
      expect([answer.status, answer.headers.get('x-affinity-api-version')]).toEqual([status, version]);
    }
  };

const refusesSizes =
  ({ limit = { min: 1, max: 1 } }: EndpointSpec, { line, ...sending }: Raw, send: Send) =>
  async (): Promise<void> => {
    const join = line.includes('?') ? '&' : '?';
    for (const size of [limit.min - 1, limit.max + 1, 'many'])
      expectRefusal(await send(`${line}${join}limit=${size}`, sending), validation('limit'));
    for (const size of [limit.min, limit.max]) expect((await send(`${line}${join}limit=${size}`, sending)).status).toBeLessThan(300);
    expectRefusal(await send(`${line}${join}cursor=nonsense`, sending), validation('cursor'));
  };

/** Makes the function that proves operations on a stage. */
export const provesOn =
  (on: Stage) =>
  (id: OperationId, { does, raw, refuses = {} }: Proof): void => {
    const spec = specOf(id);
    describe(id, () => {
      for (const [sentence, scenario] of Object.entries(does)) it(sentence, () => scenario(on));

      it(`answers ${raw.line}`, async () => {
        const { line, status, answer, ...sending } = raw;
        const got = await on.send(line, sending);
        expect({ status: got.status, body: got.body }).toEqual({ status, body: answer });
      });

      for (const [sentence, [line, refusal, sending]] of Object.entries(refuses))
        it(`refuses ${sentence}`, async () => expectRefusal(await on.send(line, sending), refusal));

      it('asks for a key, and refuses beyond the limit', refusesStrangers(spec, raw, on));
      if (paramsOf(spec).length > 0) it('refuses ids that name nothing, or are none', refusesIds(spec, raw, on.send));
      if (isV2(spec)) it('is served under every version, which the answer names', servesVersions(raw, on));
      if (isV2(spec) && spec.paging !== undefined) it('refuses a page that is none', refusesSizes(spec, raw, on.send));
    });
  };
