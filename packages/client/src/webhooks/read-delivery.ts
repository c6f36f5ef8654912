import { WebhookEvent } from '@affinity-kit/contract';

/** Why a request is no delivery, as the status to answer with. */
export type Refusal = 400 | 404 | 405 | 413;

/** Compares in a time that does not tell how much of it was right. */
const sameText = (given: string, expected: string): boolean => {
  const [one, other] = [new TextEncoder().encode(given), new TextEncoder().encode(expected)];
  let difference = one.length ^ other.length;
  for (const [index, byte] of other.entries()) difference |= byte ^ (one[index] ?? 0);
  return difference === 0;
};

const readText = async (request: Request, maxBytes: number): Promise<string | undefined> => {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return undefined;
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for (const reader = request.body?.getReader(); reader !== undefined; ) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.length;
    if (bytes > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
};

const parse = (text: string): WebhookEvent | undefined => {
  try {
    return WebhookEvent.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/** A delivery and the text that it came as. */
export interface Delivery {
  readonly event: WebhookEvent;
  readonly text: string;
}

/** What a delivery must be. */
interface Expected {
  readonly secretPath: string;
  readonly maxBodyBytes: number;
}

/** Reads a delivery, or says with which status the request is refused. A wrong path is refused before anything of the body is read. */
export const readDelivery = async (request: Request, { secretPath, maxBodyBytes }: Expected): Promise<Delivery | Refusal> => {
  if (!sameText(new URL(request.url).pathname, secretPath)) return 404;
  if (request.method !== 'POST') return 405;
  const text = await readText(request, maxBodyBytes);
  if (text === undefined) return 413;
  const event = parse(text);
  return event === undefined ? 400 : { event, text };
};
