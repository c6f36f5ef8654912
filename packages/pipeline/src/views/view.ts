/** A view of the replica as data. */
export interface View {
  readonly name: string;
  /** Tables it is computed from, where it is stored as a table: each load that changes one of them computes it anew. */
  readonly stored?: readonly string[];
  /** One or two sentences, shown as the view's comment. */
  readonly comment: string;
  /** The query, readable as it stands. It begins with the question that it answers. */
  readonly sql: string;
  /** Comments of columns, by name. */
  readonly columns?: Readonly<Record<string, string>>;
}
