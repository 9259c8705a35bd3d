import { type ProblemError, problemError } from '../../words/problems.ts';
import { beginAnew } from '../held/begin-anew.ts';
import { HeldRequest, isOwnCall, type Step, stepName } from '../held/held-request.ts';
import type { HeldRunSettings } from '../held/held-run.ts';
import { named, type RaceRequest, stepOf } from '../race-request.ts';
import type { Edge, Nodes } from './nodes.ts';

/** A tree: one request with one Cookie header. `head`: what its browser learns before the first step. */
export type Tree = { raceRequest: RaceRequest; cookie: string | null; root: number; rootHead: number };

/** Thrown when requests that differ in nothing make things that differ (session IDs, random numbers): they go apart. */
export class Singular extends Error {
  readonly place: number;

  constructor(place: number) {
    super('Like requests turn out to be singular.');
    this.place = place;
  }
}

/** Learns what requests do by running each alone on the real lab, over a store that holds what it saw. */
export class Learner {
  readonly nodes: Nodes;
  readonly #settings: HeldRunSettings;
  readonly #trees: Tree[] = [];
  readonly #byKey = new Map<string, number>();
  /** Whose tree a request shares. */
  readonly #owners: readonly number[];
  readonly #isShared: (place: number) => boolean;

  /** `groups`: requests that are taken to be interchangeable. */
  constructor(settings: HeldRunSettings, nodes: Nodes, groups: readonly number[][]) {
    this.#settings = settings;
    this.nodes = nodes;
    this.#owners = settings.initialState.raceRequests.map(
      ({ index }) => groups.find((group) => group.includes(index))?.[0] ?? index,
    );
    const shared = new Set(groups.flatMap((group) => (group.length > 1 ? group : [])));
    this.#isShared = (place) => shared.has(place);
  }

  /** The tree of a request that carries this Cookie header. */
  async tree(place: number, cookie: string | null): Promise<Tree> {
    const owner = this.#owners[place] ?? place;
    const key = `${owner} ${cookie}`;
    const known = this.#trees[this.#byKey.get(key) ?? -1];
    if (known !== undefined) return known;
    const raceRequest = this.#settings.initialState.raceRequests[owner];
    if (raceRequest === undefined) throw new Error(`There is no request ${owner}.`);
    const number = this.#trees.length;
    const tree: Tree = { raceRequest, cookie, root: -1, rootHead: 0 };
    const heldRequest = await this.#begin(tree);
    tree.rootHead = this.nodes.headNumber(raceRequest, heldRequest.takeHead());
    tree.root = this.#nodeOf(number, heldRequest, null);
    this.#trees.push(tree);
    this.#byKey.set(key, number);
    await this.#goOn(number, tree.root, heldRequest);
    return tree;
  }

  /** Whether calls of the app's own that are held are made by several requests: what they do to each other is not known. */
  doCallsMeet(): boolean {
    const callers = new Set<Tree | undefined>();
    for (const [node, step] of this.nodes.step.entries()) {
      if (step !== -1 && isOwnCall(this.nodes.steps.at(step)))
        callers.add(this.#trees[this.nodes.tree[node] ?? -1]);
    }
    const owners = new Set([...callers].map((tree) => tree?.raceRequest.index ?? -1));
    return owners.size > 1 || [...owners].some((place) => this.#isShared(place));
  }

  /** Runs a request to a node, answers it there from a store that holds `before`, and goes on from there to its end. */
  async learn(node: number, before: string | null): Promise<Edge> {
    const number = this.nodes.tree[node] ?? -1;
    const tree = this.#trees[number];
    if (tree === undefined) throw new Error('A node without a tree.');
    const heldRequest = await this.#begin(tree);
    heldRequest.takeHead();
    let at = tree.root;
    for (const origin of this.nodes.pathTo(node)) {
      this.#check(at, heldRequest);
      const answer = await this.#answer(heldRequest, origin.before);
      heldRequest.takeHead();
      const edge = this.nodes.edge(at, answer);
      if (answer !== origin.answer || edge === undefined) throw differs(tree.raceRequest, heldRequest);
      at = edge.to;
    }
    this.#check(at, heldRequest);
    const edge = await this.#step(number, node, heldRequest, before);
    await this.#goOn(number, edge.to, heldRequest);
    return edge;
  }

  async #begin({ raceRequest, cookie }: Tree): Promise<HeldRequest> {
    const { lab, stepDeadline } = this.#settings;
    const heldRequest = new HeldRequest(raceRequest);
    await beginAnew(this.#settings);
    stepDeadline.mind(heldRequest);
    lab.dispatch(heldRequest, cookie);
    await stepDeadline.quiet(heldRequest);
    return heldRequest;
  }

  /** From a node on to the end, with the store as it is. What is found that is known already must be the same. */
  async #goOn(tree: number, from: number, heldRequest: HeldRequest): Promise<void> {
    let node = from;
    while (!heldRequest.isOver) {
      const { sid, kind } = heldOf(heldRequest);
      const before = await this.#content(kind === 'read' ? null : sid, kind === 'read');
      node = (await this.#step(tree, node, heldRequest, before)).to;
    }
    if (heldRequest.isSingular && this.#isShared(heldRequest.raceRequest.index))
      throw new Singular(heldRequest.raceRequest.index);
  }

  async #step(tree: number, node: number, heldRequest: HeldRequest, before: string | null): Promise<Edge> {
    const { nodes } = this;
    const answer = await this.#answer(heldRequest, before);
    const head = nodes.headNumber(heldRequest.raceRequest, heldRequest.takeHead());
    const known = nodes.edge(node, answer);
    if (known === undefined) {
      const edge = { to: this.#nodeOf(tree, heldRequest, { from: node, before, answer }), head };
      nodes.edges[node]?.set(answer, edge);
      return edge;
    }
    const isSame = known.head === head && this.#isAt(known.to, heldRequest);
    if (!isSame) throw differs(heldRequest.raceRequest, heldRequest);
    return known;
  }

  /** Puts into the store what is to be seen, and releases the step. */
  async #answer(heldRequest: HeldRequest, before: string | null): Promise<number> {
    const { lab, stepDeadline } = this.#settings;
    const { kind, sid } = heldOf(heldRequest);
    if (kind === 'read') await lab.store.replace(JSON.parse(before ?? '{}'));
    else if (sid !== null) await lab.store.replace(before === null ? {} : { [sid]: before });
    let answer = '';
    stepDeadline.mind(heldRequest);
    heldRequest.release((given) => {
      answer = given;
    });
    await stepDeadline.quiet(heldRequest);
    return this.nodes.answerNumber(answer);
  }

  async #content(sid: string | null, isWhole: boolean): Promise<string | null> {
    const sessions = await this.#settings.lab.store.snapshot();
    if (isWhole) return JSON.stringify(sessions);
    return sid === null ? null : (sessions[sid] ?? null);
  }

  #nodeOf(tree: number, heldRequest: HeldRequest, origin: Parameters<Nodes['held']>[3]): number {
    const response = this.nodes.responseNumber(heldRequest.response);
    if (heldRequest.isOver) return this.nodes.ended(tree, response);
    // Over a connection a body comes in later than the answer of the load before it.
    const hasBody = heldRequest.raceRequest.message.body !== null && heldRequest.last === 'load';
    const isChained = heldRequest.isChained && !hasBody;
    return this.nodes.held(tree, heldOf(heldRequest), response, origin, isChained);
  }

  #check(node: number, heldRequest: HeldRequest): void {
    if (!this.#isAt(node, heldRequest)) throw differs(heldRequest.raceRequest, heldRequest);
  }

  #isAt(node: number, heldRequest: HeldRequest): boolean {
    if (heldRequest.isOver !== this.nodes.isEnd(node)) return false;
    if (heldRequest.isOver)
      return this.nodes.response[node] === this.nodes.responseNumber(heldRequest.response);
    return isSameStep(this.nodes.steps.at(this.nodes.step[node] ?? -1), heldOf(heldRequest));
  }
}

function heldOf(heldRequest: HeldRequest): Step {
  const [held] = heldRequest.pending;
  if (held === undefined) throw new Error(`${heldRequest.raceRequest.id} is not held.`);
  return held;
}

export const isSameStep = (one: Step, other: Step): boolean =>
  one.method === other.method && one.sid === other.sid && one.text === other.text;

/** What is told of a handler that does not follow from its answers. */
export function differs(
  raceRequest: RaceRequest,
  { lastName, pending, response }: HeldRequest,
): ProblemError {
  const [held] = pending;
  return problemError('not-the-same', raceRequest.at, {
    request: named(raceRequest),
    after: stepOf(raceRequest, lastName),
    did:
      held === undefined
        ? { status: response?.status ?? null, body: response?.body.slice(0, 80) ?? '' }
        : { step: stepName(held), text: held.text ?? '' },
  });
}
