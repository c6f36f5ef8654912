/** A view of the replica as data. */
export interface View {
  readonly name: string;
  /** Set for what is computed once per load and stored as a table, because other views would compute it over and over. */
  readonly stored?: true;
  /** One or two sentences, shown as the view's comment. */
  readonly comment: string;
  /** The query, readable as it stands. It begins with the question that it answers. */
  readonly sql: string;
  /** Comments of columns, by name. */
  readonly columns?: Readonly<Record<string, string>>;
}
