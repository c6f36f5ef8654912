import { usageError } from './cli-error.ts';
import type { SettingFlags } from './settings.ts';

/** Flags as commander hands them over; each command reads the ones it declared. */
export type Flags = Readonly<Record<string, unknown>>;

/** A flag's text, or `undefined` where it was not given. */
export const textOf = (flags: Flags, name: string): string | undefined => {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
};

/** Whether a flag without a value was given. */
export const isOn = (flags: Flags, name: string): boolean => flags[name] === true;

/** The members of a flag that takes several, separated by commas; none given is `undefined`, an empty text is wrong usage. */
export const listOf = (flags: Flags, name: string): string[] | undefined => {
  const text = textOf(flags, name);
  if (text === undefined) return undefined;
  const members = text
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '');
  if (members.length === 0) throw usageError(`--${name} names nothing`, `Give names separated by commas, or leave --${name} out for all.`);
  return members;
};

/** A flag's word, one of a few; another one is wrong usage. */
export const choiceOf = <Choice extends string>(flags: Flags, name: string, choices: readonly Choice[]): Choice | undefined => {
  const text = textOf(flags, name);
  return text === undefined ? undefined : chosen(name, text, choices);
};

/** A flag as people write it: `maxRequests` is `--max-requests`. */
const flagNamed = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const chosen = <Choice extends string>(name: string, text: string, choices: readonly Choice[]): Choice => {
  const choice = choices.find((known) => known === text);
  if (choice === undefined) throw usageError(`${flagNamed(name)} does not know '${text}'`, `It takes: ${choices.join(', ')}.`);
  return choice;
};

/** The members of a flag that takes several of a few words; another word is wrong usage. */
export const choicesOf = <Choice extends string>(flags: Flags, name: string, choices: readonly Choice[]): Choice[] | undefined =>
  listOf(flags, name)?.map((member) => chosen(name, member, choices));

/** A whole number between bounds; anything else is wrong usage. */
export const wholeNumberOf = (flags: Flags, name: string, bounds: { min: number; max: number }): number => {
  const text = textOf(flags, name) ?? '';
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= bounds.min && value <= bounds.max) return value;
  throw usageError(`${flagNamed(name)} must be a whole number from ${bounds.min} to ${bounds.max}, not '${text}'`);
};

/** The flags that settle where things are. */
export const settingFlags = (flags: Flags): SettingFlags => {
  const found: Record<string, string> = {};
  for (const name of ['database', 'baseUrl', 'apiKeyFile', 'profile', 'config']) {
    const text = textOf(flags, name);
    if (text !== undefined) found[name] = text;
  }
  return found;
};
