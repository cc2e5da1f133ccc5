import { describe, expect, test } from 'vitest';
import type { Browser } from './browser.ts';
import { openSchool, type School, start } from './school.ts';

describe('an attempt', () => {
  test('is started once, and its cluster knows its place', async () => {
    const school = await openSchool();
    const [one, two] = await Promise.all([start(school, school.dana), start(school, school.dana)]);
    expect(two).toBe(one);
    const { definition } = await reached(school.dana, one);
    expect(definition).toMatchObject({
      lab: 'any-lab',
      learner: { attemptId: one, classId: school.classId, name: 'Dana' },
    });
  });

  test('two learners have two clusters with two seeds', async () => {
    const school = await openSchool();
    const dana = await reached(school.dana, await start(school, school.dana));
    const minho = await reached(school.minho, await start(school, school.minho));
    expect(minho.definition.seed).not.toBe(dana.definition.seed);
    expect(minho.definition.learner?.name).toBe('민호');
  });

  test.each<[who: keyof School, what: string, answer: string]>([
    ['dana', 'GET kubeconfig', '200'],
    ['dana', 'POST check', '200'],
    ['dana', 'POST submit', '201'],
    ['dana', 'POST reset', '200'],
    ['minho', 'GET kubeconfig', '404'],
    ['minho', 'POST check', '404'],
    ['minho', 'POST reset', '404'],
    ['minho', 'GET socket', '404'],
    ['instructor', 'GET kubeconfig', '403'],
    ['instructor', 'POST check', '403'],
    ['instructor', 'POST reset', '403'],
    ['instructor', 'DELETE hand', '200'],
    ['instructor', 'GET socket', '101'],
    ['stranger', 'GET kubeconfig', '404'],
    ['stranger', 'GET socket', '404'],
    ['stranger', 'DELETE hand', '404'],
  ])('of Dana: %s may %s? %s', async (who, what, answer) => {
    const school = await openSchool();
    const attempt = await start(school, school.dana);
    const [method = '', part = ''] = what.split(' ');
    const headers = part === 'socket' ? { upgrade: 'websocket' } : {};
    const browser = school[who] as Browser;
    const path = `/api/attempts/${attempt}/${part}`;
    const got = await browser.ask(method, path, undefined, headers);
    got.webSocket?.accept();
    got.webSocket?.close();
    expect(`${got.status}`).toBe(answer);
  });

  test('has to be open to be started, and not closed to be handed in', async () => {
    const later = await openSchool({ opensAt: Date.now() + 60_000 });
    const path = `/api/assignments/${later.assignmentId}/attempt`;
    expect((await later.dana.ask('POST', path)).status).toBe(409);
    expect((await later.instructor.ask('POST', path)).status).toBe(200);
    const over = await openSchool({ closesAt: 1 });
    const attempt = await start(over, over.dana);
    expect((await over.dana.ask('POST', `/api/attempts/${attempt}/submit`)).status).toBe(409);
  });
});

describe('a class', () => {
  test.each<[who: keyof School, path: string, status: number]>([
    ['instructor', '/people', 200],
    ['instructor', '/grades', 200],
    ['instructor', '/grades.csv', 200],
    ['dana', '', 200],
    ['dana', '/assignments', 200],
    ['dana', '/people', 403],
    ['dana', '/grades', 403],
    ['dana', '/grades.csv', 403],
    ['stranger', '', 404],
    ['stranger', '/people', 404],
    ['stranger', '/assignments', 404],
    ['stranger', '/grades', 404],
  ])('%s asks for %s: %i', async (who, path, status) => {
    const school = await openSchool();
    const browser = school[who] as Browser;
    expect((await browser.ask('GET', `/api/classes/${school.classId}${path}`)).status).toBe(status);
  });

  test('a late submission counts with its deduction, until the instructor sets a score', async () => {
    const school = await openSchool({ dueAt: Date.now() - 1_000 });
    const attempt = await start(school, school.dana);
    await school.dana.read('POST', `/api/attempts/${attempt}/submit`);
    const grades = `/api/classes/${school.classId}/grades`;
    const before = await school.instructor.read<Book>('GET', grades);
    const row = before.rows.find(({ person }) => person.name === 'Dana');
    expect(row?.cells).toEqual([{ score: 3, deduction: 1, submissions: 1 }]);
    const cell = `${grades}/${school.assignmentId}/${row?.person.id}`;
    const override = { score: 9, reason: 'The projector failed.' };
    expect((await school.dana.ask('PUT', cell, override)).status).toBe(403);
    await school.instructor.read('PUT', cell, override);
    const csv = await (await school.instructor.ask('GET', `${grades}.csv?locale=en`)).text();
    expect(csv).toContain(`Dana,${row?.person.id},${row?.person.id},,,9\r\n`);
  });
});

interface Book {
  readonly rows: readonly { person: { id: string; name: string }; cells: readonly unknown[] }[];
}

interface Reached {
  readonly definition: { readonly seed: string; readonly learner?: { readonly name: string } };
}

/** What the attempt's cluster says of itself, asked with a kubeconfig. */
async function reached(browser: Browser, attempt: string): Promise<Reached> {
  const text = await (await browser.ask('GET', `/api/attempts/${attempt}/kubeconfig`)).text();
  const server = /server: http:\/\/labset\.test(\S+)/.exec(text)?.[1];
  return browser.read<Reached>('GET', `${server}/api`);
}
