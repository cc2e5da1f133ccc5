export { createScheduler } from './controller.ts';
export type { Plugin } from './framework.ts';
