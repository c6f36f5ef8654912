import { type EndpointSpec, itemsKeys } from '@affinity-kit/contract';
import { JsonText, Redirect } from './context.ts';
import { jsonReply, type WireReply } from './wire.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Items in an answer: of the page where it is one, of the array where it is bare. */
export const itemsIn = (spec: EndpointSpec, output: unknown): number => {
  if (output instanceof JsonText) return output.items;
  const candidates = isRecord(output) && !Array.isArray(output) ? itemsKeys(spec).map((key) => output[key]) : [output];
  return candidates.find(Array.isArray)?.length ?? 0;
};

/** A handler's result as an answer, with the status that the operation declares. */
export const outputReply = (spec: EndpointSpec, output: unknown): WireReply => {
  const status = spec.status ?? 200;
  if (output instanceof Redirect) return { status: 302, headers: { location: output.location }, body: undefined };
  if (status === 204) return { status, headers: {}, body: undefined };
  if (!(output instanceof JsonText)) return jsonReply(status, output);
  return { status, headers: { 'content-type': 'application/json' }, body: output.text };
};

/** Holds an answer against the contract; what differs is a fault of the sandbox and is said in full. */
export const checkOutput = (spec: EndpointSpec, output: unknown): void => {
  if (output instanceof Redirect) return;
  const value: unknown = output instanceof JsonText ? JSON.parse(output.text) : output;
  const { error } = spec.response.safeParse(value);
  if (error === undefined) return;
  const issues = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`the answer of ${spec.method} ${spec.path} does not match the contract: ${issues.join('; ')}`);
};
