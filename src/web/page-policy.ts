/**
 * What a page may load and do, as its content security policy says it: our own stylesheets and scripts by name or by the nonce of this
 * page, our own data, forms that go back to us, and nothing else.
 */

/**
 * Directives for helmet, which adds the nonces. `formTargets` are addresses that a form's answer may lead on to: a browser also asks this
 * policy about the redirect to an identity provider.
 */
export function pagePolicy({ https, formTargets }: { readonly https: boolean; readonly formTargets: readonly string[] }) {
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      // The design system's stylesheet draws some of its arrows from data addresses.
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'", ...formTargets],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      objectSrc: ["'none'"],
      ...(https ? { upgradeInsecureRequests: [] } : {}),
    },
  };
}
