/** Where a behaviour comes from, as a section of the reference of its version, and what it is, in one sentence. */
export type Requirement = readonly [section: string, behaviour: string];

/** Behaviours by the id that tests cite. */
export type Requirements = Readonly<Record<string, Requirement>>;
