import { app } from './app.ts';

export { ClassObject } from '../durable-objects/class-object.ts';
export { ClusterObject } from '../durable-objects/cluster-object.ts';

export default app;
