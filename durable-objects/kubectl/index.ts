export { createKubectl, type KubectlHost, wantsRawKeys } from './command.ts';
