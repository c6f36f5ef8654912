/** Placeholder for the type of the open state; see `open.ts`. */
export interface State {
  readonly close: () => void;
}
