/** A view whose columns depend on the CRM, as data. */
export interface View {
  readonly name: string;
  /** One or two sentences, shown as the view's comment. */
  readonly comment: string;
  /** The query, readable as it stands. It begins with the question that it answers. */
  readonly sql: string;
  /** Comments of columns, by name. */
  readonly columns?: Readonly<Record<string, string>>;
}
