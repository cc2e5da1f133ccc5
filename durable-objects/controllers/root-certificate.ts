/**
 * The certificate that every pod finds at
 * /var/run/secrets/kubernetes.io/serviceaccount/ca.crt. One for all clusters, and nothing trusts
 * it: there is no connection that it could secure.
 */
export const rootCertificate = `-----BEGIN CERTIFICATE-----
MIIBfjCCASWgAwIBAgIUA9BukETUlFm90UPudRJO6UpNjvkwCgYIKoZIzj0EAwIw
FTETMBEGA1UEAwwKa3ViZXJuZXRlczAeFw0yNjExMjAxNDIwMTZaFw0zNjExMTcx
NDIwMTZaMBUxEzARBgNVBAMMCmt1YmVybmV0ZXMwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARfnBOS9edISejsezYcJe34dMEtu7oXy/AGZSwtYPAdygkBo6oCauof
ptmQPT7xhFTMYGE5dz/KYC/gDSBsGW2po1MwUTAdBgNVHQ4EFgQUvDNED7YQ4kpO
kvoul7PDKVhAz2gwHwYDVR0jBBgwFoAUvDNED7YQ4kpOkvoul7PDKVhAz2gwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAQTgdQP7Z9x/aR/dLIyvCM
nXw6gNwZJtdBdTabx7h3ZwIgcyBuTFXIT/I74Bki44wnCYlP/i+VT1gTACrDDgm5
QWk=
-----END CERTIFICATE-----
`;
