/** Where a path leads. */
export type Match<Leaf> =
  | { readonly kind: 'found'; readonly leaf: Leaf; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' };

/** Finds what serves a method and a path. */
export interface Router<Leaf> {
  readonly match: (method: string, path: string) => Match<Leaf>;
}

/** What a router is made of: a template such as `/v2/companies/{companyId}` and what it leads to. */
export interface RouterEntry<Leaf> {
  readonly method: string;
  readonly path: string;
  readonly leaf: Leaf;
}

interface Target<Leaf> {
  readonly names: readonly string[];
  readonly leaf: Leaf;
}

interface Node<Leaf> {
  readonly literals: Map<string, Node<Leaf>>;
  param: Node<Leaf> | undefined;
  readonly targets: Map<string, Target<Leaf>>;
}

const createNode = <Leaf>(): Node<Leaf> => ({ literals: new Map(), param: undefined, targets: new Map() });

const paramName = (segment: string): string | undefined => /^\{(\w+)\}$/.exec(segment)?.[1];

const childFor = <Leaf>(node: Node<Leaf>, segment: string): Node<Leaf> => {
  if (paramName(segment) !== undefined) {
    node.param ??= createNode();
    return node.param;
  }
  const child = node.literals.get(segment) ?? createNode<Leaf>();
  node.literals.set(segment, child);
  return child;
};

const segmentsOf = (path: string): string[] => path.slice(1).split('/');

const insert = <Leaf>(root: Node<Leaf>, { method, path, leaf }: RouterEntry<Leaf>): void => {
  const segments = segmentsOf(path);
  const node = segments.reduce(childFor, root);
  if (node.targets.has(method)) throw new Error(`Two operations at ${method} ${path}`);
  node.targets.set(method, { names: segments.map(paramName).filter((name) => name !== undefined), leaf });
};

interface Landing<Leaf> {
  readonly node: Node<Leaf>;
  readonly values: readonly string[];
}

/** Walks a path; a literal segment goes before a parameter, which is tried where the literal leads nowhere. */
const land = <Leaf>(node: Node<Leaf>, segments: readonly string[], values: readonly string[]): Landing<Leaf> | undefined => {
  const [segment, ...rest] = segments;
  if (segment === undefined) return node.targets.size > 0 ? { node, values } : undefined;
  const literal = node.literals.get(segment);
  const found = literal && land(literal, rest, values);
  if (found !== undefined || node.param === undefined || segment === '') return found;
  return land(node.param, rest, [...values, segment]);
};

/** A router over these entries, in any order; the same method and template twice is an error. */
export const createRouter = <Leaf>(entries: Iterable<RouterEntry<Leaf>>): Router<Leaf> => {
  const root = createNode<Leaf>();
  for (const entry of entries) insert(root, entry);
  const match = (method: string, path: string): Match<Leaf> => {
    const landing = land(root, segmentsOf(path), []);
    if (landing === undefined) return { kind: 'unknown' };
    const target = landing.node.targets.get(method);
    if (target === undefined) return { kind: 'wrong-method', allowed: [...landing.node.targets.keys()].sort() };
    const params = Object.fromEntries(target.names.map((name, index) => [name, landing.values[index] ?? '']));
    return { kind: 'found', leaf: target.leaf, params };
  };
  return { match };
};
