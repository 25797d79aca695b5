/**
 * A partnership's identity provider as it is set up (OpenID Connect). Shapes that are known to work: Microsoft Entra ID (one tenant, whose
 * people are named by `oid`) and NHS Care Identity Service 2 (assurance levels, `acr`).
 */
import { type Secret, secretOf } from './secret.ts';

/** Signature algorithms that can be pinned. Never `none`, and never HS*, for which a public key could be used as the secret. */
export const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export type ProviderSettings = {
  /** Exactly as the provider writes it, without a trailing slash if it writes none. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: Secret<string>;
  /** What the button says: "Sign in with NHS CIS2". */
  readonly name: string;
  /** The claim that names a person for good: `sub`, or `oid` for Entra ID. */
  readonly subjectClaim: string;
  /** Entra ID: the one tenant whose `tid` is accepted. Null: not asked. */
  readonly tenant: string | null;
  /** Any one of these `acr` values must be there; none: not asked. */
  readonly acr: readonly string[];
  /** The same for showing again who one is; none: as for signing in. */
  readonly stepUpAcr: readonly string[];
  /** NHS CIS2: the least `authentication_assurance_level`, 1 to 3. Null: not asked. */
  readonly leastAssurance: number | null;
  readonly algorithms: readonly Algorithm[];
  /** How old the sign-in at the provider may be, in seconds. */
  readonly maxAgeSeconds: number;
  /** How far the provider's clock may be from ours, in seconds. */
  readonly skewSeconds: number;
  /** How long one answer of the provider may take, in milliseconds. */
  readonly patienceMs: number;
};

export const PROVIDER_DEFAULTS = {
  name: 'your organisation',
  subjectClaim: 'sub',
  tenant: null,
  acr: [],
  stepUpAcr: [],
  leastAssurance: null,
  algorithms: ['RS256', 'PS256', 'ES256'],
  maxAgeSeconds: 36_000,
  skewSeconds: 30,
  patienceMs: 10_000,
} as const satisfies Partial<ProviderSettings>;

/** What the settings say, as text; null where nothing is said. */
export type GivenProvider = {
  readonly issuer: string | null;
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  readonly name: string;
  readonly subjectClaim: string;
  readonly tenant: string | null;
  readonly acr: string | null;
  readonly stepUpAcr: string | null;
  readonly leastAssurance: number;
  readonly algorithms: string;
  readonly maxAgeSeconds: number;
};

/** The provider; null when there is none; or the field that is not as expected with what it must be. */
export function providerFrom(
  given: GivenProvider,
): ProviderSettings | null | { readonly field: keyof GivenProvider; readonly wanted: string } {
  const { issuer, clientId, clientSecret } = given;
  if (issuer === null) return null;
  if (!isIssuer(issuer)) return { field: 'issuer', wanted: 'an https address without a question mark or a hash' };
  if (clientId === null) return { field: 'clientId', wanted: 'given with the issuer' };
  if (clientSecret === null || clientSecret === '')
    return { field: 'clientSecret', wanted: 'a file with the secret that the provider gave' };
  const words = (text: string | null): string[] => (text ?? '').split(/[\s,]+/).filter((word) => word !== '');
  const wanted = words(given.algorithms);
  const algorithms = ALGORITHMS.filter((one) => wanted.includes(one));
  if (algorithms.length === 0 || algorithms.length !== new Set(wanted).size)
    return { field: 'algorithms', wanted: `some of ${ALGORITHMS.join(', ')}` };
  // An Entra ID issuer names its tenant; a token of another tenant must not do, even if the setting is forgotten.
  const entra = /^https:\/\/login\.microsoftonline\.(?:com|us)\/([0-9a-f-]{36})\/v2\.0$/.exec(issuer)?.[1] ?? null;
  return {
    ...PROVIDER_DEFAULTS,
    issuer,
    clientId,
    clientSecret: secretOf(clientSecret),
    name: given.name,
    subjectClaim: given.subjectClaim,
    tenant: given.tenant ?? entra,
    acr: words(given.acr),
    stepUpAcr: words(given.stepUpAcr),
    leastAssurance: given.leastAssurance === 0 ? null : given.leastAssurance,
    algorithms,
    maxAgeSeconds: given.maxAgeSeconds,
  };
}

/** Plain http is for a provider on this computer, in tests and trials. */
function isIssuer(issuer: string): boolean {
  return /^https:\/\/[^\s?#@]+$/.test(issuer) || /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(?:\/[^\s?#@]*)?$/.test(issuer);
}
