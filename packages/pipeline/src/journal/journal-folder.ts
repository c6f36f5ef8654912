/** The folder of a database's journal: `<database>.journal`, beside it. */
export const journalFolder = (database: string): string => `${database}.journal`;
