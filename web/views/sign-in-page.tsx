import { useEffect, useState } from 'preact/hooks';
import { api } from '../connection/api.ts';
import { copy } from '../copy/index.ts';
import { ProblemNote } from '../parts/empty.tsx';
import { navigate } from '../router/router.ts';
import { loadSession } from '../session.ts';

/** Signs in by the link that the operator has given: `/join#TOKEN`, which is in nobody's log. */
export function SignInPage({ token }: { readonly token: string }) {
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    api
      .signIn(token)
      .then(loadSession)
      .then(() => navigate('/', { replace: true }), setError);
  }, [token]);
  return (
    <main class="column">
      <h1>{error === undefined ? copy().signingIn : copy().signInFailed}</h1>
      {error !== undefined && <ProblemNote error={error} />}
    </main>
  );
}
