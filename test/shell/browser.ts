import { env } from 'cloudflare:workers';
import { app } from '../../worker/app.ts';

const origin = 'http://labset.test';

/** A browser with cookies of its own, for tests of the platform's API. */
export class Browser {
  #cookie: string;

  /** `cookie`: what another browser kept. */
  constructor(cookie = '') {
    this.#cookie = cookie;
  }

  get cookie(): string {
    return this.#cookie;
  }

  /** Asks and returns the answer; `body` is sent as JSON. */
  async ask(method: string, path: string, body?: unknown, headers = {}): Promise<Response> {
    const request = new Request(origin + path, {
      method,
      headers: { cookie: this.#cookie, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await app.fetch(request, env, execution);
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (cookie !== undefined) this.#cookie = cookie;
    return answer;
  }

  /** The JSON of a successful answer. */
  async read<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.ask(method, path, body);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json<T>();
  }

  /** Signs in as a demo person. */
  async become(personId: string): Promise<this> {
    await this.read('POST', '/api/demo/sign-in', { personId });
    return this;
  }
}

/** Asks as the installation's operator. */
export async function askOperator(method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${env.OPERATOR_TOKEN}` };
  return new Browser().ask(method, path, body, headers);
}

const execution: ExecutionContext = {
  waitUntil: () => undefined,
  passThroughOnException: () => undefined,
  props: {},
} as unknown as ExecutionContext;
