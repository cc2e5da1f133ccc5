import { evictDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import type { BoardMessage, BoardRow } from '../../durable-objects/rpc.ts';
import { classObject } from '../../worker/objects.ts';
import { openSchool, start } from './school.ts';

const lab = 'assignment';

describe('a class’s board', () => {
  test('tells a dashboard all rows, then each that changes', async () => {
    const board = classObject(env, 'class-1');
    await board.report(lab, row('a', 1));
    const dashboard = await open('class-1');
    expect(await dashboard.next()).toEqual({ type: 'rows', rows: [row('a', 1)] });
    await board.report(lab, row('a', 2));
    expect(await dashboard.next()).toEqual({ type: 'row', row: row('a', 2) });
    dashboard.close();
  });

  test('gathers what changes within half a second', async () => {
    const board = classObject(env, 'class-2');
    const dashboard = await open('class-2');
    await dashboard.next();
    for (let score = 0; score < 5; score += 1)
      for (const id of ['a', 'b', 'c']) await board.report(lab, row(id, score));
    const first = await dashboard.next();
    expect(first).toEqual({ type: 'row', row: row('a', 0) });
    const rows = [row('a', 4), row('b', 4), row('c', 4)];
    expect(await dashboard.next()).toEqual({ type: 'rows', rows });
    dashboard.close();
  });

  test('forgets nothing in hibernation, and its dashboards stay', async () => {
    const board = classObject(env, 'class-3');
    await board.report(lab, row('a', 1));
    await board.raiseHand(lab, 'a', 'web-1?');
    const dashboard = await open('class-3');
    await dashboard.next();
    await evictDurableObject(board);
    const [kept] = await board.rows(lab);
    expect(kept?.hand?.message).toBe('web-1?');
    await board.report(lab, row('a', 5));
    const told = await dashboard.next();
    expect(told.type === 'row' && told.row).toMatchObject({ score: 5, hand: kept?.hand });
    dashboard.close();
  });

  test('keeps its place in the queue for a hand that is raised again', async () => {
    const board = classObject(env, 'class-4');
    await board.report(lab, row('a', 1));
    await board.raiseHand(lab, 'a', 'one');
    const [first] = await board.rows(lab);
    await board.raiseHand(lab, 'a', 'two');
    const [second] = await board.rows(lab);
    expect(second?.hand).toEqual({ since: first?.hand?.since, message: 'two' });
    await board.lowerHand(lab, 'a');
    expect(await board.rows(lab)).toEqual([row('a', 1)]);
  });

  test('does not tell one assignment’s dashboard about another', async () => {
    const board = classObject(env, 'class-5');
    const dashboard = await open('class-5');
    await dashboard.next();
    await board.report('other', row('x', 1));
    await board.report(lab, row('a', 1));
    expect(await dashboard.next()).toEqual({ type: 'row', row: row('a', 1) });
    dashboard.close();
  });

  test('is for the class’s staff', async () => {
    const school = await openSchool();
    const attempt = await start(school, school.dana);
    await classObject(env, school.classId).report(school.assignmentId, row(attempt, 3));
    await school.dana.read('POST', `/api/attempts/${attempt}/hand`, { message: '도와주세요' });
    const path = `/api/classes/${school.classId}/live/${school.assignmentId}`;
    const live = await school.instructor.read<{ rows: BoardRow[]; learners: unknown[] }>(
      'GET',
      path,
    );
    expect(live.rows[0]?.hand?.message).toBe('도와주세요');
    expect(live.learners).toHaveLength(2);
    expect((await school.dana.ask('GET', path)).status).toBe(403);
    const headers = { upgrade: 'websocket' };
    const learner = await school.dana.ask('GET', `${path}/socket`, undefined, headers);
    expect(learner.status).toBe(403);
    const socket = await school.instructor.ask('GET', `${path}/socket`, undefined, headers);
    expect(socket.status).toBe(101);
    socket.webSocket?.accept();
    socket.webSocket?.close();
  });
});

function row(attemptId: string, score: number): Omit<BoardRow, 'hand'> {
  return { attemptId, personId: 'p', name: 'Dana', cells: [], score, points: 10, lastActiveAt: 1 };
}

/** A dashboard that hands out the messages it gets, one at a time. */
async function open(classId: string) {
  const request = new Request(`http://class/live/${lab}`, { headers: { upgrade: 'websocket' } });
  const { webSocket: socket } = await classObject(env, classId).fetch(request);
  if (!socket) throw new Error('no WebSocket');
  const messages: BoardMessage[] = [];
  let wake: (() => void) | undefined;
  socket.addEventListener('message', ({ data }) => {
    messages.push(JSON.parse(String(data)) as BoardMessage);
    wake?.();
  });
  socket.accept();
  const next = async (): Promise<BoardMessage> => {
    for (;;) {
      const message = messages.shift();
      if (message) return message;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { next, close: () => socket.close() };
}
