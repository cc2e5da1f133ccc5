import type { Results, Text } from '../../durable-objects/grading/results.ts';
import { transport } from './transport.ts';
import type {
  AssignmentDetail,
  AssignmentSummary,
  Attempt,
  ClassAssignment,
  ClassDetail,
  ClassPerson,
  ClassSummary,
  Gradebook,
  LabSummary,
  Live,
  NewAssignment,
  Person,
  Submission,
} from './types.ts';

/** The server's routes, typed. Every call rejects with a Problem when it isn't carried out. */
export const api = {
  me: () => get<{ person: Person | null; demo?: boolean }>('/me'),
  join: (code: string, name: string) =>
    post<{ person: Person; class: { id: string; name: string } }>(
      '/join',
      name === '' ? { code } : { code, name },
    ),
  signIn: (token: string) => post('/sign-in', { token }),
  signOut: () => post('/sign-out', {}),
  demo: () =>
    get<{ people: Person[]; class: { name: string } | null; joinCode: string | null }>('/demo'),
  demoSignIn: (personId: string) => post('/demo/sign-in', { personId }),
  classes: () => get<{ classes: ClassSummary[] }>('/classes'),
  newClass: (name: string) => post<{ class: { id: string } }>('/classes', { name }),
  assignments: () => get<{ assignments: AssignmentSummary[] }>('/assignments'),
  assignment: (id: string) => get<AssignmentDetail>(`/assignments/${id}`),
  startAttempt: (id: string) => post<{ attempt: Attempt }>(`/assignments/${id}/attempt`, {}),
  check: (attempt: string) => post<{ results: Results }>(`/attempts/${attempt}/check`, {}),
  submit: (attempt: string) => post<{ submission: Submission }>(`/attempts/${attempt}/submit`, {}),
  reset: (attempt: string) => post(`/attempts/${attempt}/reset`, {}),
  raiseHand: (attempt: string, message: string) => post(`/attempts/${attempt}/hand`, { message }),
  lowerHand: (attempt: string) => request('DELETE', `/attempts/${attempt}/hand`),
  class: (id: string) => get<ClassDetail>(`/classes/${id}`),
  people: (id: string) => get<{ people: ClassPerson[] }>(`/classes/${id}/people`),
  classAssignments: (id: string) =>
    get<{ assignments: ClassAssignment[] }>(`/classes/${id}/assignments`),
  live: (id: string, assignment: string) => get<Live>(`/classes/${id}/live/${assignment}`),
  grades: (id: string) => get<Gradebook>(`/classes/${id}/grades`),
  labs: () => get<{ labs: LabSummary[] }>('/labs'),
  assign: (id: string, asked: NewAssignment) => post(`/classes/${id}/assignments`, asked),
  gradeSubmissions: (id: string, assignment: string, person: string) =>
    get<{ submissions: Submission[] }>(`/classes/${id}/grades/${assignment}/${person}`),
  overrideGrade: (
    id: string,
    assignment: string,
    person: string,
    override: { readonly score: number; readonly reason: string },
  ) => request('PUT', `/classes/${id}/grades/${assignment}/${person}`, override),
  restoreGrade: (id: string, assignment: string, person: string) =>
    request('DELETE', `/classes/${id}/grades/${assignment}/${person}`),
};

/** Addresses that the browser opens itself. */
export const addresses = {
  kubeconfig: (attempt: string) => `/api/attempts/${attempt}/kubeconfig`,
  gradesCsv: (id: string, locale: string) => `/api/classes/${id}/grades.csv?locale=${locale}`,
  attemptSocket: (attempt: string, locale: string) =>
    `/api/attempts/${attempt}/socket?locale=${locale}`,
  boardSocket: (id: string, assignment: string) => `/api/classes/${id}/live/${assignment}/socket`,
};

/** Why a request was not carried out; `text` is for the person, null when nobody answered. */
export class Problem extends Error {
  readonly status: number;
  readonly text: Text | null;

  constructor(status: number, text: Text | null) {
    super(`${status} ${text?.en ?? 'no answer'}`);
    this.status = status;
    this.text = text;
  }
}

function get<T>(path: string): Promise<T> {
  return request<T>('GET', path);
}

function post<T = unknown>(path: string, body: unknown): Promise<T> {
  return request<T>('POST', path, body);
}

// The border: answers are believed to have the type that the route is known to have.
async function request<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method, headers: { 'content-type': 'application/json' } };
  if (body !== undefined) init.body = JSON.stringify(body);
  const response = await transport()
    .fetch(`/api${path}`, init)
    .catch(() => {
      throw new Problem(0, null);
    });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Problem(response.status, problemText(answer));
  return answer as T;
}

function problemText(answer: unknown): Text | null {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return null;
  const { error } = answer;
  if (typeof error !== 'object' || error === null || !('message' in error)) return null;
  const { message } = error;
  if (typeof message === 'string') return { ko: message, en: message };
  if (typeof message !== 'object' || message === null) return null;
  if (!('ko' in message) || !('en' in message)) return null;
  return { ko: String(message.ko), en: String(message.en) };
}
