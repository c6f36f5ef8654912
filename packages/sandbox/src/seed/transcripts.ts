import { spoken } from './activity-words.ts';
import type { SeedTranscript } from './model.ts';
import type { Random } from './random.ts';

const clock = (seconds: number): string =>
  [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** The transcript whose page of words is not its whole. */
const longOne = 0;

/** A meeting that the notetaker listened to. */
export interface Recording {
  /** The note that sums it up. */
  readonly noteId: number;
  readonly createdAt: string;
  readonly guest: string;
}

/** The words behind the nth note of the notetaker: two people, turn by turn. */
export const inventTranscript = ({ noteId, createdAt, guest }: Recording, nth: number, random: Random): SeedTranscript => {
  const turns = nth === longOne ? 130 : 10 + random.int(25);
  const start = random.int(spoken.length);
  let at = 0;
  const fragments = Array.from({ length: turns }, (_, turn) => {
    const content = spoken[(start + turn) % spoken.length] ?? '';
    const begin = at;
    at += 3 + Math.ceil(content.length / 14) + random.int(6);
    return { content, speaker: turn % 2 === 0 ? 'Host' : guest, start: clock(begin), end: clock(at - 1) };
  });
  return { id: 510_300 + nth * 3 + random.int(2), noteId, language: 'en', createdAt, fragments };
};
