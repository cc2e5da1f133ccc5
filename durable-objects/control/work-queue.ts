import { type Key, keyText } from '../apimachinery/meta.ts';

/** One controller's key. */
export interface Target {
  readonly controller: string;
  readonly key: Key;
}

/** First in, first out; a target that is waiting already is not added again. */
export class WorkQueue {
  /** Insertion order is the queue's order. */
  readonly #waiting = new Map<string, Target>();

  add(target: Target): void {
    const id = targetId(target);
    if (!this.#waiting.has(id)) this.#waiting.set(id, target);
  }

  remove(target: Target): void {
    this.#waiting.delete(targetId(target));
  }

  take(): Target | undefined {
    for (const [id, target] of this.#waiting) {
      this.#waiting.delete(id);
      return target;
    }
    return undefined;
  }
}

/** `statefulset default/web`. */
export function targetId(target: Target): string {
  return `${target.controller} ${keyText(target.key)}`;
}
