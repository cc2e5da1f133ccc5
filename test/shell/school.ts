import { env } from 'cloudflare:workers';
import { drizzle } from 'drizzle-orm/d1';
import { insertAssignment } from '../../worker/db/assignments.ts';
import * as schema from '../../worker/db/schema.ts';
import type { Database } from '../../worker/env.ts';
import { newId } from '../../worker/ids.ts';
import { defaultPolicy } from '../../worker/policy.ts';
import { askOperator, Browser } from './browser.ts';

/** A class with an assignment, two learners and two instructors, one of them of another class. */
export interface School {
  readonly classId: string;
  readonly assignmentId: string;
  readonly code: string;
  readonly instructor: Browser;
  readonly stranger: Browser;
  readonly dana: Browser;
  readonly minho: Browser;
}

export async function openSchool(dates: Partial<Dates> = {}): Promise<School> {
  const instructor = await newInstructor('Ada');
  const made = await instructor.read<{ class: { id: string }; joinCode: string }>(
    'POST',
    '/api/classes',
    { name: 'Stateful 7' },
  );
  const stranger = await newInstructor('Bob');
  await stranger.read('POST', '/api/classes', { name: 'Another' });
  const classId = made.class.id;
  const assignmentId = await assign(classId, dates);
  const code = made.joinCode;
  const [dana, minho] = await Promise.all([join(code, 'Dana'), join(code, '민호')]);
  return { classId, assignmentId, code, instructor, stranger, dana, minho };
}

interface Dates {
  readonly opensAt: number;
  readonly dueAt: number;
  readonly closesAt: number;
}

async function newInstructor(name: string): Promise<Browser> {
  const answer = await askOperator('POST', '/api/operator/instructors', { name });
  const { link } = await answer.json<{ link: string }>();
  const browser = new Browser();
  await browser.read('POST', '/api/sign-in', { token: link.split('#')[1] });
  return browser;
}

async function join(code: string, name: string): Promise<Browser> {
  const browser = new Browser();
  await browser.read('POST', '/api/join', { code, name });
  return browser;
}

/** An assignment whose lab need not be in the catalogue. */
async function assign(classId: string, dates: Partial<Dates>): Promise<string> {
  const id = newId();
  const database: Database = drizzle(env.DB, { schema });
  await insertAssignment(database, {
    id,
    classId,
    lab: 'any-lab',
    labVersion: 1,
    titleKo: '0까지 줄이기',
    titleEn: 'Scale to zero',
    policy: defaultPolicy,
    createdAt: 1,
    ...dates,
  });
  return id;
}

/** The id of the browser's attempt at the school's assignment, started if need be. */
export async function start(school: School, browser: Browser): Promise<string> {
  const path = `/api/assignments/${school.assignmentId}/attempt`;
  const { attempt } = await browser.read<{ attempt: { id: string } }>('POST', path);
  return attempt.id;
}
