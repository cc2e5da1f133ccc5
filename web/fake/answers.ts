import { classAnswer } from './class.ts';
import { lab } from './lab.ts';
import { boardRows, learners } from './people.ts';

const day = 86_400_000;
const endOfToday = new Date().setHours(23, 59, 0, 0);
const learner = { id: 'p1', name: '박서연' };
const teacher = { id: 'p0', name: '강민수', teaches: true };
const policy = { keep: 'best', latePercentPerDay: 10 };

function assignment(id: string, ko: string, en: string, dueAt: number, more = {}) {
  const title = { ko, en };
  return {
    ...{ id, classId: 'c7', lab: id, labVersion: 3, title, opensAt: null, dueAt, closesAt: null },
    ...{
      policy,
      className: '스테이트풀 7기',
      minutes: 40,
      points: 100,
      attempt: null,
      score: null,
    },
    ...more,
  };
}

const attempt = { id: 'a1', number: 1, startedAt: Date.now() - 480_000 };
const assignments = [
  assignment('scale-to-zero', '0까지 줄이기', 'Scale to zero', endOfToday, { attempt }),
  assignment('headless-dns', 'DNS로 파드 찾기', 'Find pods by DNS', endOfToday + 4 * day),
  assignment('ordered-scaling', '차례대로 늘리고 줄이기', 'Scale in order', endOfToday + 6 * day),
  assignment('primary', '주 · 보조 · 중재자', 'Primary, secondary, arbiter', endOfToday + 9 * day, {
    opensAt: Date.now() + 3 * day,
  }),
  assignment(
    'one-claim',
    '클레임 하나, 복제본 여럿',
    'One claim, many replicas',
    endOfToday - day,
    {
      score: 100,
    },
  ),
  assignment('pv-selection', '볼륨 고르기', 'Choose a volume', endOfToday - 3 * day, {
    score: 82,
    closesAt: endOfToday - 3 * day,
  }),
];

const routes: Readonly<Record<string, (who: string) => unknown>> = {
  '/me': (who) => ({
    person: who === 'instructor' ? teacher : who === 'learner' ? learner : null,
    demo: who === 'demo',
  }),
  '/demo': () => ({
    people: [teacher, learner],
    class: { name: 'Stateful 7' },
    joinCode: '7K429M',
  }),
  '/classes': (who) => ({
    classes: [{ id: 'c7', name: '스테이트풀 7기', role: who === 'instructor' ? who : 'learner' }],
  }),
  '/assignments': () => ({ assignments }),
  '/assignments/scale-to-zero': () => ({
    assignment: assignments[0],
    role: 'learner',
    lab,
    attempt,
    submissions: 0,
    counted: null,
  }),
  '/assignments/scale-to-zero/attempt': () => ({ attempt }),
  '/attempts/a1': () => ({ attempt, learner: learners[1], classId: 'c7', readOnly: true }),
  '/classes/c7': () => ({
    class: { id: 'c7', name: '스테이트풀 7기' },
    role: 'instructor',
    joinCode: '7K429M',
  }),
  '/classes/c7/people': () => ({
    people: [
      { ...teacher, role: 'instructor', section: null, joinedAt: Date.now() - 9 * day },
      ...learners,
    ],
  }),
  '/classes/c7/assignments': () => ({
    assignments: assignments.map(({ title, ...rest }) => ({
      ...rest,
      titleKo: title.ko,
      titleEn: title.en,
    })),
  }),
  '/classes/c7/live/scale-to-zero': () => ({
    title: { ko: '0까지 줄이기', en: 'Scale to zero' },
    dueAt: Date.now() + 38 * 60_000,
    tasks: lab.tasks,
    learners,
    rows: boardRows(),
  }),
  '/classes/c7/grades': () => grades(),
};

function grades() {
  const columns = assignments.slice(0, 5);
  return {
    assignments: columns.map(({ id, title, points, dueAt }) => ({ id, title, points, dueAt })),
    rows: learners.map((person, row) => ({
      person,
      cells: columns.map((_, column) => {
        const score = column === 2 && row % 2 === 0 ? null : 60 + ((row * 17 + column * 23) % 41);
        const override =
          row === 3 && column === 0 ? { score: 85, reason: '7번 지문이 모호했어요.' } : null;
        const deduction = row === 8 && column === 0 ? 10 : 0;
        return {
          score,
          deduction,
          submissions: score === null ? 0 : 1,
          ...(override ? { override } : {}),
        };
      }),
    })),
  };
}

/** An answer of the fixture: known routes, `{done: true}` for what is only done. */
export function answer(path: string, init: RequestInit | undefined, who: string): Response {
  const name = path.replace(/^\/api/, '').replace(/\?.*/, '');
  const route = routes[name];
  if (route) return Response.json(route(who));
  const ofClass = classAnswer(name, init?.method ?? 'GET');
  if (ofClass) return ofClass;
  if (name.endsWith('/submit'))
    return Response.json({ submission: { id: 's', at: Date.now(), score: 30, points: 100 } });
  if (init?.method !== 'GET') return Response.json({ done: true });
  const message = { ko: '여기에는 아무것도 없어요.', en: "This page doesn't exist." };
  return Response.json({ error: { code: 'not-found', message } }, { status: 404 });
}
