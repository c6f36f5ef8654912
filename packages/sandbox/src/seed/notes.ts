import type { ChangeLog } from './change-log.ts';
import type { Company } from './company-book.ts';
import { dayMs, iso } from './dates.ts';
import { type EntryBook, subjectOf } from './entries.ts';
import { ids } from './ids.ts';
import type { SeedNote } from './model.ts';
import type { NotePlan, NoteSubject } from './note-plan.ts';
import { mentionHtml, type NoteTopic, noteHtml, notetakerHtml, replyHtml } from './note-text.ts';
import type { Person } from './person-book.ts';
import { at, type Random, randomOf, topic } from './random.ts';
import type { FunnelName, Stage } from './stages.ts';
import { inventTerms } from './story.ts';
import type { Member } from './team.ts';

/** What a note is attached to, and what can be said about it. */
interface Scene {
  readonly topic: NoteTopic;
  readonly author: Member;
  readonly person: Person | undefined;
  readonly companyIds: readonly number[];
  readonly personIds: readonly number[];
  readonly opportunityIds: readonly number[];
}

/** A root note that may still be answered. */
type Thread = Pick<SeedNote, 'id' | 'type' | 'creatorId'> & { readonly at: number };

const threadLimit = 24;

/** Every note, oldest first; replies follow the note they answer. */
export function* inventNotes(book: EntryBook, log: ChangeLog, plan: NotePlan): Generator<SeedNote> {
  const threads: Thread[] = [];
  let mentions = 0;
  for (let index = 0; index < plan.count; index++) {
    const random = randomOf(book.world.seed, topic.notes, index);
    const instant = plan.instantAt(index);
    const parent = random.chance(0.11) ? openThread(threads, instant, random) : undefined;
    const scene = sceneOf(book, log, { subject: plan.subjectAt(index), instant, random });
    const stub = { index, instant, random, scene, book };
    const note = parent ? reply(stub, parent) : rootNote(stub, mentions);
    mentions += note.mentions.length;
    if (!parent && note.viewerIds === undefined) threads.push({ id: note.id, type: note.type, creatorId: note.creatorId, at: instant });
    if (threads.length > threadLimit) threads.shift();
    yield note;
  }
}

const openThread = (threads: readonly Thread[], instant: number, random: Random): Thread | undefined => {
  if (threads.length === 0) return undefined;
  const thread = random.pick(threads);
  const since = instant - thread.at;
  return since > 60_000 && since < 12 * dayMs ? thread : undefined;
};

interface Stub {
  readonly index: number;
  readonly instant: number;
  readonly random: Random;
  readonly scene: Scene;
  readonly book: EntryBook;
}

const updatedAtOf = ({ instant, random, book }: Stub): string | null =>
  random.chance(0.14) ? iso(Math.min(book.world.now, instant + random.between(0.01, 6) * dayMs)) : null;

const reply = (stub: Stub, parent: Thread): SeedNote => {
  const { index, instant, random, scene, book } = stub;
  const byNotetaker = parent.type === 'ai-notetaker' && random.chance(0.35);
  const colleague = at(book.world.team.members, index % 5).name.first;
  return {
    id: ids.note.idAt(index),
    type: byNotetaker ? 'ai-notetaker-reply' : 'user-reply',
    html: byNotetaker ? notetakerHtml(scene.topic, random) : replyHtml(colleague, random),
    creatorId: byNotetaker ? parent.creatorId : scene.author.id,
    createdAt: iso(instant),
    updatedAt: updatedAtOf(stub),
    parentId: parent.id,
    interaction: null,
    companyIds: [],
    personIds: [],
    opportunityIds: [],
    mentions: [],
  };
};

type Kind = { readonly type: SeedNote['type']; readonly interaction: SeedNote['interaction'] };

/** Notetaker and meeting notes belong to a meeting each: a meeting has one root note at most. */
const kindOf = (index: number, random: Random): Kind => {
  const draw = random.next();
  if (draw < 0.06) return { type: 'ai-notetaker', interaction: { id: noteMeetingId(index), type: 'meeting' } };
  if (draw < 0.12) return { type: 'interaction', interaction: { id: noteMeetingId(index), type: 'meeting' } };
  if (draw < 0.14) return { type: 'interaction', interaction: { id: ids.call.idAt(index) + 4_000_000, type: 'call' } };
  if (draw < 0.15) return { type: 'interaction', interaction: { id: ids.chat.idAt(index) + 4_000_000, type: 'chat-message' } };
  return { type: 'entities', interaction: null };
};

/** Above the meetings that relationship intelligence shows. */
const noteMeetingId = (index: number): number => ids.meeting.idAt(index) + 8_000_000;

const rootNote = (stub: Stub, mentionsBefore: number): SeedNote => {
  const { index, instant, random, scene, book } = stub;
  const kind = kindOf(index, random);
  const html = kind.type === 'ai-notetaker' ? notetakerHtml(scene.topic, random) : noteHtml(scene.topic, random);
  const mentioned = kind.type !== 'ai-notetaker' && random.chance(0.09) ? random.pick(book.world.team.members) : undefined;
  const { companyIds, personIds, opportunityIds } = scene;
  return {
    id: ids.note.idAt(index),
    type: kind.type,
    html: mentioned
      ? `${html}<p>${mentionHtml(mentioned.id, `${mentioned.name.first} ${mentioned.name.last}`)} please have a look</p>`
      : html,
    creatorId: scene.author.id,
    createdAt: iso(instant),
    updatedAt: updatedAtOf(stub),
    parentId: null,
    interaction: kind.interaction,
    companyIds,
    personIds,
    opportunityIds,
    mentions: mentioned ? [{ id: ids.mention.idAt(mentionsBefore), personId: mentioned.id }] : [],
    ...(kind.type === 'entities' && !mentioned && index % privateEvery === 13 ? { viewerIds: confidantsOf(book, index) } : {}),
  };
};

/** One note in so many is for few eyes. */
const privateEvery = 61;

/** Most private notes are for their author alone, some for a partner too. */
const confidantsOf = ({ world }: EntryBook, index: number): number[] => (index % 3 === 0 ? [at(world.team.members, 1).id] : []);

type Moment = { readonly subject: NoteSubject; readonly instant: number; readonly random: Random };

const sceneOf = (book: EntryBook, log: ChangeLog, moment: Moment): Scene =>
  moment.subject.kind === 'move' ? moveScene(book, log, moment) : plainScene(book, moment);

const phases: readonly NoteTopic['phase'][] = ['early', 'early', 'middle', 'late', 'late'];

const phaseOf = (stage: Stage | undefined, rank: number): NoteTopic['phase'] => {
  if (stage?.category === 'open') return phases[rank] ?? 'late';
  if (stage?.category === 'won') return 'won';
  if (stage?.category !== 'lost') return 'none';
  return stage.text.startsWith('Lost') ? 'beaten' : 'lost';
};

const dealFunnels: readonly FunnelName[] = ['sourcing', 'pipeline'];

const moveScene = (book: EntryBook, log: ChangeLog, { subject, instant, random }: Moment): Scene => {
  const row = subject.index;
  const { list, company, person, terms, entityId } = subjectOf(book, log.entryAt(row));
  const rank = list.status.options.findIndex((option) => option.id === log.valueAt(row));
  const stage = list.stages[rank];
  const phase = phaseOf(stage, rank);
  const voice: NoteTopic['voice'] = dealFunnels.includes(list.template.funnel) ? 'deal' : 'relation';
  const about = { company, person, terms, phase, voice, stage: stage?.text };
  const type = list.template.type;
  return {
    ...cast(book, about, { instant, random }),
    companyIds: type === 'person' ? [] : [company.id],
    personIds: type === 'person' ? [entityId] : person && random.chance(0.5) ? [person.id] : [],
    opportunityIds: type === 'opportunity' ? [entityId] : [],
  };
};

const plainScene = (book: EntryBook, { subject, instant, random }: Moment): Scene => {
  const { companies, persons } = book.world;
  const person = subject.kind === 'person' ? persons.person(subject.index) : undefined;
  const company = companies.company(person ? person.companyIndex : subject.index);
  const about = {
    company,
    person,
    terms: inventTerms(company, random),
    phase: 'none',
    voice: company.kind === 'startup' ? 'deal' : 'relation',
    stage: undefined,
  } as const;
  const isTogether = person !== undefined && !person.isIndependent && random.chance(0.4);
  return {
    ...cast(book, about, { instant, random }),
    companyIds: person === undefined || isTogether ? [company.id] : [],
    personIds: person ? [person.id] : [],
    opportunityIds: [],
  };
};

type About = { readonly company: Company; readonly person: Person | undefined } & Pick<NoteTopic, 'terms' | 'phase' | 'voice' | 'stage'>;

/** Who writes it, and who is named in it. */
const cast = (
  { world }: EntryBook,
  { person, ...about }: About,
  { instant, random }: Pick<Moment, 'instant' | 'random'>,
): Pick<Scene, 'topic' | 'author' | 'person'> => {
  const author = world.team.ownerFor(about.company.sectorIndex, instant, random);
  const colleague = world.team.ownerFor((about.company.sectorIndex + 3) % 18, instant, random);
  return { topic: { ...about, contact: person?.name.first, colleague: colleague.name.first }, author, person };
};
