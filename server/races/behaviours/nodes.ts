import type { Head, Response, Step } from '../held/held-request.ts';
import type { RaceRequest } from '../race-request.ts';
import { Interner } from './interner.ts';

/** Where a request goes from a node, by what it is answered; `head`: what its browser learns on the way, 0 for nothing. */
export type Edge = { readonly to: number; readonly head: number };

/** How a node was reached first, so that it can be reached again. */
type Origin = { from: number; before: string | null; answer: number };

/** The part of a head that a jar looks at, and whose it is. */
export type HeadTaken = { raceRequest: RaceRequest; setCookie: string[] };

export const noHead = 0;

/**
 * What requests can do, as trees: a node is a step that a request is held before, or its end; an edge what it was
 * answered. A request's next step follows from its answers so far alone, so each is to be learnt once.
 */
export class Nodes {
  readonly steps = new Interner<Step>();
  readonly answers = new Interner<string>();
  readonly responses = new Interner<Response>();
  readonly heads = new Interner<HeadTaken | null>();
  /** By node: its step, -1 for an end. */
  readonly step: number[] = [];
  /** By node: its response, -1 where there is none yet. */
  readonly response: number[] = [];
  /** By node: its tree. */
  readonly tree: number[] = [];
  /** By node: whether its step is a call that is made as soon as the call before it is answered. */
  readonly isChained: boolean[] = [];
  readonly edges: Array<Map<number, Edge>> = [];
  readonly origins: Array<Origin | null> = [];
  readonly #ends = new Map<string, number>();

  constructor() {
    this.heads.numberOf('', () => null);
  }

  /** A node before a step; `response`: the one that was given already, -1 for none. */
  held(
    tree: number,
    { kind, method, sid, text }: Step,
    response: number,
    origin: Origin | null,
    isChained: boolean,
  ): number {
    const step = this.steps.numberOf(JSON.stringify([method, sid, text]), () => ({
      kind,
      method,
      sid,
      text,
    }));
    return this.#add(tree, step, response, origin, isChained);
  }

  /** The end with this response; there is one for each tree, however it was reached. */
  ended(tree: number, response: number): number {
    const key = `${tree} ${response}`;
    const known = this.#ends.get(key);
    if (known !== undefined) return known;
    const node = this.#add(tree, -1, response, null, false);
    this.#ends.set(key, node);
    return node;
  }

  responseNumber(response: Response | null): number {
    return response === null ? -1 : this.responses.numberOf(JSON.stringify(response), () => response);
  }

  headNumber(raceRequest: RaceRequest, head: Head | null): number {
    if (head === null || head.setCookie.length === 0) return noHead;
    const { setCookie } = head;
    return this.heads.numberOf(JSON.stringify([raceRequest.index, setCookie]), () => ({
      raceRequest,
      setCookie,
    }));
  }

  answerNumber(answer: string): number {
    return this.answers.numberOf(answer, () => answer);
  }

  isEnd(node: number): boolean {
    return this.step[node] === -1;
  }

  edge(node: number, answer: number): Edge | undefined {
    return this.edges[node]?.get(answer);
  }

  /** The edges that lead to a node from its tree's root, the first one first. */
  pathTo(node: number): Origin[] {
    const path: Origin[] = [];
    for (let at = this.origins[node]; at; at = this.origins[at.from]) path.push(at);
    return path.reverse();
  }

  #add(tree: number, step: number, response: number, origin: Origin | null, isChained: boolean): number {
    this.step.push(step);
    this.response.push(response);
    this.tree.push(tree);
    this.origins.push(origin);
    this.isChained.push(isChained);
    this.edges.push(new Map());
    return this.step.length - 1;
  }
}
