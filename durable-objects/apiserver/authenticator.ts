import type { Key } from '../apimachinery/meta.ts';
import type { TokenRequest } from '../apimachinery/requests.ts';
import type { User } from '../apimachinery/resource.ts';
import type { Instant } from '../lib/instant.ts';
import type { Random } from '../lib/random.ts';
import type { Reader } from '../storage/store.ts';

/** What tokens are made and judged with. */
export interface TokenContext {
  readonly read: Reader;
  readonly now: Instant;
  random(purpose: string, ...parts: readonly string[]): Random;
}

/** Who somebody is, by the tokens that the cluster itself has signed. */
export interface Authenticator {
  /**
   * Whose token it is, and for which of the wanted audiences ([]: the API server); or why it is
   * nobody's, in the words that a TokenReview shows.
   */
  authenticate(
    token: string,
    audiences: readonly string[],
    context: TokenContext,
  ): { readonly user: User; readonly audiences: readonly string[] } | { readonly error: string };
  /** A new token for an account. Throws NotFound, BadRequest, Conflict, Invalid. */
  issue(account: Key, request: TokenRequest, context: TokenContext): TokenRequest;
}
