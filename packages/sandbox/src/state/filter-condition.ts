import type { Filter, FilterCondition } from '@affinity-kit/contract';
import { instant } from './instant.ts';
import { type Condition, where } from './keyset.ts';
import type { SqlValue } from './sql.ts';

/** How one filterable property reaches the database. */
export type FilterColumn = (condition: FilterCondition) => Condition;

/** The filterable properties of a collection. */
export type FilterColumns = Readonly<Record<string, FilterColumn>>;

const sqlOperators = { '=': '=', '!=': 'IS NOT', '>': '>', '>=': '>=', '<': '<', '<=': '<=' } as const;

const isSqlOperator = (operator: string): operator is keyof typeof sqlOperators => Object.hasOwn(sqlOperators, operator);

/** A property kept in one column. */
export const filterColumn =
  (column: string, toSql: (text: string) => SqlValue): FilterColumn =>
  ({ operator, operand }) => {
    if (operand.kind === 'any') return where(`${column} IS ${operator === '=' ? 'NOT ' : ''}NULL`);
    if (operand.kind === 'list' || !isSqlOperator(operator)) throw new Error(`The column ${column} does not take '${operator}'`);
    return where(`${column} ${sqlOperators[operator]} ?`, toSql(operand.text));
  };

/** A property that is a number. */
export const numberColumn = (column: string): FilterColumn => filterColumn(column, Number);

/** A property that is a text. */
export const textColumn = (column: string): FilterColumn => filterColumn(column, String);

/** A property that is an instant. */
export const timeColumn = (column: string): FilterColumn => filterColumn(column, instant);

/** A filter as a piece of a WHERE clause; the contract has checked that every property is one of the columns. */
export const filterCondition = (filter: Filter, columns: FilterColumns): Condition => {
  if (filter.kind === 'condition') {
    const column = columns[filter.property];
    if (column === undefined) throw new Error(`Nothing is known of the property ${filter.property}`);
    return column(filter);
  }
  if (filter.kind === 'not') {
    const term = filterCondition(filter.term, columns);
    return where(`NOT coalesce(${term.text}, 0)`, ...term.params);
  }
  const terms = filter.terms.map((term) => filterCondition(term, columns));
  return where(
    `(${terms.map(({ text }) => text).join(filter.kind === 'and' ? ' AND ' : ' OR ')})`,
    ...terms.flatMap(({ params }) => params),
  );
};
