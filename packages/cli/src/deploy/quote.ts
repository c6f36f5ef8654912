import { usageError } from '../cli-error.ts';

/** Refuses what would end a line of a file that is read line by line. */
const requireOneLine = (text: string): string => {
  if (/[\r\n\0]/.test(text)) throw usageError('A path, name or flag with a line break in it cannot be scheduled');
  return text;
};

/** One word of a POSIX shell. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(requireOneLine(text)) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A shell command as a crontab takes it, where a percent sign ends the command. */
export const cronCommand = (command: string): string => command.replaceAll('%', String.raw`\%`);

/** A setting of a systemd unit that is one path or text to its end. */
export const unitText = (text: string): string => requireOneLine(text).replaceAll('%', '%%');

/** One word of a systemd setting that takes several. */
export const unitWord = (text: string): string => {
  const escaped = unitText(text).replaceAll('\\', String.raw`\\`).replaceAll('"', String.raw`\"`);
  return /^[\w@%+=:,./-]+$/.test(escaped) ? escaped : `"${escaped}"`;
};

/** One word of a systemd command line, where a dollar sign names a variable too. */
export const unitArgument = (text: string): string => unitWord(text).replaceAll('$', '$$$$');

/** A text in YAML; JSON's notation is YAML's too. */
export const yamlText = (text: string): string => JSON.stringify(text);

/** A shell word for a workflow, in which `${{` begins an expression. */
export const workflowWord = (text: string): string => {
  if (text.includes('${{')) throw usageError(`'${text}' would be an expression of GitHub Actions`);
  return shellWord(text);
};
