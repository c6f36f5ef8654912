import { v2 } from '@affinity-kit/contract';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, isObject, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import { teamMembers, teams } from '../replica/tables/people.ts';
import { type Stream, type Units, unservedOn, type Walk } from './stream.ts';

const addMember = (teamId: number, raw: unknown, out: PageRows): void => {
  const user = isObject(raw) && isObject(raw['user']) ? raw['user'] : undefined;
  if (!isObject(raw) || !isId(user?.['id'])) return out.reject(teamId, 'members', ['expected a member with a user', raw]);
  const reader = new RecordReader(out, { id: teamId, raw, path: 'members.' });
  out.of(teamMembers).add(teamId, user['id'], reader.ref('id'), reader.text('privacyType'), reader.instant('addedAt'));
};

const addMembers = (out: PageRows, reader: RecordReader, teamId: number): void => {
  const preview = reader.nested('membersPreview');
  const members = preview?.array('data') ?? [];
  const all = (rows: PageRows): void => {
    for (const member of members) addMember(teamId, member, rows);
  };
  if (preview && (preview.integer('totalCount') ?? 0) <= members.length) return all(out);
  out.completions.push({
    endpoint: v2.teams.members.list,
    input: { teamId, limit: 100 },
    item: (member, _ordinal, rows) => addMember(teamId, member, rows),
    truncated: all,
  });
};

/** One team as rows of `teams` and `team_members`. */
const teamRecord = (raw: JsonObject, out: PageRows): number | undefined => {
  const { id } = raw;
  if (!isId(id)) return undefined;
  const reader = new RecordReader(out, { id, raw });
  const about = [reader.text('name'), reader.text('privacyType'), reader.instant('createdAt'), reader.instant('updatedAt')] as const;
  out.of(teams).add(id, ...about);
  addMembers(out, reader, id);
  return id;
};

/** Members that a page of teams brings with each. */
const previewed = 10;

/** Who is on which team changes rarely, and large teams take a request each: all are read once a day. */
const units: Units = {
  days: 1,
  of: () => ['teams'],
  query: `SELECT 'teams' AS unit, (SELECT greatest(1, ceil(count(*) / 100)) FROM $.teams)
    + (SELECT count(*) FROM (SELECT 1 FROM $.team_members GROUP BY team_id HAVING count(*) > ${previewed})) AS requests`,
  tables: ['teams', 'team_members'],
  covers: ({ isDue }) => (isDue('teams') ? 'true' : 'false'),
};

const walk: Walk = {
  endpoint: v2.teams.list,
  input: { limit: 100, includes: ['membersPreview'] },
  record: teamRecord,
  ...unservedOn('teams (beta) are not served to this account'),
};

/** Teams of users, with their members. */
export const teamStream: Stream = {
  name: 'teams',
  feeds: [
    { table: 'teams', owner: 'id' },
    { table: 'team_members', owner: 'team_id' },
  ],
  needs: [],
  extra: true,
  stages: ({ isDue }) => [isDue('teams') ? [walk] : []],
  units,
  pageSize: 100,
};
