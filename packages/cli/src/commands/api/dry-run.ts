import { encodeTarget } from '@affinity-kit/contract';
import type { ApiInput } from './input.ts';
import type { ApiOperation } from './operation.ts';

const describeFile = (value: unknown): unknown => (value instanceof File ? { file: value.name, bytes: value.size } : value);

/** The request that a call would send, without its key. */
export const describedRequest = ({ spec }: ApiOperation, input: ApiInput, baseUrl: string): object => {
  const { path, search } = encodeTarget(spec, input);
  const query = search.toString();
  const body = input['body'];
  const shown =
    spec.bodyMedia === undefined
      ? body
      : Object.fromEntries(
          Object.entries(body ?? {}).map(([name, value]) => [name, Array.isArray(value) ? value.map(describeFile) : describeFile(value)]),
        );
  return { method: spec.method, url: `${baseUrl}${path}${query === '' ? '' : `?${query}`}`, ...(body !== undefined && { body: shown }) };
};
