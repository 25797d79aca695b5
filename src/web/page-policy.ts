/**
 * What a page may load and do, as its content security policy says it: our own stylesheets and scripts by name or by the nonce of this
 * page, our own data, forms that go back to us, and nothing else.
 */

/** Directives for helmet, which adds the nonces. People go to an identity provider by a link, so no form of ours leads outside. */
export function pagePolicy({ https }: { readonly https: boolean }) {
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
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      objectSrc: ["'none'"],
      ...(https ? { upgradeInsecureRequests: [] } : {}),
    },
  };
}
