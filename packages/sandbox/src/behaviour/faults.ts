import type { Random } from '../seed/random.ts';

/** What may go wrong, and what a client sees of it. */
export const faultKinds = {
  'rate-limit': "429 in the API's own envelope, with allowance left: the unpublished ceiling.",
  'server-error': "A 5xx in the API's own envelope.",
  'html-error': 'A 5xx page of the edge, in HTML.',
  drop: 'The connection closes without an answer.',
  truncate: 'Half the body, then the connection closes.',
  'slow-body': 'The body dribbles in.',
} as const;

/** What may go wrong: `rate-limit`, `server-error`, `html-error`, `drop`, `truncate` or `slow-body`. */
export type FaultKind = keyof typeof faultKinds;

/** Which requests go wrong, and how. Conditions are cumulative; a rule without any strikes every request. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** Status of `server-error` (500 unless given) and `html-error` (503 unless given). */
  readonly status?: number;
  /** Method that is struck. */
  readonly method?: string;
  /** Path that is struck; `*` stands for anything: `/v2/companies*`. */
  readonly path?: string;
  /** Of the requests that match, the nth, counted from 1; several where it is an array. */
  readonly nth?: number | readonly number[];
  /** Of the requests that match, this share, drawn from the sandbox's seed. */
  readonly fraction?: number;
  /** Ends the rule after so many strikes. */
  readonly times?: number;
  /** Time that a `slow-body` takes; 1000 unless given. */
  readonly durationMs?: number;
  /** Seconds in a `Retry-After` header of an error; Affinity sends none, edges may. */
  readonly retryAfterSeconds?: number;
  /** Lets the request take effect before the answer is lost or replaced; so it is for `truncate` and `slow-body` always. */
  readonly afterEffect?: boolean;
}

/** A rule that has not ended, and what it has done. */
export interface FaultInForce {
  readonly id: number;
  readonly rule: FaultRule;
  /** Requests that its method and path matched. */
  readonly seen: number;
  readonly struck: number;
}

/** Decides, request by request. */
export interface Faults {
  /** The rules that have not ended. */
  readonly rules: () => readonly FaultRule[];
  /** The same, with what they have counted. */
  readonly inForce: () => readonly FaultInForce[];
  /** Ends one rule; `false` where none in force has this id. */
  readonly remove: (id: number) => boolean;
  readonly add: (...rules: readonly FaultRule[]) => void;
  readonly clear: () => void;
  /** Goes back to the rules it began with, nothing counted, and to the beginning of the seed. */
  readonly reset: () => void;
  /** The first rule that strikes this request. Every rule that matches counts it. */
  readonly strike: (method: string, path: string) => FaultRule | undefined;
}

interface Armed {
  readonly id: number;
  readonly rule: FaultRule;
  readonly path: RegExp | undefined;
  seen: number;
  struck: number;
}

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

const pathPattern = (glob: string): RegExp => new RegExp(`^${glob.split('*').map(escaped).join('.*')}$`);

const arm = (rule: FaultRule, id: number): Armed => ({
  id,
  rule,
  path: rule.path === undefined ? undefined : pathPattern(rule.path),
  seen: 0,
  struck: 0,
});

const isNth = (nth: FaultRule['nth'], count: number): boolean =>
  nth === undefined || (typeof nth === 'number' ? nth === count : nth.includes(count));

const concerns = ({ rule, path }: Armed, method: string, target: string): boolean =>
  (rule.method === undefined || rule.method === method) && (path === undefined || path.test(target));

const hasEnded = ({ rule, struck, seen }: Armed): boolean => {
  const last = rule.nth === undefined ? Number.POSITIVE_INFINITY : Math.max(...[rule.nth].flat());
  return struck >= (rule.times ?? Number.POSITIVE_INFINITY) || seen >= last;
};

/** Counts the request and says whether the rule strikes it. */
const strikes = (armed: Armed, random: Random): boolean => {
  const { rule } = armed;
  armed.seen += 1;
  if (!isNth(rule.nth, armed.seen)) return false;
  if (rule.fraction !== undefined && random.next() >= rule.fraction) return false;
  armed.struck += 1;
  return true;
};

/** Faults as asked for; which share of the requests they strike depends on nothing but the seed and the order of requests. */
export const createFaults = (initial: readonly FaultRule[], seeded: () => Random): Faults => {
  let added = 0;
  const armAll = (rules: readonly FaultRule[]): Armed[] =>
    rules.map((rule) => {
      added += 1;
      return arm(rule, added);
    });
  let armed = armAll(initial);
  let random = seeded();
  const prune = (): void => {
    if (armed.some(hasEnded)) armed = armed.filter((each) => !hasEnded(each));
  };
  return {
    rules: () => armed.map(({ rule }) => rule),
    inForce: () => armed.map(({ id, rule, seen, struck }) => ({ id, rule, seen, struck })),
    remove: (id) => {
      const before = armed.length;
      armed = armed.filter((each) => each.id !== id);
      return armed.length < before;
    },
    add: (...rules) => {
      armed = [...armed, ...armAll(rules)];
    },
    clear: () => {
      armed = [];
    },
    reset: () => {
      armed = armAll(initial);
      random = seeded();
    },
    strike: (method, path) => {
      if (armed.length === 0) return undefined;
      const struck = armed.filter((each) => concerns(each, method, path) && strikes(each, random));
      prune();
      return struck[0]?.rule;
    },
  };
};
