import { createHash } from 'node:crypto';
import type { Permission } from '@affinity-kit/contract';
import { atWork, dayMs, iso } from './dates.ts';
import { userIdAt } from './ids.ts';
import type { SeedUser } from './model.ts';
import { type PersonName, pickPersonName } from './person-names.ts';
import { at, firstAbove, numberAt, type Random, randomOf, topic } from './random.ts';
import { sectors } from './sectors.ts';

/** The firm itself. */
export const firm = { id: 20_417, name: 'Larkmoor Capital', subdomain: 'larkmoor', domain: 'larkmoor.example' } as const;

/** A user, and how he or she works. */
export interface Member {
  readonly id: number;
  readonly name: PersonName;
  readonly email: string;
  readonly title: string;
  readonly role: 'Admin' | 'Member';
  readonly status: 'active' | 'invited' | 'deactivated';
  readonly mayExport: boolean;
  /** Share of the firm's deals and notes. */
  readonly activity: number;
  /** How long deals rest with this person, relative to the others. */
  readonly tempo: number;
  /** Indices of sectors. */
  readonly focus: readonly number[];
  readonly joinedAt: number;
  readonly leftAt: number;
}

export interface Team {
  readonly members: readonly Member[];
  /** Who works on deals of a sector at a moment. */
  ownerFor(sector: number, instant: number, random: Random): Member;
}

type Post = readonly [title: string, activity: number];

/** Posts of the first twelve; a larger firm repeats the investing and supporting ones. */
const posts: readonly Post[] = [
  ['Chief Operating Officer', 0.25],
  ['Managing Partner', 0.7],
  ['General Partner', 1],
  ['General Partner', 0.45],
  ['Partner', 0.8],
  ['Principal', 1.3],
  ['Senior Associate', 1.5],
  ['Associate', 1.2],
  ['Analyst', 0.9],
  ['Head of Platform', 0.35],
  ['Investor Relations Manager', 0.15],
  ['Analyst', 0.3],
];
const laterPosts: readonly Post[] = [
  ['Associate', 1.2],
  ['Principal', 1],
  ['Analyst', 0.8],
  ['Partner', 0.6],
  ['Venture Partner', 0.2],
  ['Senior Associate', 1.1],
  ['Head of Talent', 0.3],
  ['Operating Partner', 0.3],
];

const exports: readonly Permission[] = ['Export All Organizations directory', 'Export All People directory', 'Export data from Lists'];
const everyday: readonly Permission[] = ['Generate an API key', 'Share accessible Lists globally', 'Edit Global Field Values'];
const administration: readonly Permission[] = ['Manage duplicates', 'Manage Users', 'Manage Teams'];

const permissionsOf = (member: Member): readonly Permission[] => [
  ...everyday,
  ...(member.mayExport ? exports : []),
  ...(member.role === 'Admin' ? administration : []),
];

/** API keys are 43 URL-safe characters: 32 bytes in base64url (v2 reference, section 14, row 18). */
const keyOf = (seed: number, userId: number): string =>
  createHash('sha256').update(`affinity-kit sandbox key ${seed} ${userId}`).digest('base64url');

export const userOf = (seed: number, member: Member): SeedUser => ({
  id: member.id,
  firstName: member.name.first,
  lastName: member.name.last,
  email: member.email,
  role: member.role,
  status: member.status,
  permissions: permissionsOf(member),
  apiKey: member.status === 'active' ? keyOf(seed, member.id) : null,
  createdAt: iso(member.joinedAt),
});

/** What decides who works at the firm. */
export interface TeamOptions {
  readonly seed: number;
  readonly size: number;
  readonly opening: number;
  readonly now: number;
  /** Places a newcomer among the persons, whose ids ascend with time: a moment close by, and how many persons were known then. */
  readonly arrivalAt: (instant: number) => Arrival;
}

export interface Arrival {
  readonly at: number;
  readonly personsBefore: number;
}

export const inventTeam = (options: TeamOptions): Team => {
  const taken = new Set<string>();
  const members = Array.from({ length: options.size }, (_, index) => inventMember(index, taken, options));
  return { members, ownerFor: ownersOf(members) };
};

const inventMember = (index: number, taken: Set<string>, options: TeamOptions): Member => {
  const random = randomOf(options.seed, topic.users, index);
  const [title, activity] = posts[index] ?? at(laterPosts, index % laterPosts.length);
  const [plannedAt, leftAt] = termOf(index, options);
  const isFounder = index < foundersOf(options.size);
  const arrival = isFounder ? { at: plannedAt, personsBefore: -3 * (options.size - index) } : options.arrivalAt(plannedAt);
  const name = freshName(taken, random);
  const focusCount = title.includes('Partner') ? 3 : 4;
  return {
    id: userIdAt(arrival.personsBefore),
    name,
    email: `${name.latinFirst}@${firm.domain}`,
    title,
    role: index < 2 ? 'Admin' : 'Member',
    status: statusOf(index, options.size),
    mayExport: index !== 8 && index !== 10,
    activity: activity * random.between(0.8, 1.25),
    tempo: random.between(0.7, 1.6),
    focus: Array.from({ length: focusCount }, (_, k) => (index * 3 + k * 5 + random.int(2)) % sectors.length),
    joinedAt: arrival.at,
    leftAt,
  };
};

const foundersOf = (size: number): number => Math.ceil(size / 2);

const statusOf = (index: number, size: number): Member['status'] => {
  if (index === size - 1) return 'invited';
  return index === 4 || (index % 9 === 7 && index > 12) ? 'deactivated' : 'active';
};

const termOf = (index: number, { size, opening, now }: TeamOptions): readonly [joinedAt: number, leftAt: number] => {
  const founders = foundersOf(size);
  const status = statusOf(index, size);
  if (status === 'invited') return [now - 3 * dayMs, Number.POSITIVE_INFINITY];
  const joinedAt =
    index < founders
      ? opening + index * 300_000
      : atWork(opening + ((index - founders + 1) / (size - founders + 1)) * (now - opening) * 0.9);
  return [joinedAt, status === 'deactivated' ? joinedAt + (now - joinedAt) * 0.62 : Number.POSITIVE_INFINITY];
};

const freshName = (taken: Set<string>, random: Random): PersonName => {
  for (;;) {
    const name = pickPersonName('anglo', random);
    const latin = name.latinFirst !== '' && /^[\p{Script=Latin}\p{P} ]+$/u.test(name.first + name.last);
    if (!latin || taken.has(name.latinFirst)) continue;
    taken.add(name.latinFirst);
    return name;
  }
};

const ownersOf = (members: readonly Member[]): Team['ownerFor'] => {
  const bounds = sectors.map((_, sector) => {
    let total = 0;
    return Float64Array.from(members, (member) => (total += member.activity * (member.focus.includes(sector) ? 5 : 0.6)));
  });
  return (sector, instant, random) => {
    const table = at(bounds, sector);
    for (let tries = 0; tries < 12; tries++) {
      const member = at(members, firstAbove(table, random.next() * numberAt(table, table.length - 1)));
      if (member.status !== 'invited' && member.joinedAt <= instant && instant < member.leftAt) return member;
    }
    return at(members, 1);
  };
};
