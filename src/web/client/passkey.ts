// Makes and uses passkeys: asks the person's own device, puts its answer into the form, and sends it. Without this script the page says what
// to do instead.

const bytesOf = (text: string): ArrayBuffer => {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
};
const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

type Named = { id: string };
const known = (one: Named): PublicKeyCredentialDescriptor => ({ type: 'public-key', id: bytesOf(one.id) });

/** For browsers that cannot read the options by themselves yet. */
function creationOptions(said: PublicKeyCredentialCreationOptionsJSON): PublicKeyCredentialCreationOptions {
  if (typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function') return PublicKeyCredential.parseCreationOptionsFromJSON(said);
  const { challenge, user, excludeCredentials = [], ...rest } = said;
  return {
    ...(rest as unknown as PublicKeyCredentialCreationOptions),
    challenge: bytesOf(challenge),
    user: { ...user, id: bytesOf(user.id) },
    excludeCredentials: excludeCredentials.map(known),
  };
}

function requestOptions(said: PublicKeyCredentialRequestOptionsJSON): PublicKeyCredentialRequestOptions {
  if (typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function') return PublicKeyCredential.parseRequestOptionsFromJSON(said);
  const { challenge, allowCredentials = [], ...rest } = said;
  return {
    ...(rest as unknown as PublicKeyCredentialRequestOptions),
    challenge: bytesOf(challenge),
    allowCredentials: allowCredentials.map(known),
  };
}

/** The device's answer as JSON. Some password managers bring a toJSON that throws, so there is a way without. */
function answerOf(made: PublicKeyCredential): string {
  try {
    return JSON.stringify(made.toJSON());
  } catch {
    const { response } = made;
    const fields =
      response instanceof AuthenticatorAttestationResponse
        ? { attestationObject: textOf(response.attestationObject), transports: response.getTransports() }
        : answered(response as AuthenticatorAssertionResponse);
    return JSON.stringify({
      id: made.id,
      rawId: textOf(made.rawId),
      type: made.type,
      clientExtensionResults: {},
      response: { clientDataJSON: textOf(response.clientDataJSON), ...fields },
    });
  }
}

function answered({ authenticatorData, signature, userHandle }: AuthenticatorAssertionResponse): Record<string, string> {
  return {
    authenticatorData: textOf(authenticatorData),
    signature: textOf(signature),
    ...(userHandle === null ? {} : { userHandle: textOf(userHandle) }),
  };
}

async function ask(place: HTMLElement): Promise<PublicKeyCredential | null> {
  const said: unknown = JSON.parse(place.dataset['options'] ?? '{}');
  const found =
    place.dataset['passkey'] === 'create'
      ? await navigator.credentials.create({ publicKey: creationOptions(said as PublicKeyCredentialCreationOptionsJSON) })
      : await navigator.credentials.get({ publicKey: requestOptions(said as PublicKeyCredentialRequestOptionsJSON) });
  return found instanceof PublicKeyCredential ? found : null;
}

/** What to say when the device gave no answer. It does not tell pages why, so that they cannot look for whose device it is. */
function sayWhy(error: unknown): string {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'InvalidStateError') return 'This device has a passkey for you already.';
  if (name === 'SecurityError') return 'Passkeys do not work at this address. Tell your administrator.';
  return 'Your device gave no answer. Try again, or use another way.';
}

for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  const form = place.querySelector('form');
  const told = place.querySelector<HTMLElement>('[data-passkey-said]');
  const answer = form?.querySelector<HTMLInputElement>('input[name="answer"]') ?? null;
  if (form === null || told === null || answer === null || typeof PublicKeyCredential !== 'function') continue;
  place.querySelector<HTMLElement>('[data-passkey-instead]')?.setAttribute('hidden', '');
  place.querySelector<HTMLElement>('[data-passkey-form]')?.removeAttribute('hidden');
  form.addEventListener('submit', (event) => {
    if (answer.value !== '') return;
    event.preventDefault();
    told.textContent = '';
    ask(place).then(
      (made) => {
        if (made === null) return;
        answer.value = answerOf(made);
        form.submit();
      },
      (error: unknown) => {
        told.textContent = sayWhy(error);
      },
    );
  });
}
