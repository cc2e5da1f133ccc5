import { signal } from '@preact/signals';
import { api } from './connection/api.ts';
import type { Person } from './connection/types.ts';

/** Who is here: undefined until the server has said, null for nobody. */
export const me = signal<Person | null | undefined>(undefined);
/** Anybody may sign in as a demo person on this installation. */
export const isDemo = signal(false);
export const sessionProblem = signal<unknown>(undefined);

export async function loadSession(): Promise<void> {
  sessionProblem.value = undefined;
  try {
    const answer = await api.me();
    isDemo.value = answer.demo === true;
    me.value = answer.person;
  } catch (error) {
    sessionProblem.value = error;
  }
}

export async function signOut(): Promise<void> {
  await api.signOut();
  me.value = null;
}
