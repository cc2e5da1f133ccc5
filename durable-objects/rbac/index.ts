export { rbacAuthorizer } from './authorizer.ts';
export { escalationCheck } from './escalation.ts';
export { bootstrapPolicy } from './policy/index.ts';
