import type { TaskStanding } from '../../durable-objects/grading/results.ts';
import { lab } from './lab.ts';

const catalogue = [
  [
    'scale-to-zero',
    '0까지 줄이기',
    'Scale to zero',
    '파드가 없어도 클레임과 데이터는 남아요.',
    'Claims and data stay without pods.',
    40,
  ],
  [
    'headless-dns',
    'DNS로 파드 찾기',
    'Find pods by DNS',
    '헤드리스 Service로 파드마다 이름을 줘요.',
    'A headless Service names each pod.',
    30,
  ],
  [
    'ordered-scaling',
    '차례대로 늘리고 줄이기',
    'Scale in order',
    '번호 순서와 Ready를 기다리는 까닭을 봐요.',
    'Why ordinals wait for Ready.',
    25,
  ],
] as const;

/** The fixture's answers about grades in full and the catalogue; undefined for other routes. */
export function classAnswer(name: string, method: string): Response | undefined {
  if (name === '/labs')
    return Response.json({
      labs: catalogue.map(([id, ko, en, koSummary, enSummary, minutes]) => ({
        ...{ id, version: 1, title: { ko, en }, summary: { ko: koSummary, en: enSummary } },
        ...{ minutes, points: 100 },
      })),
    });
  if (method === 'GET' && /^\/classes\/c7\/grades\/[^/]+\/l\d+$/.test(name))
    return Response.json({ submissions: [submission('s1', 30, 4, true), submission('s2', 2, 6)] });
  return undefined;
}

function submission(id: string, hoursAgo: number, met: number, late = false) {
  const tasks = lab.tasks.map(({ id, title, points }, i) => {
    const standing: TaskStanding = i < met ? 'met' : i === met ? 'partly' : 'unmet';
    const score = i < met ? points : i === met ? 5 : 0;
    return { id, title, points, standing, score, checks: [] };
  });
  const score = tasks.reduce((sum, task) => sum + task.score, 0);
  const at = Date.now() - hoursAgo * 3_600_000;
  const results = { lab: lab.id, labVersion: 3, points: 100, score, revision: 1, tasks };
  return { id, at, score, points: 100, late, results };
}
