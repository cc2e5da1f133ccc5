export { serviceAccountTokens } from './authenticator.ts';
