/** Makes the page of all commands from the program itself. */
import { buildProgram } from '../../packages/cli/dist/program.js';

const cell = (text) => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;');

const argumentText = (argument) => {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
};

const optionRow = ({ flags, description, argChoices }) => {
  const choices = argChoices === undefined ? '' : ` One of ${argChoices.map((choice) => `\`${choice}\``).join(', ')}.`;
  return `| \`${flags}\` | ${cell(description)}${choices} |`;
};

const namesOf = (command) => (command.parent === null ? [] : [...namesOf(command.parent), command.name()]);

const sectionOf = (command) => {
  const words = ['affinity', ...namesOf(command), ...command.registeredArguments.map(argumentText)];
  const notes = command.registeredArguments.map((argument) => `- \`${argumentText(argument)}\`: ${cell(argument.description)}`);
  return [
    `## ${namesOf(command).join(' ')}`,
    '',
    '```text',
    words.join(' '),
    '```',
    '',
    `${command.description()}.`,
    '',
    ...(notes.length > 0 ? [...notes, ''] : []),
    '| option | |',
    '| --- | --- |',
    ...command.options.map(optionRow),
    '',
    ...command.commands.flatMap(sectionOf),
  ];
};

/** The page. */
export const commandsPage = () => `# Commands

Made by \`scripts/write-reference.js\` from the program; \`--help\` behind any command tells the same, with examples. Settings, exit codes and output: [the command line](../cli.md).

${buildProgram().commands.flatMap(sectionOf).join('\n').trimEnd()}
`;
