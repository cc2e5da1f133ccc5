import { describe, expect, test } from 'vitest';
import { askOperator, Browser } from './browser.ts';
import { openSchool } from './school.ts';

describe('joining', () => {
  test('a code and a name make a learner, who stays the same one on this browser', async () => {
    const { code, classId } = await openSchool();
    const browser = new Browser();
    const typed = `${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`;
    const first = await browser.read<Joined>('POST', '/api/join', { code: typed, name: ' 하은 ' });
    const again = await browser.read<Joined>('POST', '/api/join', { code });
    expect(first.person.name).toBe('하은');
    expect(again.person.id).toBe(first.person.id);
    expect(again.class.id).toBe(classId);
  });

  test('without a name, with a wrong code or a body that is no JSON nobody is made', async () => {
    const { code } = await openSchool();
    const browser = new Browser();
    expect(await refusal(browser.ask('POST', '/api/join', { code }))).toBe('400 name-needed name');
    const wrong = { code: 'AAAAAA', name: 'x' };
    expect(await refusal(browser.ask('POST', '/api/join', wrong))).toBe('404 wrong-code code');
    const more = { code, name: 'x', admin: true };
    expect(await refusal(browser.ask('POST', '/api/join', more))).toBe('400 invalid ');
    const large = { code, name: 'x'.repeat(70_000) };
    expect(await refusal(browser.ask('POST', '/api/join', large))).toBe('413 too-large ');
    const me = await browser.read<{ person: null }>('GET', '/api/me');
    expect(me.person).toBeNull();
  });

  test('who has signed out is nobody, also with the old cookie', async () => {
    const { dana } = await openSchool();
    const old = dana.cookie;
    await dana.read('POST', '/api/sign-out');
    expect(await refusal(dana.ask('GET', '/api/classes'))).toBe('401 not-signed-in ');
    const thief = new Browser(old);
    expect(await refusal(thief.ask('GET', '/api/classes'))).toBe('401 not-signed-in ');
  });

  test('another site can do nothing in a learner’s name', async () => {
    const { dana } = await openSchool();
    const headers = { origin: 'https://evil.example' };
    const answer = dana.ask('POST', '/api/sign-out', undefined, headers);
    expect(await refusal(answer)).toBe('403 other-site ');
  });

  test('a sign-in link works once', async () => {
    const answer = await askOperator('POST', '/api/operator/instructors', { name: 'Ada' });
    const { link } = await answer.json<{ link: string }>();
    const token = link.split('#')[1];
    await new Browser().read('POST', '/api/sign-in', { token });
    const again = new Browser().ask('POST', '/api/sign-in', { token });
    expect(await refusal(again)).toBe('404 not-found ');
  });
});

describe('the demo class', () => {
  test('seeding twice is seeding once', async () => {
    const first = await (await askOperator('POST', '/api/operator/demo')).json<Demo>();
    const second = await (await askOperator('POST', '/api/operator/demo')).json<Demo>();
    expect(second).toEqual(first);
    const demo = await new Browser().read<{ people: unknown[]; joinCode: string }>(
      'GET',
      '/api/demo',
    );
    expect(demo.people).toHaveLength(7);
    expect(demo.joinCode).toBe(first.joinCode);
  });

  test('its links sign in', async () => {
    await askOperator('POST', '/api/operator/demo');
    const browser = new Browser();
    const answer = await browser.ask('GET', '/demo/demo-seojun');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/']);
    const me = await browser.read<Joined>('GET', '/api/me');
    expect(me.person.name).toBe('이서준');
  });

  test('only the operator may seed it, and only demo people can be borrowed', async () => {
    const seed = new Browser().ask('POST', '/api/operator/demo');
    expect(await refusal(seed)).toBe('401 operator-only ');
    const { dana } = await openSchool();
    const { person } = await dana.read<{ person: { id: string } }>('GET', '/api/me');
    const borrow = new Browser().ask('POST', '/api/demo/sign-in', { personId: person.id });
    expect(await refusal(borrow)).toBe('404 not-found ');
  });
});

interface Joined {
  readonly person: { readonly id: string; readonly name: string };
  readonly class: { readonly id: string };
}

interface Demo {
  readonly joinCode: string;
}

async function refusal(asked: Promise<Response>): Promise<string> {
  const answer = await asked;
  const { error } = await answer.json<{ error: { code: string; field?: string } }>();
  return `${answer.status} ${error.code} ${error.field ?? ''}`;
}
