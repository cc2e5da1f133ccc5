/** The Kubernetes REST API over a list of resources: what others may use of this folder. */

export { defaultAdmission } from './admission/index.ts';
export type { AdmissionPlugin } from './admission/plugin.ts';
export type { ApiServer, ApiServerOptions } from './api-server.ts';
export type { Authenticator, TokenContext } from './authenticator.ts';
export type { Authorizer } from './authorizer.ts';
export type { PollEnvironment, RequestEnvironment } from './environment.ts';
export type { NodeProxy } from './node-proxy.ts';
export { lazyDescriptions } from './openapi/descriptions.ts';
export { createApiServer, unauthorizedReply } from './server.ts';
