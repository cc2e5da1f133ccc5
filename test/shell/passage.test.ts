import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { askOperator, Browser } from './browser.ts';

const unauthorized = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message: 'Unauthorized',
  reason: 'Unauthorized',
  code: 401,
};

interface Sandbox {
  readonly id: string;
  readonly token: string;
}

interface Echo {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly method: string;
  readonly text: string;
}

const client = new Browser();
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await newSandbox();
});

describe('the passage to a cluster', () => {
  test('removes its prefix and tells the cluster who asks, not how', async () => {
    const path = `/clusters/${sandbox.id}/${sandbox.token}/api/v1/pods/a%2Fb?limit=5&x=%20`;
    const headers = { cookie: 'labset=secret', 'x-labset-user': 'root', accept: 'a/b' };
    const echo = await (await client.ask('PATCH', path, { a: 1 }, headers)).json<Echo>();
    expect(echo).toMatchObject({
      path: '/kube/api/v1/pods/a%2Fb?limit=5&x=%20',
      method: 'PATCH',
      text: '{"a":1}',
    });
    expect(echo.headers).toMatchObject({ accept: 'a/b', 'x-labset-user': 'kubernetes-admin' });
    expect(echo.headers).not.toHaveProperty('cookie');
  });

  test('takes a bearer token, and does not pass it on', async () => {
    const headers = { authorization: `Bearer ${sandbox.token}` };
    const answer = await client.ask('GET', `/clusters/${sandbox.id}/version`, undefined, headers);
    const echo = await answer.json<Echo>();
    expect(echo.path).toBe('/kube/version');
    expect(echo.headers).not.toHaveProperty('authorization');
  });

  test('is shut for unknown tokens and another cluster’s token', async () => {
    const other = await newSandbox();
    const paths = [
      `/clusters/${sandbox.id}/${other.token}/api`,
      `/clusters/${other.id}/${sandbox.token}/api`,
      `/clusters/none/${sandbox.token}/api`,
      '/clusters/none/api',
      `/clusters/${sandbox.id}/${await storedHash()}/api`,
    ];
    for (const path of paths) {
      const answer = await client.ask('GET', path);
      expect([path, answer.status, await answer.json()]).toEqual([path, 401, unauthorized]);
    }
  });

  test('leaves signed tokens, and nobody at all, to the cluster to judge', async () => {
    const path = `/clusters/${sandbox.id}/api/v1/pods`;
    const nobody = await (await client.ask('GET', path)).json<Echo>();
    expect(nobody.headers).not.toHaveProperty('x-labset-user');
    const authorization = 'Bearer aaa.bbb.ccc';
    const forged = { authorization, 'x-labset-user': 'kubernetes-admin' };
    const account = await (await client.ask('GET', path, undefined, forged)).json<Echo>();
    expect(account.headers).toMatchObject({ authorization });
    expect(account.headers).not.toHaveProperty('x-labset-user');
    const wrong = { authorization: 'Bearer wrong' };
    expect((await client.ask('GET', path, undefined, wrong)).status).toBe(401);
  });

  test('is shut at once when the cluster is gone', async () => {
    const path = `/clusters/${sandbox.id}/${sandbox.token}/api`;
    expect((await client.ask('GET', path)).status).toBe(200);
    expect((await askOperator('DELETE', `/api/sandboxes/${sandbox.id}`)).status).toBe(200);
    expect((await client.ask('GET', path)).status).toBe(401);
    expect((await askOperator('DELETE', `/api/sandboxes/${sandbox.id}`)).status).toBe(404);
  });

  test('refuses a body that no API server would take', async () => {
    const path = `/clusters/${sandbox.id}/${sandbox.token}/api/v1/pods`;
    const headers = { 'content-length': '3145729' };
    const answer = await client.ask('POST', path, { a: 1 }, headers);
    expect(await answer.json()).toMatchObject({ code: 413, reason: 'RequestEntityTooLarge' });
  });

  test('makes a stream of a watch, which ends when the cluster ends it', async () => {
    const path = `/clusters/${sandbox.id}/${sandbox.token}/api/v1/pods?watch=1&timeoutSeconds=0`;
    const answer = await client.ask('GET', path);
    expect(answer.headers.get('content-type')).toBe('application/json;stream=watch');
    expect(answer.headers.get('content-encoding')).toBe('identity');
    expect(await answer.text()).toBe('{"type":"ADDED"}\n{"type":"MODIFIED"}\n');
  });

  test('passes a refused watch on as it is', async () => {
    const path = `/clusters/${sandbox.id}/${sandbox.token}/refuse?watch=true`;
    const answer = await client.ask('GET', path);
    expect(answer.status).toBe(403);
    expect((await answer.json<Echo>()).path).toBe('/kube/refuse?watch=true');
  });

  test('leaves the client’s own WebSocket alone', async () => {
    const path = `/clusters/${sandbox.id}/${sandbox.token}/api/v1/pods/a/exec`;
    const answer = await client.ask('GET', path, undefined, { upgrade: 'websocket' });
    const socket = answer.webSocket;
    expect(answer.status).toBe(101);
    const messages: unknown[] = [];
    const third = new Promise<void>((resolve) => {
      socket?.addEventListener('message', ({ data }) => {
        if (messages.push(data) === 3) resolve();
      });
    });
    socket?.accept();
    socket?.send('ls');
    await third;
    expect(messages.at(-1)).toBe('echo ls');
    socket?.close();
  });
});

async function newSandbox(): Promise<Sandbox> {
  const answer = await askOperator('POST', '/api/sandboxes');
  const { id, kubeconfig } = await answer.json<{ id: string; kubeconfig: string }>();
  const token = /clusters\/[^/]+\/(\S+)/.exec(kubeconfig)?.[1] ?? '';
  return { id, token };
}

/** What lies in the database in the place of a token. */
async function storedHash(): Promise<string | null> {
  return env.DB.prepare('SELECT token_hash FROM cluster_token LIMIT 1').first('token_hash');
}
