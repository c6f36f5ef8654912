import { type V1CreatedList, type V1List, type V1ListToBeCreated, type v1, v1EntityTypes, v1ListRoles } from '@affinity-kit/contract';
import type { HandlersOf, RequestContext } from '../context.ts';
import { forbidden, unprocessable } from '../problem.ts';
import { addList } from '../state/add-list.ts';
import type { ListRole, ListRow } from '../state/lists.ts';
import { listById } from './access.ts';
import { shownField } from './fields.ts';
import { entries } from './list-entries.ts';
import { entityCodes } from './refs.ts';

const shown = ({ state }: RequestContext, { id, type, name, isPublic, ownerId, creatorId }: ListRow): V1List => ({
  id,
  type: entityCodes[type],
  name,
  public: isPublic,
  owner_id: ownerId,
  creator_id: creatorId,
  list_size: state.lists.sizes().get(id) ?? 0,
});

const created = (context: RequestContext, list: ListRow): V1CreatedList => ({
  ...shown(context, list),
  creator_id: list.creatorId,
  additional_permissions: list.roles.map(({ userId, role }) => ({ internal_person_id: userId, role_id: v1ListRoles[role] })),
});

const kinds = {
  [v1EntityTypes.person]: 'person',
  [v1EntityTypes.organization]: 'company',
  [v1EntityTypes.opportunity]: 'opportunity',
} as const;
const roles: Readonly<Record<number, ListRole>> = {
  [v1ListRoles.admin]: 'admin',
  [v1ListRoles.basic]: 'basic',
  [v1ListRoles.standard]: 'standard',
};

const requireUser = ({ state }: RequestContext, id: number, param: string): number => {
  if (state.users.get(id) === undefined) throw unprocessable(`Field ${param}: ${id} is not an internal person`);
  return id;
};

const rolesOf = (context: RequestContext, body: V1ListToBeCreated): ListRow['roles'] =>
  (body.additional_permissions ?? []).map(({ internal_person_id, role_id }) => ({
    userId: requireUser(context, internal_person_id, 'additional_permissions'),
    role: roles[role_id] ?? 'basic',
  }));

const create = (context: RequestContext, body: V1ListToBeCreated): ListRow => {
  const { state, caller, now } = context;
  if (body.is_public && !caller.permissions.has('Share accessible Lists globally')) throw forbidden('Share accessible Lists globally');
  const ownerId = requireUser(context, body.owner_id ?? caller.userId, 'owner_id');
  const { name, is_public: isPublic, type } = body;
  const draft = {
    name,
    type: kinds[type],
    isPublic,
    creatorId: caller.userId,
    ownerId,
    createdAt: now.toISOString(),
    roles: rolesOf(context, body),
  };
  const list = addList(state, draft);
  context.emit('list.created', () => ({ id: list.id, ip_address: '127.0.0.1' }));
  return list;
};

export const lists: HandlersOf<typeof v1.lists> = {
  list: (_, context) => context.state.lists.visibleTo(context.caller.userId).map((list) => shown(context, list)),
  get: ({ list_id }, context) => {
    const list = listById(context, list_id);
    const own = context.state.fields.all().filter(({ listId }) => listId === list.id);
    return { ...shown(context, list), fields: own.flatMap((field) => shownField(field) ?? []) };
  },
  create: ({ body }, context) => created(context, create(context, body)),
  entries,
};
