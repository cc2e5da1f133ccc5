import type { Authenticator } from '../apiserver/authenticator.ts';
import { accountOf } from './account.ts';
import { issueToken } from './issue.ts';

/** Tokens of ServiceAccounts, bound ones and those in Secrets. */
export const serviceAccountTokens: Authenticator = { authenticate: accountOf, issue: issueToken };
